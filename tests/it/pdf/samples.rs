//! Documents that show everything paper must cope with: the program's own, clean and as drafts, and beside them many rows,
//! many columns, hard words, a large chart, a letter with everything.

use jiff::civil::date;
use otop_report::documents::document::*;
use rust_decimal::Decimal;

use crate::support::real::Real;

/// Districts of Phayao.
const DISTRICTS: [&str; 9] = ["เมืองพะเยา", "จุน", "เชียงคำ", "เชียงม่วน", "ดอกคำใต้", "ปง", "แม่ใจ", "ภูซาง", "ภูกามยาว"];

/// Words whose marks are stacked, reordered or drawn by special glyphs.
pub const HARD: [&str; 60] = [
    "ที่",
    "นี้",
    "น้ำ",
    "ป้า",
    "ปู่",
    "ฟื้น",
    "ฝั่ง",
    "ญี่ปุ่น",
    "กตัญญู",
    "ฐานราก",
    "ฎีกา",
    "ปฏิบัติ",
    "ผู้",
    "ตั้ง",
    "เป็น",
    "ก๋วยเตี๋ยว",
    "ซึ่ง",
    "ผึ้ง",
    "เสื้อ",
    "สำนักงาน",
    "ทำ",
    "จำนวน",
    "ช่ำ",
    "ปำ",
    "ฝ้ำ",
    "ป้ำ",
    "ฟ้ำ",
    "กำลัง",
    "ก่ำ",
    "ค้ำ",
    "ร่ำ",
    "ขั้น",
    "ปั้น",
    "ปี่",
    "ฝี่",
    "ฟี้",
    "ปื๊ด",
    "ปึ้ก",
    "ฎุ",
    "ฏู",
    "ฐุ",
    "ฐู",
    "ญุ",
    "ญู",
    "ฤๅษี",
    "ฦๅ",
    "พร้อม",
    "กลุ่ม",
    "ศูนย์",
    "สัปดาห์",
    "สงเคราะห์",
    "ฟิล์ม",
    "ปรุ๊ฟ",
    "ป๊อป",
    "ป๋อง",
    "โน้ต",
    "ใต้",
    "ไม้",
    "เนื้อ",
    "ลื้อ",
];

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn cell(value: Value) -> Cell {
    Cell { value, formula: None, colspan: 1, align: None }
}

fn head(text: &str, colspan: usize, rowspan: usize) -> HeadCell {
    HeadCell { text: text.to_owned(), verbatim: false, colspan, rowspan }
}

fn column(width: f64, align: Align) -> Column {
    Column { width, align }
}

fn body(values: Vec<Value>) -> Row {
    Row { kind: RowKind::Body, cells: values.into_iter().map(cell).collect() }
}

fn document(id: &str, title: &[&str], orientation: Orientation, blocks: Vec<Block>) -> Document {
    Document {
        id: id.to_owned(),
        district: None,
        title: title.iter().map(|line| (*line).to_owned()).collect(),
        sheet: "แบบ".to_owned(),
        orientation,
        draft: None,
        blocks,
    }
}

/// Places to sign.
pub fn signatures() -> Block {
    let one =
        |role: &str| Signature {
            role: role.to_owned(), name: ".".repeat(60), position: format!("ตำแหน่ง {}", ".".repeat(50))
        };
    Block::Signatures(vec![one("ผู้รายงาน"), one("ผู้ตรวจสอบ")])
}

/// The words of every heading of the forms in twenty narrow columns.
pub fn wide() -> Document {
    let names = [
        "ที่",
        "อำเภอ",
        "ผู้ประกอบการคงเหลือ (กลุ่ม/ราย)",
        "เป้าหมายทั้งปี",
        "เป้าหมายรอบการประเมินที่ ๑",
        "ผลในเดือน",
        "ผลสะสมทั้งปี",
        "ร้อยละของผู้ประกอบการคงเหลือ",
        "Facebook",
        "LINE",
        "Shopee",
        "Lazada",
        "TikTok",
        "Instagram",
        "YouTube",
        "เว็บไซต์",
        "OTOP Today",
        "Thailandpostmart",
        "ยอดจำหน่ายในเดือน (บาท)",
        "ยอดจำหน่ายสะสม (บาท)",
    ];
    let heading = vec![
        {
            let mut row: Vec<HeadCell> = names[..8].iter().map(|name| head(name, 1, 2)).collect();
            row.push(head("ช่องทางออนไลน์ (กลุ่ม/ราย)", 10, 1));
            row.extend(names[18..].iter().map(|name| head(name, 1, 2)));
            row
        },
        names[8..18].iter().map(|name| head(name, 1, 1)).collect(),
    ];
    let rows = (0..30)
        .map(|i| {
            let mut values = vec![Value::Integer(i + 1), text(DISTRICTS[i as usize % 9])];
            values.extend((0..5).map(|k| Value::Integer(i * 7 + k)));
            values.push(Value::Percent(Decimal::new(499 + i, 2)));
            values.extend((0..10).map(|k| Value::Integer(k * i)));
            values.extend([Value::Money(Decimal::new(12_345_678 + i, 2)), Value::Money(Decimal::new(1_234_567_890 + i, 2))]);
            body(values)
        })
        .collect();
    let mut columns = vec![column(1.0, Align::Center), column(3.0, Align::Left)];
    columns.extend((0..18).map(|_| column(1.5, Align::Right)));
    let table =
        Table { caption: "ช่องทาง".into(), show_caption: false, columns, heading, rows, ..Table::default() };
    let mut wide = document(
        "wide",
        &["แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน", "เกณฑ์ข้อที่ ๒ การส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง"],
        Orientation::Landscape,
        vec![Block::Table(table), signatures()],
    );
    wide.draft = Some(vec!["อำเภอปง ยังไม่ส่งแบบรายงาน".into(), "อำเภอจุน แบบรายงานใช้ไม่ได้ทั้งฉบับ: ไม่พบแผ่นงานแบบ ๒ ออนไลน์".into()]);
    wide
}

