//! Where the lines of paper may end: the marks of [`crate::thai::words`], found once for each text. [`super::copyable`] takes
//! them out again once the lines are laid; nobody copies them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::thai::words::Words;

pub(super) use crate::thai::words::{fit, hangs, is_mark, joins, pieces, whole};

/// The words that are kept whole, and what was marked so far.
pub(super) struct Breaks {
    words: Words,
    /// A month prints the same texts again and again, and finding words is the slowest part of it.
    texts: Marked,
    headings: Marked,
}

/// Texts and the same with their marks.
type Marked = Mutex<BTreeMap<String, String>>;

impl Breaks {
    /// With the words of `list` and `names`, as [`Words::new`] reads them.
    pub fn new<N: AsRef<str>>(list: &str, names: impl IntoIterator<Item = N>) -> Self {
        Self { words: Words::new(list, names), texts: Mutex::default(), headings: Mutex::default() }
    }

    /// [`Words::mark`].
    pub fn mark(&self, text: &str) -> String {
        once(&self.texts, text, || self.words.mark(text))
    }

    /// [`Words::mark_heading`].
    pub fn mark_heading(&self, text: &str) -> String {
        once(&self.headings, text, || self.words.mark_heading(text))
    }
}

/// `text` with its marks, which `mark` puts the first time.
fn once(known: &Marked, text: &str, mark: impl Fn() -> String) -> String {
    // A thread that panicked elsewhere has left whole entries behind.
    let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(marked) = known().get(text) {
        return marked.clone();
    }
    let marked = mark();
    known().insert(text.to_owned(), marked.clone());
    marked
}
