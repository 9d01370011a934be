//! The program's two languages, and how anything it says is said in one of them.
//!
//! Sentences are typed: an error or a finding is a value with the words that its sentence needs, and [`Say`] stands beside it
//! with the sentence in both languages, so that a missing one does not compile. Numbers in a Thai sentence are in Thai digits.

mod foreign;
mod refused;

use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use foreign::foreign_words;
pub use refused::Details;

use crate::thai::calendar::{BUDDHIST_ERA, FiscalYear, Month, Round, day_long};
use crate::thai::digits::{decimal, integer, to_arabic, to_thai};

/// The language of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
}

impl Lang {
    /// The language by its code, `th` or `en`.
    pub fn named(code: &str) -> Option<Self> {
        match code {
            "th" => Some(Self::Th),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The one of two words that is in this language.
    pub fn pick<T>(self, th: T, en: T) -> T {
        match self {
            Self::Th => th,
            Self::En => en,
        }
    }

    /// A number that stands in Thai digits, in those of this language.
    pub fn digits(self, thai: &str) -> String {
        match self {
            Self::Th => thai.to_owned(),
            Self::En => to_arabic(thai),
        }
    }
}

/// Writes a sentence in the language asked for: `say!(lang, out, "Thai {path}", "English {path}", path)`. Each word named after
/// the sentences (`path`, or `files = Count(3)`) is said in that language; what is not named stands as it displays.
macro_rules! say {
    ($lang:expr, $out:expr, $th:literal, $en:literal $(, $word:ident $(= $value:expr)?)* $(,)?) => {{
        $(let $word = $crate::lang::say!(@word $word $($value)?); let $word = $crate::lang::Said(&$word, $lang);)*
        match $lang {
            $crate::lang::Lang::Th => write!($out, $th),
            $crate::lang::Lang::En => write!($out, $en),
        }
    }};
    (@word $word:ident) => { &$word };
    (@word $word:ident $value:expr) => { $value };
}
pub(crate) use say;

/// The sentence that [`say!`] would write, as a text: `said!(lang, "Thai {path}", "English {path}", path)`.
macro_rules! said {
    ($lang:expr, $th:literal, $en:literal $(, $word:ident $(= $value:expr)?)* $(,)?) => {{
        $(let $word = $crate::lang::say!(@word $word $($value)?); let $word = $crate::lang::Said(&$word, $lang);)*
        match $lang {
            $crate::lang::Lang::Th => format!($th),
            $crate::lang::Lang::En => format!($en),
        }
    }};
}
pub(crate) use said;

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

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).say(lang, out)
    }
}

impl Say for str {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

/// Words as they were given: a clerk's, the plan's, the name of a file.
impl Say for String {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

/// A path as a person types it, whatever its bytes.
impl Say for Path {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.display())
    }
}

impl Say for PathBuf {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_path().say(lang, out)
    }
}

impl Say for Vec<String> {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.join(", "))
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
    out.write_str(&lang.digits(thai))
}

/// A fiscal year as an office writes it: `๒๕๖๕`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year(pub FiscalYear);

impl Say for Year {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_digits(&self.0.thai(), lang, out)
    }
}

/// How many: `๑,๒๓๔`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count(pub u64);

impl Count {
    /// So many things.
    pub fn of(things: usize) -> Self {
        Self(things.try_into().unwrap_or(u64::MAX))
    }
}

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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Fails the test unless a sentence is said in either language with no word of the other.
    #[track_caller]
    pub fn pure(sentence: &dyn Say) {
        let (thai, english) = (Said(sentence, Lang::Th).to_string(), Said(sentence, Lang::En).to_string());
        assert!(thai.contains(|c| ('ก'..='๛').contains(&c)), "{thai}");
        assert_eq!(foreign_words(&thai, Lang::Th), [] as [&str; 0], "{thai}");
        assert!(english.contains(|c: char| c.is_ascii_alphabetic()), "{english}");
        assert_eq!(foreign_words(&english, Lang::En), [] as [&str; 0], "{english}");
    }

    struct Cannot<'a>(&'a Path, u64);

    impl Say for Cannot<'_> {
        fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            let Self(path, files) = self;
            say!(
                lang,
                out,
                "เขียน {path} ไม่ได้ เหลือ {files} แฟ้ม",
                "cannot write {path}; {files} files left",
                path,
                files = Count(*files)
            )
        }
    }

    #[test]
    fn one_value_is_said_in_both_languages() {
        let cannot = Cannot(Path::new("จุน.xlsx"), 1_234);
        assert_eq!(Said(&cannot, Lang::Th).to_string(), "เขียน จุน.xlsx ไม่ได้ เหลือ ๑,๒๓๔ แฟ้ม");
        assert_eq!(Said(&cannot, Lang::En).to_string(), "cannot write จุน.xlsx; 1,234 files left");
    }
}
