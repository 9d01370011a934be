//! The blank and the returned submission workbook: what is written is what is read.
//!
//! The workbooks of these tests are left in the target folder, where `.ci/forms` finds them for LibreOffice.

mod clerk;
mod parts;
mod returned;
mod round_trip;
mod saved;
