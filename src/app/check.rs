//! Findings and the account of every row, without documents.

use std::path::PathBuf;

use super::asked::Asked;
use super::gather::choose_month;
use super::months::{compile_month, registry};
use super::receive::Intake;
use super::{AppError, Runtime};
use crate::finding::{Finding, Severity};
use crate::plan::Plan;
use crate::render::pdf::Fonts;
use crate::thai::calendar::Month;
use crate::validate::{Context, FileAccount, Validated, Workbook, sort, validate};
use crate::workspace::Workspace;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// The month; `None` for single files.
    pub month: Option<Month>,
    /// What is wrong or odd.
    pub findings: Vec<Finding>,
    /// Where the rows and amounts of each file went.
    pub accounts: Vec<FileAccount>,
}

impl Checked {
    /// Whether anything is wrong.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

/// Checks `month`, or the latest that has reports. A month answers for itself alone, though it is read together with the
/// months before it.
///
/// # Errors
/// As [`compile_month`].
pub fn check_month(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, month: Option<Month>) -> Result<Checked, AppError> {
    let month = choose_month(workspace, plan, month)?;
    let compiled = compile_month(workspace, plan, runtime, month)?;
    let own = compiled.validated.workbooks.iter().filter(|workbook| workbook.month == Some(month));
    let accounts = own.map(Workbook::account).collect();
    Ok(Checked { month: Some(month), findings: compiled.own_findings().cloned().collect(), accounts })
}

/// Checks single files, each for its own month.
///
/// # Errors
/// Where one does not exist, or the workspace's fonts cannot be read.
pub fn check_files(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, files: &[PathBuf]) -> Result<Checked, AppError> {
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        return Err(Asked::NoFile(missing.clone()).into());
    }
    let validated = validate_files(workspace, plan, runtime, files)?;
    let accounts = validated.workbooks.iter().map(Workbook::account).collect();
    Ok(Checked { month: None, findings: validated.findings, accounts })
}

/// Single files, each validated for its own month, against the registry but not against each other's months.
///
/// # Errors
/// Where the workspace's fonts cannot be read.
pub fn validate_files(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    files: &[PathBuf],
) -> Result<Validated, AppError> {
    let intake = Intake::open(runtime, plan)?;
    let received = intake.receive_files(files);
    let registry = registry(workspace, plan, &intake);
    let fonts = Fonts::new(&workspace.fonts()?)?;
    let context = Context { plan, registry: &registry, months: &[], lacking: &|text| fonts.lacking(text) };
    let mut validated = validate(&context, received);
    sort(&mut validated.findings);
    Ok(validated)
}
