//! Whose report it is: what file names and folders say, copies, and workbooks that may set no other one aside.

use std::collections::BTreeMap;

use jiff::civil::date;
use otop_report::columns::{COVER_SHEET, CoverField, Form, activity};
use otop_report::district::DistrictId;
use otop_report::finding::{Code, Finding, Lang};
use otop_report::form::{Content, Entry};
use otop_report::month::CompiledMonth;
use rust_decimal::Decimal;

use crate::support::case::{Case, activities, book, cover, good_activity, listings, month, sheet};

const MONTH: &str = "2565-02";

/// A report with one activity of that name, in a revision.
fn report(name: &str, revision: i64) -> Content {
    let mut content = Content { cover: cover(month(MONTH)), ..Content::default() };
    content.cover.insert(CoverField::Revision, Entry::Number(Decimal::from(revision)));
    content.rows = BTreeMap::from([(Form::Activities, vec![good_activity(name, 12)])]);
    content
}

/// A workbook without a stamp: its cover alone says whose it is.
fn unstamped(district: &str, month: &str, revision: u32, activity: &str) -> Vec<u8> {
    let cover = [
        format!("อำเภอ|{district}"),
        format!("ประจำเดือน|{month}"),
        format!("ฉบับแก้ไขครั้งที่|{revision}"),
        "ผู้รายงาน|นางสาวสมมุติ".to_owned(),
        "วันที่รายงาน|3 มี.ค. 2565".to_owned(),
    ];
    let cover: Vec<&str> = cover.iter().map(String::as_str).collect();
    let entry = format!("1|12/02/2565|{activity}|5|100");
    book(vec![sheet(COVER_SHEET, &cover), activities(&[&entry]), listings()])
}

const PONG: usize = 5;
const CHUN: usize = 1;

/// The files of the month with what is found about each, sorted.
fn found(run: &CompiledMonth) -> Vec<String> {
    let of_file = |finding: &Finding| {
        Some(format!("{} {}", finding.place.file.as_deref()?.strip_prefix("2565-02/")?, finding.code().name()))
    };
    let mut found: Vec<String> = run.own_findings().filter_map(of_file).collect();
    found.sort();
    found
}

fn status(run: &CompiledMonth, district: usize) -> &'static str {
    run.totals.districts[district].status.name()
}

/// The sentence of the first finding of a code.
fn sentence(run: &CompiledMonth, code: Code) -> String {
    run.own_findings().find(|finding| finding.code() == code).map(|finding| finding.message(Lang::Th)).unwrap_or_default()
}

fn names(run: &CompiledMonth) -> Vec<&str> {
    run.totals.activities.iter().map(|activity| activity.name.as_str()).collect()
}

#[test]
fn another_districts_cover_sets_no_report_aside() {
    for (revision, own_revision) in [(1, 0), (0, 0), (0, 1)] {
        let case = Case::new();
        case.submit(MONTH, PONG, "ปง", &report("งานของปง", own_revision));
        case.write("2565-02/จุน แก้ไข ครั้งที่ 1.xlsx", &unstamped("ปง", "ก.พ. 2565", revision, "งานของจุน"));
        let run = case.compile(MONTH);
        assert_eq!(found(&run), ["จุน แก้ไข ครั้งที่ 1.xlsx district-doubtful"]);
        assert_eq!((status(&run, PONG), status(&run, CHUN), names(&run)), ("on-time", "rejected", vec!["งานของปง"]));
        let doubt = run.own_findings().find(|finding| finding.code() == Code::DistrictDoubtful).expect("found");
        assert_eq!(doubt.district, Some(DistrictId::at(CHUN)));
        assert!(sentence(&run, Code::DistrictDoubtful).contains("2565-02/ปง.xlsx"));
    }
}

#[test]
fn a_doubtful_workbook_is_used_where_nothing_else_is_there_and_said_so() {
    let case = Case::new();
    case.write("2565-02/จุน.xlsx", &unstamped("ปง", "ก.พ. 2565", 0, "งาน"));
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน.xlsx file-name-mismatch"]);
    assert_eq!(sentence(&run, Code::FileNameMismatch), "ชื่อแฟ้มหรือโฟลเดอร์ระบุอำเภอจุน แต่รายงานในแฟ้มเป็นของอำเภอปง (ใช้ตามรายงาน)");
    assert_eq!((status(&run, PONG), status(&run, CHUN)), ("on-time", "missing"));
    // Two of them for one district: neither is it surely.
    case.write("2565-02/ภูซาง.xlsx", &unstamped("ปง", "ก.พ. 2565", 1, "งานอื่น"));
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน.xlsx district-doubtful", "ภูซาง.xlsx district-doubtful"]);
    assert_eq!((status(&run, PONG), status(&run, CHUN), status(&run, 7)), ("missing", "rejected", "rejected"));
}

