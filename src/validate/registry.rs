//! `inputs/registry.xlsx`: one row per operator, against which every listing is checked (SPEC §4).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registration::{is_scientific, number_key};
use super::{Context, Listing, in_row};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;
use crate::submission::raw::{RawRow, RawSheet, RawWorkbook};
use crate::submission::values::{tick, words};
use crate::thai::digits::integer;
use crate::thai::text::{loose_key, name_key};

/// A registered operator.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Index of its district in the plan.
    pub district: usize,
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
    by_name: BTreeMap<(usize, String), usize>,
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

impl Registry {
    /// Reads the registry `file`; rows that cannot be used, and counts that differ from the plan's, are findings.
    ///
    /// # Errors
    /// A reason, in Thai, when no sheet has its headings.
    pub fn read(plan: &Plan, file: &Arc<str>, workbook: &RawWorkbook) -> Result<(Self, Vec<Finding>), String> {
        let found = workbook.sheets.iter().find_map(|sheet| headings(sheet).map(|(row, columns)| (sheet, row, columns)));
        let (sheet, heading, columns) = found.ok_or("ไม่พบหัวคอลัมน์ อำเภอ เลขทะเบียน ชื่อ ออนไลน์")?;
        let place = Place::sheet(file, &Arc::from(sheet.name.as_str()));
        let (mut registry, mut findings) = (Self::default(), Vec::new());
        for row in sheet.rows.iter().filter(|row| row.number > heading) {
            match registry.operator(plan, row, &columns) {
                Ok(Some(operator)) => registry.insert(operator),
                Ok(None) => {}
                Err((column, reason)) => {
                    let at = columns[column].unwrap_or(0);
                    let value = row.cell(at).map(words).unwrap_or_default();
                    findings.push(Finding::new(Code::RegistryRow, place.at(row.number, at)).value(value).with("reason", reason));
                }
            }
        }
        findings.extend(registry.compare(plan, &place));
        Ok((registry, findings))
    }

    fn operator(&self, plan: &Plan, row: &RawRow, columns: &[Option<u32>; 5]) -> Result<Option<Operator>, (usize, &'static str)> {
        let cell = |column: usize| columns[column].and_then(|at| row.cell(at));
        let text = |column: usize| cell(column).map(words).unwrap_or_default();
        let (number, name) = (text(1), text(2));
        if number.is_empty() && name.is_empty() || crate::submission::layout::is_total(&text(0)) {
            return Ok(None);
        }
        let district = plan.district(&text(0)).ok_or((0, "ไม่รู้จักอำเภอ"))?;
        let key = number_key(&number);
        if key.is_empty() {
            return Err((1, "ไม่มีเลขทะเบียน"));
        }
        if is_scientific(&number) {
            return Err((1, "เลขทะเบียนไม่ครบทุกหลัก จัดรูปแบบช่องเป็นข้อความแล้วพิมพ์ใหม่"));
        }
        if self.by_number.contains_key(&key) {
            return Err((1, "เลขทะเบียนซ้ำกับแถวก่อนหน้า"));
        }
        let online_before = tick(cell(4)).map_err(|_| (4, "ไม่รู้ว่าออนไลน์เดิมหรือไม่ พิมพ์ ใช่ หรือเว้นว่าง"))?;
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
        for (i, district) in plan.districts.iter().enumerate() {
            let of_district = || self.operators.iter().filter(move |operator| operator.district == i);
            let registered = (of_district().count(), district.registered, "ผู้ประกอบการที่ลงทะเบียน");
            let online =
                (of_district().filter(|operator| operator.online_before).count(), district.online_before, "ผู้ประกอบการออนไลน์เดิม");
            for (count, planned, what) in [registered, online] {
                if count != planned as usize {
                    let finding = Finding::new(Code::RegistryMismatch, place.clone()).district(&district.geocode);
                    let finding = finding.value(integer(i64::try_from(count).unwrap_or(i64::MAX))).with("what", what);
                    findings.push(finding.with("name", &district.name).with("plan", integer(planned.into())));
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
    pub fn by_name(&self, district: usize, key: &str) -> Option<&Operator> {
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
    let Some(registry) = context.registry else { return };
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
    let finding = |code| in_row(plan, listing.district, listing.month, code, listing.registration_at.clone());
    let written = if listing.registration.is_empty() { &listing.name } else { &listing.registration };
    let Some(operator) = operator else {
        let same_name = registry.by_name(listing.district, &name).map(|operator| format!(" (ชื่อนี้มีเลขทะเบียน {})", operator.number));
        return Some(finding(Code::NotRegistered).value(written).with("nearest", same_name.unwrap_or_default()));
    };
    if operator.district != listing.district {
        return Some(finding(Code::RegisteredElsewhere).value(written).with("other", &plan.districts[operator.district].name));
    }
    operator.online_before.then(|| finding(Code::OnlineBefore).value(written))
}
