//! What each row of a sheet is: an entry, or a heading, total, note or blank row.
//!
//! A word alone never decides it: a row that carries its own number, name, registration, channel, day or amount in the columns
//! of an entry is an entry, whatever its name begins with, unless all it says is that it adds up others.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::{is_blank, number, words};
use super::Record;
use super::account::Account;
use super::labels::{FooterLabel, TotalLabel, footer_label, total_label};
use super::merges::Merges;
use crate::columns::{CoverField, Form, ValueKind};
use crate::finding::{Finding, Place, Problem};
use crate::thai::digits::{is_nothing, parse_number, to_arabic};

/// The rows of a sheet under one heading, sorted out.
#[derive(Debug)]
pub(super) struct Sorted {
    /// Rows that hold an entry.
    pub records: Vec<Record>,
    /// Total rows, each with the number of records above it.
    pub totals: Vec<(usize, Record)>,
    /// Where the rows went, and their amounts.
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
    AboveHeading,
    Entry,
}

/// Sorts the rows of one sheet under the columns of one form.
pub(super) struct Sorter<'a> {
    form: Form,
    sheet: &'a RawSheet,
    place: &'a Place,
    merges: &'a Merges<'a>,
    columns: &'a [Option<u32>],
    sorted: Sorted,
    below_total: bool,
    below_signature: bool,
    /// Of each column, the sum since the last total row, and of all rows.
    since_total: Vec<Decimal>,
    sums: Vec<Decimal>,
}

/// What a row says in the columns of the form.
struct Seen {
    record: Record,
    /// Columns that say something about an entry; a row number, a dash or a zero does not.
    filled: Vec<usize>,
    /// Of these, the ones that do so in a cell of this row, not in one merged down from above.
    own: Vec<usize>,
    /// Amounts and counts that are not zero, or not readable.
    amounts: Vec<usize>,
    /// Columns that identify an entry, and hold no label instead.
    evidence: Vec<usize>,
    numbered: bool,
}

impl<'a> Sorter<'a> {
    /// Of a sheet whose form columns stand at `columns`.
    pub fn new(form: Form, sheet: &'a RawSheet, place: &'a Place, merges: &'a Merges<'a>, columns: &'a [Option<u32>]) -> Self {
        let zeros = vec![Decimal::ZERO; columns.len()];
        let sorted = Sorted { records: Vec::new(), totals: Vec::new(), account: Account::default(), findings: Vec::new() };
        Self {
            form,
            sheet,
            place,
            merges,
            columns,
            sorted,
            below_total: false,
            below_signature: false,
            since_total: zeros.clone(),
            sums: zeros,
        }
    }

    /// The rows above the heading: titles and cover lines, or entries that slipped there.
    pub fn above(&mut self, rows: &[RawRow]) {
        for row in rows {
            let seen = self.see(row);
            let is_cover = self.is_cover_line(row, &seen);
            let entry = self.is_like_an_entry(&seen) || (!seen.amounts.is_empty() && !seen.evidence.is_empty());
            let kind = match (is_cover, seen.own.len() >= 3 && entry, seen.amounts.is_empty()) {
                (true, ..) | (false, false, true) => RowIs::Heading,
                (false, true, _) => RowIs::AboveHeading,
                (false, false, false) => RowIs::Unclear,
            };
            self.put(row, seen, kind);
        }
    }

    /// A line of the cover, whose figures stand next to their labels; a label in the column of names may be one.
    fn is_cover_line(&self, row: &RawRow, seen: &Seen) -> bool {
        let names = self.columns[self.form.name_column()];
        let beside_label = |i: &usize| {
            let label = |at: Option<u32>| at.and_then(|at| row.cell(at)).is_some_and(is_cover_label);
            let before = self.columns[*i].and_then(|at| at.checked_sub(1)).filter(|at| Some(*at) != names);
            label(self.columns[*i]) || label(before)
        };
        row.cells.iter().any(|(_, value)| is_cover_label(value)) && seen.amounts.iter().all(beside_label)
    }

    /// The rows below the heading, whose last row is `heading` if it has one, but for those that are lines of the cover.
    pub fn below(&mut self, rows: &[RawRow], heading: Option<u32>, cover_lines: &BTreeSet<u32>) {
        for row in rows {
            let seen = self.see(row);
            let numbers = is_numbering(row) && heading.is_some_and(|last| row.number <= last + 2);
            let kind = if numbers || cover_lines.contains(&row.number) { RowIs::Heading } else { self.kind(row, &seen) };
            self.put(row, seen, kind);
        }
    }

