//! Which workbook is a district's report of a month: copies, revisions, and what is missing or late (SPEC §4, §8).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Context, Disposition, Report, Standing, Status, Workbook, copies};
use crate::columns::CoverField;
use crate::district::DistrictId;
use crate::finding::words::Revision;
use crate::finding::{Code, Finding, Place, Problem, Severity};
use crate::thai::calendar::Month;

/// The workbooks of one district and month, copies left out.
#[derive(Default)]
struct Group {
    /// All, in the order of their paths.
    members: Vec<usize>,
    /// The earliest revision that could be read as a report, whose date is the day of reporting.
    earliest: Option<usize>,
}

/// Chooses the workbooks in use and reports on every district and month of the context; what is missing goes to `findings`.
pub(super) fn choose(
    context: &Context<'_>,
    workbooks: &mut [Workbook],
    findings: &mut Vec<Finding>,
) -> BTreeMap<Month, Vec<Report>> {
    copies::set_aside(context, workbooks);
    settle_doubts(context, workbooks);
    let mut groups: BTreeMap<(Month, DistrictId), Group> = BTreeMap::new();
    for (i, workbook) in workbooks.iter().enumerate() {
        if let (Some(month), Some(district), true) =
            (workbook.month, workbook.district, workbook.disposition != Disposition::SetAside)
        {
            groups.entry((month, district)).or_default().members.push(i);
        }
    }
    for group in groups.values_mut() {
        let readable = group.members.iter().copied().filter(|i| workbooks[*i].disposition == Disposition::Used);
        group.earliest = readable.min_by_key(|i| workbooks[*i].revision);
        keep_newest(context, workbooks, &group.members);
    }
    let mut reports = BTreeMap::new();
    for month in context.months {
        let of_month = context.plan.ids().map(|(district, _)| {
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
fn settle_doubts(context: &Context<'_>, workbooks: &mut [Workbook]) {
    let claims = |workbook: &Workbook| workbook.disposition != Disposition::SetAside && workbook.standing != Standing::Elsewhere;
    let rivals: Vec<(usize, DistrictId, Arc<str>)> = (0..workbooks.len())
        .filter_map(|i| {
            let Standing::Doubtful(other) = workbooks[i].standing else { return None };
            let own = |j: &usize| {
                let rival = &workbooks[*j];
                *j != i && claims(rival) && (rival.month, rival.district) == (workbooks[i].month, workbooks[i].district)
            };
            let rival = (0..workbooks.len()).filter(own).min_by_key(|j| workbooks[*j].disposition != Disposition::Used)?;
            claims(&workbooks[i]).then(|| (i, other, workbooks[rival].file.clone()))
        })
        .collect();
    for (i, other, rival) in rivals {
        let workbook = &mut workbooks[i];
        let (own, other_name) = (name(context, workbook.district), name(context, Some(other)));
        let problem = Problem::DistrictDoubtful { own: own.clone(), other: other_name, rival: rival.to_string() };
        let finding = Finding::new(problem, cover_place(workbook, CoverField::District)).value(own);
        workbook.district = Some(other);
        workbook.standing = Standing::Elsewhere;
        workbook.disposition = Disposition::Rejected;
        // It says more than the mismatch alone.
        workbook.findings.retain(|finding| finding.code() != Code::FileNameMismatch);
        workbook.findings.push(finding);
    }
}

/// The name of a district; blank for none.
fn name(context: &Context<'_>, district: Option<DistrictId>) -> String {
    district.map(|district| context.plan[district].name.clone()).unwrap_or_default()
}

/// The highest revision that can be used wins; of two different ones with the same number neither does. One that cannot be
/// used sets none aside: until it is mended, the one before it counts.
fn keep_newest(context: &Context<'_>, workbooks: &mut [Workbook], group: &[usize]) {
    let mut levels: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for i in group.iter().filter(|i| workbooks[**i].disposition == Disposition::Used) {
        levels.entry(workbooks[*i].revision).or_default().push(*i);
    }
    let winner = levels.values().rev().find(|level| level.len() == 1).map(|level| level[0]);
    let newest = winner.map(|i| workbooks[i].revision);
    let above = |revision: &u32| newest.is_none_or(|newest| *revision > newest);
    for (_, level) in levels.iter().filter(|(revision, level)| level.len() > 1 && above(revision)) {
        reject_rivals(context, workbooks, level);
    }
    let Some(winner) = winner else { return };
    for i in group.iter().copied().filter(|i| *i != winner) {
        let known = workbooks[i].standing != Standing::Unknown;
        if workbooks[i].standing == Standing::Elsewhere {
            continue;
        }
        if known && workbooks[i].revision < workbooks[winner].revision {
            supersede(workbooks, i, winner);
        } else {
            tell_what_is_used(workbooks, i, winner);
        }
    }
}

/// A newer revision mended the faults of this one.
fn supersede(workbooks: &mut [Workbook], older: usize, newer: usize) {
    let (other, newer) = (workbooks[newer].file.to_string(), Revision(workbooks[newer].revision));
    let workbook = &mut workbooks[older];
    workbook.disposition = Disposition::SetAside;
    let finding = Finding::new(Problem::Superseded { newer, other }, cover_place(workbook, CoverField::Revision));
    workbook.findings = vec![finding.value(workbook.revision.to_string())];
}

fn reject_rivals(context: &Context<'_>, workbooks: &mut [Workbook], rivals: &[usize]) {
    let names: Vec<Arc<str>> = rivals.iter().map(|i| workbooks[*i].file.clone()).collect();
    for i in rivals {
        let workbook = &mut workbooks[*i];
        workbook.disposition = Disposition::Rejected;
        let other = names.iter().filter(|name| **name != workbook.file).map(ToString::to_string).collect();
        let (name, revision) = (name(context, workbook.district), Revision(workbook.revision));
        let problem = Problem::DuplicateSubmission { name, revision, other };
        let finding = Finding::new(problem, cover_place(workbook, CoverField::Revision));
        workbook.findings.push(finding.value(workbook.revision.to_string()));
    }
}

/// Says beside the faults of a workbook which other one counts meanwhile.
fn tell_what_is_used(workbooks: &mut [Workbook], unusable: usize, used: usize) {
    let (other, revision) = (workbooks[used].file.to_string(), Revision(workbooks[used].revision));
    let workbook = &mut workbooks[unusable];
    // What is no workbook at all and merely lies there needs no word.
    if workbook.findings.iter().any(|finding| finding.severity() == Severity::Error) {
        let problem = Problem::OlderReportUsed { other, revision };
        workbook.findings.push(Finding::new(problem, Place::file(&workbook.file)));
    }
}

fn cover_place(workbook: &Workbook, field: CoverField) -> Place {
    let cell = workbook.layout.as_ref().and_then(|layout| layout.cover.get(&field));
    cell.map_or_else(|| Place::file(&workbook.file), |cell| cell.place.clone())
}

fn report(
    context: &Context<'_>,
    month: Month,
    district: DistrictId,
    workbooks: &mut [Workbook],
    group: &Group,
    findings: &mut Vec<Finding>,
) -> Report {
    let plan = context.plan;
    let with_fate = |disposition: Disposition| group.members.iter().copied().find(|i| workbooks[*i].disposition == disposition);
    let reported_on = group.earliest.and_then(|i| workbooks[i].reported_on);
    let deadline = plan.deadline(month);
    let Some(i) = with_fate(Disposition::Used) else {
        let rejected = with_fate(Disposition::Rejected);
        let status = if rejected.is_some() { Status::Rejected } else { Status::Missing };
        if status == Status::Missing {
            let problem = Problem::MissingSubmission { name: name(context, Some(district)), month };
            let finding = Finding::new(problem, Place::default()).month(month);
            findings.push(finding.district(district));
        }
        let reported_on = reported_on.or_else(|| rejected.and_then(|i| workbooks[i].reported_on));
        return Report { status, late: false, reported_on, workbook: rejected };
    };
    let late = reported_on.is_some_and(|date| date > deadline);
    if let (true, Some(date)) = (late, reported_on) {
        let workbook = &mut workbooks[group.earliest.unwrap_or(i)];
        let finding = Finding::new(Problem::Late { date, deadline }, cover_place(workbook, CoverField::ReportDate));
        workbook.findings.push(finding.value(date.to_string()));
    }
    let nil = workbooks[i].nil && workbooks[i].layout.as_ref().is_some_and(|layout| layout.account.records == 0);
    if nil {
        let workbook = &mut workbooks[i];
        let problem = Problem::NilReport { name: name(context, Some(district)) };
        workbook.findings.push(Finding::new(problem, cover_place(workbook, CoverField::Nil)));
    }
    let status = match (nil, late) {
        (true, _) => Status::Nil,
        (false, true) => Status::Late,
        (false, false) => Status::OnTime,
    };
    Report { status, late, reported_on, workbook: Some(i) }
}
