//! scorecard: the level, what the next one needs, and each district against its target (SPEC §7).

use super::document::{Align, Block, Chart, Document, Field, Orientation, Series, Table};
use super::form_1::signatures;
use super::table::{body, column, count, head, percent, text, total};
use super::words::{Page, WordsError};
use super::{DocumentContext, MonthData, draft};
use crate::aggregate::{Figures, Totals};
use crate::score::{Condition, Scorecard};

/// The month's scorecard.
pub(super) fn document(context: &DocumentContext<'_>, data: &MonthData<'_>) -> Result<Document, WordsError> {
    let words = context.words.page("scorecard.toml", &context.month_values(data));
    let mut blocks = vec![Block::Fields(result(&words)?), Block::Table(conditions(&words, data.score)?)];
    blocks.extend(notes(&words, data.score)?.into_iter().map(Block::Paragraph));
    blocks.push(Block::Table(districts(&words, data.totals)?));
    blocks.push(Block::Chart(chart(&words, data.totals)?));
    blocks.push(Block::Signatures(signatures(&words)?));
    Ok(Document {
        id: "scorecard".to_owned(),
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Portrait,
        draft: draft::reasons(context, data)?,
        blocks,
    })
}

fn result(words: &Page<'_>) -> Result<Vec<Field>, WordsError> {
    let field = |label: &str, value: &str| Ok(Field { label: words.text(label)?, values: vec![vec![words.text(value)?]] });
    Ok(vec![
        field("result.level", "result.level_value")?,
        field("result.weighted", "result.weighted_value")?,
        field("percent.label", "percent.value")?,
        field("percent.against_target", "percent.against_target_value")?,
        field("percent.three", "percent.three_value")?,
    ])
}

fn conditions(words: &Page<'_>, score: &Scorecard) -> Result<Table, WordsError> {
    let word = |key: &str| words.text(&format!("conditions.{key}"));
    let row = |key: &str, condition: Condition| -> Result<_, WordsError> {
        let needed = match condition.next {
            Some(next) => [count(next), count(condition.more())],
            None => [text(word("highest")?), text(word("highest")?)],
        };
        Ok(body([text(word(key)?), count(condition.achieved)].into_iter().chain(needed).collect()))
    };
    let heading = ["condition", "achieved", "next", "more"].map(|key| word(key).map(|text| head(text, 1, 1)));
    Ok(Table {
        caption: word("caption")?,
        show_caption: true,
        columns: [(4.0, Align::Left), (1.4, Align::Center), (1.8, Align::Center), (1.0, Align::Center)]
            .map(|(width, align)| column(width, align))
            .to_vec(),
        heading: vec![heading.into_iter().collect::<Result<_, _>>()?],
        rows: vec![row("activities", score.activities)?, row("channels", score.channels)?, row("operators", score.operators)?],
        when_empty: String::new(),
        cut: None,
    })
}

fn notes(words: &Page<'_>, score: &Scorecard) -> Result<Vec<String>, WordsError> {
    let applicable = [(score.unnamed_activities, "notes.unnamed"), (score.below_lowest, "notes.below"), (true, "notes.readings")];
    applicable.into_iter().filter(|(applies, _)| *applies).map(|(_, key)| words.text(key)).collect()
}

fn districts(words: &Page<'_>, totals: &Totals) -> Result<Table, WordsError> {
    let word = |key: &str| words.text(&format!("districts.{key}"));
    let three = || ["target", "done", "percent"].map(|key| word(key).map(|text| head(text, 1, 1)));
    let figures = |figures: &Figures| {
        let (operators, activities, target) = (figures.operators.year.value, figures.activities.year.value, figures.targets);
        [
            count(target.online_year),
            count(operators),
            percent(operators, target.online_year.into(), (3, 2), &[]),
            count(target.activities_year),
            count(activities),
            percent(activities, target.activities_year.into(), (6, 5), &[]),
        ]
    };
    let mut rows: Vec<_> = (1_i64..)
        .zip(&totals.districts)
        .map(|(number, district)| {
            body([count(number), text(&*district.name)].into_iter().chain(figures(&district.figures)).collect())
        })
        .collect();
    let sums = figures(&totals.province).map(|cell| if cell.formula.is_some() { cell } else { cell.sum(totals.districts.len()) });
    rows.push(total([text(words.text("total")?).over(2)].into_iter().chain(sums).collect()));
    Ok(Table {
        caption: word("caption")?,
        show_caption: true,
        columns: [0.6, 1.9, 1.0, 1.0, 1.1, 1.0, 1.0, 1.1]
            .iter()
            .enumerate()
            .map(|(i, width)| column(*width, if i == 1 { Align::Left } else { Align::Center }))
            .collect(),
        heading: vec![
            vec![
                head(words.text("number")?, 1, 2),
                head(words.text("district")?, 1, 2),
                head(word("online")?, 3, 1),
                head(word("activities")?, 3, 1),
            ],
            three().into_iter().chain(three()).collect::<Result<_, _>>()?,
        ],
        rows,
        when_empty: String::new(),
        cut: None,
    })
}

fn chart(words: &Page<'_>, totals: &Totals) -> Result<Chart, WordsError> {
    let series = |key: &str, value: fn(&Figures) -> i64| {
        Ok(Series {
            name: words.text(&format!("districts.{key}"))?,
            values: totals.districts.iter().map(|district| value(&district.figures)).collect(),
        })
    };
    Ok(Chart {
        title: words.text("chart.title")?,
        labels: totals.districts.iter().map(|district| district.name.clone()).collect(),
        series: vec![
            series("target", |figures| figures.targets.online_year.into())?,
            series("done", |figures| figures.operators.year.value)?,
        ],
        unit: words.text("chart.unit")?,
    })
}
