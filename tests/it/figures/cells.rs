//! Every cell of the documents, district by district, as it stands in the workbook and on paper.
//!
//! An expected row is written as a reader of the page has it, cells parted by `|`: `2,300.20` is the number 2300.2 in the
//! workbook and `๒,๓๐๐.๒๐` on paper; what a clerk wrote is marked `=` and keeps its own digits.

mod july;
mod sample;

mod targets;
mod threshold;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use otop_report::output::OutputFile;

use crate::support::paper;

/// The first day of each month of the lists as Excel counts days.
const FIRST_DAYS: [(&str, f64); 10] = [
    ("ต.ค. 64", 44470.0),
    ("พ.ย. 64", 44501.0),
    ("ธ.ค. 64", 44531.0),
    ("ม.ค. 65", 44562.0),
    ("ก.พ. 65", 44593.0),
    ("มี.ค. 65", 44621.0),
    ("เม.ย. 65", 44652.0),
    ("พ.ค. 65", 44682.0),
    ("มิ.ย. 65", 44713.0),
    ("ก.ค. 65", 44743.0),
];

/// The files of a month.
pub struct Files<'a>(pub &'a [OutputFile]);

impl Files<'_> {
    pub fn bytes(&self, name: &str) -> &[u8] {
        &self.0.iter().find(|file| file.path == name).unwrap_or_else(|| panic!("no {name}")).bytes
    }

    /// The rows of a sheet, from its top.
    pub fn sheet(&self, document: &str, sheet: &str) -> Vec<Vec<Data>> {
        let mut book = Xlsx::new(Cursor::new(self.bytes(&format!("{document}.xlsx")).to_vec())).expect("a workbook");
        book.worksheet_range(sheet).expect("the sheet").rows().map(<[Data]>::to_vec).collect()
    }

    /// Holds the rows below the heading `ที่` of a sheet, and those of the page, against what is expected of them.
    #[track_caller]
    pub fn hold(&self, document: &str, sheet: &str, rows: &[String]) {
        let found = self.sheet(document, sheet);
        let heading = found.iter().position(|row| row[0] == Data::String("ที่".into())).expect("a heading");
        // A heading's second row has nothing in its first column.
        let first = heading + found[heading..].iter().position(|row| row[0] == Data::Float(1.0)).expect("a first row");
        for (found, expected) in found[first..].iter().zip(rows) {
            assert_row(found, expected);
        }
        assert_eq!(words(&found[first + rows.len() - 1][0]), rows[rows.len() - 1].split('|').next().expect("a cell"));
        let below = found.get(first + rows.len()).map(|row| row.iter().all(|cell| *cell == Data::Empty));
        assert_ne!(below, Some(false), "{document} {sheet}: rows beyond the total");
        self.read_in_order(document, rows);
    }

    /// Finds the rows on paper, one behind the other.
    #[track_caller]
    pub fn read_in_order(&self, document: &str, rows: &[String]) {
        let text = paper::text(self.bytes(&format!("{document}.pdf")));
        let mut rest = text.as_str();
        for row in rows {
            let wanted = on_paper(row);
            let at = rest.find(&wanted).unwrap_or_else(|| panic!("{document}.pdf: {wanted} is not in\n{rest}"));
            rest = &rest[at + wanted.len()..];
        }
    }
}

/// A row as paper has it: one cell behind the other without white space, in Thai numerals but for a clerk's own words.
fn on_paper(row: &str) -> String {
    let cell = |cell: &str| cell.strip_prefix('=').map_or_else(|| thai(cell), str::to_owned);
    row.split('|').map(cell).collect::<String>().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Thai digits for Arabic ones.
fn thai(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|digit| "๐๑๒๓๔๕๖๗๘๙".chars().nth(digit as usize)).unwrap_or(c)).collect()
}

#[track_caller]
pub fn assert_row(found: &[Data], expected: &str) {
    let cells: Vec<&str> = expected.split('|').collect();
    assert_eq!(found.len(), cells.len(), "{expected}: {found:?}");
    for (found, cell) in found.iter().zip(cells) {
        let as_it_should = match found {
            Data::Float(number) => Some(*number) == cell.replace(',', "").parse().ok(),
            Data::DateTime(day) => Some(day.as_f64()) == serial(cell),
            other => words(other) == cell.strip_prefix('=').map_or_else(|| thai(cell), str::to_owned),
        };
        assert!(as_it_should, "{cell:?} of {expected}: {found:?}");
    }
}

/// A cell's words without the line ends that make it narrow.
pub fn words(cell: &Data) -> String {
    cell.to_string().replace('\n', "")
}

/// `2 ก.ค. 65` as Excel counts days.
fn serial(day: &str) -> Option<f64> {
    let (day, month) = day.split_once(' ')?;
    let first = FIRST_DAYS.iter().find(|(name, _)| *name == month)?.1;
    Some(first + day.parse::<f64>().ok()? - 1.0)
}
