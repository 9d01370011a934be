//! Workspaces of the tests.

pub mod case;
pub mod desk;
pub mod lines;
pub mod paper;
pub mod pictures;
pub mod program;
pub mod real;
