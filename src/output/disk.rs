//! What systems differ in: renaming, removing and flushing, and what they say when it fails.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::lang::Lang;
use crate::thai::system::kind;

/// Whether there is anything at all at `path`, a link that leads nowhere included.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Removes a file, a link or a whole folder; never what a link leads to.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Renames; on Windows again and again for a second, since a virus scanner opens what has just been written.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut attempts = if cfg!(windows) { 20 } else { 1 };
    loop {
        attempts -= 1;
        match fs::rename(from, to) {
            Err(error) if is_held(&error) && attempts > 0 => {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            done => return done,
        }
    }
}

/// Whether another program may hold what is wanted, and let go of it soon.
fn is_held(error: &io::Error) -> bool {
    matches!(kind(error), ErrorKind::PermissionDenied | ErrorKind::ResourceBusy)
}

/// Flushes a file that has been written; Windows wants the right to write for it.
pub(super) fn flush_file(path: &Path) -> io::Result<()> {
    File::options().read(true).write(cfg!(windows)).open(path)?.sync_all()
}

/// Flushes a folder's entries; only Unix can.
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// What to do about what went wrong.
pub(super) fn remedy(error: &io::Error, lang: Lang) -> &'static str {
    let (th, en) = match kind(error) {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("ลบหรือย้ายแฟ้มอื่นออกให้มีที่ว่างแล้วสั่งใหม่", "make room on the disk, then run it again")
        }
        ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => (
            "ปิดแฟ้มที่เปิดอยู่ และตรวจสิทธิ์ของโฟลเดอร์แล้วสั่งใหม่",
            "close the file where it is open, check the folder's permissions, then run it again",
        ),
        ErrorKind::ReadOnlyFilesystem => ("ย้ายพื้นที่ทำงานไปไว้ในดิสก์ที่เขียนได้", "move the workspace to a disk that can be written"),
        ErrorKind::AlreadyExists => ("ของเดิมจะไม่ถูกเขียนทับ", "what is there is never written over"),
        ErrorKind::InvalidFilename => ("แก้ชื่อแล้วสั่งใหม่", "change the name, then run it again"),
        _ => ("ตรวจดิสก์และโฟลเดอร์แล้วสั่งใหม่", "check the disk and the folder, then run it again"),
    };
    lang.pick(th, en)
}
