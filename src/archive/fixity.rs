//! Whether a bag still holds, byte for byte, what its manifests say: every file missing, changed or extra, by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha512};
use walkdir::WalkDir;

use super::bag::{BAGIT, DATA, DECLARATION, Digests, MANIFEST, Seal, TAGMANIFEST};
use super::fault::{Fault, Wrong};
use super::info::{FILE as INFO, Info, label};
use crate::files::hex;
use crate::files::{below, read_within, relative};
use crate::thai::system::told_as;

/// Bytes of a manifest, a bag-info or a list that are read at most: far above any that was written here.
pub const LIST: u64 = 64 << 20;

/// What a bag says of itself, and the digests it has now.
#[derive(Clone, Debug)]
pub struct Description {
    /// Its `bag-info.txt`.
    pub info: Info,
    /// Its digests.
    pub seal: Seal,
}

/// Reads a bag's description; what is missing is blank.
pub fn describe(folder: &Path) -> Description {
    let text = read_list(&folder.join(INFO)).unwrap_or_default();
    let digest = |name: &str| digest(&folder.join(name)).unwrap_or_default();
    Description { info: Info::parse(&text), seal: Seal { manifest: digest(MANIFEST), tagmanifest: digest(TAGMANIFEST) } }
}

/// Every way in which the bag in `folder` is not what its manifests say.
pub fn check(folder: &Path) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (mut payload, mut tags) = (BTreeSet::new(), BTreeSet::new());
    let mut folders = BTreeSet::new();
    let mut bytes = 0;
    for entry in WalkDir::new(folder).follow_links(false).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| relative(folder, path)).filter(|path| !path.is_empty());
                let kind = error.io_error().map_or(io::ErrorKind::Other, told_as);
                faults.push(Fault { path, ..Fault::new(Wrong::Unreadable(kind)) });
                continue;
            }
        };
        let path = relative(folder, entry.path());
        if entry.file_type().is_dir() {
            folders.insert(path);
        } else if !entry.file_type().is_file() {
            faults.push(Fault::new(Wrong::NotAFile).path(path));
        } else if path.starts_with(&format!("{DATA}/")) {
            bytes += entry.metadata().map_or(0, |found| found.len());
            payload.insert(path);
        } else {
            tags.insert(path);
        }
    }
    folders.retain(|name| !payload.iter().chain(&tags).any(|path| path.starts_with(&format!("{name}/"))));
    let size = format!("{bytes}.{}", payload.len());
    let own = [BAGIT, INFO, MANIFEST, TAGMANIFEST];
    faults.extend(own.iter().filter(|name| !tags.contains(**name)).map(|name| missing(name)));
    faults.extend(tags.iter().filter(|path| !own.contains(&path.as_str())).map(|path| extra(path)));
    tags.remove(TAGMANIFEST);
    compare(folder, TAGMANIFEST, &tags, &mut faults);
    compare(folder, MANIFEST, &payload, &mut faults);
    // Of a bag whose files are all there and as they were, whether it is one that a seal has written.
    if faults.is_empty() {
        faults.extend(of_itself(folder, &size));
        faults.extend(folders.iter().map(|path| Fault::new(Wrong::ExtraFolder).path(path)));
    }
    faults.sort_by(|a, b| a.path.cmp(&b.path));
    faults.dedup();
    faults
}

/// What a bag says of itself that no seal writes: another declaration, lines without a label, another `size` of its payload.
fn of_itself(folder: &Path, size: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if read_list(&folder.join(BAGIT)).is_ok_and(|text| text != DECLARATION) {
        faults.push(Fault::new(Wrong::DeclarationBroken).path(BAGIT));
    }
    if let Ok(text) = read_list(&folder.join(INFO)) {
        let info = Info::parse(&text);
        if info.text() != text {
            faults.push(Fault::new(Wrong::StrangeLines).path(INFO));
        }
        if info.joined(label::OXUM).as_deref() != Some(size) {
            let told = info.joined(label::OXUM).unwrap_or_default();
            faults.push(Fault::new(Wrong::SizeDiffers { told, found: size.to_owned() }).path(INFO));
        }
    }
    faults
}

/// Compares the files that are there with a manifest.
fn compare(folder: &Path, manifest: &str, present: &BTreeSet<String>, faults: &mut Vec<Fault>) {
    let listed = match read_list(&folder.join(manifest)) {
        Ok(text) => parse(&text),
        Err(_) => {
            faults.push(missing(manifest));
            return;
        }
    };
    let Some(listed) = listed else {
        faults.push(Fault::new(Wrong::ManifestBroken).path(manifest));
        return;
    };
    for (path, expected) in &listed {
        // A path that leads out of the bag is nothing that was sealed, whatever lies there.
        let inside = below(folder, path).filter(|_| present.contains(path));
        match inside.map(|place| digest(&place)) {
            None => faults.push(missing(path)),
            Some(Ok(found)) if found.eq_ignore_ascii_case(expected) => {}
            Some(Ok(_)) => faults.push(Fault::new(Wrong::Changed).path(path)),
            Some(Err(error)) => faults.push(Fault::new(Wrong::Unreadable(told_as(&error))).path(path)),
        }
    }
    faults.extend(present.iter().filter(|path| !listed.contains_key(*path)).map(|path| extra(path)));
}

fn extra(path: &str) -> Fault {
    Fault::new(Wrong::Extra).path(path)
}

fn missing(path: &str) -> Fault {
    Fault::new(Wrong::Missing).path(path)
}

/// The digests that a manifest of a bag lists; `None` where it is missing or broken.
pub fn manifest(folder: &Path) -> Option<Digests> {
    parse(&read_list(&folder.join(MANIFEST)).ok()?)
}

/// Path → digest; `None` for a line that is none, or a path listed twice.
fn parse(text: &str) -> Option<Digests> {
    let mut listed = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (digest, path) = line.split_once([' ', '\t'])?;
        let path = path.trim_start().replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
        if listed.insert(path, digest.to_owned()).is_some() {
            return None;
        }
    }
    Some(listed)
}

/// A text file of a bag within reason.
pub fn read_list(path: &Path) -> io::Result<String> {
    String::from_utf8(read_within(path, LIST)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// SHA-512 of a plain file, streamed.
fn digest(path: &Path) -> io::Result<String> {
    if !path.symlink_metadata()?.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha512::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_of_other_programs_are_read() {
        let listed = parse("aa *data/x\nbb\tdata/%25 y%0A\n").expect("a manifest");
        assert_eq!(listed.get("data/% y\n").map(String::as_str), Some("bb"));
        assert!(parse("aa  data/x\nbb  data/x\n").is_none(), "listed twice");
        assert!(parse("aa").is_none());
    }
}
