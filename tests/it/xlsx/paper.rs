//! Where printed pages end, how wide columns and how high rows are, what stands at the foot.

use calamine::Reader;
use otop_report::documents::document::{
    Align, Block, Cell, Document, Formula, HeadCell, Orientation, Row, RowKind, Table, Value,
};

use super::Book;
use super::documents::{body, clean, columns, computed, document, head, int, signatures, text};

/// A list of `rows` names with a total, signed.
fn list(rows: usize, name: impl Fn(usize) -> String) -> Document {
    let mut listed: Vec<Row> =
        (1..).take(rows).map(|i| body(vec![int(i), text("จุน"), named(&name(i as usize)), int(1)])).collect();
    let sum = computed(Value::Integer(rows as i64), Formula::SumRows { first: 0, last: rows - 1 });
    listed.push(Row { kind: RowKind::Total, cells: vec![Cell { colspan: 3, ..text("รวมทั้งสิ้น") }, sum] });
    let table = Table {
        caption: "รายชื่อผู้ประกอบการ".into(),
        show_caption: true,
        columns: columns(&[(0.6, Align::Center), (1.4, Align::Left), (3.0, Align::Left), (2.0, Align::Right)]),
        heading: vec![["ที่", "อำเภอ", "ชื่อ", "ราย"].map(|words| head(words, 1, 1)).to_vec()],
        rows: listed,
        ..Table::default()
    };
    document("list", &["รายชื่อ"], "รายชื่อ", Orientation::Landscape, vec![Block::Table(table), signatures()])
}

fn named(name: &str) -> Cell {
    Cell { value: Value::Verbatim(name.into()), ..text("") }
}

/// The 1-based rows of `sheet` after which it ends a page, and its last row.
fn breaks(sheet: &str) -> (Vec<u32>, u32) {
    let number = |text: &str| text.split('"').next().and_then(|number| number.parse().ok()).expect("a number");
    let ends = sheet.split("<brk id=\"").skip(1).map(number).collect();
    (ends, sheet.split("<row r=\"").skip(1).map(number).last().expect("a row"))
}

#[test]
fn the_total_and_two_rows_go_with_the_signatures_and_two_with_the_heading() {
    // Title, gap, caption and heading stand in rows 1 to 4; below the list its total, a gap, the signatures.
    for rows in 10..70 {
        let (ends, last) = breaks(&Book::of(&list(rows, |i| format!("กลุ่มที่ {i}"))).part("xl/worksheets/sheet1.xml"));
        assert_eq!(last as usize, 4 + rows + 3);
        let total = last - 2;
        for end in &ends {
            assert!((6..=total - 3).contains(end), "{rows} rows: a page ends after row {end} of {last}");
        }
        assert!(ends.windows(2).all(|pair| pair[1] - pair[0] > 5), "{rows} rows: {ends:?}");
    }
}

#[test]
fn a_list_of_many_rows_ends_its_last_thousand_pages() {
    let (ends, last) = breaks(&Book::of(&list(40_000, |i| format!("กลุ่มที่ {i}"))).part("xl/worksheets/sheet1.xml"));
    assert_eq!(ends.len(), 1000);
    assert!(ends.last().is_some_and(|end| end + 5 <= last && last - end < 60));
}

/// The widths of the columns of the first sheet, in digits, from the left.
fn widths(book: &Book) -> Vec<f64> {
    let sheet = book.part("xl/worksheets/sheet1.xml");
    let number = |text: &str, key: &str| -> f64 {
        let (_, rest) = text.split_once(&format!("{key}=\"")).expect("the attribute");
        rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let columns = sheet.split("<col ").skip(1);
    columns
        .flat_map(|column| vec![number(column, "width"); (number(column, "max") - number(column, "min")) as usize + 1])
        .collect()
}

#[test]
fn columns_are_as_wide_as_what_stands_in_them() {
    let short = widths(&Book::of(&list(20, |_| "กลุ่มทอผ้า".into())));
    let long = widths(&Book::of(&list(20, |_| "กลุ่มทอผ้าพื้นเมืองและแปรรูปผลิตภัณฑ์ชุมชน ".repeat(5))));
    assert!(long[2] > short[2] * 1.3 && long[3] < short[3], "the long name takes what others leave: {short:?} {long:?}");
    let mut document = list(20, |_| "กลุ่มทอผ้า".into());
    if let Block::Table(table) = &mut document.blocks[0] {
        table.rows[7].cells[1] = text("เฉลิมพระเกียรติสมเด็จย่า");
    }
    let named = widths(&Book::of(&document));
    assert!(named[1] > 24.0 * 0.9, "the district's name stands on one line: {named:?}");
}

#[test]
fn many_channels_stand_upright_on_a_page_that_stays_legible() {
    let channels = |count: usize| {
        let mut document = list(20, |_| "กลุ่มทอผ้า".into());
        if let Block::Table(table) = &mut document.blocks[0] {
            for channel in (1..=count).map(|i| format!("Thailandpostmart{i}")) {
                table.columns.extend(columns(&[(1.0, Align::Center)]));
                table.heading[0].push(HeadCell { verbatim: true, ..head(&channel, 1, 1) });
                table.rows.iter_mut().for_each(|row| row.cells.push(int(1_000)));
            }
            table.rows[4].cells[1] = text("เฉลิมพระเกียรติ");
        }
        Book::of(&document)
    };
    assert!(!channels(4).part("xl/styles.xml").contains("textRotation"));
    let many = channels(14);
    assert!(many.part("xl/styles.xml").contains("textRotation=\"90\""));
    let widths = widths(&many);
    // 140 digits of 14 points fill the page; scaled to 10 points that is 196.
    assert!(widths.iter().sum::<f64>() < 196.0 && widths[1] > 14.0, "{widths:?}");
}

#[test]
fn rows_are_as_high_as_the_lines_of_the_fonts_that_they_name() {
    let sheet = Book::of(&list(10, |_| "กลุ่มทอผ้า".into())).part("xl/worksheets/sheet1.xml");
    // 14 points of TH Sarabun New: 25 pixels and what Excel leaves around them.
    assert!(sheet.contains("<row r=\"6\" ") && sheet.matches("ht=\"21.75\"").count() >= 11, "{sheet}");
}

#[test]
fn each_sheet_bears_whole_words_and_its_own_name_at_its_foot() {
    let mut forms = Book::of(clean("form-2-online"));
    let mut scorecard = Book::of(clean("scorecard"));
    assert_eq!(forms.read.sheet_names(), ["แบบ ๒ สรุปรายอำเภอ", "นับในเดือนนี้", "นับไว้ในเดือนก่อน"]);
    assert_eq!(scorecard.read.sheet_names(), ["ผลการประเมิน", "ผลงานเทียบเป้าหมายรายอำเภอ"]);
    for book in [&mut forms, &mut scorecard] {
        for (index, name) in (1..).zip(book.read.sheet_names()) {
            let footer = format!("12 {name}</oddFooter>");
            assert!(book.part(&format!("xl/worksheets/sheet{index}.xml")).contains(&footer), "{footer}");
        }
    }
}
