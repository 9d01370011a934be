//! What Typst sees of the outside: layout templates, fonts, and one document's data. No disk, no clock, no network.

use std::collections::BTreeMap;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use super::fonts::Fonts;
use super::{PdfError, TemplateFault};

/// The template that is compiled; it imports the others.
const MAIN: &str = "packet.typ";

/// What every document shares.
pub(super) struct Shared {
    library: LazyHash<Library>,
    /// The typefaces.
    pub fonts: Fonts,
    sources: BTreeMap<String, Source>,
    main: FileId,
}

impl Shared {
    /// Parses the layout `templates` (file name, text) once.
    ///
    /// # Errors
    /// [`PdfError::Template`] when the first template is missing or a name cannot be a file's name.
    pub fn new(fonts: Fonts, templates: &BTreeMap<&str, &str>) -> Result<Self, PdfError> {
        let mut sources = BTreeMap::new();
        for (&name, &text) in templates {
            let id = file_id(name).ok_or_else(|| PdfError::template(name, 0, TemplateFault::BadName))?;
            sources.insert(name.to_owned(), Source::new(id, text.to_owned()));
        }
        let main = sources.get(MAIN).map(Source::id).ok_or_else(|| PdfError::template(MAIN, 0, TemplateFault::Missing))?;
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        Ok(Self { library: LazyHash::new(library), fonts, sources, main })
    }
}

/// The world of one document.
pub(super) struct OneDocument<'a> {
    /// What it shares with the others.
    pub shared: &'a Shared,
    /// Its virtual files by name.
    pub files: BTreeMap<String, Bytes>,
    /// The document's date.
    pub today: Option<Datetime>,
}

impl OneDocument<'_> {
    /// The first error as one of ours, with the template and the line it stands on.
    pub fn template_error(&self, errors: &[SourceDiagnostic]) -> PdfError {
        let Some(first) = errors.first() else { return PdfError::template(MAIN, 0, TemplateFault::Mistake(String::new())) };
        let id = first.span.id();
        let name = id.map_or_else(|| MAIN.to_owned(), |id| id.vpath().get_without_slash().to_owned());
        let line = id.and_then(|id| {
            let start = self.range(first.span)?.start;
            self.source(id).ok()?.lines().byte_to_line(start)
        });
        PdfError::template(&name, line.map_or(0, |line| line + 1), TemplateFault::Mistake(in_words(first)))
    }
}

impl World for OneDocument<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.shared.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.sources.get(id.vpath().get_without_slash()).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.vpath().get_without_slash()).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.all.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// A Typst error and its hints as one sentence.
pub(super) fn in_words(error: &SourceDiagnostic) -> String {
    let hints = error.hints.iter().map(|hint| hint.v.as_str());
    std::iter::once(error.message.as_str()).chain(hints).collect::<Vec<_>>().join("; ")
}

/// The id of a virtual file beside the templates.
fn file_id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// Nothing but the virtual files exists, packages included.
fn not_found(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}
