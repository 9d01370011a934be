//! Paper: size, margins, what repeats, headers and footers, where pages end.

use std::ops::Range;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::canvas::Canvas;
use super::position::TablePosition;
use super::style::FONT;
use crate::documents::document::{Document, Orientation};

/// Margins in millimetres, the same as on the printed form.
struct Margins {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Of a page that stands.
const PORTRAIT: Margins = Margins { left: 25.0, right: 15.0, top: 20.0, bottom: 15.0 };

/// Of a page that lies.
const LANDSCAPE: Margins = Margins { left: 20.0, right: 15.0, top: 20.0, bottom: 12.0 };

/// From the paper's edge to header and footer, in millimetres.
const HEADER: f64 = 8.0;
const FOOTER: f64 = 5.0;

/// A4 paper in number of Excel's list.
const A4: u8 = 9;

const MM_PER_INCH: f64 = 25.4;

/// Rows above a table are kept in view up to this height in points: more would leave no room to scroll.
const HIGHEST_FROZEN: f64 = 330.0;

fn margins(orientation: Orientation) -> Margins {
    match orientation {
        Orientation::Portrait => PORTRAIT,
        Orientation::Landscape => LANDSCAPE,
    }
}

/// The printable area of a page lying as `orientation`: width and height in millimetres.
fn printable(orientation: Orientation) -> (f64, f64) {
    let (width, height) = match orientation {
        Orientation::Portrait => (210.0, 297.0),
        Orientation::Landscape => (297.0, 210.0),
    };
    let margins = margins(orientation);
    (width - margins.left - margins.right, height - margins.top - margins.bottom)
}

/// The width that the columns share out on a page scaled to `scale`, in pixels. A little less than the paper gives, for
/// programs that round up.
pub(super) fn width(orientation: Orientation, scale: f64) -> u32 {
    (printable(orientation).0 / MM_PER_INCH * 96.0 * 0.995 / scale) as u32
}

/// Where the pages of a worksheet end.
pub(super) struct Pages {
    /// How many they are.
    pub(super) count: usize,
    /// Rows before which a page is made to end.
    breaks: Vec<u32>,
    /// The rows that repeat on each page from the second.
    repeated: Option<Range<u32>>,
}

/// Divides a finished worksheet into pages scaled to `scale`.
pub(super) fn paginate(canvas: &Canvas, orientation: Orientation, scale: f64, tables: &[TablePosition]) -> Pages {
    let page = printable(orientation).1 / MM_PER_INCH * 72.0 / scale;
    let height = |rows: Range<u32>| -> f64 { canvas.heights()[rows.start as usize..rows.end as usize].iter().sum() };
    if height(0..canvas.next_row()) <= page {
        return Pages { count: 1, breaks: Vec::new(), repeated: None };
    }
    // A heading is repeated where its table goes on, not above the chart or signatures that follow it.
    let repeated = only(tables).filter(|place| height(0..place.end()) > page).map(|place| place.head.clone());
    let head = repeated.clone().map_or(0.0, height);
    let (mut count, mut breaks) = (1, Vec::new());
    let (mut used, mut group, mut start) = (0.0, 0.0, 0);
    for (row, height) in (0..).zip(canvas.heights()) {
        group += height;
        if canvas.is_kept(row) {
            continue;
        }
        if used + group > page && used > head {
            count += 1;
            used = head;
            // A single row moves to the next page by itself. A long table is left to flow: where a stand-in font scales
            // the page down, more rows fit than are counted here.
            if start < row && canvas.grid.is_free() {
                breaks.push(start);
            }
        }
        used += group;
        while used > page {
            count += 1;
            used -= page - head.min(page / 2.0);
        }
        (group, start) = (0.0, row + 1);
    }
    Pages { count, breaks, repeated }
}

/// The only table of a worksheet.
fn only(tables: &[TablePosition]) -> Option<&TablePosition> {
    if let [place] = tables { Some(place).filter(|place| !place.head.is_empty()) } else { None }
}

/// Sets up the page of a finished worksheet: A4 as the document lies, scaled to one page wide, with the heading of its
/// only table repeated and kept in view.
pub(super) fn set_up(canvas: &mut Canvas, document: &Document, pages: &Pages, tables: &[TablePosition]) -> Result<(), XlsxError> {
    let last_row = canvas.next_row().saturating_sub(1);
    let last_column = canvas.grid.all().last;
    let frozen = only(tables).map(|place| place.head.end).unwrap_or_default();
    let frozen_height: f64 = canvas.heights()[..frozen as usize].iter().sum();
    let sheet = &mut canvas.sheet;
    match document.orientation {
        Orientation::Portrait => sheet.set_portrait(),
        Orientation::Landscape => sheet.set_landscape(),
    };
    let Margins { left, right, top, bottom } = margins(document.orientation);
    let inch = |mm: f64| mm / MM_PER_INCH;
    sheet
        .set_paper_size(A4)
        .set_margins(inch(left), inch(right), inch(top), inch(bottom), inch(HEADER), inch(FOOTER))
        .set_print_fit_to_pages(1, u16::from(pages.count == 1))
        .set_print_center_horizontally(true)
        .set_screen_gridlines(false)
        .set_print_area(0, 0, last_row, last_column)?
        .set_page_breaks(&pages.breaks)?;
    if let Some(rows) = &pages.repeated {
        sheet.set_repeat_rows(rows.start, rows.end - 1)?;
    }
    if frozen > 0 && frozen_height <= HIGHEST_FROZEN {
        sheet.set_freeze_panes(frozen, 0)?;
    }
    set_header_and_footer(sheet, document);
    Ok(())
}

/// ฉบับร่าง at the top of every page of a draft, the document's title at the foot. No page numbers: spreadsheet programs
/// write them in Arabic digits only.
fn set_header_and_footer(sheet: &mut Worksheet, document: &Document) {
    if document.draft.is_some() {
        sheet.set_header(format!("&C&\"{FONT},Bold\"&18 ฉบับร่าง"));
    }
    let title = super::measure::Ruler::shared().shorten(&document.sheet, 150).replace('&', "&&");
    sheet.set_footer(format!("&R&\"{FONT},Regular\"&12 {title}"));
}
