//! A workbook as it was read: cells at their places, nothing interpreted.
//!
//! Every format ends here, so that whoever looks for headings and values need not know which
//! program wrote the file. The types cross the pipe of the reading worker as JSON.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Bytes of text that are kept of one cell: a name takes a hundred, a spreadsheet would let it have a hundred thousand.
pub const LONGEST_TEXT: usize = 6_000;

/// One workbook as read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawWorkbook {
    /// The sheets in the order of their tabs; sheets without cells (charts, dialogs) are left out.
    pub sheets: Vec<RawSheet>,
    /// Custom document properties whose name begins with `otop-`: the form stamp.
    pub properties: BTreeMap<String, String>,
    /// Whether serial day 0 is 1 January 1904. Matters for dates that stand as plain numbers;
    /// [`RawValue::Day`] has been converted already.
    pub date_1904: bool,
}

/// One sheet as read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawSheet {
    /// The tab's name as it stands; for CSV and HTML, the file's or the table's.
    pub name: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// Why the sheet could not be read; it then has no rows. English, for a log.
    pub unreadable: Option<String>,
    /// Rows in ascending order, only those with at least one cell that is not blank.
    pub rows: Vec<RawRow>,
    /// Hidden columns (zero-based, ascending) that hold at least one cell.
    pub hidden_columns: Vec<u32>,
    /// Merged ranges whose top left cell is not blank, by row, then column.
    pub merges: Vec<MergedRange>,
    /// Row and column of the cells whose text was longer than [`LONGEST_TEXT`], of which only so much is kept; ascending.
    pub cut: Vec<(u32, u32)>,
    /// Pictures placed on the sheet, over its cells or in them, none of them read yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<RawPicture>,
    /// Row and column of the cells that lead to an address outside, and the address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<(u32, u32, String)>,
}

/// A picture where it is placed; what it shows stays in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawPicture {
    /// Row and column of the cell that it fills, or that its top left corner lies in; `None` where it is bound to no cell.
    pub at: Option<(u32, u32)>,
    /// The path of its part in the file; blank where it lies elsewhere.
    pub part: String,
    /// Its bytes, as the file's directory tells.
    pub size: u64,
}

/// One row as read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawRow {
    /// Zero-based number of the row in its sheet.
    pub number: u32,
    /// Whether the row is hidden, by hand or by a filter.
    pub hidden: bool,
    /// Cells that are not blank: zero-based column and value, in ascending order.
    pub cells: Vec<(u32, RawValue)>,
}

impl RawRow {
    /// The value in a zero-based column, or `None` where the cell is blank.
    pub fn cell(&self, column: u32) -> Option<&RawValue> {
        self.cells.binary_search_by_key(&column, |(at, _)| *at).ok().map(|found| &self.cells[found].1)
    }
}

/// A rectangle of cells, zero-based, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MergedRange {
    /// Topmost row.
    pub first_row: u32,
    /// Leftmost column.
    pub first_col: u32,
    /// Bottom row.
    pub last_row: u32,
    /// Rightmost column.
    pub last_col: u32,
}

/// The value of a cell that is not blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RawValue {
    /// Text as it stands, line breaks included; never empty.
    Text(String),
    /// A number, to the 15 digits a spreadsheet keeps.
    Number(Decimal),
    /// TRUE or FALSE.
    Bool(bool),
    /// A date cell in the calendar it was stored in: a year of 2400 or more may occur.
    Day(Date),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula whose program never stored its result.
    FormulaWithoutValue,
    /// A picture that fills the cell: no words, but not blank either.
    Picture,
    /// Text of a CSV file whose opening quote never closes, as far as its line goes, the quote included.
    OpenQuote(String),
}
