//! Workspaces of the tests: made from the program's own forms and the sample registry.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use otop_report::app::Runtime;
use otop_report::app::check::validate_files;
use otop_report::app::months::compile_month;
use otop_report::columns::{COVER_SHEET, CoverField, Form, activity, listing};
use otop_report::district::DistrictId;
use otop_report::finding::Finding;
use otop_report::form::{Content, Entry, workbook};
use otop_report::month::CompiledMonth;
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::thai::calendar::Month;
use otop_report::validate::Validated;
use otop_report::workspace::Workspace;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, Worksheet};
use tempfile::TempDir;

use super::program::copy;

/// The embedded plan.
pub fn plan() -> Plan {
    Plan::parse(PHAYAO_2565).expect("the embedded plan stands")
}

/// A month by its name.
pub fn month(name: &str) -> Month {
    name.parse().expect("a month")
}

/// A workspace in a temporary folder, with the plan and the sample registry.
pub struct Case {
    pub plan: Plan,
    folder: TempDir,
}

impl Case {
    pub fn new() -> Self {
        let case = Self { plan: plan(), folder: tempfile::tempdir().expect("a temporary folder") };
        case.write("plan.toml", PHAYAO_2565.as_bytes());
        let registry =
            std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/registry.xlsx")).expect("the sample registry");
        case.write("registry.xlsx", &registry);
        case
    }

    /// The same with the sample year.
    pub fn sample() -> Self {
        let case = Self::new();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"), &case.root().join("inputs"));
        case
    }

    pub fn workspace(&self) -> Workspace {
        Workspace::new(self.root())
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A file below `inputs/`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join("inputs").join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("below inputs")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).expect("removed");
    }

    /// A filled form as `<month>/<name>.xlsx`.
    pub fn submit(&self, month_name: &str, district: usize, name: &str, content: &Content) {
        let bytes = workbook(&self.plan, DistrictId::at(district), month(month_name), content).expect("a form");
        self.write(&format!("{month_name}/{name}.xlsx"), &bytes);
    }

    /// Every district's blank nil report, so that only what a test adds is found.
    pub fn submit_nil(&self, month_name: &str) {
        for (i, district) in self.plan.districts.iter().enumerate() {
            let mut content = Content { cover: cover(month(month_name)), ..Content::default() };
            content.cover.insert(CoverField::Nil, "ใช่".into());
            self.submit(month_name, i, &district.name, &content);
        }
    }

    pub fn compile(&self, month_name: &str) -> CompiledMonth {
        compile_month(&self.workspace(), &self.plan, &Runtime::IN_PROCESS, month(month_name)).expect("it runs")
    }

    /// A workspace without a registry.
    pub fn without_registry() -> Self {
        let case = Self::new();
        case.remove("registry.xlsx");
        case
    }

    /// Checks one file on its own.
    pub fn check(&self, name: &str) -> Validated {
        validate_files(&self.workspace(), &self.plan, &Runtime::IN_PROCESS, &[self.path(name)]).expect("it runs")
    }
}

/// A cover that lacks nothing, reported on the third of the next month.
pub fn cover(month: Month) -> BTreeMap<CoverField, Entry> {
    let reported = month.next().first_day().with().day(3).build().expect("a day");
    BTreeMap::from([(CoverField::Reporter, "นางสาวสมมุติ ตัวอย่าง".into()), (CoverField::ReportDate, Entry::Day(reported))])
}

/// A good report of 2565-02: one activity, one listing of a registered operator of เมืองพะเยา.
pub fn good() -> Content {
    Content {
        cover: cover(month("2565-02")),
        rows: BTreeMap::from([
            (Form::Activities, vec![good_activity("ตลาดนัดตัวอย่าง", 12)]),
            (Form::Listings, vec![good_listing(41, "Facebook")]),
        ]),
        ..Content::default()
    }
}

