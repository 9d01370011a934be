//! otop-report: nine district workbooks in, the province's report out.
//!
//! The modules stand in the order in which a month happens.

pub mod finding;
pub mod plan;

pub mod form;
pub mod thai;

pub mod submission;

pub mod validate;

pub mod aggregate;

pub mod score;

pub mod documents;

pub mod render;
