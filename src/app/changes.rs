//! What a run changed: figures that are others than the run before had, and documents whose bytes are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use walkdir::WalkDir;

use crate::files::{read_within, relative, sha256};
use crate::lang::Lang;

/// Bytes of a published file that are read at most.
const LARGEST: u64 = 256 << 20;

/// A month's folder as it was.
#[derive(Debug)]
pub struct Before {
    folder: PathBuf,
    files: BTreeMap<String, String>,
    figures: BTreeMap<(String, &'static str), String>,
}

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Whether there was a run before.
    pub is_first: bool,
    /// In the order of the record: the province, then the districts.
    pub figures: Vec<FigureChange>,
    /// Published files that are new, gone, or other than before.
    pub files: Vec<(String, How)>,
}

/// A figure that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Name of the district; blank for the province.
    pub whose: String,
    /// Which, as a JSON pointer into the record.
    pub figure: &'static str,
    /// As it was; blank where there was none.
    pub was: String,
    /// As it is.
    pub is: String,
}

/// How a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// Its bytes are others.
    Changed,
}

/// The figures that are compared: where they stand in the record, and what they are called.
const FIGURES: [(&str, &str, &str); 13] = [
    ("/submission", "สถานะรายงาน", "report"),
    ("/operators/month", "ผู้ประกอบการออนไลน์ เดือนนี้", "online operators, this month"),
    ("/operators/round", "ผู้ประกอบการออนไลน์ รอบนี้", "online operators, this round"),
    ("/operators/year", "ผู้ประกอบการออนไลน์ ทั้งปี", "online operators, this year"),
    ("/activities/month", "กิจกรรม เดือนนี้", "activities, this month"),
    ("/activities/round", "กิจกรรม รอบนี้", "activities, this round"),
    ("/activities/year", "กิจกรรม ทั้งปี", "activities, this year"),
    ("/sales/activities_month", "ยอดจำหน่ายในกิจกรรม เดือนนี้", "sales at activities, this month"),
    ("/sales/online_month", "ยอดจำหน่ายออนไลน์ เดือนนี้", "sales online, this month"),
    ("/channels", "ช่องทางออนไลน์", "online channels"),
    ("/percent", "ร้อยละ", "per cent"),
    ("/level", "ระดับคะแนน", "level"),
    ("/weighted_score", "คะแนนถ่วงน้ำหนัก", "weighted score"),
];

impl FigureChange {
    /// What it is called.
    pub fn name(&self, lang: Lang) -> &'static str {
        FIGURES.iter().find(|(pointer, ..)| *pointer == self.figure).map_or("", |(_, th, en)| lang.pick(th, en))
    }
}

impl Before {
    /// What lies in `folder` now; nothing where there is none.
    pub fn of(folder: &Path) -> Self {
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
            let bytes = read_within(entry.path(), LARGEST).ok()?;
            Some((relative(folder, entry.path()), sha256(&bytes)))
        });
        let record = read_within(&folder.join("data.json"), LARGEST).ok();
        let record: Option<Json> = record.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { folder: folder.to_owned(), files: files.collect(), figures: record.as_ref().map(figures).unwrap_or_default() }
    }

    /// What of that is otherwise now.
    pub fn compare(&self) -> Changes {
        let now = Self::of(&self.folder);
        let mut changes = Changes { is_first: self.files.is_empty(), ..Changes::default() };
        if changes.is_first {
            return changes;
        }
        for ((whose, figure), is) in &now.figures {
            let was = self.figures.get(&(whose.clone(), *figure)).cloned().unwrap_or_default();
            if was != *is {
                changes.figures.push(FigureChange { whose: whose.clone(), figure, was, is: is.clone() });
            }
        }
        let rank = |figure: &str| FIGURES.iter().position(|(pointer, ..)| *pointer == figure);
        changes.figures.sort_by_key(|change| (!change.whose.is_empty(), rank(change.figure)));
        for (path, digest) in &now.files {
            match self.files.get(path) {
                None => changes.files.push((path.clone(), How::New)),
                Some(before) if before != digest => changes.files.push((path.clone(), How::Changed)),
                Some(_) => {}
            }
        }
        let gone = self.files.keys().filter(|path| !now.files.contains_key(*path));
        changes.files.extend(gone.map(|path| (path.clone(), How::Gone)));
        changes.files.sort();
        changes
    }
}

/// Every figure of a record by whose it is.
fn figures(record: &Json) -> BTreeMap<(String, &'static str), String> {
    let districts = record["districts"].as_array().into_iter().flatten();
    let each = std::iter::once((String::new(), &record["province"]))
        .chain(districts.map(|district| (district["name"].as_str().unwrap_or_default().to_owned(), district)));
    let of = |(whose, record): (String, &Json)| {
        let found = FIGURES.iter().filter_map(|(pointer, ..)| Some((*pointer, told(record.pointer(pointer)?)?)));
        found.map(|(pointer, value)| ((whose.clone(), pointer), value)).collect::<Vec<_>>()
    };
    each.flat_map(of).collect()
}

fn told(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
