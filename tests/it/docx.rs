//! Letters to be edited: what the file says, names and holds. LibreOffice and python-docx judge it in `.ci/letters`.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use jiff::civil::{Date, date};
use otop_report::documents::document::{Letter, Packet, Part};
use otop_report::files::sha256;
use otop_report::output::OutputFile;
use otop_report::render::{DocumentRenderer, code};
use otop_report::templates::Templates;
use zip::{DateTime, ZipArchive};

use crate::pdf::samples::{checked, copy, full_letter, letter};
use crate::support::real::Real;

const DAY: Date = date(2022, 3, 5);

fn printed(packets: Vec<Packet>, templates: &Templates) -> Vec<OutputFile> {
    let renderer = DocumentRenderer::new(&[], templates, "สำนักงานพัฒนาชุมชนจังหวัด", [""; 0]).expect("the shipped fonts");
    renderer.print(Vec::new(), Vec::new(), packets, None, DAY).expect("samples print")
}

/// The .docx of a letter.
fn file(letter: Letter) -> Vec<u8> {
    let files = printed(vec![Packet::of_letter(letter)], &Templates::default());
    files.into_iter().find(|file| file.path.ends_with(".docx")).expect("every letter has one").bytes
}

/// Its parts.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("inflated");
        parts.insert(part.name().expect("a name").into_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

/// The paragraphs of a part as a reader sees them: without marks, and with a space for whatever is one.
fn paragraphs(xml: &str) -> Vec<String> {
    let said = |paragraph: &str| {
        let texts = paragraph.replace("<w:tab/>", "<w:t>\t</w:t>").replace("<w:br/>", "<w:t>\n</w:t>");
        let texts = texts.split("<w:t").skip(1).filter_map(|text| text.split_once('>')?.1.split_once("</w:t>"));
        texts.map(|(text, _)| text.to_owned()).collect::<String>()
    };
    let seen = |text: String| text.replace(['\u{200B}', '\u{200D}'], "").replace('\u{A0}', " ");
    xml.split("<w:p>").skip(1).map(|paragraph| seen(said(paragraph))).collect()
}

/// What a letter says, paragraph by paragraph, in the order of the file.
fn expected(letter: &Letter) -> Vec<String> {
    let seen = |text: &str| text.replace('\u{A0}', " ");
    let labelled = |label: &str, text: &str| format!("{label}\t{text}");
    let mut all = vec![format!("ที่\t{}\t{}", letter.number, letter.office[0])];
    all.extend(letter.office[1..].iter().map(|line| format!("\t{line}")));
    all.extend([letter.date.clone(), labelled("เรื่อง", &letter.subject), labelled("เรียน", &letter.to)]);
    all.extend(letter.references.iter().take(1).map(|text| labelled("อ้างถึง", text)));
    all.extend(letter.references.iter().skip(1).cloned());
    for (i, (enclosure, digit)) in letter.enclosures.iter().zip(["๑", "๒", "๓"]).enumerate() {
        let number = if letter.enclosures.len() > 1 { format!("{digit}.\t") } else { String::new() };
        let label = if i == 0 { "สิ่งที่ส่งมาด้วย\t" } else { "" };
        all.push(format!("{label}{number}{}\t{}", enclosure.title, enclosure.quantity));
    }
    all.extend(letter.paragraphs.iter().chain(&letter.contact).chain(&letter.slogans).cloned());
    all.extend([letter.closing.clone(), format!("({})", letter.signatory)]);
    all.extend(letter.positions.iter().cloned());
    all.iter().map(|text| seen(text)).collect()
}

#[test]
fn every_letter_and_no_packet_comes_to_be_edited() {
    let real = Real::draft();
    let files = printed(real.packets.clone(), &Templates::default());
    let apart = real.packets.iter().flat_map(Packet::apart).map(|(_, part)| part);
    for packet in real.packets.iter().cloned().chain(apart) {
        let is_letter = matches!(packet.parts.as_slice(), [Part::Letter(_)]);
        let there = |extension: &str| files.iter().find(|file| file.path == format!("{}.{extension}", packet.id));
        assert_eq!(there("docx").is_some(), is_letter, "{}", packet.id);
        let abouts = ["docx", "pdf"].map(|extension| there(extension).map(|file| file.about.clone()));
        assert!(!is_letter || abouts[0] == abouts[1], "the same document in another form: {abouts:?}");
    }
}

#[test]
fn it_says_what_the_letter_says() {
    let letters = Real::clean().packets.iter().chain(&Real::draft().packets).filter_map(|packet| match packet.parts.first() {
        Some(Part::Letter(letter)) => Some(Letter { draft: None, ..(**letter).clone() }),
        _ => None,
    });
    let letters: Vec<Letter> = letters.collect();
    assert!(letters.len() >= 4);
    for letter in letters {
        // A quantity without room behind its title stands on a line of its own.
        let said = paragraphs(&parts(&file(letter.clone()))["word/document.xml"]).join("\n").replace("\nจำนวน", "\tจำนวน");
        assert_eq!(said, expected(&letter).join("\n"), "{}", letter.id);
    }
}

#[test]
fn thai_has_its_typeface_size_and_language() {
    let parts = parts(&file(letter()));
    let styles = &parts["word/styles.xml"];
    let fonts: String = ["ascii", "hAnsi", "eastAsia", "cs"].map(|script| format!(" w:{script}=\"TH SarabunPSK\"")).concat();
    for wanted in [format!("<w:rFonts{fonts}/>").as_str(), "<w:szCs w:val=\"32\"/>", "w:bidi=\"th-TH\""] {
        assert!(styles.contains(wanted), "{wanted}");
    }
    let document = &parts["word/document.xml"];
    assert_eq!(document.matches("<w:r>").count(), document.matches("<w:cs/></w:rPr>").count(), "every run is complex script");
    // Slogans are slanted for Thai as well, at their own size.
    let slogans = document.split("<w:r>").filter(|run| run.contains("<w:i/><w:iCs/>"));
    let sizes: Vec<bool> = slogans.map(|run| run.contains("<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:cs/>")).collect();
    assert_eq!(sizes, vec![true; letter().slogans.len()]);
}

#[test]
fn an_edited_paragraph_flows_on() {
    let document = parts(&file(letter())).remove("word/document.xml").expect("there");
    let mut running = document.split("<w:p>").filter(|paragraph| paragraph.contains("w:firstLine=\"1417\""));
    assert!(running.all(|paragraph| !paragraph.contains("<w:br")), "no line ends by force");
    let marks = document.matches('\u{200B}').count();
    assert!((3..20).contains(&marks), "marks stand where the page has line ends: {marks}");
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let bytes = file(full_letter());
    assert!(bytes == file(full_letter()));
    let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a zip file");
    let mut names = Vec::new();
    for index in 0..zip.len() {
        let entry = zip.by_index(index).expect("an entry");
        assert_eq!(entry.last_modified(), Some(DateTime::default()));
        names.push(entry.name().expect("a name").into_owned());
    }
    let first = ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "word/document.xml"];
    assert_eq!(names[..first.len()], first);
    assert_eq!((names.len(), names.last().map(String::as_str)), (13, Some("word/media/garuda.svg")));
    let core = &parts(&bytes)["docProps/core.xml"];
    assert!(core.contains("<dc:creator>สำนักงานพัฒนาชุมชนจังหวัด</dc:creator>") && core.contains(">2022-03-05T00:00:00Z<"), "{core}");
}

