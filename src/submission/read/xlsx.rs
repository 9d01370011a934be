//! .xlsx and .xlsm: one streaming pass over each sheet.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::package::Package;
use super::sheet::{Budget, COLUMNS, ROWS, SheetBuilder};
use super::xlsx_parts::{self as parts, Book, Listed};
use super::xml::{Xml, attribute, flag, number};
use super::{ReadLimits, ReadTrouble, SHEETS, Size, number as numbers, pictures, rich_values, settle};
use crate::submission::raw::{MergedRange, RawSheet, RawValue, RawWorkbook};

/// What the cells of all sheets refer to.
struct Shared {
    strings: Vec<String>,
    date_formats: Vec<bool>,
    date_1904: bool,
    uncalculated: bool,
    rich_errors: BTreeSet<u32>,
}

/// Reads the workbook whose main part is `main`. Chart, dialog and macro sheets are left out.
pub(super) fn read(package: &mut Package<'_>, main: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let Book { sheets: listed, date_1904, uncalculated } = parts::workbook(package, main)?;
    if listed.len() > SHEETS {
        return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
    }
    if listed.is_empty() {
        return Err(ReadTrouble::NotASpreadsheet);
    }
    let relations = parts::relations(package, main)?;
    let strings = match parts::related(&relations, "sharedStrings") {
        Some(path) => parts::shared_strings(package, path)?,
        None => Vec::new(),
    };
    let date_formats = match parts::related(&relations, "styles") {
        // Without its styles a workbook still has its values: dates are then plain numbers.
        Some(path) => parts::date_formats(package, path).unwrap_or_default(),
        None => Vec::new(),
    };
    let rich_errors = rich_values::errors(package, &relations);
    let shared = Shared { strings, date_formats, date_1904, uncalculated, rich_errors };
    let mut budget = Budget::new(limits);
    let mut placed = pictures::Placed::new(&relations);
    let mut sheets = Vec::new();
    for Listed { name, hidden, relation } in listed {
        let part = relations.get(&relation);
        if part.is_some_and(|part| part.kind != "worksheet") {
            continue;
        }
        let mut marks = pictures::Marks::default();
        let built = match part.map(|part| package.part(&part.target)).transpose() {
            Ok(Some(Some(source))) => {
                read_sheet(source, SheetBuilder::new(name.clone(), hidden, &mut budget), &shared, &mut marks)
            }
            Ok(_) => Err(ReadTrouble::Unreadable("the sheet's part is missing".into())),
            Err(trouble) => Err(trouble),
        };
        let mut sheet = settle(built, &name, hidden)?;
        if let Some(part) = part {
            placed.add(package, &part.target, marks, &mut sheet);
        }
        sheets.push(sheet);
    }
    Ok(RawWorkbook { sheets, properties: parts::properties(package), date_1904 })
}

fn read_sheet(
    source: impl BufRead,
    mut sheet: SheetBuilder<'_>,
    shared: &Shared,
    marks: &mut pictures::Marks,
) -> Result<RawSheet, ReadTrouble> {
    let mut xml = Xml::office(source);
    let (mut row, mut column) = (0, 0);
    loop {
        let cell = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "col" if flag(&start, "hidden") => {
                    let first = number(&start, "min").unwrap_or(1).max(1);
                    sheet.hide_columns(first - 1, number(&start, "max").unwrap_or(first).max(first) - 1);
                    None
                }
                "row" => {
                    row = number(&start, "r").map_or(row, |number| number.saturating_sub(1));
                    column = 0;
                    if flag(&start, "hidden") {
                        sheet.hide_rows(row, row);
                    }
                    None
                }
                "c" => Some(Cell::of(&start, row, column)?),
                "mergeCell" => {
                    if let Some(span) = attribute(&start, "ref").as_deref().and_then(range) {
                        sheet.merge(span);
                    }
                    None
                }
                "drawing" => {
                    marks.drawing = attribute(&start, "id");
                    None
                }
                "hyperlink" => {
                    let cell = attribute(&start, "ref").and_then(|cell| place(cell.split(':').next()?));
                    marks.link(cell.zip(attribute(&start, "id")));
                    None
                }
                _ => None,
            },
            Event::End(end) if end.local_name().as_ref() == "row" => {
                row += 1;
                None
            }
            Event::Eof => return Ok(sheet.finish()),
            _ => None,
        };
        if let Some(cell) = cell {
            (row, column) = (cell.row, cell.column + 1);
            let mut formula = None;
            if let Some(value) = read_cell(&mut xml, &cell, shared, &mut formula)? {
                if value == RawValue::Picture {
                    marks.show((cell.row, cell.column), cell.rich_value, formula);
                }
                sheet.put(cell.row, cell.column, value)?;
            }
        }
    }
}

/// The attributes of a `c` element.
struct Cell {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    rich_value: Option<u32>,
}

