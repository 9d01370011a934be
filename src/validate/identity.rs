//! Who sent a workbook, and for which month: cover, then stamp, then file name and folder (SPEC §4).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Fate, Workbook, about};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;
use crate::submission::columns::CoverField;
use crate::submission::layout::{CoverCell, Layout, recognise};
use crate::submission::raw::{RawValue, RawWorkbook};
use crate::submission::read::{ReadTrouble, Size};
use crate::submission::values::{day, nil_tick, number, words};
use crate::submission::{Received, STAMP_GEOCODE, STAMP_MONTH};
use crate::thai::calendar::Month;
use crate::thai::digits::{to_arabic, to_thai};
use crate::thai::text::name_key;

/// Opens the workbook's layout and finds out whose it is; what is wrong goes to `findings`.
pub(super) fn identify(plan: &Plan, received: Received, findings: &mut Vec<Finding>) -> Workbook {
    let Received { file, folder, sha256, content } = received;
    let guess = district_in_path(plan, &file);
    let mut workbook = Workbook {
        file,
        month: folder,
        district: guess,
        revision: 0,
        nil: false,
        reported_on: None,
        fate: Fate::Used,
        layout: None,
        date_1904: false,
        sha256,
        counted: 0,
    };
    match content {
        Ok(raw) => {
            let mut identity = Identity {
                plan,
                raw: &raw,
                layout: recognise(&workbook.file, &raw),
                workbook: &mut workbook,
                findings: Vec::new(),
            };
            identity.run();
            let (layout, mut faults) = (identity.layout, identity.findings);
            workbook.layout = Some(layout);
            workbook.date_1904 = raw.date_1904;
            faults.extend(layout_findings(&mut workbook));
            findings.extend(faults.into_iter().map(|finding| about(plan, &workbook, finding)));
        }
        Err(trouble) => {
            workbook.fate = Fate::Rejected;
            findings.push(about(plan, &workbook, trouble_finding(&workbook, &trouble)));
        }
    }
    workbook
}

/// The layout's own findings. A missing form or column rejects the workbook, unless the cover says nil.
fn layout_findings(workbook: &mut Workbook) -> Vec<Finding> {
    let Some(layout) = &mut workbook.layout else { return Vec::new() };
    let mut findings = std::mem::take(&mut layout.findings);
    let unusable = |code: Code| matches!(code, Code::SheetMissing | Code::SheetTwice | Code::ColumnMissing);
    if workbook.nil && layout.account.records == 0 {
        findings.retain(|finding| !unusable(finding.code));
    }
    let empty = layout.account.records == 0 && !workbook.nil && !findings.iter().any(|finding| unusable(finding.code));
    if empty {
        findings.push(Finding::new(Code::EmptyReport, Place::file(&workbook.file)));
    }
    if empty || findings.iter().any(|finding| unusable(finding.code)) {
        workbook.fate = Fate::Rejected;
    }
    if workbook.nil && layout.account.records > 0 {
        let place = layout.cover.get(&CoverField::Nil).map_or_else(|| Place::file(&workbook.file), |cell| cell.place.clone());
        findings.push(Finding::new(Code::NilWithRows, place).with("rows", layout.account.records));
    }
    findings
}

fn trouble_finding(workbook: &Workbook, trouble: &ReadTrouble) -> Finding {
    let finding = |code| Finding::new(code, Place::file(&workbook.file));
    match trouble {
        ReadTrouble::Encrypted => finding(Code::FileEncrypted),
        ReadTrouble::NotASpreadsheet => finding(Code::FileNotSpreadsheet),
        ReadTrouble::Empty => finding(Code::FileEmpty),
        ReadTrouble::TookTooLong(_) | ReadTrouble::OutOfMemory => finding(Code::FileTookTooLong),
        ReadTrouble::OutsideInputs | ReadTrouble::Link | ReadTrouble::NotAFile => finding(Code::FileOutsideInputs),
        ReadTrouble::TooLarge { what: Size::Files, limit } => finding(Code::TooManyFiles).with("limit", limit),
        ReadTrouble::TooLarge { what, limit } => finding(Code::FileTooLarge).with("what", too_large(*what, *limit)),
        ReadTrouble::Unreadable(reason) | ReadTrouble::Inaccessible(reason) => {
            finding(Code::FileUnreadable).with("reason", reason)
        }
    }
}

