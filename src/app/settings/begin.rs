//! A new year, or another province: the plan to start from, and what a person has to decide.

use std::fmt;

use super::keys::{Kind, Part, part, plain};
use super::read::{NotToml, read};
use super::save::Loaded;
use super::values::Values;
use super::write::write;
use crate::lang::{Lang, Say, Year, say};
use crate::plan::PHAYAO_2565;
use crate::thai::calendar::{FiscalYear, Month};
use crate::thai::digits::to_arabic;
use crate::thai::provinces::{PROVINCES, Province};

/// What a form is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The plan as it is.
    Plan,
    /// The plan, for the fiscal year after its own.
    NextYear,
    /// The plan, or the shipped one where there is none, for a province and a fiscal year.
    Province(&'static Province, FiscalYear),
}

/// That a text names no base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseError;

impl std::str::FromStr for Base {
    type Err = BaseError;

    fn from_str(text: &str) -> Result<Self, BaseError> {
        match text.split('-').collect::<Vec<_>>().as_slice() {
            ["plan"] => Ok(Self::Plan),
            ["next", "year"] => Ok(Self::NextYear),
            ["province", code, year] => {
                let province = PROVINCES.iter().find(|province| province.geocode == *code).ok_or(BaseError)?;
                let year = year.parse().ok().and_then(FiscalYear::new).ok_or(BaseError)?;
                Ok(Self::Province(province, year))
            }
            _ => Err(BaseError),
        }
    }
}

/// As [`Base::from_str`] reads it.
impl fmt::Display for Base {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => out.write_str("plan"),
            Self::NextYear => out.write_str("next-year"),
            Self::Province(province, year) => write!(out, "province-{}-{year}", province.geocode),
        }
    }
}

/// What a person has to decide of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remind {
    /// It was emptied, since it was the old year's or the other province's.
    Emptied,
    /// It is as it was, and may have to change.
    Check,
    /// It names the old year.
    OldYear(FiscalYear),
}

impl Say for Remind {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Emptied => out.write_str(lang.pick("ล้างค่าเดิมออกแล้ว ใส่ค่าใหม่", "emptied; type the new one")),
            Self::Check => out.write_str(lang.pick("ยังเป็นค่าเดิม ตรวจว่ายังใช้ได้", "as it was; see whether it still holds")),
            Self::OldYear(year) => {
                say!(
                    lang,
                    out,
                    "ยังมีปี {year} อยู่ แก้ถ้าต้องเปลี่ยน",
                    "it still names {year}; change it where it must",
                    year = Year(*year)
                )
            }
        }
    }
}

/// Something to be decided, beside the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The field's name, or a list's.
    pub name: String,
    /// What.
    pub remind: Remind,
}

/// A plan to start from.
pub(super) struct Begun {
    pub text: String,
    pub notes: Vec<Note>,
}

/// The plan of `base`.
pub(super) fn begin(loaded: &Loaded, base: &Base) -> Result<Begun, NotToml> {
    let text = loaded.text.as_deref().unwrap_or(PHAYAO_2565);
    if *base == Base::Plan {
        return Ok(Begun { text: text.to_owned(), notes: Vec::new() });
    }
    let mut change = Change { values: read(text)?, notes: Vec::new() };
    let old = change.values.get("year.fiscal_year").and_then(|year| FiscalYear::new(year.parse().ok()?));
    let year = match base {
        Base::Province(_, year) => Some(*year),
        _ => old.and_then(|old| FiscalYear::new(old.year_be() + 1)),
    };
    if let Some((old, year)) = old.zip(year).filter(|(old, year)| old != year) {
        change.year(old, year);
    }
    if let Base::Province(province, _) = base {
        change.province(province);
    }
    change.letters(matches!(base, Base::Province(..)));
    if let Some(old) = old.filter(|old| year != Some(*old)) {
        change.note_old_year(old);
    }
    let written = write(text, &change.values)?;
    let text = old.zip(year).map_or(written.clone(), |(old, year)| recount(&written, old, year));
    Ok(Begun { text, notes: change.notes })
}

