//! Which columns of its table a cell covers.

use crate::documents::document::{Cell, Row, Table};

/// A heading cell on the table's own rows and columns; ends are exclusive.
pub(super) struct Head<'a> {
    pub(super) text: &'a str,
    pub(super) verbatim: bool,
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// The heading cells laid out as in HTML: each takes the first free column of its row, spans cover the rest. What does
/// not fit into the table is cut off.
pub(super) fn heads(table: &Table) -> Vec<Head<'_>> {
    let (rows, columns) = (table.heading.len(), table.columns.len());
    let mut taken = vec![vec![false; columns]; rows];
    let mut heads = Vec::new();
    for (top, row) in table.heading.iter().enumerate() {
        for cell in row {
            let Some(first) = taken[top].iter().position(|taken| !taken) else { break };
            let free = taken[top][first..].iter().take_while(|taken| !**taken).count();
            let end = first + cell.colspan.clamp(1, free);
            let bottom = top + cell.rowspan.clamp(1, rows - top);
            taken[top..bottom].iter_mut().for_each(|row| row[first..end].fill(true));
            heads.push(Head { text: &cell.text, verbatim: cell.verbatim, top, bottom, first, end });
        }
        // Holes are bordered blanks, not gaps.
        while let Some(first) = taken[top].iter().position(|taken| !taken) {
            taken[top][first] = true;
            heads.push(Head { text: "", verbatim: false, top, bottom: top + 1, first, end: first + 1 });
        }
    }
    heads
}

/// The cells of `row` with the columns each covers, end exclusive; what exceeds `columns` is left out.
pub(super) fn cells(row: &Row, columns: usize) -> impl Iterator<Item = (usize, usize, &Cell)> {
    let mut next = 0_usize;
    row.cells.iter().map_while(move |cell| {
        let first = next;
        next = first.saturating_add(cell.colspan.max(1)).min(columns);
        (first < columns).then_some((first, next, cell))
    })
}
