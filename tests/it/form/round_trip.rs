//! What is written is read back, without a finding.

use otop_report::columns::{CoverField, Form};
use otop_report::form::{Content, Entry, FormError, blanks, workbook};
use otop_report::submission::layout::recognise;
use otop_report::submission::raw::{LONGEST_TEXT, RawValue};
use otop_report::submission::{STAMP_FORM, STAMP_GEOCODE, STAMP_MONTH};
use otop_report::thai::calendar::Month;

use super::clerk::{DISTRICT, codes, filled, judge, leave, month, number, plan, raw};

#[test]
fn a_blank_form_is_known_by_its_cover_and_its_stamp() {
    let forms = blanks(&plan(), month()).expect("forms");
    assert_eq!(
        forms.iter().map(|(geocode, _)| geocode.as_str()).collect::<Vec<_>>(),
        ["5601", "5602", "5603", "5604", "5605", "5606", "5607", "5608", "5609"]
    );
    let (_, bytes) = &forms[DISTRICT.index()];
    leave("blank.xlsx", bytes);
    let raw = raw(bytes);
    let stamp = |name: &str| raw.properties.get(name).map(String::as_str);
    assert_eq!((stamp(STAMP_FORM), stamp(STAMP_GEOCODE), stamp(STAMP_MONTH)), (Some("1"), Some("5602"), Some("2565-02")));
    let layout = recognise(&"blank.xlsx".into(), &raw);
    let value = |field| layout.cover.get(&field).and_then(|cell| cell.value.clone());
    assert_eq!(value(CoverField::Province), Some(RawValue::Text("พะเยา".into())));
    assert_eq!(value(CoverField::District), Some(RawValue::Text("จุน".into())));
    assert_eq!(value(CoverField::Month), Some(RawValue::Text("กุมภาพันธ์ ๒๕๖๕".into())));
    assert_eq!(value(CoverField::Revision), Some(RawValue::Number(0.into())));
    assert_eq!(layout.cover.len(), CoverField::ALL.len());
    for field in [CoverField::Reporter, CoverField::Position, CoverField::Telephone, CoverField::ReportDate, CoverField::Nil] {
        assert_eq!(value(field), None, "{field:?}");
    }
    for form in Form::ALL {
        assert!(layout.tables[&form].records.is_empty());
        assert!(layout.tables[&form].parts[0].columns.iter().all(Option::is_some), "every column of {form:?} is found");
    }
    assert_eq!(layout.findings, []);
}

#[test]
fn a_blank_form_sent_back_is_an_empty_report_and_a_nil_one_is_fine() {
    let (plan, mut content) = (plan(), filled());
    content.rows.clear();
    let empty = workbook(&plan, DISTRICT, month(), &content).expect("a form");
    assert_eq!(codes(&judge(&plan, &empty)), ["empty-report 2565-02/จุน.xlsx"]);
    content.cover.insert(CoverField::Nil, Entry::from("ใช่"));
    let nil = workbook(&plan, DISTRICT, month(), &content).expect("a form");
    assert_eq!(codes(&judge(&plan, &nil)), ["nil-report 2565-02/จุน.xlsx ปก!B15"]);
}

#[test]
fn a_form_filled_in_is_read_back_cell_by_cell_without_a_finding() {
    let (plan, content) = (plan(), filled());
    let bytes = workbook(&plan, DISTRICT, month(), &content).expect("a form");
    leave("filled.xlsx", &bytes);
    same_content(&content, &bytes);
    let validated = judge(&plan, &bytes);
    assert_eq!(codes(&validated), [] as [&str; 0]);
    assert_eq!((validated.activities.len(), validated.listings.len()), (2, 3));
    let account = validated.workbooks[0].account();
    assert_eq!((account.counted, account.rejected), (5, 0));
}

/// Every entry of `content` stands in the workbook, and nothing else.
pub fn same_content(content: &Content, bytes: &[u8]) {
    let layout = recognise(&"form.xlsx".into(), &raw(bytes));
    for (field, entry) in &content.cover {
        assert_eq!(as_raw(entry), layout.cover[field].value, "{field:?}");
    }
    for (form, rows) in &content.rows {
        let records = &layout.tables[form].records;
        assert_eq!(records.len(), rows.len());
        for (row, record) in rows.iter().zip(records) {
            for (column, entry) in row.iter().enumerate().skip(1) {
                assert_eq!(as_raw(entry), record.cells[column], "{form:?} row {} column {column}", record.row);
            }
        }
    }
}

fn as_raw(entry: &Entry) -> Option<RawValue> {
    match entry {
        Entry::Blank => None,
        Entry::Text(text) => Some(RawValue::Text(text.clone())),
        Entry::Number(number) => Some(RawValue::Number(number.normalize())),
        Entry::Day(date) => Some(RawValue::Day(*date)),
    }
}

#[test]
fn a_table_longer_than_the_ruled_rows_is_whole() {
    let (plan, mut content) = (plan(), filled());
    let listings = content.rows.get_mut(&Form::Listings).expect("listings");
    let first = listings[0].clone();
    for index in 0..400 {
        let mut row = first.clone();
        row[1] = Entry::Text(format!("56021{index:04}"));
        row[2] = Entry::Text(format!("กลุ่มที่ {index}"));
        listings.push(row);
    }
    let bytes = workbook(&plan, DISTRICT, month(), &content).expect("a form");
    leave("long.xlsx", &bytes);
    same_content(&content, &bytes);
    assert_eq!(judge(&plan, &bytes).listings.len(), 403);
}

#[test]
fn odd_text_stays_what_it_is() {
    let (plan, mut content) = (plan(), filled());
    let endless = "ยาว".repeat(20_000);
    let rows = content.rows.get_mut(&Form::Activities).expect("activities");
    for (column, text) in
        [(3, "=1+1"), (4, "0012"), (6, "  สอง  ช่องไฟ\nสองบรรทัด"), (9, "_x0041_ & <b> \"'"), (10, endless.as_str())]
    {
        rows[0][column] = Entry::from(text);
    }
    rows[0][7] = number("79228162514264337593543950335");
    let bytes = workbook(&plan, DISTRICT, month(), &content).expect("a form");
    let layout = recognise(&"form.xlsx".into(), &raw(&bytes));
    let cells = &layout.tables[&Form::Activities].records[0].cells;
    let text = |column: usize| match &cells[column] {
        Some(RawValue::Text(text)) => text.as_str(),
        other => panic!("column {column} holds {other:?}"),
    };
    assert_eq!((text(3), text(4), text(6), text(9)), ("=1+1", "0012", "  สอง  ช่องไฟ\nสองบรรทัด", "_x0041_ & <b> \"'"));
    assert_eq!(text(10).len(), LONGEST_TEXT, "the beginning of what no report needs");
}

#[test]
fn the_same_form_twice_is_the_same_bytes() {
    let (plan, content) = (plan(), filled());
    let write = || workbook(&plan, DISTRICT, month(), &content).expect("a form");
    assert!(write() == write());
}

#[test]
fn a_month_or_district_outside_the_plan_is_refused() {
    let plan = plan();
    let outside = Month::new(2566, 1).expect("a month");
    assert!(matches!(blanks(&plan, outside), Err(FormError::OutsideYear(..))));
    let beyond = otop_report::district::DistrictId::at(9);
    assert!(
        matches!(workbook(&plan, beyond, month(), &Content::default()), Err(FormError::NoSuchDistrict(district)) if district == beyond)
    );
}
