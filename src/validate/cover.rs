//! What a workbook says of itself: cover, then stamp, then file name and folders; and where they contradict (SPEC §4).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Disposition, Standing, Workbook, file_name};
use crate::columns::CoverField;
use crate::district::DistrictId;
use crate::finding::words::{Claim, Field, Moment};
use crate::finding::{Finding, Place, Problem};
use crate::plan::Plan;
use crate::submission::layout::{CoverCell, Layout};
use crate::submission::raw::RawValue;
use crate::submission::values::{CellFault, day, nil_tick, number, words};
use crate::submission::{STAMP_GEOCODE, STAMP_MONTH};
use crate::thai::calendar::{FiscalYear, Month, buddhist_from_two_digits};
use crate::thai::digits::{is_nothing, to_arabic};
use crate::thai::text::{loose_key, name_key};

/// Months after the fiscal year in which its reports may still be dated.
const MONTHS_AFTER: usize = 3;

/// The reading of one workbook's cover.
pub(super) struct Identity<'a> {
    pub plan: &'a Plan,
    /// Its form stamp.
    pub properties: BTreeMap<String, String>,
    pub layout: Layout,
    pub workbook: &'a mut Workbook,
}

impl Identity<'_> {
    /// Fills in what the workbook says of itself.
    pub fn run(&mut self) {
        self.province();
        self.district();
        self.month();
        self.revision();
        self.nil();
        self.report_date();
        self.blank_fields();
    }

    fn cell(&self, field: CoverField) -> Option<&CoverCell> {
        self.layout.cover.get(&field)
    }

    /// The field's value, unless it says that there is none.
    fn value(&self, field: CoverField) -> Option<&RawValue> {
        let value = self.cell(field).and_then(|cell| cell.value.as_ref());
        value.filter(|value| field == CoverField::Nil || !is_nothing(&words(value)))
    }

    fn text(&self, field: CoverField) -> String {
        self.value(field).map(words).unwrap_or_default()
    }

    /// What the first reading that means anything means; it becomes the field's value. The closure is told whether the
    /// reading is the whole value.
    fn understood<T>(&mut self, field: CoverField, meaning: impl Fn(&RawValue, bool) -> Option<T>) -> Option<T> {
        self.value(field)?;
        let cell = self.layout.cover.get_mut(&field)?;
        let (meant, reading) =
            cell.readings().into_iter().find_map(|(reading, whole)| Some((meaning(&reading, whole)?, reading)))?;
        cell.value = Some(reading);
        Some(meant)
    }

    fn place(&self, field: CoverField) -> Place {
        self.cell(field).map_or_else(|| Place::file(&self.workbook.file), |cell| cell.place.clone())
    }

    fn finding(&mut self, field: CoverField, problem: Problem) {
        let finding = Finding::new(problem, self.place(field)).value(self.text(field));
        self.workbook.findings.push(finding);
    }

    fn reject(&mut self, field: CoverField, problem: Problem, standing: Standing) {
        self.workbook.disposition = Disposition::Rejected;
        if self.workbook.standing != Standing::Elsewhere {
            self.workbook.standing = standing;
        }
        self.finding(field, problem);
    }

    fn province(&mut self) {
        let name = name_key(&self.plan.province.name);
        let known = [name.clone(), format!("จ{name}"), format!("จังหวัด{name}"), self.plan.province.geocode.clone()];
        let ours = self.understood(CoverField::Province, |value, _| known.contains(&name_key(&words(value))).then_some(()));
        if self.value(CoverField::Province).is_some() && ours.is_none() {
            let province = self.plan.province.name.clone();
            self.finding(CoverField::Province, Problem::ProvinceOther { province });
        }
    }

    fn district(&mut self) {
        let plan = self.plan;
        let stamp = self.properties.get(STAMP_GEOCODE).filter(|stamp| !stamp.trim().is_empty()).cloned();
        let stamped = stamp.as_deref().and_then(|stamp| plan.district(stamp));
        let on_cover = self.understood(CoverField::District, |value, _| plan.district(&words(value)));
        if on_cover.is_none() && self.value(CoverField::District).is_some() {
            self.workbook.district = self.workbook.district.or(stamped);
            self.reject(CoverField::District, Problem::DistrictUnknown, Standing::Unknown);
            return;
        }
        let Some(own) = on_cover.or(stamped).or(self.workbook.district) else {
            self.reject(CoverField::District, Problem::DistrictUnknown, Standing::Unknown);
            return;
        };
        self.workbook.district = Some(own);
        if let (Some(_), Some(other), Some(stamp)) = (on_cover, stamped.filter(|other| *other != own), stamp) {
            let stamp = Claim::Stamped(plan[other].name.clone(), stamp);
            self.finding(CoverField::District, Problem::StampMismatch { stamp });
        }
        let named = self.in_path(|part| file_name::district(plan, part));
        if let Some(other) = named.iter().find(|other| **other != own) {
            let claim = |district: DistrictId| Claim::District(plan[district].name.clone());
            let problem = Problem::FileNameMismatch { other: claim(*other), own: claim(own) };
            self.finding(CoverField::District, problem);
        }
        let others = self.other_covers(CoverField::District, |value| plan.district(&words(value)), &own);
        // One name in several folders is one voice, and a second sheet is none of its own.
        let path: BTreeSet<DistrictId> = named.iter().copied().collect();
        let agree = on_cover.iter().chain(&stamped).chain(&path).filter(|voice| **voice == own).count();
        let other = stamped.iter().chain(&path).chain(&others).find(|voice| **voice != own);
        if let (Some(other), ..2) = (other, agree) {
            self.workbook.standing = Standing::Doubtful(*other);
        }
    }

    /// What a part of the path says, the nearest first. Of a file outside a month's folder only its own name speaks.
    fn in_path<T>(&self, says: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let speak = if self.workbook.month.is_some() { usize::MAX } else { 1 };
        file_name::parts(&self.workbook.file).take(speak).filter_map(says).collect()
    }

    /// What the workbook's other covers say of a field, with a finding where that is not what counts.
    fn other_covers<T: PartialEq>(&mut self, field: CoverField, meaning: impl Fn(&RawValue) -> Option<T>, own: &T) -> Vec<T> {
        let counts = self.place(field);
        let cells = self.layout.other_covers.iter().filter_map(|cover| cover.get(&field)).filter(|cell| cell.place != counts);
        let said =
            cells.filter_map(|cell| Some((cell.place.clone(), words(cell.value.as_ref()?), meaning(cell.value.as_ref()?)?)));
        let mut others = Vec::new();
        for (place, value, other) in said.collect::<Vec<_>>() {
            if other != *own {
                let problem = Problem::CoverTwice { field: Field::Cover(field) };
                self.workbook.findings.push(Finding::new(problem, place).value(value));
            }
            others.push(other);
        }
        others
    }

    fn month(&mut self) {
        let (year, folder, date_1904) = (self.plan.fiscal_year(), self.workbook.month, self.workbook.date_1904);
        let stamp = self.properties.get(STAMP_MONTH).and_then(|stamp| stamp.parse::<Month>().ok());
        let named = self.in_path(|part| file_name::month(part, year)).first().copied();
        let on_cover = self.understood(CoverField::Month, |value, whole| month_of(value, whole, year, date_1904));
        let given = match self.value(CoverField::Month) {
            None => stamp.or(folder).or(named),
            Some(_) => on_cover.map(|(month, _)| month),
        };
        let Some(month) = given else {
            self.reject(CoverField::Month, Problem::MonthUnknown, Standing::Unknown);
            return;
        };
        if let Some((_, Some(typed))) = on_cover {
            self.two_digit_year(CoverField::Month, Moment::Month(Month::of(typed)), Moment::Month(month), month.first_day());
        }
        if let Some(stamp) = stamp.filter(|stamp| *stamp != month) {
            self.finding(CoverField::Month, Problem::StampMismatch { stamp: Claim::Month(stamp) });
        }
        if let Some(named) = named.filter(|named| *named != month) {
            let problem = Problem::FileNameMismatch { other: Claim::Month(named), own: Claim::Month(month) };
            self.finding(CoverField::Month, problem);
        }
        self.other_covers(CoverField::Month, |value| month_of(value, true, year, date_1904).map(|(month, _)| month), &month);
        let outside = month.fiscal_year() != year;
        let elsewhere = folder.filter(|folder| *folder != month);
        if let Some(folder) = elsewhere {
            self.reject(CoverField::Month, Problem::MonthNotFolder { month, folder }, Standing::Elsewhere);
        } else if outside {
            self.reject(CoverField::Month, Problem::MonthOutsideYear { month, year }, Standing::Elsewhere);
        }
        self.workbook.month = Some(folder.unwrap_or(month));
    }

    /// Tells that a year was typed with two digits, and keeps the day that is meant as the field's value.
    fn two_digit_year(&mut self, field: CoverField, typed: Moment, read: Moment, meant: Date) {
        self.finding(field, Problem::DateTwoDigitYear { field: Field::Cover(field), typed, read });
        if let Some(cell) = self.layout.cover.get_mut(&field) {
            cell.value = Some(RawValue::Day(meant));
        }
    }

    fn revision(&mut self) {
        let written = |value: &RawValue, _| match number(Some(value)) {
            Ok(number) => number.filter(Decimal::is_integer).and_then(|number| number.to_u32()),
            Err(_) => the_only_number(&words(value)),
        };
        match self.understood(CoverField::Revision, written) {
            Some(revision) => self.workbook.revision = revision,
            None if self.value(CoverField::Revision).is_none() => {}
            None => self.reject(CoverField::Revision, Problem::RevisionUnclear, Standing::Unknown),
        }
    }

    fn nil(&mut self) {
        match self.understood(CoverField::Nil, |value, _| nil_tick(Some(value)).ok()) {
            Some(nil) => self.workbook.nil = nil,
            None => {
                if let Err(fault) = nil_tick(self.value(CoverField::Nil)) {
                    self.finding(CoverField::Nil, fault.problem(Field::Cover(CoverField::Nil)));
                }
            }
        }
    }

    fn report_date(&mut self) {
        let (year, date_1904) = (self.plan.fiscal_year(), self.workbook.date_1904);
        let read = |value: &RawValue| match day(Some(value), year, date_1904) {
            // The last month's report is dated in the next fiscal year.
            Err(CellFault::YearUnclear) => day(Some(value), FiscalYear(year.0 + 1), date_1904),
            other => other,
        };
        let Some(fault) = self.value(CoverField::ReportDate).map(|value| read(value).err()) else { return };
        let written = |value: &RawValue, whole: bool| match value {
            // The first cell of several is a day of the month, not a date.
            RawValue::Number(_) if !whole => None,
            value => read(value).ok().flatten(),
        };
        match (self.understood(CoverField::ReportDate, written), fault) {
            (Some(date), _) => self.workbook.reported_on = self.plausible(date),
            (None, Some(fault)) => self.finding(CoverField::ReportDate, fault.problem(Field::Cover(CoverField::ReportDate))),
            (None, None) => {}
        }
    }

    /// The day of reporting, if it can be one: from the reported month on, and no later than a quarter after the fiscal year.
    fn plausible(&mut self, date: Date) -> Option<Date> {
        let year = self.plan.fiscal_year();
        let month = self.workbook.month.filter(|_| self.workbook.disposition == Disposition::Used);
        let first = month.map_or(year.first_day(), Month::first_day);
        let last = (0..MONTHS_AFTER).fold(year.months()[11], |month, _| month.next()).last_day();
        let in_a_cell = matches!(self.value(CoverField::ReportDate), Some(RawValue::Day(_) | RawValue::Number(_)));
        let meant = buddhist_from_two_digits(date).filter(|meant| in_a_cell && (first..=last).contains(meant));
        if let Some(meant) = meant {
            self.two_digit_year(CoverField::ReportDate, Moment::Day(date), Moment::Day(meant), meant);
            return Some(meant);
        }
        if !(first..=last).contains(&date) {
            self.finding(CoverField::ReportDate, Problem::ReportDateImpossible { date });
            return None;
        }
        Some(date)
    }

    fn blank_fields(&mut self) {
        for field in [CoverField::District, CoverField::Month, CoverField::Reporter, CoverField::ReportDate] {
            if self.value(field).is_none() {
                let finding = Finding::new(Problem::CoverBlank { field: Field::Cover(field) }, self.place(field));
                self.workbook.findings.push(finding);
            }
        }
    }
}