/// The letters of the plan.
const LETTERS: [&str; 5] = ["assignment", "monthly", "reminder", "round", "year"];

struct Change {
    values: Values,
    notes: Vec<Note>,
}

impl Change {
    fn note(&mut self, name: &str, remind: Remind) {
        if !self.notes.iter().any(|note| note.name == name) {
            self.notes.push(Note { name: name.to_owned(), remind });
        }
    }

    fn is_blank(&self, name: &str) -> bool {
        self.values.get(name).is_none_or(|typed| typed.trim().is_empty())
    }

    fn empty(&mut self, name: &str) {
        if !self.is_blank(name) {
            self.values.set(name, "");
            self.note(name, Remind::Emptied);
        }
    }

    fn check(&mut self, name: &str) {
        if !self.is_blank(name) {
            self.note(name, Remind::Check);
        }
    }

    fn rows(&self, list: &str) -> usize {
        self.values.rows(list).map_or(0, |rows| rows.len())
    }

    fn year(&mut self, old: FiscalYear, year: FiscalYear) {
        self.values.set("year.fiscal_year", &year.to_string());
        for name in (0..self.rows("year.rounds")).flat_map(|i| ["first", "last"].map(|end| format!("year.rounds[{i}].{end}"))) {
            let month = self.values.get(&name).and_then(|typed| typed.parse::<Month>().ok());
            let later = month.and_then(|month| Month::new(month.year_be() + year.year_be() - old.year_be(), month.number()));
            later.into_iter().for_each(|month| self.values.set(&name, &month.to_string()));
        }
        self.empty("deadline.holidays");
        for i in 0..self.rows("districts") {
            self.empty(&format!("districts[{i}].issued"));
            ["registered", "online_before"].iter().for_each(|key| self.check(&format!("districts[{i}].{key}")));
        }
    }

    /// Numbers are given anew; references may be those of the old year or the other office.
    fn letters(&mut self, is_elsewhere: bool) {
        for letter in LETTERS {
            let name = |key: &str| format!("letters.{letter}.{key}");
            let number = self.values.get(&name("number")).unwrap_or_default().to_owned();
            let stem = stem(&number);
            if stem != number {
                self.values.set(&name("number"), &stem);
                self.note(&name("number"), Remind::Emptied);
            } else if is_elsewhere {
                self.check(&name("number"));
            }
            if self.values.get(&name("date")) != Some("today") {
                self.empty(&name("date"));
            }
            self.empty(&name("saraban"));
            if self.values.get(&name("references")) != Some("-") {
                self.check(&name("references"));
            }
        }
    }

    fn province(&mut self, province: &Province) {
        let letters =
            PROVINCES.iter().find(|old| Some(old.geocode) == self.values.get("province.geocode")).map(|old| old.letters);
        self.values.set("province.geocode", province.geocode);
        self.values.set("province.name", province.name);
        for letter in LETTERS {
            let name = format!("letters.{letter}.number");
            let number = self.values.get(&name).unwrap_or_default().to_owned();
            if let Some(rest) = letters.and_then(|letters| number.strip_prefix(letters)) {
                self.values.set(&name, &format!("{}{rest}", province.letters));
            }
        }
        for key in
            ["office.address", "office.telephone", "signatory.name", "signatory.positions", "letters.email", "archive.public_key"]
        {
            self.empty(key);
        }
        ["office.name", "office.group", "letters.slogans", "letters.garuda"].iter().for_each(|key| self.check(key));
        ["name", "position", "telephone"].iter().for_each(|key| self.empty(&format!("kpi.owner.{key}")));
        for list in ["districts", "kpi.coordinators"] {
            self.only_blank_row(list);
            self.note(list, Remind::Emptied);
        }
        self.empty("deadline.holidays");
    }

