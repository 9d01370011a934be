//! report.html speaks one language at a time: the one asked for, names and codes apart.

use std::collections::BTreeSet;

use otop_report::finding::Lang;
use otop_report::lang::Said;
use otop_report::month::CompiledMonth;
use otop_report::output::{About, FileKind, OutputFile};
use otop_report::templates::{PAGE, Templates};

use super::report::{faulty, page_of, shown};
use crate::support::case::Case;
use crate::support::program::Program;

fn is_thai(c: char) -> bool {
    ('\u{E00}'..='\u{E7F}').contains(&c)
}

/// What stands between quotes after `label` each time.
fn texts<'a>(template: &'a str, label: &str) -> Vec<&'a str> {
    let said = template.match_indices(label).map(|(at, found)| &template[at + found.len()..]);
    said.map(|rest| rest[1..].split(&rest[..1]).next().expect("a text in quotes")).collect()
}

#[test]
fn every_word_of_the_template_stands_in_both_languages() {
    let template = Templates::shipped(PAGE).expect("shipped").split_once("-#}").expect("it begins with a comment").1;
    let (thai, english) = (texts(template, "say(th="), texts(template, " en="));
    assert_eq!(thai.len(), english.len(), "one word beside the other");
    let mut rest = template.to_owned();
    for (th, en) in thai.iter().zip(&english) {
        assert!(!en.contains(is_thai), "{en}");
        let places = |text: &str| text.matches('{').count();
        assert!(places(en) <= places(th), "{th} | {en}");
        assert!(th.trim().is_empty() == en.trim().is_empty() || en.is_empty(), "{th} | {en}");
        for quote in ['"', '\''] {
            rest = rest.replace(&format!("say(th={quote}{th}{quote}"), "");
        }
    }
    // A place that is typed as a command stands as it is.
    let rest = rest.replace("จังหวัด operators-year", "");
    let left: Vec<&str> = rest.lines().filter(|line| line.contains(is_thai)).collect();
    assert_eq!(left, Vec::<&str>::new(), "Thai words that have no English beside them");
}

/// What a reader of a page meets: its text, and the labels that are shown or read out.
fn met(page: &str) -> String {
    let body = page.split_once("</style>").expect("a style").1;
    let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("a title").0;
    let mut met = format!("{title}\n");
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for label in [" title=\"", " aria-label=\"", " data-label=\""] {
            let said = tag.split_once(label).and_then(|(_, rest)| rest.split('"').next());
            met.extend(said.map(|said| format!("{said}\n")));
        }
        // Where it stands, and the value that stands there, are the workbook's.
        if !["q", "b class=\"cell\""].contains(&tag) {
            met.push_str(text);
            met.push('\n');
        }
    }
    met
}

/// What a page says beside the names of the plan, what the districts wrote, and the sentences of the findings.
fn own_words(page: &str, case: &Case, run: &CompiledMonth, lang: Lang) -> String {
    let plan = &case.plan;
    let mut names: BTreeSet<String> = BTreeSet::new();
    names.extend([format!("{}{}", plan.office.name, plan.province.name), plan.province.name.clone()]);
    names.extend(plan.districts.iter().map(|district| district.name.clone()));
    names.extend(plan.rubrics.iter().flat_map(|rubric| &rubric.levels).map(|level| level.name.clone()));
    names.extend(run.totals.channels.iter().map(|(name, _)| name.clone()));
    names.extend(run.validated.workbooks.iter().map(|workbook| workbook.file.to_string()));
    for finding in &run.validated.findings {
        let place = &finding.place;
        names.extend([finding.message(lang), finding.hint(lang), finding.code().name().to_owned()]);
        names.extend(place.file.as_deref().map(str::to_owned));
        names.extend(place.sheet.as_deref().map(str::to_owned));
    }
    names.extend(plan.warnings().iter().map(|warning| Said(warning, lang).to_string()));
    let mut longest: Vec<String> = names.iter().map(|name| shown(name)).filter(|name| !name.trim().is_empty()).collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    longest.iter().fold(met(page), |page, name| page.replace(name.as_str(), " "))
}

