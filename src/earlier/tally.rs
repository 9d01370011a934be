//! What a district counted in a month, figure by figure.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::district::DistrictId;
use crate::finding::words::{Difference, Figure, OfDistricts};
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// Figures of one district and month, or of the province. One that is not there is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tally(BTreeMap<Figure, Decimal>);

impl Tally {
    /// Adds to a figure.
    pub fn add(&mut self, figure: Figure, value: impl Into<Decimal>) {
        // A hostile record may hold what no sum holds.
        let sum = self.0.entry(figure).or_default();
        *sum = sum.saturating_add(value.into());
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Makes each figure at least what it is in `other`.
    pub(super) fn raise(&mut self, other: &Self) {
        for (figure, value) in &other.0 {
            let most = self.0.entry(*figure).or_insert(*value);
            *most = (*most).max(*value);
        }
    }

    fn get(&self, figure: Figure) -> Decimal {
        self.0.get(&figure).copied().unwrap_or_default()
    }

    fn only(&self, holds: impl Fn(Figure, Decimal) -> bool) -> Self {
        Self(self.0.iter().filter(|(figure, was)| holds(**figure, **was)).map(|(figure, was)| (*figure, *was)).collect())
    }

    /// Its figures but one.
    pub(super) fn without(&self, figure: Figure) -> Self {
        self.only(|other, _| other != figure)
    }

    /// Its figures that are fewer in `now`.
    pub(super) fn fallen(&self, now: &Self) -> Self {
        self.only(|figure, was| now.get(figure) < was)
    }

    /// Its figures that are others in `now`.
    pub(super) fn differing(&self, now: &Self) -> Self {
        self.only(|figure, was| now.get(figure) != was)
    }

    /// The figures that are others in `now`: what each was and is.
    pub(super) fn changes(&self, now: &Self) -> Vec<(Figure, Decimal, Decimal)> {
        let differing = self.differing(now).0;
        let told = differing.iter().filter(|(figure, _)| follows(**figure).is_none_or(|leads| !differing.contains_key(&leads)));
        told.map(|(figure, was)| (*figure, *was, now.get(*figure))).collect()
    }
}

impl FromIterator<(Figure, Decimal)> for Tally {
    fn from_iter<I: IntoIterator<Item = (Figure, Decimal)>>(figures: I) -> Self {
        Self(figures.into_iter().collect())
    }
}

/// A month's figures by the geocode of the district.
pub type Districts = BTreeMap<String, Tally>;

/// Each district's figures, as `of` leaves them against those of now; districts with none left are left out.
pub(super) fn each(was: &Districts, now: Option<&Districts>, of: impl Fn(&Tally, &Tally) -> Tally) -> Districts {
    let nothing = Tally::default();
    let district = |(geocode, was): (&String, &Tally)| {
        let left = of(was, now.and_then(|now| now.get(geocode)).unwrap_or(&nothing));
        (!left.is_empty()).then(|| (geocode.clone(), left))
    };
    was.iter().filter_map(district).collect()
}

/// The districts' figures, each the sum of the districts in which it is another one, and whose they are.
pub(super) fn difference(plan: &Plan, was: &Districts, now: Option<&Districts>) -> Difference {
    let (mut before, mut after) = (Tally::default(), Tally::default());
    for (geocode, tally) in was {
        for (figure, value) in &tally.0 {
            before.add(*figure, *value);
            after.add(*figure, now.and_then(|now| now.get(geocode)).map(|now| now.get(*figure)).unwrap_or_default());
        }
    }
    let known =
        plan.districts.iter().filter(|district| was.contains_key(&district.geocode)).map(|district| district.name.clone());
    let others = was.keys().filter(|geocode| plan.districts.iter().all(|district| district.geocode != **geocode));
    let names: Vec<String> = known.chain(others.cloned()).collect();
    let districts = match names.len() {
        0 => None,
        all if all > 1 && all == plan.districts.len() => Some(OfDistricts::All),
        _ => Some(OfDistricts::These(names)),
    };
    Difference { figures: before.changes(&after), districts, ..Difference::default() }
}

/// What every month of the year up to the compiled one counts now.
pub(super) fn counted(plan: &Plan, run: &CompiledMonth) -> BTreeMap<Month, Districts> {
    let mut months: BTreeMap<Month, Districts> = BTreeMap::new();
    let mut add = |month: Month, district: DistrictId, figure: Figure, value: Decimal| {
        let geocode = plan[district].geocode.clone();
        months.entry(month).or_default().entry(geocode).or_default().add(figure, value);
    };
    let found = &run.validated;
    for (month, reports) in &found.reports {
        for ((district, _), _) in plan.ids().zip(reports).filter(|(_, report)| report.status.is_usable()) {
            add(*month, district, Figure::Reports, Decimal::ONE);
        }
    }
    for activity in &found.activities {
        add(activity.month, activity.district, Figure::Activities, Decimal::ONE);
        add(activity.month, activity.district, Figure::Participants, activity.participants.into());
        add(activity.month, activity.district, Figure::SalesActivities, activity.sales);
    }
    let mut seen = BTreeSet::new();
    for listing in &found.listings {
        if seen.insert((listing.month, listing.district, &listing.operator)) {
            add(listing.month, listing.district, Figure::Operators, Decimal::ONE);
        }
        add(listing.month, listing.district, Figure::Listings, Decimal::ONE);
        add(listing.month, listing.district, Figure::SalesOnline, listing.sales);
    }
    for operator in &run.totals.operators {
        add(operator.month, operator.district, Figure::NewOperators, Decimal::ONE);
    }
    months
}

/// What the year has reached with the compiled month.
pub(super) fn reached(run: &CompiledMonth) -> Tally {
    let province = &run.totals.province;
    Tally::from_iter([
        (Figure::Activities, province.activities.year.value.into()),
        (Figure::Operators, province.operators.year.value.into()),
        (Figure::SalesActivities, province.sales_activities.year.value),
        (Figure::SalesOnline, province.sales_online.year.value),
        (Figure::Channels, run.totals.channels.len().into()),
        (Figure::Level, run.score.level.into()),
    ])
}

/// The figure with which one goes up and down anyhow: where that is told, this one need not be.
fn follows(figure: Figure) -> Option<Figure> {
    match figure {
        Figure::Participants => Some(Figure::Activities),
        Figure::NewOperators | Figure::Listings => Some(Figure::Operators),
        _ => None,
    }
}
