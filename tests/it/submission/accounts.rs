//! Where every row of a workbook went, and which of several sheets is the form.

use otop_report::columns::{COVER_SHEET, CoverField, Form};
use otop_report::submission::layout::{Account, Amounts};
use otop_report::submission::values::words;
use rust_decimal::Decimal;
use rust_xlsxwriter::Worksheet;

use crate::support::case::{ACTIVITIES, ENTRY, activities, cover_sheet, judged, listings, named, sheet};

#[test]
fn every_row_is_one_of_a_kind() {
    let rows = [
        "แบบรายงานกิจกรรม",
        ACTIVITIES,
        "ดูเอกสารแนบ",
        ENTRY,
        "2",
        "3|13/02/2565|ตลาดอีกแห่ง|3|50",
        "||รวม|8|150",
        "|ลงชื่อ .......... ผู้รายงาน",
    ];
    let sheets = vec![cover_sheet(), sheet(Form::Activities.sheet(), &rows), listings(), sheet("บันทึก", &["จดไว้", "เฉย ๆ"])];
    let account = judged(sheets).workbooks[0].account();
    let baht = Decimal::from;
    // Four lines of the cover, the title, two headings.
    let rows = Account {
        read: 15,
        headings: 7,
        blank: 1,
        totals: 1,
        notes: 1,
        named: 1,
        other_sheets: 2,
        records: 2,
        ..Account::default()
    };
    let amounts = Amounts { read: baht(300), records: baht(150), totals: baht(150), named: baht(0) };
    assert_eq!(account.detail, Account { amounts, ..rows });
    assert_eq!((account.read, account.counted, account.rejected, account.recognised), (15, 2, 0, 13));
}

#[test]
fn the_amounts_of_a_sheet_that_is_left_out_are_named() {
    let lacking = sheet("แบบเดิม", &["ที่|วันที่จัด|ชื่อกิจกรรม|ยอดจำหน่าย", "1|12/02/2565|ตลาดเดิม|70"]);
    let account = judged(vec![cover_sheet(), lacking, activities(&[ENTRY]), listings()]).workbooks[0].account();
    assert_eq!((account.detail.records, account.detail.other_sheets), (1, 2));
    let Amounts { read, records, named, .. } = account.detail.amounts;
    assert_eq!([read, records, named], [170, 100, 70].map(Decimal::from));
}

/// The names of the sheets that were taken for แบบ ๑.
fn taken(sheets: Vec<Worksheet>) -> Vec<String> {
    let validated = judged([cover_sheet(), listings()].into_iter().chain(sheets).collect());
    let layout = validated.workbooks[0].layout.as_ref().expect("it is read");
    let name = |part: &otop_report::submission::layout::Part| part.sheet.sheet.as_deref().expect("a sheet").to_owned();
    layout.tables[&Form::Activities].parts.iter().map(name).collect()
}

#[test]
fn of_several_sheets_the_most_likely_is_the_form() {
    let whole = |name: &str| sheet(name, &[ACTIVITIES, ENTRY]);
    let empty = |name: &str| sheet(name, &[ACTIVITIES]);
    let lacking = |name: &str| sheet(name, &["ที่|วันที่จัด|ชื่อกิจกรรม|ยอดจำหน่าย", "1|12/02/2565|ตลาดเดิม|70"]);
    let own = Form::Activities.sheet();
    assert_eq!(taken(vec![lacking(own), whole("กิจกรรม")]), ["กิจกรรม"], "complete before incomplete, whatever its name");
    assert_eq!(taken(vec![whole("ตัวอย่าง"), empty("กิจกรรม")]), ["กิจกรรม"], "plain before an example, though empty");
    assert_eq!(taken(vec![empty("ตัวอย่าง"), whole("สำเนา")]), ["สำเนา"], "with entries before empty");
    assert_eq!(taken(vec![lacking("กิจกรรม"), lacking(own)]), [own], "named as the form before others");
    assert_eq!(taken(vec![whole("ตัวอย่าง"), whole("สำเนา")]), ["ตัวอย่าง"], "of equal ones the first");
    assert_eq!(taken(vec![whole("หนึ่ง"), whole("สอง")]), ["หนึ่ง", "สอง"], "complete ones are one table");
}

#[test]
fn one_line_of_the_cover_may_stand_above_a_table() {
    let cover = sheet(COVER_SHEET, &["อำเภอ|เมืองพะเยา", "ผู้รายงาน|นางสาวสมมุติ ตัวอย่าง", "วันที่รายงาน|3 มี.ค. 2565"]);
    let table = sheet(Form::Activities.sheet(), &["ประจำเดือน|ก.พ. 2565", ACTIVITIES, ENTRY]);
    let validated = judged(vec![cover, table, listings()]);
    let layout = validated.workbooks[0].layout.as_ref().expect("it is read");
    let month = layout.cover[&CoverField::Month].value.as_ref().expect("it says its month");
    assert_eq!(words(month), "ก.พ. 2565");
    assert_eq!(validated.findings.iter().map(named).collect::<Vec<_>>(), Vec::<String>::new());
}
