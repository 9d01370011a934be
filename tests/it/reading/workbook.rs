//! The workbook behind the fixtures: every kind of value, at awkward places.

use jiff::civil::{Date, date};
use otop_report::submission::raw::{MergedRange, RawSheet, RawValue, RawWorkbook};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook};

/// Writes the workbook as .xlsx. `make.sh` has LibreOffice turn it into the other formats.
pub(crate) fn write() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = |year, month, day| ExcelDateTime::from_ymd(year, month, day).unwrap();
    let properties = DocProperties::new()
        .set_custom_property("otop-form", "1")
        .set_custom_property("otop-geocode", "5601")
        .set_custom_property("otop-month", "2565-02")
        .set_custom_property("other", "left out")
        .set_creation_datetime(&day(2022, 2, 1));
    workbook.set_properties(&properties);

    let sheet = workbook.add_worksheet().set_name("แบบ ๑ กิจกรรม").unwrap();
    let thai_date = Format::new().set_num_format("[$-D07041E]d mmmm yyyy");
    let plain_date = Format::new().set_num_format("d/m/yyyy");
    let thai_number = Format::new().set_num_format("[$-D00041E]#,##0.00");
    let clock = Format::new().set_num_format("h:mm");
    sheet.merge_range(0, 1, 1, 4, "แบบรายงาน\nเกณฑ์ข้อที่ ๑", &Format::new().set_text_wrap()).unwrap();
    sheet.write(3, 1, "ที่").unwrap();
    sheet.write(3, 2, "วันที่จัด").unwrap();
    sheet.write(3, 3, " ๑,๒๓๔.๕๐ บาท ").unwrap();
    sheet.write_with_format(4, 1, day(2022, 2, 15), &thai_date).unwrap();
    sheet.write_with_format(4, 2, day(2565, 2, 15), &plain_date).unwrap();
    sheet.write_with_format(4, 3, 1_234.5, &thai_number).unwrap();
    sheet.write(5, 1, 0.1 + 0.2).unwrap();
    sheet.write(5, 2, true).unwrap();
    sheet.write_with_format(5, 3, 0.75, &clock).unwrap();
    sheet.write_formula(6, 1, Formula::new("=D5*2").set_result("2469")).unwrap();
    sheet.write_formula(6, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(6, 4, Formula::new("=\"ก\"&\"ข\"").set_result("กข")).unwrap();
    sheet.write(8, 4, "ในแถวและสดมภ์ที่ซ่อน").unwrap();
    sheet.set_row_hidden(8).unwrap();
    sheet.set_column_hidden(4).unwrap();
    for row in 9..40 {
        sheet.write_blank(row, 1, &thai_number).unwrap();
    }

    let list = workbook.add_worksheet().set_name("รายการ").unwrap();
    list.write(99, 0, "<b>&amp; \"ไกล\"").unwrap();
    list.set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

/// What every format must give for it.
pub(crate) fn expected() -> RawWorkbook {
    let text = |text: &str| RawValue::Text(text.into());
    let number = |text: &str| RawValue::Number(text.parse().unwrap());
    let day = |day: Date| RawValue::Day(day);
    let mut form =
        RawSheet { name: "แบบ ๑ กิจกรรม".into(), hidden_columns: vec![4], ..RawSheet::default() };
    form.merges = vec![MergedRange { first_row: 0, first_col: 1, last_row: 1, last_col: 4 }];
    form.rows = rows([
        (0, false, vec![(1, text("แบบรายงาน\nเกณฑ์ข้อที่ ๑"))]),
        (3, false, vec![(1, text("ที่")), (2, text("วันที่จัด")), (3, text(" ๑,๒๓๔.๕๐ บาท "))]),
        (4, false, vec![(1, day(date(2022, 2, 15))), (2, day(date(2565, 2, 15))), (3, number("1234.5"))]),
        (5, false, vec![(1, number("0.3")), (2, RawValue::Bool(true)), (3, number("0.75"))]),
        (6, false, vec![(1, number("2469")), (3, RawValue::Error("#DIV/0!".into())), (4, text("กข"))]),
        (8, true, vec![(4, text("ในแถวและสดมภ์ที่ซ่อน"))]),
    ]);
    let list = rows([(99, false, vec![(0, text("<b>&amp; \"ไกล\""))])]);
    let list = RawSheet { name: "รายการ".into(), hidden: true, rows: list, ..RawSheet::default() };
    let stamp = [("otop-form", "1"), ("otop-geocode", "5601"), ("otop-month", "2565-02")];
    let properties = stamp.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    RawWorkbook { sheets: vec![form, list], properties, date_1904: false }
}

type Row = (u32, bool, Vec<(u32, RawValue)>);

fn rows<const N: usize>(rows: [Row; N]) -> Vec<otop_report::submission::raw::RawRow> {
    rows.map(|(number, hidden, cells)| otop_report::submission::raw::RawRow { number, hidden, cells }).into()
}