/// Four hundred operators with names, links and notes as clerks write them.
pub fn operators(count: usize) -> Document {
    let links = [
        "https://www.facebook.com/profile.php?id=100057384756321&sk=about_contact_and_basic_info",
        "-",
        "https://shopee.co.th/phayao-otop",
    ];
    let notes = [
        "",
        "ผลิตภัณฑ์ผ่านการรับรองมาตรฐานผลิตภัณฑ์ชุมชน มผช. และได้รับการคัดสรรสุดยอดหนึ่งตำบล หนึ่งผลิตภัณฑ์ไทย ระดับ ๕ ดาว ปี ๒๕๖๔",
        "ร้าน ★ ใหม่ 😀 中",
    ];
    let rows = (0..count)
        .map(|i| {
            let word = HARD[i % HARD.len()];
            body(vec![
                Value::Integer(i as i64 + 1),
                text(DISTRICTS[i % 9]),
                Value::Verbatim(format!("56-{:05}/2565", i * 37 + 11)),
                Value::Verbatim(format!("กลุ่ม{word}แปรรูปผลิตภัณฑ์บ้าน{word} หมู่ {}", i % 17 + 1)),
                text(["กลุ่ม", "รายเดียว", "SMEs"][i % 3]),
                text(["อาหาร", "ผ้าและเครื่องแต่งกาย", "ของใช้ ของตกแต่ง ของที่ระลึก", "สมุนไพรที่ไม่ใช่อาหาร"][i % 4]),
                text(["Facebook", "Facebook, LINE, Shopee", "อื่น ๆ: ร้านค้าชุมชนออนไลน์"][i % 3]),
                Value::Verbatim(links[i % 3].to_owned()),
                Value::Date(date(2022, 2, (i % 28) as i8 + 1)),
                Value::Money(Decimal::new(i as i64 * 12_345, 2)),
                Value::Verbatim(notes[i % 3].to_owned()),
            ])
        })
        .collect();
    let names = [
        "ที่",
        "อำเภอ",
        "เลขทะเบียน",
        "ชื่อกลุ่ม/ผู้ประกอบการ",
        "ประเภทผู้ประกอบการ",
        "ประเภทผลิตภัณฑ์",
        "ช่องทางออนไลน์",
        "ลิงก์ร้านค้า",
        "วันที่เข้าร่วม",
        "ยอดจำหน่ายในเดือนนี้ (บาท)",
        "หมายเหตุ",
    ];
    let widths = [1.0, 2.4, 2.6, 5.0, 2.0, 3.0, 3.0, 4.0, 2.0, 2.6, 4.0];
    let aligns = [
        Align::Center,
        Align::Left,
        Align::Center,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Center,
        Align::Right,
        Align::Left,
    ];
    let table = Table {
        caption: "ผู้ประกอบการที่นับผลแล้วในปีงบประมาณ พ.ศ. ๒๕๖๕".to_owned(),
        show_caption: true,
        columns: widths.into_iter().zip(aligns).map(|(width, align)| column(width, align)).collect(),
        heading: vec![names.iter().map(|name| head(name, 1, 1)).collect()],
        rows,
        when_empty: "ไม่มีผู้ประกอบการในเดือนนี้".to_owned(),
        ..Table::default()
    };
    document("operators", &["ทะเบียนผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์"], Orientation::Landscape, vec![Block::Table(table)])
}

