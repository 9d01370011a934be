//! `inputs/plan.toml`: everything a new fiscal year or another province changes, and nothing else (SPEC §3).
//!
//! [`Plan::parse`] reads it once; a plan that contradicts itself is refused with every key, line and a sentence.

mod check;
mod fields;
mod forgotten;
mod oddity;
mod place;
mod problem;
mod read;
mod remark;
mod syntax;
pub mod targets;
mod wanted;

use std::collections::BTreeMap;
use std::ops::Index;

use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;
use serde::Serialize;
use toml::de::DeTable;

pub use oddity::{PlanOddity, PlanWarning};
pub use place::PlanPlace;
pub use problem::{PlanError, PlanFault, PlanProblem};
pub use remark::Remark;
pub use syntax::Syntax;
pub use wanted::Wanted;

use crate::district::DistrictId;
use crate::lang::Lang;
use crate::thai::calendar::{FiscalYear, Month, Round};
use crate::thai::text::{loose_key, name_key};
use fields::Faults;
use place::Places;

/// The Phayao 2565 plan, which `init` writes.
pub const PHAYAO_2565: &str = include_str!("../inputs/plan.toml");

/// The endings of the pictures that a letter can bear.
pub const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "svg"];

/// The language that a plan asks the program to speak, whatever mistakes it holds elsewhere; `None` where it names none.
pub fn language(text: &str) -> Option<Lang> {
    let mended = syntax::mend(text);
    let (tree, _) = DeTable::parse_recoverable(&mended.text);
    Lang::named(tree.get_ref().get("language")?.get_ref().as_str()?)
}

/// A province's plan for one fiscal year, free of contradictions.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The language of what is sealed, and of what is said unless another is asked for.
    pub language: Lang,
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
    pub limits: Limits,
    /// The archive.
    pub archive: Archive,
    /// Names ready to be compared; filled by [`Plan::parse`].
    keys: Keys,
    /// Where each key stands; so too.
    places: Places,
    /// What is odd; so too.
    warnings: Vec<PlanWarning>,
}

/// Districts and channels by every name they go by.
#[derive(Clone, Debug, Default, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Province {
    /// Two digits: `56`.
    pub geocode: String,
    /// Without จังหวัด, which may stand in the plan.
    pub name: String,
}

/// The office that writes the letters.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Signatory {
    /// Printed in parentheses.
    pub name: String,
    /// Lines under the name.
    pub positions: Vec<String>,
}

/// The fiscal year and its rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// Buddhist era.
    pub fiscal_year: FiscalYear,
    /// Two, in order, covering the year.
    rounds: Vec<RoundSpan>,
}

#[derive(Clone, Debug, PartialEq)]
struct RoundSpan {
    first: Month,
    last: Month,
}

/// A district (อำเภอ).
#[derive(Clone, Debug, PartialEq)]
pub struct District {
    /// Four digits: `5601`.
    pub geocode: String,
    /// Without อำเภอ, which may stand in the plan.
    pub name: String,
    /// Other names found in documents.
    pub aliases: Vec<String>,
    /// ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด.
    pub registered: u32,
    /// ผู้ประกอบการผ่านช่องทางออนไลน์ in the September before the year.
    pub online_before: u32,
    /// Targets as the letter issued them: year, round 1, round 2.
    pub issued: Option<[u32; 3]>,
}

impl District {
    /// ผู้ประกอบการคงเหลือ: registered − online before.
    pub fn remaining(&self) -> u32 {
        self.registered - self.online_before
    }
}

/// The KPI sheet's own words.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// With title.
    pub name: String,
    /// ตำแหน่ง.
    pub position: String,
    /// As issued.
    pub telephone: String,
}

/// The five levels of one round, highest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Rubric {
    /// Level 5 down to level 1.
    pub levels: Vec<Level>,
}

/// One level: both conditions must hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Level {
    /// 5 … 1.
    pub level: u8,
    /// ดีมาก … ปรับปรุง.
    pub name: String,
    /// At least so many activities of the province in the round; 0 for level 1.
    pub activities: u32,
    /// Level 1's wording: fewer than so many activities.
    pub fewer_than: Option<u32>,
    /// At least so many channels run.
    pub channels: u32,
    /// At least so many per cent of the remaining operators online.
    pub percent: Decimal,
}

/// A known online channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// As reports print it.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
}

/// When a month's report is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// Day of the following month.
    pub day: i8,
    /// What happens on a weekend or holiday.
    pub weekend: Weekend,
    /// Holidays, Buddhist or Gregorian years.
    holidays: Vec<Date>,
}

/// What happens to a deadline on a weekend or holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekend {
    /// It moves to the next working day.
    NextWorkingDay,
    /// It stays.
    SameDay,
}

