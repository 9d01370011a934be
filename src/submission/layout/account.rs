//! Where every row and every amount of a workbook went.

use std::ops::AddAssign;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Where the rows that hold anything went. `read` is always the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Rows that hold anything.
    pub read: usize,
    /// Titles, cover lines and headings.
    pub headings: usize,
    /// Rows of a form that hold nothing but a row number.
    pub blank: usize,
    /// Total rows.
    pub totals: usize,
    /// Signatures and notes below a table.
    pub notes: usize,
    /// Rows named in a finding as not understood.
    pub named: usize,
    /// Rows of sheets that are no part of the form.
    pub other_sheets: usize,
    /// Entries; validation says which of them count.
    pub records: usize,
    /// The baht in them.
    #[serde(skip_serializing_if = "Amounts::is_none", default)]
    pub amounts: Amounts,
}

/// Baht in the columns of money. `read` is always the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// On the sheets.
    pub read: Decimal,
    /// In entries.
    pub records: Decimal,
    /// In total rows.
    pub totals: Decimal,
    /// In rows, or on sheets, that a finding names.
    pub named: Decimal,
}

impl Amounts {
    fn is_none(&self) -> bool {
        self.read.is_zero() && *self == Self::default()
    }
}

impl AddAssign for Account {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.headings += other.headings;
        self.blank += other.blank;
        self.totals += other.totals;
        self.notes += other.notes;
        self.named += other.named;
        self.other_sheets += other.other_sheets;
        self.records += other.records;
        self.amounts += other.amounts;
    }
}

impl AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        self.read = self.read.saturating_add(other.read);
        self.records = self.records.saturating_add(other.records);
        self.totals = self.totals.saturating_add(other.totals);
        self.named = self.named.saturating_add(other.named);
    }
}
