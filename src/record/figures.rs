//! `data.json`: every figure of a month, and the cells behind it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Exact, Schema};
use crate::aggregate::{Cells, Figures, MonthRoundYear, OnSheet};
use crate::explain::{Subject, cells};
use crate::finding::{CellRef, Place};
use crate::month::CompiledMonth;
use crate::output::json;
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::validate::Status;

/// `data.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = ""))]
pub struct MonthRecord<'a> {
    /// Its version.
    #[serde(default)]
    pub schema: Schema,
    /// The compiled month.
    pub month: Month,
    /// Buddhist era.
    pub fiscal_year: i16,
    /// 1 or 2.
    pub round: u8,
    /// Whether the month's own errors make its report a draft.
    pub draft: bool,
    /// The province.
    pub province: Province,
    /// The districts, in the plan's order.
    pub districts: Vec<District>,
    /// Channels run, the plan's first.
    pub channels: Vec<Channel>,
    /// The cells behind every figure that `explain` knows: whose, which, where. Left out where it would be too long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace<'a>>,
}

/// Whose figure (`province`, or a geocode), which (`operators-year`), and the cells behind it.
pub type Trace<'a> = BTreeMap<String, BTreeMap<String, Behind<'a>>>;

/// The province's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Province {
    /// Without จังหวัด.
    pub name: String,
    /// ผู้ประกอบการที่ลงทะเบียนทั้งหมด.
    pub registered: u32,
    /// Online before the year.
    pub online_before: u32,
    /// ผู้ประกอบการคงเหลือ.
    pub remaining: u32,
    /// Targets.
    pub targets: Targets,
    /// Activities that count.
    pub activities: Counts,
    /// Operators counted online.
    pub operators: Counts,
    /// How many channels are run.
    pub channels: usize,
    /// Operators of those remaining, in per cent, as shown.
    pub percent: Exact,
    /// 1 … 5.
    pub level: u8,
    /// level × weight ÷ 100, two places.
    pub weighted_score: Exact,
    /// Operators that took part in activities.
    pub participants: Counts,
    /// Baht sold.
    pub sales: Sales,
}

/// A district's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct District {
    /// Four digits.
    pub geocode: String,
    /// Without อำเภอ.
    pub name: String,
    /// What became of its report of the month.
    pub submission: Status,
    /// Whether that came late.
    pub late: bool,
    /// ผู้ประกอบการที่ลงทะเบียนทั้งหมด.
    pub registered: u32,
    /// Online before the year.
    pub online_before: u32,
    /// ผู้ประกอบการคงเหลือ.
    pub remaining: u32,
    /// Targets.
    pub targets: Targets,
    /// Activities that count.
    pub activities: Counts,
    /// Operators counted online.
    pub operators: Counts,
    /// Operators that took part in activities.
    pub participants: Counts,
    /// Baht sold.
    pub sales: Sales,
}

/// A channel that is run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Channel {
    /// The plan's name, or the district's own.
    pub name: String,
    /// Operators counted on it in the year.
    pub operators: i64,
}

/// Targets of the year and of the month's round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Targets {
    pub online_year: u32,
    pub online_round: u32,
    pub activities_year: u32,
    pub activities_round: u32,
}

/// A count in the month, in its round and in the year, both up to the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub month: i64,
    pub round: i64,
    pub year: i64,
}

/// Baht at activities and online, in the month, in its round and in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Sales {
    pub activities_month: Exact,
    pub activities_round: Exact,
    pub activities_year: Exact,
    pub online_month: Exact,
    pub online_round: Exact,
    pub online_year: Exact,
}

impl MonthRecord<'_> {
    /// What a `data.json` says, its trace owned.
    ///
    /// # Errors
    /// Where it is none, or of a later version.
    pub fn read(json: &[u8]) -> Result<MonthRecord<'static>, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

/// The month as `data.json`.
pub fn data_json(plan: &Plan, compiled: &CompiledMonth) -> Vec<u8> {
    json(&record(plan, compiled, Some(trace(compiled))))
}

