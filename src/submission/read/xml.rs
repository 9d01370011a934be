//! XML of a stranger: streamed, with bounds on depth and on the size of one tag or text.

use std::io::{self, BufRead, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::name::{Namespace, NamespaceResolver, QName, ResolveResult};

use super::ReadTrouble;
use super::utf8::Utf8;

/// Elements inside one another; a workbook's parts need about a dozen.
const DEPTH: u32 = 256;
/// Bytes of one tag, text or comment; a cell holds 32,767 characters.
const EVENT: u64 = 16 << 20;

/// A stream of XML events in which `<a/>` reads as `<a></a>`.
pub(super) struct Xml<R> {
    reader: quick_xml::Reader<Gauge<Utf8<R>>>,
    buffer: Vec<u8>,
    /// Elements that stand open, those left out not counted.
    depth: u32,
    filter: Option<Filter>,
}

impl<R: BufRead> Xml<R> {
    /// Starts at the head of a document in any encoding that it declares.
    pub(super) fn new(source: R) -> Self {
        Self::over(Utf8::sniffed(source), None)
    }

    /// Starts at the head of a document that was decoded before.
    pub(super) fn decoded(source: R) -> Self {
        Self::over(Utf8::plain(source), None)
    }

    /// Starts at the head of a part of an Office package, of which only the elements in the root's
    /// own namespace are told: extensions may use the same names for other things. Of alternative
    /// contents the fallback stands, as for any reader that knows no extension.
    pub(super) fn office(source: R) -> Self {
        Self::over(Utf8::sniffed(source), Some(Filter::default()))
    }

    fn over(source: Utf8<R>, filter: Option<Filter>) -> Self {
        let mut reader = quick_xml::Reader::from_reader(Gauge { inner: source, taken: 0 });
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), depth: 0, filter }
    }

    /// How many elements stand open.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// The next event; an empty comment for what is left out. Fails where the XML is malformed,
    /// ends inside an element, nests too deeply or holds a piece too large.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ReadTrouble> {
        self.buffer.clear();
        self.reader.get_mut().taken = 0;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(trouble)?;
        let open = self.depth + self.filter.as_ref().map_or(0, Filter::open);
        match event {
            Event::Start(_) if open >= DEPTH => return Err(ReadTrouble::Unreadable("XML nests too deeply".into())),
            Event::Eof if open > 0 => return Err(ReadTrouble::Unreadable("XML ends inside an element".into())),
            _ => {}
        }
        if let Some(filter) = &mut self.filter
            && filter.leaves_out(&event, self.depth)?
        {
            return Ok(Event::Comment(BytesText::new("")));
        }
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(event)
    }

    /// Reads on to the end of the element just entered, and adds to `text` what `pick` makes of
    /// each element inside: it is asked with the element's local name.
    pub(super) fn text(&mut self, text: &mut String, mut pick: impl FnMut(&BytesStart<'_>) -> Piece) -> Result<(), ReadTrouble> {
        let outer = self.depth;
        let mut skipped: Option<u32> = None;
        loop {
            let depth = self.depth;
            match self.next()? {
                Event::Start(_) if skipped.is_some() => {}
                Event::Start(start) => match pick(&start) {
                    Piece::Keep => {}
                    Piece::Skip => skipped = Some(depth),
                    Piece::Insert(inserted) => text.push_str(&inserted),
                },
                Event::End(_) if depth == outer => return Ok(()),
                Event::End(_) if skipped == Some(depth - 1) => skipped = None,
                Event::Text(piece) if skipped.is_none() => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if skipped.is_none() => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if skipped.is_none() => push_reference(text, &reference),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// All text inside the element just entered.
    pub(super) fn all_text(&mut self) -> Result<String, ReadTrouble> {
        let mut text = String::new();
        self.text(&mut text, |_| Piece::Keep)?;
        Ok(text)
    }

    /// Passes over the rest of the element just entered.
    pub(super) fn skip(&mut self) -> Result<(), ReadTrouble> {
        let outer = self.depth;
        while self.depth >= outer && !matches!(self.next()?, Event::Eof) {}
        Ok(())
    }
}

/// What of an Office part is told.
#[derive(Default)]
struct Filter {
    namespaces: NamespaceResolver,
    /// The elements that bind prefixes to namespaces, by how many stood open before each.
    binding: Vec<u32>,
    /// The root's prefix, and its namespace, which is blank where it has none.
    prefix: Option<String>,
    main: String,
    /// Elements that stand open inside the one being left out, itself included.
    inside: u32,
    /// Elements that stand open of which nothing but the content is told.
    wrappers: u32,
}

/// Whose an element is.
#[derive(PartialEq, Eq)]
enum Owner {
    Main,
    /// Of the elements that hold alternative contents.
    Alternatives,
    Foreign,
}

impl Filter {
    const ALTERNATIVES: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    /// Elements that stand open without being told.
    fn open(&self) -> u32 {
        self.inside + self.wrappers
    }

    /// Whether an event belongs to what is left out; `depth` elements that are told stand open.
    fn leaves_out(&mut self, event: &Event<'_>, depth: u32) -> Result<bool, ReadTrouble> {
        match event {
            Event::Start(start) => {
                // Few elements bind prefixes, and few tags have an x.
                if start.as_bytes().contains(&b'x') && start.contains("xmlns") {
                    self.namespaces.push(start).map_err(|error| ReadTrouble::Unreadable(error.to_string()))?;
                    self.binding.push(depth + self.open());
                }
                Ok(self.leaves_out_element(start, depth))
            }
            Event::End(end) => {
                let leaves_out = self.inside > 0 || self.owner(end.name()) == Owner::Alternatives;
                if self.inside > 0 {
                    self.inside -= 1;
                } else if leaves_out {
                    self.wrappers = self.wrappers.saturating_sub(1);
                }
                let open = depth.saturating_sub(u32::from(!leaves_out)) + self.open();
                if self.binding.pop_if(|before| *before == open).is_some() {
                    self.namespaces.pop();
                }
                Ok(leaves_out)
            }
            _ => Ok(self.inside > 0),
        }
    }

    fn leaves_out_element(&mut self, start: &BytesStart<'_>, depth: u32) -> bool {
        if self.inside > 0 {
            self.inside += 1;
            return true;
        }
        if depth == 0 && self.wrappers == 0 {
            self.prefix = start.name().prefix().map(|prefix| prefix.into_inner().to_owned());
            if let (ResolveResult::Bound(Namespace(name)), _) = self.namespaces.resolve_element(start.name()) {
                name.clone_into(&mut self.main);
            }
            return false;
        }
        match (self.owner(start.name()), start.local_name().as_ref()) {
            (Owner::Main, name) if name != "extLst" => false,
            (Owner::Alternatives, name) if name != "Choice" => {
                self.wrappers += 1;
                true
            }
            _ => {
                self.inside = 1;
                true
            }
        }
    }

    fn owner(&self, name: QName<'_>) -> Owner {
        // Nothing but the root binds its prefix, as in every part that a program wrote.
        let same = match (name.prefix(), &self.prefix) {
            (None, None) => true,
            (Some(own), Some(root)) => own.into_inner() == root,
            _ => false,
        };
        if same && matches!(self.binding[..], [] | [0]) {
            return Owner::Main;
        }
        match self.namespaces.resolve_element(name).0 {
            ResolveResult::Bound(Namespace(Self::ALTERNATIVES)) => Owner::Alternatives,
            ResolveResult::Bound(Namespace(name)) if name != self.main => Owner::Foreign,
            ResolveResult::Unknown(_) => Owner::Foreign,
            _ => Owner::Main,
        }
    }
}

/// What [`Xml::text`] does with an element inside the text.
pub(super) enum Piece {
    /// Its text belongs to it.
    Keep,
    /// Nothing in it does.
    Skip,
    /// It stands for these characters.
    Insert(String),
}

/// `&lt;`, `&#3585;`: the five of XML and characters by number. An entity that the document
/// declares itself is never expanded; it stays as written.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        _ => match quick_xml::escape::resolve_predefined_entity(reference) {
            Some(known) => text.push_str(known),
            None => text.extend(["&", reference.as_ref(), ";"]),
        },
    }
}