pub fn good_activity(name: &str, day: i8) -> Vec<Entry> {
    let mut row = vec![Entry::Blank; Form::Activities.columns().len()];
    row[activity::DATE] = Entry::Day(date(2022, 2, day));
    row[activity::NAME] = name.into();
    row[activity::BUDGET] = Entry::Number(Decimal::ZERO);
    row[activity::PARTICIPANTS] = Entry::Number(Decimal::from(5));
    row[activity::SALES] = Entry::Number(Decimal::new(150_050, 2));
    row
}

/// A listing of the sample registry's operator `number` of เมืองพะเยา; from 41 on they were not online before.
pub fn good_listing(number: usize, channel: &str) -> Vec<Entry> {
    let mut row = vec![Entry::Blank; Form::Listings.columns().len()];
    row[listing::REGISTRATION] = format!("ตย-5601-{number:03}").as_str().into();
    row[listing::NAME] = operator_name(number).as_str().into();
    row[listing::CHANNEL] = channel.into();
    row[listing::DATE] = Entry::Day(date(2022, 2, 15));
    row[listing::SALES] = Entry::Number(Decimal::from(100));
    row
}

/// The sample registry's name of that operator.
pub fn operator_name(number: usize) -> String {
    let products = ["น้ำพริกตาแดง", "ข้าวแต๋น", "น้ำลิ้นจี่", "ผ้าทอไทลื้อ", "ตะกร้าผักตบชวา", "ลูกประคบสมุนไพร"];
    let i = number - 1;
    let lead = if i.is_multiple_of(3) { "กลุ่ม" } else { "ร้าน" };
    let number = otop_report::thai::digits::to_thai(&number.to_string());
    format!("{lead}{} เมืองพะเยา ตัวอย่างที่ {number}", products[i % products.len()])
}

/// A finding as `code` or `code@H17`.
pub fn named(finding: &Finding) -> String {
    match finding.place.cell {
        Some(cell) => format!("{}@{cell}", finding.code().name()),
        None => finding.code().name().to_owned(),
    }
}

/// Headings of แบบ ๑ in few columns.
pub const ACTIVITIES: &str = "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ|ยอดจำหน่าย";
/// Headings of แบบ ๒ in few columns.
pub const LISTINGS: &str = "ที่|เลขทะเบียน|ชื่อกลุ่ม/ผู้ประกอบการ|ช่องทางออนไลน์|วันที่เข้าร่วม|ยอดจำหน่าย";

/// A sheet of rows, cells parted by `|`.
pub fn sheet(name: &str, rows: &[&str]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).expect("a name");
    for (row, line) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(line.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).expect("written");
        }
    }
    sheet
}

/// A cover of เมืองพะเยา for 2565-02.
pub fn cover_sheet() -> Worksheet {
    sheet(COVER_SHEET, &["อำเภอ|เมืองพะเยา", "ประจำเดือน|ก.พ. 2565", "ผู้รายงาน|นางสาวสมมุติ ตัวอย่าง", "วันที่รายงาน|3 มี.ค. 2565"])
}

/// แบบ ๑ with these rows.
pub fn activities(rows: &[&str]) -> Worksheet {
    sheet(Form::Activities.sheet(), &[&[ACTIVITIES], rows].concat())
}

/// แบบ ๒ without entries.
pub fn listings() -> Worksheet {
    sheet(Form::Listings.sheet(), &[LISTINGS])
}

/// An activity under [`ACTIVITIES`].
pub const ENTRY: &str = "1|12/02/2565|ตลาดนัดตัวอย่าง|5|100";

/// A workbook of the sheets.
pub fn book(sheets: Vec<Worksheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().expect("saved")
}

/// What was made of a workbook of these sheets, named for เมืองพะเยา in 2565-02, where there is no registry.
pub fn judged(sheets: Vec<Worksheet>) -> Validated {
    let case = Case::without_registry();
    case.write("2565-02/แบบ.xlsx", &book(sheets));
    let mut validated = case.check("2565-02/แบบ.xlsx");
    validated.findings.retain(|finding| finding.place.file.is_some());
    validated
}
