//! .xls workbooks put together record by record.

use std::io::{Cursor, Write};

use calamine::{Data, Reader, Xls};
use otop_report::submission::raw::{MergedRange, RawValue, RawWorkbook};
use otop_report::submission::read::{ReadLimits, read};

use super::zipped::{cells, number, text, wide};

/// A record: its type and its bytes.
type Record = (u16, Vec<u8>);

const CALCULATED: u16 = 0x01C1;

/// The records of a workbook of Excel 97 (`0x0600`) or Excel 5 (`0x0500`): its own, then each sheet's.
pub(crate) fn stream(version: u16, globals: &[Record], sheets: &[&[Record]]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let records = |records: &[Record]| records.iter().flat_map(|(kind, data)| record(*kind, data)).collect::<Vec<u8>>();
    let bof = |kind: u16| record(0x0809, &[&version.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
    let end = record(0x000A, &[]);
    let name =
        |index: usize| if version == 0x0600 { vec![2, 0, b'S', b'0' + index as u8] } else { vec![2, b'S', b'0' + index as u8] };
    let listed = |index: usize, at: usize| record(0x0085, &[&(at as u32).to_le_bytes()[..], &[0, 0], &name(index)].concat());
    let head = [bof(0x0005), records(globals)].concat();
    let sheets: Vec<Vec<u8>> = sheets.iter().map(|sheet| [bof(0x0010), records(sheet), end.clone()].concat()).collect();
    let mut at = head.len() + sheets.len() * listed(0, 0).len() + end.len();
    let mut whole = head;
    for (index, sheet) in sheets.iter().enumerate() {
        whole.extend(listed(index, at));
        at += sheet.len();
    }
    [&[whole, end], &sheets[..]].concat().concat()
}

/// The workbook stream in its container, beside the summary that a program with a user writes.
pub(crate) fn container(stream: &[u8], summary: bool) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(stream).unwrap();
    if summary {
        file.create_stream("/\u{5}SummaryInformation").unwrap().write_all(&[0; 48]).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn book(stream: &[u8]) -> RawWorkbook {
    read(&container(stream, false), "stem", &ReadLimits::default()).unwrap()
}

fn at(row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], rest].concat()
}

/// A formula with its stored result, its flags and its operations.
fn formula(column: u16, result: [u8; 8], flags: u16, operations: &[u8]) -> Record {
    let length = (operations.len() as u16).to_le_bytes();
    (0x0006, at(0, column, &[&result[..], &flags.to_le_bytes(), &[0; 4], &length, operations].concat()))
}

const ZERO: [u8; 8] = [0; 8];
const EMPTY: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
const TEXT: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
/// 50000 + 10000.
const SUM: [u8; 7] = [0x1E, 0x50, 0xC3, 0x1E, 0x10, 0x27, 0x03];
/// "a" & "b".
const JOINED: [u8; 9] = [0x17, 1, 0, b'a', 0x17, 1, 0, b'b', 0x08];
/// IF(A1="","",A1), its jumps left out.
const BRANCH: [u8; 23] = [0x44, 0, 0, 0, 0xC0, 0x17, 0, 0, 0x0B, 0x17, 0, 0, 0x24, 0, 0, 0, 0xC0, 0x42, 3, 1, 0, 0x15, 0x15];

fn engine(build: u32) -> Record {
    (CALCULATED, [&[0xC1, 1, 0, 0][..], &build.to_le_bytes()].concat())
}

#[test]
fn results_that_nobody_calculated() {
    let seven = 7_f64.to_le_bytes();
    let sheet = [
        formula(0, ZERO, 0, &SUM),
        formula(1, EMPTY, 0, &JOINED),
        formula(2, ZERO, 2, &SUM),
        formula(3, seven, 2, &SUM),
        formula(4, TEXT, 0, &JOINED),
        (0x0207, vec![2, 0, 0, b'a', b'b']),
        formula(5, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF], 0, &SUM),
        formula(6, [2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF], 0, &SUM),
        formula(7, TEXT, 0, &JOINED),
        (0x0203, at(0, 8, &ZERO)),
    ];
    let missing = || RawValue::FormulaWithoutValue;
    let division = RawValue::Error("#DIV/0!".into());
    let rest = [(3, number(7)), (4, text("ab")), (5, RawValue::Bool(true)), (6, division), (7, missing()), (8, number(0))];
    let place = |cells: &[(u32, RawValue)]| cells.iter().map(|(column, value)| (0, *column, value.clone())).collect::<Vec<_>>();
    // A library's work has no mark of an engine, and no summary of a user.
    let untouched = place(&[&[(0, missing()), (1, missing()), (2, missing())][..], &rest].concat());
    assert_eq!(cells(&book(&stream(0x0600, &[], &[&sheet])).sheets[0]), untouched);
    assert_eq!(cells(&book(&stream(0x0600, &[engine(0)], &[&sheet])).sheets[0]), untouched);
    let calculated = place(&[&[(0, number(0)), (2, missing())][..], &rest].concat());
    assert_eq!(cells(&book(&stream(0x0600, &[engine(191_029)], &[&sheet])).sheets[0]), calculated);
    let saved = container(&stream(0x0600, &[], &[&sheet]), true);
    assert_eq!(cells(&read(&saved, "", &ReadLimits::default()).unwrap().sheets[0]), calculated);
}

