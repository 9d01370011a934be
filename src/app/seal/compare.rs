//! What came out, against what was sealed: byte for byte. Where another version of the program sealed it, a file of other
//! bytes is compared by what it says: figures, findings, cells, the text and attachments of a PDF, the words
//! of a letter.

mod cells;
mod difference;
mod json;
mod letter;
mod page;
mod paper;

pub use difference::{Difference, Hidden, How, SheetName, Unread};
pub use paper::Paper;

use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::Serialize;
use walkdir::WalkDir;

use crate::files::{read_within, relative};
use crate::lang::Lang;
use crate::output::OutputFile;

/// Bytes of one file of a bag that is read at most.
pub(super) const FILE_LIMIT: u64 = 1 << 30;

/// How much was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Files that came out.
    pub files: usize,
    /// Of them the same, byte for byte; the others are compared by what follows.
    pub same_bytes: usize,
    /// Values of `data.json`, the trace included.
    pub figures: usize,
    /// Findings of `findings.json`.
    pub findings: usize,
    /// Cells of workbooks.
    pub cells: usize,
    /// Pages of PDFs.
    pub pdf_pages: usize,
    /// Files inside of PDFs.
    pub attachments: usize,
    /// Words of `report.html` and of letters to be edited.
    pub words: usize,
}

/// What a comparison by content leaves out; the sealed bag's digests cover it.
pub fn left_out(lang: Lang) -> &'static str {
    lang.pick(
        "ประโยคของข้อค้นพบ รูปแบบการพิมพ์ (ตำแหน่ง สี เส้น ภาพในหน้า) แผนภูมิ หมายเหตุของช่อง คุณสมบัติของแฟ้ม และเอกสารที่รุ่นหลังเขียนใหม่ (หนังสือเตือน แบบตัวชี้วัด ตารางเป้าหมาย)",
        "the sentences of findings, looks (places, colours, lines, pictures), charts, notes of cells, properties of files, documents that a later version writes otherwise (reminders, KPI sheet, target tables)",
    )
}

/// Files, keys of `data.json` and codes of findings that came with a later version of the program, and with which: a bag
/// that an earlier one sealed need not have them. `*` stands for anything.
const CAME_LATER: &[(&str, &str)] = &[
    ("schema", "0.2.0"),
    ("rows.json", "0.2.0"),
    (ENGLISH_PAGE, "0.2.0"),
    ("*.docx", "0.2.0"),
    ("memo.pdf", "0.2.0"),
    ("evidence.pdf", "0.2.0"),
    ("evidence.xlsx", "0.2.0"),
    ("picture-unreadable", "0.2.0"),
    ("pictures-left-out", "0.2.0"),
    ("district-*.xlsx", "0.2.0"),
    ("district-*.pdf", "0.2.0"),
    ("packet-districts.pdf", "0.2.0"),
    ("round-*.xlsx", "0.2.0"),
    ("round-*.pdf", "0.2.0"),
    ("letter-round-*.pdf", "0.2.0"),
    ("packet-round-*.pdf", "0.2.0"),
    ("year.xlsx", "0.2.0"),
    ("year.pdf", "0.2.0"),
    ("letter-year.pdf", "0.2.0"),
    ("packet-year.pdf", "0.2.0"),
];

/// Letters to be edited.
pub(super) const DOCX: &str = ".docx";

/// The page's own words in English; before, they were Thai whatever the language of the findings.
pub(super) const ENGLISH_PAGE: &str = "report.html in English";

/// Documents that a later version writes otherwise on purpose, to others or under other headings, by how their names begin,
/// and since which: those of a bag that an earlier one sealed are not held against them.
const REWRITTEN: &[(&str, &str)] =
    &[("letter-reminder", "0.2.0"), ("kpi-8.", "0.2.0"), ("targets-round-", "0.2.0"), ("packet-assignment.", "0.2.0")];

/// Whether a document of a bag sealed by `version` was rewritten since.
fn was_rewritten(version: &str, path: &str) -> bool {
    REWRITTEN.iter().any(|(name, since)| path.starts_with(name) && number(version) < number(since))
}

