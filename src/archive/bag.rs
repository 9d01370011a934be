//! Writes a bag: payload, manifest, bag-info, tag manifest (RFC 8493).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha512};

use super::BagId;
use super::info::{AGENT, FILE as INFO, Info, label};
use crate::files::hex;
use crate::output::{OutputError, StagedFolder};

/// What every bag declares of itself.
pub const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// The name of that file.
pub const BAGIT: &str = "bagit.txt";
/// The list of the payload's digests.
pub const MANIFEST: &str = "manifest-sha512.txt";
/// The list of the digests of everything else.
pub const TAGMANIFEST: &str = "tagmanifest-sha512.txt";
/// The payload's folder.
pub const DATA: &str = "data";

/// Path within the bag → SHA-512 in hexadecimal.
pub type Digests = BTreeMap<String, String>;

/// The digests that stand for a bag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// SHA-512 of its `manifest-sha512.txt`: its payload.
    pub manifest: String,
    /// SHA-512 of its `tagmanifest-sha512.txt`: all of it.
    pub tagmanifest: String,
}

impl Seal {
    /// What is written down on paper: 32 hexadecimal digits in groups of four.
    pub fn fingerprint(&self) -> String {
        let groups: Vec<&str> = (0..8).filter_map(|i| self.tagmanifest.get(4 * i..4 * i + 4)).collect();
        groups.join(" ")
    }
}

/// A new bag.
#[derive(Debug)]
pub struct Sealed {
    /// Which.
    pub bag: BagId,
    /// Its folder.
    pub folder: PathBuf,
    /// Its digests.
    pub seal: Seal,
    /// Files of its payload.
    pub files: usize,
    /// The revision it supersedes.
    pub supersedes: Option<BagId>,
    /// What lay among the workbooks and could not be stored.
    pub not_stored: usize,
}

/// A bag being written.
pub struct BagWriter<'a> {
    staged: StagedFolder<'a>,
    payload: Digests,
    bytes: u64,
}

impl<'a> BagWriter<'a> {
    /// An empty bag in a folder aside.
    pub fn new(staged: StagedFolder<'a>) -> Self {
        Self { staged, payload: Digests::new(), bytes: 0 }
    }

    /// Adds a file to the payload; `path` below `data/`, in ASCII.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        debug_assert!(is_plain(path), "{path} is the program's own");
        let path = format!("{DATA}/{path}");
        self.staged.write(&path, bytes)?;
        self.bytes += bytes.len() as u64;
        self.payload.insert(path, sha512(bytes));
        Ok(())
    }

    /// The payload so far.
    pub fn payload(&self) -> &Digests {
        &self.payload
    }

    /// Writes everything but the payload: the bag is complete, aside.
    pub fn finish(mut self, mut info: Info) -> Result<(StagedFolder<'a>, Seal), OutputError> {
        info.push(label::AGENT, AGENT);
        info.push(label::OXUM, format!("{}.{}", self.bytes, self.payload.len()));
        let manifest = listing(&self.payload);
        let tags = [(INFO, info.text()), (BAGIT, DECLARATION.to_owned()), (MANIFEST, manifest)];
        let mut digests = Digests::new();
        for (name, text) in &tags {
            self.staged.write(name, text.as_bytes())?;
            digests.insert((*name).to_owned(), sha512(text.as_bytes()));
        }
        let tagmanifest = listing(&digests);
        self.staged.write(TAGMANIFEST, tagmanifest.as_bytes())?;
        let seal = Seal { manifest: digests.remove(MANIFEST).unwrap_or_default(), tagmanifest: sha512(tagmanifest.as_bytes()) };
        Ok((self.staged, seal))
    }
}

/// Whether a path is made of plain ASCII names, the same on every system and in every manifest.
pub fn is_plain(path: &str) -> bool {
    let plain = |name: &str| {
        !name.is_empty() && !name.starts_with('.') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    path.split('/').all(plain)
}

/// A manifest: digest, two spaces, path.
fn listing(digests: &Digests) -> String {
    digests.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect()
}

/// SHA-512 in lower-case hexadecimal.
pub fn sha512(bytes: &[u8]) -> String {
    hex(&Sha512::digest(bytes))
}

/// A file name's extension, if it is a plain one; else `bin`.
pub fn extension(name: &str) -> String {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let plain = (1..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain { extension } else { "bin".to_owned() }
}
