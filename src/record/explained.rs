//! A figure explained, as `explain --format json` prints it.

mod made;

use serde::{Deserialize, Serialize};

use super::{Exact, Schema};
use crate::finding::Place;
use crate::thai::calendar::Month;

/// A figure explained. Amounts are texts: whole numbers where something is counted, exact baht with two places or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainRecord {
    /// Its version.
    #[serde(default)]
    pub schema: Schema,
    /// The compiled month.
    pub month: Month,
    /// Geocode of the district; `None` for the province.
    pub district: Option<String>,
    /// Name of the district or province.
    pub name: String,
    /// `operators-year`.
    pub figure: String,
    /// `activities`, `operators`, `channels`, `baht`, `percent`, `level`.
    pub unit: String,
    /// As `data.json` has it.
    pub value: String,
    /// The cells behind it, as its trace in `data.json` has them.
    pub cells: Vec<Place>,
    /// What was added up: one list, or for a level one for each of its conditions.
    pub parts: Vec<PartRecord>,
    /// How the percent came about; of percent and level alone.
    pub fraction: Option<FractionRecord>,
    /// How the level came about; of level alone.
    pub judgement: Option<JudgementRecord>,
    /// What could have counted and did not.
    pub left_out: Vec<LeftOutRecord>,
}

/// Lines that are added to one number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// The figure that is their sum.
    pub figure: String,
    /// Of its amounts.
    pub unit: String,
    /// The sum.
    pub value: String,
    /// By month.
    pub months: Vec<MonthSum>,
    /// By district.
    pub districts: Vec<DistrictSum>,
    /// Every line.
    pub lines: Vec<LineRecord>,
}

/// A month's part of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum {
    /// The month.
    pub month: Month,
    /// Its part.
    pub value: String,
    /// The bag in which it is sealed, `2564-10/r1`; `None` where it is not, and for the compiled month.
    pub bag: Option<String>,
    /// Whether it counts what it counted when it was sealed, from the same files; `None` without a bag.
    pub as_sealed: Option<bool>,
}

/// A district's part of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrictSum {
    /// Geocode.
    pub district: String,
    /// Name.
    pub name: String,
    /// Its part.
    pub value: String,
}

/// A cell and what it adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRecord {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// The month that it counts in.
    pub month: Month,
    /// Geocode of the district that it counts for.
    pub district: String,
    /// The activity's or the operator's name.
    pub name: String,
    /// เลขทะเบียน as written; blank if none.
    pub registration: String,
    /// The channel; of listings alone.
    pub channel: Option<String>,
    /// What it adds.
    pub amount: String,
    /// The sum so far.
    pub total: String,
}

/// Numerator, denominator, division and rounding of the percent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FractionRecord {
    /// Operators counted in the year.
    pub counted: i64,
    /// Operators remaining: the sum of `bases`.
    pub remaining: u32,
    /// Counted ÷ remaining × 100, cut after six decimals.
    pub quotient: String,
    /// Whether nothing was cut off.
    pub exact: bool,
    /// As shown, two decimals.
    pub percent: Exact,
    /// `exact`, `half-even`, `below-threshold` (rounding would have shown a threshold that was not reached),
    /// `nothing-remains`.
    pub rounding: String,
    /// What remains, district by district, from the plan.
    pub bases: Vec<BaseRecord>,
}

/// A district's operators by the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseRecord {
    /// Geocode.
    pub district: String,
    /// Name.
    pub name: String,
    /// `registered` of the plan.
    pub registered: u32,
    /// `online_before` of the plan.
    pub online_before: u32,
    /// The first less the second.
    pub remaining: u32,
    /// The line of `registered` in `inputs/plan.toml`, from 1.
    pub registered_line: usize,
    /// The line of `online_before`.
    pub online_before_line: usize,
}

/// The level against every level of the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgementRecord {
    /// The scored round.
    pub round: u8,
    /// The level reached.
    pub level: u8,
    /// Whether it is below even level 1's own percent or channels.
    pub below_lowest: bool,
    /// Whether the activities are at the number that the letter's levels leave unnamed.
    pub unnamed_activities: bool,
    /// The conditions that hold it down: those that the next level lacks.
    pub held_down_by: Vec<String>,
    /// Each level, the highest first.
    pub levels: Vec<LevelRecord>,
}

/// One level's conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRecord {
    /// 5 … 1.
    pub level: u8,
    /// ดีมาก … ปรับปรุง.
    pub name: String,
    /// Whether each condition holds.
    pub holds: bool,
    /// Activities in the round.
    pub activities: ConditionRecord,
    /// Channels run, year to date.
    pub channels: ConditionRecord,
    /// Operators counted in the year.
    pub operators: ConditionRecord,
    /// The percent for which so many operators are needed.
    pub percent: Exact,
}

/// One condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionRecord {
    /// What the level asks for.
    pub needs: i64,
    /// What there is.
    pub has: i64,
    /// How many are missing.
    pub missing: i64,
}

/// A row, a file or a report that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutRecord {
    /// Where it stands; nulls for a report that never came.
    #[serde(flatten)]
    pub place: Place,
    /// Of which month.
    pub month: Option<Month>,
    /// Geocode of the district, where it is known.
    pub district: Option<String>,
    /// The activity's or the operator's name; blank for a whole file.
    pub name: String,
    /// How many rows it is.
    pub rows: u64,
    /// What they hold; `None` where that cannot be read.
    pub amount: Option<String>,
    /// Why.
    pub why: Vec<WhyRecord>,
}

/// Why something does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyRecord {
    /// A finding's code, or `counted-before`, `counted-in-month`.
    pub code: String,
    /// In one sentence.
    pub message: String,
    /// What to do, in one sentence.
    pub hint: String,
    /// The cell at which an operator is counted instead.
    pub counted_at: Option<Place>,
}

impl ExplainRecord {
    /// What `explain` printed.
    ///
    /// # Errors
    /// Where it is no such record, or of a later version.
    pub fn read(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}
