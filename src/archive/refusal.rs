//! What is against the rules of the archive, with its words.

use std::fmt;

use super::BagId;
use crate::lang::{Count, Lang, Say, say};
use crate::thai::calendar::Month;

/// Why the archive does not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The folder that the plan gives it.
    Folder {
        /// As the plan names it.
        name: String,
        /// What is wrong with it.
        why: BadFolder,
    },
    /// What is expected is no fingerprint.
    NoFingerprint {
        /// As it was noted.
        noted: String,
        /// Digits that a fingerprint has at least.
        least: usize,
    },
    /// There is no bag at all.
    NothingSealed,
    /// There is no bag of the month.
    MonthNotSealed(Month),
    /// The list is gone from this folder, though there are bags.
    ListLost(String),
    /// This line of the list was edited.
    ListEdited(usize),
    /// The bag is not what was sealed.
    BagChanged(BagId),
    /// A text that is no public key.
    NotAKey(String),
}

/// What is wrong with the archive's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadFolder {
    /// It does not lie below `outputs/`.
    Outside,
    /// Other commands write over it.
    Taken,
    /// It is a link that leads out of `outputs/`.
    Link,
}

impl Say for BadFolder {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self {
            Self::Outside => ("ต้องเป็นโฟลเดอร์ภายใต้ outputs เช่น archive", "it must be a folder below outputs, such as archive"),
            Self::Taken => (
                "เป็นโฟลเดอร์ที่คำสั่งอื่นเขียนทับ เลือกชื่ออื่น เช่น archive",
                "other commands write over that folder; choose another name, such as archive",
            ),
            Self::Link => (
                "เป็นลิงก์ออกไปนอก outputs ใช้โฟลเดอร์จริงแทน",
                "it is a link that leads out of outputs; put a real folder in its place",
            ),
        };
        out.write_str(lang.pick(thai, english))
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { name, why } => {
                say!(lang, out, "แผน archive.folder: \"{name}\" {why}", "plan archive.folder: \"{name}\": {why}", why)
            }
            Self::NoFingerprint { noted, least } => say!(
                lang,
                out,
                "ลายนิ้วมือ \"{noted}\" ต้องเป็นเลขฐานสิบหกอย่างน้อย {least} ตัว ตามที่จดไว้เมื่อผนึกหรือที่พิมพ์ท้ายหนังสือ",
                "the fingerprint \"{noted}\" must have at least {least} hexadecimal digits, as noted at the seal or printed on the letter",
                least = Count::of(*least)
            ),
            Self::NothingSealed => say!(
                lang,
                out,
                "ยังไม่มีชุดเก็บถาวร สั่ง otop-report archive add ตามด้วยเดือน ก่อน",
                "nothing is sealed yet; run otop-report archive add with a month first",
            ),
            Self::MonthNotSealed(month) => {
                let code = month.to_string();
                say!(
                    lang,
                    out,
                    "เดือน{month} ยังไม่ได้ผนึก สั่ง otop-report archive add {code} ก่อน",
                    "{month} is not sealed yet; run otop-report archive add {code} first",
                    month
                )
            }
            Self::ListLost(root) => say!(
                lang,
                out,
                "chain.txt หายไปจาก {root} จึงผนึกต่อไม่ได้\n  นำกลับมาจากสำเนาสำรอง แล้วสั่ง otop-report archive verify",
                "chain.txt is gone from {root}, so nothing more can be sealed\n  bring it back from a backup, then run otop-report archive verify",
            ),
            Self::ListEdited(line) => say!(
                lang,
                out,
                "chain.txt บรรทัด {line} ถูกแก้ไข จึงใช้ต่อไม่ได้\n  นำกลับมาจากสำเนาสำรอง แล้วสั่ง otop-report archive verify",
                "line {line} of chain.txt was edited, so it cannot be used\n  bring it back from a backup, then run otop-report archive verify",
                line = Count::of(*line)
            ),
            Self::BagChanged(bag) => {
                let month = bag.month.to_string();
                say!(
                    lang,
                    out,
                    "ชุด {bag} ไม่ตรงกับที่ผนึกไว้ สั่ง otop-report archive verify {month} ดูรายการ",
                    "the bag {bag} is not what was sealed; run otop-report archive verify {month} to see how",
                    bag
                )
            }
            Self::NotAKey(text) => say!(
                lang,
                out,
                "\"{text}\" ไม่ใช่กุญแจสาธารณะของ minisign (ขึ้นต้นด้วย RW) และไม่ใช่แฟ้มกุญแจ",
                "\"{text}\" is no public key of minisign (which begins with RW), nor the file of one",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        let bag = BagId::parse("2565-02/r1").expect("a bag");
        let folder = |why| Refusal::Folder { name: "targets".to_owned(), why };
        let every = [
            folder(BadFolder::Outside),
            folder(BadFolder::Taken),
            folder(BadFolder::Link),
            Refusal::NoFingerprint { noted: "94a1".to_owned(), least: 16 },
            Refusal::NothingSealed,
            Refusal::MonthNotSealed(bag.month),
            Refusal::ListLost("outputs/archive".to_owned()),
            Refusal::ListEdited(3),
            Refusal::BagChanged(bag),
            Refusal::NotAKey("RW1".to_owned()),
        ];
        every.iter().for_each(|refusal| pure(refusal));
    }
}
