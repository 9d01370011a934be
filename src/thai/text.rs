//! Thai text as people type it, made comparable.
//!
//! What is printed keeps the clerk's own words; what is compared goes through [`normalise`] or one of the keys.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use super::numerals::{arabic, to_arabic};

/// `text` in the one form in which it is compared: NFC, sara am composed (`นํ้า`, `นำ้` → `น้ำ`), `เเ` → `แ`, doubled vowels
/// and tone marks once, marks in the order vowel then tone, private-use Thai glyphs as the letters they stand for, nothing
/// invisible, every kind of white space as single spaces, none at the ends. Doing it twice changes nothing.
pub fn normalise(text: &str) -> String {
    if is_tidy(text) { text.to_owned() } else { tidied(text) }
}

fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tail = Vec::new();
    for c in text.chars().filter(|c| !is_invisible(*c)).map(standard).nfc() {
        match c {
            'ำ' => tail.extend(['ํ', 'า']),
            'า' => tail.push(c),
            _ if hangs(c) => tail.push(c),
            _ => {
                push_tail(&mut out, &mut tail);
                push_letter(&mut out, c);
            }
        }
    }
    push_tail(&mut out, &mut tail);
    // A mark that moved may now compose with a Latin letter before it.
    out.trim_end_matches(' ').nfc().collect()
}

/// What two spellings of one name have in common: [`normalise`]d, compatibility forms (`ＬＩＮＥ`) as plain letters, Arabic
/// digits, lower case, no spaces, no punctuation. Tone marks stay: `ป่า` and `ป้า` differ.
pub fn name_key(text: &str) -> String {
    let letters: String = if is_tidy(text) {
        text.chars().filter(|c| belongs_to_name(*c)).map(|c| arabic(c).to_ascii_lowercase()).collect()
    } else {
        let plain = normalise(&text.nfkc().collect::<String>());
        to_arabic(&plain).to_lowercase().chars().filter(|c| belongs_to_name(*c)).collect()
    };
    // Letters that a space or a hyphen kept apart may have met.
    normalise(&letters)
}

/// [`name_key`] without tone marks, thanthakhat and maitaikhu, for headings and channel names: `ไม่ใช่` and `ไม่ใช้` are one.
pub fn loose_key(text: &str) -> String {
    let letters: String = name_key(text).chars().filter(|c| !('\u{e47}'..='\u{e4c}').contains(c)).collect();
    normalise(&letters)
}

/// How alike a name must be to be offered for another; 1 is the same.
const ALIKE: f64 = 0.7;

/// The one of `known`, each a key and what it stands for, whose key is most like `key`; `None` where none is.
pub fn nearest<T>(key: &str, known: impl Iterator<Item = (String, T)>) -> Option<T> {
    let alike = known.map(|(name, what)| (strsim::jaro_winkler(key, &name), what)).filter(|(alike, _)| *alike >= ALIKE);
    alike.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, what)| what)
}

/// The plain letters that `c` is another form of: `Ａ` is A, `㎏` is kg, a private-use Thai glyph the mark that it draws;
/// `None` for a character that stands for itself.
pub fn spelled(c: char) -> Option<String> {
    let plain: String = std::iter::once(standard(c)).nfkc().collect();
    (!plain.chars().eq([c])).then_some(plain)
}

/// Whether `c` is a hyphen, dash or minus sign of any length.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether [`normalise`] has nothing to do, told at a glance: almost every cell is like this, and there can be a million.
/// ASCII and Thai only, single spaces inside, each mark in its place and once.
fn is_tidy(text: &str) -> bool {
    let consonant = |c: char| ('ก'..='ฮ').contains(&c);
    let vowel = |c: char| matches!(c, 'ั' | 'ิ'..='ู');
    let tone = |c: char| ('่'..='๋').contains(&c);
    let mut before = ' ';
    for c in text.chars() {
        let settled = match c {
            '!'..='~' | 'ก'..='ฮ' | '๐'..='๙' | 'ๆ' | 'ฯ' => true,
            ' ' | 'ะ' | 'เ'..='ไ' => before != c,
            'ั' | 'ิ'..='ู' | '็' => consonant(before),
            '่'..='๋' | '์' => consonant(before) || vowel(before),
            'า' | 'ำ' => consonant(before) || tone(before),
            _ => false,
        };
        if !settled {
            return false;
        }
        before = c;
    }
    text.is_empty() || before != ' '
}

