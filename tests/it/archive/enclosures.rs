//! The digest of what is enclosed with a letter: on the letter, in what is told of its file, and from the archive.

use std::fs;

use otop_report::app::seal::Paper;
use otop_report::files::sha256;
use otop_report::render::code;

use super::forger::edit;
use crate::support::program::{MONTH, Program, read};

/// `sha256sum form-1-activities.xlsx form-2-online.xlsx scorecard.xlsx | sha256sum`, its first 32 digits in groups of four.
fn summed(program: &Program) -> String {
    let files = ["form-1-activities.xlsx", "form-2-online.xlsx", "scorecard.xlsx"];
    let of_file = |name: &str| sha256(&fs::read(program.output(MONTH).join(name)).expect("compiled"));
    code::digest(files.iter().map(|name| (*name, of_file(name))))
}

#[test]
fn the_archive_tells_what_the_letter_bears() {
    let program = Program::sample();
    edit(&program.inputs().join("plan.toml"), "qr = false", "qr = true ");
    edit(&program.inputs().join("plan.toml"), "copies = false", "copies = true ");
    let published = program.run(&["--format", "json", "compile", MONTH]).ends(0).json()["published"].clone();
    let digest = summed(&program);
    let file = |path: &str| published.as_array().and_then(|files| files.iter().find(|file| file["path"] == path)).cloned();
    for path in ["letter-monthly.pdf", "letter-monthly.docx", "letter-monthly-copy.pdf", "packet-monthly.pdf"] {
        assert_eq!(file(path).expect("published")["enclosures"], digest.as_str(), "{path}");
    }
    assert!(file("memo.pdf").expect("published").get("enclosures").is_none());
    let printed = Paper::read(&fs::read(program.output(MONTH).join("letter-monthly.pdf")).expect("compiled")).expect("a PDF");
    let half = &digest.replace(' ', "")[..16];
    assert!(printed.text.replace(' ', "").contains(half), "its first groups stand below the code");
    let page = read(&program.output(MONTH).join("report.html"));
    assert!(page.contains("หนังสือนำส่งรายงานประจำเดือน (สำเนาคู่ฉบับ)"), "the page knows the copy");
    program.run(&["archive", "add", MONTH]).ends(0);
    let said = program.run(&["archive", "verify"]).ends(0).out;
    assert!(said.contains(&format!("  สิ่งที่ส่งมาด้วย letter-monthly.pdf  {digest}\n")), "{said}");
    assert!(said.contains("letter-assignment.pdf  ") && !said.contains("-copy"), "{said}");
    let json = program.run(&["--format", "json", "archive", "verify"]).ends(0).json();
    assert_eq!(json["bags"][0]["enclosures"]["letter-monthly"], digest.as_str());
    // A workbook that is changed is no longer vouched for.
    fs::write(program.bag("r1").join("data/documents/scorecard.xlsx"), b"PK").expect("written");
    let said = program.run(&["archive", "verify"]).ends(1).out;
    assert!(!said.contains(&digest), "{said}");
}
