//! `init`: a new workspace, and what to do in it first.

use std::fmt;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::show::shown;
use super::terminal::in_line;
use super::{CliError, Outcome, Session};
use crate::app::init::{Begun, init};
use crate::lang::{Count, Lang, Said, Say, say};
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, with_templates: bool) -> Result<Outcome, CliError> {
    let begun = init(&session.workspace, &session.runtime()?, session.today(), with_templates)?;
    let (steps, lang) = (next(session, &begun), session.lang());
    let paths = |paths: &[PathBuf]| paths.iter().map(|path| shown(path)).collect::<Vec<_>>();
    session.print(
        || {
            let next: Vec<Json> = steps.iter().map(|step| step.json(lang)).collect();
            json!({ "written": paths(&begun.made), "kept": paths(&begun.kept), "month": begun.month, "next": next })
        },
        || lines(&begun, &steps, lang),
    )?;
    Ok(Outcome::Clean)
}

/// What was made, what was there, and the next steps.
fn lines(begun: &Begun, steps: &[Step], lang: Lang) -> String {
    let listed = |heading: Listing, paths: &[PathBuf]| {
        let lines: String = paths.iter().map(|path| format!("  {}\n", in_line(&shown(path)))).collect();
        if paths.is_empty() { lines } else { format!("{}\n{lines}", Said(&heading, lang)) }
    };
    let numbered = (1..).zip(steps).map(|(number, step)| format!("  {}. {}\n", Said(&Count(number), lang), step.sentence(lang)));
    format!(
        "{}{}{}\n{}",
        listed(Listing::Made, &begun.made),
        listed(Listing::Kept, &begun.kept),
        Said(&Listing::Next, lang),
        numbered.collect::<String>()
    )
}

/// What stands above a list.
enum Listing {
    Made,
    Kept,
    Next,
}

impl Say for Listing {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Made => say!(lang, out, "สร้างแล้ว", "Made"),
            Self::Kept => say!(lang, out, "มีอยู่แล้ว ไม่ได้เขียนทับ", "There already, not overwritten"),
            Self::Next => say!(lang, out, "ขั้นต่อไป", "What to do next"),
        }
    }
}

/// Something to do next: a sentence, and the command where it is one.
struct Step {
    /// As it is typed.
    command: Option<String>,
    what: What,
}

/// What a step is about.
enum What {
    EditPlan(PathBuf),
    Targets,
    Forms(Month),
    Receive(PathBuf),
}

impl Step {
    /// What to do, in one sentence.
    fn sentence(&self, lang: Lang) -> String {
        in_line(&Said(self, lang).to_string())
    }

    fn json(&self, lang: Lang) -> Json {
        json!({ "command": self.command, "sentence": Said(self, lang).to_string() })
    }
}

impl Say for Step {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let command = self.command.as_deref().unwrap_or_default();
        match &self.what {
            What::EditPlan(path) => say!(
                lang,
                out,
                "เปิด {path} ด้วย Notepad แก้ให้เป็นของจังหวัด เริ่มจาก [province] จังหวัด [office] สำนักงาน [signatory] ผู้ลงนาม และ [[districts]] อำเภอ",
                "Open {path} in a text editor and make it your province's: first [province], [office], [signatory] and [[districts]]",
                path
            ),
            What::Targets => say!(
                lang,
                out,
                "สั่ง {command} เพื่อจัดทำตารางเป้าหมายและหนังสือแจ้งอำเภอ แล้วทานตัวเลขกับที่กรมแจ้ง",
                "Run {command} for the tables of targets and the letter to the districts, and compare the figures with those issued"
            ),
            What::Forms(month) => say!(
                lang,
                out,
                "สั่ง {command} เพื่อออกแบบรายงานเปล่าของเดือน{month} แล้วส่งให้อำเภอ",
                "Run {command} for the blank forms of {month}, and send them to the districts",
                month
            ),
            What::Receive(folder) => say!(
                lang,
                out,
                "วางแฟ้มที่อำเภอส่งกลับไว้ใน {folder} แล้วสั่ง {command}",
                "Put what the districts send back into {folder}, then run {command}",
                folder
            ),
        }
    }
}

/// The first steps in a new workspace, in order.
fn next(session: &Session<'_>, begun: &Begun) -> Vec<Step> {
    let month = begun.month;
    let step = |words: &str, what: What| Step { command: Some(typed(session, words)), what };
    let inputs = session.workspace.inputs();
    vec![
        Step { command: None, what: What::EditPlan(inputs.join("plan.toml")) },
        step("targets", What::Targets),
        step(&format!("forms {month}"), What::Forms(month)),
        step(&format!("check {month}"), What::Receive(inputs.join(month.to_string()))),
    ]
}

/// A command as it is typed here: with the workspace, where that is another folder.
fn typed(session: &Session<'_>, words: &str) -> String {
    let folder = shown(&session.cli.workspace);
    match folder.as_str() {
        "." => format!("otop-report {words}"),
        folder if folder.contains(char::is_whitespace) => format!("otop-report --workspace \"{folder}\" {words}"),
        folder => format!("otop-report --workspace {folder} {words}"),
    }
}
