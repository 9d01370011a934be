//! A PDF by its title, its pages, all its text, and the files that it carries.

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Stream, String as PdfString};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

use super::{Compared, Difference, FILE_LIMIT, How, Pair, Unread, parting};
use crate::files::{below, read_within};

/// What a PDF says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Of the file's properties.
    pub title: Option<Vec<u8>>,
    /// How many.
    pub pages: usize,
    /// Pictures drawn.
    pub pictures: usize,
    /// What stands on the pages, in the order in which it is drawn, without spaces.
    pub text: String,
    /// What recurs on pages and is no part of the text (page numbers, repeated headings, draft marks), in no order.
    pub marks: Vec<String>,
    /// Files inside, by name.
    pub attached: BTreeMap<String, Vec<u8>>,
}

/// Compares two PDFs by what they say; what the sealed one carries inside must be what its bag holds beside it.
pub(super) fn compare(pair: &Pair<'_>, compared: &mut Compared) -> Result<Vec<Difference>, Unread> {
    let read = |bytes: &[u8]| Paper::read(bytes).ok_or(Unread::NotPdf);
    let (sealed, again) = (read(&pair.sealed)?, read(&pair.file.bytes)?);
    compared.pdf_pages += sealed.pages;
    compared.attachments += sealed.attached.len();
    let mut found: Vec<How> = Vec::new();
    if sealed.title != again.title {
        found.push(How::Title);
    }
    if sealed.pages != again.pages {
        found.push(How::Pages(sealed.pages, again.pages));
    }
    if sealed.pictures != again.pictures {
        found.push(How::Pictures(sealed.pictures, again.pictures));
    }
    if sealed.text != again.text {
        found.push(parting(&sealed.text, &again.text));
    } else if sealed.marks != again.marks {
        found.push(parting(&sealed.marks.concat(), &again.marks.concat()));
    }
    if !sealed.attached.keys().eq(again.attached.keys()) {
        found.push(How::Attached);
    }
    for (name, bytes) in &sealed.attached {
        let beside = below(pair.folder, name).and_then(|place| read_within(&place, FILE_LIMIT).ok());
        if beside.as_ref() != Some(bytes) {
            found.push(How::AttachedDiffers(name.clone()));
        }
    }
    Ok(found.into_iter().map(|how| Difference::new(&pair.file.path, how)).collect())
}

impl Paper {
    /// What the PDF in `bytes` says; `None` where it is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let mut drawn = Drawn::default();
        let settings = InterpreterSettings { font_resolver: std::sync::Arc::new(|_| None), ..InterpreterSettings::default() };
        let cache = InterpreterCache::new();
        for page in pdf.pages().iter() {
            // Where things stand is not asked.
            let mut context = Context::new(Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings.clone());
            interpret_page(page, &mut context, &mut drawn);
        }
        drawn.marks.sort_unstable();
        let specifications = pdf.objects().into_iter().filter_map(hayro_interpret::hayro_syntax::object::Object::into_dict);
        Some(Self {
            title: pdf.metadata().title.clone(),
            pages: pdf.pages().len(),
            pictures: drawn.pictures,
            text: drawn.text,
            marks: drawn.marks,
            attached: specifications.filter_map(|specification| attached(&specification)).collect(),
        })
    }
}

/// The name and bytes of the file that a file specification embeds.
fn attached(specification: &Dict<'_>) -> Option<(String, Vec<u8>)> {
    let files = specification.get::<Dict<'_>>("EF")?;
    let file = files.get::<Stream<'_>>("F").or_else(|| files.get("UF"))?;
    let name = specification.get::<PdfString<'_>>("F").or_else(|| specification.get("UF"))?;
    let bytes = file.decoded().map(std::borrow::Cow::into_owned).unwrap_or_default();
    Some((String::from_utf8_lossy(name.as_bytes()).into_owned(), bytes))
}

/// Takes down what is drawn.
#[derive(Default)]
struct Drawn {
    text: String,
    marks: Vec<String>,
    pictures: usize,
    /// For each marked piece that is open: whether it is no part of the text.
    open: Vec<bool>,
}

