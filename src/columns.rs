//! The one table of the submission's sheets, columns and their other names.
//!
//! Reading finds columns by it and the form writer writes them from it, so that the two cannot drift apart.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::thai::text::loose_key;

/// One of the two report forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// แบบ ๑: a row per activity.
    Activities,
    /// แบบ ๒: a row per operator and channel.
    Listings,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// ที่.
    RowNumber,
    /// A day.
    Day,
    /// Words.
    Text,
    /// A whole number of groups or operators.
    Count,
    /// Baht.
    Money,
    /// Words from a list.
    Choice(Choice),
    /// A link.
    Link,
}

/// A list to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// The plan's channels.
    Channel,
    /// กลุ่ม, รายเดียว, SMEs.
    OperatorType,
    /// The five OTOP types.
    ProductType,
}

/// ประเภทผู้ประกอบการ, each with other spellings.
pub const OPERATOR_TYPES: &[(&str, &[&str])] = &[
    ("กลุ่ม", &["กลุ่มผู้ผลิต", "กลุ่มผู้ผลิตชุมชน", "วิสาหกิจชุมชน", "กลุ่มอาชีพ"]),
    ("รายเดียว", &["ราย", "เจ้าของรายเดียว", "ผู้ผลิตรายเดียว", "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว"]),
    ("SMEs", &["SME", "ผู้ผลิตที่เป็น SMEs", "เอสเอ็มอี", "วิสาหกิจขนาดกลางและขนาดย่อม"]),
];

/// ประเภทผลิตภัณฑ์: the five OTOP types, each with other spellings.
pub const PRODUCT_TYPES: &[(&str, &[&str])] = &[
    ("อาหาร", &["ประเภทอาหาร"]),
    ("เครื่องดื่ม", &["ประเภทเครื่องดื่ม"]),
    ("ผ้าและเครื่องแต่งกาย", &["ผ้า", "ผ้าเครื่องแต่งกาย", "ผ้า เครื่องแต่งกาย", "ผ้า/เครื่องแต่งกาย"]),
    (
        "ของใช้ ของตกแต่ง ของที่ระลึก",
        &["ของใช้", "ของตกแต่ง", "ของที่ระลึก", "ของใช้/ของตกแต่ง/ของที่ระลึก", "ของใช้และของตกแต่ง", "ของใช้ของตกแต่งและของที่ระลึก"],
    ),
    ("สมุนไพรที่ไม่ใช่อาหาร", &["สมุนไพร", "สมุนไพรที่ไม่ใช่อาหารและยา"]),
];

impl Choice {
    /// The listed word that `text` means; `None` for another one, and for channels, which the plan knows.
    pub fn known(self, text: &str) -> Option<&'static str> {
        static KEYS: LazyLock<BTreeMap<(Choice, String), &'static str>> = LazyLock::new(|| {
            let lists = [(Choice::OperatorType, OPERATOR_TYPES), (Choice::ProductType, PRODUCT_TYPES)];
            let names = |(name, others): &'static (&'static str, &'static [&'static str])| {
                std::iter::once(name).chain(*others).map(|other| (loose_key(other), *name))
            };
            lists
                .into_iter()
                .flat_map(|(choice, list)| list.iter().flat_map(names).map(move |(key, name)| ((choice, key), name)))
                .collect()
        });
        KEYS.get(&(self, loose_key(text))).copied()
    }
}

/// One column of a form.
#[derive(Debug)]
pub struct Column {
    /// The heading the form prints.
    pub heading: &'static str,
    /// What it holds.
    pub kind: ValueKind,
    /// A row without it is in error, and a sheet without it is unreadable.
    pub required: bool,
    /// Other headings people use, compared by [`loose_key`].
    synonyms: &'static [&'static str],
    /// Words that together, joined by `+`, mean this column inside a longer heading.
    patterns: &'static [&'static str],
}

const fn column(
    heading: &'static str,
    kind: ValueKind,
    required: bool,
    synonyms: &'static [&'static str],
    patterns: &'static [&'static str],
) -> Column {
    Column { heading, kind, required, synonyms, patterns }
}

