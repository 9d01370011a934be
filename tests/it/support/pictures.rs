//! Workbooks with pictures in them, and the pictures.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use rust_xlsxwriter::{Image, Worksheet};

/// A picture of one colour, 40 by 30 pixels; its shade tells it from others.
pub fn picture(shade: u8, format: ImageFormat) -> Vec<u8> {
    let plain = DynamicImage::from(RgbImage::from_pixel(40, 30, Rgb([shade, 120, 200])));
    let mut bytes = Cursor::new(Vec::new());
    plain.write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

/// A PNG whose head is whole and whose pixels are not.
pub fn broken() -> Vec<u8> {
    let whole = picture(1, ImageFormat::Png);
    whole[..whole.len() / 2].to_vec()
}

/// A small PNG that says it has 60,000 by 60,000 pixels.
pub fn bomb() -> Vec<u8> {
    let mut bytes = picture(1, ImageFormat::Png);
    bytes[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)));
    !bytes.iter().fold(!0, step)
}

/// The sheet with a picture over the cell.
pub fn over(mut sheet: Worksheet, row: u32, column: u16, picture: &[u8]) -> Worksheet {
    let picture = Image::new_from_buffer(picture).expect("a picture");
    sheet.insert_image(row, column, &picture).expect("inserted");
    sheet
}

/// The sheet with a picture in the cell.
pub fn inside(mut sheet: Worksheet, row: u32, column: u16, picture: &[u8]) -> Worksheet {
    let picture = Image::new_from_buffer(picture).expect("a picture");
    sheet.embed_image(row, column, &picture).expect("embedded");
    sheet
}
