//! A row as the district sent it: the cells of its sheet as they stand, each under its heading.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::raw::{RawRow, RawSheet, RawValue, RawWorkbook};
use super::super::values::words;
use super::headings::{self, Meanings};
use super::merges::Merges;
use crate::thai::calendar::day_long;

/// Cells of a row that are shown.
const CELLS: usize = 40;
/// Characters of a cell that are shown.
const LONGEST: usize = 200;

/// A row that is wanted, and which of its cells must not be left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WantedRow {
    /// The sheet, as the workbook names it.
    pub sheet: String,
    /// Its row, from 0.
    pub row: u32,
    /// Columns, from 0.
    pub columns: BTreeSet<u32>,
}

/// A row as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAsSent {
    /// The sheet.
    pub sheet: String,
    /// Its row, from 0.
    pub row: u32,
    /// Its cells that hold something, stand under a heading or were asked for, from the left.
    pub cells: Vec<CellAsSent>,
    /// How many more there are.
    pub left_out: usize,
}

/// A cell as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellAsSent {
    /// Its column, from 0.
    pub column: u32,
    /// What stands over it; blank where nothing does.
    pub heading: String,
    /// What stands in it; blank where nothing does.
    pub text: String,
}

/// The rows wanted of a workbook, in that order; `None` for a sheet that is not there.
pub fn rows_as_sent(workbook: &RawWorkbook, wanted: &[WantedRow]) -> Vec<Option<RowAsSent>> {
    let mut sheets: BTreeMap<&str, Option<Read<'_>>> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in wanted {
        let found = || workbook.sheets.iter().find(|sheet| sheet.name == row.sheet).map(Read::of);
        let read = sheets.entry(&row.sheet).or_insert_with(found);
        rows.push(read.as_ref().map(|read| read.row(row)));
    }
    rows
}

/// A sheet with its headings found.
struct Read<'a> {
    sheet: &'a RawSheet,
    merges: Merges<'a>,
    /// The last row of each heading, and its texts by column.
    headings: Vec<(u32, BTreeMap<u32, String>)>,
}

impl<'a> Read<'a> {
    fn of(sheet: &'a RawSheet) -> Self {
        let merges = Merges::of(sheet);
        let found = headings::find(sheet, &merges, &mut Meanings::default());
        let headings = found.iter().map(|heading| (heading.last_row, headings::texts(sheet, &merges, heading))).collect();
        Self { sheet, merges, headings }
    }

    fn row(&self, wanted: &WantedRow) -> RowAsSent {
        let rows = &self.sheet.rows;
        let none = RawRow::default();
        let row = rows.binary_search_by_key(&wanted.row, |row| row.number).map_or(&none, |at| &rows[at]);
        let heading = self.headings.iter().rev().find(|(last, _)| *last < wanted.row).map(|(_, texts)| texts);
        let columns: BTreeSet<u32> = row
            .cells
            .iter()
            .map(|(column, _)| *column)
            .chain(heading.into_iter().flat_map(|texts| texts.keys().copied()))
            .collect();
        let shown: BTreeSet<u32> =
            columns.iter().copied().take(CELLS).chain(wanted.columns.iter().copied().take(CELLS)).collect();
        let cell = |column: &u32| {
            let value = row.cell(*column).or_else(|| self.merges.inherited(wanted.row, *column));
            let heading = heading.and_then(|texts| texts.get(column)).map(String::as_str).unwrap_or_default();
            CellAsSent { column: *column, heading: cut(heading), text: cut(&value.map(seen).unwrap_or_default()) }
        };
        let left_out = columns.difference(&shown).count();
        RowAsSent { sheet: wanted.sheet.clone(), row: wanted.row, cells: shown.iter().map(cell).collect(), left_out }
    }
}

/// What a person sees in a cell: a day is read in the Buddhist era, as the form shows it.
fn seen(value: &RawValue) -> String {
    match value {
        RawValue::Day(day) => day_long(*day),
        value => words(value),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
