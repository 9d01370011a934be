//! What a person should know before a file is taken, and why one cannot be, with the words.

use std::fmt;

use crate::lang::{Lang, Revision, Say, Year, say};
use crate::thai::calendar::{FiscalYear, Month};

/// Why a file cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cannot {
    /// It cannot be read; its finding says why.
    Unreadable,
    /// Its cover names another province.
    OtherProvince(String),
    /// Of which district it is, is not clear.
    WhoseUnknown,
    /// It is of another fiscal year.
    OutsideYear {
        /// Its month.
        month: Month,
        /// The plan's year.
        year: FiscalYear,
    },
}

/// Something to know before a file is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// As a whole it cannot be used as a report.
    Unusable,
    /// It is of another month than the one being worked on.
    OtherMonth {
        /// Its month.
        month: Month,
        /// The other.
        working: Month,
    },
    /// It takes the place of an older revision, which stays where it is.
    Newer {
        /// The older one, relative to `inputs/`.
        file: String,
        /// Its revision.
        revision: u32,
    },
    /// A newer revision is there; this one would not count.
    Older {
        /// The newer one, relative to `inputs/`.
        file: String,
        /// Its revision.
        revision: u32,
    },
    /// A file of the same district has this name; it would be moved aside.
    SameName {
        /// That file, relative to `inputs/`.
        file: String,
    },
    /// Another file has this name; this one would be called so.
    OtherName {
        /// Its name then.
        name: String,
    },
    /// Another file says to be the same revision of the same report.
    Rival {
        /// That file, relative to `inputs/`.
        file: String,
        /// The revision of both.
        revision: u32,
    },
    /// Another file in the tray is of the same district and month.
    InTray {
        /// Its name.
        name: String,
    },
    /// The month is sealed.
    Sealed {
        /// The bag.
        bag: String,
    },
}

impl Say for Cannot {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => say!(
                lang,
                out,
                "อ่านเป็นแบบรายงานไม่ได้ จึงรับเข้าไม่ได้ ขอแฟ้มใหม่จากอำเภอ",
                "it cannot be read as a report and cannot be taken: ask the district for it again",
            ),
            Self::OtherProvince(name) => say!(
                lang,
                out,
                "หน้าปกระบุจังหวัด \"{name}\" จึงรับเข้าไม่ได้ ส่งคืนผู้ส่ง หรือให้อำเภอแก้ชื่อจังหวัดในหน้าปก",
                "its cover names the province \"{name}\", so it cannot be taken: send it back, or have the cover corrected",
            ),
            Self::WhoseUnknown => say!(
                lang,
                out,
                "ไม่รู้ว่าเป็นรายงานของอำเภอใด จึงรับเข้าไม่ได้ ให้อำเภอกรอกชื่ออำเภอในหน้าปก หรือตั้งชื่อแฟ้มให้มีชื่ออำเภอ แล้ววางใหม่",
                "whose report it is is not clear, so it cannot be taken: have the district fill in its cover, or put the district's name into the file's name, and drop it again",
            ),
            Self::OutsideYear { month, year } => say!(
                lang,
                out,
                "เป็นรายงานเดือน{month} ซึ่งอยู่นอกปีงบประมาณ {year} ของแผน จึงรับเข้าไม่ได้ ตรวจเดือนในหน้าปก",
                "it is the report of {month}, outside the plan's fiscal year {year}, so it cannot be taken: see the month on its cover",
                month,
                year = Year(*year)
            ),
        }
    }
}

