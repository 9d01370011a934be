//! Finds what a district dropped under `inputs/<month>/`, in any sub-folder and under any name.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::layout::OWN_SHEETS;
use super::read::{ReadLimits, ReadTrouble, Size};
use crate::thai::text::loose_key;

/// What a month's folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that may be workbooks, sorted by path. Only reading tells.
    pub sources: Vec<Source>,
    /// What is not even opened: its path relative to `inputs/`, and why.
    pub troubles: Vec<(String, ReadTrouble)>,
}

/// One workbook to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path relative to `inputs/`, with forward slashes; what is no Unicode is replaced by `�`.
    pub path: String,
    /// Where it lies on the disk.
    pub location: PathBuf,
    /// One file or a folder of CSV files.
    pub kind: SourceKind,
}

/// How a workbook lies on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A file of its own.
    File,
    /// A folder with one CSV file a sheet: their locations in the order ปก, แบบ ๑, แบบ ๒, sheets that hold no report.
    CsvFolder(Vec<PathBuf>),
}

impl Source {
    /// A file given by hand, outside of any month; its path is shown as it was typed.
    pub fn file(location: &Path) -> Self {
        Self { path: slashed(location), location: location.to_owned(), kind: SourceKind::File }
    }
}

/// Finds the workbooks under a month's folder. Lock files, what operating systems leave behind and
/// empty folders are passed over; links are never followed; pipes and devices are never opened.
/// With more files than the limit there are no sources, and one trouble for the folder itself.
pub fn find(inputs: &Path, month_dir: &Path, limits: &ReadLimits) -> Found {
    find_below(inputs, month_dir, month_dir, limits)
}

/// [`find`] below any folder; the CSV files that lie in `apart` itself are no workbook together.
pub(super) fn find_below(inputs: &Path, month_dir: &Path, apart: &Path, limits: &ReadLimits) -> Found {
    let mut found = Found::default();
    if month_dir.is_symlink() {
        found.troubles.push((relative(inputs, month_dir), link_trouble(inputs, month_dir)));
        return found;
    }
    let mut files: Vec<PathBuf> = Vec::new();
    let walk = WalkDir::new(month_dir).follow_links(false).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_litter(entry.file_name(), entry.file_type())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
            Ok(entry) if entry.path_is_symlink() => {
                found.troubles.push((relative(inputs, entry.path()), link_trouble(inputs, entry.path())));
            }
            Ok(entry) => found.troubles.push((relative(inputs, entry.path()), ReadTrouble::NotAFile)),
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => {}
            Err(error) => {
                let path = relative(inputs, error.path().unwrap_or(month_dir));
                found.troubles.push((path, ReadTrouble::Inaccessible(reason(&error))));
            }
        }
        if (files.len() + found.troubles.len()) as u64 > limits.files {
            let trouble = ReadTrouble::TooLarge { what: Size::Files, limit: limits.files };
            return Found { sources: Vec::new(), troubles: vec![(relative(inputs, month_dir), trouble)] };
        }
    }
    found.sources = sources(inputs, apart, &files);
    found.sources.sort_by(|a, b| a.path.cmp(&b.path));
    found.troubles.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// The file `name` directly under `inputs`, or why it is not even opened; `None` where there is none.
pub fn file(inputs: &Path, name: &str) -> Option<Result<Source, ReadTrouble>> {
    let location = inputs.join(name);
    let kind = match location.symlink_metadata() {
        Ok(found) => found.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => return Some(Err(ReadTrouble::Inaccessible(error.kind().to_string()))),
    };
    Some(if kind.is_symlink() {
        Err(link_trouble(inputs, &location))
    } else if kind.is_file() {
        Ok(Source { path: name.to_owned(), location, kind: SourceKind::File })
    } else {
        Err(ReadTrouble::NotAFile)
    })
}

/// Turns files into sources: a sub-folder of nothing but sheets as CSV is one, any other file is
/// its own.
fn sources(inputs: &Path, apart: &Path, files: &[PathBuf]) -> Vec<Source> {
    let mut folders: std::collections::BTreeMap<&Path, Vec<&PathBuf>> = std::collections::BTreeMap::new();
    for file in files {
        folders.entry(file.parent().unwrap_or(apart)).or_default().push(file);
    }
    let mut sources = Vec::new();
    for (folder, files) in folders {
        let sheets = if folder == apart { None } else { csv_sheets(&files) };
        match sheets {
            Some(sheets) => sources.push(Source {
                path: relative(inputs, folder),
                location: folder.to_owned(),
                kind: SourceKind::CsvFolder(sheets),
            }),
            None => sources.extend(files.into_iter().map(|file| Source {
                path: relative(inputs, file),
                location: file.clone(),
                kind: SourceKind::File,
            })),
        }
    }
    sources
}

/// The files in the order of the sheets, if each is a CSV named as another one of them.
fn csv_sheets(files: &[&PathBuf]) -> Option<Vec<PathBuf>> {
    let mut sheets: Vec<(u8, PathBuf)> = Vec::new();
    for file in files {
        let extension = file.extension()?.to_str()?.to_ascii_lowercase();
        if !matches!(extension.as_str(), "csv" | "tsv" | "txt") {
            return None;
        }
        sheets.push((sheet_named(&file.file_stem()?.to_string_lossy())?, (*file).clone()));
    }
    sheets.sort();
    let distinct = sheets.windows(2).all(|pair| pair[0].0 != pair[1].0);
    let reporting = sheets.iter().filter(|(order, _)| *order < OWN).count();
    (distinct && reporting > 1).then(|| sheets.into_iter().map(|(_, file)| file).collect())
}

