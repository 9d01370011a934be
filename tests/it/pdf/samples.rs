//! Documents that show everything paper must cope with: the letter of the seed, two-level headings, many rows, many
//! columns, hard words, a chart, a fraction, a draft, a packet.

use jiff::civil::date;
use otop_report::documents::document::*;
use rust_decimal::Decimal;

/// Districts of Phayao: name, registered, online before.
pub const DISTRICTS: [(&str, i64, i64); 9] = [
    ("เมืองพะเยา", 233, 40),
    ("จุน", 75, 11),
    ("เชียงคำ", 171, 16),
    ("เชียงม่วน", 44, 11),
    ("ดอกคำใต้", 101, 23),
    ("ปง", 61, 10),
    ("แม่ใจ", 78, 13),
    ("ภูซาง", 112, 21),
    ("ภูกามยาว", 108, 18),
];

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

/// The target table of round 1, nine columns.
pub fn targets() -> Document {
    let heading = vec![
        vec![
            head("ที่", 1, 2),
            head("อำเภอ", 1, 2),
            head("ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด", 1, 2),
            head("ผู้ประกอบการผ่านช่องทางออนไลน์ในเดือนกันยายน ๒๕๖๔", 1, 2),
            head("ผู้ประกอบการคงเหลือปี ๒๕๖๕", 1, 2),
            head("๑. ผบก.เข้าร่วมช่องทาง Online", 2, 1),
            head("๒. การจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ", 2, 1),
        ],
        vec![
            head("ร้อยละ ๕ ของผบก. คงเหลือปี ๒๕๖๕ (กลุ่ม/ราย)", 1, 1),
            head("รอบการประเมินที่ ๑", 1, 1),
            head("จำนวน (ครั้ง)", 1, 1),
            head("รอบการประเมินที่ ๑", 1, 1),
        ],
    ];
    let mut rows: Vec<Row> = DISTRICTS
        .iter()
        .enumerate()
        .map(|(i, (name, registered, before))| {
            let target = (registered - before) / 20;
            let mut values = vec![Value::Integer(i as i64 + 1), text(name)];
            values.extend([*registered, *before, registered - before, target, target / 2, 2, 1].map(Value::Integer));
            body(values)
        })
        .collect();
    let mut total = vec![Cell { colspan: 2, align: Some(Align::Center), ..cell(text("รวมทั้งสิ้น")) }];
    total.extend([983, 163, 820, 42, 23, 18, 9].map(|figure| cell(Value::Integer(figure))));
    rows.push(Row { kind: RowKind::Total, cells: total });
    let mut columns = vec![column(1.0, Align::Center), column(3.0, Align::Left)];
    columns.extend([3.0, 3.4, 2.6, 3.2, 2.2, 2.6, 2.2].map(|width| column(width, Align::Right)));
    let table = Table {
        caption: "เป้าหมาย รอบการประเมินที่ ๑".to_owned(),
        show_caption: false,
        columns,
        heading,
        rows,
        when_empty: String::new(),
        cut: None,
        chart: None,
    };
    document(
        "targets-round-1",
        &["เป้าหมายการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP)", "จังหวัดพะเยา รอบการประเมินที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๕"],
        Orientation::Landscape,
        vec![Block::Table(table), signatures()],
    )
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
            let mut values = vec![Value::Integer(i + 1), text(DISTRICTS[i as usize % 9].0)];
            values.extend((0..5).map(|k| Value::Integer(i * 7 + k)));
            values.push(Value::Percent(Decimal::new(499 + i, 2)));
            values.extend((0..10).map(|k| Value::Integer(k * i)));
            values.extend([Value::Money(Decimal::new(12_345_678 + i, 2)), Value::Money(Decimal::new(1_234_567_890 + i, 2))]);
            body(values)
        })
        .collect();
    let mut columns = vec![column(1.0, Align::Center), column(3.0, Align::Left)];
    columns.extend((0..18).map(|_| column(1.5, Align::Right)));
    let table = Table {
        caption: "ช่องทาง".into(),
        show_caption: false,
        columns,
        heading,
        rows,
        when_empty: String::new(),
        cut: None,
        chart: None,
    };
    let mut wide = document(
        "form-2-online",
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
                text(DISTRICTS[i % 9].0),
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
        cut: None,
        chart: None,
    };
    document("operators", &["ทะเบียนผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์"], Orientation::Landscape, vec![Block::Table(table)])
}

