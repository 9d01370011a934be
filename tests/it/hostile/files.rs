//! Makes the hostile files.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A package of parts; each part's content is written by a function, so that bombs stay small here.
pub(crate) fn zip(parts: &[(&str, &dyn Fn(&mut dyn Write))]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, write) in parts {
        zip.start_file(*name, options).unwrap();
        write(&mut zip);
    }
    zip.finish().unwrap().into_inner()
}

/// An .xlsx whose first sheet and shared strings are given.
pub(crate) fn xlsx(sheet: &dyn Fn(&mut dyn Write), strings: &dyn Fn(&mut dyn Write)) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='sheet.xml'/>\
        <Relationship Id='r2' Type='http://x/sharedStrings' Target='strings.xml'/></Relationships>";
    zip(&[
        ("xl/workbook.xml", &text("<workbook><sheets><sheet name='แบบ ๑' id='r1'/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", &text(relations)),
        ("xl/strings.xml", strings),
        ("xl/sheet.xml", sheet),
    ])
}

/// An .ods with the given content.xml.
pub(crate) fn ods(content: &dyn Fn(&mut dyn Write)) -> Vec<u8> {
    zip(&[("mimetype", &text("application/vnd.oasis.opendocument.spreadsheet")), ("content.xml", content)])
}

/// Content that is said once.
pub(crate) fn text(text: &str) -> impl Fn(&mut dyn Write) + use<> {
    repeated("", text, 1, "")
}

/// Content between a head and a tail that is said over and over.
pub(crate) fn repeated(head: &str, piece: &str, times: usize, tail: &str) -> impl Fn(&mut dyn Write) + use<> {
    let (head, piece, tail) = (head.to_owned(), piece.to_owned(), tail.to_owned());
    move |out| {
        out.write_all(head.as_bytes()).unwrap();
        let block = piece.repeat(times.min(1_000));
        for _ in 0..times / 1_000 {
            out.write_all(block.as_bytes()).unwrap();
        }
        out.write_all(&block.as_bytes()[..piece.len() * (times % 1_000)]).unwrap();
        out.write_all(tail.as_bytes()).unwrap();
    }
}

/// Rewrites every size that a zip's headers declare for its inflated parts.
pub(crate) fn lie_about_sizes(mut bytes: Vec<u8>, size: u32) -> Vec<u8> {
    for (magic, offset) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, four)| four == magic).map(|(at, _)| at).collect();
        for at in places.into_iter().filter(|at| at + offset + 4 <= bytes.len()).collect::<Vec<_>>() {
            bytes[at + offset..at + offset + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
    bytes
}

/// An OLE file whose first FAT sector chains its sectors in a circle.
pub(crate) fn looping_chain() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&[0; 20_000]).unwrap();
    file.flush().unwrap();
    let mut bytes = file.into_inner().into_inner();
    let fat = 512 * (1 + u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize);
    for entry in (0..128).map(|entry| fat + entry * 4) {
        let next = u32::from_le_bytes(bytes[entry..entry + 4].try_into().unwrap());
        if next == 0xFFFF_FFFE {
            bytes[entry..entry + 4].copy_from_slice(&3_u32.to_le_bytes());
        }
    }
    bytes
}

/// A record of an .xls workbook.
pub(crate) type Record = (u16, Vec<u8>);

/// The records of an .xls workbook with one sheet, in a container.
pub(crate) fn xls(globals: &[Record], sheet: &[Record]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let bound = |position: u32| record(0x0085, &[&position.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let records = |records: &[Record]| records.iter().flat_map(|(kind, data)| record(*kind, data)).collect::<Vec<u8>>();
    let globals = records(globals);
    let end = record(0x000A, &[]);
    let start = bof.len() + globals.len() + bound(0).len() + end.len();
    let stream = [&bof, &globals, &bound(start as u32), &end, &bof, &records(sheet), &end].map(std::clone::Clone::clone).concat();
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
