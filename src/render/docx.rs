//! A letter as a word processor's file: the words of its PDF where the PDF has them, to be edited.
//!
//! The format is written here, part by part, because every line must stand where the layout put it, in the typeface that
//! complex scripts have, and the same letter must give the same bytes (docs/decisions/0019-letters-to-edit.md).

mod body;
mod header;
mod lines;
mod package;
mod paragraph;
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
use self::paragraph::{Face, Paragraph, Run};
use self::place::{Standing, emus};
use self::text::editable;
use self::words::Words;
use self::xml::{Element, element};
use crate::documents::document::Garuda;
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
        Some(Self { words, standing: Standing::deserialize(&laid.standing).ok()? })
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

/// Writes the letter as .docx; the same input gives the same bytes.
///
/// # Errors
/// Where its picture is larger than a zip file can be.
pub fn letter(set: &SetLetter, garuda: Option<&Garuda>, about: About<'_>) -> Result<Vec<u8>, DocxError> {
    let SetLetter { words, standing } = set;
    let mut paragraphs = body::paragraphs(words, standing);
    if let Some(run) = garuda.map(|garuda| picture(garuda, standing)) {
        let first = paragraphs.iter_mut().find(|paragraph| paragraph.frame.is_none());
        first.into_iter().for_each(|first| first.runs.insert(0, run.clone().element()));
    }
    let pitch = standing.pitch();
    let body = paragraphs.into_iter().map(|paragraph: Paragraph| paragraph.element(pitch)).collect();
    let headers = Pages::ALL.map(|pages| header::header(pages, words, standing));
    let properties =
        Properties { title: about.title, author: about.author, created: about.created, is_draft: words.draft.is_some() };
    package::pack(body, headers, garuda, standing, properties)
        .map_err(|source| DocxError { document: about.id.to_owned(), source })
}

/// The Garuda, in the middle of the page.
fn picture(garuda: &Garuda, standing: &Standing) -> Run {
    let (top, height) = place::GARUDA;
    let size = |name| element(name).with("cx", emus(standing.garuda)).with("cy", emus(height));
    let mut blip = element("a:blip").with("r:embed", package::GARUDA);
    if garuda.extension.eq_ignore_ascii_case("svg") {
        let vector = element("asvg:svgBlip")
            .with("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main")
            .with("r:embed", package::GARUDA);
        let extension = element("a:ext").with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").holding(vector);
        blip = blip.holding(element("a:extLst").holding(extension));
    }
    let names = |name| element(name).with("id", 1).with("name", "Garuda").with("descr", "ตราครุฑ");
    let shape = element("pic:spPr").holding_all([
        element("a:xfrm").holding_all([element("a:off").with("x", 0).with("y", 0), size("a:ext")]),
        element("a:prstGeom").with("prst", "rect").holding(element("a:avLst")),
    ]);
    let filled = element("pic:blipFill").holding_all([blip, element("a:stretch").holding(element("a:fillRect"))]);
    let named = element("pic:nvPicPr").holding_all([names("pic:cNvPr"), element("pic:cNvPicPr")]);
    let drawn = element("pic:pic").holding_all([named, filled, shape]);
    let uri = xml::NAMESPACES[4].1;
    let graphic = element("a:graphic").holding(element("a:graphicData").with("uri", uri).holding(drawn));
    let from_page = |name, place: Element| element(name).with("relativeFrom", "page").holding(place);
    let anchor = ["distT", "distB", "distL", "distR"].into_iter().fold(element("wp:anchor"), |anchor, side| anchor.with(side, 0));
    let anchor = anchor
        .with("simplePos", 0)
        .with("relativeHeight", 1)
        .with("behindDoc", 1)
        .with("locked", 0)
        .with("layoutInCell", 1)
        .with("allowOverlap", 1)
        .holding_all([
            element("wp:simplePos").with("x", 0).with("y", 0),
            from_page("wp:positionH", element("wp:align").saying("center")),
            from_page("wp:positionV", element("wp:posOffset").saying(&emus(top).to_string())),
            size("wp:extent"),
            element("wp:effectExtent").with("l", 0).with("t", 0).with("r", 0).with("b", 0),
            element("wp:wrapNone"),
            names("wp:docPr"),
            element("wp:cNvGraphicFramePr"),
            graphic,
        ]);
    Run { face: Face::default(), content: vec![element("w:drawing").holding(anchor)] }
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
