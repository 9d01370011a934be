//! `inputs/plan.toml`: everything a new fiscal year or another province changes, and nothing else (SPEC §3).
//!
//! [`Plan::parse`] reads it once; a plan that contradicts itself is refused with every key, line and a sentence.

mod check;
pub mod lines;
pub mod targets;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;

use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::district::DistrictId;
use crate::lang::{Lang, Say};
use crate::thai::calendar::{FiscalYear, Month, Round};
use crate::thai::text::{loose_key, name_key};

/// The Phayao 2565 plan, which `init` writes.
pub const PHAYAO_2565: &str = include_str!("../inputs/plan.toml");

/// A province's plan for one fiscal year, free of contradictions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The province.
    pub province: Province,
    /// The office that writes the letters.
    pub office: Office,
    /// Who signs them.
    pub signatory: Signatory,
    /// The fiscal year and its rounds.
    pub year: Year,
    /// The target rule.
    pub targets: targets::TargetRule,
    /// The districts, in the order of every table.
    pub districts: Vec<District>,
    /// The KPI sheet.
    pub kpi: Kpi,
    /// One rubric for each round.
    pub rubrics: Vec<Rubric>,
    /// Known online channels.
    pub channels: Vec<Channel>,
    /// When a month's report is due.
    pub deadline: Deadline,
    /// Letters.
    pub letters: Letters,
    /// Limits on what is read.
    #[serde(default)]
    pub limits: Limits,
    /// The archive.
    #[serde(default)]
    pub archive: Archive,
    /// Names ready to be compared; filled by [`Plan::parse`].
    #[serde(skip)]
    keys: Keys,
}

/// Districts and channels by every name they go by.
#[derive(Clone, Debug, Default)]
struct Keys {
    districts: BTreeMap<String, DistrictId>,
    channels: BTreeMap<String, usize>,
}

impl Keys {
    fn of(plan: &Plan) -> Self {
        let district_names = |district: &District| {
            std::iter::once(&district.geocode)
                .chain(std::iter::once(&district.name))
                .chain(&district.aliases)
                .map(|name| name_key(name))
                .collect::<Vec<_>>()
        };
        let channel_names = |channel: &Channel| {
            std::iter::once(&channel.name).chain(&channel.aliases).map(|name| loose_key(name)).collect::<Vec<_>>()
        };
        Self {
            districts: plan
                .districts
                .iter()
                .enumerate()
                .flat_map(|(i, district)| district_names(district).into_iter().map(move |key| (key, DistrictId::at(i))))
                .collect(),
            channels: plan
                .channels
                .iter()
                .enumerate()
                .flat_map(|(i, channel)| channel_names(channel).into_iter().map(move |key| (key, i)))
                .collect(),
        }
    }
}

/// The province.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// Two digits: `56`.
    pub geocode: String,
    /// Without จังหวัด.
    pub name: String,
}

/// The office that writes the letters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// สำนักงานพัฒนาชุมชนจังหวัด.
    pub name: String,
    /// The group in charge.
    pub group: String,
    /// Lines at the letter's top right.
    pub address: Vec<String>,
    /// As printed.
    pub telephone: String,
}

/// Who signs the letters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Printed in parentheses.
    pub name: String,
    /// Lines under the name.
    pub positions: Vec<String>,
}

/// The fiscal year and its rounds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Buddhist era.
    pub fiscal_year: FiscalYear,
    /// Two, in order, covering the year.
    rounds: Vec<RoundSpan>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundSpan {
    first: Month,
    last: Month,
}

/// A district (อำเภอ).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Four digits: `5601`.
    pub geocode: String,
    /// Without อำเภอ.
    pub name: String,
    /// Other names found in documents.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด.
    pub registered: u32,
    /// ผู้ประกอบการผ่านช่องทางออนไลน์ in the September before the year.
    pub online_before: u32,
    /// Targets as the letter issued them: year, round 1, round 2.
    #[serde(default)]
    pub issued: Option<[u32; 3]>,
}

impl District {
    /// ผู้ประกอบการคงเหลือ: registered − online before.
    pub fn remaining(&self) -> u32 {
        self.registered - self.online_before
    }
}

