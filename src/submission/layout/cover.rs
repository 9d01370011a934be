//! The cover: labels with their values beside them, or after a colon, above, below or beside a table.

use std::collections::{BTreeMap, BTreeSet};

use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::{is_blank, number, words};
use super::headings::Heading;
use super::{CoverCell, Fields};
use crate::columns::{COVER_SHEET, CoverField, ValueKind};
use crate::finding::Place;
use crate::thai::calendar::serial_of;
use crate::thai::digits::is_nothing;
use crate::thai::text::loose_key;

/// How far right of its label, or of the value's part before it, a value may stand.
const REACH: u32 = 8;

/// A date cell below this serial is a day, month or year typed into a cell that shows dates.
const SMALL_SERIAL: i64 = 3_000;

/// Bytes of a cell that may be a label with its value: a paragraph need not be searched.
const LONGEST: usize = 600;

/// The cover lines of one sheet.
pub(super) struct Cover {
    /// The fields that have a label.
    pub fields: Fields,
    /// Sheet rows below a heading that are lines of the cover and nothing else.
    pub lines: BTreeSet<u32>,
    named: bool,
    with_table: bool,
}

/// A label and what stands to its right so far.
struct Open {
    field: CoverField,
    place: Place,
    parts: Vec<RawValue>,
    /// The column from which the next part may stand.
    next: u32,
}

/// The cover lines of a sheet with these headings.
pub(super) fn find(sheet: &RawSheet, headings: &[Heading], place: &Place, date_1904: bool) -> Cover {
    let name = loose_key(&sheet.name);
    let named = [COVER_SHEET, "หน้าปก", "ใบปก", "cover"].iter().any(|cover| loose_key(cover) == name);
    let mut cover = Cover { fields: BTreeMap::new(), lines: BTreeSet::new(), named, with_table: !headings.is_empty() };
    for (index, row) in sheet.rows.iter().enumerate() {
        let tables: Vec<&Heading> = headings.iter().filter(|heading| heading.first_row <= row.number).collect();
        let whole = tables.is_empty() || row.cells.first().is_some_and(|(_, value)| !labels(value).is_empty());
        if tables.iter().any(|heading| heading.last_row >= row.number) || (whole && is_table_heading(sheet, index)) {
            continue;
        }
        let beside = |column: u32| tables.iter().all(|heading| heading.columns.iter().flatten().all(|own| *own < column));
        let found = line(sheet, row, place, |column| whole || beside(column));
        let says = found.iter().any(|open| !open.parts.is_empty());
        if whole && says && !tables.is_empty() && !may_be_an_entry(row, &tables) {
            cover.lines.insert(row.number);
        }
        for open in found {
            let cell = cell(open.place, open.parts, date_1904);
            let kept = cover.fields.entry(open.field).or_insert_with(|| cell.clone());
            // A title may be a label too; the one with a value counts.
            if kept.value.is_none() {
                *kept = cell;
            }
        }
    }
    cover
}

/// The workbook's cover and the other ones: the sheet named ปก first, then the one that says most. What it leaves blank
/// may stand around a table.
pub(super) fn choose(mut covers: Vec<Cover>) -> (Fields, Vec<Fields>) {
    let said = |cover: &Cover| cover.fields.values().filter(|cell| cell.value.is_some()).count();
    let rank = |cover: &Cover| (cover.named && said(cover) > 0, said(cover), cover.fields.len());
    let Some(best) = (0..covers.len()).rev().max_by_key(|i| rank(&covers[*i])) else { return (Fields::new(), Vec::new()) };
    let mut fields = covers.remove(best).fields;
    for (field, cell) in covers.iter().filter(|cover| cover.with_table).flat_map(|cover| &cover.fields) {
        if cell.value.is_some() && fields.get(field).is_none_or(|own| own.value.is_none()) {
            fields.insert(*field, cell.clone());
        }
    }
    (fields, covers.into_iter().map(|cover| cover.fields).collect())
}

impl CoverCell {
    /// What the field may mean, the likeliest first: all its cells read together, then fewer of them from the left, in case a
    /// remark follows. True goes with the first.
    pub fn readings(&self) -> Vec<(RawValue, bool)> {
        let whole = self.value.iter().map(|value| (value.clone(), true));
        let fewer = (1..self.parts.len()).rev().map(|n| (joined(&self.parts[..n]), false));
        whole.chain(fewer).collect()
    }
}

/// The labels of a row with their values, where `may_stand` lets a label stand.
fn line(sheet: &RawSheet, row: &RawRow, place: &Place, may_stand: impl Fn(u32) -> bool) -> Vec<Open> {
    let mut found: Vec<Open> = Vec::new();
    for (column, value) in &row.cells {
        let next = last_column(sheet, row, *column) + 1;
        let in_label = if may_stand(*column) { labels(value) } else { Vec::new() };
        if !in_label.is_empty() && !found.last().is_some_and(|open| open.goes_on_with(value)) {
            for (field, rest) in in_label {
                let at = if rest.is_some() { *column } else { next };
                found.push(Open { field, place: place.at(row.number, at), parts: rest.into_iter().collect(), next });
            }
        } else if let Some(open) = found.last_mut().filter(|open| (open.next..open.next + REACH).contains(column))
            && !says_nothing(value)
        {
            if open.parts.is_empty() {
                open.place = place.at(row.number, *column);
            }
            open.parts.push(match value {
                // That the quote never closes is told of its cell; on the cover its words are clear all the same.
                RawValue::OpenQuote(text) => RawValue::Text(text.trim_start_matches('"').to_owned()),
                value => value.clone(),
            });
            open.next = next;
        }
    }
    found
}

