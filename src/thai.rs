//! Thai numerals, the Buddhist calendar and Thai text.

pub mod calendar;
pub mod digits;
mod numerals;
pub mod provinces;
pub mod system;
pub mod text;
pub mod words;
