//! `docs/findings.md` describes every finding, with its severity and its own sentences.

use std::collections::BTreeMap;

use otop_report::finding::{Code, Lang, Severity};

const DOCUMENT: &str = include_str!("../../../docs/findings.md");

/// The text under each `### heading`, up to the next heading.
fn entries() -> BTreeMap<&'static str, &'static str> {
    let entry = |part: &'static str| {
        let (heading, text) = part.split_once('\n').expect("text below the heading");
        (heading, text.split("\n## ").next().unwrap_or(text))
    };
    DOCUMENT.split("\n### ").skip(1).map(entry).collect()
}

#[test]
fn every_code_is_described_as_it_is() {
    let entries = entries();
    for code in Code::ALL {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let heading = format!("`{}` ({severity})", code.name());
        let text = entries.get(heading.as_str()).unwrap_or_else(|| panic!("docs/findings.md lacks {heading}"));
        let (message, hint) = code.sentences(Lang::Th);
        let quoted: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("> ")).collect();
        assert_eq!(quoted, [message, &format!("→ {hint}")], "{heading}");
        assert!(text.contains("\n*Example:* ") && text.contains("\n*Remedy:* "), "{heading} lacks an example or a remedy");
    }
    assert_eq!(entries.len(), Code::ALL.len(), "docs/findings.md describes what does not exist");
}
