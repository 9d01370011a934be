//! Who an operator is, however it was written: by registration number, else by name within its district (SPEC §6).

use std::collections::{BTreeMap, BTreeSet};

use super::names::nearly_same;
use super::registration::number_key;
use super::{Context, Listing, in_row};
use crate::district::DistrictId;
use crate::finding::words::NameAt;
use crate::finding::{Code, Finding, Place, Problem};
use crate::thai::calendar::Month;
use crate::thai::text::name_key;

/// One operator, the same in every month.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperatorId(String);

impl OperatorId {
    fn number(key: &str) -> Self {
        Self(format!("#{key}"))
    }

    fn name(district: DistrictId, key: &str) -> Self {
        Self(format!("{}/{key}", district.index()))
    }
}

/// Gives each listing its operator. Takes out those whose number is another one's; notes numbers with two names and names
/// with two numbers.
pub(super) fn identify(context: &Context<'_>, listings: &mut Vec<Listing>, findings: &mut Vec<Finding>) {
    let mut names = Names { context, holders: BTreeMap::new(), by_name: BTreeMap::new(), told: BTreeSet::new() };
    listings.retain(|listing| names.admit(listing, findings));
    let numbered = numbers_by_name(listings);
    for listing in listings.iter_mut() {
        let name = name_key(&listing.name);
        let number = number_key(&listing.registration);
        let known = || {
            let registered = context
                .registry()
                .and_then(|registry| registry.by_name(listing.district, &name))
                .map(|operator| operator.key.clone());
            registered.or_else(|| numbered.get(&(listing.district, name.clone())).cloned())
        };
        listing.operator = match Some(number).filter(|number| !number.is_empty()).or_else(known) {
            Some(number) => OperatorId::number(&number),
            None => OperatorId::name(listing.district, &name),
        };
    }
}

/// The number of each name that some row gives with one.
fn numbers_by_name(listings: &[Listing]) -> BTreeMap<(DistrictId, String), String> {
    let mut numbers = BTreeMap::new();
    for listing in listings.iter().filter(|listing| !listing.registration.is_empty()) {
        numbers.entry((listing.district, name_key(&listing.name))).or_insert_with(|| number_key(&listing.registration));
    }
    numbers
}

/// Who bears a number, by the rows so far.
struct Holder {
    district: DistrictId,
    name: String,
    at: Place,
    /// Every spelling that was taken for the name.
    spellings: Vec<String>,
}

impl Holder {
    fn is_spelt(&self, name: &str) -> bool {
        self.spellings.iter().any(|own| own == name) || self.spellings.iter().any(|own| name_key(own) == name_key(name))
    }
}

/// Names and numbers seen so far.
struct Names<'a> {
    context: &'a Context<'a>,
    holders: BTreeMap<String, Holder>,
    by_name: BTreeMap<(DistrictId, String), (String, Place)>,
    told: BTreeSet<(Code, Month, String)>,
}

impl Names<'_> {
    /// Whether the row may bear its number: the registry decides where it has the number, else the first row that gives it.
    fn admit(&mut self, listing: &Listing, findings: &mut Vec<Finding>) -> bool {
        let number = number_key(&listing.registration);
        if number.is_empty() {
            return true;
        }
        let registered = self.context.registry().and_then(|registry| registry.by_number(&number));
        match registered {
            Some(operator) if name_key(&operator.name) == name_key(&listing.name) => {}
            Some(operator) => {
                let (name, other) = (listing.name.clone(), operator.name.clone());
                findings.extend(self.once(listing, &number, Problem::NumberTwoNames { name, other, at: NameAt::Registry }));
            }
            None => {
                if !self.agrees_with_holder(listing, &number, findings) {
                    return false;
                }
                self.note_second_number(listing, &number, findings);
            }
        }
        true
    }

    /// Whether the row's name can be that of the number's first row.
    fn agrees_with_holder(&mut self, listing: &Listing, number: &str, findings: &mut Vec<Finding>) -> bool {
        let plan = self.context.plan;
        let Some(holder) = self.holders.get_mut(number) else {
            let (district, name, at) = (listing.district, listing.name.clone(), listing.at.clone());
            self.holders.insert(number.to_owned(), Holder { district, spellings: vec![name.clone()], name, at });
            return true;
        };
        let (same, elsewhere) = (holder.is_spelt(&listing.name), holder.district != listing.district);
        if same && !elsewhere {
            return true;
        }
        let (name, other, at) = (listing.name.clone(), holder.name.clone(), holder.at.clone());
        let district = plan[holder.district].name.clone();
        if !same && !holder.spellings.iter().any(|name| nearly_same(name, &listing.name)) {
            let problem = Problem::NumberShared { name, other, at };
            let finding = in_row(listing.district, listing.month, problem, listing.registration_at.clone());
            findings.push(finding.value(&listing.registration));
            return false;
        }
        if !same {
            holder.spellings.push(name.clone());
            let problem = Problem::NumberTwoNames { name: name.clone(), other, at: NameAt::Row(at.clone()) };
            findings.extend(self.once(listing, number, problem));
        }
        if elsewhere {
            findings.extend(self.once(listing, number, Problem::OperatorTwoDistricts { name, district, at }));
        }
        true
    }

    /// Two registered operators may bear one name; without a registry it is odd.
    fn note_second_number(&mut self, listing: &Listing, number: &str, findings: &mut Vec<Finding>) {
        let name = name_key(&listing.name);
        let first = self
            .by_name
            .entry((listing.district, name.clone()))
            .or_insert_with(|| (listing.registration.clone(), listing.registration_at.clone()));
        if number_key(&first.0) != number && self.told.insert((Code::NameTwoNumbers, listing.month, name)) {
            let (number, (other, at)) = (listing.registration.clone(), first.clone());
            let problem = Problem::NameTwoNumbers { number, other, at };
            let place = listing.registration_at.clone();
            let finding = in_row(listing.district, listing.month, problem, place);
            findings.push(finding.value(&listing.name));
        }
    }

    /// A finding about a row's number at its name, once a month.
    fn once(&mut self, listing: &Listing, number: &str, problem: Problem) -> Option<Finding> {
        let is_new = self.told.insert((problem.code(), listing.month, number.to_owned()));
        let finding = in_row(listing.district, listing.month, problem, listing.at.clone());
        is_new.then(|| finding.value(&listing.registration))
    }
}

/// Notes, once a month, every operator that an earlier month counted.
pub(super) fn note_counted_before(listings: &[Listing], findings: &mut Vec<Finding>) {
    let mut first = BTreeMap::new();
    let mut told = BTreeSet::new();
    for listing in listings {
        let counted = *first.entry(&listing.operator).or_insert(listing.month);
        if counted < listing.month && told.insert((&listing.operator, listing.month)) {
            let problem = Problem::CountedBefore { month: counted };
            let finding = in_row(listing.district, listing.month, problem, listing.at.clone());
            findings.push(finding.value(&listing.name));
        }
    }
}
