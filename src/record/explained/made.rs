//! The record made of an explanation.

use rust_decimal::Decimal;

use super::{
    BaseRecord, ConditionRecord, DistrictSum, Exact, ExplainRecord, FractionRecord, JudgementRecord, LeftOutRecord, LevelRecord,
    LineRecord, MonthSum, PartRecord, Schema, WhyRecord,
};
use crate::district::DistrictId;
use crate::explain::{
    Base, Explanation, Fraction, Judged, Judgement, LeftOut, Line, Needed, Origins, Part, Rounding, Subject, Unit, Why,
};
use crate::lang::{Lang, Said};
use crate::plan::Plan;
use crate::thai::calendar::Month;

impl ExplainRecord {
    /// A figure explained, its sentences in one language.
    pub fn of(plan: &Plan, explanation: &Explanation, origins: &Origins, lang: Lang) -> Self {
        let district = match explanation.subject {
            Subject::Province => None,
            Subject::District(district) => Some(&plan[district]),
        };
        let unit = explanation.figure.unit();
        Self {
            schema: Schema,
            month: explanation.month,
            district: district.map(|district| district.geocode.clone()),
            name: district.map_or(&plan.province.name, |district| &district.name).clone(),
            figure: explanation.figure.to_string(),
            unit: unit.name().to_owned(),
            value: amount(unit, explanation.value),
            cells: explanation.cells.clone(),
            parts: explanation.parts.iter().map(|part| part_record(plan, part, origins)).collect(),
            fraction: explanation.fraction.as_ref().map(|fraction| fraction_record(plan, fraction)),
            judgement: explanation.judgement.as_ref().map(judgement_record),
            left_out: explanation
                .left_out
                .iter()
                .map(|out| left_out_record(plan, explanation.figure.unit_left_out(), out, lang))
                .collect(),
        }
    }
}

/// An amount as a text: money and percents with their places, what is counted without.
fn amount(unit: Unit, value: Decimal) -> String {
    if unit.places() == 0 { value.normalize().to_string() } else { Exact(value).text() }
}

fn geocode(plan: &Plan, district: DistrictId) -> String {
    plan[district].geocode.clone()
}

fn part_record(plan: &Plan, part: &Part, origins: &Origins) -> PartRecord {
    let unit = part.figure.unit();
    let month = |(month, value): &(Month, Decimal)| {
        let sealed = origins.sealed.get(month);
        let (bag, as_sealed) = (sealed.map(|sealed| sealed.bag.clone()), sealed.map(|sealed| sealed.unchanged));
        MonthSum { month: *month, value: amount(unit, *value), bag, as_sealed }
    };
    let district = |(district, value): &(DistrictId, Decimal)| {
        let (geocode, name) = (geocode(plan, *district), plan[*district].name.clone());
        DistrictSum { district: geocode, name, value: amount(unit, *value) }
    };
    PartRecord {
        figure: part.figure.to_string(),
        unit: unit.name().to_owned(),
        value: amount(unit, part.value),
        months: part.months.iter().map(month).collect(),
        districts: part.districts.iter().map(district).collect(),
        lines: part.lines.iter().map(|line| line_record(plan, unit, line)).collect(),
    }
}

fn line_record(plan: &Plan, unit: Unit, line: &Line) -> LineRecord {
    LineRecord {
        place: line.place.clone(),
        month: line.month,
        district: geocode(plan, line.district),
        name: line.name.clone(),
        registration: line.registration.clone(),
        channel: line.channel.clone(),
        amount: amount(unit, line.amount),
        total: amount(unit, line.total),
    }
}

fn fraction_record(plan: &Plan, fraction: &Fraction) -> FractionRecord {
    FractionRecord {
        counted: fraction.counted,
        remaining: fraction.remaining,
        quotient: fraction.quotient.clone(),
        exact: fraction.is_exact,
        percent: Exact(fraction.shown),
        rounding: match fraction.rounding {
            Rounding::Exact => "exact",
            Rounding::HalfEven => "half-even",
            Rounding::BelowThreshold(_) => "below-threshold",
            Rounding::NothingRemains => "nothing-remains",
        }
        .to_owned(),
        bases: fraction.bases.iter().map(|base| base_record(plan, base)).collect(),
    }
}

fn base_record(plan: &Plan, base: &Base) -> BaseRecord {
    let district = &plan[base.district];
    let [registered_line, online_before_line] = base.lines(plan);
    BaseRecord {
        district: district.geocode.clone(),
        name: district.name.clone(),
        registered: base.registered,
        online_before: base.online_before,
        remaining: base.remaining,
        registered_line,
        online_before_line,
    }
}

fn judgement_record(judgement: &Judgement) -> JudgementRecord {
    let lacking = |next: &Judged| next.lacking().map(|(unit, _)| unit.name().to_owned()).collect();
    JudgementRecord {
        round: judgement.round.number,
        level: judgement.reached,
        below_lowest: judgement.below_lowest,
        unnamed_activities: judgement.unnamed_activities,
        held_down_by: judgement.next().map(lacking).unwrap_or_default(),
        levels: judgement.levels.iter().map(level_record).collect(),
    }
}

fn level_record(level: &Judged) -> LevelRecord {
    let condition = |needed: Needed| ConditionRecord { needs: needed.needs, has: needed.has, missing: needed.missing() };
    LevelRecord {
        level: level.level,
        name: level.name.clone(),
        holds: level.holds(),
        activities: condition(level.activities),
        channels: condition(level.channels),
        operators: condition(level.operators),
        percent: Exact(level.percent),
    }
}

fn left_out_record(plan: &Plan, unit: Unit, out: &LeftOut, lang: Lang) -> LeftOutRecord {
    LeftOutRecord {
        place: out.place.clone(),
        month: out.month,
        district: out.district.map(|district| geocode(plan, district)),
        name: out.name.clone(),
        rows: out.rows,
        amount: out.amount.map(|value| amount(unit, value)),
        why: out.why.iter().map(|why| why_record(why, lang)).collect(),
    }
}

fn why_record(why: &Why, lang: Lang) -> WhyRecord {
    WhyRecord {
        code: why.code().to_owned(),
        message: Said(why, lang).to_string(),
        hint: why.hint(lang),
        counted_at: why.counted_at().cloned(),
    }
}
