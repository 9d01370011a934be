//! .xlsb: Excel's binary workbook ([MS-XLSB]), a stream of records in each part.

use std::io::{BufRead, Read};

use super::binary::{Fields, error_name};
use super::package::Package;
use super::sheet::{Budget, CELLS, SheetBuilder};
use super::xlsx_parts::{self as parts, Book, Listed};
use super::{ReadLimits, ReadTrouble, SHEETS, Size, number as numbers, rich_values, settle};
use crate::submission::raw::{MergedRange, RawSheet, RawValue, RawWorkbook};

/// Bytes of one record; text cells hold at most 64 KiB.
const RECORD: u64 = 16 << 20;

/// Reads the workbook whose main part is `main`.
pub(super) fn read(package: &mut Package<'_>, main: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let Book { sheets: listed, date_1904, uncalculated } = workbook(package, main)?;
    let relations = parts::relations(package, main)?;
    let strings = match parts::related(&relations, "sharedStrings") {
        Some(path) => shared_strings(package, path)?,
        None => Vec::new(),
    };
    let date_formats = match parts::related(&relations, "styles") {
        // Without its styles a workbook still has its values: dates are then plain numbers.
        Some(path) => date_formats(package, path).unwrap_or_default(),
        None => Vec::new(),
    };
    let pictures = !rich_values::only_errors(package, &relations);
    let shared = Shared { strings, date_formats, date_1904, uncalculated, pictures };
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for Listed { name, hidden, relation } in listed {
        let part = relations.get(&relation);
        if part.is_some_and(|part| part.kind != "worksheet") {
            continue;
        }
        let built = match part.map(|part| package.part(&part.target)).transpose() {
            Ok(Some(Some(source))) => {
                read_sheet(Records::new(source), SheetBuilder::new(name.clone(), hidden, &mut budget), &shared)
            }
            Ok(_) => Err(ReadTrouble::Unreadable("the sheet's part is missing".into())),
            Err(trouble) => Err(trouble),
        };
        sheets.push(settle(built, &name, hidden)?);
    }
    Ok(RawWorkbook { sheets, properties: parts::properties(package), date_1904 })
}

/// What the cells of all sheets refer to.
struct Shared {
    strings: Vec<String>,
    date_formats: Vec<bool>,
    date_1904: bool,
    uncalculated: bool,
    /// Whether a rich value is taken for a picture.
    pictures: bool,
}

fn read_sheet<R: BufRead>(
    mut records: Records<R>,
    mut sheet: SheetBuilder<'_>,
    shared: &Shared,
) -> Result<RawSheet, ReadTrouble> {
    let (mut row, mut next_column) = (0, 0);
    let mut rich_value = false;
    while let Some((kind, mut fields)) = records.next()? {
        match kind {
            // BrtRowHdr: number, style, height, then flags of which the fifth hides it.
            0x0000 => {
                (row, next_column) = (fields.u32()?, 0);
                let mut flags = Fields(fields.take(8)?.get(6..).unwrap_or_default());
                if flags.u16().is_ok_and(|flags| flags & 0x1000 != 0) {
                    sheet.hide_rows(row, row);
                }
            }
            // BrtColInfo
            0x003C => {
                let (first, last) = (fields.u32()?, fields.u32()?);
                fields.take(8)?;
                if fields.u16()? & 1 != 0 {
                    sheet.hide_columns(first, last);
                }
            }
            // BrtMergeCell
            0x00B0 => {
                let (first_row, last_row, first_col, last_col) = (fields.u32()?, fields.u32()?, fields.u32()?, fields.u32()?);
                sheet.merge(MergedRange { first_row, first_col, last_row, last_col });
            }
            // BrtValueMeta: the next cell has a rich value.
            0x0032 => rich_value = true,
            // Cells; those from BrtShortBlank on stand in the column after the one before.
            0x0001..=0x0012 | 0x003E => {
                let short = (0x000C..=0x0012).contains(&kind);
                let column = if short { next_column } else { fields.u32()? };
                next_column = column.saturating_add(1);
                let style = fields.u32()? & 0x00FF_FFFF;
                let value = value(if short { kind - 0x000B } else { kind }, fields, style, shared)?;
                let picture = std::mem::take(&mut rich_value)
                    && shared.pictures
                    && matches!(&value, Some(RawValue::Error(name)) if name == "#VALUE!");
                if let Some(value) = if picture { Some(RawValue::Picture) } else { value } {
                    sheet.put(row, column, value)?;
                }
            }
            _ => {}
        }
    }
    Ok(sheet.finish())
}

