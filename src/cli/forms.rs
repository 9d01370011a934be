//! `forms`: a blank form for each district.

use serde_json::json;

use super::asked::month;
use super::lines::Lines;
use super::show::{paths, shown};
use super::steps::Step;
use super::{CliError, Outcome, Session};
use crate::app::forms::forms;
use crate::lang::{Count, said};

pub(super) fn run(session: &Session<'_>, asked: &[String]) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let (month, written) = forms(&session.workspace, &plan, &session.runtime()?, month(&plan, asked)?)?;
    let folder = shown(&written.folder);
    let next = [
        Step::by_hand(format!("ส่งแฟ้มใน {folder} ให้อำเภอ แฟ้มละอำเภอ"), format!("send each district its file in {folder}")),
        Step::by_hand(
            format!("เมื่ออำเภอตอบ วางแฟ้มใน inputs/{month} โดยไม่ต้องเปลี่ยนชื่อ"),
            format!("put what they send back into inputs/{month}, whatever its name"),
        ),
        Step::command(format!("check {month}"), "ตรวจแฟ้มที่ได้รับ", "check what was received"),
    ];
    session.print(
        || json!({ "month": month, "folder": folder, "files": paths(&written), "published": written.published() }),
        || {
            Lines::from(said!(
                session.lang(),
                "ออกแบบรายงานประจำเดือน{month} {count} อำเภอ ที่ {folder}",
                "blank forms of {month} for {count} districts in {folder}",
                month,
                count = Count::of(written.files.len())
            ))
        },
        &next,
    )?;
    Ok(Outcome::Clean)
}
