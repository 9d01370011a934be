//! Letters printed from words that are not in use yet, shown beside the words; the last few, in memory alone.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::files::sha256;

/// So many are kept: a page shows one, and there may be some tabs.
const MOST: usize = 8;

/// The drafts.
#[derive(Default)]
pub(in crate::serve) struct Drafts(Mutex<VecDeque<(String, Vec<u8>)>>);

impl Drafts {
    /// Keeps a PDF; the name by which it is asked for.
    pub fn keep(&self, pdf: Vec<u8>) -> String {
        let name = sha256(&pdf);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != name);
        kept.push_back((name.clone(), pdf));
        if kept.len() > MOST {
            kept.pop_front();
        }
        name
    }

    /// The PDF of that name, if it is still kept.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| other == name).map(|(_, pdf)| pdf.clone())
    }
}
