//! No row that holds an amount is passed over: what rows are, wherever they stand and whatever their names begin with.

use std::collections::BTreeSet;

use otop_report::columns::Form;
use otop_report::finding::{Code, Finding, Severity};
use otop_report::validate::Validated;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Worksheet};

use crate::support::case::{ACTIVITIES, ENTRY, LISTINGS, activities, cover_sheet, judged, listings, named, sheet};

const LISTING: &str = "1|A1|กลุ่มหนึ่ง|Facebook|15/02/2565|100";

fn entries(rows: &[&str]) -> Worksheet {
    sheet(Form::Listings.sheet(), &[&[LISTINGS], rows].concat())
}

/// Codes with their cells, the sales online that count, and the sales of activities.
fn outcome(validated: &Validated) -> (Vec<String>, Decimal, Decimal) {
    let online = validated.listings.iter().map(|listing| listing.sales).sum();
    let shown = validated.activities.iter().map(|activity| activity.sales).sum();
    (validated.findings.iter().map(named).collect(), online, shown)
}

fn of_listings(rows: &[&str]) -> (Vec<String>, Decimal) {
    let (findings, online, _) = outcome(&judged(vec![cover_sheet(), activities(&[]), entries(rows)]));
    (findings, online)
}

fn of_activities(rows: &[&str]) -> (Vec<String>, Decimal) {
    let (findings, _, sales) = outcome(&judged(vec![cover_sheet(), activities(rows), listings()]));
    (findings, sales)
}

fn expect(found: (Vec<String>, Decimal), findings: &[&str], sales: i64) {
    assert_eq!(found, (findings.iter().map(ToString::to_string).collect(), Decimal::from(sales)));
}

#[test]
fn a_name_that_begins_like_a_total_is_an_entry() {
    expect(of_activities(&[ENTRY, "2||รวมพลคนโอทอป|3|50"]), &["cell-blank@B3"], 100);
    expect(of_activities(&[ENTRY, "|13/02/2565|รวมพลคนโอทอป|3|50"]), &[], 150);
    expect(of_listings(&[LISTING, "|B2|รวมใจแม่บ้าน|LINE||70"]), &["cell-blank@E3"], 100);
    expect(of_listings(&[LISTING, "||รวมใจแม่บ้าน|Facebook|15/02/2565|70"]), &[], 170);
    expect(of_listings(&[LISTING, "||ร่วมใจแม่บ้าน|Facebook|15/02/2565|70"]), &[], 170);
    expect(of_listings(&[LISTING, "||รวมใจแม่บ้าน|||70"]), &["cell-blank@D3", "cell-blank@E3"], 100);
    expect(of_listings(&[LISTING, "2||(ร้านวงเล็บ)|||700"]), &["cell-blank@D3", "cell-blank@E3"], 100);
    expect(of_listings(&[LISTING, "||โทรทัศน์ชุมชน|||700"]), &["cell-blank@D3", "cell-blank@E3"], 100);
    expect(of_listings(&[LISTING, "||หมายเหตุ ก||| 700"]), &["cell-blank@D3", "cell-blank@E3"], 100);
    expect(of_listings(&[LISTING, "||*ร้านดาว|LINE|15/02/2565|700"]), &[], 800);
    expect(of_activities(&["1||(งานวัด)ตลาดนัด||900"]), &["cell-blank@B2", "cell-blank@D2"], 0);
}

#[test]
fn totals_by_every_label_are_recognised_and_compared() {
    for label in ["รวม", "ผลรวม", "ผลรวมทั้งหมด", "รวมทั้งสิ้น", "ยอดรวม", "สรุปรวม", "Grand Total", "รวม ๑ กิจกรรม", "รวมเป็นเงิน"]
    {
        expect(of_activities(&[ENTRY, &format!("||{label}|5|100")]), &[], 100);
        expect(of_activities(&[ENTRY, &format!("{label}|||5|100")]), &[], 100);
        expect(of_activities(&[ENTRY, &format!("||{label}|5|250")]), &["total-mismatch@E3"], 100);
    }
    let grouped =
        [LISTING, "|||Facebook ผลรวม||100", "2|A1|กลุ่มหนึ่ง|LINE|15/02/2565|50", "|||LINE Total||50", "|||ผลรวมทั้งหมด||150"];
    expect(of_listings(&grouped), &[], 150);
    expect(of_listings(&[LISTING, "||กลุ่มหนึ่ง รวม|||100"]), &[], 100);
    expect(of_listings(&[LISTING, "||กลุ่มหนึ่ง รวม|||120"]), &["cell-blank@D3", "cell-blank@E3"], 100);
    // The form numbers its rows beforehand.
    expect(of_activities(&[ENTRY, "2||รวม|5|100"]), &[], 100);
    expect(of_activities(&[ENTRY, "2||รวม|7|700"]), &["cell-blank@B3"], 100);
    expect(of_listings(&[LISTING, "|||รวมยอดของอำเภอเมืองพะเยา||100"]), &[], 100);
}

