//! A month, end to end.

mod determinism;
mod earlier;
mod evidence;
mod explained;
mod letters;
mod menu;
mod on_letters;
mod paper;
mod records;
mod report;
mod report_words;
mod sample;
mod start;
mod templates;
mod ways;
