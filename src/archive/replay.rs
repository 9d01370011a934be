//! Compiles a month again from its bag alone, in a folder of its own that is gone afterwards.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::ArchiveError;
use super::bag::DATA;
use super::capture::{self, List};
use super::compare::{Difference, figures, files};
use super::fixity::{LIST, read_within};
use super::materials::{self, Compiled, sha256};
use crate::output::below;
use crate::pipeline::{Desktop, Gathered, RunError, Studio, gather, understand_gathered};
use crate::workspace::Workspace;

/// Bytes of one file of a bag that is read at most.
const FILE_LIMIT: u64 = 1 << 30;

/// How a bag was compiled again.
#[derive(Debug)]
pub struct Replay {
    /// The version that sealed the bag, where it is not this one: then only the figures of `data.json` are compared.
    pub other_version: Option<String>,
    /// Files, or figures, that were compared.
    pub compared: usize,
    /// What came out otherwise.
    pub differences: Vec<Difference>,
}

/// Why a bag cannot be compiled again.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// Its own fault.
    #[error("{0}")]
    Bag(String),
    /// The machine's.
    #[error(transparent)]
    Machine(#[from] ArchiveError),
}

fn bag(what: &str, why: impl std::fmt::Display) -> ReplayError {
    ReplayError::Bag(format!("{what}: {why}"))
}

/// Compiles the bag in `folder` again with readers started from `exe`, and compares.
///
/// # Errors
/// [`ReplayError::Bag`] where it holds what cannot be compiled or leads out of the folder; else the machine's trouble.
pub fn replay(folder: &Path, exe: &Path) -> Result<Replay, ReplayError> {
    let data = folder.join(DATA);
    let compiled: Compiled = read_json(&data, materials::FILE)?;
    let list: List = read_json(&data, capture::FILE)?;
    let temporary = TempDir::with_prefix("otop-report-").map_err(machine)?;
    restore(&data, temporary.path(), &compiled, &list)?;
    let workspace = Workspace::new(temporary.path());
    let plan = workspace.plan().map_err(|error| bag("plan.toml", error))?;
    let desktop = Desktop::workers(&plan, exe).map_err(ArchiveError::from)?;
    let gathered = regather(&workspace, &plan, &compiled, &list).map_err(compiling)?;
    let run = understand_gathered(&workspace, &plan, &desktop, compiled.month, gathered).map_err(compiling)?;
    let documents = data.join(super::seal::DOCUMENTS);
    if compiled.by_this_version() {
        let again = Studio::open(&workspace, &plan, compiled.today, compiled.language())
            .and_then(|studio| studio.publish(&run))
            .map_err(compiling)?;
        let differences = files(&documents, &again).map_err(|error| bag(super::seal::DOCUMENTS, error))?;
        return Ok(Replay { other_version: None, compared: again.len(), differences });
    }
    let sealed = read_within(&documents.join("data.json"), LIST).map_err(|error| bag("data.json", error))?;
    let (compared, differences) =
        figures(&sealed, &crate::data::data_json(&plan, &run)).map_err(|error| bag("data.json", error))?;
    Ok(Replay { other_version: Some(compiled.version), compared, differences })
}

fn machine(error: io::Error) -> ReplayError {
    ReplayError::Machine(ArchiveError::Temporary { path: std::env::temp_dir().display().to_string(), error })
}

fn compiling(error: RunError) -> ReplayError {
    match error {
        RunError::Reader(_) => ReplayError::Machine(error.into()),
        _ => bag("จัดทำซ้ำไม่ได้", error),
    }
}

fn read_json<T: serde::de::DeserializeOwned>(data: &Path, name: &str) -> Result<T, ReplayError> {
    let bytes = read_within(&data.join(name), LIST).map_err(|error| bag(name, error))?;
    serde_json::from_slice(&bytes).map_err(|error| bag(name, error))
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
    let place = place.ok_or_else(|| bag(path, "ชื่อแฟ้มชี้ออกไปนอกโฟลเดอร์ ไม่เขียน"))?;
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
fn regather(workspace: &Workspace, plan: &crate::plan::Plan, compiled: &Compiled, list: &List) -> Result<Gathered, RunError> {
    let mut gathered = gather(workspace, plan, compiled.month)?;
    gathered.troubles.extend(list.not_stored.iter().map(|missing| (missing.month, missing.path.clone(), missing.trouble())));
    Ok(gathered)
}
