//! ปก: who reports what, and what the district is to reach.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::{At, Entry, Issue, checks, look, table};
use crate::columns::{COVER_SHEET, CoverField, ValueKind};
use crate::finding::CellRef;
use crate::render::xlsx::measure::Ruler;
use crate::render::xlsx::style::{TEXT_SIZE, TITLE_SIZE};
use crate::thai::calendar::day_long;

/// Widths in pixels of labels and values.
const WIDTHS: [u32; 2] = [330, 340];

/// Height in points of the space between blocks.
const GAP: f64 = 12.0;

/// Lines above the fields: three of title, two of instructions.
const FIRST_FIELD: u32 = 6;

const VALUES: u16 = 1;

/// Where a field's value stands.
pub(super) fn cell(field: CoverField) -> CellRef {
    let index = CoverField::ALL.iter().position(|other| *other == field).unwrap_or_default();
    CellRef { row: FIRST_FIELD + index as u32, column: VALUES.into() }
}

/// The sheet.
pub(super) fn sheet(issue: &Issue<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = look::worksheet(COVER_SHEET)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, width)?;
    }
    let year = issue.plan.fiscal_year().thai();
    let title = [
        "แบบรายงานผลการดำเนินงานประจำเดือน".to_owned(),
        "การบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP)".to_owned(),
        format!("จังหวัด{} ปีงบประมาณ พ.ศ. {year}", issue.plan.province.name),
    ];
    for (row, text) in (0..).zip(&title) {
        line(&mut sheet, row, text, &look::title(), TITLE_SIZE)?;
    }
    for (row, text) in (3..).zip(instructions(issue)) {
        line(&mut sheet, row, &text, &look::line(), TEXT_SIZE)?;
    }
    sheet.set_row_height(FIRST_FIELD - 1, GAP)?;
    for field in CoverField::ALL {
        write_field(&mut sheet, issue, field)?;
    }
    let next = write_targets(&mut sheet, issue, FIRST_FIELD + CoverField::ALL.len() as u32)?;
    write_signature(&mut sheet, next)?;
    look::protect(&mut sheet);
    look::paper(&mut sheet, false, &issue.whose());
    sheet.set_selection(cell(CoverField::Reporter).row, VALUES, cell(CoverField::Reporter).row, VALUES)?;
    Ok(sheet)
}

fn instructions(issue: &Issue<'_>) -> [String; 2] {
    let deadline = day_long(issue.plan.deadline(issue.month));
    [
        "กรอกช่องสีเหลือง แล้วกรอกแบบ ๑ กิจกรรมละแถว และแบบ ๒ รายละแถวต่อหนึ่งช่องทาง".to_owned(),
        format!("พิมพ์เลขไทยหรือเลขอารบิกก็ได้ แล้วส่งแฟ้มถึงจังหวัดภายในวันที่ {deadline}"),
    ]
}

/// A line over the whole width, as high as its words need.
fn line(sheet: &mut Worksheet, row: u32, text: &str, format: &Format, size: f64) -> Result<(), XlsxError> {
    let width = f64::from(WIDTHS.iter().sum::<u32>()) * look::POINTS;
    sheet.merge_range(row, 0, row, VALUES, text, format)?;
    sheet.set_row_height(row, Ruler::shared().height(text, width, size, size == TITLE_SIZE))?;
    Ok(())
}

fn write_field(sheet: &mut Worksheet, issue: &Issue<'_>, field: CoverField) -> Result<(), XlsxError> {
    let row = cell(field).row;
    let kind = match field {
        CoverField::Revision => ValueKind::Count,
        CoverField::ReportDate => ValueKind::Day,
        _ => ValueKind::Text,
    };
    let given = issue.content.cover.get(&field);
    let entry = given.cloned().unwrap_or_else(|| of_blank(issue, field));
    // What the province filled in is changed only to correct it.
    let ours = matches!(field, CoverField::Province | CoverField::District | CoverField::Month);
    let format = match (issue.content.marks.get(&At::Cover(field)), ours) {
        (Some(mark), _) => look::marked(look::cover_input(kind), mark.severity),
        (None, true) => look::cell(kind),
        (None, false) => look::cover_input(kind),
    };
    sheet.write_string_with_format(row, 0, field.label(), &look::label())?;
    look::write(sheet, row, VALUES, &entry, &format)?;
    let height = match &entry {
        Entry::Text(text) => look::height(look::fit(text, 2_000), WIDTHS[1]),
        _ => look::ROW,
    };
    sheet.set_row_height(row, height.max(look::ROW))?;
    if let Some(check) = checks::cover(issue, field)? {
        sheet.add_data_validation(row, VALUES, row, VALUES, &check)?;
    }
    table::write_note(sheet, issue, At::Cover(field))
}

/// What a blank form already says.
fn of_blank(issue: &Issue<'_>, field: CoverField) -> Entry {
    match field {
        CoverField::Province => Entry::Text(issue.plan.province.name.clone()),
        CoverField::District => Entry::Text(issue.district.name.clone()),
        CoverField::Month => Entry::Text(issue.month.thai()),
        CoverField::Revision => Entry::Number(Decimal::ZERO),
        _ => Entry::Blank,
    }
}

/// What the district is to reach, in the year and in the month's round; returns the row below.
fn write_targets(sheet: &mut Worksheet, issue: &Issue<'_>, mut row: u32) -> Result<u32, XlsxError> {
    let targets = issue.plan.district_targets(issue.district);
    let year = format!("ปีงบประมาณ {}", issue.plan.fiscal_year().thai());
    let mut lines = vec![(year.clone(), targets.activities_year, targets.online_year)];
    if let Some(round) = issue.plan.round_of(issue.month) {
        lines.push((round.thai(), targets.activities_round(round.number), targets.online_round(round.number)));
    }
    sheet.set_row_height(row, GAP)?;
    row += 1;
    sheet.merge_range(row, 0, row, VALUES, &format!("เป้าหมายของอำเภอ{}", issue.district.name), &look::head())?;
    sheet.set_row_height(row, look::ROW)?;
    for (when, activities, online) in lines {
        for (what, target) in [("จัดกิจกรรม (ครั้ง)", activities), ("ผู้ประกอบการออนไลน์ (กลุ่ม/ราย)", online)]
        {
            row += 1;
            sheet.write_string_with_format(row, 0, format!("{when} {what}"), &look::cell(ValueKind::Text))?;
            look::write(sheet, row, VALUES, &Entry::Number(target.into()), &look::cell(ValueKind::RowNumber))?;
            sheet.set_row_height(row, look::ROW)?;
        }
    }
    Ok(row + 1)
}

/// A place to sign on paper.
fn write_signature(sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    let dots = "................................................";
    sheet.set_row_height(row, 2.0 * GAP)?;
    for (row, text) in (row + 1..).zip([format!("ลงชื่อ {dots} ผู้รายงาน"), format!("( {dots} )")])
    {
        sheet.write_string_with_format(row, VALUES, text, &look::centred())?;
        sheet.set_row_height(row, look::ROW)?;
    }
    Ok(())
}
