//! The way back: what is wrong is marked, and once mended the form counts.

use std::io::{Cursor, Read, Write};

use jiff::civil::date;
use otop_report::columns::{CoverField, Form, activity, listing};
use otop_report::finding::{Finding, Lang};
use otop_report::form::{Content, Entry, FormError, returned, workbook};
use otop_report::plan::Plan;
use otop_report::submission::layout::recognise;
use otop_report::submission::raw::RawValue;
use otop_report::validate::Validated;

use super::clerk::{DISTRICT, codes, filled, judge, leave, month, number, plan, raw};
use super::parts::part;

/// [`filled`] with a fault in many a cell.
fn faulty() -> Content {
    let mut content = filled();
    content.cover.insert(CoverField::ReportDate, Entry::from("๓ มี.ค. ๖๕"));
    let activities = content.rows.get_mut(&Form::Activities).expect("activities");
    activities[0][activity::BUDGET] = Entry::from("๕๐๐ บาท");
    activities[0][activity::PARTICIPANTS] = Entry::from("สิบแปด");
    activities[1][activity::DATE] = Entry::from("๒๖ ก.พ. ๖๕");
    activities[1][activity::SALES] = number("-7");
    let listings = content.rows.get_mut(&Form::Listings).expect("listings");
    listings[0][listing::CHANNEL] = Entry::from("เฟชบุ๊กกก");
    listings[0][listing::DATE] = Entry::Day(date(2022, 5, 1));
    listings[1][listing::PRODUCT_TYPE] = Entry::from("ผ้าทอ");
    listings[2][listing::DATE] = Entry::from("กลางเดือน");
    content
}

fn own(validated: &Validated) -> Vec<&Finding> {
    validated.findings.iter().filter(|finding| finding.place.file.is_some()).collect()
}

fn send_back(plan: &Plan, bytes: &[u8], lang: Lang) -> Vec<u8> {
    let validated = judge(plan, bytes);
    returned(plan, &validated.workbooks[0], &own(&validated), lang).expect("a form")
}

#[test]
fn a_faulty_form_comes_back_with_its_data_its_marks_and_a_list() {
    let plan = plan();
    let sent = workbook(&plan, DISTRICT, month(), &faulty()).expect("a form");
    let back = send_back(&plan, &sent, Lang::Th);
    leave("returned.xlsx", &back);
    leave("returned-en.xlsx", &send_back(&plan, &sent, Lang::En));
    // The same findings at the same cells: nothing was lost, nothing mended by itself.
    let (before, after) = (codes(&judge(&plan, &sent)), codes(&judge(&plan, &back)));
    assert_eq!(before.len(), 7, "{before:?}");
    assert_eq!(before, after);
    let layout = recognise(&"form.xlsx".into(), &raw(&back));
    assert_eq!(layout.cover[&CoverField::Revision].value, Some(RawValue::Number(1.into())));
    let cells = &layout.tables[&Form::Activities].records[1].cells;
    assert_eq!(cells[activity::DATE], Some(RawValue::Day(date(2022, 2, 26))), "a day in words has become a real one");
    assert_eq!(cells[activity::SUPPORTER], Some(RawValue::Text("=องค์การบริหารส่วนตำบล".into())));

    let summary = part(&back, "xl/worksheets/sheet1.xml");
    for link in [
        "'แบบ ๑ กิจกรรม'!F5",
        "'แบบ ๑ กิจกรรม'!H5",
        "'แบบ ๑ กิจกรรม'!I6",
        "'แบบ ๒ ออนไลน์'!H5",
        "'แบบ ๒ ออนไลน์'!J5",
        "'แบบ ๒ ออนไลน์'!J7",
    ] {
        assert!(summary.contains(&format!("location=\"{link}\"")), "{link}");
    }
    let notes = part(&back, "xl/comments1.xml");
    assert!(notes.contains("<comment ref=\"F5\"") && notes.contains("กิจกรรมใช้งบประมาณ") && notes.contains("วิธีแก้: "));
    assert_eq!(notes.matches("<comment ref").count(), 3);
}

