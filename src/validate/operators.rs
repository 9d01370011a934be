//! Who an operator is, however it was written: by registration number, else by name within its district (SPEC §6).

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Listing, in_row};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;
use crate::thai::text::name_key;

/// One operator, the same in every month.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperatorId(String);

impl OperatorId {
    fn number(key: &str) -> Self {
        Self(format!("#{key}"))
    }

    fn name(district: usize, key: &str) -> Self {
        Self(format!("{district}/{key}"))
    }
}

/// A registration number made comparable: Arabic digits, no spaces or dashes, no leading zeros.
pub(super) fn number_key(number: &str) -> String {
    let key = name_key(number);
    let bare = key.trim_start_matches('0');
    if key.bytes().all(|byte| byte.is_ascii_digit()) && !bare.is_empty() { bare.to_owned() } else { key }
}

/// Gives each listing its operator, and notes numbers with two names and names with two numbers.
pub(super) fn identify(context: &Context<'_>, listings: &mut [Listing], findings: &mut Vec<Finding>) {
    let numbered = numbers_by_name(listings);
    let mut names = Names::default();
    for listing in listings.iter_mut() {
        let name = name_key(&listing.name);
        let number = number_key(&listing.registration);
        let known = || {
            let registered = context
                .registry
                .and_then(|registry| registry.by_name(listing.district, &name))
                .map(|operator| operator.key.clone());
            registered.or_else(|| numbered.get(&(listing.district, name.clone())).cloned())
        };
        listing.operator = match Some(number).filter(|number| !number.is_empty()).or_else(known) {
            Some(number) => OperatorId::number(&number),
            None => OperatorId::name(listing.district, &name),
        };
        names.check(context, listing, findings);
    }
}

/// The number of each name that some row gives with one.
fn numbers_by_name(listings: &[Listing]) -> BTreeMap<(usize, String), String> {
    let mut numbers = BTreeMap::new();
    for listing in listings.iter().filter(|listing| !listing.registration.is_empty()) {
        numbers.entry((listing.district, name_key(&listing.name))).or_insert_with(|| number_key(&listing.registration));
    }
    numbers
}

/// Names and numbers seen so far, where no registry settles them.
#[derive(Default)]
struct Names {
    by_number: BTreeMap<String, (String, Place)>,
    by_name: BTreeMap<(usize, String), (String, Place)>,
    told: BTreeSet<(Code, super::Month, String)>,
}

impl Names {
    fn check(&mut self, context: &Context<'_>, listing: &Listing, findings: &mut Vec<Finding>) {
        let (number, name) = (number_key(&listing.registration), name_key(&listing.name));
        if number.is_empty() {
            return;
        }
        let registered = context.registry.and_then(|registry| registry.by_number(&number));
        let (other, place) = match registered {
            Some(operator) => (operator.name.clone(), "ทะเบียน".to_owned()),
            None => {
                let first = self.by_number.entry(number.clone()).or_insert_with(|| (listing.name.clone(), listing.at.clone()));
                (first.0.clone(), first.1.to_string())
            }
        };
        if name_key(&other) != name && self.told.insert((Code::NumberTwoNames, listing.month, number.clone())) {
            let finding = in_row(context.plan, listing.district, listing.month, Code::NumberTwoNames, listing.at.clone())
                .value(&listing.registration);
            findings.push(finding.with("name", &listing.name).with("other", other).with("where", place));
        }
        let first = self
            .by_name
            .entry((listing.district, name.clone()))
            .or_insert_with(|| (listing.registration.clone(), listing.registration_at.clone()));
        // Two registered operators may bear one name.
        if registered.is_none() && number_key(&first.0) != number && self.told.insert((Code::NameTwoNumbers, listing.month, name))
        {
            let finding =
                in_row(context.plan, listing.district, listing.month, Code::NameTwoNumbers, listing.registration_at.clone())
                    .value(&listing.name);
            findings.push(finding.with("number", &listing.registration).with("other", &first.0).with("where", &first.1));
        }
    }
}

/// Notes, once a month, every operator that an earlier month counted.
pub(super) fn note_counted_before(plan: &Plan, listings: &[Listing], findings: &mut Vec<Finding>) {
    let mut first = BTreeMap::new();
    let mut told = BTreeSet::new();
    for listing in listings {
        let counted = *first.entry(&listing.operator).or_insert(listing.month);
        if counted < listing.month && told.insert((&listing.operator, listing.month)) {
            let finding = in_row(plan, listing.district, listing.month, Code::CountedBefore, listing.at.clone());
            findings.push(finding.value(&listing.name).with("month", counted.thai()));
        }
    }
}
