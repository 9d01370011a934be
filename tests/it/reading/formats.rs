//! One workbook, every format.

use otop_report::submission::raw::{MergedRange, RawValue, RawWorkbook};
use otop_report::submission::read::{ReadLimits, ReadTrouble, read};

use super::workbook;

fn fixture(name: &str) -> RawWorkbook {
    let path = format!("{}/tests/fixtures/reading/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap(), "ไฟล์", &ReadLimits::default()).unwrap()
}

/// The expected workbook, but for the cells that a converting program changed on its way.
fn expected(changes: &[(u32, u32, RawValue)]) -> RawWorkbook {
    let mut workbook = workbook::expected();
    for (row, column, value) in changes {
        let row = workbook.sheets[0].rows.iter_mut().find(|at| at.number == *row).unwrap();
        row.cells.iter_mut().find(|(at, _)| at == column).unwrap().1 = value.clone();
    }
    workbook
}

fn text(text: &str) -> RawValue {
    RawValue::Text(text.into())
}

/// Writes the workbook that `tests/fixtures/reading/make.sh` converts.
#[test]
#[ignore = "writes a fixture"]
fn write_fixture() {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reading/workbook.xlsx"), workbook::write()).unwrap();
}

#[test]
fn xlsx_as_written_and_as_libreoffice_saves_it() {
    assert_eq!(read(&workbook::write(), "stem", &ReadLimits::default()), Ok(workbook::expected()));
    assert_eq!(fixture("libreoffice.xlsx"), workbook::expected());
}

#[test]
fn ods_and_its_flat_form() {
    // LibreOffice turns TRUE into a formula that gives 1, and a time of day into a duration.
    let expected = expected(&[(5, 2, RawValue::Number(1.into())), (5, 3, text("18:00"))]);
    assert_eq!(fixture("libreoffice.ods"), expected);
    assert_eq!(fixture("libreoffice.fods"), expected);
}

#[test]
fn xls_of_excel_97() {
    // LibreOffice writes a 0 for the text that the formula gave: it is lost, and that is told.
    assert_eq!(fixture("excel-97.xls"), expected(&[(6, 4, RawValue::FormulaWithoutValue)]));
}

#[test]
fn html_and_csv_hold_what_they_show() {
    let html = &fixture("libreoffice.html").sheets[0];
    let form = &workbook::expected().sheets[0];
    assert_eq!(html.merges, [MergedRange { first_row: 0, first_col: 0, last_row: 1, last_col: 3 }]);
    // The page leaves out the blank column A and the hidden ones; a cell's own blanks collapse.
    assert_eq!(html.rows[2].cells, form.rows[2].cells.iter().map(|(at, value)| (at - 1, value.clone())).collect::<Vec<_>>());
    assert_eq!(html.rows[4].cell(2), Some(&RawValue::Error("#DIV/0!".into())));

    let csv = &fixture("libreoffice.csv").sheets[0];
    assert_eq!(csv.name, "ไฟล์");
    assert_eq!(csv.rows[0].cells, form.rows[0].cells);
    let shown = [(1, "๑๕ กุมภาพันธ์ ๒๕๖๕"), (2, "15/2/2565"), (3, "๑,๒๓๔.๕๐")];
    assert_eq!((csv.rows[2].number, &csv.rows[2].cells), (4, &shown.map(|(at, value)| (at, text(value))).to_vec()));
    assert_eq!(csv.rows[4].cell(3), Some(&RawValue::Error("#DIV/0!".into())));
}

#[test]
fn content_decides_and_other_kinds_are_named() {
    let read = |bytes: &[u8]| read(bytes, "stem", &ReadLimits::default());
    assert_eq!(read(b""), Err(ReadTrouble::Empty));
    for other in [
        &b"\x89PNG\r\n\x1a\n\0\0"[..],
        b"%PDF-1.7\n1 0 obj",
        b"Dear all,\nplease find\nattached",
        b"<html><p>letter</html>",
        b"{\\rtf1 x}",
    ] {
        assert_eq!(read(other), Err(ReadTrouble::NotASpreadsheet));
    }
    assert!(read(b"Warning: date() in x.php<br />\n<table><tr><td>1</table>").is_ok());
    let locked = ["EncryptionInfo", "EncryptedPackage"];
    assert_eq!(read(&compound(&locked)), Err(ReadTrouble::Encrypted));
    assert_eq!(read(&compound(&["WordDocument"])), Err(ReadTrouble::NotASpreadsheet));
}

/// An OLE file with streams of a few bytes.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for stream in streams {
        std::io::Write::write_all(&mut file.create_stream(stream).unwrap(), b"0123456789").unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}
