//! Where the lines of paper may end. [`super::copyable`] takes the marks out again once the lines are laid; nobody copies them.

pub(super) use crate::thai::words::{OPEN, Words as Breaks, fit, hangs, is_mark, joins, pieces, whole};
