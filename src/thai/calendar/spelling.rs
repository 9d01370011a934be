//! Days and months in the spellings that people use.
//!
//! A text is cut into its numbers and what stands between them (the gaps). A gap holds a month's name, or separators, or
//! words such as วันที่, เดือน and พ.ศ. that say nothing new.

use jiff::civil::Date;

use super::{BUDDHIST_ERA, FiscalYear, Month, YEARS};
use crate::thai::{
    digits::plain,
    text::{is_dash, loose_key},
};

/// What months are called, January first, as [`loose_key`]s. The first name is the full one, for which a slip of one letter
/// is let pass; the rest are abbreviations, short forms, slips of more than one letter, and English.
const NAMES: [&[&str]; 12] = [
    &["มกราคม", "มค", "มกรา", "january", "jan"],
    &["กุมภาพันธ", "กพ", "กุมภา", "กุมพาพันธุ", "february", "feb"],
    &["มีนาคม", "มีค", "มีนา", "march", "mar"],
    &["เมษายน", "เมย", "เมษา", "april", "apr"],
    &["พฤษภาคม", "พค", "พฤษภา", "พฤกษภาคม", "may"],
    &["มิถุนายน", "มิย", "มิถุนา", "june", "jun"],
    &["กรกฎาคม", "กค", "กรกฎา", "กรกฏา", "july", "jul"],
    &["สิงหาคม", "สค", "สิงหา", "august", "aug"],
    &["กันยายน", "กย", "กันยา", "september", "sept", "sep"],
    &["ตุลาคม", "ตค", "ตุลา", "october", "oct"],
    &["พฤศจิกายน", "พย", "พฤศจิกา", "พฤศจิ", "พฤษจิกา", "november", "nov"],
    &["ธันวาคม", "ธค", "ธันวา", "december", "dec"],
];

/// Days of the week, as [`loose_key`]s. Which one it is says nothing that the date does not.
const WEEKDAYS: &str = "จันทร อังคาร พุธ พฤหัสบดี พฤหัส ศุกร เสาร อาทิตย จ อ พ พฤ ศ ส อา \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu thur thurs fri sat sun";

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// It does not say one real day.
    #[error("ไม่ใช่วันที่ พิมพ์เช่น 2565-02-15 หรือ 2022-02-15")]
    NotADay,
    /// The day and the month are clear and the year is not: it is left out, or two digits that lie in the fiscal year in
    /// neither era.
    #[error("ไม่รู้ว่าปีใด พิมพ์ปีให้ครบสี่หลัก เช่น 2565-02-15")]
    UnclearYear,
}

use DayError::{NotADay, UnclearYear};

/// The era that stands before a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    Unsaid,
    Buddhist,
    Gregorian,
}

/// A year as it was written.
#[derive(Clone, Copy)]
enum Year {
    /// The Buddhist year that four digits stand for.
    Full(i16),
    /// Two digits of either era, or of the one that is said.
    Short(i16, Era),
    /// No year.
    Missing,
}

/// Reads a day in any spelling of SPEC §4: `๑๕ ก.พ. ๖๕`, `15/02/2565`, `วันอังคารที่ 15 เดือนกุมภาพันธ์ พ.ศ. 2565`,
/// `2022-02-15`, `2565-02-15T00:00:00`. The day stands before the month unless the year is first. A year from 2400 on is
/// Buddhist; two digits are the year, of either era, that puts the day into `fiscal_year`. The error says whether only the
/// year is in doubt.
pub fn parse_day(text: &str, fiscal_year: FiscalYear) -> Result<Date, DayError> {
    match one_day(text, fiscal_year) {
        Err(NotADay) => parse_span(text, fiscal_year).ok_or(NotADay),
        day => day,
    }
}

/// The first day of a span of days, `15-17 ก.พ. 65` or `28 ก.พ. ถึง 2 มี.ค. 2565`; `None` for anything else.
pub fn parse_span(text: &str, fiscal_year: FiscalYear) -> Option<Date> {
    let text = plain(text);
    if text.chars().count() > LONGEST_SPAN {
        return None;
    }
    let joints = text.char_indices().filter(|(_, c)| is_dash(*c) || "&,".contains(*c)).map(|(at, c)| (at, c.len_utf8()));
    let words = ["ถึง", "และ", "to"].into_iter().filter_map(|word| Some((text.find(word)?, word.len())));
    joints.chain(words).find_map(|(at, length)| {
        let (first, last) = (text[..at].trim(), text[at + length..].trim());
        let end = one_day(last, fiscal_year).ok()?;
        let (gaps, numbers) = cut(last);
        // What the first day leaves out, its month or its year, it shares with the last.
        let shared = match cut(first).1.len() {
            1 if !names_a_month(first) => last.replacen(numbers[0], cut(first).1[0], 1),
            1 if numbers.len() == 2 => format!("{first} {}", numbers[1]),
            _ if gaps.len() > 1 => first.to_owned(),
            _ => return None,
        };
        one_day(&shared, fiscal_year)
            .ok()
            .filter(|start| *start < end && start.until(end).is_ok_and(|span| span.get_days() <= 31))
    })
}

