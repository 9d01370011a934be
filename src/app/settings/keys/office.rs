//! The province, its office, and who signs.

use super::Kind::{Choice, Digits, Lines, Text};
use super::{NOTHING, Part, Section, field, optional};

pub(super) const PROVINCE: Section =
    Section { id: "province", title: ("จังหวัด", "The province"), about: NOTHING, parts: PROVINCE_PARTS };

const PROVINCE_PARTS: &[Part] = &[
    field("province.name", Text, ("ชื่อจังหวัด", "Province"), ("ไม่ต้องมีคำว่า จังหวัด", "Its name alone, in Thai, as letters print it.")),
    field("province.geocode", Digits(2), ("รหัสจังหวัด", "Code of the province"), ("เลข ๒ หลัก", "Two digits.")),
    optional(
        "language",
        Choice(&[("th", ("ไทย", "Thai")), ("en", ("อังกฤษ", "English"))]),
        "th",
        ("ภาษาของโปรแกรม", "Language of the program"),
        ("ภาษาของสิ่งที่โปรแกรมพูด หนังสือและแบบเป็นภาษาไทยเสมอ", "What the program says; letters and forms are always in Thai."),
    ),
];

pub(super) const OFFICE: Section = Section {
    id: "office",
    title: ("สำนักงานและผู้ลงนาม", "The office and who signs"),
    about: ("พิมพ์ลงหนังสือทุกฉบับตามที่ใส่ไว้ที่นี่", "Every letter prints these as they stand here."),
    parts: OFFICE_PARTS,
};

const OFFICE_PARTS: &[Part] = &[
    field("office.name", Text, ("ชื่อสำนักงาน", "Office"), ("พิมพ์ท้ายหนังสือ มุมล่างซ้าย", "At the foot of letters, on the left.")),
    field("office.group", Text, ("กลุ่มงานเจ้าของเรื่อง", "Group in charge"), ("พิมพ์ใต้ชื่อสำนักงาน", "Below the office's name.")),
    field(
        "office.address",
        Lines,
        ("ที่อยู่", "Address"),
        ("พิมพ์มุมบนขวาของหนังสือ บรรทัดละข้อ", "At the top right of letters, one line each."),
    ),
    field("office.telephone", Text, ("โทรศัพท์", "Telephone"), ("พิมพ์ท้ายหนังสือตามนี้", "At the foot of letters, as typed.")),
    field(
        "signatory.name",
        Text,
        ("ผู้ลงนาม", "Who signs"),
        ("ชื่อพร้อมคำนำหน้า พิมพ์ในวงเล็บใต้ลายมือชื่อ", "With title; in parentheses below the signature."),
    ),
    field("signatory.positions", Lines, ("ตำแหน่งผู้ลงนาม", "Position"), ("พิมพ์ใต้ชื่อ บรรทัดละข้อ", "Below the name, one line each.")),
];
