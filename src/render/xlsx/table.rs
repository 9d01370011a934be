//! A table: merged headings, body and total rows with live formulas.

use rust_xlsxwriter::{IgnoreError, XlsxError};

use super::canvas::{Canvas, Content, Piece};
use super::figures;
use super::grid::ColumnRange;
use super::layout::{cells, heads};
use super::position::TablePosition;
use super::style::{Style, TEXT_SIZE};
use super::widths::{self, Columns};
use crate::documents::document::{Align, Row, RowKind, Table, Value};

/// So many rows stay together at the foot of a table, its total and two more, and at its head, where one is fewer.
const TOGETHER: usize = 3;

/// Whether the table is small and made of words (a rubric, the evidence), so that it may share a worksheet with others.
pub(super) fn is_small(table: &Table) -> bool {
    table.columns.len() <= 4
        && table.rows.len() <= 10
        && table.rows.iter().all(|row| row.cells.iter().all(|cell| cell.formula.is_none()))
}

/// The edges of columns `widths` pixels wide, as shares of the whole.
pub(super) fn cuts(widths: &[u32]) -> Vec<f64> {
    let total = f64::from(widths.iter().sum::<u32>().max(1));
    let mut right = 0;
    let edges = widths.iter().map(|width| {
        right += width;
        f64::from(right) / total
    });
    std::iter::once(0.0).chain(edges).collect()
}

/// Writes `table` below what is there; `None` for a table without columns.
pub(super) fn draw(canvas: &mut Canvas, table: &Table, columns: &Columns) -> Result<Option<TablePosition>, XlsxError> {
    if table.columns.is_empty() {
        return Ok(None);
    }
    let widths = &columns.widths;
    // Columns too thin for the grid get a worksheet column each.
    let single = || (0..widths.len()).map(|column| ColumnRange { first: column as u16, last: column as u16 }).collect();
    let spans = canvas.grid.split(&cuts(widths)).unwrap_or_else(single);
    let top = canvas.next_row();
    let head = top..top + table.heading.len() as u32;
    let place = TablePosition { sheet: canvas.sheet.name(), head, rows: table.rows.len(), spans };
    draw_heading(canvas, table, &place, columns.turned)?;
    for (index, row) in table.rows.iter().enumerate() {
        draw_row(canvas, table, row, index, &place)?;
        // A small table stays on one page; of a long one nothing ends a page or begins the last alone.
        let is_edge = index + 1 < TOGETHER || index + TOGETHER >= table.rows.len();
        if index + 1 < table.rows.len() && (canvas.grid.is_free() || is_edge) {
            canvas.keep_with_next();
        }
    }
    if table.rows.is_empty()
        && let Some(span) = place.across(0, table.columns.len())
    {
        let style = Style::cell(&Value::Empty, RowKind::Body, Align::Center);
        canvas.row(&[Piece { span, content: Content::Text(&table.when_empty), style }])?;
    }
    // Registration numbers are words: no green corners for them.
    let last = canvas.next_row().saturating_sub(1).max(top);
    canvas.sheet.ignore_error_range(top, 0, last, canvas.grid.all().last, IgnoreError::NumberStoredAsText)?;
    Ok(Some(place))
}

fn draw_heading(canvas: &mut Canvas, table: &Table, place: &TablePosition, turned: bool) -> Result<(), XlsxError> {
    let mut heights = vec![0.0_f64; table.heading.len()];
    let mut pieces = Vec::new();
    for head in heads(table) {
        let Some(span) = place.across(head.first, head.end) else { continue };
        if turned && head.verbatim {
            let piece = Piece { span, content: Content::Text(head.text), style: Style::head().upright() };
            pieces.push((head.top, head.bottom, widths::upright(head.text, canvas.ruler), piece));
            continue;
        }
        let style = Style::head();
        let text = canvas.ruler.wrap(head.text, canvas.grid.points(span), style.size, style.bold);
        let piece = Piece { span, content: Content::Words(text), style };
        pieces.push((head.top, head.bottom, canvas.height(&piece), piece));
    }
    // Cells of one row first: a cell over several rows then asks only for what these do not give.
    pieces.sort_by_key(|(top, bottom, ..)| bottom - top);
    for (top, bottom, height, piece) in &pieces {
        let given: f64 = heights[*top..*bottom].iter().sum();
        heights[bottom - 1] += (height - given).max(0.0);
        canvas.put(place.head.start + *top as u32, place.head.start + (*bottom - 1) as u32, piece)?;
    }
    for height in heights {
        canvas.end_row(height)?;
        canvas.keep_with_next();
    }
    Ok(())
}

fn draw_row(canvas: &mut Canvas, table: &Table, row: &Row, index: usize, place: &TablePosition) -> Result<(), XlsxError> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for (first, end, cell) in cells(row, table.columns.len()) {
        let Some(span) = place.across(first, end) else { continue };
        let align = cell.align.unwrap_or(table.columns[first].align);
        let content = figures::content(cell, index, first, place);
        pieces.push(Piece { span, content, style: Style::cell(&cell.value, row.kind, align) });
        done = end;
    }
    for column in done..table.columns.len() {
        let style = Style::cell(&Value::Empty, row.kind, table.columns[column].align);
        pieces.extend(place.across(column, column + 1).map(|span| Piece { span, content: Content::Blank, style }));
    }
    // Beside words of several lines all stand at the top, as on paper.
    let height = canvas.highest(&pieces);
    if height > canvas.ruler.height("", 0.0, TEXT_SIZE, false) {
        pieces = pieces.into_iter().map(|piece| Piece { style: piece.style.at_top(), ..piece }).collect();
    }
    canvas.row_of(&pieces, height)
}
