//! A month, end to end.

mod determinism;
mod earlier;
mod menu;
mod paper;
mod plan;
mod records;
mod report;
mod sample;
mod ways;
