//! Makes the sample year under `inputs/`: five months of invented submissions, filled into the program's own forms, and a
//! registry of 983 invented operators that agrees with the plan.
//!
//! `cargo run --release --example sample_year -- inputs`

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use entries::{Listing, activity_row, cover, listing_row, on};
use otop_report::columns::{CoverField, Form, OPERATOR_TYPES, PRODUCT_TYPES, listing};
use otop_report::district::DistrictId;
use otop_report::form::{Content, Entry, workbook};
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::thai::calendar::{Month, day_short};
use otop_report::thai::digits::to_thai;
use otop_report::validate::REGISTRY_HEADINGS;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

mod entries;

/// Operators that come online, by month and district.
const NEW_OPERATORS: [[usize; 9]; 5] = [
    [2, 0, 1, 0, 1, 0, 1, 1, 0],
    [2, 1, 2, 0, 1, 1, 0, 0, 1],
    [2, 1, 2, 0, 0, 1, 1, 1, 1],
    [2, 0, 2, 1, 1, 0, 1, 1, 1],
    [2, 1, 1, 0, 1, 1, 0, 2, 1],
];

/// Activities: month, district, day, name, participants, satang.
const ACTIVITIES: [(usize, usize, i8, &str, i64, i64); 8] = [
    (0, 0, 16, "ตลาดนัดชุมชนริมกว๊าน (ตัวอย่าง)", 24, 4_800_000),
    (1, 4, 20, "ถนนคนเดินดอกคำใต้ (ตัวอย่าง)", 18, 3_550_050),
    (2, 2, 11, "กาดเช้าเชียงคำ (ตัวอย่าง)", 30, 5_200_000),
    (3, 1, 8, "จำหน่ายสินค้าวันเด็ก (ตัวอย่าง)", 12, 2_700_000),
    (3, 7, 22, "ตลาดของดีภูซาง (ตัวอย่าง)", 15, 2_300_000),
    (4, 5, 5, "กาดนัดคนปง (ตัวอย่าง)", 20, 6_000_000),
    (4, 6, 12, "งานลิ้นจี่แม่ใจ (ตัวอย่าง)", 16, 4_000_000),
    (4, 8, 19, "ตลาดสีเขียวภูกามยาว (ตัวอย่าง)", 11, 2_500_000),
];

/// Online sales of each month, in baht.
const ONLINE_SALES: [i64; 5] = [9_000, 12_000, 16_000, 20_000, 42_000];

const CHANNELS: [&str; 4] = ["Facebook", "LINE", "Shopee", "TikTok"];

/// Products, each with the index of its type.
const PRODUCTS: [(&str, usize); 6] =
    [("น้ำพริกตาแดง", 0), ("ข้าวแต๋น", 0), ("น้ำลิ้นจี่", 1), ("ผ้าทอไทลื้อ", 2), ("ตะกร้าผักตบชวา", 3), ("ลูกประคบสมุนไพร", 4)];

/// An invented operator.
#[derive(Clone)]
struct Operator {
    number: String,
    name: String,
    kind: &'static str,
    product: (&'static str, usize),
    online_before: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let inputs = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "inputs".to_owned()));
    let plan = Plan::parse(PHAYAO_2565)?;
    let operators: Vec<Vec<Operator>> = (0..plan.districts.len()).map(|district| registered(&plan, district)).collect();
    fs::write(inputs.join("registry.xlsx"), registry(&plan, &operators)?)?;
    for (at, month) in plan.fiscal_year().months().into_iter().take(5).enumerate() {
        let folder = inputs.join(month.to_string());
        fs::create_dir_all(&folder)?;
        let sales = month_sales(at);
        for district in 0..plan.districts.len() {
            submit(&plan, &folder, &operators, at, month, district, &sales)?;
        }
    }
    Ok(())
}

/// A district's registered operators: those online before the year come first.
fn registered(plan: &Plan, district: usize) -> Vec<Operator> {
    let of = &plan.districts[district];
    let operator = |i: usize| {
        let product = PRODUCTS[(i + district) % PRODUCTS.len()];
        let kind = OPERATOR_TYPES[i % OPERATOR_TYPES.len()].0;
        let lead = if kind == "กลุ่ม" { "กลุ่ม" } else { "ร้าน" };
        Operator {
            number: format!("ตย-{}-{:03}", of.geocode, i + 1),
            name: format!("{lead}{} {} ตัวอย่างที่ {}", product.0, of.name, to_thai(&(i + 1).to_string())),
            kind,
            product,
            online_before: i < of.online_before as usize,
        }
    };
    (0..of.registered as usize).map(operator).collect()
}