fn too_large(what: Size, limit: u64) -> String {
    let text = match what {
        Size::File => format!("แฟ้มเกิน {} MiB", limit >> 20),
        Size::Inflated => format!("คลายแล้วเกิน {} MiB", limit >> 20),
        Size::Rows => format!("แผ่นงานเกิน {limit} แถว"),
        Size::Columns => format!("แผ่นงานเกิน {limit} คอลัมน์"),
        Size::Cells => format!("เกิน {limit} ช่อง"),
        Size::Text => format!("ข้อความเกิน {} MiB", limit >> 20),
        Size::Sheets => format!("เกิน {limit} แผ่นงาน"),
        Size::Files => format!("เกิน {limit} แฟ้ม"),
    };
    to_thai(&text)
}

struct Identity<'a> {
    plan: &'a Plan,
    raw: &'a RawWorkbook,
    layout: Layout,
    workbook: &'a mut Workbook,
    findings: Vec<Finding>,
}

impl Identity<'_> {
    fn run(&mut self) {
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

    fn value(&self, field: CoverField) -> Option<&RawValue> {
        self.cell(field).and_then(|cell| cell.value.as_ref())
    }

    fn text(&self, field: CoverField) -> String {
        self.value(field).map(words).unwrap_or_default()
    }

    fn place(&self, field: CoverField) -> Place {
        self.cell(field).map_or_else(|| Place::file(&self.workbook.file), |cell| cell.place.clone())
    }

    fn finding(&mut self, code: Code, field: CoverField) -> &mut Finding {
        let finding = Finding::new(code, self.place(field)).value(self.text(field)).with("field", field.label());
        self.findings.push(finding);
        self.findings.last_mut().expect("one was just pushed")
    }

    fn reject(&mut self, code: Code, field: CoverField) -> &mut Finding {
        self.workbook.fate = Fate::Rejected;
        self.finding(code, field)
    }

    fn province(&mut self) {
        let given = name_key(&self.text(CoverField::Province));
        let name = name_key(&self.plan.province.name);
        let known = [name.clone(), format!("จ{name}"), format!("จังหวัด{name}"), self.plan.province.geocode.clone()];
        if !given.is_empty() && !known.contains(&given) {
            let province = self.plan.province.name.clone();
            let finding = self.finding(Code::ProvinceOther, CoverField::Province);
            *finding = finding.clone().with("province", province);
        }
    }

    fn district(&mut self) {
        let stamp = self.raw.properties.get(STAMP_GEOCODE).filter(|stamp| !stamp.trim().is_empty()).cloned();
        let stamped = stamp.as_deref().and_then(|stamp| self.plan.district(stamp));
        let text = self.text(CoverField::District);
        if text.is_empty() {
            self.workbook.district = stamped.or(self.workbook.district);
            if self.workbook.district.is_none() {
                self.reject(Code::DistrictUnknown, CoverField::District);
            }
            return;
        }
        match self.plan.district(&text) {
            Some(district) => {
                self.workbook.district = Some(district);
                if let (Some(other), Some(stamp)) = (stamped.filter(|other| *other != district), stamp) {
                    let stamp = format!("อำเภอ{} ({stamp})", self.plan.districts[other].name);
                    self.mismatch(CoverField::District, stamp);
                }
            }
            None => {
                self.workbook.district = self.workbook.district.or(stamped);
                self.reject(Code::DistrictUnknown, CoverField::District);
            }
        }
    }

    fn mismatch(&mut self, field: CoverField, stamp: String) {
        let finding = self.finding(Code::StampMismatch, field);
        *finding = finding.clone().with("what", "แก่").with("stamp", stamp);
    }

    fn month(&mut self) {
        let year = self.plan.fiscal_year();
        let folder = self.workbook.month;
        let stamp = self.raw.properties.get(STAMP_MONTH).and_then(|stamp| stamp.parse::<Month>().ok());
        let given = match self.value(CoverField::Month) {
            None => stamp.or(folder),
            Some(RawValue::Text(text)) => Month::parse(text, year),
            value => day(value, year, self.raw.date_1904).ok().flatten().map(Month::of),
        };
        let Some(month) = given else {
            self.reject(Code::MonthUnknown, CoverField::Month);
            return;
        };
        if let Some(stamp) = stamp.filter(|stamp| *stamp != month) {
            self.mismatch(CoverField::Month, format!("เดือน{}", stamp.thai()));
        }
        let outside = month.fiscal_year() != year;
        let elsewhere = folder.filter(|folder| *folder != month);
        if let Some(folder) = elsewhere {
            let finding = self.reject(Code::MonthNotFolder, CoverField::Month);
            *finding = finding.clone().shown(month.thai()).with("folder", folder.thai());
        } else if outside {
            let finding = self.reject(Code::MonthOutsideYear, CoverField::Month);
            *finding = finding.clone().shown(month.thai()).with("year", year);
        }
        self.workbook.month = Some(folder.unwrap_or(month));
    }

    fn revision(&mut self) {
        let written = number(self.value(CoverField::Revision)).ok();
        let whole = |number: Decimal| number.is_integer().then(|| number.to_u32()).flatten();
        let revision = match written {
            Some(None) => Some(0),
            Some(Some(number)) => whole(number),
            None => the_only_number(&self.text(CoverField::Revision)),
        };
        match revision {
            Some(revision) => self.workbook.revision = revision,
            None => _ = self.reject(Code::RevisionUnclear, CoverField::Revision),
        }
    }

    fn nil(&mut self) {
        match nil_tick(self.value(CoverField::Nil)) {
            Ok(nil) => self.workbook.nil = nil,
            Err(code) => _ = self.finding(code, CoverField::Nil),
        }
    }

    fn report_date(&mut self) {
        match day(self.value(CoverField::ReportDate), self.plan.fiscal_year(), self.raw.date_1904) {
            Ok(date) => self.workbook.reported_on = date,
            // The last month's report is dated in the next fiscal year.
            Err(Code::YearUnclear) => {
                let next = crate::thai::calendar::FiscalYear(self.plan.fiscal_year().0 + 1);
                match day(self.value(CoverField::ReportDate), next, self.raw.date_1904) {
                    Ok(date) => self.workbook.reported_on = date,
                    Err(code) => _ = self.finding(code, CoverField::ReportDate),
                }
            }
            Err(code) => _ = self.finding(code, CoverField::ReportDate),
        }
    }

    fn blank_fields(&mut self) {
        for field in [CoverField::District, CoverField::Month, CoverField::Reporter, CoverField::ReportDate] {
            if self.value(field).is_none() {
                let finding = Finding::new(Code::CoverBlank, self.place(field)).with("field", field.label());
                self.findings.push(finding);
            }
        }
    }
}

