//! `archive`: seal, file the signed scan, list, verify, hand on.

mod show;
mod verified;

use std::fmt;
use std::path::PathBuf;

use clap::Subcommand;

use super::{CliError, Outcome, Session};
use crate::app;
use crate::app::seal::{Order, Sealing};
use crate::app::verify::verify;
use crate::lang::{Lang, Said, Say, say};
use crate::thai::calendar::Month;

/// What to do with the archive.
#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// ผนึกเดือนที่ไม่มีข้อผิดพลาดเป็นชุดเก็บถาวร
    Add {
        /// เดือน เช่น 2565-02 หรือ ก.พ. 2565
        month: Month,
        /// ยอมผนึกฉบับร่าง เพราะเหตุใด
        #[arg(long, value_name = "REASON")]
        accept_draft: Option<String>,
        /// เหตุผลของฉบับแก้ไข (ต้องมีเมื่อเดือนนี้เคยผนึกแล้ว)
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
    },
    /// เก็บแฟ้มสแกนฉบับลงนามไว้คู่กับชุดที่ผนึกล่าสุดของเดือน
    AddSigned {
        /// เดือน
        month: Month,
        /// แฟ้มสแกน
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// แสดงชุดเก็บถาวรทั้งหมด และวันครบอายุการเก็บ
    List,
    /// ตรวจว่าชุดเก็บถาวรยังเหมือนวันที่ผนึก และจัดทำซ้ำจากชุดนั้นได้ผลเดิม
    Verify {
        /// เดือน (ไม่ระบุ: ทุกเดือน)
        month: Option<Month>,
        /// ลายนิ้วมือที่จดไว้เมื่อผนึก หรือที่พิมพ์ท้ายหนังสือนำส่ง วางทั้งบรรทัดได้
        #[arg(long, value_name = "FINGERPRINT")]
        expect: Option<String>,
        /// กุญแจสาธารณะ minisign ของผู้ลงนามบัญชี หรือแฟ้มกุญแจ (ไม่ระบุ: archive.public_key ในแผน)
        #[arg(long, value_name = "KEY|FILE")]
        public_key: Option<String>,
    },
    /// รวมเป็นแฟ้ม zip เดียวใน outputs
    Export {
        /// เดือน หรือ all (ไม่ระบุ: ทั้งหมด)
        what: Option<String>,
    },
}

pub(super) fn run(session: &Session<'_>, command: &ArchiveCommand) -> Result<Outcome, CliError> {
    match command {
        ArchiveCommand::Add { month, accept_draft, reason } => seal(session, *month, accept_draft.as_deref(), reason.as_deref()),
        ArchiveCommand::AddSigned { month, files } => add_signed(session, *month, files),
        ArchiveCommand::List => print_list(session),
        ArchiveCommand::Verify { month, expect, public_key } => check(session, *month, expect.as_deref(), public_key.as_deref()),
        ArchiveCommand::Export { what } => hand_on(session, what.as_deref()),
    }
}

fn seal(session: &Session<'_>, month: Month, accept_draft: Option<&str>, reason: Option<&str>) -> Result<Outcome, CliError> {
    let order = Order { month, today: session.today(), lang: session.lang(), accept_draft, reason };
    let sealing = app::seal::seal(&session.workspace, &session.plan()?, &session.runtime()?, &order)?;
    session.print(|| show::sealing_json(&sealing), || show::sealing(&sealing, month, session.lang()))?;
    Ok(if matches!(sealing, Sealing::Draft(_)) { Outcome::Findings } else { Outcome::Clean })
}

fn add_signed(session: &Session<'_>, month: Month, files: &[PathBuf]) -> Result<Outcome, CliError> {
    let sealed = app::keep::add_signed(&session.workspace, &session.plan()?, &session.runtime()?, month, files, session.today())?;
    let sealing = Sealing::Sealed(sealed);
    session.print(|| show::sealing_json(&sealing), || show::sealing(&sealing, month, session.lang()))?;
    Ok(Outcome::Clean)
}

fn print_list(session: &Session<'_>) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let rows = app::keep::list(&session.workspace, &plan, session.today())?;
    let json = || serde_json::json!({ "retention_years": plan.archive.retention_years, "bags": rows });
    session.print(json, || show::list(&rows, session.lang()))?;
    Ok(Outcome::Clean)
}

fn check(
    session: &Session<'_>,
    month: Option<Month>,
    expected: Option<&str>,
    public_key: Option<&str>,
) -> Result<Outcome, CliError> {
    let found = verify(&session.workspace, &session.plan()?, &session.runtime()?, month, expected, public_key)?;
    let lang = session.lang();
    session.print(|| verified::verified_json(&found, lang), || verified::verified(&found, lang))?;
    Ok(if found.has_faults() { Outcome::Findings } else { Outcome::Clean })
}

fn hand_on(session: &Session<'_>, what: Option<&str>) -> Result<Outcome, CliError> {
    let month = match what {
        None | Some("all") => None,
        Some(text) => Some(
            text.parse::<Month>().map_err(|_| CliError::Usage(Said(&NeitherMonthNorAll(text), session.lang()).to_string()))?,
        ),
    };
    let exported = app::keep::export(&session.workspace, &session.plan()?, &session.runtime()?, month)?;
    session.print(|| show::exported_json(&exported, session.lang()), || show::exported(&exported, session.lang()))?;
    Ok(if exported.faults.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// What is to be exported is neither a month nor everything.
struct NeitherMonthNorAll<'a>(&'a str);

impl Say for NeitherMonthNorAll<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        say!(
            lang,
            out,
            "\"{text}\" ไม่ใช่เดือน พิมพ์เดือนเช่น 2565-02 หรือพิมพ์ all เพื่อรวมทั้งหมด",
            "\"{text}\" is no month; write a month like 2565-02, or all",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn what_can_be_exported_is_said_in_both_languages() {
        pure(&NeitherMonthNorAll("2565-13"));
    }
}
