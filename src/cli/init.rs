//! `init`: a new workspace, and what to do in it first.

use std::path::PathBuf;

use serde_json::json;

use super::lines::{HEADING, Lines};
use super::show::shown;
use super::steps::Step;
use super::terminal::in_line;
use super::{CliError, Outcome, Session};
use crate::app::init::{Begun, init};
use crate::lang::{Lang, Said, said};

pub(super) fn run(session: &Session<'_>, with_templates: bool) -> Result<Outcome, CliError> {
    let begun = init(&session.workspace, &session.runtime()?, session.today(), with_templates)?;
    let paths = |paths: &[PathBuf]| paths.iter().map(|path| shown(path)).collect::<Vec<_>>();
    session.print(
        || json!({ "written": paths(&begun.made), "kept": paths(&begun.kept), "month": begun.month }),
        || lines(&begun, session.lang()),
        &next(session, &begun),
    )?;
    Ok(Outcome::Clean)
}

/// What was made, and what was there.
fn lines(begun: &Begun, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    for (heading, paths) in [
        (lang.pick("สร้างแล้ว", "Made"), &begun.made),
        (lang.pick("มีอยู่แล้ว ไม่ได้เขียนทับ", "There already, not written over"), &begun.kept),
    ] {
        if !paths.is_empty() {
            lines.styled(HEADING, heading);
        }
        paths.iter().for_each(|path| lines.plain(format!("  {}", in_line(&shown(path)))));
    }
    lines
}

/// The first steps in a new workspace, in order.
fn next(session: &Session<'_>, begun: &Begun) -> [Step; 4] {
    let inputs = session.workspace.inputs();
    let plan = shown(&inputs.join("plan.toml"));
    // A plan of another year will be given the office's own, and with it other months.
    let month = begun.is_due.then_some(begun.month);
    let folder = |lang: Lang| match month {
        Some(month) => shown(&inputs.join(month.to_string())),
        None => said!(lang, "โฟลเดอร์ของเดือนใน {inputs}", "the month's folder in {inputs}", inputs),
    };
    let typed = |command: &str| month.map_or_else(|| command.to_owned(), |month| format!("{command} {month}"));
    let of =
        |lang: Lang| month.map_or_else(|| lang.pick("แรก", "the first month").to_owned(), |month| Said(&month, lang).to_string());
    [
        Step::by_hand(
            format!(
                "เปิด {plan} ด้วย Notepad แก้ให้เป็นของจังหวัด เริ่มจาก [province] จังหวัด [office] สำนักงาน [signatory] ผู้ลงนาม [year] ปีงบประมาณและรอบ และ [[districts]] อำเภอ"
            ),
            format!(
                "open {plan} in a text editor and make it your province's: first [province], [office], [signatory], [year] and [[districts]]"
            ),
        ),
        Step::command(
            "targets",
            "จัดทำตารางเป้าหมายและหนังสือแจ้งอำเภอ แล้วทานตัวเลขกับที่กรมแจ้ง",
            "make the tables of targets and the letter to the districts, and compare the figures with those issued",
        ),
        Step::command(
            typed("forms"),
            format!("ออกแบบรายงานเปล่าของเดือน{} แล้วส่งให้อำเภอ", of(Lang::Th)),
            format!("make the blank forms of {}, and send them to the districts", of(Lang::En)),
        ),
        Step::command(
            typed("check"),
            format!("วางแฟ้มที่อำเภอส่งกลับไว้ใน {} แล้วตรวจ", folder(Lang::Th)),
            format!("put what the districts send back into {}, then check it", folder(Lang::En)),
        ),
    ]
}