/// Zero-width characters, soft hyphens, direction marks, and control characters other than white space.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

/// White space as a space; a private-use glyph of the old Windows Thai fonts as the character it draws.
fn standard(c: char) -> char {
    match c {
        _ if c.is_whitespace() => ' ',
        '\u{f700}' => 'ฐ',
        '\u{f701}' => 'ิ',
        '\u{f702}' => 'ี',
        '\u{f703}' => 'ึ',
        '\u{f704}' => 'ื',
        '\u{f705}' | '\u{f70a}' | '\u{f713}' => '่',
        '\u{f706}' | '\u{f70b}' | '\u{f714}' => '้',
        '\u{f707}' | '\u{f70c}' | '\u{f715}' => '๊',
        '\u{f708}' | '\u{f70d}' | '\u{f716}' => '๋',
        '\u{f709}' | '\u{f70e}' | '\u{f717}' => '์',
        '\u{f70f}' => 'ญ',
        '\u{f710}' => 'ั',
        '\u{f711}' => 'ํ',
        '\u{f712}' => '็',
        '\u{f718}' => 'ุ',
        '\u{f719}' => 'ู',
        '\u{f71a}' => 'ฺ',
        _ => c,
    }
}

/// Whether `c` stands above or below the letter before it.
fn hangs(c: char) -> bool {
    matches!(c, 'ั' | 'ิ'..='ฺ' | '็'..='๎') || canonical_combining_class(c) != 0
}

/// The place of a mark after its letter: vowels above, then the canonical order (vowels below, tones), thanthakhat, sara aa.
/// Unicode itself orders only some Thai marks, so a tone typed before its vowel would otherwise stay there.
fn place(c: char) -> u16 {
    match c {
        'ั' | 'ิ'..='ื' | '็' | 'ํ' => 0,
        '์' | '๎' => 255,
        'า' => 256,
        _ => canonical_combining_class(c).into(),
    }
}

/// Appends the marks (and sara aa) that follow a letter: in order, once each, nikhahit and sara aa as sara am.
fn push_tail(out: &mut String, tail: &mut Vec<char>) {
    // Thai marks of one place side by side, so that a doubled one is seen; the order of others has a meaning.
    let thai = |c: char| ('\u{e00}'..='\u{e7f}').contains(&c);
    tail.sort_by_key(|c| (place(*c), if thai(*c) { *c } else { '\0' }));
    tail.dedup_by(|a, b| a == b && thai(*a));
    if tail.last() == Some(&'า') && tail.contains(&'ํ') {
        tail.pop();
        tail.retain(|c| *c != 'ํ');
        tail.push('ำ');
    }
    out.extend(tail.drain(..));
}

/// Appends a letter: two sara e are a sara ae; a space or a spacing vowel is not repeated.
fn push_letter(out: &mut String, c: char) {
    match c {
        'เ' if out.ends_with('เ') => {
            out.pop();
            push_letter(out, 'แ');
        }
        ' ' if out.is_empty() => {}
        ' ' | 'แ' | 'โ' | 'ใ' | 'ไ' | 'ะ' if out.ends_with(c) => {}
        _ => out.push(c),
    }
}

/// Letters and digits, Thai marks included, the abbreviation sign ฯ not.
fn belongs_to_name(c: char) -> bool {
    match c {
        'ฯ' => false,
        // Told by range: there can be a million names.
        'ก'..='ฺ' | 'เ'..='ํ' | '๐'..='๙' => true,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests;