#[test]
fn two_that_agree_decide() {
    // Cover and stamp against the name.
    let case = Case::new();
    case.submit(MONTH, PONG, "ปง", &report("งานเดิม", 0));
    case.submit(MONTH, PONG, "จุน แก้ไข", &report("งานใหม่", 1));
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน แก้ไข.xlsx file-name-mismatch", "ปง.xlsx superseded"]);
    assert_eq!(names(&run), ["งานใหม่"]);
    // Cover and folder against the name.
    let case = Case::new();
    case.submit(MONTH, PONG, "ปง", &report("งานเดิม", 0));
    case.write("2565-02/ปง/จุน.xlsx", &unstamped("ปง", "ก.พ. 2565", 1, "งานใหม่"));
    let run = case.compile(MONTH);
    assert_eq!((found(&run).len(), names(&run)), (2, vec!["งานใหม่"]));
    // The cover against stamp and folder.
    let case = Case::new();
    case.submit(MONTH, PONG, "ปง", &report("งานเดิม", 0));
    let mut content = report("งานใหม่", 1);
    content.cover.insert(CoverField::District, "ปง".into());
    case.submit(MONTH, CHUN, "จุน/รายงาน", &content);
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน/รายงาน.xlsx district-doubtful", "จุน/รายงาน.xlsx stamp-mismatch"]);
    assert_eq!(names(&run), ["งานเดิม"]);
}

#[test]
fn a_name_that_says_another_month_is_a_warning() {
    for (name, expected) in [
        ("จุน มกราคม", vec!["จุน มกราคม.xlsx file-name-mismatch"]),
        ("ม.ค. 65/จุน", vec!["ม.ค. 65/จุน.xlsx file-name-mismatch"]),
        ("จุน ก.พ. 65", vec![]),
        ("จุน ส่ง 3 มี.ค. 65", vec![]),
        ("สรุปงบ", vec![]),
    ] {
        let case = Case::new();
        case.submit(MONTH, CHUN, name, &report("งาน", 0));
        let run = case.compile(MONTH);
        assert_eq!((found(&run), status(&run, CHUN)), (expected.into_iter().map(str::to_owned).collect(), "on-time"), "{name}");
    }
}

#[test]
fn copies_are_told_by_what_they_say() {
    let case = Case::new();
    let content = report("งานของจุน", 0);
    case.submit(MONTH, CHUN, "จุน", &content);
    // The same words as text, without a stamp, in a form of the district's own.
    let rows = ["1|๑๒ ก.พ. ๖๕|งานของจุน||||0|๕|1,500.50 บาท"];
    let heading = "ที่|วันที่จัด|ชื่อกิจกรรม|สถานที่|ตำบล|หน่วยงานสนับสนุน|งบประมาณ|จำนวนผู้ประกอบการ|ยอดจำหน่าย";
    let table = sheet(Form::Activities.sheet(), &[heading, rows[0]]);
    let own = ["จังหวัด|พะเยา", "อำเภอ|จุน", "ประจำเดือน|2565-02", "ผู้รายงาน|นางสาวสมมุติ ตัวอย่าง", "วันที่รายงาน|3/3/2565"];
    case.write("2565-02/จุน ของตัวเอง.xlsx", &book(vec![sheet(COVER_SHEET, &own), table, listings()]));
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน.xlsx identical-copy"]);
    assert_eq!((status(&run, CHUN), names(&run)), ("on-time", vec!["งานของจุน"]));
    // One amount differs: neither can be preferred.
    let mut other = report("งานของจุน", 0);
    other.rows.get_mut(&Form::Activities).expect("there")[0][activity::SALES] = Entry::Number(Decimal::from(1_500));
    case.submit(MONTH, CHUN, "จุน อีกฉบับ", &other);
    let run = case.compile(MONTH);
    assert_eq!(status(&run, CHUN), "rejected");
    assert_eq!(found(&run).iter().filter(|found| found.ends_with("duplicate-submission")).count(), 2);
    // The same content under a higher number: the higher one.
    let case = Case::new();
    case.submit(MONTH, CHUN, "จุน", &report("งาน", 0));
    case.submit(MONTH, CHUN, "จุน 1", &report("งาน", 1));
    assert_eq!(found(&case.compile(MONTH)), ["จุน.xlsx superseded"]);
    // A copy under another district's name is no report of that one, and its name is told.
    let case = Case::new();
    let bytes = unstamped("ปง", "ก.พ. 2565", 0, "งานของปง");
    case.write("2565-02/ปง.xlsx", &bytes);
    case.write("2565-02/จุน.xlsx", &bytes);
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน.xlsx file-name-mismatch", "จุน.xlsx identical-copy"]);
    assert_eq!((status(&run, PONG), status(&run, CHUN)), ("on-time", "missing"));
}

#[test]
fn nil_reports_without_a_district_are_their_files() {
    let case = Case::new();
    let cover = ["ประจำเดือน|ก.พ. 2565", "ผู้รายงาน|นางสาวสมมุติ", "วันที่รายงาน|3 มี.ค. 2565", "ไม่มีผลการดำเนินงาน|ใช่"];
    let bytes = book(vec![sheet(COVER_SHEET, &cover), activities(&[]), listings()]);
    case.write("2565-02/จุน.xlsx", &bytes);
    case.write("2565-02/ปง.xlsx", &bytes);
    let run = case.compile(MONTH);
    assert_eq!((status(&run, CHUN), status(&run, PONG)), ("nil", "nil"));
}

