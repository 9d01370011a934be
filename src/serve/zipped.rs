//! A folder of results as one file to be taken along.

use std::io::{Cursor, Write as _};
use std::path::Path;

use walkdir::WalkDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::answer::Refused;
use crate::files::{read_within, relative};

/// Bytes of one file, and of all together.
const LARGEST: u64 = 512 << 20;

/// Every plain file below `folder`, by its path; the same files give the same bytes.
///
/// # Errors
/// Where there is none, or together they are larger than a month can be.
pub(super) fn zipped(folder: &Path) -> Result<Vec<u8>, Refused> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Documents are deflated already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let (mut count, mut left) = (0, LARGEST);
    for entry in entries.filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.')) {
        let bytes = read_within(entry.path(), left).map_err(|_| Refused::nothing())?;
        left -= bytes.len() as u64;
        let written = zip.start_file(relative(folder, entry.path()), options).and_then(|()| Ok(zip.write_all(&bytes)?));
        written.map_err(|_| Refused::nothing())?;
        count += 1;
    }
    let zip = zip.finish().ok().filter(|_| count > 0).ok_or_else(Refused::nothing)?;
    Ok(zip.into_inner())
}
