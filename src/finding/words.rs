//! The words that a sentence about a finding is filled with, each said in the sentence's own language.
//!
//! A clerk's own words, names and headings as the form prints them are the same in both; whatever the program says itself is
//! a type here, so that no Thai stands in an English sentence.

mod difference;
mod files;
mod whose;

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use difference::{Difference, Figure, FileChange, OfDistricts};
pub use files::{Excess, Hidden, Refusal, RowFault, Tallied, Unusable};
pub use whose::{Claim, Folder, NameAt, NumberOfName, Whose, Written};

use super::{Lang, Place};
use crate::columns::{CoverField, Form};
use crate::thai::calendar::{BUDDHIST_ERA, FiscalYear, Month, Round, day_long};
use crate::thai::digits::{decimal, integer, to_arabic, to_thai};

/// Something that a sentence can say.
pub trait Say {
    /// Writes it in a language.
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Something in a language, to be put into a text.
pub struct Said<'a>(pub &'a dyn Say, pub Lang);

impl fmt::Display for Said<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.say(self.1, out)
    }
}

/// Words as they were given: a clerk's, the plan's, the name of a file.
impl Say for String {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

impl Say for Vec<String> {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.join(", "))
    }
}

impl Say for Place {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// A number in the digits of a keyboard.
impl Say for u64 {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl Say for FiscalYear {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// Writes a number that stands in Thai digits.
fn in_digits(thai: &str, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    match lang {
        Lang::Th => out.write_str(thai),
        Lang::En => out.write_str(&to_arabic(thai)),
    }
}

/// How many: `๑,๒๓๔`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count(pub u64);

impl Say for Count {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_digits(&integer(i64::try_from(self.0).unwrap_or(i64::MAX)), lang, out)
    }
}

/// Baht with satang: `๑,๒๓๔.๕๐`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baht(pub Decimal);

impl Say for Baht {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_digits(&decimal(self.0, 2), lang, out)
    }
}

/// A sum of baht or of operators: with two places, or none where it is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount(pub Decimal);

impl Say for Amount {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_digits(&decimal(self.0, if self.0.is_integer() { 0 } else { 2 }), lang, out)
    }
}

/// ฉบับแก้ไขครั้งที่.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision(pub u32);

impl Say for Revision {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_digits(&to_thai(&self.0.to_string()), lang, out)
    }
}

/// English names of the months, January first.
const ENGLISH_MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `กุมภาพันธ์ ๒๕๖๕`, `February 2565`.
impl Say for Month {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Th => out.write_str(&self.thai()),
            Lang::En => write!(out, "{} {}", ENGLISH_MONTHS[self.number() as usize - 1], self.year_be()),
        }
    }
}

/// `๑๕ กุมภาพันธ์ ๒๕๖๕`, `15 February 2565`.
impl Say for Date {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Th => out.write_str(&day_long(*self)),
            Lang::En => {
                write!(out, "{} {} {}", self.day(), ENGLISH_MONTHS[self.month() as usize - 1], self.year() + BUDDHIST_ERA)
            }
        }
    }
}

/// A day, or a whole month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// A day.
    Day(Date),
    /// A month.
    Month(Month),
}

impl Say for Moment {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.say(lang, out),
            Self::Month(month) => month.say(lang, out),
        }
    }
}

impl Say for Round {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Th => out.write_str(&self.thai()),
            Lang::En => write!(out, "{} to {}", Said(&self.first, lang), Said(&self.last, lang)),
        }
    }
}

/// The form by the name of its sheet.
impl Say for Form {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match (lang, self) {
            (Lang::Th, form) => form.sheet(),
            (Lang::En, Self::Activities) => "form 1 (activities)",
            (Lang::En, Self::Listings) => "form 2 (online)",
        })
    }
}

/// A heading or label, as the form prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// A column of a form, from 0.
    Column(Form, usize),
    /// A field of the cover.
    Cover(CoverField),
}

impl Say for Field {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Column(form, at) => form.columns().get(*at).map_or("", |column| column.heading),
            Self::Cover(field) => field.label(),
        })
    }
}