/// Characters of the longest span that people write.
const LONGEST_SPAN: usize = 80;

/// Whether a text, such as the name of a sheet, names a month: `ก.พ. 65`, `แบบ ๑ กุมภาพันธ์`.
pub fn names_a_month(text: &str) -> bool {
    let text = plain(text);
    let key = loose_key(&text);
    let whole = |gap: &&str| NAMES.iter().any(|names| names.contains(&split_era(without_month_word(&loose_key(gap))).0));
    NAMES.iter().any(|names| key.contains(names[0])) || cut(&text).0.iter().any(whole)
}

fn one_day(text: &str, fiscal_year: FiscalYear) -> Result<Date, DayError> {
    let text = plain(text);
    let (day, month, year) = written_day(without_time(&text).ok_or(NotADay)?).ok_or(NotADay)?;
    // A day that no year has is not a day, whatever the year; 2000 is a leap year.
    Date::new(2000, month, day).map_err(|_| NotADay)?;
    let month = match year {
        Year::Full(_) => resolve(month, year, None).ok_or(NotADay)?,
        Year::Short(..) => resolve(month, year, Some(fiscal_year)).ok_or(UnclearYear)?,
        Year::Missing => return Err(UnclearYear),
    };
    Date::new(month.first_day().year(), month.number(), day).map_err(|_| NotADay)
}

/// Reads a day as the command line takes it: `2022-03-05`, or `2565-03-05` in the Buddhist era; anything else is
/// [`DayError::NotADay`].
pub fn parse_command_day(text: &str) -> Result<Date, DayError> {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(NotADay);
    };
    let Some(Year::Full(year)) = written_year(year, Era::Unsaid) else { return Err(NotADay) };
    let two_digits = |part: &str| if part.len() == 2 { small_number(part) } else { None };
    let (month, day) = two_digits(month).zip(two_digits(day)).ok_or(NotADay)?;
    Date::new(year - BUDDHIST_ERA, month, day).map_err(|_| NotADay)
}

/// Reads a month in the spellings of `Month::from_str`; without a fiscal year, two digits are a Buddhist year of the century
/// 2500 and a name alone is no month.
pub(super) fn parse_month(text: &str, fiscal_year: Option<FiscalYear>) -> Option<Month> {
    let text = plain(text);
    let (gaps, numbers) = cut(&text);
    let (month, year) = match (numbers.as_slice(), gaps.as_slice()) {
        ([], [name]) => (named_month(name)?.0, Year::Missing),
        ([year], [name, trail]) if is_blank(trail) => {
            let (month, era) = named_month(name)?;
            (month, written_year(year, era)?)
        }
        ([year], [lead, name]) if is_blank(lead) && year.len() == 4 => (named_month(name)?.0, written_year(year, Era::Unsaid)?),
        ([first, last], [lead, between, trail]) if without_month_word(&loose_key(lead)).is_empty() && is_blank(trail) => {
            let era = separator(between)?;
            let (month, year) = if first.len() == 4 { (last, first) } else { (first, last) };
            (small_number(month)?, written_year(year, era)?)
        }
        _ => return None,
    };
    resolve(month, year, fiscal_year)
}

/// The month of a year as written. Of two digits, the Buddhist or the Gregorian year whose month lies in the fiscal year;
/// they are 43 years apart, so never both.
fn resolve(month: i8, year: Year, fiscal_year: Option<FiscalYear>) -> Option<Month> {
    match (year, fiscal_year) {
        (Year::Full(year), _) => Month::new(year, month),
        (Year::Short(year, _), None) => Month::new(2500 + year, month),
        (Year::Short(year, era), Some(fiscal_year)) => [(2500, Era::Gregorian), (2000 + BUDDHIST_ERA, Era::Buddhist)]
            .into_iter()
            .filter(|(_, other_era)| era != *other_era)
            .filter_map(|(century, _)| Month::new(century + year, month))
            .find(|month| month.fiscal_year() == fiscal_year),
        (Year::Missing, fiscal_year) => {
            let named = fiscal_year?.months().into_iter().find(|candidate| candidate.number() == month)?;
            Month::new(named.year_be(), month)
        }
    }
}

/// Day, month and year in `text`, or `None` where it is built like no day.
fn written_day(text: &str) -> Option<(i8, i8, Year)> {
    let (gaps, numbers) = cut(text);
    let (day, month, year) = match (numbers.as_slice(), gaps.as_slice()) {
        ([first, month, last], [lead, between, before_last, trail]) if is_lead(lead) && is_blank(trail) => {
            separator(between)?;
            let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
            (day, small_number(month)?, written_year(year, separator(before_last)?)?)
        }
        // 15/2 lacks its year; 15.2 is a number.
        ([day, month], [lead, "/" | "-", trail]) if is_lead(lead) && is_blank(trail) => {
            (day, small_number(month)?, Year::Missing)
        }
        ([first, last], [lead, name, trail]) if is_lead(lead) && is_blank(trail) => {
            let (month, era) = named_month(name)?;
            let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
            (day, month, written_year(year, era)?)
        }
        // February 15, 2022
        ([day, year], [name, between, trail]) if is_blank(between) && is_blank(trail) => {
            (day, named_month(name)?.0, written_year(year, Era::Unsaid)?)
        }
        ([day], [lead, name]) if is_lead(lead) => (day, named_month(name)?.0, Year::Missing),
        _ => return None,
    };
    Some((small_number(day)?, month, year))
}

