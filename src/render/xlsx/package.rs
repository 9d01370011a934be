//! Last touches to the finished file, which the writer has no means for.

use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, System, ZipArchive, ZipWriter};

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

/// Where an entry of a zip's directory says on which system it was made.
const MADE_ON: usize = 5;

/// Where it holds its attributes as DOS knows them.
const DOS_ATTRIBUTES: std::ops::Range<usize> = 38..40;

/// Makes `package`, the bytes of a zip file, the same whatever system wrote it: each entry says that it was made on Unix, and
/// has no DOS attributes. Nothing else differs between systems, and no reader of workbooks looks at either.
///
/// # Errors
/// Where it is no zip file.
pub(crate) fn same_everywhere(mut package: Vec<u8>) -> ZipResult<Vec<u8>> {
    let mut parts = ZipArchive::new(Cursor::new(package.as_slice()))?;
    let places = (0..parts.len()).map(|index| Ok(parts.by_index_raw(index)?.central_header_start()));
    for place in places.collect::<ZipResult<Vec<u64>>>()? {
        let entry = usize::try_from(place).ok().and_then(|place| package.get_mut(place..));
        if let Some(entry) = entry.filter(|entry| entry.len() > DOS_ATTRIBUTES.end) {
            entry[MADE_ON] = System::Unix as u8;
            entry[DOS_ATTRIBUTES].fill(0);
        }
    }
    Ok(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(system: System, attributes: u32) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "xl/workbook.xml"] {
            let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o600);
            let options = options.system(system).external_attributes((0o100_600 << 16) | attributes);
            zip.start_file(name, options).expect("a new entry");
            zip.write_all(name.as_bytes()).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    #[test]
    fn dos_and_unix_give_the_same_bytes() {
        let unix = package(System::Unix, 0);
        for (system, attributes) in [(System::Dos, 0), (System::Dos, 0x20), (System::WindowsNTFS, 0x01), (System::Unix, 0)] {
            let made = package(system, attributes);
            assert_eq!(made == unix, system == System::Unix, "{system:?}");
            assert!(same_everywhere(made).expect("a zip") == unix, "{system:?}");
        }
        assert!(same_everywhere(b"no zip".to_vec()).is_err());
    }
}
