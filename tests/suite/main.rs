//! Everything that can be tested without an outside program, in one binary so that Typst is linked once.

mod covers;
mod described;
mod determinism;
mod earlier;
mod findings;
mod formats;
mod identity;
mod layouts;
mod month;
mod operators;
mod paper;
mod places;
mod plan;
mod report;
mod rows;
mod support;
mod ways;
