//! `check`: findings and the account of every row, without documents.

use std::collections::BTreeMap;
use std::ffi::OsString;

use anstyle::Style;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::asked::{Asked, month_or_files};
use super::lines::{ERROR, FAINT, GOOD, HEADING, Lines, WARNING};
use super::show::tally;
use super::steps::Step;
use super::terminal::in_line;
use super::{CliError, Outcome, Session};
use crate::app::check::{Checked, check_files, check_month};
use crate::district::DistrictId;
use crate::finding::{Finding, Severity};
use crate::lang::{Baht, Count, Lang, said};
use crate::plan::Plan;
use crate::record::FindingRecord;
use crate::validate::{AmountAccount, FileAccount};

/// What may be asked of `check`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Shows every note
    #[arg(long)]
    pub(super) notes: bool,
    /// Watches the folder inputs and checks each new file at once; Ctrl-C ends it
    #[arg(long, conflicts_with = "what")]
    pub(super) watch: bool,
}

pub(super) fn run(session: &Session<'_>, what: &[OsString], options: &Options) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let checked = match month_or_files(&session.workspace, &plan, what)? {
        Asked::Month(month) => check_month(&session.workspace, &plan, &session.runtime()?, month)?,
        Asked::Files(files) => check_files(&session.workspace, &plan, &session.runtime()?, &files)?,
    };
    session.print(
        || checked_json(&plan, &checked, session.lang()),
        || lines(&plan, &checked, options.notes, session.lang()),
        &next(&checked),
    )?;
    Ok(if checked.has_errors() { Outcome::Findings } else { Outcome::Clean })
}

/// What to do about what was found.
fn next(checked: &Checked) -> Vec<Step> {
    let Some(month) = checked.month else {
        let why = ("ตรวจทั้งเดือนพร้อมกับแฟ้มของอำเภออื่น", "check the whole month, with the other districts' files");
        return vec![Step::command("check", why.0, why.1)];
    };
    if !checked.has_errors() {
        return vec![Step::command(format!("compile {month}"), "จัดทำรายงานประจำเดือน", "make the month's report")];
    }
    vec![
        Step::command(
            format!("compile {month}"),
            format!("จัดทำฉบับร่าง พร้อมแฟ้มส่งคืนอำเภอที่ทำเครื่องหมายช่องที่ผิดไว้ใน outputs/{month}/returns"),
            format!("make a draft, with workbooks to return to the districts in outputs/{month}/returns, wrong cells marked"),
        ),
        Step::by_hand(
            format!("เมื่ออำเภอแก้แล้ว วางแฟ้มที่ได้รับใน inputs/{month} แล้วสั่ง check ใหม่"),
            format!("put what the districts mend into inputs/{month}, then check again"),
        ),
    ]
}

/// Findings, errors first, and where every row and amount went.
pub(super) fn lines(plan: &Plan, checked: &Checked, notes: bool, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    if let Some(month) = checked.month {
        lines.styled(HEADING, said!(lang, "ตรวจรายงานประจำเดือน{month}", "The reports of {month}", month));
    }
    lines.extend(findings(plan, &checked.findings, notes, lang));
    account(&checked.accounts, lang).into_iter().for_each(|line| lines.plain(line));
    lines
}

/// Findings by severity, and those of one severity by district; notes are counted unless they are asked for.
pub(super) fn findings(plan: &Plan, findings: &[Finding], notes: bool, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    for (severity, style) in [(Severity::Error, ERROR), (Severity::Warning, WARNING), (Severity::Note, FAINT)] {
        let of: Vec<&Finding> = findings.iter().filter(|finding| finding.severity() == severity).collect();
        if of.is_empty() {
            continue;
        }
        let (name, count) = (severity.name(lang), Count::of(of.len()));
        if severity == Severity::Note && !notes {
            lines.marked(
                style,
                said!(lang, "{name} {count} รายการ", "{name}: {count}", count),
                lang.pick("  (ดูด้วย --notes)", "  (--notes shows them)"),
            );
            continue;
        }
        lines.styled(style, said!(lang, "{name} {count} รายการ", "{name}: {count}", count));
        by_district(plan, &of, style, lang, &mut lines);
    }
    if findings.is_empty() {
        lines.styled(GOOD, lang.pick("ไม่พบสิ่งที่ต้องแก้", "nothing to mend was found"));
    } else {
        let tally = tally(findings.iter(), lang);
        lines.plain(said!(lang, "ตรวจพบ {tally}", "found: {tally}"));
    }
    lines
}

