//! A first look over the records of an .xls workbook stream ([MS-XLS]): what calamine does not
//! tell, and what it must not be given.

use super::binary::Fields;
use super::sheet::CELLS;
use super::{ReadTrouble, SHEETS, Size};

/// Sum over all sheets of the rectangle around their cells, which calamine allocates.
const AREA: u64 = 6_000_000;

/// What was seen of one sheet, in the order in which the workbook lists them.
#[derive(Default)]
pub(super) struct Look {
    /// Rows hidden by hand or by a filter.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, first and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const CODE_PAGE: u16 = 0x0042;
/// "The code page of this Windows", as very old programs wrote it; here that is the Thai one.
const WINDOWS: [u8; 2] = [0x01, 0x80];
const THAI: u16 = 874;
/// No record has this type: readers pass over it.
const NOTHING: u16 = 0x7FFF;

/// Looks over all sheets and blanks the sizes they declare, which may lie. Fails where the
/// workbook is encrypted or has no sheets, where records end too early, and where the cells lie
/// too far apart.
pub(super) fn look(stream: &mut [u8]) -> Result<Vec<Look>, ReadTrouble> {
    let positions = sheet_positions(stream)?;
    if positions.is_empty() {
        return Err(ReadTrouble::Unreadable("older than Excel 95, or without sheets".into()));
    }
    let (mut area, mut seen) = (0, 0);
    let mut looks = Vec::with_capacity(positions.len());
    for position in positions {
        let (look, sheet_area, records) = look_at_sheet(stream, position)?;
        area += sheet_area;
        // Sheets that share their records are read as often as they are listed.
        seen += records;
        if area > AREA || seen > CELLS {
            return Err(ReadTrouble::TooLarge { what: Size::Cells, limit: AREA });
        }
        looks.push(look);
    }
    Ok(looks)
}

/// Where each listed sheet begins, from the workbook's own records.
fn sheet_positions(stream: &mut [u8]) -> Result<Vec<usize>, ReadTrouble> {
    let mut positions = Vec::new();
    let mut at = 0;
    while let Some((kind, data, next)) = record(stream, at)? {
        match kind {
            // FilePass: kind 0 is XOR obfuscation, kind 1 RC4; both want a password.
            0x002F => return Err(ReadTrouble::Encrypted),
            // BoundSheet
            0x0085 => {
                let position = usize::try_from(Fields(data).u32()?).unwrap_or(usize::MAX);
                if position >= stream.len() {
                    return Err(ReadTrouble::Unreadable("a sheet lies beyond the end".into()));
                }
                positions.push(position);
                if positions.len() > SHEETS {
                    return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
                }
            }
            CODE_PAGE if data == WINDOWS => stream[at + 4..at + 6].copy_from_slice(&THAI.to_le_bytes()),
            EOF => break,
            _ => {}
        }
        at = next;
    }
    Ok(positions)
}

/// Walks one sheet to its end. Returns what it hides, the area around its cells, and its cells.
fn look_at_sheet(stream: &mut [u8], start: usize) -> Result<(Look, u64, u64), ReadTrouble> {
    let mut look = Look::default();
    let (mut at, mut depth, mut cells) = (start, 0_u32, 0);
    let (mut rows, mut columns) = ((u16::MAX, 0), (u16::MAX, 0));
    while let Some((kind, data, next)) = record(stream, at)? {
        let mut fields = Fields(data);
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            // Charts inside the sheet hold records of their own.
            _ if depth > 1 => {}
            DIMENSIONS => stream[at..at + 2].copy_from_slice(&NOTHING.to_le_bytes()),
            // Row: number, extent, height, then flags of which one hides it.
            0x0208 => {
                let row = fields.u16()?;
                fields.take(10)?;
                if fields.u16()? & 0x20 != 0 {
                    look.hidden_rows.push(row.into());
                }
            }
            // ColInfo
            0x007D => {
                let (first, last) = (fields.u16()?, fields.u16()?);
                fields.take(4)?;
                if fields.u16()? & 1 != 0 {
                    look.hidden_columns.push((first.into(), last.into()));
                }
            }
            // Formula, MulRk, RString, LabelSst, Number, Label, BoolErr, Rk
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203..=0x0205 | 0x027E => {
                let (row, column) = (fields.u16()?, fields.u16()?);
                let last =
                    if kind == 0x00BD { fields.0.last_chunk().map_or(column, |last| u16::from_le_bytes(*last)) } else { column };
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(last));
                cells += u64::from(last.saturating_sub(column)) + 1;
            }
            _ => {}
        }
        at = next;
    }
    let side = |(first, last): (u16, u16)| if last < first { 0 } else { u64::from(last - first) + 1 };
    Ok((look, side(rows) * side(columns), cells))
}

/// The record at a position: its type, its data, and where the next one begins. `None` at the end
/// of the stream. Whatever calamine takes for a record must be one here.
fn record(stream: &[u8], at: usize) -> Result<Option<(u16, &[u8], usize)>, ReadTrouble> {
    let rest = stream.get(at..).unwrap_or_default();
    if rest.len() < 4 {
        return Ok(None);
    }
    let mut fields = Fields(rest);
    let (kind, length) = (fields.u16()?, fields.u16()?);
    let data = fields.take(length.into())?;
    Ok(Some((kind, data, at + 4 + usize::from(length))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut stream = Vec::new();
        for (kind, data) in records {
            stream.extend(kind.to_le_bytes());
            stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            stream.extend(*data);
        }
        stream
    }

    #[test]
    fn hidden_rows_and_far_cells() {
        let globals = records(&[(BOF, &[0, 6, 5, 0]), (0x0085, &[22, 0, 0, 0, 0, 0]), (EOF, &[])]);
        let start = globals.len();
        let hidden = [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0];
        let sheet =
            records(&[(BOF, &[0, 6, 16, 0]), (DIMENSIONS, &[0xFF; 14]), (0x0208, &hidden), (0x0203, &[0; 14]), (EOF, &[])]);
        let mut stream = [globals, sheet].concat();
        assert_eq!(start, 22);
        let looks = look(&mut stream).unwrap();
        assert_eq!(looks[0].hidden_rows, [7]);
        assert!(stream.windows(2).any(|two| two == NOTHING.to_le_bytes()));

        let far = records(&[(BOF, &[0, 6, 16, 0]), (0x0203, &[0; 14]), (0, &[]), (0x0203, &[0xFF; 14]), (EOF, &[])]);
        let mut stream = [&stream[..start], &far].concat();
        assert!(matches!(look(&mut stream), Err(ReadTrouble::TooLarge { what: Size::Cells, .. })));
    }
}