#[test]
fn signatures_and_notes_say_nothing_where_they_belong() {
    let below =
        ["||รวม|5|100", "|ลงชื่อ .......... ผู้รายงาน", "||(นางสาวสมมุติ ตัวอย่าง)", "||พัฒนากร", "|หมายเหตุ: ข้อมูลตัวอย่าง", "โทร. ๐๘๑"];
    expect(of_activities(&[&[ENTRY], &below[..]].concat()), &[], 100);
    expect(of_activities(&[ENTRY, "* ข้อมูลเบื้องต้น"]), &[], 100);
    // In the column of names, and nothing below the table yet, it may be one.
    expect(of_activities(&[ENTRY, "||(งานวัด)"]), &["row-not-understood@C3"], 100);
    expect(of_activities(&[ENTRY, "||หมายเหตุ", "2|13/02/2565|งานวัด|1|5"]), &["row-not-understood@C3"], 105);
}

#[test]
fn rows_above_the_heading_are_named() {
    let rows =
        ["2|A2|กลุ่มสอง|Facebook|15/02/2565|200", "3|A3|กลุ่มสาม|Facebook||300", "แบบ ๒ ออนไลน์", "|||||999", LISTINGS, LISTING];
    let (findings, online, _) = outcome(&judged(vec![cover_sheet(), activities(&[]), sheet(Form::Listings.sheet(), &rows)]));
    assert_eq!(
        (findings.join(" "), online),
        ("row-above-heading@C1 row-above-heading@C2 row-not-understood@F4".into(), 100.into())
    );
}

#[test]
fn a_form_in_several_blocks_is_one_table() {
    let rest = ["2|A2|กลุ่มสอง|Facebook|15/02/2565|200", "3|A3|กลุ่มสาม|LINE|16/02/2565|300"];
    let headed = |name: &str| sheet(name, &[&[LISTINGS], &rest[..]].concat());
    let sales = |more: Vec<Worksheet>| {
        let (findings, online, _) =
            outcome(&judged([cover_sheet(), activities(&[]), entries(&[LISTING])].into_iter().chain(more).collect()));
        (findings.join(" "), online)
    };
    for name in ["แบบ ๒ ออนไลน์ (ต่อ)", "แบบ ๒ ออนไลน์ (2)", "Sheet2"] {
        assert_eq!(sales(vec![headed(name)]), (String::new(), 600.into()), "{name}");
        assert_eq!(sales(vec![sheet(name, &rest)]), (String::new(), 600.into()), "{name} without headings");
    }
    let mut hidden = headed("แบบ ๒ (ต่อ)");
    hidden.set_hidden(true);
    assert_eq!(sales(vec![hidden]), ("hidden-rows".into(), 600.into()));
    let other_order = sheet("ต่อ", &["ช่องทาง|ชื่อกลุ่ม|วันที่เข้าร่วม|ยอดขาย", "LINE|กลุ่มสี่|16/02/2565|40"]);
    assert_eq!(sales(vec![other_order]), (String::new(), 140.into()));
    assert_eq!(sales(vec![headed("ตัวอย่างการกรอก")]), ("sheet-twice".into(), 0.into()));
    assert_eq!(sales(vec![headed("แบบ ๒ มกราคม")]), ("sheet-twice".into(), 0.into()));
    let lacking = sheet("แบบ ๒ (ต่อ)", &["ที่|เลขทะเบียน|ชื่อกลุ่ม|ช่องทางออนไลน์|ยอดจำหน่าย", "2|A2|กลุ่มสอง|Facebook|200"]);
    assert_eq!(sales(vec![lacking]), ("sheet-twice".into(), 0.into()));
    let shifted = sheet("แบบ ๒ (ต่อ)", &["A2|กลุ่มสอง|Facebook|15/02/2565|200"]);
    assert_eq!(sales(vec![shifted]), ("sheet-twice".into(), 0.into()));
    assert_eq!(sales(vec![sheet("สรุปยอด", &["เวียง|2|300", "ต๋อม|1|50"])]), ("sheet-unused".into(), 100.into()));
    // Below form 1, and below its own total.
    let both = [ACTIVITIES, ENTRY, "||รวม|5|100", "แบบ ๒ ออนไลน์", LISTINGS, LISTING, "|||รวม||100", LISTINGS, rest[0]];
    let (findings, online, shown) = outcome(&judged(vec![cover_sheet(), sheet("รายงาน", &both)]));
    assert_eq!((findings, online, shown), (Vec::new(), 300.into(), 100.into()));
}

