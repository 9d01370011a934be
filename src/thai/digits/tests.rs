use proptest::prelude::*;

use super::*;

fn number(text: &str) -> Option<String> {
    parse_number(text).map(|value| value.normalize().to_string())
}

#[test]
fn figures_are_grouped_and_rounded_to_even() {
    assert_eq!(integer(1234), "๑,๒๓๔");
    assert_eq!(integer(-983), "-๙๘๓");
    assert_eq!(decimal(Decimal::new(1_234_505, 3), 2), "๑,๒๓๔.๕๐");
    assert_eq!(decimal(Decimal::new(1_234_515, 3), 2), "๑,๒๓๔.๕๒");
    assert_eq!(decimal(Decimal::new(-1, 3), 2), "๐.๐๐");
    assert!(decimal(Decimal::MAX, 30).ends_with(&format!("๓๓๕.{}", "๐".repeat(30))));
}

#[test]
fn numbers_are_read_as_clerks_type_them() {
    for (text, value) in [
        ("๑,๒๓๔.๕๐ บาท", "1234.5"),
        ("1,234.50 บาท", "1234.5"),
        ("๑๒34", "1234"),
        ("๑,๒๓๔.-", "1234"),
        ("500/-", "500"),
        ("500.-บาท", "500"),
        ("\u{a0}1234\u{200b} ", "1234"),
        ("฿1,000", "1000"),
        ("1,000฿", "1000"),
        ("THB 1,000", "1000"),
        ("1000 thb", "1000"),
        ("3 ครั้ง", "3"),
        ("3 ครั\u{200b}้ง", "3"),
        ("12 กลุ่ม / ราย", "12"),
        ("12 กลุ่ม/ราย", "12"),
        ("7 ราย", "7"),
        ("7บ.", "7"),
        ("20 คน", "20"),
        ("1,23,456", "123456"),
        ("12,34,567", "1234567"),
        ("-5", "-5"),
        ("−๕", "-5"),
        ("–5", "-5"),
        ("+5", "5"),
        ("- 5", "-5"),
        ("(1,234)", "-1234"),
        ("(1,234 บาท)", "-1234"),
        ("(1,234) บาท", "-1234"),
        ("-฿5", "-5"),
        ("฿-5", "-5"),
        ("-0", "0"),
        ("(0)", "0"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("１，２３４．５", "1234.5"),
        ("0.1000000000000000000000000000000000", "0.1"),
        ("00000000000000000000000000000000000001", "1"),
    ] {
        assert_eq!(number(text).as_deref(), Some(value), "{text}");
    }
}

#[test]
fn what_is_no_one_number_is_refused() {
    for text in [
        "",
        " ",
        "-",
        "ไม่มี",
        ".",
        ",",
        "1,2,3",
        "12,34",
        "1234,567",
        "1,2345",
        "0,500",
        "1,234,56",
        ",123",
        "1,,234",
        "1,234,",
        "1.2.3",
        "1.234,56",
        "5%",
        "๕ %",
        "1/2",
        "1e5",
        "0x10",
        "5-",
        "500-",
        "--5",
        "-(5)",
        "(-5)",
        "-฿-5",
        "()",
        "1 234",
        "5 บาท 50",
        "#REF!",
        "๕ ๕",
        "²",
        "½",
        "٣",
        "NaN",
        "inf",
        "บาท",
        ".-",
        "1_000",
        "79228162514264337593543950336",
        "0.00000000000000000000000000001",
    ] {
        assert_eq!(parse_number(text), None, "{text}");
    }
}

#[test]
fn nothing_is_a_blank_a_dash_or_none() {
    for text in
        ["", "  \n", "\u{a0}", "\u{200b}", "-", "–", "—", "--", "- -", "−", "ไม่มี", " ไมม่ี".trim_start(), "ไม\u{e48}ม\u{e35} "]
    {
        assert_eq!(is_nothing(text), text != "ไมม่ี", "{text}");
    }
    for text in ["0", "ไม่มีข้อมูล", "nil", ".", "-0", "_"] {
        assert!(!is_nothing(text), "{text}");
    }
}

proptest! {
    #[test]
    fn every_count_there_and_back(value: i64) {
        prop_assert_eq!(parse_number(&integer(value)), Some(Decimal::from(value)));
        prop_assert_eq!(to_arabic(&to_thai(&value.to_string())), value.to_string());
    }

    #[test]
    fn every_decimal_there_and_back(lo: u32, mid: u32, hi: u32, negative: bool, scale in 0..=28u32, unit in 0..UNITS.len()) {
        let value = Decimal::from_parts(lo, mid, hi, negative, scale);
        let text = decimal(value, scale);
        prop_assert_eq!(parse_number(&text), Some(value));
        prop_assert_eq!(parse_number(&format!(" {text}{}", UNITS[unit])), Some(value));
        prop_assert_eq!(parse_number(&value.to_string()), Some(value));
    }

    #[test]
    fn amounts_there_and_back(satang in -10_000_000_000i64..10_000_000_000) {
        let value = Decimal::new(satang, 2);
        prop_assert_eq!(parse_number(&format!("{} บาท", decimal(value, 2))), Some(value));
        prop_assert_eq!(parse_number(&format!("({})", decimal(value.abs(), 2))), Some(-value.abs()));
    }

    #[test]
    fn no_text_panics(text in ".*", number in "[-–(฿+]{0,2}[0-9๐-๙,.]{0,40}[-/.)บาท% ]{0,4}", places in 0..=60u32, lo: u32) {
        for text in [&text, &number] {
            is_nothing(text);
            if let Some(value) = parse_number(text) {
                prop_assert_eq!(parse_number(&value.to_string()), Some(value));
                decimal(value, places);
            }
        }
        decimal(Decimal::from_parts(lo, lo, lo, false, places.min(28)), places);
    }
}
