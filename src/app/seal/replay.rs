//! Compiles a month again from its bag alone, in a folder of its own that is gone afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::EARLIER;
use super::compare::{Compared, Difference, FILE_LIMIT, documents};
use super::materials::{self, Compiled};
use super::told::Told;
use crate::app::capture::{self, DOCUMENTS, List};
use crate::app::gather::{Gathered, gather};
use crate::app::months::compile_gathered;
use crate::app::publish::Publisher;
use crate::app::receive::Intake;
use crate::app::{AppError, Runtime};
use crate::archive::BagId;
use crate::archive::bag::{DATA, sha256};
use crate::archive::fixity::{LIST, describe};
use crate::documents::PreviousSeal;
use crate::earlier::Baseline;
use crate::files::{below, read_within, relative};
use crate::workspace::Workspace;

/// How a bag was compiled again.
#[derive(Debug)]
pub struct Replay {
    /// The version that sealed the bag, where it is not this one: then files of other bytes are compared by content.
    pub other_version: Option<String>,
    /// How much was compared.
    pub compared: Compared,
    /// What came out otherwise.
    pub differences: Vec<Difference>,
    /// What `bag-info.txt` and `compiled.json` say otherwise than the month came out, in Thai.
    pub contradictions: Vec<String>,
    /// Files of the bag that neither came in, nor were used, nor came out.
    pub unaccounted: Vec<String>,
    /// The bag that the month's letter names.
    pub previous_seal: Option<PreviousSeal>,
    /// Whether its plan wants the letter to name one.
    pub wants_seal: bool,
}

/// Why a bag cannot be compiled again.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// Its own fault.
    #[error("{0}")]
    Bag(String),
    /// The machine's.
    #[error(transparent)]
    Machine(#[from] AppError),
}

fn bag(what: &str, why: impl std::fmt::Display) -> ReplayError {
    ReplayError::Bag(format!("{what}: {why}"))
}

/// Compiles the bag in `folder` again with the readers of `runtime`, and compares. `id` is what it is sealed as.
///
/// # Errors
/// [`ReplayError::Bag`] where it holds what cannot be compiled or leads out of the folder; else the machine's trouble.
pub fn replay(folder: &Path, id: BagId, runtime: &Runtime<'_>) -> Result<Replay, ReplayError> {
    let data = folder.join(DATA);
    let compiled: Compiled = read_json(&data, materials::FILE)?;
    let list: List = read_json(&data, capture::FILE)?;
    let temporary = TempDir::with_prefix("otop-report-").map_err(machine)?;
    // Spelt out in full, in which Windows has a file of any name.
    let root = temporary.path().canonicalize().map_err(machine)?;
    restore(&data, &root, &compiled, &list)?;
    let workspace = Workspace::new(root);
    let plan = workspace.plan().map_err(|error| bag("plan.toml", error))?;
    let gathered = regather(&workspace, &plan, &compiled, &list).map_err(compiling)?;
    let baseline = baseline(&data)?;
    let intake = Intake::open(&runtime.unwatched(), &plan).map_err(compiling)?;
    let (run, _) = compile_gathered(&workspace, &plan, &intake, compiled.month, gathered, &baseline).map_err(compiling)?;
    let publisher = Publisher::open(&workspace, &plan, compiled.today, compiled.language()).map_err(compiling)?;
    let publisher = publisher.naming(compiled.previous_seal.clone());
    let again = publisher.publish(&run).map_err(compiling)?;
    let (compared, differences) =
        documents(&data.join(DOCUMENTS), &again, compiled.other_version()).map_err(|error| bag(DOCUMENTS, error))?;
    let told = Told { plan: &plan, run: &run, published: &again, bag: id, day: compiled.today, accept_draft: None, reason: None };
    let contradictions = told.contradictions(&describe(folder).info, &compiled.agent()).into_iter();
    Ok(Replay {
        other_version: compiled.other_version().map(str::to_owned),
        compared,
        differences,
        contradictions: contradictions.chain(compiled.contradictions(&run)).collect(),
        unaccounted: unaccounted(&data, &compiled, &list).map_err(|error| bag(DATA, error))?,
        previous_seal: compiled.previous_seal,
        wants_seal: plan.archive.seal_on_letters,
    })
}

