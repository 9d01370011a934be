//! `explain`: how a figure came about.

mod aligned;
mod told;

use super::lines::Lines;
use super::steps::Step;
use super::{CliError, Outcome, Session, asked};
use crate::app::explain::explain_figure;
use crate::explain::{Explanation, Why};
use crate::record::ExplainRecord;

pub(super) fn run(session: &Session<'_>, what: &[String]) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let (month, district, figure) = match what {
        [month, district, figure] => {
            (Some(asked::named_month(&plan, month).ok_or_else(|| CliError::NotAMonth(month.clone()))?), district, figure)
        }
        [district, figure] => (None, district, figure),
        _ => return Err(CliError::NotAMonth(what.join(" "))),
    };
    let explained = explain_figure(&session.workspace, &plan, &session.runtime()?, month, district, figure)?;
    let (explanation, origins, lang) = (&explained.explanation, &explained.origins, session.lang());
    let record = || serde_json::to_value(ExplainRecord::of(&plan, explanation, origins, lang));
    let lines = || Lines::from(told::told(&plan, explanation, origins, lang));
    session.print(|| record().expect("keys are texts"), lines, &next(explanation))?;
    Ok(Outcome::Clean)
}

/// How to correct what was left out, where it is more than operators that are counted already.
fn next(explanation: &Explanation) -> Vec<Step> {
    let month = explanation.month;
    let faulty = explanation.left_out.iter().any(|out| !matches!(out.why[..], [Why::Counted { .. }]));
    let check = Step::command(format!("check {month}"), "ดูวิธีแก้รายการที่ไม่ได้นับ", "See how to correct what was left out");
    let compile = Step::command(
        format!("compile {month}"),
        "ถ้าตัวเลขไม่ถูก ให้แก้ในแฟ้มของอำเภอ แล้วจัดทำรายงานใหม่",
        "Where the figure is wrong, correct the district's file, then compile again",
    );
    faulty.then_some(check).into_iter().chain([compile]).collect()
}