#[test]
fn zeros_that_libreoffice_writes_for_texts() {
    let writer = (0x005C, [b"\x04\0\0Calc".to_vec(), vec![b' '; 105]].concat());
    let shared = |column| formula(column, ZERO, 8, &[0x01, 0, 0, 3, 0]);
    let sheet = [
        formula(0, ZERO, 0, &SUM),
        formula(1, ZERO, 0, &JOINED),
        formula(2, ZERO, 0, &BRANCH),
        shared(3),
        (0x04BC, [&[0, 0, 0, 0, 3, 4, 0, 2][..], &(BRANCH.len() as u16).to_le_bytes(), &BRANCH].concat()),
        shared(4),
    ];
    let found = cells(&book(&stream(0x0600, &[writer, engine(1)], &[&sheet])).sheets[0]);
    assert_eq!(found, [(0, 0, number(0)), (0, 1, RawValue::FormulaWithoutValue)]);
    // Excel means the 0 that it writes.
    let found = cells(&book(&stream(0x0600, &[engine(1)], &[&sheet])).sheets[0]);
    assert_eq!(found, (0..5).map(|column| (0, column, number(0))).collect::<Vec<_>>());
}

#[test]
fn texts_numbers_and_what_is_hidden() {
    let strings = [&[2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 1, 0x01, 0x0E][..]].concat();
    // The text goes on in the next record, there in single bytes; then a rich text with its run.
    let more = vec![0, b'a', 3, 0, 8, 1, 0, b'x', b'y', b'z', 0, 0, 0, 0];
    let globals = [(0x00FC, strings), (0x003C, more), (0x0022, vec![1, 0])];
    let row = [&[1, 0][..], &[0; 10], &[0x20, 0, 0, 0]].concat();
    let merges = [&[9, 0][..], &[0, 0, 0, 0, 0, 0, 1, 0]].concat();
    let sheet = [
        (0x007D, [&[2, 0, 3, 0][..], &[0; 4], &[1, 0, 0, 0]].concat()),
        (0x0208, row),
        (0x00FD, at(0, 0, &[0, 0, 0, 0])),
        (0x00FD, at(0, 2, &[1, 0, 0, 0])),
        (0x0204, at(1, 0, &[&[1, 0, 1][..], &wide("ค")[4..]].concat())),
        (
            0x00BD,
            [
                &[2, 0, 0, 0][..],
                &[0, 0],
                &((7_u32 << 2) | 2).to_le_bytes(),
                &[0, 0],
                &((150_u32 << 2) | 3).to_le_bytes(),
                &[1, 0],
            ]
            .concat(),
        ),
        (0x0205, at(2, 2, &[1, 0])),
        (0x0205, at(2, 3, &[0x2A, 1])),
        (0x00E5, merges),
    ];
    let book = book(&stream(0x0600, &globals, &[&sheet]));
    let found = &book.sheets[0];
    assert!(book.date_1904 && found.rows[1].hidden && !found.rows[0].hidden);
    assert_eq!((found.name.as_str(), found.hidden_columns.as_slice()), ("S0", &[2, 3][..]));
    assert_eq!(found.merges, [MergedRange { first_row: 0, first_col: 0, last_row: 0, last_col: 1 }]);
    let half = RawValue::Number("1.5".parse().unwrap());
    let last = [(2, 0, number(7)), (2, 1, half), (2, 2, RawValue::Bool(true)), (2, 3, RawValue::Error("#N/A".into()))];
    assert_eq!(cells(found), [&[(0, 0, text("กa")), (0, 2, text("xyz")), (1, 0, text("ค"))][..], &last].concat());
}

