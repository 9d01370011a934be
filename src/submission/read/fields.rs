//! Delimited text split into fields, by a reader that a forgotten quote does not lead astray.
//!
//! A quote that opens a field and never closes would take every line below it into one cell. Here it
//! takes in the rest of its own field only, as if it were a letter, and its field is marked.

use std::borrow::Cow;

use super::sheet::COLUMNS;

/// Bytes a quoted field may have: a spreadsheet's cell holds 32,767 characters.
const LONGEST: usize = 128 << 10;

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its text, quotes taken off.
    pub(super) text: String,
    /// Whether a quote opens it that never closes; the quote is then part of the text.
    pub(super) open: bool,
}

/// The rows of a text, each a list of fields; a blank line is an empty one.
pub(super) struct Rows<'t> {
    rest: &'t str,
    delimiter: u8,
    /// How many delimiters a line of the table has.
    usual: usize,
    /// Fields of the row at hand that were taken already.
    taken: usize,
}

/// A quoted field's text, and where the text behind its closing quote begins.
type Quoted<'t> = (Cow<'t, str>, usize);

impl<'t> Rows<'t> {
    /// The rows of `text`, of which most lines have `usual` delimiters.
    pub(super) fn new(text: &'t str, delimiter: u8, usual: usize) -> Self {
        Self { rest: text, delimiter, usual, taken: 0 }
    }

    /// Takes the next field off the front, up to what ends it.
    fn field(&mut self) -> Field {
        let quoted = match self.rest.as_bytes() {
            [b'"', ..] => self.quoted(1),
            // Text that is kept from being taken for a number may hold delimiters too.
            [b'=', b'"', ..] => self.quoted(2).and_then(|(text, end)| {
                let whole = &self.rest[..end];
                (whole.len() == text.replace('"', "\"\"").len() + 3).then(|| (whole.into(), end))
            }),
            _ => None,
        };
        let open = quoted.is_none() && self.rest.starts_with('"');
        let (head, start) = quoted.unwrap_or_default();
        let tail = &self.rest[start..];
        let (tail, rest) = tail.split_at(tail.bytes().position(|byte| self.ends_field(byte)).unwrap_or(tail.len()));
        self.rest = rest;
        self.taken += 1;
        // Words behind a closing quote belong to the field as they are.
        let tail = if start > 0 && tail.trim_matches(' ').is_empty() { "" } else { tail };
        Field { text: format!("{head}{tail}"), open }
    }

