//! ฉบับร่าง: what keeps a month from being final.

use super::DocumentContext;
use super::words::WordsError;
use crate::aggregate::DistrictTotals;
use crate::finding::{Finding, Severity};
use crate::month::CompiledMonth;
use crate::thai::digits::integer;
use crate::validate::Status;

/// What is missing or wrong in the month, a line each; `None` for a clean month. A district that is named as missing or
/// rejected stands for all that follows from it: its findings are not counted once more.
pub(super) fn reasons(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Option<Vec<String>>, WordsError> {
    told(context, compiled, usize::MAX)
}

/// The same with so few names that it fits beside a letter's Garuda.
pub(super) fn brief_reasons(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Option<Vec<String>>, WordsError> {
    told(context, compiled, BRIEF)
}

/// Characters that the names of districts take in a brief reason, the first name at least.
const BRIEF: usize = 30;

fn told(context: &DocumentContext<'_>, compiled: &CompiledMonth, most: usize) -> Result<Option<Vec<String>>, WordsError> {
    let words = context.words.page("common.toml", &());
    let mut reasons = Vec::new();
    for (status, key) in [(Status::Missing, "draft.missing"), (Status::Rejected, "draft.rejected")] {
        let of_status = compiled.totals.districts.iter().filter(|district| district.status == status);
        let names: Vec<&str> = of_status.map(|district| district.name.as_str()).collect();
        if !names.is_empty() {
            let shown = within(&names, most);
            let mut districts = names[..shown].join(", ");
            if shown < names.len() {
                let more = words.with("count", &integer((names.len() - shown) as i64)).text("draft.more")?;
                districts = format!("{districts} {more}");
            }
            reasons.push(words.with("districts", &districts).text(key)?);
        }
    }
    let errors = compiled.other_errors();
    if errors > 0 {
        let words = words.with("count", &integer(errors as i64)).with("others", &!reasons.is_empty());
        reasons.push(words.text("draft.errors")?);
    }
    Ok((!reasons.is_empty()).then_some(reasons))
}

/// How many of the names take at most so many characters together; at least one.
fn within(names: &[&str], most: usize) -> usize {
    let taken = names.iter().scan(0_usize, |taken, name| {
        *taken += name.chars().count();
        Some(*taken)
    });
    taken.take_while(|taken| *taken <= most).count().max(1)
}

/// The same of one district alone: what others lack does not make its sheet a draft.
pub(super) fn reasons_of(
    context: &DocumentContext<'_>,
    compiled: &CompiledMonth,
    district: &DistrictTotals,
) -> Result<Option<Vec<String>>, WordsError> {
    let words = context.words.page("common.toml", &()).with("districts", &district.name).with("others", &false);
    let is_own = |finding: &&Finding| finding.district == Some(district.id) && finding.severity() == Severity::Error;
    let reason = match (district.status, compiled.own_findings().filter(is_own).count()) {
        (Status::Missing, _) => words.text("draft.missing")?,
        (Status::Rejected, _) => words.text("draft.rejected")?,
        (_, 0) => return Ok(None),
        (_, errors) => words.with("count", &integer(errors as i64)).text("draft.errors")?,
    };
    Ok(Some(vec![reason]))
}
