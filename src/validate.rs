//! Stage 2: raw rows to typed records, and every finding on the way (SPEC §4, §5). A rule is a function.

mod activities;
mod copies;
mod cover;
mod file_name;
mod identity;
mod listings;
pub mod misplaced;
mod names;
mod operators;
mod order;
mod printable;
mod registration;
mod registry;
mod repeats;
mod revisions;
mod rows;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use misplaced::Misplaced;
pub use operators::OperatorId;
pub use order::sort;
pub use registry::{HEADINGS as REGISTRY_HEADINGS, Operator, Registry, RegistryReading};

use crate::district::DistrictId;
use crate::finding::{Finding, Place, Problem, Severity};
use crate::plan::Plan;
use crate::submission::Received;
use crate::submission::layout::{Account, Amounts, Layout};
use crate::thai::calendar::Month;

/// An activity that counts (เกณฑ์ข้อที่ ๑).
#[derive(Clone, Debug)]
pub struct Activity {
    /// The district.
    pub district: DistrictId,
    /// The reported month, to which it belongs.
    pub month: Month,
    /// วันที่จัด; of several days the first.
    pub date: Date,
    /// Several days as the clerk wrote them, `15-17 ก.พ. 65`; blank for one.
    pub span: String,
    /// ชื่อกิจกรรม, the clerk's own words.
    pub name: String,
    /// สถานที่.
    pub venue: String,
    /// ตำบล.
    pub subdistrict: String,
    /// หน่วยงานสนับสนุน.
    pub supporter: String,
    /// Operators that took part.
    pub participants: u32,
    /// Baht in the month.
    pub sales: Decimal,
    /// หลักฐาน.
    pub evidence: String,
    /// หมายเหตุ.
    pub note: String,
    /// The cell of its name.
    pub at: Place,
    /// The cell of its participants.
    pub participants_at: Place,
    /// The cell of its sales.
    pub sales_at: Place,
}

/// One operator on one online channel that counts (เกณฑ์ข้อที่ ๒).
#[derive(Clone, Debug)]
pub struct Listing {
    /// The district.
    pub district: DistrictId,
    /// The reported month.
    pub month: Month,
    /// Who it is, however it was written.
    pub operator: OperatorId,
    /// เลขทะเบียน as written; blank if none.
    pub registration: String,
    /// The clerk's own words.
    pub name: String,
    /// ประเภทผู้ประกอบการ.
    pub operator_type: String,
    /// ตำบล.
    pub subdistrict: String,
    /// ผลิตภัณฑ์.
    pub product: String,
    /// ประเภทผลิตภัณฑ์.
    pub product_type: String,
    /// The plan's name of the channel, or `อื่น ๆ: …`.
    pub channel: String,
    /// ลิงก์ร้านค้า.
    pub link: String,
    /// วันที่เข้าร่วม.
    pub date: Date,
    /// Baht in the month.
    pub sales: Decimal,
    /// หมายเหตุ.
    pub note: String,
    /// The cell of its name.
    pub at: Place,
    /// The cell of its registration number, or of its name where the form has no such column.
    pub registration_at: Place,
    /// The cell of its channel.
    pub channel_at: Place,
    /// The cell of its sales.
    pub sales_at: Place,
}

/// What became of a district's report of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// ส่งทันกำหนด.
    OnTime,
    /// ส่งช้า.
    Late,
    /// ไม่มีผลการดำเนินงาน.
    Nil,
    /// ยังไม่ส่ง.
    Missing,
    /// ใช้ไม่ได้ทั้งฉบับ.
    Rejected,
}

impl Status {
    /// Its name in `data.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Nil => "nil",
            Self::Missing => "missing",
            Self::Rejected => "rejected",
        }
    }

    /// Whether a report stands behind it.
    pub fn is_usable(self) -> bool {
        !matches!(self, Self::Missing | Self::Rejected)
    }
}

/// A district's report of a month.
#[derive(Clone, Debug)]
pub struct Report {
    /// What became of it.
    pub status: Status,
    /// Whether it came after the deadline; a nil report can be late too.
    pub late: bool,
    /// วันที่รายงาน of the earliest readable revision.
    pub reported_on: Option<Date>,
    /// The workbook used, or the one rejected: an index into [`Validated::workbooks`].
    pub workbook: Option<usize>,
}

impl Report {
    /// Whether it can be used and came in time; one that says that nothing was done can too.
    pub fn is_on_time(&self) -> bool {
        self.status.is_usable() && !self.late
    }
}

