//! What a file's name, and the folders within its month, say of whose report it is.

use crate::district::DistrictId;
use crate::plan::Plan;
use crate::thai::calendar::{DayError, FiscalYear, MONTHS, MONTHS_SHORT, Month, parse_day};
use crate::thai::digits::to_arabic;
use crate::thai::text::{name_key, normalise};

/// Words that a district's name may follow without a space.
const BEFORE_NAME: [&str; 5] = ["อำเภอ", "สพอ", "งาน", "แบบ", "ของ"];

/// Words of a name that are read together as a month or a day.
const MONTH_WORDS: usize = 4;

/// The file's name without its extension, then its folders below the month's, the nearest first.
pub(super) fn parts(file: &str) -> impl Iterator<Item = &str> {
    let inside = file.split_once('/').map_or(file, |(_, rest)| rest);
    let folders = inside.rfind('/').map_or(0, |at| at + 1);
    let stem = inside.rfind('.').filter(|dot| *dot > folders).map_or(inside, |dot| &inside[..dot]);
    stem.rsplit('/')
}

/// The one district whose name, alias or geocode stands in a part of a path; `None` where there is none, or several.
pub(super) fn district(plan: &Plan, part: &str) -> Option<DistrictId> {
    let (part, key) = (to_arabic(&normalise(part)), name_key(part));
    let found: Vec<(&str, DistrictId)> = plan.district_keys().filter(|(name, _)| stands_in(name, &part, &key)).collect();
    // A longer name may hold a shorter one of another district.
    let own = |(name, _): &&(&str, DistrictId)| !found.iter().any(|(longer, _)| longer != name && longer.contains(name));
    let mut districts = found.iter().filter(own).map(|(_, district)| *district);
    let first = districts.next()?;
    districts.all(|other| other == first).then_some(first)
}

/// Whether a comparable name stands in a part of a path as a name: a geocode as a number of its own, a name of two letters
/// (ปง) at the start or end of a word, lest it be seen in สรุปงบประมาณ.
fn stands_in(name: &str, part: &str, key: &str) -> bool {
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return !name.is_empty() && part.split(|c: char| !c.is_ascii_digit()).any(|run| run == name);
    }
    let letters = name.chars().count();
    if letters > 2 {
        return key.contains(name);
    }
    let word = |c: char| c.is_alphabetic() || ('\u{e30}'..='\u{e4e}').contains(&c);
    part.split(|c: char| !word(c)).filter(|_| letters > 0).any(|word| {
        let before = word.strip_suffix(name).is_some_and(|rest| !rest.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']));
        let after = |rest: &str| !rest.starts_with(|c: char| ('\u{e30}'..='\u{e4e}').contains(&c) && !('เ'..='ไ').contains(&c));
        let mut prefixes = BEFORE_NAME.iter().filter_map(|lead| word.split_once(lead)).map(|(_, rest)| rest);
        before || word.strip_prefix(name).is_some_and(after) || prefixes.any(|rest| rest.strip_prefix(name).is_some_and(after))
    })
}

/// The one month that a part of a path names; a whole day in it is the day of sending and says nothing.
pub(super) fn month(part: &str, year: FiscalYear) -> Option<Month> {
    let part = to_arabic(&normalise(part));
    let words: Vec<&str> =
        part.split(|c: char| c.is_whitespace() || "_,()[]".contains(c)).filter(|word| !word.is_empty()).collect();
    let (mut months, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let together = (1..=MONTH_WORDS.min(words.len() - at)).rev().map(|n| (n, words[at..at + n].join(" ")));
        let understood = together.into_iter().find_map(|(n, text)| match parse_day(&text, year) {
            Ok(_) | Err(DayError::UnclearYear) => Some((n, None)),
            Err(DayError::NotADay) => {
                Month::parse(&text, year).filter(|_| is_a_months_spelling(&text)).map(|month| (n, Some(month)))
            }
        });
        let (n, month) = understood.unwrap_or_else(|| (1, month_within(words[at], year)));
        months.extend(month);
        at += n;
    }
    let first = *months.first()?;
    months.iter().all(|month| *month == first).then_some(first)
}

