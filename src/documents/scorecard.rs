//! scorecard: the level, what the next one needs, and each district against its target (SPEC §7).

use super::columns::{self, Columns};
use super::document::Align::{Center, Left};
use super::document::{Block, Chart, Document, Field, Orientation, Table};
use super::form_1::signatures;
use super::table::{count, text};
use super::words::{Page, WordsError};
use super::{DocumentContext, draft};
use crate::aggregate::{DistrictTotals, Totals};
use crate::month::CompiledMonth;
use crate::score::{Condition, Scorecard};

/// The month's scorecard.
pub(super) fn document(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Document, WordsError> {
    let words = page(context, &compiled.totals, &compiled.score);
    let mut blocks = verdict(context, &compiled.totals, &compiled.score, true)?;
    blocks.push(Block::Table(districts(&words, &compiled.totals.districts)?));
    blocks.push(Block::Signatures(signatures(&words)?));
    Ok(Document {
        id: "scorecard".to_owned(),
        district: None,
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Portrait,
        draft: draft::reasons(context, compiled)?,
        blocks,
    })
}

/// The level that was reached, what its conditions are, and what is to be noted of it; with what other `readings` of the
/// letter would give, or without.
pub(super) fn verdict(
    context: &DocumentContext<'_>,
    totals: &Totals,
    score: &Scorecard,
    readings: bool,
) -> Result<Vec<Block>, WordsError> {
    let words = page(context, totals, score);
    let mut fields = result(&words)?;
    if readings {
        fields.extend(other_readings(&words)?);
    }
    let mut blocks = vec![Block::Fields(fields), Block::Table(Table { whole: true, ..conditions(&words, score)? })];
    blocks.extend(notes(&words, score, readings)?.into_iter().map(Block::Paragraph));
    Ok(blocks)
}

/// The level as a cell has it: `๕ ดีมาก`.
pub(super) fn level(context: &DocumentContext<'_>, totals: &Totals, score: &Scorecard) -> Result<String, WordsError> {
    page(context, totals, score).text("result.level_value")
}

/// The words of a scorecard.
pub(super) fn page<'a>(context: &'a DocumentContext<'_>, totals: &Totals, score: &Scorecard) -> Page<'a> {
    context.words.page("scorecard.toml", &context.values_of(totals, score))
}

fn result(words: &Page<'_>) -> Result<Vec<Field>, WordsError> {
    let pairs = [
        ("result.level", "result.level_value"),
        ("result.weighted", "result.weighted_value"),
        ("percent.label", "percent.value"),
    ];
    fields(words, &pairs)
}

fn other_readings(words: &Page<'_>) -> Result<Vec<Field>, WordsError> {
    let pairs = [("percent.against_target", "percent.against_target_value"), ("percent.three", "percent.three_value")];
    fields(words, &pairs)
}

fn fields(words: &Page<'_>, pairs: &[(&str, &str)]) -> Result<Vec<Field>, WordsError> {
    let field = |(label, value): &(&str, &str)| Ok(Field { label: words.text(label)?, values: vec![vec![words.text(value)?]] });
    pairs.iter().map(field).collect()
}

fn conditions(words: &Page<'_>, score: &Scorecard) -> Result<Table, WordsError> {
    type Column<'a> = columns::Column<'a, (&'static str, Condition)>;
    let list = vec![
        Column::word("condition", 4.0, Left, |(key, _)| key),
        Column::new("achieved", 1.4, Center, |(_, condition)| count(condition.achieved)),
        Column::new("needed", 1.8, Center, |(_, condition)| count(condition.next.unwrap_or(condition.own))),
        Column::new("more", 1.0, Center, |(_, condition)| {
            count(if condition.next.is_some() { condition.more() } else { condition.beyond() })
        }),
    ];
    let rows = [
        ("conditions.activities", score.activities),
        ("conditions.channels", score.channels),
        ("conditions.operators", score.operators),
    ];
    Columns::new(words, "conditions.", list).filled("conditions.caption", &rows)
}

fn notes(words: &Page<'_>, score: &Scorecard, readings: bool) -> Result<Vec<String>, WordsError> {
    let applicable =
        [(score.unnamed_activities, "notes.unnamed"), (score.below_lowest, "notes.below"), (readings, "notes.readings")];
    applicable.into_iter().filter(|(applies, _)| *applies).map(|(_, key)| words.text(key)).collect()
}

fn districts(words: &Page<'_>, districts: &[DistrictTotals]) -> Result<Table, WordsError> {
    type Column<'a> = columns::Column<'a, DistrictTotals>;
    let list = vec![
        Column::number(0.6),
        Column::district(1.9, |row| text(&*row.name)),
        Column::new("target", 1.0, Center, |row| count(row.figures.targets.online_year)).under("online").summed(),
        Column::new("done", 1.0, Center, |row| count(row.figures.operators.year.value)).under("online").summed(),
        Column::percent("percent", 1.1, "online.done", "online.target").under("online"),
        Column::new("target", 1.0, Center, |row| count(row.figures.targets.activities_year)).under("activities").summed(),
        Column::new("done", 1.0, Center, |row| count(row.figures.activities.year.value)).under("activities").summed(),
        Column::percent("percent", 1.1, "activities.done", "activities.target").under("activities"),
    ];
    let columns = Columns::new(words, "districts.", list);
    let chart = Chart {
        title: words.text("chart.title")?,
        labels: columns.position("district"),
        series: vec![columns.series("online.target")?, columns.series("online.done")?],
        unit: words.text("chart.unit")?,
    };
    Ok(Table { chart: Some(chart), ..columns.filled("districts.caption", districts)? })
}
