//! The plan on a form: every setting with what it means, read from `inputs/plan.toml` and written back into it so that
//! comments and order stay.
//!
//! A plan with faults is never written: every command would stop until it is put right. What was typed is shown again with
//! its faults instead. Where the plan changed on the disk meanwhile (a second tab, Notepad), nothing is written over.

mod begin;
mod judge;
pub mod keys;
mod read;
mod save;
mod sentence;
mod values;
mod write;

pub use begin::{Base, BaseError, Note, Remind, pasted};
pub use judge::{Beside, Judged, judge};
pub(super) use read::document;
pub use read::{NotToml, read};
pub use save::{Loaded, Saved, kept, kept_text, load, save};
pub use sentence::Sentence;
pub use values::{MOST_ROWS, Values};
pub use write::write;
pub(super) use write::{restored, set};

use super::AppError;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// A plan as it stands on the form.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it is made from.
    pub base: Base,
    /// The digest of the plan that it was made from; blank where there was none.
    pub digest: String,
    /// Whether the plan on the disk is no longer that one.
    pub is_stale: bool,
    /// The text that would be written.
    pub text: String,
    /// What is typed.
    pub values: Values,
    /// What is wrong with it, and odd.
    pub judged: Judged,
    /// What a person has to decide, of a new year or another province.
    pub notes: Vec<Note>,
}

/// The form of `base`, or why there is none: the plan's text is no TOML.
///
/// # Errors
/// Where the plan cannot be read.
pub fn open(workspace: &Workspace, base: Base) -> Result<Result<Sheet, NotToml>, AppError> {
    let loaded = load(workspace)?;
    Ok(begin::begin(&loaded, &base).and_then(|begun| {
        let values = read(&begun.text)?;
        let judged = judge(workspace, &begun.text, &values);
        Ok(Sheet { base, digest: loaded.digest, is_stale: false, text: begun.text, values, judged, notes: begun.notes })
    }))
}

/// The form of `base` with what was typed in it; `digest` is that of the plan it was made from.
///
/// # Errors
/// As [`open`].
pub fn fill(workspace: &Workspace, base: Base, digest: &str, values: Values) -> Result<Result<Sheet, NotToml>, AppError> {
    let loaded = load(workspace)?;
    Ok(begin::begin(&loaded, &base).and_then(|begun| {
        let text = write(&begun.text, &values)?;
        let judged = judge(workspace, &text, &values);
        let is_stale = loaded.digest != digest;
        Ok(Sheet { base, digest: loaded.digest, is_stale, text, values, judged, notes: begun.notes })
    }))
}

/// A setting that stands otherwise in the plan on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its name.
    pub name: String,
    /// As it stands on the disk.
    pub there: String,
    /// As it is typed.
    pub typed: String,
}

/// In what `typed` differs from the plan on the disk; empty where that is no TOML.
///
/// # Errors
/// Where the plan cannot be read.
pub fn differing(workspace: &Workspace, typed: &Values) -> Result<Vec<Differing>, AppError> {
    let there = load(workspace)?.text.and_then(|text| read(&text).ok()).unwrap_or_default();
    let is_field = |name: &str| matches!(keys::part(&keys::plain(name)), Some(keys::Part::Field(_)));
    let names: std::collections::BTreeSet<&str> = typed.iter().chain(there.iter()).map(|(name, _)| name).collect();
    let text = |values: &Values, name: &str| values.get(name).unwrap_or_default().to_owned();
    let all = names.into_iter().filter(|name| is_field(name));
    let all = all.map(|name| Differing { name: name.to_owned(), there: text(&there, name), typed: text(typed, name) });
    Ok(all.filter(|both| both.there != both.typed).collect())
}

/// The months that lie in `inputs/` and belong to another year than the plan in `text`: no command reads their folders any
/// more once it is saved, and every file in them is told as one of another year.
pub fn left_behind(workspace: &Workspace, text: &str) -> Vec<Month> {
    let year = read(text).ok().and_then(|values| values.get("year.fiscal_year")?.parse().ok());
    let months = workspace.months().unwrap_or_default().into_iter().map(|(month, _)| month);
    months.filter(|month| Some(month.fiscal_year().year_be()) != year).collect()
}
