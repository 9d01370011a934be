//! What the rules of both forms share: a row's cells as typed values, each fault a finding at its cell.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Workbook;
use crate::columns::{Form, ValueKind};
use crate::finding::words::{Amount, Field, Moment};
use crate::finding::{Code, Finding, Place, Problem, Severity};
use crate::plan::Plan;
use crate::submission::layout::{FormTable, Record};
use crate::submission::raw::RawValue;
use crate::submission::values::{CellFault, PICTURE, day, number, words};
use crate::thai::calendar::{buddhist_from_two_digits, parse_span};
use crate::thai::digits::is_nothing;

/// More baht, or more operators, than a district can have: a slip of the keyboard.
const TOO_LARGE: Decimal = Decimal::from_parts(1_215_752_192, 23, 0, false, 0);

/// One row of a form being read.
pub(super) struct Row<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The workbook.
    pub workbook: &'a Workbook,
    /// Its form.
    pub form: Form,
    /// Its table.
    pub table: &'a FormTable,
    /// Its cells.
    pub record: &'a Record,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl<'a> Row<'a> {
    /// A row of the table.
    pub fn new(plan: &'a Plan, workbook: &'a Workbook, form: Form, table: &'a FormTable, record: &'a Record) -> Self {
        let mut row = Self { plan, workbook, form, table, record, findings: Vec::new() };
        // Where a cell ends is unknown, and so where the next ones begin: whatever they hold, the row is in error.
        for column in (0..record.cells.len()).filter(|column| matches!(record.cells[*column], Some(RawValue::OpenQuote(_)))) {
            row.finding(column, Problem::QuoteUnclosed);
        }
        row
    }

    /// Whether it counts: no finding of severity error.
    pub fn counts(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity() != Severity::Error)
    }

    /// The cell of a column.
    pub fn place(&self, column: usize) -> Place {
        self.table.place(self.record, column)
    }

    /// The cell's value.
    pub fn value(&self, column: usize) -> Option<&'a RawValue> {
        self.record.cells[column].as_ref()
    }

    /// The column's heading, for a sentence.
    pub fn field(&self, column: usize) -> Field {
        Field::Column(self.form, column)
    }

    /// A finding at a column's cell. Of a cell with an open quote nothing else is said.
    pub fn finding(&mut self, column: usize, problem: Problem) {
        let place = self.place(column);
        if self.findings.iter().any(|told| told.code() == Code::QuoteUnclosed && told.place == place) {
            return;
        }
        let finding = Finding::new(problem, place);
        self.findings.push(match self.value(column) {
            Some(value) => finding.value(words(value)),
            None => finding,
        });
    }

    fn fault(&mut self, column: usize, fault: CellFault) {
        self.finding(column, fault.problem(self.field(column)));
    }

    fn blank(&mut self, column: usize) {
        self.finding(column, Problem::CellBlank { field: self.field(column) });
    }

    /// The clerk's own words; blank where the cell is. An error value or an unsaved formula is a finding.
    pub fn text(&mut self, column: usize) -> String {
        match self.value(column) {
            None => String::new(),
            Some(RawValue::Error(_)) => {
                self.fault(column, CellFault::ErrorValue);
                String::new()
            }
            Some(RawValue::FormulaWithoutValue) => {
                self.fault(column, CellFault::FormulaWithoutValue);
                String::new()
            }
            Some(value) => words(value),
        }
    }

    /// The clerk's own words where a picture will not do: that is a finding.
    pub fn legible_text(&mut self, column: usize) -> String {
        let text = self.text(column);
        if text != PICTURE {
            return text;
        }
        self.finding(column, Problem::CellPicture { field: self.field(column) });
        String::new()
    }

    /// Words that must be there.
    pub fn required_text(&mut self, column: usize) -> Option<String> {
        let before = self.findings.len();
        let text = self.legible_text(column);
        if is_nothing(&text) && self.findings.len() == before {
            self.blank(column);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A day that must be there.
    pub fn required_day(&mut self, column: usize) -> Option<Date> {
        match day(self.value(column), self.plan.fiscal_year(), self.workbook.date_1904) {
            Ok(Some(date)) => return Some(self.meant(column, date)),
            Ok(None) => self.blank(column),
            Err(fault) => self.fault(column, fault),
        }
        None
    }

    /// The day that a date cell means: a year of the last century that puts it into the fiscal year, once it is read as a
    /// Buddhist one of two digits, is read so, with a finding.
    fn meant(&mut self, column: usize, date: Date) -> Date {
        let in_a_cell = matches!(self.value(column), Some(RawValue::Day(_) | RawValue::Number(_)));
        let year = self.plan.fiscal_year();
        let meant = buddhist_from_two_digits(date).filter(|meant| in_a_cell && year.contains(*meant));
        if let Some(meant) = meant {
            let (field, typed, read) = (self.field(column), Moment::Day(date), Moment::Day(meant));
            self.finding(column, Problem::DateTwoDigitYear { field, typed, read });
        }
        meant.unwrap_or(date)
    }

    /// Several days as they are written; blank for one.
    pub fn span(&self, column: usize) -> String {
        let text = self.value(column).map(words).unwrap_or_default();
        if parse_span(&text, self.plan.fiscal_year()).is_some() { text } else { String::new() }
    }

    /// Baht; blank and dash are zero.
    pub fn money(&mut self, column: usize) -> Decimal {
        self.amount(column).flatten().unwrap_or_default()
    }

    /// A whole number that must be there.
    pub fn required_count(&mut self, column: usize) -> Option<u32> {
        let amount = self.amount(column)?;
        let Some(amount) = amount else {
            self.blank(column);
            return None;
        };
        if !amount.is_integer() {
            self.finding(column, Problem::NotWhole { field: self.field(column) });
        }
        u32::try_from(amount).ok()
    }

    /// A number that is not negative; the outer `None` after a finding, the inner one for a blank.
    fn amount(&mut self, column: usize) -> Option<Option<Decimal>> {
        let ceiling = if self.form.columns()[column].kind == ValueKind::Count { Decimal::from(1_000_000) } else { TOO_LARGE };
        let field = self.field(column);
        let problem = match number(self.value(column)) {
            Ok(Some(amount)) if amount.is_sign_negative() && !amount.is_zero() => Problem::Negative { field },
            Ok(Some(amount)) if amount > ceiling => Problem::NumberTooLarge { field },
            Ok(amount) => return Some(amount),
            Err(fault) => fault.problem(field),
        };
        self.finding(column, problem);
        None
    }
}

/// Compares every total row with the rows above it.
pub(super) fn check_totals(workbook: &Workbook) -> Vec<Finding> {
    let tables = workbook.layout.iter().flat_map(|layout| &layout.tables);
    tables.flat_map(|(form, table)| table_totals(*form, table)).collect()
}

fn table_totals(form: Form, table: &FormTable) -> Vec<Finding> {
    let figures = form.columns().iter().enumerate().filter(|(_, spec)| matches!(spec.kind, ValueKind::Money | ValueKind::Count));
    figures.flat_map(|(column, _)| column_totals(table, column, Field::Column(form, column))).collect()
}

/// A total closes its own section, its block, or everything above it.
fn column_totals(table: &FormTable, column: usize, field: Field) -> Vec<Finding> {
    let mut above = vec![Decimal::ZERO];
    for record in &table.records {
        let amount = number(record.cells[column].as_ref()).ok().flatten().unwrap_or_default();
        above.push(above[above.len() - 1].saturating_add(amount));
    }
    let block = |part: usize| table.records.partition_point(|record| record.part < part);
    let (mut findings, mut from) = (Vec::new(), 0);
    for (to, total) in &table.totals {
        let section = above[*to].saturating_sub(above[from]);
        if let Ok(Some(given)) = number(total.cells[column].as_ref())
            && ![section, above[*to].saturating_sub(above[block(total.part)]), above[*to]].contains(&given)
        {
            let problem = Problem::TotalMismatch { field, total: Amount(given), sum: Amount(section) };
            let value = total.cells[column].as_ref().map(words).unwrap_or_default();
            findings.push(Finding::new(problem, table.place(total, column)).value(value));
        }
        from = *to;
    }
    findings
}
