//! Thai numerals, both ways.

use rust_decimal::{Decimal, RoundingStrategy};

/// `text` with every Arabic digit as a Thai one: `2565` → `๒๕๖๕`.
pub fn to_thai(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32('๐' as u32 + (c as u32 - '0' as u32)).unwrap_or(c) } else { c })
        .collect()
}

/// `text` with every Thai digit as an Arabic one: `๒๕๖๕` → `2565`.
pub fn to_arabic(text: &str) -> String {
    text.chars()
        .map(|c| if ('๐'..='๙').contains(&c) { char::from_u32('0' as u32 + (c as u32 - '๐' as u32)).unwrap_or(c) } else { c })
        .collect()
}

/// A count in Thai numerals, thousands grouped: `1234` → `๑,๒๓๔`.
pub fn integer(value: i64) -> String {
    decimal(Decimal::from(value), 0)
}

/// A decimal in Thai numerals, thousands grouped, rounded to `places` with ties to even: `1234.505` → `๑,๒๓๔.๕๐`.
pub fn decimal(value: Decimal, places: u32) -> String {
    let text = format!("{:.*}", places as usize, value.round_dp_with_strategy(places, RoundingStrategy::MidpointNearestEven));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    to_thai(&format!("{sign}{grouped}{point}{fraction}"))
}
