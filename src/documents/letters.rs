//! letter-assignment, letter-monthly, and what every letter has: the plan's and the template's words in a letter's places.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::document::{Check, Document, Electronic, Enclosure, Letter};
use super::words::{Page, WordsError};
use super::{DocumentContext, draft};
use crate::month::CompiledMonth;
use crate::plan::{LetterDate, LetterPlan};
use crate::thai::calendar::{Month, day_long};
use crate::thai::digits::to_thai;

/// Room for a register number, or a day, to be written in by hand.
pub(super) const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// The letter that assigns the targets to every district.
pub(super) fn assignment(context: &DocumentContext<'_>) -> Result<Letter, WordsError> {
    let year = context.plan.year_start();
    letter(context, "letter-assignment", "letter-assignment.toml", &context.values(), &context.plan.letters.assignment, year)
}

/// The covering letter of the month's report.
pub(super) fn monthly(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Letter, WordsError> {
    let month = compiled.totals.month.next();
    let letter = letter(
        context,
        "letter-monthly",
        "letter-monthly.toml",
        &context.month_values(compiled),
        &context.plan.letters.monthly,
        month,
    )?;
    Ok(Letter { draft: draft::brief_reasons(context, compiled)?, seal: seal(context, compiled)?, ..letter })
}

/// The line that names the bag sealed before, with its fingerprint as `archive` prints it; blank where there is none.
fn seal(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<String, WordsError> {
    let Some(seal) = &context.seal else { return Ok(String::new()) };
    let mut values = context.month_values(compiled);
    values["seal"] = json!({ "month": seal.month.thai(), "revision": seal.revision, "signed": seal.signed });
    Ok(format!("{} {}", context.words.page("letter-monthly.toml", &values).text("seal")?, seal.fingerprint))
}

/// The addressee of a letter to a district: `{อำเภอ}` is its name.
pub(super) fn addressed(to: &str, district: &str) -> String {
    to_thai(to).replace("{อำเภอ}", district)
}

/// A letter of the plan in the words of a template, whose expressions may use `values`.
pub(super) fn letter(
    context: &DocumentContext<'_>,
    id: &str,
    file: &str,
    values: &Json,
    plan: &LetterPlan,
    blank_month: Month,
) -> Result<Letter, WordsError> {
    let DocumentContext { plan: province, .. } = context;
    let words = context.words.page(file, values);
    let references = match &plan.references {
        Some(list) => list.iter().map(|line| to_thai(line)).collect(),
        None => words.lines("references")?,
    };
    let words = words.with("references", &references);
    Ok(Letter {
        id: id.to_owned(),
        draft: None,
        secrecy: to_thai(&province.letters.secrecy),
        urgency: to_thai(&province.letters.urgency),
        garuda: context.garuda.clone(),
        number: number(&plan.number),
        office: province.office.address.iter().map(|line| to_thai(line)).collect(),
        date: dated(context, plan.date, blank_month),
        subject: words.text("subject")?,
        to: to_thai(&plan.to),
        references,
        enclosures: enclosures(&words)?,
        paragraphs: words.lines("paragraphs")?.into_iter().filter(|paragraph| !paragraph.trim().is_empty()).collect(),
        closing: words.text("closing")?,
        signatory: province.signatory.name.clone(),
        positions: province.signatory.positions.iter().map(|line| to_thai(line)).collect(),
        contact: [&province.office.name, &province.office.group, &province.office.telephone].map(|line| to_thai(line)).to_vec(),
        electronic: electronic(context, plan)?,
        slogans: province.letters.slogans.iter().map(|line| to_thai(line)).collect(),
        seal: String::new(),
        check: None,
        copy: None,
    })
}

/// By what is checked that `enclosed` is what the letter was sent with.
pub(super) fn check(context: &DocumentContext<'_>, enclosed: &[Vec<Document>]) -> Result<Option<Check>, WordsError> {
    if !context.plan.letters.qr {
        return Ok(None);
    }
    let words = context.words.page("common.toml", &());
    let enclosed = enclosed.iter().flatten().map(|document| document.id.clone()).collect();
    Ok(Some(Check { enclosed, caption: words.text("check.caption")?, alt: words.text("check.alt")?, digest: String::new() }))
}

/// How the office is reached electronically, and the letter found in its system, as far as the plan says.
fn electronic(context: &DocumentContext<'_>, plan: &LetterPlan) -> Result<Vec<Electronic>, WordsError> {
    let words = context.words.page("common.toml", &());
    let line = |(key, typed): (&str, &String)| {
        let label = (!typed.is_empty()).then(|| words.text(key)).transpose()?;
        Ok(label.map(|label| Electronic { label, typed: typed.clone() }))
    };
    let lines = [("electronic.email", &context.plan.letters.email), ("electronic.saraban", &plan.saraban)].into_iter().map(line);
    Ok(lines.collect::<Result<Vec<_>, WordsError>>()?.into_iter().flatten().collect())
}

/// The day that a letter bears, in full; room to write one in before `blank_month` where the plan leaves it.
pub(super) fn dated(context: &DocumentContext<'_>, date: LetterDate, blank_month: Month) -> String {
    match printed_date(date, context.today) {
        blank if blank.is_empty() => format!("{ROOM}{}", blank_month.thai()),
        day => day,
    }
}

/// The letter's number; room to write one in where the plan leaves it at the stroke.
pub(super) fn number(number: &str) -> String {
    let number = to_thai(number.trim());
    if number.ends_with(['/', 'ว']) { format!("{number}{ROOM}") } else { number }
}

fn enclosures(words: &Page<'_>) -> Result<Vec<Enclosure>, WordsError> {
    let quantity = words.text("quantity")?;
    Ok(words.lines("enclosures")?.into_iter().map(|title| Enclosure { title, quantity: quantity.clone() }).collect())
}

/// The day a letter bears; today where it is to be stamped.
pub(super) fn letter_day(date: LetterDate, today: Date) -> Date {
    if let LetterDate::On(day) = date { day } else { today }
}

/// The letter's date in full; blank where the plan leaves it.
pub(super) fn printed_date(date: LetterDate, today: Date) -> String {
    match date {
        LetterDate::Blank => String::new(),
        LetterDate::Today => day_long(today),
        LetterDate::On(day) => day_long(day),
    }
}