/// Whether nothing but a month is written so: its full name, its abbreviation with dots (พย is a province too), or figures
/// with two of them for the month (1-2565 is a letter's number).
fn is_a_months_spelling(text: &str) -> bool {
    let figures: Vec<usize> = text.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    let only_figures = !text.chars().any(char::is_alphabetic);
    if only_figures { matches!(figures[..], [4, 2] | [2, 4]) } else { names_within(text).next().is_some() }
}

/// The names and dotted abbreviations of months in a text, each with its place.
fn names_within(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    MONTHS.iter().chain(&MONTHS_SHORT).filter_map(|name| Some((text.find(name)?, *name)))
}

/// The only month named inside a word: `รายงานเดือนมกราคม2565`. A digit before it makes a day of it.
fn month_within(word: &str, year: FiscalYear) -> Option<Month> {
    let mut names = names_within(word);
    let (at, name) = names.next().filter(|_| names.next().is_none())?;
    let dated = word[..at].ends_with(|c: char| c.is_ascii_digit());
    (!dated).then(|| Month::parse(&word[at..], year).or_else(|| Month::parse(name, year)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        Plan::parse(crate::plan::PHAYAO_2565).expect("the embedded plan stands")
    }

    #[test]
    fn a_district_is_named_as_a_name() {
        let plan = plan();
        let name = |part: &str| district(&plan, part).map(|district| plan[district].name.as_str());
        for (part, expected) in [
            ("จุน แก้ไข ครั้งที่ 1", Some("จุน")),
            ("รายงานปงกุมภาพันธ์", Some("ปง")),
            ("ปง2565", Some("ปง")),
            ("อ.ปง", Some("ปง")),
            ("สรุปงาน", None),
            ("สรุปงบประมาณ", None),
            ("สรุปงบ จุน", Some("จุน")),
            ("5602 ส่งใหม่", Some("จุน")),
            ("25602", None),
            ("เมืองพะเยา", Some("เมืองพะเยา")),
            ("จุน และ ปง", None),
            ("รายงานเดือน ก.พ.", None),
        ] {
            assert_eq!(name(part), expected, "{part}");
        }
    }

    #[test]
    fn a_month_is_named_and_a_day_of_sending_is_not() {
        let month = |part: &str| month(part, FiscalYear(2565)).map(|month| month.to_string());
        for (part, expected) in [
            ("จุน มกราคม", Some("2565-01")),
            ("จุน_ม.ค._65", Some("2565-01")),
            ("จุน ธ.ค. 2564", Some("2564-12")),
            ("รายงานจุนเดือนมกราคม2565", Some("2565-01")),
            ("จุน 2565-01", Some("2565-01")),
            ("จุน เดือน ตุลาคม พ.ศ. 2564", Some("2564-10")),
            ("จุน ส่ง 3 มี.ค. 65", None),
            ("จุน 03-03-2565", None),
            ("จุน 3มีนาคม2565", None),
            ("จุน ม.ค. และ ก.พ.", None),
            ("จุน ม.ค.-ก.พ. 65", None),
            ("พย 0019 จุน", None),
            ("ที่ พย 1-2565", None),
            ("จุน แก้ไข ครั้งที่ 1", None),
        ] {
            assert_eq!(month(part).as_deref(), expected, "{part}");
        }
    }

    #[test]
    fn the_nearest_part_of_a_path_comes_first() {
        assert_eq!(parts("2565-02/จุน/ส่ง.แล้ว/รายงาน ก.พ..xlsx").collect::<Vec<_>>(), ["รายงาน ก.พ.", "ส่ง.แล้ว", "จุน"]);
        assert_eq!(parts("จุน.xlsx").collect::<Vec<_>>(), ["จุน"]);
    }
}
