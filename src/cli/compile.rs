//! `compile`: the month's report, every document.

use super::{CliError, Outcome, Session, show, terminal};
use crate::archive::previous_seal;
use crate::earlier::remember;
use crate::pipeline::{Publisher, choose_month, understand};
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, month: Option<Month>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let month = choose_month(&session.workspace, &plan, month)?;
    let run = understand(&session.workspace, &plan, &session.desktop(&plan)?, month)?;
    // A damaged archive keeps no month from being printed; the letter then names no seal.
    let seal = previous_seal(&session.workspace, &plan, month).unwrap_or_else(|error| {
        terminal::say(&format!("หนังสือนำส่งจะไม่มีลายนิ้วมือของชุดเก็บถาวรก่อนหน้า: {error}"));
        None
    });
    let publisher = Publisher::open(&session.workspace, &plan, session.today(), session.lang())?.naming(seal);
    let files = publisher.publish(&run)?;
    let lock = session.lock()?;
    remember(&lock, &session.workspace.outputs(), &plan, &run)?;
    let folder = lock.replace(&month.to_string(), &files)?;
    session.print(
        || show::compiled_json(&run, &folder, &files),
        || show::compiled(&plan, &run, &folder, files.len(), session.today()),
    )?;
    Ok(if run.is_draft() { Outcome::Findings } else { Outcome::Clean })
}
