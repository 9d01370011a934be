//! Where the lines of each text begin on the page as it was set.

use crate::thai::words::is_mark;

/// Lines of something else (a page number, the foot of a page) that may stand between two of a text.
const BETWEEN: usize = 6;

/// The lines of a page in the order in which they were laid, without spaces.
pub(super) struct Lines<'a> {
    lines: &'a [String],
    /// Where the text found last ended: the next one is looked for from there on first.
    after: usize,
}

impl<'a> Lines<'a> {
    pub fn new(lines: &'a [String]) -> Self {
        Self { lines, after: 0 }
    }

    /// Before which of its characters lines of `text` begin, counted without spaces and marks; none where it stands on one
    /// line, or is not on the page.
    pub fn starts(&mut self, text: &str) -> Vec<usize> {
        let said = without_spaces(text);
        let places = (self.after..self.lines.len()).chain(0..self.after);
        let found = places.into_iter().find_map(|first| self.from(first, &said));
        let Some((starts, last)) = found.filter(|_| !said.is_empty()) else { return Vec::new() };
        self.after = last;
        let count = |bytes: &usize| said[..*bytes].chars().count();
        starts.iter().map(count).collect()
    }

    /// Whether `text` makes up the line below the one on which the text found last ended.
    pub fn begins_anew(&self, text: &str) -> bool {
        let said = without_spaces(text);
        let here = self.lines.get(self.after).is_some_and(|line| line.ends_with(&said));
        !here && self.lines.get(self.after + 1).is_some_and(|line| *line == said)
    }

    /// Where further lines of `said` begin, in bytes, and its last line, if its first is this one.
    fn from(&self, first: usize, said: &str) -> Option<(Vec<usize>, usize)> {
        if self.lines[first].contains(said) {
            return Some((Vec::new(), first));
        }
        let is_end = |at: &usize| *at > 0 && self.lines[first].ends_with(&said[..*at]);
        said.char_indices().rev().map(|(at, _)| at).filter(is_end).find_map(|at| self.on(first, at, said))
    }

    /// The same, where `at` bytes of it stand on line `first`.
    fn on(&self, first: usize, mut at: usize, said: &str) -> Option<(Vec<usize>, usize)> {
        let (mut starts, mut skipped) = (Vec::new(), 0);
        for (i, line) in self.lines.iter().enumerate().skip(first + 1) {
            let rest = &said[at..];
            if rest.starts_with(line.as_str()) || line.starts_with(rest) {
                starts.push(at);
                at += line.len();
                skipped = 0;
                if at >= said.len() {
                    return Some((starts, i));
                }
            } else {
                skipped += 1;
            }
            if skipped > BETWEEN {
                return None;
            }
        }
        None
    }
}

/// `text` without spaces and marks.
fn without_spaces(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !is_mark(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_behind_labels_before_quantities_and_over_a_page() {
        let page = ["ที่พย๑", "เรื่องรายงานผล", "ของเดือน", "๑.แบบราย", "งานจำนวน๑ชุด", "รายงานผล", "-๒-", "ของ", "เดือน"];
        let page = page.map(str::to_owned);
        let mut lines = Lines::new(&page);
        assert!(lines.starts("พย ๑").is_empty());
        assert_eq!(lines.starts("รายงาน\u{200B}ผล ของเดือน"), [8]);
        assert_eq!(lines.starts("แบบรายงาน"), [6]);
        assert!(!lines.begins_anew("จำนวน ๑ ชุด"));
        assert_eq!(lines.starts("รายงานผลของ\u{2060}เดือน"), [8, 11], "the second of two alike");
        lines.starts("ที่");
        assert!(lines.begins_anew("เรื่อง รายงานผล"));
        assert!(lines.starts("ไม่มี").is_empty());
        assert!(lines.starts("").is_empty());
    }
}
