//! `init`: a new workspace with the plan and the templates, ready to be edited.

use serde_json::json;

use super::lines::Lines;
use super::show::shown;
use super::{CliError, Outcome, Session};
use crate::app::init::init;

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let written: Vec<String> = init(&session.workspace)?.iter().map(|path| shown(path)).collect();
    session.print(|| json!({ "written": written }), || Lines::from(format!("สร้างแล้ว {} แฟ้ม", written.len())), &[])?;
    Ok(Outcome::Clean)
}
