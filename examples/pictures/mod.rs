//! Pictures placed over the rows of a filled form, as a clerk would with Insert → Pictures.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Across and down: a photograph held either way, a panorama, a small one.
const SHAPES: [(u32, u32); 4] = [(1200, 900), (900, 1600), (2400, 600), (320, 240)];

/// The sheet of แบบ ๑, and the row of its first activity, from 0.
const SHEET: &str = "xl/worksheets/sheet2.xml";
const FIRST_ROW: usize = 4;

/// The form with `counts` pictures beside its activities, one number each, of shapes that differ.
pub fn placed(form: &[u8], counts: &[usize]) -> Result<Vec<u8>, Box<dyn Error>> {
    let rows: Vec<usize> = counts.iter().enumerate().flat_map(|(i, count)| vec![FIRST_ROW + i; *count]).collect();
    let mut given = ZipArchive::new(Cursor::new(form))?;
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), Box<dyn Error>> {
        made.start_file(name, SimpleFileOptions::DEFAULT)?;
        Ok(made.write_all(bytes)?)
    };
    for i in 0..given.len() {
        let mut part = given.by_index(i)?;
        let name = part.name()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let bytes = match name.as_str() {
            SHEET => replaced(bytes, "</worksheet>", "<drawing r:id=\"rId1\"/></worksheet>")?,
            "[Content_Types].xml" => replaced(bytes, "</Types>", &format!("{TYPES}</Types>"))?,
            _ => bytes,
        };
        put(&name, &bytes)?;
    }
    put("xl/worksheets/_rels/sheet2.xml.rels", &relations("drawing", &["../drawings/drawing1.xml".to_owned()]))?;
    put("xl/drawings/drawing1.xml", drawing(&rows)?.as_bytes())?;
    let targets: Vec<String> = (1..=rows.len()).map(|number| format!("../media/image{number}.jpeg")).collect();
    put("xl/drawings/_rels/drawing1.xml.rels", &relations("image", &targets))?;
    for number in 1..=rows.len() {
        put(&format!("xl/media/image{number}.jpeg"), &picture(number)?)?;
    }
    Ok(made.finish()?.into_inner())
}

const TYPES: &str = "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\
    <Override PartName=\"/xl/drawings/drawing1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/>";

fn replaced(bytes: Vec<u8>, from: &str, to: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(String::from_utf8(bytes)?.replacen(from, to, 1).into_bytes())
}

fn relations(kind: &str, targets: &[String]) -> Vec<u8> {
    let one = |(number, target): (usize, &String)| {
        let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        format!("<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let all: String = (1..).zip(targets).map(one).collect();
    format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>")
        .into_bytes()
}

fn drawing(rows: &[usize]) -> Result<String, Box<dyn Error>> {
    let mut xml = "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        .to_owned();
    for (number, row) in (1..).zip(rows) {
        write!(
            xml,
            "<xdr:oneCellAnchor><xdr:from><xdr:col>11</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>\
             <xdr:ext cx=\"900000\" cy=\"675000\"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"{number}\" name=\"ภาพ {number}\"/><xdr:cNvPicPr/></xdr:nvPicPr>\
             <xdr:blipFill><a:blip r:embed=\"rId{number}\"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>\
             <xdr:spPr><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>"
        )?;
    }
    Ok(xml + "</xdr:wsDr>")
}

/// A picture of bands, as many as its number.
fn picture(number: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let (width, height) = SHAPES[number % SHAPES.len()];
    let bands = number as u32 % 10 + 1;
    let bands = RgbImage::from_fn(width, height, |x, y| {
        let band = (x * bands / width * 50 % 200) as u8;
        Rgb([40 + band, (y * 200 / height) as u8, 220 - band])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(bands).write_to(&mut bytes, ImageFormat::Jpeg)?;
    Ok(bytes.into_inner())
}
