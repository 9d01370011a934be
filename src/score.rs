//! Stage 4: the province's level, and what the next one needs (SPEC §7). Pure.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::aggregate::Totals;
use crate::plan::{Level, Plan, Rubric};

/// The province's score in the month's round.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// 1 … 5.
    pub level: u8,
    /// ปรับปรุง … ดีมาก.
    pub name: String,
    /// Level 1, and below even level 1's own percent or channels: ต่ำกว่าเกณฑ์.
    pub below_lowest: bool,
    /// Activities at the number that the letter's levels leave unnamed (exactly 5): level 1.
    pub unnamed_activities: bool,
    /// level × weight ÷ 100.
    pub weighted_score: Decimal,
    /// Activities in the round.
    pub activities: Condition,
    /// Channels run, year to date.
    pub channels: Condition,
    /// Operators counted online, year to date; what levels need is in operators too.
    pub operators: Condition,
    /// Operators as a percentage of those remaining, as shown: two decimals.
    pub percent: Decimal,
    /// The percentage that the next level needs; `None` at the highest.
    pub next_percent: Option<Decimal>,
    /// Name of the next level; `None` at the highest.
    pub next_name: Option<String>,
    /// Operators of the round as a percentage of the round's target: another reading of the letter.
    pub against_target: Decimal,
    /// Operators on three or more channels: another reading of the formula.
    pub on_three_channels: i64,
}

/// One condition: what there is, what holds the level, and what the next one needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What there is.
    pub achieved: i64,
    /// What the level itself needs; more than there is where even the lowest level's own conditions are not met.
    pub own: i64,
    /// What the next level needs; `None` at the highest.
    pub next: Option<i64>,
}

impl Condition {
    /// How many more the next level needs.
    pub fn more(self) -> i64 {
        self.next.map_or(0, |next| (next - self.achieved).max(0))
    }

    /// How many more there are than the level needs.
    pub fn beyond(self) -> i64 {
        (self.achieved - self.own).max(0)
    }
}

/// Scores the totals by the rubric of their round.
pub fn score(plan: &Plan, totals: &Totals) -> Scorecard {
    let rubric = plan.rubric(totals.round.number);
    let (activities, channels) = (totals.province.activities.round.value, totals.channels.len() as i64);
    let (operators, remaining) = (totals.province.operators.year.value, totals.province.remaining());
    let holds = |level: &&Level| {
        activities >= i64::from(level.activities)
            && channels >= i64::from(level.channels)
            && operators >= needed(level.percent, remaining)
    };
    let lowest = rubric.levels.last().expect("a checked plan has five levels");
    let level = rubric.levels.iter().find(holds).unwrap_or(lowest);
    let next = rubric.levels.iter().find(|other| other.level == level.level + 1);
    let condition =
        |achieved: i64, needs: &dyn Fn(&Level) -> i64| Condition { achieved, own: needs(level), next: next.map(needs) };
    let round_target = totals.province.targets.online_round(totals.round.number);
    Scorecard {
        level: level.level,
        name: level.name.clone(),
        below_lowest: level.level == lowest.level
            && (channels < i64::from(lowest.channels) || operators < needed(lowest.percent, remaining)),
        unnamed_activities: lowest.fewer_than.is_some_and(|fewer| activities == i64::from(fewer)),
        weighted_score: Decimal::from(level.level) * plan.kpi.weight / Decimal::ONE_HUNDRED,
        activities: condition(activities, &|level| level.activities.into()),
        channels: condition(channels, &|level| level.channels.into()),
        operators: condition(operators, &|level| needed(level.percent, remaining)),
        percent: shown_percent(operators, remaining.into(), &thresholds(rubric)),
        next_percent: next.map(|next| next.percent),
        next_name: next.map(|next| next.name.clone()),
        against_target: shown_percent(totals.province.operators.round.value, round_target.into(), &[]),
        on_three_channels: totals.operators.iter().filter(|operator| operator.channels.len() >= 3).count() as i64,
    }
}

/// The percentages at which a rubric's levels begin.
pub fn thresholds(rubric: &Rubric) -> Vec<Decimal> {
    rubric.levels.iter().map(|level| level.percent).collect()
}

/// The fewest operators that are at least `percent` of `remaining`: compared exactly, never rounded.
pub fn needed(percent: Decimal, remaining: u32) -> i64 {
    let exact = percent * Decimal::from(remaining) / Decimal::ONE_HUNDRED;
    i64::try_from(exact.ceil()).unwrap_or(i64::MAX)
}

/// `part` as a percentage of `whole` with two decimals, ties to even, but never rounded up onto one of `thresholds` that
/// was not reached: 4.996 shows 4.99. Zero where `whole` is zero.
pub fn shown_percent(part: i64, whole: i64, thresholds: &[Decimal]) -> Decimal {
    if whole == 0 {
        return Decimal::new(0, 2);
    }
    // Hundredths of a per cent as an exact quotient and remainder, so that a tie is a tie.
    let (numerator, whole) = (i128::from(part) * 10_000, i128::from(whole));
    let (quotient, rest) = (numerator.div_euclid(whole), numerator.rem_euclid(whole));
    let up = rest * 2 > whole || (rest * 2 == whole && quotient % 2 != 0);
    let rounded = Decimal::new(i64::try_from(quotient + i128::from(up)).unwrap_or(i64::MAX), 2);
    if up && thresholds.contains(&rounded) { rounded - Decimal::new(1, 2) } else { rounded }
}

/// A decimal with two places, ties to even: `0.25`.
pub fn two_places(value: Decimal) -> String {
    let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    rounded.rescale(2);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_exact_and_never_rounds_up_onto_a_threshold() {
        let five = [Decimal::from(5)];
        assert_eq!(shown_percent(41, 820, &five).to_string(), "5.00");
        assert_eq!(shown_percent(4_996, 100_000, &five).to_string(), "4.99");
        assert_eq!(shown_percent(4_996, 100_000, &[]).to_string(), "5.00");
        assert_eq!(shown_percent(1, 32, &[]).to_string(), "3.12", "a tie goes to even");
        assert_eq!(shown_percent(3, 32, &[]).to_string(), "9.38");
        assert_eq!(shown_percent(0, 0, &[]).to_string(), "0.00");
    }

    #[test]
    fn the_needed_operators_are_the_next_whole_one() {
        assert_eq!(needed(Decimal::from(5), 820), 41);
        assert_eq!(needed(Decimal::from(4), 820), 33);
        assert_eq!(needed(Decimal::from(5), 821), 42);
    }
}