#[test]
fn the_garuda_is_there_where_the_plan_has_one() {
    let with = parts(&file(full_letter()));
    let document = &with["word/document.xml"];
    // 3 cm high, 1.5 cm from the edge, in the middle.
    for wanted in ["cy=\"1080000\"", "<wp:posOffset>540000</wp:posOffset>", "<wp:align>center</wp:align>", "descr=\"ตราครุฑ\""]
    {
        assert!(document.contains(wanted), "{wanted}");
    }
    assert!(with["word/_rels/document.xml.rels"].contains("media/garuda.svg"));
    let without = parts(&file(letter()));
    assert!(!without["word/document.xml"].contains("<w:drawing>") && !without["[Content_Types].xml"].contains("image/"));
}

#[test]
fn a_draft_and_a_secret_show_it_on_every_page() {
    let parts = parts(&file(full_letter()));
    for number in 1..=3 {
        let header = &parts[&format!("word/header{number}.xml")];
        let said = paragraphs(header);
        assert_eq!(said[..3], ["ฉบับร่าง", "ลับ", "ลับ"], "header {number}");
        assert!(header.contains("string=\"ฉบับร่าง\""), "across the page");
        assert_eq!(said[3].contains("- "), number > 1, "the first page has no number: {}", said[3]);
    }
    assert!(parts["word/document.xml"].contains("อำเภอปง"), "why it is a draft");
    assert!(parts["docProps/core.xml"].contains("<cp:contentStatus>ฉบับร่าง</cp:contentStatus>"));
}

