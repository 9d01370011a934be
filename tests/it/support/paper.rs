//! What a PDF says, read back by a reader of PDFs.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

/// The text of all pages in the order in which it is drawn, without white space.
pub fn text(pdf: &[u8]) -> String {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let settings = InterpreterSettings { font_resolver: std::sync::Arc::new(|_| None), ..InterpreterSettings::default() };
    let (cache, mut drawn) = (InterpreterCache::new(), Text::default());
    for page in pdf.pages().iter() {
        let anywhere = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, anywhere, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut drawn);
    }
    drawn.0
}

#[derive(Default)]
struct Text(String);

impl Device<'_> for Text {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, _: Affine, _: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        let said = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        self.0.extend(said.chars().filter(|character| !character.is_whitespace()));
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
