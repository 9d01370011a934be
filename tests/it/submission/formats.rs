//! What a format hides is told or read, never lost: through the whole pipeline, to the figures.

use std::sync::Arc;

use encoding_rs::WINDOWS_874;
use otop_report::columns::{COVER_SHEET, Form};
use otop_report::finding::{Code, Severity};
use otop_report::submission::Received;
use otop_report::submission::read::ReadTrouble;
use otop_report::validate::{Context, RegistryReading, validate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, Workbook, Worksheet};

use crate::support::case::{Case, good, month, named, plan};

const COVER: &str = "จังหวัด,พะเยา\nอำเภอ,เมืองพะเยา\nประจำเดือน,กุมภาพันธ์ 2565\nผู้รายงาน,สมมุติ ตัวอย่าง\nวันที่รายงาน,03/03/2565\n";
const HEADING: &str = "ที่,วันที่จัด,ชื่อกิจกรรม,สถานที่,ตำบล,งบประมาณ,หน่วยงานสนับสนุน,จำนวนผู้ประกอบการ,ยอดจำหน่าย,หลักฐาน,หมายเหตุ";
const ROWS: [&str; 3] = [
    "1,05/02/2565,กาดนัด,ลานวัด,ในเมือง,0,เทศบาล,20,60000,https://example.com/1,บันทึก",
    "2,12/02/2565,ตลาดนัด,ลานวัด,ในเมือง,0,เทศบาล,12,15000.5,https://example.com/2,",
    "3,26/02/2565,งานของดี,ลานวัด,ในเมือง,0,เทศบาล,8,9000,https://example.com/3,",
];
const LISTINGS: &str = "ที่,เลขทะเบียน,ชื่อกลุ่ม/ผู้ประกอบการ,ช่องทางออนไลน์,วันที่เข้าร่วม,ยอดจำหน่าย\n";

/// What is found in the district's three CSV files, and the activities and sales that count.
fn of_csv(cover: &str, activities: &str, write: impl Fn(&str) -> Vec<u8>) -> (Vec<String>, usize, String) {
    let case = Case::new();
    for (name, text) in [("ปก", cover), ("แบบ ๑ กิจกรรม", activities), ("แบบ ๒ ออนไลน์", LISTINGS)]
    {
        case.write(&format!("2565-02/เมืองพะเยา/{name}.csv"), &write(text));
    }
    let run = case.compile("2565-02");
    let own = run.own_findings().filter(|finding| finding.place.file.is_some());
    let sales: Decimal = run.validated.activities.iter().map(|activity| activity.sales).sum();
    (own.map(named).collect(), run.validated.activities.len(), sales.to_string())
}

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn table(rows: &[&str]) -> String {
    [&[HEADING], rows].concat().join("\n") + "\n"
}

fn clean() -> Vec<String> {
    Vec::new()
}

#[test]
fn a_quote_that_never_closes_is_told_where_it_opens_and_costs_its_row_alone() {
    assert_eq!(of_csv(COVER, &table(&ROWS), bytes), (clean(), 3, "84000.5".into()));
    let opened = [
        ("\"1,05/02/2565,กาดนัด,ลานวัด,ในเมือง,0,เทศบาล,20,60000,https://example.com/1,บันทึก", "quote-unclosed@A2"),
        ("1,\"05/02/2565,กาดนัด,ลานวัด,ในเมือง,0,เทศบาล,20,60000,https://example.com/1,บันทึก", "quote-unclosed@B2"),
        ("1,05/02/2565,\"กาดนัด,ลานวัด,ในเมือง,0,เทศบาล,20,60000,https://example.com/1,บันทึก", "quote-unclosed@C2"),
        ("1,05/02/2565,กาดนัด,ลานวัด,ในเมือง,0,เทศบาล,20,\"60000,https://example.com/1,บันทึก", "quote-unclosed@I2"),
        ("1,05/02/2565,กาดนัด,ลานวัด,ในเมือง,0,เทศบาล,20,60000,https://example.com/1,\"บันทึก", "quote-unclosed@K2"),
    ];
    for (first, code) in opened {
        let plain = table(&[first, ROWS[1], ROWS[2]]);
        // Quotes further down must not seem to close it.
        let later = plain.replace("งานของดี", "\"งานของดี\"").replace("3,26/02/2565,", "\"3\",26/02/2565,");
        let inches = plain.replace("ลานวัด,ในเมือง,0,เทศบาล,8", "จอ 12\",ในเมือง,0,เทศบาล,8");
        for text in [&plain, &later, &inches] {
            for write in [bytes, |text: &str| WINDOWS_874.encode(text).0.into_owned()] {
                assert_eq!(of_csv(COVER, text, write), (vec![code.to_owned()], 2, "24000.5".into()), "{text}");
            }
            for delimiter in [";", "\t"] {
                let written = |text: &str| text.replace(',', delimiter).into_bytes();
                assert_eq!(of_csv(COVER, text, written), (vec![code.to_owned()], 2, "24000.5".into()), "{text}");
            }
        }
    }
}

