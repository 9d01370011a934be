//! Which characters the typefaces have, and what is printed for one that they lack.

use std::borrow::Cow;

use typst::text::{FontInstance, is_default_ignorable};

use super::breaks::joins;
use crate::thai::text::spelled;

/// Characters looked up once: Latin to Thai, nearly all there are.
const COMMON: u32 = 0x0E80;

/// Code points written out in one text; nobody reads more of them, and each is eight times as long as its character.
const WRITTEN_OUT: usize = 20;

/// What stands for a lacking character beyond those.
const UNKNOWN: char = '?';

/// Families that have a character, a bit for each in the order in which they are tried.
type Families = u64;

/// What each family has.
pub(super) struct Coverage {
    common: Vec<Families>,
    families: Vec<[FontInstance; 2]>,
}

/// A text ready for paper.
pub(super) struct Printable<'t> {
    /// What is printed.
    pub text: Cow<'t, str>,
    /// The characters no family has, each once, in order.
    pub lacking: Vec<char>,
}

impl Coverage {
    /// Of `families`, each with its regular and its bold face.
    pub fn new(families: Vec<[FontInstance; 2]>) -> Self {
        let mut common = vec![0; COMMON as usize];
        for (i, faces) in families.iter().enumerate().take(Families::BITS as usize) {
            let [regular, bold] = faces.each_ref().map(|face| face.font().info().coverage.iter().take_while(|c| *c < COMMON));
            let bold: Vec<u32> = bold.collect();
            for c in regular.filter(|c| bold.binary_search(c).is_ok()) {
                common[c as usize] |= 1 << i;
            }
        }
        Self { common, families }
    }

    /// `text`, a character that no family has as the plain letters it stands for (`Ａ` as A), else as its code point
    /// (`[U+2665]`). A mark counts as lacking where no family has it together with its letter.
    pub fn printable<'t>(&self, text: &'t str) -> Printable<'t> {
        if self.is_plain(text) {
            return Printable { text: Cow::Borrowed(text), lacking: Vec::new() };
        }
        let mut line = Line { coverage: self, out: String::with_capacity(text.len() * 2), held: Families::MAX };
        let (mut lacking, mut written) = (Vec::new(), 0);
        for c in text.chars() {
            if line.push(c) || spelled(c).is_some_and(|plain| line.push_all(&plain)) {
                continue;
            }
            written += 1;
            let code = if written > WRITTEN_OUT { UNKNOWN.to_string() } else { format!("[U+{:04X}]", u32::from(c)) };
            line.push_all(&code);
            if !lacking.contains(&c) {
                lacking.push(c);
            }
        }
        Printable { text: Cow::Owned(line.out), lacking }
    }

    /// Whether all of `text` is set in the first family, as nearly every text is.
    pub fn is_plain(&self, text: &str) -> bool {
        text.chars().all(|c| c == '\n' || self.families_with(c) & 1 == 1)
    }

    fn families_with(&self, c: char) -> Families {
        if let Some(families) = self.common.get(c as usize) {
            return *families;
        }
        if private(c) {
            return 0;
        }
        let has = |face: &FontInstance| face.font().info().coverage.contains(c.into());
        let all = self.families.iter().enumerate().take(Families::BITS as usize);
        all.filter(|(_, faces)| faces.iter().all(has)).fold(0, |families, (i, _)| families | 1 << i)
    }
}

/// A text being put together.
struct Line<'a> {
    coverage: &'a Coverage,
    out: String,
    /// Families that have the letter at the end with all its marks: Typst sets the two in one.
    held: Families,
}

impl Line<'_> {
    /// Appends `c`, if it can be printed there.
    fn push(&mut self, c: char) -> bool {
        let with = if c == '\n' { Families::MAX } else { self.coverage.families_with(c) };
        let fits = if joins(c) { with & self.held } else { with };
        if fits != 0 {
            self.held = fits;
            self.out.push(c);
        }
        fits != 0
    }

    /// Appends all of `text`, or nothing.
    fn push_all(&mut self, text: &str) -> bool {
        let before = (self.out.len(), self.held);
        let all = text.chars().all(|c| self.push(c));
        if !all {
            self.out.truncate(before.0);
            self.held = before.1;
        }
        all
    }
}

/// Private-use characters have no meaning that outlives a font; PDF/A forbids them.
fn private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// `text` without control and invisible formatting characters; every kind of white space but a line end is a space.
pub(super) fn visible(text: &str) -> String {
    let kept = |c: char| match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{A0}' => Some(c),
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() || is_default_ignorable(c) => None,
        _ => Some(c),
    };
    text.replace("\r\n", "\n").chars().filter_map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fonts::Fonts;
    use super::*;

    fn printed(text: &str) -> String {
        Fonts::new(&[]).expect("the shipped fonts").coverage.printable(&visible(text)).text.into_owned()
    }

    #[test]
    fn only_what_can_be_seen_is_printed() {
        assert_eq!(visible("ก\u{200B}ข\r\nค\tง\u{202E}จ\u{0}"), "กข\nค งจ");
    }

    #[test]
    fn a_lacking_character_is_its_plain_letters_or_its_code_point() {
        assert_eq!(printed("ร้าน ♥ ① 😀 ຂອງ"), "ร้าน ♥ ① 😀 ຂອງ");
        assert_eq!(printed("Ｓｈｏｐ１：㎏ ﬀ"), "Shop1:kg ff");
        assert_eq!(printed("ที\u{F70A} \u{F8FF}"), "ที่ [U+F8FF]");
        assert_eq!(printed("中国\n㈱"), "[U+4E2D][U+56FD]\n[U+3231]");
        assert_eq!(printed(&"中".repeat(30)), "[U+4E2D]".repeat(20) + &"?".repeat(10));
    }

    #[test]
    fn a_mark_needs_a_family_that_has_its_letter_too() {
        assert_eq!(printed("e\u{301} 👍\u{1F3FB} ✌\u{1F3FB}"), "e\u{301} 👍\u{1F3FB} ✌\u{1F3FB}");
        assert_eq!(printed("ก\u{1F3FB}ข\u{EC8}"), "ก[U+1F3FB]ข[U+0EC8]");
        assert_eq!(printed("\u{1F3FB}"), "\u{1F3FB}");
    }
}
