//! What a PDF says, read back by a reader of PDFs.

use otop_report::app::seal::Paper;

/// The text of all pages in the order in which it is drawn, without white space and without what recurs on pages.
pub fn text(pdf: &[u8]) -> String {
    Paper::read(pdf).expect("a PDF").text
}
