//! The reading stage and the value parsers by themselves; `src/submission` is a link to the program's own folder.

/// Thai numerals, calendar and text; `src/thai` is a link too.
pub mod thai {
    pub mod calendar;
    pub mod digits;
    pub mod text;
}

/// Finding and reading submissions.
pub mod submission {
    pub mod raw;
    pub mod read;
}
