//! One sheet of an .xls workbook: its cells, what it hides and what it merges ([MS-XLS] 2.1.7.20.5).

use std::collections::BTreeMap;

use super::binary::{Fields, error_name};
use super::sheet::SheetBuilder;
use super::xls_book::Book;
use super::xls_formula::{Outcome, outcome_of};
use super::xls_records::{BOF, EOF, Record};
use super::{ReadTrouble, number as numbers};
use crate::submission::raw::{MergedRange, RawSheet, RawValue};

/// What a sheet's first record says of it where it holds no report: a chart, macros, a module.
const OTHERS: [u16; 3] = [0x0020, 0x0040, 0x0006];

/// The last column of such a sheet, IV.
const LAST_COLUMN: u16 = 255;

/// Reads the sheet that begins at `start`, and adds to `walked` how long it is. `None` where it is no
/// worksheet.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    book: &Book,
    sheet: SheetBuilder<'_>,
    walked: &mut usize,
) -> Result<Option<RawSheet>, ReadTrouble> {
    let first = Record::at(stream, start)?.filter(|first| first.kind == BOF);
    let Some(first) = first else { return Err(ReadTrouble::Unreadable("no sheet begins where one is listed".into())) };
    let mut fields = first.fields();
    fields.u16()?;
    if OTHERS.contains(&fields.u16()?) {
        return Ok(None);
    }
    let mut reading = Reading { book, sheet, awaited: None, shared: BTreeMap::new(), doubtful: Vec::new() };
    let (mut at, mut depth) = (start + first.length(), 1_u32);
    while let Some(record) = Record::at(stream, at)? {
        at += record.length();
        *walked += record.length();
        match record.kind {
            BOF => depth += 1,
            EOF if depth == 1 => {
                return reading.finish().map(Some);
            }
            EOF => depth -= 1,
            // Charts inside the sheet hold records of their own.
            _ if depth > 1 => {}
            _ => reading.take(&record)?,
        }
    }
    Err(ReadTrouble::Unreadable("the sheet does not end".into()))
}

/// A cell: its row, then its column.
type At = (u16, u16);

struct Reading<'b> {
    book: &'b Book,
    sheet: SheetBuilder<'b>,
    /// The cell of a formula whose text comes in a record of its own.
    awaited: Option<At>,
    /// The outcomes of formulas that several cells share, by the first of the cells.
    shared: BTreeMap<At, Outcome>,
    /// Cells whose 0 means what their shared formula gives, with the first cell that has it.
    doubtful: Vec<(At, At)>,
}

/// What a formula's record tells.
enum Found {
    Value(RawValue),
    /// A text, in a record to come.
    TextToCome,
    /// A 0 that may stand for something else, of the formula that a cell shares.
    DoubtfulZero(At),
}

