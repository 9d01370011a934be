//! `init`: a new workspace with the plan and the templates, ready to be edited. What is there is never overwritten.

use serde_json::json;

use super::{CliError, Outcome, Session};
use crate::output::{create, create_folder};
use crate::plan::PHAYAO_2565;
use crate::workspace::shipped_templates;

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let workspace = &session.workspace;
    let plan = (workspace.inputs().join("plan.toml"), PHAYAO_2565);
    let templates = shipped_templates().map(|(name, text)| (workspace.templates_folder().join(name), text));
    let mut written = Vec::new();
    for (path, text) in std::iter::once(plan).chain(templates) {
        if create(&path, text.as_bytes())? {
            written.push(path.display().to_string());
        }
    }
    create_folder(&workspace.outputs())?;
    session.print(
        || json!({ "written": written }),
        || format!("สร้างแล้ว {} แฟ้ม ขั้นต่อไป: แก้ inputs/plan.toml แล้วสั่ง otop-report forms\n", written.len()),
    )?;
    Ok(Outcome::Clean)
}
