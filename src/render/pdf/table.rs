//! A table as data: its type size, column widths and marked cells.

use serde_json::{Value as Json, json};

use super::PdfError;
use super::breaks::{pieces, whole};
use super::columns::{CELL_PADDING, Fit, Piece, fit};
use super::data::Writer;
use crate::documents::document::{Align, Cell, HeadCell, Row, RowKind, Table, Value};

/// Official size of a table's caption in points.
const CAPTION_SIZE: f64 = 16.0;

/// Ems from which a clerk's unbroken word (a link) gives way rather than widen its column.
const LONG_WORD: f64 = 10.0;

/// A row that needs more lines than this may break across pages: it could not stand on one.
const TALLEST_ROW: f64 = 18.0;

/// A cell on its way to the page.
struct Marked {
    column: usize,
    span: usize,
    text: String,
    align: Align,
    bold: bool,
}

/// A heading cell with the rows it covers.
struct Head {
    cell: Marked,
    rows: usize,
}

impl Writer<'_> {
    /// `table` set `width` points wide.
    pub(super) fn table(&mut self, table: &Table, width: f64) -> Result<Json, PdfError> {
        let heading = self.heading(&table.heading, table.columns.len())?;
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            rows.push(self.row(table, row)?);
        }
        let fit = self.fit(table, &heading, &rows, width);
        let rows: Vec<Json> = rows.iter().zip(&table.rows).map(|(cells, row)| self.row_json(row.kind, cells, &fit)).collect();
        let heading: Vec<Vec<Json>> =
            heading.iter().map(|row| row.iter().map(|head| self.head_json(head, &fit)).collect()).collect();
        Ok(json!({
            "kind": "table",
            "caption": self.sized(&table.caption, width, CAPTION_SIZE, true)?,
            "summary": table.caption,
            "show-caption": table.show_caption && !table.caption.is_empty(),
            "size": fit.size,
            "widths": fit.widths,
            "heading": heading,
            "rows": rows,
            "empty": self.own(&table.when_empty, width)?,
        }))
    }

    /// Heading cells with the column each begins at, as HTML places them; what finds no column is left out.
    fn heading(&self, rows: &[Vec<HeadCell>], columns: usize) -> Result<Vec<Vec<Head>>, PdfError> {
        let mut taken = vec![0; columns];
        let mut placed = Vec::with_capacity(rows.len());
        for (i, row) in rows.iter().enumerate() {
            let mut column = 0;
            let mut heads = Vec::with_capacity(row.len());
            for cell in row {
                while taken.get(column).is_some_and(|&until| until > i) {
                    column += 1;
                }
                if column >= columns {
                    break;
                }
                let free = taken[column..].iter().take_while(|&&until| until <= i).count();
                let span = cell.colspan.clamp(1, free);
                let below = cell.rowspan.clamp(1, rows.len() - i);
                taken.iter_mut().skip(column).take(span).for_each(|until| *until = i + below);
                let text = self.breaks.mark(&self.checked(&cell.text)?);
                heads.push(Head { cell: Marked { column, span, text, align: Align::Center, bold: true }, rows: below });
                column += span;
            }
            placed.push(heads);
        }
        Ok(placed)
    }

    /// Body cells with the column each begins at, as many as there are columns; a short row is filled up with a blank.
    fn row(&mut self, table: &Table, row: &Row) -> Result<Vec<Marked>, PdfError> {
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        let bold = row.kind == RowKind::Total;
        for cell in &row.cells {
            let Some(own) = table.columns.get(column) else { break };
            let span = cell.colspan.clamp(1, table.columns.len() - column);
            let text = self.body_text(cell)?;
            cells.push(Marked { column, span, text, align: cell.align.unwrap_or(own.align), bold });
            column += span;
        }
        if column < table.columns.len() {
            cells.push(Marked { column, span: table.columns.len() - column, text: String::new(), align: Align::Left, bold });
        }
        Ok(cells)
    }

    fn body_text(&mut self, cell: &Cell) -> Result<String, PdfError> {
        Ok(match &cell.value {
            Value::Verbatim(text) => {
                let text = self.clerks(text);
                self.breaks.mark(&text)
            }
            Value::Text(text) => self.breaks.mark(&self.checked(text)?),
            figure => whole(&figure.shown()),
        })
    }

    fn fit(&self, table: &Table, heading: &[Vec<Head>], rows: &[Vec<Marked>], width: f64) -> Fit {
        let mut all = Vec::new();
        let mut measure = |cell: &Marked, yields: bool| {
            let ems = pieces(&cell.text).map(|piece| self.fonts.width(piece, cell.bold)).fold(0.0, f64::max);
            all.push(Piece { column: cell.column, span: cell.span, ems, yields: yields && ems > LONG_WORD });
        };
        heading.iter().flatten().for_each(|head| measure(&head.cell, false));
        for (cells, row) in rows.iter().zip(&table.rows) {
            for (marked, cell) in cells.iter().zip(&row.cells) {
                measure(marked, matches!(cell.value, Value::Verbatim(_)));
            }
        }
        let shares: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
        fit(&shares, &all, width, self.fonts)
    }

    fn head_json(&self, head: &Head, fit: &Fit) -> Json {
        let cell = &head.cell;
        json!({ "text": self.cell_text(cell, fit), "x": cell.column, "colspan": cell.span, "rowspan": head.rows })
    }

    fn row_json(&self, kind: RowKind, cells: &[Marked], fit: &Fit) -> Json {
        let lines = cells.iter().map(|cell| self.lines(cell, fit)).fold(1.0, f64::max);
        let cell = |cell: &Marked| {
            let align = match cell.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            };
            json!({ "text": self.cell_text(cell, fit), "colspan": cell.span, "align": align })
        };
        json!({ "total": kind == RowKind::Total, "breakable": lines > TALLEST_ROW, "cells": cells.iter().map(cell).collect::<Vec<_>>() })
    }

    /// The cell's text with nothing wider than its column.
    fn cell_text(&self, cell: &Marked, fit: &Fit) -> String {
        self.fitted(&cell.text, room(cell, fit), fit.size, cell.bold)
    }

    /// About how many lines the cell takes.
    fn lines(&self, cell: &Marked, fit: &Fit) -> f64 {
        let width = |line: &str| self.fonts.width(line, cell.bold) * fit.size * self.fonts.scale;
        cell.text.split('\n').map(|line| (width(line) / room(cell, fit)).ceil().max(1.0)).sum()
    }
}

/// Points the cell's text has.
fn room(cell: &Marked, fit: &Fit) -> f64 {
    let width: f64 = fit.widths.iter().skip(cell.column).take(cell.span).sum();
    (width - CELL_PADDING - 0.1).max(1.0)
}
