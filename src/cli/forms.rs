//! `forms`: a blank form for each district.

use serde_json::json;

use super::show::{paths, shown};
use super::{CliError, Outcome, Session};
use crate::form;
use crate::pipeline::{OutputFile, RunError, choose_month};
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, month: Option<Month>) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let year = plan.fiscal_year();
    let month = match month {
        Some(month) => month,
        // The month after the latest submitted one; the year's first where there is none yet.
        None => choose_month(&session.workspace, &plan, None).map_or_else(|_| year.months()[0], Month::next),
    };
    if month.fiscal_year() != year {
        return Err(RunError::Month(format!("เดือน {month} อยู่นอกปีงบประมาณ {year} ของแผน")).into());
    }
    let files = form::blanks(&plan, month)?
        .into_iter()
        .map(|(geocode, bytes)| OutputFile { path: format!("{geocode}.xlsx"), bytes })
        .collect::<Vec<_>>();
    let folder = session.lock_below(&session.workspace.outputs().join("forms"))?.replace(&month.to_string(), &files)?;
    let folder = shown(&folder);
    session.print(
        || json!({ "month": month, "folder": folder, "files": paths(&files) }),
        || format!("ออกแบบรายงานประจำเดือน{} {} อำเภอ ที่ {folder}\n", month.thai(), files.len()),
    )?;
    Ok(Outcome::Clean)
}
