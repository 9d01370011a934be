//! Compiles a month again from its bag alone, in a folder of its own that is gone afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::error::Category;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::EARLIER;
use super::compare::{Compared, Difference, ENGLISH_PAGE, FILE_LIMIT, came_after, documents};
use super::materials::{self, Compiled};
use super::told::Told;
use crate::app::capture::{self, DOCUMENTS, List};
use crate::app::gather::{Gathered, gather};
use crate::app::months::compile_gathered;
use crate::app::publish::Publisher;
use crate::app::receive::Intake;
use crate::app::{AppError, Runtime};
use crate::archive::BagId;
use crate::archive::bag::DATA;
use crate::archive::fault::LabelDiffers;
use crate::archive::fixity::{LIST, describe};
use crate::documents::PreviousSeal;
use crate::earlier::Baseline;
use crate::files::{below, read_within, relative, sha256};
use crate::lang::{Count, Lang, Say, say};
use crate::output::{FileKind, OutputFile};
use crate::workspace::{Workspace, WorkspaceError};

/// How a bag was compiled again.
#[derive(Debug)]
pub struct Replay {
    /// The version that sealed the bag, where it is not this one: then files of other bytes are compared by content.
    pub other_version: Option<String>,
    /// How much was compared.
    pub compared: Compared,
    /// What came out otherwise.
    pub differences: Vec<Difference>,
    /// What `bag-info.txt` and `compiled.json` say otherwise than the month came out.
    pub contradictions: Vec<LabelDiffers>,
    /// Files of the bag that neither came in, nor were used, nor came out.
    pub unaccounted: Vec<String>,
    /// The bag that the month's letter names.
    pub previous_seal: Option<PreviousSeal>,
    /// Whether its plan wants the letter to name one.
    pub wants_seal: bool,
    /// The letters that bear the digest of what is enclosed with them, by id, and that digest.
    pub enclosures: Vec<(String, String)>,
}

/// Why a bag cannot be compiled again.
#[derive(Debug)]
pub enum ReplayError {
    /// Its own fault.
    Bag(Box<Unreplayable>),
    /// The machine's.
    Machine(Box<AppError>),
}

impl From<Unreplayable> for ReplayError {
    fn from(why: Unreplayable) -> Self {
        Self::Bag(Box::new(why))
    }
}

/// What of a bag does not let it be compiled again.
#[derive(Debug)]
pub enum Unreplayable {
    /// Its plan.
    Plan(WorkspaceError),
    /// What it is compiled with, or what is to be compiled.
    Compiling(Box<AppError>),
    /// This file or folder cannot be read, or cannot be laid out.
    File(String, io::Error),
    /// This file does not say what it should.
    Record(String, BadRecord),
    /// The name of this file leads out of the bag.
    LeadsOut(String),
    /// Where this file belongs lies outside of the workspace.
    PlacedOutside(String),
    /// This file is not what its list says.
    DigestDiffers(String),
    /// The size or the month of this file is not what its list says.
    NotAsReceived(String),
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRecord {
    /// It is no JSON from this line on.
    NotJson(usize),
    /// It ends too early.
    CutShort,
    /// A value that it cannot have, or lacks, in this line.
    OtherContent(usize),
}

impl BadRecord {
    fn of(error: &serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Self::CutShort,
            Category::Data => Self::OtherContent(error.line()),
            Category::Syntax | Category::Io => Self::NotJson(error.line()),
        }
    }
}

impl Say for BadRecord {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(line) => {
                say!(lang, out, "บรรทัด {line} ไม่ใช่ JSON", "line {line} is no JSON", line = Count::of(*line))
            }
            Self::CutShort => say!(lang, out, "แฟ้มขาดหายไปตอนท้าย", "its end is missing"),
            Self::OtherContent(line) => say!(
                lang,
                out,
                "บรรทัด {line} มีค่าที่ไม่ควรมี หรือขาดค่าที่ต้องมี",
                "line {line} has a value that it should not have, or lacks one",
                line = Count::of(*line)
            ),
        }
    }
}

