//! Stage 5: every document of SPEC §8, from the month's totals to a value any renderer can print.

pub mod document;
mod value;
