//! The records of an .xls workbook stream ([MS-XLS]) and the texts in them, which may go on in the
//! records that follow.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_874};

use super::ReadTrouble;
use super::binary::Fields;

/// Begins the workbook or a sheet; its fields are the version and what begins.
pub(super) const BOF: u16 = 0x0809;
/// Ends what the last [`BOF`] began.
pub(super) const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

/// No record is longer, and no type is higher: elsewhere the stream is damaged.
const LONGEST: u16 = 8_228;
const HIGHEST: u16 = 0x10FF;

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    /// Its type.
    pub(super) kind: u16,
    /// Its own bytes.
    pub(super) data: &'s [u8],
    /// The stream behind it.
    rest: &'s [u8],
}

impl<'s> Record<'s> {
    /// The record at a place of the stream; `None` at the stream's end.
    pub(super) fn at(stream: &'s [u8], at: usize) -> Result<Option<Self>, ReadTrouble> {
        let rest = stream.get(at..).unwrap_or_default();
        // Some programs pad the stream with zeros.
        if rest.iter().take(4).all(|byte| *byte == 0) {
            return Ok(None);
        }
        let mut fields = Fields(rest);
        let (kind, length) = (fields.u16()?, fields.u16()?);
        if kind > HIGHEST || length > LONGEST {
            return Err(ReadTrouble::Unreadable("no record stands where one must".into()));
        }
        let data = fields.take(length.into())?;
        Ok(Some(Self { kind, data, rest: fields.0 }))
    }

    /// The fields of its own bytes.
    pub(super) fn fields(&self) -> Fields<'s> {
        Fields(self.data)
    }

    /// Bytes of the record and of its head.
    pub(super) fn length(&self) -> usize {
        self.data.len() + 4
    }

    /// Its bytes from `start` on, and those of the records that continue it.
    pub(super) fn pieces(&self, start: usize) -> Pieces<'s> {
        Pieces { piece: self.data.get(start..).unwrap_or_default(), rest: self.rest }
    }
}

/// How a workbook writes its texts.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// Whether it is of Excel 97 or later: texts carry a flag, and may be in UTF-16.
    pub(super) wide: bool,
    /// The encoding of texts in single bytes; `None` where those are the lower halves of UTF-16.
    pub(super) narrow: Option<&'static Encoding>,
}

impl Writing {
    /// The encoding of a Windows code page; the Thai one where the page is not known.
    pub(super) fn set_page(&mut self, page: u16) {
        let named = |prefix: &str| Encoding::for_label(format!("{prefix}{page}").as_bytes());
        self.narrow = match page {
            1200 => None,
            10_000 => Some(encoding_rs::MACINTOSH),
            65_001 => Some(encoding_rs::UTF_8),
            // 0x8001 is "the page of this Windows", which here is the Thai one.
            _ => Some(named("windows-").or_else(|| named("ms")).unwrap_or(WINDOWS_874)),
        };
    }
}

/// Bytes that run on over the records that continue one.
pub(super) struct Pieces<'s> {
    piece: &'s [u8],
    rest: &'s [u8],
}

