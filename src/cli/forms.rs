//! `forms`: a blank form for each district.

use serde_json::json;

use super::show::{paths, shown};
use super::{CliError, Outcome, Session};
use crate::app::forms::forms;
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, month: Option<Month>) -> Result<Outcome, CliError> {
    let (month, written) = forms(&session.workspace, &session.plan()?, &session.runtime()?, month)?;
    let folder = shown(&written.folder);
    session.print(
        || json!({ "month": month, "folder": folder, "files": paths(&written), "published": written.published() }),
        || format!("ออกแบบรายงานประจำเดือน{} {} อำเภอ ที่ {folder}\n", month.thai(), written.files.len()),
    )?;
    Ok(Outcome::Clean)
}
