//! A part's bytes as UTF-8, whatever encoding its XML declares: the packages allow UTF-16 as well.

use std::io::{self, BufRead, Cursor, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::text::declared;

/// Bytes looked at for a mark or a declaration.
const HEAD: u64 = 512;
/// Bytes decoded at a time.
const PIECE: usize = 16 << 10;

/// A stream that gives UTF-8. What is in UTF-8 already passes through as it is.
pub(super) struct Utf8<R> {
    source: io::Chain<Cursor<Vec<u8>>, R>,
    decoder: Option<Decoder>,
    decoded: String,
    /// How much of `decoded` was taken.
    taken: usize,
    ended: bool,
}

impl<R: BufRead> Utf8<R> {
    /// A stream of XML that says itself, by a mark or its declaration, how it is encoded.
    pub(super) fn sniffed(mut source: R) -> Self {
        let mut head = Vec::new();
        // Where reading fails it fails again when the stream comes to it.
        let _ = source.by_ref().take(HEAD).read_to_end(&mut head);
        let decoder = encoding(&head).filter(|encoding| *encoding != UTF_8).map(Encoding::new_decoder);
        Self { decoder, ..Self::decoded(head, source) }
    }

    /// A stream of text that was decoded before: what it says of its encoding holds no longer.
    pub(super) fn plain(source: R) -> Self {
        Self::decoded(Vec::new(), source)
    }

    fn decoded(head: Vec<u8>, source: R) -> Self {
        let source = Cursor::new(head).chain(source);
        Self { source, decoder: None, decoded: String::new(), taken: 0, ended: false }
    }

    /// Decodes the next piece, so that something is left to take unless the source has ended.
    fn refill(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        while self.taken == self.decoded.len() && !self.ended {
            self.decoded.clear();
            self.taken = 0;
            let bytes = self.source.fill_buf()?;
            let piece = &bytes[..bytes.len().min(PIECE)];
            let room = decoder.max_utf8_buffer_length(piece.len()).unwrap_or(4 * PIECE);
            self.decoded.reserve(room);
            let (result, read, _) = decoder.decode_to_string(piece, &mut self.decoded, piece.is_empty());
            self.ended = piece.is_empty() && result == CoderResult::InputEmpty;
            self.source.consume(read);
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        if self.decoder.is_some() { Ok(&self.decoded.as_bytes()[self.taken..]) } else { self.source.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if self.decoder.is_some() {
            self.taken += amount;
        } else {
            self.source.consume(amount);
        }
    }
}

/// The encoding of XML by its first bytes: a byte order mark, the zeros of `<` in UTF-16, or what
/// the declaration names.
fn encoding(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        [b'<', b'?', ..] => {
            let declaration = head.split(|byte| *byte == b'>').next().unwrap_or_default();
            declared(declaration).filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding))
        }
        _ => Encoding::for_bom(head).map(|(encoding, _)| encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        // A source that gives three bytes at a time splits characters.
        Utf8::sniffed(io::BufReader::with_capacity(3, bytes)).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn encodings_of_xml() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><t>ที่ ๑ 😀</t>";
        let units = |to: fn(u16) -> [u8; 2]| xml.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
        assert_eq!((read(&little), read(&big)), (xml.to_owned(), xml.to_owned()));
        assert_eq!(read(&[&[0xFF, 0xFE], &little[..]].concat()), xml);
        assert_eq!(read(&[&[0xFE, 0xFF], &big[..]].concat()), xml);
        // A declaration that the bytes give the lie to.
        assert_eq!(read(xml.as_bytes()), xml);
        for label in ["windows-874", "TIS-620"] {
            let thai = format!("<?xml version='1.0' encoding='{label}'?><t>กิจกรรม</t>");
            assert_eq!(read(&encoding_rs::WINDOWS_874.encode(&thai).0), thai);
        }
        let long = format!("<a>{}</a>", "ก".repeat(100_000));
        assert_eq!(read(&long.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), long);
        assert_eq!((read(b""), read(b"<a/>")), (String::new(), "<a/>".to_owned()));
    }
}
