//! What a dropped file is, before it is taken.

use jiff::civil::{Date, date};
use otop_report::app::Runtime;
use otop_report::app::dropped::{Cannot, Dropped, Judge, Remark, Taking, working};
use otop_report::columns::{CoverField, Form, listing};
use otop_report::finding::{Code, Finding, Severity};
use otop_report::form::{Content, Entry};
use otop_report::lang::Lang;
use otop_report::submission::layout::RowAsSent;
use rust_decimal::Decimal;

use crate::support::case::{Case, ENTRY, activities, book, cover_sheet, listings, month, named, sheet};
use crate::support::desk::{WORKING, report, revision};

/// A good report, but for an unknown channel.
fn faulty() -> Content {
    let mut content = report("ก");
    content.rows.get_mut(&Form::Listings).expect("it has one")[0][listing::CHANNEL] = "เฟสสบุก".into();
    content
}

fn into(dropped: &Dropped) -> (String, bool, Vec<String>) {
    match &dropped.taking {
        Taking::Into(to) => (format!("{}/{}", to.month, to.name), to.over, to.rivals.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn whose_it_is_and_what_counts() {
    let case = Case::new();
    let item = case.drop_file("แบบรายงาน.xlsx", &case.form(0, WORKING, &report("ก")));
    let dropped = case.judged(&item);
    let whose = dropped.whose().expect("it is known");
    assert_eq!((case.plan[whose.district].name.as_str(), whose.month), ("เมืองพะเยา", month(WORKING)));
    assert_eq!((dropped.workbook.counted, dropped.workbook.counted_baht), (2, Decimal::new(160_050, 2)));
    assert_eq!(into(&dropped), ("2565-02/แบบรายงาน.xlsx".to_owned(), false, vec![]));
    assert!(dropped.is_fine() && dropped.findings.is_empty(), "{:?}", dropped.findings);
    assert!(case.month_files().is_empty(), "nothing is in inputs");
}

#[test]
fn what_is_wrong_is_told_and_can_be_returned() {
    let case = Case::new();
    let item = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &faulty()));
    let dropped = case.judged(&item);
    let errors: Vec<String> = dropped.findings.iter().map(named).collect();
    assert_eq!((errors.len(), dropped.count(Severity::Error), dropped.is_fine()), (1, 1, false), "{errors:?}");
    assert!(errors[0].starts_with("unknown-channel@"), "{errors:?}");

    let returned = dropped.returned(&case.plan, Lang::Th).expect("it is written").expect("there is something to mend");
    let back = case.judged(&case.drop_file("ส่งคืน.xlsx", &returned));
    assert_eq!((back.workbook.revision, back.count(Severity::Error)), (1, 1), "the same with the next revision");
}

/// The cell marked, under its heading.
fn marked(rows: &[Option<RowAsSent>], finding: &Finding) -> (String, String) {
    let column = finding.place.cell.expect("a cell").column;
    let row = rows[0].as_ref().expect("the row");
    let cell = row.cells.iter().find(|cell| cell.column == column).expect("it is never left out");
    (cell.heading.clone(), cell.text.clone())
}

#[test]
fn the_row_as_it_was_sent() {
    let case = Case::new();
    let item = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &faulty()));
    let (workspace, tray, dropped) = (case.workspace(), case.tray(), case.judged(&item));
    let judge = Judge::open(&workspace, &case.plan, &Runtime::IN_PROCESS, Vec::new()).expect("it opens");
    let finding = &dropped.findings[0];
    let rows = judge.rows(&tray, &item, &[finding]).expect("read");
    assert_eq!(marked(&rows, finding), ("ช่องทางออนไลน์".to_owned(), "เฟสสบุก".to_owned()));
    let row = rows[0].as_ref().expect("the row");
    let holds = |text: &str| row.cells.iter().any(|cell| cell.text == text);
    assert!(holds("ตย-5601-041"), "{row:?}");
    assert!(row.cells.iter().any(|cell| cell.text.ends_with(" กุมภาพันธ์ ๒๕๖๕")), "{row:?}");
    assert_eq!(row.left_out, 0);

    // A file in inputs is asked in the same way, and a row of a thousand cells is cut.
    let wide: Vec<String> = (0..1_000).map(|number| format!("ก{number}")).collect();
    let wrong = sheet(Form::Activities.sheet(), &[crate::support::case::ACTIVITIES, &format!("1||{}", wide.join("|"))]);
    case.write("2565-02/กว้าง.xlsx", &book(vec![cover_sheet(), wrong, listings()]));
    let checked = case.check("2565-02/กว้าง.xlsx");
    let at = checked.findings.iter().find(|finding| finding.place.cell.is_some_and(|cell| cell.row == 1)).expect("no date");
    let source = otop_report::submission::find::Source::file(&case.path("2565-02/กว้าง.xlsx"));
    let intake = otop_report::app::receive::Intake::open(&Runtime::IN_PROCESS, &case.plan).expect("it opens");
    let rows = otop_report::app::dropped::rows_of(&intake, &source, &[at]).expect("read");
    let row = rows[0].as_ref().expect("the row");
    assert_eq!((row.cells.len(), row.left_out), (40, 962));
    assert_eq!(marked(&rows, at).0, "วันที่จัด");
}