impl Say for Unreplayable {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(error) => say!(lang, out, "plan.toml: {error}", "plan.toml: {error}", error),
            Self::Compiling(error) => say!(lang, out, "จัดทำซ้ำไม่ได้: {error}", "it cannot be compiled: {error}", error = &**error),
            Self::File(path, error) => say!(lang, out, "{path}: {error}", "{path}: {error}", error),
            Self::Record(path, why) => say!(lang, out, "{path}: {why}", "{path}: {why}", why),
            Self::LeadsOut(path) => say!(
                lang,
                out,
                "{path}: ชื่อแฟ้มชี้ออกไปนอกชุดเก็บถาวร ไม่เปิดอ่าน",
                "{path}: the name leads out of the bag, so it is not opened",
            ),
            Self::PlacedOutside(path) => say!(
                lang,
                out,
                "{path}: ชื่อแฟ้มชี้ออกไปนอกโฟลเดอร์ หรือระบบนี้มีแฟ้มชื่อนี้ไม่ได้ จึงไม่เขียน",
                "{path}: the name leads out of the folder, or this system has no file of it, so it is not written",
            ),
            Self::DigestDiffers(path) => say!(
                lang,
                out,
                "{path}: เนื้อหาไม่ตรงกับ SHA-256 ในรายการ",
                "{path}: its content does not have the SHA-256 that is listed",
            ),
            Self::NotAsReceived(path) => say!(
                lang,
                out,
                "{path}: ขนาดหรือเดือนไม่ตรงกับที่บันทึกใน received.json",
                "{path}: its size or month is not what received.json says",
            ),
        }
    }
}

fn unreadable(what: &str) -> impl FnOnce(io::Error) -> Unreplayable {
    move |error| Unreplayable::File(what.to_owned(), error)
}

/// Compiles the bag in `folder` again with the readers of `runtime`, and compares. `id` is what it is sealed as.
///
/// # Errors
/// [`ReplayError::Bag`] where it holds what cannot be compiled or leads out of the folder; else the machine's trouble.
pub fn replay(folder: &Path, id: BagId, runtime: &Runtime<'_>) -> Result<Replay, ReplayError> {
    let data = folder.join(DATA);
    let compiled: Compiled = read_json(&data, materials::FILE)?;
    let list: List = read_json(&data, capture::FILE)?;
    let temporary = TempDir::with_prefix("otop-report-").map_err(machine)?;
    // Spelt out in full, in which Windows has a file of any name.
    let root = temporary.path().canonicalize().map_err(machine)?;
    restore(&data, &root, &compiled, &list)?;
    let workspace = Workspace::new(root);
    let plan = workspace.plan().map_err(Unreplayable::Plan)?;
    let gathered = regather(&workspace, &plan, &compiled, &list).map_err(compiling)?;
    let baseline = baseline(&data)?;
    let intake = Intake::open(&runtime.afresh(), &plan).map_err(compiling)?;
    let (run, _) = compile_gathered(&workspace, &plan, &intake, compiled.month, gathered, &baseline).map_err(compiling)?;
    let publisher = Publisher::open(&workspace, &plan, compiled.today, compiled.language()).map_err(compiling)?;
    // Another version may write the same workbook in other bytes.
    let workbooks = if compiled.other_version().is_some() { workbooks(&data)? } else { BTreeMap::new() };
    let publisher = publisher.checking(workbooks).naming(compiled.previous_seal.clone()).with_page_in(page_language(&compiled));
    let again = publisher.publish(&run).map_err(compiling)?;
    let (compared, differences) =
        documents(&data.join(DOCUMENTS), &again, compiled.other_version()).map_err(unreadable(DOCUMENTS))?;
    // The label tells the titles of what was sealed.
    let came_later = |file: &OutputFile| compiled.other_version().is_some_and(|version| came_after(version, &file.path));
    let is_sealed = |file: &OutputFile| below(&data.join(DOCUMENTS), &file.path).is_some_and(|place| place.is_file());
    let published: Vec<&OutputFile> = again.iter().filter(|file| !came_later(file) || is_sealed(file)).collect();
    let told =
        Told { plan: &plan, run: &run, published: &published, bag: id, day: compiled.today, accept_draft: None, reason: None };
    let contradictions = told.contradictions(&describe(folder).info, &compiled.agent()).into_iter();
    Ok(Replay {
        other_version: compiled.other_version().map(str::to_owned),
        compared,
        differences,
        contradictions: contradictions.chain(compiled.contradictions(&run)).collect(),
        unaccounted: unaccounted(&data, &compiled, &list).map_err(unreadable(DATA))?,
        previous_seal: compiled.previous_seal,
        wants_seal: plan.archive.seal_on_letters,
        enclosures: again.iter().filter_map(enclosures).collect(),
    })
}

