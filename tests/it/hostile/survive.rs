//! Every hostile file through one reader with worker processes.

use std::path::Path;

use otop_report::submission::find::Source;
use otop_report::submission::raw::{RawValue, RawWorkbook};
use otop_report::submission::read::{ReadLimits, ReadTrouble, Size};
use otop_report::submission::worker::Reader;
use tempfile::TempDir;

use super::files::{lie_about_sizes, looping_chain, ods, repeated, text, xls, xlsx, zip};

type Answer = Result<RawWorkbook, ReadTrouble>;

/// A reader with real workers, and a folder for files.
struct Bench {
    reader: Reader,
    folder: TempDir,
}

impl Bench {
    fn new(limits: ReadLimits) -> Self {
        let reader = Reader::workers(Path::new(env!("CARGO_BIN_EXE_otop-report")), limits).unwrap();
        Self { reader, folder: TempDir::new().unwrap() }
    }

    /// Reads the bytes as a file, and a good one after it.
    fn read(&self, bytes: &[u8]) -> Answer {
        let path = self.folder.path().join("hostile.xlsx");
        std::fs::write(&path, bytes).unwrap();
        let answer = self.reader.read(&Source::file(&path)).workbook;
        std::fs::write(&path, "ที่,ชื่อ\n๑,ก\n").unwrap();
        let next = self.reader.read(&Source::file(&path));
        assert_eq!(next.workbook.unwrap().sheets[0].name, "hostile");
        assert_eq!(next.sha256.unwrap().len(), 64);
        answer
    }
}

fn too_large(answer: &Answer, size: Size) -> bool {
    matches!(answer, Err(ReadTrouble::TooLarge { what, .. }) if *what == size)
}

fn unreadable(answer: &Answer) -> bool {
    match answer {
        Err(ReadTrouble::Unreadable(_)) => true,
        Ok(workbook) => workbook.sheets.iter().any(|sheet| sheet.unreadable.is_some()),
        _ => false,
    }
}

const ROWS: &str = "<worksheet><sheetData>";
const END: &str = "</sheetData></worksheet>";

#[test]
fn bombs() {
    let bench = Bench::new(ReadLimits::default());
    let nothing = text("<sst/>");
    let zip_bomb = xlsx(&repeated(ROWS, "                ", 40_000_000, END), &nothing);
    assert!(zip_bomb.len() < 2 << 20 && too_large(&bench.read(&zip_bomb), Size::Inflated));
    // The directory says a few bytes: what really comes out is cut off.
    assert!(unreadable(&bench.read(&lie_about_sizes(zip_bomb, 10))));
    let entities = "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\
        <worksheet><sheetData><row><c t='inlineStr'><is><t>&c;</t></is></c></row></sheetData></worksheet>";
    let book = bench.read(&xlsx(&text(entities), &nothing)).unwrap();
    assert_eq!(book.sheets[0].rows[0].cells[0].1, RawValue::Text("&c;".into()));
    assert!(unreadable(&bench.read(&xlsx(&repeated(ROWS, "<a>", 5_000_000, ""), &nothing))));
    assert!(unreadable(&bench.read(&xlsx(&repeated("<worksheet a='", "xxxxxxxxxx", 20_000_000, "'/>"), &nothing))));
    let long_text = repeated("<sst><si><t>", "กกกกกกกกกก", 1_000_000, "</t></si></sst>");
    let many = repeated(ROWS, "<row><c t='s'><v>0</v></c></row>", 90_000, END);
    assert!(unreadable(&bench.read(&xlsx(&many, &long_text))));
}

