//! `templates`: which are overridden, copies to be edited, and what differs from the shipped ones.

use std::fmt::{self, Write};

use clap::Subcommand;
use serde_json::{Value as Json, json};

use super::show::shown;
use super::steps::Step;
use super::terminal::in_line;
use super::{CliError, Outcome, Session};
use crate::app::templates::{Copied, Differing, Listed, Standing, copy, diff, list};
use crate::lang::{Lang, Said, Say, say};
use crate::templates::purpose;

/// What to do with the templates.
#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Lists every template, what it is for and which are edited
    List,
    /// Copies shipped templates into the folder templates, to be edited; what is there is not written over
    Copy {
        /// The template's name, such as letter-monthly.toml
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Shows the lines that differ from the shipped template
    Diff {
        /// The template's name (without it: every one that differs)
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
}

pub(super) fn run(session: &Session<'_>, command: &TemplatesCommand) -> Result<Outcome, CliError> {
    let (workspace, lang) = (&session.workspace, session.lang());
    let edit = [Step::command("templates diff", "ดูว่าต่างจากของโปรแกรมอย่างไร", "see how they differ from the shipped ones")];
    match command {
        TemplatesCommand::List => {
            let all = list(workspace)?;
            let told = |listed: &Listed| {
                let what = purpose(&listed.name, lang);
                json!({ "name": listed.name, "purpose": what, "standing": listed.standing, "sentence": said(listed, lang) })
            };
            session.print(
                || json!({ "templates": all.iter().map(told).collect::<Vec<Json>>() }),
                || listing(&all, lang).into(),
                &edit,
            )?;
        }
        TemplatesCommand::Copy { names } => {
            let copied = copy(workspace, &session.runtime()?, names)?;
            let paths = |written: bool| {
                copied.iter().filter(|copied| copied.written == written).map(|copied| shown(&copied.path)).collect::<Vec<_>>()
            };
            session.print(
                || json!({ "written": paths(true), "kept": paths(false) }),
                || copied.iter().map(|copied| format!("{}\n", in_line(&said(&Line(copied), lang)))).collect::<String>().into(),
                &edit,
            )?;
        }
        TemplatesCommand::Diff { name } => {
            let differing = diff(workspace, name.as_deref())?;
            session.print(
                || json!({ "templates": differing.iter().map(|one| one.json(lang)).collect::<Vec<Json>>() }),
                || differences(&differing, lang).into(),
                &[Step::command("compile", "จัดทำรายงานด้วยแม่แบบที่แก้", "make the report with the edited templates")],
            )?;
        }
    }
    Ok(Outcome::Clean)
}

fn said(what: &dyn Say, lang: Lang) -> String {
    Said(what, lang).to_string()
}

/// A template a line; below one that the workspace overrides, how it stands.
fn listing(all: &[Listed], lang: Lang) -> String {
    let mut out = String::new();
    for listed in all {
        _ = writeln!(out, "{:<24}{}", in_line(&listed.name), purpose(&listed.name, lang));
        if listed.standing != Standing::Shipped {
            _ = writeln!(out, "{}", below(&said(listed, lang)));
        }
    }
    out
}

/// Sentences below the line that they are about.
fn below(sentences: &str) -> String {
    sentences.lines().map(|line| format!("    {}", line.trim_start())).collect::<Vec<_>>().join("\n")
}

/// The lines that differ, each template under how it stands.
fn differences(differing: &[Differing], lang: Lang) -> String {
    if differing.is_empty() {
        return format!("{}\n", said(&Nothing, lang));
    }
    let one = |Differing { listed, diff }: &Differing| {
        let blank = if diff.is_empty() { "" } else { "\n" };
        format!("templates/{}\n{}\n{blank}{diff}{blank}", listed.name, below(&said(listed, lang)))
    };
    differing.iter().map(one).collect()
}

impl Differing {
    fn json(&self, lang: Lang) -> Json {
        let Self { listed, diff } = self;
        json!({ "name": listed.name, "standing": listed.standing, "sentence": said(listed, lang), "diff": diff })
    }
}

/// The workspace has no template that says something else.
struct Nothing;

impl Say for Nothing {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        say!(
            lang,
            out,
            "ไม่มีแม่แบบใดต่างจากของโปรแกรม คัดลอกมาแก้ได้ด้วย otop-report templates copy ชื่อแม่แบบ",
            "no template differs from the program's; otop-report templates copy NAME copies one to be edited"
        )
    }
}

/// What became of a template that was to be copied.
struct Line<'a>(&'a Copied);

impl Say for Line<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Copied { path, name, written } = self.0;
        match written {
            true => say!(
                lang,
                out,
                "คัดลอกแล้ว {path} แก้แฟ้มนี้แล้วสั่ง otop-report compile",
                "copied to {path}; edit it, then run otop-report compile",
                path
            ),
            false => say!(
                lang,
                out,
                "มี {path} อยู่แล้ว ไม่ได้เขียนทับ ดูว่าต่างกันตรงไหนด้วย otop-report templates diff {name}",
                "{path} is there already and was not overwritten; otop-report templates diff {name} shows what differs",
                path
            ),
        }
    }
}
