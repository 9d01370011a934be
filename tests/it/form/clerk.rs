//! A clerk's work: a plan, forms filled in as a clerk would, and the way through reader and validation.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::date;
use otop_report::columns::{CoverField, Form};
use otop_report::district::DistrictId;
use otop_report::form::{Content, Entry};
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::submission::raw::RawWorkbook;
use otop_report::submission::read::{ReadLimits, read};
use otop_report::submission::{Received, Recognised};
use otop_report::thai::calendar::Month;
use otop_report::validate::{Context, RegistryReading, Validated, validate};
use rust_decimal::Decimal;

/// จุน.
pub const DISTRICT: DistrictId = DistrictId::at(1);

pub fn plan() -> Plan {
    Plan::parse(PHAYAO_2565).expect("the shipped plan is sound")
}

pub fn month() -> Month {
    Month::new(2565, 2).expect("a month")
}

pub fn number(text: &str) -> Entry {
    Entry::Number(text.parse::<Decimal>().expect("a number"))
}

/// One row of entries: `#` before a number, `@` before a day of February 2022, otherwise words.
fn row(cells: &[&str]) -> Vec<Entry> {
    let entry = |cell: &&str| match (cell.strip_prefix('#'), cell.strip_prefix('@')) {
        (Some(figure), _) => number(figure),
        (_, Some(day)) => Entry::Day(date(2022, 2, day.parse().expect("a day"))),
        _ if cell.is_empty() => Entry::Blank,
        _ => Entry::from(*cell),
    };
    cells.iter().map(entry).collect()
}

/// A report without a fault.
pub fn filled() -> Content {
    let mut content = Content::default();
    let cover = [
        (CoverField::Reporter, Entry::from("นางสาวสมใจ ใฝ่พัฒนา")),
        (CoverField::Position, Entry::from("นักวิชาการพัฒนาชุมชนปฏิบัติการ")),
        (CoverField::Telephone, Entry::from("0812345678")),
        (CoverField::ReportDate, Entry::Day(date(2022, 3, 3))),
    ];
    content.cover.extend(cover);
    let activities = vec![
        row(&[
            "",
            "@12",
            "ตลาดนัดสินค้า OTOP หน้าที่ว่าการอำเภอ",
            "ลานหน้าที่ว่าการอำเภอจุน",
            "ห้วยข้าวก่ำ",
            "#0",
            "เทศบาลตำบลจุน",
            "#18",
            "#45250.50",
            "https://drive.example.org/otop/jun-12-02-2565",
            "",
        ]),
        row(&[
            "",
            "@26",
            "ถนนคนเดินบ้านธาตุ จำหน่ายผลิตภัณฑ์ชุมชนร่วมกับเครือข่ายสตรีและกลุ่มอาชีพในตำบล ประจำเดือนกุมภาพันธ์",
            "วัดพระธาตุขิงแกง",
            "พระธาตุขิงแกง",
            "",
            "=องค์การบริหารส่วนตำบล",
            "#7",
            "#1234567.89",
            "",
            "- ฝนตกช่วงบ่าย",
        ]),
    ];
    let listings = vec![
        row(&[
            "",
            "560200001",
            "กลุ่มทอผ้าบ้านสักลอ",
            "กลุ่ม",
            "ลอ",
            "ผ้าฝ้ายทอมือ",
            "ผ้าและเครื่องแต่งกาย",
            "Facebook",
            "https://facebook.com/saklor.weaving",
            "@4",
            "#3200",
            "",
        ]),
        row(&["", "560200001", "กลุ่มทอผ้าบ้านสักลอ", "กลุ่ม", "ลอ", "ผ้าฝ้ายทอมือ", "ผ้าและเครื่องแต่งกาย", "Shopee", "", "@8", "#0", ""]),
        row(&[
            "",
            "0560200017",
            "นายบุญมี ดีงาม",
            "รายเดียว",
            "หงส์หิน",
            "น้ำพริกลาบ",
            "อาหาร",
            "อื่น ๆ: ตลาดชุมชนออนไลน์",
            "",
            "@15",
            "",
            "เริ่มจำหน่ายกลางเดือน",
        ]),
    ];
    content.rows.extend([(Form::Activities, activities), (Form::Listings, listings)]);
    content
}

/// Leaves a workbook for LibreOffice and for the eye.
pub fn leave(name: &str, bytes: &[u8]) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("forms");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    std::fs::write(folder.join(name), bytes).expect("the target folder can be written to");
}

pub fn raw(bytes: &[u8]) -> RawWorkbook {
    read(bytes, "form", &ReadLimits::default()).expect("a workbook of the program's own")
}

/// Reads and validates one file of the month.
pub fn judge(plan: &Plan, bytes: &[u8]) -> Validated {
    let file: Arc<str> = Arc::from("2565-02/จุน.xlsx");
    let content = read(bytes, "จุน", &ReadLimits::default()).map(|cells| Recognised::of(&file, cells));
    let received = Received { file, folder: Some(month()), sha256: String::new(), content };
    validate(
        &Context { plan, registry: &RegistryReading::default(), months: &[month()], lacking: &|_| Vec::new() },
        vec![received],
    )
}

/// Codes of the findings about the one file, without those about other districts and the missing registry.
pub fn codes(validated: &Validated) -> Vec<String> {
    let own = validated.findings.iter().filter(|finding| finding.place.file.as_deref() == Some("2565-02/จุน.xlsx"));
    own.map(|finding| format!("{} {}", finding.code().name(), finding.place)).collect()
}
