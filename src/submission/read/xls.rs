//! .xls of Excel 5 to 2003: a container of streams, one of which holds the workbook's records.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use cfb::CompoundFile;

use super::sheet::{Budget, SheetBuilder};
use super::{ReadLimits, ReadTrouble, Size, default_password, read_zip, settle, xls_book, xls_properties, xls_sheet};
use crate::submission::raw::RawWorkbook;

/// The stream of custom document properties.
const PROPERTIES: &str = "\u{5}DocumentSummaryInformation";
/// The stream of the properties that every program with a user writes.
const SUMMARY: &str = "\u{5}SummaryInformation";

/// Reads a compound file: an Excel 5 to 2003 workbook, an encrypted newer one, or something else.
pub(super) fn read_compound(bytes: &[u8], limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    match open(bytes)? {
        Streams::Workbook { mut records, properties, summary } => {
            default_password::open_records(&mut records)?;
            let mut workbook = read_records(&records, summary, limits)?;
            workbook.properties = xls_properties::stamp(&properties);
            Ok(workbook)
        }
        Streams::Sealed { key, package } => read_zip(&unsealed(&key, &package)?, limits),
        Streams::Other => Err(ReadTrouble::NotASpreadsheet),
    }
}

/// The zip container in an encrypted newer workbook; `None` where the file is none.
pub(super) fn sealed_package(bytes: &[u8]) -> Result<Option<Vec<u8>>, ReadTrouble> {
    match open(bytes)? {
        Streams::Sealed { key, package } => unsealed(&key, &package).map(Some),
        Streams::Workbook { .. } | Streams::Other => Ok(None),
    }
}

fn unsealed(key: &[u8], package: &[u8]) -> Result<Vec<u8>, ReadTrouble> {
    default_password::open_package(key, package).ok_or(ReadTrouble::Encrypted)
}

/// Reads bare workbook records, as some programs wrote them without any container.
pub(super) fn read_bare(bytes: &[u8], limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let mut records = bytes.to_vec();
    default_password::open_records(&mut records)?;
    read_records(&records, false, limits)
}

/// What a compound file holds.
enum Streams {
    Workbook { records: Vec<u8>, properties: Vec<u8>, summary: bool },
    Sealed { key: Vec<u8>, package: Vec<u8> },
    Other,
}

/// A panic in the library over a damaged container is that file's trouble, not ours.
fn open(bytes: &[u8]) -> Result<Streams, ReadTrouble> {
    let streams = catch_unwind(AssertUnwindSafe(|| streams(bytes)));
    streams.unwrap_or_else(|_| Err(ReadTrouble::Unreadable("the container's parts contradict each other".into())))
}

fn streams(bytes: &[u8]) -> Result<Streams, ReadTrouble> {
    let mut file = CompoundFile::open(Cursor::new(bytes))?;
    let limit = bytes.len() as u64;
    let mut stream = |name: &str| -> Result<Option<Vec<u8>>, ReadTrouble> {
        if !file.is_stream(format!("/{name}")) {
            return Ok(None);
        }
        let mut content = Vec::new();
        file.open_stream(format!("/{name}"))?.take(limit).read_to_end(&mut content)?;
        Ok(Some(content))
    };
    let workbook = match stream("Workbook")? {
        Some(records) => Some(records),
        None => stream("Book")?,
    };
    if let Some(records) = workbook {
        // The stamp is only a hint: a damaged stream has none.
        let properties = stream(PROPERTIES).unwrap_or_default().unwrap_or_default();
        let summary = matches!(stream(SUMMARY), Ok(Some(_)));
        return Ok(Streams::Workbook { records, properties, summary });
    }
    let (key, package) = (stream("EncryptionInfo")?, stream("EncryptedPackage")?);
    Ok(match (key, package) {
        (None, None) => Streams::Other,
        (key, package) => Streams::Sealed { key: key.unwrap_or_default(), package: package.unwrap_or_default() },
    })
}

/// Reads the workbook's records; `summary` tells whether a program with a user left its summary.
fn read_records(stream: &[u8], summary: bool, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let mut book = xls_book::read(stream)?;
    book.calculated |= summary;
    let listed = std::mem::take(&mut book.sheets);
    if listed.is_empty() {
        return Err(ReadTrouble::Unreadable("older than Excel 5, or without sheets".into()));
    }
    let mut budget = Budget::new(limits);
    let (mut sheets, mut walked) = (Vec::new(), 0);
    for sheet in listed {
        let builder = SheetBuilder::new(sheet.name.clone(), sheet.hidden, &mut budget);
        let built = xls_sheet::read(stream, sheet.start, &book, builder, &mut walked).transpose();
        sheets.extend(built.map(|built| settle(built, &sheet.name, sheet.hidden)).transpose()?);
        // Sheets that share their records are read as often as they are listed.
        if walked > stream.len() {
            return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: stream.len() as u64 });
        }
    }
    Ok(RawWorkbook { sheets, date_1904: book.date_1904, ..RawWorkbook::default() })
}
