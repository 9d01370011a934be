//! A [`Packet`] as the plain data the layout templates read.
//!
//! This is the only way words get to Typst: as strings in a virtual JSON file, never as its source. Each string is checked
//! against the fonts on the way and carries its line-break marks.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::breaks::{Breaks, OPEN, fit, is_mark, whole};
use super::coverage::visible;
use super::fonts::Fonts;
use super::{PdfError, columns};
use crate::documents::document::{
    Block, Chart, Check, Document, Electronic, Field, FileCopy, Letter, Memo, Orientation, Packet, Part, Signature, Table,
};
use crate::render::code::{Code, QUIET};
use crate::thai::digits::integer;

/// Official size of running text in points.
pub(super) const BODY_SIZE: f64 = 16.0;

/// Letters of a bookmark that a reader's narrow column shows.
pub(super) const LONGEST_BOOKMARK: usize = 50;

/// Official size of a chart's words in points.
const CHART_SIZE: f64 = 14.0;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The longest line of a letter's body, in points: A4 less 3 cm and 2 cm.
const LETTER_WIDTH: f64 = 160.0 * MM;

/// The narrowest foot of a letter, in points: beside the longest names.
const FOOT_WIDTH: f64 = 50.0 * MM;

/// Page margins of a document, in millimetres; the templates set what is measured here.
#[derive(Serialize)]
struct Margins {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Of a page that stands.
const PORTRAIT: Margins = Margins { left: 25.0, right: 15.0, top: 20.0, bottom: 15.0 };

/// Of a page that lies.
const LANDSCAPE: Margins = Margins { left: 20.0, right: 15.0, top: 20.0, bottom: 12.0 };

/// Puts texts into data.
pub(super) struct Writer<'a> {
    /// What can be printed.
    pub fonts: &'a Fonts,
    /// Where lines may end.
    pub breaks: &'a Breaks,
    /// The document at hand, for messages.
    document: String,
}

/// The data of a packet: its title and its parts in order. `garuda(i)` names the virtual picture file of part `i`.
pub(super) fn packet(
    packet: &Packet,
    writer: &mut Writer<'_>,
    garuda: impl Fn(usize) -> Option<String>,
) -> Result<Json, PdfError> {
    let mut parts = Vec::with_capacity(packet.parts.len());
    // What is enclosed with a letter is as secret as the letter.
    let secrecy =
        packet.parts.iter().find_map(|part| if let Part::Letter(letter) = part { Some(&*letter.secrecy) } else { None });
    for (i, part) in packet.parts.iter().enumerate() {
        parts.push(match part {
            Part::Letter(letter) => writer.letter(letter, i, garuda(i))?,
            Part::Memo(memo) => writer.memo(memo, garuda(i))?,
            Part::Documents { documents, label } => writer.documents(documents, label.as_deref(), secrecy.unwrap_or_default())?,
        });
    }
    // PDF/UA wants a title in any case.
    let title = if packet.title.trim().is_empty() { &packet.id } else { &packet.title };
    Ok(json!({ "title": title, "parts": parts }))
}

/// The virtual file of the code on the letter that is part `part`.
pub(super) fn code_file(part: usize) -> String {
    format!("code-{part}.svg")
}

impl<'a> Writer<'a> {
    /// A writer for a packet.
    pub fn new(fonts: &'a Fonts, breaks: &'a Breaks, packet: &str) -> Self {
        Self { fonts, breaks, document: packet.to_owned() }
    }

    /// The program's own words, ready to be laid on lines of at most `width` points.
    pub fn own(&self, text: &str, width: f64) -> Result<String, PdfError> {
        self.sized(text, width, BODY_SIZE, true)
    }

    /// As [`Self::own`], at an official `size` in points and `bold` or not.
    pub fn sized(&self, text: &str, width: f64, size: f64, bold: bool) -> Result<String, PdfError> {
        let text = self.checked(text)?;
        Ok(self.fitted(&self.breaks.mark(&text), width, size, bold))
    }

    /// Marked text with nothing wider than `width` points.
    pub fn fitted(&self, marked: &str, width: f64, size: f64, bold: bool) -> String {
        fit(marked, width, |piece| self.fonts.width(piece, bold) * size * self.fonts.scale)
    }

    /// The program's own words without marks.
    ///
    /// # Errors
    /// [`PdfError::MissingGlyph`] for the first character no font has.
    pub fn checked(&self, text: &str) -> Result<String, PdfError> {
        let text = visible(text);
        let printable = self.fonts.coverage.printable(&text);
        match printable.lacking.first() {
            None => Ok(printable.text.into_owned()),
            Some(&character) => Err(PdfError::MissingGlyph { document: self.document.clone(), text, character }),
        }
    }

