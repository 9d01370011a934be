//! Paper: size, margins, what repeats, headers and footers, where pages end.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::canvas::Canvas;
use super::style::FONT;
use super::table::Place;
use crate::documents::document::{Document, Orientation};

/// Margins in millimetres: left and right, top, bottom; header and footer lie within the last two.
const SIDE: f64 = 15.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 15.0;
const HEADER: f64 = 8.0;
const FOOTER: f64 = 7.0;

/// A4 paper in number of Excel's list.
const A4: u8 = 9;

const MM_PER_INCH: f64 = 25.4;

/// Rows above a table are kept in view up to this height in points: more would leave no room to scroll.
const HIGHEST_FROZEN: f64 = 330.0;

/// A document this much longer than a page is scaled onto it, rather than leave a few rows on a second.
const SQUEEZE: f64 = 1.12;

/// The printable area of a page lying as `orientation`: width and height in millimetres.
fn printable(orientation: Orientation) -> (f64, f64) {
    let (width, height) = match orientation {
        Orientation::Portrait => (210.0, 297.0),
        Orientation::Landscape => (297.0, 210.0),
    };
    (width - 2.0 * SIDE, height - TOP - BOTTOM)
}

/// The width that the columns share out, in pixels. A little less than the paper gives, for programs that round up.
pub(super) fn width(orientation: Orientation) -> u32 {
    (printable(orientation).0 / MM_PER_INCH * 96.0 * 0.995) as u32
}

/// Sets up the page of a finished worksheet: A4 as the document lies, scaled to one page wide, with the heading of its
/// only table repeated and kept in view.
pub(super) fn set_up(canvas: &mut Canvas, document: &Document, tables: &[Place]) -> Result<(), XlsxError> {
    let last_row = canvas.next_row().saturating_sub(1);
    let last_column = canvas.grid.all().last;
    let height: f64 = canvas.heights().iter().sum();
    let page = printable(document.orientation).1 / MM_PER_INCH * 72.0;
    let only_table = if let [place] = tables { Some(place).filter(|place| !place.head.is_empty()) } else { None };
    let above: f64 = only_table.map_or(0.0, |place| canvas.heights()[..place.head.end as usize].iter().sum());
    let sheet = &mut canvas.sheet;
    match document.orientation {
        Orientation::Portrait => sheet.set_portrait(),
        Orientation::Landscape => sheet.set_landscape(),
    };
    let pages_high = u16::from(height <= page * SQUEEZE);
    let inch = |mm: f64| mm / MM_PER_INCH;
    sheet
        .set_paper_size(A4)
        .set_margins(inch(SIDE), inch(SIDE), inch(TOP), inch(BOTTOM), inch(HEADER), inch(FOOTER))
        .set_print_fit_to_pages(1, pages_high)
        .set_print_center_horizontally(true)
        .set_screen_gridlines(false)
        .set_print_area(0, 0, last_row, last_column)?;
    if let Some(place) = only_table {
        sheet.set_repeat_rows(place.head.start, place.head.end - 1)?;
        if above <= HIGHEST_FROZEN {
            sheet.set_freeze_panes(place.head.end, 0)?;
        }
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
