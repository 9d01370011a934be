//! The wording of letters: the workspace's text or the shipped one, printed alone while it is changed, and kept.

mod pieces;

use jiff::civil::Date;
pub use pieces::{Piece, pieces, with_typed};

use super::gather::{Gathered, choose_month};
use super::kept::keep;
use super::months::{compile_gathered, compile_month};
use super::publish::Publisher;
use super::receive::Intake;
use super::templates::{Listed, UnknownTemplate, list, put};
use super::{AppError, Runtime};
use crate::documents::words::{Words, WordsError};
use crate::earlier::Baseline;
use crate::files::sha256;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::templates::Templates;
use crate::workspace::Workspace;

/// The templates of letters, in the order in which a year needs them.
pub const LETTERS: [&str; 6] = [
    "letter-assignment.toml",
    "letter-monthly.toml",
    "memo.toml",
    "letter-reminder.toml",
    "letter-round.toml",
    "letter-year.toml",
];

/// The folder of old wordings, below `templates/`.
const KEPT: &str = ".old";

/// The wording of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Its name, and how it stands to the shipped one.
    pub listed: Listed,
    /// The text in use.
    pub text: String,
    /// The shipped text.
    pub shipped: &'static str,
    /// Whether the workspace has its own.
    pub is_own: bool,
}

impl Wording {
    /// The digest of the text in use.
    pub fn digest(&self) -> String {
        sha256(self.text.as_bytes())
    }
}

/// What came of keeping a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is in use.
    Written,
    /// The shipped wording is in use again.
    Shipped,
    /// It says what was said before; nothing was written.
    Same,
    /// It changed since it was opened; nothing was written over.
    Changed,
}

/// The wordings of all letters.
///
/// # Errors
/// Where one cannot be read.
pub fn wordings(workspace: &Workspace) -> Result<Vec<Wording>, AppError> {
    let (templates, all) = (workspace.templates()?, list(workspace)?);
    let wording = |name: &str| {
        let listed = all.iter().find(|listed| listed.name == name)?.clone();
        let (own, shipped) = (templates.own(name), Templates::shipped(name)?);
        Some(Wording { listed, text: own.unwrap_or(shipped).to_owned(), shipped, is_own: own.is_some() })
    };
    Ok(LETTERS.into_iter().filter_map(wording).collect())
}

/// The wording of one letter.
///
/// # Errors
/// [`UnknownTemplate`], and where one cannot be read.
pub fn wording(workspace: &Workspace, name: &str) -> Result<Wording, AppError> {
    let found = wordings(workspace)?.into_iter().find(|wording| wording.listed.name == name);
    Ok(found.ok_or_else(|| UnknownTemplate::called(name))?)
}

/// The PDF of a letter in the words of `text`: of the latest month that has reports, or of one without any.
///
/// # Errors
/// [`WordsError`] for a mistake in the text, with its line; and as any month's printing.
pub fn print(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    today: Date,
    name: &str,
    text: &str,
) -> Result<Vec<u8>, AppError> {
    let templates = with(workspace, name, text)?;
    let publisher = Publisher::drafting(runtime, workspace, plan, today, templates)?;
    publisher.letter(name, &sample(workspace, plan, runtime, name)?)
}

/// What is wrong with a text as far as no letter need be printed to see it.
///
/// # Errors
/// Where the workspace's other templates cannot be read.
pub fn fault(workspace: &Workspace, name: &str, text: &str) -> Result<Option<WordsError>, AppError> {
    Ok(Words::new(&with(workspace, name, text)?).err().filter(|error| error.file == name))
}

/// The workspace's templates with another text of one.
fn with(workspace: &Workspace, name: &str, text: &str) -> Result<Templates, AppError> {
    let templates = workspace.templates()?;
    let mut own: std::collections::BTreeMap<String, String> =
        templates.all_own().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    own.insert(name.to_owned(), text.to_owned());
    Ok(Templates::with(own))
}

/// The month that a letter is printed of.
fn sample(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, name: &str) -> Result<CompiledMonth, AppError> {
    let latest = choose_month(workspace, plan, None).ok().filter(|_| name != LETTERS[0]);
    match latest {
        Some(month) => compile_month(workspace, plan, runtime, month),
        None => {
            let first = plan.fiscal_year().months()[0];
            let intake = Intake::open(runtime, plan)?;
            let nothing = Gathered::default();
            Ok(compile_gathered(workspace, plan, &intake, first, nothing, &Baseline::default())?.0)
        }
    }
}

/// Puts `text` into use in the place of the wording whose digest is `from`; the workspace's old one is kept. A text that is
/// the shipped one needs no file of its own.
///
/// # Errors
/// For a mistake in the text, which would stop the month; and where something cannot be written.
pub fn save(
    workspace: &Workspace,
    runtime: &Runtime<'_>,
    today: Date,
    name: &str,
    from: &str,
    text: &str,
) -> Result<Kept, AppError> {
    let folder = workspace.templates_folder();
    let lock = runtime.lock(&folder)?;
    let old = wording(workspace, name)?;
    let is_shipped = text == old.shipped;
    if text == old.text && (old.is_own != is_shipped) {
        return Ok(Kept::Same);
    }
    if old.digest() != from {
        return Ok(Kept::Changed);
    }
    if let Some(error) = fault(workspace, name, text)? {
        return Err(error.into());
    }
    if old.is_own {
        keep(&folder.join(KEPT), &format!("{}-", name.trim_end_matches(".toml")), today, &old.text)?;
    }
    put(workspace, &lock, name, (!is_shipped).then_some(text))?;
    Ok(if is_shipped { Kept::Shipped } else { Kept::Written })
}
