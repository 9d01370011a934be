//! Whose report a file may be that lies where no month reads it (SPEC §4).

use std::sync::Arc;

use super::identity;
use crate::district::DistrictId;
use crate::finding::words::{Folder, Whose};
use crate::finding::{Finding, Place, Problem};
use crate::plan::Plan;
use crate::submission::Received;
use crate::submission::read::ReadTrouble;
use crate::submission::stray::Stray;
use crate::thai::calendar::Month;

/// A file that no month reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// Relative to `inputs/`, with `/`.
    pub file: Arc<str>,
    /// Whose it is, by its cover, stamp or name: an index into the plan.
    pub district: Option<DistrictId>,
    /// Its month, by its cover or stamp, else by its folder.
    pub month: Option<Month>,
    /// Whether it is a report, or may be one for all that could be read of it.
    pub is_report: bool,
}

impl Misplaced {
    /// Whether it may be the report of a district for a month.
    pub fn may_be(&self, month: Month, district: DistrictId) -> bool {
        let agrees = self.month.is_none_or(|own| own == month) && self.district.is_none_or(|own| own == district);
        self.is_report && agrees
    }
}

/// What lies beside the months and may concern `month`, which is all but later months' reports; a warning for each.
pub fn identify(plan: &Plan, month: Month, strays: Vec<(Stray, Option<Received>)>) -> (Vec<Misplaced>, Vec<Finding>) {
    let all = strays.into_iter().map(|(stray, received)| identify_one(plan, &stray, received));
    let mut misplaced: Vec<Misplaced> = all.filter(|file| file.month.is_none_or(|own| own <= month)).collect();
    misplaced.sort_by(|a, b| (a.district.is_none(), a.district, &a.file).cmp(&(b.district.is_none(), b.district, &b.file)));
    let findings = misplaced.iter().map(|file| finding(plan, file).month(month)).collect();
    (misplaced, findings)
}

fn identify_one(plan: &Plan, stray: &Stray, received: Option<Received>) -> Misplaced {
    let content = received.map_or(Err(ReadTrouble::NotAFile), |received| received.content);
    let was_read = content.is_ok();
    // The first folder of a path is a month's; here it is none, and may tell the district.
    let file = Arc::from(format!("inputs/{}", stray.path));
    // What is wrong with it is told once it lies where it is read.
    let workbook = identity::identify(plan, Received { file, folder: None, sha256: String::new(), content });
    let has_parts = workbook.layout.as_ref().is_some_and(|layout| !layout.cover.is_empty() || !layout.tables.is_empty());
    Misplaced {
        file: Arc::from(stray.path.as_str()),
        district: workbook.district,
        month: workbook.month.or_else(|| stray.folder_month()),
        is_report: if was_read { has_parts } else { stray.may_be_report() },
    }
}

fn finding(plan: &Plan, file: &Misplaced) -> Finding {
    let district = file.district.map(|district| &plan[district]);
    let whose = Whose { district: district.map(|district| district.name.clone()), month: file.month };
    let folder = Folder(file.month.filter(|month| month.fiscal_year() == plan.fiscal_year()));
    let finding = Finding::new(Problem::MisplacedFile { whose, folder }, Place::file(&file.file));
    Finding { district: file.district, ..finding }
}
