//! Reads the tables of the plan key by key and collects every fault: what is asked for is what is known, so that the keys of a
//! table stand in one place, where they are read.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::place::{Places, line_place, plain, shown};
use super::problem::{PlanFault, PlanProblem};
use super::syntax::Broken;
use super::wanted::Wanted;
use crate::thai::calendar::{FiscalYear, Month, parse_command_day};
use crate::thai::text::{name_key, normalise};

/// The faults of a plan, told as they are found.
pub(super) struct Faults<'t> {
    text: &'t str,
    places: &'t Places,
    /// What cannot be read: nothing is missing there.
    broken: &'t Broken,
    /// Keys whose value is not what the clerk meant; nothing more is said of them, nor of others by them.
    unsound: BTreeSet<String>,
    /// Keys that were meant by misspelt ones.
    misspelt: Vec<String>,
    told: Vec<PlanFault>,
}

impl<'t> Faults<'t> {
    pub fn new(text: &'t str, places: &'t Places, broken: &'t Broken) -> Self {
        let syntax = |(line, found, syntax): &(usize, String, _)| PlanFault {
            place: line_place(*line),
            what: PlanProblem::Syntax { found: found.clone(), syntax: *syntax },
        };
        Self {
            text,
            places,
            broken,
            unsound: BTreeSet::new(),
            misspelt: Vec::new(),
            told: broken.lines.iter().map(syntax).collect(),
        }
    }

    /// Every fault, by line.
    pub fn told(mut self) -> Vec<PlanFault> {
        self.told.sort_by(|a, b| a.place.cmp(&b.place));
        self.told
    }

    fn tell(&mut self, key: &str, what: PlanProblem) {
        self.told.push(PlanFault { place: self.places.place(key), what });
        self.unsound.insert(key.to_owned());
    }

    /// Tells what is wrong between the values at some keys, at the first of them; not where one of them is itself at fault.
    pub fn contradiction<K: AsRef<str>>(&mut self, keys: &[K], what: PlanProblem) {
        if let Some(first) = keys.first().filter(|_| keys.iter().all(|key| self.is_sound(key.as_ref()))) {
            self.tell(first.as_ref(), what);
        }
    }

    /// What is at or below a key stands, at least in part, under a misspelt one: it is neither missing nor to be judged.
    fn misspelt(&mut self, key: String) {
        self.told.retain(|fault| !(matches!(fault.what, PlanProblem::Missing(_)) && is_below(fault.key(), &key)));
        self.misspelt.push(key);
    }

    fn is_sound(&self, key: &str) -> bool {
        !self.unsound.contains(key) && !self.misspelt.iter().any(|part| key == part || is_below(key, part))
    }

    /// Tells that a value is missing or wrong, unless it is among what cannot be read.
    fn unusable(&mut self, key: &str, what: PlanProblem) {
        if self.broken.keys.contains(&plain(key)) {
            self.unsound.insert(key.to_owned());
        } else {
            self.tell(key, what);
        }
    }
}

/// Whether a key belongs to the part at another.
fn is_below(key: &str, part: &str) -> bool {
    key.strip_prefix(part).is_some_and(|rest| rest.starts_with('.'))
}

/// A table of the plan, being read. Each method reads one key, or tells what is wrong with it and gives a stand-in.
pub(super) struct Fields<'r, 't> {
    faults: &'r mut Faults<'t>,
    /// `None` where there is no such table, which is told already.
    table: Option<&'t DeTable<'t>>,
    key: String,
    asked: Vec<&'static str>,
    missing: Vec<(&'static str, Wanted)>,
}

/// Reads the plan itself.
pub(super) fn read<'t, T>(faults: &mut Faults<'t>, table: &'t DeTable<'t>, read: impl FnOnce(&mut Fields<'_, 't>) -> T) -> T {
    part(faults, Some(table), String::new(), read)
}

/// Reads a table, and tells the keys that are missing or not known.
fn part<'t, T>(
    faults: &mut Faults<'t>,
    table: Option<&'t DeTable<'t>>,
    key: String,
    read: impl FnOnce(&mut Fields<'_, 't>) -> T,
) -> T {
    let mut fields = Fields { faults, table, key, asked: Vec::new(), missing: Vec::new() };
    let value = read(&mut fields);
    fields.finish();
    value
}

