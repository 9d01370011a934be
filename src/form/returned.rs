//! The workbook that goes back to a district: its own data in the form, what is wrong marked, and a list of it first.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::summary::{self, Item};
use super::{At, Content, Entry, FormError, Issue, Mark, saved, table};
use crate::columns::{CoverField, Form, ValueKind};
use crate::finding::{Finding, Lang, Place, Severity};
use crate::plan::Plan;
use crate::submission::layout::{FormTable, Layout, Part};
use crate::submission::raw::RawValue;
use crate::submission::values::{day, number, words};
use crate::thai::calendar::{FiscalYear, Month};
use crate::validate::Workbook;

/// Figures a spreadsheet keeps of a number; a longer one stays words, so that nothing is lost.
const FIGURES: u128 = 1_000_000_000_000_000;

/// The form with what `workbook` held, ฉบับแก้ไข one higher, each wrong cell of `findings` coloured and explained by a note,
/// and a first sheet that lists them all. A workbook whose tables were not found gives a blank form behind that sheet.
///
/// # Errors
/// When district or month of the workbook are unknown.
pub fn returned(plan: &Plan, workbook: &Workbook, findings: &[&Finding], lang: Lang) -> Result<Vec<u8>, FormError> {
    let (Some(district), Some(month)) = (workbook.district, workbook.month) else {
        return Err(FormError::Ownerless(workbook.file.to_string()));
    };
    let reader = Reader { year: plan.fiscal_year(), date_1904: workbook.date_1904 };
    let mut content = workbook.layout.as_ref().map(|layout| reader.content(layout)).unwrap_or_default();
    let revision = Decimal::from(workbook.revision.saturating_add(1));
    content.cover.insert(CoverField::Revision, Entry::Number(revision));
    let mut items: Vec<Item<'_>> =
        findings.iter().map(|finding| Item { finding, at: locate(workbook.layout.as_ref(), &finding.place) }).collect();
    // What must be mended comes first; within that, the order in which the findings came.
    items.sort_by_key(|item| item.finding.severity());
    content.marks = marks(&items, lang);
    let drawn = Issue::new(plan, district, month, &content)?.drawn(|issue| summary::sheet(issue, &items, lang).map(Some));
    // A hundred thousand rows need not stand in memory twice.
    drop(content);
    saved(&plan[district], drawn)
}

/// Turns raw cells into entries of the form.
struct Reader {
    year: FiscalYear,
    date_1904: bool,
}

impl Reader {
    fn content(&self, layout: &Layout) -> Content {
        let cover = layout.cover.iter().filter_map(|(field, cell)| Some((*field, self.cover(*field, cell.value.as_ref()?))));
        let rows = layout.tables.iter().map(|(form, table)| (*form, self.rows(*form, table)));
        Content { cover: cover.collect(), rows: rows.collect(), marks: BTreeMap::new() }
    }

    fn rows(&self, form: Form, table: &FormTable) -> Vec<Vec<Entry>> {
        let row = |cells: &Vec<Option<RawValue>>| {
            form.columns().iter().zip(cells).map(|(column, cell)| self.entry(column.kind, cell.as_ref())).collect()
        };
        table.records.iter().map(|record| row(&record.cells)).collect()
    }

    /// The clerk's own words; a real date or number where they mean one.
    fn entry(&self, kind: ValueKind, value: Option<&RawValue>) -> Entry {
        let Some(value) = value else { return Entry::Blank };
        let understood = match kind {
            ValueKind::Day => day(Some(value), self.year, self.date_1904).ok().flatten().map(Entry::Day),
            ValueKind::Count | ValueKind::Money => {
                number(Some(value)).ok().flatten().filter(keeps_its_figures).map(Entry::Number)
            }
            // Rows are numbered anew: those of the district's own form may have begun anywhere.
            ValueKind::RowNumber => Some(Entry::Blank),
            ValueKind::Text | ValueKind::Choice(_) | ValueKind::Link => None,
        };
        understood.unwrap_or_else(|| own_words(value))
    }

    fn cover(&self, field: CoverField, value: &RawValue) -> Entry {
        let date = || {
            day(Some(value), self.year, self.date_1904)
                .or_else(|_| day(Some(value), FiscalYear(self.year.0 + 1), self.date_1904))
                .ok()
                .flatten()
        };
        let understood = match (field, value) {
            (CoverField::ReportDate, _) => date().map(Entry::Day),
            // A spreadsheet program made a date of the month's name.
            (CoverField::Month, RawValue::Day(_) | RawValue::Number(_)) => date().map(|date| Entry::Text(Month::of(date).thai())),
            _ => None,
        };
        understood.unwrap_or_else(|| own_words(value))
    }
}

fn keeps_its_figures(number: &Decimal) -> bool {
    number.normalize().mantissa().unsigned_abs() < FIGURES
}

fn own_words(value: &RawValue) -> Entry {
    match value {
        RawValue::Text(text) => Entry::Text(text.clone()),
        RawValue::FormulaWithoutValue => Entry::Blank,
        other => Entry::Text(words(other)),
    }
}

/// The cell of the form that means the same as `place` in the file that was read; `None` for a place outside its tables.
fn locate(layout: Option<&Layout>, place: &Place) -> Option<At> {
    let (layout, cell) = (layout?, place.cell?);
    let in_cover = layout.cover.iter().find(|(_, own)| own.place == *place).map(|(field, _)| At::Cover(*field));
    in_cover.or_else(|| {
        layout.tables.iter().find_map(|(form, table)| {
            let here = |part: &&(usize, &Part)| part.1.sheet.sheet == place.sheet && part.1.sheet.file == place.file;
            table.parts.iter().enumerate().filter(|part| here(&part)).find_map(|(number, part)| {
                let key = (number, cell.row);
                let row = table.records.binary_search_by_key(&key, |record| (record.part, record.row)).ok()?;
                let column = part.columns.iter().position(|at| *at == Some(cell.column))?;
                Some(At::Row { form: *form, row, column })
            })
        })
    })
}

/// The marks of the cells in error or doubt; a note of what was merely noticed needs no mending. Of a table with more of
/// them than it has notes for, the others are only coloured.
fn marks(items: &[Item<'_>], lang: Lang) -> BTreeMap<At, Mark> {
    let mut marks: BTreeMap<At, Mark> = BTreeMap::new();
    let faults = || items.iter().filter(|item| item.finding.severity() != Severity::Note);
    for (finding, at) in faults().filter_map(|item| Some((item.finding, item.at?))) {
        let mark = marks.entry(at).or_insert(Mark { severity: finding.severity(), sentences: String::new() });
        mark.severity = mark.severity.min(finding.severity());
    }
    let noted = noted(marks.keys().copied());
    for (finding, at) in faults().filter_map(|item| Some((item.finding, item.at?))).filter(|(_, at)| noted.contains(at)) {
        let Some(mark) = marks.get_mut(&at) else { continue };
        if !mark.sentences.is_empty() {
            mark.sentences.push_str("\n\n");
        }
        mark.sentences.push_str(&summary::sentences(finding, lang));
    }
    marks
}

/// Those of `marked`, which are in order, that get a note.
fn noted(marked: impl Iterator<Item = At>) -> BTreeSet<At> {
    let mut notes: BTreeMap<Form, usize> = BTreeMap::new();
    let has_room = |at: &At| match at {
        At::Cover(_) => true,
        At::Row { form, .. } => {
            let notes = notes.entry(*form).or_default();
            *notes += 1;
            *notes <= table::NOTES
        }
    };
    marked.filter(has_room).collect()
}
