//! The fiscal year, its rounds, targets, districts, and when reports are due.

use super::Kind::{Choice, Days, Decimal, Digits, Issued, Lines, Month, Text, Whole};
use super::{List, NOTHING, Part, Section, field, optional};

pub(super) const YEAR: Section = Section {
    id: "year",
    title: ("ปีงบประมาณและรอบการประเมิน", "The fiscal year and its rounds"),
    about: NOTHING,
    parts: &[
        field(
            "year.fiscal_year",
            Whole,
            ("ปีงบประมาณ พ.ศ.", "Fiscal year"),
            ("เริ่ม ๑ ตุลาคมของปีก่อนหน้า เช่น 2565", "Of the Buddhist era, such as 2565; it begins on 1 October of the year before."),
        ),
        Part::List(List {
            key: "year.rounds",
            one: ("รอบการประเมินที่", "Round"),
            fixed: Some(2),
            inline: false,
            parts: &[
                field(
                    "first",
                    Month,
                    ("เดือนแรก", "First month"),
                    ("ปี พ.ศ.-เดือน เช่น 2564-10", "Year and month, such as 2564-10."),
                ),
                field("last", Month, ("เดือนสุดท้าย", "Last month"), NOTHING),
            ],
        }),
    ],
};

pub(super) const TARGETS: Section = Section {
    id: "targets",
    title: ("หลักเกณฑ์คิดค่าเป้าหมาย", "The rule for targets"),
    about: NOTHING,
    parts: &[
        field(
            "targets.percent",
            Decimal,
            ("ร้อยละของผู้ประกอบการคงเหลือ", "Per cent of the remaining operators"),
            (
                "เป้าหมายทั้งปี = ร้อยละเท่านี้ของผู้ประกอบการคงเหลือ ปัดเป็นจำนวนเต็ม กึ่งกลางปัดเข้าหาเลขคู่",
                "To be brought online in the year; rounded to a whole number, ties to even.",
            ),
        ),
        field(
            "targets.activities_per_round",
            Whole,
            ("กิจกรรมต่อรอบ (ครั้ง)", "Activities a round"),
            ("ที่แต่ละอำเภอต้องจัดในแต่ละรอบ", "That each district must hold in each round."),
        ),
    ],
};

pub(super) const DISTRICTS: Section = Section {
    id: "districts",
    title: ("อำเภอ", "Districts"),
    about: ("เรียงตามลำดับที่จะพิมพ์ในทุกตาราง", "In the order in which every table prints them."),
    parts: &[Part::List(List {
        key: "districts",
        one: ("อำเภอที่", "District"),
        fixed: None,
        inline: false,
        parts: &[
            field(
                "geocode",
                Digits(4),
                ("รหัสอำเภอ", "Code"),
                ("เลข ๔ หลัก ขึ้นต้นด้วยรหัสจังหวัด", "Four digits; the first two are the province's."),
            ),
            field("name", Text, ("ชื่ออำเภอ", "Name"), ("ไม่ต้องมีคำว่า อำเภอ", "Its name alone.")),
            field(
                "registered",
                Whole,
                ("ลงทะเบียนทั้งหมด (กลุ่ม/ราย)", "Registered operators"),
                ("ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด", "All that are in the register."),
            ),
            field(
                "online_before",
                Whole,
                ("ออนไลน์ก่อนเริ่มปี", "Online before the year"),
                (
                    "ผู้ประกอบการผ่านช่องทางออนไลน์ในเดือนกันยายนก่อนเริ่มปีงบประมาณ",
                    "Operators online in the September before the fiscal year.",
                ),
            ),
            optional(
                "issued",
                Issued,
                "",
                ("ค่าเป้าหมายที่แจ้งไว้", "Targets as issued"),
                (
                    "ทั้งปี รอบที่ ๑ รอบที่ ๒ คั่นด้วยจุลภาค เช่น “10, 5, 5” โปรแกรมจะทานกับหลักเกณฑ์ ไม่มีก็เว้น",
                    "Year, round 1, round 2, with commas between, such as “10, 5, 5”; compared with the rule. Blank where none were issued.",
                ),
            ),
            optional(
                "aliases",
                Lines,
                "",
                ("ชื่ออื่นที่พบในเอกสาร", "Other names in documents"),
                ("บรรทัดละชื่อ ไม่มีก็เว้น", "One a line; none where there is none."),
            ),
        ],
    })],
};

pub(super) const DEADLINE: Section = Section {
    id: "deadline",
    title: ("กำหนดส่งรายงาน", "When reports are due"),
    about: NOTHING,
    parts: &[
        field("deadline.day", Whole, ("วันที่ของเดือนถัดไป", "Day of the following month"), ("ตั้งแต่ ๑ ถึง ๒๘", "From 1 to 28.")),
        field(
            "deadline.weekend",
            Choice(&[
                ("next-working-day", ("เลื่อนเป็นวันทำการถัดไป", "moves to the next working day")),
                ("same-day", ("ไม่เลื่อน", "stays")),
            ]),
            ("เมื่อตรงกับวันหยุด", "On a weekend or holiday it"),
            NOTHING,
        ),
        optional(
            "deadline.holidays",
            Days,
            "",
            ("วันหยุดราชการ", "Holidays"),
            ("นอกจากเสาร์อาทิตย์ บรรทัดละวัน เช่น 2565-04-06", "Besides Saturdays and Sundays, one day a line, such as 2565-04-06."),
        ),
    ],
};
