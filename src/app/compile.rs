//! The month's report, every document.

use jiff::civil::Date;

use super::gather::{choose_month, of_plan, received_anything};
use super::months::compile_month;
use super::publish::{Publisher, seal_before};
use super::{AppError, Runtime, Stage, Written, known};
use crate::finding::Lang;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// What a compile made.
#[derive(Debug)]
pub struct Compiled {
    /// The month.
    pub month: CompiledMonth,
    /// Its files.
    pub written: Written,
    /// Why its letter names no bag sealed before, where it should: a damaged archive keeps no month from being printed.
    pub unnamed_seal: Option<AppError>,
}

/// Compiles `month`, or the latest that has reports, on the day `today`, and writes it to `outputs/<month>/`.
///
/// # Errors
/// Where the month cannot be compiled, printed or written; what was there before is then still there, whole.
pub fn compile(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Option<Month>,
    today: Date,
    lang: Lang,
) -> Result<Compiled, AppError> {
    let month = choose_month(workspace, plan, month)?;
    let compiled = compile_month(workspace, plan, runtime, month)?;
    runtime.progress.stage(Stage::Printing);
    let (seal, unnamed_seal) = match seal_before(workspace, plan, month) {
        Ok(seal) => (seal, None),
        Err(error) => (None, Some(error)),
    };
    let files = Publisher::kept(runtime, workspace, plan, today, lang)?.naming(seal).publish(&compiled)?;
    let lock = runtime.lock(&workspace.outputs())?;
    runtime.progress.stage(Stage::Writing);
    known::remember(&lock, &workspace.outputs(), plan, &compiled)?;
    let written = Written::replace(&lock, &month.to_string(), files)?;
    Ok(Compiled { month: compiled, written, unnamed_seal })
}

/// Whether nothing at all was received for `month`: its report would be reminders to every district.
///
/// # Errors
/// Where the month lies outside the fiscal year, or the inputs cannot be listed.
pub fn is_empty(workspace: &Workspace, plan: &Plan, month: Month) -> Result<bool, AppError> {
    Ok(!received_anything(workspace, plan, of_plan(plan, month)?)?)
}