impl<'t> Fields<'_, 't> {
    fn finish(mut self) {
        let unknown = self.table.into_iter().flat_map(|table| table.keys()).map(|name| name.get_ref().as_ref());
        let mut meant = BTreeSet::new();
        for name in unknown.filter(|name| !self.asked.contains(name)) {
            let near = nearest(name, &self.asked);
            meant.extend(near);
            near.map(|name| self.key(name)).into_iter().for_each(|near| self.faults.misspelt(near));
            let known = self.asked.clone();
            self.faults.tell(&self.key(name), PlanProblem::Unknown { found: shown(name), meant: near, known });
        }
        for (name, wanted) in std::mem::take(&mut self.missing) {
            let key = self.key(name);
            if self.table.is_some() && !meant.contains(name) {
                self.faults.unusable(&key, PlanProblem::Missing(wanted));
            } else {
                self.faults.unsound.insert(key);
            }
        }
    }

    fn key(&self, name: &str) -> String {
        if self.key.is_empty() { name.to_owned() } else { format!("{}.{name}", self.key) }
    }

    fn find(&mut self, name: &'static str, wanted: &Wanted) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(name);
        let found = self.table.and_then(|table| table.get(name));
        if found.is_none() {
            self.missing.push((name, wanted.clone()));
        }
        found
    }

    fn wrong(&mut self, key: &str, found: &Spanned<DeValue<'_>>, wanted: Wanted) {
        let found = shown(self.faults.text.get(found.span()).unwrap_or_default());
        self.faults.unusable(key, PlanProblem::Wrong { found, wanted });
    }

    fn one<T>(&mut self, name: &'static str, wanted: Wanted, read: impl FnOnce(&DeValue<'_>) -> Option<T>) -> Option<T> {
        let found = self.find(name, &wanted)?;
        let value = read(found.get_ref());
        if value.is_none() {
            self.wrong(&self.key(name), found, wanted);
        }
        value
    }

    fn array(&mut self, name: &'static str, wanted: Wanted) -> Option<&'t DeArray<'t>> {
        let found = self.find(name, &wanted)?;
        let items = found.get_ref().as_array();
        if items.is_none() {
            self.wrong(&self.key(name), found, wanted);
        }
        items
    }

    /// A list of values; those that are wrong are told and left out.
    fn list<T>(
        &mut self,
        name: &'static str,
        (list, item): (Wanted, Wanted),
        read: impl Fn(&DeValue<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (i, found) in self.array(name, list).into_iter().flat_map(|items| items.iter()).enumerate() {
            match read(found.get_ref()) {
                Some(value) => values.push(value),
                None => {
                    self.wrong(&format!("{}[{i}]", self.key(name)), found, item.clone());
                    // What is left has other numbers.
                    self.faults.unsound.insert(self.key(name));
                }
            }
        }
        values
    }

    /// What `read` gives for a key that need not be there.
    pub fn perhaps<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self, &'static str) -> T) -> Option<T> {
        if self.table.is_some_and(|table| table.contains_key(name)) {
            Some(read(self, name))
        } else {
            self.asked.push(name);
            None
        }
    }

    /// The table at a key.
    pub fn table<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Fields<'_, 't>) -> T) -> T {
        let key = self.key(name);
        let wanted = Wanted::Table(plain(&key));
        let table = self.find(name, &wanted).and_then(|found| {
            let table = found.get_ref().as_table();
            if table.is_none() {
                self.wrong(&key, found, wanted);
            }
            table
        });
        part(self.faults, table, key, read)
    }

    /// The tables of a list.
    pub fn tables<T>(&mut self, name: &'static str, read: impl Fn(&mut Fields<'_, 't>) -> T) -> Vec<T> {
        let key = self.key(name);
        let wanted = Wanted::Tables(plain(&key));
        let items = self.array(name, wanted.clone());
        if self.faults.broken.heading || self.faults.broken.keys.contains(&plain(&key)) {
            self.faults.unsound.insert(key.clone());
        }
        let mut values = Vec::new();
        for (i, found) in items.into_iter().flat_map(|items| items.iter()).enumerate() {
            let key = format!("{key}[{i}]");
            let table = found.get_ref().as_table();
            if table.is_none() {
                self.wrong(&key, found, wanted.clone());
            }
            values.push(part(self.faults, table, key, &read));
        }
        values
    }

    /// A text, perhaps blank.
    pub fn text(&mut self, name: &'static str) -> String {
        self.one(name, Wanted::Text, text).unwrap_or_default()
    }

    /// A text that is not blank.
    pub fn words(&mut self, name: &'static str) -> String {
        self.one(name, Wanted::Words, words).unwrap_or_default()
    }

    /// The `name`, without what it is a name of, which documents print themselves.
    pub fn name_without(&mut self, titles: &[&str]) -> String {
        let name = normalise(&self.words("name"));
        let bare = titles.iter().find_map(|title| name.strip_prefix(title)).map(str::trim_start);
        bare.filter(|bare| !bare.is_empty()).unwrap_or(&name).to_owned()
    }

    /// Texts, perhaps blank.
    pub fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.list(name, (Wanted::Texts, Wanted::Text), text)
    }

    /// Texts that are not blank.
    pub fn names(&mut self, name: &'static str) -> Vec<String> {
        self.list(name, (Wanted::Texts, Wanted::Words), words)
    }

    /// A code of so many digits.
    pub fn digits(&mut self, name: &'static str, count: u8) -> String {
        let code = |text: &String| text.len() == usize::from(count) && text.bytes().all(|byte| byte.is_ascii_digit());
        self.one(name, Wanted::Digits(count), |value| text(value).filter(code)).unwrap_or_default()
    }

    /// A whole number in a range.
    pub fn whole<T: TryFrom<u64> + Default>(&mut self, name: &'static str, range: RangeInclusive<u64>) -> T {
        let (from, to) = (*range.start(), *range.end());
        let read =
            |value: &DeValue<'_>| whole(value).filter(|value| range.contains(value)).and_then(|value| T::try_from(value).ok());
        self.one(name, Wanted::Whole(from, to), read).unwrap_or_default()
    }

    /// A number of operators, activities or channels.
    pub fn count(&mut self, name: &'static str) -> u32 {
        self.whole(name, 0..=COUNT)
    }

    /// Three counts.
    pub fn issued(&mut self, name: &'static str) -> Option<[u32; 3]> {
        let count = |value: &Spanned<DeValue<'_>>| whole(value.get_ref()).filter(|value| *value <= COUNT)?.try_into().ok();
        let three = |value: &DeValue<'_>| value.as_array()?.iter().map(count).collect::<Option<Vec<u32>>>()?.try_into().ok();
        self.one(name, Wanted::Issued, three)
    }

    /// A percentage from 0 to 100.
    pub fn percent(&mut self, name: &'static str) -> Decimal {
        self.one(name, Wanted::Percent, percent).unwrap_or_default()
    }

    /// A percentage above 0.
    pub fn weight(&mut self, name: &'static str) -> Decimal {
        self.one(name, Wanted::Weight, |value| percent(value).filter(|weight| !weight.is_zero())).unwrap_or_default()
    }

    /// A fiscal year.
    pub fn fiscal_year(&mut self, name: &'static str) -> FiscalYear {
        let year =
            |value: &DeValue<'_>| whole(value).filter(|year| (2500..=2700).contains(year))?.try_into().ok().map(FiscalYear);
        self.one(name, Wanted::FiscalYear, year).unwrap_or(FiscalYear(2500))
    }

    /// A month.
    pub fn month(&mut self, name: &'static str) -> Month {
        self.one(name, Wanted::Month, |value| value.as_str()?.parse().ok()).unwrap_or(Month::of(Date::constant(1957, 1, 1)))
    }

    /// Days.
    pub fn days(&mut self, name: &'static str) -> Vec<Date> {
        self.list(name, (Wanted::Days, Wanted::Day), |value| parse_command_day(value.as_str()?).ok())
    }

    /// Yes or no.
    pub fn yes(&mut self, name: &'static str) -> bool {
        self.one(name, Wanted::YesNo, yes).unwrap_or_default()
    }

    /// Whatever `read` makes of a text.
    pub fn parsed<T>(&mut self, name: &'static str, wanted: Wanted, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.one(name, wanted, |value| read(value.as_str()?))
    }
}

