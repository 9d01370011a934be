//! targets-round-1, targets-round-2: the letter's two target tables, nine columns, with every total.

use super::DocumentContext;
use super::columns::{self, Columns};
use super::document::Align::Center;
use super::document::{Block, Document, Orientation, Table};
use super::table::{count, text};
use super::words::{Page, WordsError};
use crate::plan::{District, Plan};

/// The target table of a round.
pub(super) fn document(context: &DocumentContext<'_>, round: u8) -> Result<Document, WordsError> {
    let words = context.words.page("targets.toml", &context.values()).with("round", &round);
    let table = columns(context.plan, &words, round).filled("title", &context.plan.districts)?;
    Ok(Document {
        id: format!("targets-round-{round}"),
        district: None,
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Landscape,
        draft: None,
        blocks: vec![Block::Table(Table { show_caption: false, ..table })],
    })
}

fn columns<'a>(plan: &'a Plan, words: &'a Page<'a>, round: u8) -> Columns<'a, District> {
    type Column<'a> = columns::Column<'a, District>;
    let targets = |row: &District| plan.district_targets(row);
    let list = vec![
        Column::number(0.6),
        Column::district(2.0, |row| text(&*row.name)),
        Column::new("registered", 1.9, Center, |row| count(row.registered)).summed(),
        Column::new("online_before", 1.9, Center, |row| count(row.online_before)).summed(),
        Column::minus("remaining", 1.6, "registered", "online_before").summed(),
        Column::new("online", 2.2, Center, move |row| count(targets(row).online_year)).summed(),
        Column::new("online_round", 1.4, Center, move |row| count(targets(row).online_round(round))).summed(),
        Column::new("activities", 2.2, Center, move |row| count(targets(row).activities_year)).summed(),
        Column::new("activities_round", 1.4, Center, move |row| count(targets(row).activities_round(round))).summed(),
    ];
    Columns::new(words, "", list)
}
