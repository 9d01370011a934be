//! The annex of evidence: pictures that a district placed in its workbook, with the entry that they belong to.

use image::ImageFormat;
use jiff::civil::date;
use otop_report::app::publish::Publisher;
use otop_report::columns::Form;
use otop_report::documents::DocumentContext;
use otop_report::documents::document::{Album, Block};
use otop_report::documents::words::Words;
use otop_report::finding::{Code, Lang, Severity};
use otop_report::month::CompiledMonth;
use otop_report::output::OutputFile;
use otop_report::templates::Templates;
use rust_xlsxwriter::Worksheet;

use crate::support::case::{ACTIVITIES, Case, LISTINGS, book, cover_sheet, named, sheet};
use crate::support::lines::lines;
use crate::support::pictures::{bomb, broken, inside, over, picture};

/// The column of the evidence.
const EVIDENCE: u16 = 5;

/// แบบ ๑ with two activities, in rows 2 and 3.
fn activities() -> Worksheet {
    let first = "1|12/02/2565|ตลาดนัดตัวอย่าง|5|100|https://example.com/album ดูเพิ่ม";
    sheet(Form::Activities.sheet(), &[&format!("{ACTIVITIES}|หลักฐาน"), first, "2|13/02/2565|งานวัดตัวอย่าง|7|200", "||รวม|12|300"])
}

fn listings() -> Worksheet {
    let row = "1|ตย-5601-041|ร้านลูกประคบ|Facebook|15/02/2565|100";
    sheet(Form::Listings.sheet(), &[LISTINGS, row])
}

/// A month in which every other district has nothing to report, and เมืองพะเยา these sheets behind its cover.
fn month(sheets: Vec<Worksheet>) -> (Case, CompiledMonth) {
    let case = Case::without_registry();
    case.submit_nil("2565-02");
    case.write("2565-02/เมืองพะเยา.xlsx", &book(std::iter::once(cover_sheet()).chain(sheets).collect()));
    let run = case.compile("2565-02");
    (case, run)
}

/// Each picture as its cell, the row of its entry from 1, and whether it is ready.
fn placed(run: &CompiledMonth) -> Vec<(String, Option<u32>, bool)> {
    let cell = |evidence: &otop_report::month::Evidence| evidence.place.cell.map_or_else(String::new, |cell| cell.to_string());
    run.pictures
        .iter()
        .map(|evidence| (cell(evidence), evidence.entry.map(|row| row + 1), matches!(evidence.picture, Some(Ok(_)))))
        .collect()
}

fn albums(case: &Case, run: &CompiledMonth) -> Option<Vec<Album>> {
    let words = Words::new(&Templates::default()).expect("the shipped words");
    let context = DocumentContext { plan: &case.plan, words: &words, garuda: None, today: date(2022, 3, 1), seal: None };
    let packets = context.month(run).expect("the shipped words").packets;
    let annex = packets.into_iter().find(|packet| packet.id == "evidence")?;
    let album = |block: &Block| if let Block::Album(album) = block { Some(album.clone()) } else { None };
    Some(annex.documents().flat_map(|document| &document.blocks).filter_map(album).collect())
}

fn published(case: &Case, run: &CompiledMonth) -> Vec<OutputFile> {
    let publisher = Publisher::open(&case.workspace(), &case.plan, date(2022, 3, 7), Lang::Th).expect("the shipped templates");
    publisher.publish(run).expect("it prints")
}

fn pdf(files: &[OutputFile]) -> Vec<u8> {
    files.iter().find(|file| file.path == "evidence.pdf").expect("the annex").bytes.clone()
}

#[test]
fn pictures_over_cells_and_in_them_belong_to_the_row_where_they_stand() {
    let jpeg = picture(10, ImageFormat::Jpeg);
    let first = over(activities(), 1, EVIDENCE, &jpeg);
    let both = inside(first, 2, EVIDENCE, &picture(20, ImageFormat::Png));
    // Below the table: of the last entry. Above it: a letterhead.
    let below = over(over(both, 9, 0, &picture(30, ImageFormat::Gif)), 0, 0, &picture(40, ImageFormat::Png));
    let shops = over(listings(), 1, 6, &picture(50, ImageFormat::Png));
    let album = over(sheet("ภาพกิจกรรม", &["ภาพ"]), 4, 1, &picture(60, ImageFormat::Png));
    let (case, run) = month(vec![below, shops, album]);
    let expected =
        [("F2", Some(2), true), ("F3", Some(3), true), ("A10", Some(3), true), ("G2", Some(2), true), ("B5", None, true)];
    assert_eq!(placed(&run), expected.map(|(cell, row, ready)| (cell.to_owned(), row, ready)));
    assert!(run.own_findings().all(|finding| finding.severity() != Severity::Error), "{:?}", run.validated.findings);

    let albums = albums(&case, &run).expect("an annex");
    let titles: Vec<(&str, usize)> = albums.iter().map(|album| (album.title.as_str(), album.pictures.len())).collect();
    assert_eq!(titles, [("ตลาดนัดตัวอย่าง", 1), ("งานวัดตัวอย่าง", 2), ("ร้านลูกประคบ", 1), ("ภาพประกอบอื่น", 1)]);
    assert_eq!(albums[0].links, ["https://example.com/album"]);
    assert_eq!(albums[0].details, "วันที่จัด ๑๒ กุมภาพันธ์ ๒๕๖๕");
    assert_eq!(albums[0].pictures[0].alt, "ภาพที่ ๑ ตลาดนัดตัวอย่าง อำเภอเมืองพะเยา");
}

