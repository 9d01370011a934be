//! A last touch to the finished file, which the writer has no means for.

use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::style::FONT;

/// The chart parts of a workbook.
const CHARTS: &str = "xl/charts/";

/// Names the font for Thai in the charts of `workbook`, the bytes of an .xlsx file. The writer names it for Latin letters
/// only, and Thai, being a complex script to Excel, would be set in Tahoma.
pub(super) fn thai_in_charts(workbook: Vec<u8>) -> ZipResult<Vec<u8>> {
    let latin = format!("<a:latin typeface=\"{FONT}\"/>");
    let both = format!("{latin}<a:cs typeface=\"{FONT}\"/>");
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index)?;
        let name = part.name()?.into_owned();
        if !name.starts_with(CHARTS) {
            drop(part);
            written.raw_copy_file(parts.by_index_raw(index)?)?;
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        // A fixed time: the same document gives the same bytes.
        written.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        written.write_all(xml.replace(&latin, &both).as_bytes())?;
    }
    Ok(written.finish()?.into_inner())
}
