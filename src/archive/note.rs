//! What verifying tells besides faults.

use std::fmt;

use super::BagId;
use crate::lang::{Count, Lang, Say, say};

/// What is no fault but worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A fingerprint that was noted is this bag's.
    FingerprintKnown(BagId),
    /// There is a signature, and no key to check it by.
    KeyUnknown,
    /// Up to which seal the signature vouches.
    Signed {
        /// So many bags.
        bags: usize,
        /// Of so many.
        of: usize,
        /// The last that it vouches for; none where it is of the empty list.
        last: Option<BagId>,
        /// What the signer wrote with it.
        comment: String,
    },
    /// A bag whose sealing was cut short before it was listed.
    CutShort(BagId),
}

impl Say for Note {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FingerprintKnown(bag) => {
                say!(lang, out, "ลายนิ้วมือที่จดไว้ตรงกับ {bag}", "the fingerprint that was noted is that of {bag}", bag)
            }
            Self::KeyUnknown => say!(
                lang,
                out,
                "มีลายเซ็น chain.txt.minisig แต่ไม่รู้กุญแจ จึงไม่ได้ตรวจ ระบุ --public-key หรือ archive.public_key ในแผน",
                "the signature chain.txt.minisig was not checked, since its key is not known: give --public-key, or archive.public_key in the plan",
            ),
            Self::Signed { last: None, comment, .. } => {
                say!(lang, out, "ลายเซ็นยังไม่รับรองชุดใด ({comment})", "the signature vouches for no bag yet ({comment})")
            }
            Self::Signed { bags, of, comment, .. } if bags == of => say!(
                lang,
                out,
                "ลายเซ็นรับรองครบทั้ง {of} ชุด ({comment})",
                "the signature vouches for every bag, {of} in all ({comment})",
                of = Count::of(*of)
            ),
            Self::Signed { bags, of, last: Some(last), comment } => say!(
                lang,
                out,
                "ลายเซ็นรับรองถึง {last} คือ {bags} จาก {of} ชุด ({comment}) ชุดหลังจากนั้นยังไม่มีผู้ลงนาม สั่ง minisign -Sm chain.txt อีกครั้ง",
                "the signature vouches up to {last}, {bags} of {of} bags ({comment}); nobody has signed those after it: run minisign -Sm chain.txt again",
                last,
                bags = Count::of(*bags),
                of = Count::of(*of)
            ),
            Self::CutShort(bag) => say!(
                lang,
                out,
                "การผนึก {bag} ถูกตัดกลางคันก่อนลงบัญชี คำสั่ง archive add ครั้งถัดไปจะลงบัญชีให้เอง",
                "sealing {bag} was cut short before it was listed; the next archive add will list it",
                bag
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_note_is_said_in_both_languages() {
        let bag = BagId::parse("2565-02/r1").expect("a bag");
        let signed = |bags, last| Note::Signed { bags, of: 3, last, comment: "r1:".to_owned() };
        let every = [
            Note::FingerprintKnown(bag),
            Note::KeyUnknown,
            signed(0, None),
            signed(2, Some(bag)),
            signed(3, Some(bag)),
            Note::CutShort(bag),
        ];
        every.iter().for_each(|note| pure(note));
    }
}
