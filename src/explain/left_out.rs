//! What could have counted in a figure and did not, and why.
//!
//! A row in error counts nowhere; a workbook that could not be used, or in whose place another one is, counts as a whole
//! nowhere; an operator counts once a year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{FigureName, Period, Quantity, Subject};
use crate::columns::Form;
use crate::district::DistrictId;
use crate::finding::{Code, Finding, Place, Severity};
use crate::month::CompiledMonth;
use crate::submission::layout::{FormTable, Record};
use crate::submission::values::{number, words};
use crate::thai::calendar::Month;
use crate::validate::{Disposition, Listing, OperatorId, Workbook};

/// A row, a file or a report that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Whose it is, where that is known.
    pub district: Option<DistrictId>,
    /// Of which month.
    pub month: Option<Month>,
    /// The cell of a row's name; a whole file or sheet; nothing for a report that never came.
    pub place: Place,
    /// The activity's or the operator's name, as it stands; blank for a whole file.
    pub name: String,
    /// How many rows it is.
    pub rows: u64,
    /// What they hold, in the figure's unit: rows, or baht. `None` where that cannot be read.
    pub amount: Option<Decimal>,
    /// Why, at least once.
    pub why: Vec<Why>,
}

/// Why something does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// What was found.
    Finding(Box<Finding>),
    /// The operator is counted there already, in an earlier month or in this one.
    Counted {
        /// In which month it counts.
        month: Month,
        /// Whether that is an earlier one.
        earlier: bool,
        /// At which cell.
        at: Place,
    },
}

impl Why {
    /// The cell at which an operator is counted instead.
    pub fn counted_at(&self) -> Option<&Place> {
        match self {
            Self::Counted { at, .. } => Some(at),
            Self::Finding(_) => None,
        }
    }
}

/// What is left out of a figure, by district, month and place.
pub(super) fn left_out(run: &CompiledMonth, subject: Subject, figure: FigureName) -> Vec<LeftOut> {
    let activities = |period, in_baht| Search::new(run, subject, Form::Activities, period, in_baht).all();
    let listings = |period, in_baht| Search::new(run, subject, Form::Listings, period, in_baht).all();
    let operators = |period| [listings(period, false), counted_once(run, subject, period)].concat();
    let mut found = match figure {
        FigureName::Of(Quantity::Activities, period) => activities(period, false),
        FigureName::Of(Quantity::SalesActivities, period) => activities(period, true),
        FigureName::Of(Quantity::SalesOnline, period) => listings(period, true),
        FigureName::Of(Quantity::Operators, period) => operators(period),
        FigureName::Percent => operators(Period::Year),
        FigureName::Channels => listings(Period::Year, false),
        FigureName::Level => together(activities(Period::Round, false), operators(Period::Year)),
    };
    let key = |out: &LeftOut| (out.district.is_none(), out.district, out.month, out.place.clone());
    found.sort_by_cached_key(key);
    found
}

/// What both forms lost: what stands at the same place for the same reason, such as a whole file, once.
fn together(mut found: Vec<LeftOut>, others: Vec<LeftOut>) -> Vec<LeftOut> {
    let key = |out: &LeftOut| (out.place.clone(), out.month, out.district);
    let mut by_place: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, out) in found.iter().enumerate() {
        by_place.entry(key(out)).or_default().push(i);
    }
    for other in others {
        let same = by_place.get(&key(&other)).and_then(|at| at.iter().find(|i| found[**i].why == other.why));
        match same.copied() {
            Some(same) => {
                let same = &mut found[same];
                same.rows += other.rows;
                same.amount = same.amount.zip(other.amount).map(|(own, other)| own.saturating_add(other));
            }
            None => found.push(other),
        }
    }
    found
}

/// Findings that say of something that it is not counted although they are no errors.
const NOT_COUNTED: [Code; 3] = [Code::RowNotUnderstood, Code::SheetUnused, Code::MisplacedFile];
/// Findings that say why another workbook took a workbook's place.
const SET_ASIDE: [Code; 2] = [Code::Superseded, Code::IdenticalCopy];
/// Findings about the registry, in which nothing is counted.
const REGISTRY: [Code; 4] = [Code::RegistryMissing, Code::RegistryUnusable, Code::RegistryRow, Code::RegistryMismatch];

