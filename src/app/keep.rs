//! What else is done with the archive: the signed scan filed, everything listed, handed on.

use std::path::PathBuf;

use jiff::civil::Date;

use super::seal::told::{description, identifier, office};
use super::{AppError, Runtime, archive};
use crate::archive::BagId;
use crate::archive::bag::Sealed;
use crate::archive::export::{self, Exported};
use crate::archive::list::{self, Row};
use crate::archive::sign::{self, Keeper};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// Files `scans` as the next signed copy of the month's last revision.
///
/// # Errors
/// Where the month is not sealed, its bag is no longer what was sealed, or a scan cannot be read.
pub fn add_signed(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Month,
    scans: &[PathBuf],
    today: Date,
) -> Result<Sealed, AppError> {
    let keeper = |bag: BagId| Keeper {
        organization: office(plan),
        identifier: identifier(plan, bag),
        description: description(plan, "ฉบับลงนาม รายงาน", month, bag.revision),
        retention_years: plan.archive.retention_years,
    };
    Ok(sign::add_signed(&archive(workspace, plan)?, month, scans, today, keeper, || runtime.progress.waiting())?)
}

/// Every bag, and until when each is kept.
///
/// # Errors
/// Where the archive cannot be read.
pub fn list(workspace: &Workspace, plan: &Plan, today: Date) -> Result<Vec<Row>, AppError> {
    Ok(list::list(&archive(workspace, plan)?, plan.archive.retention_years, today)?)
}

/// One zip of a month's bags, or of all, below `outputs/`.
///
/// # Errors
/// Where there is nothing to export, or it cannot be read or written.
pub fn export(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, month: Option<Month>) -> Result<Exported, AppError> {
    let archive = archive(workspace, plan)?;
    Ok(export::export(&archive, &runtime.lock(&workspace.outputs())?, month)?)
}
