//! otop-report: nine district workbooks in, the province's report out.
//!
//! The modules stand in the order in which a month happens; [`pipeline`] reads like that line.

#![warn(clippy::print_stdout, clippy::print_stderr)] // cli/terminal.rs alone prints

pub mod cli;
pub mod pipeline;
pub mod workspace;

pub mod plan;
pub mod thai;

pub mod form;

pub mod submission;

pub mod finding;
pub mod validate;

pub mod aggregate;

pub mod score;

pub mod earlier;

pub mod data;
pub mod documents;
pub mod explain;

pub mod render;

pub mod output;

pub mod archive;