/// The id of a letter that bears the digest of its enclosures, and that digest; nothing for its other forms.
fn enclosures(file: &OutputFile) -> Option<(String, String)> {
    let letter = file.path.strip_suffix(".pdf").filter(|id| file.about.kind == FileKind::Letter && !id.contains("-copy"))?;
    Some((letter.to_owned(), file.about.enclosures.clone()?))
}

/// The SHA-256 of each workbook of a bag, by file name.
fn workbooks(data: &Path) -> Result<BTreeMap<String, String>, ReplayError> {
    let mut found = BTreeMap::new();
    for entry in WalkDir::new(data.join(DOCUMENTS)).follow_links(false).max_depth(1) {
        let entry = entry.map_err(|error| unreadable(DOCUMENTS)(error.into()))?;
        let name = relative(&data.join(DOCUMENTS), entry.path());
        if entry.file_type().is_file() && name.ends_with(".xlsx") {
            found.insert(name, sha256(&read_within(entry.path(), FILE_LIMIT).map_err(unreadable(DOCUMENTS))?));
        }
    }
    Ok(found)
}

/// The language of the page's own words; its findings' sentences, which may be in another one, are not compared.
fn page_language(compiled: &Compiled) -> Lang {
    let is_thai = compiled.other_version().is_some_and(|version| came_after(version, ENGLISH_PAGE));
    if is_thai { Lang::Th } else { compiled.language() }
}

/// Files of the bag that no list names.
fn unaccounted(data: &Path, compiled: &Compiled, list: &List) -> io::Result<Vec<String>> {
    let stored = compiled.materials.iter().map(|material| &material.stored).chain(list.received.iter().map(|file| &file.stored));
    let named: BTreeSet<&str> = stored.map(String::as_str).chain([materials::FILE, capture::FILE, EARLIER]).collect();
    let mut unaccounted = Vec::new();
    for entry in WalkDir::new(data).follow_links(false).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let path = relative(data, entry.path());
        let is_document = path.strip_prefix(DOCUMENTS).is_some_and(|rest| rest.starts_with('/'));
        if !entry.file_type().is_dir() && !is_document && !named.contains(path.as_str()) {
            unaccounted.push(path);
        }
    }
    Ok(unaccounted)
}

fn machine(error: io::Error) -> ReplayError {
    ReplayError::Machine(Box::new(AppError::Temporary { path: std::env::temp_dir().display().to_string(), error }))
}

fn compiling(error: AppError) -> ReplayError {
    match error {
        AppError::Reader(_) => ReplayError::Machine(Box::new(error)),
        _ => Unreplayable::Compiling(Box::new(error)).into(),
    }
}

fn read_json<T: serde::de::DeserializeOwned>(data: &Path, name: &str) -> Result<T, ReplayError> {
    let bytes = read_within(&data.join(name), LIST).map_err(unreadable(name))?;
    serde_json::from_slice(&bytes).map_err(|error| Unreplayable::Record(name.to_owned(), BadRecord::of(&error)).into())
}

