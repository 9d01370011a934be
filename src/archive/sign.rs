//! Files the signed scan of a sealed month beside it: a bag of its own that names the digest of what was signed.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::bag::{BagWriter, DATA, Sealed, extension};
use super::fault::{Fault, Wrong};
use super::fixity::LIST;
use super::info::{self, Info, label};
use super::ledger::Entry;
use super::refusal::Refusal;
use super::{Archive, ArchiveError, BagId, fixity, identity, unreadable};
use crate::files::{below, read_within, relative, sha256};
use crate::output::json;
use crate::thai::calendar::Month;

/// Bytes of one scan at most.
const SCAN: u64 = 1 << 30;

/// What the `bag-info.txt` of a signed copy says, and nothing else.
const LABELS: [&str; 15] = [
    label::ORGANIZATION,
    label::IDENTIFIER,
    label::DESCRIPTION,
    label::DATE,
    label::MONTH,
    label::REVISION,
    label::SIGNS,
    label::SIGNS_MANIFEST,
    label::RETENTION,
    label::SEQUENCE,
    label::PREVIOUS,
    label::PREVIOUS_MANIFEST,
    label::PREVIOUS_TAGMANIFEST,
    label::AGENT,
    label::OXUM,
];

/// Who keeps a signed copy, and what it is called.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// The office.
    pub organization: String,
    /// The bag's name among those of all provinces.
    pub identifier: String,
    /// What it holds, in words.
    pub description: String,
    /// Years to keep it.
    pub retention_years: u16,
}

/// The list of the scans.
const FILE: &str = "signed.json";

/// A file of the bag in `signed.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Scan {
    stored: String,
    name: String,
    bytes: u64,
    sha256: String,
}

/// Files `scans` as the next signed copy of the month's last revision; `keeper` is asked what the new bag is called. `waiting` is called once where another run has the
/// right to write.
///
/// # Errors
/// Where the month is not sealed, its bag is no longer what was sealed, or a scan cannot be read.
pub fn add_signed(
    archive: &Archive,
    month: Month,
    scans: &[PathBuf],
    today: Date,
    keeper: impl FnOnce(BagId) -> Keeper,
    waiting: impl FnOnce(),
) -> Result<Sealed, ArchiveError> {
    let (lock, mut ledger) = archive.lock(waiting)?;
    let signs = archive.last_revision(&ledger, month)?.ok_or(Refusal::MonthNotSealed(month))?;
    let signed_seal = intact(archive, &ledger, signs)?;
    let taken = archive.contents()?.bags.into_iter().chain(ledger.entries.iter().map(|entry| entry.bag));
    let copies = taken.filter(|bag| bag.of_revision() == signs).map(|bag| bag.signed).max().unwrap_or(0);
    let bag = BagId { signed: copies + 1, ..signs };
    let mut writer = BagWriter::new(lock.begin(&bag.to_string().replace('/', "-"))?);
    let mut list = Vec::new();
    for (number, path) in (1..).zip(scans) {
        let bytes = read_scan(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stored = format!("signed/{number:02}.{}", extension(&name));
        writer.add(&stored, &bytes)?;
        list.push(Scan { stored, name, bytes: bytes.len() as u64, sha256: sha256(&bytes) });
    }
    writer.add(FILE, &json(&list))?;
    let mut info = Info::default();
    let keeper = keeper(bag);
    info.push(label::ORGANIZATION, keeper.organization);
    info.push(label::IDENTIFIER, keeper.identifier);
    info.push(label::DESCRIPTION, keeper.description);
    info.push(label::DATE, today);
    info.push(label::MONTH, month);
    info.push(label::REVISION, bag.revision);
    info.push(label::SIGNS, signs);
    info.push(label::SIGNS_MANIFEST, signed_seal);
    info.push(label::RETENTION, keeper.retention_years);
    ledger.link(&mut info);
    let files = writer.payload().len();
    let (staged, seal) = writer.finish(info)?;
    let folder = staged.keep(&bag.to_string())?;
    ledger.append(&lock, Entry { date: today, bag, seal: seal.clone() })?;
    Ok(Sealed { bag, folder, seal, files, supersedes: None, not_stored: 0 })
}

/// The manifest digest of a bag that is still what was sealed: a signature under anything else would be worth nothing.
fn intact(archive: &Archive, ledger: &super::ledger::Ledger, bag: BagId) -> Result<String, ArchiveError> {
    let folder = archive.folder(bag);
    let fixity::Description { info, seal } = fixity::describe(&folder);
    let is_whole = fixity::check(&folder).is_empty() && identity::place(bag, &info).is_empty();
    if is_whole && ledger.get(bag).is_some_and(|entry| entry.seal == seal) {
        return Ok(seal.manifest);
    }
    Err(Refusal::BagChanged(bag).into())
}

/// What of a signed copy, whose files are as its manifests say, no filing has written: scans that are not those listed, labels
/// of another's. Who signed, and whether what is on the scans is the sealed report, only a person can tell.
pub(super) fn check(folder: &Path) -> Vec<Fault> {
    let data = folder.join(DATA);
    let listed = read_within(&data.join(FILE), LIST).ok().and_then(|bytes| serde_json::from_slice::<Vec<Scan>>(&bytes).ok());
    let Some(listed) = listed else {
        return vec![Fault::new(Wrong::ScansUnreadable).path(format!("{DATA}/{FILE}"))];
    };
    let is_there = |scan: &Scan| {
        let bytes = below(&data, &scan.stored).and_then(|place| read_within(&place, SCAN).ok());
        bytes.is_some_and(|bytes| bytes.len() as u64 == scan.bytes && sha256(&bytes) == scan.sha256)
    };
    let mut wrong: Vec<String> = listed.iter().filter(|scan| !is_there(scan)).map(|scan| scan.stored.clone()).collect();
    let files = WalkDir::new(&data).follow_links(false).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| !entry.file_type().is_dir()).map(|entry| relative(&data, entry.path()));
    wrong.extend(files.filter(|path| path != FILE && listed.iter().all(|scan| scan.stored != *path)));
    let fault = |path: String| Fault::new(Wrong::ScanDiffers).path(format!("{DATA}/{path}"));
    let info = fixity::describe(folder).info;
    let strange = info.labels().filter(|label| !LABELS.contains(label));
    let strange = strange.map(|label| Fault::new(Wrong::LabelStrange(label.to_owned())).path(info::FILE));
    wrong.into_iter().map(fault).chain(strange).collect()
}

/// A scan: a plain file that is not empty.
fn read_scan(path: &Path) -> Result<Vec<u8>, ArchiveError> {
    // A link that someone names on the command line is meant.
    let bytes = path.canonicalize().and_then(|place| read_within(&place, SCAN)).map_err(unreadable(path))?;
    if bytes.is_empty() {
        return Err(ArchiveError::EmptyScan { path: path.display().to_string() });
    }
    Ok(bytes)
}
