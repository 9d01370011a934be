//! Everything in which an archive can be other than it was sealed, with its words.

use std::fmt;
use std::io::ErrorKind;

use serde::Serialize;

use super::BagId;
use crate::lang::{Count, Lang, Said, Say, say};

/// Something that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<W = Wrong> {
    /// The bag; none where it is the archive's.
    pub bag: Option<BagId>,
    /// The file within the bag, or within the archive.
    pub path: Option<String>,
    /// What is wrong.
    pub what: W,
}

impl<W> Fault<W> {
    /// A fault of the archive as a whole.
    pub fn new(what: W) -> Self {
        Self { bag: None, path: None, what }
    }

    /// At a file.
    pub fn path(self, path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..self }
    }

    /// Of a bag.
    pub fn bag(self, bag: BagId) -> Self {
        Self { bag: Some(bag), ..self }
    }
}

impl<W: Coded> Fault<W> {
    /// As people and programs are told of it.
    pub fn told(&self, lang: Lang) -> FaultRecord {
        FaultRecord {
            code: self.what.code(),
            bag: self.bag.map(|bag| bag.to_string()),
            path: self.path.clone(),
            message: Said(&self.what, lang).to_string(),
        }
    }
}

/// A fault as people and programs are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultRecord {
    /// Its stable name.
    pub code: &'static str,
    /// The bag, as `2565-02/r1`; none where it is the archive's.
    pub bag: Option<String>,
    /// The file within the bag, or within the archive.
    pub path: Option<String>,
    /// What is wrong, in the language asked for.
    pub message: String,
}

/// What has a stable name beside its words.
pub trait Coded: Say {
    /// The name, ASCII.
    fn code(&self) -> &'static str;
}

/// What is wrong, as the archive itself tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It cannot be read.
    Unreadable(ErrorKind),
    /// A link, a pipe, a device.
    NotAFile,
    /// A file is gone.
    Missing,
    /// A file is gone or cannot be read.
    MissingOrUnreadable,
    /// A file that no manifest lists.
    Extra,
    /// A folder without files.
    ExtraFolder,
    /// A file of other bytes.
    Changed,
    /// A manifest that is none.
    ManifestBroken,
    /// A declaration that no seal writes.
    DeclarationBroken,
    /// Lines in a description that no seal writes.
    StrangeLines,
    /// Another size than the payload has.
    SizeDiffers {
        /// As the bag tells it.
        told: String,
        /// As it is.
        found: String,
    },
    /// What a bag says of itself is not where it lies.
    PlaceDiffers(LabelDiffers),
    /// What a bag says of itself is not what the list says.
    EntryDiffers(LabelDiffers),
    /// It does not follow the bag listed before it.
    ChainBroken,
    /// The list of scans cannot be read.
    ScansUnreadable,
    /// A scan is not as its list says.
    ScanDiffers,
    /// A label that no filing of a signed copy writes.
    LabelStrange(String),
    /// There is no signature over the list.
    SignatureMissing,
    /// The signature over the list vouches for nothing.
    SignatureBroken(SignatureFlaw),
    /// No bag has a fingerprint that was noted.
    FingerprintUnknown,
    /// A line of the list was edited.
    LineBroken(usize),
    /// The list is gone, though there are bags.
    ListMissing,
    /// There is no list that could be exported.
    NoPlainList,
    /// The list is a link, a pipe, a device.
    ListNotAFile,
    /// It lies in the archive, and no seal put it there.
    Stranger,
    /// A bag that is listed and gone.
    BagMissing,
    /// A bag that is not the one listed.
    BagReplaced,
    /// A bag names another one of another content.
    ReferenceBroken(BagId),
    /// A bag that is not listed.
    Unlisted,
}

impl Coded for Wrong {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::NotAFile | Self::ListNotAFile => "not-a-file",
            Self::Missing | Self::MissingOrUnreadable => "missing",
            Self::Extra | Self::ExtraFolder => "extra",
            Self::Changed => "changed",
            Self::ManifestBroken => "manifest-broken",
            Self::DeclarationBroken | Self::StrangeLines => "info-broken",
            Self::SizeDiffers { .. } => "oxum-differs",
            Self::PlaceDiffers(_) => "place-differs",
            Self::EntryDiffers(_) => "entry-differs",
            Self::ChainBroken => "chain-broken",
            Self::ScansUnreadable | Self::ScanDiffers => "scans-differ",
            Self::LabelStrange(_) => "info-differs",
            Self::SignatureMissing => "signature-missing",
            Self::SignatureBroken(_) => "signature-broken",
            Self::FingerprintUnknown => "fingerprint-unknown",
            Self::LineBroken(_) => "ledger-broken",
            Self::ListMissing | Self::NoPlainList => "ledger-missing",
            Self::Stranger => "stranger",
            Self::BagMissing => "bag-missing",
            Self::BagReplaced => "bag-replaced",
            Self::ReferenceBroken(_) => "reference-broken",
            Self::Unlisted => "unlisted",
        }
    }
}