/// A row of a sheet; `None` for a whole file or sheet.
type RowOf = (Option<Arc<str>>, Option<u32>);

/// The search for what a form's rows lost on the way.
struct Search<'a> {
    run: &'a CompiledMonth,
    subject: Subject,
    form: Form,
    months: Vec<Month>,
    in_baht: bool,
    /// What was found in each file, and in none.
    findings: BTreeMap<Option<&'a str>, Vec<&'a Finding>>,
    /// The cells of the names that count.
    counted: BTreeSet<&'a Place>,
}

impl<'a> Search<'a> {
    fn new(run: &'a CompiledMonth, subject: Subject, form: Form, period: Period, in_baht: bool) -> Self {
        let mut findings: BTreeMap<Option<&str>, Vec<&Finding>> = BTreeMap::new();
        for finding in &run.validated.findings {
            findings.entry(finding.place.file.as_deref()).or_default().push(finding);
        }
        let counted = match form {
            Form::Activities => run.validated.activities.iter().map(|row| &row.at).collect(),
            Form::Listings => run.validated.listings.iter().map(|row| &row.at).collect(),
        };
        Self { run, subject, form, months: period.months(run), in_baht, findings, counted }
    }

    /// Rows and files, and whatever else was found of the period and the subject that says that something does not count.
    fn all(&self) -> Vec<LeftOut> {
        let mut found = Vec::new();
        let mut files = BTreeSet::new();
        for workbook in &self.run.validated.workbooks {
            files.insert(Some(&*workbook.file));
            if self.concerns(workbook.month, workbook.district) {
                found.extend(self.of_workbook(workbook));
            }
        }
        let elsewhere = self.findings.iter().filter(|(file, _)| !files.contains(*file)).flat_map(|(_, findings)| findings);
        let elsewhere = elsewhere.filter(|finding| self.concerns(finding.month, finding.district));
        found.extend(elsewhere.filter(|finding| says_so(finding)).map(|finding| self.by_itself(finding)));
        found
    }

    fn concerns(&self, month: Option<Month>, district: Option<DistrictId>) -> bool {
        let own = district.map_or(self.subject == Subject::Province, |district| self.subject.has(district));
        own && month.is_some_and(|month| self.months.contains(&month))
    }

