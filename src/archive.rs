//! Stage 7: bags kept for ten years, and whether they are still what was sealed. It knows nothing of what is in them.
//!
//! A month's bag (BagIt, RFC 8493) holds what came in, what it was compiled with and what came out, so that anyone can check
//! it with other programs, and this one can compile it again. Bags are only ever added. Each names the digests of the one
//! sealed before it, and `chain.txt` lists them all, so that a bag taken out or replaced is noticed ([`ledger`] says how far).

pub mod bag;
mod expect;
pub mod export;
pub mod fault;
pub mod fixity;
pub mod identity;
pub mod info;
pub mod ledger;
pub mod list;
pub mod note;
mod recover;
pub mod refusal;
pub mod sign;
pub mod signature;
pub mod verify;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::{CannotRead, below};
use crate::lang::{Lang, Said, Say, say};
use crate::output::{OutputError, WriteLock};
use crate::thai::calendar::Month;
use ledger::Ledger;
use refusal::{BadFolder, Refusal};

/// Why the archive could not be worked on.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum ArchiveError {
    /// Writing.
    Output(#[from] OutputError),
    /// Reading.
    Read {
        /// Where.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// A link, a pipe, a device or a folder where a file was meant: never opened.
    NotAFile {
        /// Where.
        path: String,
    },
    /// A scan without a byte.
    EmptyScan {
        /// Where.
        path: String,
    },
    /// What was asked for is against the rules of the archive.
    Refused(Refusal),
}

impl From<Refusal> for ArchiveError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Say for ArchiveError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Output(error) => error.say(lang, out),
            Self::Read { path, error } => CannotRead { path, error }.say(lang, out),
            Self::NotAFile { path } => say!(
                lang,
                out,
                "{path} ไม่ใช่แฟ้มธรรมดา (เป็นลิงก์ ท่อ อุปกรณ์ หรือโฟลเดอร์) จึงไม่เปิดอ่าน\n  นำแฟ้มจริงมาวางแทน แล้วสั่งใหม่",
                "{path} is no ordinary file (a link, a pipe, a device or a folder), so it is not opened\n  put a real file in its place, then run it again",
            ),
            Self::EmptyScan { path } => say!(
                lang,
                out,
                "{path} เป็นแฟ้มว่างเปล่า\n  สแกนใหม่ แล้วสั่งอีกครั้ง",
                "{path} is empty\n  scan it again, then run this again",
            ),
            Self::Refused(refusal) => refusal.say(lang, out),
        }
    }
}

/// The error of reading `path`.
fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> ArchiveError {
    let path = path.display().to_string();
    move |error| match error.kind() {
        io::ErrorKind::InvalidInput => ArchiveError::NotAFile { path },
        _ => ArchiveError::Read { path, error },
    }
}

/// A bag by its place: `2565-02/r1`, or `2565-02/r1-signed-1`. Ordered by month, revision, then signed copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BagId {
    /// The month.
    pub month: Month,
    /// Its revision, from 1.
    pub revision: u32,
    /// Which signed copy of it, from 1; 0 for the revision itself.
    pub signed: u32,
}

impl BagId {
    /// The revision that a signed copy belongs to; itself for a revision.
    pub fn of_revision(self) -> Self {
        Self { signed: 0, ..self }
    }

    /// The name of its folder below the month's.
    pub fn name(self) -> String {
        match self.signed {
            0 => format!("r{}", self.revision),
            signed => format!("r{}-signed-{signed}", self.revision),
        }
    }

    /// The bag in a month's folder `name`, if it is one's name as [`BagId::name`] writes it.
    pub fn named(month: Month, name: &str) -> Option<Self> {
        let (revision, signed) = match name.strip_prefix('r')?.split_once("-signed-") {
            Some((revision, signed)) => (revision, signed.parse().ok()?),
            None => (name.strip_prefix('r')?, 0),
        };
        let id = Self { month, revision: revision.parse().ok()?, signed };
        (id.revision > 0 && id.name() == name).then_some(id)
    }

    /// The bag at a place as it is displayed.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, name) = text.split_once('/')?;
        let id = Self::named(month.parse().ok()?, name)?;
        (id.to_string() == text).then_some(id)
    }
}

impl fmt::Display for BagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.month, self.name())
    }
}

