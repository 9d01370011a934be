//! A table as data: its column widths, its marked cells, and which of its rows go with what signs them.

use serde_json::{Value as Json, json};

use super::PdfError;
use super::breaks::{pieces, whole};
use super::columns::{CELL_PADDING, Content, Measured, Piece};
use super::data::Writer;
use crate::documents::document::{Align, Cell, HeadCell, Row, RowKind, Table, Value};

/// Ems from which a clerk's unbroken word (a link) gives way rather than widen its column.
const LONG_WORD: f64 = 10.0;

/// A row that needs more lines than this may break across pages: it could not stand on one.
const TALLEST_ROW: f64 = 18.0;

/// Rows of data that stay with the total, on the page of the signatures too: nobody signs a page that says nothing.
const LAST_ROWS: usize = 2;

/// Lines that may stay together.
const LAST_LINES: f64 = 24.0;

/// A cell on its way to the page.
struct Marked {
    column: usize,
    span: usize,
    text: String,
    align: Align,
    bold: bool,
    /// Whether it is a clerk's own, which never widens its column.
    yields: bool,
}

/// A row of them.
struct Line {
    kind: RowKind,
    cells: Vec<Marked>,
}

/// A heading cell with the rows it covers.
struct Head {
    cell: Marked,
    rows: usize,
}

/// A table whose cells are marked and measured, before its type size is known.
pub(super) struct Prepared<'a> {
    /// As the document has it.
    pub table: &'a Table,
    heading: Vec<Vec<Head>>,
    rows: Vec<Line>,
    /// What it asks of its columns.
    pub measured: Measured,
    width: f64,
}

/// Type and columns as they are set.
struct Fit {
    /// Official size in points.
    size: f64,
    /// One for each column, in points.
    widths: Vec<f64>,
}