/// Columns of แบบ ๑ by position.
pub mod activity {
    /// ที่.
    pub const NUMBER: usize = 0;
    /// วันที่จัด.
    pub const DATE: usize = 1;
    /// ชื่อกิจกรรม.
    pub const NAME: usize = 2;
    /// สถานที่.
    pub const PLACE: usize = 3;
    /// ตำบล.
    pub const SUBDISTRICT: usize = 4;
    /// งบประมาณที่ใช้.
    pub const BUDGET: usize = 5;
    /// หน่วยงานสนับสนุน.
    pub const SUPPORTER: usize = 6;
    /// จำนวนผู้ประกอบการที่เข้าร่วม.
    pub const PARTICIPANTS: usize = 7;
    /// ยอดจำหน่าย.
    pub const SALES: usize = 8;
    /// หลักฐาน.
    pub const EVIDENCE: usize = 9;
    /// หมายเหตุ.
    pub const NOTE: usize = 10;
}

/// Columns of แบบ ๒ by position.
pub mod listing {
    /// ที่.
    pub const NUMBER: usize = 0;
    /// เลขทะเบียน.
    pub const REGISTRATION: usize = 1;
    /// ชื่อกลุ่ม/ผู้ประกอบการ.
    pub const NAME: usize = 2;
    /// ประเภทผู้ประกอบการ.
    pub const OPERATOR_TYPE: usize = 3;
    /// ตำบล.
    pub const SUBDISTRICT: usize = 4;
    /// ผลิตภัณฑ์.
    pub const PRODUCT: usize = 5;
    /// ประเภทผลิตภัณฑ์.
    pub const PRODUCT_TYPE: usize = 6;
    /// ช่องทางออนไลน์.
    pub const CHANNEL: usize = 7;
    /// ลิงก์ร้านค้า.
    pub const LINK: usize = 8;
    /// วันที่เข้าร่วม.
    pub const DATE: usize = 9;
    /// ยอดจำหน่าย.
    pub const SALES: usize = 10;
    /// หมายเหตุ.
    pub const NOTE: usize = 11;
}

const ROW_NUMBER: Column = column("ที่", ValueKind::RowNumber, false, &["ลำดับ", "ลำดับที่", "ลำดับที", "no", "เลขลำดับ"], &[]);
const SUBDISTRICT: Column = column("ตำบล", ValueKind::Text, false, &["ต", "ชื่อตำบล", "tambon"], &["ตำบล"]);
const SALES: Column = column(
    "ยอดจำหน่ายในเดือนนี้ (บาท)",
    ValueKind::Money,
    false,
    &["ยอดจำหน่าย", "ยอดขาย", "รายได้", "ยอดจำหน่าย (บาท)", "ยอดขาย (บาท)", "มูลค่าการจำหน่าย"],
    &["ยอดจำหน่าย", "ยอดขาย", "รายได้", "มูลค่า+จำหน่าย"],
);
const NOTE: Column = column("หมายเหตุ", ValueKind::Text, false, &["หมายเหต", "บันทึก", "remark", "remarks", "note"], &["หมายเหตุ"]);

