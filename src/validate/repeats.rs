//! The same thing reported twice: the later row is in error (SPEC §5).

use std::collections::BTreeMap;

use super::{Activity, Listing, in_row};
use crate::district::DistrictId;
use crate::finding::{Finding, Place, Problem};
use crate::thai::text::{loose_key, name_key};

/// Takes out activities of the same district, name and date, anywhere in the year.
pub(super) fn activities(activities: &mut Vec<Activity>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(DistrictId, String, jiff::civil::Date), Place> = BTreeMap::new();
    activities.retain(|activity| {
        let key = (activity.district, name_key(&activity.name), activity.date);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, activity.at.clone());
            return true;
        };
        let problem = Problem::ActivityDuplicate { other: first.clone() };
        let finding = in_row(activity.district, activity.month, problem, activity.at.clone());
        findings.push(finding.value(&activity.name));
        false
    });
}

/// Takes out listings of the same operator and channel within one month.
pub(super) fn listings(listings: &mut Vec<Listing>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<_, Place> = BTreeMap::new();
    listings.retain(|listing| {
        let key = (listing.month, listing.operator.clone(), loose_key(&listing.channel));
        let Some(first) = seen.get(&key) else {
            seen.insert(key, listing.at.clone());
            return true;
        };
        let problem = Problem::ListingDuplicate { other: first.clone() };
        let finding = in_row(listing.district, listing.month, problem, listing.channel_at.clone());
        findings.push(finding.value(&listing.channel));
        false
    });
}
