//! Something wrong or odd in what was received, at a file, sheet and cell (SPEC §5).
//!
//! A [`Finding`] is the user's data: it is collected and the run goes on. Codes are stable; their words stand in one table.

mod codes;
pub mod words;

use serde::{Deserialize, Serialize};

pub use codes::{Code, Problem};

use crate::district::DistrictId;
pub use crate::lang::Lang;
pub use crate::place::{CellRef, Place};
use crate::thai::calendar::Month;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// ข้อผิดพลาด: the row, or the workbook, does not count.
    Error,
    /// ข้อสังเกต: it counts; look at it.
    Warning,
    /// หมายเหตุ.
    Note,
}

impl Severity {
    /// Its Thai name.
    pub fn thai(self) -> &'static str {
        match self {
            Self::Error => "ข้อผิดพลาด",
            Self::Warning => "ข้อสังเกต",
            Self::Note => "หมายเหตุ",
        }
    }

    /// Its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        let english = match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        };
        lang.pick(self.thai(), english)
    }
}

/// Something wrong or odd. Its serialisation is for the reading worker; `findings.json` has one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// The month it belongs to.
    pub month: Option<Month>,
    /// Where it is.
    pub place: Place,
    /// The value as it stands.
    pub value: Option<String>,
    /// The district.
    pub district: Option<DistrictId>,
}

impl Finding {
    /// A finding at `place`.
    pub fn new(problem: Problem, place: Place) -> Self {
        Self { problem, month: None, place, value: None, district: None }
    }

    /// With the value as it stands.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Of a month.
    pub fn month(mut self, month: Month) -> Self {
        self.month = Some(month);
        self
    }

    /// Of a district.
    pub fn district(mut self, district: DistrictId) -> Self {
        self.district = Some(district);
        self
    }

    /// Its stable code.
    pub fn code(&self) -> Code {
        self.problem.code()
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code().severity()
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        self.problem.message(self.value.as_deref().unwrap_or_default(), lang)
    }

    /// What to do, in one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        self.problem.hint(self.value.as_deref().unwrap_or_default(), lang)
    }
}
