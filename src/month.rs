//! The compiled month as one value: what was received, added up and scored. Everything that is printed or told comes from it.

use crate::aggregate::Totals;
use crate::finding::{Finding, Severity};
use crate::score::Scorecard;
use crate::thai::calendar::Month;
use crate::validate::Validated;

/// A compiled month: everything but the paper.
#[derive(Debug)]
pub struct CompiledMonth {
    /// The month.
    pub month: Month,
    /// What was received, and every finding.
    pub validated: Validated,
    /// Added up.
    pub totals: Totals,
    /// Scored.
    pub score: Scorecard,
}

impl CompiledMonth {
    /// Whether the month's own errors make its report a draft.
    pub fn is_draft(&self) -> bool {
        self.validated.has_errors(self.month)
    }

    /// The month's own findings.
    pub fn own_findings(&self) -> impl Iterator<Item = &Finding> {
        self.validated.findings.iter().filter(|finding| finding.month == Some(self.month))
    }

    /// How many of the month's own findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.own_findings().filter(|finding| finding.severity() == severity).count()
    }
}
