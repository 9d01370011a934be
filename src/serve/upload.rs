//! Files that are sent: written as they come, under names of the desk's own, so that however much is sent takes no memory.

use std::io::Write;
use std::path::PathBuf;

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use tempfile::TempDir;

use super::answer::Refused;

/// Characters of a name that are kept.
const LONGEST_NAME: usize = 120;

/// What a form sent.
pub(super) struct Sent {
    /// Its fields that are no files, in order.
    pub fields: Vec<(String, String)>,
    /// Its files: the last part of the name that the browser gave, and where the bytes lie.
    pub files: Vec<(String, PathBuf)>,
    /// Where they lie; gone when this is.
    _folder: TempDir,
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
        let mut sent = Self { fields: Vec::new(), files: Vec::new(), _folder: folder };
        let mut left = bytes;
        while let Some(field) = form.next_field().await.map_err(|_| Refused::saying(BROKEN))? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(plain) {
                Some(file) => sent.take(file, field, &mut left).await?,
                None => sent.fields.push((name, field.text().await.map_err(|_| Refused::saying(BROKEN))?)),
            }
        }
        Ok(sent)
    }

    async fn take(&mut self, name: String, mut field: Field<'_>, left: &mut u64) -> Result<(), Refused> {
        // A form without a file chosen sends one without a name and bytes.
        let numbered = self._folder.path().join(self.files.len().to_string());
        let place = if name.is_empty() { numbered } else { numbered.join(&name) };
        place.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(|_| Refused::saying(NO_ROOM))?;
        let mut file = std::fs::File::create_new(&place).map_err(|_| Refused::saying(NO_ROOM))?;
        let mut size = 0;
        while let Some(piece) = field.chunk().await.map_err(|_| Refused::saying(BROKEN))? {
            size += piece.len() as u64;
            *left = left.checked_sub(piece.len() as u64).ok_or_else(|| Refused::saying(TOO_LARGE))?;
            file.write_all(&piece).map_err(|_| Refused::saying(NO_ROOM))?;
        }
        if size > 0 || !name.is_empty() {
            self.files.push((name, place));
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

/// The last part of a name, without what a file's name cannot have on every system: never a path.
pub(super) fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let kept: String = last.chars().filter(|c| !c.is_control() && !"<>:\"|?*".contains(*c)).collect();
    let kept = kept.trim_start_matches('.').trim_end_matches(['.', ' ']);
    let (stem, extension) = kept.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or((kept, ""));
    let stem: String = stem.chars().take(LONGEST_NAME).collect();
    let stem = if crate::files::is_device(&stem) { format!("_{stem}") } else { stem };
    match extension {
        "" => stem,
        extension => format!("{stem}.{}", extension.chars().take(10).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_a_path() {
        for (given, name) in [
            ("จุน แก้ไข.xlsx", "จุน แก้ไข.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\fake\\ปง.xlsx", "ปง.xlsx"),
            ("..", ""),
            (".hidden.xlsx", "hidden.xlsx"),
            ("con.xlsx", "_con.xlsx"),
            ("a:b?.pdf. ", "ab.pdf"),
            ("a\0b\n.pdf", "ab.pdf"),
        ] {
            assert_eq!(plain(given), name, "{given:?}");
        }
        assert_eq!(plain(&"ก".repeat(500)).chars().count(), LONGEST_NAME);
    }
}
