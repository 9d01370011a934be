//! ฉบับร่าง: what keeps a month from being final.

use super::DocumentContext;
use super::words::WordsError;
use crate::finding::Severity;
use crate::month::CompiledMonth;
use crate::thai::digits::integer;
use crate::validate::Status;

/// What is missing or wrong in the month, a line each; `None` for a clean month.
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
    let of_month = |finding: &&crate::finding::Finding| {
        finding.month == Some(compiled.totals.month) && finding.severity() == Severity::Error
    };
    let errors = compiled.validated.findings.iter().filter(of_month).count();
    if errors > 0 {
        reasons.push(words.with("count", &integer(errors as i64)).text("draft.errors")?);
    }
    Ok((!reasons.is_empty()).then_some(reasons))
}
