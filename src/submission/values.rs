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
        Some(RawValue::Day(date)) => from_buddhist(*date).map(Some).ok_or(CellFault::NotADate),
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

    #[test]
    fn words_are_the_value_as_it_stands() {
        let day = jiff::civil::date(2022, 2, 15);
        for (value, expected) in [
            (text("  ก\u{200b}ลุ่ม   ทอผ้า "), "กลุ่ม ทอผ้า"),
            (RawValue::Number(Decimal::new(12_500, 3)), "12.5"),
            (RawValue::Bool(true), "TRUE"),
            (RawValue::Bool(false), "FALSE"),
            (RawValue::Day(day), "2022-02-15"),
            (RawValue::Error("#REF!".to_owned()), "#REF!"),
            (RawValue::FormulaWithoutValue, ""),
            (RawValue::Picture, PICTURE),
            (RawValue::OpenQuote("ก  ข".to_owned()), "ก ข"),
        ] {
            assert_eq!(words(&value), expected, "{value:?}");
        }
    }

    #[test]
    fn white_space_is_blank_and_a_lost_formula_is_not() {
        assert!(is_blank(None));
        for blank in ["", "  ", "\u{a0}\n", "\u{200b}"] {
            assert!(is_blank(Some(&text(blank))), "{blank:?}");
        }
        for words in ["-", "0", "ก", " ก", "é"] {
            assert!(!is_blank(Some(&text(words))), "{words:?}");
        }
        for value in [RawValue::Number(Decimal::ZERO), RawValue::FormulaWithoutValue, RawValue::Bool(false), RawValue::Picture] {
            assert!(!is_blank(Some(&value)), "{value:?}");
        }
    }

    #[test]
    fn a_figure_has_a_digit_and_nothing_but_what_figures_have() {
        let day = RawValue::Day(jiff::civil::date(2022, 2, 15));
        for value in
            [RawValue::Number(Decimal::ONE), day, RawValue::Bool(true), text("๑,๒๓๔.๕๐"), text("15/02/2565"), text("(3) 4:5-6")]
        {
            assert!(is_figure(&value), "{value:?}");
        }
        for value in [text("-"), text("๑ ราย"), text("ก"), text(""), RawValue::Picture, RawValue::FormulaWithoutValue] {
            assert!(!is_figure(&value), "{value:?}");
        }
    }

    #[test]
    fn days_come_as_dates_serials_and_words_of_either_era() {
        let year = FiscalYear(2565);
        let fifteenth = Ok(Some(jiff::civil::date(2022, 2, 15)));
        let of = |value: RawValue| day(Some(&value), year, false);
        assert_eq!(day(None, year, false), Ok(None));
        assert_eq!(of(RawValue::Day(jiff::civil::date(2022, 2, 15))), fifteenth);
        assert_eq!(of(RawValue::Day(jiff::civil::date(2565, 2, 15))), fifteenth);
        let (last, first) = (jiff::civil::date(2399, 1, 1), jiff::civil::date(2400, 1, 1));
        assert_eq!(of(RawValue::Day(last)), Ok(Some(last)));
        assert_eq!(of(RawValue::Day(first)), Ok(Some(jiff::civil::date(1857, 1, 1))), "from 2400 on it is Buddhist era");
        assert_eq!(of(RawValue::Number(Decimal::from(44_607))), fifteenth);
        assert_eq!(day(Some(&RawValue::Number(Decimal::from(43_145))), year, true), fifteenth, "counted from 1904");
        assert_eq!(of(text("๑๕ ก.พ. ๖๕")), fifteenth);
        for nothing in ["", " - ", "ไม่มี"] {
            assert_eq!(of(text(nothing)), Ok(None), "{nothing:?}");
        }
        // A serial number that was saved as text; smaller and larger numbers are none.
        assert_eq!(of(text("44607")), fifteenth);
        for number in ["19999", "300000", "44607.5", "7"] {
            assert_eq!(of(text(number)), Err(CellFault::NotADate), "{number}");
        }
        assert_eq!(of(text("20000")), Ok(Some(jiff::civil::date(1954, 10, 3))));
        assert_eq!(of(text("15/02/33")), Err(CellFault::YearUnclear));
    }

    #[test]
    fn what_is_wrong_with_a_cell_has_its_own_code() {
        let year = FiscalYear(2565);
        let codes = |value: &RawValue| (number(Some(value)).err(), day(Some(value), year, false).err(), tick(Some(value)).err());
        let same = |code| (Some(code), Some(code), Some(code));
        assert_eq!(codes(&RawValue::Error("#REF!".to_owned())), same(CellFault::ErrorValue));
        assert_eq!(codes(&RawValue::FormulaWithoutValue), same(CellFault::FormulaWithoutValue));
        assert_eq!(codes(&RawValue::OpenQuote("ก".to_owned())), same(CellFault::QuoteUnclosed));
        let not = (Some(CellFault::NotANumber), Some(CellFault::NotADate), Some(CellFault::TickUnclear));
        assert_eq!(codes(&RawValue::Picture), not);
        for error in ["#REF!", "#DIV/0!", "#N/A", "#NAME?", " #VALUE! ", "Err:502"] {
            assert_eq!(number(Some(&text(error))), Err(CellFault::ErrorValue), "{error}");
            assert_eq!(day(Some(&text(error)), year, false), Err(CellFault::ErrorValue), "{error}");
        }
        for words in ["#ก!", "#1", "REF!", "#"] {
            assert_eq!(number(Some(&text(words))), Err(CellFault::NotANumber), "{words}");
        }
        assert_eq!(number(Some(&RawValue::Bool(true))), Err(CellFault::NotANumber));
        assert_eq!(number(Some(&RawValue::Day(jiff::civil::date(2022, 2, 15)))), Err(CellFault::NotANumber));
        assert_eq!(day(Some(&RawValue::Bool(true)), year, false), Err(CellFault::NotADate));
    }

    #[test]
    fn a_cell_can_tick_without_words() {
        for (value, ticked) in [
            (RawValue::Bool(true), Ok(true)),
            (RawValue::Bool(false), Ok(false)),
            (RawValue::Number(Decimal::ONE), Ok(true)),
            (RawValue::Number(Decimal::ZERO), Ok(false)),
            (RawValue::Number(Decimal::TWO), Err(CellFault::TickUnclear)),
            (text("☐"), Ok(false)),
            (text("☒"), Ok(true)),
            (text("yes"), Ok(true)),
            (text("no"), Ok(false)),
        ] {
            assert_eq!(tick(Some(&value)), ticked, "{value:?}");
            assert_eq!(nil_tick(Some(&value)), ticked, "{value:?}");
        }
        assert_eq!(tick(None), Ok(false));
        assert_eq!(number(None), Ok(None));
        assert_eq!(number(Some(&RawValue::Number(Decimal::TWO))), Ok(Some(Decimal::TWO)));
        // In the nil cell, มี means not nil.
        assert_eq!((nil_tick(Some(&text("มี"))), tick(Some(&text("มี")))), (Ok(false), Ok(true)));
        assert_eq!(nil_tick(Some(&text("ใช่"))), Ok(true));
    }
}