impl Say for Wrong {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(kind) => say!(lang, out, "อ่านไม่ได้: {kind}", "it cannot be read: {kind}", kind),
            Self::SizeDiffers { told, found } => say!(
                lang,
                out,
                "บอกขนาดของเนื้อหาเป็น {told} แต่มี {found}",
                "it gives the size of the payload as {told}, but that is {found}",
                told,
                found
            ),
            Self::PlaceDiffers(how) => say!(
                lang,
                out,
                "{how} ตามโฟลเดอร์: โฟลเดอร์ถูกเปลี่ยนชื่อหรือสลับที่",
                "{how} by its folder: the folder was renamed or exchanged",
                how
            ),
            Self::EntryDiffers(how) => {
                say!(lang, out, "{how} ตามบัญชี: บัญชีหรือชุดถูกแก้ไข", "{how} by the list: the list or the bag was edited", how)
            }
            Self::LabelStrange(label) => {
                say!(lang, out, "{label} ไม่มีในฉบับลงนามที่โปรแกรมเก็บ", "{label} stands in no signed copy that the program files",)
            }
            Self::SignatureBroken(flaw) => flaw.say(lang, out),
            Self::LineBroken(line) => {
                say!(lang, out, "บัญชีบรรทัด {line} ถูกแก้ไข", "line {line} of the list was edited", line = Count::of(*line))
            }
            Self::ReferenceBroken(named) => {
                say!(lang, out, "ชุดนี้อ้างถึง {named} ที่มีเนื้อหาอื่น", "this bag names a {named} of another content", named)
            }
            _ => out.write_str(self.in_one_sentence(lang)),
        }
    }
}

impl Wrong {
    /// What needs no words of its own.
    fn in_one_sentence(&self, lang: Lang) -> &'static str {
        let (thai, english) = match self {
            Self::NotAFile => ("ไม่ใช่แฟ้มธรรมดา (เช่น ลิงก์)", "it is no ordinary file (a link, say)"),
            Self::Missing => ("แฟ้มหายไป", "the file is gone"),
            Self::MissingOrUnreadable => ("แฟ้มหายไปหรืออ่านไม่ได้", "the file is gone or cannot be read"),
            Self::Extra => ("แฟ้มเกินมา ไม่มีในบัญชี", "the file was added: no manifest lists it"),
            Self::ExtraFolder => ("โฟลเดอร์เกินมา ไม่มีแฟ้มใดอยู่", "the folder was added: there is no file in it"),
            Self::Changed => ("เนื้อหาถูกแก้ไข", "its content was changed"),
            Self::ManifestBroken => ("บัญชีแฟ้มเสียหาย อ่านไม่ได้ความ", "the manifest is damaged and makes no sense"),
            Self::DeclarationBroken => ("ไม่ใช่คำประกาศของชุดเก็บถาวร BagIt รุ่น ๑.๐", "it is no declaration of a BagIt 1.0 bag"),
            Self::StrangeLines => ("มีบรรทัดที่โปรแกรมไม่ได้เขียน", "it has lines that the program does not write"),
            Self::ChainBroken => ("ชุดนี้ไม่ได้ต่อจากชุดก่อนหน้าในบัญชี", "this bag does not follow the one listed before it"),
            Self::ScansUnreadable => ("รายการแฟ้มสแกนอ่านไม่ได้", "the list of scans cannot be read"),
            Self::ScanDiffers => ("ไม่ตรงกับรายการแฟ้มสแกน", "it is not as the list of scans says"),
            Self::SignatureMissing => (
                "ไม่มีลายเซ็นของบัญชี ถ้าเคยลงนามแล้วแปลว่าถูกนำออก ถ้ายังไม่เคย ให้ผู้ถือกุญแจลงนามด้วย minisign -Sm chain.txt",
                "the list has no signature: if it was signed, the signature was taken out; if not, let the keeper of the key run minisign -Sm chain.txt",
            ),
            Self::FingerprintUnknown => (
                "ไม่มีชุดใดตรงกับลายนิ้วมือที่จดไว้: ถูกนำออกหรือผนึกใหม่ทั้งหมด",
                "no bag has the fingerprint that was noted: it was taken out, or everything was sealed anew",
            ),
            Self::ListMissing => {
                ("บัญชีชุดเก็บถาวรหายไป จึงไม่รู้ว่าขาดชุดใด", "the list of the bags is gone, so nobody knows which bag is missing")
            }
            Self::NoPlainList => ("ไม่มีบัญชีชุดเก็บถาวรที่เป็นแฟ้มธรรมดา", "there is no list of the bags that is an ordinary file"),
            Self::ListNotAFile => (
                "บัญชีไม่ใช่แฟ้มธรรมดา (เป็นลิงก์ ท่อ หรืออุปกรณ์) จึงไม่เปิดอ่าน",
                "the list is no ordinary file (a link, a pipe or a device), so it is not opened",
            ),
            Self::Stranger => ("ไม่ใช่ชุดเก็บถาวร มีผู้นำมาวางไว้", "it is no bag: somebody put it here"),
            Self::BagMissing => ("ชุดนี้ถูกนำออกไป", "this bag was taken out"),
            Self::BagReplaced => {
                ("ชุดนี้ไม่ใช่ชุดที่ผนึกไว้: ถูกแก้ไขหรือแทนที่", "this bag is not the one that was sealed: it was edited or replaced")
            }
            Self::Unlisted => ("ชุดนี้ไม่มีในบัญชี มีผู้นำมาวางไว้", "this bag is not listed: somebody put it here"),
            Self::Unreadable(_)
            | Self::SizeDiffers { .. }
            | Self::PlaceDiffers(_)
            | Self::EntryDiffers(_)
            | Self::LabelStrange(_)
            | Self::SignatureBroken(_)
            | Self::LineBroken(_)
            | Self::ReferenceBroken(_) => ("", ""),
        };
        lang.pick(thai, english)
    }
}

