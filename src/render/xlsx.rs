//! A document as a workbook: figures stay numbers with Thai numerals, totals stay formulas with their results, and every
//! worksheet prints on A4 as it stands.

mod canvas;
mod chart;
mod figures;
mod grid;
mod layout;
pub(crate) mod measure;
pub(crate) mod package;
mod page;
mod pages;
mod paper;
mod position;
mod sheets;
pub(crate) mod style;
mod table;
mod widths;
mod words;

use std::borrow::Borrow;
use std::fmt;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::canvas::Canvas;
use self::grid::Grid;
use self::measure::Ruler;
use self::pages::Pages;
use self::position::TablePosition;
use self::sheets::Sheet;
use self::style::Style;
use self::widths::{Columns, Page};
use crate::documents::document::{Align, Block, Document, Table};
use crate::lang::{Count, Details, Lang, Said, Say, say};

/// The workbook of a document cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum XlsxError {
    /// It exceeds what the format can hold: 1,048,576 rows, 16,384 columns.
    Write {
        /// The document's id.
        document: String,
        /// What the writer says.
        source: rust_xlsxwriter::XlsxError,
    },
    /// Its parts cannot be put together: it is larger than a zip file can be.
    Package {
        /// The document's id.
        document: String,
        /// What the packer says.
        source: zip::result::ZipError,
    },
}

impl Say for XlsxError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write { document, source } => say!(
                lang,
                out,
                "ทำแฟ้ม {document}.xlsx ไม่ได้: {why}",
                "cannot make {document}.xlsx: {why}",
                why = WriterSays(source)
            ),
            Self::Package { document, source } => say!(
                lang,
                out,
                "ทำแฟ้ม {document}.xlsx ไม่ได้: ใหญ่เกินที่สมุดงานหนึ่งแฟ้มรับได้ {details}",
                "cannot make {document}.xlsx: it is larger than one workbook can be {details}",
                details = Details(source.to_string())
            ),
        }
    }
}

/// Why the writer of workbooks refuses.
pub(crate) struct WriterSays<'a>(pub &'a rust_xlsxwriter::XlsxError);

impl Say for WriterSays<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        use rust_xlsxwriter::XlsxError as Writer;
        match self.0 {
            Writer::RowColumnLimitError => say!(
                lang,
                out,
                "มีแถวหรือคอลัมน์มากกว่าที่แผ่นงานรับได้ คือ {rows} แถว {columns} คอลัมน์",
                "it has more rows or columns than a sheet can have: {rows} rows, {columns} columns",
                rows = Count(1 << 20),
                columns = Count(1 << 14)
            ),
            Writer::MaxStringLengthExceeded => say!(
                lang,
                out,
                "มีข้อความยาวกว่าที่ช่องหนึ่งรับได้ คือ {length} ตัวอักษร",
                "it has a text longer than a cell can hold: {length} characters",
                length = Count(32_767)
            ),
            other => say!(
                lang,
                out,
                "มีสิ่งที่สมุดงานรับไม่ได้ {details}",
                "it has something that a workbook cannot hold {details}",
                details = Details(other.to_string())
            ),
        }
    }
}

/// Space between blocks, in points.
const GAP: f64 = 9.0;

/// How far a page may be scaled down to save another.
const SCALES: [f64; 5] = [1.0, 0.95, 0.9, 0.85, 0.8];

/// Of how many pages of a table one more or less matters.
const FEW_PAGES: usize = 3;

/// Writes `document` as an .xlsx file with `created` and `author` in its properties; the same input gives the same bytes.
/// A document given away is gone before the file is put together: of a long list the two do not stand in memory at once.
///
/// # Errors
///
/// When the document has more rows or columns than a worksheet can have.
pub fn workbook(document: impl Borrow<Document>, created: Date, author: &str) -> Result<Vec<u8>, XlsxError> {
    let id = document.borrow().id.clone();
    let has_charts = document.borrow().blocks.iter().any(|block| matches!(block, Block::Table(Table { chart: Some(_), .. })));
    let write = || {
        let mut workbook = drawn(document.borrow(), created, author)?;
        drop(document);
        workbook.save_to_buffer()
    };
    let written = write().map_err(|source| XlsxError::Write { document: id.clone(), source })?;
    let packed = if has_charts { package::thai_in_charts(written) } else { Ok(written) };
    packed.and_then(package::same_everywhere).map_err(|source| XlsxError::Package { document: id, source })
}

/// Every worksheet of `document`, not yet a file.
fn drawn(document: &Document, created: Date, author: &str) -> Result<Workbook, rust_xlsxwriter::XlsxError> {
    let sheets = sheets::split(document);
    let drawings = sheets.iter().map(|sheet| draw_on_fewest_pages(document, sheet)).collect::<Result<Vec<_>, _>>()?;
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::normal(), style::NORMAL_ROW, style::NORMAL_COLUMN)?;
    workbook.set_properties(&properties(document, created, author)?);
    drawings.into_iter().for_each(|drawing| workbook.push_worksheet(drawing.canvas.sheet));
    Ok(workbook)
}

fn properties(document: &Document, created: Date, author: &str) -> Result<DocProperties, rust_xlsxwriter::XlsxError> {
    let year = u16::try_from(created.year()).unwrap_or_default();
    let created = ExcelDateTime::from_ymd(year, created.month().unsigned_abs(), created.day().unsigned_abs())?;
    let status = if document.draft.is_some() { "ฉบับร่าง" } else { "" };
    Ok(DocProperties::new()
        .set_title(document.full_title())
        .set_author(author)
        .set_status(status)
        .set_creation_datetime(&created))
}

