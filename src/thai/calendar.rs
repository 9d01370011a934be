//! The Buddhist calendar: months, fiscal years, rounds, and days as Thai offices write them.

use std::{fmt, ops::RangeInclusive, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::digits::to_thai;

mod serial;
mod spelling;

pub use serial::{buddhist_from_two_digits, day_from_serial, from_buddhist, serial_of};
pub use spelling::{DayError, names_a_month, parse_command_day, parse_day, parse_span};

/// Years between the Gregorian and the Buddhist era.
pub const BUDDHIST_ERA: i16 = 543;

/// The Buddhist years in which a month, and any day that is read, may lie. A year from 2400 on is Buddhist era, so the same
/// figures never stand for a Gregorian year.
pub const YEARS: RangeInclusive<i16> = 2400..=2700;

/// Month names, January first.
pub const MONTHS: [&str; 12] =
    ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];

/// Month abbreviations, January first.
pub const MONTHS_SHORT: [&str; 12] =
    ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];

/// A day in full: `๑๕ กุมภาพันธ์ ๒๕๖๕`.
pub fn day_long(date: Date) -> String {
    to_thai(&format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year() + BUDDHIST_ERA))
}

/// A day in short: `๑๕ ก.พ. ๖๕`.
pub fn day_short(date: Date) -> String {
    let year = (date.year() + BUDDHIST_ERA).rem_euclid(100);
    to_thai(&format!("{} {} {year:02}", date.day(), MONTHS_SHORT[date.month() as usize - 1]))
}

/// A fiscal year by its Buddhist year: 2565 is 1 October 2564 to 30 September 2565. Written as an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct FiscalYear(pub i16);

impl FiscalYear {
    /// The fiscal year of a Buddhist year, if that is one of [`YEARS`].
    pub fn new(year_be: i16) -> Option<Self> {
        YEARS.contains(&year_be).then_some(Self(year_be))
    }

    /// The fiscal year in which `date` lies.
    pub fn of(date: Date) -> Self {
        Month::of(date).fiscal_year()
    }

    /// Its Buddhist year, in which it ends.
    pub fn year_be(self) -> i16 {
        self.0
    }

    /// As an office writes it: `๒๕๖๕`.
    pub fn thai(self) -> String {
        to_thai(&self.to_string())
    }

    /// 1 October of the Buddhist year before.
    pub fn first_day(self) -> Date {
        self.months()[0].first_day()
    }

    /// 30 September of its own Buddhist year.
    pub fn last_day(self) -> Date {
        self.months()[11].last_day()
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: Date) -> bool {
        (self.first_day()..=self.last_day()).contains(&date)
    }

    /// Its months in order, October first.
    pub fn months(self) -> [Month; 12] {
        let mut month = Month { year: self.0.saturating_sub(1), month: 10 };
        std::array::from_fn(|_| {
            let this = month;
            month = month.next();
            this
        })
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<FiscalYear> for i16 {
    fn from(year: FiscalYear) -> i16 {
        year.0
    }
}

impl TryFrom<i16> for FiscalYear {
    type Error = NotAFiscalYear;

    fn try_from(year: i16) -> Result<Self, NotAFiscalYear> {
        Self::new(year).ok_or(NotAFiscalYear(year))
    }
}

/// A number that is no fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} ไม่ใช่ปีงบประมาณ พ.ศ. พิมพ์เช่น 2565", to_thai(&.0.to_string()))]
pub struct NotAFiscalYear(pub i16);

/// A month of the Buddhist era. Written `2565-02`, ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a Buddhist year (one of [`YEARS`]), January being 1.
    pub fn new(year_be: i16, month: i8) -> Option<Self> {
        (YEARS.contains(&year_be) && (1..=12).contains(&month)).then_some(Self { year: year_be, month })
    }

    /// The month in which `date` lies.
    pub fn of(date: Date) -> Self {
        Self { year: date.year() + BUDDHIST_ERA, month: date.month() }
    }

    /// The month that `text` names in any spelling of [`Month::from_str`]; a two-digit year, of either era, and a name without
    /// a year are those that lie in `fiscal_year`. A whole day (`2022-02-01 00:00:00`, what a spreadsheet makes of `Feb-22`)
    /// names its month. `None` where there is no such month.
    pub fn parse(text: &str, fiscal_year: FiscalYear) -> Option<Self> {
        spelling::parse_month(text, Some(fiscal_year)).or_else(|| parse_day(text, fiscal_year).ok().map(Self::of))
    }

    /// Its Buddhist year.
    pub fn year_be(self) -> i16 {
        self.year
    }

    /// Its number in the year, January being 1.
    pub fn number(self) -> i8 {
        self.month
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        let year = self.year.saturating_sub(BUDDHIST_ERA).clamp(Date::MIN.year(), Date::MAX.year());
        Date::constant(year, self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: Date) -> bool {
        Self::of(date) == self
    }

    /// The month after it.
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year.saturating_add(1), month: 1 }
        } else {
            Self { month: self.month + 1, ..self }
        }
    }

    /// The month before it.
    pub fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year.saturating_sub(1), month: 12 }
        } else {
            Self { month: self.month - 1, ..self }
        }
    }

    /// The fiscal year in which it lies: from October on, the next one.
    pub fn fiscal_year(self) -> FiscalYear {
        FiscalYear(if self.month >= 10 { self.year.saturating_add(1) } else { self.year })
    }

    /// Its name: `กุมภาพันธ์`.
    pub fn name(self) -> &'static str {
        MONTHS[self.month as usize - 1]
    }

    /// Its abbreviation: `ก.พ.`
    pub fn short_name(self) -> &'static str {
        MONTHS_SHORT[self.month as usize - 1]
    }

    /// As an office writes it in full: `กุมภาพันธ์ ๒๕๖๕`.
    pub fn thai(self) -> String {
        to_thai(&format!("{} {}", self.name(), self.year))
    }

    /// As an office writes it in short: `ก.พ. ๖๕`.
    pub fn thai_short(self) -> String {
        to_thai(&format!("{} {:02}", self.short_name(), self.year.rem_euclid(100)))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Reads `2565-02`, `2022-02` (a year below 2400 is Gregorian), `2565/2`, `02/2565`, `ก.พ. 2565`, `กุมภาพันธ์ ๒๕๖๕`,
/// `เดือนกุมภาพันธ์ พ.ศ.๒๕๖๕`, `Feb 2022`; of a two-digit year, the Buddhist one of this century: `ก.พ.65`.
impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        spelling::parse_month(text, None).ok_or_else(|| NotAMonth(text.to_owned()))
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        text.parse()
    }
}

/// A text that names no month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" ไม่ใช่เดือน พิมพ์เช่น 2565-02 หรือ \"ก.พ. 2565\"")]
pub struct NotAMonth(pub String);

/// A round of evaluation (รอบการประเมิน): the months from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// 1 or 2.
    pub number: u8,
    /// Its first month: October in the letter's round 1, April in round 2.
    pub first: Month,
    /// Its last month.
    pub last: Month,
}

impl Round {
    /// Whether `month` lies in it.
    pub fn contains(&self, month: Month) -> bool {
        (self.first..=self.last).contains(&month)
    }

    /// The first day of its first month.
    pub fn first_day(&self) -> Date {
        self.first.first_day()
    }

    /// The last day of its last month.
    pub fn last_day(&self) -> Date {
        self.last.last_day()
    }

    /// As an office writes it: `รอบการประเมินที่ ๑`.
    pub fn thai(&self) -> String {
        to_thai(&format!("รอบการประเมินที่ {}", self.number))
    }
}

#[cfg(test)]
mod tests;
