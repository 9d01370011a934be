//! What the template may use. Counts are numbers, for its filter `count`; all other figures are ready to be read.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Report;
use super::files::{Account, Document, accounts, documents};
use super::findings::{Earlier, Group, Tally, earlier, groups};
use super::progress::{Channel, District, Line, MonthColumn, Step, channels, districts, months, province, share, steps};
use super::words::{baht, percent, said};
use crate::lang::Said;
use crate::plan::{self, Plan};
use crate::score::{Condition, Scorecard, two_places};
use crate::thai::digits::to_thai;
use crate::validate::Status;

/// The whole page.
#[derive(Debug, Serialize)]
pub struct Page<'a> {
    /// Of the page: `th` or `en`.
    lang: &'static str,
    province: &'a str,
    office: String,
    /// กุมภาพันธ์ ๒๕๖๕, `February 2565`.
    month: String,
    /// Its folder: `2565-02`.
    month_id: String,
    fiscal_year: String,
    round: u8,
    deadline: String,
    draft: bool,
    /// Districts without a usable report of the month.
    missing: Vec<&'a str>,
    rejected: Vec<&'a str>,
    received: i64,
    tally: Tally,
    /// Errors of districts that did report.
    other_errors: usize,
    score: Score<'a>,
    /// The fiscal year's months.
    months: Vec<MonthColumn>,
    districts: Vec<District<'a>>,
    total: Line,
    channels: Vec<Channel<'a>>,
    /// Channels run that are left out here.
    channels_left_out: i64,
    steps: Vec<Step>,
    groups: Vec<Group<'a>>,
    earlier: Vec<Earlier<'a>>,
    documents: Vec<Document<'a>>,
    accounts: Vec<Account<'a>>,
    earlier_accounts: Vec<Account<'a>>,
    plan_warnings: Vec<String>,
    version: &'static str,
}

/// The scorecard.
#[derive(Debug, Serialize)]
struct Score<'a> {
    level: u8,
    name: &'a str,
    weighted: String,
    weight: String,
    below_lowest: bool,
    unnamed_activities: bool,
    percent: String,
    next_percent: Option<String>,
    next_name: Option<&'a str>,
    remaining: i64,
    against_target: String,
    on_three_channels: i64,
    activities: Need,
    channels: Need,
    operators: Need,
    /// Level 1 to the highest.
    levels: Vec<Level<'a>>,
    sales_month: String,
    sales_year: String,
}

/// One condition of the next level.
#[derive(Debug, Serialize)]
struct Need {
    achieved: i64,
    /// `None` at the highest level.
    next: Option<i64>,
    more: i64,
    /// Per cent of what the next level needs, at most 100.
    share: String,
}

#[derive(Debug, Serialize)]
struct Level<'a> {
    level: u8,
    name: &'a str,
    activities: u32,
    channels: u32,
    percent: String,
}

impl<'a> Page<'a> {
    /// The page of a compiled month.
    pub fn of(report: &Report<'a>) -> Self {
        let Report { plan, run, lang, .. } = *report;
        let named = |status: Status| {
            run.totals
                .districts
                .iter()
                .filter(move |district| district.status == status)
                .map(|district| district.name.as_str())
                .collect()
        };
        let (accounts, earlier_accounts) = accounts(report);
        let (channels, channels_left_out) = channels(report);
        Self {
            lang: lang.pick("th", "en"),
            province: &plan.province.name,
            office: format!("{}{}", plan.office.name, plan.province.name),
            month: said(&run.month, lang),
            month_id: run.month.to_string(),
            fiscal_year: lang.digits(&plan.fiscal_year().thai()),
            round: run.totals.round.number,
            deadline: said(&plan.deadline(run.month), lang),
            draft: run.is_draft(),
            missing: named(Status::Missing),
            rejected: named(Status::Rejected),
            received: run.totals.districts.iter().filter(|district| district.status.is_usable()).count() as i64,
            tally: Tally::of(run.own_findings()),
            other_errors: run.other_errors(),
            score: scored(plan, report, &run.score),
            months: months(report),
            districts: districts(report),
            total: province(report),
            channels,
            channels_left_out,
            steps: steps(report),
            groups: groups(report),
            earlier: earlier(report),
            documents: documents(report),
            accounts,
            earlier_accounts,
            plan_warnings: plan.warnings().iter().map(|warning| Said(warning, lang).to_string()).collect(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

fn scored<'a>(plan: &'a Plan, report: &Report<'a>, score: &'a Scorecard) -> Score<'a> {
    let totals = &report.run.totals;
    let rubric = plan.rubric(totals.round.number);
    let province = &totals.province;
    let lang = report.lang;
    let exact = |number: Decimal| lang.digits(&to_thai(&number.normalize().to_string()));
    let level = |level: &'a plan::Level| Level {
        level: level.level,
        name: &level.name,
        activities: level.activities,
        channels: level.channels,
        percent: exact(level.percent),
    };
    let mut levels: Vec<Level<'a>> = rubric.levels.iter().map(level).collect();
    levels.sort_by_key(|level| level.level);
    Score {
        level: score.level,
        name: &score.name,
        weighted: lang.digits(&to_thai(&two_places(score.weighted_score))),
        weight: exact(plan.kpi.weight),
        below_lowest: score.below_lowest,
        unnamed_activities: score.unnamed_activities,
        percent: percent(score.percent, lang),
        next_percent: score.next_percent.map(exact),
        next_name: score.next_name.as_deref(),
        remaining: province.remaining().into(),
        against_target: percent(score.against_target, lang),
        on_three_channels: score.on_three_channels,
        activities: need(score.activities),
        channels: need(score.channels),
        operators: need(score.operators),
        levels,
        sales_month: baht(province.sales_activities.month.value + province.sales_online.month.value, lang),
        sales_year: baht(province.sales_activities.year.value + province.sales_online.year.value, lang),
    }
}

fn need(condition: Condition) -> Need {
    let share = share(condition.achieved, condition.next.unwrap_or(condition.achieved));
    Need { achieved: condition.achieved, next: condition.next, more: condition.more(), share }
}
