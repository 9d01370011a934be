//! The lines that a figure is the sum of.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{FigureName, Period, Quantity, Subject};
use crate::district::DistrictId;
use crate::finding::Place;
use crate::month::CompiledMonth;
use crate::thai::calendar::Month;
use crate::thai::text::loose_key;
use crate::validate::{Activity, Listing};

/// Lines that are added to one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The figure that is their sum: of the subject's quantity and period, or the channels.
    pub figure: FigureName,
    /// By district, month and place; those of channels by channel first.
    pub lines: Vec<Line>,
    /// Their sum.
    pub value: Decimal,
    /// The months that it adds up to, each with its own sum.
    pub months: Vec<(Month, Decimal)>,
    /// The districts that it adds up to, each with its own sum; the plan's order.
    pub districts: Vec<(DistrictId, Decimal)>,
}

/// One cell, and what it adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The district that it counts for.
    pub district: DistrictId,
    /// The month that it counts in.
    pub month: Month,
    /// The cell.
    pub place: Place,
    /// The activity's or the operator's name, the clerk's own words.
    pub name: String,
    /// เลขทะเบียน as written; blank if none.
    pub registration: String,
    /// The channel; of listings alone.
    pub channel: Option<String>,
    /// What it adds: 1, or baht. Of a channel's listings the first adds 1, the others show it again and add 0.
    pub amount: Decimal,
    /// The sum so far, this line included.
    pub total: Decimal,
}

impl Part {
    /// The lines of a figure of `subject`; `figure` is a quantity or the channels.
    pub(super) fn of(run: &CompiledMonth, subject: Subject, figure: FigureName) -> Self {
        let (period, mut lines) = match figure {
            FigureName::Of(quantity, period) => (period, quantity_lines(run, quantity)),
            _ => (Period::Year, channel_lines(run)),
        };
        let months = period.months(run);
        lines.retain(|line| subject.has(line.district) && months.contains(&line.month));
        if figure != FigureName::Channels {
            // Workbooks come by month, then district; their rows stay in order.
            lines.sort_by_key(|line| line.district);
        }
        let mut value = Decimal::ZERO;
        for line in &mut lines {
            value += line.amount;
            line.total = value;
        }
        let sum = |of: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| of(line)).map(|line| line.amount).sum();
        let districts = run.totals.districts.iter().map(|district| district.id).filter(|district| subject.has(*district));
        Self {
            figure,
            value,
            months: months.iter().map(|month| (*month, sum(&|line| line.month == *month))).collect(),
            districts: districts.map(|district| (district, sum(&|line| line.district == district))).collect(),
            lines,
        }
    }
}

/// Every line of a quantity in the year, in the order of its rows.
fn quantity_lines(run: &CompiledMonth, quantity: Quantity) -> Vec<Line> {
    let found = &run.validated;
    match quantity {
        Quantity::Activities => found.activities.iter().map(|row| activity(row, &row.at, Decimal::ONE)).collect(),
        Quantity::SalesActivities => found.activities.iter().map(|row| activity(row, &row.sales_at, row.sales)).collect(),
        Quantity::SalesOnline => {
            found.listings.iter().map(|row| listing(row, &row.sales_at, Some(&row.channel), row.sales)).collect()
        }
        Quantity::Operators => {
            let mut seen = BTreeSet::new();
            let first = found.listings.iter().filter(|row| seen.insert(&row.operator));
            first.map(|row| listing(row, &row.at, None, Decimal::ONE)).collect()
        }
    }
}

/// Every listing by the channel that it shows to be run.
fn channel_lines(run: &CompiledMonth) -> Vec<Line> {
    let names: BTreeMap<String, usize> =
        run.totals.channels.iter().enumerate().map(|(i, (name, _))| (loose_key(name), i)).collect();
    let channel = |row: &Listing| names.get(&loose_key(&row.channel)).copied();
    let mut rows: Vec<(usize, &Listing)> = run.validated.listings.iter().filter_map(|row| Some((channel(row)?, row))).collect();
    rows.sort_by_key(|(channel, _)| *channel);
    let mut shown = BTreeSet::new();
    let line = |(channel, row): (usize, &Listing)| {
        let amount = if shown.insert(channel) { Decimal::ONE } else { Decimal::ZERO };
        listing(row, &row.channel_at, Some(&run.totals.channels[channel].0), amount)
    };
    rows.into_iter().map(line).collect()
}

fn activity(row: &Activity, place: &Place, amount: Decimal) -> Line {
    Line {
        district: row.district,
        month: row.month,
        place: place.clone(),
        name: row.name.clone(),
        registration: String::new(),
        channel: None,
        amount,
        total: Decimal::ZERO,
    }
}

fn listing(row: &Listing, place: &Place, channel: Option<&String>, amount: Decimal) -> Line {
    Line {
        district: row.district,
        month: row.month,
        place: place.clone(),
        name: row.name.clone(),
        registration: row.registration.clone(),
        channel: channel.cloned(),
        amount,
        total: Decimal::ZERO,
    }
}
