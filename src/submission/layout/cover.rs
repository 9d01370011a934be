//! The cover: labels with their values beside, below, or after a colon.

use std::collections::BTreeMap;

use super::super::columns::CoverField;
use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::{is_blank, words};
use super::CoverCell;
use crate::finding::Place;

/// How far right of its label a value may stand.
const REACH: u32 = 8;

/// The cover's fields in the rows above `end`.
pub(super) fn find(sheet: &RawSheet, end: u32, place: &Place) -> BTreeMap<CoverField, CoverCell> {
    let mut cover = BTreeMap::new();
    for row in sheet.rows.iter().filter(|row| row.number < end) {
        for (column, value) in &row.cells {
            let RawValue::Text(text) = value else { continue };
            let text = words(&RawValue::Text(text.clone()));
            if let Some(field) = CoverField::of_label(text.trim_end_matches([':', '：'])) {
                cover.entry(field).or_insert_with(|| beside(sheet, row, *column, place));
            } else if let Some((label, rest)) = text.split_once([':', '：'])
                && let Some(field) = CoverField::of_label(label)
            {
                let value = Some(RawValue::Text(rest.trim().to_owned())).filter(|value| !is_blank(Some(value)));
                cover.entry(field).or_insert(CoverCell { place: place.at(row.number, *column), value });
            }
        }
    }
    cover
}

/// The value to the right of a label, as far as the next label.
fn beside(sheet: &RawSheet, row: &RawRow, column: u32, place: &Place) -> CoverCell {
    let covered = sheet.merges.iter().find(|span| (span.first_row, span.first_col) == (row.number, column));
    let first = covered.map_or(column, |span| span.last_col) + 1;
    for (at, value) in row.cells.iter().filter(|(at, _)| (first..first + REACH).contains(at)) {
        match value {
            RawValue::Text(text) if CoverField::of_label(text.trim().trim_end_matches(':')).is_some() => break,
            RawValue::Text(text) if [":", "："].contains(&text.trim()) => {}
            value if is_blank(Some(value)) => {}
            value => return CoverCell { place: place.at(row.number, *at), value: Some(value.clone()) },
        }
    }
    CoverCell { place: place.at(row.number, first), value: None }
}
