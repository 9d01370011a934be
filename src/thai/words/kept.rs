//! The list of what is kept on one line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{continues, digit, leads, thai};

/// Words, names and phrases that no line ends inside.
pub(super) struct Kept {
    /// Letter for letter, names among them, sorted.
    words: Vec<Vec<char>>,
    /// Names alone, sorted.
    names: Vec<Vec<char>>,
    /// With numbers or soft places, by their first character.
    phrases: BTreeMap<char, Vec<Vec<char>>>,
    /// That are little without the word after them: การ, บ้าน.
    heads: BTreeSet<Vec<char>>,
}

/// What stands at a place of a text.
pub(super) struct Found {
    /// Where it ends.
    pub end: usize,
    /// Places inside it that give way where there is no room.
    pub soft: Vec<usize>,
}

/// A place of a phrase that gives way.
const YIELDS: char = '~';

/// After a word that stays with the next.
const HEAD: char = '+';

/// Any number, with its separators.
const NUMBER: char = '#';

impl Kept {
    /// The lines of `list` and, as they are, `names`.
    pub fn new<N: AsRef<str>>(list: &str, names: impl IntoIterator<Item = N>) -> Self {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
        let (heads, lines): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.ends_with(HEAD));
        let (patterns, plain): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.contains([NUMBER, YIELDS]));
        let mut words: Vec<Vec<char>> = plain.into_iter().map(chars).collect();
        let mut patterns: Vec<Vec<char>> = patterns.into_iter().map(chars).collect();
        let mut single: Vec<Vec<char>> = Vec::new();
        for name in names {
            let name = name.as_ref().trim();
            let has_parts = name.contains(' ') && !name.contains([NUMBER, YIELDS]);
            if has_parts { patterns.push(chars(&name.replace(' ', " ~"))) } else { single.push(chars(name)) }
        }
        // A Latin word never breaks, and may be letters of a link.
        single.retain(|name| !name.iter().all(char::is_ascii_alphanumeric));
        single.sort_unstable();
        words.extend(single.iter().cloned());
        words.sort_unstable();
        let mut phrases: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
        for pattern in patterns {
            phrases.entry(pattern[0]).or_default().push(pattern);
        }
        Self { words, names: single, phrases, heads: heads.into_iter().map(|head| chars(head.trim_end_matches(HEAD))).collect() }
    }

    /// Whether `word` is one that stays with the next.
    pub fn is_head(&self, word: &[char]) -> bool {
        self.heads.contains(word)
    }

    /// The longest word, phrase or abbreviation that begins at `at` and ends where a word can, at an end that `stands`.
    pub fn longest(&self, chars: &[char], at: usize, stands: impl Fn(usize) -> bool) -> Option<Found> {
        if at > 0 && leads(chars[at - 1]) || continues(chars[at]) {
            return None;
        }
        let whole = |end: usize| !chars.get(end).is_some_and(|&next| continues(next)) && stands(end);
        let word = longest(&self.words, chars, at, whole).map(|end| Found { end, soft: Vec::new() });
        let first = if digit(chars[at]) { NUMBER } else { chars[at] };
        let phrases = self.phrases.get(&first).into_iter().flatten();
        let phrases = phrases.filter_map(|phrase| matched(phrase, chars, at)).filter(|found| whole(found.end));
        let abbreviation = abbreviation(chars, at);
        // The last of the longest: an abbreviation with its number before a phrase before a word.
        word.into_iter().chain(phrases).chain(abbreviation).max_by_key(|found| found.end)
    }

    /// Where the names stand that `stand`, given the beginning and the end of one.
    pub fn named(&self, chars: &[char], stand: impl Fn(usize, usize) -> bool) -> Vec<Range<usize>> {
        let can_begin = |&at: &usize| !(continues(chars[at]) || at > 0 && leads(chars[at - 1]));
        let name = |at: usize| {
            let whole = |end: usize| !chars.get(end).is_some_and(|&next| continues(next)) && stand(at, end);
            Some(at..longest(&self.names, chars, at, whole)?)
        };
        (0..chars.len()).filter(can_begin).filter_map(name).collect()
    }
}

/// Where the longest of the sorted `words` that begins at `at` ends, at an end that is `whole`.
fn longest(words: &[Vec<char>], chars: &[char], at: usize, whole: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut words, mut longest) = (words, None);
    for (depth, c) in chars[at..].iter().enumerate() {
        let from = words.partition_point(|word| word.get(depth) < Some(c));
        let to = words.partition_point(|word| word.get(depth) <= Some(c));
        words = &words[from..to];
        let end = at + depth + 1;
        match words.first() {
            None => break,
            Some(word) if word.len() == depth + 1 && whole(end) => longest = Some(end),
            Some(_) => {}
        }
    }
    longest
}

/// What `phrase` covers from `at` on.
fn matched(phrase: &[char], chars: &[char], at: usize) -> Option<Found> {
    let mut found = Found { end: at, soft: Vec::new() };
    for &c in phrase {
        match c {
            YIELDS => found.soft.push(found.end),
            NUMBER => found.end = number(chars, found.end)?,
            _ if chars.get(found.end) == Some(&c) => found.end += 1,
            _ => return None,
        }
    }
    let Found { end, ref mut soft } = found;
    soft.retain(|&place| at < place && place < end);
    (end > at).then_some(found)
}

/// Where the number that begins at `at` ends: digits, with a comma or a full stop between two of them.
fn number(chars: &[char], at: usize) -> Option<usize> {
    let is_digit = |at: usize| chars.get(at).is_some_and(|&c| digit(c));
    let mut end = at;
    while is_digit(end) || end > at && matches!(chars.get(end), Some(',' | '.')) && is_digit(end + 1) {
        end += 1;
    }
    (end > at).then_some(end)
}

/// The abbreviation that begins at `at`, letters that stand alone and full stops (มผช., ก.พ.), with the number after it.
fn abbreviation(chars: &[char], at: usize) -> Option<Found> {
    if at > 0 && thai(chars[at - 1]) {
        return None;
    }
    let (mut end, mut letters) = (at, 0);
    loop {
        let group = chars[end..].iter().take_while(|c| ('ก'..='ฮ').contains(*c)).count();
        if !(1..=4).contains(&group) || chars.get(end + group) != Some(&'.') {
            break;
        }
        (end, letters) = (end + group + 1, letters + group);
    }
    if letters < 2 {
        return None;
    }
    let space = usize::from(chars.get(end) == Some(&' '));
    Some(Found { end: number(chars, end + space).unwrap_or(end), soft: Vec::new() })
}