#[test]
fn a_mended_form_counts_in_full() {
    let plan = plan();
    let sent = workbook(&plan, DISTRICT, month(), &faulty()).expect("a form");
    let back = send_back(&plan, &sent, Lang::Th);
    let words = [("สิบแปด", "๑๘"), ("เฟชบุ๊กกก", "เฟซบุ๊ก"), ("ผ้าทอ", "ผ้าและเครื่องแต่งกาย"), ("กลางเดือน", "๑๕ ก.พ. ๖๕")];
    let mended = mend(&back, |name, text| match name {
        "xl/sharedStrings.xml" => {
            words.iter().fold(text, |text, (wrong, right)| text.replace(&format!(">{wrong}<"), &format!(">{right}<")))
        }
        "xl/worksheets/sheet3.xml" => text.replace("<v>500</v>", "<v>0</v>").replace("<v>-7</v>", "<v>7</v>"),
        "xl/worksheets/sheet4.xml" => text.replace("<v>44682</v>", "<v>44593</v>"),
        _ => text,
    });
    let validated = judge(&plan, &mended);
    assert_eq!(codes(&validated), [] as [&str; 0]);
    assert_eq!((validated.workbooks[0].revision, validated.activities.len(), validated.listings.len()), (1, 2, 3));
}

/// The workbook with its parts put through `change`.
fn mend(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let mut file = package.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("every part is text");
        out.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(change(&name, text).as_bytes()).expect("memory");
    }
    out.finish().expect("a package").into_inner()
}

#[test]
fn a_district_s_own_layout_is_moved_into_the_form() {
    let plan = plan();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("ปก").expect("a name");
    for (row, (label, value)) in (2..).zip([("อำเภอ", "อ.จุน"), ("เดือน", "ก.พ. 65"), ("ผู้รายงาน", "สมใจ"), ("วันที่ส่ง", "3/3/65")])
    {
        sheet.write_string(row, 2, label).expect("room").write_string(row, 4, value).expect("room");
    }
    let sheet = book.add_worksheet().set_name("กิจกรรม").expect("a name");
    let rows = [
        ["", "จำนวนกลุ่ม/ราย", "ชื่อกิจกรรม", "ว/ด/ป", "ยอดขาย"],
        ["", "สี่", "ตลาดนัด", "12 ก.พ. 65", "1,500 บาท"],
        ["", "", "", "", ""],
        ["", "๕", "กาดนัด", "13 ก.พ. 65", "-"],
    ];
    for (row, cells) in (6..).zip(rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).expect("room");
        }
    }
    let sheet = book.add_worksheet().set_name("ออนไลน์").expect("a name");
    for (column, text) in (0..).zip(["ชื่อกลุ่ม", "ช่องทาง", "วันที่เข้าร่วม"])
    {
        sheet.write_string(0, column, text).expect("room");
    }
    let sent = book.save_to_buffer().expect("a workbook");
    let back = send_back(&plan, &sent, Lang::Th);
    leave("moved.xlsx", &back);
    let own = |codes: Vec<String>| codes.into_iter().filter(|code| code.starts_with("not-a-number")).collect::<Vec<_>>();
    assert_eq!(own(codes(&judge(&plan, &sent))), ["not-a-number 2565-02/จุน.xlsx กิจกรรม!B8"]);
    assert_eq!(own(codes(&judge(&plan, &back))), ["not-a-number 2565-02/จุน.xlsx แบบ ๑ กิจกรรม!H5"]);
    assert!(part(&back, "xl/worksheets/sheet1.xml").contains("location=\"'แบบ ๑ กิจกรรม'!H5\""));
    assert!(part(&back, "xl/sharedStrings.xml").contains("กิจกรรม!B8"), "the place in the file that was sent is named too");
    let layout = recognise(&"form.xlsx".into(), &raw(&back));
    let cells = &layout.tables[&Form::Activities].records[0].cells;
    assert_eq!(cells[activity::SALES], Some(RawValue::Number(1500.into())));
    assert_eq!(cells[activity::DATE], Some(RawValue::Day(date(2022, 2, 12))));
}

#[test]
fn a_file_that_cannot_be_opened_comes_back_as_a_blank_form_with_the_reason() {
    let plan = plan();
    let back = send_back(&plan, b"%PDF-1.4 no workbook", Lang::Th);
    leave("unreadable.xlsx", &back);
    assert!(part(&back, "xl/sharedStrings.xml").contains("แฟ้มนี้ไม่ใช่แฟ้มตารางคำนวณ"));
    let layout = recognise(&"form.xlsx".into(), &raw(&back));
    assert!(layout.tables.values().all(|table| table.records.is_empty()));
    assert_eq!(layout.cover[&CoverField::Revision].value, Some(RawValue::Number(1.into())));
}

#[test]
fn a_workbook_of_nobody_is_not_sent_back() {
    let plan = plan();
    let mut validated = judge(&plan, b"");
    validated.workbooks[0].district = None;
    assert!(matches!(returned(&plan, &validated.workbooks[0], &[], Lang::Th), Err(FormError::Ownerless(_))));
}
