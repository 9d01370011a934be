//! How much of a long list is printed: what an office leafs through. The workbook always has all of it.

use super::DocumentContext;
use super::document::{Cell, Column, Cut, RowKind, Table, Value};
use super::words::WordsError;
use crate::thai::digits::integer;

/// Rows of one line on a page of A4 that lies, below the repeated heading.
const LINES_A_PAGE: u64 = 25;

/// Letters side by side across that page, in the size of tables.
const LETTERS_A_LINE: f64 = 150.0;

/// `table`, the list of the document `id`, cut where the plan's pages for a list are full.
///
/// Lines are reckoned from letters, not measured: the same rows are printed whatever typeface the office has.
pub(super) fn cut(context: &DocumentContext<'_>, id: &str, table: Table) -> Result<Table, WordsError> {
    cut_at(context, id, table, context.plan.limits.list_pages)
}

/// The same for one of the districts' lists, which stand in one packet: together they have the pages of one list.
pub(super) fn cut_share(context: &DocumentContext<'_>, id: &str, table: Table) -> Result<Table, WordsError> {
    let districts = context.plan.districts.len().max(1) as u64;
    cut_at(context, id, table, (context.plan.limits.list_pages / districts).max(1))
}

fn cut_at(context: &DocumentContext<'_>, id: &str, table: Table, pages: u64) -> Result<Table, WordsError> {
    let room = pages.saturating_mul(LINES_A_PAGE);
    let width: f64 = table.columns.iter().map(|column| column.width).sum();
    let body = || table.rows.iter().filter(|row| row.kind == RowKind::Body);
    let mut used = 0;
    let fits = |cells: &[Cell]| {
        used += cells.iter().zip(&table.columns).map(|(cell, column)| lines(cell, column, width)).max().unwrap_or(1);
        used <= room
    };
    let printed = body().map(|row| row.cells.as_slice()).scan(fits, |fits, cells| fits(cells).then_some(())).count();
    let left = body().count() - printed;
    if left == 0 {
        return Ok(table);
    }
    let words = context.words.page("common.toml", &()).with("count", &integer(left as i64)).text("more")?;
    Ok(Table { cut: Some(Cut { rows: printed, words: words.replace("{แฟ้ม}", &format!("{id}.xlsx")) }), ..table })
}

/// About how many lines a cell takes.
fn lines(cell: &Cell, column: &Column, width: f64) -> u64 {
    let (Value::Text(text) | Value::Verbatim(text)) = &cell.value else { return 1 };
    let room = (column.width / width * LETTERS_A_LINE).max(1.0);
    text.split('\n').map(|line| (line.chars().map(letters).sum::<f64>() / room).ceil().max(1.0) as u64).sum()
}

/// How many letters wide `c` is printed: of a script that is not shipped, its code point.
fn letters(c: char) -> f64 {
    match c {
        ..='\u{EFF}' | '\u{1E00}'..='\u{2BFF}' | '\u{1F000}'.. => 1.0,
        _ => 8.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Align;
    use super::super::table::{count, verbatim};
    use super::*;

    #[test]
    fn lines_are_reckoned_from_letters() {
        let column = Column { width: 1.0, align: Align::Left };
        let lines = |text: &str| lines(&verbatim(text), &column, 10.0);
        assert_eq!([lines(""), lines("สิบห้าอักษรพอดี"), lines("สิบหกอักษรไม่พอ "), lines("ก\nข")], [1, 1, 2, 2]);
        assert_eq!([lines("ร้าน ★ 😀"), lines("中国")], [1, 2]);
        assert_eq!(super::lines(&count(5), &column, 10.0), 1);
    }
}
