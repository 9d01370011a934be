//! What the operating system says, in Thai.

use std::borrow::Cow;
use std::io::{self, ErrorKind};

/// What kind of refusal it is. Windows has numbers of its own for a file, or the part of it that is wanted, that another
/// program holds.
pub fn kind(error: &io::Error) -> ErrorKind {
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    if held { ErrorKind::ResourceBusy } else { error.kind() }
}

/// Why the system refused, in a few Thai words; its own words where they are not known here.
pub fn reason(error: &io::Error) -> Cow<'static, str> {
    let known = match kind(error) {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ดิสก์เต็ม",
        ErrorKind::PermissionDenied => "ไม่มีสิทธิ์เขียนหรืออ่าน หรือมีโปรแกรมอื่นเปิดแฟ้มค้างไว้",
        ErrorKind::ResourceBusy => "มีโปรแกรมอื่นเปิดค้างไว้",
        ErrorKind::ReadOnlyFilesystem => "ดิสก์นี้อ่านได้อย่างเดียว",
        ErrorKind::NotFound => "ไม่มีแฟ้มหรือโฟลเดอร์นี้",
        ErrorKind::AlreadyExists => "มีอยู่แล้ว",
        ErrorKind::NotADirectory => "ต้องเป็นโฟลเดอร์ แต่เป็นแฟ้ม",
        ErrorKind::IsADirectory => "ต้องเป็นแฟ้ม แต่เป็นโฟลเดอร์",
        ErrorKind::InvalidFilename => "ชื่อนี้ออกไปนอกโฟลเดอร์ หรือระบบไม่รองรับ",
        ErrorKind::WouldBlock | ErrorKind::OutOfMemory => "เครื่องไม่มีที่ให้โปรแกรมทำงานเพิ่ม",
        _ => return Cow::Owned(format!("ระบบแจ้งว่า {error}")),
    };
    Cow::Borrowed(known)
}
