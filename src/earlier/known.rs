//! `outputs/known.json`: what the months of the year counted when they were last compiled.
//!
//! A month that is compiled says what it counts, whatever it said before: the clerk has its report in hand. Of the months
//! before it only what is more than was known is noted, so that what was lost stays known until that month itself is
//! compiled again. A second run notes nothing new.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::tally::{Districts, Tally, counted, each, reached};
use super::{Baseline, Figure};
use crate::archive::fixity::read_within;
use crate::output::{OutputError, WriteLock};
use crate::pipeline::MonthRun;
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// The name of the file.
const FILE: &str = "known.json";

/// Bytes that are read at most: a year takes some 30 kB.
const LIMIT: u64 = 16 << 20;

/// What is known of a province.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// Its geocode.
    province: String,
    months: BTreeMap<Month, Entry>,
}

/// What is known of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// What it counts.
    districts: Districts,
    /// What the year had reached with it; blank where it was never compiled itself.
    #[serde(default)]
    reached: Tally,
}

impl Known {
    /// What is known; nothing where the file is missing, no plain file, not ours or another province's.
    fn load(outputs: &Path, plan: &Plan) -> Self {
        let read = read_within(&outputs.join(FILE), LIMIT).ok();
        let known: Option<Self> = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let nothing = || Self { province: plan.province.geocode.clone(), months: BTreeMap::new() };
        known.filter(|known| known.province == plan.province.geocode).unwrap_or_else(nothing)
    }

    fn fallen(&self, now: &BTreeMap<Month, Districts>, before: Month) -> bool {
        let earlier = self.months.range(before.fiscal_year().months()[0]..before);
        earlier.into_iter().any(|(month, entry)| !each(&entry.districts, now.get(month), Tally::fallen).is_empty())
    }

    fn note(&mut self, plan: &Plan, run: &MonthRun) {
        let mut now = counted(plan, run);
        for districts in now.values_mut() {
            *districts = each(districts, None, |tally, _| tally.without(Figure::NewOperators));
        }
        let fallen = self.fallen(&now, run.month);
        let own = self.months.entry(run.month).or_default();
        own.districts = now.remove(&run.month).unwrap_or_default();
        if !fallen {
            own.reached = Tally::default();
        }
        own.reached.raise(&reached(run));
        for (month, districts) in now {
            let known = &mut self.months.entry(month).or_default().districts;
            for (geocode, tally) in districts {
                known.entry(geocode).or_default().raise(&tally);
            }
        }
    }
}

/// What is known of the months of the year before `month`, and of what the year had reached with it.
pub(super) fn recall(outputs: &Path, plan: &Plan, month: Month) -> Baseline {
    let mut known = Known::load(outputs, plan).months;
    let reached = known.remove(&month).unwrap_or_default().reached;
    let earlier = known.into_iter().filter(|(of, _)| *of < month && of.fiscal_year() == month.fiscal_year());
    Baseline { known: earlier.map(|(of, entry)| (of, entry.districts)).collect(), reached, ..Baseline::default() }
}

/// Notes what a month counts that is about to be written to `outputs`, below which the lock is.
///
/// # Errors
/// Where it cannot be written; what was known is then as it was.
pub fn remember(lock: &WriteLock, outputs: &Path, plan: &Plan, run: &MonthRun) -> Result<(), OutputError> {
    let before = Known::load(outputs, plan);
    let mut known = before.clone();
    known.note(plan, run);
    if known == before {
        return Ok(());
    }
    let mut text = serde_json::to_vec_pretty(&known).expect("keys are texts and values are finite");
    text.push(b'\n');
    lock.replace_file(FILE, |file| file.write_all(&text))?;
    Ok(())
}
