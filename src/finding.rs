//! Something wrong or odd in what was received, at a file, sheet and cell (SPEC §5).
//!
//! A [`Finding`] is the user's data: it is collected and the run goes on. Codes are stable; their words stand in one table.

mod codes;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

pub use codes::Code;

use crate::thai::calendar::Month;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// ข้อผิดพลาด: the row, or the workbook, does not count.
    Error,
    /// ข้อสังเกต: it counts; look at it.
    Warning,
    /// หมายเหตุ.
    Note,
}

impl Severity {
    /// Its Thai name.
    pub fn thai(self) -> &'static str {
        match self {
            Self::Error => "ข้อผิดพลาด",
            Self::Warning => "ข้อสังเกต",
            Self::Note => "หมายเหตุ",
        }
    }
}

/// The language of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
}

/// A cell by row and column, both from 0; shown as `H17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut letters, mut n) = (Vec::new(), self.column + 1);
        while n > 0 {
            letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
            n = (n - 1) / 26;
        }
        write!(f, "{}{}", letters.iter().rev().collect::<String>(), self.row + 1)
    }
}

impl TryFrom<String> for CellRef {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (letters, digits) = text.split_at(text.bytes().take_while(u8::is_ascii_uppercase).count());
        let number = |letters: &str| {
            letters.bytes().try_fold(0_u32, |number, letter| number.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))
        };
        let from_one = |number: Option<u32>| number.and_then(|number| number.checked_sub(1));
        match (from_one(digits.parse().ok()), from_one(number(letters))) {
            (Some(row), Some(column)) => Ok(Self { row, column }),
            _ => Err(text),
        }
    }
}

impl Serialize for CellRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where something stands; the parts that do not apply are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// File, relative to `inputs/`, with `/`.
    #[serde(with = "shared_text")]
    pub file: Option<Arc<str>>,
    /// Sheet, as the workbook names it.
    #[serde(with = "shared_text")]
    pub sheet: Option<Arc<str>>,
    /// Cell.
    pub cell: Option<CellRef>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Some(file.clone()), ..Self::default() }
    }

    /// A whole sheet.
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { file: Some(file.clone()), sheet: Some(sheet.clone()), cell: None }
    }

    /// The same sheet, at a cell.
    pub fn at(&self, row: u32, column: u32) -> Self {
        Self { cell: Some(CellRef { row, column }), ..self.clone() }
    }
}

impl fmt::Display for Place {
    /// `2565-02/จุน.xlsx แบบ ๒ ออนไลน์!H17`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_deref().unwrap_or(""))?;
        match (&self.sheet, self.cell) {
            (Some(sheet), Some(cell)) => write!(f, " {sheet}!{cell}"),
            (Some(sheet), None) => write!(f, " {sheet}"),
            _ => Ok(()),
        }
    }
}

/// A name as a plain text.
mod shared_text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(text: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
        text.as_deref().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Arc::from))
    }
}

/// The word that stands for the value in a sentence.
const SHOWN: &str = "shown";

/// Something wrong or odd. As `findings.json` holds it: [`Finding::json`]; its own serialisation is for the reading worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its stable code.
    pub code: Code,
    /// The month it belongs to.
    pub month: Option<Month>,
    /// Where it is.
    pub place: Place,
    /// The value as it stands.
    pub value: Option<String>,
    /// Geocode of the district.
    pub district: Option<String>,
    /// Words put into the sentence.
    args: Vec<(Cow<'static, str>, String)>,
}

impl Finding {
    /// A finding at `place`.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, month: None, place, value: None, district: None, args: Vec::new() }
    }

    /// With the value as it stands.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// With a word of its sentence: `{name}` in the code's table.
    pub fn with(mut self, name: &'static str, word: impl fmt::Display) -> Self {
        self.args.push((name.into(), word.to_string()));
        self
    }

    /// With the value as a sentence shows it, where that is not as it stands: a day, or an amount, in Thai.
    pub fn shown(self, value: impl fmt::Display) -> Self {
        self.with(SHOWN, value)
    }

    /// Of a month.
    pub fn month(mut self, month: Month) -> Self {
        self.month = Some(month);
        self
    }

    /// Of a district, by geocode.
    pub fn district(mut self, geocode: &str) -> Self {
        self.district = Some(geocode.to_owned());
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.code.words(lang).0)
    }

    /// What to do, in one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        self.fill(self.code.words(lang).1)
    }

    /// The sentence with its words put in; in one pass, so that a clerk's `{…}` is never taken for a place-holder.
    fn fill(&self, sentence: &str) -> String {
        let mut out = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else { break };
            let arg = |name: &str| self.args.iter().find(|(key, _)| *key == name).map(|(_, word)| word.as_str());
            let word = if name == "value" { arg(SHOWN).or(self.value.as_deref()) } else { arg(name) };
            out.push_str(word.unwrap_or(""));
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// The finding as `findings.json` holds it.
    pub fn json(&self, lang: Lang) -> FindingJson<'_> {
        FindingJson { finding: self, lang }
    }
}

/// A finding in `findings.json`, in one language.
pub struct FindingJson<'a> {
    finding: &'a Finding,
    lang: Lang,
}

impl Serialize for FindingJson<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Finding { code, month, place, value, district, .. } = self.finding;
        let mut map = serializer.serialize_map(Some(10))?;
        map.serialize_entry("code", code.name())?;
        map.serialize_entry("severity", &code.severity())?;
        map.serialize_entry("month", month)?;
        map.serialize_entry("file", &place.file.as_deref())?;
        map.serialize_entry("sheet", &place.sheet.as_deref())?;
        map.serialize_entry("cell", &place.cell)?;
        map.serialize_entry("value", value)?;
        map.serialize_entry("district", district)?;
        map.serialize_entry("message", &self.finding.message(self.lang))?;
        map.serialize_entry("hint", &self.finding.hint(self.lang))?;
        map.end()
    }
}
