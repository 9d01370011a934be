//! What a month leaves for other programs, and for this one: `data.json`, `findings.json`, `rows.json` (SPEC §8); and what
//! `explain` prints for programs.
//!
//! Each is a record with `"schema": 1`, described in `docs/schema/`, written and read by the same types. A field may be
//! added under the same number; one that changes its meaning or goes takes another number.

pub mod explained;
pub mod figures;
pub mod findings;
pub mod rows;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use explained::ExplainRecord;
pub use figures::{MonthRecord, data_json, figures_json};
pub use findings::{FindingRecord, findings_json};
pub use rows::{RowsRecord, rows_json};

/// The version of every record that is written here.
pub const SCHEMA: u32 = 1;

/// The version of a record that was read: 1, which those written before records had versions have too.
///
/// A later one is refused: what it means is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema;

impl Default for Schema {
    fn default() -> Self {
        Self
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SCHEMA.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            SCHEMA => Ok(Self),
            other => Err(serde::de::Error::custom(format!("schema {other} is another version's; this one knows {SCHEMA}"))),
        }
    }
}

/// An exact decimal, written as a text with at least two places: `"125000.00"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(pub Decimal);

impl Exact {
    /// As it is written.
    fn text(self) -> String {
        let mut value = self.0.normalize();
        if value.scale() < 2 {
            value.rescale(2);
        }
        value.to_string()
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Decimal::from_str_exact(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// A list whose items are made one at a time as it is written: there can be hundreds of thousands.
struct Each<F>(F);

impl<F: Fn() -> I, I: IntoIterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
