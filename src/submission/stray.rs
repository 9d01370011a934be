//! What lies below `inputs/` and no month reads: dropped beside the months, or in a folder whose name is no month of the year.

use std::io;
use std::path::{Path, PathBuf};

use super::find::{Source, find_below, is_litter};
use super::read::ReadLimits;
use crate::thai::calendar::{FiscalYear, Month};

/// How many are opened at most to see whose they are: an archive of old years below `inputs/` must not slow the month.
pub const OPENED: usize = 50;

/// A file, or a folder of CSV files, that no month reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Path relative to `inputs/`, with `/`.
    pub path: String,
    /// What to open to see whose report it is; `None` where it is not opened.
    pub source: Option<Source>,
}

impl Stray {
    /// Whether it could be a report. What its name calls a letter, a picture or a text is none, and is not opened.
    pub fn may_be_report(&self) -> bool {
        const OTHERS: [&str; 24] = [
            "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "log", "ppt", "pptx", "odp", "jpg", "jpeg", "png", "gif", "bmp",
            "tif", "tiff", "heic", "webp", "svg", "mp4", "toml", "bak",
        ];
        let extension = self.path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        extension.is_none_or(|extension| !OTHERS.contains(&extension.as_str()))
    }

    /// The month that one of its folders is named after: one of another year.
    pub fn folder_month(&self) -> Option<Month> {
        let (folders, _) = self.path.rsplit_once('/')?;
        folders.split('/').find_map(|folder| folder.parse().ok())
    }
}

/// Everything below `inputs` that belongs to no month of `year`, in the order of the paths. The plan, the registry, the files
/// in `used` and a README belong there. The first [`OPENED`] that could be reports come with a source to read, those of other
/// years' months after the rest.
///
/// # Errors
/// Where `inputs` cannot be listed.
pub fn strays(inputs: &Path, year: FiscalYear, used: &[PathBuf], limits: &ReadLimits) -> io::Result<Vec<Stray>> {
    let mut found = Vec::new();
    let mut entries = inputs.read_dir()?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let shown = name.to_string_lossy();
        let is_month = shown.parse::<Month>().is_ok_and(|month| month.fiscal_year() == year);
        // A link to a folder that is called like a month is the month's to tell.
        let belongs = is_month && entry.path().is_dir() || !kind.is_dir() && is_own(&shown);
        if belongs || is_litter(&name, kind) {
            continue;
        }
        if kind.is_dir() {
            let within = find_below(inputs, &entry.path(), inputs, limits);
            found.extend(within.sources.into_iter().map(|source| Stray { path: source.path.clone(), source: Some(source) }));
            found.extend(within.troubles.into_iter().map(|(path, _)| Stray { path, source: None }));
        } else {
            let source = kind.is_file().then(|| Source { path: shown.clone().into_owned(), ..Source::file(&entry.path()) });
            found.push(Stray { path: shown.into_owned(), source });
        }
    }
    let in_use = |stray: &Stray| inputs.join(&stray.path).canonicalize().is_ok_and(|place| used.contains(&place));
    found.retain(|stray| used.is_empty() || !in_use(stray));
    found.sort_by(|a, b| (a.folder_month().is_some(), &a.path).cmp(&(b.folder_month().is_some(), &b.path)));
    let mut left = OPENED;
    for stray in &mut found {
        if !stray.may_be_report() || left == 0 {
            stray.source = None;
        }
        left -= usize::from(stray.source.is_some());
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Whether a file directly under `inputs/` belongs there.
fn is_own(name: &str) -> bool {
    let lower = name.to_lowercase();
    // Where case tells two files apart, another spelling is not the file that is read.
    let called = if cfg!(target_os = "linux") { name } else { &lower };
    ["plan.toml", "registry.xlsx"].contains(&called) || ["readme", "readme.md", "readme.txt"].contains(&lower.as_str())
}
