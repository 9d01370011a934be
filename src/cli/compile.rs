//! `compile`: the month's report, every document.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::asked::month;
use super::lines::{ERROR, GOOD, HEADING, Lines, WARNING};
use super::show::{paths, shown, tally};
use super::steps::Step;
use super::terminal::in_line;
use super::{CliError, Outcome, Session, terminal};
use crate::aggregate::DistrictTotals;
use crate::app::compile::{Compiled, compile, is_empty};
use crate::earlier;
use crate::finding::{Finding, Severity};
use crate::lang::{Baht, Count, Lang, Said, said};
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::score::two_places;
use crate::thai::calendar::Month;
use crate::thai::digits::to_thai;
use crate::validate::Status;

/// What may be asked of `compile`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Opens the page report.html when it is done
    #[arg(long)]
    open: bool,
    /// Makes it even if no district has submitted anything for that month
    #[arg(long)]
    empty: bool,
    /// Watches the folder inputs and makes it anew whenever a file changes; Ctrl-C ends it
    #[arg(long)]
    pub(super) watch: bool,
}

pub(super) fn run(session: &Session<'_>, asked: &[String], options: &Options) -> Result<Outcome, CliError> {
    let plan = session.plan_with_warnings()?;
    let month = month(&plan, asked)?;
    if let Some(month) = month
        && !options.empty
        && is_empty(&session.workspace, &plan, month)?
        && !wanted(session, month)?
    {
        return Err(CliError::NothingReceived(month));
    }
    once(session, &plan, month, options.open)
}

/// Compiles the month and prints what came of it.
pub(super) fn once(session: &Session<'_>, plan: &Plan, month: Option<Month>, open: bool) -> Result<Outcome, CliError> {
    let lang = session.lang();
    let compiled = compile(&session.workspace, plan, &session.runtime()?, month, session.today(), lang)?;
    if let Some(why) = &compiled.unnamed_seal {
        terminal::say(&said!(
            lang,
            "หนังสือนำส่งจะไม่มีลายนิ้วมือของชุดเก็บถาวรก่อนหน้า: {why}",
            "the letter will not name the fingerprint of the bag sealed before: {why}",
            why
        ));
    }
    session.print(|| compiled_json(&compiled, lang), || lines(plan, &compiled, session.today(), lang), &next(&compiled))?;
    if open {
        let page = compiled.written.folder.join("report.html");
        opener::open(&page).map_err(|_| CliError::Open(shown(&page)))?;
    }
    Ok(if compiled.month.is_draft() { Outcome::Findings } else { Outcome::Clean })
}

/// Whether the report of a month for which nothing was received is wanted; nobody is asked where nobody can answer.
fn wanted(session: &Session<'_>, month: Month) -> Result<bool, CliError> {
    if session.spoken.json || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(false);
    }
    terminal::say(&said!(
        session.lang(),
        "ยังไม่มีรายงานของเดือน{month} รายงานที่ได้จะเป็นหนังสือเตือนถึงทุกอำเภอ ทำต่อหรือไม่ (y = ทำ, Enter = ไม่ทำ)",
        "nothing was received for {month}; its report would be reminders to every district. Go on? (y = yes, Enter = no)",
        month
    ));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(["y", "yes", "ใช่", "ทำ"].contains(&answer.trim().to_lowercase().as_str()))
}

/// From the paper to the archive; or, with errors, back to the districts.
fn next(compiled: &Compiled) -> Vec<Step> {
    let (run, folder) = (&compiled.month, shown(&compiled.written.folder));
    let month = run.month;
    let page = Step::by_hand(format!("ดูหน้ารายงาน {folder}/report.html"), format!("look at the page {folder}/report.html"));
    if !run.is_draft() {
        return vec![
            page,
            Step::by_hand(
                format!("พิมพ์ {folder}/packet-monthly.pdf เสนอลงนาม"),
                format!("print {folder}/packet-monthly.pdf and have it signed"),
            ),
            Step::command(format!("archive add {month}"), "เมื่อถูกต้องแล้ว ผนึกเก็บถาวร", "once it is right, seal it"),
        ];
    }
    let mut steps = vec![Step::command(format!("check {month}"), "ดูสิ่งที่ต้องแก้", "see what is to be mended"), page];
    let returns = compiled.written.files.iter().filter(|(path, _)| path.starts_with("returns/")).count();
    if returns > 0 {
        let (th, en) = (to_thai(&returns.to_string()), returns);
        steps.push(Step::by_hand(
            format!("ส่งแฟ้มใน {folder}/returns คืนอำเภอ ({th} แฟ้ม ช่องที่ผิดทำเครื่องหมายไว้)"),
            format!("send the {en} workbooks in {folder}/returns back to the districts; wrong cells are marked"),
        ));
    }
    steps.push(Step::command(
        format!("compile {month}"),
        format!("เมื่อวางแฟ้มที่แก้แล้วใน inputs/{month} จัดทำใหม่"),
        format!("once what was mended lies in inputs/{month}, make it anew"),
    ));
    steps
}

