//! Writes a folder of files whole or not at all.
//!
//! The files go into a folder aside, are flushed to the disk, and take the old folder's place in one step. Whatever an
//! interrupted run left behind is put right by the next one, which knows it by its name: `.new-…` was never finished or is
//! no longer needed, `.old-…` had stepped aside.

mod disk;
pub mod placed;
mod staged;

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
pub use staged::StagedFolder;

use crate::files::below;
use crate::lang::{Lang, Said, Say, say};
use disk::{exists, flush_folder, remove, rename};

/// A file to be written, relative to its output folder, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// With `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is.
    pub about: About,
}

/// What a published file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// What kind of file.
    pub kind: FileKind,
    /// Which document, ASCII: `form-1-activities`; the same for its workbook and its PDF, and for every district's reminder.
    pub document: String,
    /// Its title, in Thai.
    pub title: String,
    /// Geocode of the district that it is for; `None` where it is the province's.
    pub district: Option<String>,
    /// Of a letter that bears it, the digest of what is enclosed, in groups of four.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enclosures: Option<String>,
}

impl About {
    /// Of the province as a whole.
    pub fn of(kind: FileKind, document: &str, title: &str) -> Self {
        Self { kind, document: document.to_owned(), title: title.to_owned(), district: None, enclosures: None }
    }

    /// For a district, by geocode.
    pub fn for_district(self, geocode: &str) -> Self {
        Self { district: Some(geocode.to_owned()), ..self }
    }
}

/// Kinds of published files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A form, table or scorecard.
    Document,
    /// A letter on its own.
    Letter,
    /// A letter with its enclosures.
    Packet,
    /// A blank form for a district.
    Form,
    /// A district's workbook with what is wrong in it.
    Returned,
    /// The page.
    Page,
    /// Every figure with its trace.
    Figures,
    /// Every finding.
    Findings,
    /// The rows that count.
    Rows,
}

/// Why files could not be written. What was there before is then still there, whole.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct OutputError {
    path: String,
    error: io::Error,
}

impl OutputError {
    /// What the system said.
    pub fn kind(&self) -> io::ErrorKind {
        self.error.kind()
    }
}

impl Say for OutputError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, error } = self;
        let remedy = disk::remedy(error, lang);
        say!(
            lang,
            out,
            "เขียน {path} ไม่ได้: {error}\n  ผลลัพธ์เดิมยังอยู่ครบ {remedy}",
            "cannot write {path}: {error}\n  earlier results are whole; {remedy}",
            error
        )
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.display().to_string();
    move |error| OutputError { path, error }
}

/// Writes a new file that no other user may read, its folder made; its name begins and ends so. Gives where it lies.
///
/// # Errors
/// Where it cannot be written.
pub fn create_private(folder: &Path, begins: &str, ends: &str, bytes: &[u8]) -> Result<PathBuf, OutputError> {
    create_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(begins).suffix(ends).tempfile_in(folder).map_err(at(folder))?;
    file.write_all(bytes).map_err(at(folder))?;
    let (_, path) = file.keep().map_err(|error| at(folder)(error.error))?;
    Ok(path)
}

/// Removes a file that is no longer wanted; one that is not there is none.
///
/// # Errors
/// Where it cannot be removed.
pub fn discard(path: &Path) -> Result<(), OutputError> {
    remove(path).map_err(at(path))
}

/// A value as a JSON file: UTF-8, two spaces an indent, a line end.
pub fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("keys are texts and values are finite");
    bytes.push(b'\n');
    bytes
}

/// Makes a folder and those above it, where they are missing.
///
/// # Errors
/// Where it cannot be made.
pub fn create_folder(folder: &Path) -> Result<(), OutputError> {
    std::fs::create_dir_all(folder).map_err(at(folder))
}

/// The right to write below a folder; held until dropped, so that two runs do not mix.
#[derive(Debug)]
pub struct WriteLock {
    folder: PathBuf,
    _lock: File,
}

/// Names of folders that are not finished or no longer needed begin so.
const NEW: &str = ".new-";
/// Names of folders that stepped aside begin so.
const OLD: &str = ".old-";

