//! `init`: a new workspace with the plan and the templates, ready to be edited. What is there is never overwritten.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::{CliError, Outcome, Session};
use crate::documents::words;
use crate::plan::PHAYAO_2565;
use crate::render::{html, pdf};

pub(super) fn run(session: &Session<'_>) -> Result<Outcome, CliError> {
    let workspace = &session.workspace;
    let mut written = Vec::new();
    let mut write = |path: &Path, text: &str| -> Result<(), CliError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        match fs::File::create_new(path) {
            Ok(mut file) => {
                std::io::Write::write_all(&mut file, text.as_bytes())?;
                written.push(path.display().to_string());
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error.into()),
        }
    };
    write(&workspace.inputs().join("plan.toml"), PHAYAO_2565)?;
    for (name, text) in words::EMBEDDED.into_iter().chain(pdf::TEMPLATES).chain([html::TEMPLATE]) {
        write(&workspace.templates_folder().join(name), text)?;
    }
    fs::create_dir_all(workspace.outputs())?;
    if session.json() {
        println!("{}", serde_json::json!({ "written": written }));
    } else {
        println!("สร้างแล้ว {} แฟ้ม ขั้นต่อไป: แก้ inputs/plan.toml แล้วสั่ง otop-report forms", written.len());
    }
    Ok(Outcome::Clean)
}