fn by_district(plan: &Plan, findings: &[&Finding], style: Style, lang: Lang, lines: &mut Lines) {
    // Those of no district come last.
    let mut groups: BTreeMap<(bool, Option<DistrictId>), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((finding.district.is_none(), finding.district)).or_default().push(finding);
    }
    for ((_, district), group) in groups {
        lines.styled(
            HEADING,
            match district.map(|district| &plan[district].name) {
                Some(name) => said!(lang, "  อำเภอ{name}", "  {name}"),
                None => lang.pick("  ทั่วไป", "  general").to_owned(),
            },
        );
        for finding in group {
            let place = in_line(&finding.place.to_string());
            let place = if place.is_empty() { place } else { format!("{place}: ") };
            lines.marked(style, "  • ", format!("{place}{} [{}]", in_line(&finding.message(lang)), finding.code().name()));
            lines.plain(format!("      → {}", in_line(&finding.hint(lang))));
        }
    }
}

/// Where every row and every amount went.
fn account(accounts: &[FileAccount], lang: Lang) -> [String; 2] {
    let rows = Rows::of(accounts);
    let count = |rows: usize| Count::of(rows);
    let baht = |of: fn(&AmountAccount) -> Decimal| Baht(accounts.iter().map(|account| of(&account.amounts)).sum());
    [
        said!(
            lang,
            "อ่าน {files} แฟ้ม {read} แถว = นับ {counted} + ไม่นับ {rejected} + หัวตาราง ผลรวม และบันทึก {recognised}",
            "{files} files, {read} rows read = {counted} counted + {rejected} not counted + {recognised} headings, totals and notes",
            files = count(accounts.len()),
            read = count(rows.read),
            counted = count(rows.counted),
            rejected = count(rows.rejected),
            recognised = count(rows.recognised)
        ),
        said!(
            lang,
            "จำนวนเงินในแฟ้ม {read} บาท = นับ {counted} + ไม่นับ {rejected} + แถวรวม {totals} + แจ้งไว้ในรายการตรวจพบ {named} + ฉบับที่ไม่ใช้ {set_aside}",
            "{read} baht in the files = {counted} counted + {rejected} not counted + {totals} in totals + {named} named in findings + {set_aside} in files set aside",
            read = baht(|amounts| amounts.read),
            counted = baht(|amounts| amounts.counted),
            rejected = baht(|amounts| amounts.rejected),
            totals = baht(|amounts| amounts.totals),
            named = baht(|amounts| amounts.named),
            set_aside = baht(|amounts| amounts.set_aside)
        ),
    ]
}

/// Where the rows of all files went; a form's rows that were left blank were not read.
struct Rows {
    read: usize,
    counted: usize,
    rejected: usize,
    recognised: usize,
    blank: usize,
}

impl Rows {
    fn of(accounts: &[FileAccount]) -> Self {
        let sum = |of: fn(&FileAccount) -> usize| accounts.iter().map(of).sum::<usize>();
        Self {
            read: sum(|account| account.read - account.detail.blank),
            counted: sum(|account| account.counted),
            rejected: sum(|account| account.rejected),
            recognised: sum(|account| account.recognised - account.detail.blank),
            blank: sum(|account| account.detail.blank),
        }
    }
}

/// Findings and account for programs.
pub(super) fn checked_json(plan: &Plan, checked: &Checked, lang: Lang) -> Json {
    let Checked { month, findings, accounts } = checked;
    let rows = Rows::of(accounts);
    let baht = |of: fn(&AmountAccount) -> Decimal| accounts.iter().map(|account| of(&account.amounts)).sum::<Decimal>();
    json!({
        "month": month,
        "findings": findings.iter().map(|finding| FindingRecord::of(plan, finding, lang)).collect::<Vec<_>>(),
        "rows": {
            "read": rows.read, "counted": rows.counted, "rejected": rows.rejected, "recognised": rows.recognised, "blank": rows.blank,
        },
        "amounts": {
            "read": baht(|a| a.read), "counted": baht(|a| a.counted), "rejected": baht(|a| a.rejected), "totals": baht(|a| a.totals),
            "named": baht(|a| a.named), "set_aside": baht(|a| a.set_aside),
        },
        "files": accounts,
    })
}