/// One file and what was made of it.
#[derive(Debug)]
pub struct Workbook {
    /// Relative to `inputs/`.
    pub file: Arc<str>,
    /// The month's folder it lay in, or its own month.
    pub month: Option<Month>,
    /// Its district, or whose it seems to be when it was rejected.
    pub district: Option<DistrictId>,
    /// ฉบับแก้ไขครั้งที่.
    pub revision: u32,
    /// Whether the cover says that nothing was done.
    pub nil: bool,
    /// วันที่รายงาน.
    pub reported_on: Option<Date>,
    /// What became of the file.
    pub disposition: Disposition,
    /// How surely it is its district's report of the month.
    pub standing: Standing,
    /// Its parts; `None` when it could not be opened.
    pub layout: Option<Layout>,
    /// Whether its plain serial numbers count from 1904.
    pub date_1904: bool,
    /// Of its content.
    pub sha256: String,
    /// Rows of it that count.
    pub counted: usize,
    /// The baht in them.
    pub counted_baht: Decimal,
    /// What is wrong with it, until [`validate`] hands it on: of its own month and district.
    findings: Vec<Finding>,
}

/// How surely a workbook is its district's report of its month, which decides what it may do to the others of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing speaks against it, or two of cover, stamp, file name and folder agree.
    Sure,
    /// Only one of them says so; another one names this district (an index into the plan's).
    Doubtful(DistrictId),
    /// It could not be opened, or its district, month or revision is not clear.
    Unknown,
    /// It is another month's report, or another district's.
    Elsewhere,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Its rows are the district's report.
    Used,
    /// Another revision or copy took its place.
    SetAside,
    /// It could not be used.
    Rejected,
}

/// Where a file's rows went: `read` = `counted` + `rejected` + `recognised`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileAccount {
    /// The file.
    pub file: String,
    /// Rows that hold anything.
    pub read: usize,
    /// Entries that count.
    pub counted: usize,
    /// Entries in error, or of a rejected workbook.
    pub rejected: usize,
    /// Headings, totals, notes, blank rows, other sheets, superseded entries.
    pub recognised: usize,
    /// What was recognised, by kind.
    pub detail: Account,
    /// Where its amounts went.
    pub amounts: AmountAccount,
}

/// Where a file's amounts went, in baht over all columns of money: `read` = `counted` + `rejected` + `totals` + `named` +
/// `set_aside`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AmountAccount {
    /// On the sheets.
    pub read: Decimal,
    /// In entries that count.
    pub counted: Decimal,
    /// In entries in error, or of a rejected workbook.
    pub rejected: Decimal,
    /// In total rows.
    pub totals: Decimal,
    /// In rows, or on sheets, that a finding names.
    pub named: Decimal,
    /// In entries of a workbook in whose place another one is used.
    pub set_aside: Decimal,
}

impl Workbook {
    /// Where its rows went.
    pub fn account(&self) -> FileAccount {
        let detail = self.layout.as_ref().map(|layout| layout.account).unwrap_or_default();
        let recognised = detail.read - detail.records;
        let (rejected, set_aside) = match self.disposition {
            Disposition::SetAside => (0, detail.records),
            Disposition::Used | Disposition::Rejected => (detail.records - self.counted, 0),
        };
        FileAccount {
            file: self.file.to_string(),
            read: detail.read,
            counted: self.counted,
            rejected,
            recognised: recognised + set_aside,
            detail,
            amounts: self.amounts(),
        }
    }

    fn amounts(&self) -> AmountAccount {
        let Amounts { read, records, totals, named } =
            self.layout.as_ref().map(|layout| layout.account.amounts).unwrap_or_default();
        let uncounted = records.saturating_sub(self.counted_baht);
        let (rejected, set_aside) = match self.disposition {
            Disposition::SetAside => (Decimal::ZERO, uncounted),
            Disposition::Used | Disposition::Rejected => (uncounted, Decimal::ZERO),
        };
        AmountAccount { read, counted: self.counted_baht, rejected, totals, named, set_aside }
    }

    /// Hands on what is wrong with it.
    fn take_findings(&mut self) -> Vec<Finding> {
        let own = |finding| Finding { month: self.month, district: self.district, ..finding };
        std::mem::take(&mut self.findings).into_iter().map(own).collect()
    }
}

