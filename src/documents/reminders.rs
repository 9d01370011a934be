//! letter-reminder and letter-reminder-<geocode>: who is reminded once the deadline has passed, and of what.
//!
//! Districts that sent nothing get one circular; a district whose report cannot be used gets a letter of its own, since it
//! says what is wrong with that report. See decision 18.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::document::{Enclosure, Letter, Packet};
use super::letters::{ROOM, addressed, letter, letter_day};
use super::words::WordsError;
use super::{DocumentContext, single_letter};
use crate::aggregate::DistrictTotals;
use crate::finding::{Code, Finding, Lang, Severity};
use crate::month::CompiledMonth;
use crate::plan::LetterPlan;
use crate::thai::calendar::{Month, day_long};
use crate::thai::digits::to_thai;
use crate::validate::Status;

const WORDS: &str = "letter-reminder.toml";

/// Faults of one report that a letter tells; the returned workbook has them all.
const TOLD: usize = 5;

/// The reminders of a month, the circular first; none before its deadline has passed.
pub(super) fn packets(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Vec<Packet>, WordsError> {
    if context.today <= context.plan.deadline(compiled.totals.month) {
        return Ok(Vec::new());
    }
    let lacking = compiled.totals.districts.iter().filter(|district| !district.status.is_usable());
    // A letter to a district whose report may lie in a wrong folder would do it wrong.
    let late = lacking.filter(|district| !compiled.validated.may_be_misplaced(compiled.month, district.id));
    let (missing, rejected): (Vec<_>, Vec<_>) = late.partition(|district| district.status == Status::Missing);
    let is_circular = missing.len() > 1 && !context.plan.letters.reminder.single;
    let mut packets = Vec::new();
    if is_circular {
        let (letter, title) = reminder(context, compiled, &missing)?;
        packets.push(single_letter(&letter, &title));
    }
    let mut single: Vec<_> = if is_circular { rejected } else { [missing, rejected].concat() };
    single.sort_by_key(|district| district.id);
    for district in single {
        let (letter, title) = reminder(context, compiled, &[district])?;
        packets.push(Packet { district: Some(district.geocode.clone()), ..single_letter(&letter, &title) });
    }
    Ok(packets)
}

/// The circular and a letter to a single district, as though districts were late: to those that are, else to the first; and a
/// title.
pub(super) fn samples(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<(Vec<Letter>, String), WordsError> {
    let districts = &compiled.totals.districts;
    let missing: Vec<&DistrictTotals> = districts.iter().filter(|district| district.status == Status::Missing).collect();
    let to_all = if missing.len() > 1 { missing } else { districts.iter().take(2).collect() };
    let rejected = districts.iter().find(|district| district.status == Status::Rejected).or(districts.first());
    let (circular, title) = reminder(context, compiled, &to_all)?;
    let single = rejected.map(|one| reminder(context, compiled, &[one])).transpose()?;
    Ok((std::iter::once(circular).chain(single.map(|(letter, _)| letter)).collect(), title))
}

/// The reminder to some districts, and its title; to several it is a circular.
fn reminder(
    context: &DocumentContext<'_>,
    compiled: &CompiledMonth,
    districts: &[&DistrictTotals],
) -> Result<(Letter, String), WordsError> {
    let plan = &context.plan.letters.reminder;
    let is_circular = districts.len() > 1;
    let names: Vec<&str> = districts.iter().map(|district| district.name.as_str()).collect();
    let findings = rejecting(compiled, districts);
    let faults = faults(context, &findings)?;
    let wanted = context.plan.working_days_after(letter_day(plan.letter.date, context.today), plan.working_days);
    let mut values = context.month_values(compiled);
    values["circular"] = json!(is_circular);
    values["district"] = json!(names.join(", "));
    values["districts"] = json!(names);
    values["addressees"] = json!(names.iter().map(|name| plan.letter.to.replace("{อำเภอ}", name)).collect::<Vec<_>>());
    values["count"] = json!(names.len());
    values["rejected"] = Json::from(!faults.is_empty());
    values["faults"] = json!(faults);
    values["new_deadline"] = json!(day_long(wanted));
    let id = match districts {
        [district] => format!("letter-reminder-{}", district.geocode),
        _ => "letter-reminder".to_owned(),
    };
    let words = context.words.page(WORDS, &values);
    let month = Month::of(context.plan.deadline(compiled.totals.month));
    // Each letter has a number of its own there: the plan's is that of the circular.
    let own = if is_circular { plan.letter.clone() } else { LetterPlan { saraban: String::new(), ..plan.letter.clone() } };
    let mut letter = letter(context, &id, WORDS, &values, &own, month)?;
    letter.number = number(&plan.letter.number, is_circular);
    letter.to = if is_circular { words.text("to_all")? } else { addressed(&plan.letter.to, names[0]) };
    let is_faulty = |file: &str| findings.iter().any(|finding| finding.place.file.as_deref() == Some(file));
    if districts.iter().any(|district| compiled.returned(district.id, is_faulty).is_some()) {
        letter.enclosures.push(Enclosure { title: words.text("returned.title")?, quantity: words.text("returned.quantity")? });
    }
    Ok((letter, words.text("title")?))
}

/// The number of a reminder: ว stands in that of a circular and in no other, and a number given for the circular is not that
/// of each single letter.
fn number(number: &str, is_circular: bool) -> String {
    let number = to_thai(number.trim());
    match number.rsplit_once('/') {
        Some((series, "")) if is_circular => format!("{series}/ว{ROOM}"),
        Some((series, rest)) if !is_circular && (rest.is_empty() || rest.starts_with('ว')) => format!("{series}/{ROOM}"),
        _ if number.ends_with('ว') => format!("{number}{ROOM}"),
        _ => number,
    }
}

/// The errors for which reports of districts were rejected.
fn rejecting<'a>(compiled: &'a CompiledMonth, districts: &[&DistrictTotals]) -> Vec<&'a Finding> {
    let rejected = |finding: &&Finding| {
        finding.severity() == Severity::Error
            && districts.iter().any(|own| own.status == Status::Rejected && finding.district == Some(own.id))
    };
    compiled.own_findings().filter(rejected).collect()
}

