//! The typefaces of the paper: which one is used, at what size, what it can print and how wide that comes out.

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontStretch, FontStyle, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;

use super::PdfError;
use super::coverage::{Coverage, visible};

/// The typefaces (OFL) shipped with the program: file name, bytes. Sarabun for all the office writes; behind it, for what
/// districts write besides, symbols, emoji and Lao, in the order in which they are tried.
pub const SHIPPED: [(&str, &[u8]); 7] = [
    ("Sarabun-Regular.ttf", include_bytes!("../../../fonts/Sarabun-Regular.ttf")),
    ("Sarabun-Bold.ttf", include_bytes!("../../../fonts/Sarabun-Bold.ttf")),
    ("Sarabun-Italic.ttf", include_bytes!("../../../fonts/Sarabun-Italic.ttf")),
    ("NotoSansSymbols2-Subset.ttf", include_bytes!("../../../fonts/NotoSansSymbols2-Subset.ttf")),
    ("NotoSansSymbols-Regular.ttf", include_bytes!("../../../fonts/NotoSansSymbols-Regular.ttf")),
    ("NotoEmoji-Regular.ttf", include_bytes!("../../../fonts/NotoEmoji-Regular.ttf")),
    ("NotoSansLao-Regular.ttf", include_bytes!("../../../fonts/NotoSansLao-Regular.ttf")),
];

/// The family of the office's own words in [`SHIPPED`].
const SHIPPED_FAMILY: &str = "Sarabun";

/// What the names of the typefaces of official letters begin with; one of them is preferred at its own size.
const OFFICIAL: [&str; 2] = ["TH SarabunPSK", "TH Sarabun New"];

/// Sarabun at this share of the official size looks as tall as TH SarabunPSK: 10.8 pt for 16 pt.
const SHIPPED_SCALE: f64 = 10.8 / 16.0;

/// At that size Sarabun comes out wider than TH SarabunPSK. Letters are set closer by so many ems after every character, so
/// that their lines hold what those of an official letter hold: between -0.0088 and -0.0109 those of the source letter do.
const SHIPPED_TRACKING: f64 = -0.0098;

/// Every typeface at hand and the order in which they are tried.
pub struct Fonts {
    /// What Typst chooses from.
    pub(super) book: LazyHash<FontBook>,
    /// In the order of `book`.
    pub(super) all: Vec<Font>,
    /// Family names, the preferred one first.
    pub(super) families: Vec<String>,
    /// Points of type for one point of the official size.
    pub(super) scale: f64,
    /// What is added to every advance in the running text of letters, in ems of that type; below zero it is set closer.
    pub(super) tracking: f64,
    /// What they can print.
    pub(super) coverage: Coverage,
    /// One face a family, in their order: regular, then bold.
    faces: [Vec<FontInstance>; 2],
}

impl Fonts {
    /// The shipped typeface and `own` (file name, bytes); one of the same file name replaces a shipped one.
    ///
    /// # Errors
    /// [`PdfError::Font`] when a file of `own` is no TrueType or OpenType font.
    pub fn new(own: &[(String, Vec<u8>)]) -> Result<Self, PdfError> {
        let replaced = |name: &str| own.iter().any(|(other, _)| other == name);
        let mut all = Vec::new();
        for (name, bytes) in own {
            let before = all.len();
            all.extend(Font::iter(Bytes::new(bytes.clone())));
            if all.len() == before {
                return Err(PdfError::Font { file: name.clone() });
            }
        }
        all.extend(SHIPPED.iter().filter(|(name, _)| !replaced(name)).flat_map(|(_, bytes)| Font::iter(Bytes::new(*bytes))));
        let book = FontBook::from_fonts(&all);
        let (families, scale) = order(all.iter().map(|font| font.info().family.as_str()));
        let tracking = if families.first().is_some_and(|family| family == SHIPPED_FAMILY) { SHIPPED_TRACKING } else { 0.0 };
        let faces = [FontWeight::REGULAR, FontWeight::BOLD].map(|weight| faces(&book, &all, &families, weight));
        let coverage = Coverage::new(faces[0].iter().cloned().zip(faces[1].iter().cloned()).map(Into::into).collect());
        Ok(Self { book: LazyHash::new(book), all, families, scale, tracking, coverage, faces })
    }

