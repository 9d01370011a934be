//! A new workspace with the plan and the templates, ready to be edited. What is there is never overwritten.

use std::path::PathBuf;

use super::AppError;
use crate::output::{create, create_folder};
use crate::plan::PHAYAO_2565;
use crate::templates::SHIPPED;
use crate::workspace::Workspace;

/// Writes what is missing; gives what was written.
///
/// # Errors
/// Where something cannot be written.
pub fn init(workspace: &Workspace) -> Result<Vec<PathBuf>, AppError> {
    let plan = (workspace.inputs().join("plan.toml"), PHAYAO_2565);
    let templates = SHIPPED.iter().map(|(name, text)| (workspace.templates_folder().join(name), *text));
    let mut written = Vec::new();
    for (path, text) in std::iter::once(plan).chain(templates) {
        if create(&path, text.as_bytes())? {
            written.push(path);
        }
    }
    create_folder(&workspace.outputs())?;
    Ok(written)
}
