//! Stage 3: what counts, added up, every figure with the cells behind it (SPEC §6). Pure.

mod cells;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

pub use cells::{Cells, OnSheet};

use crate::district::DistrictId;
use crate::finding::Place;
use crate::plan::Plan;
use crate::plan::targets::Targets;
use crate::thai::calendar::{Month, Round};
use crate::thai::text::loose_key;
use crate::validate::{Activity, Listing, OperatorId, Status, Validated};

/// A number and the cells it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure<T> {
    /// The number.
    pub value: T,
    /// The cells behind it, in order.
    pub cells: Cells,
}

impl<T: Default + std::ops::AddAssign> Figure<T> {
    fn add(&mut self, value: T, cell: &Place) {
        self.value += value;
        self.cells.push(cell);
    }

    fn merge(&mut self, other: &Self)
    where
        T: Copy,
    {
        self.value += other.value;
        self.cells.extend(&other.cells);
    }
}

/// A figure of the month, of its round and of the fiscal year, both up to the month.
#[derive(Clone, Debug, Default)]
pub struct MonthRoundYear<T> {
    /// The compiled month.
    pub month: Figure<T>,
    /// Its round so far.
    pub round: Figure<T>,
    /// The fiscal year so far.
    pub year: Figure<T>,
}

impl<T: Default + Copy + std::ops::AddAssign> MonthRoundYear<T> {
    fn add(&mut self, when: InPeriods, value: T, cell: &Place) {
        self.year.add(value, cell);
        if when.in_round {
            self.round.add(value, cell);
        }
        if when.in_month {
            self.month.add(value, cell);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.month.merge(&other.month);
        self.round.merge(&other.round);
        self.year.merge(&other.year);
    }
}

/// In which spans a reported month lies.
#[derive(Clone, Copy)]
struct InPeriods {
    in_round: bool,
    in_month: bool,
}

/// The figures of a district, or of the province.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด.
    pub registered: u32,
    /// ผู้ประกอบการผ่านช่องทางออนไลน์ before the year.
    pub online_before: u32,
    /// Targets.
    pub targets: Targets,
    /// Activities that count.
    pub activities: MonthRoundYear<i64>,
    /// Operators that took part in them.
    pub participants: MonthRoundYear<i64>,
    /// Operators counted online, each once in the year.
    pub operators: MonthRoundYear<i64>,
    /// Baht sold at activities.
    pub sales_activities: MonthRoundYear<Decimal>,
    /// Baht sold online.
    pub sales_online: MonthRoundYear<Decimal>,
    /// Counted operators on a channel, year to date, by its name in [`Totals::channels`]; a channel that nobody uses is left out.
    pub on_channel: BTreeMap<String, i64>,
}

impl Figures {
    /// ผู้ประกอบการคงเหลือ.
    pub fn remaining(&self) -> u32 {
        self.registered - self.online_before
    }

    /// Counted operators on the channel of that name, year to date.
    pub fn on_channel(&self, name: &str) -> i64 {
        self.on_channel.get(name).copied().unwrap_or(0)
    }
}

/// A district's line.
#[derive(Clone, Debug)]
pub struct DistrictTotals {
    /// Which district.
    pub id: DistrictId,
    /// Four digits.
    pub geocode: String,
    /// Without อำเภอ.
    pub name: String,
    /// What became of its report of the month.
    pub status: Status,
    /// Whether that came late.
    pub late: bool,
    /// วันที่รายงาน.
    pub reported_on: Option<Date>,
    /// Its figures.
    pub figures: Figures,
}

impl DistrictTotals {
    /// Every district of the plan with its targets, before anything is reported.
    pub fn unreported(plan: &Plan) -> impl Iterator<Item = Self> {
        plan.ids().map(|(id, district)| Self {
            id,
            geocode: district.geocode.clone(),
            name: district.name.clone(),
            status: Status::Missing,
            late: false,
            reported_on: None,
            figures: Figures {
                registered: district.registered,
                online_before: district.online_before,
                targets: plan.district_targets(district),
                ..Figures::default()
            },
        })
    }
}

