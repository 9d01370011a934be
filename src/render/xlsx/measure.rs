//! How much room text takes, so that rows can be made high enough: no spreadsheet program does it for a file it opens.
//!
//! The cells ask for TH SarabunPSK, which may not be carried here. Sarabun has the same letters: its widths times
//! [`TRUE_SIZE`] are those of TH SarabunPSK. Where TH SarabunPSK is not installed (LibreOffice on Linux, a Mac), a
//! stand-in such as Laksaman or Sarabun itself is drawn at the *same point size* and is half as large again. Heights are
//! computed for that worst case, so that no row is clipped on any machine; figures likewise never turn into `###`.

use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations};

/// Size of TH SarabunPSK's letters, as a share of a stand-in's at the same point size (10.8 pt look like 16 pt).
pub(super) const TRUE_SIZE: f64 = 10.8 / 16.0;

/// Part of a line left unused, since fonts and word lists differ between programs.
const RESERVE: f64 = 0.08;

/// Height of one line, in ems: Laksaman's in LibreOffice is 1.655, TH SarabunPSK's in Excel 1.5.
const LINE: f64 = 1.66;

/// Above and below the lines of a cell, in points.
const PADDING: f64 = 2.5;

/// Left and right of the text in a cell together with the border, in points.
pub(crate) const MARGIN: f64 = 5.0;

/// No spreadsheet program makes a row higher than this, in points.
pub(super) const HIGHEST: f64 = 409.0;

/// Advances are looked up once for Latin and Thai.
const COMMON: u32 = 0x0E80;

/// Measures text; built once.
pub(crate) struct Ruler {
    regular: Advances,
    bold: Advances,
    breaks: LineSegmenterBorrowed<'static>,
}

/// The widths of one font's characters, in ems.
struct Advances {
    font: FontInstance,
    common: Vec<f64>,
}

impl Advances {
    fn new(file: &'static [u8]) -> Self {
        let font = Font::new(Bytes::new(file), 0).expect("the shipped Sarabun is a font");
        let font = font.instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default());
        let common = (0..COMMON).map(|code| char::from_u32(code).map_or(0.0, |c| advance(&font, c))).collect();
        Self { font, common }
    }

    fn of(&self, text: &str) -> f64 {
        text.chars().map(|c| self.common.get(c as usize).copied().unwrap_or_else(|| advance(&self.font, c))).sum()
    }
}

/// The width of `c` in ems; a character the font lacks comes from another one, and is taken for a wide one.
fn advance(font: &FontInstance, c: char) -> f64 {
    if c.is_control() {
        return 0.0;
    }
    let face = font.ttf();
    let units = face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
    units.map_or(1.0, |units| f64::from(units) / f64::from(face.units_per_em()))
}

impl Ruler {
    /// The one ruler, built on first use.
    pub fn shared() -> &'static Self {
        static RULER: LazyLock<Ruler> = LazyLock::new(|| Ruler {
            regular: Advances::new(include_bytes!("../../../fonts/Sarabun-Regular.ttf")),
            bold: Advances::new(include_bytes!("../../../fonts/Sarabun-Bold.ttf")),
            breaks: LineSegmenter::new_dictionary(LineBreakOptions::default()),
        });
        &RULER
    }

    /// The width of one line of `text` in points, in a stand-in for TH SarabunPSK of `size` points.
    pub fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let advances = if bold { &self.bold } else { &self.regular };
        advances.of(text) * size
    }

    /// The width in points of the longest piece of `text` that must not be broken.
    pub fn longest_word(&self, text: &str, size: f64, bold: bool) -> f64 {
        self.words(text).map(|word| self.width(word.trim_end(), size, bold)).fold(0.0, f64::max)
    }

    /// The height in points of a row that shows `text` wrapped into a cell `width` points wide.
    pub fn height(&self, text: &str, width: f64, size: f64, bold: bool) -> f64 {
        // Never narrower than a character, so that the count of lines stays below that of characters.
        let width = ((width - MARGIN) * (1.0 - RESERVE)).max(size);
        let lines: usize = text.split('\n').map(|line| self.lines(line, width, size, bold)).sum();
        (lines as f64 * size * LINE + PADDING).min(HIGHEST)
    }

    /// `text` shortened at a word's end to at most `units` UTF-16 units.
    pub fn shorten<'t>(&self, text: &'t str, units: usize) -> &'t str {
        let mut taken = 0;
        let mut end = 0;
        for word in self.words(text) {
            taken += word.encode_utf16().count();
            if taken > units {
                break;
            }
            end += word.len();
        }
        text[..end].trim_end()
    }

    /// Lines of one paragraph, filled greedily.
    fn lines(&self, paragraph: &str, width: f64, size: f64, bold: bool) -> usize {
        if self.width(paragraph, size, bold) <= width {
            return 1;
        }
        let (mut lines, mut used) = (1, 0.0);
        for word in self.words(paragraph) {
            let ink = self.width(word.trim_end(), size, bold);
            if used > 0.0 && used + ink > width {
                lines += 1;
                used = 0.0;
            }
            // A link or a word without any break is broken where the line ends.
            let full = if ink > width { (ink / width).ceil() - 1.0 } else { 0.0 };
            lines += full as usize;
            used += self.width(word, size, bold) - full * width;
        }
        lines
    }

    /// `text` cut at every place where a line may end.
    fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let mut start = 0;
        self.breaks.segment_str(text).skip(1).map(move |end| {
            let word = &text[start..end];
            start = end;
            word
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_wraps_between_words_and_marks_take_no_room() {
        let ruler = Ruler::shared();
        assert_eq!(ruler.width("ที่", 14.0, false), ruler.width("ท", 14.0, false));
        let words: Vec<_> = ruler.words("ช่องทางการตลาดที่ไม่ใช้งบประมาณ").collect();
        assert!(words.len() >= 5 && words.concat() == "ช่องทางการตลาดที่ไม่ใช้งบประมาณ", "{words:?}");
        assert_eq!(ruler.lines("ช่องทางการตลาด", 20.0 * 14.0, 14.0, false), 1);
        assert!(ruler.lines("ช่องทางการตลาดที่ไม่ใช้งบประมาณ", 70.0, 14.0, false) >= 3);
    }

    #[test]
    fn links_break_anywhere_and_blank_text_is_one_line() {
        let ruler = Ruler::shared();
        let link = "x".repeat(500);
        let lines = ruler.lines(&link, 100.0, 14.0, false);
        assert_eq!(lines, (ruler.width(&link, 14.0, false) / 100.0).ceil() as usize);
        assert_eq!(ruler.lines("", 100.0, 14.0, false), 1);
        assert!(ruler.height("", 0.0, 14.0, false) > 14.0);
        assert_eq!(ruler.height(&"ก\n".repeat(1000), 100.0, 14.0, false), HIGHEST);
    }

    #[test]
    fn names_are_shortened_between_words() {
        let ruler = Ruler::shared();
        assert_eq!(ruler.shorten("แบบ ๑", 31), "แบบ ๑");
        let short = ruler.shorten("รายการกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ", 31);
        assert!(short.chars().count() <= 31 && "รายการกิจกรรมส่งเสริมช่องทางการตลาด".starts_with(short) && short.len() > 30, "{short}");
    }
}
