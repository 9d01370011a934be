//! The compiled month as one value: what was received, added up and scored. Everything that is printed or told comes from it.

use std::collections::BTreeSet;

use crate::aggregate::Totals;
use crate::district::DistrictId;
use crate::finding::{Finding, Severity};
use crate::place::Place;
use crate::score::Scorecard;
use crate::submission::picture::Picture;
use crate::thai::calendar::Month;
use crate::trouble::PictureTrouble;
use crate::validate::{Disposition, Validated, Workbook};

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
    /// The pictures that districts placed in the workbooks in use, in the order of districts and of their places; none where
    /// the plan wants none printed.
    pub pictures: Vec<Evidence>,
}

/// A picture that a district placed in its workbook.
#[derive(Debug)]
pub struct Evidence {
    /// The district.
    pub district: DistrictId,
    /// Where it is placed.
    pub place: Place,
    /// The row of the entry that it belongs to, from 0; `None` where it belongs to the district.
    pub entry: Option<u32>,
    /// Its file's name in the workbook: `image1.jpeg`; blank where it is not in there.
    pub name: String,
    /// Its bytes there.
    pub size: u64,
    /// Ready for paper, or why not; `None` where the plan wants no more printed.
    pub picture: Option<Result<Picture, PictureTrouble>>,
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

    /// How many of the month's own errors are of no district that is missing or rejected: who names those has told theirs.
    pub fn other_errors(&self) -> usize {
        let lacking = self.totals.districts.iter().filter(|district| !district.status.is_usable());
        let lacking: BTreeSet<DistrictId> = lacking.map(|district| district.id).collect();
        let is_theirs = |finding: &Finding| finding.district.is_some_and(|district| lacking.contains(&district));
        self.own_findings().filter(|finding| finding.severity() == Severity::Error && !is_theirs(finding)).count()
    }

    /// The workbook that goes back to a district: one of the month that `is_faulty`. Of several the one in use, else the first
    /// that could be opened.
    pub fn returned(&self, district: DistrictId, is_faulty: impl Fn(&str) -> bool) -> Option<&Workbook> {
        let own = |workbook: &&Workbook| workbook.district == Some(district) && workbook.month == Some(self.month);
        let workbooks = self.validated.workbooks.iter().filter(own).filter(|workbook| is_faulty(&workbook.file));
        workbooks.min_by_key(|workbook| (workbook.disposition != Disposition::Used, workbook.layout.is_none()))
    }

    /// How many of the month's own findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.own_findings().filter(|finding| finding.severity() == severity).count()
    }
}
