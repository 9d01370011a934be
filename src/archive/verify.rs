//! Whether the archive is still what was sealed: every bag by its manifests, its place and its line of the list, the chain,
//! what is known of it elsewhere, and each month compiled again from its bag alone.

use std::path::Path;

use minisign_verify::PublicKey;

use super::expect::expect;
use super::fixity::{self, Description, Fault};
use super::info::{self, Info, label};
use super::ledger::{self, Ledger};
use super::replay::{Replay, ReplayError, replay};
use super::{Archive, ArchiveError, BagId, identity, sign, signature};
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

    /// Whether nothing is wrong with a bag, in itself and in the chain.
    pub fn is_whole(&self, bag: BagId) -> bool {
        self.faults().all(|fault| fault.bag.as_deref() != Some(&bag.to_string()))
    }
}

/// What to verify, and against what.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Only the bags of this month are compiled again; the chain is looked at as a whole.
    pub month: Option<Month>,
    /// Fingerprints that were noted at earlier seals, as they were noted.
    pub expected: Option<&'a str>,
    /// The key of those who sign the list.
    pub key: Option<&'a PublicKey>,
    /// This program, to start readers.
    pub exe: &'a Path,
}

/// Verifies the archive.
///
/// # Errors
/// Where the archive cannot be read, what is expected is no fingerprint, or nothing can be compiled on this machine.
pub fn verify(archive: &Archive, request: &Request<'_>) -> Result<Verified, ArchiveError> {
    let contents = archive.contents()?;
    let mut verified = Verified { bags: Vec::new(), chain: Vec::new(), notes: Vec::new(), head: None };
    let ledger = list(archive, !contents.bags.is_empty(), &mut verified.chain)?;
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
    if let Some(expected) = request.expected {
        expect(&ledger, expected, &mut verified)?;
    }
    signature::check(archive, &ledger, request.key, &mut verified)?;
    for (bag, description) in described.iter().filter(|(bag, _)| request.month.is_none_or(|month| bag.month == month)) {
        // Nothing is compiled that may have been tampered with.
        let genuine = ledger
            .get(*bag)
            .map_or_else(|| ledger::cut_short(&ledger, *bag, description).is_some(), |entry| entry.seal == description.seal);
        let checked = check(archive, &ledger, *bag, genuine && verified.is_whole(*bag), request.exe)?;
        verified.bags.push(checked);
    }
    Ok(verified)
}

/// The list, as far as there is one that can be read; what is wrong with it as a whole goes to `faults`.
fn list(archive: &Archive, has_bags: bool, faults: &mut Vec<Fault>) -> Result<Ledger, ArchiveError> {
    match Ledger::load(archive) {
        Ok(Some(ledger)) => return Ok(ledger),
        Ok(None) if has_bags => {
            faults.push(Fault::new("ledger-missing", "บัญชีชุดเก็บถาวรหายไป จึงไม่รู้ว่าขาดชุดใด").path(ledger::FILE));
        }
        Ok(None) => {}
        Err(ArchiveError::NotAFile { .. }) => {
            faults.push(Fault::new("not-a-file", "บัญชีไม่ใช่แฟ้มธรรมดา (เป็นลิงก์ ท่อ หรืออุปกรณ์) จึงไม่เปิดอ่าน").path(ledger::FILE));
        }
        Err(error) => return Err(error),
    }
    Ok(Ledger::default())
}

/// Every line of the list against its bag, and every bag against the line before its own.
fn links(ledger: &Ledger, described: &[(BagId, Description)], faults: &mut Vec<Fault>) {
    let mut before = None;
    for (number, entry) in (1..).zip(&ledger.entries) {
        let previous = before.replace(entry);
        let Some((_, description)) = described.iter().find(|(bag, _)| *bag == entry.bag) else {
            faults.push(Fault::new("bag-missing", "ชุดนี้ถูกนำออกไป").bag(entry.bag));
            continue;
        };
        if description.seal != entry.seal {
            faults.push(Fault::new("bag-replaced", "ชุดนี้ไม่ใช่ชุดที่ผนึกไว้: ถูกแก้ไขหรือแทนที่").bag(entry.bag));
        } else if description.info == Info::default() {
            faults.push(Fault::new("missing", "แฟ้มหายไปหรืออ่านไม่ได้").path(info::FILE).bag(entry.bag));
        } else {
            faults.extend(identity::place(entry.bag, &description.info));
            faults.extend(identity::line(&description.info, number, entry, previous));
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

/// Checks one bag; one that is `genuine` so far is compiled again.
fn check(archive: &Archive, ledger: &Ledger, bag: BagId, genuine: bool, exe: &Path) -> Result<Checked, ArchiveError> {
    let folder = archive.folder(bag);
    let mut faults = fixity::check(&folder);
    let mut replayed = None;
    if faults.is_empty() && genuine {
        match (bag.signed > 0).then(|| sign::check(&folder)) {
            Some(scans) => faults = scans,
            None => match replay(&folder, bag, exe) {
                Ok(replay) => {
                    faults = differing(&replay, ledger, bag);
                    replayed = Some(replay);
                }
                Err(ReplayError::Bag(why)) => faults.push(Fault::new("replay-failed", why)),
                Err(ReplayError::Machine(error)) => return Err(error),
            },
        }
    }
    Ok(Checked { bag, faults: faults.into_iter().map(|fault| fault.bag(bag)).collect(), replay: replayed })
}

/// What a bag that was compiled again tells otherwise than it came out, or than the list has it.
fn differing(replay: &Replay, ledger: &Ledger, bag: BagId) -> Vec<Fault> {
    let differences = replay.differences.iter().map(|found| Fault::new("replay-differs", &found.how).path(&found.what));
    let told = replay.contradictions.iter().map(|how| Fault::new("info-differs", how).path(info::FILE));
    let strange = |path: &String| Fault::new("unaccounted", "แฟ้มนี้ไม่ได้รับมา ไม่ได้ใช้จัดทำ และไม่ใช่ผลที่จัดทำ").path(path);
    let expected = ledger.before(bag.month).filter(|_| replay.wants_seal);
    // A version that did not know of it printed none.
    let is_older = replay.other_version.is_some() && replay.previous_seal.is_none();
    let anchor = (replay.previous_seal != expected && !is_older).then(|| {
        let why = "ลายนิ้วมือที่พิมพ์ท้ายหนังสือนำส่งไม่ใช่ของชุดที่ผนึกก่อนหน้าตามบัญชี: ชุดก่อนหน้าถูกผนึกใหม่หรือนำออก";
        Fault::new("letter-differs", why)
    });
    differences.chain(told).chain(replay.unaccounted.iter().map(strange)).chain(anchor).collect()
}
