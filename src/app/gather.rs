//! What was dropped: for the months of the year, and beside them.

use std::path::{Path, PathBuf};

use super::AppError;
use super::asked::Asked;
use crate::plan::Plan;
use crate::submission::find::{Source, find};
use crate::submission::read::{ReadLimits, ReadTrouble};
use crate::submission::stray::{Stray, strays};
use crate::thai::calendar::Month;
use crate::workspace::{Workspace, WorkspaceError};

/// What was dropped for a month and those of the year before it.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// What may be workbooks, by month, in the order of their paths.
    pub sources: Vec<(Month, Source)>,
    /// What is not even opened: its month, its path relative to `inputs/`, and why.
    pub troubles: Vec<(Month, String, ReadTrouble)>,
    /// What lies beside the months.
    pub strays: Vec<Stray>,
}

/// The plan's limits on reading; seconds and memory are the program's own.
pub fn limits(plan: &Plan) -> ReadLimits {
    let plan = &plan.limits;
    ReadLimits {
        file_bytes: plan.file_mib << 20,
        inflated_bytes: plan.inflated_mib << 20,
        rows: plan.rows,
        files: plan.files,
        month_rows: plan.month_rows,
        ..ReadLimits::default()
    }
}

/// Finds what was dropped for the months of the year up to `month`.
///
/// # Errors
/// Where the inputs cannot be listed.
pub fn gather(workspace: &Workspace, plan: &Plan, month: Month) -> Result<Gathered, AppError> {
    let mut gathered = Gathered { strays: beside(workspace, plan)?, ..Gathered::default() };
    for (of, folder) in of_year(workspace, plan)?.into_iter().filter(|(of, _)| *of <= month) {
        let found = find(&workspace.inputs(), &folder, &limits(plan));
        gathered.sources.extend(found.sources.into_iter().map(|source| (of, source)));
        gathered.troubles.extend(found.troubles.into_iter().map(|(file, trouble)| (of, file, trouble)));
    }
    Ok(gathered)
}

/// The month asked for, or the latest of the fiscal year that has submissions.
///
/// # Errors
/// Where there is none, or it lies outside the fiscal year.
pub fn choose_month(workspace: &Workspace, plan: &Plan, asked: Option<Month>) -> Result<Month, AppError> {
    if let Some(month) = asked {
        return of_plan(plan, month);
    }
    let months = of_year(workspace, plan)?;
    let with_files = months.iter().rev().find(|(_, folder)| holds_anything(workspace, plan, folder));
    with_files.map(|(month, _)| *month).ok_or_else(|| nothing_yet(workspace, plan))
}

/// Whether anything lies in the folders of `month`.
///
/// # Errors
/// Where the inputs cannot be listed.
pub fn received_anything(workspace: &Workspace, plan: &Plan, month: Month) -> Result<bool, AppError> {
    Ok(of_year(workspace, plan)?.iter().any(|(of, folder)| *of == month && holds_anything(workspace, plan, folder)))
}

/// Whether a month's folder holds anything that may be a workbook.
fn holds_anything(workspace: &Workspace, plan: &Plan, folder: &Path) -> bool {
    let found = find(&workspace.inputs(), folder, &limits(plan));
    !found.sources.is_empty() || !found.troubles.is_empty()
}

/// `month`, where it lies in the plan's fiscal year.
///
/// # Errors
/// Where it does not.
pub fn of_plan(plan: &Plan, month: Month) -> Result<Month, AppError> {
    let year = plan.fiscal_year();
    let outside = || Asked::OutsideYear(month, year).into();
    Some(month).filter(|month| month.fiscal_year() == year).ok_or_else(outside)
}

/// The folders of the fiscal year's months.
fn of_year(workspace: &Workspace, plan: &Plan) -> Result<Vec<(Month, PathBuf)>, AppError> {
    let mut months = workspace.months()?;
    months.retain(|(month, _)| month.fiscal_year() == plan.fiscal_year());
    Ok(months)
}

/// What lies below `inputs/` and no month of the year reads.
fn beside(workspace: &Workspace, plan: &Plan) -> Result<Vec<Stray>, AppError> {
    let found = strays(&workspace.inputs(), plan.fiscal_year(), &workspace.named_in_plan(plan), &limits(plan));
    found.map_err(|error| WorkspaceError::Read { path: "inputs".to_owned(), error }.into())
}

/// Says that no month has a report, and which files may be reports in a wrong place.
fn nothing_yet(workspace: &Workspace, plan: &Plan) -> AppError {
    let strays = beside(workspace, plan).unwrap_or_default();
    let beside = strays.into_iter().filter(Stray::may_be_report).map(|stray| stray.path).take(5).collect();
    Asked::NothingYet { year: plan.fiscal_year(), beside }.into()
}
