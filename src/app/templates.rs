//! The workspace's templates beside the shipped ones: which stand in their place, and what a later version changed since.
//!
//! A copy is recorded with the digest of the shipped text that it was made of. Without a record, what an override was made of
//! is not known: it may be older than records are.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use similar::TextDiff;

use super::{AppError, Runtime};
use crate::files::sha256;
use crate::lang::{Lang, Said, Say, say};
use crate::output::placed::create;
use crate::output::{WriteLock, discard};
use crate::templates::{SHIPPED, Templates};
use crate::thai::text::nearest;
use crate::workspace::{COPIED_TEMPLATES, Workspace};

/// Name → digest of the shipped text that it was copied from.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Record {
    #[serde(default)]
    copied: BTreeMap<String, String>,
}

/// A template that was asked for by a name that none has.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct UnknownTemplate {
    name: String,
}

impl UnknownTemplate {
    /// A name that none has.
    pub(super) fn called(name: &str) -> Self {
        Self { name: name.to_owned() }
    }
}

impl Say for UnknownTemplate {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name } = self;
        say!(lang, out, "ไม่มีแม่แบบชื่อ {name}", "no template is called {name}")?;
        near(name, lang, out)?;
        say!(lang, out, "\n  ดูชื่อทั้งหมดด้วย otop-report templates list", "\n  otop-report templates list shows all names")
    }
}

/// How a file of the workspace's `templates/` stands to the shipped one of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// There is none; the shipped one is in use.
    Shipped,
    /// It says what the shipped one says.
    Same,
    /// It was changed, from the shipped one of today.
    Changed,
    /// It was changed, and so was the shipped one since.
    Outdated,
    /// It was not changed since it was copied, but the shipped one was.
    OldCopy,
    /// It is not the shipped one, and nobody recorded what it was copied from.
    OriginUnknown,
    /// Nothing shipped has its name, so nothing uses it.
    Unused,
}

impl Standing {
    /// Of an own text, the shipped one, and the digest recorded at copying.
    fn of(own: &str, shipped: &str, recorded: Option<&String>) -> Self {
        let (own, shipped) = (digest(own), digest(shipped));
        match recorded {
            _ if own == shipped => Self::Same,
            None => Self::OriginUnknown,
            Some(copied) if *copied == shipped => Self::Changed,
            Some(copied) if *copied == own => Self::OldCopy,
            Some(_) => Self::Outdated,
        }
    }

    /// Whether the shipped one changed since it was copied.
    fn is_outdated(self) -> bool {
        matches!(self, Self::Outdated | Self::OldCopy)
    }
}

/// A template by name, and how the workspace's own stands to the shipped one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The file's name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
}

/// What its standing means, and what to do.
impl Say for Listed {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match self.standing {
            Standing::Shipped => say!(lang, out, "ใช้ของโปรแกรม", "the program's own is in use"),
            Standing::Same => say!(
                lang,
                out,
                "เหมือนของโปรแกรมทุกตัวอักษร ลบ templates/{name} ได้ ผลไม่เปลี่ยน",
                "the same as the program's own; templates/{name} can be deleted, nothing will change"
            ),
            Standing::Changed => say!(lang, out, "ใช้ฉบับที่จังหวัดแก้", "the workspace's own is in use"),
            Standing::Outdated => say!(
                lang,
                out,
                "ใช้ฉบับที่จังหวัดแก้ แต่ของโปรแกรมเปลี่ยนไปหลังจากคัดลอก\n  สั่ง otop-report templates diff {name} ดูว่าต่างกันตรงไหน หากต้องการตามของโปรแกรม ให้ย้าย templates/{name} ไปเก็บที่อื่น สั่ง otop-report templates copy {name} แล้วแก้ใหม่",
                "the workspace's own is in use, but the program's changed since it was copied\n  otop-report templates diff {name} shows what differs; to follow the program's, move templates/{name} away, run otop-report templates copy {name} and change that one"
            ),
            Standing::OldCopy => say!(
                lang,
                out,
                "เป็นสำเนาของโปรแกรมรุ่นก่อนที่ไม่ได้แก้อะไร ลบ templates/{name} ได้ เพื่อใช้ของรุ่นนี้",
                "a copy of an earlier version's, never changed; delete templates/{name} to use this version's"
            ),
            Standing::OriginUnknown => say!(
                lang,
                out,
                "ใช้ฉบับที่จังหวัดแก้ ไม่รู้ว่าคัดลอกจากโปรแกรมรุ่นใด ดูว่าต่างกันตรงไหนด้วย otop-report templates diff {name}",
                "the workspace's own is in use; which version it was copied from is unknown; otop-report templates diff {name} shows what differs"
            ),
            Standing::Unused => {
                say!(lang, out, "โปรแกรมไม่ใช้แฟ้มนี้ เพราะไม่มีแม่แบบชื่อนี้", "not used: no template has this name")?;
                near(name, lang, out)
            }
        }
    }
}