fn registry(plan: &Plan, operators: &[Vec<Operator>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title("ทะเบียนผู้ประกอบการ (ตัวอย่าง)")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2021, 10, 1)?),
    );
    let sheet = book.add_worksheet();
    sheet.set_name("ทะเบียน")?;
    for (column, heading) in (0..).zip(REGISTRY_HEADINGS) {
        sheet.write(0, column, heading)?;
        sheet.set_column_width(column, if column == 2 { 44 } else { 20 })?;
    }
    let rows = operators
        .iter()
        .zip(&plan.districts)
        .flat_map(|(operators, district)| operators.iter().map(move |operator| (district, operator)));
    for (row, (district, operator)) in (1..).zip(rows) {
        let online = if operator.online_before { "ใช่" } else { "" };
        for (column, text) in (0..).zip([&district.name, &operator.number, &operator.name, operator.kind, online]) {
            sheet.write(row, column, text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The listings of a month and district: its new operators on one to four channels, and last month's once more.
fn listings(operators: &[Vec<Operator>], at: usize, district: usize) -> Vec<(Operator, &'static str, bool)> {
    let before = |month: usize| NEW_OPERATORS[..month].iter().map(|new| new[district]).sum::<usize>();
    let offline: Vec<&Operator> = operators[district].iter().filter(|operator| !operator.online_before).collect();
    let mut listings = Vec::new();
    for (i, operator) in offline.iter().enumerate().take(before(at + 1)).skip(before(at)) {
        for channel in CHANNELS.iter().cycle().skip(i).take(1 + (i + district) % 4) {
            listings.push((Operator::clone(operator), *channel, true));
        }
    }
    if let Some(last) = at.checked_sub(1) {
        for i in before(last)..before(at) {
            listings.push((offline[i].clone(), CHANNELS[i % 4], false));
        }
    }
    // อำเภอเชียงม่วน sells nothing in the last month.
    if at == 4 && district == 3 { Vec::new() } else { listings }
}

/// The month's online sales shared out over all its listings, by district.
fn month_sales(at: usize) -> BTreeMap<usize, Vec<Decimal>> {
    let plan = Plan::parse(PHAYAO_2565).expect("the embedded plan stands");
    let operators: Vec<Vec<Operator>> = (0..plan.districts.len()).map(|district| registered(&plan, district)).collect();
    let counts: Vec<usize> = (0..plan.districts.len()).map(|district| listings(&operators, at, district).len()).collect();
    let all = counts.iter().sum::<usize>() as i64;
    let each = ONLINE_SALES[at] / all / 10 * 10;
    let mut rest = ONLINE_SALES[at] - each * all;
    let mut share = |_: usize| Decimal::from(each + std::mem::take(&mut rest));
    counts.iter().enumerate().map(|(district, count)| (district, (0..*count).map(&mut share).collect())).collect()
}

fn submit(
    plan: &Plan,
    folder: &Path,
    operators: &[Vec<Operator>],
    at: usize,
    month: Month,
    district: usize,
    sales: &BTreeMap<usize, Vec<Decimal>>,
) -> Result<(), Box<dyn Error>> {
    let name = &plan.districts[district].name;
    let mut content = Content { cover: cover_of(at, month, district), ..Content::default() };
    let activities = ACTIVITIES.iter().filter(|(when, whose, ..)| (*when, *whose) == (at, district));
    let activities: Vec<Vec<Entry>> =
        activities.map(|(_, _, day, title, people, satang)| activity_row(on(month, *day), title, *people, *satang)).collect();
    let rows: Vec<Vec<Entry>> = listings(operators, at, district)
        .iter()
        .zip(&sales[&district])
        .map(|(listing, sales)| row_of(month, at, listing, *sales))
        .collect();
    if activities.is_empty() && rows.is_empty() {
        content.cover.insert(CoverField::Nil, "ใช่".into());
    }
    content.rows = BTreeMap::from([(Form::Activities, activities), (Form::Listings, rows)]);
    // อำเภอจุน sends the last month twice: the first with a channel nobody knows, the second corrected.
    if at == 4 && district == 1 {
        let mut first = content.clone();
        if let Some(row) = first.rows.get_mut(&Form::Listings).and_then(|rows| rows.first_mut()) {
            row[listing::CHANNEL] = "เฟสบุคค์ของกลุ่ม".into();
        }
        fs::write(folder.join(format!("{name}.xlsx")), workbook(plan, DistrictId::at(district), month, &first)?)?;
        content.cover.insert(CoverField::Revision, Entry::Number(Decimal::ONE));
        fs::write(folder.join(format!("{name} แก้ไข.xlsx")), workbook(plan, DistrictId::at(district), month, &content)?)?;
        return Ok(());
    }
    fs::write(folder.join(format!("{name}.xlsx")), workbook(plan, DistrictId::at(district), month, &content)?)?;
    Ok(())
}

fn cover_of(at: usize, month: Month, district: usize) -> BTreeMap<CoverField, Entry> {
    // อำเภอภูซาง is late in the last month, อำเภอปง in the second.
    cover(month, if (at, district) == (4, 7) || (at, district) == (1, 5) { 9 } else { 3 })
}

fn row_of(month: Month, at: usize, (operator, channel, new): &(Operator, &str, bool), sales: Decimal) -> Vec<Entry> {
    let joined = on(if *new { month } else { month.previous() }, 2 + (operator.number.len() % 20) as i8);
    listing_row(Listing {
        number: &operator.number,
        name: &operator.name,
        kind: operator.kind,
        product: operator.product.0,
        product_type: PRODUCT_TYPES[operator.product.1].0,
        channel,
        // Clerks type days as words as well.
        joined: if at.is_multiple_of(2) { Entry::Day(joined) } else { day_short(joined).as_str().into() },
        sales,
    })
}