/// Files of the bag that no list names.
fn unaccounted(data: &Path, compiled: &Compiled, list: &List) -> io::Result<Vec<String>> {
    let stored = compiled.materials.iter().map(|material| &material.stored).chain(list.received.iter().map(|file| &file.stored));
    let named: BTreeSet<&str> = stored.map(String::as_str).chain([materials::FILE, capture::FILE, EARLIER]).collect();
    let mut unaccounted = Vec::new();
    for entry in WalkDir::new(data).follow_links(false).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let path = relative(data, entry.path());
        let is_document = path.strip_prefix(DOCUMENTS).is_some_and(|rest| rest.starts_with('/'));
        if !entry.file_type().is_dir() && !is_document && !named.contains(path.as_str()) {
            unaccounted.push(path);
        }
    }
    Ok(unaccounted)
}

fn machine(error: io::Error) -> ReplayError {
    ReplayError::Machine(AppError::Temporary { path: std::env::temp_dir().display().to_string(), error })
}

fn compiling(error: AppError) -> ReplayError {
    match error {
        AppError::Reader(_) => ReplayError::Machine(error),
        _ => bag("จัดทำซ้ำไม่ได้", error),
    }
}

fn read_json<T: serde::de::DeserializeOwned>(data: &Path, name: &str) -> Result<T, ReplayError> {
    let bytes = read_within(&data.join(name), LIST).map_err(|error| bag(name, error))?;
    serde_json::from_slice(&bytes).map_err(|error| bag(name, error))
}

/// What earlier months were compared with; nothing where the bag's month had no finding about them.
fn baseline(data: &Path) -> Result<Baseline, ReplayError> {
    match data.join(EARLIER).symlink_metadata() {
        Ok(_) => read_json(data, EARLIER),
        Err(_) => Ok(Baseline::default()),
    }
}

/// Lays the bag out as the workspace it came from.
fn restore(data: &Path, root: &Path, compiled: &Compiled, list: &List) -> Result<(), ReplayError> {
    let inputs = root.join("inputs");
    fs::create_dir_all(&inputs).map_err(machine)?;
    for material in &compiled.materials {
        let bytes = stored(data, &material.stored, &material.sha256)?;
        // What this program ships itself is not put beside it again, so that fonts keep their order.
        if material.shipped && materials::shipped(&material.path).is_some_and(|own| own == bytes) {
            continue;
        }
        let folder = material.path.split('/').next().unwrap_or_default();
        let place = below(root, &material.path).filter(|_| ["inputs", "templates", "fonts"].contains(&folder));
        put(place, &material.path, &bytes)?;
    }
    for file in &list.received {
        let bytes = stored(data, &file.stored, &file.sha256)?;
        put(file.place(&inputs), &file.path, &bytes)?;
        if !file.agrees(&bytes) {
            return Err(bag(&file.path, format!("ขนาดหรือเดือนไม่ตรงกับที่บันทึกใน {}", capture::FILE)));
        }
    }
    Ok(())
}

/// A file of the bag, if it is what its list says.
fn stored(data: &Path, path: &str, digest: &str) -> Result<Vec<u8>, ReplayError> {
    let place = below(data, path).ok_or_else(|| bag(path, "ชื่อแฟ้มชี้ออกไปนอกชุดเก็บถาวร ไม่เปิดอ่าน"))?;
    let bytes = read_within(&place, FILE_LIMIT).map_err(|error| bag(path, error))?;
    if sha256(&bytes) == digest {
        Ok(bytes)
    } else {
        Err(bag(path, "เนื้อหาไม่ตรงกับ SHA-256 ในรายการ"))
    }
}

/// Writes a file where nothing is yet; the same bytes may be asked for twice (a Garuda among the workbooks).
fn put(place: Option<PathBuf>, path: &str, bytes: &[u8]) -> Result<(), ReplayError> {
    let place = place.ok_or_else(|| bag(path, "ชื่อแฟ้มชี้ออกไปนอกโฟลเดอร์ หรือระบบนี้มีแฟ้มชื่อนี้ไม่ได้ จึงไม่เขียน"))?;
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(machine)?;
    }
    match fs::File::create_new(&place) {
        Ok(mut file) => file.write_all(bytes).map_err(machine),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && fs::read(&place).is_ok_and(|found| found == bytes) => {
            Ok(())
        }
        Err(error) => Err(bag(path, error)),
    }
}

/// What was dropped: the restored files, and what was found of those that could not be stored.
fn regather(workspace: &Workspace, plan: &crate::plan::Plan, compiled: &Compiled, list: &List) -> Result<Gathered, AppError> {
    let mut gathered = gather(workspace, plan, compiled.month)?;
    gathered.strays = list.strays(&workspace.inputs());
    gathered.troubles.extend(list.not_stored.iter().map(|missing| (missing.month, missing.path.clone(), missing.trouble())));
    Ok(gathered)
}