const ACTIVITIES: &[Column] = &[
    ROW_NUMBER,
    column(
        "วันที่จัด",
        ValueKind::Day,
        true,
        &["วันที่", "วัน เดือน ปี", "ว/ด/ป", "วันที่จัดกิจกรรม", "วันที่ดำเนินการ", "วันเดือนปีที่จัด", "date"],
        &["วันที่+จัด", "วันเดือนปี", "วันที่+ดำเนิน", "วันจัด"],
    ),
    column(
        "ชื่อกิจกรรม",
        ValueKind::Text,
        true,
        &["กิจกรรม", "รายการ", "โครงการ/กิจกรรม", "กิจกรรม/โครงการ", "รายการกิจกรรม", "ชื่องาน", "ชื่องาน/กิจกรรม"],
        &["ชื่อ+กิจกรรม", "กิจกรรม+ไม่ใช้งบประมาณ", "โครงการ+กิจกรรม"],
    ),
    column("สถานที่", ValueKind::Text, false, &["สถานที่จัด", "สถานที่จัดกิจกรรม", "สถานที่ดำเนินการ"], &["สถานที่"]),
    SUBDISTRICT,
    column(
        "งบประมาณที่ใช้ (บาท)",
        ValueKind::Money,
        false,
        &["งบประมาณ", "งบประมาณที่ใช้", "งบ", "จำนวนงบประมาณ"],
        &["งบประมาณ+ใช้", "งบประมาณ+บาท"],
    ),
    column(
        "หน่วยงานสนับสนุน",
        ValueKind::Text,
        false,
        &["หน่วยงานที่สนับสนุน", "หน่วยงาน", "ผู้สนับสนุน", "หน่วยงานผู้สนับสนุน", "หน่วยงานร่วมสนับสนุน"],
        &["หน่วยงาน", "สนับสนุน"],
    ),
    column(
        "จำนวนผู้ประกอบการที่เข้าร่วม (กลุ่ม/ราย)",
        ValueKind::Count,
        true,
        &[
            "จำนวนผู้ประกอบการ",
            "ผู้ประกอบการที่เข้าร่วม",
            "ผู้ประกอบการเข้าร่วม",
            "ผู้เข้าร่วม",
            "จำนวนผู้เข้าร่วม",
            "จำนวนกลุ่ม/ราย",
            "จำนวน (กลุ่ม/ราย)",
        ],
        &["ผู้ประกอบการ+เข้าร่วม", "จำนวน+ผู้ประกอบการ", "จำนวน+เข้าร่วม", "จำนวน+กลุ่ม"],
    ),
    SALES,
    column(
        "หลักฐาน (ลิงก์)",
        ValueKind::Link,
        false,
        &["หลักฐาน", "ลิงก์", "ลิงค์", "link", "ลิงก์หลักฐาน", "ภาพกิจกรรม"],
        &["หลักฐาน", "ภาพ+กิจกรรม"],
    ),
    NOTE,
];

const LISTINGS: &[Column] = &[
    ROW_NUMBER,
    column(
        "เลขทะเบียน",
        ValueKind::Text,
        false,
        &["เลขที่ทะเบียน", "ทะเบียนเลขที่", "รหัสผู้ประกอบการ", "เลขทะเบียนผู้ประกอบการ", "เลขทะเบียน OTOP", "รหัสทะเบียน"],
        &["เลข+ทะเบียน", "รหัส+ผู้ประกอบการ"],
    ),
    column(
        "ชื่อกลุ่ม/ผู้ประกอบการ",
        ValueKind::Text,
        true,
        &["ชื่อผู้ประกอบการ", "ชื่อกลุ่ม", "ผู้ประกอบการ", "กลุ่ม/ผู้ประกอบการ", "ชื่อกลุ่ม/ราย", "ชื่อ", "ชื่อร้าน", "รายชื่อผู้ประกอบการ"],
        &["ชื่อ+กลุ่ม", "ชื่อ+ผู้ประกอบการ", "ชื่อ+ผู้ผลิต"],
    ),
    column(
        "ประเภทผู้ประกอบการ",
        ValueKind::Choice(Choice::OperatorType),
        false,
        &["ประเภท", "ประเภทกลุ่ม", "กลุ่ม/รายเดียว/SMEs", "ลักษณะผู้ประกอบการ"],
        &["ประเภท+ผู้ประกอบการ", "ประเภท+ผู้ผลิต"],
    ),
    SUBDISTRICT,
    column("ผลิตภัณฑ์", ValueKind::Text, false, &["ชื่อผลิตภัณฑ์", "สินค้า", "ชื่อสินค้า", "ผลิตภัณฑ์/สินค้า"], &["ชื่อ+ผลิตภัณฑ์", "ชื่อ+สินค้า"]),
    column(
        "ประเภทผลิตภัณฑ์",
        ValueKind::Choice(Choice::ProductType),
        false,
        &["ประเภทสินค้า", "หมวดผลิตภัณฑ์"],
        &["ประเภท+ผลิตภัณฑ์", "ประเภท+สินค้า"],
    ),
    column(
        "ช่องทางออนไลน์",
        ValueKind::Choice(Choice::Channel),
        true,
        &["ช่องทาง", "ช่องทางการตลาด", "ช่องทางการตลาดออนไลน์", "ช่องทางจำหน่ายออนไลน์", "แพลตฟอร์ม", "platform"],
        &["ช่องทาง+ออนไลน์", "ช่องทาง+จำหน่าย", "ช่องทาง+online", "แพลตฟอร์ม"],
    ),
    column("ลิงก์ร้านค้า", ValueKind::Link, false, &["ลิงก์", "ลิงค์", "link", "url", "ลิงค์ร้านค้า", "ลิงก์ร้าน"], &["ลิงก์", "ลิงค์"]),
    column(
        "วันที่เข้าร่วม",
        ValueKind::Day,
        true,
        &["วันที่", "วัน เดือน ปี", "ว/ด/ป", "วันที่เริ่ม", "วันที่เข้าร่วมช่องทาง", "วันที่เปิดร้าน", "วันเดือนปีที่เข้าร่วม", "date"],
        &["วันที่+เข้าร่วม", "วันเดือนปี", "วันที่+เริ่ม", "วันที่+เปิด"],
    ),
    SALES,
    NOTE,
];

