//! `archive`: seal, file the signed scan, list, verify, hand on.

mod show;

use std::path::PathBuf;

use clap::Subcommand;

use super::{CliError, Outcome, Session, own_program, waiting};
use crate::archive::seal::{Order, Sealing, add};
use crate::archive::verify::Request;
use crate::archive::{Archive, export, list, sign, signature, verify};
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
    let plan = session.plan()?;
    let archive = Archive::open(&session.workspace, &plan)?;
    let desktop = session.desktop(&plan)?;
    let order = Order { month, today: session.today(), lang: session.lang(), accept_draft, reason, exe: &own_program()? };
    let sealing = add(&archive, &session.workspace, &plan, &desktop, &order, waiting)?;
    session.print(|| show::sealing_json(&sealing), || show::sealing(&sealing, month))?;
    Ok(if matches!(sealing, Sealing::Draft(_)) { Outcome::Findings } else { Outcome::Clean })
}

fn add_signed(session: &Session<'_>, month: Month, files: &[PathBuf]) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let archive = Archive::open(&session.workspace, &plan)?;
    let sealing = Sealing::Sealed(sign::add_signed(&archive, &plan, month, files, session.today(), waiting)?);
    session.print(|| show::sealing_json(&sealing), || show::sealing(&sealing, month))?;
    Ok(Outcome::Clean)
}

fn print_list(session: &Session<'_>) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let rows = list::list(&Archive::open(&session.workspace, &plan)?, plan.archive.retention_years, session.today())?;
    session
        .print(|| serde_json::json!({ "retention_years": plan.archive.retention_years, "bags": rows }), || show::list(&rows))?;
    Ok(Outcome::Clean)
}

fn check(
    session: &Session<'_>,
    month: Option<Month>,
    expected: Option<&str>,
    public_key: Option<&str>,
) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let archive = Archive::open(&session.workspace, &plan)?;
    let named = public_key.or(Some(plan.archive.public_key.trim()).filter(|key| !key.is_empty()));
    let key = named.map(signature::key).transpose()?;
    let verified = verify::verify(&archive, &Request { month, expected, key: key.as_ref(), exe: &own_program()? })?;
    let faults = verified.faults().count();
    if let Some(month) = month.filter(|_| verified.bags.is_empty() && faults == 0) {
        return Err(CliError::Usage(format!("เดือน{} ยังไม่ได้ผนึก", month.thai())));
    }
    session.print(|| show::verified_json(&verified), || show::verified(&verified))?;
    Ok(if faults > 0 { Outcome::Findings } else { Outcome::Clean })
}

fn hand_on(session: &Session<'_>, what: Option<&str>) -> Result<Outcome, CliError> {
    let month = match what {
        None | Some("all") => None,
        Some(text) => {
            Some(text.parse::<Month>().map_err(|_| CliError::Usage(format!("\"{text}\" ไม่ใช่เดือน เช่น 2565-02 หรือ all")))?)
        }
    };
    let plan = session.plan()?;
    let archive = Archive::open(&session.workspace, &plan)?;
    let exported = export::export(&archive, &session.lock()?, month)?;
    session.print(|| show::exported_json(&exported), || show::exported(&exported))?;
    Ok(if exported.faults.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
