//! Where the values of a plan contradict each other.

use std::collections::BTreeMap;

use super::fields::Faults;
use super::problem::PlanProblem;
use super::{Level, Plan, Rubric};
use crate::thai::text::{loose_key, name_key};

/// Tells every contradiction between values that are sound themselves.
pub(super) fn check(plan: &Plan, faults: &mut Faults<'_>) {
    rounds(plan, faults);
    districts(plan, faults);
    if plan.rubrics.len() != plan.year.rounds.len() {
        let problem = PlanProblem::RubricsNotRounds(plan.rubrics.len(), plan.year.rounds.len());
        faults.contradiction(&["rubrics", "year.rounds"], problem);
    }
    for (i, rubric) in plan.rubrics.iter().enumerate() {
        levels(rubric, &format!("rubrics[{i}].levels"), faults);
    }
    if plan.channels.is_empty() {
        faults.contradiction(&["channels"], PlanProblem::NoChannel);
    }
    let channels = plan.channels.iter().map(|channel| (&channel.name, channel.aliases.as_slice()));
    twice("channels", channels, loose_key, PlanProblem::ChannelTwice, faults);
}

fn rounds(plan: &Plan, faults: &mut Faults<'_>) {
    let year = plan.fiscal_year();
    let key = |i: usize, end: &str| format!("year.rounds[{i}].{end}");
    let [one, two] = plan.year.rounds.as_slice() else {
        return faults.contradiction(&["year.rounds"], PlanProblem::NotTwoRounds(plan.year.rounds.len()));
    };
    let whole = ["year.fiscal_year", "year.rounds"].map(str::to_owned);
    let with = |keys: &[String]| [keys, &whole].concat();
    let months = year.months();
    for (month, key) in [(one.last, key(0, "last")), (two.first, key(1, "first"))] {
        if month.fiscal_year() != year {
            faults.contradiction(&[key, whole[0].clone()], PlanProblem::OutsideYear(month, year));
        }
    }
    if one.first != months[0] {
        faults.contradiction(&with(&[key(0, "first")]), PlanProblem::RoundBegins(months[0]));
    }
    if two.last != months[11] {
        faults.contradiction(&with(&[key(1, "last")]), PlanProblem::RoundEnds(months[11]));
    }
    for (i, round) in [one, two].into_iter().enumerate() {
        if round.last < round.first {
            faults.contradiction(&[key(i, "last"), key(i, "first")], PlanProblem::RoundBackwards(round.first, round.last));
        }
    }
    if two.first != one.last.next() {
        faults.contradiction(&with(&[key(1, "first"), key(0, "last")]), PlanProblem::RoundBegins(one.last.next()));
    }
}

fn districts(plan: &Plan, faults: &mut Faults<'_>) {
    if plan.districts.is_empty() {
        faults.contradiction(&["districts"], PlanProblem::NoDistrict);
    }
    let mut codes = BTreeMap::new();
    for (i, district) in plan.districts.iter().enumerate() {
        let key = |field: &str| format!("districts[{i}].{field}");
        let (code, province) = (&district.geocode, &plan.province.geocode);
        if !code.starts_with(province) {
            let problem = PlanProblem::CodeOutside(code.clone(), province.clone());
            faults.contradiction(&[&key("geocode"), "province.geocode"], problem);
        }
        let first = *codes.entry(code).or_insert(i);
        if first != i {
            let problem = PlanProblem::CodeTwice(code.clone(), plan.districts[first].name.clone());
            faults.contradiction(&[key("geocode"), format!("districts[{first}].geocode")], problem);
        }
        let (registered, before) = (district.registered, district.online_before);
        if registered < before {
            let problem = PlanProblem::OnlineAboveRegistered(registered, before);
            faults.contradiction(&[key("registered"), key("online_before")], problem);
        } else if let Some(issued) = district.issued {
            let rule = plan.district_targets(district);
            let given = [rule.online_year, rule.online_rounds[0], rule.online_rounds[1]];
            if issued != given {
                let keys = [key("issued"), key("registered"), key("online_before"), "targets.percent".to_owned()];
                faults.contradiction(&keys, PlanProblem::NotByRule(issued, given));
            }
        }
    }
    let names = plan.districts.iter().map(|district| (&district.name, district.aliases.as_slice()));
    twice("districts", names, name_key, PlanProblem::DistrictTwice, faults);
}

/// No two items of a list go by one name: tells `problem` of a name, and of the item that has it already.
fn twice<'a>(
    list: &str,
    items: impl Iterator<Item = (&'a String, &'a [String])>,
    comparable: fn(&str) -> String,
    problem: fn(String, String) -> PlanProblem,
    faults: &mut Faults<'_>,
) {
    let mut names = BTreeMap::new();
    for (i, (own, aliases)) in items.enumerate() {
        for (key, name) in named(list, i, own, aliases) {
            let (other, owner, first) = names.entry(comparable(name)).or_insert_with(|| (i, own, key.clone())).clone();
            if other != i {
                faults.contradiction(&[key, first], problem(name.clone(), owner.clone()));
            }
        }
    }
}

/// Every name of an item of a list, with its key.
fn named<'a>(list: &str, i: usize, name: &'a String, aliases: &'a [String]) -> impl Iterator<Item = (String, &'a String)> {
    let item = format!("{list}[{i}]");
    let aliases = aliases.iter().enumerate().map({
        let item = item.clone();
        move |(j, alias)| (format!("{item}.aliases[{j}]"), alias)
    });
    std::iter::once((format!("{item}.name"), name)).chain(aliases)
}

fn levels(rubric: &Rubric, key: &str, faults: &mut Faults<'_>) {
    let field = |level: usize, name: &str| format!("{key}[{level}].{name}");
    let levels = &rubric.levels;
    if levels.iter().map(|level| level.level).ne([5, 4, 3, 2, 1]) {
        let numbers = (0..levels.len()).map(|i| field(i, "level"));
        let keys: Vec<String> = std::iter::once(key.to_owned()).chain(numbers).collect();
        return faults.contradiction(&keys, PlanProblem::NotFiveLevels);
    }
    for (i, pair) in levels.windows(2).enumerate() {
        if !ordered(&pair[0], &pair[1]) {
            let conditions =
                [i + 1, i].into_iter().flat_map(|level| ["activities", "channels", "percent"].map(|name| field(level, name)));
            let keys: Vec<String> = std::iter::once(format!("{key}[{}]", i + 1)).chain(conditions).collect();
            faults.contradiction(&keys, PlanProblem::LevelNotBelow(pair[1].level, pair[0].level));
        }
        if pair[0].fewer_than.is_some() {
            faults.contradiction(&[field(i, "fewer_than")], PlanProblem::FewerAbove(pair[0].level));
        }
    }
    let (lowest, next) = (&levels[4], &levels[3]);
    if lowest.activities != 0 {
        faults.contradiction(&[field(4, "activities")], PlanProblem::LowestAsks(lowest.activities));
    }
    if let Some(fewer) = lowest.fewer_than.filter(|fewer| *fewer > next.activities) {
        let problem = PlanProblem::LevelsOverlap(fewer, next.activities);
        faults.contradiction(&[field(4, "fewer_than"), field(3, "activities")], problem);
    }
}

/// No condition of the lower level is above the higher one's, and at least one is below.
fn ordered(high: &Level, low: &Level) -> bool {
    let none_above = low.activities <= high.activities && low.channels <= high.channels && low.percent <= high.percent;
    none_above && (low.activities, low.channels, low.percent) != (high.activities, high.channels, high.percent)
}
