//! The list after a seal that was cut short.

use super::fixity::{self, Description};
use super::info::label;
use super::ledger::{Entry, Ledger};
use super::refusal::Refusal;
use super::{Archive, ArchiveError, BagId, identity};
use crate::output::WriteLock;

/// The list, with the one bag whose sealing was cut short between its appearing and its being listed.
pub(super) fn recover(archive: &Archive, lock: &WriteLock) -> Result<Ledger, ArchiveError> {
    let bags = archive.contents()?.bags;
    let Some(mut ledger) = Ledger::load(archive)?.or_else(|| (bags.len() <= 1).then(Ledger::default)) else {
        return Err(Refusal::ListLost(archive.root().display().to_string()).into());
    };
    if let Some(line) = ledger.broken.first() {
        return Err(Refusal::ListEdited(*line).into());
    }
    let unlisted: Vec<BagId> = bags.into_iter().filter(|bag| ledger.get(*bag).is_none()).collect();
    if let [bag] = unlisted[..] {
        let description = fixity::describe(&archive.folder(bag));
        if let Some(entry) = cut_short(&ledger, bag, &description) {
            ledger.append(lock, entry)?;
        }
    }
    Ok(ledger)
}

/// The line that a bag would have got, if it says of itself that it lies where it does and follows the last one listed.
pub(super) fn cut_short(ledger: &Ledger, bag: BagId, description: &Description) -> Option<Entry> {
    let entry = Entry { date: description.info.get(label::DATE)?.parse().ok()?, bag, seal: description.seal.clone() };
    let agrees = identity::place(bag, &description.info).is_empty()
        && identity::line(&description.info, ledger.entries.len() + 1, &entry, ledger.last()).is_empty();
    agrees.then_some(entry)
}
