//! Whether the archive is still what was sealed: every bag by its manifests, the chain by its list, and each month compiled
//! again from its bag alone.

use std::path::Path;

use super::fixity::{self, Description, Fault};
use super::info::label;
use super::ledger::{self, Ledger};
use super::replay::{Replay, ReplayError, replay};
use super::{Archive, ArchiveError, BagId};
use crate::thai::calendar::Month;

/// What was found.
#[derive(Debug)]
pub struct Verified {
    /// The bags asked for.
    pub bags: Vec<Checked>,
    /// Faults of the chain: bags taken out, replaced or put in.
    pub chain: Vec<Fault>,
    /// What is no fault but worth knowing, in Thai.
    pub notes: Vec<String>,
    /// The fingerprint of the bag sealed last.
    pub head: Option<String>,
}

/// One bag.
#[derive(Debug)]
pub struct Checked {
    /// Which.
    pub bag: BagId,
    /// Files missing, changed or extra; differences of a replay.
    pub faults: Vec<Fault>,
    /// How it was compiled again; `None` for a signed copy, or where it is not whole.
    pub replay: Option<Replay>,
}

impl Verified {
    /// Every fault.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.chain.iter().chain(self.bags.iter().flat_map(|bag| &bag.faults))
    }
}

/// Verifies the archive: the whole chain, and the bags of `month` or all of them, with readers started from `exe`.
/// `expected` is a fingerprint noted at an earlier seal.
///
/// # Errors
/// Where the archive cannot be read, or nothing can be compiled on this machine.
pub fn verify(archive: &Archive, month: Option<Month>, expected: Option<&str>, exe: &Path) -> Result<Verified, ArchiveError> {
    let contents = archive.contents()?;
    let loaded = Ledger::load(archive)?;
    let mut verified = Verified { bags: Vec::new(), chain: Vec::new(), notes: Vec::new(), head: None };
    if loaded.is_none() && !contents.bags.is_empty() {
        verified.chain.push(Fault::new("ledger-missing", "บัญชีชุดเก็บถาวรหายไป จึงไม่รู้ว่าขาดชุดใด").path(ledger::FILE));
    }
    let ledger = loaded.unwrap_or_default();
    verified.head = ledger.last().map(|entry| entry.seal.fingerprint());
    let described: Vec<(BagId, Description)> =
        contents.bags.iter().map(|bag| (*bag, fixity::describe(&archive.folder(*bag)))).collect();
    verified.chain.extend(
        ledger.broken.iter().map(|line| Fault::new("ledger-broken", format!("บัญชีบรรทัด {line} ถูกแก้ไข")).path(ledger::FILE)),
    );
    verified
        .chain
        .extend(contents.strangers.into_iter().map(|path| Fault::new("stranger", "ไม่ใช่ชุดเก็บถาวร มีผู้นำมาวางไว้").path(path)));
    links(&ledger, &described, &mut verified.chain);
    unlisted(&ledger, &described, &mut verified);
    if let Some(expected) = expected {
        expect(&ledger, expected, &mut verified)?;
    }
    for (bag, description) in described.iter().filter(|(bag, _)| month.is_none_or(|month| bag.month == month)) {
        verified.bags.push(check(archive, &ledger, *bag, description, exe)?);
    }
    Ok(verified)
}

