//! Stage 6, paper: a [`Packet`] as one PDF/A-3a and PDF/UA-1 file, laid out by Typst in memory.

mod album;
mod apart;
mod breaks;
mod columns;
mod copyable;
mod coverage;
mod data;
mod fonts;
mod table;
mod told;
mod world;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use thiserror::Error;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::breaks::Breaks;
use self::data::Writer;
use self::world::{OneDocument, Shared};
use crate::documents::document::{Packet, Part};
use crate::lang::{Count, Details, Lang, Said, Say, say};
use crate::render::code::Code;
use crate::templates::{KEEP_WORDS, Templates};

/// The typefaces; the shipped ones as file name and bytes.
pub use self::fonts::{Fonts, SHIPPED as SHIPPED_FONTS};
pub use self::told::LaidLetter;

/// After how many packets what was remembered of the layout of others is dropped: to look for it takes longer than a page.
const REMEMBERED: usize = 8;

/// Why a PDF could not be made.
#[derive(Debug, Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum PdfError {
    /// A file in `fonts/` is no font.
    Font {
        /// Its name.
        file: String,
    },
    /// A layout template is wrong.
    Template {
        /// Its name below `templates/`.
        file: String,
        /// The line, from 1; 0 where none can be told.
        line: usize,
        /// What is wrong.
        fault: TemplateFault,
    },
    /// A character of the program's or the plan's own words that no font has.
    MissingGlyph {
        /// The document's id.
        document: String,
        /// The text it stands in.
        text: String,
        /// The character.
        character: char,
    },
    /// The laid-out document cannot be written to the standards.
    Standard {
        /// The packet's id.
        document: String,
        /// Typst's own words, in English.
        message: String,
    },
}

/// What is wrong with a layout template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// Its name is no plain file name.
    BadName,
    /// There is none of the name.
    Missing,
    /// A mistake, in Typst's own words.
    Mistake(String),
}

impl PdfError {
    fn template(file: &str, line: usize, fault: TemplateFault) -> Self {
        Self::Template { file: file.to_owned(), line, fault }
    }
}

impl Say for PdfError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font { file } => say!(
                lang,
                out,
                "แฟ้มแบบอักษร fonts/{file} อ่านไม่ได้ ต้องเป็นแฟ้ม .ttf หรือ .otf\n  วางแฟ้มที่ถูกต้องแทน หรือลบออกเพื่อใช้แบบอักษรของโปรแกรม",
                "fonts/{file} is no font; it must be a .ttf or .otf file\n  put the right file in its place, or delete it to use the program's own typeface",
            ),
            Self::Template { file, line: 0, fault } => {
                say!(lang, out, "แม่แบบ templates/{file}: {fault}", "templates/{file}: {fault}", fault)
            }
            Self::Template { file, line, fault } => say!(
                lang,
                out,
                "แม่แบบ templates/{file} บรรทัด {line}: {fault}",
                "templates/{file}, line {line}: {fault}",
                line = Count::of(*line),
                fault
            ),
            Self::MissingGlyph { document, text, character } => {
                let code = format!("U+{:04X}", u32::from(*character));
                say!(
                    lang,
                    out,
                    "เอกสาร {document}: แบบอักษรไม่มีอักขระ \"{character}\" ({code}) ในข้อความ \"{text}\"\n  แก้ข้อความนั้นในแผนหรือแม่แบบ หรือวางแบบอักษรที่มีอักขระนี้ใน fonts",
                    "document {document}: no font has the character \"{character}\" ({code}) in the text \"{text}\"\n  change that text in the plan or the template, or put a font that has it into fonts",
                )
            }
            Self::Standard { document, message } => say!(
                lang,
                out,
                "เอกสาร {document} เขียนเป็น PDF/A ไม่ได้ {details}\n  ถ้าแก้แม่แบบเองไว้ ลบแฟ้มใน templates เพื่อใช้แม่แบบเดิมของโปรแกรม",
                "document {document} cannot be written as PDF/A {details}\n  where templates were edited, delete them to use the program's own",
                details = Details(message.clone())
            ),
        }
    }
}

