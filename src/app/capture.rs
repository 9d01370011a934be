//! The received workbooks, byte for byte under plain names, and where each came from: `received.json`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::gather::Gathered;
use crate::archive::bag::extension;
use crate::files::{below, hex, read_within, sha256};
use crate::submission::find::{Source, SourceKind};
use crate::submission::read::{ReadLimits, ReadTrouble, Size};
use crate::submission::stray::Stray;
use crate::thai::calendar::Month;

/// Where the documents lie below a bag's `data/`.
pub(super) const DOCUMENTS: &str = "documents";
/// The name of the list.
pub(super) const FILE: &str = "received.json";

/// What was received for the months of the year up to the bag's.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct List {
    /// Stored files.
    pub received: Vec<Stored>,
    /// What could not be stored: links, pipes, what is larger than the plan allows or cannot be opened.
    pub not_stored: Vec<NotStored>,
    /// What lay beside the months, with the files of it that were opened and are stored.
    #[serde(default)]
    pub strays: Vec<StoredStray>,
}

/// A file in the bag.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    /// Below `data/`.
    pub stored: String,
    /// Where it lay, relative to `inputs/`, with `/`.
    pub path: String,
    /// The name's bytes in hexadecimal, where they are no UTF-8; `path` then shows `�` for what is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_bytes: Option<String>,
    /// The month of its folder; none beside the months.
    pub month: Option<Month>,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Something that lay among the workbooks and is not in the bag.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NotStored {
    /// Where it lay, relative to `inputs/`.
    pub path: String,
    /// The month of its folder.
    pub month: Month,
    /// Why, in English, as the reader says it.
    pub why: String,
    /// The same for the program.
    pub trouble: serde_json::Value,
}

/// Something that lay beside the months.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredStray {
    /// Where it lay, relative to `inputs/`.
    pub path: String,
    /// Its files as they are stored; none where it was not opened.
    pub stored: Vec<String>,
}

impl NotStored {
    fn new(month: Month, path: &str, trouble: &ReadTrouble) -> Self {
        let value = serde_json::to_value(trouble).unwrap_or_default();
        Self { path: path.to_owned(), month, why: trouble.to_string(), trouble: value }
    }

    /// The trouble; one of another version that is not known here is told in its words.
    pub fn trouble(&self) -> ReadTrouble {
        serde_json::from_value(self.trouble.clone()).unwrap_or_else(|_| ReadTrouble::Inaccessible(self.why.clone()))
    }
}

impl Stored {
    /// Whether its `bytes` are as many as the list says, and its month is that of the folder where it lay.
    pub fn agrees(&self, bytes: &[u8]) -> bool {
        let folder = self.path.split('/').next().and_then(|name| name.parse::<Month>().ok());
        bytes.len() as u64 == self.bytes && self.month.is_none_or(|month| folder == Some(month))
    }

    /// Where it lies below `inputs`; `None` where its path leads out of it.
    pub fn place(&self, inputs: &Path) -> Option<PathBuf> {
        let shown = below(inputs, &self.path)?;
        match &self.path_bytes {
            Some(bytes) => raw_place(inputs, &unhex(bytes)?).or(Some(shown)),
            None => Some(shown),
        }
    }
}

