//! Fonts, borders and number formats: the official look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::documents::document::{Align, RowKind, Value};

/// The government's font; every cell, header and chart names it.
pub(crate) const FONT: &str = "TH SarabunPSK";

/// Titles and headings, in points.
pub(crate) const TITLE_SIZE: f64 = 16.0;

/// Tables and running text, in points.
pub(crate) const TEXT_SIZE: f64 = 14.0;

/// Height of a row and width of a column by default, in pixels. The width says that a digit of the normal font is 7 pixels
/// wide (0.362 em), the unit in which a workbook counts its columns.
pub(crate) const NORMAL_ROW: u32 = 28;
pub(crate) const NORMAL_COLUMN: u32 = 64;

/// ฉบับร่าง on the sheet, in points.
const DRAFT_SIZE: f64 = 22.0;

/// Whole numbers in Thai numerals. The long form of the prefix is the one that both Excel and LibreOffice understand.
pub(crate) const INTEGER: &str = "[$-D00041E]#,##0";

/// Baht in Thai numerals.
pub(crate) const MONEY: &str = "[$-D00041E]#,##0.00";

/// Per cent in Thai numerals, with no sign: the heading says ร้อยละ, as on paper.
const PERCENT: &str = "[$-D00041E]0.00";

/// A day in Thai numerals and the Buddhist era: ๑๕ ก.พ. ๖๕.
const DATE: &str = "[$-D07041E]d mmm yy";

/// The character set of Thai in Windows fonts, by which Excel chooses a stand-in that has Thai letters.
const THAI_CHARSET: u8 = 222;

/// The font of a workbook's normal cells, in which its columns are measured.
pub(crate) fn normal() -> Format {
    Format::new().set_font_name(FONT).set_font_size(TEXT_SIZE).set_font_charset(THAI_CHARSET)
}

/// Room that an indent of one step takes (three spaces), in points.
pub(crate) const INDENT: f64 = 8.5;

/// How a cell looks and, for measuring, how large its letters are.
#[derive(Clone)]
pub(super) struct Style {
    /// In points.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Points left free beside the words.
    pub(super) inset: f64,
    pub(super) format: Format,
}

impl Style {
    fn new(size: f64, bold: bool, align: Align) -> Self {
        let format = normal().set_font_size(size).set_text_wrap().set_align(FormatAlign::VerticalCenter).set_align(match align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        });
        Self { size, bold, inset: 0.0, format: if bold { format.set_bold() } else { format } }
    }

    fn map(self, change: impl FnOnce(Format) -> Format) -> Self {
        Self { format: change(self.format), ..self }
    }

    /// A title line.
    pub(super) fn title() -> Self {
        Self::new(TITLE_SIZE, true, Align::Center)
    }

    /// A heading inside the document, a caption.
    pub(super) fn heading() -> Self {
        Self::new(TITLE_SIZE, true, Align::Left)
    }

    /// Running text.
    pub(super) fn text(align: Align) -> Self {
        Self::new(TEXT_SIZE, false, align)
    }

    /// A label before running text.
    pub(super) fn label() -> Self {
        Self::new(TEXT_SIZE, true, Align::Left)
    }

    /// Running text at the top of its cell, where cells beside it may be higher.
    pub(super) fn at_top(self) -> Self {
        self.map(|format| format.set_align(FormatAlign::Top))
    }

    /// A numerator: it stands on the line.
    pub(super) fn over_line(self) -> Self {
        self.map(|format| format.set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Thin))
    }

    /// ฉบับร่าง: framed, so that it stays visible in black and white.
    pub(super) fn draft() -> Self {
        Self::new(DRAFT_SIZE, true, Align::Center)
            .map(|format| format.set_font_color(Color::RGB(0xC0_00_00)).set_border(FormatBorder::Medium))
    }

    /// A heading cell of a table.
    pub(super) fn head() -> Self {
        Self::new(TEXT_SIZE, true, Align::Center).map(|format| format.set_border(FormatBorder::Thin))
    }

    /// The same with its words turned upright, read from below.
    pub(super) fn upright(self) -> Self {
        self.map(|format| format.set_rotation(90))
    }

    /// A body cell of a table.
    pub(super) fn cell(value: &Value, kind: RowKind, align: Align) -> Self {
        let style = Self::new(TEXT_SIZE, kind == RowKind::Total, align).map(|format| format.set_border(FormatBorder::Thin));
        let style =
            if align == Align::Center { style } else { Self { inset: INDENT, ..style.map(|format| format.set_indent(1)) } };
        let figure = |number_format| style.clone().map(|format| format.unset_text_wrap().set_num_format(number_format));
        match value {
            Value::Empty | Value::Text(_) | Value::Verbatim(_) => style,
            Value::Integer(_) => figure(INTEGER),
            Value::Money(_) => figure(MONEY),
            Value::Percent(_) => figure(PERCENT),
            Value::Date(_) => figure(DATE),
        }
    }
}
