//! form-1-activities: แบบรายงานสรุปผล เกณฑ์ข้อที่ ๑, the districts' activities, then every activity of the month.

use super::document::{Align, Block, Document, Orientation, Row, Signature, Table};
use super::table::{body, column, count, day, empty, head, money, percent, text, total, verbatim};
use super::words::{Page, WordsError};
use super::{DocumentContext, MonthData, cut, draft, status_key};
use crate::aggregate::{Figures, Totals};
use crate::validate::Activity;

const ID: &str = "form-1-activities";
const FILE: &str = "form-1-activities.toml";

/// The month's form 1.
pub(super) fn document(context: &DocumentContext<'_>, data: &MonthData<'_>) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.month_values(data));
    let blocks = vec![
        Block::Table(districts(&words, data.totals)?),
        Block::Table(activities(context, &words, &data.totals.activities)?),
        Block::Signatures(signatures(&words)?),
    ];
    form(&words, draft::reasons(context, data)?, blocks)
}

/// The form with its districts and nothing filled in, as enclosed with the letter of assignment.
pub(super) fn blank(context: &DocumentContext<'_>) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.values());
    let mut table = districts_table(&words)?;
    for (number, district) in (1_i64..).zip(&context.plan.districts) {
        table.rows.push(blank_row(vec![count(number), text(&*district.name)], table.columns.len()));
    }
    table.rows.push(total(
        vec![text(words.text("total")?).over(2)].into_iter().chain((2..table.columns.len()).map(|_| empty())).collect(),
    ));
    let mut activities = activities_table(&words)?;
    activities.rows = (1_i64..=9).map(|number| blank_row(vec![count(number)], activities.columns.len())).collect();
    form(&words, None, vec![Block::Table(table), Block::Table(activities), Block::Signatures(signatures(&words)?)])
}

/// The cells given, then empty ones.
pub(super) fn blank_row(mut cells: Vec<super::document::Cell>, columns: usize) -> Row {
    cells.resize_with(columns, empty);
    body(cells)
}

/// Places for ผู้รายงาน and ผู้ตรวจสอบ.
pub(super) fn signatures(words: &Page<'_>) -> Result<Vec<Signature>, WordsError> {
    let signature = |key: &str| Ok(Signature { role: words.text(key)?, name: String::new(), position: String::new() });
    ["signature.reporter", "signature.checker"].into_iter().map(signature).collect()
}

fn form(words: &Page<'_>, draft: Option<Vec<String>>, blocks: Vec<Block>) -> Result<Document, WordsError> {
    Ok(Document {
        id: ID.to_owned(),
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Landscape,
        draft,
        blocks,
    })
}

/// Columns of the districts' table by position.
const TARGET_YEAR: usize = 2;
const YEAR: usize = 6;

fn districts_table(words: &Page<'_>) -> Result<Table, WordsError> {
    let word = |key: &str| words.text(&format!("districts.{key}"));
    let alone = |text: String| head(text, 1, 2);
    let columns = [
        (0.6, Align::Center),
        (1.7, Align::Left),
        (0.9, Align::Center),
        (1.3, Align::Center),
        (0.9, Align::Center),
        (0.9, Align::Center),
        (1.0, Align::Center),
        (1.2, Align::Center),
        (1.6, Align::Center),
        (1.4, Align::Right),
        (1.4, Align::Right),
        (2.0, Align::Center),
    ];
    let sub = |key: &str| Ok::<_, WordsError>(head(word(key)?, 1, 1));
    Ok(Table {
        caption: word("caption")?,
        show_caption: true,
        columns: columns.into_iter().map(|(width, align)| column(width, align)).collect(),
        heading: vec![
            vec![
                alone(words.text("number")?),
                alone(words.text("district")?),
                head(word("target")?, 2, 1),
                head(word("done")?, 3, 1),
                alone(word("percent")?),
                alone(word("participants")?),
                head(word("sales")?, 2, 1),
                alone(word("status")?),
            ],
            vec![
                sub("target_year")?,
                sub("target_round")?,
                sub("month")?,
                sub("round")?,
                sub("year")?,
                sub("month")?,
                sub("year")?,
            ],
        ],
        rows: Vec::new(),
        when_empty: String::new(),
        cut: None,
    })
}

