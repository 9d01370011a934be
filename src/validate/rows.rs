//! What the rules of both forms share: a row's cells as typed values, each fault a finding at its cell.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Workbook, about};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;
use crate::submission::columns::{Form, Kind};
use crate::submission::layout::{Record, Table};
use crate::submission::raw::RawValue;
use crate::submission::values::{PICTURE, day, number, words};
use crate::thai::calendar::{buddhist_from_two_digits, day_long, parse_span};
use crate::thai::digits::{decimal, integer};

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
    pub table: &'a Table,
    /// Its cells.
    pub record: &'a Record,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl<'a> Row<'a> {
    /// A row of the table.
    pub fn new(plan: &'a Plan, workbook: &'a Workbook, form: Form, table: &'a Table, record: &'a Record) -> Self {
        let mut row = Self { plan, workbook, form, table, record, findings: Vec::new() };
        // Where a cell ends is unknown, and so where the next ones begin: whatever they hold, the row is in error.
        for column in (0..record.cells.len()).filter(|column| matches!(record.cells[*column], Some(RawValue::OpenQuote(_)))) {
            row.finding(Code::QuoteUnclosed, column);
        }
        row
    }

    /// Whether it counts: no finding of severity error.
    pub fn counts(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity() != crate::finding::Severity::Error)
    }

    /// The cell of a column.
    pub fn place(&self, column: usize) -> Place {
        self.table.place(self.record, column)
    }

    /// The cell's value.
    pub fn value(&self, column: usize) -> Option<&'a RawValue> {
        self.record.cells[column].as_ref()
    }

    /// A finding at a column's cell.
    pub fn finding(&mut self, code: Code, column: usize) -> &mut Finding {
        let place = self.place(column);
        if let Some(told) = self.findings.iter().position(|told| told.code == Code::QuoteUnclosed && told.place == place) {
            return &mut self.findings[told];
        }
        let heading = self.form.columns()[column].heading;
        let mut finding = Finding::new(code, place).with("field", heading);
        if let Some(value) = self.value(column) {
            finding = finding.value(words(value));
        }
        self.findings.push(about(self.plan, self.workbook, finding));
        self.findings.last_mut().expect("one was just pushed")
    }

    /// The clerk's own words; blank where the cell is. An error value or an unsaved formula is a finding.
    pub fn text(&mut self, column: usize) -> String {
        match self.value(column) {
            None => String::new(),
            Some(RawValue::Error(_)) => {
                self.finding(Code::ErrorValue, column);
                String::new()
            }
            Some(RawValue::FormulaWithoutValue) => {
                self.finding(Code::FormulaWithoutValue, column);
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
        self.finding(Code::CellPicture, column);
        String::new()
    }

    /// Words that must be there.
    pub fn required_text(&mut self, column: usize) -> Option<String> {
        let before = self.findings.len();
        let text = self.legible_text(column);
        if crate::thai::digits::is_nothing(&text) && self.findings.len() == before {
            self.finding(Code::CellBlank, column);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A day that must be there.
    pub fn required_day(&mut self, column: usize) -> Option<Date> {
        match day(self.value(column), self.plan.fiscal_year(), self.workbook.date_1904) {
            Ok(Some(date)) => return Some(self.meant(column, date)),
            Ok(None) => self.finding(Code::CellBlank, column),
            Err(code) => self.finding(code, column),
        };
        None
    }

    /// The day that a date cell means: a year of the last century that puts it into the fiscal year, once it is read as a
    /// Buddhist one of two digits, is read so, with a finding.
    fn meant(&mut self, column: usize, date: Date) -> Date {
        let in_a_cell = matches!(self.value(column), Some(RawValue::Day(_) | RawValue::Number(_)));
        let year = self.plan.fiscal_year();
        let meant = buddhist_from_two_digits(date).filter(|meant| in_a_cell && year.contains(*meant));
        if let Some(meant) = meant {
            let finding = self.dated(Code::DateTwoDigitYear, column, date);
            *finding = finding.clone().with("read", day_long(meant));
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
            self.finding(Code::CellBlank, column);
            return None;
        };
        if !amount.is_integer() {
            self.finding(Code::NotWhole, column);
        }
        u32::try_from(amount).ok()
    }

    /// A number that is not negative; the outer `None` after a finding, the inner one for a blank.
    fn amount(&mut self, column: usize) -> Option<Option<Decimal>> {
        let ceiling = if self.form.columns()[column].kind == Kind::Count { Decimal::from(1_000_000) } else { TOO_LARGE };
        let code = match number(self.value(column)) {
            Ok(Some(amount)) if amount.is_sign_negative() && !amount.is_zero() => Code::Negative,
            Ok(Some(amount)) if amount > ceiling => Code::NumberTooLarge,
            Ok(amount) => return Some(amount),
            Err(code) => code,
        };
        self.finding(code, column);
        None
    }

    /// Shows a day in a finding as a Thai reader writes it.
    pub fn dated(&mut self, code: Code, column: usize, date: Date) -> &mut Finding {
        let finding = self.finding(code, column);
        *finding = finding.clone().shown(day_long(date));
        finding
    }
}

/// Compares every total row with the rows above it.
pub(super) fn check_totals(workbook: &Workbook, plan: &Plan) -> Vec<Finding> {
    let Some(layout) = &workbook.layout else { return Vec::new() };
    layout
        .tables
        .iter()
        .flat_map(|(form, table)| table_totals(*form, table))
        .map(|finding| about(plan, workbook, finding))
        .collect()
}

fn table_totals(form: Form, table: &Table) -> Vec<Finding> {
    let figures = form.columns().iter().enumerate().filter(|(_, spec)| matches!(spec.kind, Kind::Money | Kind::Count));
    figures.flat_map(|(column, spec)| column_totals(table, column, spec.heading)).collect()
}

/// A total closes its own section, its block, or everything above it.
fn column_totals(table: &Table, column: usize, heading: &str) -> Vec<Finding> {
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
            let show = |n: Decimal| if n.is_integer() { integer(i64::try_from(n).unwrap_or(i64::MAX)) } else { decimal(n, 2) };
            let finding = Finding::new(Code::TotalMismatch, table.place(total, column))
                .value(total.cells[column].as_ref().map(words).unwrap_or_default())
                .shown(show(given));
            findings.push(finding.with("field", heading).with("sum", show(section)));
        }
        from = *to;
    }
    findings
}
