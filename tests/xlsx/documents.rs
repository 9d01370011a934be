//! Documents like those of a month, and worse ones: invented, for looking at workbooks and for testing them.

use std::collections::BTreeMap;

use jiff::civil::date;
use otop_report::aggregate::aggregate;
use otop_report::documents::document::{
    Align, Block, Cell, Chart, Column, Document, Field, Formula, Fraction, HeadCell, Orientation, Row, RowKind, Series, Signature, Table,
    Value,
};
use otop_report::documents::words::Words;
use otop_report::documents::{Desk, MonthData};
use otop_report::plan::Plan;
use otop_report::score::{score, shown_percent};
use otop_report::thai::calendar::Month;
use otop_report::thai::digits::to_thai;
use otop_report::validate::{Context, validate};
use rust_decimal::Decimal;

/// Name, registered, online before, target of the year, achieved.
pub const DISTRICTS: [(&str, i64, i64, i64, i64); 9] = [
    ("เมืองพะเยา", 233, 40, 10, 9),
    ("จุน", 75, 11, 3, 2),
    ("เชียงคำ", 171, 16, 8, 7),
    ("เชียงม่วน", 44, 11, 2, 3),
    ("ดอกคำใต้", 101, 23, 4, 0),
    ("ปง", 61, 10, 3, 5),
    ("แม่ใจ", 78, 13, 3, 4),
    ("ภูซาง", 112, 21, 5, 6),
    ("ภูกามยาว", 108, 18, 4, 5),
];

pub fn text(text: &str) -> Cell {
    cell(Value::Text(text.into()))
}

pub fn cell(value: Value) -> Cell {
    Cell { value, formula: None, colspan: 1, align: None }
}

pub fn int(count: i64) -> Cell {
    cell(Value::Integer(count))
}

fn baht(satang: i64) -> Cell {
    cell(Value::Money(Decimal::new(satang, 2)))
}

pub fn computed(value: Value, formula: Formula) -> Cell {
    Cell { formula: Some(formula), ..cell(value) }
}

pub fn head(text: &str, colspan: usize, rowspan: usize) -> HeadCell {
    HeadCell { text: text.into(), colspan, rowspan }
}

pub fn columns(shares: &[(f64, Align)]) -> Vec<Column> {
    shares.iter().map(|(width, align)| Column { width: *width, align: *align }).collect()
}

fn body(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Body, cells }
}

fn percent(part: i64, whole: i64) -> Value {
    Value::Percent(Decimal::from(part * 100) / Decimal::from(whole))
}

fn document(id: &str, title: &[&str], sheet: &str, orientation: Orientation, blocks: Vec<Block>) -> Document {
    let title = title.iter().map(|line| line.to_string()).collect();
    Document { id: id.into(), title, sheet: sheet.into(), orientation, draft: None, blocks }
}

fn signatures() -> Block {
    let signature = |role: &str, name: &str, position: &str| Signature { role: role.into(), name: name.into(), position: position.into() };
    Block::Signatures(vec![
        signature("ผู้รายงาน", "นายกิตติ ทาใจ", "นักวิชาการพัฒนาชุมชนชำนาญการ"),
        signature("ผู้ตรวจสอบ", "", ""),
    ])
}

/// The first row's cells are the total's words; the others are sums of rows `0..n`.
fn total(words: &str, colspan: usize, sums: Vec<Value>, rows: usize) -> Row {
    let mut cells = vec![Cell { colspan, align: Some(Align::Center), ..text(words) }];
    let sum = Formula::SumRows { first: 0, last: rows - 1 };
    cells.extend(sums.into_iter().map(|value| if value == Value::Empty { cell(value) } else { computed(value, sum.clone()) }));
    Row { kind: RowKind::Total, cells }
}

