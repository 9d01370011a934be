//! Registration numbers: made comparable, and told from what stands in their column without naming anybody.

use std::sync::LazyLock;

use super::Registry;
use crate::columns::{CoverField, listing};
use crate::submission::layout::{FormTable, Layout};
use crate::submission::raw::RawValue;
use crate::submission::values::words;
use crate::thai::digits::to_arabic;
use crate::thai::text::name_key;

/// What begins the words of someone who has no number yet, whatever year follows them.
const WAITING: [&str; 7] = ["รอ", "อยู่ระหว่าง", "ระหว่าง", "ยังไม่", "กำลัง", "ไม่", "ทดสอบ"];

/// Digits from which on a number that only fills the cell (999999, 123456) is told from a small one that may be real.
const FILLER: usize = 5;

/// A registration number made comparable: Arabic digits, no spaces or dashes, no leading zeros. Blank where there is no
/// digit, since ?, N/A or รอขึ้นทะเบียน is no number, and where all are zero.
pub(super) fn number_key(number: &str) -> String {
    let key = name_key(number);
    if key.bytes().all(|byte| byte.is_ascii_digit()) {
        return key.trim_start_matches('0').to_owned();
    }
    if key.bytes().any(|byte| byte.is_ascii_digit()) { key } else { String::new() }
}

/// The registrations of one workbook's แบบ ๒, as a whole.
pub(super) struct Registrations<'a> {
    registry: Option<&'a Registry>,
    counted: bool,
    telephone: String,
}

impl<'a> Registrations<'a> {
    /// Of the table in its workbook.
    pub fn of(registry: Option<&'a Registry>, layout: &Layout, table: &FormTable) -> Self {
        let telephone = layout.cover.get(&CoverField::Telephone).and_then(|cell| cell.value.as_ref());
        Self {
            registry,
            counted: only_counts(table),
            telephone: telephone.map(|value| number_key(&words(value))).unwrap_or_default(),
        }
    }

    /// Whether a cell's words are a number that names somebody. What the registry knows does; a rest of a long number in
    /// scientific notation, a filler, a date, a row's own number and the reporter's telephone do not.
    pub fn names_somebody(&self, value: &RawValue) -> bool {
        let text = words(value);
        let key = number_key(&text);
        if self.registry.is_some_and(|registry| registry.by_number(&key).is_some()) {
            return true;
        }
        let date = matches!(value, RawValue::Day(_));
        let lost = is_scientific(&text) || is_cut_off(&text);
        !(key.is_empty() || date || lost || self.counted || key == self.telephone || is_waiting(&text) || is_filler(&key))
    }
}

/// Whether the numbers only count the table's rows or operators: whole numbers from 1 that never rise by more than one, or
/// each row's own number.
fn only_counts(table: &FormTable) -> bool {
    let key = |cell: &Option<RawValue>| cell.as_ref().map(|value| number_key(&words(value))).filter(|key| !key.is_empty());
    let numbers = table.records.iter().filter_map(|record| {
        let number = key(&record.cells[listing::REGISTRATION])?;
        Some((key(&record.cells[listing::NUMBER]).is_some_and(|own| own == number), number.parse().ok()))
    });
    let (own, numbers): (Vec<bool>, Vec<Option<u32>>) = numbers.unzip();
    let rises =
        |pair: &[Option<u32>]| matches!(pair, [Some(one), Some(next)] if next.checked_sub(*one).is_some_and(|rise| rise < 2));
    (own.len() > 1 && own.iter().all(|own| *own)) || (numbers.first() == Some(&Some(1)) && numbers.windows(2).all(rises))
}

/// รอขึ้นทะเบียน 2565, ทดสอบ1; not รอ-4501, since รอ stands for a province too.
fn is_waiting(text: &str) -> bool {
    static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| WAITING.iter().map(|word| name_key(word)).collect());
    let key = name_key(text);
    let mut rests = KEYS.iter().filter_map(|word| key.strip_prefix(word.as_str()));
    rests.any(|rest| key.starts_with("ทดสอบ") || !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// 1.10056E+12: the digits that told operators apart are lost.
pub(super) fn is_scientific(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let key = name_key(text);
    key.split_once('e').is_some_and(|(mantissa, exponent)| digits(mantissa) && digits(exponent)) && text.contains(['.', '+'])
}

/// The 1100560000000 that is left when 1.10056E+12 is saved as a number; 5602-000000 was typed.
fn is_cut_off(text: &str) -> bool {
    let digits = to_arabic(text).replace([',', ' '], "");
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() >= 2 * FILLER && zeros >= FILLER
}

/// 999999, 123456: digits typed to fill the cell.
fn is_filler(key: &str) -> bool {
    let digits = key.as_bytes();
    let counts = |pair: &[u8]| pair[1] == pair[0] + 1 || pair == b"90";
    let same = digits.iter().all(|digit| *digit == digits[0]);
    let rising = digits[0] == b'1' && digits.windows(2).all(counts);
    digits.len() >= FILLER && digits.iter().all(u8::is_ascii_digit) && (same || rising)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_somebody(text: &str) -> bool {
        let none = Registrations { registry: None, counted: false, telephone: "812345678".to_owned() };
        none.names_somebody(&RawValue::Text(text.to_owned()))
    }

    #[test]
    fn what_identifies_nobody_is_no_number() {
        let nobody = [
            "?",
            "…",
            "-/-",
            "N/A",
            "n.a.",
            "0",
            "0000",
            "๐",
            "xxx",
            "รอ",
            "รอขึ้นทะเบียน",
            "รอขึ้นทะเบียนปี 2565",
            "อยู่ระหว่างขึ้นทะเบียน",
            "ไม่ทราบ",
            "ยังไม่มี",
            "ทดสอบ",
            "ทดสอบ1",
            "\"",
            "9999999",
            "123456789",
            "1234567890",
            "1.10056E+12",
            "1.1e12",
            "๑.๑๐๐๕๖E+๑๒",
            "1100560000000",
            "081-234-5678",
        ];
        for text in nobody {
            assert!(!names_somebody(text), "{text}");
        }
        for text in [
            "ตย-5601-041",
            "560100041",
            "1100560000011",
            "12",
            "๕๖-๐๑-๐๐๔",
            "OTOP 5601/7",
            "56E01",
            "รอ-4501-012",
            "ร้อยเอ็ด 12",
            "5602-000000",
        ] {
            assert!(names_somebody(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_compared_without_marks_and_leading_zeros() {
        assert_eq!(number_key("ตย 5601-๐๔๑"), number_key("ตย-5601-041"));
        assert_eq!(number_key("0056010"), "56010");
        assert_eq!((number_key("N/A"), number_key("000")), (String::new(), String::new()));
    }
}
