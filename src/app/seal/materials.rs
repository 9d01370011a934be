//! What a month is compiled with besides the workbooks: plan, registry, templates, fonts, the Garuda's picture.

use serde::{Deserialize, Serialize};

use crate::app::AppError;
use crate::archive::bag::{extension, is_plain};
use crate::archive::fault::LabelDiffers;
use crate::archive::info::AGENT;
use crate::documents::PreviousSeal;
use crate::files::sha256;
use crate::finding::Lang;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::render::pdf;
use crate::templates::{SHIPPED, Templates};
use crate::thai::calendar::Month;
use crate::workspace::{REGISTRY, Workspace};

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
    /// The bag that the month's letter names.
    #[serde(default)]
    pub previous_seal: Option<PreviousSeal>,
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
    pub fn new(run: &CompiledMonth, today: jiff::civil::Date, lang: Lang, previous_seal: Option<PreviousSeal>) -> Self {
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
            previous_seal,
            materials: Vec::new(),
        }
    }

    /// What it says otherwise than the month came out.
    pub fn contradictions(&self, run: &CompiledMonth) -> Vec<LabelDiffers> {
        let said = [
            ("month", self.month.to_string(), run.month.to_string()),
            ("level", self.level.to_string(), run.score.level.to_string()),
            ("draft", self.draft.to_string(), run.is_draft().to_string()),
        ];
        let differing = said.into_iter().filter(|(_, told, found)| told != found);
        let label =
            |(key, told, found)| LabelDiffers { label: format!("{FILE} {key}"), found: Some(told), expected: Some(found) };
        differing.map(label).collect()
    }

    /// The language of the findings.
    pub fn language(&self) -> Lang {
        if self.lang == "en" { Lang::En } else { Lang::Th }
    }

    /// The program that compiled it, as `bag-info.txt` names it.
    pub fn agent(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    /// The version that compiled it, where it is not this one.
    pub fn other_version(&self) -> Option<&str> {
        (self.agent() != AGENT).then_some(&self.version)
    }
}

/// The materials in use, each with its bytes; the workspace's own before what the program ships.
///
/// # Errors
/// Where one cannot be read, or lies outside of the workspace in fact.
pub(super) fn collect(workspace: &Workspace, plan: &Plan) -> Result<Vec<(Material, Vec<u8>)>, AppError> {
    let mut all = vec![material("plan.toml", "inputs/plan.toml", false, workspace.plan_text()?.into_bytes())];
    if let Some(bytes) = workspace.registry_bytes(plan.limits.file_mib)? {
        all.push(material(REGISTRY, &format!("inputs/{REGISTRY}"), false, bytes));
    }
    if let Some(garuda) = workspace.garuda(plan)? {
        let path = garuda_path(plan.letters.garuda.trim());
        all.push(material(&format!("garuda.{}", garuda.extension), &path, false, garuda.bytes));
    }
    let templates = workspace.templates()?;
    let own = templates.all_own().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    let shipped = SHIPPED.iter().map(|(name, text)| (*name, text.as_bytes()));
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
        "templates" => Templates::shipped(name).map(|text| text.as_bytes().to_vec()),
        "fonts" => pdf::SHIPPED_FONTS.into_iter().find(|(other, _)| *other == name).map(|(_, bytes)| bytes.to_vec()),
        _ => None,
    }
}
