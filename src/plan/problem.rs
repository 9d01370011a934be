//! Why a plan cannot be used, in both languages.

use std::fmt;

use super::remark::Remark;
use super::syntax::Syntax;
use super::wanted::Wanted;
use crate::lang::{Count, Lang, Said, Say, Year, say};
use crate::thai::calendar::{FiscalYear, Month};

/// Why a plan cannot be used.
pub type PlanFault = Remark<PlanProblem>;

/// A plan that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct PlanError {
    /// Every fault found, by line.
    pub faults: Vec<PlanFault>,
}

impl Say for PlanError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than a person reads; a file with so many is no plan.
        const MOST: usize = 50;
        let count = self.faults.len();
        let path = "inputs/plan.toml";
        say!(
            lang,
            out,
            "แผน {path} ใช้ไม่ได้ มีที่ต้องแก้ {count} แห่ง",
            "the plan {path} cannot be used, places to put right: {count}",
            path,
            count = Count::of(count)
        )?;
        for fault in self.faults.iter().take(MOST) {
            write!(out, "\n  {}", Said(fault, lang))?;
        }
        if count > MOST {
            let more = Count::of(count - MOST);
            say!(lang, out, "\n  และอีก {more} แห่ง", "\n  and {more} more", more)?;
        }
        Ok(())
    }
}

/// Why a plan cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanProblem {
    /// A line that is no TOML.
    Syntax {
        /// The line.
        found: String,
        /// What is wrong with it.
        syntax: Syntax,
    },
    /// A key that the plan does not have.
    Unknown {
        /// The key.
        found: String,
        /// The key that was meant, if one is near.
        meant: Option<&'static str>,
        /// The keys that may stand there.
        known: Vec<&'static str>,
    },
    /// A key without which the plan says nothing.
    Missing(Wanted),
    /// A value of a wrong kind, or none of those that are possible.
    Wrong {
        /// As it is written.
        found: String,
        /// What must stand there.
        wanted: Wanted,
    },
    /// A month outside the fiscal year.
    OutsideYear(Month, FiscalYear),
    /// The round's last month comes before its first.
    RoundBackwards(Month, Month),
    /// There are not two rounds.
    NotTwoRounds(usize),
    /// The month in which a round must begin.
    RoundBegins(Month),
    /// The month in which the last round must end.
    RoundEnds(Month),
    /// No district.
    NoDistrict,
    /// No channel.
    NoChannel,
    /// A district's code that does not begin with the province's.
    CodeOutside(String, String),
    /// A code that another district has.
    CodeTwice(String, String),
    /// A name that another district has.
    DistrictTwice(String, String),
    /// A name that another channel has.
    ChannelTwice(String, String),
    /// More operators online before the year than registered.
    OnlineAboveRegistered(u32, u32),
    /// Issued targets that the rule does not give, and those that it gives.
    NotByRule([u32; 3], [u32; 3]),
    /// Not one rubric for each round.
    RubricsNotRounds(usize, usize),
    /// The levels are not 5, 4, 3, 2, 1.
    NotFiveLevels,
    /// A level none of whose conditions is below the one above it, or one is higher.
    LevelNotBelow(u8, u8),
    /// Level 1 asks for activities.
    LowestAsks(u32),
    /// `fewer_than` at a level that is not the lowest.
    FewerAbove(u8),
    /// Level 1's "fewer than" takes in what is enough for level 2.
    LevelsOverlap(u32, u32),
}

