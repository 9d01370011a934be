//! The code on a letter: the digest of what is enclosed with it, and that digest as a picture for whoever has a camera.

use std::fmt::Write as _;
use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::files::sha256;

/// Blank modules that a code needs on every side.
pub const QUIET: i32 = 4;

/// Pixels of a module in a picture of pixels.
const PIXELS: u32 = 8;

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

    /// As a picture of black and white pixels, for programs that know no drawings; `None` where it cannot be packed.
    pub fn png(&self) -> Option<Vec<u8>> {
        let side = self.side() as u32 * PIXELS;
        let shade = |x: u32, y: u32| if self.is_dark((x / PIXELS) as i32, (y / PIXELS) as i32) { 0 } else { u8::MAX };
        let mut png = Cursor::new(Vec::new());
        GrayImage::from_fn(side, side, |x, y| Luma([shade(x, y)])).write_to(&mut png, ImageFormat::Png).ok()?;
        Some(png.into_inner())
    }
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
    fn a_picture_of_pixels_shows_every_module() {
        let code = Code::of("30d8 cd2f").expect("short");
        let png = code.png().expect("packed");
        assert!(png.starts_with(b"\x89PNG"));
        let picture = image::load_from_memory(&png).expect("a PNG").to_luma8();
        assert_eq!(picture.dimensions(), (code.side() as u32 * PIXELS, code.side() as u32 * PIXELS));
        let dark = |x: u32, y: u32| code.is_dark((x / PIXELS) as i32, (y / PIXELS) as i32);
        assert!(picture.enumerate_pixels().all(|(x, y, pixel)| (pixel.0[0] == 0) == dark(x, y)));
    }

    #[test]
    fn a_code_has_its_blank_modules() {
        let code = Code::of(&"0000 ".repeat(8)).expect("short");
        assert_eq!(code.side(), 29 + 2 * QUIET);
        assert!((0..code.side()).all(|i| (0..QUIET).all(|j| !code.is_dark(i, j) && !code.is_dark(j, i))));
        assert!(code.svg().contains("M4 4h7v1h-7z"));
    }
}
