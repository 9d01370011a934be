//! Cells, columns and headings of tables, in few words.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::document::{Align, Cell, Column, Formula, HeadCell, Row, RowKind, Value};
use crate::score::shown_percent;

/// A column of a relative width.
pub(super) fn column(width: f64, align: Align) -> Column {
    Column { width, align }
}

/// A heading cell over `colspan` columns and `rowspan` rows.
pub(super) fn head(text: String, colspan: usize, rowspan: usize) -> HeadCell {
    HeadCell { text, colspan, rowspan }
}

fn cell(value: Value) -> Cell {
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

    /// The same, computed from two columns of its row.
    pub(super) fn minus(self, from: usize, less: usize) -> Self {
        Self { formula: Some(Formula::Minus { from, less }), ..self }
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
