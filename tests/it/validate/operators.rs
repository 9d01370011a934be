//! Who an operator is: what is no registration number, and numbers that several names share (SPEC §6).

use otop_report::columns::{CoverField, Form, listing};
use otop_report::finding::Code;
use otop_report::form::{Content, Entry};
use otop_report::month::CompiledMonth;
use rust_decimal::Decimal;

use crate::support::case::{Case, cover, good, good_listing, month, named, operator_name};

/// A workspace without a registry.
fn unregistered() -> Case {
    let case = Case::new();
    case.remove("registry.xlsx");
    case
}

/// A row of แบบ ๒ of 2565-02.
fn row(registration: impl Into<Entry>, name: &str, channel: &str) -> Vec<Entry> {
    let mut row = good_listing(41, channel);
    row[listing::REGISTRATION] = registration.into();
    row[listing::NAME] = name.into();
    row
}

fn submit(case: &Case, of: &str, district: usize, mut rows: Vec<Vec<Entry>>) {
    let first_day = month(of).first_day();
    rows.iter_mut().for_each(|row| row[listing::DATE] = Entry::Day(first_day));
    let name = case.plan.districts[district].name.clone();
    let content = Content { cover: cover(month(of)), rows: [(Form::Listings, rows)].into(), ..Content::default() };
    case.submit(of, district, &name, &content);
}

/// Operators counted in the month, and what is found about listings.
fn counted(run: &CompiledMonth) -> (usize, Vec<String>) {
    let about = ["registry-missing", "missing-submission", "counted-before"];
    let codes = run.own_findings().filter(|finding| !about.contains(&finding.code().name())).map(named).collect();
    (run.totals.operators.iter().filter(|operator| operator.month == run.month).count(), codes)
}

const NAMES: [&str; 4] = ["กลุ่มที่ต่าง ข", "กลุ่มที่ต่าง ฃ", "กลุ่มที่ต่าง ค", "กลุ่มที่ต่าง ฅ"];
const CHANNELS: [&str; 4] = ["Facebook", "LINE", "Shopee", "TikTok"];

#[test]
fn what_is_no_number_merges_nobody() {
    let unclear = |rows: usize| (5..5 + rows).map(|row| format!("registration-unclear@B{row}")).collect::<Vec<_>>();
    for text in ["?", "…", "-/-", "N/A", "0", "รอขึ้นทะเบียน", "อยู่ระหว่างขึ้นทะเบียน", "xxx", "ทดสอบ", "9999999", "1.10056E+12"]
    {
        let case = unregistered();
        submit(&case, "2565-02", 1, NAMES.iter().zip(CHANNELS).map(|(name, channel)| row(text, name, channel)).collect());
        assert_eq!(counted(&case.compile("2565-02")), (4, unclear(4)), "{text}");
    }
    for text in ["-", "ไม่มี", ""] {
        let case = unregistered();
        submit(&case, "2565-02", 1, NAMES.iter().zip(CHANNELS).map(|(name, channel)| row(text, name, channel)).collect());
        assert_eq!(counted(&case.compile("2565-02")), (4, vec![]), "{text:?} is as good as blank");
    }
    // A row that counts nothing but itself: the same operator on four channels is one.
    let case = unregistered();
    let rows = (1..).zip(CHANNELS).map(|(n, channel)| row(Entry::Number(Decimal::from(n)), NAMES[0], channel));
    submit(&case, "2565-02", 1, rows.collect());
    assert_eq!(counted(&case.compile("2565-02")), (1, unclear(4)));
    let case = unregistered();
    let rows = (5..).zip(CHANNELS).map(|(n, channel)| {
        let mut row = row(Entry::Number(Decimal::from(n)), NAMES[0], channel);
        row[listing::NUMBER] = Entry::Number(Decimal::from(n));
        row
    });
    submit(&case, "2565-02", 1, rows.collect());
    assert_eq!(counted(&case.compile("2565-02")), (1, unclear(4)), "each row's own number, wherever it begins");
    // What is left of 1.10056E+12 once it is saved as a number.
    let case = unregistered();
    let cut = || Entry::Number(Decimal::from(1_100_560_000_000_i64));
    submit(&case, "2565-02", 1, vec![row(cut(), NAMES[0], "LINE"), row(cut(), NAMES[1], "LINE")]);
    assert_eq!(counted(&case.compile("2565-02")), (2, unclear(2)));
    // The reporter's own telephone for every group.
    let case = unregistered();
    let mut content = good();
    content.cover.insert(CoverField::Telephone, "081-234-5678".into());
    content.rows = [(Form::Listings, vec![row("0812345678", NAMES[0], "LINE"), row("๐๘๑ ๒๓๔ ๕๖๗๘", NAMES[1], "LINE")])].into();
    case.submit("2565-02", 1, "จุน", &content);
    assert_eq!(counted(&case.compile("2565-02")), (2, unclear(2)));
}

