//! Earlier months that are not what they were: they count less than they did, or other things than were sealed.
//!
//! A month's figures rest on every month of the year before it, and those are read again each time. Whoever takes
//! October's workbooks away changes February's level; here that is said among February's own findings.

mod known;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use known::Known;
pub use tally::{Districts, Tally};

pub use crate::finding::words::Figure;
use crate::finding::words::{Difference, FileChange, Written};
use crate::finding::{Code, Finding, Place, Problem};
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::thai::calendar::Month;
use tally::{counted, difference, each, reached};

/// The findings that are made here; a month's summary tells them one by one.
pub const CODES: [Code; 3] = [Code::TotalsFell, Code::EarlierShrank, Code::EarlierChangedSinceSeal];

/// Files of a month: path relative to `inputs/` → SHA-256 in hexadecimal.
pub type Files = BTreeMap<String, String>;

/// What earlier months are compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Baseline {
    /// The most that each earlier month counted since it was last compiled itself.
    pub known: BTreeMap<Month, Districts>,
    /// What the year had reached when the month itself was last compiled and nothing had been lost.
    pub reached: Tally,
    /// Earlier months as they were sealed.
    pub sealed: BTreeMap<Month, Sealed>,
}

/// An earlier month as a bag holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The month's own last bag, `2564-10/r1`; where it has none, that of the next month that was sealed.
    pub bag: String,
    /// What was received for the month.
    pub files: Files,
    /// Its figures; none where the bag is another month's.
    pub districts: Districts,
}

impl Baseline {
    /// Whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As much of it as the run differs from.
    fn differing(&self, now: &BTreeMap<Month, Districts>, dropped: &BTreeMap<Month, Files>, run: &CompiledMonth) -> Self {
        let fallen = |(month, was): (&Month, &Districts)| (*month, each(was, now.get(month), Tally::fallen));
        let known: BTreeMap<_, _> = self.known.iter().map(fallen).filter(|(_, districts)| !districts.is_empty()).collect();
        let reached = if known.is_empty() { Tally::default() } else { self.reached.fallen(&reached(run)) };
        let changed = |(month, was): (&Month, &Sealed)| {
            let districts = each(&was.districts, now.get(month), Tally::differing);
            let changed = !districts.is_empty() || !Changes::of(&was.files, dropped.get(month)).is_empty();
            changed.then(|| (*month, Sealed { districts, ..was.clone() }))
        };
        Self { known, reached, sealed: self.sealed.iter().filter_map(changed).collect() }
    }
}

/// Compares the run with `baseline`, adds what is found to its findings, and gives what that rests on.
pub fn compare(plan: &Plan, baseline: &Baseline, dropped: &BTreeMap<Month, Files>, run: &mut CompiledMonth) -> Baseline {
    let now = counted(plan, run);
    let rests_on = baseline.differing(&now, dropped, run);
    let of = run.month;
    let finding = |problem: Problem| Finding::new(problem, Place::default()).month(of);
    let mut found = Vec::new();
    if !rests_on.reached.is_empty() {
        let what = Difference { figures: rests_on.reached.changes(&reached(run)), ..Difference::default() };
        found.push(finding(Problem::TotalsFell { what }));
    }
    for (month, was) in &rests_on.known {
        let what = difference(plan, was, now.get(month));
        let problem = Problem::EarlierShrank { month: *month, what, again: Written(*month) };
        found.push(finding(problem).value(month.to_string()));
    }
    for (month, was) in &rests_on.sealed {
        let files = Changes::of(&was.files, dropped.get(month)).into_files();
        let what = Difference { files, ..difference(plan, &was.districts, now.get(month)) };
        let sealed = was.bag.split('/').next().unwrap_or_default().to_owned();
        let problem = Problem::EarlierChangedSinceSeal { month: *month, bag: was.bag.clone(), sealed, what };
        found.push(finding(problem).value(month.to_string()));
    }
    run.validated.findings.extend(found);
    rests_on
}

/// How a month's files differ from those that were sealed. A file under another name is no other file, and a copy adds none.
struct Changes<'a> {
    edited: Vec<&'a str>,
    added: Vec<&'a str>,
    lost: Vec<&'a str>,
}

impl<'a> Changes<'a> {
    fn of(was: &'a Files, now: Option<&'a Files>) -> Self {
        let other = |files: &'a Files, than: &Files| {
            let digests: BTreeSet<&String> = than.values().collect();
            files.iter().filter(|(_, digest)| !digests.contains(digest)).map(|(path, _)| path.as_str()).collect::<Vec<_>>()
        };
        let nothing = Files::new();
        let (gone, come) = (other(was, now.unwrap_or(&nothing)), now.map(|now| other(now, was)).unwrap_or_default());
        let (edited, lost): (Vec<&str>, Vec<&str>) = gone.into_iter().partition(|path| come.contains(path));
        Self { added: come.into_iter().filter(|path| !edited.contains(path)).collect(), edited, lost }
    }

    fn is_empty(&self) -> bool {
        self.edited.is_empty() && self.added.is_empty() && self.lost.is_empty()
    }

    fn into_files(self) -> Vec<(FileChange, Vec<String>)> {
        let parts = [(FileChange::Edited, self.edited), (FileChange::Added, self.added), (FileChange::Lost, self.lost)];
        let owned = |files: Vec<&str>| files.into_iter().map(str::to_owned).collect();
        parts.into_iter().filter(|(_, files)| !files.is_empty()).map(|(change, files)| (change, owned(files))).collect()
    }
}
