//! Single files put into a folder in which others put files as well: whole or not at all, and never over what is not kept.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::disk::{exists, flush_folder, remove, rename};
use super::{OutputError, at, create_folder};
use crate::files::below;

/// Names of files that are not finished begin so; hidden, and called no spreadsheet, so that nobody reads them.
const UNFINISHED: &str = ".otop-report-new-";

/// Puts a new file `name` into `folder`, which is made where it is missing; `false` where something of that name lies there,
/// which is left alone.
///
/// # Errors
/// Where it cannot be written; the folder then holds what it did.
pub fn place_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<bool, OutputError> {
    place(folder, name, bytes, rename_new)
}

/// The same, over what lies there under that name.
///
/// # Errors
/// As [`place_new`].
pub fn place_over(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
    place(folder, name, bytes, rename).map(|_| ())
}

fn place(folder: &Path, name: &str, bytes: &[u8], settle: Settle) -> Result<bool, OutputError> {
    make(folder)?;
    clear(folder);
    put(&named(folder, name)?, bytes, settle)
}

/// Writes a new file where this program puts files, its folders made; `false` where something lies there already, which is
/// left alone. Whoever does the same at once needs no lock: one of them writes it.
///
/// # Errors
/// Where it cannot be written; nothing lies there then.
pub fn create(path: &Path, bytes: &[u8]) -> Result<bool, OutputError> {
    if exists(path) {
        return Ok(false);
    }
    create_folder(parent(path))?;
    put(path, bytes, rename_new)
}

/// The same in place of whatever the file held. Whoever writes it takes turns by a [`super::WriteLock`].
///
/// # Errors
/// Where it cannot be written; the file is then as it was.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    create_folder(parent(path))?;
    clear(parent(path));
    put(path, bytes, rename).map(|_| ())
}

/// How a file that is finished gets its name.
type Settle = fn(&Path, &Path) -> io::Result<()>;

fn put(place: &Path, bytes: &[u8], settle: Settle) -> Result<bool, OutputError> {
    let folder = parent(place);
    let aside = unfinished(folder, bytes).map_err(at(place))?;
    match settle(&aside, place) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        settled => settled.map_err(at(place))?,
    }
    flush_folder(folder).map_err(at(folder))?;
    Ok(true)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Keeps the file `name` of `folder` in the folder `kept` within it as well, under the first of the names that `numbered`
/// gives which is free there; gives that name.
///
/// # Errors
/// Where it cannot be kept.
pub fn keep(folder: &Path, name: &str, kept: &str, numbered: impl Fn(u32) -> String) -> Result<String, OutputError> {
    let (place, within) = (named(folder, name)?, named(folder, kept)?);
    make(&within)?;
    clear(&within);
    for number in 1.. {
        let name = numbered(number);
        let other = named(&within, &name)?;
        let linked = match fs::hard_link(&place, &other) {
            // Some disks know no second name of a file.
            Err(error) if error.kind() != ErrorKind::AlreadyExists && !exists(&other) => copy(&place, &within, &other),
            linked => linked,
        };
        match linked {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            linked => {
                linked.and_then(|()| flush_folder(&within)).map_err(at(&other))?;
                return Ok(name);
            }
        }
    }
    Err(at(&within)(ErrorKind::AlreadyExists.into()))
}

/// Removes a file that is kept elsewhere.
///
/// # Errors
/// Where it cannot be removed.
pub fn take_away(folder: &Path, name: &str) -> Result<(), OutputError> {
    let place = named(folder, name)?;
    remove(&place).and_then(|()| flush_folder(folder)).map_err(at(&place))
}

fn copy(from: &Path, within: &Path, to: &Path) -> io::Result<()> {
    rename_new(&unfinished(within, &fs::read(from)?)?, to)
}

/// A file aside with these bytes, flushed, under a name that nobody else writes; it goes where it gets no other name.
fn unfinished(folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut aside = tempfile::Builder::new().prefix(UNFINISHED).make_in(folder, |aside| File::create_new(aside))?;
    let file = aside.as_file_mut();
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(aside.into_temp_path())
}

