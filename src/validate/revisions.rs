//! Which workbook is a district's report of a month: copies, revisions, and what is missing or late (SPEC §4, §8).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Context, Fate, Report, Standing, Status, Workbook, about, copies};
use crate::finding::{Code, Finding, Place, Severity};
use crate::submission::columns::CoverField;
use crate::thai::calendar::{Month, day_long};
use crate::thai::digits::to_thai;

/// The workbooks of one district and month, copies left out.
#[derive(Default)]
struct Group {
    /// All, in the order of their paths.
    members: Vec<usize>,
    /// The earliest revision that could be read as a report, whose date is the day of reporting.
    earliest: Option<usize>,
}

/// Chooses the workbooks in use and reports on every district and month of the context.
pub(super) fn choose(
    context: &Context<'_>,
    workbooks: &mut [Workbook],
    findings: &mut Vec<Finding>,
) -> BTreeMap<Month, Vec<Report>> {
    copies::set_aside(context, workbooks, findings);
    settle_doubts(context, workbooks, findings);
    let mut groups: BTreeMap<(Month, usize), Group> = BTreeMap::new();
    for (i, workbook) in workbooks.iter().enumerate() {
        if let (Some(month), Some(district), true) = (workbook.month, workbook.district, workbook.fate != Fate::SetAside) {
            groups.entry((month, district)).or_default().members.push(i);
        }
    }
    for group in groups.values_mut() {
        let readable = group.members.iter().copied().filter(|i| workbooks[*i].fate == Fate::Used);
        group.earliest = readable.min_by_key(|i| workbooks[*i].revision);
        keep_newest(context, workbooks, &group.members, findings);
    }
    let mut reports = BTreeMap::new();
    for month in context.months {
        let of_month = (0..context.plan.districts.len()).map(|district| {
            let none = Group::default();
            let group = groups.get(&(*month, district)).unwrap_or(&none);
            report(context, *month, district, workbooks, group, findings)
        });
        reports.insert(*month, of_month.collect());
    }
    reports
}

/// Rejects each workbook that only one of cover, stamp and name gives to its district where that district has another one:
/// it is left to the other district that is named, and sets nothing aside.
fn settle_doubts(context: &Context<'_>, workbooks: &mut [Workbook], findings: &mut Vec<Finding>) {
    let claims = |workbook: &Workbook| workbook.fate != Fate::SetAside && workbook.standing != Standing::Elsewhere;
    let rivals: Vec<(usize, usize, Arc<str>)> = (0..workbooks.len())
        .filter_map(|i| {
            let Standing::Doubtful(other) = workbooks[i].standing else { return None };
            let own = |j: &usize| {
                let rival = &workbooks[*j];
                *j != i && claims(rival) && (rival.month, rival.district) == (workbooks[i].month, workbooks[i].district)
            };
            let rival = (0..workbooks.len()).filter(own).min_by_key(|j| workbooks[*j].fate != Fate::Used)?;
            claims(&workbooks[i]).then(|| (i, other, workbooks[rival].file.clone()))
        })
        .collect();
    let name =
        |district: Option<usize>| district.map(|district| context.plan.districts[district].name.as_str()).unwrap_or_default();
    for (i, other, rival) in rivals {
        let workbook = &mut workbooks[i];
        let finding = Finding::new(Code::DistrictDoubtful, cover_place(workbook, CoverField::District)).with("rival", rival);
        let finding = finding.value(name(workbook.district)).with("other", name(Some(other)));
        workbook.district = Some(other);
        workbook.standing = Standing::Elsewhere;
        workbook.fate = Fate::Rejected;
        // It says more than the mismatch alone.
        let of_it = |finding: &Finding| finding.place.file.as_ref() == Some(&workbook.file);
        findings.retain(|finding| !(of_it(finding) && finding.code == Code::FileNameMismatch));
        findings.push(finding);
        for finding in findings.iter_mut().filter(|finding| of_it(finding)) {
            *finding = about(context.plan, workbook, finding.clone());
        }
    }
}

