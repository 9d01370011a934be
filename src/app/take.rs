//! รับเข้า: files of the tray put into `inputs/`, never over one that is not kept.

use std::fmt;
use std::io;

use super::dropped::inputs::Inputs;
use super::dropped::{Cannot, Destination, Dropped, Judge, Taking};
use super::tray::name::numbered;
use super::tray::{Item, Tray};
use super::{AppError, Runtime};
use crate::lang::{Lang, Said, Say, say};
use crate::output::OutputError;
use crate::output::placed::{keep, place_new, place_over, take_away};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// Within a month's folder, where files lie that another one replaced. Hidden: nobody reads them there.
pub const REPLACED: &str = ".replaced";

/// What a person wants taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The item, by its digest.
    pub id: String,
    /// The month, where the file does not say.
    pub month: Option<Month>,
    /// Whether it replaces another file that says to be the same revision.
    pub replace: bool,
}

/// What became of it.
#[derive(Debug)]
pub enum Took {
    /// It lies in `inputs/`.
    Taken {
        /// Its name as it was dropped.
        name: String,
        /// Where it lies, relative to `inputs/`.
        file: String,
        /// Files that were moved aside: where they lay and where they lie, relative to `inputs/`.
        aside: Vec<(String, String)>,
    },
    /// The same bytes lay there already; it is out of the tray.
    There {
        /// Its name as it was dropped.
        name: String,
        /// Where they lie, relative to `inputs/`.
        file: String,
    },
    /// It is in the tray as before.
    Not {
        /// Its name as it was dropped.
        name: String,
        /// Why.
        why: NotTaken,
    },
}

/// Why a file was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// It is no longer in the tray: discarded or taken elsewhere.
    Gone,
    /// It does not say of which month it is.
    NeedsMonth,
    /// Another file says to be the same revision; whether this one replaces it was not said.
    Rivals(Vec<String>),
    /// It cannot be taken.
    Cannot(Cannot),
    /// Its bytes are not those that were dropped.
    Changed,
    /// Something lies under its name that was not there a moment ago.
    Appeared(String),
    /// The tray cannot be read.
    Unread(io::Error),
    /// It cannot be written.
    Unwritten(OutputError),
}

impl From<OutputError> for NotTaken {
    fn from(error: OutputError) -> Self {
        Self::Unwritten(error)
    }
}

impl Say for Took {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken { name, file, aside } => {
                say!(lang, out, "รับ \"{name}\" เข้าแล้วที่ \"inputs/{file}\"", "\"{name}\" was taken and lies at \"inputs/{file}\"")?;
                aside.iter().try_for_each(|(from, to)| {
                    say!(
                        lang,
                        out,
                        " แฟ้มเดิม \"{from}\" ย้ายไปเก็บไว้ที่ \"{to}\"",
                        "; the file before it, \"{from}\", was moved to \"{to}\""
                    )
                })
            }
            Self::There { name, file } => say!(
                lang,
                out,
                "\"{name}\" เป็นแฟ้มเดียวกับ \"inputs/{file}\" ทุกไบต์ จึงไม่รับซ้ำ",
                "\"{name}\" is \"inputs/{file}\", byte for byte, and was not taken again",
            ),
            Self::Not { name, why } if name.is_empty() => why.say(lang, out),
            Self::Not { name, why } => say!(lang, out, "ยังไม่ได้รับ \"{name}\": {why}", "\"{name}\" was not taken: {why}", why),
        }
    }
}

impl Say for NotTaken {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone => say!(
                lang,
                out,
                "ไม่อยู่ในถาดแล้ว อาจรับเข้าหรือนำออกจากอีกหน้าหนึ่ง",
                "it is no longer in the tray: another page may have taken or discarded it",
            ),
            Self::NeedsMonth => {
                say!(lang, out, "แฟ้มไม่บอกเดือน เลือกเดือนแล้วรับเข้าใหม่", "it does not say its month: choose one, then take it again")
            }
            Self::Rivals(files) => {
                let files = files.join("\", \"");
                say!(
                    lang,
                    out,
                    "\"{files}\" เป็นฉบับแก้ไขครั้งเดียวกัน เลือกแทนแฟ้มเดิมหากต้องการใช้แฟ้มนี้",
                    "\"{files}\" is the same revision: choose to replace it if this is the one to use",
                )
            }
            Self::Cannot(why) => why.say(lang, out),
            Self::Changed => say!(
                lang,
                out,
                "แฟ้มในถาดไม่ตรงกับที่วางไว้ นำออกจากถาดแล้ววางใหม่",
                "what lies in the tray is not what was dropped: discard it and drop it again",
            ),
            Self::Appeared(name) => say!(
                lang,
                out,
                "มีแฟ้ม \"{name}\" เพิ่งวางเข้ามา จึงไม่เขียนทับ รับเข้าอีกครั้ง",
                "\"{name}\" has just appeared there and is not written over: take it again",
            ),
            Self::Unread(error) => say!(
                lang,
                out,
                "อ่านแฟ้มในถาดไม่ได้: {error} ตรวจดิสก์แล้วลองใหม่",
                "the tray cannot be read: {error}; check the disk, then try again",
                error
            ),
            Self::Unwritten(error) => {
                say!(lang, out, "{error} (แฟ้มที่วางไว้ยังอยู่ในถาด)", "{error} (what was dropped is still in the tray)", error)
            }
        }
    }
}

