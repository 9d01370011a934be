//! Workbooks read back: values, formulas with their results, words, parts, bytes.

#[path = "xlsx/documents.rs"]
mod documents;

use jiff::civil::date;
use otop_report::documents::document::Document;
use otop_report::render::xlsx::workbook;

fn bytes(document: &Document) -> Vec<u8> {
    workbook(document, date(2022, 3, 5), "สำนักงานพัฒนาชุมชนจังหวัดพะเยา").expect("a workbook")
}

/// Leaves the examples in `target/tmp/xlsx/` for `.ci/workbooks` and for looking at.
#[test]
fn examples_are_written_and_twice_the_same() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("xlsx");
    std::fs::create_dir_all(&folder).expect("a folder");
    for document in documents::all() {
        let first = bytes(&document);
        assert_eq!(first, bytes(&document), "{}", document.id);
        std::fs::write(folder.join(format!("{}.xlsx", document.id)), first).expect("a file");
    }
}