    /// Titles of what comes next.
    pub fn titles(&mut self, rows: &[RawRow]) {
        for row in rows {
            let seen = self.see(row);
            self.put(row, seen, RowIs::Heading);
        }
    }

    /// Everything sorted so far.
    pub fn finish(self) -> Sorted {
        self.sorted
    }

    /// Whether the row has a day, a name, and what else an entry of the form must have.
    pub fn is_like_an_entry_at(&self, row: &RawRow) -> bool {
        self.is_like_an_entry(&self.see(row))
    }

    fn is_like_an_entry(&self, seen: &Seen) -> bool {
        let columns = self.form.columns();
        let has = |i: usize| match columns[i].kind {
            ValueKind::Count => seen.record.cells[i].as_ref().is_some_and(|value| matches!(number(Some(value)), Ok(Some(_)))),
            _ => seen.evidence.contains(&i),
        };
        (0..columns.len()).filter(|i| columns[*i].required).all(has)
    }

    fn put(&mut self, row: &RawRow, seen: Seen, kind: RowIs) {
        let baht = self.baht(&seen.record);
        let account = &mut self.sorted.account;
        account.read += 1;
        account.amounts.read += baht;
        match kind {
            RowIs::Heading => account.headings += 1,
            RowIs::Blank => account.blank += 1,
            RowIs::Note => {
                account.notes += 1;
                let signs = |value: &RawValue| footer_label(&words(value)) == Some(FooterLabel::Said);
                self.below_signature |= row.cells.iter().any(|(_, value)| signs(value));
            }
            RowIs::Unclear | RowIs::AboveHeading => {
                account.named += 1;
                account.amounts.named += baht;
                let problem = if matches!(kind, RowIs::Unclear) { Problem::RowNotUnderstood } else { Problem::RowAboveHeading };
                let at = |i: &usize| self.columns[*i];
                let amount = seen.amounts.iter().find_map(at);
                let named = Some(self.form.name_column()).filter(|i| seen.own.contains(i)).as_ref().and_then(at);
                let first = row.cells.first().map_or(0, |(column, _)| *column);
                let column = if matches!(kind, RowIs::Unclear) { amount } else { named }.unwrap_or(first);
                let value = row.cell(column).map(words).unwrap_or_default();
                self.sorted.findings.push(Finding::new(problem, self.place.at(row.number, column)).value(value));
            }
            RowIs::Total => {
                account.totals += 1;
                account.amounts.totals += baht;
                self.sorted.totals.push((self.sorted.records.len(), seen.record));
                self.below_total = true;
                self.since_total.fill(Decimal::ZERO);
            }
            RowIs::Entry => {
                account.records += 1;
                account.amounts.records += baht;
                (self.below_total, self.below_signature) = (false, false);
                self.add(&seen.record);
                self.note_cut(row, &seen);
                self.sorted.records.push(seen.record);
            }
        }
    }

    fn see(&self, row: &RawRow) -> Seen {
        let columns = self.form.columns();
        let mut seen = Seen {
            record: Record { part: 0, row: row.number, cells: Vec::with_capacity(columns.len()) },
            filled: Vec::new(),
            own: Vec::new(),
            amounts: Vec::new(),
            evidence: Vec::new(),
            numbered: false,
        };
        for (i, at) in self.columns.iter().enumerate() {
            let kind = columns[i].kind;
            let own = at.and_then(|at| row.cell(at)).filter(|value| !is_blank(Some(value)));
            let value = own.cloned().or_else(|| at.and_then(|at| self.merged_down(kind, row.number, at)));
            if let Some(value) = &value {
                seen.numbered |= kind == ValueKind::RowNumber && own.is_some() && matches!(number(own), Ok(Some(_)));
                if says_something(kind, value) {
                    seen.filled.push(i);
                    if own.is_some() {
                        seen.own.push(i);
                    }
                    if matches!(kind, ValueKind::Money | ValueKind::Count) {
                        seen.amounts.push(i);
                    } else if self.form.identifies(i) && is_evidence(kind, value) {
                        seen.evidence.push(i);
                    }
                }
            }
            seen.record.cells.push(value);
        }
        seen
    }

    /// Words, days and choices hold for every row that a merged cell covers; an amount or a count for the first only.
    fn merged_down(&self, kind: ValueKind, row: u32, column: u32) -> Option<RawValue> {
        match kind {
            ValueKind::RowNumber | ValueKind::Money => None,
            ValueKind::Count => self.merges.over(row, column).map(|_| RawValue::Number(Decimal::ZERO)),
            _ => self.merges.inherited(row, column).filter(|value| !is_blank(Some(value))).cloned(),
        }
    }

