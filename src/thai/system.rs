//! What the operating system says, in words a clerk understands: in Thai, and the same in English.

use std::io::{self, ErrorKind};

/// What kind of refusal it is. Windows has numbers of its own for a file, or the part of it that is wanted, that another
/// program holds.
pub fn kind(error: &io::Error) -> ErrorKind {
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    if held { ErrorKind::ResourceBusy } else { error.kind() }
}

/// The kind by whose words it is told, also where the standard library has none: a disk that does not answer, too many open
/// files.
pub fn told_as(error: &io::Error) -> ErrorKind {
    let (no_room, failing): (&[i32], &[i32]) = if cfg!(windows) { (&[4], &[21, 23, 1117]) } else { (&[23, 24], &[5]) };
    match error.raw_os_error() {
        Some(number) if no_room.contains(&number) => ErrorKind::OutOfMemory,
        Some(number) if failing.contains(&number) => ErrorKind::UnexpectedEof,
        // The system's own refusal of a call, not this program's of what is no plain file.
        Some(_) if error.kind() == ErrorKind::InvalidInput => ErrorKind::Unsupported,
        _ => kind(error),
    }
}

/// The system's words without its number for them.
pub fn own_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error ").next().unwrap_or_default().to_owned()
}

/// A kind in Thai and in English; `None` where there are no words for it here.
pub fn known(kind: ErrorKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("ดิสก์เต็ม", "the disk is full"),
        ErrorKind::PermissionDenied => (
            "ไม่มีสิทธิ์เขียนหรืออ่าน หรือมีโปรแกรมอื่นเปิดแฟ้มค้างไว้",
            "there is no right to read or write it, or another program holds it open",
        ),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::Deadlock => {
            ("มีโปรแกรมอื่นเปิดแฟ้มค้างไว้", "another program holds it open")
        }
        ErrorKind::ReadOnlyFilesystem => ("ดิสก์นี้อ่านได้อย่างเดียว", "this disk can only be read"),
        ErrorKind::NotFound => ("ไม่มีแฟ้มหรือโฟลเดอร์นี้", "there is no such file or folder"),
        ErrorKind::AlreadyExists => ("มีอยู่แล้ว", "it is there already"),
        ErrorKind::NotADirectory => ("ต้องเป็นโฟลเดอร์ แต่เป็นแฟ้ม", "it should be a folder, but is a file"),
        ErrorKind::IsADirectory => ("ต้องเป็นแฟ้ม แต่เป็นโฟลเดอร์", "it should be a file, but is a folder"),
        ErrorKind::DirectoryNotEmpty => ("โฟลเดอร์ยังมีแฟ้มอยู่", "the folder is not empty"),
        ErrorKind::InvalidFilename => {
            ("ชื่อนี้ออกไปนอกโฟลเดอร์ หรือระบบไม่รองรับ", "the name leads out of the folder, or the system does not allow it")
        }
        ErrorKind::InvalidInput => {
            ("ไม่ใช่แฟ้มธรรมดา (เป็นลิงก์ ท่อ อุปกรณ์ หรือโฟลเดอร์)", "it is no ordinary file (a link, a pipe, a device or a folder)")
        }
        ErrorKind::InvalidData => ("เนื้อหาเสียหรือไม่ใช่ข้อความที่อ่านได้", "its content is damaged or no readable text"),
        ErrorKind::UnexpectedEof | ErrorKind::WriteZero => {
            ("อ่านหรือเขียนได้ไม่ครบ ดิสก์หรือสายอาจเสีย", "only a part could be read or written: the disk or its cable may be failing")
        }
        ErrorKind::FileTooLarge => ("แฟ้มใหญ่เกินกำหนด", "the file is larger than allowed"),
        ErrorKind::WouldBlock | ErrorKind::OutOfMemory => {
            ("เครื่องไม่มีที่ให้โปรแกรมทำงานเพิ่ม", "the computer has no room for the program to do more")
        }
        ErrorKind::TimedOut
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset => ("ติดต่อดิสก์หรือไดรฟ์เครือข่ายไม่ได้", "the disk or network drive does not answer"),
        ErrorKind::CrossesDevices => ("อยู่คนละดิสก์กัน", "it lies on another disk"),
        ErrorKind::BrokenPipe => ("ปลายทางปิดไปแล้ว", "the other end has closed"),
        ErrorKind::Interrupted => ("ถูกขัดจังหวะกลางคัน", "it was interrupted"),
        _ => return None,
    })
}
