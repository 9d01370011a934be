//! What the archive holds of earlier months, for comparing: the files received, and the figures that were reported.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::bag::DATA;
use super::capture::{self, List, capture};
use super::fixity::{LIST, read_within};
use super::seal::DOCUMENTS;
use super::{Archive, BagId};
use crate::earlier::{Figure, Files, Sealed, Tally};
use crate::pipeline::{Gathered, limits};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::validate::Status;
use crate::workspace::Workspace;

/// What is read of a bag's `data.json`.
#[derive(Deserialize)]
struct Data {
    province: Province,
    districts: Vec<District>,
}

#[derive(Deserialize)]
struct Province {
    name: String,
}

#[derive(Deserialize)]
struct District {
    geocode: String,
    submission: String,
    activities: Count,
    operators: Count,
    participants: Count,
    sales: Sales,
}

#[derive(Deserialize)]
struct Count {
    month: i64,
}

#[derive(Deserialize)]
struct Sales {
    activities_month: Decimal,
    online_month: Decimal,
}

impl District {
    fn tally(&self) -> Tally {
        let unusable = [Status::Missing, Status::Rejected].iter().any(|status| status.name() == self.submission);
        Tally::from_iter([
            (Figure::Reports, Decimal::from(u8::from(!unusable))),
            (Figure::Activities, self.activities.month.into()),
            (Figure::Participants, self.participants.month.into()),
            (Figure::NewOperators, self.operators.month.into()),
            (Figure::SalesActivities, self.sales.activities_month),
            (Figure::SalesOnline, self.sales.online_month),
        ])
    }
}

/// Each of `months` as the archive holds it for one that compiles `before`: in its own last bag, else in that of the next
/// month that was sealed before this one. What cannot be read or is another province's is left out; `verify` tells why.
pub(crate) fn months(
    workspace: &Workspace,
    plan: &Plan,
    months: impl Iterator<Item = Month>,
    before: Month,
) -> BTreeMap<Month, Sealed> {
    let Ok(archive) = Archive::open(workspace, plan) else { return BTreeMap::new() };
    let bags = archive.contents().unwrap_or_default().bags;
    let of = |month: Month| {
        let resting = bags.iter().filter(|bag| bag.signed == 0 && bag.month >= month && bag.month < before);
        let bag = resting.min_by_key(|bag| (bag.month, std::cmp::Reverse(bag.revision)))?;
        Some((month, sealed(&archive, plan, *bag, month)?))
    };
    months.filter_map(of).collect()
}

fn sealed(archive: &Archive, plan: &Plan, bag: BagId, month: Month) -> Option<Sealed> {
    let data = archive.folder(bag).join(DATA);
    let reported: Data = read_json(&data.join(DOCUMENTS).join("data.json"))?;
    if reported.province.name != plan.province.name {
        return None;
    }
    let files = by_month(read_json(&data.join(capture::FILE))?).remove(&month).unwrap_or_default();
    let own = if bag.month == month { reported.districts } else { Vec::new() };
    let districts = own.into_iter().map(|district| (district.geocode.clone(), district.tally())).collect();
    Some(Sealed { bag: bag.to_string(), files, districts })
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&read_within(path, LIST).ok()?).ok()
}

fn by_month(list: List) -> BTreeMap<Month, Files> {
    let mut months: BTreeMap<Month, Files> = BTreeMap::new();
    for (month, file) in list.received.into_iter().filter_map(|file| Some((file.month?, file))) {
        months.entry(month).or_default().insert(file.path, file.sha256);
    }
    months
}

/// The files dropped for the months `wanted` as they are now, read as sealing reads them.
pub(crate) fn dropped(
    workspace: &Workspace,
    plan: &Plan,
    gathered: &Gathered,
    wanted: impl Fn(Month) -> bool,
) -> BTreeMap<Month, Files> {
    let sources = gathered.sources.iter().filter(|(month, _)| wanted(*month)).cloned().collect();
    let sealed = Gathered { sources, ..Gathered::default() };
    let Ok(list) = capture(&workspace.inputs(), &sealed, &limits(plan), |_, _| Ok::<(), Infallible>(()));
    by_month(list)
}
