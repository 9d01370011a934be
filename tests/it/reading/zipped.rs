//! Small packages written by hand, for what no program writes on purpose.

use std::io::{Cursor, Write};

use jiff::civil::date;
use otop_report::submission::raw::{RawSheet, RawValue, RawWorkbook};
use otop_report::submission::read::{ReadLimits, ReadTrouble, read};
use zip::write::{SimpleFileOptions, ZipWriter};

pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn workbook(bytes: &[u8]) -> RawWorkbook {
    read(bytes, "stem", &ReadLimits::default()).unwrap()
}

pub(crate) fn text(text: &str) -> RawValue {
    RawValue::Text(text.into())
}

pub(crate) fn number(number: i64) -> RawValue {
    RawValue::Number(number.into())
}

/// All cells of a sheet as row, column, value.
pub(crate) fn cells(sheet: &RawSheet) -> Vec<(u32, u32, RawValue)> {
    sheet.rows.iter().flat_map(|row| row.cells.iter().map(|(at, value)| (row.number, *at, value.clone()))).collect()
}

/// An .xlsx with one sheet for each `sheetData` content, and the given main part attributes.
pub(crate) fn xlsx(properties: &str, strings: &str, sheets: &[&str]) -> Vec<u8> {
    let mut listed = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (index, data) in sheets.iter().enumerate() {
        listed += &format!("<sheet name=\"S{index}\" sheetId=\"1\" r:id=\"r{index}\"/>");
        relations +=
            &format!("<Relationship Id=\"r{index}\" Type=\"http://x/worksheet\" Target=\"worksheets\\Sheet{index}.xml\"/>");
        parts.push((format!("xl/worksheets/sheet{index}.xml"), format!("<x:worksheet xmlns:x='m'>{data}</x:worksheet>")));
    }
    relations += "<Relationship Id='s' Type='http://x/sharedStrings' Target='/xl/strings.xml'/>";
    relations += "<Relationship Id='t' Type='http://x/styles' Target='styles.xml'/>";
    parts.push(("xl/workbook.xml".into(), format!("<workbook>{properties}<sheets>{listed}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
    parts.push(("xl/strings.xml".into(), format!("<sst uniqueCount='4000000000'>{strings}</sst>")));
    parts.push((
        "xl/styles.xml".into(),
        "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>".into(),
    ));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    zip(&parts)
}

#[test]
fn formulas_with_and_without_results() {
    let data = r#"<sheetData><row r="2"><c r="B2"><f>A1</f></c><c r="C2"><f>A1</f><v/></c><c r="D2" t="str"><f>""</f><v></v></c>
        <c r="E2" t="e"><f>X()</f><v>#SPILL!</v></c><c r="F2"><f t="shared" si="0"/><v>7</v></c><c r="G2" t="str"><f/><v>a_x000D_&amp;</v></c></row></sheetData>"#;
    let cells = cells(&workbook(&xlsx("", "", &[data])).sheets[0]);
    let missing = || RawValue::FormulaWithoutValue;
    let error = RawValue::Error("#SPILL!".into());
    assert_eq!(cells, [(1, 1, missing()), (1, 2, missing()), (1, 4, error), (1, 5, number(7)), (1, 6, text("a\r&"))]);
}

#[test]
fn cells_without_references_and_foreign_elements() {
    let data = r#"<sheetData><row><c><v>1</v></c><c t="inlineStr"><is><r><t>ก</t></r><rPh><t>x</t></rPh><t xml:space="preserve"> ข</t></is></c></row>
        <row hidden="true"><c r="C2" t="s"><v>1</v></c><c t="b"><v>1</v><extLst><ext><v>9</v></ext></extLst></c><c t="n"><v>abc</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#;
    let book = workbook(&xlsx("", "<si><t>0</t></si><si><r><t>one</t></r></si>", &[data]));
    let found = cells(&book.sheets[0]);
    assert_eq!(found, [(0, 0, number(1)), (1, 2, text("one")), (1, 3, RawValue::Bool(true)), (1, 4, text("abc"))]);
    assert!(book.sheets[0].rows[1].hidden);
}

#[test]
fn dates_of_the_1904_system() {
    let data = r#"<sheetData><row r="1"><c r="A1" s="1"><v>43145</v></c><c r="B1"><v>43145</v></c><c r="C1" t="d"><v>2022-02-15T10:00</v></c></row></sheetData>"#;
    let book = workbook(&xlsx("<workbookPr date1904='1'/>", "", &[data]));
    let day = || RawValue::Day(date(2022, 2, 15));
    assert!(book.date_1904);
    assert_eq!(cells(&book.sheets[0]), [(0, 0, day()), (0, 1, number(43_145)), (0, 2, day())]);
}

#[test]
fn a_broken_sheet_is_told_and_the_others_are_read() {
    let good = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    for broken in [
        "<sheetData><row><c><v>1</c></row>",
        "<sheetData><row><c t='s'><v>5</v></c></row></sheetData>",
        "<sheetData><c r='A0'/></sheetData>",
    ] {
        let book = workbook(&xlsx("", "", &[broken, good]));
        assert!(book.sheets[0].unreadable.is_some() && book.sheets[0].rows.is_empty(), "{broken}");
        assert_eq!(cells(&book.sheets[1]), [(0, 0, number(1))]);
    }
}

#[test]
fn limits_are_named() {
    let far =
        "<sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData>";
    assert_eq!(cells(&workbook(&xlsx("", "", &[far])).sheets[0]), [(0, 0, number(1)), (1_048_575, 16_383, number(2))]);
    let rows = ReadLimits { rows: 1, ..ReadLimits::default() };
    assert!(matches!(read(&xlsx("", "", &[far]), "", &rows), Err(ReadTrouble::TooLarge { limit: 1, .. })));
    let inflated = ReadLimits { inflated_bytes: 500, ..ReadLimits::default() };
    assert!(matches!(read(&xlsx("", "", &[far]), "", &inflated), Err(ReadTrouble::TooLarge { limit: 500, .. })));
    let file = ReadLimits { file_bytes: 500, ..ReadLimits::default() };
    assert!(matches!(read(&xlsx("", "", &[far]), "", &file), Err(ReadTrouble::TooLarge { limit: 500, .. })));
}

#[test]
fn other_packages_are_no_spreadsheets() {
    let relations =
        b"<Relationships><Relationship Id='1' Type='http://x/officeDocument' Target='word/document.xml'/></Relationships>";
    for parts in [
        &[("_rels/.rels", &relations[..]), ("word/document.xml", b"<w:document/>")][..],
        &[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")],
        &[("holiday.jpg", b"\xFF\xD8")],
    ] {
        assert_eq!(read(&zip(parts), "", &ReadLimits::default()), Err(ReadTrouble::NotASpreadsheet));
    }
}

#[test]
fn locked_packages_of_open_document() {
    let manifest = |path: &str| {
        let sealed =
            format!("<manifest:file-entry manifest:full-path='{path}'><manifest:encryption-data/></manifest:file-entry>");
        format!(
            "<!DOCTYPE m:m PUBLIC \"-//x\" \"Manifest.dtd\"><manifest:manifest><manifest:file-entry manifest:full-path='/'/>{sealed}</manifest:manifest>"
        )
    };
    let read = |parts: &[(&str, &[u8])]| read(&zip(parts), "", &ReadLimits::default());
    let old = manifest("content.xml");
    assert_eq!(read(&[("content.xml", b"\x12\x34"), ("META-INF/manifest.xml", old.as_bytes())]), Err(ReadTrouble::Encrypted));
    let utf16: Vec<u8> = old.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&[("content.xml", b"\x12\x34"), ("META-INF/manifest.xml", &utf16)]), Err(ReadTrouble::Encrypted));
    // LibreOffice 24.8 seals the package as a whole.
    let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");
    let whole = manifest("encrypted-package");
    let parts = [kind, ("META-INF/manifest.xml", whole.as_bytes()), ("encrypted-package", b"\x12\x34")];
    assert_eq!(read(&parts), Err(ReadTrouble::Encrypted));
    // A password on the macros alone locks no cell.
    let macros = manifest("Basic/Standard/Module1.xml");
    let content = b"<office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>";
    assert!(read(&[kind, ("META-INF/manifest.xml", macros.as_bytes()), ("content.xml", content)]).is_ok());
}

pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name='h'><style:table-properties table:display='false'/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn repeated_and_covered_cells_of_ods() {
    let book = workbook(&ods(
        "<table:table table:name='ปก' table:style-name='h'><table:table-column table:number-columns-repeated='2'/><table:table-column table:visibility='collapse'/>
        <table:table-header-rows><table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2'/>
        <table:table-cell office:value-type='float' office:value='4' table:number-columns-repeated='2'><text:p>๔</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row table:visibility='filter'><table:table-cell table:number-columns-spanned='2' office:value-type='string'><office:annotation><text:p>note</text:p></office:annotation>
        <text:p>ก<text:s text:c='2'/><text:span>ข</text:span></text:p><text:p>ค<text:line-break/>ง</text:p></table:table-cell><table:covered-table-cell><text:p>stale</text:p></table:covered-table-cell>
        <table:table-cell table:formula='of:=X'/><table:table-cell table:formula='of:=Y' office:value-type='string'/><table:table-cell calcext:value-type='error'><text:p>Err:502</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated='1048573'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>
        <table:table table:name=\"'file:///x.ods'#$A\"><table:table-row><table:table-cell><text:p>cache</text:p></table:table-cell></table:table-row></table:table>",
    ));
    let [sheet] = &book.sheets[..] else { panic!("one sheet") };
    assert!(sheet.hidden && sheet.rows[2].hidden && !sheet.rows[1].hidden);
    assert_eq!((sheet.hidden_columns.as_slice(), sheet.merges.len()), (&[2][..], 1));
    let four = |row| [(row, 2, number(4)), (row, 3, number(4))];
    let last = [(2, 0, text("ก  ข\nค\nง")), (2, 2, RawValue::FormulaWithoutValue), (2, 4, RawValue::Error("Err:502".into()))];
    assert_eq!(cells(sheet), [&four(0)[..], &four(1), &last].concat());
}

#[test]
fn huge_repeats_of_ods_end_in_a_limit() {
    let cell = "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'/>";
    let table =
        format!("<table:table><table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row></table:table>");
    assert!(matches!(read(&ods(&table), "", &ReadLimits::default()), Err(ReadTrouble::TooLarge { .. })));
}

/// One record of an .xlsb part.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8] };
    record.push(u8::try_from(data.len()).unwrap());
    record.extend(data);
    record
}

pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [(units.len() as u32).to_le_bytes().to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()].concat()
}