/// The month that a cover's value means, and the day as it stands where its year was typed with two digits. Without a year
/// it is the fiscal year's; a part of the value must bring its own year.
fn month_of(value: &RawValue, whole: bool, year: FiscalYear, date_1904: bool) -> Option<(Month, Option<Date>)> {
    match value {
        RawValue::Text(text) if whole => Some((month_in_words(text, year)?, None)),
        RawValue::Text(text) => Some((text.parse().ok()?, None)),
        // 2, or 2565.02: no serial of a day that matters.
        RawValue::Number(number) if *number < Decimal::from(3_000) => {
            month_in_words(&words(value), year).filter(|_| whole).map(|month| (month, None))
        }
        value => {
            let date = day(Some(value), year, date_1904).ok().flatten()?;
            let meant = buddhist_from_two_digits(date).map(Month::of).filter(|month| month.fiscal_year() == year);
            Some(meant.map_or((Month::of(date), None), |month| (month, Some(date))))
        }
    }
}

/// `กุมภาพันธ์ 2565`, `ตุลาคม ปีงบประมาณ 2565`, or a bare `2`.
fn month_in_words(text: &str, year: FiscalYear) -> Option<Month> {
    if let Some((month, of)) = text.split_once("ปีงบประมาณ") {
        let of = match numbers(of)[..] {
            [short @ ..100] => 2500 + short,
            [full] => full,
            _ => return None,
        };
        return Month::parse(month, FiscalYear::new(i16::try_from(of).ok()?)?);
    }
    let number = || {
        let words: String = loose_key(text).chars().filter(|c| !c.is_ascii_digit()).collect();
        let number = the_only_number(text).filter(|_| ["", "เดือน", "เดือนที"].contains(&words.as_str()))?;
        year.months().into_iter().find(|month| i64::from(month.number()) == i64::from(number))
    };
    Month::parse(text, year).or_else(number)
}

/// The number in words such as ครั้งที่ ๑; `None` where there is none, or more than one.
fn the_only_number(text: &str) -> Option<u32> {
    match numbers(text)[..] {
        [only] if !text.contains(['-', '.']) => Some(only),
        _ => None,
    }
}

/// The numbers in words; none where one is longer than any that is meant.
fn numbers(text: &str) -> Vec<u32> {
    let text = to_arabic(text);
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.parse().ok()).collect::<Option<Vec<u32>>>().unwrap_or_default()
}
