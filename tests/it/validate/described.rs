//! `docs/findings.md` and `docs/findings.th.md` describe every finding, in the program's own sentences.

use std::collections::BTreeSet;
use std::path::Path;

use otop_report::finding::{Code, Lang};

#[path = "../../../examples/findings_pages.rs"]
mod findings_pages;

use findings_pages::{PAGES, described_codes, page};

#[test]
fn the_pages_are_what_their_source_gives() {
    for (name, lang) in PAGES {
        let written = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).expect(name);
        assert!(written == page(lang), "docs/{name} is of an older source: cargo run --release --example findings_pages");
    }
}

#[test]
fn every_code_is_described_once() {
    let described = described_codes();
    let distinct: BTreeSet<Code> = described.iter().copied().collect();
    assert_eq!(described.len(), distinct.len(), "one is described twice");
    let lacking: Vec<&str> = Code::ALL.iter().filter(|code| !distinct.contains(code)).map(|code| code.name()).collect();
    assert_eq!(lacking, Vec::<&str>::new(), "docs/findings.toml lacks them");
}

/// Latin words that stand in Thai text: names, formats, what is typed or shown as it is.
const NAMES: [&str; 24] = [
    "Excel",
    "LibreOffice",
    "Google",
    "Drive",
    "Microsoft",
    "Sheet",
    "CSV",
    "PDF",
    "MB",
    "GiB",
    "MiB",
    "OTOP",
    "SMEs",
    "Facebook",
    "inputs",
    "fonts",
    "registry",
    "xlsx",
    "pdf",
    "jpg",
    "docx",
    "REF",
    "VALUE",
    "NAME",
];

/// Text without what stands between backticks, and the words of a command, which are typed.
fn prose(text: &str) -> String {
    let plain: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let lines = plain.lines().map(|line| line.split("otop-report ").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_thai_page_is_in_thai() {
    let page = page(Lang::Th).replace("(findings.md)", "");
    let words = prose(&page);
    let latin = words.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    let other: BTreeSet<&str> = latin.filter(|word| !NAMES.contains(word)).collect();
    assert_eq!(other, BTreeSet::new());
    assert!(!page.contains('{'), "a word that is filled in shows as …");
}