/// The highest revision that can be used wins; of two different ones with the same number neither does. One that cannot be
/// used sets none aside: until it is mended, the one before it counts.
fn keep_newest(context: &Context<'_>, workbooks: &mut [Workbook], group: &[usize], findings: &mut Vec<Finding>) {
    let mut levels: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for i in group.iter().filter(|i| workbooks[**i].fate == Fate::Used) {
        levels.entry(workbooks[*i].revision).or_default().push(*i);
    }
    let winner = levels.values().rev().find(|level| level.len() == 1).map(|level| level[0]);
    let newest = winner.map(|i| workbooks[i].revision);
    let above = |revision: &u32| newest.is_none_or(|newest| *revision > newest);
    for (_, level) in levels.iter().filter(|(revision, level)| level.len() > 1 && above(revision)) {
        reject_rivals(context, workbooks, level, findings);
    }
    let Some(winner) = winner else { return };
    for i in group.iter().copied().filter(|i| *i != winner) {
        let known = workbooks[i].standing != Standing::Unknown;
        if workbooks[i].standing == Standing::Elsewhere {
            continue;
        }
        if known && workbooks[i].revision < workbooks[winner].revision {
            supersede(context, workbooks, i, winner, findings);
        } else {
            tell_what_is_used(context, workbooks, i, winner, findings);
        }
    }
}

/// A newer revision mended the faults of this one.
fn supersede(context: &Context<'_>, workbooks: &mut [Workbook], older: usize, newer: usize, findings: &mut Vec<Finding>) {
    let (by, revision) = (workbooks[newer].file.clone(), workbooks[newer].revision);
    let workbook = &mut workbooks[older];
    workbook.fate = Fate::SetAside;
    findings.retain(|finding| finding.place.file.as_ref() != Some(&workbook.file));
    let finding =
        Finding::new(Code::Superseded, cover_place(workbook, CoverField::Revision)).value(workbook.revision.to_string());
    findings.push(about(context.plan, workbook, finding.with("newer", to_thai(&revision.to_string())).with("other", by)));
}

fn reject_rivals(context: &Context<'_>, workbooks: &mut [Workbook], rivals: &[usize], findings: &mut Vec<Finding>) {
    let names: Vec<Arc<str>> = rivals.iter().map(|i| workbooks[*i].file.clone()).collect();
    for i in rivals {
        let workbook = &mut workbooks[*i];
        workbook.fate = Fate::Rejected;
        let others: Vec<&str> = names.iter().filter(|name| **name != workbook.file).map(|name| &**name).collect();
        let name = workbook.district.map(|district| context.plan.districts[district].name.as_str()).unwrap_or_default();
        let revision = workbook.revision.to_string();
        let finding = Finding::new(Code::DuplicateSubmission, cover_place(workbook, CoverField::Revision)).value(&revision);
        let finding = finding.with("name", name).with("revision", to_thai(&revision)).with("other", others.join(", "));
        findings.push(about(context.plan, workbook, finding));
    }
}

/// Says beside the faults of a workbook which other one counts meanwhile.
fn tell_what_is_used(context: &Context<'_>, workbooks: &[Workbook], unusable: usize, used: usize, findings: &mut Vec<Finding>) {
    let (workbook, used) = (&workbooks[unusable], &workbooks[used]);
    let own = |finding: &&Finding| finding.place.file.as_ref() == Some(&workbook.file);
    // What is no workbook at all and merely lies there needs no word.
    if findings.iter().filter(own).any(|finding| finding.severity() == Severity::Error) {
        let finding = Finding::new(Code::OlderReportUsed, Place::file(&workbook.file)).with("other", &*used.file);
        findings.push(about(context.plan, workbook, finding.with("revision", to_thai(&used.revision.to_string()))));
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
    group: &Group,
    findings: &mut Vec<Finding>,
) -> Report {
    let plan = context.plan;
    let with_fate = |fate: Fate| group.members.iter().copied().find(|i| workbooks[*i].fate == fate);
    let reported_on = group.earliest.and_then(|i| workbooks[i].reported_on);
    let deadline = plan.deadline(month);
    let Some(i) = with_fate(Fate::Used) else {
        let rejected = with_fate(Fate::Rejected);
        let status = if rejected.is_some() { Status::Rejected } else { Status::Missing };
        if status == Status::Missing {
            let name = &plan.districts[district].name;
            let finding =
                Finding::new(Code::MissingSubmission, Place::default()).month(month).district(&plan.districts[district].geocode);
            findings.push(finding.with("name", name).with("month", month.thai()));
        }
        let reported_on = reported_on.or_else(|| rejected.and_then(|i| workbooks[i].reported_on));
        return Report { status, late: false, reported_on, workbook: rejected };
    };
    let late = reported_on.is_some_and(|date| date > deadline);
    if let (true, Some(date)) = (late, reported_on) {
        let place = cover_place(&workbooks[group.earliest.unwrap_or(i)], CoverField::ReportDate);
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