#[test]
fn a_quote_is_told_on_the_cover_in_a_heading_and_below_the_table_too() {
    let cover = COVER.replace("สมมุติ", "\"สมมุติ");
    assert_eq!(of_csv(&cover, &table(&ROWS), bytes), (vec!["quote-unclosed@B4".into()], 3, "84000.5".into()));
    let cover = COVER.replace("เมืองพะเยา", "\"เมืองพะเยา");
    assert_eq!(of_csv(&cover, &table(&ROWS), bytes), (vec!["quote-unclosed@B2".into()], 3, "84000.5".into()));
    let heading = table(&ROWS).replace(",หมายเหตุ", ",\"หมายเหตุ");
    assert_eq!(of_csv(COVER, &heading, bytes).0, ["quote-unclosed@K1"]);
    let below = table(&[&ROWS[..], &[",รวม,,,,,,40,84000.5,,", "\"หมายเหตุ: ข้อมูลตัวอย่าง,,,,,,,,,,"]].concat());
    assert_eq!(of_csv(COVER, &below, bytes).0, ["quote-unclosed@A6"]);
}

#[test]
fn quotes_that_mean_something_are_read() {
    let lines = ROWS[0].replace("บันทึก", "\"บันทึก, สอง\nบรรทัด \"\"ยาว\"\"\"");
    let inches = ROWS[1].replace("ตลาดนัด", "จอ 12\" ใหญ่");
    assert_eq!(of_csv(COVER, &table(&[&lines, &inches, ROWS[2]]), bytes), (clean(), 3, "84000.5".into()));
    let wrapped = |row: &str| row.split(',').map(|cell| format!("=\"{cell}\"")).collect::<Vec<_>>().join(",");
    let quoted = |row: &str| row.split(',').map(|cell| format!("\"=\"\"{cell}\"\"\"")).collect::<Vec<_>>().join(",");
    let rows = [wrapped(ROWS[0]), quoted(ROWS[1]), ROWS[2].replace(",9000,", ",=\"9,000\",").replace(",8,", ",=\"๘\",")];
    assert_eq!(of_csv(COVER, &table(&rows.each_ref().map(String::as_str)), bytes), (clean(), 3, "84000.5".into()));
}

fn sheet(name: &str, rows: &[&str]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).expect("a name");
    for (row, line) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).expect("written");
        }
    }
    sheet
}

