//! `data.json` by its figures, `findings.json` by what was found where.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Difference, How, Pair, Unread, came_after};

/// What makes a finding the same whatever its sentences say.
const FINDING: [&str; 8] = ["code", "severity", "month", "file", "sheet", "cell", "value", "district"];

/// Compares every value of two `data.json`, the trace included; counts those that were sealed.
pub(super) fn figures(pair: &Pair<'_>, count: &mut usize) -> Result<Vec<Difference>, Unread> {
    let (sealed, again) = (leaves(&parse(&pair.sealed)?), leaves(&parse(&pair.file.bytes)?));
    *count += sealed.len();
    let text = |value: &Json| Some(value.to_string());
    let mut differences = Vec::new();
    for (figure, value) in &sealed {
        match again.get(figure) {
            Some(other) if other == value => {}
            other => differences.push(Difference::new(figure, How::Value(text(value), other.and_then(text)))),
        }
    }
    let is_new = |figure: &str| figure.split('.').any(|key| came_after(pair.version, key));
    let lacking = again.iter().filter(|(figure, _)| !sealed.contains_key(*figure) && !is_new(figure));
    differences.extend(lacking.map(|(figure, value)| Difference::new(figure, How::Value(None, text(value)))));
    Ok(differences)
}

/// Compares two `findings.json` by code, severity, month and place; counts those that were sealed.
pub(super) fn findings(pair: &Pair<'_>, count: &mut usize) -> Result<Vec<Difference>, Unread> {
    let (sealed, again) = (told(&parse(&pair.sealed)?)?, told(&parse(&pair.file.bytes)?)?);
    *count += sealed.values().sum::<usize>();
    let mut differences = Vec::new();
    for (finding, times) in &sealed {
        let now = again.get(finding).copied().unwrap_or_default();
        if now != *times {
            differences.push(Difference::new(&pair.file.path, count_differs(finding, *times, now)));
        }
    }
    let code = |finding: &str| finding.split(' ').next().unwrap_or_default().to_owned();
    let lacking = again.iter().filter(|(finding, _)| !sealed.contains_key(*finding) && !came_after(pair.version, &code(finding)));
    differences.extend(lacking.map(|(finding, now)| Difference::new(&pair.file.path, count_differs(finding, 0, *now))));
    Ok(differences)
}

fn count_differs(finding: &str, sealed: usize, again: usize) -> How {
    How::Finding { finding: finding.to_owned(), sealed, again }
}

fn parse(bytes: &[u8]) -> Result<Json, Unread> {
    serde_json::from_slice(bytes).map_err(|_| Unread::NotJson)
}

/// Each finding in one line, and how often it stands there.
fn told(list: &Json) -> Result<BTreeMap<String, usize>, Unread> {
    let list = list.as_array().ok_or(Unread::NotFindings)?;
    let mut told = BTreeMap::new();
    for finding in list {
        let words = FINDING.iter().filter_map(|key| finding.get(key).filter(|value| !value.is_null()));
        let words: Vec<String> = words.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect();
        *told.entry(words.join(" ")).or_default() += 1;
    }
    Ok(told)
}

fn leaves(value: &Json) -> BTreeMap<String, Json> {
    let mut leaves = BTreeMap::new();
    flatten(value, String::new(), &mut leaves);
    leaves
}

/// Every value that holds no other, by its path; a list's items by their `geocode` or `name` where they have one.
fn flatten(value: &Json, path: String, leaves: &mut BTreeMap<String, Json>) {
    let join = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Json::Object(fields) if !fields.is_empty() => fields.iter().for_each(|(key, value)| flatten(value, join(key), leaves)),
        Json::Array(items) if !items.is_empty() => {
            for (i, item) in items.iter().enumerate() {
                let name = ["geocode", "name"].iter().find_map(|key| item.get(key)?.as_str());
                flatten(item, join(name.unwrap_or(&i.to_string())), leaves);
            }
        }
        _ => _ = leaves.insert(path, value.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{About, FileKind, OutputFile};

    fn compared(
        compare: impl Fn(&Pair<'_>, &mut usize) -> Result<Vec<Difference>, Unread>,
        sealed: &str,
        again: &str,
    ) -> (usize, Vec<Difference>) {
        let file = OutputFile {
            path: "findings.json".to_owned(),
            bytes: again.as_bytes().to_vec(),
            about: About::of(FileKind::Findings, "findings", ""),
        };
        let pair = Pair { folder: std::path::Path::new("."), file: &file, sealed: sealed.as_bytes().to_vec(), version: "0.0.9" };
        let mut count = 0;
        let differences = compare(&pair, &mut count).expect("JSON");
        (count, differences)
    }

    #[test]
    fn every_figure_is_compared_both_ways() {
        let old = r#"{"level": 5, "districts": [{"geocode": "5601", "sales": "1.00"}], "trace": {"a": ["B2"]}}"#;
        let new = r#"{"level": 4, "late": 1, "districts": [{"geocode": "5601", "sales": "1.00"}], "trace": {"a": ["B3"]}}"#;
        let (count, differences) = compared(figures, old, new);
        assert_eq!(count, 4);
        let expected = [("level", Some("5"), "4"), ("trace.a.0", Some("\"B2\""), "\"B3\""), ("late", None, "1")];
        let expected =
            expected.map(|(what, old, new)| Difference::new(what, How::Value(old.map(str::to_owned), Some(new.to_owned()))));
        assert_eq!(differences, expected);
        assert_eq!(compared(figures, old, old).1, []);
        assert_eq!(compared(figures, old, "{}").1.len(), 5);
    }

    #[test]
    fn findings_are_told_apart_by_place_and_not_by_sentence() {
        let finding = |cell: &str, message: &str| {
            format!(r#"{{"code": "date-outside", "severity": "error", "cell": "{cell}", "message": "{message}"}}"#)
        };
        let list = |findings: &[String]| format!("[{}]", findings.join(","));
        let old = list(&[finding("B2", "ก"), finding("B3", "ก")]);
        assert_eq!(compared(findings, &old, &list(&[finding("B3", "ข"), finding("B2", "ค")])), (2, Vec::new()));
        assert_eq!(compared(findings, &old, &list(&[finding("B2", "ก")])).1.len(), 1);
        assert_eq!(compared(findings, &old, &list(&[finding("B2", "ก"), finding("B4", "ก")])).1.len(), 2);
        assert_eq!(compared(findings, &old, &list(&[finding("B2", "ก"), finding("B3", "ก"), finding("B3", "ก")])).1.len(), 1);
    }
}
