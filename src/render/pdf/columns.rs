//! How wide the columns of a table are and how large its type is.
//!
//! The document says how the columns share the width. That holds while every cell stands on one line; where cells must
//! wrap, columns give what they do not need to those that wrap most. The type, one size for all tables of a document,
//! shrinks step by step where twenty columns leave no other way to keep words whole.

use super::fonts::Fonts;

/// Official sizes a table is set in, the usual one first (points of TH SarabunPSK).
const SIZES: [f64; 6] = [14.0, 13.0, 12.0, 11.0, 10.0, 9.0];

/// White space left and right in a cell, together, in points.
pub(super) const CELL_PADDING: f64 = 7.0;

/// Points a column has beyond its widest word, so that rounding never breaks one.
const HAIR: f64 = 0.5;

/// Ems beyond which a clerk's unbroken word asks for no more room.
const MOST_OF_A_WORD: f64 = 15.0;

/// Lines over which the heading of a narrow column may spread before it widens the column.
const HEADING_LINES: f64 = 3.0;

/// A part of a cell that stays on one line.
pub(super) struct Piece {
    /// First column it may use.
    pub column: usize,
    /// Columns it may use.
    pub span: usize,
    /// Its width in ems.
    pub ems: f64,
    /// Whether it is a clerk's own, which never widens its column or shrinks the type: it breaks instead.
    pub yields: bool,
}

/// How wide a cell of one column would be on one line.
pub(super) struct Content {
    /// Its column.
    pub column: usize,
    /// Its width in ems.
    pub ems: f64,
    /// Whether it is of the heading.
    pub heading: bool,
    /// Whether its longest word may break.
    pub yields: bool,
}

/// What a table asks of its columns.
pub(super) struct Measured {
    /// How the document shares the width, in points.
    wanted: Vec<f64>,
    pieces: Vec<Piece>,
    /// The widest cell of each column, in ems.
    widest: Vec<f64>,
    /// The usual cell of each column, in ems: the mean of those of the body.
    usual: Vec<f64>,
}

impl Measured {
    /// A table of columns that share `width` points by `shares`.
    pub fn new(shares: &[f64], pieces: Vec<Piece>, cells: impl Iterator<Item = Content>, width: f64) -> Self {
        let total: f64 = shares.iter().map(|share| share.max(0.0)).sum();
        let even = width / shares.len().max(1) as f64;
        let share = |share: &f64| if total > 0.0 && total.is_finite() { share.max(0.0) / total * width } else { even };
        let (mut widest, mut sums, mut counts) = (vec![0.0_f64; shares.len()], vec![0.0; shares.len()], vec![0.0; shares.len()]);
        for Content { column, ems, heading, yields } in cells {
            let ems = if heading { ems / HEADING_LINES } else { ems };
            let ems = if yields { ems.min(MOST_OF_A_WORD) } else { ems };
            widest[column] = widest[column].max(ems);
            if !heading {
                sums[column] += ems;
                counts[column] += 1.0;
            }
        }
        let usual = sums.iter().zip(&counts).map(|(sum, count): (&f64, &f64)| sum / count.max(1.0)).collect();
        Self { wanted: shares.iter().map(share).collect(), pieces, widest, usual }
    }

