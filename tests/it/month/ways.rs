//! The same month, prepared in other ways, gives the same `data.json` but for its trace. `.ci/ways` does it with LibreOffice.

use std::collections::BTreeMap;
use std::sync::Arc;

use encoding_rs::WINDOWS_874;
use otop_report::columns::{COVER_SHEET, CoverField, Form, activity, listing};
use otop_report::record::data_json;
use otop_report::submission::layout::recognise;
use otop_report::submission::raw::RawValue;
use otop_report::submission::read::{ReadLimits, read};
use otop_report::submission::values::words;
use otop_report::thai::calendar::{day_short, parse_day};
use otop_report::thai::digits::{decimal, to_thai};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::support::case::{Case, month};

/// What a workbook says, without its layout.
struct Parts {
    cover: Vec<(CoverField, RawValue)>,
    tables: BTreeMap<Form, Vec<Vec<Option<RawValue>>>>,
}

fn parts(bytes: &[u8]) -> Parts {
    let raw = read(bytes, "ก", &ReadLimits::default()).expect("a form of the sample year");
    let layout = recognise(&Arc::from("ก.xlsx"), &raw);
    let cover = layout.cover.into_iter().filter_map(|(field, cell)| cell.value.map(|value| (field, value))).collect();
    let tables = layout
        .tables
        .into_iter()
        .map(|(form, table)| (form, table.records.into_iter().map(|record| record.cells).collect()))
        .collect();
    Parts { cover, tables }
}

