//! A letter to be edited by its title and its words, but for the invisible marks where lines may end.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Difference, How, Pair, Unread, parting};

/// Bytes of one part that are read at most.
const PART_LIMIT: u64 = 1 << 26;

/// The parts that have words, in the order in which they are compared.
const PARTS: [&str; 4] = ["word/document.xml", "word/header1.xml", "word/header2.xml", "word/header3.xml"];

/// Where the title is.
const PROPERTIES: &str = "docProps/core.xml";

/// Compares two letters; counts the words of the sealed one.
pub(super) fn compare(pair: &Pair<'_>, count: &mut usize) -> Result<Vec<Difference>, Unread> {
    let read = |bytes: &[u8]| Letter::read(bytes).ok_or(Unread::NotLetter);
    let (sealed, again) = (read(&pair.sealed)?, read(&pair.file.bytes)?);
    *count += sealed.words;
    let mut found = Vec::new();
    if sealed.title != again.title {
        found.push(How::Title);
    }
    if sealed.text != again.text {
        found.push(parting(&sealed.text, &again.text));
    }
    Ok(found.into_iter().map(|how| Difference::new(&pair.file.path, how)).collect())
}

/// What a letter says.
#[derive(Debug, PartialEq, Eq)]
struct Letter {
    title: String,
    /// Without spaces, where a text is parted being no matter of what it says.
    text: String,
    words: usize,
}

impl Letter {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut parts = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut part = |name: &str, element: &str| {
            let mut xml = String::new();
            parts.by_name(name).ok()?.take(PART_LIMIT).read_to_string(&mut xml).ok()?;
            texts(&xml, element)
        };
        let title = part(PROPERTIES, "dc:title")?;
        let said = PARTS.map(|name| part(name, "w:t")).into_iter().collect::<Option<Vec<_>>>()?.join(" ");
        Some(Self { title, words: said.split_whitespace().count(), text: said.split_whitespace().collect() })
    }
}

/// The texts of every `element`, one after another with a space between, without invisible marks; `None` for what is no XML.
fn texts(xml: &str, element: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.name().as_ref() == element => {
                inside = true;
                out.extend((!out.is_empty()).then_some(' '));
            }
            Event::Empty(empty) if empty.name().as_ref() == "w:noBreakHyphen" => out.push('-'),
            Event::End(_) => inside = false,
            Event::Text(text) if inside => out.push_str(text.as_ref()),
            Event::GeneralRef(reference) if inside => {
                out.extend(quick_xml::escape::resolve_predefined_entity(reference.as_ref()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let seen = |c: &char| !('\u{200B}'..='\u{200D}').contains(c) && *c != '\u{2060}';
    Some(out.replace('\u{A0}', " ").chars().filter(seen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_without_marks_and_with_what_is_markup_elsewhere() {
        let xml = "<w:p><w:t>ก\u{200B}ข &amp; ค</w:t><w:tab/><w:x>ง</w:x><w:t>ที่\u{A0}๑</w:t><w:noBreakHyphen/></w:p>";
        assert_eq!(texts(xml, "w:t").as_deref(), Some("กข & ค ที่ ๑-"));
        assert_eq!(texts("<w:p>", "w:t").as_deref(), Some(""));
        assert_eq!(Letter::read(b"PK junk"), None);
    }
}
