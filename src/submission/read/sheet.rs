//! Gathers the cells of one sheet within the limits, whatever order a format tells them in.

use std::collections::{BTreeMap, BTreeSet};

use super::{ReadLimits, ReadTrouble, Size, number as numbers};
use crate::submission::raw::{LONGEST_TEXT, MergedRange, RawPicture, RawRow, RawSheet, RawValue};

/// Columns a spreadsheet has at most (XFD).
pub(super) const COLUMNS: u32 = 16_384;
/// Rows a spreadsheet has at most.
pub(super) const ROWS: u32 = 1_048_576;
/// Cells that are not blank in one workbook: both forms fill 2,300,000 at 100,000 rows each.
pub(super) const CELLS: u64 = 3_000_000;
/// Bytes of cell text in one workbook.
const TEXT: u64 = 64 << 20;
/// Pictures of one sheet, and links, that are looked at; an honest one has a hundredth of it.
pub(super) const PICTURES: usize = 10_000;
/// Merged ranges looked at in one sheet; a form has a dozen.
const MERGES: usize = 50_000;

/// What one workbook may still use up.
pub(super) struct Budget {
    rows: u64,
    cells: u64,
    text: u64,
}

impl Budget {
    /// The full allowance of one workbook.
    pub(super) fn new(limits: &ReadLimits) -> Self {
        Self { rows: limits.rows, cells: CELLS, text: TEXT }
    }
}

/// A sheet in the making.
pub(super) struct SheetBuilder<'a> {
    budget: &'a mut Budget,
    sheet: RawSheet,
    cells: Vec<(u32, u32, RawValue)>,
    row: Option<u32>,
    rows: u64,
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
}

impl<'a> SheetBuilder<'a> {
    /// An empty sheet under its tab's name.
    pub(super) fn new(name: String, hidden: bool, budget: &'a mut Budget) -> Self {
        let sheet = RawSheet { name, hidden, ..RawSheet::default() };
        Self { budget, sheet, cells: Vec::new(), row: None, rows: 0, hidden_rows: Vec::new(), hidden_columns: Vec::new() }
    }

    /// Puts a value at a zero-based place. Empty text is a blank, and text that shows an error or a
    /// picture is one; a place told twice keeps the later value. Fails where the sheet outgrows the
    /// limits.
    pub(super) fn put(&mut self, row: u32, column: u32, value: RawValue) -> Result<(), ReadTrouble> {
        let mut value = match value {
            RawValue::Text(text) => numbers::shown(text),
            value => value,
        };
        if let RawValue::Text(text) | RawValue::OpenQuote(text) = &mut value {
            if text.is_empty() {
                return Ok(());
            }
            if text.len() > LONGEST_TEXT {
                text.truncate(text.floor_char_boundary(LONGEST_TEXT));
                text.shrink_to_fit();
                self.sheet.cut.push((row, column));
            }
            let length = text.len() as u64;
            self.budget.text =
                self.budget.text.checked_sub(length).ok_or(ReadTrouble::TooLarge { what: Size::Text, limit: TEXT })?;
        }
        if column >= COLUMNS || row >= ROWS {
            return Err(ReadTrouble::TooLarge { what: Size::Columns, limit: COLUMNS.into() });
        }
        if self.row != Some(row) {
            self.row = Some(row);
            self.rows += 1;
            if self.rows > self.budget.rows {
                return Err(ReadTrouble::TooLarge { what: Size::Rows, limit: self.budget.rows });
            }
        }
        self.budget.cells = self.budget.cells.checked_sub(1).ok_or(ReadTrouble::TooLarge { what: Size::Cells, limit: CELLS })?;
        self.cells.push((row, column, value));
        Ok(())
    }

    /// Places the picture at `part` on a cell; its size is not known yet.
    pub(super) fn place(&mut self, row: u32, column: u32, part: String) {
        if self.sheet.pictures.len() < PICTURES {
            self.sheet.pictures.push(RawPicture { at: Some((row, column)), part, size: 0 });
        }
    }