impl Say for PlanProblem {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { found, syntax } => {
                say!(lang, out, "พบ {found} ซึ่งอ่านไม่ได้: {syntax}", "found {found}, which cannot be read: {syntax}", found, syntax)
            }
            Self::Unknown { found, meant: Some(meant), .. } => {
                say!(lang, out, "ไม่รู้จัก {found} หมายถึง {meant} หรือไม่", "{found} is not known; is {meant} meant?", found, meant)
            }
            Self::Unknown { found, meant: None, known } => {
                let known = known.join(", ");
                say!(
                    lang,
                    out,
                    "ไม่รู้จัก {found} ลบออก หรือใช้ชื่อที่มีในส่วนนี้: {known}",
                    "{found} is not known; delete it, or use a key of this part: {known}",
                    found,
                    known
                )
            }
            Self::Missing(wanted) => say!(lang, out, "ขาดไป ให้เติม ต้องเป็น {wanted}", "it is missing; add it: {wanted}", wanted),
            Self::Wrong { found, wanted } => {
                say!(lang, out, "พบ {found} แต่ต้องเป็น {wanted}", "found {found}, but it must be {wanted}", found, wanted)
            }
            Self::OutsideYear(month, year) => {
                let year = Year(*year);
                say!(lang, out, "{month} อยู่นอกปีงบประมาณ {year}", "{month} is outside fiscal year {year}", month, year)
            }
            Self::RoundBackwards(first, last) => {
                say!(
                    lang,
                    out,
                    "เดือนสุดท้ายของรอบ ({last}) มาก่อนเดือนแรก ({first})",
                    "the round's last month ({last}) comes before its first ({first})",
                    first,
                    last
                )
            }
            Self::NotTwoRounds(count) => say!(
                lang,
                out,
                "ต้องมีสองรอบการประเมิน แต่มี {count}",
                "there must be two rounds; there are {count}",
                count = Count::of(*count)
            ),
            Self::RoundBegins(month) => say!(
                lang,
                out,
                "รอบนี้ต้องเริ่ม {month} รอบการประเมินต้องต่อกันและครบปีงบประมาณ",
                "this round must begin in {month}: the rounds follow each other and cover the year",
                month
            ),
            Self::RoundEnds(month) => say!(
                lang,
                out,
                "รอบนี้ต้องจบ {month} รอบการประเมินต้องต่อกันและครบปีงบประมาณ",
                "this round must end in {month}: the rounds follow each other and cover the year",
                month
            ),
            Self::NoDistrict => out.write_str(lang.pick("ต้องมีอย่างน้อยหนึ่งอำเภอ", "there must be a district")),
            Self::NoChannel => out.write_str(lang.pick("ต้องมีอย่างน้อยหนึ่งช่องทาง", "there must be a channel")),
            Self::CodeOutside(code, province) => say!(
                lang,
                out,
                "รหัส {code} ไม่ได้ขึ้นต้นด้วยรหัสจังหวัด {province}",
                "code {code} does not begin with the province's, {province}",
                code,
                province
            ),
            Self::CodeTwice(code, other) => {
                say!(lang, out, "รหัส {code} ซ้ำกับอำเภอ{other}", "code {code} is also that of district {other}", code, other)
            }
            Self::DistrictTwice(name, other) => {
                say!(lang, out, "ชื่อ {name} ซ้ำกับอำเภอ{other}", "the name {name} is also that of district {other}", name, other)
            }
            Self::ChannelTwice(name, other) => {
                say!(lang, out, "ชื่อ {name} ซ้ำกับช่องทาง {other}", "the name {name} is also that of channel {other}", name, other)
            }
            Self::OnlineAboveRegistered(registered, before) => {
                let (registered, before) = (Count((*registered).into()), Count((*before).into()));
                say!(
                    lang,
                    out,
                    "ลงทะเบียนทั้งหมด {registered} น้อยกว่าออนไลน์เดิม {before} (online_before)",
                    "{registered} are registered, fewer than the {before} that were online before (online_before)",
                    registered,
                    before
                )
            }
            Self::NotByRule(issued, given) => {
                let (issued, given) = (Figures(*issued), Figures(*given));
                say!(
                    lang,
                    out,
                    "ค่าเป้าหมายที่แจ้ง {issued} ไม่ตรงกับหลักเกณฑ์ ซึ่งได้ {given}",
                    "the issued targets {issued} are not what the rule gives, {given}",
                    issued,
                    given
                )
            }
            Self::RubricsNotRounds(rubrics, rounds) => {
                let (rubrics, rounds) = (Count::of(*rubrics), Count::of(*rounds));
                say!(
                    lang,
                    out,
                    "ต้องมีเกณฑ์การให้คะแนนรอบละหนึ่งชุด แต่มี {rubrics} ชุดสำหรับ {rounds} รอบ",
                    "each round needs one rubric; rubrics: {rubrics}, rounds: {rounds}",
                    rubrics,
                    rounds
                )
            }
            Self::NotFiveLevels => {
                out.write_str(lang.pick(
                    "ต้องมีระดับ ๕ ๔ ๓ ๒ ๑ เรียงจากสูงลงต่ำ ระดับละข้อ",
                    "levels 5, 4, 3, 2, 1 must stand in this order, each once",
                ))
            }
            Self::LevelNotBelow(low, high) => {
                let (low, high) = (Count((*low).into()), Count((*high).into()));
                say!(
                    lang,
                    out,
                    "เกณฑ์ของระดับ {low} ต้องต่ำกว่าระดับ {high} อย่างน้อยหนึ่งข้อ และไม่สูงกว่าข้อใด",
                    "level {low} must ask for less than level {high} in one condition, and for more in none",
                    low,
                    high
                )
            }
            Self::LowestAsks(activities) => say!(
                lang,
                out,
                "ระดับ ๑ คือที่เหลือทั้งหมด จึงไม่มี activities (พบ {activities}) ใช้ fewer_than",
                "level 1 is whatever is left and has no activities (found {activities}); use fewer_than",
                activities = Count((*activities).into())
            ),
            Self::FewerAbove(level) => say!(
                lang,
                out,
                "fewer_than ใช้ได้เฉพาะระดับ ๑ ไม่ใช่ระดับ {level} ใช้ activities",
                "only level 1 has fewer_than, not level {level}; use activities",
                level = Count((*level).into())
            ),
            Self::LevelsOverlap(fewer, activities) => {
                let (fewer, activities) = (Count((*fewer).into()), Count((*activities).into()));
                say!(
                    lang,
                    out,
                    "ระดับ ๑ น้อยกว่า {fewer} ครั้ง ทับกับระดับ ๒ ซึ่งเริ่มที่ {activities} ครั้ง ต้องไม่เกิน {activities}",
                    "level 1, fewer than {fewer}, overlaps level 2, which begins at {activities}; it must be at most {activities}",
                    fewer,
                    activities
                )
            }
        }
    }
}

/// Targets of the year and its rounds.
struct Figures([u32; 3]);

impl Say for Figures {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = self.0.map(|figure| Said(&Count(figure.into()), lang).to_string());
        out.write_str(&figures.join(lang.pick(" ", ", ")))
    }
}