    /// The quoted field whose text begins at `start`; `None` where its quote does not close.
    fn quoted(&self, start: usize) -> Option<Quoted<'t>> {
        let text = &self.rest[..self.rest.floor_char_boundary(LONGEST)];
        let plain = |content: &'t str| Cow::from(content.replace("\"\"", "\""));
        let (mut at, mut inner) = (start, None);
        while let Some(offset) = text[at..].find('"') {
            let quote = at + offset;
            if text[quote + 1..].starts_with('"') {
                at = quote + 2;
                continue;
            }
            let content = &text[start..quote];
            let lines = content.contains(['\n', '\r']);
            let behind = text[quote + 1..].trim_start_matches(' ').bytes().next();
            if behind.is_none_or(|byte| self.ends_field(byte)) {
                return (!lines || !self.swallows_rows(quote)).then(|| (plain(content), quote + 1));
            }
            // A quote behind a delimiter opens another field: this one was never closed, unless by
            // a quote within it.
            if lines || (quote > start && self.ends_field(text.as_bytes()[quote - 1])) {
                break;
            }
            inner = inner.or_else(|| Some((plain(content), quote + 1)));
            at = quote + 1;
        }
        inner
    }

    /// Whether a quoted text of several lines that ends at `quote` holds rows of the table: each of
    /// its lines has as many delimiters as a row.
    fn swallows_rows(&self, quote: usize) -> bool {
        let line_end = self.rest[quote..].find(['\n', '\r']).map_or(self.rest.len(), |end| quote + end);
        let count = |text: &str| text.bytes().filter(|byte| *byte == self.delimiter).count();
        let mut lines = self.rest[..line_end].lines().filter(|line| !line.is_empty());
        let first = self.taken + count(lines.next().unwrap_or_default());
        let rows = first == self.usual && lines.all(|line| count(line) == self.usual);
        // In a narrow table a few commas in a cell come out even; then the row as a whole decides.
        let fits = self.taken + count(&self.rest[quote..line_end]) == self.usual;
        rows && (self.usual > 3 || (self.usual > 1 && !fits))
    }

    fn ends_field(&self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\n' | b'\r')
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Field>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let mut fields = Vec::new();
        self.taken = 0;
        loop {
            let field = self.field();
            // One more than a sheet may have is enough to be told.
            if fields.len() <= COLUMNS as usize {
                fields.push(field);
            }
            match self.rest.as_bytes() {
                [byte, ..] if *byte == self.delimiter => self.rest = &self.rest[1..],
                [b'\r', b'\n', ..] => {
                    self.rest = &self.rest[2..];
                    break;
                }
                [_, ..] => {
                    self.rest = &self.rest[1..];
                    break;
                }
                [] => break,
            }
        }
        if matches!(&fields[..], [only] if only.text.is_empty()) {
            fields.clear();
        }
        Some(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows as text: fields parted by `|`, one that is left open ends in `!`.
    fn split(text: &str, usual: usize) -> Vec<String> {
        let shown = |field: Field| if field.open { field.text + "!" } else { field.text };
        Rows::new(text, b',', usual).map(|row| row.into_iter().map(shown).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn quotes_that_close() {
        assert_eq!(split("1,\"ก, ข\",\"ค\"\"ง\"\n\n2,,\"\"\r\n", 2), ["1|ก, ข|ค\"ง", "", "2||"]);
        assert_eq!(split("1,\"สอง\nบรรทัด\",x\n2,\"ก,\nข, ค\",y", 2), ["1|สอง\nบรรทัด|x", "2|ก,\nข, ค|y"]);
        assert_eq!(split("\"ที่\n(ลำดับ)\",\"จำนวน\nราย\",ยอด\n1,2,3", 2), ["ที่\n(ลำดับ)|จำนวน\nราย|ยอด", "1|2|3"]);
        assert_eq!(split("1,\"ก\" ,\"ข\"", 2), ["1|ก|ข"]);
    }

    #[test]
    fn quotes_within_a_field() {
        assert_eq!(split("1,จอ 12\" ใหญ่,ก\n2,\"จอ 12\" ใหญ่, ดี\",ข", 2), ["1|จอ 12\" ใหญ่|ก", "2|จอ 12\" ใหญ่, ดี|ข"]);
        assert_eq!(split("1,\"ก\" ข,5,\"ค\"\n", 3), ["1|ก ข|5|ค"]);
    }

    #[test]
    fn quotes_that_never_close_take_in_no_other_line() {
        let rest = ["2|ข|5", "3|ค|6"];
        for (first, read) in [("\"1,ก,4", "\"1!|ก|4"), ("1,\"ก,4", "1|\"ก!|4"), ("1,ก,\"4", "1|ก|\"4!"), ("1,ก,\"", "1|ก|\"!")]
        {
            let whole = [&[read][..], &rest].concat();
            assert_eq!(split(&format!("{first}\n2,ข,5\n3,ค,6\n"), 2), whole, "{first}");
            // Quotes further down close nothing, whether they open, close or stand for inches.
            assert_eq!(split(&format!("{first}\n2,\"ข\",5\n3,ค,6\n"), 2), whole, "{first}");
            assert_eq!(split(&format!("{first}\n2,ข,5\n\"3\",\"ค\",\"6\"\n"), 2), whole, "{first}");
        }
        assert_eq!(split("1,ก,\"4\n2,จอ 12\",5\n3,ค,6", 2), ["1|ก|\"4!", "2|จอ 12\"|5", "3|ค|6"]);
        assert_eq!(split("1,\"ก,\"ข\",4\n2,ข,5", 2), ["1|\"ก!|ข|4", "2|ข|5"]);
    }

    #[test]
    fn wrapped_text_may_hold_delimiters() {
        assert_eq!(split("=\"1\",=\"1,234\",\"=\"\"5\"\"\"", 2), ["=\"1\"|=\"1,234\"|=\"5\""]);
        assert_eq!(split("=\"1,2\n3,4", 1), ["=\"1|2", "3|4"]);
    }
}