    fn kind(&self, row: &RawRow, seen: &Seen) -> RowIs {
        if row.cells.iter().all(|(_, value)| is_blank(Some(value))) {
            return RowIs::Blank;
        }
        if self.is_total(row, seen) {
            return RowIs::Total;
        }
        if let Some(kind) = self.footer(row, seen) {
            return kind;
        }
        let columns = self.form.columns();
        if seen.filled.is_empty() {
            return self.stray(row);
        }
        // Another line of the entry above, into which its cells are merged: a second link, a second remark.
        let identified = seen.own.iter().any(|i| self.form.identifies(*i) || columns[*i].required);
        if !identified && !seen.numbered && seen.amounts.is_empty() && !seen.evidence.is_empty() {
            return RowIs::Blank;
        }
        if let ([only], [], false) = (&seen.own[..], &seen.amounts[..], seen.numbered) {
            let words_only = matches!(columns[*only].kind, ValueKind::Text | ValueKind::Link | ValueKind::Choice(_));
            let required = columns[*only].required;
            if words_only && self.below_signature {
                return RowIs::Note;
            }
            if words_only && (!required || self.below_total) {
                return if self.below_total && !self.form.identifies(*only) { RowIs::Note } else { RowIs::Unclear };
            }
        }
        RowIs::Entry
    }

    /// Whether a row only adds up others: it says so, and nothing else of an entry; where what it says may be a name, its
    /// amounts must be the sums of the rows above.
    fn is_total(&self, row: &RawRow, seen: &Seen) -> bool {
        let labels: Vec<(u32, TotalLabel)> = row
            .cells
            .iter()
            .filter_map(|(at, value)| match value {
                RawValue::Text(text) => total_label(text).map(|label| (*at, label)),
                _ => None,
            })
            .collect();
        if labels.is_empty() || !seen.evidence.iter().all(|i| labels.iter().any(|(at, _)| self.columns[*i] == Some(*at))) {
            return false;
        }
        let columns = self.form.columns();
        let is_label = |i: &usize| labels.iter().any(|(at, _)| self.columns[*i] == Some(*at));
        let aside = |i: &usize| {
            matches!(columns[*i].kind, ValueKind::Link | ValueKind::Money | ValueKind::Count) || *i + 1 == columns.len()
        };
        let silent =
            |i: &usize| is_label(i) || aside(i) || seen.record.cells[*i].as_ref().is_none_or(|value| is_unit(&words(value)));
        if !seen.filled.iter().all(silent) {
            return false;
        }
        let in_name = |at: u32| self.columns[self.form.name_column()] == Some(at);
        let surely = labels.iter().any(|(at, label)| match label {
            TotalLabel::Whole => true,
            TotalLabel::Ending => {
                !in_name(*at) || row_text(row, *at).to_lowercase().ends_with("total") || row_text(row, *at).ends_with("ผลรวม")
            }
            TotalLabel::Beginning => !in_name(*at),
        });
        if surely && !seen.numbered { true } else { self.adds_up(seen) }
    }

    /// Whether the row has amounts, and each is the sum of its section or of all rows above.
    fn adds_up(&self, seen: &Seen) -> bool {
        let equals = |i: &usize| match number(seen.record.cells[*i].as_ref()) {
            Ok(Some(amount)) => amount == self.since_total[*i] || amount == self.sums[*i],
            _ => false,
        };
        !seen.amounts.is_empty() && seen.amounts.iter().all(equals)
    }

    /// What a row with a signature or a note is, if it is one: nothing to say of where it can be nothing else.
    fn footer(&self, row: &RawRow, seen: &Seen) -> Option<RowIs> {
        let name = self.form.name_column();
        if !seen.amounts.is_empty() || seen.numbered || seen.evidence.iter().any(|i| *i != name) {
            return None;
        }
        let texts = row.cells.iter().filter(|(_, value)| matches!(value, RawValue::Text(_)));
        let labels: Vec<(u32, Option<FooterLabel>)> = texts.map(|(at, value)| (*at, footer_label(&words(value)))).collect();
        let identifies = |at: u32| (0..self.columns.len()).any(|i| self.form.identifies(i) && self.columns[i] == Some(at));
        let said = labels.iter().any(|(_, label)| *label == Some(FooterLabel::Said));
        let marked = !labels.is_empty() && labels.iter().all(|(_, label)| label.is_some());
        if !said && !marked {
            return None;
        }
        let below = self.below_total || self.below_signature;
        let named = seen.evidence.contains(&name);
        let in_name = labels.iter().any(|(at, label)| label.is_some() && self.columns[name] == Some(*at));
        let in_entry = labels.iter().any(|(at, _)| identifies(*at));
        let plain = if said { !named && !in_name } else { !in_entry };
        Some(if below || plain { RowIs::Note } else { RowIs::Unclear })
    }

