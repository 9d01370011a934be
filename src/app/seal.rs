//! Seals a month: compiles it as `compile` does, puts what came in, what it was compiled with and what came out into a bag,
//! compiles that bag again, and only where the same comes out gives the bag its place.

mod compare;
mod materials;
mod refused;
pub mod replay;
pub(in crate::app) mod told;

use std::path::Path;

use jiff::civil::Date;

pub use self::compare::{Compared, Difference, How, Paper, left_out};
pub use self::refused::{SealError, Unproven};

use self::materials::Compiled;
use self::replay::{ReplayError, replay};
use self::told::Told;
use super::capture::{self, DOCUMENTS, capture};
use super::gather::{gather, limits};
use super::months::{baseline, compile_gathered};
use super::publish::{Publisher, previous_seal};
use super::receive::Intake;
use super::{AppError, Runtime, Stage, archive};
use crate::archive::bag::{BagWriter, DATA, Digests, Sealed, is_plain};
use crate::archive::info::label;
use crate::archive::ledger::Entry;
use crate::archive::{BagId, fixity};
use crate::finding::Severity;
use crate::output::{OutputFile, json};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// What the findings about earlier months rest on; not in the bag where there are none.
const EARLIER: &str = "earlier.json";
/// What is to be sealed, and on whose word.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The month.
    pub month: Month,
    /// Today: the day of sealing, and the day the documents are compiled for.
    pub today: Date,
    /// Why a draft may be sealed.
    pub accept_draft: Option<&'a str>,
    /// Why there is another revision.
    pub reason: Option<&'a str>,
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

/// Seals a month, in the plan's language: whoever seals it, in whatever language they are spoken to, seals the same.
///
/// # Errors
/// Where the month cannot be compiled, the archive cannot be written, or another revision has no reason.
pub fn seal(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, order: &Order<'_>) -> Result<Sealing, AppError> {
    let archive = archive(workspace, plan)?;
    for (option, words) in [("--accept-draft", order.accept_draft), ("--reason", order.reason)] {
        if words.is_some_and(|words| words.trim().is_empty()) {
            return Err(SealError::BlankReason(option).into());
        }
    }
    let gathered = gather(workspace, plan, order.month)?;
    let baseline = baseline(workspace, plan, order.month);
    let (run, rests_on) =
        compile_gathered(workspace, plan, &Intake::open(runtime, plan)?, order.month, gathered.clone(), &baseline)?;
    if run.is_draft() && order.accept_draft.is_none() {
        return Ok(Sealing::Draft(run.count(Severity::Error)));
    }
    runtime.progress.stage(Stage::Printing);
    let (lock, mut ledger) = archive.lock(|| runtime.progress.waiting())?;
    let previous_seal = previous_seal(plan, &ledger, order.month);
    let publisher = Publisher::kept(runtime, workspace, plan, order.today, plan.language)?.naming(previous_seal.clone());
    let documents = publisher.publish(&run)?;
    let last = archive.last_revision(&ledger, order.month)?;
    let bag = BagId { month: order.month, revision: last.map_or(1, |last| last.revision + 1), signed: 0 };
    let mut writer = BagWriter::new(lock.begin(&bag.to_string().replace('/', "-"))?);
    let list = capture(&workspace.inputs(), &gathered, &limits(plan), |path, bytes| writer.add(path, bytes))?;
    writer.add(capture::FILE, &json(&list))?;
    if !rests_on.is_empty() {
        writer.add(EARLIER, &json(&rests_on))?;
    }
    add_materials(&mut writer, workspace, plan, Compiled::new(&run, order.today, plan.language, previous_seal))?;
    add_documents(&mut writer, &documents)?;
    if let Some(last) = last {
        if fixity::manifest(&archive.folder(last)).is_some_and(|before| same(&before, writer.payload())) {
            return Ok(Sealing::Unchanged(last));
        }
        if order.reason.is_none() {
            return Err(SealError::NoReason(last).into());
        }
    }
    let files = writer.payload().len();
    let day = order.today;
    let published: Vec<&OutputFile> = documents.iter().collect();
    let told = Told { plan, run: &run, published: &published, bag, day, accept_draft: order.accept_draft, reason: order.reason };
    let mut info = told.info();
    if let Some(last) = last {
        info.push(label::SUPERSEDES, last);
        let listed = ledger.get(last).map(|entry| entry.seal.manifest.clone());
        info.push(label::SUPERSEDES_MANIFEST, listed.unwrap_or_else(|| fixity::describe(&archive.folder(last)).seal.manifest));
    }
    ledger.link(&mut info);
    let (staged, seal) = writer.finish(info)?;
    runtime.progress.stage(Stage::Proving);
    prove(staged.folder(), bag, runtime)?;
    runtime.progress.stage(Stage::Writing);
    let folder = staged.keep(&bag.to_string())?;
    ledger.append(&lock, Entry { date: order.today, bag, seal: seal.clone() })?;
    Ok(Sealing::Sealed(Sealed { bag, folder, seal, files, supersedes: last, not_stored: list.not_stored.len() }))
}

fn add_materials(writer: &mut BagWriter<'_>, workspace: &Workspace, plan: &Plan, mut compiled: Compiled) -> Result<(), AppError> {
    for (material, bytes) in materials::collect(workspace, plan)? {
        writer.add(&material.stored, &bytes)?;
        compiled.materials.push(material);
    }
    Ok(writer.add(materials::FILE, &json(&compiled))?)
}

fn add_documents(writer: &mut BagWriter<'_>, documents: &[OutputFile]) -> Result<(), AppError> {
    for file in documents {
        if !is_plain(&file.path) {
            return Err(SealError::DocumentName(file.path.clone()).into());
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

/// Compiles the bag again before it is given its place: what is sealed can be proved from itself.
fn prove(folder: &Path, bag: BagId, runtime: &Runtime<'_>) -> Result<(), AppError> {
    let unproven = match replay(folder, bag, runtime) {
        Ok(replay) => {
            let differs = replay.differences.into_iter().map(Unproven::Differs);
            differs.chain(replay.contradictions.into_iter().map(Unproven::Contradicts)).next()
        }
        Err(ReplayError::Bag(why)) => Some(Unproven::Unreplayable(*why)),
        Err(ReplayError::Machine(error)) => return Err(*error),
    };
    unproven.map_or(Ok(()), |how| Err(SealError::Unproven(how).into()))
}