/// What is found in a workbook of one activity whose sheet `change` writes to, and how many count.
fn of_workbook(change: impl Fn(&mut Worksheet)) -> (Vec<String>, usize) {
    let mut activities = sheet(Form::Activities.sheet(), &[HEADING, ROWS[0]]);
    change(&mut activities);
    let mut book = Workbook::new();
    book.push_worksheet(sheet(COVER_SHEET, &COVER.lines().collect::<Vec<_>>()));
    book.push_worksheet(activities);
    book.push_worksheet(sheet(Form::Listings.sheet(), &[LISTINGS.trim_end(), "1,ตย-5601-041,x,Facebook,15/02/2565,100"]));
    let case = Case::new();
    case.write("2565-02/แบบ.xlsx", &book.save_to_buffer().expect("saved"));
    let validated = case.check("2565-02/แบบ.xlsx");
    let codes = validated.findings.iter().filter(|finding| finding.code() != Code::NumberTwoNames).map(named).collect();
    (codes, validated.activities.len())
}

#[test]
fn a_place_holder_of_zero_is_no_amount() {
    let sales = |formula: Formula| of_workbook(|sheet| _ = sheet.write_formula(1, 8, formula.clone()).expect("written"));
    let sum = || Formula::new("50000+10000");
    assert_eq!(sales(sum()), (vec!["formula-without-value@I2".into()], 0), "the writer has no result and leaves a 0");
    assert_eq!(sales(sum().set_result("60000")), (clean(), 1));
}

#[test]
fn a_picture_fills_a_cell_but_says_nothing() {
    let picture = |column: u16| of_workbook(|sheet| _ = sheet.write(1, column, "=DISPIMG(\"ID_1\",1)").expect("written"));
    assert_eq!(picture(9), (clean(), 1), "evidence may be a picture");
    assert_eq!(picture(8), (vec!["not-a-number@I2".into()], 0));
    assert_eq!(picture(2), (vec![format!("{}@C2", Code::CellPicture.name())], 0));
    assert_eq!(picture(1), (vec!["not-a-date@B2".into()], 0));
}

#[test]
fn an_error_is_one_under_any_type() {
    let cell = |column: u16| of_workbook(|sheet| _ = sheet.write(1, column, "#DIV/0!").expect("written"));
    assert_eq!((cell(8), cell(2)), ((vec!["error-value@I2".into()], 0), (vec!["error-value@C2".into()], 0)));
}

/// What is found of files beside good reports of every district.
fn beside_good_reports(files: &[(&str, &[u8])]) -> (Vec<(String, Severity)>, bool) {
    let case = Case::new();
    case.submit_nil("2565-02");
    files.iter().for_each(|(name, bytes)| case.write(&format!("2565-02/{name}"), bytes));
    let run = case.compile("2565-02");
    let found = run.own_findings().filter(|finding| finding.code() != Code::NilReport);
    (found.map(|finding| (named(finding), finding.severity())).collect(), run.is_draft())
}

