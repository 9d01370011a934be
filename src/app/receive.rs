//! Stage 1: the files, read on every core, in the order of their paths.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::gather::{Gathered, limits};
use super::warm::Warm;
use super::{AppError, Progress, Readers, Runtime};
use crate::plan::Plan;
use crate::submission::Received;
use crate::submission::find::Source;
use crate::submission::layout::{RowAsSent, WantedRow};
use crate::submission::picture::Picture;
use crate::submission::raw::RawWorkbook;
use crate::submission::read::{PictureTrouble, ReadTrouble, Size};
use crate::submission::stray::Stray;
use crate::submission::worker::Reader;
use crate::thai::calendar::Month;

/// Takes files in: who reads them, and who is told.
pub struct Intake<'a> {
    reader: Arc<Reader>,
    /// Where what was read before is looked for first.
    kept: Option<Arc<Warm>>,
    pictures: bool,
    progress: &'a dyn Progress,
}

impl<'a> Intake<'a> {
    /// The readers of `runtime` within the plan's limits.
    ///
    /// # Errors
    /// Where they cannot be started.
    pub fn open(runtime: &Runtime<'a>, plan: &Plan) -> Result<Self, AppError> {
        let reader = match &runtime.readers {
            Readers::Workers(program) => Reader::workers(program, limits(plan)).map_err(AppError::Reader)?,
            Readers::InProcess => Reader::InProcess(limits(plan)),
            Readers::Warm(warm) => {
                let (reader, kept) = (warm.reader(limits(plan)).map_err(AppError::Reader)?, Some(Arc::clone(warm)));
                return Ok(Self { reader, kept, pictures: true, progress: runtime.progress });
            }
        };
        Ok(Self::of(reader, runtime.progress))
    }

    /// A reader that was started before.
    pub fn of(reader: Reader, progress: &'a dyn Progress) -> Self {
        Self { reader: Arc::new(reader), kept: None, pictures: true, progress }
    }

    /// The same without pictures of evidence: for who prints nothing.
    pub fn without_pictures(self) -> Self {
        Self { pictures: false, ..self }
    }

    /// Whether pictures of evidence are wanted.
    pub(super) fn wants_pictures(&self) -> bool {
        self.pictures
    }

    /// What was gathered, read.
    pub fn receive(&self, gathered: Gathered) -> Vec<Received> {
        self.progress.files(gathered.sources.len());
        let read = |(month, source): &(Month, Source)| {
            let received = self.recognise(source, Some(*month));
            self.progress.file_read();
            received
        };
        let mut received: Vec<Received> = gathered.sources.par_iter().map(read).collect();
        hold_to_budget(&mut received, self.reader.limits().month_rows);
        let untouched = gathered.troubles.into_iter();
        received.extend(untouched.map(|(month, file, trouble)| Received {
            file: Arc::from(file),
            folder: Some(month),
            sha256: String::new(),
            content: Err(trouble),
        }));
        self.progress.all_read();
        received
    }

    /// What could be read of the files beside the months.
    pub fn receive_strays(&self, strays: &[Stray]) -> Vec<(Stray, Option<Received>)> {
        let read = |stray: &Stray| (stray.clone(), stray.source.as_ref().map(|source| self.recognise(source, None)));
        strays.par_iter().map(read).collect()
    }

    /// Single files, outside of any month.
    pub fn receive_files(&self, files: &[PathBuf]) -> Vec<Received> {
        files.iter().map(|file| self.recognise(&Source::file(file), None)).collect()
    }

    /// Sources of any place, each as if it lay in the folder of that month, or in none.
    pub fn receive_apart(&self, sources: &[(Option<Month>, Source)]) -> Vec<Received> {
        sources.par_iter().map(|(folder, source)| self.recognise(source, *folder)).collect()
    }

    /// Rows of a file as the district sent them, in the order in which they are wanted; `None` for one that is not there.
    ///
    /// # Errors
    /// Why it could not be read.
    pub fn rows(&self, source: &Source, wanted: &[WantedRow]) -> Result<Vec<Option<RowAsSent>>, ReadTrouble> {
        self.reader.rows(source, wanted)
    }

    /// The cells of a file, no form looked for.
    ///
    /// # Errors
    /// Why it could not be read.
    pub fn cells(&self, source: &Source) -> Result<RawWorkbook, ReadTrouble> {
        let reading = match &self.kept {
            Some(warm) => warm.readings.read(&self.reader, source),
            None => self.reader.read(source),
        };
        reading.workbook
    }

    /// The picture at `part` of a file, ready for paper.
    ///
    /// # Errors
    /// Why it cannot be printed.
    pub fn picture(&self, source: &Source, part: &str) -> Result<Picture, PictureTrouble> {
        self.reader.picture(source, part)
    }

    fn recognise(&self, source: &Source, folder: Option<Month>) -> Received {
        let reading = match &self.kept {
            Some(warm) => warm.readings.recognise(&self.reader, source),
            None => self.reader.recognise(source),
        };
        Received {
            file: Arc::from(source.path.as_str()),
            folder,
            sha256: reading.sha256.unwrap_or_default(),
            content: reading.workbook,
        }
    }
}

/// A month whose workbooks hold more rows than the plan allows loses its longest ones, so that the others keep their figures.
fn hold_to_budget(received: &mut [Received], limit: u64) {
    let rows = |received: &Received| received.content.as_ref().map_or(0, |workbook| workbook.layout.account.read as u64);
    let mut left: BTreeMap<Option<Month>, u64> = BTreeMap::new();
    let mut order: Vec<usize> = (0..received.len()).collect();
    order.sort_by_key(|i| rows(&received[*i]));
    for i in order {
        let (size, left) = (rows(&received[i]), left.entry(received[i].folder).or_insert(limit));
        match left.checked_sub(size) {
            Some(rest) => *left = rest,
            None => received[i].content = Err(ReadTrouble::TooLarge { what: Size::MonthRows, limit }),
        }
    }
}
