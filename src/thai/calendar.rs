//! The Buddhist calendar: months, fiscal years, and days as Thai offices write them.

use jiff::civil::Date;

use super::digits::to_thai;

/// Years between the Gregorian and the Buddhist era.
pub const BUDDHIST_ERA: i16 = 543;

/// Month names, January first.
pub const MONTHS: [&str; 12] =
    ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];

/// Month abbreviations, January first.
pub const MONTHS_SHORT: [&str; 12] =
    ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];

/// A day in full: `๑๕ กุมภาพันธ์ ๒๕๖๕`.
pub fn day_long(date: Date) -> String {
    to_thai(&format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year() + BUDDHIST_ERA))
}

/// A day in short: `๑๕ ก.พ. ๖๕`.
pub fn day_short(date: Date) -> String {
    to_thai(&format!("{} {} {:02}", date.day(), MONTHS_SHORT[date.month() as usize - 1], (date.year() + BUDDHIST_ERA) % 100))
}