/// An operator counted in the year.
#[derive(Clone, Debug)]
pub struct CountedOperator {
    /// Its district.
    pub district: DistrictId,
    /// เลขทะเบียน as written; blank if none.
    pub registration: String,
    /// As first written.
    pub name: String,
    /// ประเภทผู้ประกอบการ.
    pub operator_type: String,
    /// ผลิตภัณฑ์.
    pub product: String,
    /// The month in which it is counted.
    pub month: Month,
    /// วันที่เข้าร่วม of its first listing.
    pub date: Date,
    /// Channels it uses, in the order of [`Totals::channels`].
    pub channels: Vec<String>,
    /// Baht sold online, year to date.
    pub sales: Decimal,
    /// The cell of its name where it is counted.
    pub at: Place,
}

/// A month's totals.
#[derive(Clone, Debug)]
pub struct Totals {
    /// The compiled month.
    pub month: Month,
    /// Its round.
    pub round: Round,
    /// One for each district of the plan.
    pub districts: Vec<DistrictTotals>,
    /// The province: the sum of the districts.
    pub province: Figures,
    /// Channels run: those with a counted operator, the plan's first, then others by name; with the cells that show it.
    pub channels: Vec<(String, Figure<i64>)>,
    /// The month's activities.
    pub activities: Vec<Activity>,
    /// The year's counted operators, the month's first, then by district.
    pub operators: Vec<CountedOperator>,
}

/// Adds up `validated` for `month`, which lies in `round`; what was reported of later months is as if it were not there.
pub fn aggregate(plan: &Plan, validated: &Validated, month: Month, round: Round) -> Totals {
    let activities = up_to(&validated.activities, month, |activity| activity.month);
    let listings = up_to(&validated.listings, month, |listing| listing.month);
    let operators = counted_operators(plan, listings);
    let channels = channels_run(plan, listings);
    let when = |reported: Month| InPeriods { in_round: round.contains(reported), in_month: reported == month };
    let mut districts: Vec<DistrictTotals> = DistrictTotals::unreported(plan).collect();
    for activity in activities {
        let (figures, when) = (&mut districts[activity.district.index()].figures, when(activity.month));
        figures.activities.add(when, 1, &activity.at);
        figures.participants.add(when, i64::from(activity.participants), &activity.participants_at);
        figures.sales_activities.add(when, activity.sales, &activity.sales_at);
    }
    for operator in &operators {
        districts[operator.district.index()].figures.operators.add(when(operator.month), 1, &operator.at);
    }
    for listing in listings {
        districts[listing.district.index()].figures.sales_online.add(when(listing.month), listing.sales, &listing.sales_at);
    }
    add_channels(&mut districts, &channels, listings, &operators);
    for (district, report) in districts.iter_mut().zip(validated.reports.get(&month).into_iter().flatten()) {
        (district.status, district.late, district.reported_on) = (report.status, report.late, report.reported_on);
    }
    let province = districts.iter().map(|district| &district.figures).fold(Figures::default(), sum);
    let mut operators: Vec<CountedOperator> = operators.into_iter().map(|counted| counted.operator).collect();
    operators.sort_by_key(|operator| (operator.month != month, operator.district, operator.month));
    Totals {
        month,
        round,
        districts,
        province,
        channels,
        activities: activities.iter().filter(|activity| activity.month == month).cloned().collect(),
        operators,
    }
}

/// The rows of months up to one, of rows in the order of months.
fn up_to<T>(rows: &[T], month: Month, of: impl Fn(&T) -> Month) -> &[T] {
    &rows[..rows.partition_point(|row| of(row) <= month)]
}

