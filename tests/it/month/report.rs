//! report.html: everything found is on it, nothing on it is anything but words, and what it links to is there.

use std::collections::BTreeMap;

use jiff::civil::date;
use otop_report::app::publish::Publisher;
use otop_report::columns::{CoverField, Form, listing};
use otop_report::finding::{Lang, Severity};
use otop_report::form::Entry;
use otop_report::month::CompiledMonth;
use otop_report::output::OutputFile;
use otop_report::render::html::{HtmlError, PageRenderer, Report};
use otop_report::templates::{PAGE, Templates};
use otop_report::workspace::Workspace;

use crate::support::case::{Case, good};

/// A channel that tries to be markup, script and template at once.
const HOSTILE: &str = "<script>alert(1)</script>\" onmouseover=\"x {{ 7 * 7 }} {% raw %} {#";

/// A month in which เมืองพะเยา has a hostile row, จุน sent a picture, and เชียงม่วน nothing.
pub(super) fn faulty() -> Case {
    let case = Case::new();
    case.submit_nil("2565-01");
    case.submit_nil("2565-02");
    let mut content = good();
    content.rows.get_mut(&Form::Listings).expect("the good report has listings")[0][listing::CHANNEL] = HOSTILE.into();
    content.cover.insert(CoverField::ReportDate, Entry::from("8 มีนาคม 2565"));
    case.remove("2565-02/เมืองพะเยา.xlsx");
    case.submit("2565-02", 0, "เมือง 'พะเยา' & #1", &content);
    case.write("2565-02/จุน.xlsx", b"\x89PNG\r\n\x1a\nnot a workbook");
    case.remove("2565-02/เชียงม่วน.xlsx");
    case
}

/// The words as they stand in the page's source.
pub(super) fn shown(words: &str) -> String {
    let mut escaped = Vec::new();
    tera::escape_html(words, &mut escaped).expect("memory can be written");
    String::from_utf8(escaped).expect("UTF-8")
}

pub(super) fn page_of(case: &Case, run: &CompiledMonth, files: &[OutputFile], lang: Lang) -> String {
    let files: Vec<_> = files.iter().map(|file| (file.path.clone(), file.about.clone())).collect();
    let report = Report { plan: &case.plan, run, files: &files, lang };
    let bytes =
        PageRenderer::new(&Templates::default()).and_then(|renderer| renderer.page(&report)).expect("the template stands");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_finding_is_on_the_page_and_a_clerks_words_stay_words() {
    let case = faulty();
    let run = case.compile("2565-02");
    let page = page_of(&case, &run, &[], Lang::Th);
    assert_eq!(page.matches("<li class=\"finding ").count(), run.validated.findings.len());
    for finding in &run.validated.findings {
        assert!(page.contains(&shown(&finding.message(Lang::Th))), "{}", finding.code().name());
        assert!(page.contains(&shown(&finding.hint(Lang::Th))), "{}", finding.code().name());
    }
    assert!(page.contains(&shown(HOSTILE)), "the hostile value is shown as it stands");
    assert!(!page.contains("<script") && !page.contains("\" onmouseover"), "and never as markup");
    assert!(
        page.contains("../../inputs/2565-02/%E0%B9%80%E0%B8%A1%E0%B8%B7%E0%B8%AD%E0%B8%87%20%27"),
        "its file can be followed"
    );
}

#[test]
fn the_page_needs_nothing_else_and_runs_nothing() {
    let case = faulty();
    let page = page_of(&case, &case.compile("2565-02"), &[], Lang::Th);
    for outside in ["http://", "https://", " src=", "@import", "url(", "<script", "<iframe", "<link", "javascript:"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"th\">") && page.contains("default-src 'none'"));
}

