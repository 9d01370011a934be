//! Who an operator is, however it was written: by registration number, else by name within its district (SPEC §6).

use std::collections::{BTreeMap, BTreeSet};

use super::names::nearly_same;
use super::registration::number_key;
use super::{Context, Listing, in_row};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;
use crate::thai::calendar::Month;
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
                .registry
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
fn numbers_by_name(listings: &[Listing]) -> BTreeMap<(usize, String), String> {
    let mut numbers = BTreeMap::new();
    for listing in listings.iter().filter(|listing| !listing.registration.is_empty()) {
        numbers.entry((listing.district, name_key(&listing.name))).or_insert_with(|| number_key(&listing.registration));
    }
    numbers
}

/// Who bears a number, by the rows so far.
struct Holder {
    district: usize,
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
    by_name: BTreeMap<(usize, String), (String, Place)>,
    told: BTreeSet<(Code, Month, String)>,
}

impl Names<'_> {
    /// Whether the row may bear its number: the registry decides where it has the number, else the first row that gives it.
    fn admit(&mut self, listing: &Listing, findings: &mut Vec<Finding>) -> bool {
        let number = number_key(&listing.registration);
        if number.is_empty() {
            return true;
        }
        let registered = self.context.registry.and_then(|registry| registry.by_number(&number));
        match registered {
            Some(operator) if name_key(&operator.name) == name_key(&listing.name) => {}
            Some(operator) => findings.extend(self.once(Code::NumberTwoNames, listing, &number, |finding| {
                finding.with("other", &operator.name).with("where", "ทะเบียน")
            })),
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
        let (first, place, other) = (holder.name.clone(), holder.at.to_string(), &plan.districts[holder.district].name);
        let holds = |finding: Finding| finding.with("other", &first).with("where", &place).with("district", other);
        if !same && !holder.spellings.iter().any(|name| nearly_same(name, &listing.name)) {
            let finding = in_row(plan, listing.district, listing.month, Code::NumberShared, listing.registration_at.clone());
            findings.push(holds(finding.value(&listing.registration).with("name", &listing.name)));
            return false;
        }
        if !same {
            holder.spellings.push(listing.name.clone());
            findings.extend(self.once(Code::NumberTwoNames, listing, number, holds));
        }
        if elsewhere {
            findings.extend(self.once(Code::OperatorTwoDistricts, listing, number, holds));
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
            let finding =
                in_row(self.context.plan, listing.district, listing.month, Code::NameTwoNumbers, listing.registration_at.clone())
                    .value(&listing.name);
            findings.push(finding.with("number", &listing.registration).with("other", &first.0).with("where", &first.1));
        }
    }

    /// A finding about a row's number at its name, once a month.
    fn once(&mut self, code: Code, listing: &Listing, number: &str, words: impl Fn(Finding) -> Finding) -> Option<Finding> {
        let finding = || {
            let finding = in_row(self.context.plan, listing.district, listing.month, code, listing.at.clone());
            words(finding.value(&listing.registration).with("name", &listing.name))
        };
        self.told.insert((code, listing.month, number.to_owned())).then(finding)
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