/// The value of a cell record behind its column and style; `None` where it is blank.
fn value(kind: u16, mut fields: Fields<'_>, style: u32, shared: &Shared) -> Result<Option<RawValue>, ReadTrouble> {
    let is_date = usize::try_from(style).ok().and_then(|style| shared.date_formats.get(style)).copied().unwrap_or(false);
    let dated = |stored| numbers::dated(stored, is_date, shared.date_1904);
    Ok(Some(match kind {
        0x0002 => dated(fields.rk()?),
        0x0003 | 0x000B => RawValue::Error(error_name(fields.u8()?)),
        0x0004 | 0x000A => RawValue::Bool(fields.u8()? != 0),
        0x0009 if shared.uncalculated && fields.0.starts_with(&[0; 8]) => RawValue::FormulaWithoutValue,
        0x0005 | 0x0009 => dated(fields.f64()?),
        0x0006 | 0x0008 => RawValue::Text(fields.wide_text()?),
        0x0007 => {
            let index = usize::try_from(fields.u32()?).ok();
            let text = index.and_then(|index| shared.strings.get(index));
            RawValue::Text(text.ok_or_else(|| ReadTrouble::Unreadable("no such shared string".into()))?.clone())
        }
        // BrtCellRString: text with runs of its own.
        0x003E => {
            fields.u8()?;
            RawValue::Text(fields.wide_text()?)
        }
        _ => return Ok(None),
    }))
}

/// What the workbook part says.
fn workbook(package: &mut Package<'_>, main: &str) -> Result<Book, ReadTrouble> {
    let source = package.part(main)?.ok_or_else(|| ReadTrouble::Unreadable("no workbook part".into()))?;
    let mut records = Records::new(source);
    let mut book = Book::default();
    while let Some((kind, mut fields)) = records.next()? {
        match kind {
            // BrtWbProp
            0x0099 => book.date_1904 = fields.u32()? & 1 != 0,
            // BrtCalcProp: engine, mode, iterations, their threshold and the threads, then flags.
            0x009D => {
                fields.take(24)?;
                book.uncalculated = fields.u16()? & 1 != 0;
            }
            // BrtBundleSh
            0x009C => {
                let hidden = fields.u32()? != 0;
                fields.u32()?;
                let relation = fields.wide_text()?;
                book.sheets.push(Listed { name: fields.wide_text()?, hidden, relation });
                if book.sheets.len() > SHEETS {
                    return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
                }
            }
            _ => {}
        }
    }
    Ok(book)
}

fn shared_strings(package: &mut Package<'_>, path: &str) -> Result<Vec<String>, ReadTrouble> {
    let Some(source) = package.part(path)? else { return Ok(Vec::new()) };
    let mut records = Records::new(source);
    let mut strings = Vec::new();
    while let Some((kind, mut fields)) = records.next()? {
        // BrtSSTItem: flags, then the text.
        if kind == 0x0013 {
            fields.u8()?;
            strings.push(fields.wide_text()?);
            if strings.len() as u64 > CELLS {
                return Err(ReadTrouble::TooLarge { what: Size::Cells, limit: CELLS });
            }
        }
    }
    Ok(strings)
}

fn date_formats(package: &mut Package<'_>, path: &str) -> Result<Vec<bool>, ReadTrouble> {
    let Some(source) = package.part(path)? else { return Ok(Vec::new()) };
    let mut records = Records::new(source);
    let mut custom = std::collections::BTreeMap::new();
    let (mut formats, mut inside) = (Vec::new(), false);
    while let Some((kind, mut fields)) = records.next()? {
        match kind {
            // BrtFmt
            0x002C => {
                let id = fields.u16()?;
                custom.insert(id, numbers::is_date(&fields.wide_text()?));
            }
            // BrtBeginCellXFs, BrtEndCellXFs
            0x0269 => inside = true,
            0x026A => inside = false,
            // BrtXF: its parent, then its number format.
            0x002F if inside => {
                fields.u16()?;
                let id = fields.u16()?;
                formats.push(custom.get(&id).copied().unwrap_or_else(|| numbers::is_builtin_date(id.into())));
            }
            _ => {}
        }
    }
    Ok(formats)
}

/// The records of one part: a type of one or two bytes, a length of one to four, the fields.
struct Records<R> {
    source: R,
    buffer: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    fn new(source: R) -> Self {
        Self { source, buffer: Vec::new() }
    }

    fn next(&mut self) -> Result<Option<(u16, Fields<'_>)>, ReadTrouble> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(self.byte()?.unwrap_or(0) & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?.unwrap_or(0);
            length |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > RECORD {
            return Err(ReadTrouble::Unreadable("a record is too large".into()));
        }
        self.buffer.clear();
        self.source.by_ref().take(length).read_to_end(&mut self.buffer)?;
        if (self.buffer.len() as u64) < length {
            return Err(ReadTrouble::Unreadable("a record ends too early".into()));
        }
        Ok(Some((kind, Fields(&self.buffer))))
    }

    fn byte(&mut self) -> Result<Option<u8>, ReadTrouble> {
        let byte = self.source.fill_buf()?.first().copied();
        self.source.consume(usize::from(byte.is_some()));
        Ok(byte)
    }
}
