//! ฉบับร่าง: what keeps a month from being final.

use std::collections::BTreeSet;

use super::DocumentContext;
use super::words::WordsError;
use crate::district::DistrictId;
use crate::finding::{Finding, Severity};
use crate::month::CompiledMonth;
use crate::thai::digits::integer;
use crate::validate::Status;

/// What is missing or wrong in the month, a line each; `None` for a clean month. A district that is named as missing or
/// rejected stands for all that follows from it: its findings are not counted once more.
pub(super) fn reasons(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Option<Vec<String>>, WordsError> {
    let words = context.words.page("common.toml", &());
    let names = |status: Status| {
        let names: Vec<&str> = compiled
            .totals
            .districts
            .iter()
            .filter(|district| district.status == status)
            .map(|district| district.name.as_str())
            .collect();
        names.join(", ")
    };
    let mut reasons = Vec::new();
    for (status, key) in [(Status::Missing, "draft.missing"), (Status::Rejected, "draft.rejected")] {
        let names = names(status);
        if !names.is_empty() {
            reasons.push(words.with("districts", &names).text(key)?);
        }
    }
    let named: BTreeSet<DistrictId> =
        compiled.totals.districts.iter().filter(|district| !district.status.is_usable()).map(|district| district.id).collect();
    let told = |finding: &Finding| finding.district.is_some_and(|district| named.contains(&district));
    let errors = compiled.own_findings().filter(|finding| finding.severity() == Severity::Error && !told(finding)).count();
    if errors > 0 {
        let words = words.with("count", &integer(errors as i64)).with("others", &!reasons.is_empty());
        reasons.push(words.text("draft.errors")?);
    }
    Ok((!reasons.is_empty()).then_some(reasons))
}
