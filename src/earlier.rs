//! Earlier months that are not what they were: they count less than they did, or other things than were sealed.
//!
//! A month's figures rest on every month of the year before it, and those are read again each time. Whoever takes
//! October's workbooks away changes February's level; here that is said among February's own findings.

mod known;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use known::remember;
pub use tally::{Districts, Figure, Tally};

use crate::archive::sealed;
use crate::finding::{Code, Finding, Place};
use crate::pipeline::{Gathered, MonthRun};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;
use tally::{counted, each, names, reached, tell};

/// The findings that are made here; a month's summary tells them one by one.
pub const CODES: [Code; 3] = [Code::TotalsFell, Code::EarlierShrank, Code::EarlierChangedSinceSeal];

/// Files of a month: path relative to `inputs/` → SHA-256 in hexadecimal.
pub type Files = BTreeMap<String, String>;

/// What earlier months are compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Baseline {
    /// The most that each earlier month counted since it was last compiled itself.
    known: BTreeMap<Month, Districts>,
    /// What the year had reached when the month itself was last compiled and nothing had been lost.
    reached: Tally,
    /// Earlier months as they were sealed.
    sealed: BTreeMap<Month, Sealed>,
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
    /// What this workspace knows of the months of the year before `month`. What cannot be read is not known.
    pub fn take(workspace: &Workspace, plan: &Plan, month: Month) -> Self {
        let earlier = plan.fiscal_year().months().into_iter().filter(|of| *of < month);
        Self { sealed: sealed::months(workspace, plan, earlier, month), ..known::recall(&workspace.outputs(), plan, month) }
    }

    /// Whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The files dropped for the months that were sealed, as they are now.
    pub fn dropped(&self, workspace: &Workspace, plan: &Plan, gathered: &Gathered) -> BTreeMap<Month, Files> {
        sealed::dropped(workspace, plan, gathered, |month| self.sealed.contains_key(&month))
    }

    /// As much of it as the run differs from.
    fn differing(&self, now: &BTreeMap<Month, Districts>, dropped: &BTreeMap<Month, Files>, run: &MonthRun) -> Self {
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

/// Compares the run with `baseline`, adds what is found to the month's own findings, and keeps what that rests on.
pub fn compare(plan: &Plan, baseline: &Baseline, dropped: &BTreeMap<Month, Files>, run: &mut MonthRun) {
    let now = counted(plan, run);
    let rests_on = baseline.differing(&now, dropped, run);
    let finding =
        |code: Code, what: Vec<String>| Finding::new(code, Place::default()).month(run.month).with("what", what.join(", "));
    let mut found = Vec::new();
    if !rests_on.reached.is_empty() {
        found.push(finding(Code::TotalsFell, rests_on.reached.tell(&reached(run))));
    }
    for (month, was) in &rests_on.known {
        let fell = finding(Code::EarlierShrank, tell(plan, was, now.get(month)));
        found.push(fell.value(month.to_string()).with("month", month.thai()));
    }
    for (month, was) in &rests_on.sealed {
        let mut what = Changes::of(&was.files, dropped.get(month)).tell();
        what.extend(tell(plan, &was.districts, now.get(month)));
        let bag_month = was.bag.split('/').next().unwrap_or_default();
        let changed = finding(Code::EarlierChangedSinceSeal, what).value(month.to_string()).with("month", month.thai());
        found.push(changed.with("bag", &was.bag).with("sealed", bag_month));
    }
    let findings = &mut run.validated.findings;
    let behind = findings.iter().position(|finding| finding.month != Some(run.month)).unwrap_or(findings.len());
    findings.splice(behind..behind, found);
    run.rests_on = rests_on;
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

    fn tell(&self) -> Vec<String> {
        let parts = [("แก้ไขแฟ้ม", &self.edited), ("เพิ่มแฟ้ม", &self.added), ("ขาดแฟ้ม", &self.lost)];
        parts.into_iter().filter(|(_, files)| !files.is_empty()).map(|(what, files)| format!("{what} {}", names(files))).collect()
    }
}