#[test]
fn the_closing_keeps_a_paragraph_with_it() {
    let document = parts(&file(full_letter())).remove("word/document.xml").expect("there");
    let kept: Vec<&str> = document.split("<w:p>").filter(|paragraph| paragraph.contains("<w:keepNext/>")).collect();
    // The last paragraph, the closing, the name and all positions but the last.
    assert_eq!(kept.len(), 3 + full_letter().positions.len() - 1);
    assert!(kept[1].contains("ขอแสดงความนับถือ"), "{}", kept[1]);
}

#[test]
fn a_layout_of_an_earlier_version_tells_no_places_and_still_prints() {
    let shipped = Templates::shipped("letter.typ").expect("shipped");
    let silent = shipped.replace("<standing>", "<elsewhere>");
    assert_ne!(silent, shipped);
    let templates = Templates::with(BTreeMap::from([("letter.typ".to_owned(), silent)]));
    let paths: Vec<String> = printed(vec![Packet::of_letter(letter())], &templates).into_iter().map(|file| file.path).collect();
    assert_eq!(paths, ["letter-assignment.pdf"]);
}

#[test]
fn a_file_copy_shows_it_on_every_page_and_has_lines_for_initials() {
    let parts = parts(&file(copy(letter())));
    for number in 1..=3 {
        assert_eq!(paragraphs(&parts[&format!("word/header{number}.xml")])[0], "สำเนาคู่ฉบับ", "header {number}");
    }
    let dots = ".".repeat(20);
    let said = paragraphs(&parts["word/document.xml"]);
    for line in [format!("ร่าง\t{dots}\tพิมพ์\t{dots}"), format!("ทาน\t{dots}\tตรวจ\t{dots}")] {
        assert!(said.contains(&line), "{line}");
    }
}

/// A letter with which the KPI sheet is enclosed, as .docx, and the files besides; the digests of `sealed` come first.
fn enclosing(sealed: BTreeMap<String, String>) -> (Vec<u8>, Vec<OutputFile>) {
    let kpi = Real::clean().documents.iter().find(|document| document.id == "kpi-8").expect("it is made").clone();
    let renderer = DocumentRenderer::new(&[], &Templates::default(), "", [""; 0]).expect("the shipped fonts").checking(sealed);
    let packets = vec![Packet::of_letter(checked(letter()))];
    let files = renderer.print(vec![kpi], Vec::new(), packets, None, DAY).expect("samples print");
    (files.iter().find(|file| file.path == "letter-assignment.docx").expect("written").bytes.clone(), files)
}

/// The digest that the letter among `files` is said to bear.
fn borne(files: &[OutputFile]) -> String {
    files.iter().find_map(|file| file.about.enclosures.clone()).expect("told")
}

#[test]
fn the_code_of_the_enclosures_is_a_picture_beside_the_closing() {
    let (docx, files) = enclosing(BTreeMap::new());
    let (with, digest) = (parts(&docx), borne(&files));
    let document = &with["word/document.xml"];
    let closing = document.split("<w:p>").find(|paragraph| paragraph.contains("ขอแสดงความนับถือ")).expect("a closing");
    let told = format!("descr=\"คิวอาร์โค้ด {digest}\"");
    assert!(closing.contains("r:embed=\"rIdCode\"") && closing.contains(&told), "{closing}");
    assert!(paragraphs(document).contains(&format!("{} …", &digest[..19])));
    assert!(with["word/media/code.png"].contains("IHDR") && with["[Content_Types].xml"].contains("image/png"));
    // Nothing of the program's own is enclosed: there is nothing to check.
    assert!(!parts(&file(checked(letter()))).contains_key("word/media/code.png"));
}

#[test]
fn what_another_version_sealed_is_checked_by_the_workbooks_that_it_wrote() {
    let of = |sha256: String| code::digest([("kpi-8.xlsx", sha256)].into_iter());
    let (_, files) = enclosing(BTreeMap::new());
    let own = files.iter().find(|file| file.path == "kpi-8.xlsx").expect("written");
    assert_eq!(borne(&files), of(sha256(&own.bytes)));
    let sealed = sha256(b"another");
    let (_, files) = enclosing(BTreeMap::from([("kpi-8.xlsx".to_owned(), sealed.clone())]));
    assert_eq!(borne(&files), of(sealed));
}
