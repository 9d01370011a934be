//! Where a line of Thai may end.
//!
//! Thai is written without spaces. Two ways of finding its words, a model that learnt them and a dictionary, each now and then
//! break one (ทุ่ง|สง, งบ|ประมาณ), seldom the same: a line ends only where both see a word end. What both get wrong, and what
//! belongs together though it is several words, stands in a list; the plan's names join it. What is found is marked in the
//! text with invisible characters: one that joins, one that joins if there is room, one that opens.

mod bound;
mod kept;
mod parts;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_normalization::char::is_combining_mark;

use self::kept::Kept;

pub use self::parts::{fit, pieces, spans, whole};

/// U+2060: no line ends here.
const JOIN: char = '\u{2060}';

/// U+FEFF: no line ends here where there is room; [`fit`] turns it into one of the others.
const SOFT: char = '\u{FEFF}';

/// U+200B: a line may end here.
pub const OPEN: char = '\u{200B}';

/// Finds words by what it learnt.
static LEARNT: LazyLock<LineSegmenterBorrowed<'static>> = LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// Finds words by a dictionary.
static LISTED: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Whether `c` is one of the marks that [`Words`] puts into text.
pub fn is_mark(c: char) -> bool {
    matches!(c, JOIN | SOFT | OPEN)
}

/// Whether `c` stands above or below the letter before it and takes no room of its own.
pub fn hangs(c: char) -> bool {
    matches!(c, 'ั' | 'ิ'..='ฺ' | '็'..='๎')
}

/// Whether `c` is set together with the character before it: a mark, or the skin of an emoji.
pub(crate) fn joins(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether a word cannot begin with `c`, so that what stands before it is not a whole word.
fn continues(c: char) -> bool {
    hangs(c) || matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ')
}

/// Whether a word cannot end with `c`: a vowel that is written before its consonant.
fn leads(c: char) -> bool {
    matches!(c, 'เ'..='ไ')
}

/// Whether `c` is a letter or mark of Thai.
fn thai(c: char) -> bool {
    matches!(c, 'ก'..='ฺ' | 'เ'..='๎')
}

/// Whether `c` is a digit, Thai or Arabic.
fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('๐'..='๙').contains(&c)
}

/// What may happen before a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Whatever the general rules of Unicode say.
    ByRule,
    /// A line may end.
    Allowed,
    /// A line ends only where there is no room for what stands on both sides.
    Soft,
    /// No line ends.
    Never,
}

/// How many of the two see the end of a word before a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Neither,
    One,
    Both,
}

/// The words that are kept whole, and what was marked so far.
pub struct Words {
    kept: Kept,
    /// The same texts come again and again, and finding words is the slowest part of a page.
    texts: Marked,
    headings: Marked,
}

/// Texts and the same with their marks.
type Marked = Mutex<BTreeMap<String, String>>;

impl Words {
    /// Reads the list: one word or phrase a line, `#` for a number, `~` for a place that gives way where there is no room,
    /// `+` after a word that stays with the next one where there is room, `//` for a comment. In `names` these are letters.
    pub fn new<N: AsRef<str>>(list: &str, names: impl IntoIterator<Item = N>) -> Self {
        Self { kept: Kept::new(list, names), texts: Mutex::default(), headings: Mutex::default() }
    }

    /// Running text, a paragraph a line, with every place inside it where a line may or may not end marked, as far as Thai
    /// is concerned. The last line of a paragraph is never one short word.
    pub fn mark(&self, text: &str) -> String {
        once(&self.texts, text, |chars| {
            let mut ends = self.ends(chars);
            bound::tails(chars, &mut ends);
            ends
        })
    }

    /// As [`Self::mark`], for a heading, whose last line may be short.
    pub fn mark_heading(&self, text: &str) -> String {
        once(&self.headings, text, |chars| self.ends(chars))
    }

    /// The parts of `text` that stay on one line, each in the parts that it falls into where there is no room; spaces stay
    /// at their ends.
    pub fn cut<'t>(&self, text: &'t str) -> Vec<Vec<&'t str>> {
        let marked = self.mark_heading(text);
        // Where each place of the marked text lies in the text.
        let mut own = vec![0];
        let mut at = 0;
        for c in marked.chars() {
            at += if text[at..].starts_with(c) { c.len_utf8() } else { 0 };
            own.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
        parts::cut(text, &marked, |place| own[place])
    }

    /// What may happen before each character.
    fn ends(&self, chars: &[char]) -> Vec<End> {
        let seen = seen(chars);
        let mut ends: Vec<End> = (0..chars.len()).map(|at| between(chars, &seen, at)).collect();
        let begins = |at: usize, last: usize| at == last || begins_alone(chars, at) || seen[at] != Seen::Neither;
        let names = self.kept.named(chars, |at, end| stands(chars, &seen, at, end, begins(at, 0)));
        let (mut at, mut last) = (0, 0);
        while at < chars.len() {
            let begins = begins(at, last);
            let cuts = |end: usize| names.iter().any(|name| name.start < end && end < name.end);
            let Some(found) = self.kept.longest(chars, at, |end| stands(chars, &seen, at, end, begins) && !cuts(end)) else {
                at += 1;
                continue;
            };
            if begins {
                open(chars, &mut ends, at);
            }
            ends[at + 1..found.end].fill(End::Never);
            found.soft.iter().for_each(|&soft| ends[soft] = End::Soft);
            if found.end < chars.len() && (begins_alone(chars, found.end) || seen[found.end] != Seen::Neither) {
                open(chars, &mut ends, found.end);
            }
            (at, last) = (found.end, found.end);
        }
        bound::lone(chars, &mut ends);
        bound::heads(chars, &mut ends, |word| self.kept.is_head(word));
        // Never before a mark of repetition or abbreviation, not even after the space before it.
        for i in (1..chars.len()).filter(|&i| matches!(chars[i], 'ๆ' | 'ฯ')) {
            ends[i] = End::Never;
        }
        bound::people(chars, &mut ends, |at| self.kept.longest(chars, at, |_| true).map_or(at, |found| found.end));
        ends
    }
}

