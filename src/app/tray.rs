//! The tray: files that were dropped and not yet taken. They lie below `outputs/`, by the digests of their bytes, so that
//! nothing is lost when the page is left, and nothing is in `inputs/` that nobody took.

pub mod name;
pub mod refused;
mod unpack;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::AppError;
use super::gather::limits;
use crate::files::{read_within, sha256};
use crate::output::{OutputError, WriteLock};
use crate::plan::Plan;
use crate::submission::find::{Source, SourceKind};
use crate::submission::read::ReadLimits;
use crate::workspace::{Workspace, WorkspaceError};
use refused::{Refused, Why};
use unpack::{Bundle, is_bundle};

/// Below `outputs/`.
const FOLDER: &str = ".desk/tray";
/// MiB that the tray holds, whatever the plan allows a file.
const ROOM: u64 = 1 << 10;
/// Bytes of what is noted beside a file.
const NOTE: u64 = 16 << 10;
/// The name of a note ends so, that of the bytes with [`BYTES`].
const NOTES: &str = ".json";
const BYTES: &str = ".file";

/// The tray of a workspace.
#[derive(Clone, Debug)]
pub struct Tray {
    folder: PathBuf,
    limits: ReadLimits,
}

/// Where a file stands in the tray, which tells it apart for as long as it lies there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// Its place among the others, the first dropped first.
    pub order: u64,
    /// Its bytes.
    pub bytes: u64,
    /// SHA-256 of them, in hexadecimal.
    pub id: String,
}

/// A file in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands.
    pub slot: Slot,
    /// Its name as it was dropped, one part that every system takes.
    pub name: String,
    /// The zip it came in.
    pub from: Option<String>,
}

/// What is noted beside a file.
#[derive(Serialize, Deserialize)]
struct Note {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

/// What became of a dropped file; a zip is many.
#[derive(Debug, Default)]
pub struct Added {
    /// In the tray now.
    pub items: Vec<Item>,
    /// There already, byte for byte, whatever the name.
    pub again: Vec<Item>,
    /// Not taken, and why.
    pub refused: Vec<Refused>,
    /// Lock files, and what operating systems leave behind.
    pub passed_over: u64,
}

impl Slot {
    fn stem(&self) -> String {
        let Self { order, bytes, id } = self;
        format!("{order:06}-{bytes}-{id}")
    }