/// A workbook whose form 1 has these heading rows, some of their cells merged, and one entry.
fn grouped(rows: &[&str], merged: &[(u32, u16, u32, u16)]) -> (String, Decimal) {
    let mut sheet = sheet(Form::Activities.sheet(), rows);
    for (first_row, first_column, last_row, last_column) in merged {
        let text = rows[*first_row as usize].split('|').nth(usize::from(*first_column)).expect("a cell");
        sheet.merge_range(*first_row, *first_column, *last_row, *last_column, text, &Format::new()).expect("merged");
    }
    let (findings, _, shown) = outcome(&judged(vec![cover_sheet(), sheet, listings()]));
    (findings.join(" "), shown)
}

#[test]
fn of_grouped_columns_the_months_is_read() {
    let lead = "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ";
    let top = format!("{lead}|ยอดจำหน่าย (บาท)");
    let pairs = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3)];
    let three = [&pairs[..], &[(0, 4, 0, 6)]].concat();
    let two = [&pairs[..], &[(0, 4, 0, 5)]].concat();
    let entry = "1|12/02/2565|ตลาดนัด|5";
    let ok = (String::new(), Decimal::from(100));
    assert_eq!(grouped(&[&top, "||||ยกมา|เดือนนี้|รวม", &format!("{entry}|9000|100|9100")], &three), ok);
    assert_eq!(grouped(&[&top, "||||สะสม|เดือนนี้", &format!("{entry}|9100|100")], &two), ok);
    assert_eq!(grouped(&[&top, "||||เป้าหมาย|ผล", &format!("{entry}|9100|100")], &two), ok);
    assert_eq!(grouped(&[&format!("{lead}|ยอดจำหน่ายสะสม|ยอดจำหน่ายเดือนนี้"), &format!("{entry}|9100|100")], &[]), ok);
    let unclear = |column: &str| (format!("column-unclear@{column}"), Decimal::ZERO);
    assert_eq!(grouped(&[&format!("{lead}|ยอดจำหน่ายสะสม"), &format!("{entry}|9100")], &[]), unclear("E1"));
    assert_eq!(grouped(&[&top, "||||ยกมา|สะสม", &format!("{entry}|9000|9100")], &two), unclear("E2"));
    assert_eq!(grouped(&[&top, "||||ต.ค.|พ.ย.", &format!("{entry}|1|2")], &two), unclear("F2"));
    // A count as well; and a group that stands again as its own sub-heading.
    let participants = "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการที่เข้าร่วม||ยอดจำหน่าย";
    let merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5)];
    assert_eq!(grouped(&[participants, "|||เป้าหมาย|ผล", "1|12/02/2565|ตลาดนัด|50|5|100"], &merged), ok);
    let place = "ที่|วันที่จัด|ชื่อกิจกรรม|สถานที่ดำเนินการ||จำนวนผู้ประกอบการ|ยอดจำหน่าย";
    let merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5), (0, 6, 1, 6)];
    assert_eq!(grouped(&[place, "|||สถานที่|ตำบล", "1|12/02/2565|ตลาดนัด|ลานวัด|เวียง|5|100"], &merged), ok);
}

