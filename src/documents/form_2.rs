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
use crate::thai::digits::integer;

const ID: &str = "form-2-online";
const FILE: &str = "form-2-online.toml";

/// Channels that stand beside the districts' other figures on a page; more of them fill tables of their own.
const MOST_CHANNELS: usize = 8;

/// Channels of such a table.
const CHANNELS_A_TABLE: usize = 10;

/// The month's form 2.
pub(super) fn document(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.month_values(compiled));
    let (counted, before): (Vec<_>, Vec<_>) =
        compiled.totals.operators.iter().partition(|operator| operator.month == compiled.totals.month);
    let mut blocks = vec![Block::Table(districts(context, &words, &compiled.totals)?)];
    for (part, operators) in [("operators.month", counted), ("operators.before", before)] {
        // In the first month there is no earlier one.
        if operators.is_empty() && blocks.len() > 1 {
            continue;
        }
        let words = words.with("count", &integer(operators.len() as i64));
        blocks.push(Block::Table(self::operators(context, &words, part, &operators)?));
    }
    blocks.push(Block::Signatures(signatures(&words)?));
    form(&words, draft::reasons(context, compiled)?, blocks)
}

/// The districts' figures; where there are many channels, printed in parts.
fn districts(context: &DocumentContext<'_>, words: &Page<'_>, totals: &Totals) -> Result<Table, WordsError> {
    let round = totals.round.number;
    let channels: Vec<&str> = totals.channels.iter().map(|(name, _)| &**name).collect();
    let table = |channels: &[&str]| {
        let levels = thresholds(context.plan.rubric(round));
        district_columns(words, round, channels, levels).filled("districts.caption", &totals.districts)
    };
    let whole = table(&channels)?;
    if channels.len() <= MOST_CHANNELS {
        return Ok(whole);
    }
    // Of about equal breadth.
    let each = channels.len().div_ceil(channels.len().div_ceil(CHANNELS_A_TABLE));
    let mut parts = vec![table(&[])?];
    for channels in channels.chunks(each) {
        parts.push(channel_columns(words, channels).filled("districts.channels", &totals.districts)?);
    }
    Ok(Table { parts, ..whole })
}

fn form(words: &Page<'_>, draft: Option<Vec<String>>, blocks: Vec<Block>) -> Result<Document, WordsError> {
    Ok(Document {
        id: ID.to_owned(),
        district: None,
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Landscape,
        draft,
        blocks,
    })
}

fn district_columns<'a>(
    words: &'a Page<'a>,
    round: u8,
    channels: &[&'a str],
    levels: Vec<Decimal>,
) -> Columns<'a, DistrictTotals> {
    type Column<'a> = columns::Column<'a, DistrictTotals>;
    let mut list = vec![
        Column::number(0.6),
        Column::district(1.7, |row| text(&*row.name)),
        Column::new("remaining", 1.4, Center, |row| count(row.figures.remaining())).summed(),
        Column::new("target_year", 0.9, Center, |row| count(row.figures.targets.online_year)).under("target").summed(),
        Column::new("target_round", 1.3, Center, move |row| count(row.figures.targets.online_round(round)))
            .under("target")
            .summed(),
        Column::new("month", 0.9, Center, |row| count(row.figures.operators.month.value)).under("done").summed(),
        Column::new("year", 1.0, Center, |row| count(row.figures.operators.year.value)).under("done").summed(),
        Column::percent("percent", 1.1, "done.year", "remaining").held_below(levels),
    ];
    list.extend(channels.iter().map(|&channel| self::channel(channel).under("channels")));
    list.extend([
        Column::new("sales_month", 1.5, Right, |row| money(row.figures.sales_online.month.value)).under("sales").summed(),
        Column::new("sales_year", 1.5, Right, |row| money(row.figures.sales_online.year.value)).under("sales").summed(),
    ]);
    Columns::new(words, "districts.", list)
}

/// The districts by some of the channels, for paper.
fn channel_columns<'a>(words: &'a Page<'a>, channels: &[&'a str]) -> Columns<'a, DistrictTotals> {
    let mut list = vec![columns::Column::number(0.6), columns::Column::district(1.7, |row: &DistrictTotals| text(&*row.name))];
    list.extend(channels.iter().map(|&channel| self::channel(channel)));
    Columns::new(words, "districts.", list)
}

/// The operators of a district on a channel.
fn channel(channel: &str) -> columns::Column<'_, DistrictTotals> {
    let operators = move |row: &DistrictTotals| count(row.figures.on_channel(channel));
    columns::Column::verbatim(channel.to_owned(), 1.2, Center, operators).summed()
}

fn operator_columns<'a>(context: &'a DocumentContext<'_>, words: &'a Page<'a>) -> Columns<'a, &'a CountedOperator> {
    type Column<'a> = columns::Column<'a, &'a CountedOperator>;
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

/// A list of counted operators under the words of `part`.
fn operators<'a>(
    context: &'a DocumentContext<'_>,
    words: &'a Page<'a>,
    part: &str,
    operators: &[&'a CountedOperator],
) -> Result<Table, WordsError> {
    let table = operator_columns(context, words).filled(&format!("{part}_caption"), operators)?;
    let (sheet, when_empty) = (words.text(&format!("{part}_sheet"))?, words.text("operators.empty")?);
    cut::cut(context, ID, Table { sheet, when_empty, ..table })
}
