//! What is recognised in a workbook: cover, tables, rows, each amount accounted for.

mod accounts;
mod covers;
mod formats;
mod layouts;
mod rows;
