//! A new workspace: the plan, ready to be edited, and where districts' reports and fonts are put. What is there is never
//! overwritten.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::templates::copy;
use super::{AppError, Runtime};
use crate::output::placed::create;
use crate::output::{OutputError, create_folder};
use crate::plan::{PHAYAO_2565, Plan};
use crate::templates::SHIPPED;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// Says in Thai, for whoever opens it, what `fonts/` is for.
const FONTS_READ_ME: (&str, &str) = (
    "อ่านก่อน.txt",
    "โฟลเดอร์นี้สำหรับแบบอักษรของสำนักงาน ไม่ต้องวางอะไรก็ได้ โปรแกรมมีแบบอักษรสารบรรณมาในตัวแล้ว\r\n\
     \r\n\
     หากต้องการให้เอกสารใช้ TH Sarabun ให้คัดลอกแฟ้มแบบอักษร (.ttf หรือ .otf) ทั้งตัวปกติ ตัวหนา และตัวเอน\r\n\
     มาวางในโฟลเดอร์นี้ โปรแกรมจะใช้แทนให้เองในการจัดทำครั้งต่อไป\r\n",
);

/// A workspace that was begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Files and folders that were made.
    pub made: Vec<PathBuf>,
    /// Those that were there, and are as they were.
    pub kept: Vec<PathBuf>,
    /// The month whose reports come in first.
    pub month: Month,
    /// Whether it is due now; else today lies outside the plan's year, which will then be another.
    pub is_due: bool,
}

impl Begun {
    fn note(&mut self, path: PathBuf, is_new: bool) {
        if is_new { self.made.push(path) } else { self.kept.push(path) }
    }

    fn file(&mut self, path: &Path, text: &str) -> Result<(), OutputError> {
        let is_new = create(path, text.as_bytes())?;
        self.note(path.to_owned(), is_new);
        Ok(())
    }

    fn folder(&mut self, path: &Path) -> Result<(), OutputError> {
        let is_new = !path.is_dir();
        create_folder(path)?;
        self.note(path.to_owned(), is_new);
        Ok(())
    }
}

/// Makes what is missing; copies of the shipped templates only where `with_templates` asks for them.
///
/// # Errors
/// Where something cannot be written, or the plan that is there cannot be used.
pub fn init(workspace: &Workspace, runtime: &Runtime<'_>, today: Date, with_templates: bool) -> Result<Begun, AppError> {
    let mut begun = Begun { made: Vec::new(), kept: Vec::new(), month: Month::of(today), is_due: false };
    begun.file(&workspace.inputs().join("plan.toml"), PHAYAO_2565)?;
    let plan = workspace.plan()?;
    begun.month = first_month(&plan, today);
    begun.is_due = plan.fiscal_year().contains(today);
    begun.folder(&workspace.inputs().join(begun.month.to_string()))?;
    begun.file(&workspace.fonts_folder().join(FONTS_READ_ME.0), FONTS_READ_ME.1)?;
    begun.folder(&workspace.outputs())?;
    if with_templates {
        let names: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        for copied in copy(workspace, runtime, &names)? {
            begun.note(copied.path, copied.written);
        }
    }
    Ok(begun)
}

/// The first month whose reports are still due; the year's first where today lies in another one.
pub fn first_month(plan: &Plan, today: Date) -> Month {
    let year = plan.fiscal_year();
    let months = year.months();
    let still_due = months.iter().copied().find(|month| plan.deadline(*month) >= today);
    still_due.filter(|_| Month::of(today).fiscal_year() == year).unwrap_or(months[0])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_reports_are_those_still_due() {
        let plan = Plan::parse(PHAYAO_2565).expect("the plan of Phayao");
        for (today, first) in [
            (date(2021, 9, 30), "2564-10"),
            (date(2021, 10, 1), "2564-10"),
            (date(2022, 3, 7), "2565-02"),
            (date(2022, 3, 8), "2565-03"),
            (date(2022, 9, 30), "2565-09"),
            (date(2022, 10, 1), "2564-10"),
        ] {
            assert_eq!(first_month(&plan, today).to_string(), first, "{today}");
        }
    }
}
