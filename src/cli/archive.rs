//! `archive`: seal, file the signed scan, list, verify, hand on.

mod show;
mod verified;

use std::path::PathBuf;

use clap::Subcommand;

use super::asked::month;
use super::steps::Step;
use super::{CliError, Outcome, Session};
use crate::app;
use crate::app::seal::{Order, Sealing};
use crate::app::verify::verify;
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// What to do with the archive.
#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// Seals a month that has no error
    Add {
        /// The month, such as 2565-02, ก.พ. 2565 or ก.พ.
        #[arg(required = true, value_name = "MONTH")]
        month: Vec<String>,
        /// Seals a draft all the same, for this reason
        #[arg(long, value_name = "REASON")]
        accept_draft: Option<String>,
        /// The reason for another edition (needed where the month has been sealed before)
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
    },
    /// Keeps the scans of what was signed beside the month's latest bag
    AddSigned {
        /// The month, such as 2565-02 or ก.พ.
        #[arg(value_name = "MONTH")]
        month: String,
        /// The scans
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Lists every bag and until when it is kept
    List,
    /// Checks that bags are as they were sealed, and that compiling them again gives the same
    Verify {
        /// The month (without it: every month)
        #[arg(value_name = "MONTH")]
        month: Vec<String>,
        /// The fingerprint noted when it was sealed, or printed at the foot of a letter; the whole line will do
        #[arg(long, value_name = "FINGERPRINT")]
        expect: Option<String>,
        /// The minisign public key of who signs the list, or its file (without it: archive.public_key of the plan)
        #[arg(long, value_name = "KEY|FILE")]
        public_key: Option<String>,
    },
    /// Puts bags into one zip file in outputs
    Export {
        /// A month, or all (without it: all)
        #[arg(value_name = "MONTH")]
        what: Vec<String>,
    },
}

pub(super) fn run(session: &Session<'_>, command: &ArchiveCommand) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    match command {
        ArchiveCommand::Add { month, accept_draft, reason } => {
            seal(session, &plan, the_month(&plan, month)?, accept_draft.as_deref(), reason.as_deref())
        }
        ArchiveCommand::AddSigned { month, files } => {
            add_signed(session, &plan, the_month(&plan, std::slice::from_ref(month))?, files)
        }
        ArchiveCommand::List => print_list(session, &plan),
        ArchiveCommand::Verify { month: asked, expect, public_key } => {
            check(session, &plan, month(&plan, asked)?, expect.as_deref(), public_key.as_deref())
        }
        ArchiveCommand::Export { what } if matches!(&what[..], [all] if all == "all") => hand_on(session, &plan, None),
        ArchiveCommand::Export { what } => hand_on(session, &plan, month(&plan, what)?),
    }
}

/// The month that must be named.
fn the_month(plan: &Plan, words: &[String]) -> Result<Month, CliError> {
    month(plan, words)?.ok_or_else(|| CliError::NotAMonth(words.join(" ")))
}

fn seal(
    session: &Session<'_>,
    plan: &Plan,
    month: Month,
    accept_draft: Option<&str>,
    reason: Option<&str>,
) -> Result<Outcome, CliError> {
    let order = Order { month, today: session.today(), accept_draft, reason };
    let sealing = app::seal::seal(&session.workspace, plan, &session.runtime()?, &order)?;
    let draft = matches!(sealing, Sealing::Draft(_));
    let next = if draft {
        vec![Step::command(format!("check {month}"), "ดูสิ่งที่ต้องแก้", "see what is to be mended")]
    } else {
        vec![
            Step::by_hand(
                format!("เมื่อลงนามแล้ว สแกน และเก็บคู่กันด้วยคำสั่ง archive add-signed {month} ตามด้วยชื่อแฟ้มสแกน"),
                format!("once it is signed, keep the scan beside it: archive add-signed {month} and the scan's name"),
            ),
            Step::command("archive verify", "ตรวจชุดเก็บถาวรได้ทุกเมื่อ", "verify the archive at any time"),
            Step::command("forms", "ออกแบบรายงานของเดือนถัดไป", "make the forms of the month after"),
        ]
    };
    session.print(|| show::sealing_json(&sealing), || show::sealing(&sealing, month, session.lang()).into(), &next)?;
    Ok(if draft { Outcome::Findings } else { Outcome::Clean })
}

fn add_signed(session: &Session<'_>, plan: &Plan, month: Month, files: &[PathBuf]) -> Result<Outcome, CliError> {
    let sealed = app::keep::add_signed(&session.workspace, plan, &session.runtime()?, month, files, session.today())?;
    let sealing = Sealing::Sealed(sealed);
    let next = [Step::command(format!("archive verify {month}"), "ตรวจชุดของเดือนนี้", "verify this month's bags")];
    session.print(|| show::sealing_json(&sealing), || show::sealing(&sealing, month, session.lang()).into(), &next)?;
    Ok(Outcome::Clean)
}

fn print_list(session: &Session<'_>, plan: &Plan) -> Result<Outcome, CliError> {
    let rows = app::keep::list(&session.workspace, plan, session.today())?;
    let next = if rows.is_empty() {
        Step::command("compile", "จัดทำรายงานก่อน แล้วจึงผนึก", "make a report first, then seal it")
    } else {
        Step::command("archive verify", "ตรวจว่าทุกชุดยังครบถ้วน", "check that every bag is whole")
    };
    let json = || serde_json::json!({ "retention_years": plan.archive.retention_years, "bags": rows });
    session.print(json, || show::list(&rows, session.lang()).into(), &[next])?;
    Ok(Outcome::Clean)
}

fn check(
    session: &Session<'_>,
    plan: &Plan,
    month: Option<Month>,
    expected: Option<&str>,
    public_key: Option<&str>,
) -> Result<Outcome, CliError> {
    let found = verify(&session.workspace, plan, &session.runtime()?, month, expected, public_key)?;
    let (lang, faults) = (session.lang(), found.has_faults());
    let next = if faults {
        Step::by_hand(
            "แจ้งผู้ดูแล และนำสำเนาที่ครบถ้วนกลับมาวางแทน อย่าแก้ในชุดเอง",
            "tell the keeper, and put a whole copy back in its place; never mend inside a bag",
        )
    } else {
        Step::command(
            "archive export",
            "รวมเป็นแฟ้มเดียวเพื่อส่งต่อหรือสำรองไว้ที่อื่น",
            "put all into one file, to hand on or to keep elsewhere",
        )
    };
    session.print(|| verified::verified_json(&found, lang), || verified::verified(&found, lang).into(), &[next])?;
    Ok(if faults { Outcome::Findings } else { Outcome::Clean })
}

fn hand_on(session: &Session<'_>, plan: &Plan, month: Option<Month>) -> Result<Outcome, CliError> {
    let exported = app::keep::export(&session.workspace, plan, &session.runtime()?, month)?;
    let lang = session.lang();
    let file = super::show::shown(&exported.file);
    let next = [Step::by_hand(format!("คัดลอก {file} ไปเก็บในสื่ออื่น"), format!("copy {file} to another disk"))];
    session.print(|| show::exported_json(&exported, lang), || show::exported(&exported, lang).into(), &next)?;
    Ok(if exported.faults.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
