//! Prints the sample documents of the tests into a folder: `cargo run --release --example pdf_samples -- FOLDER`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use jiff::civil::date;
use otop_report::render::pdf::{Attachment, Printer, Relationship};

#[path = "../tests/pdf/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/pdf-samples".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let start = Instant::now();
    let printer = Printer::new(&[], &BTreeMap::new())?;
    eprintln!("printer: {:?}", start.elapsed());
    let data = Attachment {
        name: "data.json".to_owned(),
        bytes: b"{}".to_vec(),
        media_type: "application/json".to_owned(),
        description: "ตัวเลขทุกตัวพร้อมที่มา".to_owned(),
        relationship: Relationship::Data,
    };
    for packet in samples::all() {
        let start = Instant::now();
        let printed = match printer.print(&packet, std::slice::from_ref(&data), date(2022, 3, 5)) { Ok(p) => p, Err(e) => { eprintln!("{e}"); continue } };
        eprintln!("{}: {:?}, {} bytes, {} replaced", packet.id, start.elapsed(), printed.bytes.len(), printed.replaced.len());
        std::fs::write(folder.join(format!("{}.pdf", packet.id)), printed.bytes)?;
    }
    Ok(())
}