#[test]
fn far_and_many_cells() {
    let bench = Bench::new(ReadLimits::default());
    let nothing = text("<sst/>");
    let far = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>";
    assert_eq!(bench.read(&xlsx(&repeated(ROWS, far, 1, END), &nothing)).unwrap().sheets[0].rows.len(), 2);
    let beyond = "<row><c r='XFE1'><v>1</v></c></row>";
    assert!(unreadable(&bench.read(&xlsx(&repeated(ROWS, beyond, 1, END), &nothing))));

    let blank = repeated(ROWS, "<row><c s='1'/><c s='1'/></row>", 1_048_576, END);
    assert_eq!(bench.read(&xlsx(&blank, &nothing)).unwrap().sheets[0].rows.len(), 0);
    let row = "<row><c><v>1</v></c><c t='s'><v>0</v></c><c><v>2.5</v></c></row>";
    let rows = |count| xlsx(&repeated(ROWS, row, count, END), &text("<sst><si><t>ก</t></si></sst>"));
    assert_eq!(bench.read(&rows(100_000)).unwrap().sheets[0].rows.len(), 100_000);
    assert!(too_large(&bench.read(&rows(100_001)), Size::Rows));
    let wide = repeated("", "<c><v>1</v></c>", 16_384, "</row>");
    let full = xlsx(
        &move |out| {
            (0..300).for_each(|_| {
                out.write_all(b"<row>").unwrap();
                wide(out);
            });
        },
        &nothing,
    );
    assert!(too_large(&bench.read(&full), Size::Cells));
    let strings = repeated("<sst uniqueCount='4294967295'>", "<si><t>กลุ่มทอผ้า</t></si>", 1_000_000, "</sst>");
    assert_eq!(bench.read(&xlsx(&repeated(ROWS, row, 10, END), &strings)).unwrap().sheets[0].rows.len(), 10);
}

#[test]
fn repeated_cells_of_ods() {
    let bench = Bench::new(ReadLimits::default());
    let table = |inside: &str| {
        ods(&repeated("<a><office:spreadsheet><table:table>", inside, 1, "</table:table></office:spreadsheet></a>"))
    };
    let row = "<table:table-row table:number-rows-repeated='1048576'>";
    let cell = "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'/>";
    assert!(too_large(&bench.read(&table(&format!("{row}{cell}</table:table-row>"))), Size::Cells));
    let blanks = format!("{row}<table:table-cell table:number-columns-repeated='16384'/></table:table-row>");
    assert_eq!(bench.read(&table(&blanks.repeat(1_000))).unwrap().sheets[0].rows.len(), 0);
    let spaces =
        "<table:table-row><table:table-cell><text:p><text:s text:c='4294967295'/></text:p></table:table-cell></table:table-row>";
    let RawValue::Text(blank) = &bench.read(&table(spaces)).unwrap().sheets[0].rows[0].cells[0].1 else { panic!("words") };
    assert_eq!(blank.len(), 1_000, "as many spaces as a cell is given");
}

#[test]
fn workbooks_of_many_parts() {
    let bench = Bench::new(ReadLimits::default());
    let listed: String = (0..10_000).map(|index| format!("<sheet name='S{index}' id='r'/>")).collect();
    let relations = text(
        "<Relationships><Relationship Id='r' Type='/worksheet' Target='s.xml'/><Relationship Id='e' TargetMode='External' Type='/externalLink' Target='file:///etc/passwd'/></Relationships>",
    );
    let book = zip(&[
        ("xl/workbook.xml", &text(&format!("<workbook><sheets>{listed}</sheets></workbook>"))),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/s.xml", &text("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>")),
    ]);
    assert_eq!(bench.read(&book).unwrap().sheets.len(), 10_000);
    let chart = zip(&[
        ("xl/workbook.xml", &text("<workbook><sheets><sheet name='C' id='c'/><sheet name='S' id='r'/></sheets></workbook>")),
        (
            "xl/_rels/workbook.xml.rels",
            &text("<Relationships><Relationship Id='c' Type='/chartsheet' Target='c.xml'/></Relationships>"),
        ),
    ]);
    let book = bench.read(&chart).unwrap();
    assert!(book.sheets.len() == 1 && book.sheets[0].unreadable.is_some());
}

