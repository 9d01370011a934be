//! Covers as districts fill them in: values spread over cells, other sheets that look like a cover, dates that cannot be.

use jiff::civil::{Date, date};
use otop_report::columns::COVER_SHEET;
use otop_report::district::DistrictId;
use otop_report::thai::calendar::serial_of;
use otop_report::validate::{Disposition, Validated};
use rust_xlsxwriter::{Format, Worksheet};

use crate::support::case::{Case, ENTRY, activities, book, listings, named, sheet};

/// What stands in a cell of a cover.
#[derive(Clone)]
enum Cell {
    Text(&'static str),
    Number(f64),
    /// A number in a cell that shows dates.
    Dated(f64),
    Day(Date),
    Nothing,
}

use Cell::{Dated, Day, Nothing, Number, Text};

/// What a spreadsheet keeps of a day.
fn serial(date: Date) -> f64 {
    i32::try_from(serial_of(date, false)).expect("a day of our time").into()
}

/// A sheet whose cells are text, numbers or days.
fn cells(name: &str, rows: &[Vec<Cell>]) -> Worksheet {
    let (mut sheet, format) = (Worksheet::new(), Format::new().set_num_format("d mmm yyyy"));
    sheet.set_name(name).expect("a name");
    for (row, line) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(line) {
            match cell {
                Text(text) => sheet.write(row, column, *text).map(|_| ()),
                Number(number) => sheet.write(row, column, *number).map(|_| ()),
                Dated(number) => sheet.write_with_format(row, column, *number, &format).map(|_| ()),
                Day(date) => sheet.write_with_format(row, column, serial(*date), &format).map(|_| ()),
                Nothing => Ok(()),
            }
            .expect("written");
        }
    }
    sheet
}

/// A cover of อำเภอจุน with these cells after ประจำเดือน and วันที่รายงาน.
fn cover(month: &[Cell], reported: &[Cell]) -> Worksheet {
    let labelled = |label: &'static str, cells: &[Cell]| [&[Text(label)], cells].concat();
    cells(
        COVER_SHEET,
        &[
            labelled("อำเภอ", &[Text("จุน")]),
            labelled("ประจำเดือน", month),
            labelled("ผู้รายงาน", &[Text("นางสาวสมมุติ ตัวอย่าง")]),
            labelled("วันที่รายงาน", reported),
        ],
    )
}

fn judge(mut sheets: Vec<Worksheet>) -> Validated {
    let case = Case::new();
    sheets.extend([activities(&[ENTRY]), listings()]);
    case.write("แบบ.xlsx", &book(sheets));
    case.check("แบบ.xlsx")
}

fn codes(validated: &Validated) -> Vec<String> {
    validated.findings.iter().map(named).collect()
}

const FEBRUARY: &[Cell] = &[Text("กุมภาพันธ์ 2565")];
const REPORTED: &[Cell] = &[Text("3 มี.ค. 2565")];

#[test]
fn a_month_may_be_spread_or_lack_its_year() {
    let spread: &[(&[Cell], &str)] = &[
        (&[Text("กุมภาพันธ์"), Text("พ.ศ."), Number(2565.0)], "2565-02"),
        (&[Text("กุมภาพันธ์"), Nothing, Text("พ.ศ."), Nothing, Text("๒๕๖๔")], "2564-02"),
        (&[Text("เดือน กุมภาพันธ์"), Text("ปี"), Dated(2565.0)], "2565-02"),
        (&[Text("ก.พ."), Number(2565.0), Text("(เลือกจากรายการ)")], "2565-02"),
        (&[Text("กุมภาพันธ์ 2565"), Text("เป้าหมาย"), Number(2.0)], "2565-02"),
        (&[Text("ตุลาคม"), Text("ปีงบประมาณ"), Number(2565.0)], "2564-10"),
        (&[Text("ตุลาคม ปีงบประมาณ พ.ศ. 2565")], "2564-10"),
        (&[Number(2.0)], "2565-02"),
        (&[Text("๒")], "2565-02"),
        (&[Text("เดือนที่ 11")], "2564-11"),
        (&[Text("กุมภาพันธ์")], "2565-02"),
        (&[Text("02/2565")], "2565-02"),
        (&[Number(2.2565)], "2565-02"),
        (&[Day(date(2022, 2, 1))], "2565-02"),
        (&[Day(date(2565, 2, 1))], "2565-02"),
    ];
    for (month, expected) in spread {
        let validated = judge(vec![cover(month, REPORTED)]);
        let read = validated.workbooks[0].month.map(|month| month.to_string());
        assert_eq!(read.as_deref(), Some(*expected), "{:?}", codes(&validated));
        assert_eq!(codes(&validated).contains(&"month-outside-year@B2".to_owned()), *expected == "2564-02");
    }
    // Words that are no month are told as a whole, never read by halves.
    let validated = judge(vec![cover(&[Text("กุมภาพันธ์"), Text("ของปี"), Text("2564 หรือ 2565")], REPORTED)]);
    assert_eq!(codes(&validated), ["month-unknown@B2"]);
}