impl Say for Remark {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable => say!(
                lang,
                out,
                "ใช้เป็นรายงานไม่ได้ทั้งฉบับ ควรส่งคืนอำเภอก่อนรับเข้า",
                "as a whole it cannot be used as a report: send it back before it is taken",
            ),
            Self::OtherMonth { month, working } => say!(
                lang,
                out,
                "เป็นรายงานเดือน{month} ไม่ใช่เดือน{working}ที่กำลังทำอยู่",
                "it is the report of {month}, not of {working}, which is being worked on",
                month,
                working
            ),
            Self::Newer { file, revision } => say!(
                lang,
                out,
                "ใช้แทนฉบับแก้ไขครั้งที่ {revision} ซึ่งยังเก็บไว้ที่ \"{file}\"",
                "it takes the place of revision {revision}, which stays at \"{file}\"",
                revision = Revision(*revision)
            ),
            Self::Older { file, revision } => say!(
                lang,
                out,
                "มีฉบับแก้ไขครั้งที่ {revision} ซึ่งใหม่กว่าอยู่แล้วที่ \"{file}\" ถ้ารับเข้า แฟ้มนี้จะไม่ถูกนับ",
                "revision {revision}, which is newer, is there already at \"{file}\": this one would not count",
                revision = Revision(*revision)
            ),
            Self::SameName { file } => say!(
                lang,
                out,
                "มีแฟ้มชื่อนี้ของอำเภอเดียวกันอยู่แล้ว (\"{file}\") ถ้ารับเข้า แฟ้มเดิมจะย้ายไปเก็บไว้ในโฟลเดอร์ \".replaced\" ของเดือน",
                "the district's \"{file}\" has this name: it would be moved into the month's folder \".replaced\" and kept there",
            ),
            Self::OtherName { name } => say!(
                lang,
                out,
                "มีแฟ้มอื่นใช้ชื่อนี้แล้ว ถ้ารับเข้า แฟ้มนี้จะชื่อ \"{name}\"",
                "another file has this name: this one would be called \"{name}\"",
            ),
            Self::Rival { file, revision } => say!(
                lang,
                out,
                "\"{file}\" เป็นรายงานเดือนเดียวกันและฉบับแก้ไขครั้งที่ {revision} เหมือนกัน แต่เนื้อหาต่างกัน ถ้าอยู่ทั้งสองแฟ้มจะใช้ไม่ได้ทั้งคู่ เลือกแทนแฟ้มเดิม หรือให้อำเภอเพิ่มเลขฉบับแก้ไข",
                "\"{file}\" is the same month's report and revision {revision} as well, with other content; of both neither would count: have this one replace it, or ask the district for a higher revision",
                revision = Revision(*revision)
            ),
            Self::InTray { name } => say!(
                lang,
                out,
                "ในถาดมี \"{name}\" ของอำเภอและเดือนเดียวกันด้วย ดูว่าแฟ้มใดถูก แล้วนำอีกแฟ้มออก",
                "the tray has \"{name}\" of the same district and month too: see which is right, and discard the other",
            ),
            Self::Sealed { bag } => say!(
                lang,
                out,
                "เดือนนี้ผนึกแล้วในชุด {bag} ถ้ารับเข้า ต้องจัดทำและผนึกใหม่พร้อมเหตุผล",
                "the month is sealed in {bag}: once this is taken, it must be made and sealed again, with a reason",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_sentence_is_said_in_both_languages() {
        let (file, name) = (|| "2565-02/a.xlsx".to_owned(), || "a (2).xlsx".to_owned());
        let (month, working): (Month, Month) = ("2565-01".parse().expect("a month"), "2565-02".parse().expect("a month"));
        let cannot = [
            Cannot::Unreadable,
            Cannot::OtherProvince("Nan".to_owned()),
            Cannot::WhoseUnknown,
            Cannot::OutsideYear { month, year: FiscalYear(2566) },
        ];
        let remarks = [
            Remark::Unusable,
            Remark::OtherMonth { month, working },
            Remark::Newer { file: file(), revision: 1 },
            Remark::Older { file: file(), revision: 1 },
            Remark::SameName { file: file() },
            Remark::OtherName { name: name() },
            Remark::Rival { file: file(), revision: 1 },
            Remark::InTray { name: name() },
            Remark::Sealed { bag: "2565-02/r1".to_owned() },
        ];
        cannot.iter().for_each(|why| pure(why));
        remarks.iter().for_each(|remark| pure(remark));
    }
}
