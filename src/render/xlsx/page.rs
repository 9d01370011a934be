//! Paper: size, margins, what repeats, headers and footers.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::canvas::Canvas;
use super::pages::{Pages, only};
use super::position::TablePosition;
use super::style::{FONT, TEXT_SIZE};
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

/// The least that words of [`TEXT_SIZE`] are scaled down to on paper, in points: smaller is not read without effort. It is
/// the floor of every page's scale, 71 %; a table too wide for it breaks words instead.
const LEGIBLE: f64 = 10.0;

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

/// The printable height of a page that lies as `orientation`, in points.
pub(super) fn height(orientation: Orientation) -> f64 {
    printable(orientation).1 / MM_PER_INCH * 72.0
}

/// The width in pixels of the widest table that is legible when it is scaled to the page.
pub(super) fn widest(orientation: Orientation) -> u32 {
    width(orientation, LEGIBLE / TEXT_SIZE)
}

/// The width that the columns share out on a page scaled to `scale`, in pixels. A little less than the paper gives, for
/// programs that round up.
pub(super) fn width(orientation: Orientation, scale: f64) -> u32 {
    (printable(orientation).0 / MM_PER_INCH * 96.0 * 0.995 / scale) as u32
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
    set_header_and_footer(sheet, document.draft.is_some());
    Ok(())
}

/// ฉบับร่าง at the top of every page of a draft, the worksheet's own name at the foot. No page numbers: spreadsheet programs
/// write them in Arabic digits only.
fn set_header_and_footer(sheet: &mut Worksheet, is_draft: bool) {
    if is_draft {
        sheet.set_header(format!("&C&\"{FONT},Bold\"&18 ฉบับร่าง"));
    }
    let name = sheet.name().replace('&', "&&");
    sheet.set_footer(format!("&R&\"{FONT},Regular\"&12 {name}"));
}