fn sum(mut total: Figures, row: &Figures) -> Figures {
    total.registered += row.registered;
    total.online_before += row.online_before;
    total.targets = [total.targets, row.targets].into_iter().sum();
    total.activities.merge(&row.activities);
    total.participants.merge(&row.participants);
    total.operators.merge(&row.operators);
    total.sales_activities.merge(&row.sales_activities);
    total.sales_online.merge(&row.sales_online);
    for (channel, operators) in &row.on_channel {
        *total.on_channel.entry(channel.clone()).or_default() += operators;
    }
    total
}

/// A counted operator and its identity.
struct Counted<'a> {
    id: &'a OperatorId,
    operator: CountedOperator,
}

impl std::ops::Deref for Counted<'_> {
    type Target = CountedOperator;
    fn deref(&self) -> &CountedOperator {
        &self.operator
    }
}

/// Each operator once, in the first month it appears; listings come in the order of month, district and row.
fn counted_operators<'a>(plan: &Plan, listings: &'a [Listing]) -> Vec<Counted<'a>> {
    let mut index: BTreeMap<&OperatorId, usize> = BTreeMap::new();
    let mut counted: Vec<Counted<'a>> = Vec::new();
    let mut used: BTreeSet<(usize, String)> = BTreeSet::new();
    for listing in listings {
        let at = *index.entry(&listing.operator).or_insert_with(|| {
            counted.push(Counted { id: &listing.operator, operator: first_seen(listing) });
            counted.len() - 1
        });
        let operator = &mut counted[at].operator;
        operator.sales += listing.sales;
        operator.date = operator.date.min(listing.date);
        if operator.registration.is_empty() {
            operator.registration.clone_from(&listing.registration);
        }
        if used.insert((at, loose_key(&listing.channel))) {
            operator.channels.push(listing.channel.clone());
        }
    }
    for operator in &mut counted {
        operator.operator.channels.sort_by_cached_key(|channel| channel_order(plan, channel));
    }
    counted
}

fn first_seen(listing: &Listing) -> CountedOperator {
    CountedOperator {
        district: listing.district,
        registration: listing.registration.clone(),
        name: listing.name.clone(),
        operator_type: listing.operator_type.clone(),
        product: listing.product.clone(),
        month: listing.month,
        date: listing.date,
        channels: Vec::new(),
        sales: Decimal::ZERO,
        at: listing.at.clone(),
    }
}

/// The plan's channels in its order, then others by name.
fn channel_order(plan: &Plan, channel: &str) -> (usize, String) {
    let known = plan.channels.iter().position(|known| known.name == channel);
    (known.unwrap_or(usize::MAX), loose_key(channel))
}

/// Channels with a counted operator, and the cells that name them.
fn channels_run(plan: &Plan, listings: &[Listing]) -> Vec<(String, Figure<i64>)> {
    let mut run: BTreeMap<(usize, String), (String, Figure<i64>)> = BTreeMap::new();
    for listing in listings {
        let entry = run
            .entry(channel_order(plan, &listing.channel))
            .or_insert_with(|| (listing.channel.clone(), Figure { value: 1, cells: Cells::default() }));
        entry.1.cells.push(&listing.channel_at);
    }
    run.into_values().collect()
}

/// Counts each district's operators on each channel, an operator once a channel.
fn add_channels(
    districts: &mut [DistrictTotals],
    channels: &[(String, Figure<i64>)],
    listings: &[Listing],
    operators: &[Counted<'_>],
) {
    let home: BTreeMap<&OperatorId, DistrictId> = operators.iter().map(|counted| (counted.id, counted.district)).collect();
    let names: BTreeMap<String, &str> = channels.iter().map(|(name, _)| (loose_key(name), &**name)).collect();
    let mut seen: BTreeSet<(&OperatorId, &str)> = BTreeSet::new();
    for listing in listings {
        let (Some(district), Some(channel)) = (home.get(&listing.operator), names.get(&loose_key(&listing.channel))) else {
            continue;
        };
        if seen.insert((&listing.operator, channel)) {
            *districts[district.index()].figures.on_channel.entry((*channel).to_owned()).or_default() += 1;
        }
    }
}
