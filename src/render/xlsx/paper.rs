//! Paper: its size, its margins, what of it holds words.

use super::style::TEXT_SIZE;
use crate::documents::document::Orientation;

/// Margins in millimetres, the same as on the printed form.
pub(super) struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// Of a page that stands.
const PORTRAIT: Margins = Margins { left: 25.0, right: 15.0, top: 20.0, bottom: 15.0 };

/// Of a page that lies.
const LANDSCAPE: Margins = Margins { left: 20.0, right: 15.0, top: 20.0, bottom: 12.0 };

pub(super) const MM_PER_INCH: f64 = 25.4;

/// The least that words of [`TEXT_SIZE`] are scaled down to on paper, in points: smaller is not read without effort. It is
/// the floor of every page's scale, 71 %; a table too wide for it breaks words instead.
const LEGIBLE: f64 = 10.0;

/// The margins of a page that lies as `orientation`.
pub(super) fn margins(orientation: Orientation) -> Margins {
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