/// Every line of the list against its bag, and every bag against the line before its own.
fn links(ledger: &Ledger, described: &[(BagId, Description)], faults: &mut Vec<Fault>) {
    let mut before = None;
    for entry in &ledger.entries {
        let previous = before.replace(entry).map(|entry| entry.seal.tagmanifest.as_str());
        let Some((_, description)) = described.iter().find(|(bag, _)| *bag == entry.bag) else {
            faults.push(Fault::new("bag-missing", "ชุดนี้ถูกนำออกไป").bag(entry.bag));
            continue;
        };
        if description.seal != entry.seal {
            faults.push(Fault::new("bag-replaced", "ชุดนี้ไม่ใช่ชุดที่ผนึกไว้: ถูกแก้ไขหรือแทนที่").bag(entry.bag));
        } else if description.info.get(label::PREVIOUS_TAGMANIFEST) != previous {
            faults.push(Fault::new("chain-broken", "ชุดนี้ไม่ได้ต่อจากชุดก่อนหน้าในบัญชี").bag(entry.bag));
        }
        for (names, digest) in [(label::SIGNS, label::SIGNS_MANIFEST), (label::SUPERSEDES, label::SUPERSEDES_MANIFEST)] {
            let Some(named) = description.info.bag(names) else { continue };
            let digest = description.info.get(digest);
            if ledger.get(named).is_none_or(|entry| digest != Some(entry.seal.manifest.as_str())) {
                faults.push(Fault::new("reference-broken", format!("ชุดนี้อ้างถึง {named} ที่มีเนื้อหาอื่น")).bag(entry.bag));
            }
        }
    }
}

/// Bags that the list does not know.
fn unlisted(ledger: &Ledger, described: &[(BagId, Description)], verified: &mut Verified) {
    let unlisted: Vec<_> = described.iter().filter(|(bag, _)| ledger.get(*bag).is_none()).collect();
    for (bag, description) in &unlisted {
        if unlisted.len() == 1 && ledger::cut_short(ledger, *bag, description).is_some() {
            verified.notes.push(format!("การผนึก {bag} ถูกตัดกลางคันก่อนลงบัญชี คำสั่ง archive add ครั้งถัดไปจะลงบัญชีให้เอง"));
        } else {
            verified.chain.push(Fault::new("unlisted", "ชุดนี้ไม่มีในบัญชี มีผู้นำมาวางไว้").bag(*bag));
        }
    }
}

/// Looks for a fingerprint that was noted elsewhere.
fn expect(ledger: &Ledger, expected: &str, verified: &mut Verified) -> Result<(), ArchiveError> {
    let digits: String = expected.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if digits.len() < 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(ArchiveError::Refused(format!("ลายนิ้วมือ {expected:?} ต้องเป็นเลขฐานสิบหกอย่างน้อย 16 ตัว ตามที่จดไว้เมื่อผนึก")));
    }
    match ledger.entries.iter().find(|entry| entry.seal.tagmanifest.starts_with(&digits)) {
        Some(entry) => verified.notes.push(format!("ลายนิ้วมือที่จดไว้ตรงกับ {}", entry.bag)),
        None => verified.chain.push(Fault::new("fingerprint-unknown", "ไม่มีชุดใดตรงกับลายนิ้วมือที่จดไว้: ถูกนำออกหรือผนึกใหม่ทั้งหมด")),
    }
    Ok(())
}

fn check(archive: &Archive, ledger: &Ledger, bag: BagId, description: &Description, exe: &Path) -> Result<Checked, ArchiveError> {
    let folder = archive.folder(bag);
    let mut checked =
        Checked { bag, faults: fixity::check(&folder).into_iter().map(|fault| fault.bag(bag)).collect(), replay: None };
    // Nothing is compiled that may have been tampered with.
    let genuine = ledger
        .get(bag)
        .map_or_else(|| ledger::cut_short(ledger, bag, description).is_some(), |entry| entry.seal == description.seal);
    if bag.signed > 0 || !checked.faults.is_empty() || !genuine {
        return Ok(checked);
    }
    match replay(&folder, exe) {
        Ok(replay) => {
            let fault =
                |difference: &super::Difference| Fault::new("replay-differs", &difference.how).path(&difference.what).bag(bag);
            checked.faults.extend(replay.differences.iter().map(fault));
            checked.replay = Some(replay);
        }
        Err(ReplayError::Bag(why)) => checked.faults.push(Fault::new("replay-failed", why).bag(bag)),
        Err(ReplayError::Machine(error)) => return Err(error),
    }
    Ok(checked)
}
