//! Everything that can be tested without an outside program, in one binary so that Typst is linked once.

mod determinism;
mod findings;
mod month;
mod plan;
mod support;