impl Writer<'_> {
    /// `table` ready to be set `width` points wide.
    pub(super) fn prepare<'a>(&self, table: &'a Table, width: f64) -> Result<Prepared<'a>, PdfError> {
        let heading = self.heading(&table.heading, table.columns.len())?;
        let rows = self.rows(table)?;
        let measured = self.measured(table, &heading, &rows, width);
        Ok(Prepared { table, heading, rows, measured, width })
    }

    /// A prepared table in type of `size` points; `signed` if places to sign follow it.
    pub(super) fn table(&self, prepared: &Prepared<'_>, size: f64, signed: bool) -> Result<Json, PdfError> {
        let Prepared { table, heading, rows, measured, width } = prepared;
        let fit = Fit { size, widths: measured.widths(size, *width, self.fonts) };
        let lines: Vec<f64> =
            rows.iter().map(|row| row.cells.iter().map(|cell| self.lines(cell, &fit)).fold(1.0, f64::max)).collect();
        let cells = rows.iter().zip(&lines).map(|(row, &lines)| self.row_json(row, lines, &fit)).collect::<Vec<Json>>();
        let heading: Vec<Vec<Json>> =
            heading.iter().map(|row| row.iter().map(|head| self.head_json(head, &fit)).collect()).collect();
        Ok(json!({
            "kind": "table",
            "caption": { "plain": self.bookmark(&table.caption)?, "text": self.own(&table.caption, *width)? },
            "summary": table.caption,
            "show-caption": table.show_caption && !table.caption.is_empty(),
            "size": fit.size,
            "widths": fit.widths,
            "heading": heading,
            "rows": cells,
            "empty": self.own(&table.when_empty, *width)?,
            "whole": table.whole,
            "tall": table.tall,
            "kept": kept(rows, &lines, signed),
            "lines": lines.iter().sum::<f64>(),
            "head-lines": self.head_lines(&prepared.heading, &fit),
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
                let text = if cell.verbatim { self.clerks(&cell.text) } else { self.checked(&cell.text)? };
                let marked = Marked {
                    column,
                    span,
                    text: self.breaks.mark_heading(&text),
                    align: Align::Center,
                    bold: true,
                    yields: cell.verbatim,
                };
                heads.push(Head { cell: marked, rows: below });
                column += span;
            }
            placed.push(heads);
        }
        Ok(placed)
    }

    /// The rows that are printed; below the last one of a list that is cut, the words that say so.
    fn rows(&self, table: &Table) -> Result<Vec<Line>, PdfError> {
        let line = |row: &Row| Ok(Line { kind: row.kind, cells: self.row(table, row)? });
        let mut lines = table.printed_rows().map(line).collect::<Result<Vec<_>, PdfError>>()?;
        if let Some(cut) = &table.cut {
            let end = lines.iter().rposition(|line| line.kind == RowKind::Body).map_or(0, |last| last + 1);
            lines.insert(end, self.rest(&cut.words, table.columns.len())?);
        }
        Ok(lines)
    }

    /// The row that says how many rows are left to the workbook.
    fn rest(&self, words: &str, columns: usize) -> Result<Line, PdfError> {
        let text = self.breaks.mark(&self.checked(words)?);
        let cell = Marked { column: 0, span: columns, text, align: Align::Center, bold: false, yields: false };
        Ok(Line { kind: RowKind::Body, cells: vec![cell] })
    }

    /// Body cells with the column each begins at, as many as there are columns; a short row is filled up with a blank.
    fn row(&self, table: &Table, row: &Row) -> Result<Vec<Marked>, PdfError> {
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        let bold = row.kind == RowKind::Total;
        for cell in &row.cells {
            let Some(own) = table.columns.get(column) else { break };
            let span = cell.colspan.clamp(1, table.columns.len() - column);
            let (text, align) = (self.body_text(cell)?, cell.align.unwrap_or(own.align));
            cells.push(Marked { column, span, text, align, bold, yields: matches!(cell.value, Value::Verbatim(_)) });
            column += span;
        }
        if column < table.columns.len() {
            let (span, text) = (table.columns.len() - column, String::new());
            cells.push(Marked { column, span, text, align: Align::Left, bold, yields: false });
        }
        Ok(cells)
    }

    fn body_text(&self, cell: &Cell) -> Result<String, PdfError> {
        Ok(match &cell.value {
            Value::Verbatim(text) => {
                let text = self.clerks(text);
                self.breaks.mark(&text)
            }
            Value::Text(text) => self.breaks.mark(&self.checked(text)?),
            figure => whole(&figure.shown()),
        })
    }

    fn measured(&self, table: &Table, heading: &[Vec<Head>], rows: &[Line], width: f64) -> Measured {
        let heads = || heading.iter().flatten().map(|head| (&head.cell, true));
        let cells = || heads().chain(rows.iter().flat_map(|row| &row.cells).map(|cell| (cell, false)));
        let widest = |pieces: &mut dyn Iterator<Item = &str>, bold: bool| {
            pieces.map(|piece| self.fonts.width(piece, bold)).fold(0.0, f64::max)
        };
        let piece = |(cell, _): (&Marked, bool)| {
            let ems = widest(&mut pieces(&cell.text), cell.bold);
            Piece { column: cell.column, span: cell.span, ems, yields: cell.yields && ems > LONG_WORD }
        };
        let pieces: Vec<Piece> = cells().map(piece).collect();
        let content = |((cell, heading), piece): ((&Marked, bool), &Piece)| {
            let ems = widest(&mut cell.text.split('\n'), cell.bold);
            Content { column: cell.column, ems, heading, yields: piece.yields }
        };
        let alone: Vec<Content> = cells().zip(&pieces).filter(|((cell, _), _)| cell.span == 1).map(content).collect();
        let shares: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
        Measured::new(&shares, pieces, alone.into_iter(), width)
    }

    fn head_json(&self, head: &Head, fit: &Fit) -> Json {
        let cell = &head.cell;
        json!({ "text": self.cell_text(cell, fit), "x": cell.column, "colspan": cell.span, "rowspan": head.rows })
    }

    /// About how many lines the heading takes.
    fn head_lines(&self, heading: &[Vec<Head>], fit: &Fit) -> f64 {
        let most = |row: &[Head], over_all: bool| {
            let heads = row.iter().filter(|head| (head.rows == 1) != over_all || heading.len() == 1);
            heads.map(|head| self.lines(&head.cell, fit)).fold(0.0, f64::max)
        };
        let each: f64 = heading.iter().map(|row| most(row, false).max(1.0)).sum();
        heading.iter().map(|row| most(row, true)).fold(each, f64::max)
    }

    fn row_json(&self, Line { kind, cells }: &Line, lines: f64, fit: &Fit) -> Json {
        let cell = |cell: &Marked| {
            let align = match cell.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            };
            json!({ "text": self.cell_text(cell, fit), "colspan": cell.span, "align": align })
        };
        json!({ "total": *kind == RowKind::Total, "breakable": lines > TALLEST_ROW, "cells": cells.iter().map(cell).collect::<Vec<_>>() })
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

/// How many rows at the end of a table stay together, on the page of the signatures where it is signed: the total and the
/// last rows of data, as far as they are not too tall for that. A table without rows shows one that says so.
fn kept(rows: &[Line], lines: &[f64], signed: bool) -> usize {
    let totals = rows.iter().rev().take_while(|row| row.kind == RowKind::Total).count();
    if totals == 0 && !signed {
        return 0;
    }
    let mut room = LAST_LINES;
    let fits = |lines: &&f64| {
        room -= **lines;
        room >= 0.0
    };
    lines.iter().rev().take(totals + LAST_ROWS).take_while(fits).count().max(1)
}