#[test]
fn excel_5_writes_in_a_code_page() {
    let sheet = [(0x0204, at(0, 0, &[2, 0, 0xA1, 0xA2])), (0x027E, at(0, 1, &((9_u32 << 2) | 2).to_le_bytes()))];
    for page in [vec![0x6A, 3], vec![0x01, 0x80]] {
        let found = book(&stream(0x0500, &[(0x0042, page)], &[&sheet]));
        assert_eq!(cells(&found.sheets[0]), [(0, 0, text("กข")), (0, 1, number(9))]);
    }
    // Without a container too.
    let bare = read(&stream(0x0500, &[(0x0042, vec![0x6A, 3])], &[&sheet]), "", &ReadLimits::default()).unwrap();
    assert_eq!(cells(&bare.sheets[0]), [(0, 0, text("กข")), (0, 1, number(9))]);
}

#[test]
fn damage_in_what_a_report_does_not_need_costs_no_cell() {
    let good = (0x0203, at(0, 0, &5_f64.to_le_bytes()));
    // A name whose formula is longer than its record, as mutants have; an unknown sheet state; a
    // format without its text; formulas whose operations are cut off or lie about their length.
    let globals = [(0x0018, vec![0xFF; 15]), (0x0018, vec![0; 2]), (0x0017, vec![0xFF; 3]), (0x0293, vec![]), (0x0031, vec![1])];
    let lying = (0x0006, at(0, 1, &[&2_f64.to_le_bytes()[..], &[0; 6], &[0xFF, 0xFF], &[0x17, 0xFF]].concat()));
    let array = (0x0221, vec![0xFF; 7]);
    let dimensions = (0x0200, vec![0xFF; 14]);
    let book = book(&stream(0x0600, &globals, &[&[dimensions, good, lying, array]]));
    assert_eq!(cells(&book.sheets[0]), [(0, 0, number(5)), (0, 1, number(2))]);
}

#[test]
fn a_damaged_sheet_is_told_and_the_others_are_read() {
    let good: &[Record] = &[(0x0203, at(0, 0, &5_f64.to_le_bytes()))];
    for broken in [
        (0x0203, vec![0; 3]),
        (0x00FD, at(0, 0, &[9, 0, 0, 0])),
        (0x0203, at(0, 256, &ZERO)),
        (0x0204, at(0, 0, &[9, 0, 1, 0x01])),
    ] {
        let book = book(&stream(0x0600, &[], &[&[broken], good]));
        assert!(book.sheets[0].unreadable.is_some() && book.sheets[0].rows.is_empty());
        assert_eq!(cells(&book.sheets[1]), [(0, 0, number(5))]);
    }
    // The last sheet's end is cut off: rows may be missing.
    let whole = stream(0x0600, &[], &[good, good]);
    let cut = book(&whole[..whole.len() - 4]);
    assert_eq!((cells(&cut.sheets[0]).len(), cut.sheets[1].unreadable.is_some()), (1, true));
}

#[test]
fn the_same_cells_as_another_reader() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reading/excel-97.xls")).unwrap();
    let own = read(&bytes, "", &ReadLimits::default()).unwrap();
    let mut other = Xls::new(Cursor::new(bytes)).unwrap();
    for sheet in &own.sheets {
        let range = other.worksheet_range(&sheet.name).unwrap();
        for (row, column, value) in cells(sheet) {
            let same = match (range.get_value((row, column)), &value) {
                (Some(Data::String(theirs)), RawValue::Text(own)) => theirs == own,
                (Some(Data::Bool(theirs)), RawValue::Bool(own)) => theirs == own,
                (Some(Data::Error(theirs)), RawValue::Error(own)) => theirs.to_string() == *own,
                (Some(Data::DateTime(theirs)), RawValue::Day(own)) => {
                    let (year, month, day, ..) = theirs.to_ymd_hms_milli();
                    own.to_string() == format!("{year:04}-{month:02}-{day:02}")
                }
                (Some(theirs), RawValue::Number(own)) => {
                    let theirs = match theirs {
                        Data::DateTime(moment) => moment.as_f64(),
                        Data::Float(number) => *number,
                        Data::Int(number) => *number as f64,
                        _ => f64::NAN,
                    };
                    (theirs - own.to_string().parse::<f64>().unwrap()).abs() < 1e-12
                }
                // What LibreOffice lost, and the other reader takes for a 0.
                (Some(Data::Float(0.0) | Data::Int(0)), RawValue::FormulaWithoutValue) => true,
                _ => false,
            };
            assert!(same, "{} {row} {column}: {value:?}, {:?}", sheet.name, range.get_value((row, column)));
        }
    }
}
