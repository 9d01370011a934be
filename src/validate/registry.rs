//! `inputs/registry.xlsx`: one row per operator, against which every listing is checked (SPEC §4).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registration::{is_scientific, number_key};
use super::{Context, Listing, in_row};
use crate::district::DistrictId;
use crate::finding::words::{Count, NumberOfName, RowFault, Tallied, Unusable};
use crate::finding::{Finding, Place, Problem};
use crate::plan::Plan;
use crate::submission::raw::{RawRow, RawSheet, RawWorkbook};
use crate::submission::read::ReadTrouble;
use crate::submission::values::{tick, words};
use crate::thai::digits::integer;
use crate::thai::text::{loose_key, name_key};

/// A registered operator.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Its district.
    pub district: DistrictId,
    /// เลขทะเบียน as registered.
    pub number: String,
    /// The number, comparable.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Online in the September before the fiscal year.
    pub online_before: bool,
}

/// The registry.
#[derive(Debug, Default)]
pub struct Registry {
    operators: Vec<Operator>,
    by_number: BTreeMap<String, usize>,
    by_name: BTreeMap<(DistrictId, String), usize>,
    names: BTreeMap<String, usize>,
}

/// Columns of the registry: heading and other names.
const COLUMNS: [&[&str]; 5] = [
    &["อำเภอ", "ชื่ออำเภอ"],
    &["เลขทะเบียน", "เลขที่ทะเบียน", "รหัสผู้ประกอบการ"],
    &["ชื่อ", "ชื่อผู้ประกอบการ", "ชื่อกลุ่ม/ผู้ประกอบการ", "ชื่อกลุ่ม"],
    &["ประเภท", "ประเภทผู้ประกอบการ"],
    &["ออนไลน์", "ออนไลน์เดิม", "ออนไลน์ ณ ก.ย.", "ผ่านช่องทางออนไลน์"],
];

/// The headings the registry's writer uses.
pub const HEADINGS: [&str; 5] = ["อำเภอ", "เลขทะเบียน", "ชื่อ", "ประเภท", "ออนไลน์ ณ ก.ย. ๒๕๖๔"];

/// The registry, and what is wrong with it.
#[derive(Debug, Default)]
pub struct RegistryReading {
    /// The registry, if there is one that can be used.
    pub registry: Option<Registry>,
    /// Why there is none; rows that cannot be used, and counts that differ from the plan's.
    pub findings: Vec<Finding>,
}

impl RegistryReading {
    /// Of a workspace without a registry.
    pub fn missing() -> Self {
        Self { registry: None, findings: vec![Finding::new(Problem::RegistryMissing, Place::default())] }
    }

    /// Of what could be read of the registry `file`.
    pub fn of(plan: &Plan, file: &Arc<str>, cells: Result<RawWorkbook, ReadTrouble>) -> Self {
        let read = cells.map_err(Unusable::Trouble).and_then(|cells| Registry::read(plan, file, &cells));
        match read {
            Ok((registry, findings)) => Self { registry: Some(registry), findings },
            Err(reason) => {
                Self { registry: None, findings: vec![Finding::new(Problem::RegistryUnusable { reason }, Place::file(file))] }
            }
        }
    }
}

impl Registry {
    fn read(plan: &Plan, file: &Arc<str>, workbook: &RawWorkbook) -> Result<(Self, Vec<Finding>), Unusable> {
        let found = workbook.sheets.iter().find_map(|sheet| headings(sheet).map(|(row, columns)| (sheet, row, columns)));
        let (sheet, heading, columns) = found.ok_or(Unusable::NoHeadings)?;
        let place = Place::sheet(file, &Arc::from(sheet.name.as_str()));
        let (mut registry, mut findings) = (Self::default(), Vec::new());
        for row in sheet.rows.iter().filter(|row| row.number > heading) {
            match registry.operator(plan, row, &columns) {
                Ok(Some(operator)) => registry.insert(operator),
                Ok(None) => {}
                Err((column, reason)) => {
                    let at = columns[column].unwrap_or(0);
                    let value = row.cell(at).map(words).unwrap_or_default();
                    findings.push(Finding::new(Problem::RegistryRow { reason }, place.at(row.number, at)).value(value));
                }
            }
        }
        findings.extend(registry.compare(plan, &place));
        Ok((registry, findings))
    }

