//! Reads one file into raw cells. Its content decides the format, never its name.
//!
//! XML formats are streamed here, so that hidden rows, formulas without a result and every error
//! code are seen and memory stays bounded; so are the records of .xlsb and .xls.

use std::io;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::raw::{RawSheet, RawWorkbook};

mod binary;
mod csv;
mod default_password;
mod fields;
mod html;
mod mht;
mod number;
mod ods;
mod package;
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
pub struct Limits {
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

impl Default for Limits {
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

/// What exceeded its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// Bytes of the file.
    File,
    /// Bytes of its inflated parts.
    Inflated,
    /// Rows of a sheet.
    Rows,
    /// Columns (or rows) beyond what any spreadsheet has.
    Columns,
    /// Cells of the workbook.
    Cells,
    /// Bytes of text in the cells of the workbook.
    Text,
    /// Sheets of the workbook.
    Sheets,
    /// Files of the month.
    Files,
    /// Rows of all workbooks of the month.
    MonthRows,
}

/// Why a file, or a month's folder, could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReadTrouble {
    /// Damaged, or of a kind that is not understood; the reason in English.
    #[error("damaged: {0}")]
    Unreadable(String),
    /// Locked with a password.
    #[error("locked with a password")]
    Encrypted,
    /// Something else: a picture, a letter, a plain text.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// Larger than allowed.
    #[error("too large: {what:?} over {limit}")]
    TooLarge {
        /// What is too large.
        what: Size,
        /// How large it may be.
        limit: u64,
    },
    /// Zero bytes.
    #[error("empty")]
    Empty,
    /// Took more than the allowed seconds.
    #[error("took more than {0} seconds")]
    TookTooLong(u64),
    /// Took more than the allowed memory, or brought its reader down.
    #[error("took too much memory")]
    OutOfMemory,
    /// A link that leads out of the inputs folder.
    #[error("leads out of the inputs folder")]
    OutsideInputs,
    /// A link to another place under the inputs folder: not followed.
    #[error("a link")]
    Link,
    /// A pipe, device or socket: never opened.
    #[error("not an ordinary file")]
    NotAFile,
    /// The disk or its permissions.
    #[error("cannot be opened: {0}")]
    Inaccessible(String),
}

impl ReadTrouble {
    /// A file that cannot be opened, or not be read to its end; the reason is that of the error's kind.
    pub fn inaccessible(error: &io::Error) -> Self {
        // Windows: another program holds the file, or the part of it that is wanted.
        let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
        let kind = if held { io::ErrorKind::ResourceBusy } else { error.kind() };
        Self::Inaccessible(kind.to_string())
    }

    /// Whether it lies in what the file holds, not in where it lies or who may open it.
    pub fn is_of_the_content(&self) -> bool {
        match self {
            Self::Unreadable(_)
            | Self::Encrypted
            | Self::NotASpreadsheet
            | Self::Empty
            | Self::TookTooLong(_)
            | Self::OutOfMemory => true,
            Self::TooLarge { what, .. } => *what != Size::Files,
            Self::OutsideInputs | Self::Link | Self::NotAFile | Self::Inaccessible(_) => false,
        }
    }

    /// The trouble behind an I/O error: the reader's own if one of its guards raised it.
    fn of_io(error: &io::Error) -> Self {
        let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).cloned();
        own.unwrap_or_else(|| Self::Unreadable(error.to_string()))
    }
}

impl From<io::Error> for ReadTrouble {
    fn from(error: io::Error) -> Self {
        Self::of_io(&error)
    }
}

/// Sheets of one workbook; real ones have three.
const SHEETS: usize = 20_000;

/// Reads a file's content. `stem` names the sheet of formats that name none (CSV, HTML).
///
/// # Errors
/// A [`ReadTrouble`] where the content is no readable spreadsheet within the limits. A single
/// sheet that fails does not fail the workbook: it says so in [`RawSheet::unreadable`].
pub fn read(bytes: &[u8], stem: &str, limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    if bytes.is_empty() {
        return Err(ReadTrouble::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadTrouble::TooLarge { what: Size::File, limit: limits.file_bytes });
    }
    match kind(bytes) {
        Kind::Zip => read_zip(bytes, limits),
        Kind::Compound => xls::read_compound(bytes, limits),
        Kind::Records => xls::read_bare(bytes, limits),
        Kind::Other => Err(ReadTrouble::NotASpreadsheet),
        Kind::Text => {
            let text = text::decode(bytes).ok_or(ReadTrouble::NotASpreadsheet)?;
            read_text(bytes, &text, stem, limits)
        }
    }
}

/// What the first bytes say.
enum Kind {
    Zip,
    Compound,
    Records,
    Text,
    Other,
}

fn kind(bytes: &[u8]) -> Kind {
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
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Kind::Zip,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Kind::Compound,
        [0x09, 0 | 2 | 4 | 8, 4..=16, 0, ..] => Kind::Records,
        _ if OTHER.iter().any(|magic| bytes.starts_with(magic)) => Kind::Other,
        _ => Kind::Text,
    }
}

fn read_zip(bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
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

fn read_text(bytes: &[u8], text: &str, stem: &str, limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
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
