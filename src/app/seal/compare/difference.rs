//! Something that came out otherwise than it was sealed, with its words.

use std::fmt;

use crate::lang::{Count, Lang, Say, say};

/// Something that came out otherwise than it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A file below `data/documents/`, a cell of it (`scorecard.xlsx!ผลการประเมิน!B7`), or a figure of `data.json`.
    pub what: String,
    /// How.
    pub how: How,
}

impl Difference {
    pub(super) fn new(what: impl Into<String>, how: How) -> Self {
        Self { what: what.into(), how }
    }
}

/// `form-1.pdf: …`.
impl Say for Difference {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.what)?;
        self.how.say(lang, out)
    }
}

/// How something came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// A file that is not in the bag.
    NotSealed,
    /// A file that did not come out.
    NotMade,
    /// Other bytes.
    OtherContent,
    /// Other bytes, and what they say cannot be compared.
    Unread(Unread),
    /// So many more differences of the same file.
    More(usize),
    /// A value: as it was sealed and as it came out, none where it was not there.
    Value(Option<String>, Option<String>),
    /// Names of sheets, as they were sealed and as they came out.
    Sheets(Vec<SheetName>, Vec<SheetName>),
    /// Another range is merged there.
    Merged,
    /// A finding that was sealed so many times and came out so many times.
    Finding {
        /// Its code and place.
        finding: String,
        /// As it was sealed.
        sealed: usize,
        /// As it came out.
        again: usize,
    },
    /// The title in the file.
    Title,
    /// How many pages.
    Pages(usize, usize),
    /// How many pictures.
    Pictures(usize, usize),
    /// What follows where two texts part; blank at the end of a text.
    Text(String, String),
    /// Which files are attached.
    Attached,
    /// This file that is attached is not the one beside it in the bag.
    AttachedDiffers(String),
}

impl Say for How {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSealed => {
                say!(lang, out, "จัดทำซ้ำได้แฟ้มนี้ แต่ในชุดเก็บถาวรไม่มี", "this file came out again, but is not in the bag")
            }
            Self::NotMade => say!(lang, out, "จัดทำซ้ำแล้วไม่ได้แฟ้มนี้", "this file did not come out again"),
            Self::OtherContent => say!(lang, out, "จัดทำซ้ำแล้วเนื้อหาไม่ตรงกัน", "its content came out otherwise"),
            Self::Unread(why) => say!(lang, out, "ไบต์ไม่ตรงกัน และ{why}", "its bytes differ, and {why}", why),
            Self::More(more) => {
                say!(lang, out, "และต่างกันอีก {more} แห่ง", "and differences in {more} more places", more = Count::of(*more))
            }
            Self::Value(Some(old), Some(new)) => {
                say!(lang, out, "เดิม {old} จัดทำซ้ำได้ {new}", "it was {old} and came out as {new}")
            }
            Self::Value(Some(old), None) => say!(lang, out, "เดิม {old} จัดทำซ้ำแล้วไม่มี", "it was {old} and did not come out"),
            Self::Value(None, new) => {
                let new = new.as_deref().unwrap_or_default();
                say!(lang, out, "เดิมไม่มี จัดทำซ้ำได้ {new}", "it was not there and came out as {new}")
            }
            Self::Sheets(old, new) => say!(
                lang,
                out,
                "แผ่นงานเดิม {old} จัดทำซ้ำได้ {new}",
                "its sheets were {old} and came out as {new}",
                old = Names(old),
                new = Names(new)
            ),
            Self::Merged => say!(lang, out, "ผสานช่องไม่เหมือนเดิม", "other cells are merged there"),
            Self::Finding { finding, sealed, again } => say!(
                lang,
                out,
                "เดิมมี {sealed} รายการ จัดทำซ้ำได้ {again}: {finding}",
                "there were {sealed} and {again} came out: {finding}",
                sealed = Count::of(*sealed),
                again = Count::of(*again)
            ),
            Self::Title => say!(lang, out, "ชื่อเรื่องในแฟ้มไม่ตรงกัน", "the title in the file differs"),
            Self::Pages(old, new) => say!(
                lang,
                out,
                "จำนวนหน้าเดิม {old} จัดทำซ้ำได้ {new}",
                "it had {old} pages and came out with {new}",
                old = Count::of(*old),
                new = Count::of(*new)
            ),
            Self::Pictures(old, new) => say!(
                lang,
                out,
                "จำนวนภาพเดิม {old} จัดทำซ้ำได้ {new}",
                "it had {old} pictures and came out with {new}",
                old = Count::of(*old),
                new = Count::of(*new)
            ),
            Self::Text(old, new) => say!(
                lang,
                out,
                "ข้อความไม่ตรงกัน เดิม {old} จัดทำซ้ำได้ {new}",
                "its text differs: it was {old} and came out as {new}",
                old = Passage(old),
                new = Passage(new)
            ),
            Self::Attached => {
                say!(lang, out, "แฟ้มที่แนบอยู่ภายในไม่ครบหรือเกิน", "files attached inside are missing, or too many")
            }
            Self::AttachedDiffers(name) => say!(
                lang,
                out,
                "แฟ้ม {name} ที่แนบอยู่ภายในไม่ใช่แฟ้มเดียวกับในชุดเก็บถาวร",
                "{name} attached inside is not the same file as in the bag"
            ),
        }
    }
}

