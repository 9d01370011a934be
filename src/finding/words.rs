//! The words that a sentence about a finding is filled with, each said in the sentence's own language.
//!
//! A clerk's own words, names and headings as the form prints them are the same in both; whatever the program says itself is
//! a type here, so that no Thai stands in an English sentence.

mod difference;
mod files;
mod whose;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use difference::{Difference, Figure, FileChange, OfDistricts};
pub use files::{Excess, Hidden, PictureFault, Refusal, RowFault, Tallied, Unusable};
pub use whose::{Claim, Folder, NameAt, NumberOfName, Whose, Written};

use super::Place;
use crate::columns::{CoverField, Form};
pub use crate::lang::{Amount, Baht, Count, Lang, Moment, Revision, Said, Say};

impl Say for Place {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// The form by the name of its sheet.
impl Say for Form {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match (lang, self) {
            (Lang::Th, form) => form.sheet(),
            (Lang::En, Self::Activities) => "form 1 (activities)",
            (Lang::En, Self::Listings) => "form 2 (online)",
        })
    }
}

/// A heading or label, as the form prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// A column of a form, from 0.
    Column(Form, usize),
    /// A field of the cover.
    Cover(CoverField),
}

impl Say for Field {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Column(form, at) => form.columns().get(*at).map_or("", |column| column.heading),
            Self::Cover(field) => field.label(),
        })
    }
}
