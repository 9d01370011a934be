//! Finds the cover and the two forms in a raw workbook by meaning, wherever they stand (SPEC §4).
//!
//! Every row of every sheet is accounted for: a record, or a heading, note, title, total or blank row. A form may stand in
//! several blocks, on one sheet or more: they are one table.

mod account;
mod cover;
mod headings;
mod labels;
mod merges;
mod pictures;
mod qualifiers;
mod rows;
mod sent;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::raw::{RawSheet, RawValue, RawWorkbook};
use super::values::words;
use crate::columns::{CoverField, Form, ValueKind};
use crate::finding::words::Field;
use crate::finding::{Code, Finding, Place, Problem};
use crate::thai::text::loose_key;
pub use account::{Account, Amounts};
use headings::{Heading, Meanings};
use merges::Merges;
pub use pictures::{Link, PlacedPicture};
use rows::{Sorted, Sorter};
pub use sent::{CellAsSent, RowAsSent, WantedRow, rows_as_sent};

/// Sheets of the program's own workbooks that hold no report: the lists behind the dropdowns, and a returned form's summary.
pub const OWN_SHEETS: [&str; 2] = ["รายการ", "สิ่งที่ต้องแก้"];

/// The cover's fields that have a label.
pub type Fields = BTreeMap<CoverField, CoverCell>;

/// A workbook with its parts found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The cover's fields that have a label, each with its value's place.
    pub cover: Fields,
    /// Other sheets' covers, which may contradict it.
    pub other_covers: Vec<Fields>,
    /// The forms found; a workbook that lacks one, or has one in parts that cannot be joined, says so in `findings`.
    pub tables: BTreeMap<Form, FormTable>,
    /// What is wrong with the layout.
    pub findings: Vec<Finding>,
    /// Where the rows went.
    pub account: Account,
    /// Pictures on its sheets that are no letterhead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PlacedPicture>,
    /// Cells in the rows of activities that lead to an address outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// One field of the cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverCell {
    /// Where the value stands, or would.
    pub place: Place,
    /// The value; `None` when blank.
    pub value: Option<RawValue>,
    /// The cells it was read together from, where it is spread over several.
    pub parts: Vec<RawValue>,
}

/// One form's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormTable {
    /// The blocks in which it stands, in order; at least one.
    pub parts: Vec<Part>,
    /// Rows that hold an entry.
    pub records: Vec<Record>,
    /// Total rows, each with the number of records above it.
    pub totals: Vec<(usize, Record)>,
}

/// One block of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its sheet.
    pub sheet: Place,
    /// The sheet column of each of the form's columns.
    pub columns: Vec<Option<u32>>,
}

/// One row's cells by form column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which of the table's parts it stands in.
    pub part: usize,
    /// Sheet row, from 0.
    pub row: u32,
    /// One for each column of the form.
    pub cells: Vec<Option<RawValue>>,
}

impl FormTable {
    /// The cell of a form column in a record's row; the whole sheet where the column is missing.
    pub fn place(&self, record: &Record, column: usize) -> Place {
        let part = &self.parts[record.part];
        part.columns.get(column).copied().flatten().map_or_else(|| part.sheet.clone(), |at| part.sheet.at(record.row, at))
    }
}

/// A sheet with what was found in it.
struct Sheet<'a> {
    raw: &'a RawSheet,
    place: Place,
    merges: Merges<'a>,
    headings: Vec<Heading>,
    /// Rows below a heading that are lines of the cover.
    cover_lines: BTreeSet<u32>,
}

/// A form's rows in one block of a sheet, before it is known whether they count.
struct Block {
    form: Form,
    part: Part,
    sorted: Sorted,
    /// Whether every required column is there.
    whole: bool,
    /// Whether its sheet's name says that it is something apart: an example, a copy, another month.
    apart: bool,
    /// Whether its sheet is named as the form.
    named: bool,
    /// What is odd about its heading.
    findings: Vec<Finding>,
}

/// Whether a text labels a total and says nothing else.
pub fn is_total(text: &str) -> bool {
    labels::total_label(text) == Some(labels::TotalLabel::Whole)
}

