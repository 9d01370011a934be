//! Findings that hang on one figure: at the threshold, beyond it, and with every figure in their sentence.

use std::collections::BTreeMap;

use otop_report::columns::{Form, activity};
use otop_report::finding::{Code, Lang};
use otop_report::form::{Content, Entry};

use super::year::Judged;
use crate::support::case::{Case, cover, good_activity, month, named};

#[test]
fn a_late_report_names_its_day_and_the_deadline() {
    let findings = Judged::once().run("2565-07").own_findings().filter(|finding| finding.code() == Code::Late);
    let found: Vec<String> = findings.map(|finding| finding.message(Lang::Th)).collect();
    assert_eq!(found, ["๙ สิงหาคม ๒๕๖๕", "๘ สิงหาคม ๒๕๖๕"].map(|day| format!("รายงานลงวันที่ {day} หลังกำหนดส่งวันที่ ๕ สิงหาคม ๒๕๖๕")));
}

#[test]
fn no_sentence_of_the_year_has_a_gap() {
    for finding in super::year::JUDGED.iter().flat_map(|month| &Judged::once().run(month).validated.findings) {
        for sentence in [Lang::Th, Lang::En].map(|lang| finding.message(lang) + &finding.hint(lang)) {
            assert!(!sentence.contains(['{', '}']), "{sentence}");
        }
    }
}

#[test]
fn as_many_participants_as_registered_are_no_finding_and_one_more_is() {
    let case = Case::without_registry();
    let row = |name: &str, day: i8, participants: i64| {
        let mut row = good_activity(name, day);
        row[activity::PARTICIPANTS] = Entry::Number(participants.into());
        row
    };
    // จุน has 75 registered operators.
    let rows = vec![row("ก", 1, 74), row("ข", 2, 75), row("ค", 3, 76)];
    let rows = BTreeMap::from([(Form::Activities, rows)]);
    case.submit("2565-02", 1, "จุน", &Content { cover: cover(month("2565-02")), rows, ..Content::default() });
    let mut validated = case.check("2565-02/จุน.xlsx");
    validated.findings.retain(|finding| finding.place.file.is_some());
    let found: Vec<String> = validated.findings.iter().map(named).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let finding = &validated.findings[0];
    assert_eq!((finding.code(), finding.value.as_deref()), (Code::ParticipantsExceed, Some("76")));
    assert!(
        finding.message(Lang::Th).contains("๗๖") && finding.message(Lang::Th).contains("๗๕"),
        "{}",
        finding.message(Lang::Th)
    );
}
