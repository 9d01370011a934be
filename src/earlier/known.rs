//! `outputs/known.json`: what the months of the year counted when they were last compiled.
//!
//! A month that is compiled says what it counts, whatever it said before: the clerk has its report in hand. Of the months
//! before it only what is more than was known is noted, so that what was lost stays known until that month itself is
//! compiled again. A second run notes nothing new.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Figure;
use super::tally::{Districts, Tally, counted, each, reached};
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// What is known of a province.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
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
    /// What `json`, a known.json, says; nothing where it is not ours or another province's.
    pub fn of_province(plan: &Plan, json: &[u8]) -> Self {
        let known = serde_json::from_slice(json).ok().filter(|known: &Self| known.province == plan.province.geocode);
        known.unwrap_or_else(|| Self { province: plan.province.geocode.clone(), months: BTreeMap::new() })
    }

    /// What is known of the months of the year before `month`, and of what the year had reached with it.
    pub fn recall(mut self, month: Month) -> (BTreeMap<Month, Districts>, Tally) {
        let reached = self.months.remove(&month).unwrap_or_default().reached;
        let earlier = self.months.into_iter().filter(|(of, _)| *of < month && of.fiscal_year() == month.fiscal_year());
        (earlier.map(|(of, entry)| (of, entry.districts)).collect(), reached)
    }

    fn fallen(&self, now: &BTreeMap<Month, Districts>, before: Month) -> bool {
        let earlier = self.months.range(before.fiscal_year().months()[0]..before);
        earlier.into_iter().any(|(month, entry)| !each(&entry.districts, now.get(month), Tally::fallen).is_empty())
    }

    /// Notes what a month counts.
    pub fn note(&mut self, plan: &Plan, run: &CompiledMonth) {
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
