//! The same small workbook in every format, and each format's own ways.

mod encodings;
mod formats;
mod old;
mod pictures;
mod sealed;
mod shown;
mod workbook;
mod zipped;