    /// Words in a column the form does not have, or under the row number, are not an entry but are not passed over either.
    fn stray(&self, row: &RawRow) -> RowIs {
        let stray = row.cells.iter().any(|(at, value)| match value {
            RawValue::Text(text) => {
                !is_nothing(&words(value)) && parse_number(text).is_none() && !self.columns[1..].contains(&Some(*at))
            }
            _ => false,
        });
        match (stray, self.below_total || self.below_signature) {
            (false, _) => RowIs::Blank,
            (true, true) => RowIs::Note,
            (true, false) => RowIs::Unclear,
        }
    }

    /// Baht in the row's columns of money.
    fn baht(&self, record: &Record) -> Decimal {
        let money = self.form.columns().iter().zip(&record.cells).filter(|(column, _)| column.kind == ValueKind::Money);
        let amounts = money.filter_map(|(_, value)| number(value.as_ref()).ok().flatten());
        amounts.fold(Decimal::ZERO, Decimal::saturating_add)
    }

    fn add(&mut self, record: &Record) {
        for (i, value) in record.cells.iter().enumerate() {
            if let (ValueKind::Money | ValueKind::Count, Ok(Some(amount))) = (self.form.columns()[i].kind, number(value.as_ref()))
            {
                self.since_total[i] = self.since_total[i].saturating_add(amount);
                self.sums[i] = self.sums[i].saturating_add(amount);
            }
        }
    }

    /// Says of which cells of the row only the beginning is kept.
    fn note_cut(&mut self, row: &RawRow, seen: &Seen) {
        if self.sheet.cut.is_empty() {
            return;
        }
        for column in seen.own.iter().filter_map(|i| self.columns[*i]) {
            if self.sheet.cut.binary_search(&(row.number, column)).is_ok() {
                let start: String = row_text(row, column).chars().take(60).collect();
                self.sorted
                    .findings
                    .push(Finding::new(Problem::TextTooLong, self.place.at(row.number, column)).value(start + "…"));
            }
        }
    }
}

fn row_text(row: &RawRow, column: u32) -> String {
    row.cell(column).map(words).unwrap_or_default()
}

fn is_cover_label(value: &RawValue) -> bool {
    matches!(value, RawValue::Text(text) if CoverField::of_label(text.split([':', '：']).next().unwrap_or_default()).is_some())
}

/// Whether a text is only what a figure counts: บาท, กลุ่ม/ราย.
fn is_unit(text: &str) -> bool {
    text.chars().count() < 12 && parse_number(&format!("1 {text}")).is_some()
}

/// Whether a value in a column that identifies an entry does so: a day that could be one, words that are no label.
fn is_evidence(kind: ValueKind, value: &RawValue) -> bool {
    match (kind, value) {
        (ValueKind::Day, RawValue::Text(text)) => {
            let digits = to_arabic(text);
            let parts = digits.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count();
            // 15/02/2565 and ๑๕ ก.พ. are, a lone number is an amount that slipped; serial days are numbers of five figures.
            let like_a_day = parts > 1 || (parts == 1 && digits.contains(char::is_alphabetic)) || digits.trim().len() == 5;
            like_a_day && total_label(text).is_none() && footer_label(text).is_none()
        }
        (ValueKind::Day, RawValue::Number(serial)) => *serial >= Decimal::from(10_000),
        (_, RawValue::Text(text)) => {
            total_label(text) != Some(TotalLabel::Whole) && footer_label(text).is_none() && !is_unit(text)
        }
        _ => true,
    }
}

/// Whether a cell says anything about an entry: not a row number, a dash, or a zero that the form filled in beforehand.
fn says_something(kind: ValueKind, value: &RawValue) -> bool {
    match (kind, value) {
        (ValueKind::RowNumber, _) => false,
        (ValueKind::Money | ValueKind::Count, value) => {
            !matches!(number(Some(value)), Ok(None)) && number(Some(value)) != Ok(Some(Decimal::ZERO))
        }
        (_, RawValue::Text(_)) => !is_nothing(&words(value)),
        _ => true,
    }
}

/// A row (๑) (๒) (๓) … that numbers the columns, below the heading.
fn is_numbering(row: &RawRow) -> bool {
    let figure = |value: &RawValue| parse_number(words(value).trim_matches(['(', ')', ' ']));
    let figures: Option<Vec<Decimal>> = row.cells.iter().map(|(_, value)| figure(value)).collect();
    figures.is_some_and(|figures| figures.len() >= 3 && figures.windows(2).all(|pair| pair[1] == pair[0] + Decimal::ONE))
}