/// The letters and what they share.
#[derive(Clone, Debug, PartialEq)]
pub struct Letters {
    /// Picture file below `inputs/`; blank for pre-printed paper.
    pub garuda: String,
    /// ชั้นความเร็ว.
    pub urgency: String,
    /// ชั้นความลับ.
    pub secrecy: String,
    /// Lines at the foot.
    pub slogans: Vec<String>,
    /// The office's address for electronic mail, at the foot below the telephone; blank for none.
    pub email: String,
    /// Whether a letter bears the digest of what is enclosed with it, as a code.
    pub qr: bool,
    /// Whether each letter comes as its file copy (สำเนาคู่ฉบับ), too.
    pub copies: bool,
    /// To the district chiefs, with the targets.
    pub assignment: LetterPlan,
    /// The covering letter of the month's report.
    pub monthly: LetterPlan,
    /// To the districts whose report is missing or cannot be used.
    pub reminder: ReminderPlan,
    /// The covering letter of a round's report; like the monthly one where the plan does not say.
    pub round: LetterPlan,
    /// The covering letter of the year's report; so too.
    pub year: LetterPlan,
}

/// The reminders.
#[derive(Clone, Debug, PartialEq)]
pub struct ReminderPlan {
    /// What it shares with the other letters; `{อำเภอ}` in its addressee is each district's name.
    pub letter: LetterPlan,
    /// Whether every late district gets a letter of its own, in the place of one circular to all.
    pub single: bool,
    /// Working days from the letter's day to the one by which the report is wanted.
    pub working_days: u32,
}

/// One letter.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterPlan {
    /// ที่.
    pub number: String,
    /// Its date.
    pub date: LetterDate,
    /// เรียน.
    pub to: String,
    /// อ้างถึง, what the addressee holds; empty for no line, `None` for what the letter's template says.
    pub references: Option<Vec<String>>,
    /// Its number or code in the office's system of electronic correspondence, at the foot; blank for none.
    pub saraban: String,
}

impl LetterPlan {
    /// Another letter to the same addressee: its number and its day are still to come.
    fn another(&self) -> Self {
        let stem = self.number.rsplit_once('/').map_or(String::new(), |(stem, _)| format!("{stem}/"));
        Self { number: stem, date: LetterDate::Blank, saraban: String::new(), ..self.clone() }
    }
}

/// The date a letter bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LetterDate {
    /// Room for the day, then month and year.
    #[default]
    Blank,
    /// The day of printing.
    Today,
    /// This day.
    On(Date),
}

/// Limits on what is read and printed (SPEC §9).
#[derive(Clone, Debug, PartialEq)]
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
    /// Pictures that the annex of evidence prints of a month; 0 for no annex.
    pub pictures: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_mib: 50, inflated_mib: 512, rows: 100_000, files: 2_000, month_rows: 200_000, list_pages: 100, pictures: 200 }
    }
}

/// The archive.
#[derive(Clone, Debug, PartialEq)]
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

impl Plan {
    /// The plan in `text`.
    ///
    /// # Errors
    /// Every fault at once, each with its key and line: what cannot be read, what is not known, missing or of a wrong kind, and
    /// what contradicts something else.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let mut mended = syntax::mend(text);
        let (tree, twice) = DeTable::parse_recoverable(&mended.text);
        syntax::note_twice(&mended.text, &twice, &mut mended.broken);
        let tree = tree.into_inner();
        let places = Places::of(&mended.text, &tree);
        let mut faults = Faults::new(&mended.text, &places, &mended.broken);
        let mut plan = fields::read(&mut faults, &tree, read::plan);
        check::check(&plan, &mut faults);
        let faults = faults.told();
        if !faults.is_empty() {
            return Err(PlanError { faults });
        }
        plan.keys = Keys::of(&plan);
        plan.warnings = forgotten::warnings(&plan, &tree, &places);
        plan.places = places;
        Ok(plan)
    }

    /// The names of the province, the districts and the channels, in every form.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let districts = self.districts.iter().flat_map(|district| std::iter::once(&district.name).chain(&district.aliases));
        let channels = self.channels.iter().flat_map(|channel| std::iter::once(&channel.name).chain(&channel.aliases));
        std::iter::once(&self.province.name).chain(districts).chain(channels).map(String::as_str)
    }

    /// What was probably forgotten; it is printed as it stands.
    pub fn warnings(&self) -> &[PlanWarning] {
        &self.warnings
    }

    /// The line, from 1, of a key such as `districts[2].registered`; where there is no such key, of the part it belongs to.
    pub fn line(&self, key: &str) -> usize {
        self.places.place(key).line
    }

    /// Says something odd of the value at a key.
    pub fn warning(&self, key: &str, what: PlanOddity) -> PlanWarning {
        PlanWarning { place: self.places.place(key), what }
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

    /// The levels of a round, 1 or 2.
    pub fn rubric(&self, round: u8) -> &Rubric {
        &self.rubrics[usize::from(round - 1)]
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
            while !self.is_working(day) {
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        day
    }

    /// The day that lies `count` working days after `day`.
    pub fn working_days_after(&self, day: Date, count: u32) -> Date {
        let (mut day, mut left) = (day, count);
        while let (1.., Ok(next)) = (left, day.tomorrow()) {
            day = next;
            left -= u32::from(self.is_working(day));
        }
        day
    }

    fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.deadline.holidays.contains(&day)
    }
}

impl Index<DistrictId> for Plan {
    type Output = District;

    fn index(&self, district: DistrictId) -> &District {
        &self.districts[district.index()]
    }
}
