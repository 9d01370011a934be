//! `check`: findings and the account of every row, without documents.

use std::path::PathBuf;

use super::{CliError, Outcome, Session, show};
use crate::app::check::{check_files, check_month};

pub(super) fn run(session: &Session<'_>, what: &[PathBuf]) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let asked = match what {
        // A folder may be called like a month.
        [one] if !one.is_file() => one.to_str().and_then(|one| one.parse().ok()),
        _ => None,
    };
    let checked = if what.is_empty() || asked.is_some() {
        check_month(&session.workspace, &plan, &session.runtime()?, asked)?
    } else {
        check_files(&session.workspace, &plan, &session.runtime()?, what)?
    };
    session.print(
        || show::checked_json(&plan, &checked, session.lang()),
        || show::findings(&plan, &checked.findings, session.lang()) + &show::account(&checked.accounts),
    )?;
    Ok(if checked.has_errors() { Outcome::Findings } else { Outcome::Clean })
}