/// A worksheet written, and where its tables stand.
struct Drawing {
    canvas: Canvas,
    tables: Vec<TablePosition>,
}

/// Writes one worksheet and sets up its pages. One that runs a little over is drawn smaller, within [`SCALES`], where that
/// saves a page, as a clerk would do by hand; a long list keeps its size.
fn draw_on_fewest_pages(document: &Document, sheet: &Sheet) -> Result<Drawing, rust_xlsxwriter::XlsxError> {
    let mut best: Option<(Drawing, Pages)> = None;
    for scale in SCALES {
        let drawing = draw(document, sheet, scale)?;
        let pages = pages::paginate(&drawing.canvas, &drawing.tables);
        let is_list = !drawing.canvas.grid.is_free() && pages.count > FEW_PAGES;
        let is_enough = pages.count == 1 || is_list;
        if best.as_ref().is_none_or(|(_, fewest)| pages.count < fewest.count) {
            best = Some((drawing, pages));
        }
        if is_enough {
            break;
        }
    }
    let (mut drawing, pages) = best.expect("there is a scale");
    page::set_up(&mut drawing.canvas, document, &pages, &drawing.tables)?;
    Ok(drawing)
}

/// Writes one worksheet for pages scaled to `scale`: draft mark, title, then its blocks.
fn draw(document: &Document, sheet: &Sheet, scale: f64) -> Result<Drawing, rust_xlsxwriter::XlsxError> {
    let page = Page { width: paper::width(document.orientation, scale), widest: paper::widest(document.orientation) };
    let columns: Vec<_> =
        sheets::tables(sheet.blocks.iter().copied()).map(|table| widths::of(table, page, Ruler::shared())).collect();
    let grid = grid(sheet, page, &columns);
    let room = pages::room(document.orientation, scale, grid.pixels(grid.all()));
    let mut canvas = Canvas::new(&sheet.name, grid, room)?;
    if let Some(missing) = &document.draft {
        canvas.line("ฉบับร่าง", Style::draft())?;
        missing.iter().try_for_each(|missing| canvas.line(&format!("– {missing}"), Style::text(Align::Left)))?;
        canvas.gap(GAP)?;
    }
    for line in &document.title {
        canvas.line(line, Style::title())?;
        canvas.keep_with_next();
    }
    let mut drawing = Drawing { canvas, tables: Vec::new() };
    let mut previous: Option<&Block> = None;
    let mut columns = columns.iter();
    for block in &sheet.blocks {
        let belongs = matches!(previous, None | Some(Block::Heading(_))) || matches!(block, Block::Signatures(_));
        if belongs {
            drawing.canvas.keep_with_next();
        }
        drawing.canvas.gap(GAP)?;
        if belongs {
            drawing.canvas.keep_with_next();
        }
        draw_block(&mut drawing, block, page, &mut columns)?;
        previous = Some(block);
    }
    Ok(drawing)
}

/// Writes `block`; a table takes the next of `columns`.
fn draw_block<'w>(
    drawing: &mut Drawing,
    block: &Block,
    page: Page,
    columns: &mut impl Iterator<Item = &'w Columns>,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let canvas = &mut drawing.canvas;
    match block {
        Block::Heading(text) => canvas.line(text, Style::heading()),
        Block::Paragraph(text) => canvas.line(text, Style::text(Align::Left)),
        Block::Fields(fields) => words::draw_fields(canvas, fields, page.points()),
        Block::Formula(fraction) => words::draw_fraction(canvas, fraction),
        Block::Signatures(signatures) => words::draw_signatures(canvas, signatures),
        Block::Album(_) => Ok(()),
        Block::Table(table) => {
            if table.show_caption {
                canvas.line(&table.caption, Style::heading())?;
                canvas.keep_with_next();
            }
            let place = table::draw(canvas, table, columns.next().unwrap_or(&Columns::default()))?;
            if let (Some(chart), Some(place)) = (&table.chart, &place) {
                canvas.gap(GAP)?;
                chart::draw(canvas, chart, table, place)?;
            }
            drawing.tables.extend(place);
            Ok(())
        }
    }
}

/// The columns of a worksheet: those of its table, or cut to suit all of its small blocks; `columns` are those of its tables.
fn grid(sheet: &Sheet, page: Page, columns: &[Columns]) -> Grid {
    let blocks = || sheet.blocks.iter().copied();
    let mut laid_out = sheets::tables(blocks()).zip(columns);
    if let Some((_, Columns { widths, .. })) = laid_out.find(|(table, _)| !table.columns.is_empty() && !table::is_small(table)) {
        return Grid::of_table(widths);
    }
    let cuts = blocks().flat_map(|block| match block {
        Block::Fields(fields) => words::field_cuts(fields, page.points(), Ruler::shared()),
        Block::Formula(_) => words::fraction_cuts(),
        Block::Signatures(signatures) => words::signature_cuts(signatures.len()),
        Block::Table(_) | Block::Heading(_) | Block::Paragraph(_) | Block::Album(_) => Vec::new(),
    });
    Grid::of_cuts(page.width, cuts.chain(columns.iter().flat_map(|columns| table::cuts(&columns.widths))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_error_is_said_in_both_languages() {
        use rust_xlsxwriter::XlsxError as Writer;
        for source in [Writer::RowColumnLimitError, Writer::MaxStringLengthExceeded, Writer::RowColumnOrderError] {
            pure(&XlsxError::Write { document: "form-1".to_owned(), source });
        }
        let source = zip::result::ZipError::FileNotFound;
        pure(&XlsxError::Package { document: "form-1".to_owned(), source });
    }
}
