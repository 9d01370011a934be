//! What the archive holds: months, revisions, dates, levels, and until when each is kept.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::fixity;
use super::info::label;
use super::ledger::Ledger;
use super::{Archive, ArchiveError, BagId};
use crate::thai::calendar::Month;

/// A bag in the list.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its place: `2565-02/r1`.
    pub bag: String,
    /// The month.
    pub month: Month,
    /// The revision, from 1.
    pub revision: u32,
    /// Which signed copy of the revision; 0 for the revision itself.
    pub signed: u32,
    /// The day of sealing, Gregorian; none where the bag does not tell.
    pub sealed: Option<Date>,
    /// The level reached; none for a signed copy.
    pub level: Option<u8>,
    /// Why a draft was sealed; none for a clean month.
    pub draft_reason: Option<String>,
    /// Why the revision was made.
    pub reason: Option<String>,
    /// The revision that supersedes this one.
    pub superseded_by: Option<String>,
    /// The last day of its retention, by the plan's years.
    pub keep_until: Option<Date>,
    /// Whether that day has passed. Nothing is ever deleted here.
    pub past_retention: bool,
    /// Whether the list names it but it is not there.
    pub missing: bool,
    /// What stands for it on paper; none where the list does not know it.
    pub fingerprint: Option<String>,
}

/// Every bag, by month and revision; `years` is the plan's retention.
///
/// # Errors
/// Where the archive cannot be read.
pub fn list(archive: &Archive, years: u16, today: Date) -> Result<Vec<Row>, ArchiveError> {
    let there = archive.contents()?.bags;
    let ledger = Ledger::load(archive)?.unwrap_or_default();
    let mut bags: Vec<BagId> = there.iter().copied().chain(ledger.entries.iter().map(|entry| entry.bag)).collect();
    bags.sort_unstable();
    bags.dedup();
    let newer = |bag: BagId| {
        bags.iter().filter(|other| other.month == bag.month && other.revision > bag.revision && other.signed == 0).min().copied()
    };
    let row =
        |bag: &BagId| row(archive, &ledger, *bag, there.contains(bag), newer(*bag).filter(|_| bag.signed == 0), years, today);
    Ok(bags.iter().map(row).collect())
}

fn row(archive: &Archive, ledger: &Ledger, bag: BagId, there: bool, newer: Option<BagId>, years: u16, today: Date) -> Row {
    let info = fixity::describe(&archive.folder(bag)).info;
    let listed = ledger.get(bag);
    let sealed = listed.map(|entry| entry.date).or_else(|| info.get(label::DATE)?.parse().ok());
    // From 29 February it lasts until the 28th of a common year.
    let keep_until = sealed.and_then(|day| day.checked_add(i32::from(years).years()).ok());
    Row {
        bag: bag.to_string(),
        month: bag.month,
        revision: bag.revision,
        signed: bag.signed,
        sealed,
        level: info.get(label::LEVEL).and_then(|level| level.parse().ok()),
        draft_reason: info.get(label::DRAFT).map(str::to_owned),
        reason: info.get(label::REASON).map(str::to_owned),
        superseded_by: newer.map(|newer| newer.to_string()),
        keep_until,
        past_retention: keep_until.is_some_and(|last| today > last),
        missing: !there,
        fingerprint: listed.map(|entry| entry.seal.fingerprint()),
    }
}
