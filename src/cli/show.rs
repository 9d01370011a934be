//! What several commands print.

use std::collections::BTreeMap;
use std::path::Path;

use crate::app::Written;
use crate::finding::{Finding, Severity};
use crate::lang::{Count, Lang, Said};

/// A path for people and for JSON, whatever its bytes.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The paths of written files.
pub(super) fn paths(written: &Written) -> Vec<&str> {
    written.files.iter().map(|(path, _)| path.as_str()).collect()
}

/// How many findings there are of each severity.
pub(super) fn tally<'a>(findings: impl Iterator<Item = &'a Finding>, lang: Lang) -> String {
    let mut counts: BTreeMap<Severity, u64> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.severity()).or_default() += 1;
    }
    let part = |(severity, count): (&Severity, &u64)| format!("{} {}", severity.name(lang), Said(&Count(*count), lang));
    let parts: Vec<String> = counts.iter().map(part).collect();
    if parts.is_empty() { lang.pick("ไม่มี", "none").to_owned() } else { parts.join("  ") }
}
