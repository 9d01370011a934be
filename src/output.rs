//! Writes a folder of files whole or not at all.
//!
//! The files go into a folder aside, are flushed to the disk, and take the old folder's place in one step. Whatever an
//! interrupted run left behind is put right by the next one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::pipeline::OutputFile;

/// Why files could not be written.
#[derive(Debug, thiserror::Error)]
#[error("เขียน {path} ไม่ได้: {error}\n  ตรวจว่าดิสก์ไม่เต็ม โฟลเดอร์เขียนได้ และไม่มีโปรแกรมอื่นเปิดแฟ้มค้างไว้")]
pub struct OutputError {
    path: String,
    error: io::Error,
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.display().to_string();
    move |error| OutputError { path, error }
}

/// The right to write below a folder; held until dropped, so that two runs do not mix.
#[derive(Debug)]
pub struct Turn {
    folder: PathBuf,
    _lock: File,
}

/// Names of folders that are not finished or no longer needed.
const NEW: &str = ".new";
const OLD: &str = ".old";

impl Turn {
    /// Takes the turn below `folder`, which is made where it is missing; `waiting` is called once where another run has it.
    /// What an interrupted run left is put right first.
    ///
    /// # Errors
    /// Where the folder cannot be made or written.
    pub fn take(folder: &Path, waiting: impl FnOnce()) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        let path = folder.join(".lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(at(&path))?;
        if lock.try_lock().is_err() {
            waiting();
            lock.lock().map_err(at(&path))?;
        }
        let turn = Self { folder: folder.to_owned(), _lock: lock };
        turn.recover()?;
        Ok(turn)
    }

    /// Removes what was not finished, and puts back an old folder whose new one never came.
    fn recover(&self) -> Result<(), OutputError> {
        let entries: Vec<PathBuf> = self.folder.read_dir().map_err(at(&self.folder))?.filter_map(Result::ok).map(|entry| entry.path()).collect();
        for path in entries {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if let Some(name) = name.strip_prefix(OLD) {
                let place = self.folder.join(name.trim_start_matches('-'));
                if place.exists() {
                    fs::remove_dir_all(&path).map_err(at(&path))?;
                } else {
                    fs::rename(&path, &place).map_err(at(&place))?;
                }
            } else if name.starts_with(&format!("{NEW}-")) {
                fs::remove_dir_all(&path).map_err(at(&path))?;
            }
        }
        Ok(())
    }

    /// Puts `files` into the folder `name`, in place of whatever it held.
    ///
    /// # Errors
    /// Where something cannot be written; the folder is then as it was.
    pub fn replace(&self, name: &str, files: &[OutputFile]) -> Result<PathBuf, OutputError> {
        let aside = self.write_aside(name, files)?;
        let place = self.folder.join(name);
        let swapped = if place.exists() { self.swap(name, &aside, &place) } else { fs::rename(&aside, &place).map_err(at(&place)) };
        if swapped.is_err() {
            _ = fs::remove_dir_all(&aside);
        }
        swapped?;
        flush_folder(&self.folder).map_err(at(&self.folder))?;
        Ok(place)
    }

    /// Puts `files` into a folder `name` that does not exist yet; its parents are made.
    ///
    /// # Errors
    /// Where something cannot be written, or the folder is there already.
    pub fn add(&self, name: &str, files: &[OutputFile]) -> Result<PathBuf, OutputError> {
        let place = self.folder.join(name);
        if place.exists() {
            return Err(at(&place)(io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        let aside = self.write_aside(&name.replace('/', "-"), files)?;
        let parent = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(at(parent))?;
        fs::rename(&aside, &place).map_err(at(&place))?;
        flush_folder(parent).map_err(at(parent))?;
        Ok(place)
    }

    /// Writes the files into a folder aside and flushes them to the disk.
    fn write_aside(&self, name: &str, files: &[OutputFile]) -> Result<PathBuf, OutputError> {
        let aside = self.folder.join(format!("{NEW}-{name}"));
        if aside.exists() {
            fs::remove_dir_all(&aside).map_err(at(&aside))?;
        }
        let written = write_all(&aside, files);
        if written.is_err() {
            _ = fs::remove_dir_all(&aside);
        }
        written.map(|()| aside)
    }

    /// Exchanges the two folders in one step and removes the old one.
    #[cfg(target_os = "linux")]
    fn swap(&self, name: &str, aside: &Path, place: &Path) -> Result<(), OutputError> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, aside, CWD, place, RenameFlags::EXCHANGE) {
            Ok(()) => {
                // A reader may hold the old folder; what cannot be removed now is removed by the next run.
                _ = fs::remove_dir_all(aside);
                Ok(())
            }
            Err(_) => self.swap_in_two(name, aside, place),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn swap(&self, name: &str, aside: &Path, place: &Path) -> Result<(), OutputError> {
        self.swap_in_two(name, aside, place)
    }

    /// Where the system cannot exchange: the old folder steps aside, from where [`Self::recover`] would put it back.
    fn swap_in_two(&self, name: &str, aside: &Path, place: &Path) -> Result<(), OutputError> {
        let old = self.folder.join(format!("{OLD}-{name}"));
        fs::rename(place, &old).map_err(at(place))?;
        if let Err(error) = fs::rename(aside, place) {
            fs::rename(&old, place).map_err(at(&old))?;
            return Err(at(place)(error));
        }
        _ = fs::remove_dir_all(&old);
        Ok(())
    }
}

fn write_all(folder: &Path, files: &[OutputFile]) -> Result<(), OutputError> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    let mut folders = std::collections::BTreeSet::from([folder.to_owned()]);
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
            folders.extend(parent.ancestors().take_while(|ancestor| ancestor.starts_with(folder)).map(Path::to_owned));
        }
        let write = || -> io::Result<()> {
            let mut out = File::create(&path)?;
            out.write_all(&file.bytes)?;
            out.sync_all()
        };
        write().map_err(at(&path))?;
    }
    folders.iter().try_for_each(|folder| flush_folder(folder).map_err(at(folder)))
}

/// Flushes a folder's entries; only Unix can.
fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_folder_is_replaced_whole_and_leftovers_are_put_right() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let turn = Turn::take(folder.path(), || ()).expect("it can be written");
        turn.replace("2565-02", &[file("a.txt", "1"), file("returns/b.txt", "1")]).expect("written");
        turn.replace("2565-02", &[file("a.txt", "2")]).expect("replaced");
        let place = folder.path().join("2565-02");
        assert_eq!(fs::read_to_string(place.join("a.txt")).expect("there"), "2");
        assert!(!place.join("returns").exists(), "nothing of the old folder stays");
        drop(turn);
        // Killed between the two steps, and before the first.
        fs::rename(&place, folder.path().join(".old-2565-02")).expect("renamed");
        fs::create_dir(folder.path().join(".new-2565-02")).expect("made");
        let turn = Turn::take(folder.path(), || ()).expect("it recovers");
        assert_eq!(fs::read_to_string(place.join("a.txt")).expect("put back"), "2");
        assert!(!folder.path().join(".new-2565-02").exists());
        assert!(turn.add("2565-02", &[]).is_err(), "what is there is never overwritten by add");
    }
}
