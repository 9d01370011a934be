//! otop-report: nine district workbooks in, the province's report out.
//!
//! The modules stand in the order in which a month happens.

pub mod thai;

pub mod submission;

pub mod documents;

pub mod render;