/// A compiled month in a few lines: who reported, the totals, the level, where the files are.
fn lines(plan: &Plan, compiled: &Compiled, today: Date, lang: Lang) -> Lines {
    let run = &compiled.month;
    let (totals, score) = (&run.totals, &run.score);
    let (province, activities) = (&totals.province, &totals.province.activities);
    let count = |number: usize| Count::of(number);
    let counted = |number: i64| Count(number.unsigned_abs());
    let mut lines = Lines::default();
    lines.styled(
        HEADING,
        said!(
            lang,
            "รายงานประจำเดือน{month} จังหวัด{name} {round}",
            "Report of {month}, {name}, round {round}",
            month = run.month,
            name = &plan.province.name,
            round = totals.round
        ),
    );
    let usable = totals.districts.iter().filter(|district| district.status.is_usable()).count();
    let lacking = not_on_time(run, lang);
    lines.plain(said!(
        lang,
        "  ได้รับรายงาน {usable} จาก {all} อำเภอ{lacking}",
        "  reports         {usable} of {all} districts{lacking}",
        usable = count(usable),
        all = count(totals.districts.len())
    ));
    lines.plain(said!(
        lang,
        "  กิจกรรม        เดือนนี้ {month} ครั้ง  รอบนี้ {round} จากเป้าหมาย {target} ครั้ง",
        "  activities      {month} this month, {round} of {target} this round",
        month = counted(activities.month.value),
        round = counted(activities.round.value),
        target = Count(province.targets.activities_round(totals.round.number).into())
    ));
    lines.plain(said!(
        lang,
        "  ออนไลน์        เดือนนี้ {month} กลุ่ม/ราย  สะสมทั้งปี {year}/{of} = ร้อยละ {percent}  {channels} ช่องทาง",
        "  online          {month} operators this month, {year}/{of} this year = {percent} per cent, {channels} channels",
        month = counted(province.operators.month.value),
        year = counted(score.operators.achieved),
        of = Count(province.remaining().into()),
        percent = Baht(score.percent),
        channels = counted(score.channels.achieved)
    ));
    lines.plain(said!(
        lang,
        "  ยอดจำหน่าย     เดือนนี้ {sales} บาท",
        "  sales           {sales} baht this month",
        sales = Baht(province.sales_activities.month.value + province.sales_online.month.value)
    ));
    let weighted = two_places(score.weighted_score);
    let (weighted, name) = (lang.pick(to_thai(&weighted), weighted), lang.pick(score.name.as_str(), ""));
    lines.plain(said!(
        lang,
        "  ผลการประเมิน   ระดับ {level} {name}  คะแนนถ่วงน้ำหนัก {weighted}",
        "  score           level {level}{name}, weighted {weighted}",
        level = Count(score.level.into())
    ));
    let found = tally(run.own_findings(), lang);
    lines.plain(said!(lang, "  ตรวจพบ         {found}", "  found           {found}"));
    lines.extend(earlier_months(run, lang));
    misplaced(plan, run, today, lang).into_iter().for_each(|line| lines.marked(WARNING, line, ""));
    let folder = in_line(&shown(&compiled.written.folder));
    lines.plain(said!(
        lang,
        "  เอกสาร {files} แฟ้ม ที่ {folder}",
        "  {files} documents in {folder}",
        files = count(compiled.written.files.len())
    ));
    if run.is_draft() {
        lines.styled(
            ERROR,
            lang.pick(
                "  เป็นฉบับร่าง: ยังมีข้อผิดพลาดหรืออำเภอที่ขาดส่ง",
                "  a draft: there are errors, or districts that have not reported",
            ),
        );
    } else {
        lines.styled(GOOD, lang.pick("  ครบถ้วน พร้อมเสนอลงนาม", "  complete, ready to be signed"));
    }
    lines
}

/// What is said of earlier months that are not what they were.
fn about_earlier(run: &CompiledMonth) -> impl Iterator<Item = &Finding> {
    run.own_findings().filter(|finding| earlier::CODES.contains(&finding.code()))
}

/// Earlier months of the year with the districts whose report is not there or cannot be used: this month's cumulative figures
/// lack them.
fn lacking(run: &CompiledMonth) -> impl Iterator<Item = (Month, u64, u64)> {
    let of = |status| {
        move |reports: &[crate::validate::Report]| reports.iter().filter(|report| report.status == status).count() as u64
    };
    let earlier = run.validated.reports.iter().filter(|(month, _)| **month < run.month);
    let each = earlier.map(move |(month, reports)| (*month, of(Status::Missing)(reports), of(Status::Rejected)(reports)));
    each.filter(|(_, missing, rejected)| missing + rejected > 0)
}

