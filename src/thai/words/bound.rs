//! What stays together without being listed: a word that is little without the next one, a label with its number, a
//! person's title and name, and the last words of a paragraph.

use std::ops::Range;

use super::{End, digit, hangs, thai};

/// Letters that the last line of a paragraph has at least, where there is room.
const LAST_LINE: usize = 8;

/// Titles that are written without a space before the name; the longer first.
const TITLES: [&str; 5] = ["นางสาว", "นาย", "นาง", "เด็กหญิง", "เด็กชาย"];

/// Letters and marks that a given name or a surname has at most.
const LONGEST_NAME: usize = 16;

/// What a label ends with that is read together with the number after it.
const LABELS: [&str; 3] = ["ที่", "ร้อยละ", "ระดับ"];

/// Words that begin what is said of the word before them.
const LINKS: &str = "และ หรือ ที่ ของ ใน จาก โดย เพื่อ กับ แก่ ให้ เป็น มี ได้ จะ ซึ่ง ต่อ ถึง คือ แล้ว ตาม ด้วย ว่า เพราะ";

/// Keeps a word for which `head` holds with the one after it where there is room, and a label with its number.
pub(super) fn heads(chars: &[char], ends: &mut [End], head: impl Fn(&[char]) -> bool) {
    let mut start = 0;
    for at in 1..chars.len() {
        if digit(chars[at]) && chars[at - 1] == ' ' && LABELS.iter().any(|label| ends_with(&chars[..at - 1], label)) {
            ends[at] = End::Never;
        }
        let word = start..at;
        if ends[at] == End::Allowed || !thai(chars[at - 1]) {
            start = at;
        }
        if ends[at] == End::Allowed && head(&chars[word]) && !is_link(chars, ends, at) {
            ends[at] = End::Soft;
        }
    }
}

/// Whether the word that begins at `at` is one that leads from what is named to what is said of it (ผ้า|และ).
fn is_link(chars: &[char], ends: &[End], at: usize) -> bool {
    let ended = |&end: &usize| ends[end] == End::Allowed || !thai(chars[end]);
    let end = (at + 1..chars.len()).find(ended).unwrap_or(chars.len());
    LINKS.split(' ').any(|link| link.chars().eq(chars[at..end].iter().copied()))
}

/// No line ends before or after a consonant that is said to be a word of its own (มหาชน|ก): there is only ณ.
pub(super) fn lone(chars: &[char], ends: &mut [End]) {
    let mut start = 0;
    for at in 1..=chars.len() {
        if at < chars.len() && ends[at] != End::Allowed && thai(chars[at]) == thai(chars[at - 1]) {
            continue;
        }
        let (word, beginning) = (&chars[start..at], std::mem::replace(&mut start, at));
        let bare = word.iter().filter(|&&c| !matches!(c, '่'..='์')).eq(word.iter().take(1)) && ('ก'..='ฮ').contains(&word[0]);
        if bare && word[0] != 'ณ' {
            let part =
                |end: Option<&mut End>| end.into_iter().filter(|end| **end == End::Allowed).for_each(|end| *end = End::Never);
            part(ends.get_mut(beginning));
            part(ends.get_mut(at));
        }
    }
}

fn ends_with(chars: &[char], word: &str) -> bool {
    word.chars().rev().eq(chars.iter().rev().copied().take(word.chars().count()))
}

/// Binds the last words of every paragraph, so that none of them comes down alone.
pub(super) fn tails(chars: &[char], ends: &mut [End]) {
    let mut start = 0;
    for paragraph in chars.split_inclusive(|&c| c == '\n') {
        let range = start..start + paragraph.len();
        tail(&chars[range.clone()], &mut ends[range.clone()]);
        start = range.end;
    }
}

fn tail(chars: &[char], ends: &mut [End]) {
    let mut letters = 0;
    for at in (1..chars.len()).rev() {
        letters += usize::from(!chars[at].is_whitespace() && !hangs(chars[at]));
        if letters >= LAST_LINE {
            break;
        }
        let by_space = ends[at] == End::ByRule && chars[at - 1] == ' ' && !chars[at].is_whitespace();
        if letters > 0 && (ends[at] == End::Allowed || by_space) {
            ends[at] = End::Soft;
        }
    }
}

/// Keeps a title with its name whole, and the surname on its line where there is room. `listed(at)` is where the listed word
/// that begins at `at` ends: นายอำเภอ and นายทะเบียน are no persons.
pub(super) fn people(chars: &[char], ends: &mut [End], listed: impl Fn(usize) -> usize) {
    for at in 0..chars.len() {
        let begins = at == 0 || !thai(chars[at - 1]) || ends[at] == End::Allowed;
        let title = begins.then(|| TITLES.iter().find_map(|title| title_at(chars, at, title))).flatten();
        let Some(name) = title.filter(|&name| listed(at) <= name).and_then(|name| run(chars, name)) else { continue };
        ends[at + 1..name.end].fill(End::Never);
        let surname = (chars.get(name.end) == Some(&' ')).then(|| run(chars, name.end + 1)).flatten();
        if let Some(surname) = surname {
            ends[surname.clone()].fill(End::Never);
            ends[surname.start] = End::Soft;
        }
    }
}

/// Where `title` ends that begins at `at`.
fn title_at(chars: &[char], at: usize, title: &str) -> Option<usize> {
    let mut end = at;
    for c in title.chars() {
        if chars.get(end) != Some(&c) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The unbroken Thai that begins at `at`, if it can be a name.
fn run(chars: &[char], at: usize) -> Option<Range<usize>> {
    let length = chars.get(at..)?.iter().take_while(|&&c| thai(c)).count();
    (2..=LONGEST_NAME).contains(&length).then(|| at..at + length)
}
