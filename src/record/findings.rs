//! `findings.json`: every finding, an array whose elements each carry the schema's number.

use serde::{Deserialize, Serialize};

use super::{Each, Schema};
use crate::finding::{CellRef, Code, Finding, Lang, Severity};
use crate::output::json;
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// A finding in `findings.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRecord {
    /// Its version.
    #[serde(default)]
    pub schema: Schema,
    /// Its stable code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The month it belongs to.
    pub month: Option<Month>,
    /// File, relative to `inputs/`, with `/`.
    pub file: Option<String>,
    /// Sheet, as the workbook names it.
    pub sheet: Option<String>,
    /// Cell.
    pub cell: Option<CellRef>,
    /// The value as it stands.
    pub value: Option<String>,
    /// Geocode of the district.
    pub district: Option<String>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do, in one sentence.
    pub hint: String,
}

impl FindingRecord {
    /// A finding with its sentences in one language.
    pub fn of(plan: &Plan, finding: &Finding, lang: Lang) -> Self {
        let (code, Finding { month, place, value, district, .. }) = (finding.code(), finding);
        Self {
            schema: Schema,
            code: code.name().to_owned(),
            severity: code.severity(),
            month: *month,
            file: place.file.as_deref().map(str::to_owned),
            sheet: place.sheet.as_deref().map(str::to_owned),
            cell: place.cell,
            value: value.clone(),
            district: district.map(|district| plan[district].geocode.clone()),
            message: finding.message(lang),
            hint: finding.hint(lang),
        }
    }

    /// What a `findings.json` says.
    ///
    /// # Errors
    /// Where it is none, or of a later version.
    pub fn read(json: &[u8]) -> Result<Vec<Self>, serde_json::Error> {
        serde_json::from_slice(json)
    }

    /// Its code, where this version knows it.
    pub fn code(&self) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == self.code)
    }
}

/// The findings as `findings.json`.
pub fn findings_json(plan: &Plan, findings: &[Finding], lang: Lang) -> Vec<u8> {
    json(&Each(|| findings.iter().map(|finding| FindingRecord::of(plan, finding, lang))))
}