/// `text` without a time of day (`T00:00:00`, ` 9:30`, `เวลา 09.30 น.`); `None` where the time is none.
fn without_time(text: &str) -> Option<&str> {
    let text = text.split_once("เวลา").map_or(text, |(day, _)| day);
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(colon) = text.match_indices(':').map(|(at, _)| at).find(|at| text[..*at].ends_with(is_digit)) else {
        return Some(text);
    };
    let (head, minutes) = (&text[..colon], &text[colon + 1..]);
    let day = head.trim_end_matches(is_digit);
    let hour = small_number(&head[day.len()..]).filter(|hour| *hour <= 24);
    let minute = minutes.get(..2).and_then(small_number).filter(|minute| *minute < 60);
    let rest = minutes.trim_start_matches(|c: char| is_digit(c) || " :.+-Zน".contains(c));
    let noon = matches!(rest.trim().to_ascii_lowercase().as_str(), "" | "am" | "pm");
    (hour.is_some() && minute.is_some() && noon).then_some(())?;
    day.strip_suffix([' ', 'T', 't'])
}

/// `text` as its numbers and the gaps before, between and after them: one gap more than numbers.
fn cut(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut gaps, mut numbers, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (gap, tail) = rest.split_at(start);
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        gaps.push(gap);
        numbers.push(&tail[..end]);
        rest = &tail[end..];
    }
    gaps.push(rest);
    (gaps, numbers)
}

/// Whether a gap says nothing: white space and punctuation.
fn is_blank(gap: &str) -> bool {
    loose_key(gap).is_empty()
}

/// Whether a gap is what may stand before a day: nothing, `วันที่`, `ณ วันที่`, a day of the week.
fn is_lead(gap: &str) -> bool {
    let key = loose_key(gap);
    let mut rest = key.as_str();
    for word in ["เมือ", "ลง", "ณ", "วัน"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest = rest.strip_suffix("ที").unwrap_or(rest);
    !gap.contains(is_dash) && (rest.is_empty() || WEEKDAYS.split(' ').any(|day| day == rest))
}

/// The era said by a gap between the numbers of a date (`/`, `-`, `.`, spaces, `/พ.ศ.`), if it is one.
fn separator(gap: &str) -> Option<Era> {
    let key = loose_key(gap);
    let (rest, era) = split_era(&key);
    let marks = gap.chars().all(|c| is_dash(c) || " /.\\".contains(c));
    (!gap.is_empty() && rest.is_empty() && (marks || era != Era::Unsaid)).then_some(era)
}

/// A key without the era at its end, and that era.
fn split_era(key: &str) -> (&str, Era) {
    let (rest, era) = match (key.strip_suffix("พศ"), key.strip_suffix("คศ")) {
        (Some(rest), _) => (rest, Era::Buddhist),
        (_, Some(rest)) => (rest, Era::Gregorian),
        _ => (key, Era::Unsaid),
    };
    (rest.strip_suffix("ปี").unwrap_or(rest), era)
}

/// A key without `ประจำเดือน` or `เดือน` at its start.
fn without_month_word(key: &str) -> &str {
    let key = key.strip_prefix("ประจำ").unwrap_or(key);
    key.strip_prefix("เดือน").unwrap_or(key)
}

/// The month named by a gap, and the era said after it.
fn named_month(gap: &str) -> Option<(i8, Era)> {
    let key = loose_key(gap);
    let (name, era) = split_era(without_month_word(&key));
    let month = (1..).zip(NAMES).find(|(_, names)| names.contains(&name)).map(|(month, _)| month);
    Some((month.or_else(|| misspelt_month(name))?, era))
}

/// The one month whose full Thai name is a letter more, less, other or swapped.
fn misspelt_month(name: &str) -> Option<i8> {
    // The longest name has eleven letters; a paragraph need not be measured.
    if name.chars().count() > 12 {
        return None;
    }
    let mut near = (1..).zip(NAMES).filter(|(_, names)| strsim::osa_distance(names[0], name) == 1);
    let (month, _) = near.next()?;
    near.next().is_none().then_some(month)
}

/// A year of four digits, Buddhist from 2400 on and Gregorian from 1900, or of two.
fn written_year(digits: &str, era: Era) -> Option<Year> {
    match digits.len() {
        2 => Some(Year::Short(small_number(digits)?.into(), era)),
        4 => match digits.parse().ok()? {
            year if YEARS.contains(&year) => Some(Year::Full(year)),
            year @ 1900..2400 => Some(Year::Full(year + BUDDHIST_ERA)),
            _ => None,
        },
        _ => None,
    }
}

/// One or two digits as a number.
fn small_number(digits: &str) -> Option<i8> {
    (digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}
