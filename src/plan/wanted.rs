//! What a place of the plan must hold.

use std::fmt;

use crate::lang::{Count, Lang, Say, say};

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
    /// A day.
    Day,
    /// A list of days.
    Days,
    /// A letter's date.
    LetterDate,
    /// The language of what is said.
    Language,
    /// What happens to the deadline.
    Weekend,
    /// Yes or no.
    YesNo,
    /// Targets of the year and its two rounds.
    Issued,
    /// A picture below `inputs/`.
    Picture,
    /// An address for electronic mail.
    Email,
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
            Self::Day => ("วันที่ในเครื่องหมายคำพูด เช่น \"2565-04-06\"", "a day in quotation marks, such as \"2565-04-06\""),
            Self::Days => ("รายการวันที่ เช่น [\"2565-04-06\"]", "a list of days, such as [\"2565-04-06\"]"),
            Self::LetterDate => (
                "วันที่ในเครื่องหมายคำพูด เช่น \"2565-02-07\" หรือ \"today\" หรือเว้นว่าง \"\"",
                "a day in quotation marks, such as \"2565-02-07\", or \"today\", or \"\"",
            ),
            Self::Language => ("\"th\" (ไทย) หรือ \"en\" (อังกฤษ)", "\"th\" (Thai) or \"en\" (English)"),
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
            Self::Email => (
                "ที่อยู่ไปรษณีย์อิเล็กทรอนิกส์ เช่น \"phayao@example.go.th\" เป็นอักษรอังกฤษและเลขอารบิก มี @ หนึ่งตัว ไม่มีเว้นวรรค หรือ \"\" ถ้าไม่มี",
                "an address for electronic mail such as \"phayao@example.go.th\", with one @ and no space, or \"\"",
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
