//! What is printed never stops a month and is bounded, whatever a district writes.

use std::collections::BTreeMap;

use jiff::civil::date;
use otop_report::app::publish::Publisher;
use otop_report::columns::{Form, listing};
use otop_report::documents::DocumentContext;
use otop_report::documents::document::{Block, Document, HeadCell, RowKind, Table};
use otop_report::documents::words::Words;
use otop_report::finding::{Code, Lang};
use otop_report::form::{Content, Entry};
use otop_report::month::CompiledMonth;
use otop_report::output::OutputFile;
use otop_report::templates::Templates;
use otop_report::workspace::Workspace;

use crate::support::case::{Case, good, good_listing, named};

fn publish(case: &Case, run: &CompiledMonth) -> Vec<OutputFile> {
    let publisher =
        Publisher::open(&Workspace::new(case.root()), &case.plan, date(2022, 3, 7), Lang::Th).expect("the shipped templates");
    publisher.publish(run).expect("no district's word stops it")
}

/// A month in which เมืองพะเยา reports `rows` in แบบ ๒ and the others nothing.
fn month(case: &Case, rows: Vec<Vec<Entry>>) -> CompiledMonth {
    case.submit_nil("2565-02");
    let content = Content { rows: BTreeMap::from([(Form::Listings, rows)]), ..good() };
    case.submit("2565-02", 0, "เมืองพะเยา", &content);
    case.compile("2565-02")
}

fn form_2(case: &Case, run: &CompiledMonth) -> Document {
    let words = Words::new(&Templates::default()).expect("the shipped words");
    let context = DocumentContext { plan: &case.plan, words: &words, garuda: None, today: date(2022, 3, 1), seal: None };
    let documents = context.month(run).expect("the shipped words").documents;
    documents.into_iter().find(|document| document.id == "form-2-online").expect("every month has it")
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

#[test]
fn a_character_without_a_glyph_is_told_at_its_cell_and_stops_nothing() {
    let case = Case::new();
    let channels = ["อื่น ๆ: ♥ช็อป", "อื่น ๆ: ตลาด中国", "อื่น ๆ: 👨\u{200D}👩\u{200D}👧 ① ᦺ", "Ｓｈｏｐｅｅ"];
    let mut rows: Vec<Vec<Entry>> = channels.iter().map(|channel| good_listing(41, channel)).collect();
    rows[0][listing::PRODUCT] = "ผ้าทอ 中".into();
    // Printed is the product of an operator's first row only, and never the link.
    rows[1][listing::PRODUCT] = "ผ้าทอ 中".into();
    rows[0][listing::LINK] = "https://中国.example".into();
    let run = month(&case, rows);
    let told: Vec<String> = run.own_findings().filter(|finding| finding.code() == Code::GlyphMissing).map(named).collect();
    assert_eq!(told, ["glyph-missing@F5", "glyph-missing@H6", "glyph-missing@H7"]);
    assert!(run.totals.channels.iter().any(|(channel, _)| channel == "Shopee"), "full-width letters are letters");
    assert!(publish(&case, &run).iter().any(|file| file.path == "form-2-online.pdf"));
}

#[test]
fn a_long_list_ends_on_paper_where_the_plan_says_and_its_total_counts_all() {
    let mut case = Case::new();
    case.remove("registry.xlsx");
    case.plan.limits.list_pages = 1;
    let rows = (1..=60).map(|number| good_listing(number, "Facebook")).collect();
    let run = month(&case, rows);
    let document = form_2(&case, &run);
    let (whole, paper) = (tables(&document)[1], document.on_paper());
    let printed = tables(&paper)[1];
    let body = |table: &Table| table.rows.iter().filter(|row| row.kind == RowKind::Body).count();
    assert_eq!((body(whole), body(printed)), (60, 12), "two lines a row, twenty-five a page");
    assert_eq!(printed.cut.as_ref().map(|cut| cut.words.as_str()), Some("…และอีก ๔๘ รายการ ดูในแฟ้ม form-2-online.xlsx"));
    assert_eq!(
        printed.rows.last().map(|row| row.cells[1].value.clone()),
        whole.rows.last().map(|row| row.cells[1].value.clone())
    );
    publish(&case, &run);
}

#[test]
fn hundreds_of_channels_and_endless_names_fit_the_heading() {
    let case = Case::new();
    let long = |number: usize| format!("อื่น ๆ: {number}{}", "ตลาดนัดออนไลน์".repeat(150));
    let rows = (0..200).map(|number| good_listing(41 + number % 20, &long(number))).collect();
    let run = month(&case, rows);
    let document = form_2(&case, &run);
    let heading = &tables(&document)[0].heading[1];
    let own = |heading: &[HeadCell]| heading.iter().filter(|cell| cell.verbatim).count();
    assert_eq!(own(heading), 200, "a workbook has every channel");
    let paper = document.on_paper();
    let printed: Vec<usize> = tables(&paper).iter().map(|table| table.heading.iter().map(|row| own(row)).sum()).collect();
    assert!(printed.iter().all(|&channels| channels <= 10) && printed.iter().sum::<usize>() == 200, "{printed:?}");
    assert!(heading.iter().all(|cell| cell.text.chars().count() < 50), "{heading:?}");
    publish(&case, &run);
}
