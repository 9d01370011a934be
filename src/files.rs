//! Plain files: where one may lie, and how much of it is read.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::lang::{Lang, Say, say};

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// `path` (with `/`) below `folder`; `None` where it is empty, or any part of it is `..`, `.`, a root, a drive, or two parts
/// on this system, so that nothing is ever written or read elsewhere.
pub fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut place = folder.to_owned();
    for part in path.split('/') {
        let mut components = Path::new(part).components();
        match (components.next(), components.next()) {
            (Some(Component::Normal(name)), None) if name == part && !part.contains('\0') && is_writable(part) => {
                place.push(name);
            }
            _ => return None,
        }
    }
    Some(place)
}

/// Whether the system has files of such a name: on Windows, what follows a `:` is a stream within a file.
fn is_writable(name: &str) -> bool {
    !cfg!(windows) || !name.contains(|c: char| c.is_ascii_control() || "<>:\"|?*".contains(c))
}

/// Whether Windows takes a name for one of its devices, whatever its extension: `con.xlsx` is the console.
pub fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |number: &str| matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³");
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$");
    device || ["COM", "LPT"].iter().any(|port| stem.strip_prefix(port).is_some_and(numbered))
}

/// A file's path by which the system opens just that file: Windows would open the device of that name, or leave out a dot at
/// the end, were the folder not spelt out in full.
pub fn spelt_out(path: &Path) -> PathBuf {
    let spelt = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    let wanted = cfg!(windows).then(spelt);
    wanted.flatten().unwrap_or_else(|| path.to_owned())
}

/// A plain file of at most `limit` bytes. Anything else is never opened, since a pipe or a device might not end:
/// [`io::ErrorKind::InvalidInput`] for one, [`io::ErrorKind::FileTooLarge`] for more bytes.
pub fn read_within(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let path = spelt_out(path);
    if !path.symlink_metadata()?.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    Ok(bytes)
}

/// A path within a folder, with `/`.
pub fn relative(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// That a file or folder cannot be read, why, and what to do.
pub struct CannotRead<'a> {
    /// Which.
    pub path: &'a str,
    /// Why.
    pub error: &'a io::Error,
}

impl Say for CannotRead<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, error } = self;
        say!(
            lang,
            out,
            "อ่าน {path} ไม่ได้: {error}\n  ตรวจแฟ้มและโฟลเดอร์นั้นแล้วสั่งใหม่",
            "cannot read {path}: {error}\n  check that file and its folder, then run it again",
            error
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        let folder = Path::new("outputs");
        for path in ["", "..", "../a", "a/../../b", "/etc/passwd", "a//b", "./a", "a/.", "a\0b"] {
            assert_eq!(below(folder, path), None, "{path:?}");
        }
        assert_eq!(below(folder, "a/จุน แก้ไข.xlsx"), Some(folder.join("a").join("จุน แก้ไข.xlsx")));
        assert_eq!(below(folder, "a/9:30?.xlsx").is_none(), cfg!(windows), "no file can be called so on Windows");
    }

    #[test]
    fn names_of_devices() {
        for name in ["con", "CON.xlsx", "nul.tar.gz", "Com1", "lpt9.txt", "COM².csv", "aux ", "prn:x"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "cons.xlsx", "จุน con.xlsx", "com", "com0", "com10", "archive", "con-1"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
