//! Lines for people: which words stand out, and where a long line breaks.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::templates::{KEEP_WORDS, Templates};
use crate::thai::words::Words;

/// A heading.
pub(super) const HEADING: Style = Style::new().bold();
/// Something is wrong.
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Something is odd.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Beside the matter.
pub(super) const FAINT: Style = Style::new().dimmed();
/// All is well.
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// A command to type.
pub(super) const COMMAND: Style = AnsiColor::Cyan.on_default();

/// Where lines break.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(Templates::shipped(KEEP_WORDS).unwrap_or_default(), [""; 0]));

/// Lines of a result.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Vec<Line>);

/// One line, of which a first part may stand out.
#[derive(Clone, Debug)]
struct Line {
    style: Style,
    marked: String,
    rest: String,
    /// Whether it may be broken; a command to copy is not.
    breaks: bool,
}

impl Lines {
    /// Adds lines as they are.
    pub fn plain(&mut self, text: impl AsRef<str>) {
        text.as_ref().lines().for_each(|line| self.marked(Style::new(), "", line));
    }

    /// Adds a line that stands out as a whole.
    pub fn styled(&mut self, style: Style, text: impl Into<String>) {
        self.marked(style, text, "");
    }

    /// Adds a line that begins with words that stand out.
    pub fn marked(&mut self, style: Style, marked: impl Into<String>, rest: impl Into<String>) {
        self.0.push(Line { style, marked: marked.into(), rest: rest.into(), breaks: true });
    }

    /// Adds a line that stays whole.
    pub fn whole(&mut self, style: Style, text: impl Into<String>) {
        self.0.push(Line { style, marked: text.into(), rest: String::new(), breaks: false });
    }

    /// Adds the lines of others.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The text with its styles, every word passed through `clean`, lines broken between Thai words at `width` columns.
    pub fn render(&self, width: Option<usize>, clean: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        for line in &self.0 {
            let (marked, rest) = (clean(&line.marked), clean(&line.rest));
            let text = format!("{marked}{rest}");
            let (parts, hang) = match width.filter(|_| line.breaks) {
                Some(width) => broken(&text, width),
                None => (std::iter::once(0..text.len()).collect(), 0),
            };
            for (i, part) in parts.into_iter().enumerate() {
                let indent = if i == 0 { 0 } else { hang };
                let cut = marked.len().clamp(part.start, part.end);
                let (marked, rest) = (&text[part.start..cut], &text[cut..part.end]);
                _ = write!(out, "{:indent$}", "");
                if marked.is_empty() {
                    out.push_str(rest);
                } else {
                    _ = write!(out, "{0}{marked}{0:#}{rest}", line.style);
                }
                out.push('\n');
            }
        }
        out
    }
}

impl From<String> for Lines {
    fn from(text: String) -> Self {
        let mut lines = Self::default();
        lines.plain(text);
        lines
    }
}

/// The parts of a text that fit into `width` columns each, and how far those after the first are set in.
fn broken(text: &str, width: usize) -> (Vec<Range<usize>>, usize) {
    if text.width() <= width {
        return (std::iter::once(0..text.len()).collect(), 0);
    }
    let hang = hang(text, width);
    let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
    for word in WORDS.cut(text).into_iter().flatten() {
        let place = end + word.len();
        let room = if start == 0 { width } else { width - hang };
        if end > start && text[start..place].trim_end().width() > room {
            parts.push(start..start + text[start..end].trim_end().len());
            start = end;
        }
        end = place;
    }
    parts.push(start..text.trim_end().len().max(start));
    (parts, hang)
}

/// Where the second line of a text begins: under the words after its last wide gap, as in a list of options, else a little
/// further in than the first.
fn hang(text: &str, width: usize) -> usize {
    let own = text.len() - text.trim_start().len();
    let gap = text[own..].match_indices("  ").map(|(at, _)| own + at + 2).map(|at| text[..at].width() + leading(&text[at..]));
    let gap = gap.filter(|column| *column <= width / 2).last();
    gap.unwrap_or(own + 2).min(width / 2)
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str, width: usize) -> String {
        Lines::from(text.to_owned()).render(Some(width), str::to_owned)
    }

    #[test]
    fn a_long_line_breaks_between_words_and_hangs() {
        assert_eq!(rendered("  ตรวจรายงานที่ส่งมา โดยไม่จัดทำเอกสาร", 20), "  ตรวจรายงานที่ส่งมา\n    โดยไม่จัดทำเอกสาร\n");
        assert_eq!(rendered("  check   ตรวจรายงานที่ส่งมา ก่อน", 26), "  check   ตรวจรายงานที่ส่งมา\n          ก่อน\n");
        assert_eq!(rendered("สั้น", 20), "สั้น\n");
    }

    #[test]
    fn no_letter_is_lost_at_any_width() {
        let text = "  ข้อผิดพลาด 2565-02/ปง.xlsx › แบบ ๑: กรอกจำนวนเงินเป็นตัวเลข 1,234,567 บาท [amount]";
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for width in 1..80 {
            assert_eq!(bare(&rendered(text, width)), bare(text), "at {width}");
        }
    }

    #[test]
    fn only_the_mark_stands_out() {
        let mut lines = Lines::default();
        lines.marked(ERROR, "ผิด", " ตรงนี้");
        assert_eq!(lines.render(None, str::to_owned), format!("{ERROR}ผิด{ERROR:#} ตรงนี้\n"));
    }
}
