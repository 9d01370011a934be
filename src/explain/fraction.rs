//! How the percent came about: numerator, denominator, division, rounding.

use rust_decimal::Decimal;

use crate::district::DistrictId;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::score::{shown_percent, thresholds};

/// Counted operators ÷ remaining ones, in per cent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line: operators counted in the year.
    pub counted: i64,
    /// Below the line: the sum of [`Base::remaining`].
    pub remaining: u32,
    /// What is below the line, district by district, from the plan.
    pub bases: Vec<Base>,
    /// The percent before it was rounded, cut after six decimals.
    pub quotient: String,
    /// Whether that is all of it.
    pub is_exact: bool,
    /// As shown: two decimals.
    pub shown: Decimal,
    /// How `quotient` became `shown`.
    pub rounding: Rounding,
}

/// A district's part of the denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// The district.
    pub district: DistrictId,
    /// `registered` of the plan.
    pub registered: u32,
    /// `online_before` of the plan.
    pub online_before: u32,
    /// The first less the second.
    pub remaining: u32,
}

impl Base {
    /// The lines of the plan on which `registered` and `online_before` stand.
    pub fn lines(self, plan: &Plan) -> [usize; 2] {
        ["registered", "online_before"].map(|key| plan.line(&format!("districts[{}].{key}", self.district.index())))
    }
}

/// How the shown percent came from the exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// It has two decimals at most.
    Exact,
    /// To two decimals, a tie to the even one.
    HalfEven,
    /// The same would have shown a level's threshold that was not reached: one hundredth less is shown.
    BelowThreshold(Decimal),
    /// Nobody remains: nothing is divided, and zero is shown.
    NothingRemains,
}

/// Decimals of [`Fraction::quotient`].
const DECIMALS: u32 = 6;

impl Fraction {
    /// The percent of a compiled month.
    pub(super) fn of(plan: &Plan, run: &CompiledMonth) -> Self {
        let bases = run.totals.districts.iter().map(|district| {
            let (registered, online_before) = (district.figures.registered, district.figures.online_before);
            Base { district: district.id, registered, online_before, remaining: district.figures.remaining() }
        });
        let (counted, remaining) = (run.totals.province.operators.year.value, run.totals.province.remaining());
        let rubric = plan.rubric(run.totals.round.number);
        Self { bases: bases.collect(), ..Self::divided(counted, remaining, &thresholds(rubric)) }
    }

    /// One number divided by another, its bases left out.
    fn divided(counted: i64, remaining: u32, thresholds: &[Decimal]) -> Self {
        let shown = shown_percent(counted, remaining.into(), thresholds);
        let (quotient, rest) = quotient(counted, remaining);
        let plain = shown_percent(counted, remaining.into(), &[]);
        let rounding = match () {
            () if remaining == 0 => Rounding::NothingRemains,
            () if plain != shown => Rounding::BelowThreshold(plain),
            () if !rest && quotient == shown => Rounding::Exact,
            () => Rounding::HalfEven,
        };
        let quotient = if rest { quotient } else { quotient.normalize() }.to_string();
        Self { counted, remaining, bases: Vec::new(), quotient, is_exact: !rest, shown, rounding }
    }
}

/// The percent cut after [`DECIMALS`], and whether something was cut off.
fn quotient(counted: i64, remaining: u32) -> (Decimal, bool) {
    if remaining == 0 {
        return (Decimal::ZERO, false);
    }
    let (parts, whole) = (i128::from(counted) * 100 * 10_i128.pow(DECIMALS), i128::from(remaining));
    (Decimal::from_i128_with_scale(parts / whole, DECIMALS), parts % whole != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_rounding_is_told() {
        let five = [Decimal::from(5)];
        let told = |counted, remaining| {
            let fraction = Fraction::divided(counted, remaining, &five);
            (fraction.quotient, fraction.is_exact, fraction.shown.to_string(), fraction.rounding)
        };
        let expected =
            |quotient: &str, is_exact, shown: &str, rounding| (quotient.to_owned(), is_exact, shown.to_owned(), rounding);
        assert_eq!(told(41, 820), expected("5", true, "5.00", Rounding::Exact));
        assert_eq!(told(33, 820), expected("4.024390", false, "4.02", Rounding::HalfEven));
        assert_eq!(told(1, 32), expected("3.125", true, "3.12", Rounding::HalfEven));
        assert_eq!(told(1_249, 25_000), expected("4.996", true, "4.99", Rounding::BelowThreshold(Decimal::new(500, 2))));
        assert_eq!(told(0, 0), expected("0", true, "0.00", Rounding::NothingRemains));
    }
}