/// A chart of more groups than there are districts.
pub fn many_groups() -> Document {
    let row = |i: i64| Row {
        kind: RowKind::Body,
        cells: [Value::Text(DISTRICTS[i as usize % 9].to_owned()), Value::Integer(2 + i % 9), Value::Integer(i % 8)]
            .map(cell)
            .to_vec(),
    };
    let series = |name: &str, column: usize| Series { name: name.to_owned(), column };
    let chart = Chart {
        title: "ผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์ เทียบกับเป้าหมาย".to_owned(),
        labels: 0,
        series: vec![series("เป้าหมายทั้งปี", 1), series("ผลสะสม", 2)],
        unit: "กลุ่ม/ราย".to_owned(),
    };
    let table = Table {
        caption: "ผลสะสมเทียบกับเป้าหมาย".to_owned(),
        show_caption: true,
        columns: vec![column(2.0, Align::Left), column(1.0, Align::Center), column(1.0, Align::Center)],
        heading: vec![["อำเภอ", "เป้าหมายทั้งปี", "ผลสะสม"].map(|name| head(name, 1, 1)).to_vec()],
        rows: (0..31).map(row).collect(),
        chart: Some(chart),
        ..Table::default()
    };
    document("many-groups", &["แผนภูมิ"], Orientation::Portrait, vec![Block::Table(table), signatures()])
}

/// Every hard word in running text.
pub fn hard_words() -> Document {
    let paragraphs = HARD.chunks(8).map(|words| Block::Paragraph(words.join(" "))).collect();
    document("hard-words", &["คำที่มีสระและวรรณยุกต์ซ้อนกัน"], Orientation::Portrait, paragraphs)
}

/// A square of two colours for a Garuda.
pub fn garuda() -> Garuda {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 30"><rect width="28" height="30" fill="#ddd" stroke="#000"/><circle cx="14" cy="15" r="10" fill="#b22"/></svg>"##;
    Garuda { extension: "svg".to_owned(), bytes: svg.as_bytes().to_vec() }
}

/// The letter of assignment.
pub fn letter() -> Letter {
    let letter = Real::clean().packets.iter().find(|packet| packet.id == "packet-assignment");
    let Some(Part::Letter(letter)) = letter.and_then(|packet| packet.parts.first()) else { panic!("the letter is made") };
    (**letter).clone()
}

/// A letter that uses everything a letter can, and needs a second page.
pub fn full_letter() -> Letter {
    let mut full = letter();
    full.id = "letter-full".to_owned();
    full.garuda = Some(garuda());
    full.secrecy = "ลับ".to_owned();
    full.urgency = "ด่วนที่สุด".to_owned();
    full.references = vec!["หนังสือจังหวัดพะเยา ที่ พย ๐๐๑๙.๒/ว ๐๕๖๕ ลงวันที่ ๗ กุมภาพันธ์ ๒๕๖๕".to_owned()];
    full.draft = Some(vec!["อำเภอปง ยังไม่ส่งแบบรายงาน".to_owned()]);
    let more = full.paragraphs[0].clone();
    full.paragraphs.insert(1, more);
    full
}

/// The file copy of a letter.
pub fn copy(letter: Letter) -> Letter {
    let initials = ["ร่าง", "พิมพ์", "ทาน", "ตรวจ"].map(str::to_owned).to_vec();
    Letter {
        copy: Some(FileCopy { mark: "สำเนาคู่ฉบับ".to_owned(), initials, line: ".".repeat(20) }), ..letter
    }
}

/// A letter with the code of what is enclosed.
pub fn checked(letter: Letter) -> Letter {
    let (caption, alt) = ("ลายนิ้วมือสิ่งที่ส่งมาด้วย".to_owned(), "คิวอาร์โค้ด".to_owned());
    let digest = ["30d8"; 8].join(" ");
    Letter { check: Some(Check { enclosed: vec!["kpi-8".to_owned()], caption, alt, digest }), ..letter }
}

/// A letter with everything that the plan may ask for on letters.
fn asked() -> Letter {
    let electronic = Electronic {
        label: "ไปรษณีย์อิเล็กทรอนิกส์".to_owned(), typed: "phayao@example.go.th".to_owned()
    };
    Letter { id: "letter-asked".to_owned(), electronic: vec![electronic], ..copy(checked(full_letter())) }
}

/// The program's own documents, and those that paper must cope with.
pub fn all() -> Vec<Packet> {
    let own = |real: &Real, name: &str| -> Vec<Packet> {
        let documents = real.documents.iter().cloned().map(Packet::of_document);
        let apart = real.packets.iter().flat_map(Packet::apart).map(|(_, part)| part);
        let packets = documents.chain(real.packets.iter().cloned()).chain(apart);
        packets.map(|packet| Packet { id: format!("{name}-{}", packet.id), ..packet }).collect()
    };
    let mut drafts = own(Real::draft(), "draft");
    // Of the drafts what the clean month does not show, and the reminder to all nine.
    let new = ["form-1-activities", "scorecard", "letter-monthly", "letter-reminder"];
    drafts.retain(|packet| new.iter().any(|id| packet.id == format!("draft-{id}")));
    assert_eq!(drafts.len(), new.len());
    let unusual = [wide(), operators(400), many_groups(), hard_words()].map(Packet::of_document);
    [own(Real::clean(), "clean"), drafts, unusual.to_vec(), [full_letter(), asked()].map(Packet::of_letter).to_vec()].concat()
}
