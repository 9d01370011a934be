//! The hidden sheet of words behind the dropdowns. A list typed into a dropdown itself could hold 255 characters only.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::look;
use crate::columns::{Choice, OPERATOR_TYPES, PRODUCT_TYPES};
use crate::plan::Plan;
use crate::submission::layout::OWN_SHEETS;

/// The word in the cover's nil cell.
pub(super) const YES: &str = "ใช่";

/// A list of words to choose from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Of a table's column.
    Of(Choice),
    /// ใช่, or blank.
    Yes,
}

impl List {
    const ALL: [Self; 4] = [Self::Of(Choice::Channel), Self::Of(Choice::OperatorType), Self::Of(Choice::ProductType), Self::Yes];

    fn heading(self) -> &'static str {
        match self {
            Self::Of(Choice::Channel) => "ช่องทางออนไลน์",
            Self::Of(Choice::OperatorType) => "ประเภทผู้ประกอบการ",
            Self::Of(Choice::ProductType) => "ประเภทผลิตภัณฑ์",
            Self::Yes => "ไม่มีผลการดำเนินงาน",
        }
    }

    fn words(self, plan: &Plan) -> Vec<&str> {
        let names = |list: &'static [(&'static str, &'static [&'static str])]| list.iter().map(|(name, _)| *name).collect();
        match self {
            Self::Of(Choice::Channel) => plan.channels.iter().map(|channel| channel.name.as_str()).collect(),
            Self::Of(Choice::OperatorType) => names(OPERATOR_TYPES),
            Self::Of(Choice::ProductType) => names(PRODUCT_TYPES),
            Self::Yes => vec![YES],
        }
    }

    /// The cells of its words.
    pub fn range(self, plan: &Plan) -> Formula {
        let column = Self::ALL.iter().position(|list| *list == self).map_or('A', |index| char::from(b'A' + index as u8));
        Formula::new(format!("='{}'!${column}$2:${column}${}", OWN_SHEETS[0], self.words(plan).len() + 1))
    }
}

/// The hidden sheet.
pub(super) fn sheet(plan: &Plan) -> Result<Worksheet, XlsxError> {
    let mut sheet = look::worksheet(OWN_SHEETS[0])?;
    sheet.set_hidden(true).set_default_row_height(look::ROW).protect();
    for (column, list) in (0..).zip(List::ALL) {
        sheet.set_column_width_pixels(column, 200)?;
        sheet.write_string_with_format(0, column, list.heading(), &look::head())?;
        for (row, word) in (1..).zip(list.words(plan)) {
            sheet.write_string_with_format(row, column, word, &look::line())?;
        }
    }
    look::paper(&mut sheet, false, "");
    Ok(sheet)
}
