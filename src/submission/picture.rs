//! A stranger's picture made ready for paper: decoded within limits, set upright, shrunk, and written anew, so that nothing of
//! its own bytes reaches a document.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use serde::{Deserialize, Serialize};

use crate::trouble::PictureTrouble;

/// Bytes of one picture as it lies in its file; a telephone's photograph has five million.
pub const LARGEST: u64 = 15 << 20;
/// Pixels of one picture; a good camera's has half of it.
const PIXELS: u64 = 40_000_000;
/// Bytes that decoding one may take.
const MEMORY: u64 = 320 << 20;
/// Pixels on its long side on paper: 300 to an inch in a quarter of a page.
const LONG_SIDE: u32 = 1_000;
/// Of 100.
const QUALITY: u8 = 80;

/// A picture ready for paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// A JPEG without metadata.
    #[serde(with = "base64")]
    pub jpeg: Vec<u8>,
    /// Pixels across, as it was.
    pub width: u32,
    /// Pixels down, as it was.
    pub height: u32,
}

/// Makes a picture ready; the same bytes give the same.
///
/// # Errors
/// Where it is of no kind that is decoded (PNG, JPEG, GIF, WebP), too large, or damaged.
pub fn prepare(bytes: &[u8]) -> Result<Picture, PictureTrouble> {
    if bytes.len() as u64 > LARGEST {
        return Err(PictureTrouble::TooLarge(LARGEST));
    }
    let damaged = |_| PictureTrouble::Damaged;
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureTrouble::Damaged)?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(PictureTrouble::Kind);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(PictureTrouble::TooManyPixels(PIXELS));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        image::ImageError::Limits(_) => PictureTrouble::TooHeavy,
        _ => PictureTrouble::Damaged,
    })?;
    let mut shown = if width.max(height) > LONG_SIDE { decoded.thumbnail(LONG_SIDE, LONG_SIDE) } else { decoded };
    shown.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    on_white(&shown).write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).map_err(damaged)?;
    Ok(Picture { jpeg, width, height })
}

/// What shows of a picture that lies on white paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0.map(u32::from);
        image::Rgb([red, green, blue].map(|colour| ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8))
    })
}

/// Bytes as text, to cross the pipe.
mod base64 {
    use data_encoding::BASE64;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        BASE64.decode(String::deserialize(deserializer)?.as_bytes()).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("written");
        bytes.into_inner()
    }

    fn read(picture: &Picture) -> RgbImage {
        image::load_from_memory(&picture.jpeg).expect("a JPEG").to_rgb8()
    }

    #[test]
    fn a_large_picture_is_shrunk_and_keeps_its_shape() {
        let wide = DynamicImage::new_rgb8(3_000, 1_500);
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let made = prepare(&written(&wide, format)).expect("a picture");
            assert_eq!((made.width, made.height), (3_000, 1_500));
            assert_eq!(read(&made).dimensions(), (1_000, 500));
        }
    }

    #[test]
    fn what_is_transparent_is_white() {
        let clear = DynamicImage::new_rgba8(8, 8);
        let made = prepare(&written(&clear, ImageFormat::Png)).expect("a picture");
        assert!(read(&made).pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
    }

    #[test]
    fn a_photograph_held_sideways_stands_upright() {
        let mut jpeg = written(&DynamicImage::new_rgb8(40, 20), ImageFormat::Jpeg);
        // Orientation 6, as a telephone writes it: turn right.
        let exif = b"\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        jpeg.splice(2..2, exif.iter().copied());
        assert_eq!(read(&prepare(&jpeg).expect("a picture")).dimensions(), (20, 40));
    }

    #[test]
    fn what_cannot_be_printed_says_why() {
        let png = written(&DynamicImage::new_rgb8(4, 4), ImageFormat::Png);
        assert_eq!(prepare(&png[..40]), Err(PictureTrouble::Damaged));
        assert_eq!(prepare(b"\x01\0\0\0\x6C\0\0\0 an EMF"), Err(PictureTrouble::Kind));
        let mut bomb = png;
        // 60,000 by 60,000 pixels, says its head.
        bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(prepare(&bomb), Err(PictureTrouble::TooManyPixels(PIXELS)));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)));
        !bytes.iter().fold(!0, step)
    }
}