impl Say for TemplateFault {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadName => {
                say!(lang, out, "ชื่อแฟ้มนี้ใช้เป็นแม่แบบไม่ได้ เปลี่ยนชื่อหรือลบออก", "a template cannot have this name; rename or delete it")
            }
            Self::Missing => say!(lang, out, "ไม่มีแม่แบบนี้", "there is no such template"),
            Self::Mistake(message) => say!(
                lang,
                out,
                "เขียนคำสั่งของแม่แบบไม่ถูก {details}\n  แก้บรรทัดนั้น หรือลบแฟ้มเพื่อใช้แม่แบบเดิมของโปรแกรม",
                "a mistake in the template {details}\n  correct that line, or delete the file to use the program's own",
                details = Details(message.clone())
            ),
        }
    }
}

/// A file that travels inside the PDF.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its file name, ASCII: `form-1-activities.xlsx`.
    pub name: String,
    /// Its bytes; many PDFs carry the same.
    pub bytes: Arc<[u8]>,
    /// Its MIME type.
    pub media_type: String,
    /// What it is, for a reader's list of attachments.
    pub description: String,
    /// What it is to the document.
    pub relationship: Relationship,
}

/// `AFRelationship` of ISO 19005-3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it: its own workbook.
    Source,
    /// The figures behind what is shown: `data.json`.
    Data,
}

/// A packet printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Of a letter on its own, what the layout read and told; `None` where it tells nothing.
    pub letter: Option<LaidLetter>,
}

/// Prints packets; made once, used from every thread.
pub struct PdfRenderer {
    shared: Shared,
    breaks: Breaks,
    author: String,
    printed: AtomicUsize,
    /// For how many rounds of that what was not used stays remembered.
    rounds: usize,
}

impl PdfRenderer {
    /// A renderer with the shipped typefaces, each overridden by the one of the same name in `fonts` (name, content), and
    /// the layout of `templates`. A font of the TH Sarabun family is preferred, at its own 16 pt.
    ///
    /// # Errors
    /// [`PdfError::Font`] for a file that is no font, [`PdfError::Template`] for a template under an impossible name.
    pub fn new(fonts: &[(String, Vec<u8>)], templates: &Templates) -> Result<Self, PdfError> {
        Self::keeping(fonts, templates, [""; 0])
    }

    /// As [`Self::new`], with `names` that no line ends inside.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn keeping<N: AsRef<str>>(
        fonts: &[(String, Vec<u8>)],
        templates: &Templates,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, PdfError> {
        let breaks = Breaks::new(templates.text(KEEP_WORDS).unwrap_or_default(), names);
        Ok(Self {
            shared: Shared::new(Fonts::new(fonts)?, &templates.of_kind("typ"))?,
            breaks,
            author: String::new(),
            printed: AtomicUsize::new(0),
            rounds: 1,
        })
    }

    /// The same, printing in the name of `author`: the office.
    pub fn by(self, author: &str) -> Self {
        Self { author: author.to_owned(), ..self }
    }

    /// The same, for a program that stays: what was laid out is remembered for so many rounds of [`REMEMBERED`] packets.
    pub fn remembering(self, rounds: usize) -> Self {
        Self { rounds, ..self }
    }

    /// `packet` as a PDF dated `date`, with `attachments` inside. The same input gives the same bytes.
    ///
    /// # Errors
    /// [`PdfError::MissingGlyph`] for the program's own words, [`PdfError::Template`] for a mistake in a template,
    /// [`PdfError::Standard`] when the result would break PDF/A or PDF/UA.
    pub fn print(&self, packet: &Packet, attachments: &[Attachment], date: Date) -> Result<Vec<u8>, PdfError> {
        let alone = Packet { apart: Vec::new(), ..packet.clone() };
        Ok(self.print_parts(&alone, attachments, date)?.into_iter().map(|printed| printed.bytes).next().unwrap_or_default())
    }

