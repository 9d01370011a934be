//! The findings by district, those that must be mended first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use super::files::{input_link, return_link};
use super::words::said;
use crate::district::DistrictId;
use crate::finding::{Finding, Lang, Severity};
use crate::thai::calendar::Month;

/// A page that nobody could scroll through helps nobody: beyond this many of a district and month, findings.json has the rest.
const SHOWN: usize = 1000;

/// The same for the months before, which were mended long ago or never will be.
const SHOWN_EARLIER: usize = 100;

/// How many of each severity.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Tally {
    errors: i64,
    warnings: i64,
    notes: i64,
}

impl Tally {
    pub(super) fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        findings.fold(Self::default(), |mut tally, finding| {
            match finding.severity() {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
            tally
        })
    }
}

/// A district's findings of a month; those of no district have no geocode and no name.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    geocode: &'a str,
    name: &'a str,
    tally: Tally,
    /// Link to the workbook that goes back to the district.
    returned: Option<String>,
    /// Errors and warnings, in that order.
    to_mend: Vec<Item<'a>>,
    /// Notes.
    to_know: Vec<Item<'a>>,
    /// How many are left out here.
    left_out: i64,
}

/// A finding.
#[derive(Debug, Serialize)]
struct Item<'a> {
    /// `error`, `warning` or `note`.
    severity: Severity,
    code: &'static str,
    file: Option<&'a str>,
    link: Option<String>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    value: Option<&'a str>,
    message: String,
    hint: String,
}

/// The findings of an earlier month.
#[derive(Debug, Serialize)]
pub(super) struct Earlier<'a> {
    month: String,
    tally: Tally,
    groups: Vec<Group<'a>>,
}

/// The compiled month's findings; districts with errors first.
pub(super) fn groups<'a>(report: &Report<'a>) -> Vec<Group<'a>> {
    let own: Vec<&'a Finding> = report.run.validated.findings.iter().filter(|finding| is_own(report, finding)).collect();
    grouped(report, &own, true)
}

/// The findings of the months before, the latest first.
pub(super) fn earlier<'a>(report: &Report<'a>) -> Vec<Earlier<'a>> {
    let mut months: BTreeMap<Month, Vec<&'a Finding>> = BTreeMap::new();
    for finding in report.run.validated.findings.iter().filter(|finding| !is_own(report, finding)) {
        months.entry(finding.month.unwrap_or(report.run.month)).or_default().push(finding);
    }
    let of_month = |(month, findings): (Month, Vec<&'a Finding>)| Earlier {
        month: said(&month, report.lang),
        tally: Tally::of(findings.iter().copied()),
        groups: grouped(report, &findings, false),
    };
    months.into_iter().rev().map(of_month).collect()
}

fn is_own(report: &Report<'_>, finding: &Finding) -> bool {
    finding.month.is_none_or(|month| month == report.run.month)
}

fn grouped<'a>(report: &Report<'a>, findings: &[&'a Finding], is_own: bool) -> Vec<Group<'a>> {
    let most = if is_own { SHOWN } else { SHOWN_EARLIER };
    // Those of no district come last.
    let mut of_district: BTreeMap<(bool, Option<DistrictId>), Vec<&'a Finding>> = BTreeMap::new();
    for finding in findings {
        of_district.entry((finding.district.is_none(), finding.district)).or_default().push(finding);
    }
    let group = |((_, district), mut findings): ((bool, Option<DistrictId>), Vec<&'a Finding>)| {
        findings.sort_by_key(|finding| finding.severity());
        let district = district.map(|district| &report.plan[district]);
        let (geocode, name) = district.map_or(("", ""), |district| (&*district.geocode, &*district.name));
        let shown = findings.iter().take(most);
        let (to_know, to_mend) = shown.partition::<Vec<&Finding>, _>(|finding| finding.severity() == Severity::Note);
        let items = |findings: Vec<&'a Finding>| findings.into_iter().map(|finding| item(finding, report.lang)).collect();
        Group {
            geocode,
            name,
            tally: Tally::of(findings.iter().copied()),
            returned: if is_own { return_link(report.files, geocode) } else { None },
            to_mend: items(to_mend),
            to_know: items(to_know),
            left_out: findings.len().saturating_sub(most) as i64,
        }
    };
    let mut groups: Vec<Group<'a>> = of_district.into_iter().map(group).collect();
    groups.sort_by_key(|group| (group.tally.errors == 0, group.to_mend.is_empty()));
    groups
}

fn item(finding: &Finding, lang: Lang) -> Item<'_> {
    let place = &finding.place;
    Item {
        severity: finding.severity(),
        code: finding.code().name(),
        file: place.file.as_deref(),
        link: place.file.as_deref().map(input_link),
        sheet: place.sheet.as_deref(),
        cell: place.cell.map(|cell| cell.to_string()),
        value: finding.value.as_deref(),
        message: finding.message(lang),
        hint: finding.hint(lang),
    }
}