/// The KPI sheet: fields, rubric, fraction.
pub fn kpi() -> Document {
    let field = |label: &str, values: &[&[&str]]| Field {
        label: label.to_owned(),
        values: values.iter().map(|parts| parts.iter().map(|part| (*part).to_owned()).collect()).collect(),
    };
    let fields = vec![
        field("ตัวชี้วัดที่ ๘", &[&["ร้อยละความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน"]]),
        field("หน่วยวัด", &[&["ร้อยละ"]]),
        field("น้ำหนัก", &[&["ร้อยละ ๕"]]),
        field("เหตุผลในการวัด", &[&["ผู้ผลิต ผู้ประกอบการ OTOP มีช่องทางการจำหน่าย และมีรายได้เพิ่มขึ้น"]]),
        field("แหล่งข้อมูล", &[&["กลุ่มงานส่งเสริมการพัฒนาชุมชน"]]),
        field("ผู้รับผิดชอบตัวชี้วัด", &[&["นางณิษฐภัฏฐ์ วรรณคำ", "ตำแหน่ง ผู้อำนวยการกลุ่มงานส่งเสริมการพัฒนาชุมชน", "โทรศัพท์ ๐๘๑-๘๒๒๐๔๑๕"]]),
        field(
            "ผู้ประสานงานตัวชี้วัด",
            &[
                &["นายกิตติ ทาใจ", "ตำแหน่ง นักวิชาการพัฒนาชุมชนชำนาญการ", "โทรศัพท์ ๐๙๘-๔๑๑๖๕๓"],
                &["นางสาวภัทธิดา รอดประเสริฐ", "ตำแหน่ง นักส่งเสริมการพัฒนาชุมชน", "โทรศัพท์ ๐๘๓-๖๒๐๖๗๕๐"],
            ],
        ),
    ];
    let criterion = |events: &str, channels: &str, percent: &str| {
        format!(
            "๑. จัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ จำนวน {events} ครั้ง\n๒. ส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า {channels} ช่องทาง มีผู้ประกอบการเข้าร่วม ไม่น้อยกว่าร้อยละ {percent} ของผู้ประกอบการที่ลงทะเบียนทั้งหมดและไม่มีผลิตภัณฑ์ผ่านช่องทางออนไลน์ในเดือนกันยายน ๒๕๖๔ และไม่ใช่ผู้ประกอบการกลุ่ม/รายเดียวกัน"
        )
    };
    let levels = [
        ("ดีมาก", "๘", "๓", "๕"),
        ("ดี", "๘", "๒", "๔"),
        ("ปานกลาง", "๗", "๑", "๓"),
        ("พัฒนา", "๖", "๑", "๒"),
        ("ปรับปรุง", "น้อยกว่า ๕", "๑", "๑"),
    ];
    let rows = levels
        .iter()
        .enumerate()
        .map(|(i, (level, events, channels, percent))| {
            body(vec![text(level), Value::Text(criterion(events, channels, percent)), Value::Integer(5 - i as i64)])
        })
        .collect();
    let rubric = Table {
        caption: "เกณฑ์การให้คะแนน : แบ่งเกณฑ์การให้คะแนนเป็น ๕ ระดับคะแนน ดังนี้".to_owned(),
        show_caption: true,
        columns: vec![column(2.0, Align::Center), column(12.0, Align::Left), column(2.0, Align::Center)],
        heading: vec![vec![head("ระดับ", 1, 1), head("เกณฑ์การให้คะแนน", 1, 1), head("ค่าคะแนน", 1, 1)]],
        rows,
        when_empty: String::new(),
        cut: None,
        chart: None,
    };
    let formula = Fraction {
        label: "สูตรการคำนวณ : ร้อยละของผู้ประกอบการ OTOP เข้าร่วมช่องทางออนไลน์".to_owned(),
        numerator: "จำนวนผู้ประกอบการ OTOP เข้าร่วมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง ปีงบประมาณ พ.ศ. ๒๕๖๕ (ต.ค. ๖๔ – ก.ย. ๖๕)".to_owned(),
        denominator: "จำนวนผู้ผลิต ผู้ประกอบการ OTOP ที่ลงทะเบียนทั้งหมดของจังหวัด ที่ไม่เคยนำผลิตภัณฑ์เข้าร่วมช่องทางออนไลน์ (ณ กันยายน ๒๕๖๔)"
            .to_owned(),
        factor: "x ๑๐๐".to_owned(),
    };
    document(
        "kpi-8",
        &["เป้าหมายการปฏิบัติงานรายบุคคล รอบการประเมินที่ ๑,๒"],
        Orientation::Portrait,
        vec![Block::Fields(fields), Block::Table(rubric), Block::Formula(formula), Block::Heading("หลักฐานเชิงประจักษ์".to_owned())],
    )
}

