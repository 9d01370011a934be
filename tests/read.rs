//! The same small workbook in every format, and each format's own ways.

mod reading {
    pub mod formats;
    pub mod workbook;
    pub mod zipped;
}
