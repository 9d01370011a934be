//! `targets`: what needs no submissions.

use serde_json::json;

use super::lines::Lines;
use super::show::{paths, shown};
use super::steps::Step;
use super::{CliError, Outcome, Session};
use crate::app::targets::targets;
use crate::lang::{Count, said};

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let written = targets(&session.workspace, &plan, &session.runtime()?, session.today(), session.lang())?;
    let folder = shown(&written.folder);
    let next = [
        Step::by_hand(
            format!("พิมพ์ {folder}/packet-assignment.pdf เสนอลงนาม แล้วส่งถึงอำเภอ"),
            format!("print {folder}/packet-assignment.pdf, have it signed and send it to the districts"),
        ),
        Step::command("forms", "ออกแบบรายงานเปล่าให้อำเภอ", "make the blank forms for the districts"),
    ];
    session.print(
        || json!({ "folder": folder, "files": paths(&written), "published": written.published() }),
        || {
            Lines::from(said!(
                session.lang(),
                "จัดทำค่าเป้าหมาย ตัวชี้วัด และหนังสือแจ้งอำเภอ {count} แฟ้ม ที่ {folder}",
                "targets, KPI sheet and the letter to the districts: {count} files in {folder}",
                count = Count::of(written.files.len())
            ))
        },
        &next,
    )?;
    Ok(Outcome::Clean)
}
