//! Old texts that a person wrote over, kept in a hidden folder beside: the newest fifty of each.

use std::io;
use std::path::Path;

use jiff::civil::Date;

use super::AppError;
use crate::output::discard;
use crate::output::placed::create;
use crate::thai::calendar::{Month, parse_command_day};
use crate::workspace::WorkspaceError;

/// So many of each are kept.
const MOST: usize = 50;

/// Keeps an old text of `stem` in `folder`, and drops the oldest beyond [`MOST`]; the name under which it is kept.
///
/// # Errors
/// Where it cannot be written, or the folder cannot be listed.
pub(super) fn keep(folder: &Path, stem: &str, today: Date, old: &str) -> Result<String, AppError> {
    let names = list(folder, stem)?;
    // As months are named: in the Buddhist era.
    let today = format!("{}-{:02}", Month::of(today), today.day());
    let of_today = |name: &String| number(name.strip_prefix(stem)?.strip_prefix(&format!("{today}-"))?);
    let mut last = names.iter().filter_map(of_today).max().unwrap_or_default();
    let name = loop {
        last += 1;
        let name = format!("{stem}{today}-{last:03}.toml");
        if create(&folder.join(&name), old.as_bytes())? {
            break name;
        }
    };
    let excess = (names.len() + 1).saturating_sub(MOST);
    names.iter().take(excess).try_for_each(|name| discard(&folder.join(name)))?;
    Ok(name)
}

fn number(name: &str) -> Option<u32> {
    name.strip_suffix(".toml")?.parse().ok()
}

/// The names of what is kept of `stem`, the oldest first.
///
/// # Errors
/// Where the folder cannot be listed.
pub(super) fn list(folder: &Path, stem: &str) -> Result<Vec<String>, AppError> {
    let fault = |error| AppError::from(WorkspaceError::Read { path: folder.display().to_string(), error });
    let entries = match folder.read_dir() {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>().map_err(fault)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fault(error)),
    };
    // After the stem: a day and a number.
    let is_kept = |name: &String| {
        let rest = name.strip_prefix(stem).and_then(|rest| rest.get(..11).map(|day| (day, &rest[11..])));
        rest.is_some_and(|(day, rest)| day.ends_with('-') && parse_command_day(&day[..10]).is_ok() && number(rest).is_some())
    };
    let names = entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(is_kept).collect();
    names.sort_unstable();
    Ok(names)
}
