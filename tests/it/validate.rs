//! The rules: every finding at its cell, whose report it is, which operator, what is told where.

mod described;
mod findings;
mod identity;
mod operators;
mod places;
mod snapshots;