/// The sentences of findings, each once; the first few, and how many more there are.
fn faults(context: &DocumentContext<'_>, findings: &[&Finding]) -> Result<Vec<String>, WordsError> {
    let words = context.words.page(WORDS, &());
    let mut told = Vec::new();
    let mut known = BTreeSet::new();
    for finding in findings {
        let sentence = match finding.code() {
            // Its own sentence names files of the province.
            Code::DuplicateSubmission => words.text("returned.twice")?,
            _ => printable(&finding.message(Lang::Th)),
        };
        if known.insert(sentence.clone()) {
            told.push(sentence);
        }
    }
    let more = told.len().saturating_sub(TOLD);
    if more > 0 {
        told.truncate(TOLD);
        told.push(words.with("count", &more).text("returned.more")?);
    }
    Ok(told)
}

/// A sentence that may quote a clerk: what is neither Thai nor plain Latin is given by its code point, as forms print it.
fn printable(sentence: &str) -> String {
    let plain = |c: char| matches!(c, ' '..='~' | '\u{E01}'..='\u{E5B}' | '–' | '—' | '‘'..='”' | '…');
    let spelled = |c: char| if plain(c) { c.to_string() } else { format!("[U+{:04X}]", u32::from(c)) };
    sentence.chars().filter(|c| !c.is_control()).map(spelled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_circular_has_its_mark_in_the_number() {
        for (plan, circular, single) in [
            ("พย 0019.2/ว", format!("พย ๐๐๑๙.๒/ว{ROOM}"), format!("พย ๐๐๑๙.๒/{ROOM}")),
            ("พย ๐๐๑๙.๒/", format!("พย ๐๐๑๙.๒/ว{ROOM}"), format!("พย ๐๐๑๙.๒/{ROOM}")),
            ("พย ๐๐๑๙.๒/ว ๑๒", "พย ๐๐๑๙.๒/ว ๑๒".to_owned(), format!("พย ๐๐๑๙.๒/{ROOM}")),
            ("พย ๐๐๑๙.๒/๑๒", "พย ๐๐๑๙.๒/๑๒".to_owned(), "พย ๐๐๑๙.๒/๑๒".to_owned()),
            ("", String::new(), String::new()),
        ] {
            assert_eq!((number(plan, true), number(plan, false)), (circular, single), "{plan}");
        }
    }

    #[test]
    fn a_quoted_character_that_no_typeface_has_is_spelt() {
        assert_eq!(printable("ไม่รู้จักช่องทาง \"微信\""), "ไม่รู้จักช่องทาง \"[U+5FAE][U+4FE1]\"");
    }
}
