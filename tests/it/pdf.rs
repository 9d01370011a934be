//! Paper: what every PDF must hold, whatever goes in. veraPDF and poppler judge the same samples in `.ci/`.

use std::collections::BTreeMap;
use std::thread;

use jiff::civil::{Date, date};
use otop_report::documents::document::*;
use otop_report::render::pdf::{Attachment, Fonts, PdfError, PdfRenderer, Relationship, TemplateFault};
use otop_report::templates::Templates;

use crate::support::paper;

mod letters;
pub mod samples;

const DAY: Date = date(2022, 3, 5);

fn renderer() -> PdfRenderer {
    PdfRenderer::new(&[], &Templates::default()).expect("the shipped fonts and templates are sound")
}

fn with_template(name: &str, text: &str) -> PdfRenderer {
    PdfRenderer::new(&[], &Templates::with(BTreeMap::from([(name.to_owned(), text.to_owned())])))
        .expect("a template is only read when it prints")
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn one(blocks: Vec<Block>) -> Packet {
    Packet::of_document(Document {
        id: "one".into(),
        district: None,
        title: vec!["หัวเรื่อง".into()],
        sheet: "แบบ".into(),
        orientation: Orientation::Portrait,
        draft: None,
        blocks,
    })
}

fn paragraph(text: &str) -> Packet {
    one(vec![Block::Paragraph(text.into())])
}

fn table(columns: usize, heading: Vec<Vec<HeadCell>>, rows: Vec<Row>) -> Block {
    let columns = (0..columns).map(|_| Column { width: 1.0, align: Align::Left }).collect();
    Block::Table(Table {
        caption: "ตาราง".into(),
        show_caption: true,
        columns,
        heading,
        rows,
        when_empty: "ไม่มี".into(),
        ..Table::default()
    })
}

fn charted(columns: usize, rows: impl IntoIterator<Item = Row>, chart: Chart) -> Block {
    match table(columns, Vec::new(), rows.into_iter().collect()) {
        Block::Table(table) => Block::Table(Table { chart: Some(chart), ..table }),
        other => other,
    }
}

fn cell(value: Value, colspan: usize) -> Cell {
    Cell { value, formula: None, colspan, align: None }
}

#[test]
fn every_sample_prints_to_the_same_bytes_in_any_printer_and_thread() {
    let print = |renderer: &PdfRenderer| -> Vec<Vec<u8>> {
        samples::all().iter().map(|packet| renderer.print(packet, &[], DAY).expect("samples print")).collect()
    };
    let shared = renderer();
    let first = print(&shared);
    thread::scope(|scope| {
        let (again, other) = (scope.spawn(|| print(&shared)), scope.spawn(|| print(&renderer())));
        assert!(again.join().expect("no panic") == first && other.join().expect("no panic") == first);
    });
}

#[test]
fn the_file_claims_both_standards_its_language_and_its_day() {
    let bytes = renderer().print(&Packet::of_letter(samples::letter()), &[], DAY).expect("prints");
    for claim in ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(contains(&bytes, claim), "{claim}");
    }
    for key in ["/MarkInfo", "/StructTreeRoot", "(D:20220305", "/Lang(th-TH)"] {
        assert!(contains(&bytes, key), "{key}");
    }
}

#[test]
fn attachments_travel_with_their_relationship() {
    let attach = |name: &str, relationship| Attachment {
        name: name.into(),
        bytes: b"PK\x03\x04".as_slice().into(),
        media_type: "application/octet-stream".into(),
        description: "แฟ้มข้อมูล".into(),
        relationship,
    };
    let files = [attach("form-1-activities.xlsx", Relationship::Source), attach("data.json", Relationship::Data)];
    let bytes = renderer().print(&paragraph("ก"), &files, DAY).expect("prints");
    for key in ["/AFRelationship/Source", "/AFRelationship/Data", "form-1-activities.xlsx", "data.json"] {
        assert!(contains(&bytes, key), "{key}");
    }
}

