//! What a cell says when it is entered, and when it is filled in oddly.
//!
//! Most checks ask and let the value stand: a spreadsheet program takes `๑๕ ก.พ. ๖๕` and `๑,๒๓๔` for words, the reader does not.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule as Rule, XlsxError};

use super::lists::{List, YES};
use super::{Issue, excel_day};
use crate::columns::{Choice, CoverField, Form, ValueKind, activity};
use crate::thai::calendar::day_long;

/// The check of a column; `None` where anything may stand.
pub(super) fn column(issue: &Issue<'_>, form: Form, column: usize) -> Result<Option<DataValidation>, XlsxError> {
    let Some(definition) = form.columns().get(column) else { return Ok(None) };
    let heading = definition.heading;
    let check = match (definition.kind, form) {
        (ValueKind::Day, Form::Activities) => {
            let first = issue.plan.round_of(issue.month).map_or(issue.month.first_day(), |round| round.first_day());
            day(first, issue.month.last_day(), "กิจกรรมต้องจัดในรอบการประเมินนี้ และไม่หลังสิ้นเดือนที่รายงาน")?
        }
        (ValueKind::Day, Form::Listings) => {
            let first = issue.month.fiscal_year().first_day();
            day(first, issue.month.last_day(), "วันที่เข้าร่วมต้องอยู่ในปีงบประมาณนี้ และไม่หลังสิ้นเดือนที่รายงาน")?
        }
        (ValueKind::Count, _) => {
            let rule = DataValidation::new().allow_whole_number(Rule::GreaterThanOrEqualTo(0));
            asks(hint(rule, heading, "จำนวนเต็ม นับเป็นกลุ่ม/ราย ไม่ใช่จำนวนคน")?, "ควรเป็นจำนวนเต็มตั้งแต่ ๐ ขึ้นไป")?
        }
        (ValueKind::Money, Form::Activities) if column == activity::BUDGET => {
            let rule = DataValidation::new().allow_decimal_number(Rule::EqualTo(0.0));
            asks(
                hint(rule, heading, "ต้องเป็น ๐ หรือเว้นว่าง เพราะรายงานเฉพาะกิจกรรมที่ไม่ใช้งบประมาณ")?,
                "กิจกรรมที่ใช้งบประมาณไม่นับตามเกณฑ์ข้อที่ ๑",
            )?
        }
        (ValueKind::Money, _) => {
            let rule = DataValidation::new().allow_decimal_number(Rule::GreaterThanOrEqualTo(0.0));
            asks(hint(rule, heading, "ยอดของเดือนนี้เดือนเดียว หน่วยเป็นบาท ไม่มีให้เว้นว่าง")?, "ควรเป็นตัวเลขที่ไม่ติดลบ")?
        }
        (ValueKind::Choice(Choice::Channel), _) => {
            let rule = DataValidation::new().allow_list_formula(List::Of(Choice::Channel).range(issue.plan));
            let hinted = hint(rule, heading, "เลือกจากรายการ ช่องทางอื่นพิมพ์ว่า อื่น ๆ: ชื่อช่องทาง\nหนึ่งแถวต่อหนึ่งช่องทาง")?;
            asks(hinted, "ไม่มีในรายการ หากเป็นช่องทางอื่นให้พิมพ์ว่า อื่น ๆ: ชื่อช่องทาง")?
        }
        (ValueKind::Choice(choice), _) => {
            let rule = DataValidation::new().allow_list_formula(List::Of(choice).range(issue.plan));
            refuses(rule, "เลือกจากรายการในช่อง หรือเว้นว่าง")?
        }
        (ValueKind::RowNumber | ValueKind::Text | ValueKind::Link, _) => return Ok(None),
    };
    Ok(Some(check))
}

/// The check of a cover field; `None` where anything may stand.
pub(super) fn cover(issue: &Issue<'_>, field: CoverField) -> Result<Option<DataValidation>, XlsxError> {
    let check = match field {
        CoverField::Revision => {
            let rule = DataValidation::new().allow_whole_number(Rule::GreaterThanOrEqualTo(0));
            asks(hint(rule, field.label(), "ฉบับแรกเป็น ๐ ส่งแก้ไขครั้งแรกเป็น ๑ และเพิ่มครั้งละหนึ่ง")?, "ควรเป็นจำนวนเต็มตั้งแต่ ๐ ขึ้นไป")?
        }
        CoverField::ReportDate => {
            let first = issue.month.first_day();
            day(
                first,
                issue.month.fiscal_year().last_day().saturating_add(jiff::Span::new().months(3)),
                "วันที่รายงานไม่ควรอยู่ก่อนเดือนที่รายงาน",
            )?
        }
        CoverField::Nil => {
            let rule = DataValidation::new().allow_list_formula(List::Yes.range(issue.plan));
            let hinted = hint(rule, "ไม่มีผลการดำเนินงาน", "เลือก ใช่ เมื่อเดือนนี้ไม่มีทั้งกิจกรรมและช่องทางออนไลน์ มีข้อมูลให้เว้นว่าง")?;
            refuses(hinted, &format!("เลือก {YES} หรือเว้นว่าง"))?
        }
        _ => return Ok(None),
    };
    Ok(Some(check))
}

fn day(first: Date, last: Date, bounds: &str) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_date(Rule::Between(excel_day(first)?, excel_day(last)?));
    let hinted = hint(rule, "วันที่", "พิมพ์วันที่ เช่น 15/2/2565 หรือพิมพ์ว่า ๑๕ ก.พ. ๖๕ ก็ได้")?;
    asks(hinted, &format!("{bounds} ({} – {})\nหากพิมพ์เป็นข้อความ เช่น ๑๕ ก.พ. ๖๕ ให้ตอบว่าใช่", day_long(first), day_long(last)))
}

/// With a message that shows while the cell is chosen.
fn hint(check: DataValidation, title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    // A title holds 32 characters: the heading without its unit.
    let title = title.split(" (").next().unwrap_or(title);
    check.set_input_title(super::look::fit(title, 32))?.set_input_message(message)
}

/// Asks, and lets the value stand.
fn asks(check: DataValidation, message: &str) -> Result<DataValidation, XlsxError> {
    check.set_error_style(DataValidationErrorStyle::Warning).set_error_title("โปรดตรวจสอบ")?.set_error_message(message)
}

/// Lets nothing else stand.
fn refuses(check: DataValidation, message: &str) -> Result<DataValidation, XlsxError> {
    check.set_error_style(DataValidationErrorStyle::Stop).set_error_title("โปรดเลือกจากรายการ")?.set_error_message(message)
}
