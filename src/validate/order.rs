//! The one order of findings.

use crate::finding::{Code, Finding};

/// What a finding is about. Within a month the districts' reports come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Reports,
    Registry,
    Misplaced,
    EarlierMonths,
}

impl Section {
    fn of(code: Code) -> Self {
        match code {
            Code::RegistryMissing | Code::RegistryUnusable | Code::RegistryRow | Code::RegistryMismatch => Self::Registry,
            Code::MisplacedFile => Self::Misplaced,
            Code::TotalsFell | Code::EarlierShrank | Code::EarlierChangedSinceSeal => Self::EarlierMonths,
            _ => Self::Reports,
        }
    }
}

/// Sorts findings: later months first, then by section; those of the reports by district in the plan's order, those of none
/// last, then by place, code and value; the others as they were found.
pub fn sort(findings: &mut [Finding]) {
    let district = |finding: &Finding| (finding.district.is_none(), finding.district);
    findings.sort_by(|a, b| {
        let section = Section::of(a.code());
        let of_section = || section.cmp(&Section::of(b.code()));
        let of_report = || {
            let at_place = || (&a.place, a.code(), &a.value).cmp(&(&b.place, b.code(), &b.value));
            district(a).cmp(&district(b)).then_with(at_place)
        };
        let within = || if section == Section::Reports { of_report() } else { std::cmp::Ordering::Equal };
        b.month.cmp(&a.month).then_with(of_section).then_with(within)
    });
}
