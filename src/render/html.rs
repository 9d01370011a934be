//! report.html: the run at a glance, one file that needs nothing else (SPEC §8).
//!
//! The page's words, in both languages, and its looks live in `templates/report.html.tera`; what it may use is [`Page`]. Everything is escaped on
//! its way in, and the page forbids scripts and the network, so that a district's words stay words.

mod files;
mod findings;
mod page;
mod progress;
mod words;

use std::fmt;

use tera::{Context, ErrorKind, Tera};

pub use files::encoded;
pub use page::Page;
pub use words::speak;

use crate::lang::{Count, Details, Lang, Said, Say, say};
use crate::plan::Plan;
use crate::templates::{PAGE, Templates};
use crate::{month::CompiledMonth, output::About};

/// A mistake in the page's template.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct HtmlError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, in the template engine's words.
    pub message: String,
}

impl Say for HtmlError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        say!(
            lang,
            out,
            "แม่แบบ templates/{PAGE} บรรทัด {line}: เขียนคำสั่งของแม่แบบไม่ถูก {details}\n  แก้บรรทัดนั้น หรือลบแฟ้มเพื่อใช้แม่แบบเดิมของโปรแกรม",
            "templates/{PAGE}, line {line}: a mistake in the template {details}\n  correct that line, or delete the file to use the program's own",
            line = Count::of(self.line),
            details = Details(self.message.clone())
        )
    }
}

/// What the page tells of.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The compiled month.
    pub run: &'a CompiledMonth,
    /// The other files of the month's folder, to which it links: each by its path, and what it is.
    pub files: &'a [(String, About)],
    /// The language of the page.
    pub lang: Lang,
}

/// Writes report.html.
pub struct PageRenderer {
    tera: Tera,
}

impl PageRenderer {
    /// The page of `templates`.
    ///
    /// # Errors
    /// For a mistake in its syntax.
    pub fn new(templates: &Templates) -> Result<Self, HtmlError> {
        let mut tera = Tera::new();
        tera.autoescape_on([".tera"]);
        words::speak(&mut tera, Lang::default());
        tera.add_raw_template(PAGE, templates.text(PAGE).unwrap_or_default()).map_err(|error| fault(&error))?;
        Ok(Self { tera })
    }

    /// The page, UTF-8.
    ///
    /// # Errors
    /// For a mistake in the template that shows only when it is filled in, such as an unknown name.
    pub fn page(&self, report: &Report<'_>) -> Result<Vec<u8>, HtmlError> {
        let context = Context::from_serialize(&Page::of(report)).map_err(|error| fault(&error))?;
        let mut tera = self.tera.clone();
        words::speak(&mut tera, report.lang);
        Ok(tera.render(PAGE, &context).map_err(|error| fault(&error))?.into_bytes())
    }
}

/// Where the template is wrong, and how.
fn fault(error: &tera::Error) -> HtmlError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            HtmlError { line: report.span().start_line, message: report.message().to_owned() }
        }
        _ => {
            // Faults found when templates are linked tell their place only in words: `--> report.html.tera:12:3`.
            let text = error.to_string();
            let place = text.split_once(&format!("{PAGE}:")).and_then(|(_, rest)| rest.split(':').next());
            HtmlError {
                line: place.and_then(|line| line.parse().ok()).unwrap_or(1),
                message: text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn a_mistake_is_said_in_both_languages() {
        let mistaken = Templates::with([(PAGE.to_owned(), "\n{{ 1 +".to_owned())].into());
        pure(&PageRenderer::new(&mistaken).err().expect("a mistake"));
    }
}