impl<'s> Pieces<'s> {
    /// The fields at the front, `count` bytes that lie in one record.
    fn fields(&mut self, count: usize) -> Result<Fields<'s>, ReadTrouble> {
        if self.piece.is_empty() {
            self.go_on()?;
        }
        let mut fields = Fields(self.piece);
        let taken = fields.take(count)?;
        self.piece = fields.0;
        Ok(Fields(taken))
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.piece.is_empty() && !matches!(Record::at(self.rest, 0), Ok(Some(Record { kind: CONTINUE, .. })))
    }

    fn go_on(&mut self) -> Result<(), ReadTrouble> {
        match Record::at(self.rest, 0)? {
            Some(Record { kind: CONTINUE, data, rest }) => {
                (self.piece, self.rest) = (data, rest);
                Ok(())
            }
            _ => Err(ReadTrouble::Unreadable("a text ends too early".into())),
        }
    }

    fn skip(&mut self, mut count: usize) -> Result<(), ReadTrouble> {
        while count > self.piece.len() {
            count -= self.piece.len();
            self.piece = &[];
            self.go_on()?;
        }
        self.piece = &self.piece[count..];
        Ok(())
    }

    /// The text behind its length in two bytes, or in one where it is `short`.
    pub(super) fn text(&mut self, writing: Writing, short: bool) -> Result<String, ReadTrouble> {
        let length = if short { self.fields(1)?.u8()?.into() } else { self.fields(2)?.u16()? };
        if !writing.wide {
            let bytes = self.fields(length.into())?.0;
            return Ok(writing.narrow.unwrap_or(WINDOWS_874).decode_without_bom_handling(bytes).0.into_owned());
        }
        if length == 0 && self.piece.is_empty() {
            return Ok(String::new());
        }
        let flags = self.fields(1)?.u8()?;
        let runs = if flags & 8 != 0 { self.fields(2)?.u16()? } else { 0 };
        let reading = if flags & 4 != 0 { self.fields(4)?.u32()? } else { 0 };
        let text = self.characters(length.into(), flags & 1 != 0, writing)?;
        self.skip(usize::from(runs) * 4)?;
        self.skip(usize::try_from(reading).unwrap_or(usize::MAX))?;
        Ok(text)
    }

    /// So many characters; each record that continues them says anew whether they are wide.
    fn characters(&mut self, mut count: usize, mut wide: bool, writing: Writing) -> Result<String, ReadTrouble> {
        let mut text = String::new();
        while count > 0 {
            if self.piece.is_empty() {
                self.go_on()?;
                wide = self.fields(1)?.u8()? & 1 != 0;
            }
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.piece.len() / width);
            if here == 0 {
                return Err(ReadTrouble::Unreadable("a text ends within a character".into()));
            }
            let (bytes, rest) = self.piece.split_at(here * width);
            match writing.narrow {
                _ if wide => text += &UTF_16LE.decode_without_bom_handling(bytes).0,
                Some(page) => text += &page.decode_without_bom_handling(bytes).0,
                None => text.extend(bytes.iter().copied().map(char::from)),
            }
            self.piece = rest;
            count -= here;
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    }

    const WIDE: Writing = Writing { wide: true, narrow: None };

    #[test]
    fn texts_go_on_in_the_next_record() {
        // A rich text of four characters, two wide and two narrow, then its run and another text.
        let first = record(0x00FC, &[4, 0, 1 | 8, 1, 0, 0x01, 0x0E, 0x02, 0x0E]);
        let second = record(CONTINUE, &[0, b'a', 0xE9, 1, 1, 1, 1, 1, 0, 0, b'b']);
        let stream = [first, second, record(EOF, &[])].concat();
        let mut pieces = Record::at(&stream, 0).unwrap().unwrap().pieces(0);
        assert_eq!(pieces.text(WIDE, false).unwrap(), "กขaé");
        assert_eq!(pieces.text(WIDE, false).unwrap(), "b");
        assert!(pieces.is_empty() && pieces.text(WIDE, false).is_err());
    }

    #[test]
    fn texts_of_a_code_page() {
        let mut old = Writing { wide: false, narrow: None };
        for page in [874, 0x8001, 9_999] {
            old.set_page(page);
            let stream = record(0x0085, &[2, 0xA1, 0xA2]);
            assert_eq!(Record::at(&stream, 0).unwrap().unwrap().pieces(0).text(old, true).unwrap(), "กข");
        }
        old.set_page(1_252);
        assert_eq!(old.narrow, Some(encoding_rs::WINDOWS_1252));
        old.set_page(932);
        assert_eq!(old.narrow, Some(encoding_rs::SHIFT_JIS));
    }

    #[test]
    fn what_is_no_record() {
        assert!(Record::at(&[0x03, 0x02, 0xFF, 0xFF, 0], 0).is_err());
        assert!(Record::at(&[0x03, 0x22, 0, 0], 0).is_err());
        assert!(Record::at(&[0x03, 0x02, 9, 0, 0], 0).is_err());
        assert!(Record::at(&[0; 9], 2).unwrap().is_none() && Record::at(&[], 7).unwrap().is_none());
    }
}