/// A label that does not say what follows from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelDiffers {
    /// The label, or a file and its key.
    pub label: String,
    /// What it says; none where it does not stand there.
    pub found: Option<String>,
    /// What it should say; none where it should not stand there.
    pub expected: Option<String>,
}

impl Say for LabelDiffers {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| lang.pick("(ไม่มี)", "(nothing)").to_owned());
        let (label, found, expected) = (&self.label, shown(&self.found), shown(&self.expected));
        say!(lang, out, "{label} เป็น {found} แต่ควรเป็น {expected}", "{label} is {found} but should be {expected}")
    }
}

/// Why a signature vouches for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureFlaw {
    /// A link, a pipe, a device, or far too large.
    NotAFile,
    /// It is no signature of minisign's.
    NotASignature,
    /// Another key made it.
    OtherKey,
    /// It is over something else.
    NotOfTheList,
}

impl Say for SignatureFlaw {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self {
            Self::NotAFile => ("ไม่ใช่แฟ้มธรรมดา จึงไม่เปิดอ่าน", "it is no ordinary file, so it is not opened"),
            Self::NotASignature => ("ไม่ใช่ลายเซ็นของ minisign", "it is no signature of minisign"),
            Self::OtherKey => ("ลงนามด้วยกุญแจอื่น", "it was signed with another key"),
            Self::NotOfTheList => (
                "ลายเซ็นไม่ตรงกับบัญชี: บัญชีถูกแก้ไขหรือถูกตัดให้สั้นลงหลังลงนาม",
                "it is not of this list: the list was edited or cut short after it was signed",
            ),
        };
        out.write_str(lang.pick(thai, english))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_fault_is_said_in_both_languages() {
        let bag = BagId::parse("2565-02/r1").expect("a bag");
        let label = |found: Option<&str>, expected: Option<&str>| LabelDiffers {
            label: "OTOP-Month".to_owned(),
            found: found.map(str::to_owned),
            expected: expected.map(str::to_owned),
        };
        let every = [
            Wrong::Unreadable(ErrorKind::PermissionDenied),
            Wrong::NotAFile,
            Wrong::Missing,
            Wrong::MissingOrUnreadable,
            Wrong::Extra,
            Wrong::ExtraFolder,
            Wrong::Changed,
            Wrong::ManifestBroken,
            Wrong::DeclarationBroken,
            Wrong::StrangeLines,
            Wrong::SizeDiffers { told: "12.r1".to_owned(), found: "13.r1".to_owned() },
            Wrong::PlaceDiffers(label(Some("2565-02"), Some("2565-03"))),
            Wrong::EntryDiffers(label(None, Some("2565-03"))),
            Wrong::EntryDiffers(label(Some("2565-02"), None)),
            Wrong::ChainBroken,
            Wrong::ScansUnreadable,
            Wrong::ScanDiffers,
            Wrong::LabelStrange("OTOP-Level".to_owned()),
            Wrong::SignatureMissing,
            Wrong::SignatureBroken(SignatureFlaw::NotAFile),
            Wrong::SignatureBroken(SignatureFlaw::NotASignature),
            Wrong::SignatureBroken(SignatureFlaw::OtherKey),
            Wrong::SignatureBroken(SignatureFlaw::NotOfTheList),
            Wrong::FingerprintUnknown,
            Wrong::LineBroken(12),
            Wrong::ListMissing,
            Wrong::NoPlainList,
            Wrong::ListNotAFile,
            Wrong::Stranger,
            Wrong::BagMissing,
            Wrong::BagReplaced,
            Wrong::ReferenceBroken(bag),
            Wrong::Unlisted,
        ];
        for wrong in every {
            pure(&wrong);
            assert!(wrong.code().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        }
    }
}