/// The most that is counted of anything: sums over all districts stay far from overflowing.
const COUNT: u64 = 1_000_000;

fn text(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn yes(value: &DeValue<'_>) -> Option<bool> {
    value.as_bool()
}

fn words(value: &DeValue<'_>) -> Option<String> {
    text(value).filter(|text| !name_key(text).is_empty())
}

fn whole(value: &DeValue<'_>) -> Option<u64> {
    let integer = value.as_integer()?;
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// A percentage is exact however it is written: `"2.5"`, `2.5`, `5`.
fn percent(value: &DeValue<'_>) -> Option<Decimal> {
    let percent = match value {
        DeValue::String(text) => Decimal::from_str(text).ok()?,
        DeValue::Float(float) => Decimal::from_str(float.as_str()).ok()?,
        value => Decimal::from(whole(value)?),
    };
    (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent).then_some(percent)
}

/// The known key that is nearest to a misspelt one, if it is near: about one letter in three may be wrong.
fn nearest(found: &str, known: &[&'static str]) -> Option<&'static str> {
    let found = found.to_lowercase();
    let distances = known.iter().map(|name| (strsim::osa_distance(&found, name), *name));
    let (distance, name) = distances.min()?;
    (distance <= (name.chars().count() / 3).max(1)).then_some(name)
}
