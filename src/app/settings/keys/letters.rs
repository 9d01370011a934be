//! Letters: what they share, and what each is sent with.

use super::Kind::{LetterDate, Lines, LinesOrNone, Picture, Text, Whole, YesNo};
use super::{Both, Part, Section, field, optional};

pub(super) const ALL: Section = Section {
    id: "letters",
    title: ("หนังสือทุกฉบับ", "All letters"),
    about: ("ถ้อยคำในหนังสือแก้ได้ที่หน้า ถ้อยคำในหนังสือ", "The wording of letters is changed on a page of its own."),
    parts: &[
        optional(
            "letters.garuda",
            Picture,
            "",
            ("แฟ้มภาพตราครุฑ", "Picture of the Garuda"),
            (
                "ชื่อแฟ้มใน inputs (png, jpg หรือ svg) เช่น garuda.png เว้นว่าง = ใช้กระดาษที่พิมพ์ตราไว้แล้ว",
                "The name of a file in inputs (png, jpg or svg), such as garuda.png; blank for pre-printed paper.",
            ),
        ),
        optional("letters.urgency", Text, "", ("ชั้นความเร็ว", "Urgency"), ("เช่น ด่วนที่สุด ไม่มีก็เว้น", "In Thai; blank for none.")),
        optional("letters.secrecy", Text, "", ("ชั้นความลับ", "Secrecy"), ("เช่น ลับ ไม่มีก็เว้น", "In Thai; blank for none.")),
        optional(
            "letters.slogans",
            Lines,
            "",
            ("คำขวัญ", "Slogans"),
            ("พิมพ์ท้ายหนังสือ บรรทัดละข้อ", "At the foot of letters, one a line."),
        ),
        optional(
            "letters.email",
            Text,
            "",
            ("ไปรษณีย์อิเล็กทรอนิกส์", "Electronic mail"),
            (
                "ของสำนักงาน เช่น phayao@example.go.th พิมพ์ท้ายหนังสือต่อจากโทรศัพท์ เว้นว่าง = ไม่พิมพ์",
                "The office's address, at the foot below the telephone; blank for none.",
            ),
        ),
        optional(
            "letters.copies",
            YesNo,
            "false",
            ("สำเนาคู่ฉบับ", "File copies"),
            (
                "หนังสือทุกฉบับมีสำเนาคู่ฉบับอีกแฟ้ม มีที่ให้ผู้ร่าง ผู้พิมพ์ ผู้ทาน ผู้ตรวจลงชื่อย่อ",
                "Each letter also as a file copy, with room for the initials of who drafted, typed, read and checked it.",
            ),
        ),
        optional(
            "letters.qr",
            YesNo,
            "false",
            ("คิวอาร์โค้ดของสิ่งที่ส่งมาด้วย", "Code of the enclosures"),
            (
                "พิมพ์ลายนิ้วมือของสิ่งที่ส่งมาด้วย ผู้รับเทียบได้ว่าเป็นฉบับเดียวกัน",
                "The fingerprint of what is enclosed, by which the addressee sees that it is the same.",
            ),
        ),
    ],
};

const NUMBER: (Both, Both) =
    (("เลขที่หนังสือ", "Number"), ("ออกเลขทีหลังได้โดยพิมพ์ค้างไว้แค่เครื่องหมาย /", "Leave it at the stroke / to give the number later."));
const DATE: (Both, Both) = (
    ("วันที่ในหนังสือ", "Date"),
    (
        "เช่น 2565-02-07 เว้นว่าง = เว้นที่ไว้ลงวัน \"today\" = วันที่สั่งพิมพ์",
        "Such as 2565-02-07; blank leaves room for the day; today is the day of printing.",
    ),
);
const TO: Both = ("เรียน", "To");
const REFERENCES: (Both, Both) = (
    ("อ้างถึง", "References"),
    (
        "หนังสือที่ผู้รับมีอยู่ บรรทัดละฉบับ เว้นว่าง = ตามถ้อยคำในหนังสือ พิมพ์ขีด - อย่างเดียว = ไม่มีบรรทัดอ้างถึง",
        "What the addressee holds, one a line; blank for what the letter's wording says, a hyphen alone for none.",
    ),
);
const SARABAN: (Both, Both) = (
    ("เลขในระบบสารบรรณอิเล็กทรอนิกส์", "Number in the electronic system"),
    ("พิมพ์ท้ายหนังสือตามที่ใส่ เว้นว่าง = ไม่พิมพ์", "At the foot, as typed; blank for none."),
);

