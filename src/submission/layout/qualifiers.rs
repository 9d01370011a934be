//! Whose figures a column holds: the month's, or those carried over, aimed at or added up over months.

use crate::thai::text::name_key;

/// What a heading says of its figures; the nearer to the month's own, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Qualifier {
    /// Not the month's: ยกมา, สะสม, เป้าหมาย, รวม.
    Other,
    /// Nothing.
    None,
    /// The month's: เดือนนี้, ผล.
    Month,
}

/// Words that say so anywhere in a heading.
const OTHERS: [&str; 17] = [
    "สะสม",
    "ยกมา",
    "ยกไป",
    "คงค้าง",
    "เป้าหมาย",
    "ตามแผน",
    "เดือนก่อน",
    "เดือนที่แล้ว",
    "เดือนที่ผ่านมา",
    "ที่ผ่านมา",
    "ทั้งปี",
    "ตั้งแต่ต้นปี",
    "ปีก่อน",
    "ถึงเดือนนี้",
    "ถึงปัจจุบัน",
    "cumulative",
    "ytd",
];
/// Words that say so where they stand alone over or under others.
const OTHERS_ALONE: [&str; 9] = ["รวม", "รวมทั้งสิ้น", "รวมทั้งหมด", "ยอดรวม", "เป้า", "แผน", "target", "total", "plan"];
const MONTHS: [&str; 5] = ["เดือนนี้", "ในเดือน", "ประจำเดือน", "ของเดือน", "thismonth"];
const MONTHS_ALONE: [&str; 9] = ["ผล", "ผลงาน", "ผลการดำเนินงาน", "ผลดำเนินงาน", "ทำได้", "จริง", "ผลจริง", "actual", "เดือน"];

/// What the pieces of a heading say, one over the other.
pub(super) fn qualifier<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Qualifier {
    // Tone marks are kept: ร่วม is not รวม.
    let keys: Vec<String> = pieces.into_iter().map(name_key).collect();
    let holds = |words: &[&str]| keys.iter().any(|key| words.iter().any(|word| key.contains(word)));
    let is = |words: &[&str]| keys.len() <= 4 && keys.iter().any(|key| words.contains(&key.as_str()));
    if holds(&OTHERS) || is(&OTHERS_ALONE) {
        Qualifier::Other
    } else if holds(&MONTHS) || is(&MONTHS_ALONE) {
        Qualifier::Month
    } else {
        Qualifier::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_figures() {
        for (heading, whose) in [
            (vec!["ยอดจำหน่าย (บาท)", "ยกมา"], Qualifier::Other),
            (vec!["ยอดจำหน่าย (บาท)", "เดือนนี้"], Qualifier::Month),
            (vec!["ยอดจำหน่าย (บาท)", "รวม"], Qualifier::Other),
            (vec!["ยอดจำหน่ายสะสม"], Qualifier::Other),
            (vec!["ยอดสะสมถึงเดือนนี้"], Qualifier::Other),
            (vec!["เป้าหมาย", "จำนวนผู้ประกอบการ"], Qualifier::Other),
            (vec!["ผล", "จำนวนผู้ประกอบการ"], Qualifier::Month),
            (vec!["ยอดจำหน่ายในเดือนนี้ (บาท)"], Qualifier::Month),
            (vec!["จำนวนผู้ประกอบการที่เข้าร่วม (กลุ่ม/ราย)"], Qualifier::None),
            (vec!["ยอดจำหน่ายผลิตภัณฑ์"], Qualifier::None),
        ] {
            assert_eq!(qualifier(heading.iter().copied()), whose, "{heading:?}");
        }
    }
}
