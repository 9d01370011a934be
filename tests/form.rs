//! The blank and the returned submission workbook: what is written is what is read.
//!
//! The workbooks of these tests are left in the target folder, where `.ci/forms` finds them for LibreOffice.

#[path = "form/desk.rs"]
mod desk;
#[path = "form/parts.rs"]
mod parts;
#[path = "form/returned.rs"]
mod returned;
#[path = "form/round_trip.rs"]
mod round_trip;
#[path = "form/saved.rs"]
mod saved;
