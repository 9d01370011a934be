//! The table of settings is the plan's own keys, in both languages.

use std::collections::{BTreeMap, BTreeSet};

use otop_report::app::settings::keys::{Both, Kind, Part, SECTIONS, part};
use otop_report::lang::{Lang, foreign_words};
use otop_report::plan::{PHAYAO_2565, Plan, PlanProblem};

use super::typed;

/// Every key that the table has, without numbers.
fn keys() -> Vec<String> {
    fn among(parts: &[Part], prefix: &str, all: &mut Vec<String>) {
        for part in parts {
            match part {
                Part::Field(field) => all.push(format!("{prefix}{}", field.key)),
                Part::List(list) => among(list.parts, &format!("{prefix}{}.", list.key), all),
            }
        }
    }
    let mut all = Vec::new();
    SECTIONS.iter().for_each(|section| among(section.parts, "", &mut all));
    all
}

/// The keys that the plan knows, by the part in which each stands: it tells them where it finds one that it does not know.
fn known() -> BTreeMap<String, BTreeSet<String>> {
    let with_all = typed(&[
        ("letters.round.number", "พย ๐๐๑๙.๒/"),
        ("letters.round.to", "อธิบดี"),
        ("letters.year.number", "พย ๐๐๑๙.๒/"),
        ("letters.year.to", "อธิบดี"),
    ]);
    let strange = with_all.lines().map(|line| match line.trim_start().starts_with('[') {
        true => format!("{line}\nzzzzzzzzzz = 1\n"),
        false => line.replace("{ level", "{ zzzzzzzzzz = 1, level") + "\n",
    });
    let strange: String = std::iter::once("zzzzzzzzzz = 1\n".to_owned()).chain(strange).collect();
    let faults = Plan::parse(&strange).expect_err("nothing is called so").faults;
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for fault in faults {
        let key = fault.key().split('.').map(|part| part.split('[').next().unwrap_or_default()).collect::<Vec<_>>().join(".");
        let PlanProblem::Unknown { known, .. } = fault.what else { continue };
        all.insert(key.trim_end_matches("zzzzzzzzzz").to_owned(), known.into_iter().map(str::to_owned).collect());
    }
    all
}

#[test]
fn the_table_has_every_key_that_the_plan_reads_and_no_other() {
    let known = known();
    assert!(known.len() > 15, "{known:?}");
    let tables: BTreeSet<&str> = known.keys().map(|table| table.trim_end_matches('.')).collect();
    let values = known.iter().flat_map(|(table, keys)| keys.iter().map(move |key| format!("{table}{key}")));
    let read: BTreeSet<String> = values.filter(|key| !tables.contains(key.as_str())).collect();
    let listed = keys();
    let of_table: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(of_table.len(), listed.len(), "no key stands twice");
    assert_eq!(of_table, read);
}

#[test]
fn what_the_table_calls_optional_the_plan_does_not_miss() {
    for key in keys() {
        let Some(Part::Field(field)) = part(&key) else { panic!("{key} is found by its name") };
        let last = key.rsplit('.').next().unwrap_or_default();
        let table = key.strip_suffix(last).map(|table| table.trim_end_matches('.')).unwrap_or_default();
        if ["letters.round", "letters.year", "rubrics.levels"].contains(&table) || last == "language" {
            continue;
        }
        // The first line of that key below the first heading of its table.
        let heading = PHAYAO_2565.find(&format!("[{table}]")).unwrap_or_else(|| panic!("there is [{table}]"));
        let Some(at) = PHAYAO_2565[heading..].find(&format!("\n{last} = ")) else {
            assert!(field.optional, "{key} does not stand in the sample plan");
            continue;
        };
        let (before, after) = PHAYAO_2565.split_at(heading + at + 1);
        let without = format!("{before}{}", after.split_once('\n').expect("a line").1);
        let missed = Plan::parse(&without)
            .err()
            .is_some_and(|error| error.faults.iter().any(|fault| matches!(fault.what, PlanProblem::Missing(_))));
        assert_eq!(missed, !field.optional, "{key}");
    }
}

#[test]
fn what_holds_where_nothing_is_said_can_be_typed_as_well() {
    for key in keys() {
        let Some(Part::Field(field)) = part(&key) else { continue };
        if field.optional && !field.usual.is_empty() && !key.starts_with("rubrics") {
            let text = typed(&[(&key, field.usual)]);
            assert!(Plan::parse(&text).is_ok(), "{key} = {}", field.usual);
            let line = format!("\n{} = ", key.rsplit('.').next().unwrap_or_default());
            assert_eq!(
                text.contains(&line),
                PHAYAO_2565.contains(&line),
                "{key}: it is not written where the plan does not say it"
            );
        }
    }
}

#[test]
fn every_word_is_said_in_both_languages() {
    fn pure((thai, english): Both, may_be_blank: bool) {
        assert_eq!(thai.is_empty(), english.is_empty(), "{thai} {english}");
        assert!(may_be_blank || !thai.is_empty());
        let own = ["TikTok", "registry", "garuda.png"];
        let left = |text: &'static str, lang| {
            foreign_words(text, lang).into_iter().filter(|word| !own.contains(word)).collect::<Vec<_>>()
        };
        assert_eq!(left(thai, Lang::Th), [""; 0], "{thai}");
        assert_eq!(left(english, Lang::En), [""; 0], "{english}");
    }
    fn among(parts: &'static [Part]) {
        for part in parts {
            match part {
                Part::Field(field) => {
                    pure(field.label, false);
                    pure(field.help, true);
                    if let Kind::Choice(choices) = field.kind {
                        choices.iter().for_each(|(_, means)| pure(*means, false));
                    }
                }
                Part::List(list) => {
                    pure(list.one, false);
                    among(list.parts);
                }
            }
        }
    }
    for section in SECTIONS {
        pure(section.title, false);
        pure(section.about, true);
        among(section.parts);
    }
}
