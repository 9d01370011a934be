//! Parts in any encoding they declare, and elements of other namespaces that share a name.

use jiff::civil::date;
use otop_report::submission::raw::{RawValue, RawWorkbook};

use super::workbook;
use super::zipped::{cells, number, text, xlsx, zip};

/// The package with every XML part written anew.
fn rewritten(package: &[u8], write: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).unwrap();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        parts.push((name, if is_xml { write(&String::from_utf8(content).unwrap()) } else { content }));
    }
    zip(&parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect::<Vec<_>>())
}

/// The text with its declaration saying another encoding, or none.
fn declared(xml: &str, encoding: &str) -> String {
    let body = xml.split_once("?>").map_or(xml, |(_, body)| body);
    if encoding.is_empty() {
        body.trim_start().to_owned()
    } else {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{body}")
    }
}

fn utf16(xml: &str, mark: bool, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(xml.encode_utf16());
    units.flat_map(to).collect()
}

fn read(bytes: &[u8]) -> RawWorkbook {
    super::zipped::workbook(bytes)
}

#[test]
fn all_parts_in_utf_16_or_windows_874() {
    let written = workbook::write();
    let content = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reading/libreoffice.ods")).unwrap();
    for package in [&written, &content] {
        let expected = read(package);
        for encoding in ["UTF-16", ""] {
            for mark in [true, false] {
                for to in [u16::to_le_bytes, u16::to_be_bytes] {
                    assert_eq!(read(&rewritten(package, |xml| utf16(&declared(xml, encoding), mark, to))), expected);
                }
            }
        }
        for encoding in ["windows-874", "TIS-620"] {
            let thai = |xml: &str| encoding_rs::WINDOWS_874.encode(&declared(xml, encoding)).0.into_owned();
            assert_eq!(read(&rewritten(package, thai)), expected);
        }
        assert_eq!(read(&rewritten(package, |xml| format!("\u{FEFF}{xml}").into_bytes())), expected);
    }
}

#[test]
fn extensions_change_nothing() {
    let extension =
        "<extLst><ext xmlns:x15='other'><x15:workbookPr chartTrackingRefBase='1'/><calcPr fullCalcOnLoad='1'/></ext></extLst>";
    let data = r#"<sheetData><row r="1"><c r="A1" s="1"><v>43145</v></c><c r="B1"><f>0</f><v>0</v></c></row></sheetData>"#;
    for more in ["", extension, "<x:workbookPr xmlns:x='other' date1904='0'/>", "<workbookPr xmlns='other'/>"] {
        let book = read(&xlsx(&format!("<workbookPr date1904='1'/>{more}"), "", &[data]));
        assert!(book.date_1904, "{more}");
        assert_eq!(cells(&book.sheets[0]), [(0, 0, RawValue::Day(date(2022, 2, 15))), (0, 1, number(0))], "{more}");
    }
    let foreign = "<y:row xmlns:y='o' r='9'><y:c><y:v>9</y:v></y:c></y:row>";
    let compatible = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";
    let row = "<x:row><x:c><x:v>1</x:v><x:extLst><x:ext><x:v>8</x:v></x:ext></x:extLst></x:c><x:c><x:v>2</x:v></x:c></x:row>";
    let chosen = format!(
        "<mc:AlternateContent {compatible}><mc:Choice Requires='y'><x:row><x:c><x:v>7</x:v></x:c></x:row></mc:Choice>\
         <mc:Fallback><x:row r='2'><x:c><x:v>3</x:v></x:c></x:row></mc:Fallback></mc:AlternateContent>"
    );
    let merged = "<x:extLst><x:ext><x:mergeCells><x:mergeCell ref='A1:B1'/></x:mergeCells></x:ext></x:extLst>";
    let book = read(&xlsx("", "", &[&format!("<x:sheetData>{foreign}{row}{chosen}</x:sheetData>{merged}")]));
    assert_eq!(cells(&book.sheets[0]), [(0, 0, number(1)), (0, 1, number(2)), (1, 0, number(3))]);
    let strings = "<si><t>ก</t><y:t xmlns:y='o'>ข</y:t></si><y:si xmlns:y='o'><y:t>ค</y:t></y:si><si><t>ง</t></si>";
    let book = read(&xlsx("", strings, &["<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row></sheetData>"]));
    assert_eq!(cells(&book.sheets[0]), [(0, 0, text("ก")), (0, 1, text("ง"))]);
}

#[test]
fn number_formats_of_cells_alone() {
    // What formats a condition or a table wants to show says nothing of the cells.
    let styles = "<styleSheet xmlns='m'><numFmts><numFmt numFmtId='164' formatCode='0.00'/></numFmts>\
        <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
        <extLst><ext><numFmts><numFmt numFmtId='164' formatCode='d/m/yyyy'/></numFmts></ext></extLst>\
        <dxfs><dxf><numFmt numFmtId='164' formatCode='d/m/yyyy'/></dxf></dxfs><cellXfs><xf numFmtId='164'/></cellXfs></styleSheet>";
    let book = zip(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='S' id='r'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r' Type='/worksheet' Target='s.xml'/><Relationship Id='t' Type='/styles' Target='t.xml'/></Relationships>",
        ),
        ("xl/s.xml", b"<worksheet><sheetData><row><c s='0'><v>44607</v></c></row></sheetData></worksheet>"),
        ("xl/t.xml", styles.as_bytes()),
    ]);
    assert_eq!(cells(&read(&book).sheets[0]), [(0, 0, number(44_607))]);
}
