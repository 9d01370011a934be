//! Every setting of the plan as a person meets it: what it is called, what it means, what may be typed.
//!
//! The plan's own reading decides what is right; a test holds this table to the keys that it reads.

mod letters;
mod office;
mod rest;
mod score;
mod year;

use crate::lang::Lang;

/// Words in Thai and English.
pub type Both = (&'static str, &'static str);

/// A part of the form under a heading of its own.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// By which it is linked to: `districts`.
    pub id: &'static str,
    /// Its heading.
    pub title: Both,
    /// What stands below the heading; blank for nothing.
    pub about: Both,
    /// What is asked for.
    pub parts: &'static [Part],
}

/// What a section, or a row of a list, asks for.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// One value.
    Field(Field),
    /// Rows of values.
    List(List),
}

/// One value of the plan.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// From the top of the plan, or of its row: `office.name`.
    pub key: &'static str,
    /// What may be typed.
    pub kind: Kind,
    /// What it is called.
    pub label: Both,
    /// What it means; blank where its name says it.
    pub help: Both,
    /// Whether the plan need not say it.
    pub optional: bool,
    /// What holds where an optional one is not said, as it would be typed.
    pub usual: &'static str,
}

/// Rows of values.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// From the top of the plan, or of its row: `year.rounds`.
    pub key: &'static str,
    /// What one row is called.
    pub one: Both,
    /// How many there must be, where that never changes.
    pub fixed: Option<usize>,
    /// Whether a new row is written on one line, in braces.
    pub inline: bool,
    /// What a row asks for.
    pub parts: &'static [Part],
}

/// What may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words on one line.
    Text,
    /// Words that are longer than a line.
    Long,
    /// Texts, one a line.
    Lines,
    /// The same, where saying nothing and saying that there are none differ: a hyphen says that there are none.
    LinesOrNone,
    /// A whole number.
    Whole,
    /// A number with or without places, kept exactly.
    Decimal,
    /// A month.
    Month,
    /// A code of so many digits.
    Digits(usize),
    /// Yes or no.
    YesNo,
    /// One of some words of the plan, each with what it means.
    Choice(&'static [(&'static str, Both)]),
    /// The day of a letter, blank, or `today`.
    LetterDate,
    /// Days, one a line.
    Days,
    /// Three whole numbers: year, round 1, round 2.
    Issued,
    /// The name of a picture below `inputs/`.
    Picture,
}

impl Kind {
    /// Whether an empty text or list says as much as nothing at all.
    pub(super) fn may_be_blank(self) -> bool {
        matches!(self, Self::Text | Self::Long | Self::Lines | Self::Days | Self::LetterDate | Self::Picture)
    }

    /// Whether it is several lines.
    pub fn has_lines(self) -> bool {
        matches!(self, Self::Lines | Self::LinesOrNone | Self::Days)
    }
}

const fn field(key: &'static str, kind: Kind, label: Both, help: Both) -> Part {
    Part::Field(Field { key, kind, label, help, optional: false, usual: "" })
}

const fn optional(key: &'static str, kind: Kind, usual: &'static str, label: Both, help: Both) -> Part {
    Part::Field(Field { key, kind, label, help, optional: true, usual })
}

const NOTHING: Both = ("", "");

/// Every section, in the order of the form.
pub static SECTIONS: &[Section] = &[
    office::PROVINCE,
    office::OFFICE,
    year::YEAR,
    year::TARGETS,
    year::DISTRICTS,
    year::DEADLINE,
    letters::ALL,
    letters::ASSIGNMENT,
    letters::MONTHLY,
    letters::REMINDER,
    letters::ROUND,
    letters::WHOLE_YEAR,
    score::KPI,
    score::RUBRICS,
    rest::CHANNELS,
    rest::ARCHIVE,
    rest::LIMITS,
];

/// Tables that the plan need not have: they are there where something in them is said.
pub(super) const OPTIONAL_TABLES: [&str; 4] = ["letters.round", "letters.year", "limits", "archive"];

/// The word of two that is in this language.
pub fn word(both: Both, lang: Lang) -> &'static str {
    lang.pick(both.0, both.1)
}

/// The part at a key without numbers, such as `rubrics.levels.name`.
pub fn part(key: &str) -> Option<&'static Part> {
    SECTIONS.iter().find_map(|section| part_among(section.parts, key))
}

fn part_among(parts: &'static [Part], key: &str) -> Option<&'static Part> {
    parts.iter().find_map(|part| match part {
        Part::Field(field) => (field.key == key).then_some(part),
        Part::List(list) if list.key == key => Some(part),
        Part::List(list) => key.strip_prefix(list.key).and_then(|rest| part_among(list.parts, rest.strip_prefix('.')?)),
    })
}

/// A name without the numbers of its rows: `districts[2].name` → `districts.name`.
pub fn plain(name: &str) -> String {
    name.split('.').map(|part| part.split('[').next().unwrap_or_default()).collect::<Vec<_>>().join(".")
}
