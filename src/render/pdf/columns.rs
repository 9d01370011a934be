//! How wide the columns of a table are and how large its type is.
//!
//! The document says how the columns share the width; here that is bent just enough that no word has to break, and the
//! type shrinks step by step where twenty columns leave no other way.

use super::fonts::Fonts;

/// Official sizes a table is set in, the usual one first (points of TH SarabunPSK).
const SIZES: [f64; 6] = [14.0, 13.0, 12.0, 11.0, 10.0, 9.0];

/// White space left and right in a cell, together, in points.
pub(super) const CELL_PADDING: f64 = 7.0;

/// Points a column has beyond its widest word, so that rounding never breaks one.
const HAIR: f64 = 0.5;

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

/// Widths and type size of one table.
#[derive(Debug)]
pub(super) struct Fit {
    /// Official size in points.
    pub size: f64,
    /// One for each column, in points; together the table's width.
    pub widths: Vec<f64>,
}

/// Fits `shares` into `width` points so that `pieces` stay whole, at the largest size that allows it.
pub(super) fn fit(shares: &[f64], pieces: &[Piece], width: f64, fonts: &Fonts) -> Fit {
    let total: f64 = shares.iter().map(|share| share.max(0.0)).sum();
    let even = width / shares.len().max(1) as f64;
    let wanted: Vec<f64> =
        shares.iter().map(|share| if total > 0.0 && total.is_finite() { share.max(0.0) / total * width } else { even }).collect();
    let mut least = Vec::new();
    for size in SIZES {
        least = least_widths(&wanted, pieces, size * fonts.scale);
        if least.iter().sum::<f64>() <= width {
            return Fit { size, widths: widen(&wanted, &least, width) };
        }
    }
    // Not even the smallest type keeps every word whole: share by need, and let the widest words break.
    let needed: f64 = least.iter().sum();
    Fit { size: SIZES[SIZES.len() - 1], widths: least.iter().map(|least| least / needed * width).collect() }
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

/// The wanted widths, each at least its least; what that takes comes from the columns that can spare it.
fn widen(wanted: &[f64], least: &[f64], width: f64) -> Vec<f64> {
    let mut held = vec![false; wanted.len()];
    loop {
        let free: f64 = width - least.iter().zip(&held).filter(|(_, held)| **held).map(|(least, _)| least).sum::<f64>();
        let sharing: f64 = wanted.iter().zip(&held).filter(|(_, held)| !**held).map(|(wanted, _)| wanted).sum();
        let widths: Vec<f64> = (0..wanted.len()).map(|i| if held[i] { least[i] } else { wanted[i] / sharing * free }).collect();
        let narrow = (0..wanted.len()).filter(|&i| !held[i] && widths[i] < least[i]).collect::<Vec<_>>();
        if narrow.is_empty() {
            return widths;
        }
        narrow.into_iter().for_each(|i| held[i] = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::PdfError;

    fn piece(column: usize, span: usize, ems: f64) -> Piece {
        Piece { column, span, ems, yields: false }
    }

    #[test]
    fn shares_hold_where_words_fit() -> Result<(), PdfError> {
        let fit = fit(&[1.0, 3.0], &[piece(0, 1, 2.0)], 400.0, &Fonts::new(&[])?);
        assert_eq!((fit.size, fit.widths), (14.0, vec![100.0, 300.0]));
        Ok(())
    }

    #[test]
    fn a_long_word_takes_from_its_neighbours() -> Result<(), PdfError> {
        let fit = fit(&[1.0, 3.0, 0.0], &[piece(0, 1, 20.0)], 400.0, &Fonts::new(&[])?);
        assert!(fit.widths[0] >= 20.0 * fit.size * 0.675 && (fit.widths.iter().sum::<f64>() - 400.0).abs() < 1e-6);
        Ok(())
    }

    #[test]
    fn type_shrinks_before_words_break_and_words_break_before_the_page_does() -> Result<(), PdfError> {
        let fonts = Fonts::new(&[])?;
        let pieces: Vec<Piece> = (0..20).map(|i| piece(i, 1, 4.5)).collect();
        assert!((9.0..14.0).contains(&fit(&[1.0; 20], &pieces, 740.0, &fonts).size));
        let pieces: Vec<Piece> = (0..20).map(|i| piece(i, 1, 40.0)).collect();
        let fit = fit(&[f64::NAN; 20], &pieces, 740.0, &fonts);
        assert!((fit.widths.iter().sum::<f64>() - 740.0).abs() < 1e-6);
        Ok(())
    }
}
