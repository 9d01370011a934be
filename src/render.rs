//! Stage 6: documents to XLSX, PDF and HTML.

pub mod html;
pub mod pdf;
pub mod xlsx;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::documents::document::{Document, Packet, Part};
use crate::pipeline::OutputFile;
use pdf::{Attachment, PdfError, Printer, Relationship};
use xlsx::XlsxError;

/// Why something could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// A PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
}

/// Turns documents and packets into files.
pub struct Press {
    printer: Printer,
    author: String,
}

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl Press {
    /// A press with the given fonts and layout templates; `author` goes into the workbooks' properties.
    ///
    /// # Errors
    /// For a font that is none.
    pub fn new(fonts: &[(String, Vec<u8>)], templates: &BTreeMap<String, String>, author: &str) -> Result<Self, PressError> {
        Ok(Self { printer: Printer::new(fonts, templates)?, author: author.to_owned() })
    }

    /// Each document as XLSX and PDF, each packet as PDF; the PDFs carry their workbook and the month's `data` inside.
    ///
    /// # Errors
    /// For a mistake in a layout template, or the program's own words in no font.
    pub fn print(
        &self,
        documents: &[Document],
        packets: &[Packet],
        data: Option<&[u8]>,
        dated: Date,
    ) -> Result<Vec<OutputFile>, PressError> {
        let data = data.map(|bytes| Attachment {
            name: "data.json".to_owned(),
            bytes: bytes.to_vec(),
            media_type: "application/json".to_owned(),
            description: "ตัวเลขทุกตัวพร้อมที่มา".to_owned(),
            relationship: Relationship::Data,
        });
        let workbooks: Vec<Vec<u8>> =
            documents.par_iter().map(|document| xlsx::workbook(document, dated, &self.author)).collect::<Result<_, _>>()?;
        let singles = documents.iter().zip(&workbooks).map(|(document, bytes)| {
            let part = Part::Documents { documents: vec![document.clone()], label: None };
            let own = Attachment {
                name: format!("{}.xlsx", document.id),
                bytes: bytes.clone(),
                media_type: XLSX.to_owned(),
                description: document.full_title(),
                relationship: Relationship::Source,
            };
            (
                Packet { id: document.id.clone(), title: document.full_title(), parts: vec![part] },
                [vec![own], data.iter().cloned().collect()].concat(),
            )
        });
        let jobs: Vec<(Packet, Vec<Attachment>)> =
            singles.chain(packets.iter().map(|packet| (packet.clone(), data.iter().cloned().collect()))).collect();
        let print = |(packet, attachments): &(Packet, Vec<Attachment>)| {
            let printed = self.printer.print(packet, attachments, dated)?;
            Ok::<_, PressError>(OutputFile { path: format!("{}.pdf", packet.id), bytes: printed.bytes })
        };
        let mut files: Vec<OutputFile> = jobs.par_iter().map(print).collect::<Result<_, _>>()?;
        files.extend(
            documents.iter().zip(workbooks).map(|(document, bytes)| OutputFile { path: format!("{}.xlsx", document.id), bytes }),
        );
        Ok(files)
    }
}
