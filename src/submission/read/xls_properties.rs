//! The form stamp in an .xls: custom document properties, kept as a property set ([MS-OLEPS]).

use std::collections::BTreeMap;

use encoding_rs::UTF_16LE;

use super::ReadTrouble;
use super::binary::Fields;
use super::xls_records::Writing;
use super::xlsx_parts::is_stamp;

/// The identifier of the section that holds the properties a user defined.
const USER_DEFINED: [u8; 16] = [0x05, 0xD5, 0xCD, 0xD5, 0x9C, 0x2E, 0x1B, 0x10, 0x93, 0x97, 0x08, 0x00, 0x2B, 0x2C, 0xF9, 0xAE];

/// Properties looked at; Office allows far fewer.
const MANY: u32 = 10_000;

/// The properties whose name begins with `otop-`; none where the stream is damaged, since the stamp
/// is only a hint.
pub(super) fn stamp(stream: &[u8]) -> BTreeMap<String, String> {
    read(stream).unwrap_or_default()
}

fn read(stream: &[u8]) -> Result<BTreeMap<String, String>, ReadTrouble> {
    let Some(section) = section(stream)? else { return Ok(BTreeMap::new()) };
    let mut fields = Fields(section);
    fields.u32()?;
    let count = fields.u32()?.min(MANY);
    let mut places = BTreeMap::new();
    for _ in 0..count {
        let (id, offset) = (fields.u32()?, fields.u32()?);
        places.insert(id, offset);
    }
    let property = |id: u32| places.get(&id).and_then(|offset| section.get(usize::try_from(*offset).ok()?..)).map(Fields);
    let mut page = 1_252;
    if let Some(mut fields) = property(1) {
        fields.u32()?;
        page = fields.u16()?;
    }
    let mut stamp = BTreeMap::new();
    let Some(mut dictionary) = property(0) else { return Ok(stamp) };
    for _ in 0..dictionary.u32()?.min(MANY) {
        let (id, length) = (dictionary.u32()?, dictionary.u32()?);
        let name = text(&mut dictionary, length, page)?;
        if let (true, Some(mut fields)) = (is_stamp(&name), property(id)) {
            let value = match fields.u32()? {
                0x1E => {
                    let length = fields.u32()?;
                    text(&mut fields, length, page)?
                }
                0x1F => {
                    let length = fields.u32()?;
                    text(&mut fields, length, 1_200)?
                }
                _ => continue,
            };
            stamp.insert(name, value.trim().to_owned());
        }
    }
    Ok(stamp)
}

/// The section of what a user defined.
fn section(stream: &[u8]) -> Result<Option<&[u8]>, ReadTrouble> {
    let mut fields = Fields(stream);
    fields.take(24)?;
    for _ in 0..fields.u32()?.min(2) {
        let (identifier, offset) = (fields.take(16)?, fields.u32()?);
        if identifier == USER_DEFINED {
            return Ok(usize::try_from(offset).ok().and_then(|offset| stream.get(offset..)));
        }
    }
    Ok(None)
}

/// A text of so many characters, its closing zero counted; in UTF-16 it fills up to four bytes.
fn text(fields: &mut Fields<'_>, length: u32, page: u16) -> Result<String, ReadTrouble> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let mut writing = Writing { wide: false, narrow: None };
    writing.set_page(page);
    let text = match writing.narrow {
        Some(encoding) => encoding.decode_without_bom_handling(fields.take(length)?).0.into_owned(),
        None => {
            let bytes = length.saturating_mul(2);
            let text = UTF_16LE.decode_without_bom_handling(fields.take(bytes)?).0.into_owned();
            fields.take((4 - bytes % 4) % 4).unwrap_or_default();
            text
        }
    };
    Ok(text.trim_end_matches('\0').to_owned())
}