#[test]
fn a_month_dropped_into_another_ones_folder_touches_neither() {
    let case = Case::new();
    let mut january = report("งานมกราคม", 1);
    january.cover = cover(month("2565-01"));
    january.rows.get_mut(&Form::Activities).expect("there")[0][activity::DATE] = Entry::Day(date(2022, 1, 12));
    case.submit("2565-01", CHUN, "จุน", &january);
    january.cover.insert(CoverField::Revision, Entry::Number(Decimal::ONE));
    january.cover.insert(CoverField::ReportDate, "20 มี.ค. 2565".into());
    for revision in [0, 2] {
        case.submit(MONTH, CHUN, "จุน", &report("งานกุมภาพันธ์", revision));
        let bytes = otop_report::form::workbook(&case.plan, DistrictId::at(CHUN), month("2565-01"), &january).expect("a form");
        case.write("2565-02/จุน มกราคม แก้ไข.xlsx", &bytes);
        let run = case.compile(MONTH);
        assert_eq!(found(&run), ["จุน มกราคม แก้ไข.xlsx month-not-folder"], "revision {revision}");
        assert_eq!((status(&run, CHUN), names(&run)), ("on-time", vec!["งานกุมภาพันธ์"]));
        assert_eq!(run.totals.districts[CHUN].figures.activities.year.value, 2, "January's own report still counts");
    }
}

/// A report of จุน without the column จำนวนผู้ประกอบการ.
fn lacking(revision: u32, reported: &str) -> Vec<u8> {
    let cover = format!("ฉบับแก้ไขครั้งที่|{revision}");
    let date = format!("วันที่รายงาน|{reported}");
    let cover = ["อำเภอ|จุน", "ประจำเดือน|ก.พ. 2565", &cover, "ผู้รายงาน|นางสาวสมมุติ", &date];
    let table = sheet(Form::Activities.sheet(), &["ที่|วันที่จัด|ชื่อกิจกรรม|ยอดจำหน่าย", "1|12/02/2565|งานที่ขาด|100"]);
    book(vec![sheet(COVER_SHEET, &cover), table, listings()])
}

#[test]
fn what_cannot_be_used_sets_nothing_aside_and_is_told() {
    // A newer revision that cannot be used: the older one counts meanwhile, and the month is a draft.
    for revision in [0, 1, 2] {
        let case = Case::new();
        case.submit(MONTH, CHUN, "จุน", &report("งานดี", 0));
        case.write("2565-02/จุน แก้ไข.xlsx", &lacking(revision, "3 มี.ค. 2565"));
        let run = case.compile(MONTH);
        assert_eq!(found(&run), ["จุน แก้ไข.xlsx column-missing", "จุน แก้ไข.xlsx older-report-used"]);
        let meanwhile = "แฟ้มนี้ใช้ไม่ได้ ระหว่างนี้จึงนับตาม 2565-02/จุน.xlsx (ฉบับแก้ไขครั้งที่ ๐)";
        assert_eq!(sentence(&run, Code::OlderReportUsed), meanwhile);
        assert_eq!((status(&run, CHUN), names(&run), run.is_draft()), ("on-time", vec!["งานดี"], true));
    }
    // An older one is mended by the newer; its date does not make the district punctual, nor late.
    for reported in ["3 มี.ค. 2565", "20 มี.ค. 2565"] {
        let case = Case::new();
        case.write("2565-02/จุน.xlsx", &lacking(0, reported));
        case.submit(MONTH, CHUN, "จุน แก้ไข", &report("งานดี", 1));
        let run = case.compile(MONTH);
        assert_eq!((found(&run), status(&run, CHUN)), (vec!["จุน.xlsx superseded".to_owned()], "on-time"));
    }
    // A file that cannot be opened, named as the district.
    let case = Case::new();
    case.submit(MONTH, CHUN, "จุน", &report("งานดี", 0));
    case.write("2565-02/จุน แก้ไข.xlsx", b"");
    let run = case.compile(MONTH);
    assert_eq!(found(&run), ["จุน แก้ไข.xlsx file-empty", "จุน แก้ไข.xlsx older-report-used"]);
    assert_eq!(status(&run, CHUN), "on-time");
    // Two that cannot be used and one that can.
    case.write("2565-02/จุน 2.xlsx", &lacking(2, "3 มี.ค. 2565"));
    let run = case.compile(MONTH);
    assert_eq!((found(&run).len(), names(&run)), (4, vec!["งานดี"]));
    // Two different ones of the newest revision: the one before them counts.
    let case = Case::new();
    case.submit(MONTH, CHUN, "จุน", &report("งานเดิม", 0));
    case.submit(MONTH, CHUN, "จุน ก", &report("งาน ก", 1));
    case.submit(MONTH, CHUN, "จุน ข", &report("งาน ข", 1));
    let run = case.compile(MONTH);
    assert_eq!((status(&run, CHUN), names(&run)), ("on-time", vec!["งานเดิม"]));
    assert_eq!(found(&run).iter().filter(|found| found.ends_with("older-report-used")).count(), 2);
    assert!(run.is_draft());
}
