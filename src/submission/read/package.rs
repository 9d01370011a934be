//! The zip container of .xlsx, .xlsb and .ods: checked before it is opened, counted while it inflates.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{ReadLimits, ReadTrouble, Size};

/// Entries in one container; a workbook of a thousand sheets has some two thousand.
const ENTRIES: usize = 50_000;

/// An opened container whose declared sizes are within the limits.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeMap<String, usize>,
    inflated: u64,
    limit: u64,
}

impl<'a> Package<'a> {
    /// Opens a container. Fails where it is damaged, where its parts are encrypted, and where the
    /// sizes its directory declares add up to more than the limit.
    pub(super) fn open(bytes: &'a [u8], limits: &ReadLimits) -> Result<Self, ReadTrouble> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_trouble(&error))?;
        if zip.len() > ENTRIES {
            return Err(ReadTrouble::TooLarge { what: Size::Inflated, limit: limits.inflated_bytes });
        }
        let mut names = BTreeMap::new();
        let mut declared = 0_u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(|error| zip_trouble(&error))?;
            declared = declared.saturating_add(entry.size());
            let name = entry.name().map_err(|error| zip_trouble(&error))?;
            names.entry(key(&name)).or_insert(index);
        }
        if declared > limits.inflated_bytes {
            return Err(ReadTrouble::TooLarge { what: Size::Inflated, limit: limits.inflated_bytes });
        }
        Ok(Self { zip, names, inflated: 0, limit: limits.inflated_bytes })
    }

    /// Whether a part exists; names are compared without case, as Excel does.
    pub(super) fn has(&self, path: &str) -> bool {
        self.names.contains_key(&key(path))
    }

    /// A part's size as the directory tells it; `None` where there is no such part.
    pub(super) fn size(&mut self, path: &str) -> Option<u64> {
        let index = *self.names.get(&key(path))?;
        self.zip.by_index_data(index).ok().map(|entry| entry.size())
    }

    /// A part's content as a stream, or `None` where there is no such part.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<impl BufRead + use<'_, 'a>>, ReadTrouble> {
        let Some(index) = self.names.get(&key(path)) else { return Ok(None) };
        let file = self.zip.by_index(*index).map_err(|error| zip_trouble(&error))?;
        Ok(Some(BufReader::with_capacity(32 << 10, Counted { inner: file, inflated: &mut self.inflated, limit: self.limit })))
    }

    /// A part's whole content, or `None` where there is no such part.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, ReadTrouble> {
        let Some(mut part) = self.part(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map_err(ReadTrouble::from)?;
        Ok(Some(bytes))
    }
}

/// How a part's name is compared: lower case, forward slashes, none in front.
fn key(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn zip_trouble(error: &ZipError) -> ReadTrouble {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadTrouble::Encrypted,
        error => ReadTrouble::Unreadable(error.to_string()),
    }
}

/// Counts what really comes out, over all parts, since a directory can lie.
struct Counted<'p, R> {
    inner: R,
    inflated: &'p mut u64,
    limit: u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        *self.inflated += count as u64;
        if *self.inflated > self.limit {
            return Err(io::Error::other(ReadTrouble::TooLarge { what: Size::Inflated, limit: self.limit }));
        }
        Ok(count)
    }
}
