//! `data.json` and `findings.json`: every figure with its trace, every finding (SPEC §8). Others rely on their fields.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::aggregate::{Cells, Figures, MonthRoundYear, OnSheet};
use crate::explain::{Subject, cells};
use crate::finding::{Finding, Lang};
use crate::pipeline::MonthRun;
use crate::plan::Plan;
use crate::score::two_places;
use crate::thai::calendar::Month;
use crate::validate::Status;

#[derive(Serialize)]
struct Data<'a> {
    month: Month,
    fiscal_year: i16,
    round: u8,
    draft: bool,
    province: Province<'a>,
    districts: Vec<District<'a>>,
    channels: Vec<Channel<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Trace<'a>>,
}

#[derive(Serialize)]
struct Province<'a> {
    name: &'a str,
    registered: u32,
    online_before: u32,
    remaining: u32,
    targets: Targets,
    activities: Counts,
    operators: Counts,
    channels: usize,
    percent: String,
    level: u8,
    weighted_score: String,
    participants: Counts,
    sales: Sales,
}

#[derive(Serialize)]
struct District<'a> {
    geocode: &'a str,
    name: &'a str,
    submission: Status,
    late: bool,
    registered: u32,
    online_before: u32,
    remaining: u32,
    targets: Targets,
    activities: Counts,
    operators: Counts,
    participants: Counts,
    sales: Sales,
}

#[derive(Serialize)]
struct Channel<'a> {
    name: &'a str,
    operators: i64,
}

#[derive(Serialize)]
struct Targets {
    online_year: u32,
    online_round: u32,
    activities_year: u32,
    activities_round: u32,
}

#[derive(Serialize)]
struct Counts {
    month: i64,
    round: i64,
    year: i64,
}

#[derive(Serialize)]
struct Sales {
    activities_month: String,
    activities_round: String,
    activities_year: String,
    online_month: String,
    online_round: String,
    online_year: String,
}

/// Whose figure, which, and the cells behind it.
type Trace<'a> = BTreeMap<&'a str, BTreeMap<String, Behind<'a>>>;

/// The month as `data.json`, UTF-8, two spaces an indent.
pub fn data_json(plan: &Plan, run: &MonthRun) -> Vec<u8> {
    json(&data(plan, run, Some(trace(run))))
}

/// The same without its trace, for a month whose trace is too long to travel in every PDF.
pub fn figures_json(plan: &Plan, run: &MonthRun) -> Vec<u8> {
    json(&data(plan, run, None))
}

fn data<'a>(plan: &'a Plan, run: &'a MonthRun, trace: Option<Trace<'a>>) -> Data<'a> {
    let (totals, score) = (&run.totals, &run.score);
    let figures = &totals.province;
    let round = totals.round.number;
    Data {
        month: run.month,
        fiscal_year: plan.fiscal_year().0,
        round,
        draft: run.is_draft(),
        province: Province {
            name: &plan.province.name,
            registered: figures.registered,
            online_before: figures.online_before,
            remaining: figures.remaining(),
            targets: targets(figures, round),
            activities: counts(&figures.activities),
            operators: counts(&figures.operators),
            channels: totals.channels.len(),
            percent: score.percent.to_string(),
            level: score.level,
            weighted_score: two_places(score.weighted_score),
            participants: counts(&figures.participants),
            sales: sales(figures),
        },
        districts: totals
            .districts
            .iter()
            .map(|district| District {
                geocode: &district.geocode,
                name: &district.name,
                submission: district.status,
                late: district.late,
                registered: district.figures.registered,
                online_before: district.figures.online_before,
                remaining: district.figures.remaining(),
                targets: targets(&district.figures, round),
                activities: counts(&district.figures.activities),
                operators: counts(&district.figures.operators),
                participants: counts(&district.figures.participants),
                sales: sales(&district.figures),
            })
            .collect(),
        channels: totals
            .channels
            .iter()
            .enumerate()
            .map(|(i, (name, _))| Channel { name, operators: figures.on_channel[i] })
            .collect(),
        trace,
    }
}

/// The findings as `findings.json`.
pub fn findings_json(findings: &[Finding], lang: Lang) -> Vec<u8> {
    json(&findings.iter().map(|finding| finding.json(lang)).collect::<Vec<_>>())
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("keys are texts and values are finite");
    bytes.push(b'\n');
    bytes
}

fn targets(figures: &Figures, round: u8) -> Targets {
    let targets = figures.targets;
    Targets {
        online_year: targets.online_year,
        online_round: targets.online_round(round),
        activities_year: targets.activities_year,
        activities_round: targets.activities_round(round),
    }
}

fn counts(spans: &MonthRoundYear<i64>) -> Counts {
    Counts { month: spans.month.value, round: spans.round.value, year: spans.year.value }
}

fn sales(figures: &Figures) -> Sales {
    let (activities, online) = (&figures.sales_activities, &figures.sales_online);
    Sales {
        activities_month: exact(activities.month.value),
        activities_round: exact(activities.round.value),
        activities_year: exact(activities.year.value),
        online_month: exact(online.month.value),
        online_round: exact(online.round.value),
        online_year: exact(online.year.value),
    }
}

/// An exact decimal with at least two places.
fn exact(value: Decimal) -> String {
    let mut value = value.normalize();
    if value.scale() < 2 {
        value.rescale(2);
    }
    value.to_string()
}

/// Every figure that `explain` knows, of every district and the province.
fn trace(run: &MonthRun) -> Trace<'_> {
    let subjects = std::iter::once(("province", Subject::Province))
        .chain(run.totals.districts.iter().enumerate().map(|(i, district)| (district.geocode.as_str(), Subject::District(i))));
    let figures =
        |subject: Subject| subject.figures().map(move |figure| (figure.to_string(), Behind(cells(run, subject, figure))));
    subjects.map(|(name, subject)| (name, figures(subject).collect())).collect()
}

/// Cells behind a figure, written sheet by sheet.
struct Behind<'a>(Cow<'a, Cells>);

impl Serialize for Behind<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.by_sheet().map(|cells| Sheet {
            file: cells.sheet().file.as_deref().unwrap_or_default(),
            sheet: cells.sheet().sheet.as_deref().unwrap_or_default(),
            cells,
        }))
    }
}

/// Cells of one sheet.
#[derive(Serialize)]
struct Sheet<'a> {
    file: &'a str,
    sheet: &'a str,
    #[serde(serialize_with = "names")]
    cells: OnSheet<'a>,
}

fn names<S: Serializer>(cells: &OnSheet<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(cells.cells().map(|cell| cell.map(|cell| cell.to_string()).unwrap_or_default()))
}