    /// `packet`, then each of its parts that is a file of its own: the same pages, with the workbooks of what they print and,
    /// where it is no district's, the data; and of a letter on its own where its words stand.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn print_parts(&self, packet: &Packet, attachments: &[Attachment], date: Date) -> Result<Vec<Printed>, PdfError> {
        let mut writer = Writer::new(&self.shared.fonts, &self.breaks, &packet.id);
        let mut files = BTreeMap::new();
        let data = data::packet(packet, &mut writer, |part| garuda(packet, part).map(|(name, _)| name))?;
        files.extend((0..packet.parts.len()).filter_map(|part| garuda(packet, part)));
        files.extend(album::files(packet));
        files.extend((0..packet.parts.len()).filter_map(|part| drawn_code(packet, part)));
        let mut attached = Vec::with_capacity(attachments.len());
        for (i, attachment) in attachments.iter().enumerate() {
            let file = format!("attachment-{i}");
            files.insert(file.clone(), Bytes::new(attachment.bytes.clone()));
            attached.push(json!({
                "file": file,
                "name": attachment.name,
                "media-type": attachment.media_type,
                "description": attachment.description,
                "relationship": match attachment.relationship { Relationship::Source => "source", Relationship::Data => "data" },
            }));
        }
        let fonts = &self.shared.fonts;
        let style = json!({ "fonts": fonts.families, "scale": fonts.scale, "tracking": fonts.tracking, "body": data::BODY_SIZE, "padding": columns::CELL_PADDING / 2.0, "author": self.author });
        files.insert("style.json".to_owned(), Bytes::from_string(style.to_string()));
        files.insert("attachments.json".to_owned(), Bytes::from_string(json!(attached).to_string()));
        files.insert("data.json".to_owned(), Bytes::from_string(data.to_string()));
        let today = Datetime::from_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
        let laid = self.laid(&OneDocument { shared: &self.shared, files, today });
        if is_long(packet) {
            forget();
        } else if self.printed.fetch_add(1, Ordering::Relaxed) % REMEMBERED == REMEMBERED - 1 {
            comemo::evict(self.rounds);
        }
        let laid = laid?;
        let mut printed = vec![written(&laid, packet, &data["parts"][0], today)?];
        for (at, part) in packet.apart() {
            let own = |name: &str| part.documents().any(|document| name.strip_suffix(".xlsx") == Some(&*document.id));
            let carried = |file: &&Attachment| match file.relationship {
                Relationship::Source => own(&file.name),
                Relationship::Data => part.district.is_none(),
            };
            let carried: Vec<Attachment> = attachments.iter().filter(carried).cloned().collect();
            match apart::apart(&laid, at, &part.title, |name| carried.iter().any(|file| file.name == name)) {
                Some(laid) => printed.push(written(&laid, &part, &data["parts"][at], today)?),
                // A layout of the user's own that does not tell where parts begin.
                None => printed.extend(self.print_parts(&part, &carried, date)?),
            }
        }
        Ok(printed)
    }

    /// The pages of one document as Typst lays them out.
    fn laid(&self, world: &OneDocument<'_>) -> Result<PagedDocument, PdfError> {
        typst::compile(world).output.map_err(|errors| world.template_error(&errors))
    }
}

