//! What is wrong with a plan, and what is odd in it, in both languages.

use std::fmt;

use rust_decimal::Decimal;

pub use super::place::PlanPlace;
pub use super::syntax::Syntax;
use crate::lang::{Amount, Count, Lang, Said, Say, say};
use crate::thai::calendar::{FiscalYear, Month};
use crate::thai::digits::to_thai;

/// Something said of a place in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<T> {
    /// Where.
    pub place: PlanPlace,
    /// What.
    pub what: T,
}

/// Why a plan cannot be used.
pub type PlanFault = Remark<PlanProblem>;

/// What was probably forgotten in a plan; it can be used all the same.
pub type PlanWarning = Remark<PlanOddity>;

impl<T: Say> Remark<T> {
    /// Dotted key for programs, items counted from 0: `districts[2].registered`; blank where the file is not TOML.
    pub fn key(&self) -> &str {
        &self.place.key
    }

    /// Line, from 1.
    pub fn line(&self) -> usize {
        self.place.line
    }

    /// What is wrong or odd and what to do, without the place.
    pub fn message(&self, lang: Lang) -> String {
        Said(&self.what, lang).to_string()
    }
}

impl<T: Say> Say for Remark<T> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", Said(&self.place, lang), Said(&self.what, lang))
    }
}

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
            count = Count(count as u64)
        )?;
        for fault in self.faults.iter().take(MOST) {
            write!(out, "\n  {}", Said(fault, lang))?;
        }
        if count > MOST {
            let more = Count((count - MOST) as u64);
            say!(lang, out, "\n  และอีก {more} แห่ง", "\n  and {more} more", more)?;
        }
        Ok(())
    }
}

/// What a place of the plan must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A text, perhaps blank.
    Text,
    /// A text that is not blank.
    Words,
    /// A list of texts.
    Texts,
    /// A whole number in a range.
    Whole(u64, u64),
    /// A fiscal year.
    FiscalYear,
    /// A percentage from 0 to 100.
    Percent,
    /// A percentage above 0.
    Weight,
    /// A code of so many digits.
    Digits(u8),
    /// A month.
    Month,
    /// A list of days.
    Days,
    /// A letter's date.
    LetterDate,
    /// What happens to the deadline.
    Weekend,
    /// Yes or no.
    YesNo,
    /// Targets of the year and its two rounds.
    Issued,
    /// A picture below `inputs/`.
    Picture,
    /// A folder below `outputs/`.
    Folder,
    /// A minisign key.
    PublicKey,
    /// A part under this heading.
    Table(String),
    /// Parts, each under this heading.
    Tables(String),
}

