//! A province's folder: `inputs/`, `outputs/`, and the `templates/` and `fonts/` that override the embedded ones.
//!
//! Everything that a run takes from the disk, except the workbooks themselves, comes through here. Inputs are only read.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::documents::document::Garuda;
use crate::documents::words;
use crate::plan::{Plan, PlanError};
use crate::render::{html, pdf};
use crate::submission::find;
use crate::thai::calendar::Month;

/// Every template that the program ships, by file name: words, then layout. `init` writes them out.
pub fn shipped_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    words::EMBEDDED.into_iter().chain(pdf::TEMPLATES).chain([html::TEMPLATE])
}

/// The folder.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

/// Why a workspace cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// There is no plan.
    #[error("ไม่พบแผน {0}\n  สั่ง otop-report init เพื่อสร้างพื้นที่ทำงานใหม่ หรือระบุโฟลเดอร์ด้วย --workspace")]
    NoPlan(String),
    /// The plan contradicts itself.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The Garuda's picture cannot be used.
    #[error("แผน letters.garuda: {0}")]
    Garuda(String),
    /// A file cannot be read.
    #[error("อ่าน {path} ไม่ได้: {error}")]
    Read {
        /// Below the workspace.
        path: String,
        /// Why.
        error: io::Error,
    },
}

impl Workspace {
    /// The workspace at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// `inputs/`.
    pub fn inputs(&self) -> PathBuf {
        self.root.join("inputs")
    }

    /// `outputs/`.
    pub fn outputs(&self) -> PathBuf {
        self.root.join("outputs")
    }

    /// `templates/`.
    pub fn templates_folder(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// The plan's text.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn plan_text(&self) -> Result<String, WorkspaceError> {
        let path = self.inputs().join("plan.toml");
        std::fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => WorkspaceError::NoPlan(path.display().to_string()),
            _ => WorkspaceError::Read { path: "inputs/plan.toml".to_owned(), error },
        })
    }

    /// The plan, checked.
    ///
    /// # Errors
    /// Where there is none, or it contradicts itself.
    pub fn plan(&self) -> Result<Plan, WorkspaceError> {
        Ok(Plan::parse(&self.plan_text()?)?)
    }

    /// The workspace's own templates by file name.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn templates(&self) -> Result<BTreeMap<String, String>, WorkspaceError> {
        let files = self.folder("templates", &["toml", "typ", "txt", "tera"])?;
        let text = |(name, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
            Ok(text) => Ok((name, text)),
            Err(_) => Err(WorkspaceError::Read {
                path: format!("templates/{name}"),
                error: io::Error::new(io::ErrorKind::InvalidData, "ไม่ใช่ข้อความ UTF-8"),
            }),
        };
        files.into_iter().map(text).collect()
    }

    /// The workspace's own fonts: file name and bytes, sorted.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn fonts(&self) -> Result<Vec<(String, Vec<u8>)>, WorkspaceError> {
        self.folder("fonts", &["ttf", "otf", "ttc"])
    }

    fn folder(&self, name: &str, extensions: &[&str]) -> Result<Vec<(String, Vec<u8>)>, WorkspaceError> {
        let folder = self.root.join(name);
        let fault = |error| WorkspaceError::Read { path: name.to_owned(), error };
        let entries = match folder.read_dir() {
            Ok(entries) => entries.collect::<io::Result<Vec<_>>>().map_err(fault)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fault(error)),
        };
        let mut files = Vec::new();
        for path in entries.into_iter().map(|entry| entry.path()) {
            let Some(file) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let wanted = path
                .extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| extensions.contains(&extension.to_lowercase().as_str()));
            if wanted && path.is_file() {
                let bytes =
                    std::fs::read(&path).map_err(|error| WorkspaceError::Read { path: format!("{name}/{file}"), error })?;
                files.push((file.to_owned(), bytes));
            }
        }
        files.sort();
        Ok(files)
    }

    /// The plan's picture of the Garuda; `None` for pre-printed paper.
    ///
    /// # Errors
    /// Where it is no picture below `inputs/`.
    pub fn garuda(&self, plan: &Plan) -> Result<Option<Garuda>, WorkspaceError> {
        let name = plan.letters.garuda.trim();
        if name.is_empty() {
            return Ok(None);
        }
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
        if !["png", "jpg", "jpeg", "svg"].contains(&extension.as_str()) {
            return Err(WorkspaceError::Garuda(format!("{name} ต้องเป็นภาพ png, jpg หรือ svg")));
        }
        let path = self.inputs().join(name);
        let inside =
            path.canonicalize().is_ok_and(|path| self.inputs().canonicalize().is_ok_and(|inputs| path.starts_with(inputs)));
        if !inside {
            return Err(WorkspaceError::Garuda(format!("ไม่พบ {name} ในโฟลเดอร์ inputs")));
        }
        let bytes = std::fs::read(&path).map_err(|error| WorkspaceError::Read { path: format!("inputs/{name}"), error })?;
        Ok(Some(Garuda { extension, bytes }))
    }

    /// The folders of months under `inputs/`, each with its month, in order.
    ///
    /// # Errors
    /// Where `inputs/` cannot be listed.
    pub fn months(&self) -> Result<Vec<(Month, PathBuf)>, WorkspaceError> {
        let names = find::months(&self.inputs()).map_err(|error| WorkspaceError::Read { path: "inputs".to_owned(), error })?;
        let mut months: Vec<(Month, PathBuf)> =
            names.into_iter().filter_map(|name| Some((name.parse().ok()?, self.inputs().join(name)))).collect();
        months.sort();
        Ok(months)
    }
}