#[test]
fn a_part_that_is_a_file_of_its_own_carries_what_it_prints() {
    let attach = |name: &str, relationship| Attachment {
        name: name.into(),
        bytes: name.as_bytes().into(),
        media_type: "text/plain".into(),
        description: "แฟ้มข้อมูล".into(),
        relationship,
    };
    let files = [
        attach("one.xlsx", Relationship::Source),
        attach("two.xlsx", Relationship::Source),
        attach("data.json", Relationship::Data),
    ];
    let (one, mut two) = (paragraph("ฉบับแรก"), paragraph("ฉบับที่สอง"));
    if let Part::Documents { documents, .. } = &mut two.parts[0] {
        documents[0].id = "two".into();
    }
    let apart = |part, id: &str| {
        let district = (id == "two").then(|| "5602".to_owned());
        Apart { part, id: id.into(), title: format!("แฟ้ม {id}"), district }
    };
    let letter = Packet::of_letter(samples::letter());
    let parts = [letter.parts, one.parts, two.parts].concat();
    let apart = vec![apart(0, "letter"), apart(1, "one"), apart(2, "two")];
    let packet = Packet { id: "packet".into(), parts, apart, ..one };
    let printed = renderer().print_parts(&packet, &files, DAY).expect("prints");
    let names = |bytes: &[u8]| ["one.xlsx", "two.xlsx", "data.json"].map(|name| contains(bytes, name));
    let carried: Vec<[bool; 3]> = printed.iter().map(|file| names(&file.bytes)).collect();
    assert_eq!(
        carried,
        [[true; 3], [false, false, true], [true, false, true], [false, true, false]],
        "a district gets its own alone"
    );
    let text = |file: usize| paper::text(&printed[file].bytes);
    assert_eq!(text(0), format!("{}{}{}", text(1), text(2), text(3)));
    let alone = renderer().print(&Packet::of_letter(samples::letter()), &[], DAY).expect("prints");
    assert_eq!(text(1), paper::text(&alone));
    assert!(text(3).contains("ฉบับที่สอง") && !text(2).contains("ฉบับที่สอง"));
    assert!(printed.iter().map(|file| file.letter.is_some()).eq([false, true, false, false]));
}

#[test]
fn what_people_write_is_never_read_as_a_template() {
    let text = r##"#panic("x") $x^2$ *ก* _ข_ `ค` \ <label> @ref // /* " ' {} [] = - + ~ #import "a.typ""##;
    let value = cell(Value::Verbatim(text.into()), 1);
    let packet =
        one(vec![Block::Paragraph(text.into()), table(1, Vec::new(), vec![Row { kind: RowKind::Body, cells: vec![value] }])]);
    renderer().print(&packet, &[], DAY).expect("prints");
}

#[test]
fn a_missing_character_names_document_text_and_itself() {
    let error = renderer().print(&paragraph("ร้านป้า 中"), &[], DAY).expect_err("no font has it");
    assert!(
        matches!(&error, PdfError::MissingGlyph { document, text, character: '中' } if document == "one" && text == "ร้านป้า 中")
    );
    assert!(error.to_string().contains("U+4E2D"));
}

#[test]
fn nothing_a_clerk_writes_stops_the_printing() {
    let words = [
        "ร้าน中ป้า\u{F70A}",
        "👨\u{200D}👩\u{200D}👧 ❤\u{FE0F} 1\u{FE0F}\u{20E3} 🇹🇭 👍🏻",
        "ກ\u{301}ข\u{ECD} ก\u{1F3FB}",
        "\u{301}\u{E34}",
    ];
    let heads = words.map(|text| HeadCell { text: text.into(), verbatim: true, colspan: 1, rowspan: 1 });
    let row = words.map(|text| cell(Value::Verbatim(text.into()), 1));
    let rows = vec![Row { kind: RowKind::Body, cells: row.to_vec() }];
    renderer().print(&one(vec![table(4, vec![heads.to_vec()], rows)]), &[], DAY).expect("prints");
}

#[test]
fn every_character_and_every_mark_on_any_letter_prints_or_is_replaced() {
    let fonts = Fonts::new(&[]).expect("the shipped fonts");
    let ranges = [
        '\u{20}'..='\u{30FF}',
        '\u{A640}'..='\u{A6FF}',
        '\u{E000}'..='\u{E0FF}',
        '\u{F700}'..='\u{FFFF}',
        '\u{1F000}'..='\u{1FBFF}',
    ];
    let (known, unknown): (Vec<char>, Vec<char>) =
        ranges.into_iter().flatten().partition(|c| fonts.lacking(&format!("ก{c}")).is_empty());
    let marks: Vec<String> =
        unknown.iter().map(|mark| ["a", "ກ", "①", "😀"].map(|letter| format!("{letter}{mark}")).concat()).collect();
    let texts = known.chunks(200).map(|text| text.iter().collect::<String>()).chain(marks.chunks(50).map(<[String]>::concat));
    let row = |text: String| Row { kind: RowKind::Body, cells: vec![cell(Value::Verbatim(text), 1)] };
    let rows: Vec<Row> = texts.map(row).collect();
    assert!(known.len() > 4_000 && rows.len() > 100, "{} {}", known.len(), rows.len());
    renderer().print(&one(vec![table(1, Vec::new(), rows)]), &[], DAY).expect("prints");
}

#[test]
fn a_mistake_in_a_template_names_file_and_line() {
    let original = Templates::shipped("document.typ").expect("it is shipped");
    let lines = original.lines().count();
    let error = with_template("document.typ", &format!("{original}\n#nonsense()\n"))
        .print(&paragraph("ก"), &[], DAY)
        .expect_err("no such name");
    let PdfError::Template { file, line, fault: TemplateFault::Mistake(message) } = error else { panic!("{error}") };
    assert_eq!((file.as_str(), line), ("document.typ", lines + 2));
    assert!(message.contains("nonsense"));
}

