//! What is typed in a field as a value of the plan. What cannot be one is written as a text, for the plan to tell.

use rust_decimal::prelude::ToPrimitive;
use toml_edit::{Array, Value};

use super::super::keys::Kind;
use crate::thai::digits::{parse_number, to_arabic};

/// Word of a letter's date: the day of printing.
const TODAY: [&str; 2] = ["today", "วันนี้"];

/// The value that is typed; `None` where nothing is.
pub(super) fn typed(kind: Kind, text: &str) -> Option<Value> {
    let bare = text.trim();
    if bare.is_empty() {
        return None;
    }
    let lines = || bare.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(match kind {
        Kind::Text | Kind::Long | Kind::Picture | Kind::Choice(_) => bare.into(),
        Kind::LetterDate if TODAY.contains(&bare.to_lowercase().as_str()) => TODAY[0].into(),
        Kind::LetterDate | Kind::Month | Kind::Digits(_) => to_arabic(bare).into(),
        Kind::Whole => parse_number(bare)
            .filter(rust_decimal::Decimal::is_integer)
            .and_then(|n| n.to_i64())
            .map_or_else(|| bare.into(), Value::from),
        Kind::Decimal => parse_number(bare).map_or_else(|| bare.to_owned(), |number| number.to_string()).into(),
        Kind::YesNo => bare.parse::<bool>().map_or_else(|_| bare.into(), Value::from),
        Kind::LinesOrNone if bare == "-" => Array::new().into(),
        Kind::Lines | Kind::LinesOrNone => lines().collect::<Array>().into(),
        Kind::Days => lines().map(to_arabic).collect::<Array>().into(),
        Kind::Issued => figures(bare).map_or_else(|| bare.into(), |figures| figures.into_iter().collect::<Array>().into()),
    })
}

/// What stands where nothing is typed, in a field that may be blank.
pub(super) fn blank(kind: Kind) -> Value {
    if kind.has_lines() { Array::new().into() } else { "".into() }
}

/// Whole numbers with commas or spaces between them.
fn figures(text: &str) -> Option<Vec<i64>> {
    let text = to_arabic(text);
    let parts = text.trim_matches(['[', ']']).split(|c: char| c == ',' || c.is_whitespace());
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}