    /// The width of each column, in points, in type of an official `size`; together `width`. Words stay whole where that is
    /// possible.
    pub fn widths(&self, size: f64, width: f64, fonts: &Fonts) -> Vec<f64> {
        let em = size * fonts.scale;
        let least = least_widths(&self.wanted, &self.pieces, em);
        let needed: f64 = least.iter().sum();
        if needed > width {
            // Not even the smallest type keeps every word whole: share by need, and let the widest words break.
            return least.iter().map(|least| least / needed * width).collect();
        }
        let one_line = |(widest, least): (&f64, &f64)| (widest * em + CELL_PADDING + HAIR).max(*least);
        let lines: Vec<f64> = self.widest.iter().zip(&least).map(one_line).collect();
        if lines.iter().sum::<f64>() <= width {
            return shared(&self.wanted, &lines, &vec![width; lines.len()], width);
        }
        // Columns that have enough keep to one line; the others share the rest by what usually stands in them.
        let enough = |i: usize| lines[i] <= self.wanted[i].max(least[i]);
        let all = || 0..lines.len();
        let floor: Vec<f64> = all().map(|i| if enough(i) { lines[i] } else { least[i] }).collect();
        if floor.iter().sum::<f64>() > width {
            return shared(&self.wanted, &least, &lines, width);
        }
        let weight = |i: usize| if enough(i) { 0.0 } else { (self.usual[i] * self.widest[i]).sqrt().max(1.0) };
        shared(&all().map(weight).collect::<Vec<_>>(), &floor, &lines, width)
    }

    /// Whether every word stays whole in type of an official `size`.
    fn fits(&self, size: f64, width: f64, fonts: &Fonts) -> bool {
        least_widths(&self.wanted, &self.pieces, size * fonts.scale).iter().sum::<f64>() <= width
    }
}

/// The largest official size at which every word of all `tables` stays whole within `width` points; the smallest where none
/// does.
pub(super) fn largest<'a>(tables: impl IntoIterator<Item = &'a Measured>, width: f64, fonts: &Fonts) -> f64 {
    let smallest = SIZES[SIZES.len() - 1];
    let of_one = |table: &Measured| SIZES.into_iter().find(|&size| table.fits(size, width, fonts)).unwrap_or(smallest);
    tables.into_iter().map(of_one).fold(SIZES[0], f64::min)
}

/// The width each column needs at `em` points of type.
fn least_widths(wanted: &[f64], pieces: &[Piece], em: f64) -> Vec<f64> {
    let mut least = vec![CELL_PADDING + em; wanted.len()];
    for piece in pieces.iter().filter(|piece| piece.span == 1) {
        let needed = piece.ems * em + CELL_PADDING + HAIR;
        let needed = if piece.yields { needed.min(wanted[piece.column]) } else { needed };
        least[piece.column] = least[piece.column].max(needed);
    }
    for piece in pieces.iter().filter(|piece| piece.span > 1 && !piece.yields) {
        let columns = piece.column..(piece.column + piece.span).min(least.len());
        let short = piece.ems * em + CELL_PADDING + HAIR - least[columns.clone()].iter().sum::<f64>();
        if short > 0.0 {
            let more = short / columns.len() as f64;
            least[columns].iter_mut().for_each(|width| *width += more);
        }
    }
    least
}