    /// Leaves one blank row of a list, so that what stands above it in the plan stays.
    fn only_blank_row(&mut self, list: &str) {
        while self.rows(list) > 1 {
            self.values.remove(&format!("{list}[1]"));
        }
        if self.rows(list) == 0 {
            self.values.add(list);
        }
        let prefix = format!("{list}[0].");
        let is_field = |name: &str| matches!(part(&plain(name)), Some(Part::Field(_)));
        let names = self.values.iter().map(|(name, _)| name).filter(|name| name.starts_with(&prefix) && is_field(name));
        for name in names.map(str::to_owned).collect::<Vec<_>>() {
            self.values.set(&name, "");
        }
    }

    /// Every text that still names the old year.
    fn note_old_year(&mut self, old: FiscalYear) {
        let names_it = |text: &str| to_arabic(text).contains(&old.to_string());
        let is_text = |name: &str| {
            let Some(Part::Field(field)) = part(&plain(name)) else { return false };
            matches!(field.kind, Kind::Text | Kind::Long | Kind::Lines | Kind::LinesOrNone)
        };
        let found = self.values.iter().filter(|(name, typed)| is_text(name) && names_it(typed)).map(|(name, _)| name.to_owned());
        for name in found.collect::<Vec<_>>() {
            self.notes.retain(|note| note.name != name);
            self.note(&name, Remind::OldYear(old));
        }
    }
}

/// A letter's number up to the stroke, and the mark of a circular after it: what stays when a new number is given.
fn stem(number: &str) -> String {
    match number.split_once('/') {
        Some((stem, rest)) if rest.trim_start().starts_with('ว') => format!("{stem}/ว"),
        Some((stem, _)) => format!("{stem}/"),
        None => number.to_owned(),
    }
}

/// The comment beside the fiscal year, which says when it begins and ends, for another year.
fn recount(text: &str, old: FiscalYear, year: FiscalYear) -> String {
    let before = |year: FiscalYear| FiscalYear(year.year_be() - 1).thai();
    let line = |line: &str| match line.split_once('#') {
        Some((value, comment)) if value.trim_start().starts_with("fiscal_year") => {
            let comment = comment.replace(&before(old), "\u{0}").replace(&old.thai(), &year.thai());
            format!("{value}#{}", comment.replace('\u{0}', &before(year)))
        }
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Puts districts pasted from a spreadsheet into the form, one a line: code, name, registered, online before, with tabs
/// between. A district whose code is there already gets what is pasted; how many lines were taken, and those that were not.
pub fn pasted(values: &mut Values, text: &str) -> (usize, Vec<String>) {
    const LIST: &str = "districts";
    let (mut taken, mut left) = (0, Vec::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let code = to_arabic(cells[0]);
        let is_code = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
        if !is_code || cells.len() < 2 {
            left.push(line.to_owned());
            continue;
        }
        let count = values.rows(LIST).map_or(0, |rows| rows.len());
        let typed =
            |values: &Values, row: usize, key: &str| values.get(&format!("{LIST}[{row}].{key}")).unwrap_or_default().to_owned();
        let same = (0..count).find(|row| to_arabic(&typed(values, *row, "geocode")) == code);
        let free = (0..count).find(|row| ["geocode", "name"].iter().all(|key| typed(values, *row, key).trim().is_empty()));
        let row = match same.or(free) {
            Some(row) => format!("{LIST}[{row}]"),
            None => match values.add(LIST) {
                Some(row) => row,
                None => {
                    left.push(line.to_owned());
                    continue;
                }
            },
        };
        for (key, cell) in ["geocode", "name", "registered", "online_before"].iter().zip(&cells) {
            values.set(&format!("{row}.{key}"), if *key == "geocode" { &code } else { cell });
        }
        taken += 1;
    }
    (taken, left)
}
