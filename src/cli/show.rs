//! What commands print: for clerks in sentences, for programs in JSON.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::terminal::in_line;
use crate::app::Written;
use crate::app::check::Checked;
use crate::app::compile::Compiled;
use crate::district::DistrictId;
use crate::earlier;
use crate::finding::{Finding, Lang, Severity};
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::record::FindingRecord;
use crate::score::two_places;
use crate::thai::digits::{decimal, integer, to_thai};
use crate::validate::{AmountAccount, FileAccount, Status};

/// A path for people and for JSON, whatever its bytes.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The paths of written files.
pub(super) fn paths(written: &Written) -> Vec<&str> {
    written.files.iter().map(|(path, _)| path.as_str()).collect()
}

/// A compiled month in a few lines: who reported, the totals, the level, where the files are.
pub(super) fn compiled(plan: &Plan, compiled: &Compiled, today: Date) -> String {
    let run = &compiled.month;
    let (folder, files) = (&compiled.written.folder, compiled.written.files.len());
    let (totals, score) = (&run.totals, &run.score);
    let province = &totals.province;
    let mut out = String::new();
    let mut line = |text: String| _ = writeln!(out, "{text}");
    line(format!("รายงานประจำเดือน{} จังหวัด{} {}", run.month.thai(), plan.province.name, totals.round.thai()));
    let usable = totals.districts.iter().filter(|district| district.status.is_usable()).count();
    line(format!(
        "  ได้รับรายงาน {} จาก {} อำเภอ{}",
        integer(usable as i64),
        integer(totals.districts.len() as i64),
        not_on_time(run)
    ));
    let activities = &province.activities;
    line(format!(
        "  กิจกรรม        เดือนนี้ {} ครั้ง  รอบนี้ {} จากเป้าหมาย {} ครั้ง",
        integer(activities.month.value),
        integer(activities.round.value),
        integer(province.targets.activities_round(totals.round.number).into())
    ));
    line(format!(
        "  ออนไลน์        เดือนนี้ {} กลุ่ม/ราย  สะสมทั้งปี {}/{} = ร้อยละ {}  {} ช่องทาง",
        integer(province.operators.month.value),
        integer(score.operators.achieved),
        integer(province.remaining().into()),
        decimal(score.percent, 2),
        integer(score.channels.achieved)
    ));
    let sales = province.sales_activities.month.value + province.sales_online.month.value;
    line(format!("  ยอดจำหน่าย     เดือนนี้ {} บาท", decimal(sales, 2)));
    line(format!(
        "  ผลการประเมิน   ระดับ {} {}  คะแนนถ่วงน้ำหนัก {}",
        integer(score.level.into()),
        score.name,
        to_thai(&two_places(score.weighted_score))
    ));
    line(format!("  ตรวจพบ         {}", tally(run.own_findings())));
    for finding in about_earlier(run) {
        line(in_line(&format!("  เดือนก่อนหน้า   {}", finding.message(Lang::Th))));
        line(format!("      → {}", finding.hint(Lang::Th)));
    }
    misplaced(plan, run, today).into_iter().for_each(&mut line);
    line(format!("  เอกสาร {} แฟ้ม ที่ {}", integer(files as i64), in_line(&shown(folder))));
    if run.is_draft() {
        line(format!("  เป็นฉบับร่าง: ยังมีข้อผิดพลาดหรืออำเภอที่ขาดส่ง ดูรายการด้วย otop-report check {}", run.month));
    }
    out
}

/// What is said of earlier months that are not what they were.
fn about_earlier(run: &CompiledMonth) -> impl Iterator<Item = &Finding> {
    run.own_findings().filter(|finding| earlier::CODES.contains(&finding.code()))
}

/// What lies where no month reads it, and whom no reminder is written to therefore.
fn misplaced(plan: &Plan, run: &CompiledMonth, today: Date) -> Vec<String> {
    const NAMED: usize = 5;
    let files = &run.validated.misplaced;
    if files.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = files.iter().take(NAMED).map(|file| in_line(&file.file)).collect();
    let more = if files.len() > NAMED { " …" } else { "" };
    let mut lines = vec![format!("  วางผิดที่       {} แฟ้ม จึงยังไม่นับ: {}{more}", integer(files.len() as i64), names.join(", "))];
    let lacking = run.totals.districts.iter().filter(|district| !district.status.is_usable());
    let spared =
        lacking.filter(|district| today > plan.deadline(run.month) && run.validated.may_be_misplaced(run.month, district.id));
    let spared: Vec<&str> = spared.map(|district| district.name.as_str()).collect();
    if !spared.is_empty() {
        lines.push(format!("                 ยังไม่ออกหนังสือเตือนถึง {} เพราะแฟ้มนั้นอาจเป็นรายงานของอำเภอ", spared.join(", ")));
    }
    lines
}

fn not_on_time(run: &CompiledMonth) -> String {
    let names = |wanted: fn(&crate::aggregate::DistrictTotals) -> bool| {
        let names: Vec<&str> =
            run.totals.districts.iter().filter(|district| wanted(district)).map(|district| district.name.as_str()).collect();
        names.join(", ")
    };
    let groups = [
        ("ส่งช้า", names(|district| district.late)),
        ("ไม่มีผลการดำเนินงาน", names(|district| district.status == Status::Nil)),
        ("ยังไม่ส่ง", names(|district| district.status == Status::Missing)),
        ("ใช้ไม่ได้", names(|district| district.status == Status::Rejected)),
    ];
    groups.iter().filter(|(_, names)| !names.is_empty()).map(|(what, names)| format!("  {what}: {names}")).collect()
}