    /// A clerk's own words; a character no font has is printed as its code point. Validation has said so.
    pub fn clerks(&self, text: &str) -> String {
        self.fonts.coverage.printable(&visible(text)).text.into_owned()
    }

    /// The program's own words as a reader's list of bookmarks shows them: a long text ends with a whole word.
    pub fn bookmark(&self, text: &str) -> Result<String, PdfError> {
        Ok(self.shortened(self.checked(text)?, LONGEST_BOOKMARK))
    }

    /// A text of at most so many letters; a longer one ends with a whole word.
    pub(super) fn shortened(&self, text: String, most: usize) -> String {
        if text.chars().count() <= most {
            return text;
        }
        let mut shown = String::new();
        for word in self.breaks.mark(&text).split_inclusive([' ', OPEN]) {
            let word: String = word.chars().filter(|&c| !is_mark(c)).collect();
            if !shown.is_empty() && shown.chars().count() + word.chars().count() > most {
                break;
            }
            shown += &word;
        }
        format!("{}…", shown.trim_end())
    }

    fn all(&self, texts: &[String], width: f64) -> Result<Vec<String>, PdfError> {
        texts.iter().map(|text| self.own(text, width)).collect()
    }

    fn letter(&mut self, letter: &Letter, part: usize, garuda: Option<String>) -> Result<Json, PdfError> {
        self.document.clone_from(&letter.id);
        let width = LETTER_WIDTH;
        let line = |text: &str| self.own(text, width);
        // Beside a label and a number the line is shorter.
        let indented = |text: &str| self.own(text, width * 0.75);
        let mut enclosures = Vec::new();
        for enclosure in &letter.enclosures {
            enclosures.push(json!({ "title": indented(&enclosure.title)?, "quantity": line(&enclosure.quantity)? }));
        }
        let mut contact = self.all(&letter.contact, width * 0.4)?;
        for line in &letter.electronic {
            contact.push(self.electronic(line)?);
        }
        let references = letter.references.iter().map(|text| indented(text)).collect::<Result<Vec<_>, _>>()?;
        Ok(json!({
            "kind": "letter",
            "draft": self.draft(letter.draft.as_deref())?,
            "secrecy": line(&letter.secrecy)?,
            "urgency": line(&letter.urgency)?,
            "garuda": garuda,
            "number": line(&letter.number)?,
            "office": self.all(&letter.office, width * 0.4)?,
            "date": line(&letter.date)?,
            "subject": { "plain": self.bookmark(&letter.subject)?, "shown": indented(&letter.subject)? },
            "to": indented(&letter.to)?,
            "references": references,
            "enclosures": enclosures,
            "paragraphs": self.all(&letter.paragraphs, width)?,
            "closing": line(&letter.closing)?,
            "signatory": line(&letter.signatory)?,
            "positions": self.all(&letter.positions, width * 0.5)?,
            "contact": contact,
            "electronic": !letter.electronic.is_empty(),
            "slogans": self.all(&letter.slogans, width)?,
            "seal": line(&letter.seal)?,
            "check": letter.check.as_ref().map(|check| self.check(check, part)).transpose()?,
            "copy": letter.copy.as_ref().map(|copy| self.copy(copy)).transpose()?,
        }))
    }

    /// A line of the foot whose last words part at their own punctuation only, and only where they are wider than the foot.
    fn electronic(&self, line: &Electronic) -> Result<String, PdfError> {
        let typed = self.checked(&line.typed)?;
        let word = |word: &str| self.fitted(&whole(word), FOOT_WIDTH, BODY_SIZE, false);
        let words: Vec<String> = typed.split_whitespace().map(word).collect();
        Ok(format!("{} {}", self.own(&line.label, FOOT_WIDTH)?, words.join(" ")))
    }

    /// The code by which enclosures are checked, and the first half of what it says.
    fn check(&self, check: &Check, part: usize) -> Result<Json, PdfError> {
        let half: Vec<&str> = check.digest.split(' ').take(4).collect();
        let lines = [self.checked(&check.caption)?, format!("{} …", half.join(" "))];
        let modules = Code::of(&check.digest).map(|code| code.side());
        let quiet = modules.map_or(0.0, |side| f64::from(QUIET) / f64::from(side - 2 * QUIET));
        Ok(json!({ "file": code_file(part), "quiet": quiet, "alt": format!("{} {}", check.alt, check.digest), "lines": lines }))
    }