#[test]
fn pictures_of_a_row_that_does_not_count_are_the_districts() {
    let mut twice = activities();
    let first = ["1", "12/02/2565", "ตลาดนัดตัวอย่าง", "5", "100"];
    (0..).zip(first).try_for_each(|(column, cell)| twice.write(2, column, cell).map(drop)).expect("written");
    let (case, run) = month(vec![over(twice, 2, 6, &picture(10, ImageFormat::Png)), listings()]);
    assert!(run.own_findings().any(|finding| finding.code() == Code::ActivityDuplicate));
    let albums = albums(&case, &run).expect("an annex");
    let last = albums.last().expect("one");
    assert_eq!((last.title.as_str(), last.pictures[0].caption.as_str()), ("ภาพประกอบอื่น", "ภาพที่ ๑ แบบ ๑ กิจกรรม"));
}

#[test]
fn a_link_of_a_cell_is_a_link_of_its_activity() {
    let mut linked = over(activities(), 1, EVIDENCE, &picture(10, ImageFormat::Png));
    linked.write_url_with_text(2, EVIDENCE, "https://example.com/fair", "ดูรูป").expect("written");
    let (case, run) = month(vec![linked, listings()]);
    let albums = albums(&case, &run).expect("an annex");
    assert_eq!((albums[1].title.as_str(), albums[1].links.clone()), ("งานวัดตัวอย่าง", vec!["https://example.com/fair".to_owned()]));
    assert!(albums[1].pictures.is_empty());
}

#[test]
fn a_picture_that_cannot_be_read_is_a_note_and_the_others_are_printed() {
    let good = over(activities(), 1, EVIDENCE, &picture(10, ImageFormat::Png));
    let bad = over(over(good, 1, 6, &broken()), 2, 6, &bomb());
    let (case, run) = month(vec![bad, listings()]);
    assert_eq!(placed(&run).iter().filter(|(.., ready)| *ready).count(), 1);
    let notes = run.own_findings().filter(|finding| finding.code() == Code::PictureUnreadable);
    let notes: Vec<(String, Severity, String)> =
        notes.map(|finding| (named(finding), finding.severity(), finding.message(Lang::En))).collect();
    let told = |cell: &str, why: &str| {
        let words = format!("This picture cannot be printed in the annex of evidence: {why}");
        (format!("picture-unreadable@{cell}"), Severity::Note, words)
    };
    assert_eq!(notes, [told("G2", "it is damaged or incomplete"), told("G3", "it has more than 40 million pixels")]);
    assert!(!run.is_draft());
    let list = published(&case, &run).into_iter().find(|file| file.path == "evidence.xlsx").expect("the list");
    let mut list: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(list.bytes)).expect("a workbook");
    let cells = calamine::Reader::worksheet_range_at(&mut list, 0).expect("a sheet").expect("its cells");
    let cells: Vec<String> = cells.used_cells().map(|(.., cell)| cell.to_string()).collect();
    for told in ["แบบ ๑ กิจกรรม!G3", "พิมพ์", "ไม่ได้พิมพ์ เพราะละเอียดเกิน ๔๐ ล้านจุด", "https://example.com/album"]
    {
        assert!(cells.iter().any(|cell| cell == told), "{told}: {cells:?}");
    }
}

#[test]
fn four_pictures_stand_on_a_page_under_the_name_of_what_they_show() {
    let mut sheet = activities();
    for shade in 0..9 {
        sheet = over(sheet, 2, EVIDENCE + shade, &picture(shade as u8 * 20, ImageFormat::Png));
    }
    let (case, run) = month(vec![sheet, listings()]);
    let files = published(&case, &run);
    let bytes = pdf(&files);
    let pages = lines(&bytes);
    let shown = |page: &Vec<String>| page.concat().matches("ภาพที่").count();
    assert_eq!(pages.iter().map(shown).collect::<Vec<_>>(), [4, 4, 1]);
    assert!(pages.iter().all(|page| page.concat().contains("งานวัดตัวอย่าง")));
    assert_eq!(bytes, pdf(&published(&case, &case.compile("2565-02"))), "the same workbooks print the same bytes");
    let about = &files.iter().find(|file| file.path == "evidence.pdf").expect("the annex").about;
    assert_eq!(about.document, "evidence");
}

#[test]
fn what_is_beyond_the_plan_is_told_below_and_no_picture_makes_no_annex() {
    let sheet =
        (0..3).fold(activities(), |sheet, shade| over(sheet, 1, EVIDENCE + shade, &picture(shade as u8, ImageFormat::Png)));
    let (mut case, _) = month(vec![sheet, listings()]);
    case.plan.limits.pictures = 2;
    let run = case.compile("2565-02");
    assert_eq!(placed(&run).iter().filter(|(.., ready)| *ready).count(), 2);
    let text = lines(&pdf(&published(&case, &run))).concat().concat();
    assert!(text.ends_with("…และอีก๑รายการดูในแฟ้มevidence.xlsx"), "{text}");

    case.plan.limits.pictures = 0;
    let run = case.compile("2565-02");
    assert!(run.pictures.is_empty() && albums(&case, &run).is_none());
    let (case, run) = month(vec![activities(), listings()]);
    assert!(albums(&case, &run).is_none(), "links alone stand in form 1");
}