/// What is laid out for `packet`, as a file; `data` are the words of its first part.
fn written(laid: &PagedDocument, packet: &Packet, data: &Json, today: Option<Datetime>) -> Result<Printed, PdfError> {
    let laid = &copyable::copyable(laid);
    let is_letter = matches!(packet.parts.as_slice(), [Part::Letter(_)]);
    let letter = is_letter.then(|| told::told(laid, data)).flatten();
    let failed = |message: String| PdfError::Standard { document: packet.id.clone(), message };
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| failed(error.message().to_string()))?;
    let timestamp = today.and_then(|day| Datetime::from_ymd_hms(day.year()?, day.month()?, day.day()?, 0, 0, 0));
    let options = PdfOptions {
        ident: Smart::Custom(format!("otop-report {} {}", packet.id, packet.title)),
        creator: Smart::Custom(Some(concat!("otop-report ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: timestamp.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let written = typst_pdf::pdf(laid, &options);
    let bytes = written.map_err(|errors| failed(errors.first().map(world::in_words).unwrap_or_default()))?;
    Ok(Printed { bytes, letter })
}

/// Rows beyond which a packet takes hundreds of megabytes while it is laid out, so that it should be printed alone.
const LONG: usize = 500;

/// Pictures beyond which it does.
const MANY: usize = 20;

/// Whether `packet` should be printed alone.
pub(super) fn is_long(packet: &Packet) -> bool {
    packet.rows() > LONG || packet.pictures() > MANY
}

/// Drops what was remembered of documents printed so far.
fn forget() {
    comemo::evict(0);
}

/// The virtual file of a letter's or a memo's Garuda.
fn garuda(packet: &Packet, part: usize) -> Option<(String, Bytes)> {
    let garuda = match packet.parts.get(part)? {
        Part::Letter(letter) => letter.garuda.as_ref()?,
        Part::Memo(memo) => memo.garuda.as_ref()?,
        Part::Documents { .. } => return None,
    };
    Some((format!("garuda-{part}.{}", garuda.extension.to_lowercase()), Bytes::new(garuda.bytes.clone())))
}

/// The virtual file of the code by which a letter's enclosures are checked.
fn drawn_code(packet: &Packet, part: usize) -> Option<(String, Bytes)> {
    let Part::Letter(letter) = packet.parts.get(part)? else { return None };
    let drawing = Code::of(&letter.check.as_ref()?.digest)?.svg();
    Some((data::code_file(part), Bytes::from_string(drawing)))
}

#[cfg(test)]
mod tests {
    use typst::layout::{Frame, FrameItem};
    use typst::text::is_default_ignorable;

    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_error_is_said_in_both_languages() {
        let template = |line, fault| PdfError::Template { file: "base.typ".to_owned(), line, fault };
        let (document, message) = ("form-1".to_owned(), "expected comma".to_owned());
        let every = [
            PdfError::Font { file: "x.ttf".to_owned() },
            template(0, TemplateFault::BadName),
            template(0, TemplateFault::Missing),
            template(12, TemplateFault::Mistake(message.clone())),
            PdfError::MissingGlyph { document: document.clone(), text: "中".to_owned(), character: '中' },
            PdfError::Standard { document, message },
        ];
        every.iter().for_each(|error| pure(error));
    }

    /// Every run of text on a page as its glyphs tell it, one text a range.
    fn runs(frame: &Frame, out: &mut Vec<String>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => runs(&group.frame, out),
                FrameItem::Text(run) => {
                    let mut told = String::new();
                    let mut last = None;
                    for glyph in &run.glyphs {
                        if last != Some(glyph.range()) {
                            told.push_str(&run.text[glyph.range()]);
                        }
                        last = Some(glyph.range());
                    }
                    assert_eq!(told, run.text.as_str());
                    out.push(told);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn glyphs_tell_each_character_once_and_in_order() -> Result<(), PdfError> {
        let words = "ที่ นี้ น้ำ ป้า ปู่ ฟื้น ฝั่ง ญี่ปุ่น กตัญญู ฐาน ปฏิบัติ ผึ้ง เสื้อ ปำ ฝ้ำ ก่ำ ปี่ ปื๊ด ฐู ญู ฤๅษี ก๋วยเตี๋ยว ประจำปีงบประมาณ";
        let list = json!({ "w": Breaks::new("ปีงบประมาณ", [""; 0]).mark(words) });
        let template = "#let style = json(\"/style.json\")\n#set text(font: style.fonts, lang: \"th\")\n#json(\"/data.json\").w";
        let renderer = PdfRenderer::new(&[], &Templates::with(BTreeMap::from([("packet.typ".to_owned(), template.to_owned())])))?;
        let file = |json: &serde_json::Value| Bytes::from_string(json.to_string());
        let style = json!({ "fonts": renderer.shared.fonts.families });
        let files = BTreeMap::from([("data.json".to_owned(), file(&list)), ("style.json".to_owned(), file(&style))]);
        let laid = copyable::copyable(&renderer.laid(&OneDocument { shared: &renderer.shared, files, today: None })?);
        let mut told = Vec::new();
        laid.pages().iter().for_each(|page| runs(&page.frame, &mut told));
        let told = told.concat();
        assert!(!told.contains(is_default_ignorable));
        assert_eq!(told.replace(' ', ""), words.replace(' ', ""));
        Ok(())
    }
}
