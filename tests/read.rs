//! The same small workbook in every format, and each format's own ways.

mod reading {
    pub(crate) mod encodings;
    pub(crate) mod formats;
    pub(crate) mod old;
    pub(crate) mod sealed;
    pub(crate) mod shown;
    pub(crate) mod workbook;
    pub(crate) mod zipped;
}
