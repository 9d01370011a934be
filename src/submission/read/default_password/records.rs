//! RC4 encryption of the records of an .xls: Excel 97 to 2003.

use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::Sha1;

use super::super::ReadTrouble;
use super::super::binary::Fields;
use super::super::xls_records::Record;
use super::standard::Verifier;
use super::{hash, password};

/// The record that says how the workbook is encrypted.
const FILE_PASS: u16 = 0x002F;
/// Bytes after which the key changes.
const BLOCK: usize = 1_024;

/// Records that are never encrypted: BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead.
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
/// The record that lists a sheet; the sheet's place stays plain in its first four bytes.
const BOUND_SHEET: u16 = 0x0085;

/// Decrypts the records of a workbook in place; one that is not encrypted stays as it is.
///
/// # Errors
/// [`ReadTrouble::Encrypted`] where the password is another one or the encryption is not known.
pub(in super::super) fn open_records(stream: &mut [u8]) -> Result<(), ReadTrouble> {
    let Some(key) = key(stream)? else { return Ok(()) };
    let mut at = 0;
    let mut cipher = Keystream { key, block: usize::MAX, rc4: None, used: 0 };
    while let Some((kind, length)) = Record::at(stream, at)?.map(|record| (record.kind, record.data.len())) {
        let start = at + 4 + if kind == BOUND_SHEET { 4.min(length) } else { 0 };
        at += 4 + length;
        if !PLAIN.contains(&kind) {
            cipher.apply(start, &mut stream[start..at]).ok_or(ReadTrouble::Encrypted)?;
        }
    }
    Ok(())
}

/// The key of an encrypted workbook, if the password is the right one; `None` where it is not
/// encrypted at all.
fn key(stream: &[u8]) -> Result<Option<Key>, ReadTrouble> {
    let mut at = 0;
    // Beyond its own records the workbook says nothing of this.
    while let Ok(Some(record)) = Record::at(stream, at)
        && record.kind != super::super::xls_records::EOF
    {
        if record.kind == FILE_PASS {
            return Key::of(record.fields()).map_err(|_| ReadTrouble::Encrypted)?.map(Some).ok_or(ReadTrouble::Encrypted);
        }
        at += record.length();
    }
    Ok(None)
}

/// What the key of each block is made from.
enum Key {
    /// Of Excel 97, 40 bits.
    Md5(Vec<u8>),
    /// Of Excel 2002 and later, with the bytes of the key.
    Sha1(Vec<u8>, usize),
}

impl Key {
    /// The key that a `FilePass` asks for; `None` where the password is another one.
    fn of(mut fields: Fields<'_>) -> Result<Option<Self>, ReadTrouble> {
        let (kind, major, minor) = (fields.u16()?, fields.u16()?, fields.u16()?);
        let (key, verifier, expected) = match (kind, major, minor) {
            (1, 1, 1) => {
                let (salt, verifier, expected) = (fields.take(16)?, fields.take(16)?, fields.take(16)?);
                let short = hash::<Md5>(&[&password()]);
                let salted = [&short[..5], salt].concat().repeat(16);
                (Self::Md5(hash::<Md5>(&[&salted])[..5].to_vec()), verifier.to_vec(), expected.to_vec())
            }
            (1, 2..=4, 2) => {
                fields.u32()?;
                let Verifier { salt, verifier, hash: expected, key_bytes } = Verifier::read(&mut fields)?;
                // No length means the shortest.
                let key_bytes = if key_bytes == 0 { 5 } else { key_bytes.min(16) };
                (Self::Sha1(hash::<Sha1>(&[&salt, &password()]), key_bytes), verifier, expected)
            }
            _ => return Ok(None),
        };
        let length = verifier.len();
        let mut both = [verifier, expected].concat();
        key.cipher(0).ok_or(ReadTrouble::Encrypted)?.apply_keystream(&mut both);
        let (verifier, expected) = both.split_at(length);
        let given = if matches!(key, Self::Md5(_)) { hash::<Md5>(&[verifier]) } else { hash::<Sha1>(&[verifier]) };
        Ok(expected.starts_with(&given).then_some(key))
    }

    /// The cipher at the start of a block.
    fn cipher(&self, block: u32) -> Option<Rc4> {
        let key = match self {
            Self::Md5(key) => hash::<Md5>(&[key, &block.to_le_bytes()]),
            Self::Sha1(key, bytes) => {
                let mut key = hash::<Sha1>(&[key, &block.to_le_bytes()]);
                key.truncate(*bytes);
                // A key of 40 bits is filled up with zeros.
                key.resize(if *bytes == 5 { 16 } else { *bytes }, 0);
                key
            }
        };
        Rc4::new_from_slice(&key).ok()
    }
}

/// The bytes that the stream is mixed with, place by place.
struct Keystream {
    key: Key,
    block: usize,
    rc4: Option<Rc4>,
    used: usize,
}

impl Keystream {
    /// Decrypts bytes that stand at `start`; places must come in ascending order.
    fn apply(&mut self, mut start: usize, mut bytes: &mut [u8]) -> Option<()> {
        while !bytes.is_empty() {
            let (block, place) = (start / BLOCK, start % BLOCK);
            if block != self.block {
                self.rc4 = self.key.cipher(u32::try_from(block).ok()?);
                (self.block, self.used) = (block, 0);
            }
            let cipher = self.rc4.as_mut()?;
            // Heads of records and plain ones take their part of the keystream too.
            cipher.apply_keystream(&mut vec![0; place - self.used]);
            let (here, rest) = bytes.split_at_mut(bytes.len().min(BLOCK - place));
            cipher.apply_keystream(here);
            start += here.len();
            self.used = place + here.len();
            bytes = rest;
        }
        Some(())
    }
}
