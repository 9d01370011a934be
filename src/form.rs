//! The submission workbook as it goes out: blank to every district, and back to a district with its mistakes marked (SPEC §4, §5).
//!
//! The mirror of [`submission`](crate::submission): sheets, columns and cover fields come from its one table, so that what is
//! written here is what is found there. A form is not locked against its clerk, only against accidents: headings are
//! protected without a password, and a check asks before it lets an odd value stand, since the reader understands
//! `๑๕ ก.พ. ๖๕` where a spreadsheet program sees words.

mod checks;
mod cover;
mod lists;
mod look;
mod returned;
mod summary;
mod table;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub use returned::returned;

use crate::columns::{COVER_SHEET, CoverField, Form};
use crate::district::DistrictId;
use crate::finding::{CellRef, Severity};
use crate::lang::{Count, Lang, Said, Say, Year, say};
use crate::plan::{District, Plan};
use crate::render::xlsx::WriterSays;
use crate::render::xlsx::package::same_everywhere;
use crate::submission::{STAMP_FORM, STAMP_GEOCODE, STAMP_MONTH};
use crate::thai::calendar::{FiscalYear, Month};

/// The version of the form, in its stamp.
const VERSION: &str = "1";

/// What a cell of a form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// Nothing.
    #[default]
    Blank,
    /// Words, kept as they are: a leading `=` makes no formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A real date.
    Day(Date),
}

impl From<&str> for Entry {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A cell of a form, wherever it stands on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The value of a cover field.
    Cover(CoverField),
    /// A cell of a table.
    Row {
        /// Which table.
        form: Form,
        /// Index of the row among the table's rows.
        row: usize,
        /// Index of the column in [`Form::columns`].
        column: usize,
    },
}

impl At {
    /// The name of its sheet.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Cover(_) => COVER_SHEET,
            Self::Row { form, .. } => form.sheet(),
        }
    }

    /// Where the workbooks written here have it.
    pub fn cell(self) -> CellRef {
        match self {
            Self::Cover(field) => cover::cell(field),
            Self::Row { row, column, .. } => table::cell(row, column),
        }
    }
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How bad the worst of it is.
    pub severity: Severity,
    /// The sentences of the cell's note; blank where the table has more marks than notes.
    pub sentences: String,
}

/// What stands in a form. The default is a blank one: district and month come from whom it is for, the revision is 0.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Cover fields that are filled in, or filled in otherwise than in a blank form.
    pub cover: BTreeMap<CoverField, Entry>,
    /// Rows of each form from the top, an entry for each of its columns; a blank row number is filled in.
    pub rows: BTreeMap<Form, Vec<Vec<Entry>>>,
    /// Cells to colour, with a note each.
    pub marks: BTreeMap<At, Mark>,
}

/// A form that cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum FormError {
    /// No round of the plan covers the month.
    OutsideYear(Month, FiscalYear),
    /// The plan has fewer districts.
    NoSuchDistrict(DistrictId),
    /// Whose report it is, or of which month, is unknown, so that nobody could be asked to correct it.
    Ownerless(String),
    /// It exceeds what a worksheet can hold.
    Workbook {
        /// Name of the district.
        district: String,
        /// What the writer says.
        source: XlsxError,
    },
}

impl Say for FormError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutsideYear(month, year) => say!(
                lang,
                out,
                "เดือน{month} อยู่นอกปีงบประมาณ {year} ของแผน จึงออกแบบรายงานไม่ได้",
                "{month} lies outside the plan's fiscal year {year}, so there is no form for it",
                month,
                year = Year(*year)
            ),
            Self::NoSuchDistrict(district) => say!(
                lang,
                out,
                "แผนไม่มีอำเภอลำดับที่ {number}",
                "the plan has no district number {number}",
                number = Count::of(district.index() + 1)
            ),
            Self::Ownerless(file) => say!(
                lang,
                out,
                "ไม่รู้ว่า {file} เป็นรายงานของอำเภอใดหรือเดือนใด จึงออกแบบส่งคืนไม่ได้",
                "nobody knows of which district or month {file} is a report, so there is no form to send back",
            ),
            Self::Workbook { district, source } => say!(
                lang,
                out,
                "ทำแบบรายงานของอำเภอ{district} ไม่ได้: {why}",
                "cannot make the form of {district}: {why}",
                why = WriterSays(source)
            ),
        }
    }
}

