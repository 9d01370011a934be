//! Files that are sent: written as they come, under plain names, so that however much is sent takes no memory.

use std::io::Write;
use std::path::PathBuf;

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use tempfile::TempDir;

use super::answer::Refused;
use crate::app::tray::name::plain;

/// What a form sent.
pub(super) struct Sent {
    /// Its fields that are no files, in order.
    pub fields: Vec<(String, String)>,
    /// Its files, each under the last part of the name that the browser gave.
    pub files: Vec<PathBuf>,
    /// Where they lie; gone when this is.
    folder: TempDir,
}

impl Sent {
    /// The value of a field, if it was sent.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Takes in a form with files of at most `bytes` together.
    ///
    /// # Errors
    /// Where it is larger, broken off, or cannot be written.
    pub async fn of(mut form: Multipart, bytes: u64) -> Result<Self, Refused> {
        let folder = TempDir::with_prefix("otop-report-").map_err(|_| Refused::saying(NO_ROOM))?;
        let mut sent = Self { fields: Vec::new(), files: Vec::new(), folder };
        let mut left = bytes;
        while let Some(field) = form.next_field().await.map_err(|_| Refused::saying(BROKEN))? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(str::to_owned) {
                // A form without a file chosen sends one that is called nothing.
                Some(file) if file.is_empty() => {}
                Some(file) => sent.take(plain(&file).unwrap_or_default(), field, &mut left).await?,
                None => sent.fields.push((name, field.text().await.map_err(|_| Refused::saying(BROKEN))?)),
            }
        }
        Ok(sent)
    }

    async fn take(&mut self, name: String, mut field: Field<'_>, left: &mut u64) -> Result<(), Refused> {
        let folder = self.folder.path().join(self.files.len().to_string());
        let place = folder.join(if name.is_empty() { "0" } else { &name });
        let mut file = std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::File::create_new(&place))
            .map_err(|_| Refused::saying(NO_ROOM))?;
        while let Some(piece) = field.chunk().await.map_err(|_| Refused::saying(BROKEN))? {
            *left = left.checked_sub(piece.len() as u64).ok_or_else(|| Refused::saying(TOO_LARGE))?;
            file.write_all(&piece).map_err(|_| Refused::saying(NO_ROOM))?;
        }
        // What programs leave behind has no name that is kept.
        if !name.is_empty() {
            self.files.push(place);
        }
        Ok(())
    }
}

const NO_ROOM: [&str; 2] = [
    "รับแฟ้มไม่ได้ เพราะดิสก์เต็มหรือเขียนไม่ได้ ยังไม่มีอะไรเปลี่ยน ลบแฟ้มที่ไม่ใช้แล้วส่งใหม่",
    "the file cannot be taken in: the disk is full or cannot be written. Nothing has changed; make room and send it again",
];
const BROKEN: [&str; 2] = [
    "ส่งมาไม่ครบหรือใหญ่เกินกำหนด ยังไม่มีอะไรเปลี่ยน ลองส่งใหม่ทีละแฟ้ม",
    "what was sent broke off or is too large; nothing has changed. Send it again, one file at a time",
];
const TOO_LARGE: [&str; 2] = [
    "แฟ้มใหญ่เกินกำหนด ยังไม่มีอะไรเปลี่ยน ส่งทีละแฟ้ม หรือลดขนาดแฟ้ม",
    "the files are too large; nothing has changed. Send them one at a time, or make them smaller",
];
