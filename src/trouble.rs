//! Why a file could not be read.

use std::io;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::thai::system;

/// What exceeded its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// Bytes of the file.
    File,
    /// Bytes of its inflated parts.
    Inflated,
    /// Rows of a sheet.
    Rows,
    /// Columns (or rows) beyond what any spreadsheet has.
    Columns,
    /// Cells of the workbook.
    Cells,
    /// Bytes of text in the cells of the workbook.
    Text,
    /// Sheets of the workbook.
    Sheets,
    /// Files of the month.
    Files,
    /// Rows of all workbooks of the month.
    MonthRows,
}

/// Why a picture in a workbook cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureTrouble {
    /// It is not in the file: on the web, on somebody's disk, or lost.
    Elsewhere,
    /// Larger than so many bytes.
    TooLarge(u64),
    /// More than so many pixels.
    TooManyPixels(u64),
    /// Of a kind that is not decoded: EMF, WMF, HEIC, SVG.
    Kind,
    /// Damaged, or cut off.
    Damaged,
    /// Decoding took too long or too much memory.
    TooHeavy,
}

/// Why a file, or a month's folder, could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReadTrouble {
    /// Damaged, or of a kind that is not understood; the reason in English.
    #[error("damaged: {0}")]
    Unreadable(String),
    /// Locked with a password.
    #[error("locked with a password")]
    Encrypted,
    /// Something else: a picture, a letter, a plain text.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// Larger than allowed.
    #[error("too large: {what:?} over {limit}")]
    TooLarge {
        /// What is too large.
        what: Size,
        /// How large it may be.
        limit: u64,
    },
    /// Zero bytes.
    #[error("empty")]
    Empty,
    /// Took more than the allowed seconds.
    #[error("took more than {0} seconds")]
    TookTooLong(u64),
    /// Took more than the allowed memory, or brought its reader down.
    #[error("took too much memory")]
    OutOfMemory,
    /// A link that leads out of the inputs folder.
    #[error("leads out of the inputs folder")]
    OutsideInputs,
    /// A link to another place under the inputs folder: not followed.
    #[error("a link")]
    Link,
    /// A pipe, device or socket: never opened.
    #[error("not an ordinary file")]
    NotAFile,
    /// The disk or its permissions.
    #[error("cannot be opened: {0}")]
    Inaccessible(String),
}

impl ReadTrouble {
    /// A file that cannot be opened, or not be read to its end; the reason is that of the error's kind.
    pub fn inaccessible(error: &io::Error) -> Self {
        Self::Inaccessible(system::kind(error).to_string())
    }

    /// Whether it lies in what the file holds, not in where it lies or who may open it.
    pub fn is_of_the_content(&self) -> bool {
        match self {
            Self::Unreadable(_)
            | Self::Encrypted
            | Self::NotASpreadsheet
            | Self::Empty
            | Self::TookTooLong(_)
            | Self::OutOfMemory => true,
            Self::TooLarge { what, .. } => *what != Size::Files,
            Self::OutsideInputs | Self::Link | Self::NotAFile | Self::Inaccessible(_) => false,
        }
    }

    /// The trouble behind an I/O error: the reader's own if one of its guards raised it.
    pub fn of_io(error: &io::Error) -> Self {
        let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).cloned();
        own.unwrap_or_else(|| Self::Unreadable(error.to_string()))
    }
}

impl From<io::Error> for ReadTrouble {
    fn from(error: io::Error) -> Self {
        Self::of_io(&error)
    }
}