/// A table of `groups` rows and its chart.
pub fn scorecard(groups: usize) -> Document {
    let row = |i: usize| body(vec![text(DISTRICTS[i % 9].0), Value::Integer(2 + i as i64 % 9), Value::Integer(i as i64 % 8)]);
    let series = |name: &str, column| Series { name: name.to_owned(), column };
    let chart = Chart {
        title: "ผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์ เทียบกับเป้าหมาย".to_owned(),
        labels: 0,
        series: vec![series("เป้าหมายทั้งปี", 1), series("ผลสะสม", 2)],
        unit: "กลุ่ม/ราย".to_owned(),
    };
    let table = Table {
        caption: "ผลงานเทียบเป้าหมายรายอำเภอ".to_owned(),
        show_caption: true,
        columns: vec![column(2.0, Align::Left), column(1.0, Align::Center), column(1.0, Align::Center)],
        heading: vec![vec![head("อำเภอ", 1, 1), head("เป้าหมายทั้งปี", 1, 1), head("ผลสะสม", 1, 1)]],
        rows: (0..groups).map(row).collect(),
        when_empty: String::new(),
        cut: None,
        chart: Some(chart),
    };
    document(
        "scorecard",
        &["ผลการประเมินตัวชี้วัดที่ ๘", "ประจำเดือน กุมภาพันธ์ ๒๕๖๕"],
        Orientation::Portrait,
        vec![
            Block::Paragraph("ผลการดำเนินงานอยู่ในระดับ ๕ ดีมาก คิดเป็นคะแนนถ่วงน้ำหนัก ๐.๒๕ คะแนน".to_owned()),
            Block::Table(table),
            signatures(),
        ],
    )
}

/// Every hard word in running text.
pub fn hard_words() -> Document {
    let paragraphs = HARD.chunks(8).map(|words| Block::Paragraph(words.join(" "))).collect();
    document("hard-words", &["คำที่มีสระและวรรณยุกต์ซ้อนกัน"], Orientation::Portrait, paragraphs)
}