/// The nine-column target table of the letter.
pub fn targets() -> Document {
    let mut rows: Vec<Row> = Vec::new();
    for (index, (name, registered, before, year, _)) in DISTRICTS.into_iter().enumerate() {
        let remaining = computed(Value::Integer(registered - before), Formula::Minus { from: 2, less: 3 });
        let mut cells = vec![int(index as i64 + 1), text(name), int(registered), int(before), remaining];
        cells.extend([year, (year + 1) / 2, 2, 1].map(int));
        rows.push(body(cells));
    }
    let sums = [983, 163, 820, 42, 23, 18, 9].map(Value::Integer).to_vec();
    rows.push(total("รวมทั้งสิ้น", 2, sums, 9));
    let wide = (1.45, Align::Right);
    let table = Table {
        caption: "เป้าหมายการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP)".into(),
        show_caption: false,
        columns: columns(&[(0.5, Align::Center), (1.5, Align::Left), wide, wide, wide, wide, (1.2, Align::Right), wide, (1.2, Align::Right)]),
        heading: vec![
            [
                "ที่",
                "อำเภอ",
                "ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด",
                "ผู้ประกอบการผ่านช่องทางออนไลน์ในเดือนกันยายน ๒๕๖๔",
                "ผู้ประกอบการคงเหลือปี ๒๕๖๕",
                "๑. ผบก.เข้าร่วมช่องทาง Online ร้อยละ ๕ ของผบก. คงเหลือปี ๒๕๖๕ (กลุ่ม/ราย)",
                "รอบการประเมินที่ ๑",
                "๒. จำนวนการจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ (ครั้ง)",
                "รอบการประเมินที่ ๑",
            ]
            .map(|words| head(words, 1, 1))
            .to_vec(),
        ],
        rows,
        when_empty: String::new(),
    };
    let title =
        ["เป้าหมายการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP)", "จังหวัดพะเยา รอบการประเมินที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๕"];
    document("targets-round-1", &title, "เป้าหมายรอบที่ ๑", Orientation::Landscape, vec![Block::Table(table)])
}

fn districts_table() -> Table {
    let mut rows = Vec::new();
    for (index, (name, _, _, target, done)) in DISTRICTS.into_iter().enumerate() {
        let share = computed(percent(done, target), Formula::PercentOf { part: 5, whole: 2 });
        let status = if done == 0 { "ยังไม่รายงาน" } else { "รายงานทันกำหนด" };
        let figures = [int(index as i64 + 1), text(name), int(target), int(done / 2), int(done / 2), int(done), share];
        rows.push(body(figures.into_iter().chain([int(done * 12), baht(done * 1_234_550), text(status)]).collect()));
    }
    let sum = |pick: fn(i64, i64) -> i64| Value::Integer(DISTRICTS.iter().map(|district| pick(district.3, district.4)).sum());
    let money = Value::Money(Decimal::new(41 * 1_234_550, 2));
    let sums = vec![sum(|t, _| t), sum(|_, d| d / 2), sum(|_, d| d / 2), sum(|_, d| d), Value::Empty, sum(|_, d| d * 12), money];
    let mut last = total("รวมทั้งสิ้น", 2, sums.into_iter().chain([Value::Empty]).collect(), 9);
    last.cells[5] = computed(percent(41, 42), Formula::PercentOf { part: 5, whole: 2 });
    rows.push(last);
    let figure = (1.0, Align::Right);
    let shares = [(0.5, Align::Center), (1.5, Align::Left), figure, figure, figure, figure, figure, (1.2, Align::Right), (1.6, Align::Right)];
    Table {
        caption: "ผลการดำเนินงานรายอำเภอ".into(),
        show_caption: true,
        columns: columns(&shares.into_iter().chain([(1.6, Align::Center)]).collect::<Vec<_>>()),
        heading: vec![
            vec![
                head("ที่", 1, 2),
                head("อำเภอ", 1, 2),
                head("เป้าหมายทั้งปี (ครั้ง)", 1, 2),
                head("ผลการดำเนินงาน (ครั้ง)", 3, 1),
                head("ร้อยละ", 1, 2),
                head("ผู้ประกอบการที่เข้าร่วม (กลุ่ม/ราย)", 1, 2),
                head("ยอดจำหน่าย (บาท)", 1, 2),
                head("การส่งรายงาน", 1, 2),
            ],
            vec![head("เดือนนี้", 1, 1), head("รอบที่ ๑", 1, 1), head("สะสมทั้งปี", 1, 1)],
        ],
        rows,
        when_empty: String::new(),
    }
}

