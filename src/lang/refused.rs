//! What others refuse: the system, the calendar, and in their own words the libraries.

use std::fmt;
use std::io;

use super::{Lang, Say, say};
use crate::thai::calendar::DayError;
use crate::thai::system;

/// Why the system refused; its own words, as such, where the cause is not known here.
impl Say for io::Error {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = system::told_as(self);
        if system::known(kind).is_some() {
            return kind.say(lang, out);
        }
        let details = Details(system::own_words(self));
        say!(lang, out, "{kind} {details}", "{kind} {details}", kind = &io::ErrorKind::Other, details)
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

impl Say for DayError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (lang, self) {
            (Lang::Th, _) => write!(out, "{self}"),
            (Lang::En, Self::NotADay) => out.write_str("it is no day; write it like 2565-02-15 or 2022-02-15"),
            (Lang::En, Self::UnclearYear) => out.write_str("its year is not clear; write all four digits, like 2565-02-15"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Said;
    use super::super::tests::pure;
    use super::*;

    #[test]
    fn days_that_are_none_are_told_with_an_example() {
        for sentence in [DayError::NotADay, DayError::UnclearYear] {
            let english = Said(&sentence, Lang::En).to_string();
            assert!(english.contains("2565") && Said(&sentence, Lang::Th).to_string().contains("2565"), "{english}");
            pure(&sentence);
        }
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

    fn english(error: &io::Error) -> String {
        Said(error, Lang::En).to_string()
    }

    #[test]
    fn no_number_of_the_system_is_shown() {
        for number in [1, 2, 5, 13, 17, 22, 24, 28, 40, 71, 95, 110] {
            let error = io::Error::from_raw_os_error(number);
            pure(&error);
            assert!(!english(&error).contains("os error"), "{}", english(&error));
        }
    }

    #[test]
    fn what_the_system_says_itself_is_no_word_of_the_sentence() {
        let error = io::Error::other("words of its own");
        pure(&error);
        assert_eq!(english(&error), "the system does not say why (details: words of its own)");
        assert_eq!(Said(&error, Lang::Th).to_string(), "ระบบไม่บอกสาเหตุ (รายละเอียดสำหรับผู้ดูแล: words of its own)");
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_disk_is_told() {
        let told = |number| english(&io::Error::from_raw_os_error(number));
        assert!(told(5).contains("failing") && told(24).contains("no room"));
        assert!(!told(22).contains("ordinary file"), "the system's refusal, not ours");
    }
}
