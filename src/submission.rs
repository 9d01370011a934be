//! Stage 1: finds the workbooks of a month and reads them.

pub mod find;
pub mod raw;
pub mod read;
pub mod worker;
