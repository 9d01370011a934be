//! form-2-online: แบบรายงานสรุปผล เกณฑ์ข้อที่ ๒, the districts' operators online, then every counted operator of the year.

use super::document::{Align, Block, Cell, Document, HeadCell, Orientation, Row, Table};
use super::form_1::{blank_row, signatures};
use super::table::{body, column, count, day, empty, head, money, percent, text, total, verbatim, verbatim_head};
use super::words::{Page, WordsError};
use super::{DocumentContext, MonthData, cut, draft};
use crate::aggregate::{CountedOperator, Figures, Totals};
use crate::score::thresholds;

const ID: &str = "form-2-online";
const FILE: &str = "form-2-online.toml";

/// Channel columns before the rest share one.
const MOST_CHANNELS: usize = 8;

/// The month's form 2.
pub(super) fn document(context: &DocumentContext<'_>, data: &MonthData<'_>) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.month_values(data));
    let blocks = vec![
        Block::Table(districts(context, &words, data.totals)?),
        Block::Table(operators(context, &words, &data.totals.operators)?),
        Block::Signatures(signatures(&words)?),
    ];
    form(&words, draft::reasons(context, data)?, blocks)
}

/// The form with its districts and nothing filled in, as enclosed with the letter of assignment.
pub(super) fn blank(context: &DocumentContext<'_>) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.values());
    let channels: Vec<String> = context.plan.channels.iter().take(5).map(|channel| channel.name.clone()).collect();
    let mut table = districts_table(&words, &channels)?;
    for (number, district) in (1_i64..).zip(&context.plan.districts) {
        table.rows.push(blank_row(vec![count(number), text(&*district.name), count(district.remaining())], table.columns.len()));
    }
    table.rows.push(total(
        vec![text(words.text("total")?).over(2)].into_iter().chain((2..table.columns.len()).map(|_| empty())).collect(),
    ));
    let mut operators = operators_table(&words)?;
    operators.rows = (1_i64..=9).map(|number| blank_row(vec![count(number)], operators.columns.len())).collect();
    form(&words, None, vec![Block::Table(table), Block::Table(operators), Block::Signatures(signatures(&words)?)])
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
const REMAINING: usize = 2;
const YEAR: usize = 6;

fn districts_table(words: &Page<'_>, channels: &[String]) -> Result<Table, WordsError> {
    let word = |key: &str| words.text(&format!("districts.{key}"));
    let alone = |text: String| head(text, 1, 2);
    let sub = |text: String| head(text, 1, 1);
    let mut columns = vec![
        (0.6, Align::Center),
        (1.7, Align::Left),
        (1.4, Align::Center),
        (0.9, Align::Center),
        (1.3, Align::Center),
        (0.9, Align::Center),
        (1.0, Align::Center),
        (1.1, Align::Center),
    ];
    let mut groups = vec![
        alone(words.text("number")?),
        alone(words.text("district")?),
        alone(word("remaining")?),
        head(word("target")?, 2, 1),
        head(word("done")?, 2, 1),
        alone(word("percent")?),
    ];
    let mut subs: Vec<HeadCell> =
        vec![sub(word("target_year")?), sub(word("target_round")?), sub(word("month")?), sub(word("year")?)];
    if !channels.is_empty() {
        groups.push(head(word("channels")?, channels.len(), 1));
        subs.extend(channels.iter().map(|name| verbatim_head(name)));
        columns.extend(channels.iter().map(|_| (1.2, Align::Center)));
    }
    groups.push(head(word("sales")?, 2, 1));
    subs.extend([sub(word("sales_month")?), sub(word("sales_year")?)]);
    columns.extend([(1.5, Align::Right), (1.5, Align::Right)]);
    Ok(Table {
        caption: word("caption")?,
        show_caption: true,
        columns: columns.into_iter().map(|(width, align)| column(width, align)).collect(),
        heading: vec![groups, subs],
        rows: Vec::new(),
        when_empty: String::new(),
        cut: None,
    })
}

/// Names of the channel columns: the channels run, the last shared by the rest where there are many.
fn channel_names(totals: &Totals) -> Vec<String> {
    let mut names: Vec<String> = totals.channels.iter().map(|(name, _)| name.clone()).collect();
    if names.len() > MOST_CHANNELS {
        names.truncate(MOST_CHANNELS - 1);
        names.push("ช่องทางอื่น".to_owned());
    }
    names
}

fn districts(context: &DocumentContext<'_>, words: &Page<'_>, totals: &Totals) -> Result<Table, WordsError> {
    let names = channel_names(totals);
    let mut table = districts_table(words, &names)?;
    let round = totals.round.number;
    let levels = thresholds(&context.plan.rubrics[usize::from(round - 1)]);
    let figures = |figures: &Figures, thresholds| -> Vec<Cell> {
        let (done, target) = (&figures.operators, figures.targets);
        let lead = [
            count(figures.remaining()),
            count(target.online_year),
            count(target.online_round(round)),
            count(done.month.value),
            count(done.year.value),
            percent(done.year.value, figures.remaining().into(), (YEAR, REMAINING), thresholds),
        ];
        let on_channel = |i: usize| {
            let last = i + 1 == names.len();
            let rest = if last { figures.on_channel.len() } else { i + 1 };
            count(figures.on_channel[i..rest].iter().sum::<i64>())
        };
        let sales = [money(figures.sales_online.month.value), money(figures.sales_online.year.value)];
        lead.into_iter().chain((0..names.len()).map(on_channel)).chain(sales).collect()
    };
    let rows = totals.districts.len();
    for (number, district) in (1_i64..).zip(&totals.districts) {
        table
            .rows
            .push(body([count(number), text(&*district.name)].into_iter().chain(figures(&district.figures, &[])).collect()));
    }
    let sums = figures(&totals.province, &levels).into_iter().map(|cell| match cell.value {
        super::document::Value::Percent(_) => cell,
        _ => cell.sum(rows),
    });
    table.rows.push(total([text(words.text("total")?).over(2)].into_iter().chain(sums).collect()));
    Ok(table)
}

fn operators_table(words: &Page<'_>) -> Result<Table, WordsError> {
    let keys = ["registration", "name", "type", "product", "channels", "counted", "date", "sales"];
    let heads = keys.into_iter().map(|key| words.text(&format!("operators.{key}")).map(|text| head(text, 1, 1)));
    let lead = [words.text("number")?, words.text("district")?].map(|text| head(text, 1, 1));
    let columns = [
        (0.6, Align::Center),
        (1.4, Align::Left),
        (1.7, Align::Center),
        (3.0, Align::Left),
        (1.0, Align::Center),
        (2.0, Align::Left),
        (2.4, Align::Left),
        (1.1, Align::Center),
        (1.3, Align::Center),
        (1.5, Align::Right),
    ];
    Ok(Table {
        caption: words.text("operators.caption")?,
        show_caption: true,
        columns: columns.into_iter().map(|(width, align)| column(width, align)).collect(),
        heading: vec![lead.into_iter().map(Ok).chain(heads).collect::<Result<_, _>>()?],
        rows: Vec::new(),
        when_empty: words.text("operators.empty")?,
        cut: None,
    })
}

fn operators(context: &DocumentContext<'_>, words: &Page<'_>, operators: &[CountedOperator]) -> Result<Table, WordsError> {
    let mut table = operators_table(words)?;
    table.rows = (1_i64..).zip(operators).map(|(number, operator)| operator_row(context, number, operator)).collect();
    if !operators.is_empty() {
        let sales = operators.iter().map(|operator| operator.sales).sum();
        table.rows.push(total(vec![text(words.text("total")?).over(9), money(sales).sum(operators.len())]));
    }
    cut::cut(context, ID, table)
}

fn operator_row(context: &DocumentContext<'_>, number: i64, operator: &CountedOperator) -> Row {
    body(vec![
        count(number),
        text(&*context.plan.districts[operator.district].name),
        verbatim(&operator.registration),
        verbatim(&operator.name),
        verbatim(&operator.operator_type),
        verbatim(&operator.product),
        verbatim(&operator.channels.join(", ")),
        text(operator.month.thai_short()),
        day(operator.date),
        money(operator.sales),
    ])
}