/// The form of a district for a month, as an .xlsx file: cover, two tables, and the hidden
/// lists behind the dropdowns. The same input gives the same bytes.
///
/// # Errors
/// When the plan has no such district or does not cover the month, or a table has more rows than a worksheet.
pub fn workbook(plan: &Plan, district: DistrictId, month: Month, content: &Content) -> Result<Vec<u8>, FormError> {
    plan.round_of(month).ok_or(FormError::OutsideYear(month, plan.fiscal_year()))?;
    let issue = Issue::new(plan, district, month, content)?;
    saved(issue.district, issue.drawn(|_| Ok(None)))
}

/// The file of a workbook that is drawn.
fn saved(district: &District, drawn: Result<Workbook, XlsxError>) -> Result<Vec<u8>, FormError> {
    let bytes = drawn.and_then(|mut workbook| Ok(same_everywhere(workbook.save_to_buffer()?)?));
    bytes.map_err(|source| FormError::Workbook { district: district.name.clone(), source })
}

/// The blank form of every district for a month, each with its geocode, in the plan's order.
///
/// # Errors
/// When the plan does not cover the month.
pub fn blanks(plan: &Plan, month: Month) -> Result<Vec<(String, Vec<u8>)>, FormError> {
    let blank = Content::default();
    let ids: Vec<_> = plan.ids().collect();
    ids.into_par_iter().map(|(id, district)| Ok((district.geocode.clone(), workbook(plan, id, month, &blank)?))).collect()
}

/// One form about to be written: for whom, for when, and what stands in it.
struct Issue<'a> {
    plan: &'a Plan,
    district: &'a District,
    month: Month,
    content: &'a Content,
}

impl<'a> Issue<'a> {
    fn new(plan: &'a Plan, district: DistrictId, month: Month, content: &'a Content) -> Result<Self, FormError> {
        let district = plan.districts.get(district.index()).ok_or(FormError::NoSuchDistrict(district))?;
        Ok(Self { plan, district, month, content })
    }

    /// The line that says whose form it is: `อำเภอจุน จังหวัดพะเยา ประจำเดือนกุมภาพันธ์ ๒๕๖๕`.
    fn whose(&self) -> String {
        format!("อำเภอ{} จังหวัด{} ประจำเดือน{}", self.district.name, self.plan.province.name, self.month.thai())
    }

    /// The workbook, with the sheet that `first` makes before its own.
    fn drawn(&self, first: impl FnOnce(&Self) -> Result<Option<Worksheet>, XlsxError>) -> Result<Workbook, XlsxError> {
        let mut workbook = look::workbook()?;
        workbook.set_properties(&self.properties()?);
        let mut sheets: Vec<Worksheet> = first(self)?.into_iter().collect();
        sheets.push(cover::sheet(self)?);
        for form in Form::ALL {
            sheets.push(table::sheet(self, form)?);
        }
        sheets[0].set_active(true);
        sheets.push(lists::sheet(self.plan)?);
        sheets.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
        Ok(workbook)
    }

    /// Title, author, and the stamp by which a form is known when its cover is blank.
    fn properties(&self) -> Result<DocProperties, XlsxError> {
        Ok(DocProperties::new()
            .set_title(format!("แบบรายงานผลการดำเนินงาน {}", self.whose()))
            .set_author(self.author())
            .set_creation_datetime(&excel_day(self.month.first_day())?)
            .set_custom_property(STAMP_FORM, VERSION)
            .set_custom_property(STAMP_GEOCODE, self.district.geocode.as_str())
            .set_custom_property(STAMP_MONTH, self.month.to_string()))
    }

    /// The office that issues the form.
    fn author(&self) -> String {
        format!("{}{}", self.plan.office.name, self.plan.province.name)
    }
}

/// A day as the workbook format holds it: the error is for one before 1900.
fn excel_day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_error_is_said_in_both_languages() {
        let plan = Plan::parse(crate::plan::PHAYAO_2565).expect("sound");
        let (id, _) = plan.ids().next().expect("a district");
        let every = [
            FormError::OutsideYear("2566-02".parse().expect("a month"), plan.fiscal_year()),
            FormError::NoSuchDistrict(id),
            FormError::Ownerless("2565-02/x.xlsx".to_owned()),
            FormError::Workbook { district: "5601".to_owned() + "-1", source: XlsxError::RowColumnLimitError },
        ];
        every.iter().for_each(|error| pure(error));
    }
}