    /// The characters of a clerk's words that no typeface here has, each once, in order: they are printed as code points.
    pub fn lacking(&self, text: &str) -> Vec<char> {
        if self.coverage.is_plain(text) { Vec::new() } else { self.coverage.printable(&visible(text)).lacking }
    }

    /// How wide `text` comes out on one line, in ems.
    pub(super) fn width(&self, text: &str, bold: bool) -> f64 {
        let faces = &self.faces[usize::from(bold)];
        text.chars().filter(|&c| !super::breaks::is_mark(c) && !super::breaks::hangs(c)).map(|c| advance(faces, c)).sum()
    }
}

/// Family names in the order to try them, and the scale that goes with the first.
fn order<'a>(names: impl Iterator<Item = &'a str>) -> (Vec<String>, f64) {
    let mut families: Vec<String> = Vec::new();
    for name in names {
        if !families.iter().any(|family| family == name) {
            families.push(name.to_owned());
        }
    }
    let rank = |family: &String| {
        let official = OFFICIAL.iter().position(|name| family.starts_with(name));
        official.unwrap_or(OFFICIAL.len() + usize::from(family != SHIPPED_FAMILY))
    };
    families.sort_by_key(rank);
    let official = families.first().is_some_and(|family| rank(family) < OFFICIAL.len());
    (families, if official { 1.0 } else { SHIPPED_SCALE })
}

/// The face of each family that stands for `weight`.
fn faces(book: &FontBook, all: &[Font], families: &[String], weight: FontWeight) -> Vec<FontInstance> {
    let variant = FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL);
    let select = |family: &String| book.select(&family.to_lowercase(), variant).and_then(|index| all.get(index)).cloned();
    families.iter().filter_map(select).map(|font| font.instantiate(variant, Abs::pt(10.0), &FontVariations::default())).collect()
}

/// Advance of one character in ems; a character no face has is taken to be as wide as a wide letter.
fn advance(faces: &[FontInstance], c: char) -> f64 {
    let of = |face: &FontInstance| face.ttf().glyph_index(c).and_then(|glyph| face.x_advance(glyph.0));
    faces.iter().find_map(of).map_or(1.0, typst::layout::Em::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_official_typeface_is_preferred_at_its_own_size() {
        let (families, scale) = order(["Emoji", "Sarabun", "Sarabun", "TH Sarabun New", "TH SarabunPSK"].into_iter());
        assert_eq!(families, ["TH SarabunPSK", "TH Sarabun New", "Sarabun", "Emoji"]);
        assert_eq!(scale, 1.0);
        let (families, scale) = order(["Emoji", "Sarabun"].into_iter());
        assert_eq!((families[0].as_str(), scale), ("Sarabun", SHIPPED_SCALE));
    }

    #[test]
    fn the_shipped_faces_have_thai_lao_symbols_and_emoji() -> Result<(), PdfError> {
        let fonts = Fonts::new(&[])?;
        let thai: String = ('ก'..='ฺ').chain('฿'..='๛').chain(' '..='~').collect();
        let symbols = "♥♡★☆✓✔✗☑☒①②⑩⑳❶Ⓐ●○■□▲△◆→←↔☎☏✿❀♪♫☀☂✈✉✂❤✨⭐⚡⚠™®©°½№℃";
        let emoji = "😀😂🙏🔥👍🏻👌📱🛒🏠🌾🍚🐘🇹🇭";
        for text in [&thai, symbols, emoji, "ສະບາຍດີ ຂອງຝາກ"] {
            assert_eq!(fonts.lacking(text), Vec::<char>::new(), "{text}");
        }
        assert_eq!(fonts.lacking("中国 ᨲ 中"), ['中', '国', 'ᨲ']);
        Ok(())
    }

    #[test]
    fn marks_above_and_below_take_no_room() -> Result<(), PdfError> {
        let fonts = Fonts::new(&[])?;
        assert_eq!(fonts.width("ที่", false), fonts.width("ท", false));
        assert!(fonts.width("รวม", true) > fonts.width("รวม", false));
        Ok(())
    }

    #[test]
    fn a_file_that_is_no_font_is_named() {
        let error = Fonts::new(&[("x.ttf".into(), b"no font".to_vec())]).err();
        assert!(matches!(error, Some(PdfError::Font { file }) if file == "x.ttf"));
    }
}
