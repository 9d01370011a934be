//! Where something stands: file, sheet, cell.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A cell by row and column, both from 0; shown as `H17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// The letters of a column, from 0: `H`, `AA`.
pub fn column_letters(column: u32) -> String {
    let (mut letters, mut n) = (Vec::new(), column + 1);
    while n > 0 {
        letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl TryFrom<String> for CellRef {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (letters, digits) = text.split_at(text.bytes().take_while(u8::is_ascii_uppercase).count());
        let number = |letters: &str| {
            letters.bytes().try_fold(0_u32, |number, letter| number.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))
        };
        let from_one = |number: Option<u32>| number.and_then(|number| number.checked_sub(1));
        match (from_one(digits.parse().ok()), from_one(number(letters))) {
            (Some(row), Some(column)) => Ok(Self { row, column }),
            _ => Err(text),
        }
    }
}

impl Serialize for CellRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where something stands; the parts that do not apply are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// File, relative to `inputs/`, with `/`.
    #[serde(with = "shared_text")]
    pub file: Option<Arc<str>>,
    /// Sheet, as the workbook names it.
    #[serde(with = "shared_text")]
    pub sheet: Option<Arc<str>>,
    /// Cell.
    pub cell: Option<CellRef>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Some(file.clone()), ..Self::default() }
    }

    /// A whole sheet.
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { file: Some(file.clone()), sheet: Some(sheet.clone()), cell: None }
    }

    /// The same sheet, at a cell.
    pub fn at(&self, row: u32, column: u32) -> Self {
        Self { cell: Some(CellRef { row, column }), ..self.clone() }
    }
}

impl fmt::Display for Place {
    /// `2565-02/จุน.xlsx แบบ ๒ ออนไลน์!H17`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_deref().unwrap_or(""))?;
        match (&self.sheet, self.cell) {
            (Some(sheet), Some(cell)) => write!(f, " {sheet}!{cell}"),
            (Some(sheet), None) => write!(f, " {sheet}"),
            _ => Ok(()),
        }
    }
}

/// A name as a plain text.
mod shared_text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(text: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
        text.as_deref().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Arc::from))
    }
}
