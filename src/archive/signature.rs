//! The signature beside the list: `chain.txt.minisig`, made by the keeper of a key that is not in the workspace with
//! `minisign -Sm outputs/archive/chain.txt`. Since the list only grows, an older signature still vouches for its beginning.

use std::io;
use std::path::Path;

use minisign_verify::{Error, PublicKey, Signature};

use super::fault::{Fault, SignatureFlaw, Wrong};
use super::fixity::LIST;
use super::ledger::{self, Ledger};
use super::note::Note;
use super::refusal::Refusal;
use super::{Archive, ArchiveError, unreadable};
use crate::files::read_within;

/// The name of the file.
pub const FILE: &str = "chain.txt.minisig";

/// Bytes of a signature or of a key file at most.
const LARGEST: u64 = 64 << 10;

/// Beginnings of the list that are tried at most, from the longest: more seals than an office makes in a century.
const BEGINNINGS: usize = 4096;

/// A public key: the line that begins with RW, or the file that holds it.
///
/// # Errors
/// Where it is neither.
pub fn key(text: &str) -> Result<PublicKey, ArchiveError> {
    if let Ok(key) = PublicKey::from_base64(text.trim()) {
        return Ok(key);
    }
    let refused = || ArchiveError::Refused(Refusal::NotAKey(text.to_owned()));
    let path = Path::new(text);
    if path.symlink_metadata().is_err() {
        return Err(refused());
    }
    let bytes = path.canonicalize().and_then(|place| read_within(&place, LARGEST)).map_err(unreadable(path))?;
    let lines = String::from_utf8(bytes).map_err(|_| refused())?;
    lines.lines().find_map(|line| PublicKey::from_base64(line.trim()).ok()).ok_or_else(refused)
}

/// Says up to which seal the signature vouches, if there is one and the key is known.
///
/// # Errors
/// Where the list or the signature cannot be read.
pub(super) fn check(
    archive: &Archive,
    ledger: &Ledger,
    key: Option<&PublicKey>,
    faults: &mut Vec<Fault>,
    notes: &mut Vec<Note>,
) -> Result<(), ArchiveError> {
    let path = archive.root().join(FILE);
    let signature = match (read_within(&path, LARGEST), key) {
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        (Err(error), Some(_)) if error.kind() == io::ErrorKind::NotFound => {
            faults.push(Fault::new(Wrong::SignatureMissing).path(FILE));
            return Ok(());
        }
        (Err(error), _) => match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => Err(SignatureFlaw::NotAFile),
            _ => return Err(unreadable(&path)(error)),
        },
        (Ok(_), None) => {
            notes.push(Note::KeyUnknown);
            return Ok(());
        }
        (Ok(bytes), Some(key)) => {
            let list = read_within(&archive.root().join(ledger::FILE), LIST).unwrap_or_default();
            vouched(key, &String::from_utf8_lossy(&bytes), &list)
        }
    };
    match signature {
        Ok((count, comment)) => notes.push(covers(ledger, count, comment)),
        Err(flaw) => faults.push(Fault::new(Wrong::SignatureBroken(flaw)).path(FILE)),
    }
    Ok(())
}

/// How many seals the signature vouches for, and its trusted comment; or why it vouches for none.
fn vouched(key: &PublicKey, signature: &str, list: &[u8]) -> Result<(usize, String), SignatureFlaw> {
    let signature = Signature::decode(signature).map_err(|_| SignatureFlaw::NotASignature)?;
    let ends: Vec<usize> = list.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    for end in ends.into_iter().rev().take(BEGINNINGS) {
        let beginning = &list[..end];
        match key.verify(beginning, &signature, true) {
            Ok(()) => {
                let lines = beginning.split(|byte| *byte == b'\n').filter(|line| !line.is_empty() && !line.starts_with(b"#"));
                let said = signature.trusted_comment().chars().filter(|c| !c.is_control()).collect();
                return Ok((lines.count(), said));
            }
            Err(Error::UnexpectedKeyId) => return Err(SignatureFlaw::OtherKey),
            Err(_) => {}
        }
    }
    Err(SignatureFlaw::NotOfTheList)
}

fn covers(ledger: &Ledger, bags: usize, comment: String) -> Note {
    let last = bags.checked_sub(1).and_then(|last| ledger.entries.get(last)).map(|entry| entry.bag);
    Note::Signed { bags, of: ledger.entries.len(), last, comment }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new key, and its signature of a list.
    fn signed(list: &[u8]) -> (PublicKey, String) {
        let keys = minisign::KeyPair::generate_unencrypted_keypair().expect("a key");
        let made = minisign::sign(Some(&keys.pk), &keys.sk, list, Some("timestamp:1\tfile:chain.txt"), None).expect("signed");
        (PublicKey::from_base64(&keys.pk.to_base64()).expect("a key"), made.into_string())
    }

    #[test]
    fn a_signature_vouches_for_the_beginning_that_was_signed() {
        let list = "# head\n1 a\n2 b\n";
        let (key, signature) = signed(list.as_bytes());
        let count = |list: &str| vouched(&key, &signature, list.as_bytes()).map(|(count, _)| count).ok();
        assert_eq!(count(list), Some(2));
        assert_eq!(count("# head\n1 a\n2 b\n3 c\n4 d\n"), Some(2));
        for edited in ["# head\n1 a\n", "# head\n1 a\n2 c\n", "# head\n1 a\n2 b", "", "# Head\n1 a\n2 b\n"] {
            assert_eq!(count(edited), None, "{edited}");
        }
        let (other, _) = signed(b"");
        assert_eq!(vouched(&other, &signature, list.as_bytes()), Err(SignatureFlaw::OtherKey));
        assert!(vouched(&key, "junk", list.as_bytes()).is_err());
    }
}
