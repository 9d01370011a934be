//! Stage 1: finds the workbooks of a month, reads them, and finds the forms in them (SPEC §4).

pub mod find;
pub mod kept;
pub mod layout;
pub mod picture;
pub mod raw;
pub mod read;
pub mod stray;
pub mod values;
pub mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::thai::calendar::Month;
use layout::Layout;
use raw::RawWorkbook;
use read::ReadTrouble;

/// Custom document property: the version of the form.
pub const STAMP_FORM: &str = "otop-form";
/// Custom document property: the district's geocode.
pub const STAMP_GEOCODE: &str = "otop-geocode";
/// Custom document property: the month, `2565-02`.
pub const STAMP_MONTH: &str = "otop-month";

/// A file that was dropped, and what could be read of it.
#[derive(Debug)]
pub struct Received {
    /// Relative to `inputs/`, with `/`.
    pub file: Arc<str>,
    /// The month whose folder it lay in; `None` for a file named on the command line.
    pub folder: Option<Month>,
    /// Of its bytes, in hexadecimal; blank where it was not opened.
    pub sha256: String,
    /// What was recognised in it, or why nothing could be.
    pub content: Result<Recognised, ReadTrouble>,
}

/// A workbook with its forms found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// Its cover and tables.
    pub layout: Layout,
    /// Its form stamp: custom document properties whose name begins with `otop-`.
    pub properties: BTreeMap<String, String>,
    /// Whether serial day 0 is 1 January 1904, for dates that stand as plain numbers.
    pub date_1904: bool,
}

impl Recognised {
    /// What the cells of the workbook `file` mean.
    pub fn of(file: &str, cells: RawWorkbook) -> Self {
        let layout = layout::recognise(&Arc::from(file), &cells);
        Self { layout, properties: cells.properties, date_1904: cells.date_1904 }
    }
}