/// A copy of the sample year whose last month is written by `rewrite`: file stem and content to files.
fn data_of(rewrite: impl Fn(&str, &Parts) -> Vec<(String, Vec<u8>)>) -> Value {
    let case = Case::sample();
    for entry in case.path("2565-02").read_dir().expect("the last month").filter_map(Result::ok) {
        let stem = entry.path().file_stem().and_then(|stem| stem.to_str()).expect("UTF-8").to_owned();
        let parts = parts(&std::fs::read(entry.path()).expect("read"));
        std::fs::remove_file(entry.path()).expect("removed");
        for (name, bytes) in rewrite(&stem, &parts) {
            case.write(&format!("2565-02/{name}"), &bytes);
        }
    }
    let run = case.compile("2565-02");
    let errors: Vec<String> = run
        .own_findings()
        .filter(|finding| finding.severity() == otop_report::finding::Severity::Error)
        .map(|finding| format!("{} {}", finding.place, finding.code().name()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut data: Value = serde_json::from_slice(&data_json(&case.plan, &run)).expect("JSON");
    data.as_object_mut().expect("an object").remove("trace");
    data
}

fn sample() -> Value {
    let case = Case::sample();
    let mut data: Value = serde_json::from_slice(&data_json(&case.plan, &case.compile("2565-02"))).expect("JSON");
    data.as_object_mut().expect("an object").remove("trace");
    data
}

/// A value as a clerk types it: Thai digits, Thai days.
fn thai_text(form: Form, column: usize, value: &RawValue) -> String {
    let day = matches!((form, column), (Form::Activities, activity::DATE) | (Form::Listings, listing::DATE));
    match value {
        RawValue::Day(date) => day_short(*date),
        RawValue::Text(text) if day => day_short(parse_day(text, crate::support::case::plan().fiscal_year()).expect("a day")),
        RawValue::Number(number) if column != 0 => format!("{} บาท", decimal(*number, 2)).trim_end_matches(" บาท").to_owned(),
        RawValue::Number(number) => to_thai(&number.to_string()),
        value => words(value),
    }
}

fn money_text(form: Form, column: usize, value: &RawValue) -> String {
    let text = thai_text(form, column, value);
    match (form, column) {
        (Form::Activities, activity::PARTICIPANTS) => format!("{} กลุ่ม", text.trim_end_matches("๐๐").trim_end_matches('.')),
        (Form::Activities, activity::SALES) | (Form::Listings, listing::SALES) => format!("{text} บาท"),
        (Form::Activities, activity::BUDGET) => "-".to_owned(),
        _ => text,
    }
}

#[test]
fn thai_digits_as_text() {
    let rewritten = data_of(|stem, parts| {
        let mut book = Workbook::new();
        let cover = book.add_worksheet();
        cover.set_name(COVER_SHEET).expect("a name");
        for (row, (field, value)) in (0..).zip(&parts.cover) {
            cover.write(row, 0, field.label()).expect("written");
            cover.write(row, 1, to_thai(&words(value))).expect("written");
        }
        for form in Form::ALL {
            let sheet = book.add_worksheet();
            sheet.set_name(form.sheet()).expect("a name");
            for (column, spec) in (0..).zip(form.columns()) {
                sheet.write(0, column, spec.heading).expect("written");
            }
            for (row, cells) in (1..).zip(parts.tables.get(&form).into_iter().flatten()) {
                for (column, value) in cells.iter().enumerate() {
                    let text = value.as_ref().map(|value| money_text(form, column, value)).unwrap_or_default();
                    sheet.write(row, column as u16, text).expect("written");
                }
            }
        }
        vec![(format!("{stem}.xlsx"), book.save_to_buffer().expect("saved"))]
    });
    assert_eq!(rewritten, sample());
}

/// Titles above, two-row merged headings with line breaks, another column order, an extra column, blank rows, a total, notes
/// below, sheets renamed and in another order, a table that starts at C4, a hidden column, a stale cell under a merge.
#[test]
fn a_messy_layout() {
    let rewritten = data_of(|stem, parts| {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        for form in [Form::Listings, Form::Activities] {
            let sheet = book.add_worksheet();
            sheet.set_name(format!(" {}  (ฉบับปรับปรุง)", form.sheet().replace('๑', "1").replace('๒', "2"))).expect("a name");
            sheet.merge_range(0, 2, 0, 9, "รายงานผลการดำเนินงานส่งเสริมช่องทางการตลาด", &bold).expect("merged");
            let order: Vec<usize> = (0..form.columns().len()).rev().collect();
            for (at, column) in (2_u16..).zip(&order) {
                let heading = form.columns()[*column].heading.replace("ผู้ประกอบการ", "\nผู้ประกอบการ ");
                if at % 2 == 0 {
                    sheet.merge_range(3, at, 4, at, &heading, &bold).expect("merged");
                } else {
                    sheet.write(3, at, "ข้อมูล").expect("written");
                    sheet.write(4, at, heading).expect("written");
                }
            }
            let extra = 2 + order.len() as u16;
            sheet.write(4, extra, "ผู้บันทึก").expect("written");
            sheet.set_column_hidden(3).expect("hidden");
            let mut row = 5;
            for cells in parts.tables.get(&form).into_iter().flatten() {
                for (at, column) in (2_u16..).zip(&order) {
                    match &cells[*column] {
                        Some(RawValue::Number(number)) => {
                            _ = sheet.write(row, at, number.to_f64().expect("a number")).expect("written");
                        }
                        Some(RawValue::Day(date)) => {
                            _ = sheet.write(row, at, date.strftime("%d/%m/%Y").to_string()).expect("written");
                        }
                        Some(value) => _ = sheet.write(row, at, format!("  {}\u{a0}", words(value))).expect("written"),
                        None => {}
                    }
                }
                sheet.write(row, extra, "สมมุติ").expect("written");
                row += 2;
            }
            let sales = 2 + order
                .iter()
                .position(|column| form.columns()[*column].heading.starts_with("ยอดจำหน่าย"))
                .expect("both have sales") as u16;
            let total: f64 = parts
                .tables
                .get(&form)
                .into_iter()
                .flatten()
                .filter_map(|cells| {
                    number(cells[if form == Form::Activities { activity::SALES } else { listing::SALES }].as_ref())
                })
                .sum();
            sheet.write(row, extra - 1, "รวมทั้งสิ้น").expect("written");
            sheet.write(row, sales, total).expect("written");
            sheet.write(row + 3, 6, "ลงชื่อ ........................ ผู้รายงาน").expect("written");
            sheet.write(row + 4, 6, "(นางสาวสมมุติ ตัวอย่าง)").expect("written");
            sheet.write(row + 5, 2, "หมายเหตุ: ข้อมูลตัวอย่าง").expect("written");
        }
        let cover = book.add_worksheet();
        cover.set_name("หน้าปก").expect("a name");
        for (row, (field, value)) in (2..).zip(&parts.cover) {
            cover.write(row, 1, format!("{} :", field.label())).expect("written");
            cover.write(row, 4, to_thai(&words(value))).expect("written");
        }
        let other = book.add_worksheet();
        other.write(0, 0, "บันทึกช่วยจำ").expect("written");
        vec![(format!("ส่งแล้ว/{stem}.xlsx"), book.save_to_buffer().expect("saved"))]
    });
    assert_eq!(rewritten, sample());
}

fn number(value: Option<&RawValue>) -> Option<f64> {
    match value {
        Some(RawValue::Number(number)) => number.to_f64(),
        _ => None,
    }
}

/// Rows of text: the cover's, then each form's with its heading.
fn text_rows(parts: &Parts) -> [Vec<Vec<String>>; 3] {
    let cover = parts.cover.iter().map(|(field, value)| vec![field.label().to_owned(), words(value)]).collect();
    let form = |form: Form| {
        let heading = form.columns().iter().map(|column| column.heading.to_owned()).collect();
        let rows = parts
            .tables
            .get(&form)
            .into_iter()
            .flatten()
            .map(|cells| cells.iter().map(|value| value.as_ref().map(words).unwrap_or_default()).collect());
        std::iter::once(heading).chain(rows).collect()
    };
    [cover, form(Form::Activities), form(Form::Listings)]
}

fn csv(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("written");
    }
    writer.into_inner().expect("flushed")
}

#[test]
fn csv_a_folder_a_workbook() {
    let rewritten = data_of(|stem, parts| {
        let names = ["ปก.csv", "แบบ ๑ กิจกรรม.csv", "แบบ ๒ ออนไลน์.csv"];
        names
            .iter()
            .zip(text_rows(parts))
            .map(|(name, rows)| (format!("{stem}/{name}"), [b"\xEF\xBB\xBF".to_vec(), csv(&rows, b',')].concat()))
            .collect()
    });
    assert_eq!(rewritten, sample());
}

#[test]
fn csv_one_under_another_in_windows_874() {
    let rewritten = data_of(|stem, parts| {
        let [cover, activities, listings] = text_rows(parts);
        let blank = vec![vec![String::new()]];
        let rows = [cover, blank.clone(), activities, blank, listings].concat();
        let text = String::from_utf8(csv(&rows, b';')).expect("UTF-8");
        vec![(format!("{stem}.csv"), WINDOWS_874.encode(&text).0.into_owned())]
    });
    assert_eq!(rewritten, sample());
}

#[test]
fn html_that_wears_an_xls_name() {
    let rewritten = data_of(|stem, parts| {
        let escape = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;");
        let table = |rows: &Vec<Vec<String>>| {
            let rows: String = rows
                .iter()
                .map(|row| {
                    format!("<tr>{}</tr>", row.iter().map(|cell| format!("<td>{}</td>", escape(cell))).collect::<String>())
                })
                .collect();
            format!("<table border=1>{rows}</table>")
        };
        let tables: String = text_rows(parts).iter().map(table).collect();
        vec![(
            format!("{stem}.xls"),
            format!("<html><head><meta charset=\"utf-8\"></head><body>{tables}</body></html>").into_bytes(),
        )]
    });
    assert_eq!(rewritten, sample());
}

#[test]
fn the_sample_is_not_trivial() {
    let data = sample();
    assert_eq!(data["month"], month("2565-02").to_string());
    assert_eq!(data["province"]["operators"]["year"], 41);
}
