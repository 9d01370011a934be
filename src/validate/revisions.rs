//! Which workbook is a district's report of a month: copies, revisions, and what is missing or late (SPEC §4, §8).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Context, Fate, Report, Status, Workbook, about};
use crate::finding::{Code, Finding, Place};
use crate::submission::columns::CoverField;
use crate::thai::calendar::{Month, day_long};
use crate::thai::digits::to_thai;

/// Chooses the workbooks in use and reports on every district and month of the context.
pub(super) fn choose(
    context: &Context<'_>,
    workbooks: &mut [Workbook],
    findings: &mut Vec<Finding>,
) -> BTreeMap<Month, Vec<Report>> {
    set_copies_aside(context, workbooks, findings);
    let mut groups: BTreeMap<(Month, usize), Vec<usize>> = BTreeMap::new();
    for (i, workbook) in workbooks.iter().enumerate() {
        if let (Some(month), Some(district), true) = (workbook.month, workbook.district, workbook.fate != Fate::SetAside) {
            groups.entry((month, district)).or_default().push(i);
        }
    }
    for group in groups.values() {
        keep_newest(context, workbooks, group, findings);
    }
    let mut reports = BTreeMap::new();
    for month in context.months {
        let of_month = (0..context.plan.districts.len()).map(|district| {
            let group = groups.get(&(*month, district)).map(Vec::as_slice).unwrap_or_default();
            report(context, *month, district, workbooks, group, findings)
        });
        reports.insert(*month, of_month.collect());
    }
    reports
}

/// Of byte-identical files of one month the first is kept.
fn set_copies_aside(context: &Context<'_>, workbooks: &mut [Workbook], findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(Option<Month>, String), Arc<str>> = BTreeMap::new();
    for workbook in workbooks.iter_mut().filter(|workbook| workbook.layout.is_some()) {
        let first = seen.entry((workbook.month, workbook.sha256.clone())).or_insert_with(|| workbook.file.clone());
        if *first != workbook.file {
            workbook.fate = Fate::SetAside;
            // What is wrong with the copy is said of the original.
            findings.retain(|finding| finding.place.file.as_ref() != Some(&workbook.file));
            let finding = Finding::new(Code::IdenticalCopy, Place::file(&workbook.file)).with("other", &*first);
            findings.push(about(context.plan, workbook, finding));
        }
    }
}

/// The highest revision wins; of two different ones with the same number neither does.
fn keep_newest(context: &Context<'_>, workbooks: &mut [Workbook], group: &[usize], findings: &mut Vec<Finding>) {
    // A file that could not be opened has no revision.
    let readable: Vec<usize> = group.iter().copied().filter(|i| workbooks[*i].layout.is_some()).collect();
    let Some(newest) = readable.iter().map(|i| workbooks[*i].revision).max() else { return };
    let (top, older): (Vec<usize>, Vec<usize>) = readable.into_iter().partition(|i| workbooks[*i].revision == newest);
    let names: Vec<Arc<str>> = top.iter().map(|i| workbooks[*i].file.clone()).collect();
    for i in older {
        let workbook = &mut workbooks[i];
        workbook.fate = Fate::SetAside;
        // Its faults were mended by the newer one.
        findings.retain(|finding| finding.place.file.as_ref() != Some(&workbook.file));
        let place = cover_place(workbook, CoverField::Revision);
        let finding = Finding::new(Code::Superseded, place)
            .value(workbook.revision.to_string())
            .with("newer", to_thai(&newest.to_string()));
        findings.push(about(context.plan, workbook, finding.with("other", &names[0])));
    }
    if top.len() > 1 {
        for i in top {
            let workbook = &mut workbooks[i];
            workbook.fate = Fate::Rejected;
            let others: Vec<&str> = names.iter().filter(|name| **name != workbook.file).map(|name| &**name).collect();
            let name = workbook.district.map(|district| context.plan.districts[district].name.as_str()).unwrap_or_default();
            let finding =
                Finding::new(Code::DuplicateSubmission, cover_place(workbook, CoverField::Revision)).value(newest.to_string());
            let finding =
                finding.with("name", name).with("revision", to_thai(&newest.to_string())).with("other", others.join(", "));
            findings.push(about(context.plan, workbook, finding));
        }
    }
}

fn cover_place(workbook: &Workbook, field: CoverField) -> Place {
    let cell = workbook.layout.as_ref().and_then(|layout| layout.cover.get(&field));
    cell.map_or_else(|| Place::file(&workbook.file), |cell| cell.place.clone())
}

fn report(
    context: &Context<'_>,
    month: Month,
    district: usize,
    workbooks: &[Workbook],
    group: &[usize],
    findings: &mut Vec<Finding>,
) -> Report {
    let plan = context.plan;
    let used = group.iter().copied().find(|i| workbooks[*i].fate == Fate::Used);
    let rejected = group.iter().copied().find(|i| workbooks[*i].fate == Fate::Rejected);
    let earliest = group.iter().copied().filter(|i| workbooks[*i].layout.is_some()).min_by_key(|i| workbooks[*i].revision);
    let reported_on = earliest.and_then(|i| workbooks[i].reported_on);
    let deadline = plan.deadline(month);
    let Some(i) = used else {
        let status = if rejected.is_some() { Status::Rejected } else { Status::Missing };
        if status == Status::Missing {
            let name = &plan.districts[district].name;
            let finding =
                Finding::new(Code::MissingSubmission, Place::default()).month(month).district(&plan.districts[district].geocode);
            findings.push(finding.with("name", name).with("month", month.thai()));
        }
        return Report { status, late: false, reported_on, workbook: rejected };
    };
    let late = reported_on.is_some_and(|date| date > deadline);
    if let (true, Some(date)) = (late, reported_on) {
        let place = cover_place(&workbooks[earliest.unwrap_or(i)], CoverField::ReportDate);
        let finding =
            Finding::new(Code::Late, place).value(date.to_string()).shown(day_long(date)).with("deadline", day_long(deadline));
        findings.push(about(plan, &workbooks[i], finding));
    }
    let nil = workbooks[i].nil && workbooks[i].layout.as_ref().is_some_and(|layout| layout.account.records == 0);
    if nil {
        let finding = Finding::new(Code::NilReport, cover_place(&workbooks[i], CoverField::Nil));
        findings.push(about(plan, &workbooks[i], finding.with("name", &plan.districts[district].name)));
    }
    let status = match (nil, late) {
        (true, _) => Status::Nil,
        (false, true) => Status::Late,
        (false, false) => Status::OnTime,
    };
    Report { status, late, reported_on, workbook: Some(i) }
}
