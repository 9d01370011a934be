//! Standard encryption: Excel 2007.

use sha1::Sha1;

use super::super::ReadTrouble;
use super::super::binary::Fields;
use super::{decrypt_blocks, hash, password, trimmed};

/// Rounds of hashing, fixed.
const SPINS: u32 = 50_000;

/// The package, if the password opens it.
pub(super) fn open(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let Verifier { salt, verifier, hash: expected, key_bytes } = Verifier::read(&mut Fields(info)).ok()?;
    let mut spun = hash::<Sha1>(&[&salt, &password()]);
    for round in 0..SPINS {
        spun = hash::<Sha1>(&[&round.to_le_bytes(), &spun]);
    }
    let last = hash::<Sha1>(&[&spun, &[0; 4]]);
    let mixed = |filler: u8| {
        let mut block = [filler; 64];
        block.iter_mut().zip(&last).for_each(|(byte, own)| *byte ^= own);
        hash::<Sha1>(&[&block])
    };
    let key = [mixed(0x36), mixed(0x5C)].concat();
    let key = key.get(..key_bytes)?;
    let plain = |encrypted: &[u8]| {
        let mut bytes = encrypted.to_vec();
        decrypt_blocks(key, &mut bytes)?;
        Some(bytes)
    };
    let right = plain(&expected)?.starts_with(&hash::<Sha1>(&[&plain(&verifier)?]));
    let (size, encrypted) = package.split_at_checked(8)?;
    if right { trimmed(size, plain(encrypted)?) } else { None }
}

/// What tells a right password from a wrong one: both parts are encrypted.
pub(super) struct Verifier {
    pub(super) salt: Vec<u8>,
    pub(super) verifier: Vec<u8>,
    pub(super) hash: Vec<u8>,
    /// Bytes of the key.
    pub(super) key_bytes: usize,
}

impl Verifier {
    /// Reads what follows the version and flags: a header, then the verifier. Standard encryption of
    /// a package and that of an .xls tell it alike.
    pub(super) fn read(fields: &mut Fields<'_>) -> Result<Self, ReadTrouble> {
        let length = fields.u32()?;
        let mut header = Fields(fields.take(usize::try_from(length).unwrap_or(usize::MAX))?);
        header.take(16)?;
        let key_bytes = usize::try_from(header.u32()? / 8).unwrap_or(usize::MAX);
        let salt_length = fields.u32()?;
        let salt = fields.take(usize::try_from(salt_length).unwrap_or(usize::MAX))?.to_vec();
        let verifier = fields.take(16)?.to_vec();
        fields.u32()?;
        Ok(Self { salt, verifier, hash: fields.0.to_vec(), key_bytes })
    }
}
