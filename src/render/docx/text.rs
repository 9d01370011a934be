//! Text that a clerk edits and a word processor breaks into lines.
//!
//! The PDF's text carries a mark wherever a line may or may not end inside Thai. A word processor finds Thai words itself; a
//! mark at every letter would be in the way of whoever edits or searches. So marks stay only where the page as it is printed
//! needs them: U+200B where a line ends within Thai, and U+200D (which Word calls "no-width non break") inside of the word
//! that begins the next line, where a word processor would take the first half of it back. A no-break space joins what belongs
//! together. None of them breaks a line: a paragraph that is edited flows on.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::thai::words::{OPEN, is_mark, spans};

/// Finds Thai words by the dictionary that LibreOffice has too.
static DICTIONARY: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Joins what stands on either side of it; no width.
const NON_BREAK: char = '\u{200D}';

/// A hyphen at which no line ends.
pub(super) const NON_BREAK_HYPHEN: char = '\u{2011}';

/// A space at which no line ends.
const NO_BREAK_SPACE: char = '\u{A0}';

/// Text marked for the PDF with no more marks than a word processor needs to end its lines where the page has them: before
/// these of its `starts`, characters counted without spaces and marks.
pub(super) fn editable(marked: &str, starts: &[usize]) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut seen = 0;
    for span in spans(marked) {
        let begins_a_line = starts.contains(&seen);
        seen += span.chars().filter(|&c| !is_mark(c) && !c.is_whitespace()).count();
        if begins_a_line && !out.ends_with(char::is_whitespace) {
            out.push(OPEN);
        }
        let text = joined(span);
        if begins_a_line {
            held(&text, &mut out);
        } else {
            out.push_str(&text);
        }
    }
    out
}

/// What stays on one line, without marks; a space inside of it joins.
fn joined(span: &str) -> String {
    let text = span.replace(is_mark, "");
    let within = text.trim_end_matches(' ').len();
    text[..within].replace(' ', &NO_BREAK_SPACE.to_string()) + &text[within..]
}

/// Appends `text` with a joint wherever a word processor would end a line in it.
fn held(text: &str, out: &mut String) {
    // Word processors also end a line between a hyphen and a number.
    let within = text.trim_end_matches(['-', ' ']).len();
    let text = text[..within].replace('-', &NON_BREAK_HYPHEN.to_string()) + &text[within..];
    let mut joints = BTreeSet::new();
    loop {
        let (mut joined, mut places) = (String::with_capacity(text.len() * 2), Vec::new());
        for (at, c) in text.char_indices() {
            joined.extend(joints.contains(&at).then_some(NON_BREAK));
            places.push((joined.len(), at));
            joined.push(c);
        }
        // Each joint parts what the dictionary sees in one, so that it may find other words beside it.
        let at = |end: usize| places.binary_search_by_key(&end, |(place, _)| *place).ok().map(|i| places[i].1);
        let more: Vec<usize> = DICTIONARY.segment_str(&joined).filter_map(at).filter(|&at| at > 0).collect();
        if more.is_empty() {
            return out.push_str(&joined);
        }
        joints.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thai::words::Words;

    fn shown(marked: &str, starts: &[usize]) -> String {
        editable(marked, starts).replace(OPEN, "|").replace(NON_BREAK, "+").replace(NO_BREAK_SPACE, "~")
    }

    #[test]
    fn only_where_lines_end_are_there_marks() {
        let words = Words::new("การดำเนินงาน\nพ.ศ. #", [""; 0]);
        let marked = words.mark_heading("ผลการดำเนินงาน ปีงบประมาณ พ.ศ. ๒๕๖๕ (OTOP)");
        assert_eq!(shown(&marked, &[]), "ผลการดำเนินงาน ปีงบประมาณ พ.ศ.~๒๕๖๕ (OTOP)");
        assert_eq!(shown(&marked, &[2]), "ผล|การ+ดำเนิน+งาน ปีงบประมาณ พ.ศ.~๒๕๖๕ (OTOP)");
        assert_eq!(shown("เลข 6\u{2060}5-0012-", &[3]), "เลข 65\u{2011}0012-", "a hyphen is held as well");
        assert_eq!(shown(&marked, &[14]), "ผลการดำเนินงาน ปีงบประมาณ พ.ศ.~๒๕๖๕ (OTOP)", "a space will do");
    }

    #[test]
    fn nothing_is_lost() {
        let words = Words::new("ผู้ประกอบการ", [""; 0]);
        for text in ["ด้วยกรมการพัฒนาชุมชน กำหนดให้ผู้ประกอบการ", "", " ", "ก\nข", "อื่น ๆ", "https://example.com/a b"]
        {
            for starts in [vec![], (0..text.len()).collect()] {
                let said = editable(&words.mark(text), &starts).replace([OPEN, NON_BREAK], "");
                assert_eq!(said.replace(NO_BREAK_SPACE, " "), text);
            }
        }
    }
}
