//! A blank form for each district.

use super::gather::{choose_month, of_plan};
use super::{AppError, Runtime, Written};
use crate::form;
use crate::output::{About, FileKind, OutputFile};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// `month`, or the month after the latest that has reports, or the year's first.
///
/// # Errors
/// Where it lies outside the fiscal year.
pub fn month_of_forms(workspace: &Workspace, plan: &Plan, month: Option<Month>) -> Result<Month, AppError> {
    let first = plan.fiscal_year().months()[0];
    let next = || choose_month(workspace, plan, None).map_or(first, Month::next);
    of_plan(plan, month.unwrap_or_else(next))
}

/// Writes the forms of `month` to `outputs/forms/<month>/`; without one, of the month after the latest that has reports, or
/// of the year's first.
///
/// # Errors
/// Where the month lies outside the fiscal year, or the forms cannot be written.
pub fn forms(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Option<Month>,
) -> Result<(Month, Written), AppError> {
    let month = month_of_forms(workspace, plan, month)?;
    let file = |(geocode, bytes): (String, Vec<u8>)| {
        let title = format!("แบบรายงานประจำเดือน{}", month.thai());
        let about = About::of(FileKind::Form, "form", &title).for_district(&geocode);
        OutputFile { path: format!("{geocode}.xlsx"), bytes, about }
    };
    let files = form::blanks(plan, month)?.into_iter().map(file).collect();
    let lock = runtime.lock(&workspace.outputs().join("forms"))?;
    Ok((month, Written::replace(&lock, &month.to_string(), files)?))
}
