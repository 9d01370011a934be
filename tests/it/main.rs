//! Everything that can be tested without an outside program, in one binary so that Typst is linked once; modules by stage.

mod support;
mod thai;

mod structure;

mod hostile;
mod reading;

mod plan;

mod submission;

mod validate;

mod figures;

mod form;

mod docx;
mod pdf;
mod xlsx;

mod month;

mod archive;

mod desk;
mod serve;

mod speech;
mod clerk;
