//! A province's folder: `inputs/`, `outputs/`, and the `templates/` and `fonts/` that override the embedded ones.
//!
//! Everything that a run takes from the disk, except the workbooks themselves, comes through here. Inputs are only read.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, WINDOWS_874};

use crate::files::CannotRead;
use crate::lang::{Count, Lang, Said, Say, say};
use crate::plan::{PICTURES, Plan, PlanError, PlanOddity, PlanWarning};
use crate::templates::Templates;
use crate::thai::calendar::Month;

/// The folder.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

/// Why a workspace cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum WorkspaceError {
    /// There is no plan at this place.
    NoPlan(String),
    /// The plan contradicts itself.
    Plan(#[from] PlanError),
    /// The Garuda that the plan names is no picture of a kind that prints.
    NotAPicture(String),
    /// The Garuda that the plan names is not below `inputs/`.
    NoGaruda(String),
    /// A file cannot be read.
    Read {
        /// Below the workspace.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// A folder, pipe, device or socket lies where a file should; it is never opened.
    NotAFile(String),
    /// A link that leads out of the workspace; it is never followed.
    Elsewhere(String),
    /// Larger than any such file can be.
    TooLarge {
        /// Below the workspace.
        path: String,
        /// What it may have.
        mib: u64,
    },
    /// No text, in any encoding that is used here.
    NotText(String),
}

impl Say for WorkspaceError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlan(path) => say!(
                lang,
                out,
                "ไม่พบแผน {path}\n  สั่ง otop-report init เพื่อสร้างพื้นที่ทำงานใหม่ หรือระบุโฟลเดอร์ด้วย --workspace",
                "there is no plan {path}\n  run otop-report init for a new workspace, or name its folder with --workspace",
            ),
            Self::Plan(error) => error.say(lang, out),
            Self::NotAPicture(name) => say!(
                lang,
                out,
                "แผน letters.garuda: {name} ต้องเป็นภาพ png, jpg หรือ svg\n  บันทึกภาพเป็นชนิดนั้น แล้วแก้ชื่อในแผน",
                "plan letters.garuda: {name} must be a png, jpg or svg picture\n  save it as one, then correct the name in the plan",
            ),
            Self::NoGaruda(name) => say!(
                lang,
                out,
                "แผน letters.garuda: ไม่พบ {name} ในโฟลเดอร์ inputs\n  วางภาพไว้ที่นั่น หรือเว้นว่างในแผนถ้าใช้กระดาษที่มีครุฑแล้ว",
                "plan letters.garuda: there is no {name} in the folder inputs\n  put the picture there, or leave the key blank for pre-printed paper",
            ),
            Self::Read { path, error } => CannotRead { path, error }.say(lang, out),
            Self::NotAFile(path) => say!(
                lang,
                out,
                "{path} ไม่ใช่แฟ้มธรรมดา จึงไม่เปิด\n  วางแฟ้มจริงแทน แล้วสั่งใหม่",
                "{path} is no ordinary file, so it is not opened\n  put a real file in its place, then run it again",
            ),
            Self::Elsewhere(path) => say!(
                lang,
                out,
                "{path} เป็นทางลัด (ลิงก์) ไปที่อื่น จึงไม่เปิด\n  คัดลอกแฟ้มตัวจริงมาวางแทน แล้วสั่งใหม่",
                "{path} is a link to another place, so it is not opened\n  copy the file itself into its place, then run it again",
            ),
            Self::TooLarge { path, mib } => say!(
                lang,
                out,
                "{path} ใหญ่เกิน {mib} MiB คงวางผิดแฟ้ม\n  วางแฟ้มที่ถูกต้องแทน แล้วสั่งใหม่",
                "{path} is larger than {mib} MiB: probably the wrong file\n  put the right one in its place, then run it again",
                mib = Count(*mib)
            ),
            Self::NotText(path) => say!(
                lang,
                out,
                "{path} ไม่ใช่แฟ้มข้อความ\n  เปิดด้วย Notepad แล้วบันทึกเป็น UTF-8 หรือวางแฟ้มที่ถูกต้องแทน",
                "{path} is no text file\n  open it with Notepad and save it as UTF-8, or put the right file in its place",
            ),
        }
    }
}

/// The record of what the workspace's templates were copied from, beside them.
pub const COPIED_TEMPLATES: &str = ".copied.toml";

/// The register of operators, below `inputs/`.
pub const REGISTRY: &str = "registry.xlsx";

