//! Workbooks read back: values, formulas with their results, words, parts, bytes.

mod documents;
mod paper;
mod unusual;

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use otop_report::documents::document::{Block, Document};
use otop_report::render::xlsx::workbook;

/// A workbook read back.
struct Book {
    bytes: Vec<u8>,
    read: Xlsx<Cursor<Vec<u8>>>,
}

impl Book {
    fn of(document: &Document) -> Self {
        let bytes = workbook(document, date(2022, 3, 5), "สำนักงานพัฒนาชุมชนจังหวัดพะเยา").expect("a workbook");
        let read = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook that can be read");
        Self { bytes, read }
    }

    fn value(&mut self, sheet: &str, row: u32, column: u32) -> Data {
        let range = self.read.worksheet_range(sheet).expect("the sheet");
        range.get_value((row, column)).cloned().unwrap_or_default()
    }

    fn formula(&mut self, sheet: &str, row: u32, column: u32) -> String {
        let range = self.read.worksheet_formula(sheet).expect("the sheet");
        range.get_value((row, column)).cloned().unwrap_or_default()
    }

    fn part(&self, name: &str) -> String {
        let mut package = zip::ZipArchive::new(Cursor::new(&self.bytes)).expect("a zip");
        let mut text = String::new();
        package.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
        text
    }
}

/// Leaves the examples in `target/tmp/xlsx/` for `.ci/workbooks` and for looking at.
#[test]
fn every_example_is_written_and_twice_the_same() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("xlsx");
    std::fs::create_dir_all(&folder).expect("a folder");
    for document in documents::all() {
        let first = Book::of(&document).bytes;
        assert_eq!(first, Book::of(&document).bytes, "{}", document.id);
        std::fs::write(folder.join(format!("{}.xlsx", document.id)), first).expect("a file");
    }
}

#[test]
fn figures_are_numbers_and_totals_are_formulas_with_results() {
    let mut book = Book::of(documents::clean("targets-round-1"));
    let sheet = "เป้าหมายรอบที่ ๑";
    // Two title rows, a gap and a heading row stand above the first district.
    assert_eq!(book.value(sheet, 4, 1), Data::String("เมืองพะเยา".into()));
    assert_eq!((book.value(sheet, 4, 2), book.value(sheet, 4, 4)), (Data::Float(233.0), Data::Float(193.0)));
    assert_eq!(book.formula(sheet, 4, 4), "C5-D5");
    assert_eq!((book.value(sheet, 13, 0), book.value(sheet, 13, 1)), (Data::String("รวมทั้งสิ้น".into()), Data::Empty));
    let totals = [983.0, 163.0, 820.0, 42.0, 23.0, 18.0, 9.0];
    for (column, total) in (2..).zip(totals) {
        assert_eq!(book.value(sheet, 13, column), Data::Float(total));
        let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
        assert_eq!(book.formula(sheet, 13, column), format!("SUM({letter}5:{letter}13)"));
    }
}

#[test]
fn money_percents_and_days_keep_their_kind() {
    let mut book = Book::of(documents::clean("form-1-activities"));
    assert_eq!(book.read.sheet_names(), ["แบบ ๑ สรุปรายอำเภอ", "กิจกรรมประจำเดือน"]);
    // The province's row: year over target in columns G and C, baht of the year in K.
    let (sheet, total) = ("แบบ ๑ สรุปรายอำเภอ", 16);
    assert_eq!(book.value(sheet, total, 0), Data::String("รวมทั้งสิ้น".into()));
    assert_eq!(book.value(sheet, total, 7), Data::Float(44.44), "8 of 18");
    let formula = book.formula(sheet, total, 7);
    assert!(formula.starts_with("IF(C17=0,0,ROUND(G17*100/C17"), "{formula}");
    assert_eq!(book.value(sheet, total, 10), Data::Float(310_500.5));
    let list = book.part("xl/worksheets/sheet2.xml");
    assert!(list.contains("<v>446"), "a day of February 2022 as its number");
    let styles = book.part("xl/styles.xml");
    for format in ["[$-D00041E]#,##0\"", "[$-D00041E]#,##0.00\"", "[$-D00041E]0.00\"", "[$-D07041E]d mmm yy"] {
        assert!(styles.contains(format), "{format}");
    }
    assert!(!styles.contains("Calibri"));
}

#[test]
fn words_that_look_like_a_formula_stay_words() {
    let mut book = Book::of(&documents::clerks_words());
    let range = book.read.worksheet_range("หมายเหตุ").expect("the sheet");
    let (row, column, _) = range.used_cells().find(|(_, _, cell)| **cell == Data::String("=1+1".into())).expect("the words");
    let (first, left) = range.start().expect("it holds something");
    assert_eq!(book.formula("หมายเหตุ", first + row as u32, left + column as u32), "");
}