/// A version as numbers that can be compared.
fn number(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// Whether a bag sealed by `version` cannot have what goes by this name.
pub(super) fn came_after(version: &str, name: &str) -> bool {
    let is_named = |later: &str| match later.split_once('*') {
        Some((start, end)) => name.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        None => later == name,
    };
    CAME_LATER.iter().any(|(later, since)| is_named(later) && number(version) < number(since))
}

/// Differences of one file that are told one by one.
const TOLD: usize = 5;

/// Compares the files in `folder` with `again`; `version` is the one that sealed them, where it is not this one.
pub(super) fn documents(folder: &Path, again: &[OutputFile], version: Option<&str>) -> io::Result<(Compared, Vec<Difference>)> {
    let mut sealed = BTreeSet::new();
    for entry in WalkDir::new(folder).follow_links(false).min_depth(1) {
        let entry = entry?;
        if entry.file_type().is_file() {
            sealed.insert(relative(folder, entry.path()));
        }
    }
    let mut compared = Compared { files: again.len(), ..Compared::default() };
    let mut differing: Vec<(&str, Vec<Difference>)> = Vec::new();
    let one = |path: &str, how: How| vec![Difference::new(path, how)];
    let is_rewritten = |path: &str| version.is_some_and(|version| was_rewritten(version, path));
    sealed.retain(|path| !is_rewritten(path));
    for file in again.iter().filter(|file| !is_rewritten(&file.path)) {
        if !sealed.remove(&file.path) {
            if !version.is_some_and(|version| came_after(version, &file.path)) {
                differing.push((&file.path, one(&file.path, How::NotSealed)));
            }
            continue;
        }
        let bytes = read_within(&folder.join(&file.path), FILE_LIMIT)?;
        if bytes == file.bytes {
            compared.same_bytes += 1;
        } else if let Some(version) = version {
            differing.push((&file.path, Pair { folder, file, sealed: bytes, version }.compare(&mut compared)));
        } else {
            differing.push((&file.path, one(&file.path, How::OtherContent)));
        }
    }
    differing.extend(sealed.iter().map(|path| (path.as_str(), one(path, How::NotMade))));
    differing.sort_by_key(|(path, _)| *path);
    Ok((compared, differing.into_iter().flat_map(|(path, found)| told(path, found)).collect()))
}

/// The first differences of a file, and how many more there are.
fn told(path: &str, mut found: Vec<Difference>) -> Vec<Difference> {
    let more = found.len().saturating_sub(TOLD);
    if more > 0 {
        found.truncate(TOLD);
        found.push(Difference::new(path, How::More(more)));
    }
    found
}

/// A file that another version sealed and what came out for it, of other bytes.
struct Pair<'a> {
    folder: &'a Path,
    file: &'a OutputFile,
    sealed: Vec<u8>,
    version: &'a str,
}

impl Pair<'_> {
    /// Compares by content, and counts what was compared. A reader that falls over a forged file says no more than that.
    fn compare(&self, compared: &mut Compared) -> Vec<Difference> {
        let found = catch_unwind(AssertUnwindSafe(|| self.by_content(compared)));
        let unread = |why: Unread| vec![Difference::new(&self.file.path, How::Unread(why))];
        found.unwrap_or(Err(Unread::Damaged)).unwrap_or_else(unread)
    }

    fn by_content(&self, compared: &mut Compared) -> Result<Vec<Difference>, Unread> {
        let (path, again) = (&self.file.path, &self.file.bytes);
        let extension = path.rsplit('.').next().unwrap_or_default();
        match (path.as_str(), extension) {
            ("data.json", _) => json::figures(self, &mut compared.figures),
            ("findings.json", _) => json::findings(self, &mut compared.findings),
            (_, "xlsx") => cells::compare(path, &self.sealed, again, &mut compared.cells),
            (_, "pdf") => paper::compare(self, compared),
            (_, "html") => page::compare(self, &mut compared.words),
            (_, "docx") => letter::compare(self, &mut compared.words),
            _ => Err(Unread::OtherKind),
        }
    }
}

/// Where two texts part, each with what follows there.
fn parting(sealed: &str, again: &str) -> How {
    let same = sealed.chars().zip(again.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(12)).take(40).collect();
    How::Text(around(sealed), around(again))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_came_later_may_be_lacking() {
        for file in ["district-5601.xlsx", "district-5601.pdf", "packet-round-2.pdf", "year.xlsx", "rows.json"] {
            assert!(came_after("0.1.0", file) && !came_after("0.2.0", file), "{file}");
        }
        // Codes of findings and keys of figures that begin so.
        for name in ["district-doubtful", "round", "year", "form-1-activities.pdf", "letter-monthly.pdf"] {
            assert!(!came_after("0.1.0", name), "{name}");
        }
    }
}