#[test]
fn a_day_of_reporting_may_be_spread() {
    let late = Some(date(2022, 3, 20));
    let spread: &[&[Cell]] = &[
        &[Number(20.0), Text("มีนาคม"), Number(2565.0)],
        &[Dated(20.0), Text("มีนาคม"), Dated(2565.0)],
        &[Number(20.0), Text("เดือน"), Text("มีนาคม"), Text("พ.ศ."), Number(2565.0)],
        &[Text("๒๐"), Text("มี.ค."), Text("๖๕")],
        &[Number(20.0), Text("/"), Number(3.0), Text("/"), Number(2565.0)],
        &[Day(date(2022, 3, 20)), Text("เวลา 10.00 น.")],
        &[Text("20 มี.ค. 2565"), Text("* วันที่ส่งถึงจังหวัด")],
    ];
    for reported in spread {
        let validated = judge(vec![cover(FEBRUARY, reported)]);
        assert_eq!((validated.workbooks[0].reported_on, codes(&validated)), (late, vec![]));
    }
    let validated = judge(vec![cover(FEBRUARY, &[Number(20.0), Text("มีนา"), Text("ปีนี้")])]);
    assert_eq!((validated.workbooks[0].reported_on, codes(&validated)), (None, vec!["not-a-date@B4".to_owned()]));
}

#[test]
fn a_district_and_a_revision_may_be_spread_and_remarks_left_out() {
    let mut rows = vec![
        vec![Text("อำเภอ"), Text("เมือง"), Text("พะเยา")],
        vec![Text("ประจำเดือน: กุมภาพันธ์"), Text("พ.ศ."), Text("2565")],
        vec![Text("ฉบับแก้ไขครั้งที่"), Text("ครั้งที่"), Number(1.0), Text("(0 = ฉบับแรก)")],
        vec![Text("ผู้รายงาน: นางสาวสมมุติ ตำแหน่ง: นักวิชาการ วันที่รายงาน: 3 มี.ค. 2565")],
    ];
    let validated = judge(vec![cells(COVER_SHEET, &rows)]);
    let workbook = &validated.workbooks[0];
    assert_eq!((codes(&validated), workbook.district, workbook.revision), (vec![], Some(DistrictId::at(0)), 1));
    assert_eq!(workbook.reported_on, Some(date(2022, 3, 3)));
    // Dots to write on, and a dash, are blank.
    rows[3] = vec![Text("ผู้รายงาน"), Text("............"), Nothing, Text("วันที่รายงาน"), Text("-")];
    assert_eq!(codes(&judge(vec![cells(COVER_SHEET, &rows)])), ["cover-blank@B4", "cover-blank@E4"]);
}

#[test]
fn a_tables_headings_are_no_cover() {
    let real = || {
        cells(
            "Sheet1",
            &[vec![Text("อำเภอ"), Text("จุน")], vec![Text("เดือน"), Text("ก.พ. 2565")], vec![Text("วันที่ส่ง"), Text("20/3/2565")]],
        )
    };
    let tables: [&[&str]; 3] = [
        &["ที่|ชื่อ|จังหวัด|อำเภอ|ตำแหน่ง|โทรศัพท์|เดือน|ผู้รายงาน|วันที่ส่ง", "1|ก|พะเยา|ปง|ประธาน|0|ม.ค.|ก|1/1/65"],
        &["ทะเบียน", "อำเภอ|โทรศัพท์|เดือน|ผู้รายงาน|หมายเหตุ", "ปง|0|ม.ค. 2565|ก|ข"],
        &["ที่|อำเภอ|ที่ตั้ง|โทรศัพท์|อีเมล|เดือน|ร้าน", "1|ปง|ในเมือง|0|ก|ม.ค.|ข", "2|ปง|ในเมือง|0|ก|ม.ค.|ข"],
    ];
    for rows in tables {
        for first in [true, false] {
            let table = sheet("ทะเบียนผู้ประกอบการ", rows);
            let validated = judge(if first { vec![table, real()] } else { vec![real(), table] });
            let workbook = &validated.workbooks[0];
            assert_eq!((workbook.district, workbook.reported_on), (Some(DistrictId::at(1)), Some(date(2022, 3, 20))), "{rows:?}");
            assert_eq!(codes(&validated), ["cover-blank", "sheet-unused"], "the real one names no reporter: {rows:?}");
        }
    }
}

#[test]
fn the_sheet_named_as_the_cover_comes_first_and_another_one_is_told() {
    let old = || {
        let mut old = cover(&[Text("มกราคม 2565")], &[Text("3 ก.พ. 2565")]);
        old.write(4, 0, "ตำแหน่ง").expect("written");
        old.write(4, 1, "นักวิชาการ").expect("written");
        old.set_name("ปก (2)").expect("a name");
        old
    };
    for sheets in [vec![old(), cover(FEBRUARY, REPORTED)], vec![cover(FEBRUARY, REPORTED), old()]] {
        let validated = judge(sheets);
        assert_eq!(validated.workbooks[0].month.map(|month| month.to_string()).as_deref(), Some("2565-02"));
        assert_eq!(codes(&validated), ["cover-twice@B2"]);
        assert_eq!(validated.findings[0].place.sheet.as_deref(), Some("ปก (2)"));
    }
}