    /// What makes a letter its file copy: short words on lines of their own.
    fn copy(&self, copy: &FileCopy) -> Result<FileCopy, PdfError> {
        let initials = copy.initials.iter().map(|who| self.checked(who)).collect::<Result<_, _>>()?;
        Ok(FileCopy { mark: self.checked(&copy.mark)?, initials, line: self.checked(&copy.line)? })
    }

    fn memo(&mut self, memo: &Memo, garuda: Option<String>) -> Result<Json, PdfError> {
        self.document.clone_from(&memo.id);
        let width = LETTER_WIDTH;
        let line = |text: &str| self.own(text, width);
        Ok(json!({
            "kind": "memo",
            "draft": self.draft(memo.draft.as_deref())?,
            "secrecy": line(&memo.secrecy)?,
            "garuda": garuda,
            "office": self.own(&memo.office, width * 0.75)?,
            "telephone": self.fitted(&whole(&self.checked(&memo.telephone)?), width * 0.75, BODY_SIZE, false),
            "number": self.own(&memo.number, width * 0.4)?,
            "date": self.own(&memo.date, width * 0.4)?,
            "subject": { "plain": self.bookmark(&memo.subject)?, "shown": self.own(&memo.subject, width * 0.85)? },
            "to": line(&memo.to)?,
            "paragraphs": self.all(&memo.paragraphs, width)?,
            "summary": self.all(&memo.summary, width * 0.8)?,
            "closing": self.all(&memo.closing, width)?,
            "signatory": line(&memo.signatory)?,
            "position": self.own(&memo.position, width * 0.5)?,
        }))
    }

    fn draft(&self, draft: Option<&[String]>) -> Result<Json, PdfError> {
        draft.map_or(Ok(Json::Null), |missing| Ok(json!(self.all(missing, LETTER_WIDTH * 0.9)?)))
    }

    fn documents(&mut self, documents: &[Document], label: Option<&str>, secrecy: &str) -> Result<Json, PdfError> {
        let mut sheets = Vec::with_capacity(documents.len());
        for document in documents {
            self.document.clone_from(&document.id);
            let mut sheet = self.document(document)?;
            sheet["secrecy"] = json!(self.checked(secrecy)?);
            sheets.push(sheet);
        }
        Ok(json!({ "kind": "documents", "label": label.map(|label| self.checked(label)).transpose()?, "documents": sheets }))
    }

    fn document(&mut self, document: &Document) -> Result<Json, PdfError> {
        let (flipped, margins, paper) = match document.orientation {
            Orientation::Portrait => (false, PORTRAIT, 210.0),
            Orientation::Landscape => (true, LANDSCAPE, 297.0),
        };
        let width = (paper - margins.left - margins.right) * MM;
        let mut tables = self.tables(&document.blocks, width)?.into_iter();
        let mut blocks = Vec::with_capacity(document.blocks.len());
        for (i, block) in document.blocks.iter().enumerate() {
            if let Block::Album(album) = block {
                blocks.push(self.album(album, &document.id, i, width));
                continue;
            }
            blocks.push(self.block(block, width, &mut tables)?);
            if let Block::Table(table @ Table { chart: Some(chart), .. }) = block {
                blocks.push(self.chart(chart, table, width)?);
            }
        }
        Ok(json!({
            "flipped": flipped,
            "margins": margins,
            "draft": self.draft(document.draft.as_deref())?,
            "title": { "plain": self.checked(&document.full_title())?, "lines": self.all(&document.title, width)? },
            "bookmark": self.bookmark(&document.sheet)?,
            "blocks": blocks,
        }))
    }

