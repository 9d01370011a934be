//! Stage 6: documents to XLSX, PDF and HTML.

pub mod pdf;
pub mod xlsx;