impl Open {
    /// Whether a cell that is a label elsewhere is part of this value: วันที่รายงาน | 20 | เดือน | มีนาคม.
    fn goes_on_with(&self, value: &RawValue) -> bool {
        let day = |part: &RawValue| match part {
            RawValue::Day(date) => date.year() <= 1904,
            part => words(part).chars().count() <= 2,
        };
        self.field == CoverField::ReportDate && self.parts.last().is_some_and(day) && loose_key(&words(value)) == "เดือน"
    }
}

fn cell(place: Place, parts: Vec<RawValue>, date_1904: bool) -> CoverCell {
    if parts.len() < 2 {
        return CoverCell { place, value: parts.into_iter().next(), parts: Vec::new() };
    }
    let part = |part: RawValue| match part {
        RawValue::Day(date) if serial_of(date, date_1904) < SMALL_SERIAL => RawValue::Number(serial_of(date, date_1904).into()),
        other => other,
    };
    let parts: Vec<RawValue> = parts.into_iter().map(part).collect();
    CoverCell { place, value: Some(joined(&parts)), parts }
}

fn joined(parts: &[RawValue]) -> RawValue {
    match parts {
        [only] => only.clone(),
        many => RawValue::Text(many.iter().map(words).collect::<Vec<_>>().join(" ")),
    }
}

/// The labels in a cell, each with the words after its colon: `อำเภอ`, `อำเภอ: จุน`, `อำเภอ: จุน ประจำเดือน: ก.พ. 2565`.
fn labels(value: &RawValue) -> Vec<(CoverField, Option<RawValue>)> {
    let RawValue::Text(text) = value else { return Vec::new() };
    if text.len() > LONGEST {
        return Vec::new();
    }
    let text = words(value);
    let mut segments = text.split([':', '：']).peekable();
    let Some(first) = segments.next().and_then(CoverField::of_label) else { return Vec::new() };
    let mut found = vec![(first, String::new())];
    while let Some(segment) = segments.next() {
        let next = segments.peek().and_then(|_| label_at_end(segment));
        let said = &mut found.last_mut().expect("it begins with one").1;
        if !said.is_empty() {
            said.push(':');
        }
        said.push_str(next.map_or(segment, |(before, _)| before));
        found.extend(next.map(|(_, field)| (field, String::new())));
    }
    let text = |said: String| Some(RawValue::Text(said.trim().to_owned())).filter(|value| !says_nothing(value));
    found.into_iter().map(|(field, said)| (field, text(said))).collect()
}

/// The label that ends a text, and the words before it.
fn label_at_end(text: &str) -> Option<(&str, CoverField)> {
    let mut spaces = text.match_indices(' ');
    spaces.find_map(|(at, _)| Some((&text[..at], CoverField::of_label(&text[at..])?)))
}

/// A blank, a colon of its own, or dots to write on.
fn says_nothing(value: &RawValue) -> bool {
    let RawValue::Text(text) = value else { return is_blank(Some(value)) };
    let dotted = text.contains(['.', '…', '_', ':', '：']);
    is_blank(Some(value)) || (dotted && text.chars().all(|c| c.is_whitespace() || "._…‥:：()/".contains(c)))
}

/// Whether the row heads a table: most of its labels stand side by side without values, or what stands below them and
/// between them is no label either, as in a table's first entry.
fn is_table_heading(sheet: &RawSheet, index: usize) -> bool {
    let row = &sheet.rows[index];
    let label = |value: &RawValue| matches!(labels(value)[..], [(_, None)]);
    let places: Vec<usize> = (0..row.cells.len()).filter(|i| label(&row.cells[*i].1)).collect();
    if places.len() < 2 {
        return false;
    }
    let touching = |i: &&usize| {
        let next = row.cells.get(**i + 1);
        next.is_some_and(|(column, value)| label(value) && *column == last_column(sheet, row, row.cells[**i].0) + 1)
    };
    let valued = |i: &&usize| row.cells.get(**i + 1).is_some_and(|(_, value)| !label(value) && !says_nothing(value));
    let below = sheet.rows.get(index + 1).filter(|below| below.number == row.number + 1);
    let filled = |i: usize| {
        let under = row.cells.get(i).and_then(|(column, _)| below?.cell(*column));
        under.is_some_and(|value| labels(value).is_empty() && !is_nothing(&words(value)))
    };
    let entry = places.iter().filter(|i| filled(**i) && filled(**i + 1)).count();
    places.iter().filter(touching).count() > places.iter().filter(valued).count() || entry >= 2
}

/// Whether a row has an amount in a column of amounts, or its label in the column of names, so that it is never only a line
/// of the cover.
fn may_be_an_entry(row: &RawRow, tables: &[&Heading]) -> bool {
    let first = row.cells.first().map(|(column, _)| *column);
    tables.iter().any(|heading| {
        let columns = heading.form.columns().iter().zip(&heading.columns);
        let in_name = first.is_some() && heading.columns[heading.form.name_column()] == first;
        in_name
            || columns
                .filter(|(column, _)| matches!(column.kind, ValueKind::Money | ValueKind::Count))
                .any(|(_, at)| matches!(number(at.and_then(|at| row.cell(at))), Ok(Some(_))))
    })
}

/// The last column that a cell covers.
fn last_column(sheet: &RawSheet, row: &RawRow, column: u32) -> u32 {
    let found = sheet.merges.binary_search_by_key(&(row.number, column), |span| (span.first_row, span.first_col));
    found.map_or(column, |at| sheet.merges[at].last_col)
}
