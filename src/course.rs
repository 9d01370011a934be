//! The course of a year: each month as it stands now, with what has been received since it was reported. Pure.

use crate::aggregate::{Totals, aggregate};
use crate::plan::Plan;
use crate::score::{Scorecard, score};
use crate::thai::calendar::Month;
use crate::validate::Validated;

/// A month on the way.
#[derive(Clone, Debug)]
pub struct CourseMonth {
    /// What had been achieved by its end.
    pub totals: Totals,
    /// By the rubric of its own round.
    pub score: Scorecard,
}

/// The months of the fiscal year up to `month`, October first, each added up and scored without those after it.
pub fn course(plan: &Plan, validated: &Validated, month: Month) -> Vec<CourseMonth> {
    let months = plan.fiscal_year().months().into_iter().filter(|other| *other <= month);
    let judged = |(month, round)| {
        let totals = aggregate(plan, validated, month, round);
        CourseMonth { score: score(plan, &totals), totals }
    };
    months.filter_map(|month| Some((month, plan.round_of(month)?))).map(judged).collect()
}
