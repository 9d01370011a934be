//! A raw cell's value: number, day, words or tick (SPEC §4).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::raw::RawValue;
use crate::finding::Problem;
use crate::finding::words::Field;
use crate::thai::calendar::{DayError, FiscalYear, day_from_serial, from_buddhist, parse_day};
use crate::thai::digits::{is_nothing, parse_number, to_arabic};
use crate::thai::text::{name_key, normalise};

/// What stands for a picture where words are expected.
pub const PICTURE: &str = "(ภาพ)";

/// What is wrong with a cell that cannot be read as what its column asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// No number.
    NotANumber,
    /// No day.
    NotADate,
    /// A day of a year that is unclear.
    YearUnclear,
    /// Neither yes nor no.
    TickUnclear,
    /// A formula's error.
    ErrorValue,
    /// A formula without its result.
    FormulaWithoutValue,
    /// A quote that never closes.
    QuoteUnclosed,
}

impl CellFault {
    /// What is told of it.
    pub fn problem(self, field: Field) -> Problem {
        match self {
            Self::NotANumber => Problem::NotANumber { field },
            Self::NotADate => Problem::NotADate { field },
            Self::YearUnclear => Problem::YearUnclear { field },
            Self::TickUnclear => Problem::TickUnclear { field },
            Self::ErrorValue => Problem::ErrorValue { field },
            Self::FormulaWithoutValue => Problem::FormulaWithoutValue { field },
            Self::QuoteUnclosed => Problem::QuoteUnclosed,
        }
    }
}

/// The value as it stands, for a finding and for words: text normalised, a number in its shortest form.
pub fn words(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => normalise(text),
        RawValue::Number(number) => number.normalize().to_string(),
        RawValue::Bool(true) => "TRUE".to_owned(),
        RawValue::Bool(false) => "FALSE".to_owned(),
        RawValue::Day(date) => date.to_string(),
        RawValue::Error(error) => error.clone(),
        RawValue::FormulaWithoutValue => String::new(),
        RawValue::Picture => PICTURE.to_owned(),
        RawValue::OpenQuote(text) => normalise(text),
    }
}

/// Whether a cell holds nothing: blank or white space. A formula that lost its result is not nothing.
pub fn is_blank(value: Option<&RawValue>) -> bool {
    // Almost every text begins with what can be seen, and is told at a glance.
    let seen = |text: &str| text.starts_with(|c: char| c.is_ascii_graphic() || ('ก'..='๙').contains(&c));
    value.is_none_or(|value| matches!(value, RawValue::Text(text) if !seen(text) && normalise(text).is_empty()))
}

/// Whether a cell holds a figure, so that its row cannot be a heading.
pub fn is_figure(value: &RawValue) -> bool {
    match value {
        RawValue::Number(_) | RawValue::Day(_) | RawValue::Bool(_) => true,
        RawValue::Text(text) => {
            let text = to_arabic(&normalise(text));
            text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || ",./-:() ".contains(c))
        }
        _ => false,
    }
}

/// The cell's number; `None` where it is blank or a dash. The error is what is wrong with it.
pub fn number(value: Option<&RawValue>) -> Result<Option<Decimal>, CellFault> {
    match value {
        None => Ok(None),
        Some(RawValue::Number(number)) => Ok(Some(*number)),
        Some(RawValue::Text(text)) if is_nothing(&normalise(text)) => Ok(None),
        Some(RawValue::Text(text)) if is_error_text(text) => Err(CellFault::ErrorValue),
        Some(RawValue::Text(text)) => parse_number(&normalise(text)).map(Some).ok_or(CellFault::NotANumber),
        Some(RawValue::Error(_)) => Err(CellFault::ErrorValue),
        Some(RawValue::FormulaWithoutValue) => Err(CellFault::FormulaWithoutValue),
        Some(RawValue::OpenQuote(_)) => Err(CellFault::QuoteUnclosed),
        Some(RawValue::Bool(_) | RawValue::Day(_) | RawValue::Picture) => Err(CellFault::NotANumber),
    }
}

/// The cell's day; `None` where it is blank. A year of 2400 or more is Buddhist era.
pub fn day(value: Option<&RawValue>, year: FiscalYear, date_1904: bool) -> Result<Option<Date>, CellFault> {
    match value {
        None => Ok(None),
        Some(RawValue::Day(date)) if date.year() >= 2400 => from_buddhist(*date).map(Some).ok_or(CellFault::NotADate),
        Some(RawValue::Day(date)) => Ok(Some(*date)),
        Some(RawValue::Number(serial)) => day_from_serial(*serial, date_1904).map(Some).ok_or(CellFault::NotADate),
        Some(RawValue::Text(text)) if is_nothing(&normalise(text)) => Ok(None),
        Some(RawValue::Text(text)) if is_error_text(text) => Err(CellFault::ErrorValue),
        Some(RawValue::Text(text)) => text_day(&normalise(text), year, date_1904),
        Some(RawValue::Error(_)) => Err(CellFault::ErrorValue),
        Some(RawValue::FormulaWithoutValue) => Err(CellFault::FormulaWithoutValue),
        Some(RawValue::OpenQuote(_)) => Err(CellFault::QuoteUnclosed),
        Some(RawValue::Bool(_) | RawValue::Picture) => Err(CellFault::NotADate),
    }
}

