//! A folder that is filled aside and then takes its place in one step.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::disk::{exists, flush_file, flush_folder, remove, rename};
use super::{NEW, OLD, OutputError, WriteLock, at};
use crate::files::below;

/// A folder being filled. Dropped before it has settled, it is removed.
#[derive(Debug)]
pub struct StagedFolder<'a> {
    lock: &'a WriteLock,
    folder: PathBuf,
    folders: BTreeSet<PathBuf>,
    files: Vec<PathBuf>,
}

impl<'a> StagedFolder<'a> {
    pub(super) fn new(lock: &'a WriteLock, name: &str) -> Result<Self, OutputError> {
        let folder = lock.place(&format!("{NEW}{name}"))?;
        if exists(&folder) {
            remove(&folder).map_err(at(&folder))?;
        }
        fs::create_dir(&folder).map_err(at(&folder))?;
        Ok(Self { lock, folders: BTreeSet::from([folder.clone()]), folder, files: Vec::new() })
    }

    /// Where it lies until it has settled.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file; `path` with `/`, its folders are made.
    ///
    /// # Errors
    /// Where it cannot be written, or the path leads out of the folder.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let Some(place) = below(&self.folder, path) else {
            return Err(at(&self.folder.join(path))(io::Error::from(io::ErrorKind::InvalidFilename)));
        };
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
            self.folders.extend(parent.ancestors().take_while(|ancestor| ancestor.starts_with(&self.folder)).map(Path::to_owned));
        }
        File::create_new(&place).and_then(|mut file| file.write_all(bytes)).map_err(at(&place))?;
        self.files.push(place);
        Ok(())
    }

    /// Takes the place of the folder `name`, whatever that held.
    ///
    /// # Errors
    /// Where something cannot be written; the folder is then as it was.
    pub fn replace(self, name: &str) -> Result<PathBuf, OutputError> {
        self.flush()?;
        let place = self.lock.place(name)?;
        if exists(&place) {
            self.swap(name, &place)?;
        } else {
            rename(&self.folder, &place).map_err(at(&place))?;
            flush_folder(&self.lock.folder).map_err(at(&self.lock.folder))?;
        }
        Ok(place)
    }

    /// Becomes the folder `name` (with `/`), which does not exist yet; its parents are made.
    ///
    /// # Errors
    /// Where something cannot be written, or the folder is there already.
    pub fn keep(self, name: &str) -> Result<PathBuf, OutputError> {
        self.flush()?;
        let place = self.lock.place(name)?;
        if exists(&place) {
            return Err(at(&place)(io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        let parent = place.parent().unwrap_or(&self.lock.folder);
        fs::create_dir_all(parent).map_err(at(parent))?;
        rename(&self.folder, &place).map_err(at(&place))?;
        for folder in [parent, &self.lock.folder] {
            flush_folder(folder).map_err(at(folder))?;
        }
        Ok(place)
    }

    /// Flushes every file, then every folder, to the disk: only what is there for good may take a place.
    fn flush(&self) -> Result<(), OutputError> {
        self.files.iter().try_for_each(|file| flush_file(file).map_err(at(file)))?;
        self.folders.iter().rev().try_for_each(|folder| flush_folder(folder).map_err(at(folder)))
    }

    /// Exchanges the two folders in one step; the old one, now aside, is removed once the exchange is on the disk.
    #[cfg(target_os = "linux")]
    fn swap(&self, name: &str, place: &Path) -> Result<(), OutputError> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, &self.folder, CWD, place, RenameFlags::EXCHANGE) {
            // What cannot be removed now (a reader may hold it) is removed by the next run.
            Ok(()) => flush_folder(&self.lock.folder).map_err(at(&self.lock.folder)),
            // Some network and user-space file systems cannot exchange.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => self.swap_in_two(name, place),
            Err(error) => Err(at(place)(error.into())),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn swap(&self, name: &str, place: &Path) -> Result<(), OutputError> {
        self.swap_in_two(name, place)
    }

    /// Where the system cannot exchange: the old folder steps aside, from where the next run would put it back.
    fn swap_in_two(&self, name: &str, place: &Path) -> Result<(), OutputError> {
        let old = self.lock.folder.join(format!("{OLD}{name}"));
        rename(place, &old).map_err(at(place))?;
        if let Err(error) = rename(&self.folder, place) {
            rename(&old, place).map_err(at(&old))?;
            return Err(at(place)(error));
        }
        flush_folder(&self.lock.folder).map_err(at(&self.lock.folder))?;
        _ = remove(&old);
        Ok(())
    }
}

impl Drop for StagedFolder<'_> {
    fn drop(&mut self) {
        // Nothing is here any more where it became a new folder; after an exchange, it is the old one that is removed.
        _ = remove(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_two_steps_where_the_system_cannot_exchange() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let lock = WriteLock::take(folder.path(), || ()).expect("it can be written");
        let fill = |text: &str| {
            let mut staged = lock.begin("2565-02").expect("made");
            staged.write("a.txt", text.as_bytes()).expect("written");
            staged
        };
        let place = fill("1").replace("2565-02").expect("new");
        let staged = fill("2");
        staged.flush().expect("flushed");
        staged.swap_in_two("2565-02", &place).expect("swapped");
        drop(staged);
        assert_eq!(fs::read_to_string(place.join("a.txt")).expect("there"), "2");
        assert_eq!(folder.path().read_dir().expect("a folder").count(), 2, "the lock and the folder");
    }
}
