//! A letter as a word processor's file: the words of its PDF where the PDF has them, to be edited.
//!
//! The format is written here, part by part, because every line must stand where the layout put it, in the typeface that
//! complex scripts have, and the same letter must give the same bytes (docs/decisions/0019-letters-to-edit.md).

mod body;
mod header;
mod lines;
mod package;
mod paragraph;
mod picture;
mod place;
mod text;
mod words;
mod xml;

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize as _;

use self::header::Pages;
use self::lines::Lines;
use self::package::Properties;
use self::paragraph::Paragraph;
use self::picture::Picture;
use self::place::Standing;
use self::text::editable;
use self::words::Words;
use crate::documents::document::Letter;
use crate::lang::{Details, Lang, Said, Say, say};
use crate::render::pdf::LaidLetter;

/// The file of a letter cannot be made: it is larger than a zip file can be.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct DocxError {
    /// The letter's id.
    pub document: String,
    /// What the packer says.
    pub source: zip::result::ZipError,
}

impl Say for DocxError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { document, source } = self;
        say!(
            lang,
            out,
            "ทำแฟ้ม {document}.docx ไม่ได้: ใหญ่เกินที่แฟ้มหนึ่งรับได้ {details}",
            "cannot make {document}.docx: it is larger than one file can be {details}",
            details = Details(source.to_string())
        )
    }
}

/// A letter whose page is set: what it says, and where that stands.
#[derive(Clone, Debug)]
pub struct SetLetter {
    words: Words,
    standing: Standing,
}

impl SetLetter {
    /// From what the layout read and what it told of itself; `None` where a workspace's own layout tells something else.
    pub(super) fn read(laid: &LaidLetter) -> Option<Self> {
        let mut words = Words::deserialize(&laid.data).ok()?;
        let mut lines = Lines::new(&laid.lines);
        for enclosure in &mut words.enclosures {
            lines.starts(&enclosure.title);
            enclosure.apart = lines.begins_anew(&enclosure.quantity);
        }
        let mut lines = Lines::new(&laid.lines);
        words.each(&mut |text| *text = editable(text, &lines.starts(text)));
        words.ahead = laid.ahead.clone();
        let mut standing = Standing::deserialize(&laid.standing).ok()?;
        if let (Some(check), Some(closing)) = (&mut standing.check, laid.closing) {
            check.closing = closing;
        }
        Some(Self { words, standing })
    }
}

/// What the file is besides its letter.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The letter's id.
    pub id: &'a str,
    /// Its title, as the PDF's.
    pub title: &'a str,
    /// The office.
    pub author: &'a str,
    /// Its date.
    pub created: Date,
}

/// Writes `letter`, as it is set, as .docx; the same input gives the same bytes.
///
/// # Errors
/// Where its pictures are larger than a zip file can be.
pub fn letter(set: &SetLetter, letter: &Letter, about: About<'_>) -> Result<Vec<u8>, DocxError> {
    let SetLetter { words, standing } = set;
    let mut paragraphs = body::paragraphs(words, standing);
    let pictures: Vec<Picture> =
        [Picture::garuda(letter, standing), Picture::code(letter, standing)].into_iter().flatten().collect();
    for picture in &pictures {
        let mut running = paragraphs.iter_mut().filter(|paragraph| paragraph.frame.is_none());
        // The first, or the closing, which holds the code on its page.
        let bearer = if picture.with_closing { running.find(|paragraph| paragraph.closing) } else { running.next() };
        bearer.into_iter().for_each(|paragraph| paragraph.runs.insert(0, picture.run().element()));
    }
    let pitch = standing.pitch();
    let body = paragraphs.into_iter().map(|paragraph: Paragraph| paragraph.element(pitch)).collect();
    let headers = Pages::ALL.map(|pages| header::header(pages, words, standing));
    let properties =
        Properties { title: about.title, author: about.author, created: about.created, is_draft: words.draft.is_some() };
    package::pack(body, headers, &pictures, standing, properties)
        .map_err(|source| DocxError { document: about.id.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn the_error_is_said_in_both_languages() {
        pure(&DocxError { document: "letter-monthly".to_owned(), source: zip::result::ZipError::FileNotFound });
    }
}
