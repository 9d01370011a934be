//! `chain.txt`: every bag in the order of sealing, with its digests.
//!
//! A bag names the digests of the bag sealed before it, so a bag that is changed, replaced or taken out is noticed by the
//! next one. The newest has no next one: the list names it. The list only grows, a line a seal, and is written aside and
//! renamed like everything else.
//!
//! It protects against mishaps and against whoever changes bags without knowing of the list. Whoever can write to the whole
//! folder can also take the newest bags out together with their lines, or seal everything anew; against that helps only
//! what lies elsewhere: the fingerprint printed at each seal and on the next month's letter, for `archive verify --expect`,
//! and the signature over the list by a key that is kept elsewhere.

use std::fmt::Write as _;
use std::io;

use jiff::civil::Date;

use super::bag::Seal;
use super::fixity::LIST;
use super::info::{Info, label};
use super::{Archive, ArchiveError, BagId, unreadable};
use crate::files::read_within;
use crate::output::WriteLock;
use crate::thai::calendar::Month;

/// The name of the file.
pub const FILE: &str = "chain.txt";

/// How it begins. Never changed: a signature covers it.
const HEAD: &str = "# บัญชีชุดเก็บถาวรตามลำดับการผนึก เพิ่มได้อย่างเดียว ห้ามแก้ไขหรือลบ\n\
# ลำดับ วันที่ผนึก (ค.ศ.) ชุด SHA-512 ของ manifest-sha512.txt และ SHA-512 ของ tagmanifest-sha512.txt\n";

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day of sealing.
    pub date: Date,
    /// Which bag.
    pub bag: BagId,
    /// Its digests.
    pub seal: Seal,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In the order of sealing.
    pub entries: Vec<Entry>,
    /// Lines that are not as a seal writes them, from 1: someone's edits.
    pub broken: Vec<usize>,
}

impl Ledger {
    /// The archive's list; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read; [`ArchiveError::NotAFile`] where a link, a pipe or a device stands in its place.
    pub fn load(archive: &Archive) -> Result<Option<Self>, ArchiveError> {
        let path = archive.root().join(FILE);
        match read_within(&path, LIST) {
            Ok(bytes) => Ok(Some(Self::parse(&String::from_utf8_lossy(&bytes)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&path)(error)),
        }
    }

    /// Every line is as a seal writes it, or broken: the heading, then an entry a line, no blank and no remark.
    fn parse(text: &str) -> Self {
        let mut ledger = Self::default();
        let mut head = HEAD.lines();
        for (number, line) in (1..).zip(text.split_terminator('\n')) {
            if head.next().is_some_and(|own| own == line) {
                continue;
            }
            match entry(line, ledger.entries.len() + 1) {
                Some(entry) => ledger.entries.push(entry),
                None => ledger.broken.push(number),
            }
        }
        if ledger.broken.is_empty() && text != ledger.text() {
            ledger.broken.push(text.lines().count());
        }
        ledger
    }

    fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (number, entry) in (1..).zip(&self.entries) {
            _ = writeln!(text, "{number} {} {} {} {}", entry.date, entry.bag, entry.seal.manifest, entry.seal.tagmanifest);
        }
        text
    }

    /// The bag sealed last.
    pub fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// The bag sealed last before the first of `month`: what that month's letter names. It is the same before and after the
    /// month is sealed, and sealed again.
    pub fn before(&self, month: Month) -> Option<&Entry> {
        self.entries.iter().take_while(|entry| entry.bag.month != month).last()
    }

    /// Names in `info` the bag sealed last, which the new one follows.
    pub fn link(&self, info: &mut Info) {
        info.push(label::SEQUENCE, self.entries.len() + 1);
        if let Some(last) = self.last() {
            info.push(label::PREVIOUS, last.bag);
            info.push(label::PREVIOUS_MANIFEST, &last.seal.manifest);
            info.push(label::PREVIOUS_TAGMANIFEST, &last.seal.tagmanifest);
        }
    }

