//! What was probably forgotten in a plan, in both languages.

use std::fmt;

use super::remark::Remark;
use crate::lang::{Count, Lang, Say, say};

/// What was probably forgotten in a plan, and where; it can be used all the same.
pub type PlanWarning = Remark<PlanOddity>;

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
