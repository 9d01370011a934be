//! `check`: findings and the account of every row, without documents.

use std::path::PathBuf;

use super::{CliError, Outcome, Session, show};
use crate::finding::{Finding, Severity};
use crate::pipeline::{check_files, choose_month, understand};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::validate::FileAccount;

/// What a check found.
struct Checked {
    month: Option<Month>,
    findings: Vec<Finding>,
    accounts: Vec<FileAccount>,
}

pub(super) fn run(session: &Session<'_>, what: &[PathBuf]) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let asked = match what {
        // A folder may be called like a month.
        [one] if !one.is_file() => one.to_str().and_then(|one| one.parse().ok()),
        _ => None,
    };
    let checked = if what.is_empty() || asked.is_some() { month(session, &plan, asked)? } else { files(session, &plan, what)? };
    let Checked { month, findings, accounts } = &checked;
    session.print(
        || show::checked_json(*month, findings, accounts, session.lang()),
        || show::findings(&plan, findings, session.lang()) + &show::account(accounts),
    )?;
    let errors = checked.findings.iter().any(|finding| finding.severity() == Severity::Error);
    Ok(if errors { Outcome::Findings } else { Outcome::Clean })
}

/// A month answers for itself alone, though it is read together with the months before it.
fn month(session: &Session<'_>, plan: &Plan, asked: Option<Month>) -> Result<Checked, CliError> {
    let month = choose_month(&session.workspace, plan, asked)?;
    let run = understand(&session.workspace, plan, &session.desktop(plan)?, month)?;
    let accounts = run
        .validated
        .workbooks
        .iter()
        .filter(|workbook| workbook.month == Some(month))
        .map(super::super::validate::Workbook::account)
        .collect();
    Ok(Checked { month: Some(month), findings: run.own_findings().cloned().collect(), accounts })
}

fn files(session: &Session<'_>, plan: &Plan, files: &[PathBuf]) -> Result<Checked, CliError> {
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        return Err(CliError::Usage(format!("ไม่มีแฟ้ม {} และไม่ใช่ชื่อเดือน เช่น 2565-02", missing.display())));
    }
    let validated = check_files(&session.workspace, plan, &session.desktop(plan)?, files)?;
    let accounts = validated.workbooks.iter().map(super::super::validate::Workbook::account).collect();
    Ok(Checked { month: None, findings: validated.findings, accounts })
}