fn text_day(text: &str, year: FiscalYear, date_1904: bool) -> Result<Option<Date>, CellFault> {
    match parse_day(text, year) {
        Ok(date) => Ok(Some(date)),
        Err(DayError::UnclearYear) => Err(CellFault::YearUnclear),
        // A spreadsheet saved as text leaves a day's serial number.
        Err(DayError::NotADay) => {
            let serial =
                parse_number(text).filter(|n| n.is_integer() && (Decimal::from(20_000)..Decimal::from(300_000)).contains(n));
            serial.and_then(|serial| day_from_serial(serial, date_1904)).map(Some).ok_or(CellFault::NotADate)
        }
    }
}

/// An ODS or CSV file keeps an error value as text.
fn is_error_text(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with('#') && text.ends_with(['!', '?', 'A']) && text.is_ascii()) || text.starts_with("Err:")
}

/// Whether a tick cell says yes; the error is for anything that is neither yes nor no.
pub fn tick(value: Option<&RawValue>) -> Result<bool, CellFault> {
    match value {
        None | Some(RawValue::Bool(false)) => Ok(false),
        Some(RawValue::Bool(true)) => Ok(true),
        Some(RawValue::Number(number)) if number.is_zero() => Ok(false),
        Some(RawValue::Number(number)) if *number == Decimal::ONE => Ok(true),
        Some(RawValue::Text(text)) => {
            let text = normalise(text);
            if ["✓", "✔", "☑", "/", "√", "☒", "✅"].contains(&text.as_str()) {
                return Ok(true);
            }
            if is_nothing(&text) || text == "☐" {
                return Ok(false);
            }
            match name_key(&text).as_str() {
                "ใช่" | "มี" | "x" | "true" | "1" | "y" | "yes" => Ok(true),
                "ไม่" | "ไม่ใช่" | "ไม่มี" | "false" | "0" | "n" | "no" => Ok(false),
                _ => Err(CellFault::TickUnclear),
            }
        }
        Some(RawValue::Error(_)) => Err(CellFault::ErrorValue),
        Some(RawValue::FormulaWithoutValue) => Err(CellFault::FormulaWithoutValue),
        Some(RawValue::OpenQuote(_)) => Err(CellFault::QuoteUnclosed),
        Some(_) => Err(CellFault::TickUnclear),
    }
}

/// Whether the cover's nil cell says that nothing was done: there ไม่มี means nil, and มี means not nil.
pub fn nil_tick(value: Option<&RawValue>) -> Result<bool, CellFault> {
    if let Some(RawValue::Text(text)) = value {
        match name_key(text).as_str() {
            key if key == "ไม่มี" || key.starts_with("ไม่มีผล") => return Ok(true),
            key if key == "มี" || key.starts_with("มีผล") => return Ok(false),
            _ => {}
        }
    }
    tick(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> RawValue {
        RawValue::Text(text.to_owned())
    }

    #[test]
    fn ticks_are_yes_no_or_unclear() {
        for yes in ["ใช่", "มี", "✓", "✔", "☑", "/", "x", "X", "true", "๑", "1", "y"] {
            assert_eq!(tick(Some(&text(yes))), Ok(true), "{yes}");
        }
        for no in ["", "ไม่", "ไม่ใช่", "ไม่มี", "-", "false", "0", "n"] {
            assert_eq!(tick(Some(&text(no))), Ok(false), "{no}");
        }
        assert_eq!(tick(Some(&text("อาจจะ"))), Err(CellFault::TickUnclear));
        assert_eq!(nil_tick(Some(&text("ไม่มี"))), Ok(true));
        assert_eq!(nil_tick(Some(&text("ไม่มีผลการดำเนินการ"))), Ok(true));
        assert_eq!(nil_tick(Some(&text("มีผล"))), Ok(false));
        assert_eq!(nil_tick(Some(&text("มีผลการดำเนินงาน"))), Ok(false));
    }

    #[test]
    fn numbers_say_what_is_wrong_with_them() {
        assert_eq!(number(Some(&text("๑,๒๓๔.๕๐ บาท"))), Ok(Some(Decimal::new(123_450, 2))));
        assert_eq!(number(Some(&text(" - "))), Ok(None));
        assert_eq!(number(Some(&text("#REF!"))), Err(CellFault::ErrorValue));
        assert_eq!(number(Some(&text("สามร้อย"))), Err(CellFault::NotANumber));
        assert_eq!(number(Some(&RawValue::FormulaWithoutValue)), Err(CellFault::FormulaWithoutValue));
    }
}
