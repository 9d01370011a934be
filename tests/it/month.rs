//! A month, end to end.

mod determinism;
mod earlier;
mod paper;
mod records;
mod report;
mod sample;
mod ways;
