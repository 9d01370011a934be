//! A district by the plan's order.

use serde::{Deserialize, Serialize};

/// A district of a plan. Geocodes and names stand in the plan, at the edges and on paper; in between this is what tells
/// whose something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DistrictId(usize);

impl DistrictId {
    /// The district at a place of the plan's list, from 0.
    pub const fn at(index: usize) -> Self {
        Self(index)
    }

    /// Its place in the plan's list, from 0.
    pub const fn index(self) -> usize {
        self.0
    }
}
