//! How much room text takes, so that rows can be made high enough: no spreadsheet program does it for a file it opens.
//!
//! The cells ask for TH SarabunPSK, which is not carried here. Sarabun has the same letters: its widths times
//! [`TRUE_SIZE`] are those of TH SarabunPSK. Row heights are for its lines and those of TH Sarabun New, which stands in for
//! it. Where neither is installed another font is drawn at the *same point size* and may be half as large again. Lines
//! end at the same words all the same, since columns are measured in digits of the workbook's own font and grow with it (the
//! page is then scaled to the paper); row heights are points and do not grow.

use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations, is_default_ignorable};

use crate::templates::{KEEP_WORDS, Templates};
use crate::thai::words::Words;

/// Size of TH SarabunPSK's letters, as a share of Sarabun's at the same point size (10.8 pt look like 16 pt).
const TRUE_SIZE: f64 = 10.8 / 16.0;

/// Part of a line left unused, since fonts, word lists and the width of a digit in whole pixels differ a little.
const RESERVE: f64 = 0.1;

/// Height of one line, in ems. By the fonts' own tables TH SarabunPSK's is 1.1 and TH Sarabun New's 1.301; the latter takes
/// 25 pixels at 14 points on a screen, which is 1.34.
const LINE: f64 = 1.34;

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
    /// Where programs end lines.
    breaks: LineSegmenterBorrowed<'static>,
    /// Where ours end.
    words: Words,
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

/// The width of `c` in ems; a character the font lacks comes from another one at its full size, and is taken for a wide one.
fn advance(font: &FontInstance, c: char) -> f64 {
    if c.is_control() || is_default_ignorable(c) {
        return 0.0;
    }
    let face = font.ttf();
    let units = face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
    units.map_or(1.0 / TRUE_SIZE, |units| f64::from(units) / f64::from(face.units_per_em()))
}

