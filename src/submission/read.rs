//! Reads one file into raw cells. Its content decides the format, never its name.
//!
//! XML formats are streamed here, so that hidden rows, formulas without a result and every error
//! code are seen and memory stays bounded; so are the records of .xlsb and .xls.

use serde::{Deserialize, Serialize};

use super::raw::{RawSheet, RawWorkbook};
pub use crate::trouble::{PictureTrouble, ReadTrouble, Size};

mod binary;
mod csv;
mod default_password;
mod fields;
mod html;
mod mht;
mod number;
mod ods;
mod package;
mod pictures;
mod rich_values;
mod sheet;
mod spreadsheetml;
mod text;
mod utf8;
mod xls;
mod xls_book;
mod xls_formula;
mod xls_properties;
mod xls_records;
mod xls_sheet;
mod xlsb;
mod xlsx;
mod xlsx_parts;
mod xml;

/// What a file, a sheet and a month may take up. All in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadLimits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Bytes of one file's parts when inflated, together.
    pub inflated_bytes: u64,
    /// Rows of one sheet that are not blank.
    pub rows: u64,
    /// Files under one month's folder.
    pub files: u64,
    /// Rows of all workbooks of one month.
    pub month_rows: u64,
    /// Seconds for one file.
    pub seconds: u64,
    /// Bytes of memory of one reading worker.
    pub memory: u64,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            inflated_bytes: 512 << 20,
            rows: 100_000,
            files: 2_000,
            month_rows: 200_000,
            seconds: 20,
            memory: 1 << 30,
        }
    }
}

/// Sheets of one workbook; real ones have three.
const SHEETS: usize = 20_000;

/// Reads a file's content. `stem` names the sheet of formats that name none (CSV, HTML).
///
/// # Errors
/// A [`ReadTrouble`] where the content is no readable spreadsheet within the limits. A single
/// sheet that fails does not fail the workbook: it says so in [`RawSheet::unreadable`].
pub fn read(bytes: &[u8], stem: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    if bytes.is_empty() {
        return Err(ReadTrouble::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadTrouble::TooLarge { what: Size::File, limit: limits.file_bytes });
    }
    match kind(bytes) {
        FileFormat::Zip => read_zip(bytes, limits),
        FileFormat::Compound => xls::read_compound(bytes, limits),
        FileFormat::Records => xls::read_bare(bytes, limits),
        FileFormat::Other => Err(ReadTrouble::NotASpreadsheet),
        FileFormat::Text => {
            let text = text::decode(bytes).ok_or(ReadTrouble::NotASpreadsheet)?;
            read_text(bytes, &text, stem, limits)
        }
    }
}

/// The bytes of a picture, at most `most`, that lies at `part` of an Office or OpenDocument file.
///
/// # Errors
/// Why they cannot be had.
pub fn picture(bytes: &[u8], part: &str, most: u64, limits: &ReadLimits) -> Result<Vec<u8>, PictureTrouble> {
    let damaged = |_: ReadTrouble| PictureTrouble::Damaged;
    let opened = match kind(bytes) {
        FileFormat::Zip => return pictures::bytes(bytes, part, most, limits),
        FileFormat::Compound => xls::sealed_package(bytes).map_err(damaged)?,
        _ => None,
    };
    opened.map_or(Err(PictureTrouble::Elsewhere), |bytes| pictures::bytes(&bytes, part, most, limits))
}

/// What the first bytes say.
enum FileFormat {
    Zip,
    Compound,
    Records,
    Text,
    Other,
}

fn kind(bytes: &[u8]) -> FileFormat {
    const OTHER: [&[u8]; 10] = [
        b"%PDF",
        b"{\\rtf",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"Rar!",
        b"7z\xBC\xAF",
        b"\x1F\x8B",
        b"L\0\0\0\x01\x14\x02\0",
        b"bplist0",
    ];
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => FileFormat::Zip,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => FileFormat::Compound,
        [0x09, 0 | 2 | 4 | 8, 4..=16, 0, ..] => FileFormat::Records,
        _ if OTHER.iter().any(|magic| bytes.starts_with(magic)) => FileFormat::Other,
        _ => FileFormat::Text,
    }
}

fn read_zip(bytes: &[u8], limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let mut package = package::Package::open(bytes, limits)?;
    if let Some(main) = xlsx_parts::main_part(&mut package)? {
        return if main.ends_with(".bin") {
            xlsb::read(&mut package, &main, limits)
        } else {
            xlsx::read(&mut package, &main, limits)
        };
    }
    // An encrypted .ods may hold nothing but its manifest and one sealed part.
    let open_document = package.has("content.xml") || package.has("META-INF/manifest.xml");
    if open_document { ods::read(&mut package, limits) } else { Err(ReadTrouble::NotASpreadsheet) }
}

fn read_text(bytes: &[u8], text: &str, stem: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let start = text.trim_start();
    let head = start[..start.floor_char_boundary(2_000)].to_lowercase();
    if is_shortcut(start, &head) {
        return Err(ReadTrouble::NotASpreadsheet);
    }
    if mht::is_mht(&head) {
        return mht::read(bytes, stem, limits);
    }
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && head.contains("workbook") && !head.contains("<html") {
        return spreadsheetml::read(text, limits);
    }
    if head.starts_with("<?xml") && head.contains("urn:oasis:names:tc:opendocument") {
        return ods::read_flat(text, limits);
    }
    // A web system may have put its warnings ahead of the page.
    if head.starts_with('<') || head.contains("<html") || head.contains("<table") {
        return html::read(text, stem, limits);
    }
    csv::read(text, stem, limits)
}

/// Whether a text only leads to a document that lies elsewhere: what Google Drive leaves on a disk
/// (JSON), or an Internet shortcut.
fn is_shortcut(start: &str, head: &str) -> bool {
    let sections = ["[internetshortcut]", "[{000214a0-0000-0000-c000-000000000046}]", "[desktop entry]"];
    sections.iter().any(|section| head.starts_with(section))
        || (start.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(start).is_ok())
}

/// A sheet that failed is told and the others go on; a limit that was reached ends the workbook.
fn settle(built: Result<RawSheet, ReadTrouble>, name: &str, hidden: bool) -> Result<RawSheet, ReadTrouble> {
    match built {
        Err(ReadTrouble::Unreadable(why)) => {
            Ok(RawSheet { name: name.to_owned(), hidden, unreadable: Some(why), ..RawSheet::default() })
        }
        other => other,
    }
}
