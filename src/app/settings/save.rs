//! The plan on the disk: read with its digest, written whole or not at all, the old one kept.

use std::io;

use jiff::civil::Date;

use crate::app::{AppError, Runtime};
use crate::files::sha256;
use crate::output::{create, discard, write_over};
use crate::plan::Plan;
use crate::workspace::{Workspace, WorkspaceError};

/// The plan as it lies there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Its text; `None` where there is none.
    pub text: Option<String>,
    /// The digest of its text; blank where there is none.
    pub digest: String,
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is written; where the old one is kept, below the workspace with `/`.
    Written(Option<String>),
    /// It says what the plan said; nothing was written.
    Same,
    /// It cannot be used, so it was not written.
    Faulty,
    /// The plan changed since; nothing was written over.
    Changed,
}

/// The folder of old plans, below `inputs/`; no month reads what is hidden.
const KEPT: &str = ".plans";
/// So many old plans are kept.
const MOST_KEPT: usize = 50;

/// The plan as it lies there, whatever is in it.
///
/// # Errors
/// Where it cannot be read.
pub fn load(workspace: &Workspace) -> Result<Loaded, AppError> {
    match workspace.plan_text() {
        Ok(text) => Ok(Loaded { digest: sha256(text.as_bytes()), text: Some(text) }),
        Err(WorkspaceError::NoPlan(_)) => Ok(Loaded::default()),
        Err(error) => Err(error.into()),
    }
}

/// Writes `text` in the place of the plan whose digest is `from`; blank where there was none.
///
/// # Errors
/// Where something cannot be read or written; the plan is then as it was.
pub fn save(workspace: &Workspace, runtime: &Runtime<'_>, today: Date, from: &str, text: &str) -> Result<Saved, AppError> {
    let _lock = runtime.lock(&workspace.outputs())?;
    let old = load(workspace)?;
    if old.text.as_deref() == Some(text) {
        return Ok(Saved::Same);
    }
    if old.digest != from {
        return Ok(Saved::Changed);
    }
    if Plan::parse(text).is_err() {
        return Ok(Saved::Faulty);
    }
    let kept = old.text.map(|old| keep(workspace, today, &old)).transpose()?;
    let place = workspace.inputs().join("plan.toml");
    // A link within the workspace stays one.
    let place = place.canonicalize().unwrap_or(place);
    write_over(&place, text.as_bytes())?;
    Ok(Saved::Written(kept))
}

/// Keeps an old plan, and drops the oldest beyond [`MOST_KEPT`].
fn keep(workspace: &Workspace, today: Date, old: &str) -> Result<String, AppError> {
    let folder = workspace.inputs().join(KEPT);
    let names = kept(workspace)?;
    let of_today = |name: &String| name.strip_prefix(&format!("{today}-"))?.strip_suffix(".toml")?.parse::<u32>().ok();
    let mut number = names.iter().filter_map(of_today).max().unwrap_or_default();
    let name = loop {
        number += 1;
        let name = format!("{today}-{number:03}.toml");
        if create(&folder.join(&name), old.as_bytes())? {
            break name;
        }
    };
    let excess = (names.len() + 1).saturating_sub(MOST_KEPT);
    names.iter().take(excess).try_for_each(|name| discard(&folder.join(name)))?;
    Ok(format!("inputs/{KEPT}/{name}"))
}

/// The names of the old plans that are kept, the oldest first.
///
/// # Errors
/// Where they cannot be listed.
pub fn kept(workspace: &Workspace) -> Result<Vec<String>, AppError> {
    let path = format!("inputs/{KEPT}");
    let fault = |error| AppError::from(WorkspaceError::Read { path: path.clone(), error });
    let entries = match workspace.inputs().join(KEPT).read_dir() {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>().map_err(fault)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fault(error)),
    };
    let names = entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.') && name.ends_with(".toml")).collect();
    names.sort_unstable();
    Ok(names)
}
