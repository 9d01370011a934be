//! What a district is told of its file.

use jiff::civil::date;
use otop_report::app::message::{About, message};
use otop_report::columns::{Form, listing};
use otop_report::finding::Finding;
use otop_report::lang::{Lang, foreign_words};

use crate::support::case::{Case, good_listing};
use crate::support::desk::{WORKING, report};

fn told(case: &Case, wrong: usize, today: jiff::civil::Date, lang: Lang) -> (Vec<Finding>, String) {
    let mut content = report("ก");
    let rows = content.rows.get_mut(&Form::Listings).expect("it has some");
    rows.clear();
    for number in 0..wrong {
        let mut row = good_listing(41 + number, "Facebook");
        row[listing::CHANNEL] = format!("ร้าน{number}").as_str().into();
        rows.push(row);
    }
    let dropped = case.judged(&case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &content)));
    let about = About {
        file: &dropped.item.name,
        district: dropped.workbook.district,
        month: dropped.workbook.month,
        findings: &dropped.findings,
    };
    let text = message(&case.plan, &about, today, lang);
    (dropped.findings, text)
}

#[test]
fn what_where_how_and_until_when() {
    let case = Case::new();
    let (findings, text) = told(&case, 1, date(2022, 3, 2), Lang::Th);
    let cell = findings[0].place.cell.expect("a cell").to_string();
    for said in [
        "เรียน สำนักงานพัฒนาชุมชนอำเภอเมืองพะเยา",
        "ประจำเดือนกุมภาพันธ์ ๒๕๖๕ (แฟ้ม เมือง.xlsx)",
        &format!("๑. แผ่นงาน แบบ ๒ ออนไลน์ ช่อง {cell}: ไม่รู้จักช่องทาง \"ร้าน0\""),
        "วิธีแก้: ใช้ชื่อในรายการ",
        "ภายในวันที่ ๗ มีนาคม ๒๕๖๕",
        "สำนักงานพัฒนาชุมชนจังหวัดพะเยา",
    ] {
        assert!(text.contains(said), "{said}\n\n{text}");
    }
    assert!(!text.contains("inputs"), "a district has no such folder\n{text}");

    let (_, late) = told(&case, 1, date(2022, 3, 10), Lang::Th);
    let days = case.plan.working_days_after(date(2022, 3, 10), case.plan.letters.reminder.working_days);
    let wanted = otop_report::thai::calendar::day_long(days);
    assert!(late.contains(&format!("ภายในวันที่ {wanted}")), "{wanted}\n{late}");
}

#[test]
fn twenty_are_told_and_the_rest_counted() {
    let case = Case::new();
    let (_, text) = told(&case, 25, date(2022, 3, 2), Lang::Th);
    assert!(text.contains("\n๒๐. ") && !text.contains("๒๑. ") && text.contains("และอีก ๕ เรื่อง"), "{text}");
}

#[test]
fn nothing_wrong_is_said_too_and_in_english() {
    let case = Case::new();
    let (_, fine) = told(&case, 0, date(2022, 3, 2), Lang::Th);
    assert!(fine.contains("ไม่พบสิ่งที่ต้องแก้ไข") && !fine.contains("ภายในวันที่"), "{fine}");
    let (_, english) = told(&case, 1, date(2022, 3, 2), Lang::En);
    let given = format!("เมืองพะเยา.xlsx แบบ ๒ ออนไลน์ ร้าน0 อื่น ๆ {}พะเยา {}", case.plan.office.name, case.plan.office.telephone);
    let strangers: Vec<_> = foreign_words(&english, Lang::En).into_iter().filter(|word| !given.contains(word)).collect();
    assert_eq!(strangers, [] as [&str; 0], "{english}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_to_who_sent_it() {
    let case = Case::new();
    let dropped = case.judged(&case.drop_file("รูป.xlsx", b"\x89PNG\r\n\x1a\n"));
    let about = About { file: "รูป.xlsx", district: None, month: None, findings: &dropped.findings };
    let text = message(&case.plan, &about, date(2022, 3, 2), Lang::Th);
    assert!(text.contains("เรียน ผู้ส่งแบบรายงาน") && text.contains("บันทึกเป็น .xlsx"), "{text}");
    assert!(!text.contains("นำแฟ้มนี้ออกจากโฟลเดอร์") && !text.contains("ที่ส่งคืน"), "{text}");
}