#[test]
fn merged_cells_hold_for_every_row_but_amounts_once() {
    let mut sheet = entries(&[LISTING, "2|||LINE|16/02/2565|20", "3|||Shopee||30"]);
    for (column, text) in [(1, "A1"), (2, "กลุ่มหนึ่ง")] {
        sheet.merge_range(1, column, 3, column, text, &Format::new()).expect("merged");
    }
    sheet.merge_range(2, 4, 3, 4, "16/02/2565", &Format::new()).expect("merged");
    let (findings, online, _) = outcome(&judged(vec![cover_sheet(), activities(&[]), sheet]));
    assert_eq!((findings, online), (Vec::new(), 150.into()));

    // One amount over two rows counts once; a second line of an entry is none of its own.
    let mut sheet = entries(&[LISTING, "2|A1|กลุ่มหนึ่ง|LINE|16/02/2565"]);
    sheet.merge_range(1, 5, 2, 5, "100", &Format::new()).expect("merged");
    let (findings, online, _) = outcome(&judged(vec![cover_sheet(), activities(&[]), sheet]));
    assert_eq!((findings, online), (Vec::new(), 100.into()));
    let headings = "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ|ยอดจำหน่าย|หลักฐาน (ลิงก์)";
    let mut lines = sheet_of(&[headings, &format!("{ENTRY}|https://a.example"), "|||||https://b.example"]);
    for (column, text) in [(1, "12/02/2565"), (2, "ตลาดนัดตัวอย่าง"), (3, "5"), (4, "100")] {
        lines.merge_range(1, column, 2, column, text, &Format::new()).expect("merged");
    }
    let validated = judged(vec![cover_sheet(), lines, listings()]);
    assert_eq!((validated.activities.len(), outcome(&validated).0), (1, Vec::new()));
}

fn sheet_of(rows: &[&str]) -> Worksheet {
    sheet(Form::Activities.sheet(), rows)
}

#[test]
fn several_days_are_one_activity_as_written() {
    let validated =
        judged(vec![cover_sheet(), activities(&["1|15-17 ก.พ. 65|งานวัด|5|100", "2|28 ก.พ. - 2 มี.ค. 65|งานบุญ|5|50"]), listings()]);
    let days: Vec<(String, &str)> =
        validated.activities.iter().map(|activity| (activity.date.to_string(), activity.span.as_str())).collect();
    assert_eq!(days, [("2022-02-15".to_owned(), "15-17 ก.พ. 65"), ("2022-02-28".to_owned(), "28 ก.พ. - 2 มี.ค. 65")]);
    assert_eq!(outcome(&validated).0, Vec::<String>::new());
}

#[test]
fn a_text_without_end_is_cut_and_told() {
    let long = "ก".repeat(5_000);
    let (findings, sales) = of_activities(&[&format!("1|12/02/2565|{long}|5|100")]);
    assert_eq!((findings.join(" ").as_str(), sales), ("text-too-long@C2", 100.into()));
}

/// A row of แบบ ๒ made at random, and what it holds.
#[derive(Clone, Debug)]
struct Made {
    cells: [String; 6],
    baht: i64,
}

mod made {
    use proptest::prelude::*;

    use super::Made;

    fn name() -> impl Strategy<Value = String> {
        let begins = prop::sample::select(vec!["รวม", "ผลรวม", "โทร", "(", "*", "หมายเหตุ", "ลงชื่อ", "Total", "กลุ่ม", "ร่วม"]);
        let ends = prop::sample::select(vec!["", "ใจ", "ทัศน์ชุมชน", " ก", "งานวัด)ตลาด", "ใจ)", " รวม", "ทั้งสิ้น"]);
        (begins, ends).prop_map(|(begin, end)| format!("{begin}{end}"))
    }

    fn maybe(words: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::sample::select(words).prop_map(str::to_owned)
    }

    /// A row with and without number, registration, name, channel, day and amount.
    pub fn row() -> impl Strategy<Value = Made> {
        let baht = prop_oneof![2 => 1_i64..9_999, 1 => Just(0)];
        let parts = (
            maybe(&["", "1", "๒"]),
            maybe(&["", "", "A1", "B2", "-"]),
            prop_oneof![3 => name(), 1 => Just(String::new())],
            maybe(&["", "Facebook", "LINE", "ช่องทางแปลก"]),
            maybe(&["", "15/02/2565", "ไม่ทราบ"]),
            baht,
        );
        parts.prop_map(|(number, registration, name, channel, day, baht)| {
            let amount = if baht == 0 { String::new() } else { baht.to_string() };
            Made { cells: [number, registration, name, channel, day, amount], baht }
        })
    }
}

