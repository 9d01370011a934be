//! What needs no submissions.

use jiff::civil::Date;

use super::publish::Publisher;
use super::{AppError, Runtime, Written};
use crate::finding::Lang;
use crate::plan::Plan;
use crate::workspace::Workspace;

/// Writes the targets, the KPI sheet and the letter of assignment to `outputs/targets/`.
///
/// # Errors
/// For a mistake in a template, or where they cannot be written.
pub fn targets(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, today: Date, lang: Lang) -> Result<Written, AppError> {
    let files = Publisher::kept(runtime, workspace, plan, today, lang)?.publish_targets()?;
    Written::replace(&runtime.lock(&workspace.outputs())?, "targets", files)
}
