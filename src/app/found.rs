//! What was found in a month's files, a part of it at a time, each beside the row that the district sent.

use std::collections::{BTreeMap, BTreeSet};

use super::dropped::rows_of;
use super::gather::gather;
use super::months::compile_month;
use super::receive::Intake;
use super::{AppError, Runtime};
use crate::finding::{Finding, Severity};
use crate::form::returned;
use crate::lang::Lang;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::submission::find::{self, Source};
use crate::submission::layout::RowAsSent;
use crate::thai::calendar::Month;
use crate::workspace::{REGISTRY, Workspace};

/// Which findings are wanted: of a district, a severity, a sheet; all where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Geocode; blank for those of no district.
    pub district: Option<String>,
    /// How much they matter.
    pub severity: Option<Severity>,
    /// Sheet, as the workbook names it.
    pub sheet: Option<String>,
}

impl Filter {
    /// Whether a finding is wanted.
    pub fn admits(&self, plan: &Plan, finding: &Finding) -> bool {
        let geocode = finding.district.map_or("", |district| plan[district].geocode.as_str());
        self.district.as_deref().is_none_or(|wanted| wanted == geocode)
            && self.severity.is_none_or(|wanted| wanted == finding.severity())
            && self.sheet.as_deref().is_none_or(|wanted| finding.place.sheet.as_deref() == Some(wanted))
    }
}

/// A part of a month's findings.
#[derive(Debug)]
pub struct Found {
    /// The month.
    pub compiled: CompiledMonth,
    /// Findings of this part, those that must be mended first, each with its row.
    pub findings: Vec<(Finding, Option<RowAsSent>)>,
    /// How many are wanted in all.
    pub wanted: usize,
    /// The sheets in which anything was found.
    pub sheets: BTreeSet<String>,
}

/// At most `most` of the month's wanted findings, from `from` on.
///
/// # Errors
/// As [`compile_month`].
pub fn found(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Month,
    filter: &Filter,
    (from, most): (usize, usize),
) -> Result<Found, AppError> {
    let compiled = compile_month(workspace, plan, runtime, month)?;
    let sheets = compiled.own_findings().filter_map(|finding| finding.place.sheet.as_deref().map(str::to_owned)).collect();
    let mut wanted: Vec<&Finding> = compiled.own_findings().filter(|finding| filter.admits(plan, finding)).collect();
    // Within a severity they stay in the order of districts and places.
    wanted.sort_by_key(|finding| finding.severity());
    let shown: Vec<&Finding> = wanted.iter().copied().skip(from).take(most).collect();
    let rows = rows(workspace, plan, runtime, month, &shown)?;
    let findings = shown.into_iter().cloned().zip(rows).collect();
    let wanted = wanted.len();
    Ok(Found { compiled, findings, wanted, sheets })
}

/// The row of each finding; none where its file cannot be read any more.
fn rows(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Month,
    findings: &[&Finding],
) -> Result<Vec<Option<RowAsSent>>, AppError> {
    let intake = Intake::open(runtime, plan)?;
    let gathered = gather(workspace, plan, month)?;
    let mut of_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.place.cell.is_some()) {
        of_file.entry(finding.place.file.as_deref().unwrap_or_default()).or_default().push(at);
    }
    let mut rows = vec![None; findings.len()];
    for (file, places) in of_file {
        let dropped = || gathered.sources.iter().find(|(_, source)| source.path == file).map(|(_, source)| source.clone());
        let registry = || (file == REGISTRY).then(|| find::file(&workspace.inputs(), REGISTRY)?.ok()).flatten();
        let source: Option<Source> = dropped().or_else(registry);
        let own: Vec<&Finding> = places.iter().map(|at| findings[*at]).collect();
        let read = source.and_then(|source| rows_of(&intake, &source, &own).ok()).unwrap_or_default();
        for (at, row) in places.into_iter().zip(read) {
            rows[at] = row;
        }
    }
    Ok(rows)
}

/// The workbook of a district that goes back, each wrong cell marked, and its file's name; `None` where none of its own has
/// errors.
///
/// # Errors
/// As [`compile_month`], and where it cannot be written.
pub fn to_return(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Month,
    geocode: &str,
    lang: Lang,
) -> Result<Option<Vec<u8>>, AppError> {
    let compiled = compile_month(workspace, plan, runtime, month)?;
    let of = |file: &str| {
        compiled.own_findings().filter(|finding| finding.place.file.as_deref() == Some(file)).collect::<Vec<&Finding>>()
    };
    let is_faulty = |file: &str| of(file).iter().any(|finding| finding.severity() == Severity::Error);
    let district = plan.ids().find(|(_, district)| district.geocode == geocode).map(|(id, _)| id);
    let Some(workbook) = district.and_then(|district| compiled.returned(district, is_faulty)) else { return Ok(None) };
    Ok(Some(returned(plan, workbook, &of(&workbook.file), lang)?))
}
