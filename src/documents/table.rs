//! Cells, columns and headings of tables, in few words.

use jiff::civil::Date;
use rust_decimal::Decimal;
use unicode_normalization::char::is_combining_mark;

use super::document::{Align, Cell, Column, Formula, HeadCell, Row, RowKind, Value};
use crate::score::shown_percent;

/// Characters of a clerk's words that a heading shows: a channel may be named in two thousand.
const LONGEST_HEADING: usize = 40;

/// A column of a relative width.
pub(super) fn column(width: f64, align: Align) -> Column {
    Column { width, align }
}

/// A heading cell over `colspan` columns and `rowspan` rows.
pub(super) fn head(text: String, colspan: usize, rowspan: usize) -> HeadCell {
    HeadCell { text, verbatim: false, colspan, rowspan }
}

/// A heading cell over one column with a clerk's own words, shortened to what a heading can hold.
pub(super) fn verbatim_head(text: &str) -> HeadCell {
    HeadCell { text: shortened(text, LONGEST_HEADING), verbatim: true, colspan: 1, rowspan: 1 }
}

/// What shows a value.
pub(super) fn cell(value: Value) -> Cell {
    Cell { value, formula: None, colspan: 1, align: None }
}

/// The program's own words.
pub(super) fn text(text: impl Into<String>) -> Cell {
    cell(Value::Text(text.into()))
}

/// A clerk's own words; blank stays empty.
pub(super) fn verbatim(text: &str) -> Cell {
    cell(if text.is_empty() { Value::Empty } else { Value::Verbatim(text.to_owned()) })
}

/// A count.
pub(super) fn count(value: impl Into<i64>) -> Cell {
    cell(Value::Integer(value.into()))
}

/// Baht.
pub(super) fn money(value: Decimal) -> Cell {
    cell(Value::Money(value))
}

/// A day.
pub(super) fn day(date: Date) -> Cell {
    cell(Value::Date(date))
}

/// Nothing.
pub(super) fn empty() -> Cell {
    cell(Value::Empty)
}

/// Where there can be nothing: a target that was not set, a day that did not come.
pub(super) fn dash() -> Cell {
    Cell { align: Some(Align::Center), ..text("-") }
}

/// `part` as a percentage of `whole`, which stand in the two columns given, by the rule of [`shown_percent`].
pub(super) fn percent(part: i64, whole: i64, columns: (usize, usize), thresholds: &[Decimal]) -> Cell {
    let shown = shown_percent(part, whole, thresholds);
    // Held below a threshold, it is no longer what a formula over the two cells gives.
    let live = shown == shown_percent(part, whole, &[]);
    let formula = live.then_some(Formula::PercentOf { part: columns.0, whole: columns.1 });
    Cell { formula, ..cell(Value::Percent(shown)) }
}

impl Cell {
    /// The same, computed as the sum of the table's first `rows` rows.
    pub(super) fn sum(self, rows: usize) -> Self {
        let formula = rows.checked_sub(1).map(|last| Formula::SumRows { first: 0, last });
        Self { formula, ..self }
    }

    /// The same over several columns, centred.
    pub(super) fn over(self, colspan: usize) -> Self {
        Self { colspan, align: Some(Align::Center), ..self }
    }
}

/// A row of data.
pub(super) fn body(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Body, cells }
}

/// A total row.
pub(super) fn total(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Total, cells }
}

/// `text`, or its first `most` characters with the marks on the last of them, and `…`.
fn shortened(text: &str, most: usize) -> String {
    let mut beyond = text.char_indices().skip(most).filter(|(_, c)| !is_combining_mark(*c));
    beyond.next().map_or_else(|| text.to_owned(), |(end, _)| format!("{}…", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_ends_with_a_whole_letter() {
        assert_eq!(shortened("ตลาดนัด", 7), "ตลาดนัด");
        assert_eq!(shortened("ที่นี่", 1), "ที่…");
        assert_eq!(shortened("ที่ นี่", 4), "ที่…");
        assert_eq!(verbatim_head(&"x".repeat(2_000)).text, "x".repeat(40) + "…");
    }
}