#[test]
fn a_cover_may_stand_around_the_tables() {
    let heading = "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ|ยอดจำหน่าย";
    let below = ["อำเภอ: จุน|||ประจำเดือน: ก.พ. 2565", heading, ENTRY, "||รวม|5|100", "ผู้รายงาน|นางสาวสมมุติ||วันที่รายงาน|3 มี.ค. 2565"];
    let apart = [heading, ENTRY, "", "อำเภอ|จุน", "ประจำเดือน|ก.พ. 2565", "ผู้รายงาน|นางสาวสมมุติ", "วันที่รายงาน|3 มี.ค. 2565"];
    let beside = [
        "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ|ยอดจำหน่าย",
        "1|12/02/2565|ตลาดนัดตัวอย่าง|5|100||อำเภอ|จุน|",
        "||||||ประจำเดือน|ก.พ. 2565",
        "||||||ผู้รายงาน|นางสาวสมมุติ",
        "||||||วันที่รายงาน|3 มี.ค. 2565",
    ];
    for rows in [&below[..], &apart, &beside] {
        let case = Case::new();
        case.write("แบบ.xlsx", &book(vec![sheet("แบบ ๑ กิจกรรม", rows), listings()]));
        let validated = case.check("แบบ.xlsx");
        let workbook = &validated.workbooks[0];
        assert_eq!((codes(&validated), workbook.district, workbook.counted), (vec![], Some(DistrictId::at(1)), 1), "{rows:?}");
        assert_eq!(workbook.reported_on, Some(date(2022, 3, 3)), "{rows:?}");
        let account = workbook.account();
        assert_eq!(account.read, account.counted + account.rejected + account.recognised);
    }
    // A line with an amount in the column of amounts is never only a line of the cover.
    let case = Case::new();
    let amount = sheet("แบบ ๑ กิจกรรม", &[heading, ENTRY, "อำเภอ|จุน|ตลาด|5|999"]);
    case.write("แบบ.xlsx", &book(vec![cover(FEBRUARY, REPORTED), amount, listings()]));
    assert_eq!(codes(&case.check("แบบ.xlsx")), ["not-a-date@B3"]);
}

#[test]
fn a_day_of_reporting_that_cannot_be_counts_as_blank() {
    let of = |reported: Cell| {
        let validated = judge(vec![cover(FEBRUARY, &[reported])]);
        (validated.workbooks[0].reported_on, codes(&validated), validated.workbooks[0].disposition == Disposition::Used)
    };
    let impossible = || (None, vec!["report-date-impossible@B4".to_owned()], true);
    for reported in [
        Day(date(2022, 1, 5)),
        Text("31 ม.ค. 2565"),
        Day(date(2023, 1, 1)),
        Text("5 มีนาคม 2575"),
        Number(20.0),
        Day(date(1970, 3, 5)),
        Text("20/3/1965"),
    ] {
        assert_eq!(of(reported), impossible());
    }
    for reported in [Day(date(2022, 2, 1)), Day(date(2022, 12, 31)), Day(date(2565, 2, 28))] {
        assert_eq!(of(reported).1, Vec::<String>::new());
    }
    let read_so = (Some(date(2022, 3, 20)), vec!["date-two-digit-year@B4".to_owned()], true);
    assert_eq!(of(Day(date(1965, 3, 20))), read_so, "20/3/65");
}

#[test]
fn a_buddhist_year_of_two_digits_is_understood_in_every_date_cell() {
    let validated = judge(vec![cover(&[Day(date(1965, 2, 1))], REPORTED)]);
    assert_eq!(validated.workbooks[0].month.map(|month| month.to_string()).as_deref(), Some("2565-02"));
    assert_eq!(codes(&validated), ["date-two-digit-year@B2"]);
    let mut entries = activities(&["1||ตลาดนัดตัวอย่าง|5|100", "2||ตลาดอีกแห่ง|5|100"]);
    let format = Format::new().set_num_format("d mmm yyyy");
    entries.write_with_format(1, 1, serial(date(1965, 2, 12)), &format).expect("written");
    entries.write_with_format(2, 1, serial(date(1963, 2, 12)), &format).expect("written");
    let case = Case::new();
    case.write("แบบ.xlsx", &book(vec![cover(FEBRUARY, REPORTED), entries, listings()]));
    let validated = case.check("แบบ.xlsx");
    assert_eq!(codes(&validated), ["date-two-digit-year@B2", "date-outside-round@B3"]);
    assert_eq!(validated.activities[0].date, date(2022, 2, 12));
}
