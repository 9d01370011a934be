//! Channels, the archive, and the limits on what is read.

use super::Kind::{Lines, Text, Whole, YesNo};
use super::{List, NOTHING, Part, Section, field, optional};

pub(super) const CHANNELS: Section = Section {
    id: "channels",
    title: ("ช่องทางออนไลน์", "Online channels"),
    about: (
        "ชื่อที่ใช้ในรายงาน และชื่ออื่นที่อำเภออาจพิมพ์มา ไม่สนใจตัวพิมพ์ เว้นวรรค และวรรณยุกต์",
        "The name that reports use, and what districts may type; case, spaces and tone marks do not matter.",
    ),
    parts: &[Part::List(List {
        key: "channels",
        one: ("ช่องทางที่", "Channel"),
        fixed: None,
        inline: false,
        parts: &[
            field("name", Text, ("ชื่อช่องทาง", "Name"), NOTHING),
            optional("aliases", Lines, "", ("ชื่ออื่น", "Other spellings"), ("บรรทัดละชื่อ", "One a line.")),
        ],
    })],
};

pub(super) const ARCHIVE: Section = Section {
    id: "archive",
    title: ("การเก็บรักษา", "The archive"),
    about: NOTHING,
    parts: &[
        optional("archive.folder", Text, "archive", ("โฟลเดอร์เก็บถาวร", "Folder"), ("ภายใต้ outputs", "Below outputs.")),
        optional("archive.retention_years", Whole, "10", ("อายุการเก็บ (ปี)", "Years to be kept"), NOTHING),
        optional(
            "archive.seal_on_letters",
            YesNo,
            "true",
            ("ลายนิ้วมือบนหนังสือนำส่ง", "Fingerprint on letters"),
            ("ท้ายหนังสือนำส่งพิมพ์ลายนิ้วมือของชุดที่ผนึกก่อนหน้า", "The month's letter names the bag sealed before."),
        ),
        optional(
            "archive.public_key",
            Text,
            "",
            ("กุญแจสาธารณะของผู้ลงนามบัญชี", "Public key of who signs the list"),
            ("ของ minisign บรรทัดที่ขึ้นต้นด้วย RW ไม่มีก็เว้น", "Of minisign, the line that begins with RW; blank where there is none."),
        ),
    ],
};

pub(super) const LIMITS: Section = Section {
    id: "limits",
    title: ("ขีดจำกัดของแฟ้มที่รับ", "Limits on what is read"),
    about: ("กันแฟ้มเสียหรือแฟ้มประสงค์ร้าย ปกติไม่ต้องแก้", "Against broken or hostile files; rarely changed."),
    parts: &[
        optional("limits.file_mib", Whole, "50", ("ขนาดแฟ้มละไม่เกิน (MiB)", "MiB a file"), NOTHING),
        optional("limits.inflated_mib", Whole, "512", ("ขนาดเมื่อคลายแล้วไม่เกิน (MiB)", "MiB a file, inflated"), NOTHING),
        optional("limits.rows", Whole, "100000", ("แถวต่อแผ่นงานไม่เกิน", "Rows a sheet"), NOTHING),
        optional("limits.files", Whole, "2000", ("แฟ้มต่อเดือนไม่เกิน", "Files a month"), NOTHING),
        optional("limits.month_rows", Whole, "200000", ("แถวรวมของเดือนไม่เกิน", "Rows a month"), NOTHING),
        optional(
            "limits.list_pages",
            Whole,
            "100",
            ("รายการยาวพิมพ์กี่หน้า", "Pages of a list"),
            ("ที่เหลือดูในแฟ้ม xlsx ยอดรวมนับครบทุกรายการเสมอ", "The workbook has the rest; totals count all."),
        ),
        optional(
            "limits.pictures",
            Whole,
            "200",
            ("รูปหลักฐานเดือนละไม่เกิน", "Pictures of evidence a month"),
            ("ศูนย์ = ไม่ทำภาคผนวก", "Zero for no annex."),
        ),
    ],
};
