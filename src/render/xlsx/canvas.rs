//! One worksheet being filled from the top, a row at a time, every row as high as its words need.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::grid::{ColumnRange, Grid};
use super::measure::{HIGHEST, Ruler};
use super::style::{self, Style};

/// A worksheet under the pen.
pub(super) struct Canvas {
    pub(super) sheet: Worksheet,
    pub(super) grid: Grid,
    pub(super) ruler: &'static Ruler,
    /// What a page holds, in points.
    pub(super) page: f64,
    /// The heights of the rows written so far, in points; the next row's index is their number.
    heights: Vec<f64>,
    /// Rows after which no page should end.
    kept: BTreeSet<u32>,
}

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content<'a> {
    Blank,
    /// Words, never a formula whatever they begin with.
    Text(&'a str),
    /// Words made here.
    Words(String),
    Number(f64),
    /// A formula with the value that it has.
    Formula {
        expression: String,
        result: String,
    },
}

/// A cell of a row: where, what, how.
pub(super) struct Piece<'a> {
    pub(super) span: ColumnRange,
    pub(super) content: Content<'a>,
    pub(super) style: Style,
}

/// Excel's limit for the text of one cell, in UTF-16 units.
const LONGEST: usize = 32_767;

impl Canvas {
    /// An empty worksheet with the columns of `grid`, for pages that hold rows of `page` points.
    pub(super) fn new(name: &str, grid: Grid, page: f64) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?.set_default_format(&style::normal(), style::NORMAL_ROW, style::NORMAL_COLUMN)?;
        for (column, width) in (0..).zip(grid.widths()) {
            sheet.set_column_width_pixels(column, width)?;
        }
        Ok(Self { sheet, grid, ruler: Ruler::shared(), page, heights: Vec::new(), kept: BTreeSet::new() })
    }

    /// The index of the next row.
    pub(super) fn next_row(&self) -> u32 {
        self.heights.len() as u32
    }

    /// The heights of the rows written so far, in points.
    pub(super) fn heights(&self) -> &[f64] {
        &self.heights
    }

    /// Keeps the row just written on one page with the next one.
    pub(super) fn keep_with_next(&mut self) {
        self.kept.extend(self.next_row().checked_sub(1));
    }

    /// Whether no page should end after `row`.
    pub(super) fn is_kept(&self, row: u32) -> bool {
        self.kept.contains(&row)
    }

    /// An empty row `height` points high.
    pub(super) fn gap(&mut self, height: f64) -> Result<(), XlsxError> {
        self.end_row(height)
    }

    /// One line of words over all columns.
    pub(super) fn line(&mut self, text: &str, style: Style) -> Result<(), XlsxError> {
        let span = self.grid.all();
        self.row(&[Piece { span, content: Content::Text(text), style }])
    }

    /// A row of `pieces`, as high as the longest of them needs.
    pub(super) fn row(&mut self, pieces: &[Piece]) -> Result<(), XlsxError> {
        self.row_of(pieces, self.highest(pieces))
    }

    /// A row of `pieces`, `height` points high.
    pub(super) fn row_of(&mut self, pieces: &[Piece], height: f64) -> Result<(), XlsxError> {
        let row = self.next_row();
        pieces.iter().try_for_each(|piece| self.put(row, row, piece))?;
        self.end_row(height)
    }

    /// The height that the longest of `pieces` needs, in points.
    pub(super) fn highest(&self, pieces: &[Piece]) -> f64 {
        pieces.iter().map(|piece| self.height(piece)).fold(0.0, f64::max)
    }

    /// The height that `piece` needs, in points.
    pub(super) fn height(&self, piece: &Piece) -> f64 {
        let text = match &piece.content {
            Content::Text(text) => text,
            Content::Words(text) => text.as_str(),
            Content::Blank | Content::Number(_) | Content::Formula { .. } => "",
        };
        let Style { size, bold, inset, .. } = piece.style;
        self.ruler.height(text, self.grid.points(piece.span) - inset, size, bold)
    }

    /// Writes `piece` over the rows `first..=last`, merging what it covers.
    pub(super) fn put(&mut self, first: u32, last: u32, piece: &Piece) -> Result<(), XlsxError> {
        let ColumnRange { first: left, last: right } = piece.span;
        let format = &piece.style.format;
        if (first, left) != (last, right) {
            self.sheet.merge_range(first, left, last, right, "", format)?;
        }
        match &piece.content {
            Content::Blank => self.sheet.write_blank(first, left, format)?,
            Content::Text(text) => self.sheet.write_string_with_format(first, left, fitting(text), format)?,
            Content::Words(text) => self.sheet.write_string_with_format(first, left, fitting(text), format)?,
            Content::Number(number) => self.sheet.write_number_with_format(first, left, *number, format)?,
            Content::Formula { expression, result } => {
                let formula = Formula::new(expression).set_result(result);
                self.sheet.write_formula_with_format(first, left, formula, format)?
            }
        };
        Ok(())
    }

    /// Ends the current row, `height` points high.
    pub(super) fn end_row(&mut self, height: f64) -> Result<(), XlsxError> {
        // Whole pixels, upwards: a row's height is stored in them.
        let height = (height.min(HIGHEST) / 0.75).ceil() * 0.75;
        self.sheet.set_row_height(self.next_row(), height)?;
        self.heights.push(height);
        Ok(())
    }
}

/// `text` cut to what a cell can hold; no form comes near it.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    let fits = |c: char| {
        units += c.len_utf16();
        units > LONGEST
    };
    text.find(fits).map_or(text, |end| &text[..end])
}
