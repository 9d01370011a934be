//! The lines of a PDF, read back from where its glyphs are drawn.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

/// Glyphs further apart than this, in points, stand on different lines: more than a mark is raised, less than a line.
const APART: f64 = 8.0;

/// The lines of each page in the order in which they are drawn, without white space and without what recurs on pages.
pub fn lines(pdf: &[u8]) -> Vec<Vec<String>> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let cache = InterpreterCache::new();
    let page = |page| {
        let mut lines = Lines::default();
        let settings = InterpreterSettings { font_resolver: std::sync::Arc::new(|_| None), ..InterpreterSettings::default() };
        let mut context = Context::new(Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut lines);
        lines.found.into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect()
    };
    pdf.pages().iter().map(page).collect()
}

#[derive(Default)]
struct Lines {
    /// Each with its height on the page.
    found: Vec<(f64, String)>,
    open: Vec<bool>,
}

impl Device<'_> for Lines {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, within: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        if self.open.contains(&true) {
            return;
        }
        let at = (transform * within).translation().y;
        if self.found.last().is_none_or(|(line, _)| (line - at).abs() > APART) {
            self.found.push((at, String::new()));
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let (_, line) = self.found.last_mut().expect("one was begun");
        line.extend(text.chars().filter(|character| !character.is_whitespace()));
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.open.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip_path(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