/// Every shipped template, then what else lies in the workspace's folder of templates.
///
/// # Errors
/// Where one of the workspace's own cannot be read.
pub fn list(workspace: &Workspace) -> Result<Vec<Listed>, AppError> {
    let (templates, record) = (workspace.templates()?, record(workspace));
    let shipped = SHIPPED.iter().map(|(name, text)| listed(name, text, &templates, &record));
    let is_other = |name: &&str| Templates::shipped(name).is_none() && !name.ends_with(LAYOUT);
    let others = templates.all_own().map(|(name, _)| name).filter(is_other);
    let unused = |name: &str| Listed { name: name.to_owned(), standing: Standing::Unused };
    Ok(shipped.chain(others.map(unused)).collect())
}

/// A layout of its own may be what the workspace's other layouts import.
const LAYOUT: &str = ".typ";

fn listed(name: &str, shipped: &str, templates: &Templates, record: &Record) -> Listed {
    let standing = templates.own(name).map_or(Standing::Shipped, |own| Standing::of(own, shipped, record.copied.get(name)));
    Listed { name: name.to_owned(), standing }
}

/// A shipped template that was to be copied into the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub name: &'static str,
    /// Where it lies now.
    pub path: PathBuf,
    /// Whether it was written; else a file of that name was there, and is as it was.
    pub written: bool,
}

/// Copies the shipped templates of these names into the workspace, and records what they were copied from. What is there is
/// never overwritten.
///
/// # Errors
/// [`UnknownTemplate`], or where there is no plan, before anything is written; and where something cannot be read or written.
pub fn copy<S: AsRef<str>>(workspace: &Workspace, runtime: &Runtime<'_>, names: &[S]) -> Result<Vec<Copied>, AppError> {
    let chosen: Vec<(&str, &str)> = names.iter().map(|name| shipped(name.as_ref())).collect::<Result<_, _>>()?;
    workspace.plan_text()?; // a folder without a plan is no workspace, and nothing would ever read the copies
    let folder = workspace.templates_folder();
    let lock = runtime.lock(&folder)?;
    let (mut record, before) = (record(workspace), workspace.templates()?);
    let mut copied = Vec::new();
    for (name, text) in chosen {
        let path = folder.join(name);
        let written = create(&path, text.as_bytes())?;
        // One that says the same already is as good as copied now.
        if written || before.own(name).is_some_and(|own| digest(own) == digest(text)) {
            record.copied.insert(name.to_owned(), digest(text));
        }
        copied.push(Copied { name, path, written });
    }
    write_record(&lock, &record)?;
    Ok(copied)
}

fn write_record(lock: &WriteLock, record: &Record) -> Result<(), AppError> {
    let text = format!("# {RECORD_HEAD}\n{}", toml::to_string(record).unwrap_or_default());
    lock.replace_file(COPIED_TEMPLATES, |file| file.write_all(text.as_bytes()))?;
    Ok(())
}