/// The place of the sheets that the program's own forms hold besides the three: an office program saves them along.
const OWN: u8 = 3;

/// Which sheet a file name means: 0 for ปก, 1 for แบบ ๑, 2 for แบบ ๒, from [`OWN`] on those that hold no report.
fn sheet_named(stem: &str) -> Option<u8> {
    let plain: String = stem
        .chars()
        .map(|c| match c {
            '๐'..='๙' => char::from(b'0' + (c as u32 - '๐' as u32) as u8),
            c => c.to_ascii_lowercase(),
        })
        .filter(|c| c.is_alphanumeric() || ('\u{E31}'..='\u{E4E}').contains(c))
        .collect();
    if let Some(own) = (OWN..).zip(OWN_SHEETS).find_map(|(order, name)| (loose_key(name) == loose_key(stem)).then_some(order)) {
        return Some(own);
    }
    let bare = plain.trim_matches(|c: char| c.is_ascii_digit());
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if bare.starts_with("ปก") || bare.ends_with("ปก") || has(&["cover"]) {
        Some(0)
    } else if has(&["แบบ1", "แบบที่1", "แบบรายงาน1", "แบบรายงานที่1", "form1"])
    {
        Some(1)
    } else if has(&["แบบ2", "แบบที่2", "แบบรายงาน2", "แบบรายงานที่2", "form2"])
    {
        Some(2)
    } else {
        match (has(&["กิจกรรม", "activit"]), has(&["ออนไลน์", "online"])) {
            (true, false) => Some(1),
            (false, true) => Some(2),
            _ => None,
        }
    }
}

/// Whether a file's name claims that it is a spreadsheet, or a way to one: so do names without an
/// extension, which mail and chat programs drop.
pub fn claims_to_be_a_spreadsheet(path: &str) -> bool {
    const SPREADSHEETS: [&str; 30] = [
        "xlsx", "xlsm", "xlsb", "xls", "xltx", "xltm", "xlt", "xlw", "xml", "ods", "ots", "fods", "sxc", "csv", "tsv", "tab",
        "prn", "dif", "slk", "htm", "html", "mht", "mhtml", "numbers", "et", "ett", "gsheet", "gdoc", "url", "lnk",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension
        .is_none_or(|extension| SPREADSHEETS.contains(&extension.as_str()) || extension == "webloc" || !is_extension(&extension))
}

/// Whether what stands behind a name's last dot is an extension, not the end of a name such as ต.ค. 2564.
fn is_extension(end: &str) -> bool {
    (1..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric()) && end.chars().any(|c| c.is_ascii_alphabetic())
}

/// Whether a name belongs to an office program or the operating system, not to a clerk. A hidden
/// file counts only where it is called a spreadsheet, since nobody could act on a word about it.
pub(super) fn is_litter(name: &OsStr, kind: FileType) -> bool {
    is_litter_name(&name.to_string_lossy(), kind.is_dir())
}

/// The same of a name that came without its file, in a zip or from a browser.
pub fn is_litter_name(name: &str, is_folder: bool) -> bool {
    let name = name.to_lowercase();
    let hidden = name.starts_with('.');
    let system = matches!(name.as_str(), "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "__macosx" | "$recycle.bin" | "icon\r");
    let lock = name.starts_with("~$") || (name.starts_with(".~") && name.ends_with('#')) || name.starts_with("._");
    let spreadsheet = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"].iter().any(|extension| name.ends_with(extension));
    system || lock || (hidden && (is_folder || !spreadsheet))
}

/// What is wrong with a link: it leads out of `inputs/`, nowhere, or to what is found anyway.
fn link_trouble(inputs: &Path, link: &Path) -> ReadTrouble {
    match (inputs.canonicalize(), link.canonicalize()) {
        (Ok(inputs), Ok(target)) if target.starts_with(&inputs) => ReadTrouble::Link,
        (_, Ok(_)) => ReadTrouble::OutsideInputs,
        (_, Err(error)) => ReadTrouble::Inaccessible(error.kind().to_string()),
    }
}

/// A path under `inputs/` as it is shown.
fn relative(inputs: &Path, path: &Path) -> String {
    slashed(path.strip_prefix(inputs).unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The kind of an error, without the path, which may lie anywhere.
fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| "a loop of folders".to_owned(), |error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_by_file_name() {
        for (stem, sheet) in [
            ("ปก", Some(0)),
            ("1-ปก", Some(0)),
            ("รายงาน ก.พ.-แบบ ๑ กิจกรรม", Some(1)),
            ("แบบ๒", Some(2)),
            ("แบบ ๒ ออนไลน์", Some(2)),
            ("Form 2 - Online", Some(2)),
            ("รายการ", Some(3)),
            ("สิ่งที่ต้องแก้", Some(4)),
            ("สรุป", None),
        ] {
            assert_eq!(sheet_named(stem), sheet, "{stem}");
        }
    }
}
