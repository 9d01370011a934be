//! Seals a month: compiles it as `compile` does, puts what came in, what it was compiled with and what came out into a bag,
//! compiles that bag again, and only where the same comes out gives the bag its place.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::bag::{BagWriter, DATA, Digests, Seal, is_plain};
use super::capture::{self, capture};
use super::info::{Info, label};
use super::ledger::{Entry, Ledger};
use super::materials::{self, Compiled};
use super::replay::{ReplayError, replay};
use super::told::Told;
use super::{Archive, ArchiveError, BagId, fixity};
use crate::earlier::Baseline;
use crate::finding::{Lang, Severity};
use crate::pipeline::{Desktop, OutputFile, Publisher, gather, limits, understand_gathered};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// What the findings about earlier months rest on; not in the bag where there are none.
pub(super) const EARLIER: &str = "earlier.json";
/// Where the documents lie below `data/`.
pub(super) const DOCUMENTS: &str = "documents";

/// What is to be sealed, and on whose word.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The month.
    pub month: Month,
    /// Today: the day of sealing, and the day the documents are compiled for.
    pub today: Date,
    /// The language of the findings.
    pub lang: Lang,
    /// Why a draft may be sealed.
    pub accept_draft: Option<&'a str>,
    /// Why there is another revision.
    pub reason: Option<&'a str>,
    /// This program, to start readers.
    pub exe: &'a Path,
}

/// What became of it.
#[derive(Debug)]
pub enum Sealing {
    /// A new bag.
    Sealed(Sealed),
    /// The last revision holds the same.
    Unchanged(BagId),
    /// The month has so many errors, and nobody has accepted a draft.
    Draft(usize),
}

/// A new bag.
#[derive(Debug)]
pub struct Sealed {
    /// Which.
    pub bag: BagId,
    /// Its folder.
    pub folder: PathBuf,
    /// Its digests.
    pub seal: Seal,
    /// Files of its payload.
    pub files: usize,
    /// The revision it supersedes.
    pub supersedes: Option<BagId>,
    /// What lay among the workbooks and could not be stored.
    pub not_stored: usize,
}

/// Seals a month. `waiting` is called once where another run writes.
///
/// # Errors
/// Where the month cannot be compiled, the archive cannot be written, or another revision has no reason.
pub fn add(
    archive: &Archive,
    workspace: &Workspace,
    plan: &Plan,
    desktop: &Desktop,
    order: &Order<'_>,
    waiting: impl FnOnce(),
) -> Result<Sealing, ArchiveError> {
    for (option, words) in [("--accept-draft", order.accept_draft), ("--reason", order.reason)] {
        if words.is_some_and(|words| words.trim().is_empty()) {
            return Err(ArchiveError::Refused(format!("{option} ต้องบอกเหตุผล")));
        }
    }
    let gathered = gather(workspace, plan, order.month)?;
    let baseline = Baseline::take(workspace, plan, order.month);
    let run = understand_gathered(workspace, plan, desktop, order.month, gathered.clone(), &baseline)?;
    if run.is_draft() && order.accept_draft.is_none() {
        return Ok(Sealing::Draft(run.count(Severity::Error)));
    }
    let (lock, mut ledger) = archive.lock(waiting)?;
    let previous_seal = ledger.before(order.month).filter(|_| plan.archive.seal_on_letters);
    let publisher = Publisher::open(workspace, plan, order.today, order.lang)?.naming(previous_seal.clone());
    let documents = publisher.publish(&run)?;
    let last = last_revision(archive, &ledger, order.month)?;
    let bag = BagId { month: order.month, revision: last.map_or(1, |last| last.revision + 1), signed: 0 };
    let mut writer = BagWriter::new(lock.begin(&bag.to_string().replace('/', "-"))?);
    let list = capture(&workspace.inputs(), &gathered, &limits(plan), |path, bytes| writer.add(path, bytes))?;
    writer.add(capture::FILE, &json(&list))?;
    if !run.rests_on.is_empty() {
        writer.add(EARLIER, &json(&run.rests_on))?;
    }
    add_materials(&mut writer, workspace, plan, Compiled::new(&run, order.today, order.lang, previous_seal))?;
    add_documents(&mut writer, &documents)?;
    if let Some(last) = last {
        if fixity::manifest(&archive.folder(last)).is_some_and(|before| same(&before, writer.payload())) {
            return Ok(Sealing::Unchanged(last));
        }
        if order.reason.is_none() {
            let why = format!("เดือน{} ผนึกแล้วที่ {last} และข้อมูลเปลี่ยนไป ถ้าเป็นฉบับแก้ไขให้ระบุ --reason \"เหตุผล\"", order.month.thai());
            return Err(ArchiveError::Refused(why));
        }
    }
    let files = writer.payload().len();
    let (titles, day) = (publisher.titles(&run)?, order.today);
    let told = Told { plan, run: &run, titles: &titles, bag, day, accept_draft: order.accept_draft, reason: order.reason };
    let mut info = told.info();
    if let Some(last) = last {
        info.push(label::SUPERSEDES, last);
        let listed = ledger.get(last).map(|entry| entry.seal.manifest.clone());
        info.push(label::SUPERSEDES_MANIFEST, listed.unwrap_or_else(|| fixity::describe(&archive.folder(last)).seal.manifest));
    }
    chain(&mut info, &ledger);
    let (staged, seal) = writer.finish(info)?;
    prove(staged.folder(), bag, order.exe)?;
    let folder = staged.keep(&bag.to_string())?;
    ledger.append(&lock, Entry { date: order.today, bag, seal: seal.clone() })?;
    Ok(Sealing::Sealed(Sealed { bag, folder, seal, files, supersedes: last, not_stored: list.not_stored.len() }))
}

