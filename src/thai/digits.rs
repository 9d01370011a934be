//! Numbers in Thai numerals: printed, and read as clerks type them.

use rust_decimal::{Decimal, RoundingStrategy};

pub use super::numerals::{to_arabic, to_thai};
use super::text::{is_dash, normalise};

/// Words that may follow a number, the longer before those they end with.
const UNITS: [&str; 13] = ["กลุ่ม/ราย", "ราย/กลุ่ม", "บาทถ้วน", "บาท", "บ.", "บ", "ครั้ง", "กลุ่ม", "ราย", "คน", "฿", "thb", "baht"];

/// A count in Thai numerals, thousands grouped: `1234` → `๑,๒๓๔`.
pub fn integer(value: i64) -> String {
    decimal(Decimal::from(value), 0)
}

/// A decimal in Thai numerals, thousands grouped, rounded to `places` with ties to even: `1234.505` → `๑,๒๓๔.๕๐`.
/// What rounds to zero has no sign.
pub fn decimal(value: Decimal, places: u32) -> String {
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointNearestEven);
    // Padded here: a Decimal's own precision formatting panics on its largest values.
    let text = if rounded.is_zero() { "0".to_owned() } else { rounded.to_string() };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if places == 0 { "" } else { "." };
    to_thai(&format!("{sign}{grouped}{point}{fraction:0<width$}", width = places as usize))
}

/// The exact number a clerk typed, or `None` where the text is not one number or does not fit a `Decimal`.
///
/// Thai, Arabic and full-width digits, thousands commas, `฿` or THB before, a unit after (`บาท`, `ครั้ง`, `กลุ่ม/ราย`…),
/// `.-` and `/-`, a sign of any dash, accounting parentheses for a negative: `๑,๒๓๔.๕๐ บาท`, `500.-`, `(1,234)`.
/// What could be a decimal comma (`12,34`, `0,500`), a percent or a fraction is refused rather than guessed.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let text = plain(text).to_ascii_lowercase().replace(" / ", "/");
    let text = without_unit(&text);
    let (bracketed, text) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => (true, without_unit(inside)),
        None => (false, text),
    };
    let (outer, text) = split_sign(text);
    let (inner, text) = split_sign(without_currency(text));
    let signs = [bracketed.then_some(true), outer, inner];
    if signs.iter().flatten().count() > 1 {
        return None;
    }
    let value = unsigned(without_flourish(text)?)?;
    let negative = signs.into_iter().flatten().any(|negative| negative);
    Some(if negative && !value.is_zero() { -value } else { value })
}

/// Whether a cell says that there is nothing: blank, dashes of any kind and number, or `ไม่มี`.
pub fn is_nothing(text: &str) -> bool {
    let text = normalise(text);
    text == "ไม่มี" || text.chars().all(|c| c == ' ' || is_dash(c))
}

/// `text` normalised, its full-width characters and Thai digits as ASCII.
pub(super) fn plain(text: &str) -> String {
    let half_width = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    to_arabic(&normalise(text).chars().map(half_width).collect::<String>())
}

fn without_unit(text: &str) -> &str {
    let text = text.trim();
    UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim()
}

fn without_currency(text: &str) -> &str {
    text.strip_prefix('฿').or_else(|| text.strip_prefix("thb")).unwrap_or(text).trim_start()
}

/// The sign in front of `text`, if any (true is negative), and the rest.
fn split_sign(text: &str) -> (Option<bool>, &str) {
    match text.chars().next() {
        Some('+') => (Some(false), text[1..].trim_start()),
        Some(c) if is_dash(c) => (Some(true), text[c.len_utf8()..].trim_start()),
        _ => (None, text),
    }
}

/// `text` without the `.-` or `/-` that closes a sum of whole baht; `None` where a dash closes anything else.
fn without_flourish(text: &str) -> Option<&str> {
    match text.strip_suffix(is_dash) {
        Some(rest) => rest.trim_end().strip_suffix(['.', '/']),
        None => Some(text),
    }
}

/// The value of digits with thousands commas and at most one decimal point.
fn unsigned(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(fraction) || !well_grouped(whole) {
        return None;
    }
    let whole = whole.replace(',', "");
    if !all_digits(&whole) {
        return None;
    }
    // Zeros that carry no value must not make a number too long for a Decimal.
    match (whole.trim_start_matches('0'), fraction.trim_end_matches('0')) {
        (whole, "") => Decimal::from_str_exact(&format!("0{whole}")).ok(),
        (whole, fraction) => Decimal::from_str_exact(&format!("0{whole}.{fraction}")).ok(),
    }
}

/// Whether the commas can only be thousands commas: one to three digits, no leading zero, then groups of three. The Indian
/// habit of groups of two before the last three says the same number and is let pass.
fn well_grouped(whole: &str) -> bool {
    let Some((first, rest)) = whole.split_once(',') else { return true };
    let Some(last) = rest.rsplit(',').next() else { return false };
    let middle = rest.split(',').rev().skip(1);
    matches!(first.len(), 1..=3)
        && !first.starts_with('0')
        && last.len() == 3
        && middle.into_iter().all(|g| matches!(g.len(), 2 | 3))
}

#[cfg(test)]
mod tests;
