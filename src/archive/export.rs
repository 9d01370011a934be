//! One zip of a month's bags, or of all of them, to be handed on. The same bags give the same bytes.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::fault::{Fault, Wrong};
use super::refusal::Refusal;
use super::{Archive, ArchiveError, BagId, fixity, ledger, signature, unreadable};
use crate::files::relative;
use crate::output::WriteLock;
use crate::thai::calendar::Month;

/// What was exported.
#[derive(Debug)]
pub struct Exported {
    /// The zip.
    pub file: PathBuf,
    /// The bags in it.
    pub bags: Vec<BagId>,
    /// What of them is not as it was sealed; they are in it as they are.
    pub faults: Vec<Fault>,
}

/// Writes `archive-<month>.zip`, or `archive-all.zip`, below the folder of `lock`.
///
/// # Errors
/// Where there is nothing to export, or it cannot be read or written.
pub fn export(archive: &Archive, lock: &WriteLock, month: Option<Month>) -> Result<Exported, ArchiveError> {
    let bags: Vec<BagId> =
        archive.contents()?.bags.into_iter().filter(|bag| month.is_none_or(|month| bag.month == month)).collect();
    if bags.is_empty() {
        return Err(month.map_or(Refusal::NothingSealed, Refusal::MonthNotSealed).into());
    }
    let mut faults: Vec<Fault> =
        bags.iter().flat_map(|bag| fixity::check(&archive.folder(*bag)).into_iter().map(|fault| fault.bag(*bag))).collect();
    let is_plain = |name: &str| archive.root().join(name).symlink_metadata().is_ok_and(|found| found.is_file());
    if !is_plain(ledger::FILE) {
        faults.push(Fault::new(Wrong::NoPlainList).path(ledger::FILE));
    }
    let lists = [ledger::FILE, signature::FILE].into_iter().filter(|name| is_plain(name));
    let mut files: Vec<(String, PathBuf)> = lists.map(|name| (name.to_owned(), archive.root().join(name))).collect();
    for bag in &bags {
        files.extend(
            plain_files(&archive.folder(*bag))?
                .into_iter()
                .map(|path| (format!("{bag}/{}", relative(&archive.folder(*bag), &path)), path)),
        );
    }
    files.sort();
    let name = month.map_or_else(|| "archive-all.zip".to_owned(), |month| format!("archive-{month}.zip"));
    let file = lock.replace_file(&name, |file| write(file, &files))?;
    Ok(Exported { file, bags, faults })
}

/// The plain files of a bag.
fn plain_files(folder: &Path) -> Result<Vec<PathBuf>, ArchiveError> {
    let entries = WalkDir::new(folder).follow_links(false).into_iter().collect::<Result<Vec<_>, _>>();
    let entries = entries.map_err(|error| unreadable(folder)(error.into()))?;
    Ok(entries.into_iter().filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect())
}

/// Stored, not deflated: most of it is compressed already, and another version of the compressor gives other bytes.
fn write(file: &mut File, files: &[(String, PathBuf)]) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for (name, path) in files {
        let mut from = File::open(path)?;
        let large = from.metadata()?.len() >= u64::from(u32::MAX);
        let options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored).last_modified_time(DateTime::default());
        // Made on Unix, wherever: the same bytes on every system.
        let options = options.system(System::Unix).unix_permissions(0o644);
        zip.start_file(name.as_str(), options.large_file(large))?;
        io::copy(&mut from, &mut zip)?;
    }
    zip.finish()?.flush()
}
