//! What people type: months, files and folders, in the ways they know them by.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use strsim::normalized_damerau_levenshtein;
use walkdir::WalkDir;

use super::CliError;
use crate::files::relative;
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// A name is meant where at least so much of it is right.
const ALIKE: f64 = 0.5;

/// The month that `words` name together, `2565-02`, `ก.พ. 2565`, `ก.พ.`, `inputs/2565-02/`; a name without a year is that of
/// the plan's fiscal year. `None` where nothing was asked for.
///
/// # Errors
/// Where they name no month.
pub(super) fn month(plan: &Plan, words: &[String]) -> Result<Option<Month>, CliError> {
    let text = words.join(" ");
    if text.trim().is_empty() {
        return Ok(None);
    }
    named_month(plan, &text).map(Some).ok_or(CliError::NotAMonth(text))
}

/// [`month`] of one text; `None` where it names none.
pub(super) fn named_month(plan: &Plan, text: &str) -> Option<Month> {
    let text = text.trim().trim_end_matches(['/', '\\']);
    // `02/2565` is a month as well, so the whole text is tried first.
    let read = |text: &str| Month::parse(text, plan.fiscal_year());
    read(text).or_else(|| read(text.rsplit(['/', '\\']).next()?))
}

/// What `check` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The latest month, or this one.
    Month(Option<Month>),
    /// Files.
    Files(Vec<PathBuf>),
}

/// The month or the files that `words` name: as they are typed, below the workspace, or below its `inputs`.
///
/// # Errors
/// Where a word names neither.
pub(super) fn month_or_files(workspace: &Workspace, plan: &Plan, typed: &[OsString]) -> Result<Asked, CliError> {
    let words: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let places: Vec<Option<PathBuf>> = typed.iter().map(|word| file(workspace, Path::new(word))).collect();
    if places.iter().all(Option::is_none)
        && let Some(month) = named_month(plan, &words.join(" "))
    {
        return Ok(Asked::Month(Some(month)));
    }
    if words.is_empty() {
        return Ok(Asked::Month(None));
    }
    let files = words.iter().zip(places).map(|(word, place)| place.ok_or_else(|| no_such(workspace, word)));
    Ok(Asked::Files(files.collect::<Result<_, _>>()?))
}

/// Where the file lies that `typed` names.
pub(super) fn file(workspace: &Workspace, typed: &Path) -> Option<PathBuf> {
    let inputs = workspace.inputs();
    let below = inputs.parent().map(|root| root.join(typed));
    let found = [Some(typed.to_owned()), below, Some(inputs.join(typed))].into_iter().flatten().find(|path| path.exists())?;
    // A folder is named as a month, if at all.
    (!found.is_dir()).then_some(found)
}

/// That there is no such file; with the one that may be meant.
fn no_such(workspace: &Workspace, typed: &str) -> CliError {
    let inputs = workspace.inputs();
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let files = WalkDir::new(&inputs).max_depth(3).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let paths = files.map(|entry| relative(&inputs, entry.path()));
    // Of files of one name, the one whose folder is meant as well.
    let alike = paths.map(|path| {
        (normalized_damerau_levenshtein(&name(typed), &name(&path)), normalized_damerau_levenshtein(typed, &path), path)
    });
    let nearest = alike.filter(|(alike, ..)| *alike >= ALIKE).max_by(|(a, b, _), (c, d, _)| a.total_cmp(c).then(b.total_cmp(d)));
    CliError::NoSuchFile { typed: typed.to_owned(), nearest: nearest.map(|(.., path)| format!("inputs/{path}")) }
}

/// The workspace: the folder asked for, else the nearest one at or above where the command is typed that has a plan.
pub(super) fn workspace(typed: Option<&Path>) -> PathBuf {
    let here = PathBuf::from(".");
    if let Some(folder) = typed {
        return folder.to_owned();
    }
    if has_plan(&here) {
        return here;
    }
    let above =
        std::env::current_dir().ok().and_then(|folder| folder.ancestors().find(|folder| has_plan(folder)).map(Path::to_owned));
    above.unwrap_or(here)
}

/// Whether a folder is a workspace: it has a plan.
pub(super) fn has_plan(folder: &Path) -> bool {
    folder.join("inputs/plan.toml").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::PHAYAO_2565;

    #[test]
    fn months_as_people_type_them() {
        let plan = Plan::parse(PHAYAO_2565).expect("a plan");
        let february = Month::new(2565, 2);
        for words in [
            &["2565-02"][..],
            &["2022-02"],
            &["ก.พ."],
            &["ก.พ.", "2565"],
            &["กุมภาพันธ์"],
            &["๐๒/๒๕๖๕"],
            &["inputs/2565-02"],
            &["inputs\\2565-02\\"],
            &["./inputs/2565-02/"],
            &["C:\\งาน\\inputs\\2565-02"],
        ] {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            assert_eq!(month(&plan, &words).expect("a month"), february, "{words:?}");
        }
        assert_eq!(month(&plan, &["ต.ค.".to_owned()]).expect("a month"), Month::new(2564, 10), "the year begins in October");
        assert!(matches!(month(&plan, &["กุมภา-".to_owned(), "จุน".to_owned()]), Err(CliError::NotAMonth(_))));
        assert!(matches!(month(&plan, &[]), Ok(None)));
    }
}