/// What is wrong with earlier months.
fn earlier_months(run: &CompiledMonth, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    for (month, missing, rejected) in lacking(run) {
        let short = format!("{} {}", month.short_name(), to_thai(&month.year_be().to_string()));
        let month = lang.pick(short, Said(&month, lang).to_string());
        let mut parts = Vec::new();
        if missing > 0 {
            parts.push(said!(lang, "ขาด {missing} อำเภอ", "{missing} districts have not reported", missing = Count(missing)));
        }
        if rejected > 0 {
            parts.push(said!(
                lang,
                "ใช้ไม่ได้ {rejected} อำเภอ",
                "reports of {rejected} districts cannot be used",
                rejected = Count(rejected)
            ));
        }
        let what = parts.join(lang.pick(" ", ", "));
        lines.marked(WARNING, said!(lang, "  เดือนก่อนหน้า   {month} {what}", "  earlier months  {month}: {what}"), "");
    }
    for finding in about_earlier(run) {
        let message = in_line(&finding.message(lang));
        lines.marked(WARNING, said!(lang, "  เดือนก่อนหน้า   {message}", "  earlier months  {message}"), "");
        lines.plain(format!("      → {}", finding.hint(lang)));
    }
    lines
}

/// What lies where no month reads it, and whom no reminder is written to therefore.
fn misplaced(plan: &Plan, run: &CompiledMonth, today: Date, lang: Lang) -> Vec<String> {
    const NAMED: usize = 5;
    let files = &run.validated.misplaced;
    if files.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = files.iter().take(NAMED).map(|file| in_line(&file.file)).collect();
    let names = names.join(", ") + if files.len() > NAMED { " …" } else { "" };
    let mut lines = vec![said!(
        lang,
        "  วางผิดที่       {count} แฟ้ม จึงยังไม่นับ: {names}",
        "  misplaced       {count} files, not counted: {names}",
        count = Count::of(files.len())
    )];
    let lacking = run.totals.districts.iter().filter(|district| !district.status.is_usable());
    let spared =
        lacking.filter(|district| today > plan.deadline(run.month) && run.validated.may_be_misplaced(run.month, district.id));
    let spared: Vec<&str> = spared.map(|district| district.name.as_str()).collect();
    if !spared.is_empty() {
        let spared = spared.join(", ");
        lines.push(said!(
            lang,
            "                 ยังไม่ออกหนังสือเตือนถึง {spared} เพราะแฟ้มนั้นอาจเป็นรายงานของอำเภอ",
            "                  no reminder to {spared} yet, since a file may be its report"
        ));
    }
    lines
}

fn not_on_time(run: &CompiledMonth, lang: Lang) -> String {
    let names = |wanted: fn(&DistrictTotals) -> bool| {
        let of = run.totals.districts.iter().filter(|district| wanted(district));
        of.map(|district| district.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let groups = [
        (lang.pick("ส่งช้า", "late"), names(|district| district.late)),
        (lang.pick("ไม่มีผลการดำเนินงาน", "nothing done"), names(|district| district.status == Status::Nil)),
        (lang.pick("ยังไม่ส่ง", "not received"), names(|district| district.status == Status::Missing)),
        (lang.pick("ใช้ไม่ได้", "cannot be used"), names(|district| district.status == Status::Rejected)),
    ];
    groups.iter().filter(|(_, names)| !names.is_empty()).map(|(what, names)| format!("  {what}: {names}")).collect()
}

/// The same for programs.
fn compiled_json(compiled: &Compiled, lang: Lang) -> Json {
    let (run, written) = (&compiled.month, &compiled.written);
    let districts: BTreeMap<&str, &str> =
        run.totals.districts.iter().map(|district| (district.geocode.as_str(), district.status.name())).collect();
    json!({
        "month": run.month, "draft": run.is_draft(), "folder": shown(&written.folder), "files": paths(written), "published": written.published(),
        "level": run.score.level, "weighted_score": two_places(run.score.weighted_score), "percent": run.score.percent.to_string(),
        "earlier": about_earlier(run).map(|finding| json!({
            "code": finding.code().name(), "month": finding.value, "message": finding.message(lang),
        })).collect::<Vec<_>>(),
        "lacking": lacking(run).map(|(month, missing, rejected)| json!({ "month": month, "missing": missing, "rejected": rejected })).collect::<Vec<_>>(),
        "misplaced": run.validated.misplaced.iter().map(|file| &*file.file).collect::<Vec<_>>(),
        "districts": districts, "errors": run.count(Severity::Error), "warnings": run.count(Severity::Warning), "notes": run.count(Severity::Note),
    })
}