/// The month's last revision, on the disk or in the list: one that was taken out is never given its number again.
pub(super) fn last_revision(archive: &Archive, ledger: &Ledger, month: Month) -> Result<Option<BagId>, ArchiveError> {
    let there = archive.contents()?.bags;
    let listed = ledger.entries.iter().map(|entry| entry.bag);
    Ok(there.into_iter().chain(listed).filter(|bag| bag.month == month).map(BagId::of_revision).max())
}

fn add_materials(
    writer: &mut BagWriter<'_>,
    workspace: &Workspace,
    plan: &Plan,
    mut compiled: Compiled,
) -> Result<(), ArchiveError> {
    for (material, bytes) in materials::collect(workspace, plan)? {
        writer.add(&material.stored, &bytes)?;
        compiled.materials.push(material);
    }
    Ok(writer.add(materials::FILE, &json(&compiled))?)
}

fn add_documents(writer: &mut BagWriter<'_>, documents: &[OutputFile]) -> Result<(), ArchiveError> {
    for file in documents {
        if !is_plain(&file.path) {
            return Err(ArchiveError::Refused(format!("ชื่อเอกสาร {:?} ใช้ในชุดเก็บถาวรไม่ได้", file.path)));
        }
        writer.add(&format!("{DOCUMENTS}/{}", file.path), &file.bytes)?;
    }
    Ok(())
}

/// Whether two payloads hold the same, whatever day they were compiled on.
fn same(before: &Digests, now: &Digests) -> bool {
    let day = format!("{DATA}/{}", materials::FILE);
    let but_day = |digests: &Digests| {
        digests.iter().filter(|(path, _)| **path != day).map(|(path, digest)| (path.clone(), digest.clone())).collect::<Digests>()
    };
    but_day(before) == but_day(now)
}

/// Names the bag sealed before this one, as the list has it.
pub(super) fn chain(info: &mut Info, ledger: &Ledger) {
    info.push(label::SEQUENCE, ledger.entries.len() + 1);
    if let Some(last) = ledger.last() {
        info.push(label::PREVIOUS, last.bag);
        info.push(label::PREVIOUS_MANIFEST, &last.seal.manifest);
        info.push(label::PREVIOUS_TAGMANIFEST, &last.seal.tagmanifest);
    }
}

/// Compiles the bag again before it is given its place: what is sealed can be proved from itself.
fn prove(folder: &Path, bag: BagId, exe: &Path) -> Result<(), ArchiveError> {
    let refused = |why: String| {
        ArchiveError::Refused(format!("จัดทำซ้ำจากชุดเก็บถาวรแล้วไม่ได้ผลเดิม จึงไม่ผนึก ({why})\n  ถ้ามีผู้แก้แฟ้มใน inputs อยู่ รอให้เสร็จแล้วสั่งใหม่"))
    };
    match replay(folder, bag, exe) {
        Ok(replay) => match replay.differences.first() {
            Some(difference) => Err(refused(format!("{}: {}", difference.what, difference.how))),
            None => replay.contradictions.first().map_or(Ok(()), |told| Err(refused(told.clone()))),
        },
        Err(ReplayError::Bag(why)) => Err(refused(why)),
        Err(ReplayError::Machine(error)) => Err(error),
    }
}

/// A list of the bag as a file.
pub(super) fn json(value: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("keys are texts and values are finite");
    bytes.push(b'\n');
    bytes
}
