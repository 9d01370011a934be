//! The reading stage by itself; `src/submission` is a link to the program's own folder.

/// Finding and reading submissions.
pub mod submission {
    pub mod raw;
    pub mod read;
}
