//! Rows and covers of invented submissions, as the examples fill them into the program's own forms.

use std::collections::BTreeMap;

use jiff::civil::Date;
use otop_report::columns::{CoverField, Form, activity, listing};
use otop_report::form::Entry;
use otop_report::thai::calendar::Month;
use rust_decimal::Decimal;

/// A cover of the month that lacks nothing, reported on `day` of the next one.
pub fn cover(month: Month, day: i8) -> BTreeMap<CoverField, Entry> {
    BTreeMap::from([
        (CoverField::Reporter, "นางสาวสมมุติ ตัวอย่าง".into()),
        (CoverField::Position, "นักวิชาการพัฒนาชุมชน (ตัวอย่าง)".into()),
        (CoverField::Telephone, "๐ ๐๐๐๐ ๐๐๐๐".into()),
        (CoverField::ReportDate, Entry::Day(on(month.next(), day))),
    ])
}

/// That day of the month, or its last where it has no such day.
pub fn on(month: Month, day: i8) -> Date {
    month.first_day().with().day(day).build().unwrap_or_else(|_| month.last_day())
}

/// An activity that cost nothing; sales in satang.
pub fn activity_row(date: Date, name: &str, participants: i64, satang: i64) -> Vec<Entry> {
    let mut row = vec![Entry::Blank; Form::Activities.columns().len()];
    row[activity::DATE] = Entry::Day(date);
    row[activity::NAME] = name.into();
    row[activity::PLACE] = "ลานหน้าที่ว่าการอำเภอ".into();
    row[activity::SUBDISTRICT] = "ในเมือง (สมมุติ)".into();
    row[activity::BUDGET] = Entry::Number(Decimal::ZERO);
    row[activity::SUPPORTER] = "เทศบาลตำบลตัวอย่าง".into();
    row[activity::PARTICIPANTS] = Entry::Number(participants.into());
    row[activity::SALES] = Entry::Number(Decimal::new(satang, 2));
    row[activity::EVIDENCE] = "https://example.com/otop/photo".into();
    row[activity::NOTE] = "ข้อมูลตัวอย่าง".into();
    row
}

/// An operator on a channel.
pub struct Listing<'a> {
    /// Registration number, beginning with ตย-.
    pub number: &'a str,
    /// The group's or owner's name.
    pub name: &'a str,
    /// One of the operator types.
    pub kind: &'a str,
    /// What is sold.
    pub product: &'a str,
    /// One of the product types.
    pub product_type: &'a str,
    /// As a clerk writes it.
    pub channel: &'a str,
    /// The day it was joined.
    pub joined: Entry,
    /// Baht.
    pub sales: Decimal,
}

/// The row of an operator on a channel.
pub fn listing_row(from: Listing<'_>) -> Vec<Entry> {
    let mut row = vec![Entry::Blank; Form::Listings.columns().len()];
    row[listing::REGISTRATION] = from.number.into();
    row[listing::NAME] = from.name.into();
    row[listing::OPERATOR_TYPE] = from.kind.into();
    row[listing::SUBDISTRICT] = "ในเมือง (สมมุติ)".into();
    row[listing::PRODUCT] = from.product.into();
    row[listing::PRODUCT_TYPE] = from.product_type.into();
    row[listing::CHANNEL] = from.channel.into();
    row[listing::LINK] = format!("https://example.com/otop/{}", from.number.trim_start_matches("ตย-")).as_str().into();
    row[listing::DATE] = from.joined;
    row[listing::SALES] = Entry::Number(from.sales);
    row[listing::NOTE] = "ข้อมูลตัวอย่าง".into();
    row
}