    /// The line of a bag.
    pub fn get(&self, bag: BagId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.bag == bag)
    }

    /// Adds a line, on the disk as well.
    ///
    /// # Errors
    /// Where it cannot be written; the list is then as it was.
    pub fn append(&mut self, lock: &WriteLock, entry: Entry) -> Result<(), ArchiveError> {
        let longer = Self { entries: self.entries.iter().cloned().chain([entry]).collect(), broken: Vec::new() };
        lock.replace_file(FILE, |file| io::Write::write_all(file, longer.text().as_bytes()))?;
        *self = longer;
        Ok(())
    }
}

/// The entry that a line says, if it is the `number`th.
fn entry(line: &str, number: usize) -> Option<Entry> {
    let words: Vec<&str> = line.split(' ').collect();
    let [place, date, bag, manifest, tagmanifest] = words[..] else { return None };
    let is_digest = |text: &str| text.len() == 128 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if place != number.to_string() || !is_digest(manifest) || !is_digest(tagmanifest) {
        return None;
    }
    let seal = Seal { manifest: manifest.to_owned(), tagmanifest: tagmanifest.to_owned() };
    let day: Date = date.parse().ok()?;
    (day.to_string() == date).then_some(Entry { date: day, bag: BagId::parse(bag)?, seal })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_and_edits_are_seen() {
        let digest = |c: char| std::iter::repeat_n(c, 128).collect::<String>();
        let entry = |bag: &str| Entry {
            date: jiff::civil::date(2022, 3, 7),
            bag: BagId::parse(bag).expect("a bag"),
            seal: Seal { manifest: digest('a'), tagmanifest: digest('b') },
        };
        let ledger = Ledger { entries: vec![entry("2565-02/r1"), entry("2565-02/r1-signed-1")], broken: Vec::new() };
        let text = ledger.text();
        assert_eq!(Ledger::parse(&text), ledger);
        let without_first: String = text.lines().filter(|line| !line.starts_with("1 ")).map(|line| format!("{line}\n")).collect();
        assert_eq!(Ledger::parse(&without_first).broken, [3], "a line taken out breaks the count");
        assert_eq!(Ledger::parse(&text.replace("2022-03-07", "7/3/65")).broken.len(), 2);
        assert_eq!(Ledger::parse(&text.replace("2022-03-07", "20220307")).broken.len(), 2);
        let remarked = text.replace("\n1 ", "\n# a remark\n1 ");
        for edited in [text.replace('\n', "\r\n"), format!("{text}\n"), text.trim_end().to_owned(), remarked] {
            assert!(!Ledger::parse(&edited).broken.is_empty(), "{edited}");
        }
        assert!(!Ledger::parse(&text.replacen("#", "##", 1)).broken.is_empty(), "the heading is the program's own");
    }

    #[test]
    fn a_month_names_what_was_sealed_before_its_first() {
        let digest = |c: char| std::iter::repeat_n(c, 128).collect::<String>();
        let entry = |(bag, c): (&str, char)| Entry {
            date: jiff::civil::date(2022, 3, 7),
            bag: BagId::parse(bag).expect("a bag"),
            seal: Seal { manifest: digest(c), tagmanifest: digest(c) },
        };
        let sealed =
            [("2565-01/r1", 'a'), ("2565-01/r1-signed-1", 'b'), ("2565-02/r1", 'c'), ("2565-03/r1", 'd'), ("2565-02/r2", 'e')];
        let ledger = Ledger { entries: sealed.map(entry).to_vec(), broken: Vec::new() };
        let before = |month: &str| ledger.before(month.parse().expect("a month")).map(|entry| entry.seal.fingerprint());
        let named = |c: char| Some([std::iter::repeat_n(c, 4).collect::<String>().as_str(); 8].join(" "));
        assert_eq!(before("2565-01"), None);
        assert_eq!((before("2565-02"), before("2565-03"), before("2565-04")), (named('b'), named('c'), named('e')));
    }
}
