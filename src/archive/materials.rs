//! What a month is compiled with besides the workbooks: plan, registry, templates, fonts, the Garuda's picture.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::bag::{hex, is_plain};
use super::{ArchiveError, unreadable};
use crate::finding::Lang;
use crate::pipeline::MonthRun;
use crate::plan::Plan;
use crate::render::pdf;
use crate::thai::calendar::Month;
use crate::workspace::{self, Workspace};

/// `compiled.json`: how the documents of a bag came about.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Compiled {
    /// The program's name.
    pub program: String,
    /// Its version: another one need not give the same bytes.
    pub version: String,
    /// The month.
    pub month: Month,
    /// The day that was taken for today, Gregorian.
    pub today: jiff::civil::Date,
    /// The language of the findings: `th` or `en`.
    pub lang: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// The level reached.
    pub level: u8,
    /// Everything below the workspace but the workbooks.
    pub materials: Vec<Material>,
}

/// The name of that file.
pub(super) const FILE: &str = "compiled.json";

/// One thing that a month is compiled with.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Material {
    /// Below `data/`.
    pub stored: String,
    /// Below the workspace.
    pub path: String,
    /// Whether the program itself brought it, the workspace having none of that name.
    pub shipped: bool,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Compiled {
    /// How `run` is compiled, but for its materials.
    pub fn new(run: &MonthRun, today: jiff::civil::Date, lang: Lang) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            month: run.month,
            today,
            lang: match lang {
                Lang::Th => "th",
                Lang::En => "en",
            }
            .to_owned(),
            draft: run.is_draft(),
            level: run.score.level,
            materials: Vec::new(),
        }
    }

    /// The language of the findings.
    pub fn language(&self) -> Lang {
        if self.lang == "en" { Lang::En } else { Lang::Th }
    }

    /// Whether this very version of the program compiled it.
    pub fn by_this_version(&self) -> bool {
        self.program == env!("CARGO_PKG_NAME") && self.version == env!("CARGO_PKG_VERSION")
    }
}

/// The materials in use, each with its bytes; the workspace's own before what the program ships.
///
/// # Errors
/// Where one cannot be read.
pub(super) fn collect(workspace: &Workspace, plan: &Plan) -> Result<Vec<(Material, Vec<u8>)>, ArchiveError> {
    let mut all = vec![material("plan.toml", "inputs/plan.toml", false, workspace.plan_text()?.into_bytes())];
    let registry = workspace.inputs().join("registry.xlsx");
    if registry.exists() {
        all.push(material(
            "registry.xlsx",
            "inputs/registry.xlsx",
            false,
            std::fs::read(&registry).map_err(unreadable(&registry))?,
        ));
    }
    if let Some(garuda) = workspace.garuda(plan)? {
        let path = garuda_path(plan.letters.garuda.trim());
        all.push(material(&format!("garuda.{}", garuda.extension), &path, false, garuda.bytes));
    }
    let own: Vec<(String, Vec<u8>)> = workspace.templates()?.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    let shipped = workspace::shipped_templates().map(|(name, text)| (name, text.as_bytes()));
    collect_folder("templates", own, shipped, &mut all);
    collect_folder("fonts", workspace.fonts()?, pdf::SHIPPED_FONTS.into_iter(), &mut all);
    Ok(all)
}

/// The workspace's own files of a folder, then the shipped ones that none of them replaces.
fn collect_folder<'a>(
    folder: &str,
    own: Vec<(String, Vec<u8>)>,
    shipped: impl Iterator<Item = (&'a str, &'a [u8])>,
    all: &mut Vec<(Material, Vec<u8>)>,
) {
    let rest: Vec<(String, Vec<u8>)> = shipped
        .filter(|(name, _)| own.iter().all(|(other, _)| other != name))
        .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
        .collect();
    let named = own.into_iter().map(|file| (file, false)).chain(rest.into_iter().map(|file| (file, true)));
    for (number, ((name, bytes), is_shipped)) in (1..).zip(named) {
        // A name of other letters, or one that differs from another only in case, gets a number.
        let taken = |stored: &str| all.iter().any(|(material, _)| material.stored.eq_ignore_ascii_case(stored));
        let plain = format!("{folder}/{name}");
        let stored =
            if is_plain(&plain) && !taken(&plain) { plain } else { format!("{folder}/own-{number:03}.{}", extension(&name)) };
        all.push(material(&stored, &format!("{folder}/{name}"), is_shipped, bytes));
    }
}

fn material(stored: &str, path: &str, shipped: bool, bytes: Vec<u8>) -> (Material, Vec<u8>) {
    (Material { stored: stored.to_owned(), path: path.to_owned(), shipped, sha256: sha256(&bytes) }, bytes)
}

/// Where the plan's Garuda lies below the workspace, with `/` and without detours.
fn garuda_path(name: &str) -> String {
    let slashed = name.replace(std::path::MAIN_SEPARATOR, "/");
    let parts = slashed.split('/').filter(|part| !part.is_empty() && *part != ".");
    ["inputs"].into_iter().chain(parts).collect::<Vec<_>>().join("/")
}

/// The bytes that this program ships under a path of the workspace.
pub(super) fn shipped(path: &str) -> Option<Vec<u8>> {
    let (folder, name) = path.split_once('/')?;
    match folder {
        "templates" => workspace::shipped_templates().find(|(other, _)| *other == name).map(|(_, text)| text.as_bytes().to_vec()),
        "fonts" => pdf::SHIPPED_FONTS.into_iter().find(|(other, _)| *other == name).map(|(_, bytes)| bytes.to_vec()),
        _ => None,
    }
}

/// A file name's extension, if it is a plain one; else `bin`.
pub(super) fn extension(name: &str) -> String {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let plain = (1..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain { extension } else { "bin".to_owned() }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
