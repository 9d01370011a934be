//! `compile`: the month's report, every document.

use super::{CliError, Outcome, Session, show, terminal};
use crate::app::compile::compile;
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, month: Option<Month>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let compiled = compile(&session.workspace, &plan, &session.runtime()?, month, session.today(), session.lang())?;
    if let Some(why) = &compiled.unnamed_seal {
        terminal::say(&format!("หนังสือนำส่งจะไม่มีลายนิ้วมือของชุดเก็บถาวรก่อนหน้า: {why}"));
    }
    session.print(|| show::compiled_json(&compiled), || show::compiled(&plan, &compiled, session.today()))?;
    Ok(if compiled.month.is_draft() { Outcome::Findings } else { Outcome::Clean })
}
