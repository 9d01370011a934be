//! What an .xls workbook says of itself before its sheets ([MS-XLS] 2.1.7.20.3).

use std::collections::BTreeMap;

use super::sheet::CELLS;
use super::xls_records::{BOF, EOF, Record, Writing};
use super::{ReadTrouble, SHEETS, Size, number as numbers};

/// The workbook as a whole.
pub(super) struct Book {
    /// The sheets in the order of their tabs.
    pub(super) sheets: Vec<Listed>,
    /// How texts are written.
    pub(super) writing: Writing,
    /// The table of shared texts, in order.
    pub(super) strings: Vec<String>,
    /// For each cell format, whether it shows a date.
    pub(super) date_formats: Vec<bool>,
    /// Whether it uses the 1904 date system.
    pub(super) date_1904: bool,
    /// Whether a calculating program left its mark: libraries that write formulas without
    /// calculating them leave none.
    pub(super) calculated: bool,
    /// Whether LibreOffice wrote it.
    pub(super) of_libreoffice: bool,
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    /// The tab's name.
    pub(super) name: String,
    /// Whether the tab is hidden.
    pub(super) hidden: bool,
    /// Where it begins in the stream.
    pub(super) start: usize,
}

/// Reads the workbook's own records. Fails where they are damaged, or older than Excel 5.
pub(super) fn read(stream: &[u8]) -> Result<Book, ReadTrouble> {
    let first = Record::at(stream, 0)?.filter(|first| first.kind == BOF);
    let Some(first) = first else { return Err(ReadTrouble::Unreadable("older than Excel 5, or no workbook".into())) };
    let wide = first.fields().u16()? != 0x0500;
    let mut book = Book {
        sheets: Vec::new(),
        writing: Writing { wide, narrow: None },
        strings: Vec::new(),
        date_formats: Vec::new(),
        date_1904: false,
        calculated: false,
        of_libreoffice: false,
    };
    let (mut custom, mut formats) = (BTreeMap::new(), Vec::new());
    let mut at = first.length();
    while let Some(record) = Record::at(stream, at)? {
        let mut fields = record.fields();
        match record.kind {
            EOF => break,
            // CodePage
            0x0042 => book.writing.set_page(fields.u16()?),
            // WriteAccess: LibreOffice gives its own name for the user's.
            0x005C => book.of_libreoffice = record.data.starts_with(b"\x04\0\0Calc"),
            // RecalcId: the engine that calculated last, 0 where all is to be calculated anew.
            0x01C1 => {
                fields.u32()?;
                book.calculated = fields.u32()? != 0;
            }
            // Date1904
            0x0022 => book.date_1904 = fields.u16()? == 1,
            // Format
            0x041E => {
                let id = fields.u16()?;
                let code = record.pieces(2).text(book.writing, !wide)?;
                custom.insert(id, numbers::is_date(&code));
            }
            // XF: its font, then its number format.
            0x00E0 => {
                fields.u16()?;
                formats.push(fields.u16()?);
            }
            // BoundSheet
            0x0085 => {
                let (start, hidden, _) = (fields.u32()?, fields.u8()? & 3 != 0, fields.u8()?);
                let name = record.pieces(6).text(book.writing, true)?.replace('\0', "");
                book.sheets.push(Listed { name, hidden, start: usize::try_from(start).unwrap_or(usize::MAX) });
                if book.sheets.len() > SHEETS {
                    return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
                }
            }
            // SST
            0x00FC => book.strings = shared_strings(&record, book.writing)?,
            _ => {}
        }
        at += record.length();
    }
    let is_date = |id: u16| custom.get(&id).copied().unwrap_or_else(|| numbers::is_builtin_date(id.into()));
    book.date_formats = formats.into_iter().map(is_date).collect();
    Ok(book)
}

/// The table of shared texts, to its end or to where it is damaged: a cell that refers beyond it
/// says so.
fn shared_strings(record: &Record<'_>, writing: Writing) -> Result<Vec<String>, ReadTrouble> {
    let mut pieces = record.pieces(8);
    let mut strings = Vec::new();
    while !pieces.is_empty() {
        let Ok(text) = pieces.text(writing, false) else { break };
        strings.push(text);
        if strings.len() as u64 > CELLS {
            return Err(ReadTrouble::TooLarge { what: Size::Cells, limit: CELLS });
        }
    }
    Ok(strings)
}