const NOTE: &str = "จัดร่วมกับงานประจำปีของจังหวัด โดยผู้ประกอบการนำผลิตภัณฑ์ผ้าทอไทลื้อ สมุนไพร และอาหารแปรรูป มาจำหน่ายตลอด ๓ วัน \
                    หักค่าใช้จ่ายแล้วคงเหลือยอดจำหน่ายตามที่แจ้งในช่องยอดจำหน่าย";

/// Districts, then a list of activities with long words of the clerks.
pub fn form_1() -> Document {
    let mut rows = Vec::new();
    for (index, (name, ..)) in DISTRICTS.into_iter().enumerate() {
        rows.push(body(vec![
            int(index as i64 + 1),
            cell(Value::Date(date(2022, 2, 1 + 3 * index as i8))),
            text(name),
            cell(Value::Verbatim("ตลาดนัดชุมชนคนไทยลื้อ OTOP พะเยา ครั้งที่ 3/2565".into())),
            cell(Value::Verbatim("ลานหน้าที่ว่าการอำเภอ".into())),
            int(12),
            baht(index as i64 * 1_000_050),
            cell(Value::Verbatim("https://www.facebook.com/cddphayao/posts/pfbid02mC9sZyV3tU8pL4kQ7x".into())),
            cell(Value::Verbatim(if index % 3 == 0 { NOTE.into() } else { "=1+1".into() })),
        ]));
    }
    let activities = Table {
        caption: "กิจกรรมที่จัดในเดือนกุมภาพันธ์ ๒๕๖๕".into(),
        show_caption: true,
        columns: columns(&[
            (0.5, Align::Center),
            (1.0, Align::Center),
            (1.2, Align::Left),
            (2.4, Align::Left),
            (1.7, Align::Left),
            (0.9, Align::Right),
            (1.3, Align::Right),
            (1.8, Align::Left),
            (2.2, Align::Left),
        ]),
        heading: vec![
            ["ที่", "วันที่จัด", "อำเภอ", "ชื่อกิจกรรม", "สถานที่", "ผู้ประกอบการ", "ยอดจำหน่าย (บาท)", "หลักฐาน", "หมายเหตุ"]
                .map(|words| head(words, 1, 1))
                .to_vec(),
        ],
        rows,
        when_empty: "ไม่มีกิจกรรมในเดือนนี้".into(),
    };
    let title = [
        "แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน",
        "เกณฑ์ข้อที่ ๑ การจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ",
        "จังหวัดพะเยา ประจำเดือนกุมภาพันธ์ ๒๕๖๕",
    ];
    let blocks = vec![Block::Table(districts_table()), Block::Table(activities), signatures()];
    document("form-1-activities", &title, "แบบ ๑", Orientation::Landscape, blocks)
}

/// The same with a month's trouble and no activities.
pub fn draft() -> Document {
    let mut draft = form_1();
    draft.id = "form-1-draft".into();
    draft.draft = Some(vec![
        "อำเภอดอกคำใต้ ยังไม่ส่งรายงานประจำเดือนกุมภาพันธ์ ๒๕๖๕".into(),
        "อำเภอปง ส่งรายงานแล้วแต่ใช้ไม่ได้ เพราะไม่พบแผ่นงานแบบ ๒ ออนไลน์ ในไฟล์ที่ส่งมา ขอให้ใช้แบบฟอร์มที่จังหวัดส่งให้และส่งใหม่โดยเพิ่มฉบับแก้ไขครั้งที่หนึ่ง".into(),
    ]);
    if let Block::Table(activities) = &mut draft.blocks[1] {
        activities.rows.clear();
    }
    draft
}