#[test]
fn a_file_that_claims_nothing_is_a_note() {
    let letter = b"PK\x03\x04 not a workbook".as_slice();
    let files = [
        ("จุน.pdf", b"%PDF-1.7 scanned".as_slice()),
        ("ภาพ/จุน 1.JPG", b"\xFF\xD8\xFF\xE0"),
        ("จุน นำส่ง.docx", letter),
        ("อ่านก่อน.txt", "เรียน ท่านนายอำเภอ\nด้วยสำนักงาน".as_bytes()),
        ("ว่าง.txt", b""),
        ("จุน.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    ];
    let (found, draft) = beside_good_reports(&files);
    assert_eq!(found, vec![(Code::FileForeign.name().to_owned(), Severity::Note); files.len()]);
    assert!(!draft, "they make no draft, and no report of จุน is set aside for them");
}

#[test]
fn a_file_that_claims_to_be_a_report_and_is_none_is_an_error() {
    let shortcut =
        r#"{"":"WARNING! DO NOT EDIT THIS FILE!","doc_id":"1abcDEF","resource_key":"","email":"x@example.com"}"#.as_bytes();
    let link = b"[InternetShortcut]\r\nURL=https://docs.example.com/spreadsheets/d/1,2,3\r\n";
    let login = "<html><form><table><tr><td>ผู้ใช้</td><td><input name=u></td></tr><tr><td>รหัสผ่าน</td><td><input TYPE=password></td></tr></table></form>";
    let plist = b"<?xml version=\"1.0\"?><!DOCTYPE plist><plist version=\"1.0\"><dict><key>URL</key><string>https://example.com</string></dict></plist>";
    let files = [
        ("จุน.gsheet", shortcut),
        ("จุน.gdoc", shortcut),
        ("จุน.xlsx", shortcut),
        ("จุน.url", link),
        ("จุน.xlsx.lnk", b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"),
        ("จุน.webloc", plist),
        ("จุน.xls", login.as_bytes()),
        ("จุน ส่งแล้ว.csv", b"\x89PNG\r\n\x1a\n"),
        ("จุน ต.ค. 2564", b"%PDF-1.7"),
        ("จุน", b"\xFF\xD8\xFF\xE0"),
    ];
    let case = Case::new();
    case.submit_nil("2565-02");
    files.iter().for_each(|(name, bytes)| case.write(&format!("2565-02/ส่ง/{name}"), bytes));
    let run = case.compile("2565-02");
    let found: Vec<String> = run.own_findings().filter(|finding| finding.severity() == Severity::Error).map(named).collect();
    assert_eq!(found, vec!["file-not-spreadsheet"; files.len()]);
    assert!(run.is_draft());
    let reports = run.totals.districts.iter().filter(|district| district.status.name() == "nil").count();
    assert_eq!(reports, run.totals.districts.len(), "the good reports stand");
}

#[test]
fn a_file_that_cannot_be_opened_is_not_called_damaged() {
    let plan = plan();
    let context = Context { plan: &plan, registry: &RegistryReading::default(), months: &[], lacking: &|_| Vec::new() };
    let sentence = |kind: std::io::ErrorKind| {
        let content = Err(ReadTrouble::inaccessible(&kind.into()));
        let received =
            Received {
                file: Arc::from("2565-02/จุน.xlsx"), folder: Some(month("2565-02")), sha256: String::new(), content
            };
        let found = validate(&context, vec![received]).findings;
        let [finding] = &found[..] else { panic!("one finding: {found:?}") };
        assert_eq!((finding.code(), finding.severity()), (Code::FileInaccessible, Severity::Error));
        finding.message(otop_report::finding::Lang::Th)
    };
    assert!(sentence(std::io::ErrorKind::ResourceBusy).contains("โปรแกรมอื่นเปิดแฟ้มนี้ค้างไว้"));
    assert!(sentence(std::io::ErrorKind::PermissionDenied).contains("ไม่มีสิทธิ์อ่าน"));
    assert!(sentence(std::io::ErrorKind::TimedOut).contains("ระบบไม่ยอมให้เปิด"));
}

#[test]
fn the_programs_own_forms_and_formulas_of_clerks_still_compile() {
    let case = Case::new();
    case.submit("2565-02", 0, "ดี", &good());
    let validated = case.check("2565-02/ดี.xlsx");
    assert_eq!((validated.findings.len(), validated.activities.len(), validated.listings.len()), (0, 1, 1));
}

#[test]
fn workbooks_that_every_excel_opens_count() {
    // The district's report as two programs saved it: sealed with Excel's own password, and by a
    // library that calculates nothing.
    let case = Case::new();
    let fixture =
        |name: &str| std::fs::read(format!("{}/tests/fixtures/cases/{name}", env!("CARGO_MANIFEST_DIR"))).expect("the fixture");
    case.write("2565-02/ปง.xlsx", &fixture("velvet.xlsx"));
    let validated = case.check("2565-02/ปง.xlsx");
    assert_eq!((validated.findings.iter().map(named).collect::<Vec<_>>(), validated.activities.len()), (clean(), 3));
    case.write("2565-02/ปง.xls", &fixture("xlwt.xls"));
    let validated = case.check("2565-02/ปง.xls");
    assert_eq!(
        (validated.findings.iter().map(named).collect::<Vec<_>>(), validated.activities.len()),
        (vec!["formula-without-value@I5".into()], 2)
    );
}