#[test]
fn what_lies_in_inputs_is_seen_before() {
    let case = Case::new();
    case.submit(WORKING, 0, "เมือง", &report("ก"));
    let judged = |name: &str, content: &Content| case.judged(&case.drop_file(name, &case.form(0, WORKING, content)));

    let copy = judged("สำเนา.xlsx", &report("ก"));
    assert_eq!(copy.taking, Taking::There("2565-02/เมือง.xlsx".to_owned()));

    let same_name = judged("เมือง.xlsx", &report("ข"));
    assert_eq!(into(&same_name), ("2565-02/เมือง.xlsx".to_owned(), true, vec![]));
    assert_eq!(same_name.remarks, [Remark::SameName { file: "2565-02/เมือง.xlsx".to_owned() }]);

    let rival = judged("ส่งใหม่.xlsx", &report("ค"));
    let file = "2565-02/เมือง.xlsx".to_owned();
    assert_eq!(into(&rival).2, std::slice::from_ref(&file));
    assert_eq!(rival.remarks, [Remark::Rival { file: file.clone(), revision: 0 }]);

    let newer = judged("แก้ไข.xlsx", &revision(1, "ก"));
    assert_eq!(newer.remarks, [Remark::Newer { file, revision: 0 }]);
    assert!(newer.is_fine() && !rival.is_fine() && !same_name.is_fine());

    case.submit(WORKING, 0, "เมือง ๒", &revision(2, "ก"));
    let older = judged("เมือง ๒.xlsx", &revision(1, "ข"));
    let file = "2565-02/เมือง ๒.xlsx".to_owned();
    assert_eq!(into(&older), ("2565-02/เมือง ๒ (2).xlsx".to_owned(), false, vec![]), "a newer one is not moved aside");
    assert!(older.remarks.contains(&Remark::Older { file, revision: 2 }), "{:?}", older.remarks);
}

#[test]
fn the_name_of_another_districts_report_is_left_to_it() {
    let case = Case::new();
    case.submit(WORKING, 1, "แบบรายงาน", &report("ก"));
    let dropped = case.judged(&case.drop_file("แบบรายงาน.xlsx", &case.form(0, WORKING, &report("ก"))));
    assert_eq!(into(&dropped), ("2565-02/แบบรายงาน (2).xlsx".to_owned(), false, vec![]));
    assert_eq!(dropped.remarks, [Remark::OtherName { name: "แบบรายงาน (2).xlsx".to_owned() }]);
}

#[test]
fn several_of_one_district_are_seen_together() {
    let case = Case::new();
    let one = case.drop_file("ก.xlsx", &case.form(0, WORKING, &report("ก")));
    let two = case.drop_file("ข.xlsx", &case.form(0, WORKING, &report("ข")));
    let judged = case.judged_together(&[one, two]);
    let remarks: Vec<_> = judged.iter().flat_map(|dropped| &dropped.remarks).cloned().collect();
    let in_tray = |name: &str| Remark::InTray { name: name.to_owned() };
    assert_eq!(remarks, [in_tray("ข.xlsx"), in_tray("ก.xlsx")]);
}

