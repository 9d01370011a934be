//! Agile encryption: Excel 2010 and later, LibreOffice.

use data_encoding::BASE64;
use quick_xml::events::{BytesStart, Event};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::super::xml::{Xml, attribute, number};
use super::{decrypt_blocks, hash, password, trimmed};

/// Rounds of hashing that are gone through; Office writes 100,000.
const SPINS: u32 = 1_000_000;
/// Bytes of the package that are encrypted together.
const SEGMENT: usize = 4_096;

/// What the keys of the password's verifier and of the package's key are made with.
const VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// The package, if the password opens it.
pub(super) fn open(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let (data, sealed) = parameters(info)?;
    let key = sealed.key()?;
    let (size, encrypted) = package.split_at_checked(8)?;
    let mut bytes = encrypted.to_vec();
    for (index, segment) in (0_u32..).zip(bytes.chunks_mut(SEGMENT)) {
        let start = data.hash.of(&[&data.salt, &index.to_le_bytes()]);
        data.decrypt(&key, &start, segment)?;
    }
    trimmed(size, bytes)
}

/// How something is encrypted.
struct Cipher {
    hash: Hash,
    salt: Vec<u8>,
    key_bytes: usize,
}

impl Cipher {
    fn of(start: &BytesStart<'_>) -> Option<Self> {
        let says = |name: &str, value: &str| attribute(start, name).is_some_and(|given| given == value);
        let known =
            says("cipherAlgorithm", "AES") && says("cipherChaining", "ChainingModeCBC") && number(start, "blockSize") == Some(16);
        let hash = known.then(|| attribute(start, "hashAlgorithm")).flatten()?;
        let key_bytes = usize::try_from(number(start, "keyBits")? / 8).ok()?;
        Some(Self { hash: Hash::named(&hash)?, salt: bytes(start, "saltValue")?, key_bytes })
    }

    /// Decrypts whole blocks in place, each mixed with the one before; the first with `start`.
    fn decrypt(&self, key: &[u8], start: &[u8], bytes: &mut [u8]) -> Option<()> {
        let mut before: [u8; 16] = fitted(start, 16).try_into().ok()?;
        let encrypted = bytes.to_vec();
        decrypt_blocks(key, bytes)?;
        for (block, own) in bytes.chunks_exact_mut(16).zip(encrypted.chunks_exact(16)) {
            block.iter_mut().zip(before).for_each(|(byte, mixed)| *byte ^= mixed);
            before.copy_from_slice(own);
        }
        Some(())
    }
}

/// The package's key, sealed with the password.
struct Sealed {
    cipher: Cipher,
    spins: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
}

impl Sealed {
    fn of(start: &BytesStart<'_>) -> Option<Self> {
        Some(Self {
            cipher: Cipher::of(start)?,
            spins: number(start, "spinCount").filter(|spins| *spins <= SPINS)?,
            verifier: bytes(start, "encryptedVerifierHashInput")?,
            verifier_hash: bytes(start, "encryptedVerifierHashValue")?,
            key: bytes(start, "encryptedKeyValue")?,
        })
    }

    /// The key, if the password is the right one.
    fn key(&self) -> Option<Vec<u8>> {
        let Cipher { hash, salt, key_bytes } = &self.cipher;
        let mut spun = hash.of(&[salt, &password()]);
        for round in 0..self.spins {
            spun = hash.of(&[&round.to_le_bytes(), &spun]);
        }
        let unseal = |sealed: &[u8], purpose: &[u8]| {
            let mut bytes = sealed.to_vec();
            self.cipher.decrypt(&fitted(&hash.of(&[&spun, purpose]), *key_bytes), salt, &mut bytes)?;
            Some(bytes)
        };
        let (verifier, expected) = (unseal(&self.verifier, &VERIFIER)?, unseal(&self.verifier_hash, &VERIFIER_HASH)?);
        let given = hash.of(&[verifier.get(..salt.len())?]);
        let right = expected.starts_with(&given);
        let mut key = right.then(|| unseal(&self.key, &KEY)).flatten()?;
        key.truncate(*key_bytes);
        Some(key)
    }
}

/// How the package is encrypted, and its key.
fn parameters(info: &[u8]) -> Option<(Cipher, Sealed)> {
    let mut xml = Xml::new(info);
    let (mut data, mut sealed) = (None, None);
    while data.is_none() || sealed.is_none() {
        match xml.next().ok()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "keyData" => data = Some(Cipher::of(&start)?),
                "encryptedKey" => sealed = Some(Sealed::of(&start)?),
                _ => {}
            },
            Event::Eof => return None,
            _ => {}
        }
    }
    data.zip(sealed)
}

fn bytes(start: &BytesStart<'_>, name: &str) -> Option<Vec<u8>> {
    BASE64.decode(attribute(start, name)?.trim().as_bytes()).ok()
}

/// Cut to a length, or filled up to it.
fn fitted(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut fitted = bytes.to_vec();
    fitted.resize(length, 0x36);
    fitted
}

/// The hashes that Office offers and that are in use.
#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    fn of(self, pieces: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Sha1 => hash::<Sha1>(pieces),
            Self::Sha256 => hash::<Sha256>(pieces),
            Self::Sha384 => hash::<Sha384>(pieces),
            Self::Sha512 => hash::<Sha512>(pieces),
        }
    }
}
