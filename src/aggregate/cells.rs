//! The cells behind a figure.

use crate::finding::{CellRef, Place};

/// Cells in order. Kept by sheet and column, four bytes a cell: a figure can rest on a hundred thousand of them, and so can
/// each of its sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells(Vec<Run>);

/// Cells of one column, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    sheet: Place,
    /// `None` where the whole sheet stands for a cell: the form lacks the column.
    column: Option<u32>,
    rows: Vec<u32>,
}

impl Run {
    fn is_of(&self, place: &Place) -> bool {
        self.column == place.cell.map(|cell| cell.column) && self.sheet.file == place.file && self.sheet.sheet == place.sheet
    }

    fn cells(&self) -> impl Iterator<Item = Option<CellRef>> {
        self.rows.iter().map(|row| self.column.map(|column| CellRef { row: *row, column }))
    }
}

impl Cells {
    /// Adds a cell behind the others.
    pub fn push(&mut self, place: &Place) {
        let row = place.cell.map_or(0, |cell| cell.row);
        match self.0.last_mut().filter(|run| run.is_of(place)) {
            Some(run) => run.rows.push(row),
            None => {
                let sheet = Place { cell: None, ..place.clone() };
                self.0.push(Run { sheet, column: place.cell.map(|cell| cell.column), rows: vec![row] });
            }
        }
    }

    /// Adds the cells of another figure behind the others.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// Each cell.
    pub fn iter(&self) -> impl Iterator<Item = Place> {
        self.0.iter().flat_map(|run| run.cells().map(|cell| Place { cell, ..run.sheet.clone() }))
    }

    /// The same, those together that follow each other on one sheet.
    pub fn by_sheet(&self) -> impl Iterator<Item = OnSheet<'_>> {
        self.0.chunk_by(|a, b| a.sheet == b.sheet).map(OnSheet)
    }
}

/// Cells of one sheet, at least one.
#[derive(Clone, Copy, Debug)]
pub struct OnSheet<'a>(&'a [Run]);

impl<'a> OnSheet<'a> {
    /// The sheet.
    pub fn sheet(self) -> &'a Place {
        &self.0[0].sheet
    }

    /// The cells; `None` where the whole sheet stands for one.
    pub fn cells(self) -> impl Iterator<Item = Option<CellRef>> {
        self.0.iter().flat_map(Run::cells)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn cells_come_out_as_they_went_in() {
        let sheets = ["จุน.xlsx", "ปง.xlsx"].map(|file| Place::sheet(&Arc::from(file), &Arc::from("แบบ ๒")));
        let [first, second] = &sheets;
        let places = [first.at(4, 2), first.at(9, 2), first.at(9, 3), second.at(4, 2), second.clone(), first.at(4, 2)];
        let mut cells = Cells::default();
        places[..2].iter().for_each(|place| cells.push(place));
        let mut rest = Cells::default();
        places[2..].iter().for_each(|place| rest.push(place));
        cells.extend(&rest);
        assert_eq!(cells.iter().collect::<Vec<_>>(), places);
        assert_eq!(cells.0.len(), 5, "two cells of one column share its sheet");
        let by_sheet: Vec<_> = cells.by_sheet().map(|on| (on.sheet(), on.cells().count())).collect();
        assert_eq!(by_sheet, [(first, 3), (second, 2), (first, 1)]);
    }
}
