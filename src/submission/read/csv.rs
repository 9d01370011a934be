//! Comma, semicolon and tab separated text.

use csv::{ReaderBuilder, StringRecord};

use super::number::is_error;
use super::sheet::{Budget, SheetBuilder};
use super::{Limits, ReadTrouble};
use crate::submission::raw::{RawValue, RawWorkbook};

/// Reads a table of text into one sheet called `stem`; every value stays
/// text, but for error values. Text that is no
/// table (a letter, a list of lines) is [`ReadTrouble::NotASpreadsheet`].
pub(super) fn read(text: &str, stem: &str, limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    let (text, declared) = declared_delimiter(text);
    let delimiter = declared.or_else(|| delimiter(text)).ok_or(ReadTrouble::NotASpreadsheet)?;
    let mut budget = Budget::new(limits);
    let mut sheet = SheetBuilder::new(stem.to_owned(), false, &mut budget);
    let mut lines = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = 0;
    while lines.read_record(&mut record).map_err(|error| ReadTrouble::Unreadable(error.to_string()))? {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        row += blank_lines(text.as_bytes(), start);
        for (column, value) in (0..).zip(&record) {
            let text = value.trim_matches(['\u{1A}', '\u{FEFF}']).to_owned();
            sheet.put(row, column, if is_error(&text) { RawValue::Error(text) } else { RawValue::Text(text) })?;
        }
        row += 1;
    }
    Ok(RawWorkbook { sheets: vec![sheet.finish()], ..RawWorkbook::default() })
}

/// The blank lines ahead of a record, which the csv crate passes over: they count as rows, so that
/// rows keep the numbers the clerk sees.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let mut blanks = 0;
    let mut before = start.checked_sub(1).and_then(|at| text.get(at)).copied();
    for &byte in text.iter().skip(start) {
        match (before, byte) {
            (Some(b'\r'), b'\n') => {}
            (_, b'\r' | b'\n') => blanks += 1,
            _ => break,
        }
        before = Some(byte);
    }
    blanks
}

/// Excel's own first line `sep=;`, which is replaced by a blank one.
fn declared_delimiter(text: &str) -> (&str, Option<u8>) {
    let declared = text.strip_prefix("sep=").and_then(|rest| match rest.as_bytes() {
        [delimiter, b'\r' | b'\n', ..] if delimiter.is_ascii() => Some((*delimiter, &rest[1..])),
        _ => None,
    });
    declared.map_or((text, None), |(delimiter, rest)| (rest, Some(delimiter)))
}

/// The character that splits most lines into the same number of fields, outside quotes; `None`
/// where it splits too few: in a table it stands in nearly every line, or in half of them and
/// often as many times.
fn delimiter(text: &str) -> Option<u8> {
    const LINES: usize = 200;
    let mut best: Option<(usize, usize, u8)> = None;
    for delimiter in [b'\t', b';', b',', b'|'] {
        let counts = counts(text, delimiter, LINES);
        let lines = counts.len();
        let mut sorted: Vec<usize> = counts.into_iter().filter(|count| *count > 0).collect();
        sorted.sort_unstable();
        let common = sorted.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max();
        let Some((same, fields)) = common else { continue };
        let even = sorted.len() * 2 >= lines && same * 3 >= lines;
        let table = (even || sorted.len() * 5 >= lines * 4) && (lines > 1 || fields > 1);
        if table && best.is_none_or(|(most, many, _)| (same * fields) > most * many) {
            best = Some((same, fields, delimiter));
        }
    }
    best.map(|(_, _, delimiter)| delimiter)
}

/// How many delimiters stand outside quotes in each of the first lines that are not blank.
fn counts(text: &str, delimiter: u8, lines: usize) -> Vec<usize> {
    let (mut counts, mut count, mut quoted, mut blank) = (Vec::new(), 0, false, true);
    for byte in text.bytes().chain([b'\n']) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    counts.push(count);
                }
                (count, blank) = (0, true);
                if counts.len() == lines {
                    break;
                }
                continue;
            }
            _ if byte == delimiter && !quoted => count += 1,
            _ => {}
        }
        blank = false;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, usize)> {
        let workbook = read(text, "ก", &Limits::default()).unwrap();
        workbook.sheets[0].rows.iter().map(|row| (row.number, row.cells.len())).collect()
    }

    #[test]
    fn delimiters() {
        assert_eq!(rows("ที่,ชื่อ\n1,\"ก,ข\"\n\n2,ค\n"), [(0, 2), (1, 2), (3, 2)]);
        assert_eq!(rows("ที่;ยอด\r\n1;1,234\r\n2;5,678\r\n"), [(0, 2), (1, 2), (2, 2)]);
        assert_eq!(rows("ที่\tยอด\n1\t1,234"), [(0, 2), (1, 2)]);
        assert_eq!(rows("sep=|\nก|ข"), [(1, 2)]);
        assert_eq!(rows("แบบรายงาน\n\nที่,วันที่จัด,ชื่อ\n1,x,\"สอง\nบรรทัด\"\n2,y,z"), [(0, 1), (2, 3), (3, 3), (4, 3)]);
    }

    #[test]
    fn prose_is_no_table() {
        for text in ["เรียน ท่านนายอำเภอ\nด้วยสำนักงาน\nจึงเรียนมา", "# Readme\n\nHello, world\nA line\nAnother", "x"]
        {
            assert_eq!(read(text, "ก", &Limits::default()), Err(ReadTrouble::NotASpreadsheet));
        }
    }
}
