//! Whether the archive is still what was sealed: every bag by its manifests, its place and its line of the list, the chain,
//! and what is known of it elsewhere.

use minisign_verify::PublicKey;

use super::expect::expect;
use super::fault::{Fault, Wrong};
use super::fixity::{self, Description};
use super::info::{self, Info, label};
use super::ledger::{self, Ledger};
use super::note::Note;
use super::{Archive, ArchiveError, BagId, identity, recover, sign, signature};
use crate::thai::calendar::Month;

/// What was found.
#[derive(Debug)]
pub struct Verified {
    /// The bags asked for.
    pub bags: Vec<Checked>,
    /// Faults of the chain: bags taken out, replaced or put in.
    pub chain: Vec<Fault>,
    /// What is no fault but worth knowing.
    pub notes: Vec<Note>,
    /// The fingerprint of the bag sealed last.
    pub head: Option<String>,
    /// The list, as far as it can be read.
    pub ledger: Ledger,
}

/// One bag.
#[derive(Debug)]
pub struct Checked {
    /// Which.
    pub bag: BagId,
    /// Files missing, changed or extra; differences of a replay.
    pub faults: Vec<Fault>,
    /// Whether it is a revision that is still what was sealed, as far as the archive itself tells: nothing else may be
    /// compiled again, since it may have been tampered with.
    pub is_genuine: bool,
}

impl Verified {
    /// Every fault.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.chain.iter().chain(self.bags.iter().flat_map(|bag| &bag.faults))
    }

    /// Whether nothing is wrong with a bag, in itself and in the chain.
    pub fn is_whole(&self, bag: BagId) -> bool {
        self.faults().all(|fault| fault.bag != Some(bag))
    }
}

/// What to verify, and against what.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Only the bags of this month are looked into; the chain is looked at as a whole.
    pub month: Option<Month>,
    /// Fingerprints that were noted at earlier seals, as they were noted.
    pub expected: Option<&'a str>,
    /// The key of those who sign the list.
    pub key: Option<&'a PublicKey>,
}

/// Verifies the archive.
///
/// # Errors
/// Where the archive cannot be read, or what is expected is no fingerprint.
pub fn verify(archive: &Archive, request: &Request<'_>) -> Result<Verified, ArchiveError> {
    let contents = archive.contents()?;
    let mut verified = Verified { bags: Vec::new(), chain: Vec::new(), notes: Vec::new(), head: None, ledger: Ledger::default() };
    let ledger = list(archive, !contents.bags.is_empty(), &mut verified.chain)?;
    verified.head = ledger.last().map(|entry| entry.seal.fingerprint());
    let described: Vec<(BagId, Description)> =
        contents.bags.iter().map(|bag| (*bag, fixity::describe(&archive.folder(*bag)))).collect();
    verified.chain.extend(ledger.broken.iter().map(|line| Fault::new(Wrong::LineBroken(*line)).path(ledger::FILE)));
    verified.chain.extend(contents.strangers.into_iter().map(|path| Fault::new(Wrong::Stranger).path(path)));
    links(&ledger, &described, &mut verified.chain);
    unlisted(&ledger, &described, &mut verified);
    if let Some(expected) = request.expected {
        expect(&ledger, expected, &mut verified.chain, &mut verified.notes)?;
    }
    signature::check(archive, &ledger, request.key, &mut verified.chain, &mut verified.notes)?;
    for (bag, description) in described.iter().filter(|(bag, _)| request.month.is_none_or(|month| bag.month == month)) {
        let genuine = ledger
            .get(*bag)
            .map_or_else(|| recover::cut_short(&ledger, *bag, description).is_some(), |entry| entry.seal == description.seal);
        let checked = check(archive, *bag, genuine && verified.is_whole(*bag));
        verified.bags.push(checked);
    }
    verified.ledger = ledger;
    Ok(verified)
}

/// The list, as far as there is one that can be read; what is wrong with it as a whole goes to `faults`.
fn list(archive: &Archive, has_bags: bool, faults: &mut Vec<Fault>) -> Result<Ledger, ArchiveError> {
    match Ledger::load(archive) {
        Ok(Some(ledger)) => return Ok(ledger),
        Ok(None) if has_bags => {
            faults.push(Fault::new(Wrong::ListMissing).path(ledger::FILE));
        }
        Ok(None) => {}
        Err(ArchiveError::NotAFile { .. }) => {
            faults.push(Fault::new(Wrong::ListNotAFile).path(ledger::FILE));
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
            faults.push(Fault::new(Wrong::BagMissing).bag(entry.bag));
            continue;
        };
        if description.seal != entry.seal {
            faults.push(Fault::new(Wrong::BagReplaced).bag(entry.bag));
        } else if description.info == Info::default() {
            faults.push(Fault::new(Wrong::MissingOrUnreadable).path(info::FILE).bag(entry.bag));
        } else {
            faults.extend(identity::place(entry.bag, &description.info));
            faults.extend(identity::line(&description.info, number, entry, previous));
        }
        for (names, digest) in [(label::SIGNS, label::SIGNS_MANIFEST), (label::SUPERSEDES, label::SUPERSEDES_MANIFEST)] {
            let Some(named) = description.info.bag(names) else { continue };
            let digest = description.info.get(digest);
            if ledger.get(named).is_none_or(|entry| digest != Some(entry.seal.manifest.as_str())) {
                faults.push(Fault::new(Wrong::ReferenceBroken(named)).bag(entry.bag));
            }
        }
    }
}

/// Bags that the list does not know.
fn unlisted(ledger: &Ledger, described: &[(BagId, Description)], verified: &mut Verified) {
    let unlisted: Vec<_> = described.iter().filter(|(bag, _)| ledger.get(*bag).is_none()).collect();
    for (bag, description) in &unlisted {
        if unlisted.len() == 1 && recover::cut_short(ledger, *bag, description).is_some() {
            verified.notes.push(Note::CutShort(*bag));
        } else {
            verified.chain.push(Fault::new(Wrong::Unlisted).bag(*bag));
        }
    }
}

/// Checks one bag, `genuine` so far.
fn check(archive: &Archive, bag: BagId, genuine: bool) -> Checked {
    let folder = archive.folder(bag);
    let mut faults = fixity::check(&folder);
    let is_whole = faults.is_empty() && genuine;
    if is_whole && bag.signed > 0 {
        faults = sign::check(&folder);
    }
    let faults = faults.into_iter().map(|fault| fault.bag(bag)).collect();
    Checked { bag, faults, is_genuine: is_whole && bag.signed == 0 }
}