#[test]
fn who_reported_when_is_told_for_every_district_and_month() {
    let case = faulty();
    let page = page_of(&case, &case.compile("2565-02"), &[], Lang::Th);
    let matrix =
        page.split_once("<table class=\"matrix\">").and_then(|(_, rest)| rest.split_once("</table>")).expect("a matrix").0;
    let cells = |class: &str| matrix.matches(&format!("<td class=\"{class}\">")).count();
    // October to December were not sent at all, January was nil everywhere; seven months are ahead.
    let told = ["on-time", "late", "nil", "missing", "rejected", "ahead"].map(cells);
    assert_eq!(told, [0, 1, 9 + 6, 3 * 9 + 1, 1, 7 * 9]);
    assert!(page.contains("ยังไม่ได้รับรายงาน ๑ อำเภอ: เชียงม่วน") && page.contains("รายงานใช้ไม่ได้ทั้งฉบับ ๑ อำเภอ: จุน"));
}

#[test]
fn districts_with_errors_come_first_and_sentences_follow_the_language() {
    let case = faulty();
    let run = case.compile("2565-02");
    let page = page_of(&case, &run, &[], Lang::En);
    let own = page
        .split_once("id=\"findings\"")
        .and_then(|(_, rest)| rest.split_once("Earlier months"))
        .expect("the month's findings")
        .0;
    let order: Vec<usize> = ["เมืองพะเยา", "จุน", "เชียงม่วน", "เชียงคำ"]
        .iter()
        .map(|name| own.find(&format!("\">District {name} ")).expect(name))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    let english = run.own_findings().find(|finding| finding.severity() == Severity::Error).expect("an error").message(Lang::En);
    assert!(page.contains(&format!("<p class=\"message\" lang=\"en\">{}</p>", shown(&english))));
}

#[test]
fn a_mistake_in_the_template_names_file_and_line() {
    let case = faulty();
    let run = case.compile("2565-02");
    let report = Report { plan: &case.plan, run: &run, files: &[], lang: Lang::Th };
    let page = |text: &str| {
        let own = Templates::with(BTreeMap::from([(PAGE.to_owned(), text.to_owned())]));
        PageRenderer::new(&own).and_then(|renderer| renderer.page(&report))
    };
    assert_eq!(
        page("\n<p>{{ province }}</p>").map(|bytes| String::from_utf8(bytes).ok()).ok().flatten().as_deref(),
        Some("\n<p>พะเยา</p>"),
        "an own template is used"
    );
    for mistake in
        ["ก\n\n{{ provinc }}\n", "ก\n\n{% if draft %}\n{{ }}", "ก\n\n{{ province | thaii }}\n", "ก\n\n{{ score.levl }}\n"]
    {
        let error: HtmlError = page(mistake).expect_err(mistake);
        assert!(error.to_string().contains("templates/report.html.tera บรรทัด "), "{error}");
        assert!(matches!(error.line, 3 | 4), "{mistake:?}: {error}");
    }
}

#[test]
fn a_district_with_errors_gets_its_workbook_back() {
    let case = faulty();
    let workspace = Workspace::new(case.root());
    let run = case.compile("2565-02");
    let files = Publisher::open(&workspace, &case.plan, date(2022, 3, 7), Lang::Th)
        .and_then(|publisher| publisher.publish(&run))
        .expect("it prints");
    let returns: Vec<&str> = files.iter().map(|file| file.path.as_str()).filter(|path| path.starts_with("returns/")).collect();
    assert_eq!(returns, ["returns/5601.xlsx", "returns/5602.xlsx"], "not to those without a fault or a workbook");
    let page = files
        .iter()
        .find(|file| file.path == "report.html")
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .expect("the page");
    for file in files.iter().filter(|file| file.path != "report.html") {
        assert!(page.contains(&format!("href=\"{}\"", file.path)), "{} is linked", file.path);
    }
    // What comes back says what is wrong, and is a form of the same district and month.
    let back = files.iter().find(|file| file.path == returns[0]).expect("there");
    case.remove("2565-02/เมือง 'พะเยา' & #1.xlsx");
    case.write("2565-02/คืน.xlsx", &back.bytes);
    let again = case.compile("2565-02");
    let report = &again.validated.reports[&again.month][0];
    assert_eq!(report.workbook.map(|index| again.validated.workbooks[index].revision), Some(1), "the next revision of เมืองพะเยา");
}
