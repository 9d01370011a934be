//! What others refuse: the system, the calendar, and in their own words the libraries.

use std::fmt;
use std::io;

use super::{Lang, Say};
use crate::thai::calendar::{DayError, NotAFiscalYear, NotAMonth};
use crate::thai::system;

/// Why the system refused; its own words where the cause is not known here.
impl Say for io::Error {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&match lang {
            Lang::Th => system::reason(self),
            Lang::En => system::reason_in_english(self),
        })
    }
}

/// As an error of that kind, of which nothing else is known.
impl Say for io::ErrorKind {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = system::known(*self).unwrap_or(("ระบบไม่บอกสาเหตุ", "the system does not say why"));
        out.write_str(lang.pick(words.0, words.1))
    }
}

/// What introduces a library's own words, in Thai and in English.
pub(super) const DETAILS: (&str, &str) = ("รายละเอียดสำหรับผู้ดูแล: ", "details: ");

/// A library's own words, in English, in brackets: of use to whoever looks after the program, and said beside a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details(pub String);

impl Say for Details {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "({}{})", lang.pick(DETAILS.0, DETAILS.1), self.0)
    }
}

impl Say for NotAMonth {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Th => write!(out, "{self}"),
            Lang::En => write!(out, "\"{}\" is no month; write it like 2565-02", self.0),
        }
    }
}

impl Say for DayError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (lang, self) {
            (Lang::Th, _) => write!(out, "{self}"),
            (Lang::En, Self::NotADay) => out.write_str("it is no day; write it like 2565-02-15 or 2022-02-15"),
            (Lang::En, Self::UnclearYear) => out.write_str("its year is not clear; write all four digits, like 2565-02-15"),
        }
    }
}

impl Say for NotAFiscalYear {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Th => write!(out, "{self}"),
            Lang::En => write!(out, "{} is no fiscal year of the Buddhist era; write one like 2565", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Said;
    use super::super::tests::pure;
    use super::*;
    use crate::thai::calendar::Month;

    #[test]
    fn days_and_months_that_are_none_are_told_with_an_example() {
        let said: [&dyn Say; 5] = [
            &"30".parse::<Month>().expect_err("no month"),
            &NotAMonth("2565-13".to_owned()),
            &DayError::NotADay,
            &DayError::UnclearYear,
            &NotAFiscalYear(65),
        ];
        for sentence in said {
            let english = Said(sentence, Lang::En).to_string();
            assert!(english.contains("2565") && Said(sentence, Lang::Th).to_string().contains("2565"), "{english}");
        }
        said[1..].iter().for_each(|sentence| pure(sentence));
    }

    #[test]
    fn the_system_speaks_both_languages() {
        use io::ErrorKind::*;
        let kinds = [
            AlreadyExists,
            BrokenPipe,
            ConnectionReset,
            CrossesDevices,
            DirectoryNotEmpty,
            FileTooLarge,
            Interrupted,
            InvalidData,
            InvalidFilename,
            InvalidInput,
            IsADirectory,
            NotADirectory,
            NotFound,
            Other,
            OutOfMemory,
            PermissionDenied,
            ReadOnlyFilesystem,
            ResourceBusy,
            StorageFull,
            TimedOut,
            UnexpectedEof,
            WouldBlock,
            WriteZero,
        ];
        kinds.iter().for_each(|kind| pure(kind));
    }
}