/// Removes what interrupted runs did not finish. What cannot be removed is in nobody's way.
fn clear(folder: &Path) {
    let names = folder.read_dir().into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    for name in names.filter(|name| name.starts_with(UNFINISHED)) {
        _ = fs::remove_file(folder.join(name));
    }
}

/// Makes a folder; a link to one is not followed, since nobody reads what lies there.
fn make(folder: &Path) -> Result<(), OutputError> {
    if folder.is_symlink() {
        return Err(at(folder)(ErrorKind::NotADirectory.into()));
    }
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    folder.parent().map_or(Ok(()), flush_folder).map_err(at(folder))
}

fn named(folder: &Path, name: &str) -> Result<PathBuf, OutputError> {
    let one = Some(name).filter(|name| !name.contains('/')).and_then(|name| below(folder, name));
    one.ok_or_else(|| at(&folder.join(name))(ErrorKind::InvalidFilename.into()))
}

/// Renames, unless something lies there.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Some network and user-space file systems cannot.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            renamed => return renamed.map_err(Into::into),
        }
    }
    if exists(to) { Err(ErrorKind::AlreadyExists.into()) } else { rename(from, to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = folder
            .read_dir()
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("text"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_lies_there_is_left_alone_or_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path().join("2565-02");
        assert!(place_new(&folder, "จุน.xlsx", b"1").expect("written"));
        assert!(!place_new(&folder, "จุน.xlsx", b"2").expect("seen"));
        let numbered = |number: u32| format!("{number}.xlsx");
        assert_eq!(keep(&folder, "จุน.xlsx", ".replaced", numbered).expect("kept"), "1.xlsx");
        place_over(&folder, "จุน.xlsx", b"2").expect("written");
        assert_eq!(keep(&folder, "จุน.xlsx", ".replaced", numbered).expect("kept"), "2.xlsx");
        let read = |name: &str| fs::read(folder.join(name)).expect("there");
        assert_eq!(
            (read("จุน.xlsx"), read(".replaced/1.xlsx"), read(".replaced/2.xlsx")),
            (b"2".into(), b"1".into(), b"2".into())
        );
        take_away(&folder, "จุน.xlsx").expect("removed");
        assert_eq!(names(&folder), [".replaced"]);
    }

    #[test]
    fn of_many_who_make_a_file_at_once_one_does_and_it_is_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("inputs/plan.toml");
        let bytes = vec![b'1'; 100_000];
        for _ in 0..50 {
            let start = std::sync::Barrier::new(8);
            let make = || {
                start.wait();
                let made = create(&path, &bytes).expect("made or seen");
                assert_eq!(fs::read(&path).expect("there"), bytes);
                usize::from(made)
            };
            let made: usize = std::thread::scope(|scope| {
                let makers: Vec<_> = (0..8).map(|_| scope.spawn(make)).collect();
                makers.into_iter().map(|maker| maker.join().expect("no panic")).sum()
            });
            assert_eq!((made, names(&folder.path().join("inputs"))), (1, vec!["plan.toml".to_owned()]));
            fs::remove_file(&path).expect("removed");
        }
    }

    #[test]
    fn a_disk_that_knows_no_second_name_keeps_a_copy() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("a"), "1").expect("written");
        copy(&folder.path().join("a"), folder.path(), &folder.path().join("b")).expect("copied");
        assert_eq!(fs::read(folder.path().join("b")).expect("there"), b"1");
        assert_eq!(
            copy(&folder.path().join("a"), folder.path(), &folder.path().join("b")).expect_err("taken").kind(),
            ErrorKind::AlreadyExists
        );
        assert_eq!(names(folder.path()), ["a", "b"]);
    }

    #[test]
    fn what_was_not_finished_goes_and_no_name_leads_out() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(format!("{UNFINISHED}1")), "half").expect("written");
        assert!(place_new(folder.path(), "จุน.xlsx", b"1").expect("written"));
        assert_eq!(names(folder.path()), ["จุน.xlsx"]);
        for name in ["../a", "a/b", "..", ""] {
            assert!(place_new(folder.path(), name, b"1").is_err(), "{name}");
        }
    }
}
