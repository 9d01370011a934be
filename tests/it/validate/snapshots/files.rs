//! Files, and the layout of workbooks.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use otop_report::app::gather::{gather, limits};
use otop_report::app::months::compile_gathered;
use otop_report::app::receive::Intake;
use otop_report::app::{Runtime, Unwatched};
use otop_report::columns::Form;
use otop_report::earlier::Baseline;
use otop_report::finding::{Code, Finding};
use otop_report::submission::read::ReadLimits;
use otop_report::submission::worker::Reader;
use rust_xlsxwriter::Worksheet;

use super::{Made, file, month, sheets};
use crate::support::case::{ACTIVITIES, Case, ENTRY, activities, book, cover_sheet as cover, good, listings, month as of, sheet};

const NAMED: &str = "ที่|วันที่จัด|ชื่อกิจกรรม|จำนวนผู้ประกอบการ";

pub fn cases() -> Vec<Made> {
    vec![
        (Code::FileUnreadable, || file("case.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00")),
        (Code::FileEncrypted, || file("case.xlsx", include_bytes!("../../../fixtures/hostile/encrypted.xlsx"))),
        (Code::FileNotSpreadsheet, || file("case.xlsx", b"\x89PNG\r\n\x1a\n....")),
        (Code::FileForeign, || file("letter.pdf", b"%PDF-1.7")),
        (Code::FileInaccessible, || changed_meanwhile(|path| std::fs::remove_file(path).expect("removed"))),
        (Code::FileEmpty, || file("case.xlsx", b"")),
        (Code::FileTooLarge, || limited(|case| case.plan.limits.rows = 2)),
        (Code::FileTookTooLong, || read_within(ReadLimits { seconds: 0, ..ReadLimits::default() })),
        (Code::FileNeedsTooMuchMemory, || read_within(ReadLimits { memory: 1 << 20, ..ReadLimits::default() })),
        (Code::FileOutsideInputs, || {
            changed_meanwhile(|path| {
                std::fs::remove_file(path).expect("removed");
                std::fs::create_dir(path).expect("made");
            })
        }),
        (Code::TooManyFiles, || limited(|case| case.plan.limits.files = 0)),
        (Code::MisplacedFile, || {
            month(|case| {
                case.submit("2565-02", 0, "case", &good());
                std::fs::rename(case.path("2565-02/case.xlsx"), case.path("case.xlsx")).expect("moved");
                case.write("notes.txt", b"x");
            })
        }),
        (Code::SheetUnreadable, || file("case.xlsx", &cut_short(&book(vec![cover(), activities(&[ENTRY]), listings()])))),
        (Code::SheetMissing, || sheets(vec![cover(), activities(&[ENTRY])])),
        (Code::SheetTwice, || {
            let again = sheet("Copy", &[ACTIVITIES, "1|13/02/2565|Another market|5|100"]);
            sheets(vec![cover(), activities(&[ENTRY]), again, listings()])
        }),
        (Code::SheetUnused, || beside(sheet("Sums", &["North|2|300", "South|1|50"]))),
        (Code::SheetIgnored, || beside(sheet("Notes", &["written down"]))),
        (Code::ColumnMissing, || table(&["ที่|วันที่จัด|ชื่อกิจกรรม|ยอดจำหน่าย", "1|12/02/2565|Market|100"])),
        (Code::ColumnTwice, || table(&[&format!("{ACTIVITIES}|หมายเหตุ|หมายเหตุ"), "1|12/02/2565|Market|5|100|a|b"])),
        (Code::ColumnUnclear, || table(&[&format!("{ACTIVITIES}|ยอดจำหน่าย"), "1|12/02/2565|Market|5|100|7"])),
        (Code::ColumnAbsent, || table(&[NAMED, "1|12/02/2565|Market|5"])),
        (Code::HiddenRows, || {
            let mut hidden = activities(&[ENTRY]);
            hidden.set_row_hidden(1).expect("hidden");
            hidden.set_column_hidden(3).expect("hidden");
            sheets(vec![cover(), hidden, listings()])
        }),
    ]
}

/// A workbook with another table of activities.
fn table(rows: &[&str]) -> Vec<Finding> {
    sheets(vec![cover(), sheet(Form::Activities.sheet(), rows), listings()])
}

/// A good workbook with one more sheet.
fn beside(more: Worksheet) -> Vec<Finding> {
    sheets(vec![cover(), activities(&[ENTRY]), listings(), more])
}

/// A good workbook under other limits of the plan.
fn limited(change: fn(&mut Case)) -> Vec<Finding> {
    let mut case = Case::without_registry();
    case.write("2565-02/case.xlsx", &book(vec![cover(), activities(&[ENTRY]), listings()]));
    change(&mut case);
    case.compile("2565-02").validated.findings
}

/// A file with which something happens after it was found and before it is read.
fn changed_meanwhile(change: fn(&Path)) -> Vec<Finding> {
    let case = Case::without_registry();
    case.write("2565-02/case.xlsx", b"x");
    let gathered = gather(&case.workspace(), &case.plan, of("2565-02")).expect("inputs can be listed");
    change(&case.path("2565-02/case.xlsx"));
    let intake = Intake::open(&Runtime::IN_PROCESS, &case.plan).expect("it needs no process");
    let run = compile_gathered(&case.workspace(), &case.plan, &intake, of("2565-02"), gathered, &Baseline::default());
    run.expect("it runs").0.validated.findings
}

/// A file of some megabytes, read by a process of its own.
fn read_within(given: ReadLimits) -> Vec<Finding> {
    let case = Case::without_registry();
    case.write("2565-02/case.csv", &b"x".repeat(8 << 20));
    let limits = ReadLimits { seconds: given.seconds, memory: given.memory, ..limits(&case.plan) };
    let reader = Reader::workers(Path::new(env!("CARGO_BIN_EXE_otop-report")), limits).expect("it starts");
    let gathered = gather(&case.workspace(), &case.plan, of("2565-02")).expect("inputs can be listed");
    let intake = Intake::of(reader, &Unwatched);
    let run = compile_gathered(&case.workspace(), &case.plan, &intake, of("2565-02"), gathered, &Baseline::default());
    run.expect("it runs").0.validated.findings
}

/// The package with its second sheet cut off in the middle.
fn cut_short(bytes: &[u8]) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..package.len() {
        let mut part = package.by_index(i).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("read");
        let end = if name.ends_with("sheet2.xml") { text.find("</sheetData>").expect("its end") } else { text.len() };
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("started");
        out.write_all(&text.as_bytes()[..end]).expect("written");
    }
    out.finish().expect("finished").into_inner()
}
