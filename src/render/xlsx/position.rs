//! Where a table stands on its worksheet.

use super::grid::ColumnRange;

/// Where a table stands: what formulas and charts refer to.
#[derive(Clone, Debug)]
pub(super) struct TablePosition {
    /// The worksheet.
    pub(super) sheet: String,
    /// Worksheet rows of the heading, `first..first body row`.
    pub(super) head: std::ops::Range<u32>,
    /// Number of body rows.
    pub(super) rows: usize,
    /// The worksheet columns of each column.
    pub(super) spans: Vec<ColumnRange>,
}

impl TablePosition {
    /// The worksheet row and column of a body cell; `None` where the table has no such cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<(u32, u16)> {
        let span = self.spans.get(column)?;
        (row < self.rows).then_some((self.head.end + row as u32, span.first))
    }

    /// The worksheet row after the last one.
    pub(super) fn end(&self) -> u32 {
        self.head.end + self.rows as u32
    }

    /// The worksheet columns from column `first` to before column `end`.
    pub(super) fn across(&self, first: usize, end: usize) -> Option<ColumnRange> {
        Some(ColumnRange { first: self.spans.get(first)?.first, last: self.spans.get(end.checked_sub(1)?)?.last })
    }
}
