//! Stage 1: finds the workbooks of a month, reads them, and finds the forms in them (SPEC §4).

pub mod columns;
pub mod find;
pub mod layout;
pub mod raw;
pub mod read;
pub mod values;
pub mod worker;

use std::sync::Arc;

use crate::thai::calendar::Month;
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
    /// Its cells, or why there are none.
    pub content: Result<RawWorkbook, ReadTrouble>,
}