/// The number in words such as ครั้งที่ ๑; `None` where there is none, or more than one.
fn the_only_number(text: &str) -> Option<u32> {
    let text = to_arabic(text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let only = numbers.next()?.parse().ok();
    only.filter(|_| numbers.next().is_none() && !text.contains(['-', '.']))
}

/// The one district whose name, alias or geocode stands in the file's name or folders, if there is one.
fn district_in_path(plan: &Plan, file: &str) -> Option<usize> {
    let inside = file.split_once('/').map_or(file, |(_, rest)| rest);
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    // The nearest part of the path decides: the file's own name, then its folder.
    stem.rsplit('/').find_map(|part| district_in_name(plan, &name_key(part)))
}

fn district_in_name(plan: &Plan, key: &str) -> Option<usize> {
    let mut longest: BTreeMap<usize, usize> = BTreeMap::new();
    for (name, district) in plan.district_keys().filter(|(name, _)| !name.is_empty() && key.contains(name)) {
        let length = longest.entry(district).or_default();
        *length = (*length).max(name.chars().count());
    }
    let mut found: Vec<(usize, usize)> = longest.into_iter().collect();
    found.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    match found.as_slice() {
        [(district, _)] => Some(*district),
        // A longer name that holds a shorter one: เมืองปง is not ปง.
        [(district, long), (_, short), ..] if long > short => Some(*district),
        _ => None,
    }
}
