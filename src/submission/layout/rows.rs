//! What each row of a sheet is: an entry, or a heading, total, note or blank row.

use rust_decimal::Decimal;

use super::super::columns::{Form, Kind, is_bare_total, is_footer, is_total};
use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::{is_blank, number, words};
use super::headings::Heading;
use super::{Account, Record, Table};
use crate::finding::{Code, Finding, Place};
use crate::thai::digits::{is_nothing, parse_number};

/// A sheet's rows, sorted out.
pub(super) struct Classified {
    /// Its tables.
    pub tables: Vec<(Form, Table)>,
    /// Where the rows went.
    pub account: Account,
    /// Rows that are neither entry nor note.
    pub findings: Vec<Finding>,
}

enum RowIs {
    Heading,
    Blank,
    Total,
    Note,
    Unclear,
    Entry,
}

/// Sorts out every row of the sheet.
pub(super) fn classify(sheet: &RawSheet, place: &Place, headings: &[Heading]) -> Classified {
    let mut out = Classified {
        tables: Vec::new(),
        account: Account { read: sheet.rows.len(), ..Account::default() },
        findings: Vec::new(),
    };
    let mut current: Option<(usize, &Heading)> = None;
    let mut below_total = false;
    for row in &sheet.rows {
        if let Some(heading) = headings.iter().find(|heading| (heading.first_row..=heading.last_row).contains(&row.number)) {
            if heading.first_row == row.number {
                current = Some((out.open(place, heading), heading));
                below_total = false;
            }
            out.account.headings += 1;
            continue;
        }
        let Some((table, heading)) = current else {
            out.account.headings += 1;
            continue;
        };
        let record = record(row, heading);
        let kind = kind(heading, row, &record, below_total);
        match kind {
            RowIs::Heading => out.account.headings += 1,
            RowIs::Blank => out.account.blank += 1,
            RowIs::Note => out.account.notes += 1,
            RowIs::Unclear => {
                out.account.notes += 1;
                let (column, value) = &row.cells[0];
                out.findings.push(Finding::new(Code::RowNotUnderstood, place.at(row.number, *column)).value(words(value)));
            }
            RowIs::Total => {
                out.account.totals += 1;
                let above = out.tables[table].1.records.len();
                out.tables[table].1.totals.push((above, record));
                below_total = true;
            }
            RowIs::Entry => {
                out.account.records += 1;
                out.tables[table].1.records.push(record);
            }
        }
    }
    out
}

impl Classified {
    /// The table that `heading` begins, or goes on with when it repeats one above it.
    fn open(&mut self, place: &Place, heading: &Heading) -> usize {
        let same = |(form, table): &(Form, Table)| *form == heading.form && table.columns == heading.columns;
        if let Some(found) = self.tables.iter().position(same) {
            return found;
        }
        for (column, at) in &heading.twice {
            let finding = Finding::new(Code::ColumnTwice, place.at(heading.last_row, *at));
            self.findings.push(finding.with("column", heading.form.columns()[*column].heading));
        }
        let table = Table { sheet: place.clone(), columns: heading.columns.clone(), records: Vec::new(), totals: Vec::new() };
        self.tables.push((heading.form, table));
        self.tables.len() - 1
    }
}

fn record(row: &RawRow, heading: &Heading) -> Record {
    let cell = |at: &Option<u32>| at.and_then(|at| row.cell(at)).filter(|value| !is_blank(Some(value))).cloned();
    Record { row: row.number, cells: heading.columns.iter().map(cell).collect() }
}

fn kind(heading: &Heading, row: &RawRow, record: &Record, below_total: bool) -> RowIs {
    let columns = heading.form.columns();
    let filled: Vec<usize> = (0..columns.len())
        .filter(|i| record.cells[*i].as_ref().is_some_and(|value| says_something(columns[*i].kind, value)))
        .collect();
    let required = filled.iter().filter(|i| columns[**i].required).count();
    let first = row.cells.iter().map(|(_, value)| value).find(|value| !is_blank(Some(value)));
    let Some(first) = first else { return RowIs::Blank };
    if is_numbering(row) && row.number <= heading.last_row + 2 {
        return RowIs::Heading;
    }
    let texts: Vec<String> =
        row.cells.iter().filter(|(_, value)| matches!(value, RawValue::Text(_))).map(|(_, value)| words(value)).collect();
    // The word of a total may stand in any column, the day's too.
    let is_day =
        |i: &usize| columns[*i].kind == Kind::Day && record.cells[*i].as_ref().is_none_or(|value| !is_total(&words(value)));
    let dated = filled.iter().any(is_day);
    if texts.first().is_some_and(|text| !dated && is_total(text)) || texts.iter().any(|text| !dated && is_bare_total(text)) {
        return RowIs::Total;
    }
    if required < 2 && texts.first().is_some_and(|text| is_footer(text)) {
        return RowIs::Note;
    }
    if filled.is_empty() {
        // Words in a column the form does not have, or under the row number, are not an entry but are not passed over either.
        let stray = row.cells.iter().any(|(at, value)| match value {
            RawValue::Text(text) => {
                !is_nothing(&words(&RawValue::Text(text.clone())))
                    && parse_number(text).is_none()
                    && !heading.columns[1..].contains(&Some(*at))
            }
            _ => false,
        });
        return match (stray, below_total) {
            (false, _) => RowIs::Blank,
            (true, true) => RowIs::Note,
            (true, false) => RowIs::Unclear,
        };
    }
    let numbered = record.cells[0].is_some();
    if required <= 1 && filled.len() == 1 && !numbered && below_total && matches!(first, RawValue::Text(_)) {
        return RowIs::Note;
    }
    if required == 0 && filled.len() == 1 && matches!(columns[filled[0]].kind, Kind::Text | Kind::Link) {
        return RowIs::Unclear;
    }
    RowIs::Entry
}

/// Whether a cell says anything about an entry: not a row number, a dash, or a zero that the form filled in beforehand.
fn says_something(kind: Kind, value: &RawValue) -> bool {
    match (kind, value) {
        (Kind::RowNumber, _) => false,
        (Kind::Money | Kind::Count, value) => {
            !matches!(number(Some(value)), Ok(None)) && number(Some(value)) != Ok(Some(Decimal::ZERO))
        }
        (_, RawValue::Text(text)) => !is_nothing(&words(&RawValue::Text(text.clone()))),
        _ => true,
    }
}

/// A row (๑) (๒) (๓) … that numbers the columns, below the heading.
fn is_numbering(row: &RawRow) -> bool {
    let figure = |value: &RawValue| parse_number(words(value).trim_matches(['(', ')', ' ']));
    let figures: Option<Vec<Decimal>> = row.cells.iter().map(|(_, value)| figure(value)).collect();
    figures.is_some_and(|figures| figures.len() >= 3 && figures.windows(2).all(|pair| pair[1] == pair[0] + Decimal::ONE))
}