/// Fifteen columns of figures, then three hundred operators.
pub fn form_2(operators: usize) -> Document {
    let channels = ["Facebook", "LINE", "Shopee", "Lazada", "TikTok", "เว็บไซต์"];
    let mut rows = Vec::new();
    for (index, (name, registered, before, target, done)) in DISTRICTS.into_iter().enumerate() {
        let mut cells = vec![int(index as i64 + 1), text(name), int(registered - before), int(target), int((target + 1) / 2)];
        cells.extend([int(1), int(done), computed(percent(done, registered - before), Formula::PercentOf { part: 6, whole: 2 })]);
        cells.extend((0..6).map(|channel| int(if channel < 4 { done } else { 0 })));
        rows.push(body(cells.into_iter().chain([baht(9_900_000 + index as i64)]).collect()));
    }
    let mut sums = [820, 42, 23, 9, 41].map(Value::Integer).to_vec();
    sums.push(Value::Empty);
    sums.extend([41, 41, 41, 41, 0, 0].map(Value::Integer));
    sums.push(Value::Money(Decimal::new(9 * 9_900_000 + 36, 2)));
    let mut last = total("รวมทั้งสิ้น", 2, sums, 9);
    last.cells[6] = computed(percent(41, 820), Formula::PercentOf { part: 6, whole: 2 });
    rows.push(last);
    let mut shares = vec![(0.5, Align::Center), (1.5, Align::Left)];
    shares.extend([(1.0, Align::Right); 13]);
    let mut top = vec![head("ที่", 1, 2), head("อำเภอ", 1, 2), head("คงเหลือ", 1, 2), head("เป้าหมาย", 2, 1), head("ผลการดำเนินงาน", 3, 1)];
    top.extend([head("ช่องทางออนไลน์ (กลุ่ม/ราย)", 6, 1), head("ยอดจำหน่าย (บาท)", 1, 2)]);
    let low = ["ทั้งปี", "รอบนี้", "เดือนนี้", "สะสม", "ร้อยละ"].into_iter().chain(channels).map(|words| head(words, 1, 1)).collect();
    let districts = Table {
        caption: "ผลการดำเนินงานรายอำเภอ".into(),
        show_caption: false,
        columns: columns(&shares),
        heading: vec![top, low],
        rows,
        when_empty: String::new(),
    };
    let title = ["แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน", "เกณฑ์ข้อที่ ๒ การส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง"];
    let blocks = vec![Block::Table(districts), Block::Table(operators_table(operators)), signatures()];
    document("form-2-online", &title, "แบบ ๒", Orientation::Landscape, blocks)
}

fn operators_table(operators: usize) -> Table {
    let row = |index: usize| {
        body(vec![
            int(index as i64 + 1),
            text(DISTRICTS[index % 9].0),
            cell(Value::Verbatim(format!("560{}{:05}", index % 9 + 1, index * 37))),
            cell(Value::Verbatim(
                ["กลุ่มทอผ้าไทลื้อบ้านเก๊าเงา", "วิสาหกิจชุมชนกลุ่มแปรรูปสมุนไพรบ้านสันป่าสักพัฒนา หมู่ที่ 5", "น.ส.สมหญิง ใจดี"][index % 3].into(),
            )),
            cell(Value::Verbatim(["ผ้าทอ", "ยาหม่องน้ำสมุนไพรเสลดพังพอน 30 มล.", "กล้วยตาก"][index % 3].into())),
            text(["Facebook", "Facebook, LINE, Shopee, Lazada", "อื่น ๆ: ตลาดนัดออนไลน์"][index % 3]),
            cell(Value::Date(date(2021, 10 + (index % 3) as i8, 1 + (index % 28) as i8))),
            baht((index as i64 * 7_777) % 5_000_000),
        ])
    };
    Table {
        caption: "ผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์ ปีงบประมาณ พ.ศ. ๒๕๖๕".into(),
        show_caption: true,
        columns: columns(&[
            (0.6, Align::Center),
            (1.2, Align::Left),
            (1.3, Align::Center),
            (2.6, Align::Left),
            (2.0, Align::Left),
            (1.8, Align::Left),
            (1.1, Align::Center),
            (1.2, Align::Right),
        ]),
        heading: vec![
            ["ที่", "อำเภอ", "เลขทะเบียน", "ชื่อกลุ่ม/ผู้ประกอบการ", "ผลิตภัณฑ์", "ช่องทางออนไลน์", "วันที่เข้าร่วม", "ยอดจำหน่าย (บาท)"]
                .map(|words| head(words, 1, 1))
                .to_vec(),
        ],
        rows: (0..operators).map(row).collect(),
        when_empty: "ไม่มีผู้ประกอบการ".into(),
    }
}

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
    })
}

