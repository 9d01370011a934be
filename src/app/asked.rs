//! What was asked for and is not there, with its words.

use std::fmt;
use std::path::PathBuf;

use crate::lang::{Lang, Say, Year, say};
use crate::thai::calendar::{FiscalYear, Month};

/// Why what was asked for cannot be given: a month, a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// There is no such file, nor is it a month.
    NoFile(PathBuf),
    /// The month lies outside the plan's fiscal year.
    OutsideYear(Month, FiscalYear),
    /// The month lies in no round of the plan.
    NoRound(Month),
    /// No month of the year has a report yet.
    NothingYet {
        /// The fiscal year.
        year: FiscalYear,
        /// What may be reports and lies beside the months, below `inputs/`.
        beside: Vec<String>,
    },
}

impl Say for Asked {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile(path) => say!(
                lang,
                out,
                "ไม่มีแฟ้ม {path} และไม่ใช่ชื่อเดือน เช่น 2565-02",
                "there is no file {path}, nor is that a month, like 2565-02",
                path
            ),
            Self::OutsideYear(month, year) => say!(
                lang,
                out,
                "เดือน{month} อยู่นอกปีงบประมาณ {year} ของแผน",
                "{month} lies outside the plan's fiscal year {year}",
                month,
                year = Year(*year)
            ),
            Self::NoRound(month) => {
                say!(lang, out, "เดือน{month} ไม่อยู่ในรอบการประเมินใดของแผน", "{month} lies in no round of the plan", month)
            }
            Self::NothingYet { year, beside } => {
                let month = year.months()[0].to_string();
                say!(
                    lang,
                    out,
                    "ยังไม่มีรายงานของปีงบประมาณ {year} ใน inputs/<ปี-เดือน>/ เช่น inputs/{month}/",
                    "there is no report of the fiscal year {year} yet in inputs/<year-month>/, such as inputs/{month}/",
                    year = Year(*year)
                )?;
                if beside.is_empty() {
                    return Ok(());
                }
                say!(
                    lang,
                    out,
                    "\n  แฟ้มที่อยู่นอกโฟลเดอร์ของเดือน: {beside}",
                    "\n  files outside the months' folders: {beside}",
                    beside
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_answer_is_said_in_both_languages() {
        let month: Month = "2566-02".parse().expect("a month");
        let year = FiscalYear(2565);
        let nothing =
            |beside: &[&str]| Asked::NothingYet { year, beside: beside.iter().map(|path| (*path).to_owned()).collect() };
        let every = [
            Asked::NoFile("x.xlsx".into()),
            Asked::OutsideYear(month, year),
            Asked::NoRound(month),
            nothing(&[]),
            nothing(&["a.xlsx", "2565/b.xlsx"]),
        ];
        every.iter().for_each(|asked| pure(asked));
    }
}
