//! The plan on the disk: read with its digest, written whole or not at all, the old one kept.

use jiff::civil::Date;

use crate::app::kept::{keep, list};
use crate::app::{AppError, Runtime};
use crate::files::sha256;
use crate::output::placed::write_over;
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
    let folder = workspace.inputs().join(KEPT);
    let kept = old.text.map(|old| keep(&folder, "", today, &old)).transpose()?;
    let place = workspace.inputs().join("plan.toml");
    // A link within the workspace stays one.
    let place = place.canonicalize().unwrap_or(place);
    write_over(&place, text.as_bytes())?;
    Ok(Saved::Written(kept.map(|name| format!("inputs/{KEPT}/{name}"))))
}

/// The names of the old plans that are kept below [`KEPT`], the oldest first.
///
/// # Errors
/// Where they cannot be listed.
pub fn kept(workspace: &Workspace) -> Result<Vec<String>, AppError> {
    list(&workspace.inputs().join(KEPT), "")
}

/// The text of an old plan by its name in [`kept`]; `None` where none is called so.
///
/// # Errors
/// Where it cannot be read.
pub fn kept_text(workspace: &Workspace, name: &str) -> Result<Option<String>, AppError> {
    if !kept(workspace)?.iter().any(|known| known == name) {
        return Ok(None);
    }
    Ok(Some(workspace.text(&format!("inputs/{KEPT}/{name}"))?))
}
