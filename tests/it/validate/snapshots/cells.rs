//! Cells and rows.

use image::ImageFormat;
use jiff::civil::date;
use otop_report::columns::Form::{self, Activities as A, Listings as L};
use otop_report::columns::{activity, listing};
use otop_report::finding::{Code, Finding};
use otop_report::form::Entry;
use rust_decimal::Decimal;
use rust_xlsxwriter::Formula;

use super::{Made, form, set, sheets};
use crate::support::case::{
    ACTIVITIES, Case, ENTRY, activities, cover_sheet as cover, good_activity, good_listing, listings, sheet,
};
use crate::support::pictures::{broken, over, picture};

pub fn cases() -> Vec<Made> {
    vec![
        (Code::CellBlank, || form(|c| set(c, A, activity::NAME, Entry::Blank))),
        (Code::NotANumber, || form(|c| set(c, A, activity::SALES, "many"))),
        (Code::Negative, || form(|c| set(c, A, activity::SALES, number(-5)))),
        (Code::NotWhole, || form(|c| set(c, A, activity::PARTICIPANTS, Entry::Number(Decimal::new(55, 1))))),
        (Code::NumberTooLarge, || form(|c| set(c, A, activity::PARTICIPANTS, number(5_000_000)))),
        (Code::ErrorValue, || form(|c| set(c, A, activity::SALES, "#REF!"))),
        (Code::CellPicture, || rows(&["1|12/02/2565|=DISPIMG(\"ID_1\",1)|5|100"])),
        (Code::PictureUnreadable, || pictures(1, &broken())),
        (Code::PicturesLeftOut, || pictures(61, &picture(1, ImageFormat::Png))),
        (Code::QuoteUnclosed, unclosed),
        (Code::FormulaWithoutValue, || {
            let mut unsaved = activities(&[ENTRY]);
            unsaved.write_formula(1, 4, Formula::new("50+50")).expect("written");
            sheets(vec![cover(), unsaved, listings()])
        }),
        (Code::BudgetNotZero, || form(|c| set(c, A, activity::BUDGET, "๕,๐๐๐ บาท"))),
        (Code::NotADate, || form(|c| set(c, A, activity::DATE, "some day"))),
        (Code::YearUnclear, || form(|c| set(c, A, activity::DATE, "15/02/70"))),
        (Code::DateOutsideRound, || form(|c| set(c, A, activity::DATE, "15/09/2564"))),
        (Code::DateAfterMonth, || form(|c| set(c, A, activity::DATE, Entry::Day(date(2022, 3, 1))))),
        (Code::DateOtherMonth, || form(|c| set(c, A, activity::DATE, Entry::Day(date(2022, 1, 31))))),
        (Code::DateBeforeYear, || form(|c| set(c, L, listing::DATE, "30/09/2564"))),
        (Code::ActivityDuplicate, || form(|c| c.rows.get_mut(&A).expect("there").push(good_activity("ตลาดนัดตัวอย่าง", 12)))),
        (Code::ParticipantsExceed, || form(|c| set(c, A, activity::PARTICIPANTS, number(3_000)))),
        (Code::SalesNoParticipants, || form(|c| set(c, A, activity::PARTICIPANTS, number(0)))),
        (Code::ChannelUnknown, || form(|c| set(c, L, listing::CHANNEL, "Shoppee"))),
        (Code::OperatorTypeUnknown, || form(|c| set(c, L, listing::OPERATOR_TYPE, "club"))),
        (Code::ProductTypeUnknown, || form(|c| set(c, L, listing::PRODUCT_TYPE, "engines"))),
        (Code::ListingDuplicate, || form(|c| c.rows.get_mut(&L).expect("there").push(good_listing(41, "Facebook")))),
        (Code::TotalMismatch, || rows(&[ENTRY, "||รวม|5|๑,๒๕๐.๕๐"])),
        (Code::RowNotUnderstood, || rows(&["see the letter", ENTRY])),
        (Code::RowAboveHeading, || {
            let rows = ["2|13/02/2565|Fair|5|70", ACTIVITIES, ENTRY];
            sheets(vec![cover(), sheet(Form::Activities.sheet(), &rows), listings()])
        }),
        (Code::TextTooLong, || rows(&[&format!("1|12/02/2565|{}|5|100", "word ".repeat(2_000))])),
        (Code::GlyphMissing, || form(|c| set(c, A, activity::NOTE, "by 中国 \u{1a32}"))),
    ]
}

fn number(value: i64) -> Entry {
    Entry::Number(Decimal::from(value))
}

/// A workbook with so many pictures beside its activity.
fn pictures(count: u16, picture: &[u8]) -> Vec<Finding> {
    let beside = (0..count).fold(activities(&[ENTRY]), |sheet, column| over(sheet, 1, 5 + column, picture));
    sheets(vec![cover(), beside, listings()])
}

/// A workbook with these activities.
fn rows(rows: &[&str]) -> Vec<Finding> {
    sheets(vec![cover(), activities(rows), listings()])
}

/// A folder of CSV files, one of which opens a quote.
fn unclosed() -> Vec<Finding> {
    let case = Case::without_registry();
    let headings = ACTIVITIES.replace('|', ",");
    let files = [
        ("cover", "อำเภอ,เมืองพะเยา\nประจำเดือน,2565-02\nผู้รายงาน,x\nวันที่รายงาน,3/3/2565\n".to_owned()),
        ("form1", format!("{headings}\n1,12/02/2565,\"Market,5,100\n")),
        ("form2", crate::support::case::LISTINGS.replace('|', ",") + "\n"),
    ];
    for (name, text) in files {
        case.write(&format!("2565-02/5601/{name}.csv"), text.as_bytes());
    }
    case.compile("2565-02").validated.findings
}
