//! What each finding says, in both languages: one case a code, made by the program itself, and a snapshot of its sentences.
//!
//! `INSTA_UPDATE=always cargo test --release --test it snapshots` writes the snapshots anew.

mod cells;
mod files;
mod operators;
mod reports;
mod year;

use std::collections::BTreeSet;
use std::path::Path;

use otop_report::columns::{COVER_SHEET, Form};
use otop_report::finding::{Code, Finding, Lang};
use otop_report::form::{Content, Entry};
use rayon::prelude::*;
use rust_xlsxwriter::Worksheet;

use crate::support::case::{Case, book, good, plan};

/// A code, and what finds it.
type Made = (Code, fn() -> Vec<Finding>);

/// Where the snapshots lie, from this file.
const SNAPSHOTS: &str = "../snapshots/findings";

fn cases() -> Vec<Made> {
    [files::cases(), reports::cases(), cells::cases(), operators::cases(), year::cases()].concat()
}

/// What is found in a good form of the first district with a fault in it.
fn form(plant: impl FnOnce(&mut Content)) -> Vec<Finding> {
    of_form(&Case::new(), plant)
}

/// The same where there is no registry.
fn unregistered(plant: impl FnOnce(&mut Content)) -> Vec<Finding> {
    of_form(&Case::without_registry(), plant)
}

fn of_form(case: &Case, plant: impl FnOnce(&mut Content)) -> Vec<Finding> {
    let mut content = good();
    plant(&mut content);
    case.submit("2565-02", 0, "case", &content);
    case.compile("2565-02").validated.findings
}

/// Writes to a cell of the first row.
fn set(content: &mut Content, form: Form, column: usize, entry: impl Into<Entry>) {
    content.rows.get_mut(&form).expect("the good report has both")[0][column] = entry.into();
}

/// What is found in a file.
fn file(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let case = Case::without_registry();
    case.write(&format!("2565-02/{name}"), bytes);
    case.compile("2565-02").validated.findings
}

/// What is found in a workbook of these sheets.
fn sheets(sheets: Vec<Worksheet>) -> Vec<Finding> {
    file("case.xlsx", &book(sheets))
}

/// What is found in 2565-02, to which `fill` submits.
fn month(fill: impl FnOnce(&Case)) -> Vec<Finding> {
    let case = Case::new();
    fill(&case);
    case.compile("2565-02").validated.findings
}

/// The sentences of a finding, and what they are about.
fn told(finding: &Finding) -> String {
    let line = |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("{name}: {text}\n") };
    let sentences = |lang: Lang| format!("{}\n  → {}", finding.message(lang), finding.hint(lang));
    [
        format!("{} ({})\n", finding.code().name(), format!("{:?}", finding.severity()).to_lowercase()),
        line("place", &finding.place.to_string()),
        line("value", finding.value.as_deref().unwrap_or_default()),
        line("th", &sentences(Lang::Th)),
        line("en", &sentences(Lang::En)),
    ]
    .concat()
}

/// An English sentence without what may be Thai in it: what is quoted, the finding's own value and place, and names.
fn own_words(finding: &Finding, sentence: &str) -> String {
    let plan = plan();
    let place = &finding.place;
    let names = plan.districts.iter().map(|district| district.name.clone()).chain([plan.province.name.clone()]);
    let sheets = [Form::Activities.sheet(), Form::Listings.sheet(), COVER_SHEET].map(str::to_owned);
    let given = [finding.value.clone(), place.file.as_deref().map(str::to_owned), place.sheet.as_deref().map(str::to_owned)];
    let unquoted: String = sentence.split('"').step_by(2).collect();
    let all = given.into_iter().flatten().chain(names).chain(sheets).filter(|name| !name.is_empty());
    all.fold(unquoted, |rest, name| rest.replace(&name, ""))
}

fn is_thai(c: char) -> bool {
    ('\u{e00}'..='\u{e7f}').contains(&c)
}

/// Whether a finding can be made here: only Unix limits the memory of a process.
fn can_be(code: Code) -> bool {
    cfg!(unix) || code != Code::FileNeedsTooMuchMemory
}

#[test]
fn every_code_has_its_case() {
    let cases: Vec<Code> = cases().into_iter().map(|(code, _)| code).collect();
    let set: BTreeSet<Code> = cases.iter().copied().collect();
    assert_eq!(set.len(), cases.len(), "a code has two cases");
    assert_eq!(set, Code::ALL.iter().copied().collect());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/validate").join(SNAPSHOTS);
    let files = folder.read_dir().expect("the snapshots").map(|file| file.expect("a file").file_name());
    let files: BTreeSet<String> = files.map(|name| name.to_string_lossy().into_owned()).collect();
    let own = |name: &&String| name.ends_with(".snap");
    let expected: BTreeSet<String> = set.iter().map(|code| format!("{}.snap", code.name())).collect();
    assert_eq!(files.iter().filter(own).cloned().collect::<BTreeSet<_>>(), expected, "a snapshot without a code, or lacking");
}

#[test]
fn each_finding_says_what_its_snapshot_says() {
    let cases: Vec<Made> = cases().into_iter().filter(|(code, _)| can_be(*code)).collect();
    let made: Vec<(Code, Vec<Finding>)> = cases.par_iter().map(|(code, make)| (*code, make())).collect();
    for (code, findings) in made {
        let own: Vec<&Finding> = findings.iter().filter(|finding| finding.code() == code).collect();
        let others: Vec<&str> = findings.iter().map(|finding| finding.code().name()).collect();
        assert!(!own.is_empty(), "{} is not found, but {others:?}", code.name());
        for finding in &own {
            for sentence in [finding.message(Lang::Th), finding.hint(Lang::Th)] {
                assert!(sentence.contains(is_thai) && !holes(&sentence), "{sentence}");
            }
            for sentence in [finding.message(Lang::En), finding.hint(Lang::En)] {
                let words = own_words(finding, &sentence);
                assert!(!words.contains(is_thai) && !holes(&sentence), "{sentence}");
            }
        }
        let text = own.into_iter().map(told).collect::<Vec<_>>().join("\n");
        insta::with_settings!({ snapshot_path => SNAPSHOTS, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(code.name(), text);
        });
    }
}

/// Whether a sentence has a hole where a word should stand.
fn holes(sentence: &str) -> bool {
    ["{", "}", "\"\"", "()", "  "].iter().any(|hole| sentence.contains(hole))
}
