//! otop-report: nine district workbooks in, the province's report out.
//!
//! The modules stand in the order in which a month happens; each knows only those above it, which a test holds them to.

#![warn(clippy::print_stdout, clippy::print_stderr)] // cli/terminal.rs alone prints

// What everything rests on: Thai words, numerals and days; the two languages; where something stands; the columns of the two
// forms.
pub mod thai;
pub mod lang;
pub mod place;
pub mod columns;
pub mod district;

// What is wrong with a file, and whatever else is found.
pub mod trouble;
pub mod finding;

// The disk, the plan, and the folder that a province works in.
pub mod files;
pub mod output;
pub mod plan;
pub mod templates;
pub mod workspace;

// Pages of HTML: some workbooks are, and so is a sealed month's own page.
mod dom;

// 1 find and read, 2 validate, 3 add up, 4 score; and every month so far at once.
pub mod submission;
pub mod validate;
pub mod aggregate;
pub mod score;
pub mod course;

// The compiled month as one value: compared with what it was, explained, recorded.
pub mod month;
pub mod earlier;
pub mod explain;
pub mod record;

// 5 documents, 6 render: paper, workbooks, the page; and the form that goes out and comes back.
pub mod documents;
pub mod render;
pub mod form;

// 7 archive.
pub mod archive;

// What can be done with all this; the desk in a browser; the command line.
pub mod app;
pub mod serve;
pub mod cli;
