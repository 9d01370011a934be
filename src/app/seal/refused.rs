//! Why a month is not sealed, with its words.

use std::fmt;

use super::compare::Difference;
use super::replay::Unreplayable;
use crate::archive::BagId;
use crate::archive::fault::LabelDiffers;
use crate::lang::{Lang, Said, Say, say};

/// Why a month is not sealed.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum SealError {
    /// This option gives a reason, and is blank.
    BlankReason(&'static str),
    /// The month is sealed as this bag and holds other data now, and nobody has told why.
    NoReason(BagId),
    /// A document whose name no bag can have.
    DocumentName(String),
    /// What is compiled from the bag is not what goes into it.
    Unproven(Unproven),
}

/// How a bag does not prove itself.
#[derive(Debug)]
pub enum Unproven {
    /// Something comes out otherwise.
    Differs(Difference),
    /// It says of itself otherwise than it comes out.
    Contradicts(LabelDiffers),
    /// It cannot be compiled.
    Unreplayable(Unreplayable),
}

impl Say for SealError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlankReason(option) => {
                say!(lang, out, "{option} ต้องบอกเหตุผล เช่น {option} \"อำเภอขอแก้ยอด\"", "{option} needs a reason in words")
            }
            Self::NoReason(last) => {
                let month = last.month;
                say!(
                    lang,
                    out,
                    "เดือน{month} ผนึกแล้วที่ {last} และข้อมูลเปลี่ยนไป ถ้าเป็นฉบับแก้ไขให้ระบุ --reason \"เหตุผล\"",
                    "{month} is sealed as {last} and its data have changed; if this is another revision, give --reason \"why\"",
                    month,
                    last
                )
            }
            Self::DocumentName(path) => say!(
                lang,
                out,
                "ชื่อเอกสาร \"{path}\" ใช้ในชุดเก็บถาวรไม่ได้ ใช้ได้แต่อักษรอังกฤษ ตัวเลข จุด และขีด",
                "a bag cannot hold a document named \"{path}\": only Latin letters, digits, dots and hyphens can stand in it",
            ),
            Self::Unproven(how) => say!(
                lang,
                out,
                "จัดทำซ้ำจากชุดเก็บถาวรแล้วไม่ได้ผลเดิม จึงไม่ผนึก ({how})\n  ถ้ามีผู้แก้แฟ้มใน inputs อยู่ รอให้เสร็จแล้วสั่งใหม่",
                "what is compiled from the bag is not the same, so nothing was sealed ({how})\n  if somebody is changing files in inputs, wait until they are done, then run it again",
                how
            ),
        }
    }
}

impl Say for Unproven {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs(difference) => difference.say(lang, out),
            Self::Contradicts(how) => how.say(lang, out),
            Self::Unreplayable(why) => why.say(lang, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::How;
    use super::*;
    use crate::lang::{foreign_words, tests::pure};

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        let label = LabelDiffers { label: "compiled.json level".to_owned(), found: Some("r4".to_owned()), expected: None };
        let difference = Difference { what: "form-1.pdf".to_owned(), how: How::Title };
        let every = [
            SealError::NoReason(BagId::parse("2565-02/r1").expect("a bag")),
            SealError::DocumentName("r1 ".to_owned()),
            SealError::Unproven(Unproven::Differs(difference)),
            SealError::Unproven(Unproven::Unreplayable(Unreplayable::DigestDiffers("plan.toml".to_owned()))),
        ];
        every.iter().for_each(|error| pure(error));
        pure(&SealError::BlankReason("--reason"));
        let told = Said(&Unproven::Contradicts(label), Lang::Th).to_string();
        assert_eq!(foreign_words(&told, Lang::Th), ["level"], "a key of the file");
    }
}
