//! `chain.txt`: every bag in the order of sealing, with its digests.
//!
//! A bag names the digests of the bag sealed before it, so a bag that is changed, replaced or taken out is noticed by the
//! next one. The newest has no next one: the list names it. The list only grows, a line a seal, and is written aside and
//! renamed like everything else.
//!
//! It protects against mishaps and against whoever changes bags without knowing of the list. Whoever can write to the whole
//! folder can also take the newest bags out together with their lines, or seal everything anew; against that helps only
//! what lies elsewhere: the fingerprint printed at each seal, written into the office's register, for
//! `archive verify --expect`.

use std::fmt::Write as _;
use std::io;

use jiff::civil::Date;

use super::bag::Seal;
use super::fixity::{self, Description};
use super::info::label;
use super::{Archive, ArchiveError, BagId, unreadable};
use crate::output::Turn;

/// The name of the file.
pub const FILE: &str = "chain.txt";

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
    /// Lines that are none, from 1: someone's edits.
    pub broken: Vec<usize>,
}

impl Ledger {
    /// The archive's list; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn load(archive: &Archive) -> Result<Option<Self>, ArchiveError> {
        let path = archive.root().join(FILE);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(Self::parse(&String::from_utf8_lossy(&bytes)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&path)(error)),
        }
    }

    fn parse(text: &str) -> Self {
        let mut ledger = Self::default();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
            match entry(line, ledger.entries.len() + 1) {
                Some(entry) => ledger.entries.push(entry),
                None => ledger.broken.push(number),
            }
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

    /// The line of a bag.
    pub fn get(&self, bag: BagId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.bag == bag)
    }

    /// Adds a line, on the disk as well.
    ///
    /// # Errors
    /// Where it cannot be written; the list is then as it was.
    pub fn append(&mut self, turn: &Turn, entry: Entry) -> Result<(), ArchiveError> {
        let longer = Self { entries: self.entries.iter().cloned().chain([entry]).collect(), broken: Vec::new() };
        turn.replace_file(FILE, |file| io::Write::write_all(file, longer.text().as_bytes()))?;
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
    Some(Entry { date: date.parse().ok()?, bag: BagId::parse(bag)?, seal })
}

/// The list, with the one bag whose sealing was cut short between its appearing and its being listed.
pub(super) fn recover(archive: &Archive, turn: &Turn) -> Result<Ledger, ArchiveError> {
    let bags = archive.contents()?.bags;
    let Some(mut ledger) = Ledger::load(archive)?.or_else(|| (bags.len() <= 1).then(Ledger::default)) else {
        let lost = format!(
            "{FILE} หายไปจาก {} จึงผนึกต่อไม่ได้\n  นำกลับมาจากสำเนาสำรอง แล้วสั่ง otop-report archive verify",
            archive.root().display()
        );
        return Err(ArchiveError::Refused(lost));
    };
    if let Some(line) = ledger.broken.first() {
        let broken = format!("{FILE} บรรทัด {line} ถูกแก้ไข จึงผนึกต่อไม่ได้\n  นำกลับมาจากสำเนาสำรอง แล้วสั่ง otop-report archive verify");
        return Err(ArchiveError::Refused(broken));
    }
    let unlisted: Vec<BagId> = bags.into_iter().filter(|bag| ledger.get(*bag).is_none()).collect();
    if let [bag] = unlisted[..] {
        let description = fixity::describe(&archive.folder(bag));
        if let Some(entry) = cut_short(&ledger, bag, &description) {
            ledger.append(turn, entry)?;
        }
    }
    Ok(ledger)
}

/// The line that a bag would have got, if it follows the last one listed.
pub(super) fn cut_short(ledger: &Ledger, bag: BagId, description: &Description) -> Option<Entry> {
    let info = &description.info;
    let follows = match ledger.last() {
        Some(last) => info.get(label::PREVIOUS_TAGMANIFEST) == Some(last.seal.tagmanifest.as_str()),
        None => info.get(label::PREVIOUS_TAGMANIFEST).is_none(),
    };
    let next = info.get(label::SEQUENCE) == Some((ledger.entries.len() + 1).to_string().as_str());
    let date = info.get(label::DATE)?.parse().ok()?;
    (follows && next).then(|| Entry { date, bag, seal: description.seal.clone() })
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
    }
}
