//! `compile`: the month's report, every document.

use super::{CliError, Outcome, Session, show};
use crate::pipeline::{Studio, choose_month, understand};
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, month: Option<Month>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let month = choose_month(&session.workspace, &plan, month)?;
    let desktop = session.desktop(&plan)?;
    let run = understand(&session.workspace, &plan, &desktop, month)?;
    let files = Studio::open(&session.workspace, &plan, session.today(), session.lang())?.publish(&run)?;
    let folder = session.turn()?.replace(&month.to_string(), &files)?;
    if session.json() {
        println!("{}", show::compiled_json(&run, &folder, &files));
    } else {
        print!("{}", show::compiled(&plan, &run, &folder, files.len()));
    }
    Ok(if run.is_draft() { Outcome::Findings } else { Outcome::Clean })
}