/// Months with errors and without, and documents of every kind.
fn months() -> Vec<(Case, CompiledMonth)> {
    [faulty(), Case::sample()].into_iter().map(|case| (case.compile("2565-02"), case)).map(|(run, case)| (case, run)).collect()
}

fn files() -> Vec<OutputFile> {
    let documents = [
        "packet-monthly",
        "letter-monthly",
        "memo",
        "form-1-activities",
        "form-2-online",
        "scorecard",
        "packet-assignment",
        "letter-assignment",
        "kpi-8",
        "targets-round-1",
        "targets-round-2",
        "packet-districts",
        "packet-round-1",
        "letter-round-1",
        "round-1",
        "packet-round-2",
        "letter-round-2",
        "round-2",
        "packet-year",
        "letter-year",
        "year",
    ];
    let file = |path: String, about: About| OutputFile { path, bytes: Vec::new(), about };
    let document = |id: &str| file(format!("{id}.pdf"), About::of(FileKind::Document, id, "ชื่อ"));
    let mut files: Vec<OutputFile> = documents.iter().map(|id| document(id)).collect();
    let reminder = About::of(FileKind::Letter, "letter-reminder", "ชื่อ").for_district("5604");
    files.push(file("letter-reminder-5604.pdf".to_owned(), reminder));
    let sheet = About::of(FileKind::Document, "district", "ชื่อ").for_district("5605");
    files.push(file("district-5605.xlsx".to_owned(), sheet));
    files.push(file("returns/5602.xlsx".to_owned(), About::of(FileKind::Returned, "returned", "ชื่อ").for_district("5602")));
    files
}

#[test]
fn the_english_page_holds_no_thai_but_names() {
    for (case, run) in months() {
        let page = page_of(&case, &run, &files(), Lang::En);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "it says its language");
        assert!(page.contains("OTOP report for February 2565") && page.contains("districts report by 7 March 2565"));
        let words = own_words(&page, &case, &run, Lang::En).replace("จังหวัด operators-year", "");
        let thai: Vec<&str> = words.lines().filter(|line| line.contains(is_thai)).collect();
        assert_eq!(thai, Vec::<&str>::new());
    }
}

#[test]
fn the_thai_page_holds_no_latin_but_names_and_codes() {
    let known = [
        "OTOP",
        "PDF",
        "XLSX",
        "data.json",
        "findings.json",
        "rows.json",
        "otop-report",
        "inputs/",
        "explain",
        "operators-year",
        "&lt;",
        "&gt;",
        "&quot;",
        "&amp;",
        "&nbsp;",
    ];
    for (case, run) in months() {
        let page = page_of(&case, &run, &files(), Lang::Th);
        let words = known.iter().fold(own_words(&page, &case, &run, Lang::Th), |words, known| words.replace(known, ""));
        let latin: Vec<&str> = words.lines().filter(|line| line.contains(|c: char| c.is_ascii_alphabetic())).collect();
        assert_eq!(latin, Vec::<&str>::new());
        let month_and_version = words.replace("2565-02", "").replace(env!("CARGO_PKG_VERSION"), "");
        let digits: Vec<&str> = month_and_version.lines().filter(|line| line.contains(|c: char| c.is_ascii_digit())).collect();
        assert_eq!(digits, Vec::<&str>::new(), "numbers are in Thai digits");
    }
}

#[test]
fn the_language_asked_for_reaches_the_page() {
    let program = Program::sample();
    program.run(&["--lang", "en", "compile"]).ends(0);
    let page = std::fs::read_to_string(program.output("2565-02/report.html")).expect("the page");
    assert!(page.contains("<html lang=\"en\">") && page.contains("Every district has reported (9)"));
}