/// Rows that a finding names, or that count, by sheet and row from 0.
fn told(validated: &Validated) -> BTreeSet<(String, u32)> {
    let matters = |finding: &&Finding| finding.severity() != Severity::Note;
    let named = validated.findings.iter().filter(matters).map(|finding| &finding.place);
    let counted = validated.listings.iter().map(|listing| &listing.at);
    named.chain(counted).filter_map(|place| Some((place.sheet.as_deref()?.to_owned(), place.cell?.row))).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() })]

    /// The account holds: amounts on the sheets are counted, rejected, of totals, or named; and so is each row of an entry.
    #[test]
    fn every_amount_is_accounted_for(
        above in proptest::collection::vec(made::row(), 0..3),
        first in proptest::collection::vec(made::row(), 1..6),
        second in proptest::collection::vec(made::row(), 0..4),
        more in proptest::collection::vec(made::row(), 0..4),
        headed in proptest::bool::ANY,
    ) {
        let text = |made: &Made| made.cells.join("|");
        let main: Vec<String> = [
            above.iter().map(text).collect(), vec![LISTINGS.to_owned(), LISTING.to_owned()], first.iter().map(text).collect(),
            vec!["|||รวม||100".to_owned(), LISTINGS.to_owned()], second.iter().map(text).collect::<Vec<_>>(),
        ].concat();
        let rest: Vec<String> = headed.then(|| LISTINGS.to_owned()).into_iter().chain(more.iter().map(text)).collect();
        let lines = |rows: &[String], name: &str| sheet(name, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let validated =
            judged(vec![cover_sheet(), activities(&[]), lines(&main, Form::Listings.sheet()), lines(&rest, "ต่อ")]);
        let all = || above.iter().chain(&first).chain(&second).chain(&more);
        let account = validated.workbooks[0].account();
        let amounts = account.amounts;
        let joined = validated.workbooks[0].layout.as_ref().is_some_and(|layout| layout.account.other_sheets == 0);
        if joined {
            // The one entry and the total of the frame hold a hundred baht each.
            proptest::prop_assert_eq!(amounts.read, Decimal::from(200 + all().map(|made| made.baht).sum::<i64>()));
        }
        let sum = amounts.counted + amounts.rejected + amounts.totals + amounts.named + amounts.set_aside;
        proptest::prop_assert_eq!(amounts.read, sum);
        proptest::prop_assert_eq!(amounts.counted, validated.listings.iter().map(|listing| listing.sales).sum::<Decimal>());
        proptest::prop_assert_eq!(account.read, account.counted + account.rejected + account.recognised);
        let rejected = validated.findings.iter().any(|finding| finding.severity() == Severity::Error && finding.place.cell.is_none());
        if !rejected {
            let told = told(&validated);
            let sheet_told = validated.findings.iter().any(|finding| finding.code() == Code::SheetUnused);
            let places = |rows: Vec<String>, name: &'static str| (0..).zip(rows).map(move |(row, text)| (name, row, text));
            for (name, row, text) in places(main, Form::Listings.sheet()).chain(places(rest, "ต่อ")) {
                let cells: Vec<&str> = text.split('|').collect();
                let is_total = cells[2..4].iter().any(|cell| cell.contains("รวม") || cell.contains("Total"));
                let has_more = !cells[1].is_empty() && cells[1] != "-" || !cells[3].is_empty() && !is_total;
                let holds = has_more || (cells.len() > 5 && !cells[5].is_empty() && !is_total);
                // Above a heading stand titles and the cover, and a sheet without one may be anything: only an amount tells there.
                let above = row < above.len() as u32 && name != "ต่อ";
                let is_title = (above || (!headed && name == "ต่อ")) && cells[5].is_empty();
                if holds && text != LISTINGS && !is_title {
                    let whole_sheet = name == "ต่อ" && sheet_told;
                    let told = whole_sheet || told.contains(&(name.to_owned(), row));
                    proptest::prop_assert!(told, "{name} row {} ({text}) is passed over", row + 1);
                }
            }
        }
    }
}
