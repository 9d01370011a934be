//! Documents at the edges: every quotient, every mistake.

use jiff::civil::date;
use otop_report::documents::document::{
    Align, Block, Cell, Chart, Document, Field, Formula, Fraction, HeadCell, Orientation, Row, Series, Signature, Table, Value,
};
use otop_report::score::shown_percent;

use super::documents::{body, cell, clean, columns, computed, document, head, int, signatures, text};

/// Everything a document should not be.
pub fn malformed() -> Document {
    let table = |columns_of: usize, heading: Vec<Vec<HeadCell>>, rows: Vec<Row>| {
        let columns = columns(&vec![(f64::NAN, Align::Left); columns_of]);
        let caption = "ตาราง [ก]: ข/ค?".into();
        Block::Table(Table { caption, show_caption: true, columns, heading, rows, ..Table::default() })
    };
    let charted = |rows, columns_of: &[usize]| {
        let series = columns_of.iter().map(|column| Series { name: String::new(), column: *column }).collect();
        let chart = Chart { title: String::new(), labels: 0, series, unit: String::new() };
        match table(2, vec![], rows) {
            Block::Table(table) => Block::Table(Table { chart: Some(chart), ..table }),
            other => other,
        }
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
        Block::Fields(vec![
            Field { label: "ป้าย".into(), values: vec![vec!["ก".into(), "ข".into(), "ค".into()], vec![]] },
            Field { label: String::new(), values: vec![] },
        ]),
        signatures(),
        Block::Signatures(vec![]),
        table(
            5,
            vec![vec![head("ก", 2, 9), head("ข", 0, 0)], vec![head("ค", 1, 1)], vec![], vec![head("ง", 40, 40)]],
            vec![formulas],
        ),
        table(
            5,
            vec![],
            vec![
                body(vec![Cell { colspan: usize::MAX, ..text(&"ยาว\u{0}\u{1F600} ".repeat(9_000)) }]),
                body(vec![cell(Value::Date(date(-44, 3, 15)))]),
            ],
        ),
        charted(vec![body(vec![text("ก"), int(i64::MIN)])], &[7]),
        charted(vec![body(vec![text("ก"), int(i64::MIN)])], &[0, 7, 1]),
        charted(vec![], &[1]),
        Block::Formula(Fraction {
            label: String::new(),
            numerator: String::new(),
            denominator: String::new(),
            factor: String::new(),
        }),
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
        ..Table::default()
    };
    document("percents", &["ร้อยละ"], "ร้อยละ", Orientation::Portrait, vec![Block::Table(table)])
}

/// Words of a clerk that look like a formula, and long ones.
pub fn clerks_words() -> Document {
    let note = "จัดร่วมกับงานประจำปีของจังหวัด โดยผู้ประกอบการนำผลิตภัณฑ์ผ้าทอไทลื้อ สมุนไพร และอาหารแปรรูป มาจำหน่ายตลอด ๓ วัน \
                หักค่าใช้จ่ายแล้วคงเหลือยอดจำหน่ายตามที่แจ้งในช่องยอดจำหน่าย";
    let words = ["=1+1", note, "https://www.facebook.com/cddphayao/posts/pfbid02mC9sZyV3tU8pL4kQ7x"];
    let table = Table {
        caption: "หมายเหตุ".into(),
        show_caption: true,
        columns: columns(&[(0.5, Align::Center), (2.0, Align::Left)]),
        heading: vec![["ที่", "หมายเหตุ"].map(|words| head(words, 1, 1)).to_vec()],
        rows: (1..).zip(words).map(|(i, words)| body(vec![int(i), cell(Value::Verbatim(words.into()))])).collect(),
        ..Table::default()
    };
    document("clerks-words", &["หมายเหตุ"], "หมายเหตุ", Orientation::Portrait, vec![Block::Table(table)])
}

/// The scorecard with a third signature.
pub fn three_signatures() -> Document {
    let mut scorecard = clean("scorecard").clone();
    scorecard.id = "three-signatures".into();
    let Block::Signatures(mut three) = signatures() else { return scorecard };
    three.push(Signature {
        role: "ผู้รับรอง".into(), name: "นางอภัสรา ธงพิทักษ์".into(), position: "พัฒนาการจังหวัด".into()
    });
    scorecard.blocks.push(Block::Signatures(three));
    scorecard
}