/// Everything that counts, and everything that is wrong.
#[derive(Debug)]
pub struct Validated {
    /// Activities in the order of month, district and row.
    pub activities: Vec<Activity>,
    /// Listings in the order of month, district and row.
    pub listings: Vec<Listing>,
    /// The reports of each month, one for each district of the plan.
    pub reports: BTreeMap<Month, Vec<Report>>,
    /// Every file, in order.
    pub workbooks: Vec<Workbook>,
    /// What lies below `inputs/` and no month reads.
    pub misplaced: Vec<Misplaced>,
    /// The findings, to be put in order by [`sort`] once all are there.
    pub findings: Vec<Finding>,
}

impl Validated {
    /// Whether the month has findings of severity error.
    pub fn has_errors(&self, month: Month) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error && finding.month == Some(month))
    }

    /// Whether the report of a district may lie where no month reads it.
    pub fn may_be_misplaced(&self, month: Month, district: DistrictId) -> bool {
        self.misplaced.iter().any(|file| file.may_be(month, district))
    }
}

/// What validation needs besides the files.
pub struct Context<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The registry, and what is wrong with it.
    pub registry: &'a RegistryReading,
    /// Months whose districts must all have reported.
    pub months: &'a [Month],
    /// The characters of a text that cannot be printed, each once.
    pub lacking: &'a dyn Fn(&str) -> Vec<char>,
}

impl Context<'_> {
    fn registry(&self) -> Option<&Registry> {
        self.registry.registry.as_ref()
    }
}

/// Whose report a file is, by what it says of itself alone; what is wrong with its rows is not looked for.
pub fn whose(plan: &Plan, received: Received) -> Workbook {
    identity::identify(plan, received)
}

/// Validates what was received for the months of `context`, the last of which is answered for.
pub fn validate(context: &Context<'_>, received: Vec<Received>) -> Validated {
    let plan = context.plan;
    let mut workbooks: Vec<Workbook> = received.into_iter().map(|received| identity::identify(plan, received)).collect();
    // What is wrong with no workbook, or with the rows of several.
    let mut findings = Vec::new();
    let reports = revisions::choose(context, &mut workbooks, &mut findings);
    let (mut activities, mut listings) = (Vec::new(), Vec::new());
    for i in in_order(&workbooks) {
        let workbook = &mut workbooks[i];
        let (rows, faults) = activities::read(plan, workbook);
        activities.extend(rows);
        workbook.findings.extend(faults);
        let (rows, faults) = listings::read(context, workbook);
        listings.extend(rows);
        workbook.findings.extend(faults);
        workbook.findings.extend(rows::check_totals(workbook));
    }
    repeats::activities(&mut activities, &mut findings);
    registry::check(context, &mut listings, &mut findings);
    operators::identify(context, &mut listings, &mut findings);
    repeats::listings(&mut listings, &mut findings);
    operators::note_counted_before(&listings, &mut findings);
    findings.extend(printable::check(context, &workbooks, &activities, &listings));
    count_rows(&mut workbooks, &activities, &listings);
    findings.extend(workbooks.iter_mut().flat_map(Workbook::take_findings));
    let answered = context.months.last().copied();
    findings.extend(context.registry.findings.iter().map(|finding| Finding { month: answered, ..finding.clone() }));
    Validated { activities, listings, reports, workbooks, misplaced: Vec::new(), findings }
}

/// The workbooks in use, by month, then district.
fn in_order(workbooks: &[Workbook]) -> Vec<usize> {
    let mut used: Vec<usize> = (0..workbooks.len()).filter(|i| workbooks[*i].disposition == Disposition::Used).collect();
    used.sort_by_key(|i| (workbooks[*i].month, workbooks[*i].district));
    used
}

fn count_rows(workbooks: &mut [Workbook], activities: &[Activity], listings: &[Listing]) {
    let mut counted: BTreeMap<&str, (usize, Decimal)> = BTreeMap::new();
    let rows = activities.iter().map(|row| (&row.at, row.sales)).chain(listings.iter().map(|row| (&row.at, row.sales)));
    for (file, baht) in rows.filter_map(|(place, baht)| Some((place.file.as_deref()?, baht))) {
        let (rows, sum) = counted.entry(file).or_default();
        *rows += 1;
        *sum += baht;
    }
    for workbook in workbooks {
        (workbook.counted, workbook.counted_baht) = counted.get(&*workbook.file).copied().unwrap_or_default();
    }
}

/// What is wrong with a row, of a district and month.
fn in_row(district: DistrictId, month: Month, problem: Problem, place: Place) -> Finding {
    Finding::new(problem, place).month(month).district(district)
}
