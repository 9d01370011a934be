//! What the program can do, as values: each use-case takes a workspace and returns what came of it.
//!
//! Nothing here prints or knows who asks. How far it is goes to a [`Progress`], so that a terminal, a page or nobody at all
//! can listen.

pub mod asked;
mod capture;
pub mod changes;
pub mod check;
pub mod compile;
pub mod dropped;
mod evidence;
pub mod explain;
pub mod forms;
pub mod found;
pub mod gather;
pub mod init;
pub mod keep;
mod kept;
mod known;
pub mod message;
pub mod months;
mod printer;
pub mod publish;
pub mod receive;
pub mod seal;
mod sealed;
pub mod settings;
pub mod standing;
pub mod take;
pub mod targets;
pub mod templates;
pub mod tray;
pub mod verify;
pub mod warm;
pub mod wording;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::archive::{Archive, ArchiveError};
use crate::documents::words::WordsError;
use crate::explain::ExplainError;
use crate::form::FormError;
use crate::lang::{Lang, Said, Say, say};
use crate::output::{About, OutputError, OutputFile, WriteLock};
use crate::plan::Plan;
use crate::render::RenderError;
use crate::render::html::HtmlError;
use crate::render::pdf::PdfError;
use crate::render::xlsx::XlsxError;
use crate::workspace::{Workspace, WorkspaceError};
use asked::Asked;
use seal::SealError;
use warm::Warm;