impl Say for Wanted {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Text => ("ข้อความในเครื่องหมายคำพูด \"…\"", "a text in quotation marks \"…\""),
            Self::Words => ("ข้อความที่ไม่ว่าง ในเครื่องหมายคำพูด \"…\"", "a text that is not blank, in quotation marks \"…\""),
            Self::Texts => ("รายการข้อความ [\"…\", \"…\"]", "a list of texts [\"…\", \"…\"]"),
            Self::FiscalYear => (
                "ปีงบประมาณ พ.ศ. เช่น 2565 ไม่มีเครื่องหมายคำพูด",
                "a fiscal year of the Buddhist era such as 2565, without quotation marks",
            ),
            Self::Percent => ("ร้อยละตั้งแต่ ๐ ถึง ๑๐๐ เช่น \"2.5\"", "a percentage from 0 to 100, such as \"2.5\""),
            Self::Weight => ("ร้อยละที่มากกว่า ๐ และไม่เกิน ๑๐๐ เช่น \"2.5\"", "a percentage above 0 and at most 100, such as \"2.5\""),
            Self::Month => ("เดือนในเครื่องหมายคำพูด เช่น \"2565-02\"", "a month in quotation marks, such as \"2565-02\""),
            Self::Days => ("รายการวันที่ เช่น [\"2565-04-06\"]", "a list of days, such as [\"2565-04-06\"]"),
            Self::LetterDate => (
                "วันที่ในเครื่องหมายคำพูด เช่น \"2565-02-07\" หรือ \"today\" หรือเว้นว่าง \"\"",
                "a day in quotation marks, such as \"2565-02-07\", or \"today\", or \"\"",
            ),
            Self::Weekend => {
                ("\"next-working-day\" (เลื่อนเป็นวันทำการถัดไป) หรือ \"same-day\" (ไม่เลื่อน)", "\"next-working-day\" or \"same-day\"")
            }
            Self::YesNo => ("true (ใช่) หรือ false (ไม่ใช่) ไม่มีเครื่องหมายคำพูด", "true or false, without quotation marks"),
            Self::Issued => (
                "จำนวนเต็มสามจำนวน เรียงเป็นทั้งปี รอบที่ ๑ รอบที่ ๒ เช่น [3, 2, 1]",
                "three whole numbers: year, round 1, round 2, such as [3, 2, 1]",
            ),
            Self::Picture => (
                "ชื่อแฟ้มภาพ png, jpg หรือ svg ที่อยู่ใน inputs หรือ \"\" ถ้าไม่มี",
                "the name of a picture (png, jpg or svg) in inputs, or \"\"",
            ),
            Self::Folder => (
                "ชื่อโฟลเดอร์ใน outputs ไม่ว่าง ไม่มี .. และไม่ขึ้นต้นด้วย / หรือชื่อไดรฟ์",
                "the name of a folder in outputs: not blank, no .., no / or drive before it",
            ),
            Self::PublicKey => (
                "กุญแจสาธารณะของ minisign คือบรรทัดที่ขึ้นต้นด้วย RW ในแฟ้ม minisign.pub หรือ \"\" ถ้าไม่มี",
                "a public key of minisign, the line of minisign.pub that begins with RW, or \"\"",
            ),
            Self::Whole(from, to) => {
                let (from, to) = (Count(*from), Count(*to));
                return say!(
                    lang,
                    out,
                    "จำนวนเต็มตั้งแต่ {from} ถึง {to} เป็นเลขอารบิก ไม่มีเครื่องหมายคำพูดและจุลภาค",
                    "a whole number from {from} to {to}, without quotation marks and commas",
                    from,
                    to
                );
            }
            Self::Digits(count) => {
                let (count, example) = (Count((*count).into()), if *count == 2 { "56" } else { "5601" });
                return say!(
                    lang,
                    out,
                    "เลขอารบิก {count} หลักในเครื่องหมายคำพูด เช่น \"{example}\"",
                    "{count} digits in quotation marks, such as \"{example}\"",
                    count,
                    example
                );
            }
            Self::Table(key) => return say!(lang, out, "ส่วนที่ขึ้นหัวด้วย [{key}]", "a part under the heading [{key}]", key),
            Self::Tables(key) => {
                return say!(
                    lang,
                    out,
                    "รายการหลายชุด แต่ละชุดขึ้นหัวด้วย [[{key}]]",
                    "a list of parts, each under the heading [[{key}]]",
                    key
                );
            }
        };
        out.write_str(lang.pick(words.0, words.1))
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
            Self::Missing(wanted) => say!(lang, out, "ขาดไป ให้เติม ต้องเป็น{wanted}", "it is missing; add it: {wanted}", wanted),
            Self::Wrong { found, wanted } => {
                say!(lang, out, "พบ {found} แต่ต้องเป็น{wanted}", "found {found}, but it must be {wanted}", found, wanted)
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
                count = Count(*count as u64)
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
                let (rubrics, rounds) = (Count(*rubrics as u64), Count(*rounds as u64));
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

/// What was probably forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanOddity {
    /// A telephone number with too few or too many digits, and whose it is.
    Telephone(String, String),
    /// What is printed is blank.
    Blank,
    /// Another province is named: it, and the plan's own.
    OtherProvince(&'static str, String),
    /// The letters of another province stand before a number: they, that province, and the plan's own letters.
    OtherLetters(&'static str, &'static str, &'static str),
    /// The code of another province: it, that province, and the code of the plan's own.
    OtherCode(String, &'static str, Option<&'static str>),
    /// A name that no province has, and the nearest.
    NoProvince(String, Option<&'static str>),
    /// Braces in whose place nothing is put.
    Braces(String, bool),
    /// A level above 1 that needs no operator online.
    ZeroPercent(u8),
    /// There is no such picture.
    NoGaruda(String),
}

impl Say for PlanOddity {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Telephone(name, telephone) => say!(
                lang,
                out,
                "โทรศัพท์ของ{name} ({telephone}) มีตัวเลขไม่ครบหรือเกิน พิมพ์ตามที่ระบุในแผน",
                "the telephone number of {name} ({telephone}) has too few or too many digits; it is printed as it stands",
                name,
                telephone
            ),
            Self::Blank => out.write_str(lang.pick(
                "ว่างอยู่ เอกสารจะพิมพ์เป็นที่ว่าง ถ้าลืมให้เติม",
                "it is blank, and so it will be printed; fill it in if it was forgotten",
            )),
            Self::OtherProvince(found, own) => say!(
                lang,
                out,
                "มีชื่อจังหวัด{found} แต่แผนนี้เป็นของจังหวัด{own} ถ้าลืมแก้ให้แก้",
                "it names {found}, but this is the plan of {own}; change it if it was forgotten",
                found,
                own
            ),
            Self::OtherLetters(found, province, own) => say!(
                lang,
                out,
                "{found} คืออักษรย่อของจังหวัด{province} ของจังหวัดในแผนนี้คือ {own} ถ้าลืมแก้ให้แก้",
                "{found} are the letters of {province}, those of this plan's province are {own}; change it if it was forgotten",
                found,
                province,
                own
            ),
            Self::OtherCode(found, province, Some(own)) => say!(
                lang,
                out,
                "รหัส {found} เป็นของจังหวัด{province} ของจังหวัดในแผนนี้คือ {own}",
                "code {found} is that of {province}, that of this plan's province is {own}",
                found,
                province,
                own
            ),
            Self::OtherCode(found, province, None) => {
                say!(lang, out, "รหัส {found} เป็นของจังหวัด{province}", "code {found} is that of {province}", found, province)
            }
            Self::NoProvince(name, Some(meant)) => say!(
                lang,
                out,
                "ไม่มีจังหวัดชื่อ {name} หมายถึง {meant} หรือไม่",
                "no province is called {name}; is {meant} meant?",
                name,
                meant
            ),
            Self::NoProvince(name, None) => {
                say!(lang, out, "ไม่มีจังหวัดชื่อ {name} ตรวจตัวสะกด", "no province is called {name}; see how it is spelt", name)
            }
            Self::Braces(found, true) => say!(
                lang,
                out,
                "{found} จะพิมพ์ตามนี้ เพราะที่นี่แทนได้เฉพาะ {place}",
                "{found} is printed as it stands: only {place} is filled in here",
                found,
                place = "{อำเภอ}"
            ),
            Self::Braces(found, false) => say!(
                lang,
                out,
                "{found} จะพิมพ์ตามนี้ เพราะที่นี่ไม่มีอะไรมาแทน",
                "{found} is printed as it stands: nothing is filled in here",
                found
            ),
            Self::ZeroPercent(level) => say!(
                lang,
                out,
                "ระดับ {level} มีร้อยละเป็นศูนย์ คือไม่ต้องมีผู้ประกอบการออนไลน์เลย ถ้าลืมให้เติม",
                "level {level} asks for zero per cent, no operator online; fill it in if it was forgotten",
                level = Count((*level).into())
            ),
            Self::NoGaruda(name) => say!(
                lang,
                out,
                "ไม่มีแฟ้มภาพ {name} ในโฟลเดอร์ inputs จึงจัดทำหนังสือไม่ได้ วางแฟ้มไว้ที่นั่น หรือเว้นว่าง \"\"",
                "there is no picture {name} in inputs, and no letter can be made; put it there, or leave \"\"",
                name
            ),
        }
    }
}

/// A fiscal year in the digits of the sentence.
struct Year(FiscalYear);

impl Say for Year {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.0.to_string();
        out.write_str(&lang.pick(to_thai(&year), year))
    }
}

/// Targets of the year and its rounds.
struct Figures([u32; 3]);

impl Say for Figures {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = self.0.map(|figure| Said(&Amount(Decimal::from(figure)), lang).to_string());
        out.write_str(&figures.join(lang.pick(" ", ", ")))
    }
}
