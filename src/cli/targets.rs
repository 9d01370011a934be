//! `targets`: what needs no submissions.

use super::{CliError, Outcome, Session};
use crate::pipeline::Studio;

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let files = Studio::open(&session.workspace, &plan, session.today(), session.lang())?.publish_targets()?;
    let folder = session.turn()?.replace("targets", &files)?;
    if session.json() {
        println!("{}", serde_json::json!({ "folder": folder, "files": files.iter().map(|file| &file.path).collect::<Vec<_>>() }));
    } else {
        println!("จัดทำค่าเป้าหมาย ตัวชี้วัด และหนังสือแจ้งอำเภอ {} แฟ้ม ที่ {}", files.len(), folder.display());
    }
    Ok(Outcome::Clean)
}