/// A picture below `inputs/`.
#[derive(Clone, Debug)]
pub struct Picture {
    /// One of [`PICTURES`].
    pub extension: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// MiB of a text that a person writes: the plan, a template.
const TEXT_MIB: u64 = 4;
/// MiB of a font or a picture.
const BINARY_MIB: u64 = 64;

impl Workspace {
    /// The workspace at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `inputs/`.
    pub fn inputs(&self) -> PathBuf {
        self.root.join("inputs")
    }

    /// `outputs/`.
    pub fn outputs(&self) -> PathBuf {
        self.root.join("outputs")
    }

    /// `fonts/`.
    pub fn fonts_folder(&self) -> PathBuf {
        self.root.join("fonts")
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
        if path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Err(WorkspaceError::NoPlan(path.display().to_string()));
        }
        self.text("inputs/plan.toml")
    }

    /// The plan, checked.
    ///
    /// # Errors
    /// Where there is none, or it contradicts itself.
    pub fn plan(&self) -> Result<Plan, WorkspaceError> {
        Ok(Plan::parse(&self.plan_text()?)?)
    }

    /// What was probably forgotten in the plan, a picture of the Garuda that is not there included.
    pub fn plan_warnings(&self, plan: &Plan) -> Vec<PlanWarning> {
        let mut warnings = plan.warnings().to_vec();
        let name = plan.letters.garuda.trim();
        let found = self.inputs().join(name).symlink_metadata();
        // Whatever else is wrong with it is told where it is used: it may be large, and is read only there.
        if !name.is_empty() && found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            warnings.push(plan.warning("letters.garuda", PlanOddity::NoGaruda(name.to_owned())));
            warnings.sort_by(|a, b| a.place.cmp(&b.place));
        }
        warnings
    }

    /// The templates, the workspace's own before the shipped ones.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn templates(&self) -> Result<Templates, WorkspaceError> {
        let names = self.names("templates", &["toml", "typ", "txt", "tera"])?;
        let text = |name: String| Ok((name.clone(), self.text(&format!("templates/{name}"))?));
        names.into_iter().map(text).collect::<Result<_, _>>().map(Templates::with)
    }

    /// What was recorded when templates were copied; blank where nothing was, or it cannot be read.
    pub fn copied_templates(&self) -> String {
        self.text(&format!("templates/{COPIED_TEMPLATES}")).unwrap_or_default()
    }

    /// The workspace's own fonts: file name and bytes, sorted.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn fonts(&self) -> Result<Vec<(String, Vec<u8>)>, WorkspaceError> {
        let names = self.names("fonts", &["ttf", "otf", "ttc"])?;
        let bytes = |name: String| Ok((name.clone(), self.bytes(&format!("fonts/{name}"), BINARY_MIB)?));
        names.into_iter().map(bytes).collect()
    }

    /// The names of a folder that have one of the extensions and are not hidden, sorted; none where there is no such folder.
    fn names(&self, name: &str, extensions: &[&str]) -> Result<Vec<String>, WorkspaceError> {
        let folder = self.root.join(name);
        let fault = |error| WorkspaceError::Read { path: name.to_owned(), error };
        let entries = match folder.read_dir() {
            Ok(entries) => entries.collect::<io::Result<Vec<_>>>().map_err(fault)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fault(error)),
        };
        let wanted = |name: &String| {
            let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            !name.starts_with('.') && extensions.contains(&extension.to_lowercase().as_str())
        };
        let names = entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(wanted).collect();
        names.sort_unstable();
        Ok(names)
    }

    /// The bytes of an ordinary file at `path` (with `/`, below the workspace), of at most so many MiB. What a link leads
    /// to counts where it lies in the workspace as well.
    fn bytes(&self, path: &str, mib: u64) -> Result<Vec<u8>, WorkspaceError> {
        let place = self.root.join(path);
        let fault = |error| WorkspaceError::Read { path: path.to_owned(), error };
        let real = place.canonicalize().map_err(fault)?;
        // `inputs` itself may lie on a share; templates and fonts travel into bags that are handed on.
        let linked =
            path.starts_with("templates/") || path.starts_with("fonts/") || place.symlink_metadata().map_err(fault)?.is_symlink();
        if linked && !self.root.canonicalize().is_ok_and(|root| real.starts_with(root)) {
            return Err(WorkspaceError::Elsewhere(path.to_owned()));
        }
        // Looked at before it is opened: opening a pipe would wait for its other end.
        if !real.metadata().map_err(fault)?.is_file() {
            return Err(WorkspaceError::NotAFile(path.to_owned()));
        }
        let limit = mib << 20;
        let mut bytes = Vec::new();
        File::open(real).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(fault)?;
        if bytes.len() as u64 > limit { Err(WorkspaceError::TooLarge { path: path.to_owned(), mib }) } else { Ok(bytes) }
    }

    /// The text of a file that a person wrote, at `path` (with `/`, below the workspace).
    ///
    /// # Errors
    /// Where it is no ordinary file of the workspace, too large, or no text.
    pub fn text(&self, path: &str) -> Result<String, WorkspaceError> {
        decode(&self.bytes(path, TEXT_MIB)?).ok_or_else(|| WorkspaceError::NotText(path.to_owned()))
    }

    /// The registry's bytes, at most so many MiB; `None` where there is none.
    ///
    /// # Errors
    /// Where it is no ordinary file, a link, or cannot be read.
    pub fn registry_bytes(&self, mib: u64) -> Result<Option<Vec<u8>>, WorkspaceError> {
        let path = format!("inputs/{REGISTRY}");
        match self.root.join(&path).symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(found) if found.is_symlink() => Err(WorkspaceError::Elsewhere(path)),
            _ => self.bytes(&path, mib).map(Some),
        }
    }

    /// The plan's picture of the Garuda; `None` for pre-printed paper.
    ///
    /// # Errors
    /// Where it is no picture below `inputs/`.
    pub fn garuda(&self, plan: &Plan) -> Result<Option<Picture>, WorkspaceError> {
        let name = plan.letters.garuda.trim();
        if name.is_empty() {
            return Ok(None);
        }
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
        if !PICTURES.contains(&extension.as_str()) {
            return Err(WorkspaceError::NotAPicture(name.to_owned()));
        }
        let path = self.inputs().join(name);
        let inside =
            path.canonicalize().is_ok_and(|path| self.inputs().canonicalize().is_ok_and(|inputs| path.starts_with(inputs)));
        if !inside {
            return Err(WorkspaceError::NoGaruda(name.to_owned()));
        }
        Ok(Some(Picture { extension, bytes: self.bytes(&format!("inputs/{name}"), BINARY_MIB)? }))
    }

    /// Files directly below `inputs/` that the plan names: where they really lie.
    pub fn named_in_plan(&self, plan: &Plan) -> Vec<PathBuf> {
        let garuda = self.inputs().join(plan.letters.garuda.trim()).canonicalize();
        garuda.into_iter().filter(|path| path.is_file()).collect()
    }

    /// The folders of months under `inputs/`, each with its month, in order.
    ///
    /// # Errors
    /// Where `inputs/` cannot be listed.
    pub fn months(&self) -> Result<Vec<(Month, PathBuf)>, WorkspaceError> {
        let fault = |error| WorkspaceError::Read { path: "inputs".to_owned(), error };
        let mut months = Vec::new();
        for entry in self.inputs().read_dir().map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let month = entry.file_name().to_str().and_then(|name| name.parse().ok());
            months.extend(month.filter(|_| entry.path().is_dir()).map(|month| (month, entry.path())));
        }
        months.sort();
        Ok(months)
    }
}

