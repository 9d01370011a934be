//! The KPI sheet and the rubrics.

use super::Kind::{Decimal, Long, Text, Whole};
use super::{Both, List, NOTHING, Part, Section, field, optional};

const NAME: Both = ("ชื่อ", "Name");
const WITH_TITLE: Both = ("พร้อมคำนำหน้า", "With title.");
const POSITION: Both = ("ตำแหน่ง", "Position");
const TELEPHONE: Both = ("โทรศัพท์", "Telephone");

pub(super) const KPI: Section = Section {
    id: "kpi",
    title: ("ตัวชี้วัด", "The KPI sheet"),
    about: ("พิมพ์ในแบบเป้าหมายการปฏิบัติงานรายบุคคล", "Printed on the sheet of a person's targets."),
    parts: &[
        field("kpi.number", Whole, ("ตัวชี้วัดที่", "KPI number"), NOTHING),
        field("kpi.name", Long, ("ชื่อตัวชี้วัด", "Name of the KPI"), NOTHING),
        field("kpi.unit", Text, ("หน่วยวัด", "Unit"), NOTHING),
        field("kpi.weight", Decimal, ("น้ำหนัก (ร้อยละ)", "Weight in per cent"), NOTHING),
        field("kpi.reason", Long, ("เหตุผลในการวัด", "Why it is measured"), NOTHING),
        field("kpi.source", Text, ("แหล่งข้อมูล", "Source"), NOTHING),
        field("kpi.formula_label", Text, ("สูตรการคำนวณ: ชื่อ", "Formula: its name"), NOTHING),
        field("kpi.formula_numerator", Long, ("สูตรการคำนวณ: ตัวตั้ง", "Formula: above the line"), NOTHING),
        field("kpi.formula_denominator", Long, ("สูตรการคำนวณ: ตัวหาร", "Formula: below the line"), NOTHING),
        field("kpi.evidence", Long, ("หลักฐานเชิงประจักษ์", "Evidence"), NOTHING),
        field("kpi.owner.name", Text, ("ผู้รับผิดชอบตัวชี้วัด", "Who is responsible"), WITH_TITLE),
        field("kpi.owner.position", Text, ("ตำแหน่งผู้รับผิดชอบ", "Position of who is responsible"), NOTHING),
        field("kpi.owner.telephone", Text, ("โทรศัพท์ผู้รับผิดชอบ", "Telephone of who is responsible"), NOTHING),
        Part::List(List {
            key: "kpi.coordinators",
            one: ("ผู้ประสานงานคนที่", "Coordinator"),
            fixed: None,
            inline: false,
            parts: &[
                field("name", Text, NAME, WITH_TITLE),
                field("position", Text, POSITION, NOTHING),
                field("telephone", Text, TELEPHONE, NOTHING),
            ],
        }),
    ],
};

pub(super) const RUBRICS: Section = Section {
    id: "rubrics",
    title: ("เกณฑ์การให้คะแนน", "The rubrics"),
    about: (
        "รอบละหนึ่งชุด เรียงจากระดับ ๕ ลงไประดับ ๑ ระดับ ๑ คือที่เหลือทั้งหมด",
        "One for each round, from level 5 down to level 1; level 1 is whatever is left.",
    ),
    parts: &[Part::List(List {
        key: "rubrics",
        one: ("เกณฑ์ของรอบที่", "Rubric of round"),
        fixed: Some(2),
        inline: false,
        parts: &[Part::List(List {
            key: "levels",
            one: ("ข้อที่", "Item"),
            fixed: Some(5),
            inline: true,
            parts: &[
                field("level", Whole, ("ระดับ", "Level"), NOTHING),
                field("name", Text, NAME, NOTHING),
                optional(
                    "activities",
                    Whole,
                    "0",
                    ("กิจกรรมไม่น้อยกว่า", "Activities at least"),
                    ("ของทั้งจังหวัดในรอบนั้น (ครั้ง) ระดับ ๑ เว้นว่าง", "Of the province in the round; blank for level 1."),
                ),
                optional(
                    "fewer_than",
                    Whole,
                    "",
                    ("กิจกรรมน้อยกว่า", "Activities fewer than"),
                    ("เฉพาะระดับ ๑: ถ้อยคำ น้อยกว่า … ครั้ง", "Level 1 only, for its wording."),
                ),
                field("channels", Whole, ("ช่องทางไม่น้อยกว่า", "Channels at least"), NOTHING),
                field("percent", Decimal, ("ออนไลน์ไม่น้อยกว่าร้อยละ", "Online per cent at least"), NOTHING),
            ],
        })],
    })],
};
