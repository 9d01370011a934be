//! What needs no submissions: both target tables as the letter issued them (SPEC §3), and the sheet of the KPI.

use calamine::Data;

use super::{Files, on_paper, thai, words};
use crate::figures::year::Judged;

/// Number, district, registered, online before, remaining, target of the year, rounds 1 and 2; 2 activities, 1 a round.
const ISSUED: [(&str, &str, &str); 10] = [
    ("1|เมืองพะเยา|233|40|193|10", "5", "5"),
    ("2|จุน|75|11|64|3", "2", "1"),
    ("3|เชียงคำ|171|16|155|8", "4", "4"),
    ("4|เชียงม่วน|44|11|33|2", "1", "1"),
    ("5|ดอกคำใต้|101|23|78|4", "2", "2"),
    ("6|ปง|61|10|51|3", "2", "1"),
    ("7|แม่ใจ|78|13|65|3", "2", "1"),
    ("8|ภูซาง|112|21|91|5", "3", "2"),
    ("9|ภูกามยาว|108|18|90|4", "2", "2"),
    ("รวมทั้งสิ้น||983|163|820|42", "23", "19"),
];

#[test]
fn both_target_tables_as_issued() {
    for (round, sheet) in [(1, "เป้าหมายรอบที่ ๑"), (2, "เป้าหมายรอบที่ ๒")]
    {
        let row = |(lead, first, second): (&str, &str, &str)| {
            let activities = if lead.starts_with("รวม") { "18|9" } else { "2|1" };
            format!("{lead}|{}|{activities}", if round == 1 { first } else { second })
        };
        let files = Files(Judged::july());
        let document = format!("targets-round-{round}");
        files.hold(&document, sheet, &ISSUED.map(row));
        let title = format!("จังหวัดพะเยา รอบการประเมินที่ {round} ปีงบประมาณ พ.ศ. 2565");
        assert_eq!(words(&files.sheet(&document, sheet)[1][0]), thai(&title));
        // The nine headings of the letter, in one row, without added words.
        let round = format!("รอบการประเมินที่ {round}");
        let headings = [
            "ที่",
            "อำเภอ",
            "ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด",
            "ผู้ประกอบการผ่านช่องทางออนไลน์ในเดือนกันยายน 2564",
            "ผู้ประกอบการคงเหลือปี 2565",
            "1. ผบก.เข้าร่วมช่องทาง Online ร้อยละ 5 ของผบก. คงเหลือปี 2565 (กลุ่ม/ราย)",
            &round,
            "2. จำนวนการจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ (ครั้ง)",
            &round,
        ];
        let sheet = files.sheet(&document, sheet);
        let row = sheet.iter().find(|row| words(&row[0]) == "ที่").expect("it has headings");
        let packed = |text: String| text.replace(' ', "");
        assert_eq!(row.iter().map(|cell| packed(words(cell))).collect::<Vec<_>>(), headings.map(|text| packed(thai(text))));
        files.read_in_order(&document, &[title]);
    }
}