#[test]
fn a_template_can_reach_nothing_outside() {
    for text in ["#read(\"/etc/passwd\")", "#read(\"../Cargo.toml\")", "#import \"@preview/cetz:0.3.0\": *", "#image(\"/x.png\")"]
    {
        let error = with_template("packet.typ", text).print(&paragraph("ก"), &[], DAY).expect_err("nothing is there");
        assert!(matches!(error, PdfError::Template { .. }), "{error}");
    }
}

#[test]
fn a_font_that_is_none_is_named() {
    let error = PdfRenderer::new(&[("bad.ttf".into(), vec![0; 64])], &Templates::default()).err();
    assert!(matches!(error, Some(PdfError::Font { file }) if file == "bad.ttf"));
}

#[test]
fn empty_and_odd_documents_print() {
    let head = |text: &str, colspan, rowspan| HeadCell { text: text.into(), verbatim: false, colspan, rowspan };
    let body = |cells| Row { kind: RowKind::Body, cells };
    let long = "ผลิตภัณฑ์ชุมชน ".repeat(2_000);
    let word = "ก".repeat(3_000);
    let odd = vec![
        Vec::new(),
        vec![table(0, Vec::new(), Vec::new())],
        vec![table(3, Vec::new(), Vec::new())],
        vec![table(2, vec![vec![head("ก", 9, 9)]], vec![body(vec![cell(Value::Empty, 0), cell(Value::Integer(i64::MIN), 99)])])],
        vec![table(
            3,
            vec![vec![head("ก", 1, 2), head("ข", 2, 1)], vec![head("ค", 1, 1)]],
            vec![body(vec![cell(Value::Empty, 1)])],
        )],
        vec![table(2, Vec::new(), vec![body((0..9).map(|_| cell(Value::Text("เกิน".into()), 1)).collect()), body(Vec::new())])],
        vec![table(2, Vec::new(), vec![body(vec![cell(Value::Verbatim(long), 1), cell(Value::Verbatim(word), 1)])])],
        vec![Block::Fields(Vec::new()), Block::Signatures(Vec::new())],
        vec![Block::Fields(vec![Field { label: String::new(), values: vec![Vec::new(), vec!["ก".into(), "ข".into()]] }])],
        vec![charted(0, Vec::new(), Chart { title: String::new(), labels: 0, series: Vec::new(), unit: String::new() })],
        vec![charted(
            2,
            (0..31).map(|i| {
                body(vec![cell(Value::Text(format!("อำเภอ{i}")), 1), cell(Value::Integer([-5, i64::MAX, 0][i % 3]), 1)])
            }),
            Chart {
                title: "แผนภูมิ".into(),
                labels: 0,
                series: [1, 9].map(|column| Series { name: "ผล".into(), column }).to_vec(),
                unit: "ราย".into(),
            },
        )],
        vec![Block::Formula(Fraction {
            label: String::new(),
            numerator: "ก".into(),
            denominator: String::new(),
            factor: String::new(),
        })],
        vec![Block::Heading(String::new()), Block::Paragraph(String::new())],
    ];
    let renderer = renderer();
    for (i, blocks) in odd.into_iter().enumerate() {
        let printed = renderer.print(&one(blocks), &[], DAY);
        assert!(printed.is_ok(), "{i}: {}", printed.expect_err("it failed"));
    }
}

#[test]
fn a_blank_letter_and_a_very_long_one_print() {
    let blank = Letter {
        id: "blank".into(),
        draft: Some(Vec::new()),
        secrecy: String::new(),
        urgency: String::new(),
        garuda: None,
        number: String::new(),
        office: Vec::new(),
        date: String::new(),
        subject: String::new(),
        to: String::new(),
        references: Vec::new(),
        enclosures: Vec::new(),
        paragraphs: Vec::new(),
        closing: String::new(),
        signatory: String::new(),
        positions: Vec::new(),
        contact: Vec::new(),
        electronic: Vec::new(),
        slogans: Vec::new(),
        seal: String::new(),
        check: None,
        copy: None,
    };
    let mut long = samples::full_letter();
    long.paragraphs =
        vec!["จึงเรียนมาเพื่อพิจารณาดำเนินการ ".repeat(90); 3];
    long.draft = Some((1..40).map(|i| format!("เรื่องที่ {i} ยังไม่ครบ")).collect());
    for letter in [blank, long] {
        let printed = renderer().print(&Packet::of_letter(letter), &[], DAY);
        assert!(printed.is_ok(), "{}", printed.expect_err("it failed"));
    }
}

#[test]
fn a_broken_picture_is_an_error_and_no_panic() {
    let mut letter = samples::letter();
    letter.garuda = Some(Garuda { extension: "png".into(), bytes: b"no picture".to_vec() });
    assert!(renderer().print(&Packet::of_letter(letter), &[], DAY).is_err());
}
