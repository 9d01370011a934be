//! Readings kept by what the file holds: a program that stays reads no file twice.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Recognised;
use super::find::{Source, SourceKind};
use super::raw::RawWorkbook;
use super::read::ReadTrouble;
use super::worker::{Reader, Reading};
use crate::files::{read_within, sha256};

/// Rows of all that is kept, a file counting for one more: a year of a large province.
const ROWS: usize = 400_000;
/// For so long a file counts as too slow or too large without being tried again: the machine may have been short of either.
const TRIED: Duration = Duration::from_secs(120);

/// A file's digest, and the name under which its places are told.
type Key = (String, String);

/// What was read, by the digest of the bytes that it was read from.
#[derive(Debug, Default)]
pub struct Kept {
    forms: Mutex<Shelf<Recognised>>,
    cells: Mutex<Shelf<RawWorkbook>>,
}

/// Readings of one kind, the ones used least recently given up first.
#[derive(Debug)]
struct Shelf<T> {
    readings: BTreeMap<Key, Entry<T>>,
    rows: usize,
    uses: u64,
}

#[derive(Debug)]
struct Entry<T> {
    reading: Arc<Reading<T>>,
    rows: usize,
    used: u64,
    until: Option<Instant>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { readings: BTreeMap::new(), rows: 0, uses: 0 }
    }
}

impl Kept {
    /// [`Reader::recognise`], by heart where the same bytes were read before.
    pub fn recognise(&self, reader: &Reader, source: &Source) -> Reading<Recognised> {
        let rows = |recognised: &Recognised| recognised.layout.account.read;
        once(&self.forms, reader, source, rows, || reader.recognise(source))
    }

    /// [`Reader::read`], by heart where the same bytes were read before.
    pub fn read(&self, reader: &Reader, source: &Source) -> Reading {
        let rows = |cells: &RawWorkbook| cells.sheets.iter().map(|sheet| sheet.rows.len()).sum();
        once(&self.cells, reader, source, rows, || reader.read(source))
    }
}

fn once<T: Clone>(
    shelf: &Mutex<Shelf<T>>,
    reader: &Reader,
    source: &Source,
    rows: impl Fn(&T) -> usize,
    read: impl FnOnce() -> Reading<T>,
) -> Reading<T> {
    let lock = || shelf.lock().unwrap_or_else(PoisonError::into_inner);
    let bytes =
        (source.kind == SourceKind::File).then(|| read_within(&source.location, reader.limits().file_bytes).ok()).flatten();
    let Some(digest) = bytes.map(|bytes| sha256(&bytes)) else { return read() };
    let key = (digest, source.path.clone());
    if let Some(kept) = lock().get(&key) {
        return Reading::clone(&kept);
    }
    let reading = read();
    // It may have changed between the two: what was read is kept as what it was read from, or not at all.
    let (rows, until) = match &reading.workbook {
        Ok(workbook) if reading.sha256.as_ref() == Some(&key.0) => (rows(workbook) + 1, None),
        Err(trouble) if trouble.is_of_the_content() => {
            let by_chance = matches!(trouble, ReadTrouble::TookTooLong(_) | ReadTrouble::OutOfMemory);
            (1, by_chance.then(|| Instant::now() + TRIED))
        }
        _ => return reading,
    };
    lock().put(key, Entry { reading: Arc::new(reading.clone()), rows, used: 0, until });
    reading
}

impl<T> Shelf<T> {
    fn get(&mut self, key: &Key) -> Option<Arc<Reading<T>>> {
        self.uses += 1;
        let entry = self.readings.get_mut(key).filter(|entry| entry.until.is_none_or(|until| Instant::now() < until))?;
        entry.used = self.uses;
        Some(Arc::clone(&entry.reading))
    }

    fn put(&mut self, key: Key, entry: Entry<T>) {
        self.uses += 1;
        self.rows += entry.rows;
        let before = self.readings.insert(key, Entry { used: self.uses, ..entry });
        self.rows -= before.map_or(0, |before| before.rows);
        while self.rows > ROWS {
            let oldest = self.readings.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| key.clone());
            let Some(given_up) = oldest.and_then(|key| self.readings.remove(&key)) else { return };
            self.rows -= given_up.rows;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::read::ReadLimits;

    #[test]
    fn what_changed_is_read_anew_and_what_did_not_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = folder.path().join("a.csv");
        let (kept, reader) = (Kept::default(), Reader::InProcess(ReadLimits::default()));
        let read = |text: &str| {
            std::fs::write(&place, text).expect("written");
            kept.read(&reader, &Source::file(&place))
        };
        let first = read("ที่,ชื่อ,จำนวน\n1,ก,10\n2,ข,20\n");
        assert!(first.workbook.is_ok(), "{first:?}");
        assert_eq!(read("ที่,ชื่อ,จำนวน\n1,ก,10\n2,ข,20\n"), first);
        assert_ne!(read("ที่,ชื่อ,จำนวน\n1,ก,10\n2,ข,21\n"), first);
        assert_eq!(kept.cells.lock().expect("whole").readings.len(), 2);
    }

    #[test]
    fn the_least_recently_used_is_given_up() {
        let mut shelf = Shelf::<RawWorkbook>::default();
        let key = |name: &str| (name.to_owned(), String::new());
        let entry = |rows| Entry {
            reading: Arc::new(Reading { workbook: Err(ReadTrouble::Empty), sha256: None }),
            rows,
            used: 0,
            until: None,
        };
        shelf.put(key("a"), entry(ROWS / 2));
        shelf.put(key("b"), entry(ROWS / 2));
        assert!(shelf.get(&key("a")).is_some());
        shelf.put(key("c"), entry(1));
        assert!(shelf.get(&key("b")).is_none() && shelf.get(&key("a")).is_some() && shelf.get(&key("c")).is_some());
        assert_eq!(shelf.rows, ROWS / 2 + 1);
    }
}