/// Whether a word that begins at `at` has nothing of Thai before it.
fn begins_alone(chars: &[char], at: usize) -> bool {
    at == 0 || !thai(chars[at]) || !thai(chars[at - 1])
}

/// Letters from which a listed word is believed where only its beginning or its end is seen.
const SURE: usize = 3;

/// Letters from which a listed word is believed though nobody else sees it.
const CERTAIN: usize = 6;

/// Whether the listed word that stands in `at..end` is one there, and not letters of its neighbours (แพร่ in เผยแพร่).
fn stands(chars: &[char], seen: &[Seen], at: usize, end: usize, begins: bool) -> bool {
    let ends = end == chars.len() || !thai(chars[end - 1]) || !thai(chars[end]) || seen[end] != Seen::Neither;
    let letters = chars[at..end].iter().filter(|&&c| !hangs(c)).count();
    begins && ends || (begins || ends) && letters >= SURE || letters >= CERTAIN
}

/// Lets a line end before character `at`, where a kept word begins or has ended.
fn open(chars: &[char], ends: &mut [End], at: usize) {
    let (Some(&next), Some(&last)) = (chars.get(at), at.checked_sub(1).and_then(|i| chars.get(i))) else { return };
    if thai(next) && (thai(last) || last == '.' || digit(last)) {
        ends[at] = End::Allowed;
    }
}

/// What may happen before character `at` by what is seen there: within unbroken Thai, a line ends where both see an end.
fn between(chars: &[char], seen: &[Seen], at: usize) -> End {
    match seen[at] {
        _ if begins_alone(chars, at) => End::ByRule,
        Seen::Both => End::Allowed,
        Seen::One | Seen::Neither => End::Never,
    }
}

/// Where the ends of words are seen, before each character.
fn seen(chars: &[char]) -> Vec<Seen> {
    let mut seen = Vec::with_capacity(chars.len());
    for run in chars.chunk_by(|a, b| thai(*a) == thai(*b)) {
        if thai(run[0]) {
            seen.extend(seen_within(run));
        } else {
            seen.extend(run.iter().map(|_| Seen::Neither));
        }
    }
    seen
}

/// Runs of Thai and what is seen in them: paper, workbooks and the terminal find the words of the same texts.
static RUNS: Mutex<BTreeMap<Vec<char>, Vec<Seen>>> = Mutex::new(BTreeMap::new());

/// Runs that are remembered at once: those of a province's month several times over.
const MOST_RUNS: usize = 20_000;

/// The same in a run of nothing but Thai.
fn seen_within(run: &[char]) -> Vec<Seen> {
    let known = || RUNS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(seen) = known().get(run) {
        return seen.clone();
    }
    let mut seen = vec![Seen::Neither; run.len()];
    let text: String = run.iter().collect();
    for way in [&LEARNT, &LISTED] {
        // Every Thai character is three bytes long.
        for at in way.segment_str(&text).map(|end| end / 3).filter(|&at| at > 0 && at < run.len()) {
            if !continues(run[at]) && !leads(run[at - 1]) {
                seen[at] = if seen[at] == Seen::Neither { Seen::One } else { Seen::Both };
            }
        }
    }
    let mut known = known();
    if known.len() >= MOST_RUNS {
        known.clear();
    }
    known.insert(run.to_owned(), seen.clone());
    seen
}

/// `text` with its marks, whose `ends` are found the first time.
fn once(known: &Marked, text: &str, ends: impl Fn(&[char]) -> Vec<End>) -> String {
    // A thread that panicked elsewhere has left whole entries behind.
    let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(marked) = known().get(text) {
        return marked.clone();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut marked = String::with_capacity(text.len() * 2);
    for (&c, end) in chars.iter().zip(ends(&chars)) {
        match end {
            End::Never if !hangs(c) && c != 'ำ' => marked.push(JOIN),
            End::Soft => marked.push(SOFT),
            End::Allowed => marked.push(OPEN),
            End::Never | End::ByRule => {}
        }
        marked.push(c);
    }
    known().insert(text.to_owned(), marked.clone());
    marked
}

#[cfg(test)]
mod tests;
