//! Where a line of Thai may end.
//!
//! Typst breaks Thai between the words it knows, and now and then inside one it does not (ประจำปีงบ|ประมาณ). Words of the
//! forms are therefore joined inside and opened at their ends with invisible marks, which [`super::copyable`] takes out
//! again once the lines are laid, so that nobody copies them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// U+2060: no line ends here.
const JOIN: char = '\u{2060}';

/// U+200B: a line may end here.
const OPEN: char = '\u{200B}';

/// The same segmenter Typst uses, so that both see the same words.
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// Whether `c` is one of the marks this module puts into text.
pub(super) fn is_mark(c: char) -> bool {
    c == JOIN || c == OPEN
}

/// Whether `c` stands above or below the letter before it and takes no room of its own.
pub(super) fn hangs(c: char) -> bool {
    matches!(c, 'ั' | 'ิ'..='ฺ' | '็'..='๎')
}

/// Whether a word cannot begin with `c`, so that what stands before it is not a whole word.
fn continues(c: char) -> bool {
    hangs(c) || matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ')
}

/// Whether `c` is a letter or mark of Thai.
fn thai(c: char) -> bool {
    matches!(c, 'ก'..='ฺ' | 'เ'..='๎')
}

/// The words that are kept whole.
pub(super) struct Breaks {
    /// By first character; the longest first.
    words: BTreeMap<char, Vec<Vec<char>>>,
}

impl Breaks {
    /// Reads the list: one word or phrase a line, `#` for a number, `//` for a comment.
    pub fn new(list: &str) -> Self {
        let mut words: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
        for word in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
            let word: Vec<char> = word.chars().collect();
            words.entry(word[0]).or_default().push(word);
        }
        for list in words.values_mut() {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self { words }
    }

    /// `text` with its kept words joined inside and opened at both ends.
    pub fn mark(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len() * 2);
        let mut at = 0;
        while at < chars.len() {
            let end = self.kept(&chars, at);
            if at > 0 && end.is_some() && thai(chars[at - 1]) && thai(chars[at]) && !out.ends_with(OPEN) {
                out.push(OPEN);
            } else if at > 0 && matches!(chars[at], 'ๆ' | 'ฯ') {
                out.push(JOIN);
            }
            let Some(end) = end else {
                out.push(chars[at]);
                at += 1;
                continue;
            };
            join(&chars[at..end], &mut out);
            if chars.get(end).is_some_and(|&next| thai(next) && next != 'ๆ') {
                out.push(OPEN);
            }
            at = end;
        }
        out
    }

    /// Where the kept word that begins at `at` ends.
    fn kept(&self, chars: &[char], at: usize) -> Option<usize> {
        if at > 0 && matches!(chars[at - 1], 'เ'..='ไ') {
            return None;
        }
        let fits = |word: &Vec<char>| matched(word, &chars[at..]).map(|length| at + length);
        let whole = |&end: &usize| !chars.get(end).is_some_and(|&next| continues(next));
        self.words.get(&chars[at])?.iter().filter_map(fits).find(whole)
    }
}

/// How many characters at the start of `text` the pattern `word` covers.
fn matched(word: &[char], text: &[char]) -> Option<usize> {
    let mut at = 0;
    for &c in word {
        if c == '#' {
            let digits = text[at..].iter().take_while(|c| c.is_ascii_digit() || ('๐'..='๙').contains(*c)).count();
            at += if digits == 0 { return None } else { digits };
        } else {
            at += if text.get(at) == Some(&c) { 1 } else { return None };
        }
    }
    Some(at)
}

/// Appends `chars` with no line end between any two of them.
fn join(chars: &[char], out: &mut String) {
    for (i, &c) in chars.iter().enumerate() {
        if i > 0 && !hangs(c) && c != 'ำ' {
            out.push(JOIN);
        }
        out.push(c);
    }
}

/// `text` on one line, come what may: a day, a telephone number.
pub(super) fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    join(&text.chars().collect::<Vec<_>>(), &mut out);
    out
}

