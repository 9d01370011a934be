//! targets-round-1, targets-round-2: the letter's two target tables, nine columns, with every total.

use super::DocumentContext;
use super::document::{Align, Block, Document, Orientation, Row, Table};
use super::table::{body, column, count, head, text, total};
use super::words::WordsError;
use crate::plan::targets::Targets;

/// The target table of a round.
pub(super) fn document(context: &DocumentContext<'_>, round: u8) -> Result<Document, WordsError> {
    let words = context.words.page("targets.toml", &context.values()).with("round", &round);
    let spanning = |key: &str| words.text(key).map(|text| head(text, 1, 2));
    let heading = vec![
        vec![
            spanning("number")?,
            spanning("district")?,
            spanning("registered")?,
            spanning("online_before")?,
            spanning("remaining")?,
            head(words.text("online")?, 2, 1),
            head(words.text("activities")?, 2, 1),
        ],
        ["whole_year", "this_round", "whole_year", "this_round"]
            .map(|key| words.text(key).map(|text| head(text, 1, 1)))
            .into_iter()
            .collect::<Result<_, _>>()?,
    ];
    let widths = [0.6, 2.0, 1.9, 1.9, 1.6, 1.3, 1.7, 1.3, 1.7];
    let columns =
        widths.iter().enumerate().map(|(i, width)| column(*width, if i == 1 { Align::Left } else { Align::Center })).collect();
    let table = Table {
        caption: words.text("title")?,
        show_caption: false,
        columns,
        heading,
        rows: rows(context, round, &words.text("total")?),
        when_empty: String::new(),
        cut: None,
    };
    Ok(Document {
        id: format!("targets-round-{round}"),
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Landscape,
        draft: None,
        blocks: vec![Block::Table(table)],
    })
}

fn rows(context: &DocumentContext<'_>, round: u8, total_word: &str) -> Vec<Row> {
    let districts = &context.plan.districts;
    let figures = |targets: Targets| {
        [targets.online_year, targets.online_round(round), targets.activities_year, targets.activities_round(round)].map(count)
    };
    let mut rows: Vec<Row> = (1_i64..)
        .zip(districts)
        .map(|(number, district)| {
            let lead = vec![
                count(number),
                text(&*district.name),
                count(district.registered),
                count(district.online_before),
                count(district.remaining()).minus(2, 3),
            ];
            body(lead.into_iter().chain(figures(context.plan.district_targets(district))).collect())
        })
        .collect();
    let sum = |of: fn(&crate::plan::District) -> u32| count(districts.iter().map(of).sum::<u32>()).sum(districts.len());
    let lead =
        vec![text(total_word).over(2), sum(|d| d.registered), sum(|d| d.online_before), sum(crate::plan::District::remaining)];
    let totals = figures(context.plan.province_targets()).map(|cell| cell.sum(districts.len()));
    rows.push(total(lead.into_iter().chain(totals).collect()));
    rows
}
