//! What a program that stays keeps from one use-case to the next: the reading workers, what was read, what prints, and the
//! targets printed last. Only time is saved by it: every key is the whole of what a thing was made from.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use super::AppError;
use super::printer::{Materials, Printer};
use crate::output::OutputFile;
use crate::plan::Plan;
use crate::submission::kept::Kept;
use crate::submission::read::ReadLimits;
use crate::submission::worker::Reader;

/// What is kept.
pub struct Warm {
    program: PathBuf,
    /// What was read.
    pub(super) readings: Kept,
    reader: Mutex<Option<Arc<Reader>>>,
    printer: Mutex<Option<(Materials, Arc<Printer>)>>,
    targets: Mutex<Option<(MadeFrom, Vec<OutputFile>)>>,
}

/// What the targets are made from.
#[derive(PartialEq)]
pub(super) struct MadeFrom {
    /// The number of the printer.
    pub printer: u64,
    /// The plan.
    pub plan: Plan,
    /// The day.
    pub today: Date,
    /// The picture on letters: its extension and digest.
    pub garuda: Option<(String, String)>,
}

impl Warm {
    /// Nothing yet; readers are processes of `program`, which is this one.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            readings: Kept::default(),
            reader: Mutex::default(),
            printer: Mutex::default(),
            targets: Mutex::default(),
        }
    }

    /// The program whose processes read.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// The readers, started anew where the limits changed.
    pub(super) fn reader(&self, limits: ReadLimits) -> io::Result<Arc<Reader>> {
        let mut kept = held(&self.reader);
        match kept.as_ref().filter(|reader| *reader.limits() == limits) {
            Some(reader) => Ok(Arc::clone(reader)),
            None => Ok(Arc::clone(kept.insert(Arc::new(Reader::workers(&self.program, limits)?)))),
        }
    }

    /// The printer of `materials`.
    pub(super) fn printer(&self, materials: Materials) -> Result<Arc<Printer>, AppError> {
        let mut kept = held(&self.printer);
        match kept.as_ref().filter(|(from, _)| *from == materials) {
            Some((_, printer)) => Ok(Arc::clone(printer)),
            None => {
                let printer = Arc::new(Printer::new(&materials, true)?);
                *kept = Some((materials, Arc::clone(&printer)));
                Ok(printer)
            }
        }
    }

    /// The targets printed from this, or printed now.
    pub(super) fn targets(
        &self,
        made_from: MadeFrom,
        print: impl FnOnce() -> Result<Vec<OutputFile>, AppError>,
    ) -> Result<Vec<OutputFile>, AppError> {
        if let Some((_, files)) = held(&self.targets).as_ref().filter(|(from, _)| *from == made_from) {
            return Ok(files.clone());
        }
        let files = print()?;
        *held(&self.targets) = Some((made_from, files.clone()));
        Ok(files)
    }
}

impl fmt::Debug for Warm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Warm").field("program", &self.program).finish_non_exhaustive()
    }
}

/// What is kept is whole at every moment, whoever failed while holding it.
fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
