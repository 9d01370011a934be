//! `targets`: what needs no submissions.

use serde_json::json;

use super::show::{paths, shown};
use super::{CliError, Outcome, Session};
use crate::app::targets::targets;

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let written = targets(&session.workspace, &plan, &session.runtime()?, session.today(), session.lang())?;
    let folder = shown(&written.folder);
    session.print(
        || json!({ "folder": folder, "files": paths(&written), "published": written.published() }),
        || format!("จัดทำค่าเป้าหมาย ตัวชี้วัด และหนังสือแจ้งอำเภอ {} แฟ้ม ที่ {folder}\n", written.files.len()),
    )?;
    Ok(Outcome::Clean)
}