    fn of(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(NOTES)?.splitn(3, '-');
        let mut number = || parts.next()?.parse().ok();
        let (order, bytes) = (number()?, number()?);
        parts.next().filter(|id| is_id(id)).map(|id| Self { order, bytes, id: id.to_owned() })
    }
}

/// Whether a text can be an item's: a digest, which is no path.
fn is_id(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

impl Tray {
    /// The tray of `workspace`, within the plan's limits.
    pub fn of(workspace: &Workspace, plan: &Plan) -> Self {
        Self { folder: workspace.outputs().join(FOLDER), limits: limits(plan) }
    }

    /// MiB that it holds.
    fn room(&self) -> u64 {
        ROOM.max(self.limits.file_bytes >> 19)
    }

    /// What lies in it, the first dropped first.
    ///
    /// # Errors
    /// Where it cannot be listed.
    pub fn slots(&self) -> Result<Vec<Slot>, AppError> {
        let entries = match self.folder.read_dir() {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(WorkspaceError::Read { path: format!("outputs/{FOLDER}"), error }.into()),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut slots: Vec<Slot> = names.filter_map(|name| Slot::of(&name)).collect();
        slots.sort_unstable();
        Ok(slots)
    }

    /// The file at a slot; `None` where it is no longer there.
    pub fn item(&self, slot: &Slot) -> Option<Item> {
        let note = read_within(&self.folder.join(format!("{}{NOTES}", slot.stem())), NOTE).ok()?;
        let Note { name, from } = serde_json::from_slice(&note).ok()?;
        self.place(&slot.id).is_file().then(|| Item { slot: slot.clone(), name: name::plain(&name).unwrap_or_default(), from })
    }

    /// The file with this digest; `None` where there is none, or it is no digest.
    ///
    /// # Errors
    /// As [`Tray::slots`].
    pub fn find(&self, id: &str) -> Result<Option<Item>, AppError> {
        Ok(self.slots()?.iter().find(|slot| slot.id == id).and_then(|slot| self.item(slot)))
    }

    /// What to open to read an item.
    pub fn source(&self, item: &Item) -> Source {
        Source { path: item.name.clone(), location: self.place(&item.slot.id), kind: SourceKind::File }
    }

    /// The bytes of an item, if they are still those that were added.
    ///
    /// # Errors
    /// Where they cannot be read; [`io::ErrorKind::InvalidData`] where they are others.
    pub fn bytes(&self, item: &Item) -> io::Result<Vec<u8>> {
        let bytes = read_within(&self.place(&item.slot.id), self.limits.file_bytes)?;
        if sha256(&bytes) == item.slot.id { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    fn place(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}{BYTES}"))
    }

    /// Puts a file into the tray that was dropped under this name or path; a zip that holds workbooks is opened.
    ///
    /// # Errors
    /// Where it cannot be written; the tray is then as it was, or holds a zip's first files.
    pub fn add(&self, path: &str, bytes: &[u8]) -> Result<Added, AppError> {
        let mut added = Added::default();
        let Some(name) = name::plain(path) else {
            added.passed_over += 1;
            return Ok(added);
        };
        let refused = |why: Why| Refused { name: name.clone(), why };
        if bytes.len() as u64 > self.limits.file_bytes {
            added.refused.push(refused(Why::TooLarge(self.limits.file_bytes >> 20)));
            return Ok(added);
        }
        let lock = WriteLock::take(&self.folder, || ())?;
        if !is_bundle(bytes) {
            self.put(&lock, name, None, bytes, &mut added)?;
            return Ok(added);
        }
        match Bundle::open(bytes, &self.limits) {
            Err(why) => added.refused.push(refused(why)),
            Ok(mut bundle) => {
                for file in bundle.files() {
                    match file {
                        None => added.passed_over += 1,
                        Some((own, Err(why))) => added.refused.push(Refused { name: own, why }),
                        Some((own, Ok(bytes))) => self.put(&lock, own, Some(&name), &bytes, &mut added)?,
                    }
                }
            }
        }
        Ok(added)
    }

    fn put(&self, lock: &WriteLock, name: String, from: Option<&str>, bytes: &[u8], added: &mut Added) -> Result<(), AppError> {
        let slots = self.slots()?;
        let id = sha256(bytes);
        if let Some(item) = slots.iter().find(|slot| slot.id == id).and_then(|slot| self.item(slot)) {
            added.again.push(item);
            return Ok(());
        }
        let size = bytes.len() as u64;
        let held: u64 = slots.iter().map(|slot| slot.bytes).sum();
        let why = if slots.len() as u64 >= self.limits.files {
            Some(Why::TooMany(self.limits.files))
        } else {
            (held + size > self.room() << 20).then(|| Why::NoRoom(self.room()))
        };
        if let Some(why) = why {
            added.refused.push(Refused { name, why });
            return Ok(());
        }
        let slot = Slot { order: slots.last().map_or(1, |last| last.order + 1), bytes: size, id };
        let item = Item { slot, name, from: from.map(str::to_owned) };
        self.write(lock, &item, bytes)?;
        added.items.push(item);
        Ok(())
    }

    /// First the bytes, then the note by which they are known: killed in between, what lies there is nobody's.
    fn write(&self, lock: &WriteLock, item: &Item, bytes: &[u8]) -> Result<(), OutputError> {
        let (file, note) = (format!("{}{BYTES}", item.slot.id), format!("{}{NOTES}", item.slot.stem()));
        let said = Note { name: item.name.clone(), from: item.from.clone() };
        let said = serde_json::to_vec(&said).unwrap_or_default();
        let written =
            lock.replace_file(&file, |to| to.write_all(bytes)).and_then(|_| lock.replace_file(&note, |to| to.write_all(&said)));
        if written.is_err() {
            _ = lock.remove_file(&file);
        }
        written.map(|_| ())
    }

    /// Takes files out of the tray; those that are no longer there are no matter.
    ///
    /// # Errors
    /// Where one cannot be removed.
    pub fn discard(&self, ids: &[&str]) -> Result<Vec<Item>, AppError> {
        let lock = WriteLock::take(&self.folder, || ())?;
        let slots = self.slots()?;
        let mut discarded = Vec::new();
        for slot in slots.iter().filter(|slot| ids.contains(&slot.id.as_str())) {
            discarded.extend(self.item(slot));
            // The note first: without it the bytes are nobody's.
            lock.remove_file(&format!("{}{NOTES}", slot.stem()))?;
            lock.remove_file(&format!("{}{BYTES}", slot.id))?;
        }
        self.sweep(&lock);
        Ok(discarded)
    }

    /// Removes bytes without a note, which an interrupted run left. What cannot be removed is in nobody's way.
    fn sweep(&self, lock: &WriteLock) {
        let known = self.slots().unwrap_or_default();
        let names = self.folder.read_dir().into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        for name in names {
            if name.strip_suffix(BYTES).is_some_and(|id| is_id(id) && !known.iter().any(|slot| slot.id == id)) {
                _ = lock.remove_file(&name);
            }
        }
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