#[test]
fn the_kpi_with_both_rubrics_and_its_formula() {
    // The level's name, activities, channels, percent, the level; round 2 asks for nine activities at level 5.
    let levels = |best| {
        [("ดีมาก", best, 3, 5), ("ดี", " 8", 2, 4), ("ปานกลาง", " 7", 1, 3), ("พัฒนา", " 6", 1, 2), ("ปรับปรุง", "น้อยกว่า 5", 1, 1)]
    };
    let criteria = |activities: &str, channels: i32, percent: i32| {
        format!(
            "1. จัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ จำนวน{activities} ครั้ง\
             2. ส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า {channels} ช่องทาง โดยทั้ง {channels} ช่องทาง มีผู้ประกอบการเข้าร่วม \
             ไม่น้อยกว่าร้อยละ {percent} ของผู้ประกอบการที่ลงทะเบียนทั้งหมดและไม่มีผลิตภัณฑ์ผ่านช่องทางออนไลน์ในเดือนกันยายน 2564 \
             และไม่ใช่ผู้ประกอบการกลุ่ม/รายเดียวกัน"
        )
    };
    let mut expected: Vec<String> = [
        "ตัวชี้วัดที่ 8|:|ร้อยละความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน",
        "หน่วยวัด|:|ร้อยละ",
        "น้ำหนัก|:|ร้อยละ 5",
        "เหตุผลในการวัด|:|ผู้ผลิต ผู้ประกอบการ OTOP มีช่องทางการจำหน่าย และมีรายได้เพิ่มขึ้น",
        "แหล่งข้อมูล|:|กลุ่มงานส่งเสริมการพัฒนาชุมชน",
        "ผู้รับผิดชอบตัวชี้วัด|:|นางณิษฐภัฏฐ์ วรรณคำ|ตำแหน่ง ผู้อำนวยการกลุ่มงานส่งเสริมการพัฒนาชุมชน|โทรศัพท์ 081-8220415",
        "ผู้ประสานงานตัวชี้วัด|:|นายกิตติ ทาใจ|ตำแหน่ง นักวิชาการพัฒนาชุมชนชำนาญการ|โทรศัพท์ 098-411653",
        "นางสาวภัทธิดา รอดประเสริฐ|ตำแหน่ง นักส่งเสริมการพัฒนาชุมชน|โทรศัพท์ 083-6206750",
    ]
    .map(str::to_owned)
    .to_vec();
    for (round, best) in [(1, " 8"), (2, " 9")] {
        expected.push(format!("เกณฑ์การให้คะแนน : แบ่งเกณฑ์การให้คะแนนเป็น 5 ระดับคะแนน รอบการประเมินที่ {round} ดังนี้"));
        expected.push("ระดับ|เกณฑ์การให้คะแนน|ค่าคะแนน".to_owned());
        for (level, (name, activities, channels, percent)) in (1..=5).rev().zip(levels(best)) {
            expected.push(format!("{name}|{}|{level}", criteria(activities, channels, percent)));
        }
    }
    expected.extend(
        [
            "สูตรการคำนวณ : ร้อยละของผู้ประกอบการ OTOP เข้าร่วมช่องทางออนไลน์",
            "จำนวนผู้ประกอบการ OTOP เข้าร่วมช่องทางออนไลน์ ไม่น้อยกว่า 3 ช่องทาง ปีงบประมาณ พ.ศ. 2565 (ต.ค.64 – ก.ย.65)|x 100",
            "จำนวนผู้ผลิต ผู้ประกอบการ OTOP ที่ลงทะเบียนทั้งหมดของจังหวัด ที่ไม่เคยนำผลิตภัณฑ์เข้าร่วมช่องทางออนไลน์ (ณ กันยายน 2564)",
            "หลักฐานเชิงประจักษ์",
            "ระดับคะแนน|หลักฐานเชิงประจักษ์",
            "1 - 5|ส่งแบบรายงานผลการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP) ทุกวันที่ 5 ของทุกเดือน",
        ]
        .map(str::to_owned),
    );
    let files = Files(Judged::july());
    let title = ["แบบรายงาน", "เป้าหมายการปฏิบัติงานรายบุคคล รอบการประเมินที่ 1,2"].map(str::to_owned);
    let sheet = files.sheet("kpi-8", "ตัวชี้วัดที่ ๘");
    let shown = |cell: &Data| if let Data::Float(_) = cell { thai(&words(cell)) } else { words(cell) };
    let cells = |row: &Vec<Data>| row.iter().map(shown).collect::<String>().replace(' ', "");
    let found: Vec<String> = sheet.iter().map(cells).filter(|row| !row.is_empty()).collect();
    let wanted: Vec<String> = title.iter().chain(&expected).map(|row| on_paper(row)).collect();
    assert_eq!(found, wanted);
    // On paper the factor stands behind the whole fraction.
    let on_paper: Vec<String> = wanted.iter().map(|row| row.trim_end_matches("x๑๐๐").to_owned()).collect();
    files.read_in_order("kpi-8", &on_paper);
}