/// The parts of marked text that stay on one line, without the spaces at their ends.
pub(super) fn pieces(marked: &str) -> impl Iterator<Item = &str> {
    spans(marked).map(|piece| piece.trim_end())
}

/// The parts of marked text between two places where a line may end. A link counts as one: Typst breaks it its own way.
fn spans(marked: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = SEGMENTER.segment_str(marked).filter(|&end| end > 0);
    ends.filter_map(move |end| {
        let piece = &marked[start..end];
        let link = piece.contains("://") || piece.starts_with("www.");
        if link && end < marked.len() && !piece.ends_with([' ', OPEN, '\n']) {
            return None;
        }
        start = end;
        Some(piece)
    })
}

/// Marked text in which nothing that stays on one line is wider than `limit`; `width` measures in the unit of `limit`.
///
/// A wider piece may break after its own punctuation, and where that is not enough, between any two letters.
pub(super) fn fit(marked: &str, limit: f64, width: impl Fn(&str) -> f64) -> String {
    let mut out = String::with_capacity(marked.len());
    for piece in spans(marked) {
        if width(piece.trim_end()) <= limit {
            out.push_str(piece);
            continue;
        }
        for part in piece.split_inclusive(['/', '-', '.', '_', '?', '&', '=', ',', '@']) {
            if width(part.trim_end()) <= limit {
                out.push_str(part);
            } else {
                spread(part, &mut out);
            }
            out.push(OPEN);
        }
    }
    out
}

/// Appends `piece` with a line end allowed after every cluster.
fn spread(piece: &str, out: &mut String) {
    for (i, c) in piece.chars().filter(|&c| !is_mark(c)).enumerate() {
        if i > 0 && !continues(c) && !matches!(c, 'ๆ' | 'ฯ' | ' ') && !out.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']) {
            out.push(OPEN);
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: &str, text: &str) -> Vec<String> {
        let marked = Breaks::new(list).mark(text);
        pieces(&marked).map(|piece| piece.chars().filter(|&c| !is_mark(c)).collect()).collect()
    }

    #[test]
    fn a_kept_word_is_one_piece_and_its_ends_are_open() {
        assert_eq!(parts("ปีงบประมาณ", "ประจำปีงบประมาณ"), ["ประจำ", "ปีงบประมาณ"]);
        assert_eq!(parts("คงเหลือ\nผู้ประกอบการ", "ผู้ประกอบการคงเหลือ"), ["ผู้ประกอบการ", "คงเหลือ"]);
    }

    #[test]
    fn the_longest_word_wins_and_a_number_stays_with_its_word() {
        assert_eq!(parts("พ.ศ.\nพ.ศ. #", "ปี พ.ศ. ๒๕๖๕ นี้"), ["ปี", "พ.ศ. ๒๕๖๕", "นี้"]);
        assert_eq!(parts("ข้อที่ #", "ข้อที่ ก"), ["ข้อ", "ที่", "ก"]);
    }

    #[test]
    fn a_word_inside_another_is_left_alone() {
        assert_eq!(Breaks::new("งาน").mark("งานา"), "งานา");
        assert_eq!(Breaks::new("รียน").mark("เรียน"), "เรียน");
    }

    #[test]
    fn repetition_and_abbreviation_marks_stay_with_their_word() {
        assert_eq!(parts("", "อื่น ๆ"), ["อื่น ๆ"]);
        assert_eq!(parts("", "ดังกล่าวฯ"), ["ดัง", "กล่าวฯ"]);
    }

    #[test]
    fn what_is_too_wide_may_break_and_loses_nothing() {
        let count = |piece: &str| piece.chars().filter(|&c| !is_mark(c) && !hangs(c)).count() as f64;
        for text in ["https://example.com/shop/averyveryverylongname?id=1234567890", "ก".repeat(40).as_str(), "น้ำ้้้้้้้้้"] {
            let fitted = fit(&whole(text), 8.0, count);
            assert!(pieces(&fitted).all(|piece| count(piece) <= 8.0), "{fitted}");
            assert_eq!(fitted.chars().filter(|&c| !is_mark(c)).collect::<String>(), text);
        }
    }
}