/// Finds the parts of the workbook `file`.
pub fn recognise(file: &Arc<str>, workbook: &RawWorkbook) -> Layout {
    let mut layout = Layout::default();
    let mut meanings = Meanings::default();
    let (mut blocks, mut unheaded, mut covers) = (Vec::new(), Vec::new(), Vec::new());
    for raw in &workbook.sheets {
        let place = Place::sheet(file, &Arc::from(raw.name.as_str()));
        if let Some(reason) = &raw.unreadable {
            layout.findings.push(Finding::new(Problem::SheetUnreadable { reason: reason.clone() }, place));
        } else if OWN_SHEETS.iter().any(|name| loose_key(name) == loose_key(&raw.name)) {
            layout.set_aside(raw);
        } else if !raw.rows.is_empty() {
            let merges = Merges::of(raw);
            let headings = headings::find(raw, &merges, &mut meanings);
            let mut cover = cover::find(raw, &headings, &place, workbook.date_1904);
            let is_cover = cover.fields.len() >= 2;
            let sheet = Sheet { raw, place, merges, headings, cover_lines: std::mem::take(&mut cover.lines) };
            if is_cover || !sheet.headings.is_empty() {
                covers.push(cover);
            }
            if !sheet.headings.is_empty() {
                layout.note_hidden(&sheet);
                blocks.extend(sheet.blocks());
            } else if is_cover {
                layout.note_hidden(&sheet);
                layout.account += Account { read: raw.rows.len(), headings: raw.rows.len(), ..Account::default() };
            } else {
                unheaded.push(sheet);
            }
        }
    }
    (layout.cover, layout.other_covers) = cover::choose(covers);
    for form in Form::ALL {
        let (own, rest) = blocks.into_iter().partition(|block| block.form == form);
        blocks = rest;
        layout.join(form, file, own);
    }
    for sheet in unheaded {
        layout.unheaded(&sheet);
    }
    layout.tell_open_quotes(file, workbook);
    layout.place_pictures(file, workbook);
    layout
}

impl Sheet<'_> {
    /// The blocks below the sheet's headings, each up to the titles of the next; what stands above the first belongs to it.
    fn blocks(&self) -> Vec<Block> {
        let rows = &self.raw.rows;
        let index = |row: u32| rows.partition_point(|other| other.number < row);
        let key = loose_key(&self.raw.name);
        let mut blocks = Vec::new();
        let mut from = 0;
        for (i, heading) in self.headings.iter().enumerate() {
            let (first, after) = (index(heading.first_row), index(heading.last_row + 1));
            let names = heading.columns[heading.form.name_column()];
            let next = self.headings.get(i + 1).map(|next| index(next.first_row));
            let end = next.map_or(rows.len(), |next| sheets::before_titles(rows, after, next, names));
            let mut sorter = Sorter::new(heading.form, self.raw, &self.place, &self.merges, &heading.columns);
            if i == 0 {
                sorter.above(&rows[..first]);
                from = first;
            }
            sorter.titles(&rows[from..after]);
            sorter.below(&rows[after..end], Some(heading.last_row), &self.cover_lines);
            from = end;
            blocks.push(Block {
                form: heading.form,
                part: Part { sheet: self.place.clone(), columns: heading.columns.clone() },
                sorted: sorter.finish(),
                whole: heading.is_whole(),
                apart: sheets::stands_apart(&self.raw.name),
                named: key == loose_key(heading.form.sheet()),
                findings: self.heading_findings(heading),
            });
        }
        blocks
    }

    fn heading_findings(&self, heading: &Heading) -> Vec<Finding> {
        let columns = heading.form.columns();
        let field = |column: usize| Field::Column(heading.form, column);
        let at = |problem: Problem, at: u32| Finding::new(problem, self.place.at(heading.last_row, at));
        let unclear = |(column, column_at): &(usize, u32)| at(Problem::ColumnUnclear { column: field(*column) }, *column_at);
        let twice = |claim: &(usize, u32)| match columns[claim.0].kind {
            ValueKind::Money | ValueKind::Count => unclear(claim),
            _ => at(Problem::ColumnTwice { column: field(claim.0) }, claim.1),
        };
        heading.twice.iter().map(twice).chain(heading.unclear.iter().map(unclear)).collect()
    }
}

impl Block {
    /// What makes it the form: complete before incomplete, plain before apart, with entries before empty, named before others.
    fn rank(&self) -> (bool, bool, bool, bool) {
        (self.whole, !self.apart, !self.sorted.records.is_empty(), self.named)
    }

    /// Whether it goes on with the table that `first` begins.
    fn continues(&self, first: &Self) -> bool {
        self.whole && first.whole && (!self.apart || self.part.sheet == first.part.sheet)
    }
}

impl Layout {
    /// A quote that never closes is told wherever it stands; one in an entry's cell is told with the entry.
    fn tell_open_quotes(&mut self, file: &Arc<str>, workbook: &RawWorkbook) {
        for sheet in &workbook.sheets {
            let place = Place::sheet(file, &Arc::from(sheet.name.as_str()));
            let in_entry = |row: u32, column: u32| {
                self.tables.values().any(|table| {
                    let holds = |(number, part): (usize, &Part)| {
                        let here = part.sheet == place && part.columns.contains(&Some(column));
                        here && table.records.binary_search_by_key(&(number, row), |record| (record.part, record.row)).is_ok()
                    };
                    table.parts.iter().enumerate().any(holds)
                })
            };
            for row in &sheet.rows {
                for (column, value) in row.cells.iter().filter(|(_, value)| matches!(value, RawValue::OpenQuote(_))) {
                    if !in_entry(row.number, *column) {
                        self.findings
                            .push(Finding::new(Problem::QuoteUnclosed, place.at(row.number, *column)).value(words(value)));
                    }
                }
            }
        }
    }