impl Ruler {
    /// The one ruler, built on first use.
    pub(crate) fn shared() -> &'static Self {
        static RULER: LazyLock<Ruler> = LazyLock::new(|| Ruler {
            regular: Advances::new(include_bytes!("../../../fonts/Sarabun-Regular.ttf")),
            bold: Advances::new(include_bytes!("../../../fonts/Sarabun-Bold.ttf")),
            breaks: LineSegmenter::new_dictionary(LineBreakOptions::default()),
            words: Words::new(Templates::shipped(KEEP_WORDS).unwrap_or_default(), [""; 0]),
        });
        &RULER
    }

    /// The width of one line of `text` in points, in TH SarabunPSK of `size` points.
    pub(crate) fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let advances = if bold { &self.bold } else { &self.regular };
        advances.of(text) * size * TRUE_SIZE
    }

    /// The width in points of the narrowest cell that shows `text` on one line.
    pub(crate) fn cell(&self, text: &str, size: f64, bold: bool) -> f64 {
        self.width(text, size, bold) / (1.0 - RESERVE) + MARGIN
    }

    /// The width in points of the narrowest cell that breaks no word of `text` where a program breaks it by itself.
    pub(crate) fn longest_word(&self, text: &str, size: f64, bold: bool) -> f64 {
        self.theirs(text).map(|word| self.cell(word.trim_end(), size, bold)).fold(0.0, f64::max)
    }

    /// The width in points of the narrowest cell that breaks no word of a heading.
    pub(crate) fn narrowest_cell(&self, text: &str, size: f64, bold: bool) -> f64 {
        let words = self.words.cut(text).into_iter().flatten();
        words.map(|word| self.cell(word.trim_end(), size, bold)).fold(0.0, f64::max)
    }

    /// A heading with its lines ended by `\n`, for a cell `width` points wide: left to themselves, programs break it inside
    /// words of the forms.
    pub(crate) fn wrap(&self, text: &str, width: f64, size: f64, bold: bool) -> String {
        let width = (width - MARGIN) * (1.0 - RESERVE);
        let mut lines = String::new();
        let mut used = 0.0;
        let together = |words: Vec<&str>| match words.concat() {
            all if self.width(all.trim_end(), size, bold) <= width => vec![all],
            _ => words.into_iter().map(str::to_owned).collect(),
        };
        for word in self.words.cut(text).into_iter().flat_map(together) {
            if used > 0.0 && used + self.width(word.trim_end(), size, bold) > width {
                lines.truncate(lines.trim_end().len());
                lines.push('\n');
                used = 0.0;
            }
            lines.push_str(&word);
            used = if word.ends_with('\n') { 0.0 } else { used + self.width(&word, size, bold) };
        }
        lines
    }

    /// The height in points of a row that shows `text` wrapped into a cell `width` points wide.
    pub(crate) fn height(&self, text: &str, width: f64, size: f64, bold: bool) -> f64 {
        // Never narrower than a character, so that the count of lines stays below that of characters.
        let width = ((width - MARGIN) * (1.0 - RESERVE)).max(size);
        let lines: usize = text.split('\n').map(|line| self.lines(line, width, size, bold)).sum();
        (lines as f64 * size * LINE + PADDING).min(HIGHEST)
    }

    /// `text` shortened to at most `units` UTF-16 units: at a space if half of that or more is left, else at the end of a
    /// word.
    pub(crate) fn shorten<'t>(&self, text: &'t str, units: usize) -> &'t str {
        let fits = |part: &str| part.encode_utf16().count() <= units;
        if fits(text) {
            return text;
        }
        let spaces = text.match_indices(' ').map(|(space, _)| text[..space].trim_end());
        if let Some(part) = spaces.take_while(|part| fits(part)).last()
            && part.encode_utf16().count() * 2 >= units
        {
            return part;
        }
        let mut end = 0;
        for word in self.words.cut(text).into_iter().flatten() {
            if !fits(&text[..end + word.len()]) {
                break;
            }
            end += word.len();
        }
        text[..end].trim_end()
    }

    /// Lines of one paragraph, filled greedily.
    fn lines(&self, paragraph: &str, width: f64, size: f64, bold: bool) -> usize {
        let least = self.width(paragraph, size, bold) / width;
        if least <= 1.0 {
            return 1;
        }
        // Higher than any row can be, wherever its lines end.
        if least * size * LINE > HIGHEST {
            return least.ceil() as usize;
        }
        let (mut lines, mut used) = (1, 0.0);
        for word in self.theirs(paragraph) {
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

    /// `text` cut at every place where a spreadsheet program may end a line: they find words by dictionaries.
    fn theirs<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
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
        let words: Vec<_> = ruler.theirs("ช่องทางการตลาดที่ไม่ใช้งบประมาณ").collect();
        assert!(words.len() >= 5 && words.concat() == "ช่องทางการตลาดที่ไม่ใช้งบประมาณ", "{words:?}");
        assert_eq!(ruler.lines("ช่องทางการตลาด", 90.0, 14.0, false), 1);
        assert!(ruler.lines("ช่องทางการตลาดที่ไม่ใช้งบประมาณ", 50.0, 14.0, false) >= 3);
    }

    #[test]
    fn headings_keep_the_words_of_the_forms_whole() {
        let ruler = Ruler::shared();
        let heading = "ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด";
        let wrapped = ruler.wrap(heading, ruler.narrowest_cell(heading, 14.0, true), 14.0, true);
        assert!(wrapped.contains("ผู้ประกอบการ") && wrapped.contains("ทั้งหมด") && wrapped.contains('\n'), "{wrapped}");
        assert_eq!(wrapped.replace('\n', ""), heading);
        assert_eq!(ruler.wrap("รอบการประเมินที่ ๑", 80.0, 14.0, true), "รอบการประเมิน\nที่ ๑");
        assert_eq!(ruler.wrap("ที่", 5.0, 14.0, true), "ที่");
        assert_eq!(ruler.wrap("ยอดจำหน่าย (บาท)", 70.0, 14.0, true), "ยอดจำหน่าย\n(บาท)");
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
        assert!(
            short.chars().count() <= 31 && "รายการกิจกรรมส่งเสริมช่องทางการตลาด".starts_with(short) && short.len() > 30,
            "{short}"
        );
    }
}
