//! Workspaces of the tests.

pub mod case;
pub mod program;