#[test]
fn the_registry_knows_an_operator_by_name_where_the_number_is_none() {
    let case = Case::new();
    submit(&case, "2565-02", 0, vec![row("รอขึ้นทะเบียน", &operator_name(41), "LINE"), good_listing(41, "Facebook")]);
    assert_eq!(counted(&case.compile("2565-02")), (1, vec!["registration-unclear@B5".to_owned()]));
}

#[test]
fn a_number_of_two_names_is_an_error_where_no_registry_decides() {
    let case = unregistered();
    let rows = vec![
        row("560200041", "กลุ่มทอผ้าบ้านดง", "Facebook"),
        row("560200041", "ร้านข้าวแต๋นพะเยา", "LINE"),
        row("5602-00041", "ทอผ้าบ้านดง", "Shopee"),
        row("", "ร้านข้าวแต๋นพะเยา", "TikTok"),
    ];
    submit(&case, "2565-02", 1, rows);
    let run = case.compile("2565-02");
    let expected = (2, vec!["number-shared@B6".to_owned(), "number-two-names@C7".to_owned()]);
    assert_eq!(counted(&run), expected, "the row without a number is not drawn to the number that was refused");
    assert_eq!(run.totals.province.sales_online.month.value, Decimal::from(300));

    // The year over, and across districts: the earlier row keeps the number.
    let case = unregistered();
    submit(&case, "2565-01", 2, vec![row("12", "กลุ่มทอผ้าบ้านดง", "Facebook")]);
    submit(&case, "2565-02", 1, vec![row("12", "นางคำ ใจดี", "LINE"), row("13", "กลุ่มน้ำพริก", "LINE")]);
    let run = case.compile("2565-02");
    assert_eq!(counted(&run), (1, vec!["number-shared@B5".to_owned()]));
    let shared = run.own_findings().find(|finding| finding.code() == Code::NumberShared).expect("found");
    assert!(shared.message(otop_report::finding::Lang::Th).contains("2565-01/เชียงคำ.xlsx"));

    // With a registry the number decides, whatever the name.
    let case = Case::new();
    let mut other = good_listing(41, "LINE");
    other[listing::NAME] = "ร้านชื่ออื่น".into();
    submit(&case, "2565-02", 0, vec![good_listing(41, "Facebook"), other]);
    assert_eq!(counted(&case.compile("2565-02")), (1, vec!["number-two-names@C6".to_owned()]));
}

#[test]
fn one_operator_of_two_districts_is_told() {
    let case = unregistered();
    submit(&case, "2565-02", 1, vec![row("12", "กลุ่มทอผ้าบ้านดง", "Facebook")]);
    submit(&case, "2565-02", 2, vec![row("12", "กลุ่มทอผ้าบ้านดง", "LINE"), row("12", "กลุ่มทอผ้าบ้านดง", "Shopee")]);
    assert_eq!(counted(&case.compile("2565-02")), (1, vec!["operator-two-districts@C5".to_owned()]));
}

#[test]
fn a_name_without_a_number_is_the_numbered_one_of_its_district_in_any_month() {
    let case = unregistered();
    let name = "กลุ่มทอผ้าบ้านดง";
    submit(&case, "2565-01", 1, vec![row("", name, "Facebook")]);
    submit(&case, "2565-02", 1, vec![row("12", name, "LINE"), row("", name, "Shopee"), row("13", name, "TikTok")]);
    submit(&case, "2565-02", 2, vec![row("", name, "LINE")]);
    let run = case.compile("2565-02");
    // Number 12 was counted in January, 13 is another one by its number, and เชียงคำ has one of its own.
    assert_eq!(counted(&run), (2, vec!["name-two-numbers@B7".to_owned()]));
    assert_eq!(run.totals.operators.len(), 3);
}