/// Writes the workspace's own text of a template, whole or not at all; one that is new is recorded as made from the shipped
/// one of today. Without a text, its own is removed.
///
/// # Errors
/// [`UnknownTemplate`], and where something cannot be written.
pub(super) fn put(workspace: &Workspace, lock: &WriteLock, name: &str, text: Option<&str>) -> Result<(), AppError> {
    let (name, shipped) = shipped(name)?;
    let (mut record, path) = (record(workspace), workspace.templates_folder().join(name));
    match text {
        Some(text) => {
            let is_new = path.symlink_metadata().is_err();
            lock.replace_file(name, |file| file.write_all(text.as_bytes()))?;
            if is_new {
                record.copied.insert(name.to_owned(), digest(shipped));
            }
        }
        None => {
            discard(&path)?;
            record.copied.remove(name);
        }
    }
    write_record(lock, &record)
}

/// Stands above the record.
const RECORD_HEAD: &str = "otop-report จดไว้ว่าคัดลอกแม่แบบจากของโปรแกรมฉบับใด อย่าแก้หรือลบ";

/// How a template of the workspace differs from the shipped one.
#[derive(Clone, Debug, Serialize)]
pub struct Differing {
    /// Which, and how it stands.
    #[serde(flatten)]
    pub listed: Listed,
    /// The lines that differ, as a unified diff from the shipped one to the workspace's; blank where none does.
    pub diff: String,
}

/// What differs between the workspace's template of that name and the shipped one; without a name, of all that differ.
///
/// # Errors
/// [`UnknownTemplate`], and where one cannot be read.
pub fn diff(workspace: &Workspace, name: Option<&str>) -> Result<Vec<Differing>, AppError> {
    let (templates, record) = (workspace.templates()?, record(workspace));
    let chosen = name.map(shipped).transpose()?;
    let all = SHIPPED.iter().copied().filter(|(name, _)| chosen.is_none_or(|(chosen, _)| chosen == *name));
    let differing = all.map(|(name, text)| Differing {
        listed: listed(name, text, &templates, &record),
        diff: templates.own(name).map(|own| unified(name, text, own)).unwrap_or_default(),
    });
    Ok(differing.filter(|differing| name.is_some() || !differing.diff.is_empty()).collect())
}

fn unified(name: &str, shipped: &str, own: &str) -> String {
    let (shipped, own) = (plain(shipped), plain(own));
    let diff = TextDiff::from_lines(&shipped, &own);
    diff.unified_diff().context_radius(2).header(&format!("otop-report/{name}"), &format!("templates/{name}")).to_string()
}

/// A template of the workspace that stands in the place of a shipped one which changed since it was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated(pub Listed);

impl Say for Outdated {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(listed) = self;
        let name = &listed.name;
        say!(lang, out, "แม่แบบ templates/{name}: {listed}", "template templates/{name}: {listed}", listed)
    }
}

/// The workspace's outdated templates. What cannot be read is told where it is used.
pub fn outdated(workspace: &Workspace) -> Vec<Outdated> {
    let all = list(workspace).unwrap_or_default();
    all.into_iter().filter(|listed| listed.standing.is_outdated()).map(Outdated).collect()
}

/// The record; without one that can be read, nothing is known.
fn record(workspace: &Workspace) -> Record {
    toml::from_str(&workspace.copied_templates()).unwrap_or_default()
}

/// The shipped template of a name.
fn shipped(name: &str) -> Result<(&'static str, &'static str), UnknownTemplate> {
    let found = SHIPPED.iter().copied().find(|(known, _)| *known == name);
    found.ok_or_else(|| UnknownTemplate::called(name))
}

/// Says which shipped template's name is like this one, if any is.
fn near(name: &str, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let known = SHIPPED.iter().map(|(known, _)| ((*known).to_owned(), known));
    nearest(&name.to_lowercase(), known)
        .map_or(Ok(()), |nearest| say!(lang, out, " ใกล้ที่สุดคือ {nearest}", "; the nearest is {nearest}"))
}

/// The digest of a text, whatever its editor ends lines with.
fn digest(text: &str) -> String {
    sha256(plain(text).as_bytes())
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}
