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
use serde::{Serialize, Serializer};

pub use misplaced::Misplaced;
pub use operators::OperatorId;
pub use registry::{HEADINGS as REGISTRY_HEADINGS, Operator, Registry};

use crate::finding::{Code, Finding, Place, Severity};
use crate::plan::Plan;
use crate::submission::Received;
use crate::submission::layout::{Account, Amounts, Layout};
use crate::thai::calendar::Month;

/// An activity that counts (เกณฑ์ข้อที่ ๑).
#[derive(Clone, Debug)]
pub struct Activity {
    /// Index of the district in the plan.
    pub district: usize,
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
    /// Index of the district in the plan.
    pub district: usize,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
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

/// One file and what was made of it.
#[derive(Debug)]
pub struct Workbook {
    /// Relative to `inputs/`.
    pub file: Arc<str>,
    /// The month's folder it lay in, or its own month.
    pub month: Option<Month>,
    /// Its district, or whose it seems to be when it was rejected.
    pub district: Option<usize>,
    /// ฉบับแก้ไขครั้งที่.
    pub revision: u32,
    /// Whether the cover says that nothing was done.
    pub nil: bool,
    /// วันที่รายงาน.
    pub reported_on: Option<Date>,
    /// What became of the file.
    pub fate: Fate,
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
}

/// How surely a workbook is its district's report of its month, which decides what it may do to the others of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing speaks against it, or two of cover, stamp, file name and folder agree.
    Sure,
    /// Only one of them says so; another one names this district (an index into the plan's).
    Doubtful(usize),
    /// It could not be opened, or its district, month or revision is not clear.
    Unknown,
    /// It is another month's report, or another district's.
    Elsewhere,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
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
        let (rejected, set_aside) = match self.fate {
            Fate::SetAside => (0, detail.records),
            Fate::Used | Fate::Rejected => (detail.records - self.counted, 0),
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
        let (rejected, set_aside) = match self.fate {
            Fate::SetAside => (Decimal::ZERO, uncounted),
            Fate::Used | Fate::Rejected => (uncounted, Decimal::ZERO),
        };
        AmountAccount { read, counted: self.counted_baht, rejected, totals, named, set_aside }
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
    /// The findings, sorted: the last month first, then by district, place and code.
    pub findings: Vec<Finding>,
}

impl Validated {
    /// Whether the month has findings of severity error.
    pub fn has_errors(&self, month: Month) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error && finding.month == Some(month))
    }

    /// Whether the report of a district (an index into the plan) may lie where no month reads it.
    pub fn may_be_misplaced(&self, month: Month, district: usize) -> bool {
        self.misplaced.iter().any(|file| file.may_be(month, district))
    }
}

/// What validation needs besides the files.
pub struct Context<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The registry, if there is one that can be used.
    pub registry: Option<&'a Registry>,
    /// Months whose districts must all have reported.
    pub months: &'a [Month],
    /// The characters of a text that cannot be printed, each once.
    pub lacking: &'a dyn Fn(&str) -> Vec<char>,
}

/// Validates what was received for the months of `context`.
pub fn validate(context: &Context<'_>, received: Vec<Received>) -> Validated {
    let mut findings = Vec::new();
    let mut workbooks: Vec<Workbook> =
        received.into_iter().map(|received| identity::identify(context.plan, received, &mut findings)).collect();
    let reports = revisions::choose(context, &mut workbooks, &mut findings);
    let (mut activities, mut listings) = (Vec::new(), Vec::new());
    for workbook in in_order(&workbooks) {
        let (rows, faults) = activities::read(context.plan, workbook);
        activities.extend(rows);
        findings.extend(faults);
        let (rows, faults) = listings::read(context, workbook);
        listings.extend(rows);
        findings.extend(faults);
        findings.extend(rows::check_totals(workbook, context.plan));
    }
    repeats::activities(context.plan, &mut activities, &mut findings);
    registry::check(context, &mut listings, &mut findings);
    operators::identify(context, &mut listings, &mut findings);
    repeats::listings(context.plan, &mut listings, &mut findings);
    operators::note_counted_before(context.plan, &listings, &mut findings);
    findings.extend(printable::check(context, &workbooks, &activities, &listings));
    count_rows(&mut workbooks, &activities, &listings);
    sort(context.plan, &mut findings);
    Validated { activities, listings, reports, workbooks, misplaced: Vec::new(), findings }
}

/// The workbooks in use, by month, then district.
fn in_order(workbooks: &[Workbook]) -> Vec<&Workbook> {
    let mut used: Vec<&Workbook> = workbooks.iter().filter(|workbook| workbook.fate == Fate::Used).collect();
    used.sort_by_key(|workbook| (workbook.month, workbook.district));
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

/// Later months first, then districts in the plan's order, then places.
fn sort(plan: &Plan, findings: &mut [Finding]) {
    let district = |finding: &Finding| {
        let geocode = finding.district.as_deref();
        geocode.and_then(|code| plan.districts.iter().position(|district| district.geocode == code)).unwrap_or(usize::MAX)
    };
    findings.sort_by(|a, b| {
        let of_district = || district(a).cmp(&district(b));
        let at_place = || (&a.place, a.code, &a.value).cmp(&(&b.place, b.code, &b.value));
        b.month.cmp(&a.month).then_with(of_district).then_with(at_place)
    });
}

/// The finding's district and month, from the workbook it is about.
fn about(plan: &Plan, workbook: &Workbook, mut finding: Finding) -> Finding {
    finding.month = workbook.month;
    finding.district = workbook.district.map(|district| plan.districts[district].geocode.clone());
    finding
}

fn in_row(plan: &Plan, district: usize, month: Month, code: Code, place: Place) -> Finding {
    Finding::new(code, place).month(month).district(&plan.districts[district].geocode)
}