/// Words of a text, in quotation marks.
struct Passage<'a>(&'a str);

impl Say for Passage<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => out.write_str(lang.pick("(จบ)", "(the end)")),
            words => write!(out, "“{words}”"),
        }
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether and how it is hidden.
    pub hidden: Hidden,
}

/// How a sheet is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It is not.
    No,
    /// So that its reader can show it.
    Lightly,
    /// So that only a program can show it.
    Deeply,
}

/// Sheets in a row.
struct Names<'a>(&'a [SheetName]);

impl Say for Names<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, SheetName { name, hidden }) in self.0.iter().enumerate() {
            let mark = match hidden {
                Hidden::No => "",
                Hidden::Lightly => lang.pick(" (ซ่อน)", " (hidden)"),
                Hidden::Deeply => lang.pick(" (ซ่อนสนิท)", " (deeply hidden)"),
            };
            write!(out, "{}{name}{mark}", if i > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

/// Why what a sealed file says cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A reader falls over it.
    Damaged,
    /// It is no text in UTF-8.
    NotText,
    /// It is no PDF.
    NotPdf,
    /// It is no letter that a word processor reads.
    NotLetter,
    /// It is no workbook.
    NotWorkbook,
    /// It is no JSON.
    NotJson,
    /// It is no list of findings.
    NotFindings,
    /// It is of a kind that is compared by bytes alone.
    OtherKind,
}

impl Say for Unread {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self {
            Self::Damaged => ("แฟ้มในชุดเก็บถาวรเสียหาย อ่านไม่ได้", "the file in the bag is damaged and cannot be read"),
            Self::NotText => ("ไม่ใช่ข้อความ UTF-8", "it is no text in UTF-8"),
            Self::NotPdf => ("อ่านเป็น PDF ไม่ได้", "it cannot be read as a PDF"),
            Self::NotLetter => ("อ่านเป็นหนังสือ .docx ไม่ได้", "it cannot be read as a .docx letter"),
            Self::NotWorkbook => ("อ่านเป็นสมุดงานไม่ได้", "it cannot be read as a workbook"),
            Self::NotJson => ("อ่านเป็น JSON ไม่ได้", "it cannot be read as JSON"),
            Self::NotFindings => ("ไม่ใช่รายการข้อค้นพบ", "it is no list of findings"),
            Self::OtherKind => ("เทียบเนื้อหาของแฟ้มชนิดนี้ไม่ได้", "files of this kind cannot be compared by what they say"),
        };
        out.write_str(lang.pick(thai, english))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_difference_is_said_in_both_languages() {
        let sheet = |hidden| SheetName { name: "B1".to_owned(), hidden };
        let sheets = || [Hidden::No, Hidden::Lightly, Hidden::Deeply].map(sheet).to_vec();
        let value = || Some("B2".to_owned());
        let every = [
            How::NotSealed,
            How::NotMade,
            How::OtherContent,
            How::More(12),
            How::Value(value(), value()),
            How::Value(value(), None),
            How::Value(None, value()),
            How::Sheets(sheets(), sheets()),
            How::Merged,
            How::Finding { finding: "r2".to_owned(), sealed: 1, again: 0 },
            How::Title,
            How::Pages(1, 2),
            How::Pictures(1, 2),
            How::Text("B2".to_owned(), String::new()),
            How::Attached,
            How::AttachedDiffers("data.json".to_owned()),
        ];
        every.into_iter().for_each(|how| pure(&Difference::new("form-1.pdf", how)));
        let unread = [
            Unread::Damaged,
            Unread::NotText,
            Unread::NotPdf,
            Unread::NotLetter,
            Unread::NotWorkbook,
            Unread::NotJson,
            Unread::NotFindings,
            Unread::OtherKind,
        ];
        unread.into_iter().for_each(|why| pure(&How::Unread(why)));
    }
}