    fn found_in(&self, workbook: &Workbook) -> Vec<&'a Finding> {
        self.findings.get(&Some(&*workbook.file)).cloned().unwrap_or_default()
    }

    fn of_workbook(&self, workbook: &Workbook) -> Vec<LeftOut> {
        let found = self.found_in(workbook);
        let whole = |why: Vec<Why>| (!why.is_empty()).then(|| self.whole(workbook, why)).into_iter().collect();
        match workbook.disposition {
            Disposition::Used => self.rows(workbook, &found),
            Disposition::Rejected => whole(why(found.iter().filter(|finding| finding.severity() == Severity::Error))),
            Disposition::SetAside => whole(why(found.iter().filter(|finding| SET_ASIDE.contains(&finding.code())))),
        }
    }

    /// A workbook that does not count, its entries together.
    fn whole(&self, workbook: &Workbook, why: Vec<Why>) -> LeftOut {
        let table = table(workbook, self.form);
        let rows = table.map_or(0, |table| table.records.len() as u64);
        // A hostile workbook may hold what no sum holds.
        let sum = |sum: Decimal, baht: Decimal| sum.saturating_add(baht);
        let baht = || table.map(|table| table.records.iter().filter_map(|record| self.sales(record)).fold(Decimal::ZERO, sum));
        LeftOut {
            district: workbook.district,
            month: workbook.month,
            place: Place::file(&workbook.file),
            name: String::new(),
            rows,
            amount: if self.in_baht { baht() } else { table.map(|_| Decimal::from(rows)) },
            why,
        }
    }

    /// The rows of a workbook in use that do not count.
    fn rows(&self, workbook: &Workbook, found: &[&Finding]) -> Vec<LeftOut> {
        let Some(layout) = &workbook.layout else { return Vec::new() };
        let mut by_row: BTreeMap<RowOf, Vec<&Finding>> = BTreeMap::new();
        for finding in found.iter().filter(|finding| says_so(finding)) {
            by_row.entry(row_of(&finding.place)).or_default().push(finding);
        }
        let mut all = Vec::new();
        for (form, table) in &layout.tables {
            for record in &table.records {
                let place = table.place(record, form.name_column());
                let faults = by_row.remove(&row_of(&place)).unwrap_or_default();
                if *form == self.form && !self.counted.contains(&place) {
                    all.push(LeftOut {
                        district: workbook.district,
                        month: workbook.month,
                        place,
                        name: record.cells[form.name_column()].as_ref().map(words).unwrap_or_default(),
                        rows: 1,
                        amount: if self.in_baht { self.sales(record) } else { Some(Decimal::ONE) },
                        why: why(faults.iter()),
                    });
                }
            }
        }
        let others = by_row.into_iter().filter(|((sheet, _), _)| !self.is_of_other_form(workbook, sheet.as_ref()));
        all.extend(others.flat_map(|(_, findings)| findings).map(|finding| LeftOut {
            district: workbook.district,
            month: workbook.month,
            ..self.by_itself(finding)
        }));
        all
    }

    /// Whether a sheet holds the other form and not this one.
    fn is_of_other_form(&self, workbook: &Workbook, sheet: Option<&Arc<str>>) -> bool {
        let holds = |form: Form| {
            table(workbook, form).is_some_and(|table| table.parts.iter().any(|part| part.sheet.sheet.as_ref() == sheet))
        };
        sheet.is_some() && !holds(self.form) && Form::ALL.into_iter().any(holds)
    }

    /// Something that a finding names and no row is.
    fn by_itself(&self, finding: &Finding) -> LeftOut {
        LeftOut {
            district: finding.district,
            month: finding.month,
            place: finding.place.clone(),
            name: String::new(),
            rows: 0,
            amount: None,
            why: why([finding].iter()),
        }
    }

    /// The baht of a row; `None` where its cell is no number.
    fn sales(&self, record: &Record) -> Option<Decimal> {
        Some(number(record.cells[self.form.sales_column()].as_ref()).ok()?.unwrap_or_default())
    }
}

fn table(workbook: &Workbook, form: Form) -> Option<&FormTable> {
    workbook.layout.as_ref()?.tables.get(&form)
}

fn row_of(place: &Place) -> RowOf {
    (place.sheet.clone(), place.cell.map(|cell| cell.row))
}

/// Whether a finding says that something does not count.
fn says_so(finding: &Finding) -> bool {
    let code = finding.code();
    (finding.severity() == Severity::Error || NOT_COUNTED.contains(&code)) && !REGISTRY.contains(&code)
}

fn why<'a, 'b: 'a>(findings: impl Iterator<Item = &'a &'b Finding>) -> Vec<Why> {
    findings.map(|finding| Why::Finding(Box::new((*finding).clone()))).collect()
}

/// Listings of the period that count but whose operator is counted at another one.
fn counted_once(run: &CompiledMonth, subject: Subject, period: Period) -> Vec<LeftOut> {
    let months = period.months(run);
    let mut first: BTreeMap<&OperatorId, &Listing> = BTreeMap::new();
    let mut found = Vec::new();
    for listing in &run.validated.listings {
        let counted = *first.entry(&listing.operator).or_insert(listing);
        let is_own = subject.has(listing.district) && months.contains(&listing.month);
        if !std::ptr::eq(counted, listing) && is_own {
            let earlier = counted.month < listing.month;
            found.push(LeftOut {
                district: Some(listing.district),
                month: Some(listing.month),
                place: listing.at.clone(),
                name: listing.name.clone(),
                rows: 1,
                amount: Some(Decimal::ONE),
                why: vec![Why::Counted { month: counted.month, earlier, at: counted.at.clone() }],
            });
        }
    }
    found
}
