//! Every template that the program ships, and what a workspace puts in its place, file by file.
//!
//! Words are `*.toml`, layout of paper is `*.typ` and `keep-words.txt`, the page is `report.html.tera`. Who needs one asks by
//! name.

use std::collections::BTreeMap;

use crate::lang::Lang;

/// The list of words no line may end inside.
pub const KEEP_WORDS: &str = "keep-words.txt";
/// The page.
pub const PAGE: &str = "report.html.tera";

macro_rules! shipped {
    ($($name:literal $th:literal $en:literal)*) => {
        /// The shipped templates: file name and text, words before layout before the page.
        pub const SHIPPED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../templates/", $name)))),*];

        /// What a shipped template is for; blank where none has that name.
        pub fn purpose(name: &str, lang: Lang) -> &'static str {
            match name {
                $($name => lang.pick($th, $en),)*
                _ => "",
            }
        }
    };
}

shipped! {
    "common.toml" "ถ้อยคำที่ใช้ร่วมกันทุกแบบ" "words that all documents share"
    "form-1-activities.toml" "แบบสรุปผล เกณฑ์ข้อที่ ๑ กิจกรรม" "summary form 1: activities"
    "form-2-online.toml" "แบบสรุปผล เกณฑ์ข้อที่ ๒ ช่องทางออนไลน์" "summary form 2: online channels"
    "kpi-8.toml" "รายละเอียดตัวชี้วัด" "the KPI sheet"
    "targets.toml" "ตารางค่าเป้าหมาย" "the tables of targets"
    "scorecard.toml" "ผลการประเมิน" "the scorecard"
    "district.toml" "แบบสรุปผลรายบุคคลของพัฒนาการอำเภอ" "the sheet of a district's chief"
    "evidence.toml" "ภาคผนวก หลักฐานการดำเนินงาน" "the annex of evidence"
    "round.toml" "รายงานสรุปรอบการประเมินและสรุปทั้งปี" "the reports of a round and of the year"
    "letter-assignment.toml" "หนังสือแจ้งอำเภอ" "the letter of assignment to the districts"
    "letter-monthly.toml" "หนังสือนำส่งรายงานประจำเดือน" "the monthly covering letter"
    "letter-reminder.toml" "หนังสือเตือนอำเภอที่ยังไม่ส่ง" "the reminder to a district"
    "letter-round.toml" "หนังสือนำส่งรายงานสรุปรอบการประเมิน" "the covering letter of a round's report"
    "letter-year.toml" "หนังสือนำส่งรายงานสรุปทั้งปี" "the covering letter of the year's report"
    "memo.toml" "บันทึกข้อความเสนอลงนาม" "the memo that puts the month before the chief"
    "packet.typ" "การจัดหน้า: ลำดับเอกสารในชุด" "layout: the order of a packet's parts"
    "base.typ" "การจัดหน้า: ตัวอักษร เลขหน้า และเครื่องหมายฉบับร่าง" "layout: type, page numbers and the mark of a draft"
    "letter.typ" "การจัดหน้า: หนังสือ" "layout: letters"
    "memo.typ" "การจัดหน้า: บันทึกข้อความ" "layout: memos"
    "document.typ" "การจัดหน้า: แบบ ตาราง และสิ่งที่ส่งมาด้วย" "layout: forms, tables and enclosures"
    "keep-words.txt" "คำที่ไม่ตัดกลางคำเมื่อขึ้นบรรทัดใหม่" "words that no line ends inside"
    "report.html.tera" "หน้าสรุปประจำเดือน" "the page of the month"
}

/// The templates in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    own: BTreeMap<String, String>,
}

impl Templates {
    /// The shipped ones, and `own` (file name, text) of a workspace before them.
    pub fn with(own: BTreeMap<String, String>) -> Self {
        Self { own }
    }

    /// The shipped text of a template; `None` where none has that name.
    pub fn shipped(name: &str) -> Option<&'static str> {
        SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// The text of a template in use; `None` where none has that name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.own(name).or(Self::shipped(name))
    }

    /// The workspace's own text of a template.
    pub fn own(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(String::as_str)
    }

    /// Every one of the workspace's own: file name and text, by name.
    pub fn all_own(&self) -> impl Iterator<Item = (&str, &str)> {
        self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The templates in use whose name ends with `.extension`, by name.
    pub fn of_kind(&self, extension: &str) -> BTreeMap<&str, &str> {
        let ends = |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| end == extension);
        let shipped = SHIPPED.iter().copied();
        shipped.chain(self.all_own()).filter(|(name, _)| ends(name)).collect()
    }
}
