//! Comma, semicolon and tab separated text.

use std::collections::BTreeMap;

use super::fields::{Field, Rows};
use super::sheet::{Budget, SheetBuilder};
use super::{ReadLimits, ReadTrouble};
use crate::submission::raw::{RawValue, RawWorkbook};

/// Reads a table of text into one sheet called `stem`; every value stays text, but for error values.
/// A quote that never closes takes in no other line: its cell says so. Text that is no table (a
/// letter, a list of lines) is [`ReadTrouble::NotASpreadsheet`].
pub(super) fn read(text: &str, stem: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let (text, declared) = declared_delimiter(text);
    let delimiter = declared.or_else(|| delimiter(text)).ok_or(ReadTrouble::NotASpreadsheet)?;
    let mut budget = Budget::new(limits);
    let mut sheet = SheetBuilder::new(stem.to_owned(), false, &mut budget);
    for (row, fields) in (0..).zip(Rows::new(text, delimiter, usual(text, delimiter))) {
        for (column, field) in (0..).zip(fields) {
            sheet.put(row, column, value(field))?;
        }
    }
    Ok(RawWorkbook { sheets: vec![sheet.finish()], ..RawWorkbook::default() })
}

fn value(field: Field) -> RawValue {
    let Field { text, open } = field;
    let text = text.trim_matches(['\u{1A}', '\u{FEFF}']);
    if open { RawValue::OpenQuote(text.to_owned()) } else { RawValue::Text(unwrapped(text)) }
}

/// `="020"`, by which programs keep Excel from taking 020 for a number, as 020.
pub(super) fn unwrapped(text: &str) -> String {
    let inner = text.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match inner.map(|inner| inner.replace("\"\"", "\u{1A}")) {
        Some(inner) if !inner.contains('"') => inner.replace('\u{1A}', "\""),
        _ => text.to_owned(),
    }
}

/// Excel's own first line `sep=;`, which is replaced by a blank one.
fn declared_delimiter(text: &str) -> (&str, Option<u8>) {
    let declared = text.strip_prefix("sep=").and_then(|rest| match rest.as_bytes() {
        [delimiter, b'\r' | b'\n', ..] if delimiter.is_ascii() => Some((*delimiter, &rest[1..])),
        _ => None,
    });
    declared.map_or((text, None), |(delimiter, rest)| (rest, Some(delimiter)))
}

/// Lines that are enough to tell a table by.
const LINES: usize = 200;

/// How many delimiters most lines have that have any, quoted or not.
fn usual(text: &str, delimiter: u8) -> usize {
    let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
    for line in text.lines().take(5 * LINES) {
        let count = line.bytes().filter(|byte| *byte == delimiter).count();
        *lines.entry(count).or_default() += usize::from(count > 0);
    }
    lines.into_iter().max_by_key(|(_, lines)| *lines).map_or(0, |(count, _)| count)
}

/// The character that splits most lines into the same number of fields, outside quotes; `None`
/// where it splits too few: in a table it stands in nearly every line, or in half of them and
/// often as many times.
fn delimiter(text: &str) -> Option<u8> {
    let mut best: Option<(usize, usize, u8)> = None;
    for delimiter in [b'\t', b';', b',', b'|'] {
        let rows = Rows::new(text, delimiter, usual(text, delimiter));
        let counts: Vec<usize> = rows.filter(|row| !row.is_empty()).map(|row| row.len() - 1).take(LINES).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, usize)> {
        let workbook = read(text, "ก", &ReadLimits::default()).unwrap();
        workbook.sheets[0].rows.iter().map(|row| (row.number, row.cells.len())).collect()
    }

    #[test]
    fn delimiters() {
        assert_eq!(rows("ที่,ชื่อ\n1,\"ก,ข\"\n\n2,ค\n"), [(0, 2), (1, 2), (3, 2)]);
        assert_eq!(rows("ที่;ยอด\r\n1;1,234\r\n2;5,678\r\n"), [(0, 2), (1, 2), (2, 2)]);
        assert_eq!(rows("ที่\tยอด\n1\t1,234"), [(0, 2), (1, 2)]);
        assert_eq!(rows("sep=|\nก|ข"), [(1, 2)]);
        assert_eq!(rows("แบบรายงาน\n\nที่,วันที่จัด,ชื่อ\n1,x,\"สอง\nบรรทัด\"\n2,y,z"), [(0, 1), (2, 3), (3, 3), (4, 3)]);
        assert_eq!(rows("\"ที่;ชื่อ;ยอด\n1;ก;5\n2;ข;6"), [(0, 3), (1, 3), (2, 3)]);
    }

    #[test]
    fn prose_is_no_table() {
        for text in ["เรียน ท่านนายอำเภอ\nด้วยสำนักงาน\nจึงเรียนมา", "# Readme\n\nHello, world\nA line\nAnother", "x"]
        {
            assert_eq!(read(text, "ก", &ReadLimits::default()), Err(ReadTrouble::NotASpreadsheet));
        }
    }

    #[test]
    fn wrapped_text_is_what_it_wraps() {
        for (written, meant) in [
            ("=\"20\"", "20"),
            ("=\"๐๐๑\"", "๐๐๑"),
            ("=\"\"", ""),
            ("=\"12\"\" จอ\"", "12\" จอ"),
            ("=\"ก\"&\"ข\"", "=\"ก\"&\"ข\""),
            ("=20", "=20"),
            ("\"20\"", "\"20\""),
            ("=\"", "=\""),
        ] {
            assert_eq!(unwrapped(written), meant);
        }
    }
}