impl Form {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Activities, Self::Listings];

    /// The sheet's name.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Activities => "แบบ ๑ กิจกรรม",
            Self::Listings => "แบบ ๒ ออนไลน์",
        }
    }

    /// What it is called at its head.
    pub fn title(self) -> &'static str {
        match self {
            Self::Activities => "แบบ ๑ เกณฑ์ข้อที่ ๑ การจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ",
            Self::Listings => "แบบ ๒ เกณฑ์ข้อที่ ๒ การส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง",
        }
    }

    /// The widths of its columns in pixels, made for a page of A4 that lies.
    pub fn widths(self) -> &'static [u32] {
        match self {
            Self::Activities => &[34, 104, 190, 118, 84, 98, 110, 132, 98, 116, 80],
            Self::Listings => &[34, 96, 150, 136, 80, 98, 134, 100, 112, 104, 98, 80],
        }
    }

    /// Its columns from the left.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Activities => ACTIVITIES,
            Self::Listings => LISTINGS,
        }
    }

    /// The column that names an entry: what is done, or who does it.
    pub fn name_column(self) -> usize {
        match self {
            Self::Activities => activity::NAME,
            Self::Listings => listing::NAME,
        }
    }

    /// The column of the month's sales.
    pub fn sales_column(self) -> usize {
        match self {
            Self::Activities => activity::SALES,
            Self::Listings => listing::SALES,
        }
    }

    /// Whether a column tells an entry from other rows: its day, name, number or channel.
    pub fn identifies(self, column: usize) -> bool {
        self.columns()[column].required && self.columns()[column].kind != ValueKind::Count
            || (self == Self::Listings && column == listing::REGISTRATION)
    }

    /// The column a heading means, and how surely (a larger number is surer); `None` for no column of this form.
    pub fn column_of(self, heading: &str) -> Option<(usize, usize)> {
        let whole = loose_key(heading);
        let bare = loose_key(before_bracket(heading));
        if whole.is_empty() {
            return None;
        }
        let best = self
            .keys()
            .iter()
            .map(|keys| keys.score(&whole, &bare))
            .enumerate()
            .max_by_key(|(i, score)| (*score, std::cmp::Reverse(*i)))?;
        // A long sentence that happens to hold the words is a title or a note, not a heading.
        (best.1 > 0 && (best.1 >= BARE || whole.chars().count() <= 90)).then_some(best)
    }

    fn keys(self) -> &'static [ColumnKeys] {
        static KEYS: LazyLock<[Vec<ColumnKeys>; 2]> =
            LazyLock::new(|| Form::ALL.map(|form| form.columns().iter().map(ColumnKeys::of).collect()));
        &KEYS[self as usize]
    }
}

/// Scores of [`Form::column_of`]: a heading known as it is, or known without its brackets; a pattern scores its length.
const EXACT: usize = 3_000;
const BARE: usize = 2_000;

fn before_bracket(text: &str) -> &str {
    text.split(['(', '（']).next().unwrap_or(text)
}

/// A column's headings, ready to be compared.
struct ColumnKeys {
    exact: Vec<String>,
    bare: String,
    patterns: Vec<Vec<String>>,
}