fn districts(words: &Page<'_>, totals: &Totals) -> Result<Table, WordsError> {
    let mut table = districts_table(words)?;
    let round = totals.round.number;
    let figures = |figures: &Figures| {
        let (done, target) = (&figures.activities, figures.targets);
        vec![
            count(target.activities_year),
            count(target.activities_round(round)),
            count(done.month.value),
            count(done.round.value),
            count(done.year.value),
            percent(done.year.value, target.activities_year.into(), (YEAR, TARGET_YEAR), &[]),
            count(figures.participants.month.value),
            money(figures.sales_activities.month.value),
            money(figures.sales_activities.year.value),
        ]
    };
    let rows = totals.districts.len();
    for (number, district) in (1_i64..).zip(&totals.districts) {
        let lead = vec![count(number), text(&*district.name)];
        let status = text(words.text(status_key(district.status, district.late))?);
        table.rows.push(body(lead.into_iter().chain(figures(&district.figures)).chain([status]).collect()));
    }
    let sums = figures(&totals.province).into_iter().map(|cell| if cell.formula.is_some() { cell } else { cell.sum(rows) });
    table.rows.push(total([text(words.text("total")?).over(2)].into_iter().chain(sums).chain([empty()]).collect()));
    Ok(table)
}

fn activities_table(words: &Page<'_>) -> Result<Table, WordsError> {
    let keys = ["date", "name", "venue", "subdistrict", "supporter", "participants", "sales", "note"];
    let heads = keys.into_iter().map(|key| words.text(&format!("activities.{key}")).map(|text| head(text, 1, 1)));
    let lead = [words.text("number")?, words.text("district")?].map(|text| head(text, 1, 1));
    let columns = [
        (0.6, Align::Center),
        (1.5, Align::Left),
        (1.4, Align::Center),
        (3.2, Align::Left),
        (2.2, Align::Left),
        (1.2, Align::Left),
        (1.9, Align::Left),
        (1.5, Align::Center),
        (1.5, Align::Right),
        (2.2, Align::Left),
    ];
    Ok(Table {
        caption: words.text("activities.caption")?,
        show_caption: true,
        columns: columns.into_iter().map(|(width, align)| column(width, align)).collect(),
        heading: vec![lead.into_iter().map(Ok).chain(heads).collect::<Result<_, _>>()?],
        rows: Vec::new(),
        when_empty: words.text("activities.empty")?,
        cut: None,
    })
}

fn activities(context: &DocumentContext<'_>, words: &Page<'_>, activities: &[Activity]) -> Result<Table, WordsError> {
    let mut table = activities_table(words)?;
    table.rows = (1_i64..).zip(activities).map(|(number, activity)| activity_row(context, number, activity)).collect();
    if !activities.is_empty() {
        let participants: i64 = activities.iter().map(|activity| i64::from(activity.participants)).sum();
        let sales = activities.iter().map(|activity| activity.sales).sum();
        let rows = activities.len();
        table.rows.push(total(vec![
            text(words.text("total")?).over(7),
            count(participants).sum(rows),
            money(sales).sum(rows),
            empty(),
        ]));
    }
    cut::cut(context, ID, table)
}

fn activity_row(context: &DocumentContext<'_>, number: i64, activity: &Activity) -> Row {
    let note =
        [&activity.evidence, &activity.note].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join("\n");
    body(vec![
        count(number),
        text(&*context.plan.districts[activity.district].name),
        if activity.span.is_empty() { day(activity.date) } else { verbatim(&activity.span) },
        verbatim(&activity.name),
        verbatim(&activity.venue),
        verbatim(&activity.subdistrict),
        verbatim(&activity.supporter),
        count(activity.participants),
        money(activity.sales),
        verbatim(&note),
    ])
}