/// The KPI sheet's own words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// ตัวชี้วัดที่.
    pub number: u32,
    /// Its name; also the title of enclosure ๓ (SPEC §11).
    pub name: String,
    /// หน่วยวัด.
    pub unit: String,
    /// น้ำหนัก, in per cent.
    pub weight: Decimal,
    /// เหตุผลในการวัด.
    pub reason: String,
    /// แหล่งข้อมูล.
    pub source: String,
    /// The formula's name.
    pub formula_label: String,
    /// Above its line.
    pub formula_numerator: String,
    /// Below its line.
    pub formula_denominator: String,
    /// หลักฐานเชิงประจักษ์.
    pub evidence: String,
    /// ผู้รับผิดชอบตัวชี้วัด.
    pub owner: Person,
    /// ผู้ประสานงานตัวชี้วัด.
    pub coordinators: Vec<Person>,
}

/// Someone named on the KPI sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// With title.
    pub name: String,
    /// ตำแหน่ง.
    pub position: String,
    /// As issued.
    pub telephone: String,
}

/// The five levels of one round, highest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// Level 5 down to level 1.
    pub levels: Vec<Level>,
}

/// One level: both conditions must hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// 5 … 1.
    pub level: u8,
    /// ดีมาก … ปรับปรุง.
    pub name: String,
    /// At least so many activities of the province in the round; 0 for level 1.
    #[serde(default)]
    pub activities: u32,
    /// Level 1's wording: fewer than so many activities.
    #[serde(default)]
    pub fewer_than: Option<u32>,
    /// At least so many channels run.
    pub channels: u32,
    /// At least so many per cent of the remaining operators online.
    pub percent: Decimal,
}

/// A known online channel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// As reports print it.
    pub name: String,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// When a month's report is due.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Day of the following month.
    pub day: i8,
    /// What happens on a weekend or holiday.
    pub weekend: Weekend,
    /// Holidays, Buddhist or Gregorian years.
    #[serde(default)]
    holidays: Vec<PlanDay>,
}

/// What happens to a deadline on a weekend or holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weekend {
    /// It moves to the next working day.
    NextWorkingDay,
    /// It stays.
    SameDay,
}

/// A day written `2565-02-07` or `2022-02-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct PlanDay(Date);

impl TryFrom<String> for PlanDay {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        crate::thai::calendar::parse_command_day(&text).map(Self).map_err(|_| format!("{text:?} ไม่ใช่วันที่ (ตัวอย่าง 2565-02-07)"))
    }
}

/// The three letters and what they share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letters {
    /// Picture file below `inputs/`; blank for pre-printed paper.
    #[serde(default)]
    pub garuda: String,
    /// ชั้นความเร็ว.
    #[serde(default)]
    pub urgency: String,
    /// ชั้นความลับ.
    #[serde(default)]
    pub secrecy: String,
    /// Lines at the foot.
    #[serde(default)]
    pub slogans: Vec<String>,
    /// To the district chiefs, with the targets.
    pub assignment: LetterPlan,
    /// The covering letter of the month's report.
    pub monthly: LetterPlan,
    /// To a district whose report is missing.
    pub reminder: LetterPlan,
}

/// One letter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterPlan {
    /// ที่.
    pub number: String,
    /// Its date.
    #[serde(default)]
    pub date: LetterDate,
    /// เรียน.
    pub to: String,
}

/// The date a letter bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum LetterDate {
    /// Room for the day, then month and year.
    #[default]
    Blank,
    /// The day of printing.
    Today,
    /// This day.
    On(Date),
}

impl TryFrom<String> for LetterDate {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        match text.trim() {
            "" => Ok(Self::Blank),
            "today" => Ok(Self::Today),
            day => PlanDay::try_from(day.to_owned()).map(|day| Self::On(day.0)),
        }
    }
}

/// Limits on what is read and printed (SPEC §9).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// MiB a file.
    pub file_mib: u64,
    /// MiB a file, inflated.
    pub inflated_mib: u64,
    /// Rows a sheet.
    pub rows: u64,
    /// Files a month.
    pub files: u64,
    /// Rows of all workbooks of a month.
    pub month_rows: u64,
    /// Pages that a list takes in a PDF; its workbook has the rest.
    pub list_pages: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_mib: 50, inflated_mib: 512, rows: 100_000, files: 2_000, month_rows: 200_000, list_pages: 100 }
    }
}