impl WriteLock {
    /// Takes the lock below `folder`, which is made where it is missing; `waiting` is called once where another run has it.
    /// What an interrupted run left is put right first.
    ///
    /// # Errors
    /// Where the folder cannot be made or written.
    pub fn take(folder: &Path, waiting: impl FnOnce()) -> Result<Self, OutputError> {
        create_folder(folder)?;
        let path = folder.join(".lock");
        // Opening a pipe would wait for its other end.
        if exists(&path) && !path.is_file() {
            return Err(at(&path)(io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(at(&path))?;
        if lock.try_lock().is_err() {
            waiting();
            lock.lock().map_err(at(&path))?;
        }
        let lock = Self { folder: folder.to_owned(), _lock: lock };
        lock.recover()?;
        Ok(lock)
    }

    /// Puts back an old folder whose new one never came, and removes what was not finished.
    fn recover(&self) -> Result<(), OutputError> {
        let entries = self.folder.read_dir().map_err(at(&self.folder))?;
        let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort_unstable();
        for name in names {
            let path = self.folder.join(&name);
            if let Some(place) = name.strip_prefix(OLD).and_then(|name| below(&self.folder, name)) {
                if exists(&place) {
                    remove(&path).map_err(at(&path))?;
                } else {
                    rename(&path, &place).map_err(at(&place))?;
                    flush_folder(&self.folder).map_err(at(&self.folder))?;
                }
            } else if name.starts_with(NEW) {
                remove(&path).map_err(at(&path))?;
            }
        }
        Ok(())
    }

    /// An empty folder aside, to be filled and then settled below this one; `name` must be a plain name.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn begin(&self, name: &str) -> Result<StagedFolder<'_>, OutputError> {
        StagedFolder::new(self, name)
    }

    /// Puts `files` into the folder `name`, in place of whatever it held.
    ///
    /// # Errors
    /// Where something cannot be written; the folder is then as it was.
    pub fn replace(&self, name: &str, files: &[OutputFile]) -> Result<PathBuf, OutputError> {
        let mut staged = self.begin(name)?;
        for file in files {
            staged.write(&file.path, &file.bytes)?;
        }
        staged.replace(name)
    }

    /// Writes one file `name`, in place of whatever it held; `write` is given the file aside.
    ///
    /// # Errors
    /// Where it cannot be written; the file is then as it was.
    pub fn replace_file(&self, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<PathBuf, OutputError> {
        let place = self.place(name)?;
        let aside = self.folder.join(format!("{NEW}{name}"));
        let written = File::create(&aside).and_then(|mut file| {
            write(&mut file)?;
            file.sync_all()
        });
        let settled = written.map_err(at(&aside)).and_then(|()| rename(&aside, &place).map_err(at(&place)));
        if settled.is_err() {
            _ = remove(&aside);
        }
        settled?;
        flush_folder(&self.folder).map_err(at(&self.folder))?;
        Ok(place)
    }

    /// Removes a file; one that is not there is no matter.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn remove_file(&self, name: &str) -> Result<(), OutputError> {
        let place = self.place(name)?;
        remove(&place).and_then(|()| flush_folder(&self.folder)).map_err(at(&place))
    }

    /// Where `name` lies, if that is below this folder.
    fn place(&self, name: &str) -> Result<PathBuf, OutputError> {
        below(&self.folder, name).ok_or_else(|| at(&self.folder.join(name))(io::Error::from(io::ErrorKind::InvalidFilename)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile { path: path.to_owned(), bytes: text.as_bytes().to_vec(), about: About::of(FileKind::Document, "a", "a") }
    }

    fn lock(folder: &Path) -> WriteLock {
        WriteLock::take(folder, || ()).expect("it can be written")
    }

    #[test]
    fn a_folder_is_replaced_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let lock = lock(folder.path());
        lock.replace("2565-02", &[file("a.txt", "1"), file("returns/b.txt", "1")]).expect("written");
        lock.replace("2565-02", &[file("a.txt", "2")]).expect("replaced");
        let place = folder.path().join("2565-02");
        assert_eq!(fs::read_to_string(place.join("a.txt")).expect("there"), "2");
        assert!(!place.join("returns").exists(), "nothing of the old folder stays");
        lock.replace_file("list.txt", |file| io::Write::write_all(file, b"1")).expect("written");
        assert_eq!(folder.path().read_dir().expect("a folder").count(), 3, "the lock, the folder and the file, nothing aside");
    }

    #[test]
    fn leftovers_are_put_right() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = folder.path().join("2565-02");
        lock(folder.path()).replace("2565-02", &[file("a.txt", "2")]).expect("written");
        // Killed between the two steps, before the first, after the exchange; and names that only look alike.
        fs::rename(&place, folder.path().join(".old-2565-02")).expect("renamed");
        fs::create_dir(folder.path().join(".new-2565-02")).expect("made");
        fs::write(folder.path().join(".new-archive.zip"), "half").expect("written");
        fs::create_dir(folder.path().join(".older")).expect("made");
        _ = lock(folder.path());
        assert_eq!(fs::read_to_string(place.join("a.txt")).expect("put back"), "2");
        assert!(!folder.path().join(".new-2565-02").exists() && !folder.path().join(".new-archive.zip").exists());
        assert!(folder.path().join(".older").exists(), "what is not ours is left alone");
    }

    #[test]
    fn what_is_there_is_never_added_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let lock = lock(folder.path());
        let add = |text: &str| {
            let mut staged = lock.begin("2565-02-r1").expect("made");
            staged.write("data/a.txt", text.as_bytes()).expect("written");
            staged.keep("2565-02/r1")
        };
        add("1").expect("added");
        assert!(add("2").is_err());
        assert_eq!(fs::read_to_string(folder.path().join("2565-02/r1/data/a.txt")).expect("there"), "1");
        assert_eq!(folder.path().read_dir().expect("a folder").count(), 2, "the lock and the month");
    }

    #[test]
    fn no_path_leads_out() {
        let outside = tempfile::tempdir().expect("a temporary folder");
        let lock = lock(&outside.path().join("outputs"));
        assert!(lock.replace("x", &[file("../../escaped", "1")]).is_err());
        assert!(!outside.path().join("escaped").exists());
    }
}
