//! The page of a worksheet set up: paper, what repeats, headers and footers.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::canvas::Canvas;
use super::pages::{Pages, only};
use super::paper::{MM_PER_INCH, Margins, margins};
use super::position::TablePosition;
use super::style::FONT;
use crate::documents::document::{Document, Orientation};

/// From the paper's edge to header and footer, in millimetres.
const HEADER: f64 = 8.0;
const FOOTER: f64 = 5.0;

/// A4 paper in number of Excel's list.
const A4: u8 = 9;

/// Rows above a table are kept in view up to this height in points: more would leave no room to scroll.
const HIGHEST_FROZEN: f64 = 330.0;

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
