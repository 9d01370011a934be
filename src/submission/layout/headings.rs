//! Heading rows: one to three rows whose cells, alone or joined downwards, mean the columns of a form.

use std::collections::{BTreeMap, BTreeSet};

use super::super::columns::{CoverField, Form, activity, listing};
use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::{is_figure, words};

/// Rows a heading may take.
const TALLEST: usize = 3;

/// A heading found.
#[derive(Debug)]
pub(super) struct Heading {
    /// Whose.
    pub form: Form,
    /// Its first sheet row.
    pub first_row: u32,
    /// Its last.
    pub last_row: u32,
    /// The sheet column of each of the form's columns.
    pub columns: Vec<Option<u32>>,
    /// Form columns whose heading stands more than once, with the second place.
    pub twice: Vec<(usize, u32)>,
}

/// Every heading of the sheet, from the top.
pub(super) fn find(sheet: &RawSheet) -> Vec<Heading> {
    let texts: Vec<Option<BTreeMap<u32, String>>> = sheet.rows.iter().map(|row| texts(sheet, row)).collect();
    let mut headings = Vec::new();
    let mut at = 0;
    while at < sheet.rows.len() {
        match best_at(sheet, &texts, at) {
            Some((heading, height)) => {
                headings.push(heading);
                at += height;
            }
            None => at += 1,
        }
    }
    headings
}

/// A row's texts by column, a merged cell's under each column it covers; `None` for a row that cannot be part of a heading.
fn texts(sheet: &RawSheet, row: &RawRow) -> Option<BTreeMap<u32, String>> {
    if row.cells.iter().any(|(_, value)| is_figure(value)) {
        return None;
    }
    let mut texts = BTreeMap::new();
    for (column, value) in &row.cells {
        if let RawValue::Text(_) = value {
            let span = sheet.merges.iter().find(|span| (span.first_row, span.first_col) == (row.number, *column));
            let last = span.map_or(*column, |span| span.last_col.min(column + 30));
            for covered in *column..=last {
                texts.insert(covered, words(value));
            }
        }
    }
    Some(texts)
}

/// The best heading that starts in the row at index `at`, with the number of rows it takes.
fn best_at(sheet: &RawSheet, texts: &[Option<BTreeMap<u32, String>>], at: usize) -> Option<(Heading, usize)> {
    let mut best: Option<((usize, usize), Heading, usize)> = None;
    // A title merged over the whole table is a row of one text: no heading starts there.
    let distinct: BTreeSet<&String> = texts[at].as_ref()?.values().collect();
    if distinct.len() < 2 || is_cover_line(&distinct) {
        return None;
    }
    for height in 1..=TALLEST {
        let Some(window) =
            texts.get(at..at + height).and_then(|rows| rows.iter().map(Option::as_ref).collect::<Option<Vec<_>>>())
        else {
            break;
        };
        // The rows of one heading stand next to each other, or a merged cell holds them together.
        let (first, last) = (sheet.rows[at].number, sheet.rows[at + height - 1].number);
        let merged = || {
            (last - first) as usize <= TALLEST && sheet.merges.iter().any(|span| span.first_row == first && span.last_row >= last)
        };
        if (last - first) as usize != height - 1 && !merged() {
            break;
        }
        for form in Form::ALL {
            let (columns, mut twice) = assign(form, &window);
            twice.retain(|(column, at)| columns[*column].is_none_or(|kept| !merged_twin(sheet, first..=last, kept, *at)));
            let matched = columns.iter().flatten().count();
            let required = form.columns().iter().zip(&columns).filter(|(column, at)| column.required && at.is_some()).count();
            if !is_heading(form, &columns, matched) {
                continue;
            }
            let score = (required, matched);
            if best.as_ref().is_none_or(|(other, _, _)| score > *other) {
                best = Some((score, Heading { form, first_row: first, last_row: last, columns, twice }, height));
            }
        }
    }
    best.map(|(_, heading, height)| (heading, height))
}

/// A label of the cover with its value, just above a heading.
fn is_cover_line(texts: &BTreeSet<&String>) -> bool {
    texts.len() <= 2 && texts.iter().any(|text| CoverField::of_label(text.trim_end_matches(':')).is_some())
}

/// Three columns, one of which no other table would have.
fn is_heading(form: Form, columns: &[Option<u32>], matched: usize) -> bool {
    let has = |column: usize| columns[column].is_some();
    let own = match form {
        Form::Activities => has(activity::PARTICIPANTS) || has(activity::BUDGET) || (has(activity::NAME) && has(activity::DATE)),
        Form::Listings => has(listing::CHANNEL) || (has(listing::REGISTRATION) && has(listing::NAME) && has(listing::DATE)),
    };
    matched >= 3 && own
}

/// Which sheet column means each form column, and form columns that stand twice.
fn assign(form: Form, window: &[&BTreeMap<u32, String>]) -> (Vec<Option<u32>>, Vec<(usize, u32)>) {
    let mut best: Vec<Option<(usize, u32)>> = vec![None; form.columns().len()];
    let mut twice = Vec::new();
    let columns: BTreeSet<u32> = window.iter().flat_map(|row| row.keys().copied()).collect();
    for at in columns {
        let parts: Vec<&str> = window.iter().filter_map(|row| row.get(&at)).map(String::as_str).collect();
        let joined = parts.join(" ");
        // The lowest row names the column; the rows above it only group. Joined, they may spell one name.
        let lowest = parts.last().and_then(|text| form.column_of(text));
        let meaning = [form.column_of(&joined), lowest, parts.first().and_then(|text| form.column_of(text))]
            .into_iter()
            .flatten()
            .max_by_key(|(_, score)| *score);
        let Some((column, score)) = meaning else { continue };
        match best[column] {
            None => best[column] = Some((score, at)),
            Some((other, _)) if score > other => best[column] = Some((score, at)),
            Some((other, _)) if score == other => twice.push((column, at)),
            Some(_) => {}
        }
    }
    (best.into_iter().map(|found| found.map(|(_, at)| at)).collect(), twice)
}

/// Whether one merged cell covers both columns of a heading row.
fn merged_twin(sheet: &RawSheet, rows: std::ops::RangeInclusive<u32>, first: u32, second: u32) -> bool {
    sheet.merges.iter().any(|span| rows.contains(&span.first_row) && span.first_col <= first && span.last_col >= second)
}