/// Reads every file that was dropped, in the order of their paths, and gives each to `store` under its plain name.
///
/// # Errors
/// What `store` says.
pub(super) fn capture<E>(
    inputs: &Path,
    gathered: &Gathered,
    limits: &ReadLimits,
    mut store: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<List, E> {
    let mut list = List::default();
    let mut number = 0;
    let mut current = None;
    for (month, source) in &gathered.sources {
        if current.replace(*month) != Some(*month) {
            number = 0;
        }
        for file in files(source) {
            number += 1;
            match stored(inputs, file, limits, &format!("received/{month}/{number:03}"), Some(*month), &mut store)? {
                Ok(stored) => list.received.push(stored),
                Err(trouble) => list.not_stored.push(NotStored::new(*month, &shown(inputs, file), &trouble)),
            }
        }
    }
    list.not_stored.extend(gathered.troubles.iter().map(|(month, path, trouble)| NotStored::new(*month, path, trouble)));
    let mut number = 0;
    for stray in &gathered.strays {
        let mut names = Vec::new();
        for file in stray.source.iter().flat_map(files) {
            number += 1;
            // What cannot be read now could not be read before: it counts as not opened.
            if let Ok(stored) = stored(inputs, file, limits, &format!("received/strays/{number:03}"), None, &mut store)? {
                names.push(stored.stored.clone());
                list.received.push(stored);
            }
        }
        if names.len() < stray.source.as_ref().map_or(0, |source| files(source).len()) {
            names.clear();
        }
        list.strays.push(StoredStray { path: stray.path.clone(), stored: names });
    }
    Ok(list)
}

/// The files of a source.
fn files(source: &Source) -> &[PathBuf] {
    match &source.kind {
        SourceKind::File => std::slice::from_ref(&source.location),
        SourceKind::CsvFolder(files) => files,
    }
}

/// A file's path as it is shown.
fn shown(inputs: &Path, file: &Path) -> String {
    slashed(file.strip_prefix(inputs).unwrap_or(file))
}

/// Stores a file under `name` and its own extension, if it can be read.
fn stored<E>(
    inputs: &Path,
    file: &Path,
    limits: &ReadLimits,
    name: &str,
    month: Option<Month>,
    store: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<Result<Stored, ReadTrouble>, E> {
    let bytes = match read_within(file, limits.file_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(trouble(&error, limits))),
    };
    let path = shown(inputs, file);
    let stored = format!("{name}.{}", extension(&path));
    store(&stored, &bytes)?;
    let path_bytes = raw_bytes(file.strip_prefix(inputs).unwrap_or(file));
    Ok(Ok(Stored { stored, path, path_bytes, month, bytes: bytes.len() as u64, sha256: sha256(&bytes) }))
}

impl List {
    /// What lay beside the months, its stored files restored below `inputs`.
    pub fn strays(&self, inputs: &Path) -> Vec<Stray> {
        let place = |name: &String| self.received.iter().find(|file| file.stored == *name).and_then(|file| file.place(inputs));
        let stray = |stray: &StoredStray| {
            let path = stray.path.clone();
            let places: Vec<PathBuf> = stray.stored.iter().filter_map(place).collect();
            let source = match places.as_slice() {
                [] => None,
                [place] => Some(Source { path: path.clone(), ..Source::file(place) }),
                [first, ..] => Some(Source {
                    path: path.clone(),
                    location: first.parent().unwrap_or(inputs).to_owned(),
                    kind: SourceKind::CsvFolder(places),
                }),
            };
            Stray { path, source }
        };
        self.strays.iter().map(stray).collect()
    }
}

/// What the reader says of a file that cannot be read.
fn trouble(error: &std::io::Error, limits: &ReadLimits) -> ReadTrouble {
    match error.kind() {
        std::io::ErrorKind::FileTooLarge => ReadTrouble::TooLarge { what: Size::File, limit: limits.file_bytes },
        _ => ReadTrouble::inaccessible(error),
    }
}

/// A relative path with `/`.
fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A path's bytes in hexadecimal, where it is no UTF-8 and the system's names are bytes.
fn raw_bytes(path: &Path) -> Option<String> {
    let bytes = path.as_os_str();
    if bytes.to_str().is_some() { None } else { os_bytes(bytes).map(hex) }
}

#[cfg(unix)]
fn os_bytes(name: &OsStr) -> Option<&[u8]> {
    Some(std::os::unix::ffi::OsStrExt::as_bytes(name))
}

#[cfg(not(unix))]
fn os_bytes(_name: &OsStr) -> Option<&[u8]> {
    None
}

/// The place of a path of bytes below `inputs`, held to the same rule as [`below`].
#[cfg(unix)]
fn raw_place(inputs: &Path, bytes: &[u8]) -> Option<PathBuf> {
    let parts = bytes.split(|byte| *byte == b'/');
    let names: Option<Vec<&[u8]>> =
        parts.map(|part| (!part.is_empty() && part != b"." && part != b".." && !part.contains(&0)).then_some(part)).collect();
    Some(
        names?
            .into_iter()
            .fold(inputs.to_owned(), |place, name| place.join::<&OsStr>(std::os::unix::ffi::OsStrExt::from_bytes(name))),
    )
}

/// Elsewhere names are not bytes: the path as it is shown has to do.
#[cfg(not(unix))]
fn raw_place(_inputs: &Path, _bytes: &[u8]) -> Option<PathBuf> {
    None
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stored_path_leads_out_of_the_inputs() {
        let stored = |path: &str, bytes: Option<&str>| Stored {
            stored: String::new(),
            path: path.to_owned(),
            path_bytes: bytes.map(str::to_owned),
            month: None,
            bytes: 0,
            sha256: String::new(),
        };
        let inputs = Path::new("inputs");
        assert_eq!(stored("2565-02/จุน.xlsx", None).place(inputs), Some(inputs.join("2565-02").join("จุน.xlsx")));
        for path in ["../plan.toml", "2565-02/../../x", "/etc/passwd", "2565-02//x", ""] {
            assert_eq!(stored(path, None).place(inputs), None, "{path}");
        }
        if cfg!(unix) {
            assert_ne!(
                stored("a/\u{FFFD}", Some("61 2f".replace(' ', "").as_str())).place(inputs),
                Some(inputs.join("a")),
                "an empty name"
            );
            for bytes in ["2e2e2f78", "2f657463", "612f2e2e2f2e2e2f78"] {
                let place = stored("a/\u{FFFD}", Some(bytes)).place(inputs);
                assert_eq!(place, Some(inputs.join("a").join("\u{FFFD}")), "{bytes}: the shown path is used instead");
            }
        }
    }
}
