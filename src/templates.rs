//! Every template that the program ships, and what a workspace puts in its place, file by file.
//!
//! Words are `*.toml`, layout of paper is `*.typ` and `keep-words.txt`, the page is `report.html.tera`. Who needs one asks by
//! name; `init` writes them all out.

use std::collections::BTreeMap;

/// The list of words no line may end inside.
pub const KEEP_WORDS: &str = "keep-words.txt";
/// The page.
pub const PAGE: &str = "report.html.tera";

macro_rules! shipped {
    ($($name:literal)*) => {
        /// The shipped templates: file name and text, words before layout before the page.
        pub const SHIPPED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../templates/", $name)))),*];
    };
}

shipped! {
    "common.toml"
    "form-1-activities.toml"
    "form-2-online.toml"
    "kpi-8.toml"
    "targets.toml"
    "scorecard.toml"
    "letter-assignment.toml"
    "letter-monthly.toml"
    "letter-reminder.toml"
    "packet.typ"
    "base.typ"
    "letter.typ"
    "document.typ"
    "keep-words.txt"
    "report.html.tera"
}

/// The templates in use.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    own: BTreeMap<String, String>,
}

impl Templates {
    /// The shipped ones, and `own` (file name, text) of a workspace before them.
    pub fn with(own: BTreeMap<String, String>) -> Self {
        Self { own }
    }

    /// The shipped text of a template; `None` where none has that name.
    pub fn shipped(name: &str) -> Option<&'static str> {
        SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// The text of a template in use; `None` where none has that name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.own(name).or(Self::shipped(name))
    }

    /// The workspace's own text of a template.
    pub fn own(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(String::as_str)
    }

    /// Every one of the workspace's own: file name and text, by name.
    pub fn all_own(&self) -> impl Iterator<Item = (&str, &str)> {
        self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The templates in use whose name ends with `.extension`, by name.
    pub fn of_kind(&self, extension: &str) -> BTreeMap<&str, &str> {
        let ends = |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| end == extension);
        let shipped = SHIPPED.iter().copied();
        shipped.chain(self.all_own()).filter(|(name, _)| ends(name)).collect()
    }
}
