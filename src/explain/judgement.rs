//! How the level came about: what each level asks for, what there is, and what is missing.

use rust_decimal::Decimal;

use super::Unit;
use crate::month::CompiledMonth;
use crate::plan::{Level, Plan};
use crate::score::needed;
use crate::thai::calendar::Round;

/// The province's level against every level of the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The scored round.
    pub round: Round,
    /// The level reached, 1 … 5.
    pub reached: u8,
    /// Level 1, and below even level 1's own percent or channels.
    pub below_lowest: bool,
    /// Activities at the number that the letter's levels leave unnamed.
    pub unnamed_activities: bool,
    /// Each level, the highest first.
    pub levels: Vec<Judged>,
}

/// One level: it is reached where each condition holds; the lowest holds anyhow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// 5 … 1.
    pub level: u8,
    /// ดีมาก … ปรับปรุง.
    pub name: String,
    /// Activities in the round.
    pub activities: Needed,
    /// Channels run, year to date.
    pub channels: Needed,
    /// Operators counted in the year.
    pub operators: Needed,
    /// The percent for which so many operators are needed.
    pub percent: Decimal,
}

/// One condition of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    /// What the level asks for.
    pub needs: i64,
    /// What there is.
    pub has: i64,
}

impl Needed {
    /// How many are missing; 0 where the condition holds.
    pub fn missing(self) -> i64 {
        (self.needs - self.has).max(0)
    }
}

impl Judged {
    /// Its conditions, each with what it counts.
    pub fn conditions(&self) -> [(Unit, Needed); 3] {
        [(Unit::Activities, self.activities), (Unit::Channels, self.channels), (Unit::Operators, self.operators)]
    }

    /// The conditions that do not hold.
    pub fn lacking(&self) -> impl Iterator<Item = (Unit, Needed)> {
        self.conditions().into_iter().filter(|(_, needed)| needed.missing() > 0)
    }

    /// Whether each condition holds.
    pub fn holds(&self) -> bool {
        self.lacking().next().is_none()
    }
}

impl Judgement {
    /// The level of a compiled month.
    pub(super) fn of(plan: &Plan, run: &CompiledMonth) -> Self {
        let (totals, score) = (&run.totals, &run.score);
        let remaining = totals.province.remaining();
        let condition = |needs: i64, has: i64| Needed { needs, has };
        let judged = |level: &Level| Judged {
            level: level.level,
            name: level.name.clone(),
            activities: condition(level.activities.into(), score.activities.achieved),
            channels: condition(level.channels.into(), score.channels.achieved),
            operators: condition(needed(level.percent, remaining), score.operators.achieved),
            percent: level.percent,
        };
        let rubric = plan.rubric(totals.round.number);
        Self {
            round: totals.round,
            reached: score.level,
            below_lowest: score.below_lowest,
            unnamed_activities: score.unnamed_activities,
            levels: rubric.levels.iter().map(judged).collect(),
        }
    }

    /// The level above the one reached, whose missing conditions hold it down; `None` at the highest.
    pub fn next(&self) -> Option<&Judged> {
        self.levels.iter().find(|level| level.level == self.reached + 1)
    }
}
