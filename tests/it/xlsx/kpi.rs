//! The KPI sheet and the scorecard.

use otop_report::documents::document::{Align, Block, Chart, Document, Field, Fraction, Orientation, Series, Table, Value};
use otop_report::thai::digits::to_thai;
use rust_decimal::Decimal;

use super::documents::{body, cell, columns, districts_table, document, head, int, signatures, text};

fn rubric(round: usize) -> Block {
    let criterion = |times: i64, channels: i64, percent: i64| {
        to_thai(&format!(
            "๑. จัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ จำนวน {times} ครั้ง\n๒. ส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า {channels} ช่องทาง \
             โดยทั้ง {channels} ช่องทาง มีผู้ประกอบการเข้าร่วม ไม่น้อยกว่าร้อยละ {percent} ของผู้ประกอบการที่ลงทะเบียนทั้งหมดและไม่มีผลิตภัณฑ์ผ่านช่องทางออนไลน์ในเดือนกันยายน \
             ๒๕๖๔ และไม่ใช่ผู้ประกอบการกลุ่ม/รายเดียวกัน"
        ))
    };
    let levels = [("ดีมาก", 5), ("ดี", 4), ("ปานกลาง", 3), ("พัฒนา", 2), ("ปรับปรุง", 1)];
    let row = |(name, level): (&str, i64)| body(vec![text(name), text(&criterion(4 + level, level.min(3), level)), int(level)]);
    Block::Table(Table {
        caption: to_thai(&format!("เกณฑ์การให้คะแนน : แบ่งเกณฑ์การให้คะแนนเป็น ๕ ระดับคะแนน รอบการประเมินที่ {round} ดังนี้")),
        show_caption: true,
        columns: columns(&[(1.0, Align::Center), (6.0, Align::Left), (1.0, Align::Center)]),
        heading: vec![["ระดับ", "เกณฑ์การให้คะแนน", "ค่าคะแนน"].map(|words| head(words, 1, 1)).to_vec()],
        rows: levels.into_iter().map(row).collect(),
        when_empty: String::new(),
        cut: None,
        chart: None,
    })
}

/// Fields, two rubrics, the formula, the evidence.
pub fn kpi() -> Document {
    let field = |label: &str, values: &[&[&str]]| Field {
        label: label.into(),
        values: values.iter().map(|parts| parts.iter().map(std::string::ToString::to_string).collect()).collect(),
    };
    let fields = vec![
        field("ตัวชี้วัดที่ ๘", &[&["ร้อยละความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน"]]),
        field("หน่วยวัด", &[&["ร้อยละ"]]),
        field("น้ำหนัก", &[&["ร้อยละ ๕"]]),
        field("เหตุผลในการวัด", &[&["ผู้ผลิต ผู้ประกอบการ OTOP มีช่องทางการจำหน่าย และมีรายได้เพิ่มขึ้น"]]),
        field("แหล่งข้อมูล", &[&["กลุ่มงานส่งเสริมการพัฒนาชุมชน"]]),
        field(
            "ผู้ประสานงานตัวชี้วัด",
            &[
                &["นายกิตติ ทาใจ", "ตำแหน่ง นักวิชาการพัฒนาชุมชนชำนาญการ", "โทรศัพท์ ๐๙๘-๔๑๑๖๕๓"],
                &["นางสาวภัทธิดา รอดประเสริฐ", "ตำแหน่ง นักส่งเสริมการพัฒนาชุมชน", "โทรศัพท์ ๐๘๓-๖๒๐๖๗๕๐"],
            ],
        ),
    ];
    let fraction = Fraction {
        label: "สูตรการคำนวณ : ร้อยละของผู้ประกอบการ OTOP เข้าร่วมช่องทางออนไลน์".into(),
        numerator: "จำนวนผู้ประกอบการ OTOP เข้าร่วมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง ปีงบประมาณ พ.ศ. ๒๕๖๕ (ต.ค.๖๔ – ก.ย.๖๕)".into(),
        denominator: "จำนวนผู้ผลิต ผู้ประกอบการ OTOP ที่ลงทะเบียนทั้งหมดของจังหวัด ที่ไม่เคยนำผลิตภัณฑ์เข้าร่วมช่องทางออนไลน์ (ณ กันยายน ๒๕๖๔)".into(),
        factor: "x ๑๐๐".into(),
    };
    let evidence = Table {
        caption: "หลักฐานเชิงประจักษ์".into(),
        show_caption: false,
        columns: columns(&[(1.0, Align::Center), (5.0, Align::Left)]),
        heading: vec![vec![head("ระดับคะแนน", 1, 1), head("หลักฐานเชิงประจักษ์", 1, 1)]],
        rows: vec![body(vec![
            text("๑ - ๕"),
            text("ส่งแบบรายงานผลการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP) ทุกวันที่ ๕ ของทุกเดือน"),
        ])],
        when_empty: String::new(),
        cut: None,
        chart: None,
    };
    let blocks = vec![
        Block::Fields(fields),
        rubric(1),
        rubric(2),
        Block::Formula(fraction),
        Block::Heading("หลักฐานเชิงประจักษ์".into()),
        Block::Table(evidence),
    ];
    document("kpi-8", &["เป้าหมายการปฏิบัติงานรายบุคคล รอบการประเมินที่ ๑,๒"], "ตัวชี้วัดที่ ๘", Orientation::Portrait, blocks)
}