impl Cell {
    /// A cell at its own reference, else at the place that comes next.
    fn of(start: &BytesStart<'_>, row: u32, column: u32) -> Result<Self, ReadTrouble> {
        let mut cell = Self { row, column, kind: String::new(), style: 0, rich_value: None };
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "r" => {
                    let place = place(value).ok_or_else(|| ReadTrouble::Unreadable(format!("no such cell: {value:.20}")))?;
                    (cell.row, cell.column) = place;
                }
                "t" => cell.kind = value.to_owned(),
                "s" => cell.style = value.parse().unwrap_or(0),
                "vm" => cell.rich_value = value.trim().parse().ok(),
                _ => {}
            }
        }
        Ok(cell)
    }
}

/// Reads the content of the `c` element just entered, and its `formula`; `None` where the cell is blank.
fn read_cell<R: BufRead>(
    xml: &mut Xml<R>,
    cell: &Cell,
    shared: &Shared,
    formula: &mut Option<String>,
) -> Result<Option<RawValue>, ReadTrouble> {
    let inside = xml.depth();
    let (mut stored, mut inline) = (None, None);
    loop {
        let depth = xml.depth();
        let child = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "v" => Child::Value,
                "is" => Child::Inline,
                "f" => Child::Formula,
                _ => Child::Other,
            },
            Event::End(_) if depth == inside => break,
            Event::Eof => break,
            _ => continue,
        };
        match child {
            Child::Value => stored = Some(xml.all_text()?),
            Child::Inline => inline = Some(parts::rich_text(xml)?),
            Child::Formula => *formula = Some(xml.all_text()?),
            Child::Other => xml.skip()?,
        }
    }
    if formula.as_deref().is_some_and(numbers::shows_picture) {
        return Ok(Some(RawValue::Picture));
    }
    if let Some(text) = inline {
        return Ok(Some(RawValue::Text(text)));
    }
    match stored {
        Some(stored) if !stored.is_empty() => {
            let value = value(stored, cell, shared)?;
            let place_holder =
                formula.is_some() && shared.uncalculated && matches!(value, RawValue::Number(number) if number.is_zero());
            Ok(Some(if place_holder { RawValue::FormulaWithoutValue } else { value }))
        }
        // An empty text is a formula's result; the want of any value is not.
        Some(_) if cell.kind == "str" => Ok(None),
        _ => Ok(formula.as_ref().map(|_| RawValue::FormulaWithoutValue)),
    }
}

enum Child {
    Value,
    Inline,
    Formula,
    Other,
}

fn value(stored: String, cell: &Cell, shared: &Shared) -> Result<RawValue, ReadTrouble> {
    Ok(match cell.kind.as_str() {
        "s" => {
            let index: Option<usize> = stored.trim().parse().ok();
            let text = index.and_then(|index| shared.strings.get(index));
            RawValue::Text(text.ok_or_else(|| ReadTrouble::Unreadable(format!("no shared string {stored:.20}")))?.clone())
        }
        "b" => RawValue::Bool(matches!(stored.trim(), "1" | "true" | "TRUE")),
        // Where the rich value is no error it is what the cell shows: a picture.
        "e" if stored == "#VALUE!" && cell.rich_value.is_some_and(|value| !shared.rich_errors.contains(&value)) => {
            RawValue::Picture
        }
        "e" => RawValue::Error(stored),
        "d" => numbers::iso_day(&stored).map_or(RawValue::Text(stored), RawValue::Day),
        "str" | "inlineStr" => RawValue::Text(parts::unescape(stored)),
        _ => match stored.trim().parse() {
            Ok(number) => {
                let is_date = shared.date_formats.get(cell.style).copied().unwrap_or(false);
                numbers::dated(number, is_date, shared.date_1904)
            }
            Err(_) => RawValue::Text(stored),
        },
    })
}

/// `B7` as zero-based row and column; `None` beyond what a sheet can have.
fn place(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim();
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column = 0_u32;
    for letter in reference[..letters].bytes() {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = reference[letters..].parse().ok()?;
    ((1..=COLUMNS).contains(&column) && (1..=ROWS).contains(&row)).then(|| (row - 1, column - 1))
}

/// `B7:D9` as a span.
fn range(reference: &str) -> Option<MergedRange> {
    let (first, last) = reference.split_once(':')?;
    let ((first_row, first_col), (last_row, last_col)) = (place(first)?, place(last)?);
    Some(MergedRange { first_row, first_col, last_row, last_col })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!((place("A1"), place("xfd1048576")), (Some((0, 0)), Some((1_048_575, 16_383))));
        assert_eq!(
            (place("XFE1"), place("A0"), place("A1048577"), place("7"), place("A"), place("ก1")),
            (None, None, None, None, None, None)
        );
        assert_eq!(range("A1:B2"), Some(MergedRange { first_row: 0, first_col: 0, last_row: 1, last_col: 1 }));
    }
}
