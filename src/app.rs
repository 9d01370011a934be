//! What the program can do, as values: each use-case takes a workspace and returns what came of it.
//!
//! Nothing here prints or knows who asks. How far it is goes to a [`Progress`], so that a terminal, a page or nobody at all
//! can listen.

mod capture;
pub mod check;
pub mod compile;
pub mod explain;
pub mod forms;
pub mod gather;
pub mod init;
pub mod keep;
mod known;
pub mod months;
pub mod publish;
pub mod receive;
pub mod seal;
mod sealed;
pub mod targets;
pub mod verify;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::archive::{Archive, ArchiveError};
use crate::documents::words::WordsError;
use crate::explain::ExplainError;
use crate::form::FormError;
use crate::output::{About, OutputError, OutputFile, WriteLock};
use crate::plan::Plan;
use crate::render::RenderError;
use crate::render::html::HtmlError;
use crate::render::pdf::PdfError;
use crate::render::xlsx::XlsxError;
use crate::thai::system::reason;
use crate::workspace::{Workspace, WorkspaceError};

/// Why a use-case could not be done: the environment, not the districts' data.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The workspace.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// A template of words.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// Rendering.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// The page.
    #[error(transparent)]
    Html(#[from] HtmlError),
    /// A workbook that goes to a district.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Writing.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The archive.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Whose figure is to be explained, or which.
    #[error(transparent)]
    Explain(#[from] ExplainError),
    /// What was asked for: a month, a district, a file.
    #[error("{0}")]
    Asked(String),
    /// The folder in which a bag is compiled again.
    #[error("ใช้โฟลเดอร์ชั่วคราว {path} ไม่ได้: {error}")]
    Temporary {
        /// Where.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The reading worker cannot be started.
    #[error("เริ่มตัวอ่านแฟ้มไม่ได้: {}\n  ปิดโปรแกรมอื่นที่ไม่ใช้แล้วสั่งใหม่", reason(.0))]
    Reader(std::io::Error),
}

/// Told how far a use-case is.
pub trait Progress: Sync {
    /// So many files are about to be read.
    fn files(&self, _count: usize) {}
    /// One more was read.
    fn file_read(&self) {}
    /// All were read.
    fn all_read(&self) {}
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

    /// The same readers, with nobody told.
    fn unwatched(&self) -> Runtime<'static> {
        Runtime { readers: self.readers.clone(), progress: &Unwatched }
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
