//! Everything that can be tested without an outside program, in one binary so that Typst is linked once.

mod described;
mod determinism;
mod findings;
mod layouts;
mod month;
mod plan;
mod report;
mod support;
mod ways;