    /// The tables among `blocks`, all in one size of type.
    fn tables(&self, blocks: &[Block], width: f64) -> Result<Vec<Json>, PdfError> {
        let mut prepared = Vec::new();
        for (i, block) in blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                prepared.push((self.prepare(table, width)?, matches!(blocks.get(i + 1), Some(Block::Signatures(_)))));
            }
        }
        let size = columns::largest(prepared.iter().map(|(table, _)| &table.measured), width, self.fonts);
        prepared.iter().map(|(table, signed)| self.table(table, size, *signed && table.table.chart.is_none())).collect()
    }

    /// A block; one that is a table is the next of `tables`.
    fn block(&self, block: &Block, width: f64, tables: &mut impl Iterator<Item = Json>) -> Result<Json, PdfError> {
        Ok(match block {
            Block::Heading(text) => json!({ "kind": "heading", "plain": self.bookmark(text)?, "text": self.own(text, width)? }),
            Block::Paragraph(text) => {
                let lines = (self.fonts.width(text, false) * BODY_SIZE * self.fonts.scale / width).ceil().max(1.0);
                json!({ "kind": "paragraph", "text": self.own(text, width)?, "lines": lines })
            }
            Block::Fields(fields) => json!({ "kind": "fields", "fields": self.fields(fields, width)? }),
            Block::Table(_) => tables.next().unwrap_or_default(),
            Block::Formula(fraction) => json!({
                "kind": "formula",
                "label": self.own(&fraction.label, width)?,
                "numerator": self.own(&fraction.numerator, width * 0.75)?,
                "denominator": self.own(&fraction.denominator, width * 0.75)?,
                "factor": self.own(&fraction.factor, width * 0.2)?,
                "alt": [&fraction.label, &fraction.numerator, &fraction.denominator, &fraction.factor],
            }),
            Block::Album(_) => Json::Null,
            Block::Signatures(signatures) => json!({ "kind": "signatures", "signatures": self.signatures(signatures, width)? }),
        })
    }

    fn fields(&self, fields: &[Field], width: f64) -> Result<Json, PdfError> {
        let mut out = Vec::with_capacity(fields.len());
        for field in fields {
            let mut values = Vec::with_capacity(field.values.len());
            for parts in &field.values {
                let room = width * 0.7 / parts.len().max(1) as f64;
                let mut shown = self.all(parts, room)?;
                // A telephone number stays on its line.
                if let (Some(last), Some(text)) = (shown.last_mut().filter(|_| parts.len() > 1), parts.last()) {
                    *last = self.fitted(&whole(&self.checked(text)?), room, BODY_SIZE, false);
                }
                values.push(shown);
            }
            out.push(json!({ "label": self.own(&field.label, width * 0.25)?, "values": values }));
        }
        Ok(json!(out))
    }

    fn chart(&self, chart: &Chart, table: &Table, width: f64) -> Result<Json, PdfError> {
        let mut series = Vec::with_capacity(chart.series.len());
        for one in &chart.series {
            let values = chart.values(table, one);
            let shown: Vec<String> = values.iter().map(|&value| integer(value)).collect();
            series.push(json!({ "name": self.own(&one.name, width * 0.3)?, "values": values, "shown": shown }));
        }
        let labels = chart.labels(table);
        let room = width * 0.35;
        let widest =
            labels.iter().map(|label| self.fonts.width(label, false) * CHART_SIZE * self.fonts.scale).fold(0.0, f64::max);
        let labels = labels.iter().map(|label| self.sized(label, room, CHART_SIZE, false)).collect::<Result<Vec<_>, _>>()?;
        Ok(json!({
            "kind": "chart",
            "title": self.own(&chart.title, width)?,
            "alt": chart_in_words(chart, table),
            "unit": self.own(&chart.unit, width * 0.3)?,
            "size": CHART_SIZE,
            "labels": labels,
            "label-width": widest.min(room),
            "series": series,
        }))
    }

    fn signatures(&self, signatures: &[Signature], width: f64) -> Result<Json, PdfError> {
        let room = width / signatures.len().max(1) as f64 * 0.95;
        let one = |signature: &Signature| {
            Ok(json!({
                "role": self.own(&signature.role, room * 0.4)?,
                "named": !signature.name.is_empty(),
                "placed": !signature.position.is_empty(),
                "name": self.own(&signature.name, room)?,
                "position": self.own(&signature.position, room)?,
            }))
        };
        Ok(json!(signatures.iter().map(one).collect::<Result<Vec<Json>, PdfError>>()?))
    }
}

/// The chart's title and every figure in it, for those who cannot see it.
fn chart_in_words(chart: &Chart, table: &Table) -> String {
    let series: Vec<(&str, Vec<i64>)> = chart.series.iter().map(|one| (&*one.name, chart.values(table, one))).collect();
    let group = |(i, label): (usize, &String)| {
        let bars = series.iter().map(|(name, values)| format!("{name} {}", integer(values[i])));
        format!("{label}: {}", bars.collect::<Vec<_>>().join(", "))
    };
    let groups: Vec<String> = chart.labels(table).iter().enumerate().map(group).collect();
    format!("{} ({}) {}", chart.title, chart.unit, groups.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_character_is_an_error_in_ours_only() -> Result<(), PdfError> {
        let (fonts, breaks) = (Fonts::new(&[])?, Breaks::new("", [""; 0]));
        let writer = Writer::new(&fonts, &breaks, "form-1");
        assert_eq!(writer.clerks("ร้าน中ป้า"), "ร้าน[U+4E2D]ป้า");
        let error = writer.own("ร้าน中", 100.0).err();
        assert!(matches!(error, Some(PdfError::MissingGlyph { document, character: '中', .. }) if document == "form-1"));
        Ok(())
    }
}