/// The value of an attribute by its local name, or `None` where it is absent.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(match found.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// A number in an attribute; `None` where it is absent or no number.
pub(super) fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.trim().parse().ok()
}

/// Whether an attribute says yes (`1`, `true`, `on`).
pub(super) fn flag(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on" | "t"))
}

fn trouble(error: quick_xml::Error) -> ReadTrouble {
    match error {
        quick_xml::Error::Io(error) => ReadTrouble::of_io(&error),
        error => ReadTrouble::Unreadable(error.to_string()),
    }
}

/// Fails when one event takes more bytes than any honest one.
struct Gauge<R> {
    inner: R,
    taken: u64,
}

impl<R: BufRead> Read for Gauge<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Gauge<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > EVENT {
            return Err(io::Error::other(ReadTrouble::Unreadable("a piece of XML is too large".into())));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_rich_strings() {
        let mut xml = Xml::new("<si><r><t>ก &lt;&#3586;</t></r><rPh><t>x</t></rPh><t>&bomb;</t></si>".as_bytes());
        assert!(matches!(xml.next(), Ok(Event::Start(_))));
        let mut text = String::new();
        xml.text(&mut text, |start| if start.local_name().as_ref() == "rPh" { Piece::Skip } else { Piece::Keep }).unwrap();
        assert_eq!(text, "ก <ข&bomb;");
    }

    #[test]
    fn extensions_of_an_office_part_are_left_out() {
        let part = "<x:book xmlns:x='main' xmlns:y='other' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>\
            <x:a/><y:a><x:b/></y:a><mc:AlternateContent><mc:Choice Requires='y'><x:c/></mc:Choice><mc:Fallback><x:d/></mc:Fallback>\
            </mc:AlternateContent><x:extLst><x:ext><x:e/></x:ext></x:extLst><z:f/><g/></x:book>";
        let told = |mut xml: Xml<&[u8]>| {
            let mut names = Vec::new();
            loop {
                let depth = xml.depth();
                match xml.next().unwrap() {
                    Event::Start(start) => names.push(format!("{depth}{}", start.local_name().as_ref())),
                    Event::Eof => return names.concat(),
                    _ => {}
                }
            }
        };
        assert_eq!(told(Xml::office(part.as_bytes())), "0book1a1d1g");
        assert!(told(Xml::new(part.as_bytes())).contains("2Choice3c"));
        assert_eq!(told(Xml::office(&b"<book><a/><y:b xmlns:y='other'/><c xmlns='third'/></book>"[..])), "0book1a");
    }

    #[test]
    fn hostile_xml_is_refused() {
        let mut deep = Xml::new(io::Cursor::new("<a>".repeat(10_000)));
        assert!((0..10_000).any(|_| deep.next().is_err()));
        let mut long = Xml::new(io::BufReader::new(io::Read::chain(&b"<a b='"[..], io::repeat(b'x'))));
        assert!(long.next().is_err());
        assert!(Xml::new(&b"<a>"[..]).next().is_ok_and(|event| matches!(event, Event::Start(_))));
    }
}
