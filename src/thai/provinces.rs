//! The provinces of Thailand, Bangkok among them, and where a text names one.

use super::text::{name_key, normalise};

/// A province as the Department of Provincial Administration knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Two digits: `56`.
    pub geocode: &'static str,
    /// Without จังหวัด.
    pub name: &'static str,
    /// The letters before its letters' numbers and postal codes: `พย`.
    pub letters: &'static str,
}

const fn province(geocode: &'static str, name: &'static str, letters: &'static str) -> Province {
    Province { geocode, name, letters }
}

/// All 77, by geocode.
pub const PROVINCES: [Province; 77] = [
    province("10", "กรุงเทพมหานคร", "กท"),
    province("11", "สมุทรปราการ", "สป"),
    province("12", "นนทบุรี", "นบ"),
    province("13", "ปทุมธานี", "ปท"),
    province("14", "พระนครศรีอยุธยา", "อย"),
    province("15", "อ่างทอง", "อท"),
    province("16", "ลพบุรี", "ลบ"),
    province("17", "สิงห์บุรี", "สห"),
    province("18", "ชัยนาท", "ชน"),
    province("19", "สระบุรี", "สบ"),
    province("20", "ชลบุรี", "ชบ"),
    province("21", "ระยอง", "รย"),
    province("22", "จันทบุรี", "จบ"),
    province("23", "ตราด", "ตร"),
    province("24", "ฉะเชิงเทรา", "ฉช"),
    province("25", "ปราจีนบุรี", "ปจ"),
    province("26", "นครนายก", "นย"),
    province("27", "สระแก้ว", "สก"),
    province("30", "นครราชสีมา", "นม"),
    province("31", "บุรีรัมย์", "บร"),
    province("32", "สุรินทร์", "สร"),
    province("33", "ศรีสะเกษ", "ศก"),
    province("34", "อุบลราชธานี", "อบ"),
    province("35", "ยโสธร", "ยส"),
    province("36", "ชัยภูมิ", "ชย"),
    province("37", "อำนาจเจริญ", "อจ"),
    province("38", "บึงกาฬ", "บก"),
    province("39", "หนองบัวลำภู", "นภ"),
    province("40", "ขอนแก่น", "ขก"),
    province("41", "อุดรธานี", "อด"),
    province("42", "เลย", "ลย"),
    province("43", "หนองคาย", "นค"),
    province("44", "มหาสารคาม", "มค"),
    province("45", "ร้อยเอ็ด", "รอ"),
    province("46", "กาฬสินธุ์", "กส"),
    province("47", "สกลนคร", "สน"),
    province("48", "นครพนม", "นพ"),
    province("49", "มุกดาหาร", "มห"),
    province("50", "เชียงใหม่", "ชม"),
    province("51", "ลำพูน", "ลพ"),
    province("52", "ลำปาง", "ลป"),
    province("53", "อุตรดิตถ์", "อต"),
    province("54", "แพร่", "พร"),
    province("55", "น่าน", "นน"),
    province("56", "พะเยา", "พย"),
    province("57", "เชียงราย", "ชร"),
    province("58", "แม่ฮ่องสอน", "มส"),
    province("60", "นครสวรรค์", "นว"),
    province("61", "อุทัยธานี", "อน"),
    province("62", "กำแพงเพชร", "กพ"),
    province("63", "ตาก", "ตก"),
    province("64", "สุโขทัย", "สท"),
    province("65", "พิษณุโลก", "พล"),
    province("66", "พิจิตร", "พจ"),
    province("67", "เพชรบูรณ์", "พช"),
    province("70", "ราชบุรี", "รบ"),
    province("71", "กาญจนบุรี", "กจ"),
    province("72", "สุพรรณบุรี", "สพ"),
    province("73", "นครปฐม", "นฐ"),
    province("74", "สมุทรสาคร", "สค"),
    province("75", "สมุทรสงคราม", "สส"),
    province("76", "เพชรบุรี", "พบ"),
    province("77", "ประจวบคีรีขันธ์", "ปข"),
    province("80", "นครศรีธรรมราช", "นศ"),
    province("81", "กระบี่", "กบ"),
    province("82", "พังงา", "พง"),
    province("83", "ภูเก็ต", "ภก"),
    province("84", "สุราษฎร์ธานี", "สฎ"),
    province("85", "ระนอง", "รน"),
    province("86", "ชุมพร", "ชพ"),
    province("90", "สงขลา", "สข"),
    province("91", "สตูล", "สต"),
    province("92", "ตรัง", "ตง"),
    province("93", "พัทลุง", "พท"),
    province("94", "ปัตตานี", "ปน"),
    province("95", "ยะลา", "ยล"),
    province("96", "นราธิวาส", "นธ"),
];

