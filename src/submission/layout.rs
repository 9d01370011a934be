//! Finds the cover and the two forms in a raw workbook by meaning, wherever they stand (SPEC §4).
//!
//! Every row of every sheet is accounted for: a record, or a heading, note, title, total or blank row.

mod cover;
mod headings;
mod rows;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{CoverField, Form};
use super::raw::{RawSheet, RawValue, RawWorkbook};
use crate::finding::{Code, Finding, Place};
use crate::thai::text::loose_key;

/// Sheets of the program's own workbooks that hold no report: the lists behind the dropdowns, and a returned form's summary.
pub const OWN_SHEETS: [&str; 2] = ["รายการ", "สิ่งที่ต้องแก้"];

/// A workbook with its parts found.
#[derive(Debug)]
pub struct Layout {
    /// The cover's fields that have a label, each with its value's place.
    pub cover: BTreeMap<CoverField, CoverCell>,
    /// The forms found; a workbook that lacks one or has it twice says so in `findings`.
    pub tables: BTreeMap<Form, Table>,
    /// What is wrong with the layout.
    pub findings: Vec<Finding>,
    /// Where the rows went.
    pub account: Account,
}

/// One field of the cover.
#[derive(Clone, Debug)]
pub struct CoverCell {
    /// Where the value stands, or would.
    pub place: Place,
    /// The value; `None` when blank.
    pub value: Option<RawValue>,
}

/// One form's table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its sheet.
    pub sheet: Place,
    /// The sheet column of each of the form's columns.
    pub columns: Vec<Option<u32>>,
    /// Rows that hold an entry.
    pub records: Vec<Record>,
    /// Total rows, each with the number of records above it.
    pub totals: Vec<(usize, Record)>,
}

impl Table {
    /// The cell of a form column in a row; the whole sheet where the column is missing.
    pub fn place(&self, row: u32, column: usize) -> Place {
        self.columns.get(column).copied().flatten().map_or_else(|| self.sheet.clone(), |at| self.sheet.at(row, at))
    }

    fn has_required(&self, form: Form) -> bool {
        form.columns().iter().zip(&self.columns).all(|(column, at)| !column.required || at.is_some())
    }
}

/// One row's cells by form column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Sheet row, from 0.
    pub row: u32,
    /// One for each column of the form.
    pub cells: Vec<Option<RawValue>>,
}

/// Where the rows that hold anything went. `read` is always the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Account {
    /// Rows that hold anything.
    pub read: usize,
    /// Titles, cover lines and headings.
    pub headings: usize,
    /// Rows of a form that hold nothing but a row number.
    pub blank: usize,
    /// Total rows.
    pub totals: usize,
    /// Signatures and notes below a table, and rows named in a finding as not understood.
    pub notes: usize,
    /// Rows of sheets that are no part of the form.
    pub other_sheets: usize,
    /// Entries; validation says which of them count.
    pub records: usize,
}

impl std::ops::AddAssign for Account {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.headings += other.headings;
        self.blank += other.blank;
        self.totals += other.totals;
        self.notes += other.notes;
        self.other_sheets += other.other_sheets;
        self.records += other.records;
    }
}

/// A form's table as found in one sheet, before it is known which one counts.
struct Candidate {
    form: Form,
    table: Table,
    named: bool,
}

/// Finds the parts of the workbook `file`.
pub fn recognise(file: &Arc<str>, workbook: &RawWorkbook) -> Layout {
    let mut layout =
        Layout { cover: BTreeMap::new(), tables: BTreeMap::new(), findings: Vec::new(), account: Account::default() };
    let mut candidates = Vec::new();
    for sheet in &workbook.sheets {
        let place = Place::sheet(file, &Arc::from(sheet.name.as_str()));
        if let Some(reason) = &sheet.unreadable {
            layout.findings.push(Finding::new(Code::SheetUnreadable, place).with("reason", reason));
            continue;
        }
        if sheet.rows.is_empty() {
            continue;
        }
        layout.sheet(sheet, &place, &mut candidates);
    }
    for form in Form::ALL {
        layout.choose(form, file, candidates.iter().filter(|candidate| candidate.form == form).collect());
    }
    layout
}

