//! The code on a letter: the digest of what is enclosed with it, and that digest as a picture for whoever has a camera.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};
use sha2::{Digest as _, Sha256};

/// Blank modules that a code needs on every side.
pub const QUIET: i32 = 4;

/// Pixels of a module in a picture of pixels.
const PIXELS: i32 = 8;

/// SHA-256 of a file in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The digest of several files, each its name and its SHA-256, in their order: of the lines that `sha256sum` prints of them, in
/// groups of four as the archive's fingerprints are.
pub fn digest<'a>(files: impl Iterator<Item = (&'a str, String)>) -> String {
    let lines: String = files.map(|(name, digest)| format!("{digest}  {name}\n")).collect();
    let whole = sha256(lines.as_bytes());
    (0..8).filter_map(|i| whole.get(4 * i..4 * i + 4)).collect::<Vec<_>>().join(" ")
}

/// A text as a QR code.
pub struct Code(QrCode);

impl Code {
    /// The code of `text`; `None` where it is too long for any.
    pub fn of(text: &str) -> Option<Self> {
        QrCode::encode_text(text, QrCodeEcc::Medium).ok().map(Self)
    }

    /// Modules on a side, with the blank ones round them.
    pub fn side(&self) -> i32 {
        self.0.size() + 2 * QUIET
    }

    fn is_dark(&self, x: i32, y: i32) -> bool {
        self.0.get_module(x - QUIET, y - QUIET)
    }

    /// As a drawing: a rectangle for each run of dark modules.
    pub fn svg(&self) -> String {
        let side = self.side();
        let mut path = String::new();
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|&x| self.is_dark(x, y)).count() as i32;
                if run > 0 {
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run + 1;
            }
        }
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path d=\"{path}\"/></svg>")
    }

    /// As a picture of black and white pixels, for programs that know no drawings.
    pub fn png(&self) -> Vec<u8> {
        let side = self.side() * PIXELS;
        let mut rows = Vec::new();
        for y in 0..side {
            // No filter, then eight pixels a byte: those of one module.
            rows.push(0);
            rows.extend((0..self.side()).map(|x| if self.is_dark(x, y / PIXELS) { 0 } else { 0xFF }));
        }
        let mut head = [side.to_be_bytes(), side.to_be_bytes()].concat();
        head.extend([1, 0, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [(b"IHDR", head), (b"IDAT", stored(&rows)), (b"IEND", Vec::new())] {
            let named = [name.as_slice(), &data].concat();
            png.extend((data.len() as u32).to_be_bytes());
            png.extend(&named);
            png.extend(crc32(&named).to_be_bytes());
        }
        png
    }
}

/// `bytes` as zlib has them, as they are: the file around them is packed anyway.
fn stored(bytes: &[u8]) -> Vec<u8> {
    const MOST: usize = 0xFFFF;
    let mut out = vec![0x78, 0x01];
    let count = bytes.len().div_ceil(MOST);
    for (i, block) in bytes.chunks(MOST).enumerate() {
        let length = block.len() as u16;
        out.push(u8::from(i + 1 == count));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

/// The check sum of a PNG's parts.
fn crc32(bytes: &[u8]) -> u32 {
    let shifted = |crc: u32| (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
    !bytes.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| shifted(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_what_sha256sum_makes_of_its_own_lines() {
        let files = [("a.xlsx", "ก"), ("b.xlsx", "ข")];
        let of = |files: &[(&'static str, &str)]| digest(files.iter().map(|(name, text)| (*name, sha256(text.as_bytes()))));
        // sha256sum a.xlsx b.xlsx | sha256sum
        assert_eq!(of(&files), "0416 b63a a1d7 2584 c854 60aa a082 b733");
        assert_ne!(of(&files), of(&[files[1], files[0]]), "in their order");
    }

    #[test]
    fn the_check_sum_is_that_of_png() {
        assert_eq!(crc32(b"IEND"), 0xAE42_6082);
        assert_eq!(stored(b"a"), [0x78, 0x01, 1, 1, 0, 0xFE, 0xFF, b'a', 0, 0x62, 0, 0x62]);
    }

    #[test]
    fn a_code_has_its_blank_modules() {
        let code = Code::of(&"0000 ".repeat(8)).expect("short");
        assert_eq!(code.side(), 29 + 2 * QUIET);
        assert!((0..code.side()).all(|i| (0..QUIET).all(|j| !code.is_dark(i, j) && !code.is_dark(j, i))));
        assert!(code.svg().contains("M4 4h7v1h-7z") && code.png().starts_with(b"\x89PNG"));
    }
}