/// Takes files into `inputs/`, in this order, while nobody else writes.
///
/// # Errors
/// Where nobody may write below `outputs/`, or `inputs/` cannot be listed; nothing is taken then.
pub fn take(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, wanted: &[Wanted]) -> Result<Vec<Took>, AppError> {
    let (tray, judge) = (Tray::of(workspace, plan), Judge::open(workspace, plan, runtime, Vec::new())?);
    let _lock = runtime.lock(&workspace.outputs())?;
    let mut inputs = judge.inputs()?;
    let mut items = Vec::new();
    for wanted in wanted {
        items.push(tray.find(&wanted.id)?);
    }
    let known: Vec<(Item, Option<Month>)> =
        items.iter().zip(wanted).filter_map(|(item, wanted)| Some((item.clone()?, wanted.month))).collect();
    let mut read = judge.read(&tray, &known).into_iter();
    let mut took = Vec::new();
    for (item, wanted) in items.into_iter().zip(wanted) {
        let Some((item, read)) = item.and_then(|_| read.next()) else {
            took.push(Took::Not { name: String::new(), why: NotTaken::Gone });
            continue;
        };
        let dropped = judge.decided(&mut inputs, item, read);
        let name = dropped.item.name.clone();
        took.push(match take_one(&tray, &mut inputs, &dropped, wanted.replace) {
            Ok(took) => took,
            Err(why) => Took::Not { name, why },
        });
    }
    Ok(took)
}

fn take_one(tray: &Tray, inputs: &mut Inputs<'_>, dropped: &Dropped, replace: bool) -> Result<Took, NotTaken> {
    let (item, name) = (&dropped.item, dropped.item.name.clone());
    let to = match &dropped.taking {
        Taking::Cannot(why) => return Err(NotTaken::Cannot(why.clone())),
        Taking::NeedsMonth => return Err(NotTaken::NeedsMonth),
        Taking::There(file) => {
            out_of_tray(tray, item);
            return Ok(Took::There { name, file: file.clone() });
        }
        Taking::Into(to) if !to.rivals.is_empty() && !replace => return Err(NotTaken::Rivals(to.rivals.clone())),
        Taking::Into(to) => to,
    };
    let bytes = tray.bytes(item).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge => NotTaken::Changed,
        io::ErrorKind::NotFound => NotTaken::Gone,
        _ => NotTaken::Unread(error),
    })?;
    let aside = put(inputs, to, &bytes)?;
    let gone: Vec<String> = aside.iter().map(|(from, _)| from.clone()).collect();
    let file = inputs.took(to, &dropped.workbook, &gone);
    out_of_tray(tray, item);
    Ok(Took::Taken { name, file, aside })
}

/// What cannot be taken out of the tray is told as a copy the next time.
fn out_of_tray(tray: &Tray, item: &Item) {
    _ = tray.discard(&[&item.slot.id]);
}

/// Puts the bytes in their place; what they replace is kept first. Gives what was moved aside, and where it lies now.
fn put(inputs: &Inputs<'_>, to: &Destination, bytes: &[u8]) -> Result<Vec<(String, String)>, NotTaken> {
    let mut aside = Vec::new();
    for file in &to.rivals {
        let (folder, name) = inputs.place(file);
        let kept = keep(&folder, &name, REPLACED, |number| numbered(&name, number))?;
        take_away(&folder, &name)?;
        aside.push((file.clone(), inputs.relative(&folder.join(REPLACED).join(kept))));
    }
    let (folder, name) = (inputs.folder(to.month), &to.name);
    if !to.over {
        return if place_new(&folder, name, bytes)? { Ok(aside) } else { Err(NotTaken::Appeared(name.clone())) };
    }
    let kept = keep(&folder, name, REPLACED, |number| numbered(name, number))?;
    if let Err(error) = place_over(&folder, name, bytes) {
        // It lies where it lay; a second name of it would tell of something that did not happen.
        _ = take_away(&folder.join(REPLACED), &kept);
        return Err(error.into());
    }
    aside.push((inputs.relative(&folder.join(name)), inputs.relative(&folder.join(REPLACED).join(kept))));
    Ok(aside)
}

/// What became of several files, in a language, one sentence each.
pub fn told(took: &[Took], lang: Lang) -> Vec<String> {
    took.iter().map(|took| Said(took, lang).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;
    use crate::output::create_folder;

    #[test]
    fn every_outcome_is_said_in_both_languages() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("a"), "").expect("written");
        let unwritten = create_folder(&folder.path().join("a/b")).expect_err("a file is no folder");
        let name = || "a.xlsx".to_owned();
        let whys = [
            NotTaken::Gone,
            NotTaken::NeedsMonth,
            NotTaken::Rivals(vec![name(), name()]),
            NotTaken::Cannot(Cannot::Unreadable),
            NotTaken::Changed,
            NotTaken::Appeared(name()),
            NotTaken::Unread(io::ErrorKind::PermissionDenied.into()),
            NotTaken::Unwritten(unwritten),
        ];
        whys.into_iter().for_each(|why| pure(&Took::Not { name: name(), why }));
        pure(&Took::There { name: name(), file: name() });
        pure(&Took::Taken { name: name(), file: name(), aside: vec![(name(), name())] });
    }
}
