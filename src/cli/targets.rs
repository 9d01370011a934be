//! `targets`: what needs no submissions.

use serde_json::json;

use super::show::{paths, shown};
use super::{CliError, Outcome, Session};
use crate::pipeline::Publisher;

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let files = Publisher::open(&session.workspace, &plan, session.today(), session.lang())?.publish_targets()?;
    let folder = session.lock()?.replace("targets", &files)?;
    let folder = shown(&folder);
    session.print(
        || json!({ "folder": folder, "files": paths(&files) }),
        || format!("จัดทำค่าเป้าหมาย ตัวชี้วัด และหนังสือแจ้งอำเภอ {} แฟ้ม ที่ {folder}\n", files.len()),
    )?;
    Ok(Outcome::Clean)
}
