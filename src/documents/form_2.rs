//! form-2-online: แบบรายงานสรุปผล เกณฑ์ข้อที่ ๒, the districts' operators online, then every counted operator of the year.

use rust_decimal::Decimal;

use super::columns::{self, Columns};
use super::document::Align::{Center, Left, Right};
use super::document::{Block, Document, Orientation, Table};
use super::form_1::signatures;
use super::table::{count, day, money, text, verbatim};
use super::words::{Page, WordsError};
use super::{DocumentContext, cut, draft};
use crate::aggregate::{CountedOperator, DistrictTotals, Totals};
use crate::month::CompiledMonth;
use crate::score::thresholds;

const ID: &str = "form-2-online";
const FILE: &str = "form-2-online.toml";

/// Channel columns before the rest share one.
const MOST_CHANNELS: usize = 8;

/// The month's form 2.
pub(super) fn document(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.month_values(compiled));
    let round = compiled.totals.round.number;
    let levels = thresholds(context.plan.rubric(round));
    let districts = district_columns(&words, round, channels(&compiled.totals), levels);
    let blocks = vec![
        Block::Table(districts.filled("districts.caption", &compiled.totals.districts)?),
        Block::Table(operators(context, &words, &compiled.totals.operators)?),
        Block::Signatures(signatures(&words)?),
    ];
    form(&words, draft::reasons(context, compiled)?, blocks)
}

/// The form with its districts and nothing filled in, as enclosed with the letter of assignment.
pub(super) fn blank(context: &DocumentContext<'_>) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.values());
    let districts: Vec<DistrictTotals> = DistrictTotals::unreported(context.plan).collect();
    let channels = context.plan.channels.iter().take(5).map(|channel| Channel::of(&channel.name)).collect();
    // No figure of a round is printed on it.
    let columns = district_columns(&words, 1, channels, Vec::new());
    let mut table = columns.blank("districts.caption", districts.iter().map(Some))?;
    table.rows.push(columns.blank_total()?);
    let operators = operator_columns(context, &words).blank("operators.caption", [None; 9])?;
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

/// What a channel column counts.
struct Channel<'a> {
    heading: String,
    names: Vec<&'a str>,
}

impl<'a> Channel<'a> {
    /// One channel, under its own name.
    fn of(name: &'a str) -> Self {
        Self { heading: name.to_owned(), names: vec![name] }
    }
}

/// The channels run, the last column shared by the rest where there are many.
fn channels(totals: &Totals) -> Vec<Channel<'_>> {
    let names: Vec<&str> = totals.channels.iter().map(|(name, _)| &**name).collect();
    if names.len() <= MOST_CHANNELS {
        return names.into_iter().map(Channel::of).collect();
    }
    let (own, rest) = names.split_at(MOST_CHANNELS - 1);
    let rest = Channel { heading: "ช่องทางอื่น".to_owned(), names: rest.to_vec() };
    own.iter().copied().map(Channel::of).chain([rest]).collect()
}

fn district_columns<'a>(
    words: &'a Page<'a>,
    round: u8,
    channels: Vec<Channel<'a>>,
    levels: Vec<Decimal>,
) -> Columns<'a, DistrictTotals> {
    type Column<'a> = columns::Column<'a, DistrictTotals>;
    let mut list = vec![
        Column::number(0.6),
        Column::district(1.7, |row| text(&*row.name)).preprinted(),
        Column::new("remaining", 1.4, Center, |row| count(row.figures.remaining())).preprinted().summed(),
        Column::new("target_year", 0.9, Center, |row| count(row.figures.targets.online_year)).under("target").summed(),
        Column::new("target_round", 1.3, Center, move |row| count(row.figures.targets.online_round(round)))
            .under("target")
            .summed(),
        Column::new("month", 0.9, Center, |row| count(row.figures.operators.month.value)).under("done").summed(),
        Column::new("year", 1.0, Center, |row| count(row.figures.operators.year.value)).under("done").summed(),
        Column::percent("percent", 1.1, "done.year", "remaining").held_below(levels),
    ];
    list.extend(channels.into_iter().map(|Channel { heading, names }| {
        let operators = move |row: &DistrictTotals| count(names.iter().map(|name| row.figures.on_channel(name)).sum::<i64>());
        Column::verbatim(heading, 1.2, Center, operators).under("channels").summed()
    }));
    list.extend([
        Column::new("sales_month", 1.5, Right, |row| money(row.figures.sales_online.month.value)).under("sales").summed(),
        Column::new("sales_year", 1.5, Right, |row| money(row.figures.sales_online.year.value)).under("sales").summed(),
    ]);
    Columns::new(words, "districts.", list)
}

fn operator_columns<'a>(context: &'a DocumentContext<'_>, words: &'a Page<'a>) -> Columns<'a, CountedOperator> {
    type Column<'a> = columns::Column<'a, CountedOperator>;
    let list = vec![
        Column::number(0.6),
        Column::district(1.4, |row| text(&*context.plan[row.district].name)),
        Column::new("registration", 1.7, Center, |row| verbatim(&row.registration)),
        Column::new("name", 3.0, Left, |row| verbatim(&row.name)),
        Column::new("type", 1.0, Center, |row| verbatim(&row.operator_type)),
        Column::new("product", 2.0, Left, |row| verbatim(&row.product)),
        Column::new("channels", 2.4, Left, |row| verbatim(&row.channels.join(", "))),
        Column::new("counted", 1.1, Center, |row| text(row.month.thai_short())),
        Column::new("date", 1.3, Center, |row| day(row.date)),
        Column::new("sales", 1.5, Right, |row| money(row.sales)).summed(),
    ];
    Columns::new(words, "operators.", list)
}

fn operators(context: &DocumentContext<'_>, words: &Page<'_>, operators: &[CountedOperator]) -> Result<Table, WordsError> {
    let table = operator_columns(context, words).filled("operators.caption", operators)?;
    cut::cut(context, ID, Table { when_empty: words.text("operators.empty")?, ..table })
}
