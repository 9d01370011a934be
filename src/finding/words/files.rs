//! What is wrong with files, sheets and the registry, in words.

use std::fmt;
use std::io::ErrorKind;

use serde::{Deserialize, Serialize};

use super::Say;
use crate::finding::Lang;
use crate::place::column_letters;
use crate::thai::digits::to_thai;
use crate::trouble::{PictureTrouble, ReadTrouble, Size};

/// What exceeds its limit, and the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excess {
    /// What is too large.
    pub what: Size,
    /// How large it may be.
    pub limit: u64,
}

impl Say for Excess {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, mib) = (self.limit, self.limit >> 20);
        if lang == Lang::En {
            return match self.what {
                Size::File => write!(out, "more than {mib} MiB"),
                Size::Inflated => write!(out, "more than {mib} MiB when unpacked"),
                Size::Rows => write!(out, "more than {n} rows on a sheet"),
                Size::Columns => write!(out, "more than {n} columns on a sheet"),
                Size::Cells => write!(out, "more than {n} cells"),
                Size::Text => write!(out, "more than {mib} MiB of text"),
                Size::Sheets => write!(out, "more than {n} sheets"),
                Size::Files => write!(out, "more than {n} files"),
                Size::MonthRows => write!(out, "more than {n} rows in the month's files together"),
            };
        }
        let thai = match self.what {
            Size::File => format!("แฟ้มเกิน {mib} MiB"),
            Size::Inflated => format!("คลายแล้วเกิน {mib} MiB"),
            Size::Rows => format!("แผ่นงานเกิน {n} แถว"),
            Size::Columns => format!("แผ่นงานเกิน {n} คอลัมน์"),
            Size::Cells => format!("เกิน {n} ช่อง"),
            Size::Text => format!("ข้อความเกิน {mib} MiB"),
            Size::Sheets => format!("เกิน {n} แผ่นงาน"),
            Size::Files => format!("เกิน {n} แฟ้ม"),
            Size::MonthRows => format!("แฟ้มของเดือนรวมกันเกิน {n} แถว"),
        };
        out.write_str(&to_thai(&thai))
    }
}

/// Why the system does not let a file be opened: the kind of its error, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal(pub String);

impl Say for Refusal {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is = |kind: ErrorKind| kind.to_string() == self.0;
        let (thai, english) = match &self.0 {
            _ if is(ErrorKind::ResourceBusy) => ("โปรแกรมอื่นเปิดแฟ้มนี้ค้างไว้", "another program holds it"),
            _ if is(ErrorKind::PermissionDenied) => ("ไม่มีสิทธิ์อ่าน", "there is no right to read it"),
            _ if is(ErrorKind::NotFound) => ("แฟ้มหายไป หรือเป็นทางลัดที่ไม่มีปลายทาง", "it is gone, or a link that leads nowhere"),
            other => ("ระบบไม่ยอมให้เปิด", other.as_str()),
        };
        out.write_str(if lang == Lang::Th { thai } else { english })
    }
}

/// Why a picture cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFault(pub PictureTrouble);

impl Say for PictureFault {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self.0 {
            PictureTrouble::Elsewhere => ("ตัวรูปไม่ได้อยู่ในแฟ้ม".to_owned(), "it is not in the file".to_owned()),
            PictureTrouble::TooLarge(bytes) => {
                (format!("ใหญ่เกิน {} MiB", bytes >> 20), format!("it is larger than {} MiB", bytes >> 20))
            }
            PictureTrouble::TooManyPixels(pixels) => {
                let millions = pixels / 1_000_000;
                (format!("ละเอียดเกิน {millions} ล้านจุด"), format!("it has more than {millions} million pixels"))
            }
            PictureTrouble::Kind => ("เป็นรูปชนิดที่โปรแกรมไม่อ่าน".to_owned(), "it is of a kind that is not read".to_owned()),
            PictureTrouble::Damaged => ("ตัวรูปเสียหรือไม่ครบ".to_owned(), "it is damaged or incomplete".to_owned()),
            PictureTrouble::TooHeavy => {
                ("เปิดรูปใช้เวลาหรือหน่วยความจำเกินกำหนด".to_owned(), "opening it takes too much time or memory".to_owned())
            }
        };
        out.write_str(&if lang == Lang::Th { to_thai(&thai) } else { english })
    }
}

/// Which rows and columns of a sheet are hidden; the whole sheet where both are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Rows, from 0.
    pub rows: Vec<u32>,
    /// Columns, from 0.
    pub columns: Vec<u32>,
}