impl Say for BagId {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// The archive of a workspace.
#[derive(Clone, Debug)]
pub struct Archive {
    root: PathBuf,
}

/// What lies in the archive's folder.
#[derive(Debug, Default)]
pub struct Contents {
    /// Bags, in order.
    pub bags: Vec<BagId>,
    /// Whatever else, relative to the archive: nothing that a seal would have written.
    pub strangers: Vec<String>,
}

impl Archive {
    /// The archive in `folder` (the plan's, with `/`) below `outputs`.
    ///
    /// # Errors
    /// Where the folder leads out of `outputs/`, or is one that other commands replace.
    pub fn open(outputs: &Path, folder: &str) -> Result<Self, ArchiveError> {
        let name = folder.trim().replace('\\', "/");
        let name = name.trim_end_matches('/');
        let refused = |why: BadFolder| Refusal::Folder { name: name.to_owned(), why };
        let root = below(outputs, name).ok_or_else(|| refused(BadFolder::Outside))?;
        let first = name.split('/').next().unwrap_or_default().to_lowercase();
        if first.parse::<Month>().is_ok() || ["targets", "forms"].contains(&first.as_str()) || first.starts_with('.') {
            return Err(refused(BadFolder::Taken).into());
        }
        let outside = || {
            let (root, outputs) = (root.canonicalize().ok()?, outputs.canonicalize().ok()?);
            (!root.starts_with(&outputs) || root == outputs).then_some(())
        };
        match outside() {
            Some(()) => Err(refused(BadFolder::Link).into()),
            None => Ok(Self { root }),
        }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of a bag.
    pub fn folder(&self, bag: BagId) -> PathBuf {
        self.root.join(bag.month.to_string()).join(bag.name())
    }

    /// The right to seal; `waiting` is called once where another run has it. A bag whose sealing was cut short just before
    /// it was listed is listed now.
    ///
    /// # Errors
    /// Where the folder cannot be written, or the list cannot be read.
    pub fn lock(&self, waiting: impl FnOnce()) -> Result<(WriteLock, Ledger), ArchiveError> {
        let lock = WriteLock::take(&self.root, waiting)?;
        let ledger = recover::recover(self, &lock)?;
        Ok((lock, ledger))
    }

    /// What lies in it; nothing where there is no archive yet.
    ///
    /// # Errors
    /// Where it cannot be listed.
    pub fn contents(&self) -> Result<Contents, ArchiveError> {
        let mut contents = Contents::default();
        for (name, is_folder) in entries(&self.root)? {
            let month = name.parse::<Month>().ok().filter(|month| is_folder && month.to_string() == name);
            match month {
                Some(month) => self.list_month(month, &mut contents)?,
                None if [ledger::FILE, signature::FILE, ".lock"].contains(&name.as_str()) || name.starts_with(".new-") => {}
                None => contents.strangers.push(name),
            }
        }
        contents.bags.sort_unstable();
        Ok(contents)
    }

    /// The month's last revision, on the disk or in the list: one that was taken out is never given its number again.
    ///
    /// # Errors
    /// Where it cannot be listed.
    pub fn last_revision(&self, ledger: &Ledger, month: Month) -> Result<Option<BagId>, ArchiveError> {
        let there = self.contents()?.bags;
        let listed = ledger.entries.iter().map(|entry| entry.bag);
        Ok(there.into_iter().chain(listed).filter(|bag| bag.month == month).map(BagId::of_revision).max())
    }

    fn list_month(&self, month: Month, contents: &mut Contents) -> Result<(), ArchiveError> {
        for (name, is_folder) in entries(&self.root.join(month.to_string()))? {
            match BagId::named(month, &name).filter(|_| is_folder) {
                Some(bag) => contents.bags.push(bag),
                None => contents.strangers.push(format!("{month}/{name}")),
            }
        }
        Ok(())
    }
}

/// The entries of a folder by name, each with whether it is a folder itself (a link is none); none where it is missing.
fn entries(folder: &Path) -> Result<Vec<(String, bool)>, ArchiveError> {
    let listed = match folder.read_dir() {
        Ok(listed) => listed.collect::<io::Result<Vec<_>>>(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let kind = |entry: fs::DirEntry| Ok((entry.file_name().to_string_lossy().into_owned(), entry.file_type()?.is_dir()));
    let mut named =
        listed.and_then(|listed| listed.into_iter().map(kind).collect::<io::Result<Vec<_>>>()).map_err(unreadable(folder))?;
    named.sort_unstable();
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_error_is_said_in_both_languages() {
        let path = || "outputs/archive/chain.txt".to_owned();
        let every = [
            ArchiveError::Read { path: path(), error: io::ErrorKind::PermissionDenied.into() },
            ArchiveError::NotAFile { path: path() },
            ArchiveError::EmptyScan { path: path() },
            Refusal::NothingSealed.into(),
        ];
        every.iter().for_each(|error| pure(error));
    }

    #[test]
    fn bags_are_known_by_exact_names() {
        let month: Month = "2565-02".parse().expect("a month");
        for (name, revision, signed) in [("r1", 1, 0), ("r12", 12, 0), ("r1-signed-3", 1, 3)] {
            let id = BagId { month, revision, signed };
            assert_eq!((BagId::named(month, name), id.name().as_str()), (Some(id), name));
            assert_eq!(BagId::parse(&id.to_string()), Some(id));
        }
        for name in ["r0", "r01", "r1 (1)", "R1", "r+1", "r1-signed-0", "r1-signed-", "r1-signed-01", "r", "rr1"] {
            assert_eq!(BagId::named(month, name), None, "{name}");
        }
    }
}