    fn operator(&self, plan: &Plan, row: &RawRow, columns: &[Option<u32>; 5]) -> Result<Option<Operator>, (usize, RowFault)> {
        let cell = |column: usize| columns[column].and_then(|at| row.cell(at));
        let text = |column: usize| cell(column).map(words).unwrap_or_default();
        let (number, name) = (text(1), text(2));
        if number.is_empty() && name.is_empty() || crate::submission::layout::is_total(&text(0)) {
            return Ok(None);
        }
        let district = plan.district(&text(0)).ok_or((0, RowFault::UnknownDistrict))?;
        let key = number_key(&number);
        if key.is_empty() {
            return Err((1, RowFault::NoNumber));
        }
        if is_scientific(&number) {
            return Err((1, RowFault::NumberCutOff));
        }
        if self.by_number.contains_key(&key) {
            return Err((1, RowFault::NumberTaken));
        }
        let online_before = tick(cell(4)).map_err(|_| (4, RowFault::TickUnclear))?;
        Ok(Some(Operator { district, number, key, name, online_before }))
    }

    fn insert(&mut self, operator: Operator) {
        let at = self.operators.len();
        let name = name_key(&operator.name);
        self.by_number.insert(operator.key.clone(), at);
        self.by_name.entry((operator.district, name.clone())).or_insert(at);
        self.names.entry(name).or_insert(at);
        self.operators.push(operator);
    }

    /// Where the registry's counts differ from the plan's.
    fn compare(&self, plan: &Plan, place: &Place) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (id, district) in plan.ids() {
            let of_district = || self.operators.iter().filter(move |operator| operator.district == id);
            let registered = (of_district().count(), district.registered, Tallied::Registered);
            let online = of_district().filter(|operator| operator.online_before).count();
            let online = (online, district.online_before, Tallied::OnlineBefore);
            for (count, planned, what) in [registered, online] {
                if count != planned as usize {
                    let (name, counted, planned) = (district.name.clone(), Count::of(count), Count(planned.into()));
                    let problem = Problem::RegistryMismatch { name, what, counted, planned };
                    let finding = Finding::new(problem, place.clone()).district(id);
                    findings.push(finding.value(integer(i64::try_from(count).unwrap_or(i64::MAX))));
                }
            }
        }
        findings
    }

    /// The operator of a comparable number.
    pub fn by_number(&self, key: &str) -> Option<&Operator> {
        self.by_number.get(key).map(|at| &self.operators[*at])
    }

    /// The operator of a comparable name in a district; the first of several.
    pub fn by_name(&self, district: DistrictId, key: &str) -> Option<&Operator> {
        self.by_name.get(&(district, key.to_owned())).map(|at| &self.operators[*at])
    }

    fn anywhere(&self, name: &str) -> Option<&Operator> {
        self.names.get(name).map(|at| &self.operators[*at])
    }
}

/// The heading row and the sheet column of each registry column; the type may be missing.
fn headings(sheet: &RawSheet) -> Option<(u32, [Option<u32>; 5])> {
    sheet.rows.iter().take(30).find_map(|row| {
        let columns = COLUMNS.map(|names| {
            let mut cells = row.cells.iter().map(|(at, value)| (*at, loose_key(&words(value))));
            let exact = cells.find(|(_, key)| names.iter().any(|name| loose_key(name) == *key));
            let begins = || {
                row.cells
                    .iter()
                    .map(|(at, value)| (*at, loose_key(&words(value))))
                    .find(|(_, key)| names.len() == 4 && key.starts_with(&loose_key(names[0])))
            };
            exact.or_else(begins).map(|(at, _)| at)
        });
        (columns[0].is_some() && columns[1].is_some() && columns[2].is_some() && columns[4].is_some())
            .then_some((row.number, columns))
    })
}

/// Takes out listings of operators that are not registered, registered elsewhere, or online before.
pub(super) fn check(context: &Context<'_>, listings: &mut Vec<Listing>, findings: &mut Vec<Finding>) {
    let Some(registry) = context.registry() else { return };
    listings.retain(|listing| match fault(context.plan, registry, listing) {
        Some(finding) => {
            findings.push(finding);
            false
        }
        None => true,
    });
}

fn fault(plan: &Plan, registry: &Registry, listing: &Listing) -> Option<Finding> {
    let (number, name) = (number_key(&listing.registration), name_key(&listing.name));
    let operator = match number.as_str() {
        "" => registry.by_name(listing.district, &name).or_else(|| registry.anywhere(&name)),
        number => registry.by_number(number),
    };
    let finding = |problem| in_row(listing.district, listing.month, problem, listing.registration_at.clone());
    let written = if listing.registration.is_empty() { &listing.name } else { &listing.registration };
    let Some(operator) = operator else {
        let nearest = NumberOfName(registry.by_name(listing.district, &name).map(|operator| operator.number.clone()));
        return Some(finding(Problem::NotRegistered { nearest }).value(written));
    };
    if operator.district != listing.district {
        let other = plan[operator.district].name.clone();
        return Some(finding(Problem::RegisteredElsewhere { other }).value(written));
    }
    operator.online_before.then(|| finding(Problem::OnlineBefore).value(written))
}
