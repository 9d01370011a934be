//! Who reported when, and how far each district and the province have come.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Report;
use super::files::{input_link, return_link};
use super::findings::Tally;
use super::words::{baht, day_short, month_short, said};
use crate::aggregate::{Figure, Figures};
use crate::district::DistrictId;
use crate::thai::calendar::Month;
use crate::validate::{Status, Workbook};

/// A month of the fiscal year.
#[derive(Debug, Serialize)]
pub(super) struct MonthColumn {
    /// ก.พ., `Feb`.
    short: String,
    /// กุมภาพันธ์ ๒๕๖๕, `February 2565`.
    name: String,
    /// Its folder: `2565-02`.
    id: String,
    current: bool,
    /// After the compiled month.
    ahead: bool,
}

/// A district: its reports and its figures.
#[derive(Debug, Serialize)]
pub(super) struct District<'a> {
    geocode: &'a str,
    name: &'a str,
    /// One for each month of the year; `None` for a month ahead.
    reports: Vec<Option<Cell<'a>>>,
    /// The compiled month's.
    report: Cell<'a>,
    tally: Tally,
    /// Link to the workbook that goes back to it.
    returned: Option<String>,
    line: Line,
}

/// A district's report of a month.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cell<'a> {
    /// `on-time`, `late`, `nil`, `nil-late`, `missing` or `rejected`.
    status: &'static str,
    date: Option<String>,
    date_short: Option<String>,
    file: Option<&'a str>,
    link: Option<String>,
    revision: i64,
}

/// A row of figures against targets.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    operators: Progress,
    activities: Progress,
    participants: i64,
    sales_activities_month: String,
    sales_online_month: String,
    sales_month: String,
    sales_year: String,
}

/// Achieved against a target.
#[derive(Debug, Serialize)]
struct Progress {
    month: i64,
    round: i64,
    year: i64,
    target_round: i64,
    target_year: i64,
    /// Length of the year's bar, in per cent of the drawing.
    bar: String,
    /// Where the year's target stands in it.
    mark: String,
    reached: bool,
}

/// A channel that is run.
#[derive(Debug, Serialize)]
pub(super) struct Channel<'a> {
    name: &'a str,
    operators: i64,
    bar: String,
}

/// The year so far at the end of a month.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    short: String,
    ahead: bool,
    operators: Climb,
    activities: Climb,
}

/// A column of a chart that climbs towards a target.
#[derive(Debug, Serialize)]
struct Climb {
    value: i64,
    /// Height in per cent, and what is left above it.
    height: String,
    top: String,
    /// Where the target's line stands, from above.
    line: String,
}

pub(super) fn months(report: &Report<'_>) -> Vec<MonthColumn> {
    let column = |month: Month| MonthColumn {
        short: month_short(month, report.lang),
        name: said(&month, report.lang),
        id: month.to_string(),
        current: month == report.run.month,
        ahead: month > report.run.month,
    };
    report.plan.fiscal_year().months().into_iter().map(column).collect()
}

pub(super) fn districts<'a>(report: &Report<'a>) -> Vec<District<'a>> {
    let run = report.run;
    let scale = |figure: fn(&Figures) -> (i64, i64)| {
        let both = run.totals.districts.iter().map(|district| figure(&district.figures));
        both.map(|(done, target)| done.max(target)).max().unwrap_or(0)
    };
    let scales = [scale(operators), scale(activities)];
    let each = run.totals.districts.iter().map(|district| {
        let own = run.own_findings().filter(|finding| finding.district == Some(district.id));
        District {
            geocode: &district.geocode,
            name: &district.name,
            reports: report
                .plan
                .fiscal_year()
                .months()
                .into_iter()
                .map(|month| (month <= run.month).then(|| cell(report, district.id, month)))
                .collect(),
            report: cell(report, district.id, run.month),
            tally: Tally::of(own),
            returned: return_link(report.files, &district.geocode),
            line: line(&district.figures, report, scales),
        }
    });
    each.collect()
}

fn cell<'a>(report: &Report<'a>, district: DistrictId, month: Month) -> Cell<'a> {
    let validated = &report.run.validated;
    let Some(of_month) = validated.reports.get(&month).and_then(|reports| reports.get(district.index())) else {
        return Cell { status: "missing", date: None, date_short: None, file: None, link: None, revision: 0 };
    };
    let workbook: Option<&'a Workbook> = of_month.workbook.and_then(|index| validated.workbooks.get(index));
    let status = if of_month.status == Status::Nil && of_month.late { "nil-late" } else { of_month.status.name() };
    Cell {
        status,
        date: of_month.reported_on.map(|day| said(&day, report.lang)),
        date_short: of_month.reported_on.map(|day| day_short(day, report.lang)),
        file: workbook.map(|workbook| &*workbook.file),
        link: workbook.map(|workbook| input_link(&workbook.file)),
        revision: workbook.map_or(0, |workbook| workbook.revision.into()),
    }
}