/// Why a use-case could not be done: the environment, not the districts' data.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum AppError {
    /// The workspace.
    Workspace(#[from] WorkspaceError),
    /// A template of words.
    Words(#[from] WordsError),
    /// Rendering.
    Render(#[from] RenderError),
    /// A PDF.
    Pdf(#[from] PdfError),
    /// A workbook.
    Xlsx(#[from] XlsxError),
    /// The page.
    Html(#[from] HtmlError),
    /// A workbook that goes to a district.
    Form(#[from] FormError),
    /// Writing.
    Output(#[from] OutputError),
    /// The archive.
    Archive(#[from] ArchiveError),
    /// Sealing.
    Seal(#[from] SealError),
    /// A template by a name that none has.
    Template(#[from] templates::UnknownTemplate),
    /// Whose figure is to be explained, or which.
    Explain(#[from] ExplainError),
    /// What was asked for: a month, a district, a file.
    Asked(Asked),
    /// The folder in which a bag is compiled again.
    Temporary {
        /// Where.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The reading worker cannot be started.
    Reader(std::io::Error),
}

impl From<Asked> for AppError {
    fn from(asked: Asked) -> Self {
        Self::Asked(asked)
    }
}

impl Say for AppError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace(error) => error.say(lang, out),
            Self::Words(error) => error.say(lang, out),
            Self::Render(error) => error.say(lang, out),
            Self::Pdf(error) => error.say(lang, out),
            Self::Xlsx(error) => error.say(lang, out),
            Self::Html(error) => error.say(lang, out),
            Self::Form(error) => error.say(lang, out),
            Self::Output(error) => error.say(lang, out),
            Self::Archive(error) => error.say(lang, out),
            Self::Seal(error) => error.say(lang, out),
            Self::Explain(error) => error.say(lang, out),
            Self::Template(error) => error.say(lang, out),
            Self::Asked(asked) => asked.say(lang, out),
            Self::Temporary { path, error } => say!(
                lang,
                out,
                "ใช้โฟลเดอร์ชั่วคราว {path} ไม่ได้: {error}\n  ตรวจที่ว่างและสิทธิ์ของโฟลเดอร์นั้นแล้วสั่งใหม่",
                "cannot use the temporary folder {path}: {error}\n  check its room and its permissions, then run it again",
                error
            ),
            Self::Reader(error) => say!(
                lang,
                out,
                "เริ่มตัวอ่านแฟ้มไม่ได้: {error}\n  ปิดโปรแกรมอื่นที่ไม่ใช้แล้วสั่งใหม่",
                "cannot start the reader of files: {error}\n  close programs that are not in use, then run it again",
                error
            ),
        }
    }
}

/// What a use-case does after all files were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Pages and workbooks are made.
    Printing,
    /// A bag is compiled again before it is sealed.
    Proving,
    /// What was made is written to the disk.
    Writing,
    /// Of so many bags, so many have been compiled again.
    Verifying {
        /// How many are done.
        done: usize,
        /// Of how many.
        of: usize,
    },
}

/// Told how far a use-case is.
pub trait Progress: Sync {
    /// So many files are about to be read.
    fn files(&self, _count: usize) {}
    /// One more was read.
    fn file_read(&self) {}
    /// All were read.
    fn all_read(&self) {}
    /// A new stage has begun.
    fn stage(&self, _stage: Stage) {}
    /// Another run is writing; this one waits for it.
    fn waiting(&self) {}
}

/// Nobody listens.
pub struct Unwatched;

impl Progress for Unwatched {}

/// Who reads the files.
#[derive(Clone, Debug)]
pub enum Readers {
    /// Processes of this program, started from there: one that dies takes only its file with it.
    Workers(PathBuf),
    /// The same, kept from one use-case to the next with what was read before.
    Warm(Arc<Warm>),
    /// This process, for tests and files one trusts.
    InProcess,
}

/// How a use-case runs.
#[derive(Clone)]
pub struct Runtime<'a> {
    /// Who reads.
    pub readers: Readers,
    /// Who is told.
    pub progress: &'a dyn Progress,
}

impl Runtime<'_> {
    /// Everything in this process, and nobody told.
    pub const IN_PROCESS: Runtime<'static> = Runtime { readers: Readers::InProcess, progress: &Unwatched };

    /// Readers that know nothing of what was read before, with nobody told: for a proof.
    fn afresh(&self) -> Runtime<'static> {
        let readers = match &self.readers {
            Readers::Warm(warm) => Readers::Workers(warm.program().to_owned()),
            readers => readers.clone(),
        };
        Runtime { readers, progress: &Unwatched }
    }

    /// The right to write below `folder`.
    fn lock(&self, folder: &Path) -> Result<WriteLock, AppError> {
        Ok(WriteLock::take(folder, || self.progress.waiting())?)
    }
}

/// Files that were written together.
#[derive(Clone, Debug)]
pub struct Written {
    /// Their folder.
    pub folder: PathBuf,
    /// Each by its path below it, and what it is.
    pub files: Vec<(String, About)>,
}

impl Written {
    /// Each file as other programs are told of it: its path, and what it is.
    pub fn published(&self) -> Vec<PublishedFile<'_>> {
        self.files.iter().map(|(path, about)| PublishedFile { path, about }).collect()
    }

    /// Puts `files` into the folder `name` in place of whatever it held.
    fn replace(lock: &WriteLock, name: &str, files: Vec<OutputFile>) -> Result<Self, AppError> {
        let folder = lock.replace(name, &files)?;
        Ok(Self { folder, files: files.into_iter().map(|file| (file.path, file.about)).collect() })
    }
}

/// A published file in a command's JSON.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PublishedFile<'a> {
    /// Below its folder, with `/`.
    path: &'a str,
    #[serde(flatten)]
    about: &'a About,
}

/// The archive of a workspace.
///
/// # Errors
/// Where the plan's folder leads out of `outputs/`, or is one that other commands replace.
pub fn archive(workspace: &Workspace, plan: &Plan) -> Result<Archive, AppError> {
    Ok(Archive::open(&workspace.outputs(), &plan.archive.folder)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn what_the_machine_refuses_is_said_in_both_languages() {
        let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
        pure(&AppError::Temporary { path: "/tmp".to_owned(), error: full() });
        pure(&AppError::Reader(full()));
    }
}
