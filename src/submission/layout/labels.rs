//! The words of total rows, and of signatures and notes below a table. A word alone never decides what a row is.

use std::sync::LazyLock;

use crate::thai::text::{name_key, normalise};

/// How a text says that it labels a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TotalLabel {
    /// It says nothing else: รวมทั้งสิ้น, รวม ๕ กิจกรรม, Grand Total.
    Whole,
    /// It ends so, as Excel labels the sum of a group: Facebook ผลรวม, กลุ่มทอผ้า Total.
    Ending,
    /// It begins so, as names may: รวมยอดของตำบลเวียง, รวมใจแม่บ้าน.
    Beginning,
}

/// Words that make a total.
const TOTALS: [&str; 7] = ["ผลรวม", "ยอดรวม", "สรุปรวม", "รวม", "grandtotal", "subtotal", "total"];

/// Words that may stand beside them and name nothing.
const FILLERS: [&str; 44] = [
    "ทั้งสิ้น",
    "ทั้งหมด",
    "ทั้งปี",
    "ทั้งเดือน",
    "สุทธิ",
    "เป็นเงิน",
    "เป็น",
    "เงิน",
    "ยอด",
    "จำนวน",
    "ย่อย",
    "สะสม",
    "หน้านี้",
    "หน้า",
    "เดือนนี้",
    "ประจำเดือน",
    "เดือน",
    "กิจกรรม",
    "รายการ",
    "รายได้",
    "ครั้ง",
    "ราย",
    "กลุ่ม",
    "บาท",
    "คน",
    "ผู้ประกอบการ",
    "ผู้เข้าร่วม",
    "ช่องทาง",
    "ออนไลน์",
    "จำหน่าย",
    "ขาย",
    "มูลค่า",
    "ของ",
    "ใน",
    "นี้",
    "ทุก",
    "และ",
    "อำเภอ",
    "งบประมาณ",
    "แบบ",
    "amount",
    "sales",
    "all",
    "baht",
];

/// Texts longer than this name something.
const LONGEST_LABEL: usize = 60;

/// Whether and how a text labels a total row.
pub(super) fn total_label(text: &str) -> Option<TotalLabel> {
    let text = normalise(text).to_lowercase();
    let may = text.contains("รวม") || text.contains("total");
    if !may || text.chars().count() > LONGEST_LABEL {
        return None;
    }
    let key = name_key(&text);
    if TOTALS.iter().any(|word| key.contains(word)) && is_made_of(&key, &[&TOTALS[..], &FILLERS].concat()) {
        return Some(TotalLabel::Whole);
    }
    let ends = text.ends_with("ผลรวม") || [" รวม", " total", " subtotal"].iter().any(|ending| text.ends_with(ending));
    let begins = TOTALS.iter().any(|word| key.starts_with(word));
    match (ends, begins) {
        (true, _) => Some(TotalLabel::Ending),
        (false, true) => Some(TotalLabel::Beginning),
        (false, false) => None,
    }
}

/// Whether a key is nothing but these words and digits, whichever way it must be cut.
fn is_made_of(key: &str, words: &[&str]) -> bool {
    let mut reached = vec![false; key.len() + 1];
    reached[0] = true;
    for at in 0..key.len() {
        if !reached[at] {
            continue;
        }
        let rest = &key[at..];
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            reached[at + 1] = true;
        }
        for word in words.iter().filter(|word| rest.starts_with(**word)) {
            reached[at + word.len()] = true;
        }
    }
    reached[key.len()]
}

/// How a text belongs below a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FooterLabel {
    /// ลงชื่อ, ตำแหน่ง …, หมายเหตุ: …
    Said,
    /// Only its brackets, asterisk or dots say so: (นายสมมุติ ตัวอย่าง), * ข้อมูลเบื้องต้น.
    Marked,
}

/// Whether and how a text is a signature or a note below a table. A name that merely begins with such a word, as
/// โทรทัศน์ชุมชน, is none.
pub(super) fn footer_label(text: &str) -> Option<FooterLabel> {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let words = [
            "ลงชื่อ",
            "ลงนาม",
            "ผู้รายงาน",
            "ผู้ตรวจสอบ",
            "ผู้รับรอง",
            "ผู้จัดทำ",
            "ผู้บันทึก",
            "ตำแหน่ง",
            "วันที่รายงาน",
            "โทร",
            "โทรศัพท์",
            "โทรสาร",
            "หมายเหตุ",
            "ข้อมูล ณ",
            "คำชี้แจง",
            "คำอธิบาย",
        ];
        words.iter().map(|word| normalise(word)).collect()
    });
    let text = normalise(text);
    let said = |word: &String| {
        let rest = text.strip_prefix(word.as_str())?;
        Some(rest.is_empty() || rest.starts_with(|c: char| " :：.…(/_-".contains(c) || c.is_numeric()))
    };
    if WORDS.iter().filter_map(said).any(|whole| whole) || text.starts_with("ลงชื่อ") {
        return Some(FooterLabel::Said);
    }
    let bracketed = text.starts_with('(') && text.ends_with(')');
    let line = !text.is_empty() && text.chars().all(|c| " .…_()".contains(c));
    (bracketed || line || text.starts_with('*')).then_some(FooterLabel::Marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_by_what_else_they_say() {
        for whole in [
            "รวม",
            "ผลรวม",
            "ผลรวมทั้งหมด",
            "รวมทั้งสิ้น",
            "ยอดรวม",
            "สรุปรวม",
            "Grand Total",
            "Subtotal",
            "รวม ๕ กิจกรรม",
            "รวมเป็นเงิน (บาท)",
            "รวมยอดจำหน่าย",
        ] {
            assert_eq!(total_label(whole), Some(TotalLabel::Whole), "{whole}");
        }
        for ending in ["Facebook ผลรวม", "กลุ่มทอผ้า Total", "LINE รวม"] {
            assert_eq!(total_label(ending), Some(TotalLabel::Ending), "{ending}");
        }
        for beginning in ["รวมพลคนโอทอปปง", "รวมใจแม่บ้านปง", "Total Craft"]
        {
            assert_eq!(total_label(beginning), Some(TotalLabel::Beginning), "{beginning}");
        }
        for other in ["ร่วมใจแม่บ้าน", "ร่วมด้วยช่วยกัน", "กลุ่มรวมใจ", "ตลาดนัด", "สรุปงาน", ""]
        {
            assert_eq!(total_label(other), None, "{other}");
        }
    }

    #[test]
    fn footers_are_words_and_not_beginnings() {
        for said in ["ลงชื่อ..........ผู้รายงาน", "หมายเหตุ: ข้อมูลเบื้องต้น", "โทร ๐๘๑", "โทร.0811", "ตำแหน่ง นักวิชาการ", "ข้อมูล ณ วันที่ 5"]
        {
            assert_eq!(footer_label(said), Some(FooterLabel::Said), "{said}");
        }
        for marked in ["(นายสมมุติ ตัวอย่าง)", "* ข้อมูล", "....................", "( ........ )"]
        {
            assert_eq!(footer_label(marked), Some(FooterLabel::Marked), "{marked}");
        }
        for name in ["โทรทัศน์ชุมชน", "(งานวัด)ตลาดนัด", "ผู้รายงานข่าวชุมชน", "ตำแหน่งงานดี", "กลุ่มทอผ้า", ""]
        {
            assert_eq!(footer_label(name), None, "{name}");
        }
    }
}