/// `width` shared by `weights`, no column below its `least` or above its `most` (unless all are).
fn shared(weights: &[f64], least: &[f64], most: &[f64], width: f64) -> Vec<f64> {
    let mut held: Vec<Option<f64>> = vec![None; weights.len()];
    loop {
        let free = width - held.iter().flatten().sum::<f64>();
        let sharing: f64 = weights.iter().zip(&held).filter(|(_, held)| held.is_none()).map(|(weight, _)| weight).sum();
        let share = |i: usize| held[i].unwrap_or(if sharing > 0.0 { weights[i] / sharing * free } else { 0.0 });
        let widths: Vec<f64> = (0..weights.len()).map(share).collect();
        let free_columns = || (0..widths.len()).filter(|&i| held[i].is_none());
        let narrow: Vec<usize> = free_columns().filter(|&i| widths[i] < least[i]).collect();
        let wide: Vec<usize> = free_columns().filter(|&i| widths[i] > most[i]).collect();
        if !narrow.is_empty() {
            narrow.into_iter().for_each(|i| held[i] = Some(least[i]));
        } else if !wide.is_empty() && wide.len() < free_columns().count() {
            wide.into_iter().for_each(|i| held[i] = Some(most[i]));
        } else {
            // What no column asks for makes all of them wider.
            let over = width / widths.iter().sum::<f64>();
            return widths.iter().map(|one| one * over).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::PdfError;

    fn piece(column: usize, span: usize, ems: f64) -> Piece {
        Piece { column, span, ems, yields: false }
    }

    fn cell(column: usize, ems: f64) -> Content {
        Content { column, ems, heading: false, yields: false }
    }

    /// The size and the widths of one table.
    fn fit(shares: &[f64], pieces: Vec<Piece>, cells: Vec<Content>, width: f64) -> Result<(f64, Vec<f64>), PdfError> {
        let fonts = Fonts::new(&[])?;
        let table = Measured::new(shares, pieces, cells.into_iter(), width);
        let size = largest([&table], width, &fonts);
        let widths = table.widths(size, width, &fonts);
        assert!((widths.iter().sum::<f64>() - width).abs() < 1e-6, "{widths:?}");
        Ok((size, widths))
    }

    #[test]
    fn shares_hold_where_words_fit() -> Result<(), PdfError> {
        let fit = fit(&[1.0, 3.0], vec![piece(0, 1, 2.0)], vec![cell(0, 2.0), cell(1, 20.0)], 400.0)?;
        assert_eq!(fit, (14.0, vec![100.0, 300.0]));
        Ok(())
    }

    #[test]
    fn a_long_word_takes_from_its_neighbours() -> Result<(), PdfError> {
        let (size, widths) = fit(&[1.0, 3.0, 0.0], vec![piece(0, 1, 20.0)], Vec::new(), 400.0)?;
        assert!(widths[0] >= 20.0 * size * 0.675);
        Ok(())
    }

    #[test]
    fn long_cells_take_what_the_others_do_not_need() -> Result<(), PdfError> {
        // A name of 100 ems beside three columns that are nearly empty.
        let (size, widths) = fit(&[1.0; 4], Vec::new(), vec![cell(0, 100.0), cell(1, 2.0), cell(2, 2.0), cell(3, 2.0)], 740.0)?;
        assert!(widths[0] > 600.0 && widths[1] >= 2.0 * size * 0.675, "{widths:?}");
        // Two long columns share by what stands in them, and a link asks for no more than a long word.
        let (_, widths) = fit(&[1.0; 3], Vec::new(), vec![cell(0, 100.0), cell(1, 50.0), cell(2, 2.0)], 740.0)?;
        assert!(widths[0] > 1.9 * widths[1] && widths[0] < 2.1 * widths[1], "{widths:?}");
        let link = Content { yields: true, ..cell(1, 300.0) };
        let (_, widths) = fit(&[1.0; 3], Vec::new(), vec![cell(0, 100.0), link, cell(2, 2.0)], 740.0)?;
        assert!(widths[0] > 2.0 * widths[1], "{widths:?}");
        Ok(())
    }

    #[test]
    fn type_shrinks_before_words_break_and_words_break_before_the_page_does() -> Result<(), PdfError> {
        let (size, _) = fit(&[1.0; 20], (0..20).map(|i| piece(i, 1, 4.5)).collect(), Vec::new(), 740.0)?;
        assert!((9.0..14.0).contains(&size));
        fit(&[f64::NAN; 20], (0..20).map(|i| piece(i, 1, 40.0)).collect(), Vec::new(), 740.0)?;
        Ok(())
    }

    #[test]
    fn the_tables_of_a_document_are_set_in_one_size() -> Result<(), PdfError> {
        let fonts = Fonts::new(&[])?;
        let table = |ems: f64| Measured::new(&[1.0; 20], (0..20).map(|i| piece(i, 1, ems)).collect(), std::iter::empty(), 740.0);
        let (wide, narrow) = (table(4.5), table(1.0));
        assert_eq!(largest([&narrow], 740.0, &fonts), 14.0);
        assert_eq!(largest([&narrow, &wide], 740.0, &fonts), largest([&wide], 740.0, &fonts));
        Ok(())
    }
}