/// What earlier months were compared with; nothing where the bag's month had no finding about them.
fn baseline(data: &Path) -> Result<Baseline, ReplayError> {
    match data.join(EARLIER).symlink_metadata() {
        Ok(_) => read_json(data, EARLIER),
        Err(_) => Ok(Baseline::default()),
    }
}

/// Lays the bag out as the workspace it came from.
fn restore(data: &Path, root: &Path, compiled: &Compiled, list: &List) -> Result<(), ReplayError> {
    let inputs = root.join("inputs");
    fs::create_dir_all(&inputs).map_err(machine)?;
    for material in &compiled.materials {
        let bytes = stored(data, &material.stored, &material.sha256)?;
        // What this program ships itself is not put beside it again, so that fonts keep their order.
        if material.shipped && materials::shipped(&material.path).is_some_and(|own| own == bytes) {
            continue;
        }
        let folder = material.path.split('/').next().unwrap_or_default();
        let place = below(root, &material.path).filter(|_| ["inputs", "templates", "fonts"].contains(&folder));
        put(place, &material.path, &bytes)?;
    }
    for file in &list.received {
        let bytes = stored(data, &file.stored, &file.sha256)?;
        put(file.place(&inputs), &file.path, &bytes)?;
        if !file.agrees(&bytes) {
            return Err(Unreplayable::NotAsReceived(file.path.clone()).into());
        }
    }
    Ok(())
}

/// A file of the bag, if it is what its list says.
fn stored(data: &Path, path: &str, digest: &str) -> Result<Vec<u8>, ReplayError> {
    let place = below(data, path).ok_or_else(|| Unreplayable::LeadsOut(path.to_owned()))?;
    let bytes = read_within(&place, FILE_LIMIT).map_err(unreadable(path))?;
    if sha256(&bytes) == digest { Ok(bytes) } else { Err(Unreplayable::DigestDiffers(path.to_owned()).into()) }
}

/// Writes a file where nothing is yet; the same bytes may be asked for twice (a Garuda among the workbooks).
fn put(place: Option<PathBuf>, path: &str, bytes: &[u8]) -> Result<(), ReplayError> {
    let place = place.ok_or_else(|| Unreplayable::PlacedOutside(path.to_owned()))?;
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(machine)?;
    }
    match fs::File::create_new(&place) {
        Ok(mut file) => file.write_all(bytes).map_err(machine),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && fs::read(&place).is_ok_and(|found| found == bytes) => {
            Ok(())
        }
        Err(error) => Err(unreadable(path)(error).into()),
    }
}

/// What was dropped: the restored files, and what was found of those that could not be stored.
fn regather(workspace: &Workspace, plan: &crate::plan::Plan, compiled: &Compiled, list: &List) -> Result<Gathered, AppError> {
    let mut gathered = gather(workspace, plan, compiled.month)?;
    gathered.strays = list.strays(&workspace.inputs());
    gathered.troubles.extend(list.not_stored.iter().map(|missing| (missing.month, missing.path.clone(), missing.trouble())));
    Ok(gathered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::asked::Asked;
    use crate::lang::tests::pure;

    #[test]
    fn every_fault_of_a_bag_is_said_in_both_languages() {
        let path = || "received/2565-02/001.xlsx".to_owned();
        let every = [
            Unreplayable::Plan(WorkspaceError::NotText(path())),
            Unreplayable::Compiling(Box::new(Asked::NoRound("2565-02".parse().expect("a month")).into())),
            Unreplayable::File(path(), io::ErrorKind::NotFound.into()),
            Unreplayable::Record(path(), BadRecord::NotJson(2)),
            Unreplayable::Record(path(), BadRecord::CutShort),
            Unreplayable::Record(path(), BadRecord::OtherContent(3)),
            Unreplayable::LeadsOut(path()),
            Unreplayable::PlacedOutside(path()),
            Unreplayable::DigestDiffers(path()),
            Unreplayable::NotAsReceived(path()),
        ];
        every.iter().for_each(|why| pure(why));
    }
}
