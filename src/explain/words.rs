//! Figures and their numbers in words.

use std::fmt;

use rust_decimal::Decimal;

use super::{FigureName, Period, Quantity, Rounding, Unit, Why};
use crate::lang::{Lang, Say, Year, say};
use crate::month::CompiledMonth;
use crate::thai::calendar::{Month, Round};
use crate::thai::digits::decimal;

/// A number with what it is measured in: `๑,๒๓๔.๕๐ บาท`, `41 operators`.
#[derive(Clone, Copy, Debug)]
pub struct Measured(pub Unit, pub Decimal);

impl Measured {
    /// The number alone: `๑,๒๓๔.๕๐`.
    pub fn number(self, lang: Lang) -> String {
        lang.digits(&decimal(self.1, self.0.places()))
    }
}

impl Say for Measured {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number(lang);
        match (self.0, lang) {
            (Unit::Percent, Lang::Th) => write!(out, "ร้อยละ {number}"),
            (Unit::Level, Lang::Th) => write!(out, "ระดับ {number}"),
            (Unit::Level, Lang::En) => write!(out, "level {number}"),
            (unit, _) => write!(out, "{number} {}", unit.word(lang)),
        }
    }
}

impl Unit {
    /// What is counted, as it stands after a number.
    pub fn word(self, lang: Lang) -> &'static str {
        let (thai, english) = match self {
            Self::Activities => ("ครั้ง", "activities"),
            Self::Operators => ("กลุ่ม/ราย", "operators"),
            Self::Channels => ("ช่องทาง", "channels"),
            Self::Baht => ("บาท", "baht"),
            Self::Percent => ("ร้อยละ", "per cent"),
            Self::Level => ("ระดับ", "level"),
        };
        lang.pick(thai, english)
    }
}

/// A figure of a compiled month, by what it is and of when.
#[derive(Clone, Copy, Debug)]
pub struct Titled {
    figure: FigureName,
    month: Month,
    round: Round,
}

impl Titled {
    /// The figure as `run` has it.
    pub fn of(run: &CompiledMonth, figure: FigureName) -> Self {
        Self { figure, month: run.month, round: run.totals.round }
    }
}

impl Say for Titled {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, period) = match self.figure {
            FigureName::Of(quantity, period) => (quantity.words(), period),
            FigureName::Channels => (("ช่องทางออนไลน์ที่ใช้", "online channels run"), Period::Year),
            FigureName::Percent => (("ผู้ประกอบการออนไลน์ต่อผู้ประกอบการคงเหลือ", "online operators of those remaining"), Period::Year),
            FigureName::Level => (("ผลการประเมิน", "the level"), Period::Round),
        };
        let (what, month) = (lang.pick(what.0, what.1), &self.month);
        match period {
            Period::Month => say!(lang, out, "{what} เดือน{month}", "{what} in {month}", what, month),
            Period::Round => {
                let round = &self.round;
                say!(lang, out, "{what} {round} ถึงเดือน{month}", "{what} in the round ({round}) up to {month}", what, month, round)
            }
            Period::Year => {
                let year = Year(self.month.fiscal_year());
                say!(
                    lang,
                    out,
                    "{what} ปีงบประมาณ {year} ถึงเดือน{month}",
                    "{what} in fiscal year {year} up to {month}",
                    what,
                    month,
                    year
                )
            }
        }
    }
}

impl Quantity {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Activities => ("กิจกรรมที่ไม่ใช้งบประมาณ", "activities without budget"),
            Self::Operators => ("ผู้ประกอบการออนไลน์ที่นับได้", "online operators counted"),
            Self::SalesActivities => ("ยอดจำหน่ายในกิจกรรม", "sales at activities"),
            Self::SalesOnline => ("ยอดจำหน่ายออนไลน์", "sales online"),
        }
    }
}

impl Say for Rounding {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => {
                out.write_str(lang.pick("หารลงตัวในทศนิยมสองตำแหน่ง ไม่ต้องปัด", "two decimals hold it: nothing is rounded"))
            }
            Self::HalfEven => out.write_str(
                lang.pick("ปัดเป็นทศนิยมสองตำแหน่ง หากกึ่งกลางพอดีปัดไปหาเลขคู่", "rounded to two decimals, a tie to the even one"),
            ),
            Self::BelowThreshold(threshold) => {
                let threshold = &Measured(Unit::Percent, *threshold);
                say!(
                    lang,
                    out,
                    "ไม่ปัดขึ้นเป็น{threshold} เพราะยังไม่ถึงเกณฑ์นั้น",
                    "not rounded up to {threshold}, a threshold that is not reached",
                    threshold
                )
            }
            Self::NothingRemains => {
                out.write_str(lang.pick("ไม่มีผู้ประกอบการคงเหลือ จึงไม่ต้องหาร", "no operators remain: nothing is divided"))
            }
        }
    }
}

impl Why {
    /// A finding's code; of an operator that is counted already `counted-before`, or `counted-in-month`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Finding(finding) => finding.code().name(),
            Self::Counted { earlier: true, .. } => "counted-before",
            Self::Counted { earlier: false, .. } => "counted-in-month",
        }
    }

    /// What is to be done about it, in one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Finding(finding) => finding.hint(lang),
            Self::Counted { .. } => lang.pick("ไม่ต้องทำอะไร", "Nothing to do").to_owned(),
        }
    }
}

impl Say for Why {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finding(finding) => out.write_str(&finding.message(lang)),
            Self::Counted { month, at, .. } => say!(
                lang,
                out,
                "นับรายนี้ไปแล้วในเดือน{month} ที่ {at} (ปีหนึ่งนับครั้งเดียว)",
                "The operator is counted in {month} already, at {at} (it counts once a year)",
                month,
                at
            ),
        }
    }
}