/// A cell record: column, style, then the value.
pub(crate) fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes()[..], &style.to_le_bytes(), value].concat())
}

#[test]
fn xlsb_records() {
    let relations = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='worksheets/sheet1.bin'/>\
        <Relationship Id='r2' Type='http://x/sharedStrings' Target='sharedStrings.bin'/><Relationship Id='r3' Type='http://x/styles' Target='styles.bin'/></Relationships>";
    let main = "<Relationships><Relationship Id='1' Type='http://x/officeDocument' Target='xl/workbook.bin'/></Relationships>";
    let bundle = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &wide("r1"), &wide("ปก")].concat();
    let book = [record(0x0099, &[0; 4]), record(0x009C, &bundle)].concat();
    let strings = record(0x0013, &[&[0][..], &wide("ที่")].concat());
    let format = [&200_u16.to_le_bytes()[..], &wide("d mmmm bbbb")].concat();
    let xf = |id: u16| record(0x002F, &[0_u16.to_le_bytes(), id.to_le_bytes()].concat());
    let styles = [record(0x002C, &format), record(0x0269, &[]), xf(0), xf(200), record(0x026A, &[])].concat();
    let row =
        |number: u32, flags: u16| record(0x0000, &[&number.to_le_bytes()[..], &[0; 6], &flags.to_le_bytes(), &[0; 5]].concat());
    let column = [&1_u32.to_le_bytes()[..], &1_u32.to_le_bytes(), &[0; 8], &1_u16.to_le_bytes()].concat();
    let merge: Vec<u8> = [0_u32, 0, 0, 1].into_iter().flat_map(u32::to_le_bytes).collect();
    let sheet = [
        record(0x003C, &column),
        row(0, 0),
        cell(0x0007, 0, 0, &[0; 4]),
        cell(0x0002, 1, 0, &((7_u32 << 2) | 2).to_le_bytes()),
        row(3, 0x1000),
        cell(0x0005, 1, 1, &44_607_f64.to_le_bytes()),
        record(0x0010, &[&0_u32.to_le_bytes()[..], &1.5_f64.to_le_bytes()].concat()),
        cell(0x000B, 3, 0, &[0x17]),
        cell(0x0008, 4, 0, &wide("กข")),
        cell(0x000A, 5, 0, &[1]),
        record(0x00B0, &merge),
    ]
    .concat();
    let parts: [(&str, &[u8]); 6] = [
        ("_rels/.rels", main.as_bytes()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/sharedStrings.bin", &strings),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ];
    let book = workbook(&zip(&parts));
    let [sheet] = &book.sheets[..] else { panic!("one sheet") };
    assert_eq!((sheet.name.as_str(), sheet.hidden, sheet.rows[1].hidden), ("ปก", true, true));
    assert_eq!((sheet.hidden_columns.as_slice(), sheet.merges.len()), (&[1][..], 1));
    let half = RawValue::Number("1.5".parse().unwrap());
    let last = [
        (3, 1, RawValue::Day(date(2022, 2, 15))),
        (3, 2, half),
        (3, 3, RawValue::Error("#REF!".into())),
        (3, 4, text("กข")),
        (3, 5, RawValue::Bool(true)),
    ];
    assert_eq!(cells(sheet), [&[(0, 0, text("ที่"))][..], &last].concat());
}
