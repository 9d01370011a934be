//! In which language the program speaks, and to whom, known before anything can go wrong.

use std::ffi::OsString;
use std::path::Path;

use super::asked;
use crate::lang::Lang;
use crate::plan;
use crate::workspace::Workspace;

/// The environment's choice of a language: `th` or `en`.
const VARIABLE: &str = "OTOP_LANG";

/// How the program speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The language.
    pub lang: Lang,
    /// Whether to programs, in JSON.
    pub json: bool,
    /// What of the command line is repeated in the commands of next steps: `--workspace พะเยา `.
    pub options: String,
}

impl Spoken {
    /// By what was typed after the program's name, though it may hold mistakes; then the environment, then the plan.
    pub fn of(typed: &[OsString]) -> Self {
        let words: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        let workspace = value(&words, "--workspace");
        let typed = value(&words, "--lang");
        let environment = || std::env::var(VARIABLE).ok();
        let named = typed
            .and_then(Lang::named)
            .or_else(|| Lang::named(environment()?.trim()))
            .or_else(|| of_plan(workspace.map(Path::new)));
        let mut options = String::new();
        for (name, value) in [("--workspace", workspace), ("--lang", typed.filter(|typed| Lang::named(typed).is_some()))] {
            options.extend(value.map(|value| format!("{name} {} ", quoted(value))));
        }
        Self { lang: named.unwrap_or_default(), json: value(&words, "--format") == Some("json"), options }
    }
}

/// The value of an option, `--lang en` or `--lang=en`.
fn value<'a>(words: &'a [String], option: &str) -> Option<&'a str> {
    let own = words.iter().take_while(|word| *word != "--");
    own.clone().zip(words.iter().skip(1)).find(|(word, _)| *word == option).map(|(_, value)| value.as_str()).or_else(|| {
        let mut joined = own.filter_map(|word| word.strip_prefix(option)?.strip_prefix('='));
        joined.next()
    })
}

/// The language that the plan names, though it may hold mistakes elsewhere.
fn of_plan(workspace: Option<&Path>) -> Option<Lang> {
    plan::language(&Workspace::new(asked::workspace(workspace)).plan_text().ok()?)
}

/// A word as a shell takes it whole.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| {
        c.is_alphanumeric()
            || "-_./\\:+@%,\u{0E31}\u{0E34}\u{0E35}\u{0E36}\u{0E37}\u{0E38}\u{0E39}\u{0E3A}".contains(c)
            || ('\u{0E47}'..='\u{0E4E}').contains(&c)
    };
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("\"{word}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Spoken {
        Spoken::of(&words.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn known_from_a_line_that_holds_mistakes() {
        let spoken = of(&["--workspace", "งาน ๒", "chek", "--lang=en", "--format", "json", "--nonsense"]);
        assert_eq!((spoken.lang, spoken.json, spoken.options.as_str()), (Lang::En, true, "--workspace \"งาน ๒\" --lang en "));
        assert_eq!(of(&["--workspace", "/nowhere", "--lang", "de"]).lang, Lang::Th);
    }

    #[test]
    fn thai_names_need_no_quotes() {
        for name in ["พะเยา", "กำแพงเพชร", "อุบลราชธานี", "สุราษฎร์ธานี", "2565-02/จุน.xlsx"]
        {
            assert_eq!(quoted(name), name);
        }
        assert_eq!(quoted("จุน แก้ไข.xlsx"), "\"จุน แก้ไข.xlsx\"");
    }
}