    /// Hides the rows from `first` to `last`.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        extend(&mut self.hidden_rows, first, last);
    }

    /// Hides the columns from `first` to `last`.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        extend(&mut self.hidden_columns, first, last.min(COLUMNS - 1));
    }

    /// Merges a range; its covered cells are dropped at the end.
    pub(super) fn merge(&mut self, span: MergedRange) {
        let single = span.first_row == span.last_row && span.first_col == span.last_col;
        let ordered = span.first_row <= span.last_row && span.first_col <= span.last_col;
        if ordered && !single && self.sheet.merges.len() < MERGES {
            self.sheet.merges.push(span);
        }
    }

    /// Marks the sheet as hidden after all, where a format tells so late.
    pub(super) fn hide(&mut self) {
        self.sheet.hidden = true;
    }

    /// The sheet with its rows in order.
    pub(super) fn finish(mut self) -> RawSheet {
        if !self.cells.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)) {
            self.cells.sort_by_key(|(row, column, _)| (*row, *column));
            // `dedup_by` keeps the earlier of two: hand it the later value first.
            self.cells.dedup_by(|later, kept| {
                let same = (later.0, later.1) == (kept.0, kept.1);
                if same {
                    std::mem::swap(&mut later.2, &mut kept.2);
                }
                same
            });
        }
        self.sheet.cut.sort_unstable();
        drop_covered(&mut self.cells, &mut self.sheet.merges);
        self.hidden_rows.sort_unstable();
        self.hidden_columns.sort_unstable();
        let columns: BTreeSet<u32> = match self.hidden_columns.is_empty() {
            true => BTreeSet::new(),
            false => self.cells.iter().map(|(_, column, _)| *column).collect(),
        };
        self.sheet.hidden_columns = columns.into_iter().filter(|column| within(&self.hidden_columns, *column)).collect();
        for (number, column, value) in self.cells {
            match self.sheet.rows.last_mut() {
                Some(row) if row.number == number => row.cells.push((column, value)),
                _ => {
                    let hidden = within(&self.hidden_rows, number);
                    self.sheet.rows.push(RawRow { number, hidden, cells: vec![(column, value)] });
                }
            }
        }
        self.sheet
    }

    /// The sheet without its cells, with the reason why they could not be read.
    pub(super) fn unreadable(self, why: String) -> RawSheet {
        RawSheet { name: self.sheet.name, hidden: self.sheet.hidden, unreadable: Some(why), ..RawSheet::default() }
    }
}

/// Adds a range, grown onto the one before where they touch.
fn extend(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match ranges.last_mut() {
        Some(before) if first >= before.0 && first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
        _ => ranges.push((first, last)),
    }
}

/// Whether one of the sorted ranges holds the number. Ranges overlap in damaged files only, and
/// then the nearest one decides.
fn within(ranges: &[(u32, u32)], number: u32) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= number);
    after > 0 && ranges[after - 1].1 >= number
}

/// Drops covered cells, which keep stale values in real files, and merges that show nothing.
/// Of two overlapping merges, which no program writes, the later one is ignored.
fn drop_covered(cells: &mut Vec<(u32, u32, RawValue)>, merges: &mut Vec<MergedRange>) {
    merges.sort_unstable();
    let mut pending = merges.iter().copied().peekable();
    // The merges that reach into the row at hand, by their first column.
    let mut open: BTreeMap<u32, MergedRange> = BTreeMap::new();
    let mut shown: Vec<MergedRange> = Vec::new();
    let mut at = None;
    cells.retain(|(row, column, _)| {
        if at != Some(*row) {
            at = Some(*row);
            while let Some(span) = pending.next_if(|span| span.first_row <= *row) {
                open.retain(|_, open| open.last_row >= span.first_row);
                let free = open.range(..=span.last_col).next_back().is_none_or(|(_, open)| open.last_col < span.first_col);
                if free {
                    open.insert(span.first_col, span);
                }
            }
            open.retain(|_, span| span.last_row >= *row);
        }
        match open.range(..=*column).next_back() {
            Some((_, span)) if span.last_col >= *column => {
                let corner = (span.first_row, span.first_col) == (*row, *column);
                if corner {
                    shown.push(*span);
                }
                corner
            }
            _ => true,
        }
    });
    *merges = shown;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> RawValue {
        RawValue::Text(text.into())
    }

    #[test]
    fn rows_come_out_in_order_without_covered_cells() {
        let mut budget = Budget::new(&ReadLimits::default());
        let mut sheet = SheetBuilder::new("ปก".into(), false, &mut budget);
        for (row, column, value) in
            [(5, 1, "late"), (0, 0, "title"), (0, 2, "stale"), (1, 1, "stale"), (5, 1, "later"), (5, 0, "")]
        {
            sheet.put(row, column, text(value)).unwrap();
        }
        sheet.merge(MergedRange { first_row: 0, first_col: 0, last_row: 1, last_col: 3 });
        sheet.merge(MergedRange { first_row: 8, first_col: 0, last_row: 9, last_col: 0 });
        sheet.hide_rows(4, 4);
        sheet.hide_rows(5, 6);
        sheet.hide_columns(1, 9);
        let sheet = sheet.finish();
        assert_eq!(sheet.rows.len(), 2);
        assert_eq!(sheet.rows[0], RawRow { number: 0, hidden: false, cells: vec![(0, text("title"))] });
        assert_eq!(sheet.rows[1], RawRow { number: 5, hidden: true, cells: vec![(1, text("later"))] });
        assert_eq!((sheet.hidden_columns, sheet.merges.len()), (vec![1], 1));
    }

    #[test]
    fn limits_hold() {
        let mut budget = Budget::new(&ReadLimits { rows: 2, ..ReadLimits::default() });
        let mut sheet = SheetBuilder::new(String::new(), false, &mut budget);
        sheet.put(0, 0, RawValue::Bool(true)).unwrap();
        sheet.put(ROWS - 1, COLUMNS - 1, RawValue::Bool(true)).unwrap();
        assert!(matches!(sheet.put(7, 0, RawValue::Bool(true)), Err(ReadTrouble::TooLarge { what: Size::Rows, limit: 2 })));
        assert!(sheet.put(ROWS - 1, COLUMNS, RawValue::Bool(true)).is_err());
    }
}
