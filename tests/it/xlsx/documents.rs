//! Documents like those of a month, and worse ones: invented, for looking at workbooks and for testing them.

use jiff::civil::date;
use otop_report::aggregate::aggregate;
use otop_report::documents::DocumentContext;
use otop_report::documents::document::{
    Align, Block, Cell, Column, Document, Formula, HeadCell, Orientation, Row, RowKind, Signature, Table, Value,
};
use otop_report::documents::words::Words;
use otop_report::month::CompiledMonth;
use otop_report::plan::Plan;
use otop_report::score::score;
use otop_report::templates::Templates;
use otop_report::thai::calendar::Month;
use otop_report::validate::{Context, RegistryReading, validate};
use rust_decimal::Decimal;

pub use super::kpi::{kpi, scorecard};
pub use super::unusual::{malformed, percents};

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

pub fn baht(satang: i64) -> Cell {
    cell(Value::Money(Decimal::new(satang, 2)))
}

pub fn computed(value: Value, formula: Formula) -> Cell {
    Cell { formula: Some(formula), ..cell(value) }
}

pub fn head(text: &str, colspan: usize, rowspan: usize) -> HeadCell {
    HeadCell { text: text.into(), verbatim: false, colspan, rowspan }
}

pub fn columns(shares: &[(f64, Align)]) -> Vec<Column> {
    shares.iter().map(|(width, align)| Column { width: *width, align: *align }).collect()
}

pub fn body(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Body, cells }
}

pub fn percent(part: i64, whole: i64) -> Value {
    Value::Percent(Decimal::from(part * 100) / Decimal::from(whole))
}

pub fn document(id: &str, title: &[&str], sheet: &str, orientation: Orientation, blocks: Vec<Block>) -> Document {
    let title = title.iter().map(std::string::ToString::to_string).collect();
    Document { id: id.into(), title, sheet: sheet.into(), orientation, draft: None, blocks }
}

pub fn signatures() -> Block {
    let signature =
        |role: &str, name: &str, position: &str| Signature { role: role.into(), name: name.into(), position: position.into() };
    Block::Signatures(vec![signature("ผู้รายงาน", "นายกิตติ ทาใจ", "นักวิชาการพัฒนาชุมชนชำนาญการ"), signature("ผู้ตรวจสอบ", "", "")])
}

/// The first row's cells are the total's words; the others are sums of rows `0..n`.
pub fn total(words: &str, colspan: usize, sums: Vec<Value>, rows: usize) -> Row {
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
        columns: columns(&[
            (0.5, Align::Center),
            (1.5, Align::Left),
            wide,
            wide,
            wide,
            wide,
            (1.2, Align::Right),
            wide,
            (1.2, Align::Right),
        ]),
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
        cut: None,
        chart: None,
    };
    let title = ["เป้าหมายการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP)", "จังหวัดพะเยา รอบการประเมินที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๕"];
    document("targets-round-1", &title, "เป้าหมายรอบที่ ๑", Orientation::Landscape, vec![Block::Table(table)])
}

pub fn districts_table() -> Table {
    let mut rows = Vec::new();
    for (index, (name, _, _, target, done)) in DISTRICTS.into_iter().enumerate() {
        let share = computed(percent(done, target), Formula::PercentOf { part: 5, whole: 2 });
        let status =
            if done == 0 { "ยังไม่รายงาน" } else { "รายงานทันกำหนด" };
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
    let shares = [
        (0.5, Align::Center),
        (1.5, Align::Left),
        figure,
        figure,
        figure,
        figure,
        figure,
        (1.2, Align::Right),
        (1.6, Align::Right),
    ];
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
        cut: None,
        chart: None,
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
        cut: None,
        chart: None,
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
        "อำเภอปง ส่งรายงานแล้วแต่ใช้ไม่ได้ เพราะไม่พบแผ่นงานแบบ ๒ ออนไลน์ ในไฟล์ที่ส่งมา ขอให้ใช้แบบฟอร์มที่จังหวัดส่งให้และส่งใหม่โดยเพิ่มฉบับแก้ไขครั้งที่หนึ่ง"
            .into(),
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
    let mut top =
        vec![head("ที่", 1, 2), head("อำเภอ", 1, 2), head("คงเหลือ", 1, 2), head("เป้าหมาย", 2, 1), head("ผลการดำเนินงาน", 3, 1)];
    top.extend([head("ช่องทางออนไลน์ (กลุ่ม/ราย)", 6, 1), head("ยอดจำหน่าย (บาท)", 1, 2)]);
    let low = ["ทั้งปี", "รอบนี้", "เดือนนี้", "สะสม", "ร้อยละ"].into_iter().chain(channels).map(|words| head(words, 1, 1)).collect();
    let districts = Table {
        caption: "ผลการดำเนินงานรายอำเภอ".into(),
        show_caption: false,
        columns: columns(&shares),
        heading: vec![top, low],
        rows,
        when_empty: String::new(),
        cut: None,
        chart: None,
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
        cut: None,
        chart: None,
    }
}

/// The program's own documents, of the shipped plan and a month without any report.
pub fn of_the_plan() -> Vec<Document> {
    let plan = Plan::parse(include_str!("../../../inputs/plan.toml")).expect("the shipped plan");
    let words = Words::new(&Templates::default()).expect("the shipped words");
    let context = DocumentContext { plan: &plan, words: &words, garuda: None, today: date(2022, 3, 1), seal: None };
    let month: Month = "2565-02".parse().expect("a month");
    let validated = validate(
        &Context { plan: &plan, registry: &RegistryReading::default(), months: &[month], lacking: &|_| Vec::new() },
        Vec::new(),
    );
    let totals = aggregate(&plan, &validated, month, plan.round_of(month).expect("a round"));
    let score = score(&plan, &totals);
    let mut documents = context.assignment().expect("words").documents;
    documents.extend(context.month(&CompiledMonth { month, validated, totals, score }).expect("words").documents);
    for document in &mut documents {
        document.id.insert_str(0, "plan-");
    }
    documents
}

/// All of them.
pub fn all() -> Vec<Document> {
    let invented = vec![targets(), form_1(), draft(), form_2(300), kpi(), scorecard(), percents(), malformed()];
    invented.into_iter().chain(of_the_plan()).collect()
}