    /// The rows of a sheet that is no part of the form.
    fn set_aside(&mut self, sheet: &RawSheet) {
        self.account += Account { read: sheet.rows.len(), other_sheets: sheet.rows.len(), ..Account::default() };
    }

    fn note_hidden(&mut self, sheet: &Sheet<'_>) {
        if let Some(what) = sheets::hidden(sheet.raw) {
            self.findings.push(Finding::new(Problem::HiddenRows { what }, sheet.place.clone()));
        }
    }

    /// Makes one table of the blocks of `form`. Entries that cannot be joined are never passed over.
    fn join(&mut self, form: Form, file: &Arc<str>, mut blocks: Vec<Block>) {
        // The first of equal rank: `max_by_key` would take the last.
        let Some(first) = (0..blocks.len()).rev().max_by_key(|i| blocks[*i].rank()) else {
            self.findings.push(Finding::new(Problem::SheetMissing { form }, Place::file(file)));
            return;
        };
        let joined: Vec<bool> = (0..blocks.len()).map(|i| i == first || blocks[i].continues(&blocks[first])).collect();
        let mut table = FormTable { parts: Vec::new(), records: Vec::new(), totals: Vec::new() };
        for (block, joined) in blocks.drain(..).zip(joined) {
            if joined {
                self.take(&mut table, block);
            } else {
                self.leave(block);
            }
        }
        self.missing_columns(form, &table.parts[0]);
        self.tables.insert(form, table);
    }

    /// Required columns that a table lacks. Without a column of sales they are nothing in every row, which is told as well.
    fn missing_columns(&mut self, form: Form, part: &Part) {
        let unclear = self.findings.iter().any(|finding| finding.code() == Code::ColumnUnclear);
        for (i, spec) in form.columns().iter().enumerate().filter(|(i, _)| part.columns[*i].is_none()) {
            let column = Field::Column(form, i);
            let problem = match spec.required {
                true => Problem::ColumnMissing { form, column },
                false if i == form.sales_column() && !unclear => Problem::ColumnAbsent { form, column },
                false => continue,
            };
            self.findings.push(Finding::new(problem, part.sheet.clone()));
        }
    }

    /// Adds a block to its table.
    fn take(&mut self, table: &mut FormTable, block: Block) {
        let (part, above) = (table.parts.len(), table.records.len());
        let of_part = |mut record: Record| {
            record.part = part;
            record
        };
        self.account += block.sorted.account;
        self.findings.extend(block.findings);
        self.findings.extend(block.sorted.findings);
        table.parts.push(block.part);
        table.records.extend(block.sorted.records.into_iter().map(of_part));
        table.totals.extend(block.sorted.totals.into_iter().map(|(at, record)| (above + at, of_part(record))));
    }

    /// Leaves a block out, and says so where it holds entries.
    fn leave(&mut self, block: Block) {
        let Account { read, amounts, .. } = block.sorted.account;
        let named = Amounts { read: amounts.read, named: amounts.read, ..Amounts::default() };
        self.account += Account { read, other_sheets: read, amounts: named, ..Account::default() };
        if !block.sorted.records.is_empty() {
            self.findings.push(Finding::new(Problem::SheetTwice { form: block.form }, block.part.sheet));
        }
    }

    /// A sheet without any heading: more of a table, or none of the report's business.
    fn unheaded(&mut self, sheet: &Sheet<'_>) {
        let rows = &sheet.raw.rows;
        let like = |form: &Form| {
            let columns = &self.tables.get(form)?.parts[0].columns;
            let sorter = Sorter::new(*form, sheet.raw, &sheet.place, &sheet.merges, columns);
            let entries = rows.iter().filter(|row| sorter.is_like_an_entry_at(row)).count();
            (entries > 0).then(|| (entries, *form, columns.clone()))
        };
        let best = Form::ALL.iter().filter_map(like).max_by_key(|(entries, ..)| *entries);
        match best {
            Some((entries, form, columns)) if entries * 2 >= rows.len() && !sheets::stands_apart(&sheet.raw.name) => {
                let mut sorter = Sorter::new(form, sheet.raw, &sheet.place, &sheet.merges, &columns);
                sorter.below(rows, None, &sheet.cover_lines);
                let part = Part { sheet: sheet.place.clone(), columns: columns.clone() };
                let sorted = sorter.finish();
                let block = Block { form, part, sorted, whole: true, apart: false, named: false, findings: Vec::new() };
                self.note_hidden(sheet);
                if let Some(mut table) = self.tables.remove(&form) {
                    self.take(&mut table, block);
                    self.tables.insert(form, table);
                }
            }
            _ => {
                let form = best.map(|(_, form, _)| form).or_else(|| sheets::form_named(sheet.raw));
                self.set_aside(sheet.raw);
                let problem = match form {
                    Some(form) => Problem::SheetTwice { form },
                    None if sheets::holds_a_figure(sheet.raw) => Problem::SheetUnused,
                    None => Problem::SheetIgnored,
                };
                self.findings.push(Finding::new(problem, sheet.place.clone()));
            }
        }
    }
}