/// The seed's letter.
pub fn letter() -> Letter {
    let enclosure = |title: &str| Enclosure { title: title.to_owned(), quantity: "จำนวน ๑ ชุด".to_owned() };
    let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Letter {
        id: "letter-assignment".to_owned(),
        draft: None,
        secrecy: String::new(),
        urgency: String::new(),
        garuda: None,
        number: "พย ๐๐๑๙.๒/ว ๐๕๖๕".to_owned(),
        office: strings(&["ศาลากลางจังหวัดพะเยา", "ถนนพหลโยธิน พย ๕๖๐๐๐"]),
        date: "๗ กุมภาพันธ์ ๒๕๖๕".to_owned(),
        subject: "การดำเนินงานตามภารกิจสำคัญของกรมการพัฒนาชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ และตัวชี้วัดค่าเป้าหมายการประเมินผลการปฏิบัติราชการ ระหว่างพัฒนาการจังหวัดและพัฒนาการอำเภอ".to_owned(),
        to: "นายอำเภอทุกอำเภอ".to_owned(),
        references: Vec::new(),
        enclosures: vec![
            enclosure("แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน เกณฑ์ข้อที่ ๑ การจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ"),
            enclosure("แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน เกณฑ์ข้อที่ ๒ การส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง"),
            enclosure("รายละเอียดตัวชี้วัดที่ ๘ ร้อยละความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน"),
        ],
        paragraphs: strings(&[
            "ด้วยกรมการพัฒนาชุมชน กำหนดให้การบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP) เป็นภารกิจสำคัญของกรมการพัฒนาชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ และจังหวัดพะเยาได้กำหนดภารกิจสำคัญดังกล่าวฯ เป็นตัวชี้วัดและค่าเป้าหมายการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ ระหว่างพัฒนาการจังหวัดและพัฒนาการอำเภอ ตัวชี้วัดที่ ๘ ร้อยละความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (รายบุคคล) รอบการประเมินที่ ๑,๒",
            "เพื่อให้การขับเคลื่อนการดำเนินงานดังกล่าว เป็นไปด้วยความเรียบร้อย และมีประสิทธิภาพ จังหวัดพะเยาจึงขอให้อำเภอดำเนินการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน และรายงานผลการดำเนินงานให้จังหวัดพะเยาทราบภายในวันที่ ๕ ของทุกเดือน รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
            "จึงเรียนมาเพื่อพิจารณาดำเนินการ",
        ]),
        closing: "ขอแสดงความนับถือ".to_owned(),
        signatory: "นางอภัสรา ธงพิทักษ์".to_owned(),
        positions: strings(&["พัฒนาการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดพะเยา"]),
        contact: strings(&["สำนักงานพัฒนาชุมชนจังหวัด", "กลุ่มงานส่งเสริมการพัฒนาชุมชน", "โทร./โทรสาร ๐ ๕๕๔๔ ๕๕๔๔"]),
        slogans: strings(&["เศรษฐกิจฐานรากมั่นคงและชุมชนพึ่งตนเองได้ ภายในปี ๒๕๖๕", "Change for Good"]),
        seal: String::new(),
    }
}

/// A square of two colours for a Garuda.
pub fn garuda() -> Garuda {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 30"><rect width="28" height="30" fill="#ddd" stroke="#000"/><circle cx="14" cy="15" r="10" fill="#b22"/></svg>"##;
    Garuda { extension: "svg".to_owned(), bytes: svg.as_bytes().to_vec() }
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

/// The letter with its enclosures.
pub fn packet() -> Packet {
    let enclosed = |documents: Vec<Document>, label: &str| Part::Documents { documents, label: Some(label.to_owned()) };
    let mut blank = operators(0);
    blank.blocks.push(signatures());
    Packet {
        id: "packet-assignment".to_owned(),
        title: letter().subject,
        district: None,
        parts: vec![
            Part::Letter(Box::new(letter())),
            enclosed(vec![blank], "สิ่งที่ส่งมาด้วย ๑"),
            enclosed(vec![wide()], "สิ่งที่ส่งมาด้วย ๒"),
            enclosed(vec![kpi(), targets()], "สิ่งที่ส่งมาด้วย ๓"),
        ],
    }
}

/// All of them.
pub fn all() -> Vec<Packet> {
    vec![
        Packet::of_letter(letter()),
        Packet::of_letter(full_letter()),
        Packet::of_document(targets()),
        Packet::of_document(wide()),
        Packet::of_document(operators(400)),
        Packet::of_document(kpi()),
        Packet::of_document(scorecard(9)),
        Packet::of_document(hard_words()),
        packet(),
    ]
}
