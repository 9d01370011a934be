//! Findings about files, sheets, columns, totals and the registry; and that no code is without a test.

use std::collections::BTreeSet;

use otop_report::columns::{COVER_SHEET, Form};
use otop_report::finding::Finding;
use rust_xlsxwriter::{Formula, Worksheet};

use crate::support::case::{ACTIVITIES, Case, ENTRY, activities, book, cover_sheet as cover, listings, named, sheet};

/// What is found in a workbook of these sheets, with nothing else to be found.
fn found(sheets: Vec<Worksheet>) -> Vec<String> {
    let case = Case::new();
    case.write("2565-02/แบบ.xlsx", &book(sheets));
    case.check("2565-02/แบบ.xlsx").findings.iter().map(named).collect()
}

#[test]
fn sheets_and_columns_that_are_missing_or_too_many() {
    let entry = || activities(&[ENTRY]);
    assert_eq!(found(vec![cover(), entry(), listings()]), Vec::<String>::new());
    assert_eq!(found(vec![cover(), entry()]), ["sheet-missing"]);
    assert_eq!(found(vec![cover(), entry(), listings(), sheet("บันทึก", &["จดไว้เฉย ๆ"])]), ["sheet-ignored"]);
    assert_eq!(found(vec![cover(), entry(), listings(), sheet("ต่อ", &["|||||5432"])]), ["sheet-unused"], "a lone amount");
    let again = sheet("สำเนาของแบบ ๑", &[ACTIVITIES, "1|13/02/2565|ตลาดอีกแห่ง|5|100"]);
    let first = sheet("แบบเดิม", &[ACTIVITIES, ENTRY]);
    assert_eq!(found(vec![cover(), first, again, listings()]), ["sheet-twice"]);
    let lacking = sheet(Form::Activities.sheet(), &["ที่|วันที่จัด|ชื่อกิจกรรม|ยอดจำหน่าย", "1|12/02/2565|ตลาดนัดตัวอย่าง|100"]);
    assert_eq!(found(vec![cover(), lacking, listings()]), ["column-missing"]);
    let twice = sheet(
        Form::Activities.sheet(),
        &["ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ|ยอดจำหน่าย|ยอดจำหน่าย", "1|12/02/2565|ตลาดนัดตัวอย่าง|5|100|7"],
    );
    assert_eq!(found(vec![cover(), twice, listings()]), ["column-unclear@F1"]);
    let twice = sheet(
        Form::Activities.sheet(),
        &["ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ|ยอดจำหน่าย|หมายเหตุ|หมายเหตุ", "1|12/02/2565|ตลาดนัดตัวอย่าง|5|100|ก|ข"],
    );
    assert_eq!(found(vec![cover(), twice, listings()]), ["column-twice@G1"]);
    let without_sales = sheet(Form::Activities.sheet(), &["ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ", "1|12/02/2565|ตลาดนัดตัวอย่าง|5"]);
    assert_eq!(found(vec![cover(), without_sales, listings()]), ["column-absent"]);
    let mut hidden = activities(&[ENTRY]);
    hidden.set_row_hidden(1).expect("hidden");
    assert_eq!(found(vec![cover(), hidden, listings()]), ["hidden-rows"]);
}

#[test]
fn totals_notes_and_formulas_below_a_heading() {
    let rows = |rows: &[&str]| found(vec![cover(), activities(rows), listings()]);
    assert_eq!(rows(&[ENTRY, "||รวม|5|๑๐๐.๐๐"]), Vec::<String>::new());
    assert_eq!(rows(&[ENTRY, "||รวม|5|250"]), ["total-mismatch@E3"]);
    assert_eq!(
        rows(&[ENTRY, "2|13/02/2565|รวมพลังคนพะเยา|3|50", "|รวมทั้งสิ้น||8|150"]),
        Vec::<String>::new(),
        "a name may begin with รวม"
    );
    assert_eq!(
        rows(&[ENTRY, "||รวม|5|100", "|ลงชื่อ .......... ผู้รายงาน", "|(นางสาวสมมุติ ตัวอย่าง)", "|หมายเหตุ: ข้อมูลตัวอย่าง"]),
        Vec::<String>::new()
    );
    assert_eq!(rows(&["ดูเอกสารแนบ", ENTRY]), ["row-not-understood@A2"]);
    assert_eq!(
        rows(&["(๑)|(๒)|(๓)|(๔)|(๕)", ENTRY, "2", "3||||0"]),
        Vec::<String>::new(),
        "numbered columns and rows filled in beforehand"
    );
    let mut unsaved = activities(&[ENTRY]);
    unsaved.write_formula(1, 4, Formula::new("1+1").set_result("")).expect("written");
    let bytes = book(vec![cover(), unsaved, listings()]);
    // The writer cannot leave the result out; a program that never calculated does.
    let case = Case::new();
    case.write("2565-02/แบบ.xlsx", &without_results(&bytes));
    assert_eq!(case.check("2565-02/แบบ.xlsx").findings.iter().map(named).collect::<Vec<_>>(), ["formula-without-value@E2"]);
}

