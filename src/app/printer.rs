//! What prints, made once: the workspace's words, layouts and typefaces.

use std::sync::atomic::{AtomicU64, Ordering};

use super::AppError;
use crate::documents::words::Words;
use crate::plan::Plan;
use crate::render::DocumentRenderer;
use crate::render::html::PageRenderer;
use crate::templates::Templates;
use crate::workspace::Workspace;

/// The workspace's words, layouts and typefaces, parsed.
pub(super) struct Printer {
    /// The words of documents.
    pub words: Words,
    /// Paper and workbooks.
    pub documents: DocumentRenderer,
    /// The page.
    pub page: PageRenderer,
    /// Its own, among all that were made.
    pub number: u64,
}

/// What a printer is made from, as it lies on the disk.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Materials {
    templates: Templates,
    fonts: Vec<(String, Vec<u8>)>,
    office: String,
    names: Vec<String>,
}

impl Materials {
    /// # Errors
    /// Where a template or a font cannot be read.
    pub fn of(workspace: &Workspace, plan: &Plan) -> Result<Self, AppError> {
        Self::with(workspace.templates()?, workspace, plan)
    }

    /// The same, with templates that do not lie there.
    ///
    /// # Errors
    /// Where a font cannot be read.
    pub fn with(templates: Templates, workspace: &Workspace, plan: &Plan) -> Result<Self, AppError> {
        let names = plan.names().map(str::to_owned).collect();
        Ok(Self { templates, fonts: workspace.fonts()?, office: plan.office.name.clone(), names })
    }
}

impl Printer {
    /// For one month, or for a program that `stays`.
    ///
    /// # Errors
    /// For a mistake in a template, a font that is none.
    pub fn new(materials: &Materials, stays: bool) -> Result<Self, AppError> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let Materials { templates, fonts, office, names } = materials;
        let renderer = if stays { DocumentRenderer::staying } else { DocumentRenderer::new };
        Ok(Self {
            words: Words::new(templates)?,
            documents: renderer(fonts, templates, office, names)?,
            page: PageRenderer::new(templates)?,
            number: MADE.fetch_add(1, Ordering::Relaxed),
        })
    }
}