impl Say for Hidden {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, columns, count, sheet) = match lang {
            Lang::Th => ("แถว", "คอลัมน์", "รวม", "ทั้งแผ่นงาน"),
            Lang::En => ("rows", "columns", "in all", "the whole sheet"),
        };
        if self.rows.is_empty() && self.columns.is_empty() {
            return out.write_str(sheet);
        }
        let list = |name: &str, items: &[String]| match items {
            [] => None,
            few if few.len() <= 10 => Some(format!("{name} {}", few.join(", "))),
            many => Some(format!("{name} {} … {} {count} {}", many[0], many[many.len() - 1], many.len())),
        };
        let numbers: Vec<String> = self.rows.iter().map(|row| (u64::from(*row) + 1).to_string()).collect();
        let letters: Vec<String> = self.columns.iter().map(|column| column_letters(*column)).collect();
        let lists: Vec<String> = [list(rows, &numbers), list(columns, &letters)].into_iter().flatten().collect();
        out.write_str(&lists.join(if lang == Lang::Th { " " } else { ", " }))
    }
}

/// Why the registry cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unusable {
    /// It could not be read.
    Trouble(ReadTrouble),
    /// No sheet has its headings.
    NoHeadings,
}

impl Say for Unusable {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self {
            Self::NoHeadings => {
                ("ไม่พบหัวคอลัมน์ อำเภอ เลขทะเบียน ชื่อ ออนไลน์", "it lacks the headings \"อำเภอ\", \"เลขทะเบียน\", \"ชื่อ\" and \"ออนไลน์\"")
            }
            Self::Trouble(trouble) => match trouble {
                ReadTrouble::Encrypted => ("แฟ้มถูกตั้งรหัสผ่านไว้", "it is protected by a password"),
                ReadTrouble::NotASpreadsheet => ("ไม่ใช่แฟ้มตารางคำนวณ", "it is no spreadsheet"),
                ReadTrouble::Empty => ("แฟ้มว่างเปล่า (ศูนย์ไบต์)", "it is empty (zero bytes)"),
                ReadTrouble::TooLarge { .. } => ("แฟ้มใหญ่เกินขีดจำกัดของแผน", "it is beyond the plan's limits"),
                ReadTrouble::OutsideInputs | ReadTrouble::Link => {
                    ("เป็นทางลัด (ลิงก์) ไม่ใช่ตัวแฟ้ม", "it is a link, not the file itself")
                }
                ReadTrouble::NotAFile => ("ไม่ใช่แฟ้มธรรมดา", "it is no ordinary file"),
                ReadTrouble::Inaccessible(_) => {
                    ("เปิดไม่ได้ ไม่มีสิทธิ์ หรือมีโปรแกรมอื่นเปิดค้างไว้", "it cannot be opened: no right to, or another program holds it")
                }
                ReadTrouble::TookTooLong(_) => ("อ่านนานเกินกำหนด", "reading it took too long"),
                ReadTrouble::OutOfMemory => ("ต้องใช้หน่วยความจำเกินกำหนด", "reading it took more memory than is allowed"),
                ReadTrouble::Unreadable(_) => ("เปิดไม่ได้ แฟ้มเสียหรือไม่ครบ", "it cannot be read: damaged or incomplete"),
            },
        };
        out.write_str(if lang == Lang::Th { thai } else { english })
    }
}

/// Why a row of the registry cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowFault {
    /// Its district is none of the plan's.
    UnknownDistrict,
    /// It has no number.
    NoNumber,
    /// Only the beginning of its number is left.
    NumberCutOff,
    /// An earlier row has its number.
    NumberTaken,
    /// Whether it was online before is neither yes nor no.
    TickUnclear,
}

impl Say for RowFault {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thai, english) = match self {
            Self::UnknownDistrict => ("ไม่รู้จักอำเภอ", "its district is unknown"),
            Self::NoNumber => ("ไม่มีเลขทะเบียน", "it has no registration number"),
            Self::NumberCutOff => (
                "เลขทะเบียนไม่ครบทุกหลัก จัดรูปแบบช่องเป็นข้อความแล้วพิมพ์ใหม่",
                "its number has lost its last digits: format the cell as text and type it again",
            ),
            Self::NumberTaken => ("เลขทะเบียนซ้ำกับแถวก่อนหน้า", "an earlier row has its number"),
            Self::TickUnclear => (
                "ไม่รู้ว่าออนไลน์เดิมหรือไม่ พิมพ์ ใช่ หรือเว้นว่าง",
                "whether it was online before is unclear: write \"ใช่\" or leave it blank",
            ),
        };
        out.write_str(if lang == Lang::Th { thai } else { english })
    }
}

/// What registry and plan both count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tallied {
    /// Registered operators.
    Registered,
    /// Operators that were online before the fiscal year.
    OnlineBefore,
}

impl Say for Tallied {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match (self, lang) {
            (Self::Registered, Lang::Th) => "ผู้ประกอบการที่ลงทะเบียน",
            (Self::Registered, Lang::En) => "registered operators",
            (Self::OnlineBefore, Lang::Th) => "ผู้ประกอบการออนไลน์เดิม",
            (Self::OnlineBefore, Lang::En) => "operators that were online before",
        })
    }
}
