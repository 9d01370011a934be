//! Prints the sample documents of the tests into a folder, each beside a list of the texts that went into it:
//! `cargo run --release --example pdf_samples -- FOLDER`. `.ci/text` and `.ci/verapdf` judge them.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use jiff::civil::date;
use otop_report::render::pdf::{Attachment, PdfRenderer, Relationship};
use otop_report::templates::Templates;

#[path = "../tests/it/support/real.rs"]
mod real;
#[path = "../tests/it/pdf/samples.rs"]
mod samples;
/// Where the samples find the program's own documents.
mod support {
    pub(crate) use crate::real;
}
#[path = "../tests/it/pdf/texts.rs"]
mod texts;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let renderer = PdfRenderer::new(&[], &Templates::default())?;
    let data = Attachment {
        name: "data.json".to_owned(),
        bytes: b"{}".as_slice().into(),
        media_type: "application/json".to_owned(),
        description: "ตัวเลขทุกตัวพร้อมที่มา".to_owned(),
        relationship: Relationship::Data,
    };
    for packet in samples::all() {
        let start = Instant::now();
        let printed = renderer.print(&packet, std::slice::from_ref(&data), date(2022, 3, 5))?;
        println!("{}: {} bytes in {:.0?}", packet.id, printed.len(), start.elapsed());
        std::fs::write(folder.join(&packet.id).with_extension("pdf"), printed)?;
        // One text after another, parted by a form feed: texts have line ends of their own.
        std::fs::write(folder.join(&packet.id).with_extension("expected"), texts::texts(&packet).join("\u{c}"))?;
    }
    Ok(())
}
