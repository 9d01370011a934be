//! How a month differs from what it was, in words.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Amount, Baht, Count, Said, Say};
use crate::finding::Lang;

/// A figure that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// The level reached.
    Level,
    /// Districts whose report can be used.
    Reports,
    /// Activities that count.
    Activities,
    /// Operators that took part in them.
    Participants,
    /// Operators with a listing that counts, counted in an earlier month already or not.
    Operators,
    /// Operators counted here first. A month before this one can take some of them without anything being lost.
    NewOperators,
    /// Operators times channels.
    Listings,
    /// Baht sold at activities.
    SalesActivities,
    /// Baht sold online.
    SalesOnline,
    /// Channels run.
    Channels,
}

/// Names that are told; of the others only how many there are.
const NAMED: usize = 3;

/// What is other than it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Files, by what became of them.
    pub files: Vec<(FileChange, Vec<String>)>,
    /// Figures: what each was and is.
    pub figures: Vec<(Figure, Decimal, Decimal)>,
    /// Whose figures they are; none where they are the province's.
    pub districts: Option<OfDistricts>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileChange {
    /// Its content is another.
    Edited,
    /// It was not there.
    Added,
    /// It is not there any more.
    Lost,
}

/// Districts whose figures differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfDistricts {
    /// All of the plan.
    All,
    /// These, by name.
    These(Vec<String>),
}

impl Say for Difference {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.files.iter().map(|(change, names)| told_files(*change, names, lang));
        let figures = self.figures.iter().map(|(figure, was, is)| told_figure(*figure, *was, *is, lang));
        let mut parts: Vec<String> = files.chain(figures).collect();
        if let Some(districts) = &self.districts {
            let whose = Said(districts, lang);
            match parts.last_mut().filter(|_| !self.figures.is_empty()) {
                Some(figure) => *figure = format!("{figure} ({whose})"),
                None => parts.push(whose.to_string()),
            }
        }
        out.write_str(&parts.join(", "))
    }
}

impl Say for OfDistricts {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::All, Lang::Th) => out.write_str("ทุกอำเภอ"),
            (Self::All, Lang::En) => out.write_str("all districts"),
            (Self::These(names), Lang::Th) => write!(out, "อำเภอ{}", names.join(", ")),
            (Self::These(names), Lang::En) => write!(out, "district {}", names.join(", ")),
        }
    }
}

/// `แก้ไขแฟ้ม a, b, c และอีก ๖ แฟ้ม`.
fn told_files(change: FileChange, names: &[String], lang: Lang) -> String {
    let what = match (change, lang) {
        (FileChange::Edited, Lang::Th) => "แก้ไขแฟ้ม",
        (FileChange::Edited, Lang::En) => "edited",
        (FileChange::Added, Lang::Th) => "เพิ่มแฟ้ม",
        (FileChange::Added, Lang::En) => "added",
        (FileChange::Lost, Lang::Th) => "ขาดแฟ้ม",
        (FileChange::Lost, Lang::En) => "missing",
    };
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = Count::of(names.len().saturating_sub(NAMED));
    match lang {
        _ if more.0 == 0 => format!("{what} {shown}"),
        Lang::Th => format!("{what} {shown} และอีก {} แฟ้ม", Said(&more, lang)),
        Lang::En => format!("{what} {shown} and {} more", Said(&more, lang)),
    }
}

/// What a figure was and what it is: `กิจกรรม ๒ → ๐`.
fn told_figure(figure: Figure, was: Decimal, is: Decimal, lang: Lang) -> String {
    let name = Said(&figure, lang);
    match (figure, lang) {
        (Figure::SalesActivities | Figure::SalesOnline, Lang::Th) => {
            format!("{name} {} → {} บาท", Said(&Baht(was), lang), Said(&Baht(is), lang))
        }
        (Figure::SalesActivities | Figure::SalesOnline, Lang::En) => {
            format!("{name} {} → {} baht", Said(&Baht(was), lang), Said(&Baht(is), lang))
        }
        _ => format!("{name} {} → {}", Said(&Amount(was), lang), Said(&Amount(is), lang)),
    }
}

impl Say for Figure {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self {
            Self::Level => ("ระดับ", "level"),
            Self::Reports => ("รายงาน", "reports"),
            Self::Activities => ("กิจกรรม", "activities"),
            Self::Participants => ("ผู้เข้าร่วมกิจกรรม", "participants"),
            Self::Operators => ("ผู้ประกอบการออนไลน์", "online operators"),
            Self::NewOperators => ("ผู้ประกอบการออนไลน์รายใหม่", "new online operators"),
            Self::Listings => ("รายการออนไลน์", "online listings"),
            Self::SalesActivities => ("ยอดจำหน่ายในกิจกรรม", "sales at activities"),
            Self::SalesOnline => ("ยอดจำหน่ายออนไลน์", "sales online"),
            Self::Channels => ("ช่องทาง", "channels"),
        };
        out.write_str(if lang == Lang::Th { thai } else { english })
    }
}