/// The text that an editor saved: UTF-8 or UTF-16 by its mark, UTF-8 without one, else Windows-874; `None` where it is none.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(_) => WINDOWS_874.decode_without_bom_handling_and_without_replacement(bytes),
        },
    };
    text.filter(|text| !text.contains('\0')).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        let path = || "inputs/plan.toml".to_owned();
        let refusals = [
            WorkspaceError::NoPlan(path()),
            WorkspaceError::NotAPicture("garuda.bmp".to_owned()),
            WorkspaceError::NoGaruda("garuda.png".to_owned()),
            WorkspaceError::Read { path: path(), error: io::ErrorKind::PermissionDenied.into() },
            WorkspaceError::NotAFile(path()),
            WorkspaceError::Elsewhere(path()),
            WorkspaceError::TooLarge { path: path(), mib: 64 },
            WorkspaceError::NotText(path()),
        ];
        refusals.iter().for_each(|refusal| pure(refusal));
    }

    #[test]
    fn whatever_editor_saved_it() {
        let thai = "name = \"พะเยา\"\r\n";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(thai.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(thai.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let windows = WINDOWS_874.encode(thai).0;
        for bytes in [thai.as_bytes(), &utf16, &big, &windows, format!("\u{FEFF}{thai}").as_bytes()] {
            assert_eq!(decode(bytes).as_deref(), Some(thai));
        }
        for bytes in [b"PK\x03\x04\0\0".as_slice(), b"\xFF\xFEa", &utf16[2..]] {
            assert_eq!(decode(bytes), None);
        }
    }
}