impl Reading<'_> {
    fn take(&mut self, record: &Record<'_>) -> Result<(), ReadTrouble> {
        let mut fields = record.fields();
        match record.kind {
            // String: a formula's text.
            0x0207 => {
                if let Some((row, column)) = self.awaited.take() {
                    let text = record.pieces(0).text(self.book.writing, false)?;
                    self.sheet.put(row.into(), column.into(), RawValue::Text(text))?;
                }
            }
            // ShrFmla, behind the first cell that has it: the cells, how many, then the formula.
            0x04BC => {
                if let Some((_, first)) = self.doubtful.last() {
                    fields.take(8)?;
                    self.shared.insert(*first, outcome(&mut fields, self.book.writing.wide)?);
                }
            }
            // Row: number, extent, height, then flags of which one hides it.
            0x0208 => {
                let row = fields.u16()?;
                fields.take(10)?;
                if fields.u16()? & 0x20 != 0 {
                    self.sheet.hide_rows(row.into(), row.into());
                }
            }
            // ColInfo
            0x007D => {
                let (first, last) = (fields.u16()?, fields.u16()?);
                fields.take(4)?;
                if fields.u16()? & 1 != 0 {
                    self.sheet.hide_columns(first.into(), last.into());
                }
            }
            // MergeCells: as many as are there, whatever their count says.
            0x00E5 => {
                fields.u16()?;
                while let (Ok(first_row), Ok(last_row), Ok(first_col), Ok(last_col)) =
                    (fields.u16(), fields.u16(), fields.u16(), fields.u16())
                {
                    let [first_row, last_row, first_col, last_col] = [first_row, last_row, first_col, last_col].map(u32::from);
                    self.sheet.merge(MergedRange { first_row, first_col, last_row, last_col });
                }
            }
            // MulRk, Label, RString, LabelSst, Number, BoolErr, Rk, Formula
            0x00BD | 0x0204 | 0x00D6 | 0x00FD | 0x0203 | 0x0205 | 0x027E | 0x0006 => self.cell(record, fields)?,
            _ => {}
        }
        Ok(())
    }

    /// A record of one cell, or of several that stand side by side.
    fn cell(&mut self, record: &Record<'_>, mut fields: Fields<'_>) -> Result<(), ReadTrouble> {
        self.settle()?;
        let (row, column, format) = (fields.u16()?, fields.u16()?, fields.u16()?);
        if column > LAST_COLUMN {
            return Err(ReadTrouble::Unreadable("a cell lies beyond the last column".into()));
        }
        let value = match record.kind {
            0x00BD => return self.numbers(row, column, Fields(&record.data[4..])),
            0x0204 | 0x00D6 => RawValue::Text(record.pieces(6).text(self.book.writing, false)?),
            0x00FD => {
                let text = usize::try_from(fields.u32()?).ok().and_then(|index| self.book.strings.get(index));
                RawValue::Text(text.ok_or_else(|| ReadTrouble::Unreadable("no such shared string".into()))?.clone())
            }
            0x0203 => self.dated(fields.f64()?, format),
            0x027E => self.dated(fields.rk()?, format),
            0x0205 => match (fields.u8()?, fields.u8()?) {
                (truth, 0) => RawValue::Bool(truth != 0),
                (code, _) => RawValue::Error(error_name(code)),
            },
            _ => match self.formula(fields, format)? {
                Found::Value(value) => value,
                Found::TextToCome => {
                    self.awaited = Some((row, column));
                    return Ok(());
                }
                Found::DoubtfulZero(first) => {
                    self.doubtful.push(((row, column), first));
                    return Ok(());
                }
            },
        };
        self.sheet.put(row.into(), column.into(), value)
    }

    /// The numbers of a `MulRk`, each behind its format; the last column stands at the end.
    fn numbers(&mut self, row: u16, first: u16, mut fields: Fields<'_>) -> Result<(), ReadTrouble> {
        for column in u32::from(first).. {
            if fields.0.len() < 6 || column > LAST_COLUMN.into() {
                break;
            }
            let format = fields.u16()?;
            let value = self.dated(fields.rk()?, format);
            self.sheet.put(row.into(), column, value)?;
        }
        Ok(())
    }

    /// A formula's stored result. An empty text is a blank, unless nobody ever calculated the
    /// workbook; so is a 0.
    fn formula(&self, mut fields: Fields<'_>, format: u16) -> Result<Found, ReadTrouble> {
        let result = fields.take(8)?;
        let flags = fields.u16()?;
        Ok(Found::Value(match *result {
            [0, _, _, _, _, _, 0xFF, 0xFF] => return Ok(Found::TextToCome),
            [1, _, truth, _, _, _, 0xFF, 0xFF] => RawValue::Bool(truth != 0),
            [2, _, code, _, _, _, 0xFF, 0xFF] => RawValue::Error(error_name(code)),
            [3, _, _, _, _, _, 0xFF, 0xFF] if self.book.calculated => RawValue::Text(String::new()),
            [_, _, _, _, _, _, 0xFF, 0xFF] => RawValue::FormulaWithoutValue,
            // To be calculated on opening: a 0 stands for a result that is not known yet.
            [0, 0, 0, 0, 0, 0, 0, 0] if flags & 2 != 0 || !self.book.calculated => RawValue::FormulaWithoutValue,
            [0, 0, 0, 0, 0, 0, 0, 0] if self.book.of_libreoffice => {
                fields.take(4)?;
                if let [_, _, 0x01, row_low, row_high, column_low, column_high, ..] = *fields.0 {
                    let first = [[row_low, row_high], [column_low, column_high]].map(u16::from_le_bytes);
                    return Ok(Found::DoubtfulZero((first[0], first[1])));
                }
                meant_by_zero(outcome(&mut fields, self.book.writing.wide)?)
            }
            _ => self.dated(Fields(result).f64()?, format),
        }))
    }

    /// A formula whose text never came.
    fn settle(&mut self) -> Result<(), ReadTrouble> {
        match self.awaited.take() {
            Some((row, column)) => self.sheet.put(row.into(), column.into(), RawValue::FormulaWithoutValue),
            None => Ok(()),
        }
    }

    /// The whole sheet.
    fn finish(mut self) -> Result<RawSheet, ReadTrouble> {
        self.settle()?;
        for ((row, column), first) in self.doubtful {
            let outcome = self.shared.get(&first).copied().unwrap_or(Outcome::Other);
            self.sheet.put(row.into(), column.into(), meant_by_zero(outcome))?;
        }
        Ok(self.sheet.finish())
    }

    fn dated(&self, stored: f64, format: u16) -> RawValue {
        let is_date = self.book.date_formats.get(usize::from(format)).copied().unwrap_or(false);
        numbers::dated(stored, is_date, self.book.date_1904)
    }
}

/// The kind of result of the formula behind its length.
fn outcome(fields: &mut Fields<'_>, wide: bool) -> Result<Outcome, ReadTrouble> {
    let length = usize::from(fields.u16()?);
    Ok(outcome_of(fields.0.get(..length).unwrap_or_default(), wide))
}

/// What a stored 0 means in a workbook of LibreOffice, which writes one for a text, empty or not, of
/// a formula that it has only loaded.
fn meant_by_zero(outcome: Outcome) -> RawValue {
    match outcome {
        Outcome::Text => RawValue::FormulaWithoutValue,
        Outcome::PerhapsNothing => RawValue::Text(String::new()),
        Outcome::Other => RawValue::Number(0.into()),
    }
}
