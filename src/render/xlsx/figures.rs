//! A document's value as a cell's content: a number, a date, words, or a formula with its result.

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use rust_xlsxwriter::{ExcelDateTime, cell_range, row_col_to_cell};

use super::canvas::Content;
use super::position::TablePosition;
use crate::documents::document::{Cell, Formula, Value};

/// What to write for `cell`, row `row` and column `column` of the table at `place`.
pub(super) fn content<'a>(cell: &'a Cell, row: usize, column: usize, place: &TablePosition) -> Content<'a> {
    let result = match &cell.value {
        Value::Empty => return Content::Blank,
        Value::Text(text) | Value::Verbatim(text) => return Content::Text(text),
        Value::Date(date) => return serial(*date).map_or_else(|| Content::Words(cell.value.shown()), Content::Number),
        Value::Integer(count) => Decimal::from(*count),
        Value::Money(baht) => *baht,
        Value::Percent(percent) => shown(*percent),
    };
    match cell.formula.as_ref().and_then(|formula| expression(formula, row, column, place)) {
        Some(expression) => Content::Formula { expression, result: result.normalize().to_string() },
        None => Content::Number(result.to_f64().unwrap_or_default()),
    }
}

/// What a figure looks like in its cell; `None` for words, which may wrap.
pub(super) fn printed(value: &Value) -> Option<String> {
    match value {
        Value::Empty | Value::Text(_) | Value::Verbatim(_) => None,
        Value::Integer(_) | Value::Money(_) | Value::Percent(_) | Value::Date(_) => Some(value.shown()),
    }
}

/// A percentage as it is printed: two decimals, ties to even.
fn shown(percent: Decimal) -> Decimal {
    percent.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven)
}

/// The day's serial number in the 1900 date system; `None` outside 1900–9999.
fn serial(date: Date) -> Option<f64> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok().map(|date| date.to_excel())
}

/// `formula` in the words of a spreadsheet; `None` where it names a row or column that the table does not have.
fn expression(formula: &Formula, row: usize, column: usize, place: &TablePosition) -> Option<String> {
    let cell = |row, column| place.cell(row, column).map(|(row, column)| row_col_to_cell(row, column));
    match *formula {
        Formula::SumRows { first, last } => {
            let (top, left) = place.cell(first, column)?;
            let (bottom, _) = place.cell(last, column).filter(|_| first <= last)?;
            Some(format!("SUM({})", cell_range(top, left, bottom, left)))
        }
        Formula::SumColumns { first, last } => {
            let (top, left) = place.cell(row, first)?;
            let (_, right) = place.cell(row, last).filter(|_| first <= last && !(first..=last).contains(&column))?;
            Some(format!("SUM({})", cell_range(top, left, top, right)))
        }
        Formula::Minus { from, less } => Some(format!("{}-{}", cell(row, from)?, cell(row, less)?)),
        Formula::PercentOf { part, whole } => Some(percent_of(&cell(row, part)?, &cell(row, whole)?)),
    }
}

/// `part` in per cent of `whole` as [`shown`] prints it, 0 where `whole` is 0.
///
/// ROUND takes ties upwards. A tie is an odd number of half steps of 0.01 %, that is of 1/20000; a nudge of less than
/// half a step before rounding sends those that are 1 above a multiple of four down and those that are 3 above it up,
/// which is to the even side both times, and cannot move an even number of half steps.
fn percent_of(part: &str, whole: &str) -> String {
    let halves = format!("{part}*20000");
    format!("IF({whole}=0,0,ROUND({part}*100/{whole}+IF(MOD({halves},{whole})=0,(MOD({halves}/{whole},4)-2)/2000,0),2))")
}