/// Conditions, districts, and a chart that reads the districts' figures.
pub fn scorecard() -> Document {
    let condition = |name: &str, figure: Value, needed: &str, more: &str| {
        body(vec![text(name), cell(figure), int(5), text(needed), text(more)])
    };
    let conditions = Table {
        caption: "ผลตามเกณฑ์การให้คะแนน".into(),
        show_caption: true,
        columns: columns(&[
            (3.0, Align::Left),
            (1.0, Align::Right),
            (1.0, Align::Center),
            (2.0, Align::Left),
            (2.0, Align::Left),
        ]),
        heading: vec![["เงื่อนไข", "ผลงาน", "ระดับ", "ระดับถัดไปต้องการ", "ยังขาด"].map(|words| head(words, 1, 1)).to_vec()],
        rows: vec![
            condition("๑. กิจกรรมที่ไม่ใช้งบประมาณ (ครั้ง)", Value::Integer(8), "อยู่ระดับสูงสุดแล้ว", "–"),
            condition("๒. ช่องทางออนไลน์ (ช่องทาง)", Value::Integer(4), "อยู่ระดับสูงสุดแล้ว", "–"),
            condition("๓. ผู้ประกอบการเข้าร่วม (ร้อยละ)", Value::Percent(Decimal::new(4996, 3)), "ไม่น้อยกว่าร้อยละ ๕", "๑ กลุ่ม/ราย"),
            condition("คะแนนถ่วงน้ำหนัก", Value::Money(Decimal::new(25, 2)), "", ""),
        ],
        when_empty: String::new(),
        cut: None,
        chart: None,
    };
    let series = |name: &str, column| Series { name: name.into(), column };
    let chart = Chart {
        title: "ผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์เทียบกับเป้าหมาย รายอำเภอ".into(),
        labels: 1,
        series: vec![series("เป้าหมาย", 2), series("สะสม", 5)],
        unit: "กลุ่ม/ราย".into(),
    };
    let fields = vec![
        Field { label: "ระดับคะแนน".into(), values: vec![vec!["๕ ดีมาก".into()]] },
        Field { label: "น้ำหนัก".into(), values: vec![vec!["ร้อยละ ๕".into()]] },
    ];
    let note = Block::Paragraph("กรณีจัดกิจกรรม ๕ ครั้งพอดี เกณฑ์ไม่ได้กำหนดระดับไว้ จึงให้เป็นระดับปรับปรุง".into());
    let blocks = vec![
        Block::Fields(fields),
        Block::Table(conditions),
        note,
        Block::Table(Table { chart: Some(chart), ..districts_table() }),
        signatures(),
    ];
    document(
        "scorecard",
        &["ผลการประเมินตัวชี้วัดที่ ๘", "จังหวัดพะเยา ประจำเดือนกุมภาพันธ์ ๒๕๖๕"],
        "ผลการประเมิน",
        Orientation::Portrait,
        blocks,
    )
}