impl ColumnKeys {
    fn of(column: &Column) -> Self {
        Self {
            exact: std::iter::once(&column.heading).chain(column.synonyms).map(|name| loose_key(name)).collect(),
            bare: loose_key(before_bracket(column.heading)),
            patterns: column.patterns.iter().map(|pattern| pattern.split('+').map(loose_key).collect()).collect(),
        }
    }

    fn score(&self, whole: &str, bare: &str) -> usize {
        if self.exact.iter().any(|key| key == whole) {
            EXACT
        } else if !bare.is_empty() && (self.bare == bare || self.exact.iter().any(|key| key == bare)) {
            BARE
        } else {
            let holds = |words: &&Vec<String>| words.iter().all(|word| whole.contains(word.as_str()));
            self.patterns.iter().filter(holds).map(|words| words.iter().map(|word| word.chars().count()).sum()).max().unwrap_or(0)
        }
    }
}

/// A field of the cover sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CoverField {
    /// จังหวัด.
    Province,
    /// อำเภอ.
    District,
    /// ประจำเดือน.
    Month,
    /// ฉบับแก้ไขครั้งที่.
    Revision,
    /// ผู้รายงาน.
    Reporter,
    /// ตำแหน่ง.
    Position,
    /// โทรศัพท์.
    Telephone,
    /// วันที่รายงาน.
    ReportDate,
    /// ไม่มีผลการดำเนินงานในเดือนนี้.
    Nil,
}

/// The cover sheet's name.
pub const COVER_SHEET: &str = "ปก";

impl CoverField {
    /// All, from the top.
    pub const ALL: [Self; 9] = [
        Self::Province,
        Self::District,
        Self::Month,
        Self::Revision,
        Self::Reporter,
        Self::Position,
        Self::Telephone,
        Self::ReportDate,
        Self::Nil,
    ];

    /// The label the form prints.
    pub fn label(self) -> &'static str {
        match self {
            Self::Province => "จังหวัด",
            Self::District => "อำเภอ",
            Self::Month => "ประจำเดือน",
            Self::Revision => "ฉบับแก้ไขครั้งที่",
            Self::Reporter => "ผู้รายงาน",
            Self::Position => "ตำแหน่ง",
            Self::Telephone => "โทรศัพท์",
            Self::ReportDate => "วันที่รายงาน",
            Self::Nil => "ไม่มีผลการดำเนินงานในเดือนนี้",
        }
    }

    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Province => &["ชื่อจังหวัด"],
            Self::District => &["ชื่ออำเภอ"],
            Self::Month => &["เดือน", "รายงานประจำเดือน", "เดือนที่รายงาน", "ประจำเดือน พ.ศ."],
            Self::Revision => &["แก้ไขครั้งที่", "ฉบับแก้ไข", "ครั้งที่แก้ไข"],
            Self::Reporter => &["ชื่อผู้รายงาน", "ผู้รายงานข้อมูล"],
            Self::Position => &["ตำแหน่งผู้รายงาน"],
            Self::Telephone => &["โทร", "เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "โทรศัพท์ผู้รายงาน"],
            Self::ReportDate => &["วันที่ส่งรายงาน", "รายงาน ณ วันที่", "วันที่ส่ง"],
            Self::Nil => &["ไม่มีผลการดำเนินงาน", "ไม่มีผลการดำเนินการในเดือนนี้", "ไม่มีผลงานในเดือนนี้", "รายงานว่าไม่มีผล"],
        }
    }

    /// The field a label means, whatever brackets or colon go with it.
    pub fn of_label(text: &str) -> Option<Self> {
        static KEYS: LazyLock<Vec<(String, CoverField)>> = LazyLock::new(|| {
            let names = |field: CoverField| std::iter::once(field.label()).chain(field.synonyms().iter().copied());
            CoverField::ALL.into_iter().flat_map(|field| names(field).map(move |name| (loose_key(name), field))).collect()
        });
        let (whole, bare) = (loose_key(text), loose_key(before_bracket(text)));
        KEYS.iter().find(|(key, _)| *key == whole || *key == bare).map(|(_, field)| *field)
    }
}