/// The archive.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Archive {
    /// Folder below `outputs/`.
    pub folder: String,
    /// Years a bag is kept.
    pub retention_years: u16,
    /// Whether the month's letter names the fingerprint of the bag sealed before.
    pub seal_on_letters: bool,
    /// The minisign key that signs the archive's list; blank for none.
    pub public_key: String,
}

impl Default for Archive {
    fn default() -> Self {
        Self { folder: "archive".into(), retention_years: 10, seal_on_letters: true, public_key: String::new() }
    }
}

/// A plan that cannot be used.
#[derive(Debug, thiserror::Error)]
pub struct PlanError {
    /// Every fault found.
    pub faults: Vec<PlanFault>,
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "แผน inputs/plan.toml ใช้ไม่ได้")?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl Say for PlanError {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// One fault of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFault {
    /// Dotted key: `districts[3].registered`; blank where the file is not TOML.
    pub key: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do, in Thai.
    pub sentence: String,
}

impl fmt::Display for PlanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "บรรทัด {}: ", self.line)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.sentence)
    }
}

impl Plan {
    /// The plan in `text`.
    ///
    /// # Errors
    /// Every syntax error, unknown key or contradiction, with its key and line.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        check::parse(text)
    }

    /// What is odd in the plan but printed as issued, in Thai: a telephone number of a wrong length.
    pub fn warnings(&self) -> Vec<String> {
        check::warnings(self)
    }

    /// The fiscal year.
    pub fn fiscal_year(&self) -> FiscalYear {
        self.year.fiscal_year
    }

    /// The rounds, in order.
    pub fn rounds(&self) -> Vec<Round> {
        (1..).zip(&self.year.rounds).map(|(number, span)| Round { number, first: span.first, last: span.last }).collect()
    }

    /// The round `month` lies in; `None` outside the fiscal year.
    pub fn round_of(&self, month: Month) -> Option<Round> {
        self.rounds().into_iter().find(|round| round.contains(month))
    }

    /// The districts in order, each with what it is known by in between.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = (DistrictId, &District)> {
        self.districts.iter().enumerate().map(|(i, district)| (DistrictId::at(i), district))
    }

    /// The district known by `text`: its geocode, name or an alias, with or without อำเภอ or อ.
    pub fn district(&self, text: &str) -> Option<DistrictId> {
        let key = name_key(text);
        let prefixes = ["ที่ว่าการอำเภอ", "สำนักงานพัฒนาชุมชนอำเภอ", "สพอ", "อำเภอ", "อ"];
        let bare = prefixes.iter().find_map(|prefix| key.strip_prefix(prefix)).unwrap_or(&key);
        self.keys.districts.get(&key).or_else(|| self.keys.districts.get(bare)).copied()
    }

    /// Every comparable name of a district, geocodes included, with the district.
    pub fn district_keys(&self) -> impl Iterator<Item = (&str, DistrictId)> {
        self.keys.districts.iter().map(|(key, district)| (key.as_str(), *district))
    }

    /// The channel known by `text`, compared without case, spaces and marks.
    pub fn channel(&self, text: &str) -> Option<&str> {
        self.keys.channels.get(&loose_key(text)).map(|channel| self.channels[*channel].name.as_str())
    }

    /// Every comparable name of a channel, with the channel's own.
    pub fn channel_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.keys.channels.iter().map(|(key, channel)| (key.as_str(), self.channels[*channel].name.as_str()))
    }

    /// The last day on which `month`'s report is on time.
    pub fn deadline(&self, month: Month) -> Date {
        let due = month.next().first_day();
        let mut day = due.with().day(self.deadline.day).build().unwrap_or(due);
        if self.deadline.weekend == Weekend::NextWorkingDay {
            while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || self.deadline.holidays.contains(&PlanDay(day)) {
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        day
    }
}

impl Index<DistrictId> for Plan {
    type Output = District;

    fn index(&self, district: DistrictId) -> &District {
        &self.districts[district.index()]
    }
}
