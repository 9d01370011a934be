//! Stage 6: documents to XLSX, PDF, DOCX and HTML.

pub mod code;
pub mod docx;
pub mod html;
pub mod pdf;
pub mod xlsx;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::documents::document::{Check, Document, Packet, Part};
use crate::files::sha256;
use crate::lang::{Lang, Said, Say};
use crate::output::{About, FileKind, OutputFile};
use crate::templates::Templates;
use docx::{DocxError, SetLetter};
use pdf::{Attachment, PdfError, PdfRenderer, Relationship};
use xlsx::XlsxError;

/// Why something could not be printed.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum RenderError {
    /// A PDF.
    Pdf(#[from] PdfError),
    /// A workbook.
    Xlsx(#[from] XlsxError),
    /// A letter to be edited.
    Docx(#[from] DocxError),
}

impl Say for RenderError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pdf(error) => error.say(lang, out),
            Self::Xlsx(error) => error.say(lang, out),
            Self::Docx(error) => error.say(lang, out),
        }
    }
}

/// Turns documents and packets into files.
#[derive(Clone)]
pub struct DocumentRenderer {
    pdf: Arc<PdfRenderer>,
    author: String,
    sealed: BTreeMap<String, String>,
}

/// Rounds of packets for which a program that stays remembers what was laid out: two months, one after the other.
const ROUNDS: usize = 8;

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl DocumentRenderer {
    /// A renderer with the given fonts and layout templates; `author` goes into the properties of each file, and no line of
    /// paper ends inside one of `names`.
    ///
    /// # Errors
    /// For a font that is none.
    pub fn new<N: AsRef<str>>(
        fonts: &[(String, Vec<u8>)],
        templates: &Templates,
        author: &str,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, RenderError> {
        Self::with(PdfRenderer::keeping(fonts, templates, names)?, author)
    }

    /// [`Self::new`] for a program that stays: what was laid out is remembered for longer.
    ///
    /// # Errors
    /// For a font that is none.
    pub fn staying<N: AsRef<str>>(
        fonts: &[(String, Vec<u8>)],
        templates: &Templates,
        author: &str,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, RenderError> {
        Self::with(PdfRenderer::keeping(fonts, templates, names)?.remembering(ROUNDS), author)
    }

    fn with(pdf: PdfRenderer, author: &str) -> Result<Self, RenderError> {
        Ok(Self { pdf: Arc::new(pdf.by(author)), author: author.to_owned(), sealed: BTreeMap::new() })
    }

    /// The same, whose letters bear the digests of these workbooks, SHA-256 by file name, and not of those that it writes: what
    /// another version sealed is told from what that version wrote.
    #[must_use]
    pub fn checking(self, sealed: BTreeMap<String, String>) -> Self {
        Self { sealed, ..self }
    }

    /// Each document as XLSX and PDF, those of `workbooks` as XLSX alone, since a packet prints them; each packet as PDF, and its
    /// parts that are files of their own; a letter as DOCX besides. The PDFs carry the workbooks of what they print inside, and
    /// the month's `data` where they are for no single district.
    ///
    /// # Errors
    /// For a mistake in a layout template, or the program's own words in no font.
    pub fn print(
        &self,
        documents: Vec<Document>,
        workbooks: Vec<Document>,
        mut packets: Vec<Packet>,
        data: Option<&[u8]>,
        dated: Date,
    ) -> Result<Vec<OutputFile>, RenderError> {
        let data = data.map(|bytes| Attachment {
            name: "data.json".to_owned(),
            bytes: bytes.into(),
            media_type: "application/json".to_owned(),
            description: "ตัวเลขทุกตัวพร้อมที่มา".to_owned(),
            relationship: Relationship::Data,
        });
        // What each prints, and its workbook, for which it is given away.
        let work = |(document, on_its_own): (Document, bool)| {
            let paper = Packet::of_document(document.on_paper());
            Ok((paper, on_its_own, Arc::from(xlsx::workbook(document, dated, &self.author)?)))
        };
        let documents: Vec<(Document, bool)> = [(documents, true), (workbooks, false)]
            .into_iter()
            .flat_map(|(documents, on_its_own)| documents.into_iter().map(move |document| (document, on_its_own)))
            .collect();
        let works: Vec<(Packet, bool, Arc<[u8]>)> = documents.into_par_iter().map(work).collect::<Result<_, XlsxError>>()?;
        let mut files = Vec::new();
        let mut workbooks = BTreeMap::new();
        let mut papers = Vec::new();
        for (paper, on_its_own, bytes) in works {
            let name = format!("{}.xlsx", paper.id);
            files.push(OutputFile { path: name.clone(), bytes: bytes.to_vec(), about: about(&paper) });
            let (media_type, relationship) = (XLSX.to_owned(), Relationship::Source);
            let description = paper.title.clone();
            workbooks.insert(paper.id.clone(), Attachment { name, bytes, media_type, description, relationship });
            papers.extend(on_its_own.then_some(paper));
        }
        for part in packets.iter_mut().flat_map(|packet| &mut packet.parts) {
            if let Part::Letter(letter) = part {
                letter.check = letter.check.take().and_then(|check| self.summed(check, &workbooks));
            }
        }
        let carried = |packet: &Packet| {
            let own = packet.documents().filter_map(|document| workbooks.get(&document.id).cloned());
            // What a district gets has no other district's figures inside.
            own.chain(data.clone().filter(|_| packet.district.is_none())).collect()
        };
        let jobs: Vec<(Packet, Vec<Attachment>)> = papers
            .into_iter()
            .chain(packets)
            .map(|packet| {
                let carried = carried(&packet);
                (packet, carried)
            })
            .collect();
        files.extend(self.print_all(&jobs, dated)?);
        Ok(files)
    }

    /// `check` with the digest of those of `workbooks` that are enclosed; `None` where none is.
    fn summed(&self, check: Check, workbooks: &BTreeMap<String, Attachment>) -> Option<Check> {
        let enclosed: Vec<&Attachment> = check.enclosed.iter().filter_map(|id| workbooks.get(id)).collect();
        let summed = |file: &Attachment| self.sealed.get(&file.name).cloned().unwrap_or_else(|| sha256(&file.bytes));
        let digest = code::digest(enclosed.iter().map(|file| (file.name.as_str(), summed(file))));
        (!enclosed.is_empty()).then_some(Check { digest, ..check })
    }

    /// Each packet with what it carries; those with long lists one at a time, of the others the longest first, so that none
    /// is waited for alone.
    fn print_all(&self, jobs: &[(Packet, Vec<Attachment>)], dated: Date) -> Result<Vec<OutputFile>, RenderError> {
        let print = |(packet, attachments): &(Packet, Vec<Attachment>)| self.print_one(packet, attachments, dated);
        let (long, mut short): (Vec<_>, Vec<_>) = jobs.iter().partition(|(packet, _)| pdf::is_long(packet));
        short.sort_by_key(|(packet, _)| Reverse(packet.parts.len() + packet.documents().count()));
        let mut files = long.into_iter().map(print).collect::<Result<Vec<_>, _>>()?;
        files.extend(short.into_iter().par_bridge().map(print).collect::<Result<Vec<_>, _>>()?);
        let mut files: Vec<OutputFile> = files.into_iter().flatten().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The PDF of a packet and of each part that is a file of its own and, where that is a letter, the letter to be edited.
    fn print_one(&self, packet: &Packet, attachments: &[Attachment], dated: Date) -> Result<Vec<OutputFile>, RenderError> {
        let printed = self.pdf.print_parts(packet, attachments, dated)?;
        let parts = packet.apart();
        let mut files = Vec::new();
        for (packet, printed) in iter::once(packet).chain(parts.iter().map(|(_, part)| part)).zip(printed) {
            let file = |extension, bytes| OutputFile { path: format!("{}.{extension}", packet.id), bytes, about: about(packet) };
            files.push(file("pdf", printed.bytes));
            let set = printed.letter.as_ref().and_then(SetLetter::read);
            if let (Some(set), [Part::Letter(letter)]) = (set, packet.parts.as_slice()) {
                let about = docx::About { id: &packet.id, title: &packet.title, author: &self.author, created: dated };
                files.push(file("docx", docx::letter(&set, letter, about)?));
            }
        }
        Ok(files)
    }
}

/// What the files of a packet are.
fn about(packet: &Packet) -> About {
    let kind = match packet.parts.as_slice() {
        [Part::Letter(_) | Part::Memo(_)] => FileKind::Letter,
        [Part::Documents { .. }] => FileKind::Document,
        _ => FileKind::Packet,
    };
    let end = packet.district.as_ref().map_or_else(String::new, |geocode| format!("-{geocode}"));
    let document = packet.id.strip_suffix(&end).unwrap_or(&packet.id);
    let enclosures = packet.parts.iter().find_map(|part| match part {
        Part::Letter(letter) => letter.check.as_ref().map(|check| check.digest.clone()),
        _ => None,
    });
    About { district: packet.district.clone(), enclosures, ..About::of(kind, document, &packet.title) }
}