#[test]
fn each_sheet_prints_on_a4_as_it_stands() {
    for document in documents::all().iter().filter(|document| document.id != "malformed") {
        let book = Book::of(document);
        let landscape = document.orientation == otop_report::documents::document::Orientation::Landscape;
        for number in 1..=book.read.sheet_names().len() {
            let sheet = book.part(&format!("xl/worksheets/sheet{number}.xml"));
            let lies = if landscape { "landscape" } else { "portrait" };
            assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>") && sheet.contains("paperSize=\"9\""), "{}", document.id);
            assert!(sheet.contains(&format!("orientation=\"{lies}\"")), "{}", document.id);
            assert!(!sheet.contains("&amp;P"), "page numbers would be Arabic");
            assert_eq!(sheet.contains("<oddHeader>"), document.draft.is_some());
            assert_eq!(sheet.matches("<row ").count(), sheet.matches("customHeight=\"1\"").count(), "every row has its height");
        }
        assert!(book.part("xl/workbook.xml").matches("_xlnm.Print_Area").count() == book.read.sheet_names().len());
    }
}

#[test]
fn headings_are_merged_repeated_and_kept_in_view() {
    let book = Book::of(documents::clean("form-2-online"));
    let districts = book.part("xl/worksheets/sheet1.xml");
    // Number and district over two rows; targets, done and the four channels over their columns; the total's word.
    for merged in ["A6:A7", "B6:B7", "D6:E6", "F6:G6", "I6:L6", "M6:N6", "A17:B17"] {
        assert!(districts.contains(&format!("<mergeCell ref=\"{merged}\"/>")), "{merged}: {districts}");
    }
    assert!(districts.contains("<pane ySplit=\"7\" topLeftCell=\"A8\""));
    let names = book.part("xl/workbook.xml");
    let repeated = |sheet: usize| names.contains(&format!("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{sheet}\""));
    assert_eq!([0, 1, 2].map(repeated), [false, false, true], "nothing to repeat on one page");
}

#[test]
fn a_draft_says_so_on_every_sheet_and_page() {
    let mut book = Book::of(documents::draft("form-1-activities"));
    for sheet in book.read.sheet_names() {
        assert_eq!(book.value(&sheet, 0, 0), Data::String("ฉบับร่าง".into()));
        assert!(book.value(&sheet, 1, 0).to_string().contains("ดอกคำใต้"), "it has not reported");
    }
    assert!(book.part("xl/worksheets/sheet2.xml").contains("ฉบับร่าง</oddHeader>"));
    assert!(book.part("docProps/core.xml").contains("<cp:contentStatus>ฉบับร่าง</cp:contentStatus>"));
    let clean = Book::of(documents::clean("form-1-activities"));
    assert!(!clean.part("xl/sharedStrings.xml").contains("ฉบับร่าง"));
}

#[test]
fn properties_name_the_document() {
    let document = documents::clean("kpi-8");
    let core = Book::of(document).part("docProps/core.xml");
    assert!(core.contains(&format!("<dc:title>{}</dc:title>", document.full_title())), "{core}");
    assert!(
        core.contains("<dc:creator>สำนักงานพัฒนาชุมชนจังหวัดพะเยา</dc:creator>") && core.contains("2022-03-05T00:00:00Z"),
        "{core}"
    );
}

#[test]
fn the_chart_reads_the_districts_table_in_thai_numerals() {
    let book = Book::of(documents::clean("scorecard"));
    let chart = book.part("xl/charts/chart1.xml");
    // Names, targets and what is done stand in columns B, C and D.
    for column in ["B", "C", "D"] {
        let read = format!("<c:f>'ผลงานเทียบเป้าหมายรายอำเภอ'!${column}$9:${column}$17</c:f>");
        assert!(chart.contains(&read), "{read}");
    }
    // Bars lie, the first district on top.
    assert!(chart.contains("<c:barDir val=\"bar\"/>") && chart.contains("<c:orientation val=\"maxMin\"/>"));
    assert!(chart.matches("formatCode=\"[$-D00041E]#,##0\"").count() >= 3, "both series and the axis");
    assert_eq!(
        chart.matches("<a:latin typeface=\"TH SarabunPSK\"/><a:cs typeface=\"TH SarabunPSK\"/>").count(),
        chart.matches("<a:latin").count()
    );
}

#[test]
fn small_tables_of_words_share_a_sheet() {
    let mut book = Book::of(documents::clean("kpi-8"));
    assert_eq!(book.read.sheet_names(), ["ตัวชี้วัดที่ ๘"]);
    let range = book.read.worksheet_range("ตัวชี้วัดที่ ๘").expect("the sheet");
    let words: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    let document = documents::clean("kpi-8");
    let Some(Block::Formula(fraction)) = document.blocks.iter().find(|block| matches!(block, Block::Formula(_))) else {
        panic!("no formula")
    };
    for wanted in [&fraction.numerator, &fraction.denominator, &fraction.factor] {
        assert!(words.contains(wanted), "{wanted}");
    }
    assert!(words.iter().any(|word| word == "นายกิตติ ทาใจ") && words.iter().any(|word| word == "โทรศัพท์ ๐๙๘-๔๑๑๖๕๓"));
}

#[test]
fn a_document_as_it_should_not_be_is_written_all_the_same() {
    let mut book = Book::of(&documents::malformed());
    let names = book.read.sheet_names();
    assert!(names.len() > 1 && names.iter().all(|name| !name.is_empty() && name.encode_utf16().count() <= 31), "{names:?}");
    let mut cells = 0;
    for name in names {
        cells += book.read.worksheet_range(&name).expect("the sheet").used_cells().count();
        assert_eq!(
            book.read.worksheet_formula(&name).expect("the sheet").used_cells().count(),
            0,
            "formulas that point nowhere are left out"
        );
    }
    assert!(cells > 20);
}
