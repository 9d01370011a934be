//! Something said of a place in the plan.

use std::fmt;

use super::place::PlanPlace;
use crate::lang::{Lang, Said, Say};

/// Something said of a place in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<T> {
    /// Where.
    pub place: PlanPlace,
    /// What.
    pub what: T,
}

impl<T: Say> Remark<T> {
    /// Dotted key for programs, items counted from 0: `districts[2].registered`; blank where the file is not TOML.
    pub fn key(&self) -> &str {
        &self.place.key
    }

    /// Line, from 1.
    pub fn line(&self) -> usize {
        self.place.line
    }

    /// What is wrong or odd and what to do, without the place.
    pub fn message(&self, lang: Lang) -> String {
        Said(&self.what, lang).to_string()
    }
}

impl<T: Say> Say for Remark<T> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", Said(&self.place, lang), Said(&self.what, lang))
    }
}
