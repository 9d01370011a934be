//! Whose a report is, and who bears a number, in words.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Said, Say};
use crate::finding::{Lang, Place};
use crate::thai::calendar::Month;

/// Whose report something says that it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// A district's, by name.
    District(String),
    /// A district's, by name, and the geocode as it stands in the form's stamp.
    Stamped(String, String),
    /// A month's.
    Month(Month),
}

impl Say for Claim {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::District(name), Lang::Th) => write!(out, "อำเภอ{name}"),
            (Self::District(name), Lang::En) => write!(out, "district {name}"),
            (Self::Stamped(name, geocode), Lang::Th) => write!(out, "อำเภอ{name} ({geocode})"),
            (Self::Stamped(name, geocode), Lang::En) => write!(out, "district {name} ({geocode})"),
            (Self::Month(month), Lang::Th) => write!(out, "เดือน{}", Said(month, lang)),
            (Self::Month(month), Lang::En) => month.say(lang, out),
        }
    }
}

/// As much as is known of whose report a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// The district's name.
    pub district: Option<String>,
    /// Its month.
    pub month: Option<Month>,
}

impl Say for Whose {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.district, &self.month, lang) {
            (Some(name), Some(month), Lang::Th) => write!(out, "รายงานของอำเภอ{name} เดือน{}", Said(month, lang)),
            (Some(name), Some(month), Lang::En) => write!(out, "the report of district {name} for {}", Said(month, lang)),
            (Some(name), None, Lang::Th) => write!(out, "น่าจะเป็นของอำเภอ{name}"),
            (Some(name), None, Lang::En) => write!(out, "probably that of district {name}"),
            (None, Some(month), Lang::Th) => write!(out, "เดือน{} ไม่ทราบอำเภอ", Said(month, lang)),
            (None, Some(month), Lang::En) => write!(out, "of {}, of an unknown district", Said(month, lang)),
            (None, None, Lang::Th) => out.write_str("ไม่ทราบอำเภอและเดือน"),
            (None, None, Lang::En) => out.write_str("of an unknown district and month"),
        }
    }
}

/// A month as it is written on the command line and names its folder: `2565-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written(pub Month);

impl Say for Written {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// The folder of a month below `inputs/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder(pub Option<Month>);

impl Say for Folder {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, lang) {
            (Some(month), lang) => Written(month).say(lang, out),
            (None, Lang::Th) => out.write_str("<ปี-เดือน>"),
            (None, Lang::En) => out.write_str("<year-month>"),
        }
    }
}

/// Where a number's other name stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameAt {
    /// In the registry.
    Registry,
    /// In a row.
    Row(Place),
}

impl Say for NameAt {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, lang) {
            (Self::Registry, Lang::Th) => out.write_str("ทะเบียน"),
            (Self::Registry, Lang::En) => out.write_str("the registry"),
            (Self::Row(place), _) => place.say(lang, out),
        }
    }
}

/// The number under which a name is registered; nothing is said where it is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberOfName(pub Option<String>);

impl Say for NumberOfName {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, lang) {
            (Some(number), Lang::Th) => write!(out, " (ชื่อนี้มีเลขทะเบียน {number})"),
            (Some(number), Lang::En) => write!(out, " (this name has number \"{number}\")"),
            (None, _) => Ok(()),
        }
    }
}
