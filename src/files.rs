//! Plain files: where one may lie, and how much of it is read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// `path` (with `/`) below `folder`; `None` where it is empty, or any part of it is `..`, `.`, a root, a drive, or two parts
/// on this system, so that nothing is ever written or read elsewhere.
pub fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut place = folder.to_owned();
    for part in path.split('/') {
        let mut components = Path::new(part).components();
        match (components.next(), components.next()) {
            (Some(Component::Normal(name)), None) if name == part && !part.contains('\0') => place.push(name),
            _ => return None,
        }
    }
    Some(place)
}

/// A plain file of at most `limit` bytes. Anything else is never opened, since a pipe or a device might not end:
/// [`io::ErrorKind::InvalidInput`] for one, [`io::ErrorKind::FileTooLarge`] for more bytes.
pub fn read_within(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
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
    }
}