fn tally<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut counts: BTreeMap<Severity, i64> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.severity()).or_default() += 1;
    }
    let parts: Vec<String> = counts.iter().map(|(severity, count)| format!("{} {}", severity.thai(), integer(*count))).collect();
    if parts.is_empty() { "ไม่มี".to_owned() } else { parts.join("  ") }
}

/// The same for programs.
pub(super) fn compiled_json(compiled: &Compiled) -> Json {
    let (run, written) = (&compiled.month, &compiled.written);
    let districts: BTreeMap<&str, &str> =
        run.totals.districts.iter().map(|district| (district.geocode.as_str(), district.status.name())).collect();
    json!({
        "month": run.month, "draft": run.is_draft(), "folder": shown(&written.folder), "files": paths(written), "published": written.published(),
        "level": run.score.level, "weighted_score": two_places(run.score.weighted_score), "percent": run.score.percent.to_string(),
        "earlier": about_earlier(run).map(|finding| json!({
            "code": finding.code().name(), "month": finding.value, "message": finding.message(Lang::Th),
        })).collect::<Vec<_>>(),
        "misplaced": run.validated.misplaced.iter().map(|file| &*file.file).collect::<Vec<_>>(),
        "districts": districts, "errors": run.count(Severity::Error), "warnings": run.count(Severity::Warning), "notes": run.count(Severity::Note),
    })
}

/// Findings grouped by district, errors first.
pub(super) fn findings(plan: &Plan, findings: &[Finding], lang: Lang) -> String {
    // Those of no district come last.
    let mut groups: BTreeMap<(bool, Option<DistrictId>), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((finding.district.is_none(), finding.district)).or_default().push(finding);
    }
    let mut out = String::new();
    for ((_, district), mut group) in groups {
        let whose = district.map_or_else(|| "ทั่วไป".to_owned(), |district| format!("อำเภอ{}", plan[district].name));
        _ = writeln!(out, "{whose}");
        group.sort_by_key(|finding| finding.severity());
        for finding in group {
            let place = in_line(&finding.place.to_string());
            let place = if place.is_empty() { place } else { format!("{place}: ") };
            let message = in_line(&finding.message(lang));
            _ = writeln!(out, "  {} {place}{message} [{}]", severity(finding.severity(), lang), finding.code().name());
            _ = writeln!(out, "      → {}", in_line(&finding.hint(lang)));
        }
    }
    _ = writeln!(out, "ตรวจพบ {}", tally(findings.iter()));
    out
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::Th, severity) => severity.thai(),
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Note) => "note",
    }
}

/// Where every row went.
pub(super) fn account(accounts: &[FileAccount]) -> String {
    let sum = |of: fn(&FileAccount) -> usize| integer(accounts.iter().map(of).sum::<usize>() as i64);
    format!(
        "อ่าน {} แฟ้ม {} แถว = นับ {} + ไม่นับ {} + หัวตาราง ผลรวม บันทึก และแถวว่าง {}\n",
        integer(accounts.len() as i64),
        sum(|account| account.read),
        sum(|account| account.counted),
        sum(|account| account.rejected),
        sum(|account| account.recognised)
    ) + &amounts(accounts)
}

/// Where every amount went.
fn amounts(accounts: &[FileAccount]) -> String {
    let sum = |of: fn(&AmountAccount) -> Decimal| decimal(accounts.iter().map(|account| of(&account.amounts)).sum(), 2);
    format!(
        "จำนวนเงินในแฟ้ม {} บาท = นับ {} + ไม่นับ {} + แถวรวม {} + แจ้งไว้ในรายการตรวจพบ {} + ฉบับที่ไม่ใช้ {}\n",
        sum(|amounts| amounts.read),
        sum(|amounts| amounts.counted),
        sum(|amounts| amounts.rejected),
        sum(|amounts| amounts.totals),
        sum(|amounts| amounts.named),
        sum(|amounts| amounts.set_aside)
    )
}

/// Findings and account for programs.
pub(super) fn checked_json(plan: &Plan, checked: &Checked, lang: Lang) -> Json {
    let Checked { month, findings, accounts } = checked;
    let sum = |of: fn(&FileAccount) -> usize| accounts.iter().map(of).sum::<usize>();
    let baht = |of: fn(&AmountAccount) -> Decimal| accounts.iter().map(|account| of(&account.amounts)).sum::<Decimal>();
    json!({
        "month": month,
        "findings": findings.iter().map(|finding| FindingRecord::of(plan, finding, lang)).collect::<Vec<_>>(),
        "rows": { "read": sum(|a| a.read), "counted": sum(|a| a.counted), "rejected": sum(|a| a.rejected), "recognised": sum(|a| a.recognised) },
        "amounts": {
            "read": baht(|a| a.read), "counted": baht(|a| a.counted), "rejected": baht(|a| a.rejected), "totals": baht(|a| a.totals),
            "named": baht(|a| a.named), "set_aside": baht(|a| a.set_aside),
        },
        "files": accounts,
    })
}
