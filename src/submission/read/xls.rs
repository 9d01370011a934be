//! .xls: calamine reads it, once its container has been rebuilt clean and its records checked.
//!
//! calamine trusts the container's chains and the sizes a sheet declares, and fills the rectangle
//! around all cells of a sheet; a file of a kilobyte can ask for gigabytes. So the streams are
//! copied out by `cfb`, which follows no loop, and the records are walked first, which also tells
//! the hidden rows and columns.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls};
use cfb::{CompoundFile, Version};

use super::sheet::{Budget, SheetBuilder};
use super::xls_records::{self as records, Look};
use super::xlsx_parts::is_stamp;
use super::{Limits, ReadTrouble, number as numbers};
use crate::submission::raw::{RawSheet, RawValue, RawWorkbook, Span};

/// The stream of custom document properties.
const PROPERTIES: &str = "\u{5}DocumentSummaryInformation";

/// Reads a compound file: an Excel 95 to 2003 workbook, an encrypted newer one, or something else.
pub(super) fn read_compound(bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    // The crate that checks the container is not above panicking over one.
    let streams = quietly(|| streams(bytes))??;
    let Streams { workbook: Some((name, workbook)), properties, .. } = streams else {
        return Err(if streams.encrypted { ReadTrouble::Encrypted } else { ReadTrouble::NotASpreadsheet });
    };
    read_stream(name, workbook, &properties, limits)
}

/// Reads bare workbook records, as some programs wrote them without any container.
pub(super) fn read_bare(bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    read_stream("Workbook", bytes.to_vec(), &[], limits)
}

struct Streams {
    workbook: Option<(&'static str, Vec<u8>)>,
    properties: Vec<u8>,
    encrypted: bool,
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
        Some(content) => Some(("Workbook", content)),
        None => stream("Book")?.map(|content| ("Book", content)),
    };
    // The stamp is only a hint: a damaged stream has none.
    let properties = stream(PROPERTIES).unwrap_or_default().unwrap_or_default();
    let encrypted = file.exists("/EncryptedPackage") || file.exists("/EncryptionInfo");
    Ok(Streams { workbook, properties, encrypted })
}

fn read_stream(name: &str, mut workbook: Vec<u8>, properties: &[u8], limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    let looks = records::look(&mut workbook)?;
    let clean = rebuild(name, &workbook, properties)?;
    drop(workbook);
    quietly(|| read_cells(clean, &looks, limits))?
}

/// A container with nothing but the two streams.
fn rebuild(name: &str, workbook: &[u8], properties: &[u8]) -> Result<Vec<u8>, ReadTrouble> {
    let room = Vec::with_capacity(workbook.len() + properties.len() + 8_192);
    // Version 3 has sectors of 512 bytes, as every .xls does.
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(room))?;
    file.create_stream(format!("/{name}"))?.write_all(workbook)?;
    if !properties.is_empty() {
        file.create_stream(format!("/{PROPERTIES}"))?.write_all(properties)?;
    }
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// A panic in a library over a damaged file is that file's trouble, not ours.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, ReadTrouble> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| ReadTrouble::Unreadable("the workbook's records contradict each other".into()))
}

fn read_cells(file: Vec<u8>, looks: &[Look], limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    let mut xls = match Xls::new(Cursor::new(file)) {
        Ok(xls) => xls,
        Err(calamine::XlsError::Password) => return Err(ReadTrouble::Encrypted),
        Err(error) => return Err(ReadTrouble::Unreadable(error.to_string())),
    };
    let mut budget = Budget::new(limits);
    let mut workbook = RawWorkbook { date_1904: xls.has_1904_epoch(), ..RawWorkbook::default() };
    let listed = xls.sheets_metadata().to_vec();
    for (index, tab) in listed.into_iter().enumerate() {
        if tab.typ != SheetType::WorkSheet {
            continue;
        }
        let sheet = SheetBuilder::new(tab.name.clone(), tab.visible != SheetVisible::Visible, &mut budget);
        workbook.sheets.push(read_sheet(&mut xls, &tab.name, looks.get(index), sheet)?);
    }
    if let Ok(properties) = xls.workbook_properties() {
        let stamp = properties.custom_properties.into_iter().filter(|(name, _)| is_stamp(name));
        workbook.properties.extend(stamp.map(|(name, value)| (name, value.trim().to_owned())));
    }
    Ok(workbook)
}

fn read_sheet(
    xls: &mut Xls<Cursor<Vec<u8>>>,
    name: &str,
    look: Option<&Look>,
    mut sheet: SheetBuilder<'_>,
) -> Result<RawSheet, ReadTrouble> {
    let range = match xls.worksheet_range(name) {
        Ok(range) => range,
        Err(error) => return Ok(sheet.unreadable(error.to_string())),
    };
    let (top, left) = range.start().unwrap_or_default();
    let date_1904 = xls.has_1904_epoch();
    for (row, column, data) in range.used_cells() {
        let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else { break };
        if let Some(value) = value(data, date_1904) {
            sheet.put(top + row, left + column, value)?;
        }
    }
    for merge in xls.merge_cells_by_sheet_name(name).unwrap_or_default() {
        let (first_row, first_col, last_row, last_col) = (merge.start.0, merge.start.1, merge.end.0, merge.end.1);
        sheet.merge(Span { first_row, first_col, last_row, last_col });
    }
    if let Some(look) = look {
        look.hidden_rows.iter().for_each(|row| sheet.hide_rows(*row, *row));
        look.hidden_columns.iter().for_each(|(first, last)| sheet.hide_columns(*first, *last));
    }
    Ok(sheet.finish())
}

fn value(data: &Data, date_1904: bool) -> Option<RawValue> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(whole) => RawValue::Number((*whole).into()),
        Data::Float(number) => numbers::number(*number),
        Data::DateTime(moment) => numbers::dated(moment.as_f64(), moment.is_datetime(), date_1904),
        Data::DateTimeIso(text) => numbers::iso_day(text).map_or_else(|| RawValue::Text(text.clone()), RawValue::Day),
        Data::String(text) | Data::DurationIso(text) => RawValue::Text(text.clone()),
        Data::Bool(truth) => RawValue::Bool(*truth),
        Data::Error(error) => RawValue::Error(error.to_string()),
    })
}