/// What every letter is sent with.
macro_rules! letter {
    ($key:literal, $to:expr $(, $more:expr)*) => {
        &[
            field(concat!("letters.", $key, ".number"), Text, NUMBER.0, NUMBER.1),
            optional(concat!("letters.", $key, ".date"), LetterDate, "", DATE.0, DATE.1),
            field(concat!("letters.", $key, ".to"), Text, TO, $to),
            optional(concat!("letters.", $key, ".references"), LinesOrNone, "", REFERENCES.0, REFERENCES.1),
            optional(concat!("letters.", $key, ".saraban"), Text, "", SARABAN.0, SARABAN.1),
            $($more),*
        ]
    };
}

const NO_HELP: Both = ("", "");
const LIKE_MONTHLY: Both = (
    "ไม่ใส่อะไรเลย = ถึงผู้รับเดียวกับหนังสือนำส่งประจำเดือน เว้นที่ไว้เขียนเลขที่และวันที่",
    "Where nothing stands here: to the addressee of the monthly letter, with room for number and date.",
);

pub(super) const ASSIGNMENT: Section = Section {
    id: "letter-assignment",
    title: ("หนังสือแจ้งค่าเป้าหมายถึงอำเภอ", "The letter that assigns the targets"),
    about: NO_HELP,
    parts: letter!("assignment", NO_HELP),
};

pub(super) const MONTHLY: Section = Section {
    id: "letter-monthly",
    title: ("หนังสือนำส่งรายงานประจำเดือน", "The covering letter of a month"),
    about: NO_HELP,
    parts: letter!("monthly", NO_HELP),
};

const REMINDER_PARTS: &[Part] = letter!(
    "reminder",
    ("{อำเภอ} จะแทนด้วยชื่ออำเภอ", "The word for district in braces stands for the district's name."),
    optional(
        "letters.reminder.single",
        YesNo,
        "false",
        ("หนังสือถึงทีละอำเภอ", "A letter to each district"),
        ("แทนหนังสือเวียนฉบับเดียวถึงทุกอำเภอที่ยังไม่ส่ง", "In place of one circular to all that are late."),
    ),
    optional(
        "letters.reminder.working_days",
        Whole,
        "3",
        ("ให้ส่งภายในกี่วันทำการ", "Working days until it is wanted"),
        ("นับจากวันที่ในหนังสือ เว้นวันไว้ = นับจากวันที่สั่งพิมพ์", "From the letter's day, or from the day of printing where it is blank.")
    )
);

pub(super) const REMINDER: Section = Section {
    id: "letter-reminder",
    title: ("หนังสือเตือน", "The reminder"),
    about: (
        "อำเภอที่ยังไม่ส่งได้หนังสือเวียน (เลขที่มี ว) อำเภอที่รายงานใช้ไม่ได้ได้หนังสือของตน",
        "Late districts get a circular, those whose report cannot be used a letter of their own.",
    ),
    parts: REMINDER_PARTS,
};

pub(super) const ROUND: Section = Section {
    id: "letter-round",
    title: ("หนังสือนำส่งรายงานสรุปรอบ", "The covering letter of a round"),
    about: LIKE_MONTHLY,
    parts: letter!("round", NO_HELP),
};

pub(super) const WHOLE_YEAR: Section = Section {
    id: "letter-year",
    title: ("หนังสือนำส่งรายงานสรุปทั้งปี", "The covering letter of the year"),
    about: LIKE_MONTHLY,
    parts: letter!("year", NO_HELP),
};