#[test]
fn old_containers() {
    let bench = Bench::new(ReadLimits::default());
    assert!(matches!(bench.read(&looping_chain()), Err(ReadTrouble::Unreadable(_))));
    let number = |row: u16, column: u16| (0x0203, [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat());
    let lie = (0x0200, [&0_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &[0, 0, 0xFF, 0xFF, 0, 0]].concat());
    assert_eq!(bench.read(&xls(&[], &[lie, number(2, 3)])).unwrap().sheets[0].rows[0].number, 2);
    assert_eq!(bench.read(&xls(&[], &[number(0, 0), number(65_535, 255)])).unwrap().sheets[0].rows.len(), 2);
    assert!(unreadable(&bench.read(&xls(&[], &[number(0, 256)]))));
    assert!(unreadable(&bench.read(&xls(&[], &[(0x0203, vec![0; 3])]))));
    assert_eq!(bench.read(&xls(&[(0x002F, vec![1; 6])], &[])), Err(ReadTrouble::Encrypted));
}

#[test]
fn html_without_end() {
    let bench = Bench::new(ReadLimits::default());
    let repeat = |piece: &str, times: usize| {
        let mut html = Vec::new();
        repeated("<html><table>", piece, times, "")(&mut html);
        html
    };
    assert!(unreadable(&bench.read(&repeat("<div>", 300_000))));
    assert!(unreadable(&bench.read(&repeat("<table><tr><td>", 20_000))));
    assert!(unreadable(&bench.read(&repeat("<x:y/>", 20_000))));
    assert!(too_large(&bench.read(&repeat("<tr><td>1", 2_000_000)), Size::Cells));
    // Each cell pushes the next row's a thousand columns on: the eighteenth row has no column left.
    let pushed = bench.read(&repeat("<tr><td rowspan=65000 colspan=1000>1", 2_000)).unwrap();
    assert_eq!(
        pushed.sheets[0].rows.iter().map(|row| row.cells[0].0).collect::<Vec<_>>(),
        (0..17).map(|row| row * 1_000).collect::<Vec<_>>()
    );
    assert_eq!(bench.read(&repeat("<tr><td>๑<td>ก", 50_000)).unwrap().sheets[0].rows.len(), 50_000);
}

#[test]
fn mail_without_end() {
    let bench = Bench::new(ReadLimits::default());
    let mail = |piece: &str, times: usize| {
        let mut mail = Vec::new();
        repeated("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n", piece, times, "")(&mut mail);
        mail
    };
    assert!(too_large(&bench.read(&mail("--a\n\n", 5_000_000)), Size::Sheets));
    let nested: String =
        (0..200).map(|depth| format!("--{depth:03}\nContent-Type: multipart/related; boundary={:03}\n\n", depth + 1)).collect();
    assert!(unreadable(&bench.read(&mail(&nested.replace("--000\n", "--a\n"), 1))));
    let page = "--a\nContent-Type: text/html\n\n<table><tr><td>1</table>\n";
    assert_eq!(bench.read(&mail(page, 10_000)).unwrap().sheets.len(), 10_000);
    assert!(too_large(&bench.read(&mail(page, 30_000)), Size::Sheets));
    assert!(too_large(
        &bench.read(&mail("--a\nContent-Type: text/html\n\n<table><tr><td>1</table><table><tr><td>1</table>\n", 15_000)),
        Size::Sheets
    ));
}

#[test]
fn a_worker_that_is_lost_is_replaced() {
    // Too little memory for a large file, then no time for it.
    let rows = repeated(ROWS, "<row><c><v>1</v></c></row>", 99_000, END);
    let book = xlsx(&rows, &repeated("<sst>", "<si><t>กลุ่มทอผ้า</t></si>", 2_900_000, "</sst>"));
    let bench = Bench::new(ReadLimits { memory: 120 << 20, ..ReadLimits::default() });
    assert_eq!(bench.read(&book), Err(ReadTrouble::OutOfMemory));
    let impatient =
        Reader::workers(Path::new(env!("CARGO_BIN_EXE_otop-report")), ReadLimits { seconds: 0, ..ReadLimits::default() })
            .unwrap();
    let path = bench.folder.path().join("slow.xlsx");
    std::fs::write(&path, &book).unwrap();
    assert_eq!(impatient.read(&Source::file(&path)).workbook, Err(ReadTrouble::TookTooLong(0)));
}