/// Fields, two rubrics, the formula, the evidence.
pub fn kpi() -> Document {
    let field = |label: &str, values: &[&[&str]]| Field {
        label: label.into(),
        values: values.iter().map(|parts| parts.iter().map(|part| part.to_string()).collect()).collect(),
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
    let condition = |name: &str, figure: Value, needed: &str, more: &str| body(vec![text(name), cell(figure), int(5), text(needed), text(more)]);
    let conditions = Table {
        caption: "ผลตามเกณฑ์การให้คะแนน".into(),
        show_caption: true,
        columns: columns(&[(3.0, Align::Left), (1.0, Align::Right), (1.0, Align::Center), (2.0, Align::Left), (2.0, Align::Left)]),
        heading: vec![["เงื่อนไข", "ผลงาน", "ระดับ", "ระดับถัดไปต้องการ", "ยังขาด"].map(|words| head(words, 1, 1)).to_vec()],
        rows: vec![
            condition("๑. กิจกรรมที่ไม่ใช้งบประมาณ (ครั้ง)", Value::Integer(8), "อยู่ระดับสูงสุดแล้ว", "–"),
            condition("๒. ช่องทางออนไลน์ (ช่องทาง)", Value::Integer(4), "อยู่ระดับสูงสุดแล้ว", "–"),
            condition("๓. ผู้ประกอบการเข้าร่วม (ร้อยละ)", Value::Percent(Decimal::new(4996, 3)), "ไม่น้อยกว่าร้อยละ ๕", "๑ กลุ่ม/ราย"),
            condition("คะแนนถ่วงน้ำหนัก", Value::Money(Decimal::new(25, 2)), "", ""),
        ],
        when_empty: String::new(),
    };
    let series = |name: &str, pick: fn(&(&str, i64, i64, i64, i64)) -> i64| Series { name: name.into(), values: DISTRICTS.iter().map(pick).collect() };
    let chart = Chart {
        title: "ผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์เทียบกับเป้าหมาย รายอำเภอ".into(),
        labels: DISTRICTS.iter().map(|district| district.0.into()).collect(),
        series: vec![series("เป้าหมาย", |d| d.3), series("สะสม", |d| d.4)],
        unit: "กลุ่ม/ราย".into(),
    };
    let fields =
        vec![Field { label: "ระดับคะแนน".into(), values: vec![vec!["๕ ดีมาก".into()]] }, Field { label: "น้ำหนัก".into(), values: vec![vec!["ร้อยละ ๕".into()]] }];
    let note = Block::Paragraph("กรณีจัดกิจกรรม ๕ ครั้งพอดี เกณฑ์ไม่ได้กำหนดระดับไว้ จึงให้เป็นระดับปรับปรุง".into());
    let blocks =
        vec![Block::Fields(fields), Block::Table(conditions), note, Block::Table(districts_table()), Block::Chart(chart), signatures()];
    document("scorecard", &["ผลการประเมินตัวชี้วัดที่ ๘", "จังหวัดพะเยา ประจำเดือนกุมภาพันธ์ ๒๕๖๕"], "ผลการประเมิน", Orientation::Portrait, blocks)
}

/// A chart that has to bring its own figures, and three signatures.
pub fn chart_alone() -> Document {
    let mut alone = scorecard();
    alone.id = "chart-alone".into();
    alone.blocks.retain(|block| matches!(block, Block::Chart(_) | Block::Signatures(_)));
    if let Block::Signatures(signatures) = &mut alone.blocks[1] {
        signatures.push(Signature { role: "ผู้รับรอง".into(), name: "นางอภัสรา ธงพิทักษ์".into(), position: "พัฒนาการจังหวัด".into() });
    }
    alone
}

/// Everything a document should not be.
pub fn malformed() -> Document {
    let table = |columns_of: usize, heading: Vec<Vec<HeadCell>>, rows: Vec<Row>| {
        let columns = columns(&vec![(f64::NAN, Align::Left); columns_of]);
        let caption = "ตาราง [ก]: ข/ค?".into();
        Block::Table(Table { caption, show_caption: true, columns, heading, rows, when_empty: String::new() })
    };
    let wrong = |formula| computed(Value::Integer(7), formula);
    let formulas = body(vec![
        wrong(Formula::SumRows { first: 5, last: 900 }),
        wrong(Formula::SumRows { first: 1, last: 0 }),
        wrong(Formula::Minus { from: 0, less: 99 }),
        computed(Value::Text("=1+1".into()), Formula::PercentOf { part: 0, whole: 0 }),
        int(i64::MAX),
        int(1),
        int(2),
    ]);
    let blocks = vec![
        table(0, vec![vec![head("x", 3, 3)]], vec![body(vec![int(1)])]),
        table(1, vec![], vec![body(vec![]), formulas.clone()]),
        Block::Fields(vec![Field { label: "ป้าย".into(), values: vec![vec!["ก".into(), "ข".into(), "ค".into()], vec![]] }, Field { label: String::new(), values: vec![] }]),
        signatures(),
        Block::Signatures(vec![]),
        table(5, vec![vec![head("ก", 2, 9), head("ข", 0, 0)], vec![head("ค", 1, 1)], vec![], vec![head("ง", 40, 40)]], vec![formulas]),
        table(5, vec![], vec![body(vec![Cell { colspan: usize::MAX, ..text(&"ยาว\u{0}\u{1F600} ".repeat(9_000)) }]), body(vec![cell(Value::Date(date(-44, 3, 15)))])]),
        Block::Chart(Chart { title: String::new(), labels: vec![], series: vec![Series { name: String::new(), values: vec![1, 2] }], unit: String::new() }),
        Block::Formula(Fraction { label: String::new(), numerator: String::new(), denominator: String::new(), factor: String::new() }),
        Block::Heading(String::new()),
    ];
    document("malformed", &[], "'", Orientation::Portrait, blocks)
}

/// Every kind of quotient, ties above all: LibreOffice recalculates them in `.ci/workbooks`.
pub fn percents() -> Document {
    let wholes = [0, 1, 3, 7, 32, 160, 640, 820, 3_200, 4_000, 20_000, 100_000];
    let pairs = wholes.into_iter().flat_map(|whole| (0..40).map(move |part| (part * 17 % 81, whole)));
    let row = |(part, whole)| {
        let shown = shown_percent(part, whole, &[]);
        body(vec![int(part), int(whole), computed(Value::Percent(shown), Formula::PercentOf { part: 0, whole: 1 })])
    };
    let table = Table {
        caption: "ร้อยละ".into(),
        show_caption: true,
        columns: columns(&[(1.0, Align::Right); 3]),
        heading: vec![["ส่วน", "ทั้งหมด", "ร้อยละ"].map(|words| head(words, 1, 1)).to_vec()],
        rows: pairs.map(row).collect(),
        when_empty: String::new(),
    };
    document("percents", &["ร้อยละ"], "ร้อยละ", Orientation::Portrait, vec![Block::Table(table)])
}

/// The program's own documents, of the shipped plan and a month without any report.
pub fn of_the_plan() -> Vec<Document> {
    let plan = Plan::parse(include_str!("../../inputs/plan.toml")).expect("the shipped plan");
    let words = Words::new(&BTreeMap::new()).expect("the shipped words");
    let desk = Desk { plan: &plan, words: &words, garuda: None, today: date(2022, 3, 1) };
    let month: Month = "2565-02".parse().expect("a month");
    let validated = validate(&Context { plan: &plan, registry: None, months: &[month] }, Vec::new());
    let totals = aggregate(&plan, &validated, month, plan.round_of(month).expect("a round"));
    let score = score(&plan, &totals);
    let mut documents = desk.assignment().expect("words").documents;
    documents.extend(desk.month(&MonthData { totals: &totals, score: &score, validated: &validated }).expect("words").documents);
    for document in &mut documents {
        document.id.insert_str(0, "plan-");
    }
    documents
}

/// All of them.
pub fn all() -> Vec<Document> {
    let invented = vec![targets(), form_1(), draft(), form_2(300), kpi(), scorecard(), chart_alone(), percents(), malformed()];
    invented.into_iter().chain(of_the_plan()).collect()
}