#[test]
fn another_month_is_remarked_on_and_another_year_is_not_taken() {
    let case = Case::new();
    let mut january = report("ก");
    january.cover.insert(CoverField::ReportDate, Entry::Text("3 ก.พ. 2565".to_owned()));
    january.rows.clear();
    january.cover.insert(CoverField::Nil, "ใช่".into());
    let dropped = case.judged(&case.drop_file("ม.ค..xlsx", &case.form(0, "2565-01", &january)));
    assert_eq!(into(&dropped).0, "2565-01/ม.ค..xlsx");
    assert_eq!(dropped.remarks, [Remark::OtherMonth { month: month("2565-01"), working: month(WORKING) }]);

    let last = sheet("ปก", &["อำเภอ|เมืองพะเยา", "ประจำเดือน|ก.พ. 2564", "ผู้รายงาน|ก", "วันที่รายงาน|3 มี.ค. 2564"]);
    let last = case.judged(&case.drop_file("ปีก่อน.xlsx", &book(vec![last, activities(&[ENTRY]), listings()])));
    let outside = Cannot::OutsideYear { month: month("2564-02"), year: case.plan.fiscal_year() };
    assert_eq!(last.taking, Taking::Cannot(outside));
}

#[test]
fn the_month_after_the_latest_is_in_hand_once_it_draws_to_its_end() {
    let case = Case::new();
    let in_hand = |today: Date| working(&case.workspace(), &case.plan, today).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(in_hand(date(2022, 3, 3)), ["2565-02"], "nothing came yet: the month that is due");
    case.submit("2565-01", 0, "เมือง", &Content::default());
    assert_eq!(in_hand(date(2022, 2, 18)), ["2565-01"], "a report of a month that has hardly begun is a slip");
    assert_eq!(in_hand(date(2022, 2, 19)), ["2565-01", "2565-02"]);
}

#[test]
fn what_is_no_report_of_the_province_is_not_taken() {
    let case = Case::new();
    let cover = |rows: &[&str]| book(vec![sheet("ปก", rows), activities(&[ENTRY]), listings()]);
    let rest = ["ประจำเดือน|ก.พ. 2565", "ผู้รายงาน|ก", "วันที่รายงาน|3 มี.ค. 2565"];
    let other = cover(&[&["จังหวัด|น่าน", "อำเภอ|ปัว"], &rest[..]].concat());
    let unknown = cover(&[&["อำเภอ|ปัว"], &rest[..]].concat());
    let taking = |name: &str, bytes: &[u8]| case.judged(&case.drop_file(name, bytes)).taking;
    assert_eq!(taking("น่าน.xlsx", &other), Taking::Cannot(Cannot::OtherProvince("น่าน".to_owned())));
    assert_eq!(taking("ใคร.xlsx", &unknown), Taking::Cannot(Cannot::WhoseUnknown));
    assert_eq!(taking("รูป.xlsx", b"\x89PNG\r\n\x1a\n"), Taking::Cannot(Cannot::Unreadable));
    assert_eq!(taking("ว่าง.xlsx", b""), Taking::Cannot(Cannot::Unreadable));
}

#[test]
fn a_csv_keeps_the_name_of_its_sheet() {
    let case = Case::new();
    let text = format!(
        "อำเภอ,เมืองพะเยา\nประจำเดือน,ก.พ. 2565\n\n{}\n1,ไม่ทราบ,ตลาด,5,100\n\n{}\n",
        crate::support::case::ACTIVITIES.replace('|', ","),
        crate::support::case::LISTINGS.replace('|', ",")
    );
    let dropped = case.judged(&case.drop_file("ส่ง/เมือง ก.พ..csv", text.as_bytes()));
    let wrong = dropped.findings.iter().find(|finding| finding.code() == Code::NotADate);
    let wrong = wrong.unwrap_or_else(|| panic!("its date is none: {:?}", dropped.findings));
    assert_eq!(wrong.place.sheet.as_deref(), Some("เมือง ก.พ."), "not the digest under which it lies");
}