fn operators(figures: &Figures) -> (i64, i64) {
    (figures.operators.year.value, figures.targets.online_year.into())
}

fn activities(figures: &Figures) -> (i64, i64) {
    (figures.activities.year.value, figures.targets.activities_year.into())
}

/// The province's line; its bars are as long as the longer of result and target.
pub(super) fn province(report: &Report<'_>) -> Line {
    let figures = &report.run.totals.province;
    let longest = |(done, target): (i64, i64)| done.max(target);
    line(figures, report, [longest(operators(figures)), longest(activities(figures))])
}

fn line(figures: &Figures, report: &Report<'_>, [operators_scale, activities_scale]: [i64; 2]) -> Line {
    let (targets, round) = (figures.targets, report.run.totals.round.number);
    let spans = |spans: &crate::aggregate::MonthRoundYear<i64>| [spans.month.value, spans.round.value, spans.year.value];
    let sum = |a: Decimal, b: Decimal| baht(a + b, report.lang);
    Line {
        operators: progress(
            spans(&figures.operators),
            [targets.online_round(round).into(), targets.online_year.into()],
            operators_scale,
        ),
        activities: progress(
            spans(&figures.activities),
            [targets.activities_round(round).into(), targets.activities_year.into()],
            activities_scale,
        ),
        participants: figures.participants.month.value,
        sales_activities_month: baht(figures.sales_activities.month.value, report.lang),
        sales_online_month: baht(figures.sales_online.month.value, report.lang),
        sales_month: sum(figures.sales_activities.month.value, figures.sales_online.month.value),
        sales_year: sum(figures.sales_activities.year.value, figures.sales_online.year.value),
    }
}

fn progress([month, round, year]: [i64; 3], [target_round, target_year]: [i64; 2], scale: i64) -> Progress {
    Progress {
        month,
        round,
        year,
        target_round,
        target_year,
        bar: share(year, scale),
        mark: share(target_year, scale),
        reached: year >= target_year,
    }
}

/// Channels that the page shows; data.json has all of them.
const CHANNELS: usize = 100;

/// The channels run, the first of them, and how many there are besides.
pub(super) fn channels<'a>(report: &Report<'a>) -> (Vec<Channel<'a>>, i64) {
    let totals = &report.run.totals;
    let most = totals.province.on_channel.values().copied().max().unwrap_or(0);
    let channel = |(name, _): &'a (String, Figure<i64>)| {
        let operators = totals.province.on_channel(name);
        Channel { name, operators, bar: share(operators, most) }
    };
    (totals.channels.iter().take(CHANNELS).map(channel).collect(), totals.channels.len().saturating_sub(CHANNELS) as i64)
}

/// The climb towards the year's targets, month by month.
pub(super) fn steps(report: &Report<'_>) -> Vec<Step> {
    let (run, targets) = (report.run, report.run.totals.province.targets);
    let [operators_target, activities_target] = [i64::from(targets.online_year), i64::from(targets.activities_year)];
    let operators = |until: Month| run.totals.operators.iter().filter(|operator| operator.month <= until).count() as i64;
    let activities = |until: Month| run.validated.activities.iter().filter(|activity| activity.month <= until).count() as i64;
    let step = |month: Month| Step {
        short: month_short(month, report.lang),
        ahead: month > run.month,
        operators: climb(operators(month), operators(run.month), operators_target),
        activities: climb(activities(month), activities(run.month), activities_target),
    };
    report.plan.fiscal_year().months().into_iter().map(step).collect()
}

fn climb(value: i64, last: i64, target: i64) -> Climb {
    let scale = last.max(target);
    Climb { value, height: share(value, scale), top: share(scale - value, scale), line: share(scale - target, scale) }
}

/// `part` of `whole` in per cent with one decimal, between 0 and 100, for lengths in the page's drawings.
pub(super) fn share(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "0".to_owned();
    }
    let tenths = (i128::from(part.max(0)) * 1000 / i128::from(whole)).min(1000);
    format!("{}.{}", tenths / 10, tenths % 10)
}