/// The same without its trace, for a month whose trace is too long to travel in every PDF.
pub fn figures_json(plan: &Plan, compiled: &CompiledMonth) -> Vec<u8> {
    json(&record(plan, compiled, None))
}

/// The month's record.
pub fn record<'a>(plan: &Plan, compiled: &'a CompiledMonth, trace: Option<Trace<'a>>) -> MonthRecord<'a> {
    let (totals, score) = (&compiled.totals, &compiled.score);
    let figures = &totals.province;
    let round = totals.round.number;
    MonthRecord {
        schema: Schema,
        month: compiled.month,
        fiscal_year: plan.fiscal_year().0,
        round,
        draft: compiled.is_draft(),
        province: Province {
            name: plan.province.name.clone(),
            registered: figures.registered,
            online_before: figures.online_before,
            remaining: figures.remaining(),
            targets: targets(figures, round),
            activities: counts(&figures.activities),
            operators: counts(&figures.operators),
            channels: totals.channels.len(),
            percent: Exact(score.percent),
            level: score.level,
            weighted_score: Exact(rounded(score.weighted_score)),
            participants: counts(&figures.participants),
            sales: sales(figures),
        },
        districts: totals
            .districts
            .iter()
            .map(|district| District {
                geocode: district.geocode.clone(),
                name: district.name.clone(),
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
            .map(|(name, _)| Channel { name: name.clone(), operators: figures.on_channel(name) })
            .collect(),
        trace,
    }
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointNearestEven)
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

fn counts(counted: &MonthRoundYear<i64>) -> Counts {
    Counts { month: counted.month.value, round: counted.round.value, year: counted.year.value }
}

fn sales(figures: &Figures) -> Sales {
    let (activities, online) = (&figures.sales_activities, &figures.sales_online);
    Sales {
        activities_month: Exact(activities.month.value),
        activities_round: Exact(activities.round.value),
        activities_year: Exact(activities.year.value),
        online_month: Exact(online.month.value),
        online_round: Exact(online.round.value),
        online_year: Exact(online.year.value),
    }
}

/// Every figure that `explain` knows, of every district and the province.
pub fn trace(compiled: &CompiledMonth) -> Trace<'_> {
    let districts = compiled.totals.districts.iter();
    let subjects = std::iter::once(("province", Subject::Province))
        .chain(districts.map(|district| (district.geocode.as_str(), Subject::District(district.id))));
    let figures =
        |subject: Subject| subject.figures().map(move |figure| (figure.to_string(), Behind(cells(compiled, subject, figure))));
    subjects.map(|(name, subject)| (name.to_owned(), figures(subject).collect())).collect()
}

/// Cells behind a figure, written sheet by sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind<'a>(pub Cow<'a, Cells>);

impl Serialize for Behind<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.by_sheet().map(|cells| SheetCells {
            file: cells.sheet().file.as_deref().unwrap_or_default(),
            sheet: cells.sheet().sheet.as_deref().unwrap_or_default(),
            cells,
        }))
    }
}

impl<'de> Deserialize<'de> for Behind<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut all = Cells::default();
        for sheet in Vec::<NamedCells>::deserialize(deserializer)? {
            let place = Place::sheet(&Arc::from(sheet.file), &Arc::from(sheet.sheet));
            for name in sheet.cells {
                let cell = (!name.is_empty()).then(|| CellRef::try_from(name)).transpose();
                all.push(&Place { cell: cell.map_err(serde::de::Error::custom)?, ..place.clone() });
            }
        }
        Ok(Self(Cow::Owned(all)))
    }
}

/// Cells of one sheet, written.
#[derive(Serialize)]
struct SheetCells<'a> {
    file: &'a str,
    sheet: &'a str,
    #[serde(serialize_with = "names")]
    cells: OnSheet<'a>,
}

/// The same, read.
#[derive(Deserialize)]
struct NamedCells {
    file: String,
    sheet: String,
    cells: Vec<String>,
}

fn names<S: Serializer>(cells: &OnSheet<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(cells.cells().map(|cell| cell.map(|cell| cell.to_string()).unwrap_or_default()))
}
