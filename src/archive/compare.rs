//! What came out, against what was sealed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde_json::Value as Json;
use walkdir::WalkDir;

use super::fixity::relative;
use crate::pipeline::OutputFile;

/// Something that came out otherwise than it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A file below `data/documents/`, or a figure of `data.json`.
    pub what: String,
    /// How, in Thai.
    pub how: String,
}

impl Difference {
    fn new(what: impl Into<String>, how: impl Into<String>) -> Self {
        Self { what: what.into(), how: how.into() }
    }
}

/// Compares the files in `folder` with `again`, byte for byte.
pub(super) fn files(folder: &Path, again: &[OutputFile]) -> io::Result<Vec<Difference>> {
    let mut sealed = BTreeSet::new();
    for entry in WalkDir::new(folder).follow_links(false).min_depth(1) {
        let entry = entry?;
        if entry.file_type().is_file() {
            sealed.insert(relative(folder, entry.path()));
        }
    }
    let mut differences = Vec::new();
    for file in again {
        if !sealed.remove(&file.path) {
            differences.push(Difference::new(&file.path, "จัดทำซ้ำได้แฟ้มนี้ แต่ในชุดเก็บถาวรไม่มี"));
        } else if std::fs::read(folder.join(&file.path))? != file.bytes {
            differences.push(Difference::new(&file.path, "จัดทำซ้ำแล้วเนื้อหาไม่ตรงกัน"));
        }
    }
    differences.extend(sealed.into_iter().map(|path| Difference::new(path, "จัดทำซ้ำแล้วไม่ได้แฟ้มนี้")));
    differences.sort_by(|a, b| a.what.cmp(&b.what));
    Ok(differences)
}

/// Compares the figures of two `data.json`, all but the trace; how many there are, and which differ. A figure that only the
/// newer one has was not yet known when the older one was sealed, and is no difference.
pub(super) fn figures(sealed: &[u8], again: &[u8]) -> serde_json::Result<(usize, Vec<Difference>)> {
    let leaves = |bytes: &[u8]| -> serde_json::Result<BTreeMap<String, Json>> {
        let mut value: Json = serde_json::from_slice(bytes)?;
        if let Some(whole) = value.as_object_mut() {
            whole.remove("trace");
        }
        let mut leaves = BTreeMap::new();
        flatten(&value, String::new(), &mut leaves);
        Ok(leaves)
    };
    let (sealed, again) = (leaves(sealed)?, leaves(again)?);
    let differs = |(figure, value): (&String, &Json)| match again.get(figure) {
        Some(other) if other == value => None,
        Some(other) => Some(Difference::new(figure, format!("เดิม {value} จัดทำซ้ำได้ {other}"))),
        None => Some(Difference::new(figure, format!("เดิม {value} จัดทำซ้ำแล้วไม่มี"))),
    };
    Ok((sealed.len(), sealed.iter().filter_map(differs).collect()))
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

    #[test]
    fn figures_are_compared_without_trace() {
        let old = br#"{"level": 5, "districts": [{"geocode": "5601", "sales": "1.00"}], "trace": {"a": 1}}"#;
        let new = br#"{"level": 4, "new": 1, "districts": [{"geocode": "5601", "sales": "1.00"}], "trace": {"a": 2}}"#;
        let (compared, differences) = figures(old, new).expect("JSON");
        assert_eq!(compared, 3);
        assert_eq!(differences, [Difference::new("level", "เดิม 5 จัดทำซ้ำได้ 4")]);
        assert_eq!(figures(old, b"{}").expect("JSON").1.len(), 3);
    }
}
