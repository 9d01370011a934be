//! Every key of the shipped plan, misspelt, with a value of a wrong kind, and left out.

use std::collections::BTreeSet;

use otop_report::lang::Lang;
use otop_report::plan::{PHAYAO_2565, Plan, PlanProblem};

use super::{faults, thai};

/// A key where it stands in the shipped plan.
#[derive(Clone, Debug)]
struct Key {
    name: String,
    /// Where its letters begin.
    at: usize,
    /// Where its value stands, to the end of it; `None` for a part of a heading.
    value: Option<std::ops::Range<usize>>,
}

impl Key {
    fn line(&self) -> usize {
        PHAYAO_2565[..self.at].matches('\n').count() + 1
    }
}

/// Every key of every line: those of headings, of lines, and of the levels within one line.
fn keys() -> Vec<Key> {
    let mut keys = Vec::new();
    let mut at = 0;
    for line in PHAYAO_2565.split_inclusive('\n') {
        if let Some(heading) = line.strip_prefix('[') {
            let opening = 1 + usize::from(heading.starts_with('['));
            let inside = line[opening..].split(']').next().expect("a heading is closed");
            let mut place = at + opening;
            for name in inside.split('.') {
                keys.push(Key { name: name.to_owned(), at: place, value: None });
                place += name.len() + 1;
            }
        } else if !line.starts_with('#') {
            assignments(at, line, &mut keys);
        }
        at += line.len();
    }
    assert!(keys.len() > 200, "{}", keys.len());
    keys
}

/// The `key = value` of a line; what stands in quotation marks is none.
fn assignments(at: usize, line: &str, keys: &mut Vec<Key>) {
    let code: String = {
        let mut quoted = false;
        let hide = |c: char| {
            quoted ^= c == '"';
            if quoted && c != '"' { "\u{1}".repeat(c.len_utf8()) } else { c.to_string() }
        };
        line.chars().map(hide).collect()
    };
    let code = code.split('#').next().unwrap_or_default();
    for (sign, _) in code.match_indices(" = ") {
        let name = code[..sign].rsplit([' ', '{']).next().unwrap_or_default();
        let value = &code[sign + 3..];
        let end = match value.chars().next() {
            Some('[') if !value.contains(']') => PHAYAO_2565[at + sign..].find("\n]").expect("a list is closed") - 1,
            Some('[') => value.find(']').expect("a list is closed") + 1,
            _ => value.find([',', ' ', '\n']).unwrap_or(value.len()),
        };
        let start = at + sign + 3;
        keys.push(Key { name: name.to_owned(), at: at + sign - name.len(), value: Some(start..start + end) });
    }
}

#[test]
fn a_letter_dropped_from_any_key_is_told_with_the_key_that_is_meant() {
    for key in keys() {
        for (i, letter) in key.name.char_indices() {
            let mut text = PHAYAO_2565.to_owned();
            text.remove(key.at + i);
            let found = format!("{}{}", &key.name[..i], &key.name[i + letter.len_utf8()..]);
            let faults = faults(&text);
            let told =
                faults.iter().find(|fault| fault.line() == key.line()).unwrap_or_else(|| panic!("{found}: {:#?}", thai(&faults)));
            match &told.what {
                PlanProblem::Unknown { found: said, meant: Some(meant), .. } => {
                    assert_eq!((said.as_str(), *meant), (found.as_str(), key.name.as_str()));
                }
                other => panic!("{found} on line {}: {other:?}", key.line()),
            }
            assert!(told.message(Lang::Th).contains(&format!("ไม่รู้จัก {found} หมายถึง {} หรือไม่", key.name)));
            assert_eq!(faults.len(), 1, "{found}: {:#?}", thai(&faults));
        }
    }
}

#[test]
fn a_value_of_a_wrong_kind_is_told_at_any_key() {
    for key in keys() {
        let Some(value) = key.value.clone() else { continue };
        let kind = PHAYAO_2565[value.clone()].chars().next().expect("a value");
        let wrongs: &[&str] = match kind {
            '0'..='9' => &["\"x\"", "true", "-1", "[1]", "2565-02-07", "1.5"],
            't' | 'f' => &["\"x\"", "1"],
            '[' => &["\"x\"", "1", "{ a = 1 }", "[[]]"],
            _ => &["true", "[\"x\"]", "-1", "{ a = 1 }"],
        };
        for wrong in wrongs {
            let mut text = PHAYAO_2565.to_owned();
            text.replace_range(value.clone(), wrong);
            let faults = faults(&text);
            assert_eq!(faults.len(), 1, "{} = {wrong} on line {}: {:#?}", key.name, key.line(), thai(&faults));
            assert_eq!(faults[0].line(), key.line(), "{} = {wrong}", key.name);
            let PlanProblem::Wrong { found, .. } = &faults[0].what else {
                panic!("{} = {wrong}: {:#?}", key.name, thai(&faults))
            };
            assert!(wrong.contains(found.as_str()), "{} = {wrong}: {found}", key.name);
            assert!(faults[0].key().contains(&key.name), "{}", faults[0].key());
        }
    }
}

/// Keys that need not be there.
const OPTIONAL: [&str; 27] = [
    "activities",
    "aliases",
    "copies",
    "date",
    "email",
    "fewer_than",
    "file_mib",
    "files",
    "folder",
    "garuda",
    "holidays",
    "inflated_mib",
    "issued",
    "list_pages",
    "pictures",
    "month_rows",
    "public_key",
    "qr",
    "references",
    "retention_years",
    "rows",
    "seal_on_letters",
    "secrecy",
    "single",
    "slogans",
    "urgency",
    "working_days",
];

#[test]
fn a_key_left_out_is_told_unless_the_plan_can_do_without() {
    let mut without = BTreeSet::new();
    for key in keys() {
        let Some(value) = key.value.clone() else { continue };
        let mut text = PHAYAO_2565.to_owned();
        // Within a level, with the comma behind it.
        let end = value.end + if text[value.end..].starts_with(", ") { 2 } else { 0 };
        text.replace_range(key.at..end, "");
        let text = text.replace(",  }", " }");
        let faults = faults(&text);
        if OPTIONAL.contains(&key.name.as_str()) {
            // A level without its activities may contradict its neighbours.
            assert!(
                faults.iter().all(|fault| !matches!(fault.what, PlanProblem::Missing(_))),
                "{}: {:#?}",
                key.name,
                thai(&faults)
            );
            without.insert(key.name);
        } else {
            assert_eq!(faults.len(), 1, "{}: {:#?}", key.name, thai(&faults));
            assert!(matches!(faults[0].what, PlanProblem::Missing(_)), "{}: {:#?}", key.name, thai(&faults));
            assert!(faults[0].key().ends_with(&key.name), "{}: {}", key.name, faults[0].key());
        }
    }
    assert_eq!(without, BTreeSet::from(OPTIONAL.map(str::to_owned)));
}

#[test]
fn a_part_left_out_is_told_once() {
    let tree: toml::Table = PHAYAO_2565.parse().expect("it is TOML");
    for name in tree.keys() {
        let mut rest = tree.clone();
        rest.remove(name);
        let faults = faults(&rest.to_string());
        if ["documents", "limits", "archive"].contains(&name.as_str()) {
            assert_eq!(faults, []);
        } else {
            assert_eq!(faults.len(), 1, "{name}: {:#?}", thai(&faults));
            assert!(matches!(faults[0].what, PlanProblem::Missing(_)) && faults[0].key() == name, "{:#?}", thai(&faults));
        }
    }
    assert!(Plan::parse(&tree.to_string()).is_ok());
}
