//! Why a dropped file is not put into the tray, with its words.

use std::fmt;

use crate::lang::{Count, Lang, Say, say};

/// A dropped file that is not in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why a dropped file is not put into the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Larger than so many MiB.
    TooLarge(u64),
    /// The tray holds so many files, and takes no more.
    TooMany(u64),
    /// The tray holds as many MiB as it may.
    NoRoom(u64),
    /// A zip within a zip.
    Nested,
    /// A zip with a password.
    Encrypted,
    /// A zip that cannot be read to its end.
    Damaged,
    /// A zip that holds more than so many MiB, or says of itself less than it holds.
    Inflates(u64),
    /// A zip with more than so many files.
    Entries(u64),
    /// A zip without a file.
    Hollow,
}

impl Say for Refused {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, why } = self;
        say!(lang, out, "{name}: {why}", "{name}: {why}", why)
    }
}

impl Say for Why {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(mib) => say!(
                lang,
                out,
                "แฟ้มใหญ่เกิน {mib} MiB จึงไม่รับ ลบรูปภาพหรือแถวที่ไม่ใช้แล้วบันทึกใหม่ หรือขยาย file_mib ในแผน",
                "it is larger than {mib} MiB and was not taken: remove pictures or rows that are not used and save it again, or raise file_mib in the plan",
                mib = Count(*mib)
            ),
            Self::TooMany(files) => say!(
                lang,
                out,
                "ถาดมี {files} แฟ้มแล้ว จึงไม่รับเพิ่ม รับเข้าหรือนำแฟ้มในถาดออกก่อน แล้ววางใหม่",
                "the tray holds {files} files already: take in or discard what is there, then drop it again",
                files = Count(*files)
            ),
            Self::NoRoom(mib) => say!(
                lang,
                out,
                "แฟ้มในถาดรวมกันจะเกิน {mib} MiB จึงไม่รับเพิ่ม รับเข้าหรือนำแฟ้มในถาดออกก่อน แล้ววางใหม่",
                "the tray would hold more than {mib} MiB: take in or discard what is there, then drop it again",
                mib = Count(*mib)
            ),
            Self::Nested => say!(
                lang,
                out,
                "เป็นแฟ้ม ZIP ที่อยู่ในแฟ้ม ZIP อีกชั้น จึงไม่เปิด แตกแฟ้มออกก่อน แล้ววางแฟ้มข้างใน",
                "it is a zip within a zip and was not opened: unpack it, then drop what is inside",
            ),
            Self::Encrypted => say!(
                lang,
                out,
                "แฟ้ม ZIP ตั้งรหัสผ่านไว้ แตกแฟ้มด้วยรหัสก่อน แล้ววางแฟ้มข้างใน",
                "the zip is protected by a password: unpack it, then drop what is inside",
            ),
            Self::Damaged => say!(
                lang,
                out,
                "แฟ้ม ZIP เสียหรือไม่ครบ ขอแฟ้มใหม่ หรือแตกแฟ้มแล้ววางแฟ้มข้างใน",
                "the zip is damaged or incomplete: ask for it again, or unpack it and drop what is inside",
            ),
            Self::Inflates(mib) => say!(
                lang,
                out,
                "แฟ้ม ZIP แตกออกแล้วเกินขีดจำกัด ({mib} MiB) จึงไม่เปิด แตกแฟ้มแล้ววางทีละส่วน",
                "the zip holds more than is allowed ({mib} MiB) and was not opened: unpack it and drop a part at a time",
                mib = Count(*mib)
            ),
            Self::Entries(files) => say!(
                lang,
                out,
                "แฟ้ม ZIP มีเกิน {files} แฟ้ม จึงไม่เปิด แตกแฟ้มแล้ววางเฉพาะแบบรายงาน",
                "the zip holds more than {files} files and was not opened: unpack it and drop the reports alone",
                files = Count(*files)
            ),
            Self::Hollow => {
                say!(lang, out, "แฟ้ม ZIP ไม่มีแฟ้มอยู่ข้างใน ขอแฟ้มใหม่จากอำเภอ", "the zip holds no file: ask the district for it again",)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        let every = [
            Why::TooLarge(50),
            Why::TooMany(2_000),
            Why::NoRoom(1_024),
            Why::Nested,
            Why::Encrypted,
            Why::Damaged,
            Why::Inflates(512),
            Why::Entries(2_000),
            Why::Hollow,
        ];
        every.into_iter().for_each(|why| pure(&Refused { name: "a.zip".to_owned(), why }));
    }
}