/// Names that are everyday words or parts of many: they stand for a province only right after จังหวัด and with nothing behind.
const WORDS: [&str; 7] = ["ตาก", "เลย", "น่าน", "แพร่", "ตรัง", "ตราด", "กระบี่"];

/// The province of a name, with or without จังหวัด.
pub fn named(name: &str) -> Option<&'static Province> {
    let key = name_key(name);
    let bare = key.strip_prefix("จังหวัด").unwrap_or(&key);
    PROVINCES.iter().find(|province| name_key(province.name) == bare)
}

/// The provinces that a text plainly names: after จังหวัด or จ., or as a word on its own.
pub fn mentioned(text: &str) -> Vec<&'static Province> {
    let text = normalise(text);
    let after = ["จังหวัด", "จ."].iter().flat_map(|title| text.match_indices(title).map(|(at, title)| &text[at + title.len()..]));
    let mut found: Vec<&Province> = after.filter_map(|rest| leading(rest.trim_start())).collect();
    let alone = |word: &str| PROVINCES.iter().find(|province| province.name == word && !WORDS.contains(&word));
    found.extend(text.split([' ', ',', '(', ')']).filter_map(alone));
    found.sort_unstable_by_key(|province| province.geocode);
    found.dedup();
    found
}

/// The province whose name `text` begins with.
fn leading(text: &str) -> Option<&'static Province> {
    PROVINCES.iter().filter(|province| begins(text, province.name)).max_by_key(|province| province.name.len())
}

fn begins(text: &str, name: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(char::is_alphabetic);
    text.strip_prefix(name).is_some_and(|rest| !WORDS.contains(&name) || ends(rest))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_77_each_with_its_own_code_name_and_letters() {
        for word in [|p: &Province| p.geocode, |p: &Province| p.name, |p: &Province| p.letters] {
            assert_eq!(PROVINCES.iter().map(word).collect::<BTreeSet<_>>().len(), 77);
        }
        assert!(PROVINCES.is_sorted_by_key(|province| province.geocode));
        assert!(
            PROVINCES.iter().all(|province| province.letters.chars().count() == 2 && normalise(province.name) == province.name)
        );
        assert_eq!(named("จังหวัดพะเยา").map(|province| (province.geocode, province.letters)), Some(("56", "พย")));
    }

    #[test]
    fn a_province_is_seen_where_it_is_meant() {
        let names = |text| mentioned(text).iter().map(|province| province.name).collect::<Vec<_>>();
        for (text, expected) in [
            ("ผู้ว่าราชการจังหวัดเชียงราย", vec!["เชียงราย"]),
            ("ศาลากลาง จ.ตาก", vec!["ตาก"]),
            ("พัฒนาการจังหวัด น่าน", vec!["น่าน"]),
            ("จังหวัดนครศรีธรรมราช และจังหวัดนครสวรรค์", vec!["นครสวรรค์", "นครศรีธรรมราช"]),
            ("ถนนพหลโยธิน เชียงราย ๕๗๐๐๐", vec!["เชียงราย"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
        // Words, surnames and roads.
        for text in [
            "พัฒนาการจังหวัด ปฏิบัติราชการแทน",
            "ตากผ้า ที่ น่าน เลย แพร่",
            "ทุกจังหวัดเลยทีเดียว",
            "ออกอากาศทั่วจังหวัดแพร่ภาพสด",
            "ถนนเชียงใหม่-ลำปาง",
            "นายสมชาย เชียงรายวงศ์",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
