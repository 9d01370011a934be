//! Merged cells by their places, so that a sheet of fifty thousand of them is looked up as fast as one of none.

use std::collections::BTreeMap;

use super::super::raw::{MergedRange, RawSheet, RawValue};

/// The merged ranges of a sheet.
pub(super) struct Merges<'a> {
    sheet: &'a RawSheet,
    by_corner: BTreeMap<(u32, u32), MergedRange>,
    /// Those that reach down, by their first column, from the top.
    downwards: BTreeMap<u32, Vec<MergedRange>>,
}

impl<'a> Merges<'a> {
    /// Of a sheet.
    pub fn of(sheet: &'a RawSheet) -> Self {
        let mut downwards: BTreeMap<u32, Vec<MergedRange>> = BTreeMap::new();
        for span in sheet.merges.iter().filter(|span| span.last_row > span.first_row) {
            downwards.entry(span.first_col).or_default().push(*span);
        }
        downwards.values_mut().for_each(|spans| spans.sort_unstable());
        let by_corner = sheet.merges.iter().map(|span| ((span.first_row, span.first_col), *span)).collect();
        Self { sheet, by_corner, downwards }
    }

    /// The range whose top left cell this is.
    pub fn at(&self, row: u32, column: u32) -> Option<MergedRange> {
        self.by_corner.get(&(row, column)).copied()
    }

    /// The range that begins in the same column above this cell and covers it.
    pub fn over(&self, row: u32, column: u32) -> Option<MergedRange> {
        let spans = self.downwards.get(&column)?;
        let before = spans.partition_point(|span| span.first_row < row);
        spans.get(before.checked_sub(1)?).copied().filter(|span| span.last_row >= row)
    }

    /// What the range that covers this cell from above shows.
    pub fn inherited(&self, row: u32, column: u32) -> Option<&'a RawValue> {
        let span = self.over(row, column)?;
        let at = self.sheet.rows.binary_search_by_key(&span.first_row, |row| row.number).ok()?;
        self.sheet.rows[at].cell(column)
    }
}
