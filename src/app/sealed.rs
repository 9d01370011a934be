//! What the archive holds of earlier months, for comparing: the files received, and the figures that were reported.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::capture::{self, DOCUMENTS, List, capture};
use super::gather::{Gathered, limits};
use crate::archive::bag::DATA;
use crate::archive::fixity::LIST;
use crate::archive::{Archive, BagId};
use crate::earlier::{Figure, Files, Sealed, Tally};
use crate::files::read_within;
use crate::plan::Plan;
use crate::record::{Schema, figures};
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// What is asked of a sealed `data.json`. Its trace, the most of it, is passed over: this is read at every compile.
#[derive(Deserialize)]
struct Reported {
    #[serde(default, rename = "schema")]
    _schema: Schema,
    province: Province,
    districts: Vec<figures::District>,
}

#[derive(Deserialize)]
struct Province {
    name: String,
}

/// What a district counted in the record's own month.
fn tally(district: &figures::District) -> Tally {
    Tally::from_iter([
        (Figure::Reports, Decimal::from(u8::from(district.submission.is_usable()))),
        (Figure::Activities, district.activities.month.into()),
        (Figure::Participants, district.participants.month.into()),
        (Figure::NewOperators, district.operators.month.into()),
        (Figure::SalesActivities, district.sales.activities_month.0),
        (Figure::SalesOnline, district.sales.online_month.0),
    ])
}

/// Each of `months` as the archive holds it for one that compiles `before`: in its own last bag, else in that of the next
/// month that was sealed before this one. What cannot be read or is another province's is left out; `verify` tells why.
pub(super) fn months(
    workspace: &Workspace,
    plan: &Plan,
    months: impl Iterator<Item = Month>,
    before: Month,
) -> BTreeMap<Month, Sealed> {
    let Ok(archive) = super::archive(workspace, plan) else { return BTreeMap::new() };
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
    let reported: Reported = read_json(&data.join(DOCUMENTS).join("data.json"))?;
    if reported.province.name != plan.province.name {
        return None;
    }
    let files = by_month(read_json(&data.join(capture::FILE))?).remove(&month).unwrap_or_default();
    let own = if bag.month == month { reported.districts } else { Vec::new() };
    let districts = own.into_iter().map(|district| (district.geocode.clone(), tally(&district))).collect();
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
pub(super) fn dropped(
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
