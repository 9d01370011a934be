//! Small packages written by hand, for what no program writes on purpose.