impl Layout {
    fn sheet(&mut self, sheet: &RawSheet, place: &Place, candidates: &mut Vec<Candidate>) {
        let own = OWN_SHEETS.iter().any(|name| loose_key(name) == loose_key(&sheet.name));
        let headings = if own { Vec::new() } else { headings::find(sheet) };
        let cover_end = headings.first().map_or(u32::MAX, |heading| heading.first_row);
        let cover = if own { BTreeMap::new() } else { cover::find(sheet, cover_end, place) };
        if headings.is_empty() && cover.len() < 2 {
            self.account += Account { read: sheet.rows.len(), other_sheets: sheet.rows.len(), ..Account::default() };
            if !own {
                self.findings.push(Finding::new(Code::SheetIgnored, place.clone()));
            }
            return;
        }
        self.note_hidden(sheet, place);
        if cover.len() > self.cover.len() {
            self.cover = cover;
        }
        let found = rows::classify(sheet, place, &headings);
        self.account += found.account;
        self.findings.extend(found.findings);
        let name = loose_key(&sheet.name);
        for (form, table) in found.tables {
            candidates.push(Candidate { form, table, named: name == loose_key(form.sheet()) });
        }
    }

    fn note_hidden(&mut self, sheet: &RawSheet, place: &Place) {
        let rows: Vec<String> = sheet.rows.iter().filter(|row| row.hidden).map(|row| (row.number + 1).to_string()).collect();
        let columns: Vec<String> = sheet.hidden_columns.iter().map(|column| column_letters(*column)).collect();
        let list = |name: &str, items: &[String]| match items {
            [] => None,
            [few @ ..] if few.len() <= 10 => Some(format!("{name} {}", few.join(", "))),
            [many @ ..] => Some(format!("{name} {} … {} รวม {}", many[0], many[many.len() - 1], many.len())),
        };
        let what: Vec<String> = [list("แถว", &rows), list("คอลัมน์", &columns)].into_iter().flatten().collect();
        if sheet.hidden || !what.is_empty() {
            let what = if what.is_empty() { "ทั้งแผ่นงาน".to_owned() } else { what.join(" ") };
            self.findings.push(Finding::new(Code::HiddenRows, place.clone()).with("what", what));
        }
    }

    /// Takes the one table of `form`: complete before incomplete, with entries before empty, named as the form before others.
    fn choose(&mut self, form: Form, file: &Arc<str>, mut candidates: Vec<&Candidate>) {
        let rank =
            |candidate: &&Candidate| (candidate.table.has_required(form), !candidate.table.records.is_empty(), candidate.named);
        candidates.sort_by_key(|candidate| std::cmp::Reverse(rank(candidate)));
        let Some(best) = candidates.first() else {
            self.findings.push(Finding::new(Code::SheetMissing, Place::file(file)).with("form", form.sheet()));
            return;
        };
        let rivals: Vec<_> =
            candidates[1..].iter().filter(|other| rank(other) == rank(best) && !other.table.records.is_empty()).collect();
        for other in &rivals {
            self.findings.push(Finding::new(Code::SheetTwice, other.table.sheet.clone()).with("form", form.sheet()));
        }
        for other in &candidates[1..] {
            let records = other.table.records.len();
            self.account.records -= records;
            self.account.other_sheets += records;
            if rivals.is_empty() && records > 0 {
                self.findings.push(Finding::new(Code::SheetIgnored, other.table.sheet.clone()));
            }
        }
        for (column, at) in form.columns().iter().zip(&best.table.columns) {
            if column.required && at.is_none() {
                let finding = Finding::new(Code::ColumnMissing, best.table.sheet.clone());
                self.findings.push(finding.with("form", form.sheet()).with("column", column.heading));
            }
        }
        self.tables.insert(form, best.table.clone());
    }
}

/// A column's letters: 7 → H.
pub fn column_letters(column: u32) -> String {
    crate::finding::CellRef { row: 0, column }.to_string().trim_end_matches('1').to_owned()
}
