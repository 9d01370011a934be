//! Thai text as people type it, made comparable.
