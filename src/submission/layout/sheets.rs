//! What a sheet's name and look say about it.

use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::is_figure;
use crate::columns::Form;
use crate::finding::words::Hidden;
use crate::thai::calendar::names_a_month;
use crate::thai::text::loose_key;

/// Words in a sheet's name by which it is something apart from the report.
const APART: [&str; 9] = ["ตัวอย่าง", "สำเนา", "เดิม", "เก่า", "ยกเลิก", "วิธี", "copy", "example", "sample"];

/// Whether a sheet's name says that what it holds may not count: an example, a copy, an older one, a month of its own.
pub(super) fn stands_apart(name: &str) -> bool {
    let key = loose_key(name);
    APART.iter().any(|word| key.contains(&loose_key(word))) || names_a_month(name)
}

/// The form that an unheaded sheet claims to belong to by its name, if it holds anything like a table.
pub(super) fn form_named(sheet: &RawSheet) -> Option<Form> {
    let key = loose_key(&sheet.name);
    let named = |form: &Form| {
        let number = match form {
            Form::Activities => ["แบบ1", "form1", "กิจกรรม"],
            Form::Listings => ["แบบ2", "form2", "ออนไลน"],
        };
        number.iter().any(|word| key.contains(word))
    };
    Form::ALL.into_iter().find(named).filter(|_| holds_figures(sheet))
}

/// Whether a sheet has a row of several cells with a figure among them, as tables have and remarks do not.
pub(super) fn holds_figures(sheet: &RawSheet) -> bool {
    sheet.rows.iter().any(|row| row.cells.len() >= 2 && row.cells.iter().any(|(_, value)| is_figure(value)))
}

/// Whether a figure stands anywhere on a sheet: it may be an amount, and is never passed over.
pub(super) fn holds_a_figure(sheet: &RawSheet) -> bool {
    sheet.rows.iter().any(|row| row.cells.iter().any(|(_, value)| is_figure(value)))
}

/// Where the rows between two headings end and the titles of the second begin: the rows of a single text just above it, but
/// for one that stands in the column of `names`.
pub(super) fn before_titles(rows: &[RawRow], from: usize, to: usize, names: Option<u32>) -> usize {
    let is_title = |row: &RawRow| matches!(&row.cells[..], [(at, RawValue::Text(_))] if Some(*at) != names);
    let mut end = to;
    while end > from && is_title(&rows[end - 1]) {
        end -= 1;
    }
    end
}

/// Which rows and columns of a sheet are hidden; `None` where none is and the sheet is not.
pub(super) fn hidden(sheet: &RawSheet) -> Option<Hidden> {
    let rows: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
    let columns: Vec<u32> = sheet.hidden_columns.clone();
    (sheet.hidden || !rows.is_empty() || !columns.is_empty()).then_some(Hidden { rows, columns })
}
