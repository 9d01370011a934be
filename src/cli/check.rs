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

pub(super) fn run(session: &Session<'_>, what: &[String]) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let checked = match what {
        [] => month(session, &plan, None)?,
        [one] if !PathBuf::from(one).is_file() => match one.parse() {
            Ok(asked) => month(session, &plan, Some(asked))?,
            Err(_) => return Err(CliError::Usage(format!("{one:?} ไม่ใช่เดือน และไม่มีแฟ้มชื่อนี้"))),
        },
        files => self::files(session, &plan, files)?,
    };
    if session.json() {
        println!("{}", show::checked_json(checked.month, &checked.findings, &checked.accounts, session.lang()));
    } else {
        print!("{}", show::findings(&plan, &checked.findings, session.lang()));
        print!("{}", show::account(&checked.accounts));
    }
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

fn files(session: &Session<'_>, plan: &Plan, files: &[String]) -> Result<Checked, CliError> {
    let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(CliError::Usage(format!("ไม่มีแฟ้ม {}", missing.display())));
    }
    let validated = check_files(&session.workspace, plan, &session.desktop(plan)?, &paths);
    let accounts = validated.workbooks.iter().map(super::super::validate::Workbook::account).collect();
    Ok(Checked { month: None, findings: validated.findings, accounts })
}
