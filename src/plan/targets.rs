//! The target rule (SPEC §3): `round(percent × remaining)`, exact decimals, ties to even.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::{District, Plan};

/// How targets follow from the operators that remain.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRule {
    /// Per cent of the remaining operators to bring online in the year.
    pub percent: Decimal,
    /// Activities a district holds in each round.
    pub activities_per_round: u32,
}

/// Targets of a district, or of the province as the sum of its districts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Targets {
    /// Operators to bring online in the year.
    pub online_year: u32,
    /// The same for rounds 1 and 2.
    pub online_rounds: [u32; 2],
    /// Activities in the year.
    pub activities_year: u32,
    /// The same for rounds 1 and 2.
    pub activities_rounds: [u32; 2],
}

impl Targets {
    /// Operators to bring online in round `number` (1 or 2).
    pub fn online_round(&self, number: u8) -> u32 {
        self.online_rounds[usize::from(number != 1)]
    }

    /// Activities in round `number` (1 or 2).
    pub fn activities_round(&self, number: u8) -> u32 {
        self.activities_rounds[usize::from(number != 1)]
    }
}

impl std::iter::Sum for Targets {
    /// A province's targets are the sum of its rows, never re-rounded.
    fn sum<I: Iterator<Item = Self>>(rows: I) -> Self {
        rows.fold(Self::default(), |sum, row| Self {
            online_year: sum.online_year + row.online_year,
            online_rounds: [sum.online_rounds[0] + row.online_rounds[0], sum.online_rounds[1] + row.online_rounds[1]],
            activities_year: sum.activities_year + row.activities_year,
            activities_rounds: [
                sum.activities_rounds[0] + row.activities_rounds[0],
                sum.activities_rounds[1] + row.activities_rounds[1],
            ],
        })
    }
}

impl TargetRule {
    /// The targets of a district with `remaining` operators: round 1 gets ⌈target ÷ 2⌉, round 2 the rest.
    pub fn targets(&self, remaining: u32) -> Targets {
        let exact = self.percent * Decimal::from(remaining) / Decimal::ONE_HUNDRED;
        let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
        let online_year = u32::try_from(rounded).unwrap_or(0);
        let first = online_year.div_ceil(2);
        let activities = self.activities_per_round;
        Targets {
            online_year,
            online_rounds: [first, online_year - first],
            activities_year: activities * 2,
            activities_rounds: [activities, activities],
        }
    }
}

impl Plan {
    /// A district's targets.
    pub fn district_targets(&self, district: &District) -> Targets {
        self.targets.targets(district.remaining())
    }

    /// The province's targets.
    pub fn province_targets(&self) -> Targets {
        self.districts.iter().map(|district| self.district_targets(district)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_goes_to_even_and_round_1_gets_the_larger_half() {
        let rule = TargetRule { percent: Decimal::from(5), activities_per_round: 3 };
        // 4.5, 5.5, 4.55, 5, 0.
        let found = [90, 110, 91, 100, 0].map(|remaining| rule.targets(remaining));
        assert_eq!(found.map(|targets| targets.online_year), [4, 6, 5, 5, 0]);
        assert_eq!(found.map(|targets| targets.online_rounds), [[2, 2], [3, 3], [3, 2], [3, 2], [0, 0]]);
        assert_eq!((found[0].activities_year, found[0].activities_rounds), (6, [3, 3]));
    }

    #[test]
    fn each_round_has_its_own_targets_and_a_sum_keeps_them_apart() {
        let targets = Targets { online_year: 7, online_rounds: [4, 3], activities_year: 5, activities_rounds: [3, 2] };
        assert_eq!([1, 2].map(|round| targets.online_round(round)), [4, 3]);
        assert_eq!([1, 2].map(|round| targets.activities_round(round)), [3, 2]);
        let more = Targets { online_year: 10, online_rounds: [9, 1], activities_year: 30, activities_rounds: [20, 10] };
        let sum: Targets = [targets, more].into_iter().sum();
        assert_eq!(sum, Targets { online_year: 17, online_rounds: [13, 4], activities_year: 35, activities_rounds: [23, 12] });
    }
}
