//! "XML Spreadsheet 2003", which reporting systems like to save under an .xls name.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::sheet::{Budget, COLUMNS, ROWS, SheetBuilder};
use super::xlsx_parts::is_stamp;
use super::xml::{Xml, attribute, number};
use super::{ReadLimits, ReadTrouble, SHEETS, Size, number as numbers};
use crate::submission::raw::{MergedRange, RawSheet, RawValue, RawWorkbook};

/// Reads a decoded document whose root is `Workbook`.
pub(super) fn read(text: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let mut xml = Xml::decoded(text.as_bytes());
    let mut budget = Budget::new(limits);
    let mut workbook = RawWorkbook::default();
    let mut in_properties = false;
    loop {
        let (stamp, sheet) = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "CustomDocumentProperties" => {
                    in_properties = true;
                    (None, None)
                }
                "Date1904" => {
                    workbook.date_1904 = true;
                    (None, None)
                }
                "Worksheet" => (None, Some(attribute(&start, "Name").unwrap_or_default())),
                name if in_properties && is_stamp(name) => (Some(name.to_owned()), None),
                _ => (None, None),
            },
            Event::End(end) if end.local_name().as_ref() == "CustomDocumentProperties" => {
                in_properties = false;
                (None, None)
            }
            Event::Eof => break,
            _ => (None, None),
        };
        if let Some(stamp) = stamp {
            let value = xml.all_text()?;
            workbook.properties.insert(stamp, value.trim().to_owned());
        }
        if let Some(name) = sheet {
            if workbook.sheets.len() >= SHEETS {
                return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
            }
            workbook.sheets.push(read_sheet(&mut xml, SheetBuilder::new(name, false, &mut budget))?);
        }
    }
    if workbook.sheets.is_empty() { Err(ReadTrouble::NotASpreadsheet) } else { Ok(workbook) }
}

/// An element of a sheet, freed from its event.
enum Found {
    Column { index: Option<u32>, span: u32, hidden: bool },
    Row { index: Option<u32>, span: u32, hidden: bool },
    Cell { index: Option<u32>, across: u32, down: u32, formula: bool },
    Visible,
    Foreign,
    Nothing,
}

/// Reads the `Worksheet` just entered.
fn read_sheet<R: BufRead>(xml: &mut Xml<R>, mut sheet: SheetBuilder<'_>) -> Result<RawSheet, ReadTrouble> {
    let outer = xml.depth();
    // Where the next column, row and cell stand.
    let (mut column, mut row, mut cell, mut next_row) = (0_u32, 0_u32, 0_u32, 0_u32);
    loop {
        let depth = xml.depth();
        let found = match xml.next()? {
            Event::Start(start) => found(&start),
            Event::End(_) if depth == outer => return Ok(sheet.finish()),
            Event::Eof => return Ok(sheet.finish()),
            _ => Found::Nothing,
        };
        match found {
            Found::Column { index, span, hidden } => {
                let first = index.unwrap_or(column);
                column = first.saturating_add(span + 1);
                if hidden {
                    sheet.hide_columns(first, column - 1);
                }
            }
            Found::Row { index, span, hidden } => {
                (row, cell) = (index.unwrap_or(next_row), 0);
                next_row = row.saturating_add(span + 1);
                if hidden {
                    sheet.hide_rows(row, next_row - 1);
                }
            }
            Found::Cell { index, across, down, formula } => {
                let at = index.unwrap_or(cell);
                cell = at.saturating_add(across + 1);
                let value = read_cell(xml)?.or(formula.then_some(RawValue::FormulaWithoutValue));
                if let Some(value) = value {
                    sheet.merge(MergedRange {
                        first_row: row,
                        first_col: at,
                        last_row: row.saturating_add(down),
                        last_col: cell - 1,
                    });
                    sheet.put(row, at, value)?;
                }
            }
            Found::Visible if xml.all_text()?.starts_with("SheetHidden") => sheet.hide(),
            Found::Foreign => xml.skip()?,
            _ => {}
        }
    }
}

fn found(start: &BytesStart<'_>) -> Found {
    let index = || number(start, "Index").map(|index| index.saturating_sub(1).min(ROWS));
    let count = |name, limit| number(start, name).unwrap_or(0).min(limit);
    let hidden = || attribute(start, "Hidden").is_some_and(|hidden| hidden.trim() == "1");
    match start.local_name().as_ref() {
        "Column" => Found::Column { index: index(), span: count("Span", COLUMNS), hidden: hidden() },
        "Row" => Found::Row { index: index(), span: count("Span", ROWS), hidden: hidden() },
        "Cell" => Found::Cell {
            index: index(),
            across: count("MergeAcross", COLUMNS),
            down: count("MergeDown", ROWS),
            formula: attribute(start, "Formula").is_some(),
        },
        "Visible" => Found::Visible,
        "PivotTable" | "Names" | "DataValidation" => Found::Foreign,
        _ => Found::Nothing,
    }
}

/// Reads the `Cell` just entered: the value of its `Data`, or `None` where it is blank.
fn read_cell<R: BufRead>(xml: &mut Xml<R>) -> Result<Option<RawValue>, ReadTrouble> {
    let outer = xml.depth();
    let mut value = None;
    loop {
        let depth = xml.depth();
        let kind = match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Data" => Some(attribute(&start, "Type").unwrap_or_default()),
            Event::Start(_) => None,
            Event::End(_) if depth == outer => return Ok(value),
            Event::Eof => return Ok(value),
            _ => continue,
        };
        let Some(kind) = kind else {
            xml.skip()?;
            continue;
        };
        let text = xml.all_text()?;
        value = match kind.as_str() {
            "Number" => Some(text.trim().parse().map_or_else(|_| RawValue::Text(text.clone()), numbers::number)),
            "DateTime" => Some(numbers::iso_day(&text).map_or(RawValue::Text(text), RawValue::Day)),
            "Boolean" => Some(RawValue::Bool(text.trim() == "1")),
            "Error" => Some(RawValue::Error(text)),
            // An empty text stands: it is a formula's result, not the want of one.
            _ => Some(RawValue::Text(text)),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_places_merges_and_types() {
        let text = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Worksheet ss:Name="ปก"><Table><Column ss:Index="2" ss:Hidden="1"/>
            <Row ss:Index="3" ss:Hidden="1"><Cell ss:MergeAcross="1"><Data ss:Type="String">ก<B>ข</B></Data></Cell>
            <Cell ss:Index="5" ss:Formula="=1"/><Cell><Data ss:Type="Number">1.5</Data></Cell></Row>
            <Row><Cell ss:Index="2"><Data ss:Type="DateTime">2022-02-15T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"#;
        let workbook = read(text, &ReadLimits::default()).unwrap();
        let rows = &workbook.sheets[0].rows;
        assert_eq!((rows[0].number, rows[0].hidden, rows[1].number, rows[1].hidden), (2, true, 3, false));
        assert_eq!(rows[0].cells[0], (0, RawValue::Text("กข".into())));
        assert_eq!(rows[0].cell(4), Some(&RawValue::FormulaWithoutValue));
        assert_eq!(rows[0].cell(5), Some(&numbers::number(1.5)));
        assert_eq!(rows[1].cell(1), Some(&RawValue::Day(jiff::civil::date(2022, 2, 15))));
        assert_eq!((workbook.sheets[0].hidden_columns.as_slice(), workbook.sheets[0].merges.len()), (&[1][..], 1));
    }
}
