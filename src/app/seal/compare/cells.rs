//! A workbook by its sheets, cells, formulas and merged ranges.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Dimensions, Range, Reader, SheetVisible, Xlsx, XlsxError};

use super::{Difference, Hidden, How, SheetName, Unread};
use crate::finding::CellRef;

/// Where a cell is: sheet, row, column.
type At = (String, CellRef);

/// What a workbook says.
struct Book {
    /// Each sheet's name, and whether and how it is hidden, in order.
    sheets: Vec<SheetName>,
    /// Value and formula of each cell that has one.
    cells: BTreeMap<At, (Data, String)>,
    /// Merged ranges.
    merged: BTreeSet<(String, Dimensions)>,
}

/// Compares two workbooks cell for cell; counts the cells of the sealed one.
pub(super) fn compare(path: &str, sealed: &[u8], again: &[u8], count: &mut usize) -> Result<Vec<Difference>, Unread> {
    let read = |bytes| Book::read(bytes).map_err(|_| Unread::NotWorkbook);
    let (sealed, again) = (read(sealed)?, read(again)?);
    *count += sealed.cells.len();
    let mut differences = Vec::new();
    if sealed.sheets != again.sheets {
        differences.push(Difference::new(path, How::Sheets(sealed.sheets.clone(), again.sheets.clone())));
    }
    let both: BTreeSet<&At> = sealed.cells.keys().chain(again.cells.keys()).collect();
    for at in both {
        let (old, new) = (sealed.cells.get(at), again.cells.get(at));
        if old != new {
            let how = How::Value(old.map(shown), new.map(shown));
            differences.push(Difference::new(format!("{path}!{}!{}", at.0, at.1), how));
        }
    }
    for (sheet, range) in sealed.merged.symmetric_difference(&again.merged) {
        let (row, column) = range.start;
        differences.push(Difference::new(format!("{path}!{sheet}!{}", CellRef { row, column }), How::Merged));
    }
    Ok(differences)
}

impl Book {
    fn read(bytes: &[u8]) -> Result<Self, XlsxError> {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
        let metadata = workbook.sheets_metadata().to_vec();
        let sheets = metadata.iter().map(|sheet| SheetName { name: sheet.name.clone(), hidden: hidden(sheet.visible) }).collect();
        let mut book = Self { sheets, cells: BTreeMap::new(), merged: BTreeSet::new() };
        for sheet in metadata.into_iter().map(|sheet| sheet.name) {
            for (at, value) in used(&sheet, &workbook.worksheet_range(&sheet)?) {
                book.cells.entry(at).or_default().0 = value;
            }
            for (at, formula) in used(&sheet, &workbook.worksheet_formula(&sheet)?) {
                book.cells.entry(at).or_default().1 = formula;
            }
            let merged = workbook.merge_cells_by_sheet_name(&sheet)?;
            book.merged.extend(merged.into_iter().map(|range| (sheet.clone(), range)));
        }
        Ok(book)
    }
}

/// The cells of a range that hold something.
fn used<T: calamine::CellType>(sheet: &str, range: &Range<T>) -> Vec<(At, T)> {
    let (top, left) = range.start().unwrap_or_default();
    let place = |row: usize, column: usize| {
        let index = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        CellRef { row: top.saturating_add(index(row)), column: left.saturating_add(index(column)) }
    };
    range.used_cells().map(|(row, column, value)| ((sheet.to_owned(), place(row, column)), value.clone())).collect()
}

fn hidden(visible: SheetVisible) -> Hidden {
    match visible {
        SheetVisible::Visible => Hidden::No,
        SheetVisible::Hidden => Hidden::Lightly,
        SheetVisible::VeryHidden => Hidden::Deeply,
    }
}

fn shown((value, formula): &(Data, String)) -> String {
    if formula.is_empty() { value.to_string() } else { format!("={formula} ({value})") }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Formula, Workbook};

    use super::*;

    fn book(sheet: &str, value: f64, formula: &str, result: &str, merged: u32) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let page = workbook.add_worksheet();
        page.set_name(sheet).expect("a name");
        page.write(2, 1, value).expect("written");
        page.write(3, 1, Formula::new(formula).set_result(result)).expect("written");
        page.merge_range(5, 0, merged, 1, "รวม", &Format::new()).expect("merged");
        workbook.save_to_buffer().expect("memory")
    }

    #[test]
    fn every_cell_formula_name_and_merge_is_compared() {
        let sealed = book("ก", 1.5, "=B3*2", "3", 6);
        let differing = |again: &[u8]| {
            let differences = compare("x.xlsx", &sealed, again, &mut 0).expect("workbooks");
            differences.into_iter().map(|difference| difference.what).collect::<Vec<_>>()
        };
        assert_eq!(differing(&sealed), Vec::<String>::new());
        assert_eq!(differing(&book("ก", 1.25, "=B3*2", "3", 6)), ["x.xlsx!ก!B3"]);
        assert_eq!(differing(&book("ก", 1.5, "=B3*3", "3", 6)), ["x.xlsx!ก!B4"]);
        assert_eq!(differing(&book("ก", 1.5, "=B3*2", "4", 6)), ["x.xlsx!ก!B4"]);
        assert_eq!(differing(&book("ก", 1.5, "=B3*2", "3", 7)), ["x.xlsx!ก!A6", "x.xlsx!ก!A6"]);
        assert_eq!(differing(&book("ข", 1.5, "=B3*2", "3", 6))[0], "x.xlsx");
        assert!(compare("x.xlsx", b"PK junk", &sealed, &mut 0).is_err());
    }
}
