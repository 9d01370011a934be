//! What was probably forgotten in a plan that can be used.

use toml::de::{DeTable, DeValue};

use super::oddity::{PlanOddity, PlanWarning};
use super::place::{Places, plain, shown, walk};
use super::{Person, Plan};
use crate::thai::digits::to_arabic;
use crate::thai::provinces::{PROVINCES, Province, mentioned, named};

/// What is printed, so that it should not be blank; keys without numbers.
const PRINTED: [&str; 28] = [
    "office.group",
    "office.address",
    "signatory.positions",
    "kpi.name",
    "kpi.unit",
    "kpi.reason",
    "kpi.source",
    "kpi.formula_label",
    "kpi.formula_numerator",
    "kpi.formula_denominator",
    "kpi.evidence",
    "kpi.owner.name",
    "kpi.owner.position",
    "kpi.coordinators",
    "kpi.coordinators.name",
    "kpi.coordinators.position",
    "rubrics.levels.name",
    "letters.assignment.number",
    "letters.assignment.to",
    "letters.monthly.number",
    "letters.monthly.to",
    "letters.reminder.number",
    "letters.reminder.to",
    "letters.round.number",
    "letters.round.to",
    "letters.year.number",
    "letters.year.to",
    "office.telephone",
];

/// The only place in which something is filled in, and what.
const FILLED: (&str, &str) = ("letters.reminder.to", "{อำเภอ}");

/// How a mobile telephone's number begins; it has ten digits, and any other number nine.
const MOBILE: [&str; 3] = ["06", "08", "09"];

/// Everything odd, by line.
pub(super) fn warnings(plan: &Plan, tree: &DeTable<'_>, places: &Places) -> Vec<PlanWarning> {
    let own = named(&plan.province.name);
    let own_name = own.map_or(plan.province.name.as_str(), |own| own.name);
    let mut found = Vec::new();
    let mut warn = |key: &str, what| found.push(PlanWarning { place: places.place(key), what });
    walk(tree, &mut |key, _, value| {
        let place = plain(key);
        if is_blank(value.get_ref()) && PRINTED.contains(&place.as_str()) {
            warn(key, PlanOddity::Blank);
        }
        if let Some(text) = value.get_ref().as_str().filter(|_| is_worded(&place)) {
            braces(text).filter(|found| (place.as_str(), *found) != FILLED).for_each(|found| {
                warn(key, PlanOddity::Braces(shown(found), place == FILLED.0));
            });
            let others = mentioned(text).into_iter().filter(|other| Some(*other) != own);
            others.for_each(|other| warn(key, PlanOddity::OtherProvince(other.name, own_name.to_owned())));
            if let (Some(own), Some(other)) = (own, letters_before_number(text))
                && other != own
                && has_letters(&place)
            {
                warn(key, PlanOddity::OtherLetters(other.letters, other.name, own.letters));
            }
        }
    });
    province(plan, own, &mut warn);
    telephones(plan, &mut warn);
    for (i, rubric) in plan.rubrics.iter().enumerate() {
        for (j, level) in rubric.levels.iter().enumerate().filter(|(_, level)| level.level > 1 && level.percent.is_zero()) {
            warn(&format!("rubrics[{i}].levels[{j}].percent"), PlanOddity::ZeroPercent(level.level));
        }
    }
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

fn province(plan: &Plan, own: Option<&Province>, warn: &mut impl FnMut(&str, PlanOddity)) {
    let (code, name) = (&plan.province.geocode, &plan.province.name);
    if own.is_none() {
        let distance = |province: &&Province| strsim::osa_distance(province.name, name);
        let near = PROVINCES.iter().min_by_key(distance).filter(|near| distance(near) <= 2);
        warn("province.name", PlanOddity::NoProvince(name.clone(), near.map(|province| province.name)));
    }
    if let Some(other) =
        PROVINCES.iter().find(|province| province.geocode == code).filter(|other| own.is_some_and(|own| own != *other))
    {
        warn("province.geocode", PlanOddity::OtherCode(code.clone(), other.name, own.map(|own| own.geocode)));
    }
}

fn telephones(plan: &Plan, warn: &mut impl FnMut(&str, PlanOddity)) {
    let coordinators = plan.kpi.coordinators.iter().enumerate();
    let people = std::iter::once(("kpi.owner".to_owned(), &plan.kpi.owner))
        .chain(coordinators.map(|(i, person)| (format!("kpi.coordinators[{i}]"), person)));
    for (key, Person { name, telephone, .. }) in people {
        let number = telephone.split("ต่อ").next().unwrap_or_default();
        let digits: String = to_arabic(number).chars().filter(char::is_ascii_digit).collect();
        let expected = if MOBILE.iter().any(|mobile| digits.starts_with(mobile)) { 10 } else { 9 };
        if !digits.is_empty() && digits.len() != expected {
            warn(&format!("{key}.telephone"), PlanOddity::Telephone(name.clone(), telephone.clone()));
        }
    }
}

/// Whether nothing stands there: a blank text, or a list of nothing else.
fn is_blank(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty()) || value.as_array().is_some_and(|items| items.is_empty())
}

/// Whether the words of a part are printed as they stand.
fn is_worded(place: &str) -> bool {
    ["office.", "signatory.", "kpi.", "letters."].iter().any(|part| place.starts_with(part))
}

/// Whether a province's letters stand before numbers there: those of letters, and postal codes.
fn has_letters(place: &str) -> bool {
    place == "office.address" || (place.starts_with("letters.") && place.ends_with(".number"))
}

/// What stands in braces.
fn braces(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('{').filter_map(|(at, _)| text[at..].find('}').map(|length| &text[at..=at + length]))
}

/// The province whose letters stand as a word before a number: `พย ๐๐๑๙.๒/ว`.
fn letters_before_number(text: &str) -> Option<&'static Province> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbered = words.windows(2).filter(|pair| to_arabic(pair[1]).starts_with(|c: char| c.is_ascii_digit()));
    numbered.filter_map(|pair| PROVINCES.iter().find(|province| province.letters == pair[0])).next()
}