impl Device<'_> for Drawn {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, _: Affine, _: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        let said = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let mark = self.marks.last_mut().filter(|_| self.open.contains(&true));
        mark.unwrap_or(&mut self.text).extend(said.chars().filter(|character| !character.is_whitespace()));
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        let is_mark = tag == b"Artifact";
        if is_mark && !self.open.contains(&true) {
            self.marks.push(String::new());
        }
        self.open.push(is_mark);
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip_path(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::documents::document::{Block, Document, Orientation, Packet};
    use crate::output::{About, FileKind, OutputFile};
    use crate::render::pdf::{Attachment, PdfRenderer, Relationship};
    use crate::templates::Templates;

    /// A renderer whose pages look otherwise: a wider margin, and so other lines, further apart.
    fn another_look() -> PdfRenderer {
        let changed = |file: &str, from: &str, to: &str| {
            let text = Templates::shipped(file).expect("shipped");
            assert!(text.contains(from), "{file}: {from}");
            (file.to_owned(), text.replacen(from, to, 1))
        };
        let wider = changed("document.typ", "(left: margins.left * 1mm", "(left: margins.left * 2mm");
        let further = changed("base.typ", "#let line-height = 1.294", "#let line-height = 1.5");
        PdfRenderer::new(&[], &Templates::with(BTreeMap::from([wider, further]))).expect("sound")
    }

    fn print(renderer: &PdfRenderer, paragraph: &str, attached: &[(&str, &str)]) -> Vec<u8> {
        let packet = Packet::of_document(Document {
            id: "one".into(),
            district: None,
            title: vec!["หัวเรื่อง".into()],
            sheet: "แบบ".into(),
            orientation: Orientation::Portrait,
            draft: Some(vec!["ยังไม่ส่ง".into()]),
            blocks: vec![Block::Paragraph(paragraph.into())],
        });
        let attachment = |(name, text): &(&str, &str)| Attachment {
            name: (*name).into(),
            bytes: text.as_bytes().into(),
            media_type: "application/json".into(),
            description: "ตัวเลข".into(),
            relationship: Relationship::Data,
        };
        let attachments: Vec<Attachment> = attached.iter().map(attachment).collect();
        renderer.print(&packet, &attachments, date(2022, 3, 5)).expect("prints")
    }

    /// How many differences there are between a sealed PDF and what came out, `data.json` holding `beside` in the bag.
    fn differences(sealed: Vec<u8>, again: Vec<u8>, beside: &str) -> Result<usize, Unread> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("data.json"), beside).expect("written");
        let file = OutputFile { path: "one.pdf".to_owned(), bytes: again, about: About::of(FileKind::Document, "one", "") };
        let pair = Pair { folder: folder.path(), file: &file, sealed, version: "0.0.9" };
        let mut compared = Compared::default();
        compare(&pair, &mut compared).map(|found| found.len())
    }

    #[test]
    fn text_is_read_back_whole() {
        let renderer = PdfRenderer::new(&[], &Templates::default()).expect("sound");
        let text = "ที่ ก๋วยเตี๋ยวน้ำ ๑,๒๓๔.๕๐ บาท ปีงบประมาณ Change for Good";
        let paper = Paper::read(&print(&renderer, text, &[("data.json", "{}")])).expect("a PDF");
        let without_spaces = text.replace(' ', "");
        assert!(paper.text.contains(&without_spaces), "{}", paper.text);
        assert!(paper.marks.concat().contains("ฉบับร่าง"), "{:?}", paper.marks);
        assert_eq!((paper.pages, paper.pictures), (1, 0));
        assert_eq!(paper.attached, BTreeMap::from([("data.json".to_owned(), b"{}".to_vec())]));
    }

    #[test]
    fn other_words_other_files_and_junk_are_noticed() {
        let renderer = PdfRenderer::new(&[], &Templates::default()).expect("sound");
        let own = |text: &str, attached: &[(&str, &str)]| print(&renderer, text, attached);
        let data = [("data.json", "{}")];
        let again = || own("ระดับ ๕", &data);
        assert_eq!(differences(own("ระดับ ๕", &data), again(), "{}"), Ok(0));
        assert_eq!(differences(own("ระดับ ๔", &data), again(), "{}"), Ok(1), "other words");
        assert_eq!(differences(own("ระดับ ๕", &[("data.json", "[]")]), again(), "{}"), Ok(1), "another file inside");
        assert_eq!(differences(own("ระดับ ๕", &[]), again(), "{}"), Ok(1), "no file inside");
        assert_eq!(differences(own("ระดับ ๕", &data), again(), "[]"), Ok(1), "another file beside");
        assert!(differences(b"%PDF-1.7 junk".to_vec(), again(), "{}").is_err());
        let mut cut = again();
        cut.truncate(cut.len() / 2);
        assert_ne!(differences(cut, again(), "{}"), Ok(0));
    }

    #[test]
    fn the_same_words_laid_out_otherwise_are_the_same() {
        let renderer = PdfRenderer::new(&[], &Templates::default()).expect("sound");
        let text = "กิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ ".repeat(12);
        let (sealed, again) = (print(&renderer, text.trim(), &[]), print(&another_look(), text.trim(), &[]));
        assert_eq!(differences(sealed, again, "{}"), Ok(0));
    }
}
