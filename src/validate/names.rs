//! Whether two names of an operator are one name spelt in two ways.

use std::sync::LazyLock;

use crate::thai::digits::to_arabic;
use crate::thai::text::{loose_key, normalise};

/// Titles and kinds of business that stand before a name and are left out at will.
const TITLES: [&str; 13] =
    ["ห้างหุ้นส่วนจำกัด", "วิสาหกิจชุมชน", "กลุ่มอาชีพ", "บริษัท", "นางสาว", "กลุ่ม", "ร้าน", "นาง", "นาย", "คุณ", "น.ส.", "หจก.", "บจก."];

/// Letters that a name must have before one that only begins or ends with it is the same.
const LONG_ENOUGH: usize = 6;

/// Letters of a name for each slip of the pen that is let pass.
const LETTERS_A_SLIP: usize = 8;

/// Whether two names can be the same operator's: equal but for titles, marks, spaces and slips, or one the shorter form of
/// the other. Names told apart by a number, a single letter (ก, ข) or their last letter are two.
pub(super) fn nearly_same(a: &str, b: &str) -> bool {
    let (first, second) = (without_titles(a), without_titles(b));
    if first == second {
        return true;
    }
    let (one, other) = (distinguishing(a), distinguishing(b));
    if !one.is_empty() && !other.is_empty() && one != other {
        return false;
    }
    let (short, long) = if first.chars().count() <= second.chars().count() { (first, second) } else { (second, first) };
    let letters = short.chars().count();
    if letters >= LONG_ENOUGH && (long.starts_with(&short) || long.ends_with(&short)) {
        return true;
    }
    short.chars().next_back() == long.chars().next_back() && strsim::osa_distance(&short, &long) <= letters / LETTERS_A_SLIP
}

fn without_titles(name: &str) -> String {
    static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| TITLES.iter().map(|title| loose_key(title)).collect());
    let key = loose_key(name);
    let mut bare = key.as_str();
    while let Some(rest) = KEYS.iter().find_map(|title| bare.strip_prefix(title.as_str())) {
        bare = rest;
    }
    let bare = bare.strip_suffix("จำกัด").unwrap_or(bare);
    if bare.is_empty() { key } else { bare.to_owned() }
}

/// The numbers and single letters that tell names apart.
fn distinguishing(name: &str) -> Vec<String> {
    let name = to_arabic(&normalise(name));
    let numbers = name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(str::to_owned);
    let letters =
        name.split(' ').filter(|word| word.chars().count() == 1 && word.chars().all(char::is_alphabetic)).map(str::to_owned);
    numbers.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::nearly_same;

    #[test]
    fn spellings_of_one_name_and_names_of_two() {
        for (a, b) in [
            ("กลุ่มทอผ้าบ้านดง", "ทอผ้าบ้านดง"),
            ("กลุ่มทอผ้าบ้านดง", "กลุ่ม ทอผ้า บ้านดง"),
            ("นางสาวสมศรี ใจดี", "น.ส.สมศรี ใจดี"),
            ("น้ำพริกแม่บ้านสันกลาง", "นำพริกแม่บ้านสันกลาง"),
            ("กลุ่มแปรรูปสมุนไพรบ้านสันกลาง", "กลุ่มแปรรุปสมุนไพรบ้านสันกลาง"),
            ("ร้านน้ำพริก", "กลุ่มน้ำพริกแม่บ้าน"),
            ("วิสาหกิจชุมชนข้าวแต๋นพะเยา", "กลุ่มข้าวแต๋นพะเยา"),
        ] {
            assert!(nearly_same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("กลุ่มทอผ้าบ้านดง", "ร้านข้าวแต๋นพะเยา"),
            ("ตัวอย่างที่ ๑๓", "ตัวอย่างที่ ๑๔"),
            ("กลุ่มที่ต่าง ข", "กลุ่มที่ต่าง ค"),
            ("กลุ่มทอผ้า ก บ้านดง", "กลุ่มทอผ้า ข บ้านดง"),
            ("กลุ่มสตรีบ้านดอน", "กลุ่มสตรีบ้านดอย"),
            ("นางคำ ใจดี", "นางดำ ใจดี"),
            ("กลุ่มสตรีบ้านเหนือ", "กลุ่มสตรีบ้านใต้"),
        ] {
            assert!(!nearly_same(a, b), "{a} {b}");
        }
    }
}
