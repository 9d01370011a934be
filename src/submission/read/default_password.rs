//! Workbooks that are encrypted with the password every Excel knows ([MS-OFFCRYPTO], [MS-XLS] 2.2.10).
//!
//! Excel encrypts a workbook with this one when its structure is protected or it is marked to be
//! read only, and opens it unasked: it is no secret. Any other password stays unknown.

mod agile;
mod records;
mod standard;

use aes::cipher::consts::U16;
use aes::cipher::{Array, BlockCipherDecrypt, BlockSizeUser, KeyInit};
use aes::{Aes128Dec, Aes192Dec, Aes256Dec};
use sha2::Digest;

pub(super) use records::open_records;

/// The password.
const PASSWORD: &str = "VelvetSweatshop";

/// The password as it is hashed: in UTF-16.
fn password() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The package inside an encrypted .xlsx, .xlsm or .xlsb, given its streams `EncryptionInfo` and
/// `EncryptedPackage`; `None` where the password is another one or the encryption is not known.
pub(super) fn open_package(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let (version, rest) = info.split_at_checked(8)?;
    match version {
        [4, 0, 4, 0, ..] => agile::open(rest, package),
        [2..=4, 0, 2, 0, ..] => standard::open(rest, package),
        _ => None,
    }
}

/// The package's bytes as they were, behind their number; what is more only fills the last block.
fn trimmed(size: &[u8], mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let size = u64::from_le_bytes(size.try_into().ok()?);
    bytes.truncate(usize::try_from(size).ok()?);
    Some(bytes)
}

/// Decrypts whole blocks in place, each on its own; what is left over at the end stays. `None` where
/// the key has no length of AES.
fn decrypt_blocks(key: &[u8], bytes: &mut [u8]) -> Option<()> {
    fn each<C: KeyInit + BlockCipherDecrypt + BlockSizeUser<BlockSize = U16>>(key: &[u8], bytes: &mut [u8]) -> Option<()> {
        let cipher = C::new_from_slice(key).ok()?;
        for block in bytes.chunks_exact_mut(16) {
            cipher.decrypt_block(<&mut Array<u8, U16>>::try_from(block).ok()?);
        }
        Some(())
    }
    match key.len() {
        16 => each::<Aes128Dec>(key, bytes),
        24 => each::<Aes192Dec>(key, bytes),
        32 => each::<Aes256Dec>(key, bytes),
        _ => None,
    }
}

/// The hash of some pieces, one behind the other.
fn hash<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
    let mut digest = D::new();
    pieces.iter().for_each(|piece| digest.update(piece));
    digest.finalize().to_vec()
}
