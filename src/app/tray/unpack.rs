//! A zip that holds workbooks: what is inside, within bounds, none of its paths used as one.

use std::io::{self, Cursor, Read};

use encoding_rs::WINDOWS_874;
use zip::ZipArchive;
use zip::result::ZipError;

use super::name::plain;
use super::refused::Why;
use crate::submission::read::ReadLimits;

/// What is inflated may be so many times what it takes packed; workbooks, which are packed already, come to little more than
/// once.
const RATIO: u64 = 200;
/// Below so many bytes no ratio matters.
const SMALL: u64 = 1 << 20;

/// Whether the bytes are a zip that is no workbook or letter by itself.
pub(super) fn is_bundle(bytes: &[u8]) -> bool {
    const PARTS: [&[u8]; 4] = [b"[content_types].xml", b"content.xml", b"mimetype", b"meta-inf/manifest.xml"];
    let is_part = |name: &[u8]| PARTS.iter().any(|part| part.eq_ignore_ascii_case(name.strip_prefix(b"/").unwrap_or(name)));
    let is_zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    is_zip && !ZipArchive::new(Cursor::new(bytes)).is_ok_and(|zip| zip.file_names_raw().any(is_part))
}

/// A zip all of whose files were seen to be within the limits.
pub(super) struct Bundle<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    most: u64,
}

impl<'a> Bundle<'a> {
    /// Inflates everything once and keeps nothing, so that no part of a zip is taken that is beyond the limits or damaged.
    pub fn open(bytes: &'a [u8], limits: &ReadLimits) -> Result<Self, Why> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| trouble(&error))?;
        if zip.len() as u64 > limits.files {
            return Err(Why::Entries(limits.files));
        }
        if zip.has_duplicate_names() {
            return Err(Why::Damaged);
        }
        let mut left = limits.inflated_bytes;
        for index in 0..zip.len() {
            let file = zip.by_index(index).map_err(|error| trouble(&error))?;
            let packed = file.compressed_size();
            // One byte more than there may be tells that there is more; what the directory says may be untrue.
            let size = io::copy(&mut file.take(left + 1), &mut io::sink());
            match size {
                Ok(size) if size > left || (size > SMALL && size / RATIO > packed) => {
                    return Err(Why::Inflates(limits.inflated_bytes >> 20));
                }
                Ok(size) => left -= size,
                Err(_) => return Err(Why::Damaged),
            }
        }
        if !(0..zip.len()).any(|index| zip.by_index_data(index).is_ok_and(|file| file.is_file())) {
            return Err(Why::Hollow);
        }
        Ok(Self { zip, most: limits.file_bytes })
    }

    /// The files, in the order of the zip: name, and bytes or why they are not taken; no name for what programs leave behind.
    pub fn files(&mut self) -> impl Iterator<Item = Option<(String, Result<Vec<u8>, Why>)>> {
        let most = self.most;
        let zip = &mut self.zip;
        (0..zip.len()).filter_map(move |index| {
            let file = zip.by_index(index).ok().filter(zip::read::ZipFile::is_file)?;
            let Some(name) = plain(&decoded(file.name_raw())) else { return Some(None) };
            let mut bytes = Vec::new();
            let content = match file.take(most + 1).read_to_end(&mut bytes) {
                Err(_) => Err(Why::Damaged),
                Ok(_) if bytes.len() as u64 > most => Err(Why::TooLarge(most >> 20)),
                Ok(_) if is_bundle(&bytes) => Err(Why::Nested),
                Ok(_) => Ok(bytes),
            };
            Some(Some((name, content)))
        })
    }
}

/// A name as it was meant: UTF-8, whether or not the zip says so, else the Windows-874 of a Thai office.
fn decoded(raw: &[u8]) -> String {
    std::str::from_utf8(raw).map_or_else(|_| WINDOWS_874.decode_without_bom_handling(raw).0.into_owned(), str::to_owned)
}

fn trouble(error: &ZipError) -> Why {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Why::Encrypted,
        _ => Why::Damaged,
    }
}
