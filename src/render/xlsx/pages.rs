//! Where the printed pages of a worksheet end.
//!
//! Every row's height is set, and a page holds its printable height divided by the scale that fits the columns to its
//! width, so the program knows what stands on each page and ends it there itself. It plans with a little less than a page
//! holds: row heights are exact in every program, but the scale is found by each program from column widths that it rounds
//! in its own way, within [`SPARE`] on both sides. A page that held less than was planned would leave single rows on a page
//! of their own. Where another font stands in for TH SarabunPSK columns are wider, the scale is smaller, and pages end early.

use std::ops::Range;

use super::canvas::Canvas;
use super::paper;
use super::position::TablePosition;
use crate::documents::document::Orientation;

/// Part of a page's height left unused: programs scale in whole per cent and round widths to their own pixels. A page that
/// is not scaled cannot be scaled up, and needs less of it.
const SPARE: f64 = 0.04;
const SPARE_UNSCALED: f64 = 0.01;

/// A last page emptier than this share takes rows over from the page before. Where another font stands in and the page is
/// scaled to a little more than half, it is still more than a quarter full.
const LEAST_FULL: f64 = 0.45;

/// The page before keeps this share of its height all the same.
const LEAST_KEPT: f64 = 0.5;

/// A worksheet has room for so many page breaks; those of a longer list before the last ones are left to the program.
const MOST_BREAKS: usize = 1000;

/// Where the pages of a worksheet end.
pub(super) struct Pages {
    /// How many they are.
    pub(super) count: usize,
    /// Rows before which a page is made to end.
    pub(super) breaks: Vec<u32>,
    /// The rows that repeat on each page from the second.
    pub(super) repeated: Option<Range<u32>>,
}

/// The only table of a worksheet.
pub(super) fn only(tables: &[TablePosition]) -> Option<&TablePosition> {
    if let [place] = tables { Some(place).filter(|place| !place.head.is_empty()) } else { None }
}

/// Divides a finished worksheet into pages.
pub(super) fn paginate(canvas: &Canvas, tables: &[TablePosition]) -> Pages {
    let page = canvas.page;
    let height = |rows: Range<u32>| -> f64 { canvas.heights()[rows.start as usize..rows.end as usize].iter().sum() };
    // A single page is fitted to the paper by the program that prints it.
    if height(0..canvas.next_row()) * (1.0 - SPARE) <= page {
        return Pages { count: 1, breaks: Vec::new(), repeated: None };
    }
    // A heading is repeated where its table goes on, not above the chart or signatures that follow it.
    let repeated = only(tables).filter(|place| height(0..place.end()) > page).map(|place| place.head.clone());
    let head = repeated.clone().map_or(0.0, height).min(page / 2.0);
    let starts = divide(&units(canvas, page - head), page, head);
    let surplus = starts.len().saturating_sub(MOST_BREAKS);
    Pages { count: starts.len() + 1, breaks: starts[surplus..].to_vec(), repeated }
}

/// The height of the rows that a page scaled to `scale`, or to columns `width` pixels wide if that is less, holds, in points.
pub(super) fn room(orientation: Orientation, scale: f64, width: u32) -> f64 {
    let fitted = f64::from(paper::width(orientation, 1.0)) / f64::from(width.max(1));
    let scale = scale.min(fitted);
    let spare = if scale < 1.0 { SPARE } else { SPARE_UNSCALED };
    paper::height(orientation) / scale * (1.0 - spare)
}

/// Rows that stay on one page.
struct Unit {
    first: u32,
    height: f64,
}

/// The rows from the top, those kept together as one; of more than fit on a `page` as many as do.
fn units(canvas: &Canvas, page: f64) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut is_joined = false;
    for (row, height) in (0..).zip(canvas.heights()) {
        match units.last_mut().filter(|unit| is_joined && unit.height + height <= page) {
            Some(unit) => unit.height += height,
            None => units.push(Unit { first: row, height: *height }),
        }
        is_joined = canvas.is_kept(row);
    }
    units
}

/// The first row of each page from the second. Pages are filled from the top, each from the second below a heading `head`
/// points high; the last takes rows over where it would be nearly empty.
fn divide(units: &[Unit], page: f64, head: f64) -> Vec<u32> {
    let mut starts: Vec<usize> = Vec::new();
    let mut used = 0.0;
    for (index, unit) in units.iter().enumerate() {
        if used + unit.height > page && index > 0 {
            starts.push(index);
            used = head;
        }
        used += unit.height;
    }
    if let Some(last) = starts.pop() {
        let start = starts.last().copied().unwrap_or(0);
        starts.push(evened(units, start, last, page));
    }
    starts.into_iter().map(|index| units[index].first).collect()
}

/// Where the last page begins instead of at `last`, so that it is not nearly empty; the page before begins at `start`.
fn evened(units: &[Unit], start: usize, mut last: usize, page: f64) -> usize {
    let height = |units: &[Unit]| -> f64 { units.iter().map(|unit| unit.height).sum() };
    let (mut before, mut after) = (height(&units[start..last]), height(&units[last..]));
    while after < page * LEAST_FULL && last > start + 1 {
        let moved = units[last - 1].height;
        if before - moved < page * LEAST_KEPT {
            break;
        }
        (before, after, last) = (before - moved, after + moved, last - 1);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(heights: &[f64]) -> Vec<Unit> {
        (0..).zip(heights).map(|(first, height)| Unit { first, height: *height }).collect()
    }

    #[test]
    fn pages_are_filled_below_their_heading() {
        assert_eq!(divide(&rows(&[20.0; 10]), 100.0, 0.0), [5]);
        assert_eq!(divide(&rows(&[20.0; 13]), 100.0, 20.0), [5, 9]);
        assert_eq!(divide(&rows(&[150.0, 20.0]), 100.0, 0.0), [1], "a row higher than a page has one of its own");
        assert!(divide(&[], 100.0, 0.0).is_empty());
    }

    #[test]
    fn a_nearly_empty_last_page_takes_rows_over() {
        assert_eq!(divide(&rows(&[20.0; 6]), 100.0, 0.0), [3], "three rows of twenty are enough");
        assert_eq!(divide(&rows(&[60.0, 40.0, 10.0]), 100.0, 0.0), [1]);
        assert_eq!(divide(&rows(&[90.0, 10.0, 10.0]), 100.0, 0.0), [1], "no further than the second row of the page before");
        assert_eq!(divide(&rows(&[10.0, 90.0, 10.0]), 100.0, 0.0), [2], "the page before keeps its half");
    }

    #[test]
    fn a_page_holds_more_where_it_is_scaled_down() {
        let (lies, whole) = (Orientation::Landscape, paper::width(Orientation::Landscape, 1.0));
        assert!(room(lies, 1.0, whole) < paper::height(lies));
        assert!(room(lies, 1.0, whole * 2) > room(lies, 0.85, whole));
        assert!(room(lies, 0.85, whole) > room(lies, 1.0, whole));
    }
}