/// The package with every stored result of a formula taken out.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..package.len() {
        let mut part = package.by_index(i).expect("a part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("read");
        out.start_file(part.name().expect("a name").into_owned(), zip::write::SimpleFileOptions::default()).expect("started");
        let text = String::from_utf8_lossy(&text).replace("</f><v></v>", "</f>").replace("</f><v>0</v>", "</f>");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let case = Case::new();
    let of = |name: &str, bytes: &[u8]| -> Vec<&'static str> {
        case.write(name, bytes);
        case.check(name)
            .findings
            .iter()
            .map(|finding: &Finding| finding.code().name())
            .filter(|code| code.starts_with("file"))
            .collect()
    };
    let whole = book(vec![cover(), activities(&[ENTRY]), listings()]);
    assert_eq!(of("2565-02/ว่าง.xlsx", b""), ["file-empty"]);
    assert_eq!(of("2565-02/ภาพ.xlsx", b"\x89PNG\r\n\x1a\n...."), ["file-not-spreadsheet"]);
    assert_eq!(of("2565-02/ขาด.xlsx", &whole[..whole.len() / 2]), ["file-unreadable"]);
    let locked = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile/encrypted.xlsx"))
        .expect("the fixture");
    assert_eq!(of("2565-02/ล็อก.xlsx", &locked), ["file-encrypted"]);
    let far = book(vec![cover(), activities(&[ENTRY]), listings(), {
        let mut sheet = Worksheet::new();
        for row in 0..100_001 {
            sheet.write(row, 0, "ก").expect("written");
        }
        sheet
    }]);
    assert_eq!(of("2565-02/ยาว.xlsx", &far), ["file-too-large"]);
}

#[test]
fn the_registry_is_held_to_the_plan() {
    let heading = "อำเภอ|เลขทะเบียน|ชื่อ|ประเภท|ออนไลน์ ณ ก.ย. ๒๕๖๔";
    let codes = |bytes: &[u8]| -> BTreeSet<&'static str> {
        let case = Case::new();
        case.write("registry.xlsx", bytes);
        case.write("2565-02/แบบ.xlsx", &book(vec![cover(), activities(&[ENTRY]), listings()]));
        case.check("2565-02/แบบ.xlsx").findings.iter().map(|finding| finding.code().name()).collect()
    };
    let rows = [heading, "จุน|1|กลุ่มหนึ่ง|กลุ่ม|ใช่", "จุน|1|กลุ่มสอง|กลุ่ม|", "ที่อื่น|2|กลุ่มสาม|กลุ่ม|"];
    assert_eq!(codes(&book(vec![sheet("ทะเบียน", &rows)])), BTreeSet::from(["registry-mismatch", "registry-row"]));
    let no_number = [heading, "จุน|รอขึ้นทะเบียน|กลุ่มหนึ่ง|กลุ่ม|ใช่", "จุน|1.10056E+12|กลุ่มสอง|กลุ่ม|"];
    assert_eq!(codes(&book(vec![sheet("ทะเบียน", &no_number)])), BTreeSet::from(["registry-mismatch", "registry-row"]));
    let with_total = [heading, "จุน|1|กลุ่มหนึ่ง|กลุ่ม|ใช่", "รวมทั้งสิ้น|1|||"];
    assert_eq!(codes(&book(vec![sheet("ทะเบียน", &with_total)])), BTreeSet::from(["registry-mismatch"]), "a total is no operator");
    assert_eq!(codes(b"\x89PNG\r\n\x1a\n"), BTreeSet::from(["registry-unusable"]));
    assert_eq!(codes(&book(vec![sheet("อื่น", &["ก|ข"])])), BTreeSet::from(["registry-unusable"]));
}

#[test]
fn a_revision_may_be_in_words() {
    for (written, revision) in [("ครั้งที่ ๒", 2), ("1", 1), ("-", 0), ("๓", 3)] {
        let case = Case::new();
        let cover = sheet(
            COVER_SHEET,
            &[
                "จังหวัด|จ.พะเยา",
                "อำเภอ|อ.จุน",
                "ประจำเดือน|ก.พ. 65",
                "ผู้รายงาน|นางสาวสมมุติ",
                "วันที่รายงาน|3 มี.ค. 2565",
                &format!("ฉบับแก้ไขครั้งที่|{written}"),
            ],
        );
        case.write("2565-02/แบบ.xlsx", &book(vec![cover, activities(&[ENTRY]), listings()]));
        let validated = case.check("2565-02/แบบ.xlsx");
        assert_eq!((validated.findings.len(), validated.workbooks[0].revision), (0, revision), "{written}");
    }
}

#[test]
fn the_month_must_lie_in_the_fiscal_year() {
    let case = Case::new();
    let other = sheet(COVER_SHEET, &["อำเภอ|เมืองพะเยา", "ประจำเดือน|ก.พ. 2560", "ผู้รายงาน|นางสาวสมมุติ", "วันที่รายงาน|3 มี.ค. 2565"]);
    case.write("แบบ.xlsx", &book(vec![other, activities(&[ENTRY]), listings()]));
    let codes: Vec<String> = case.check("แบบ.xlsx").findings.iter().map(named).collect();
    assert_eq!(codes, ["month-outside-year@B2"]);
}
