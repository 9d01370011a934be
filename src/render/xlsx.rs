//! A document as a workbook: figures stay numbers with Thai numerals, totals stay formulas with their results, and every
//! worksheet prints on A4 as it stands.

mod canvas;
mod chart;
mod figures;
mod grid;
pub(crate) mod measure;
mod page;
mod sheets;
pub(crate) mod style;
mod table;
mod words;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::canvas::Canvas;
use self::grid::Grid;
use self::measure::Ruler;
use self::sheets::Sheet;
use self::style::Style;
use self::table::Place;
use crate::documents::document::{Align, Block, Chart, Document, Table};

/// The workbook of a document cannot be made: it exceeds what the format can hold (1,048,576 rows, 16,384 columns).
#[derive(Debug, thiserror::Error)]
#[error("ทำไฟล์ {document}.xlsx ไม่ได้: {source}")]
pub struct XlsxError {
    /// The document's id.
    document: String,
    source: rust_xlsxwriter::XlsxError,
}

/// Space between blocks, in points.
const GAP: f64 = 9.0;

/// Writes `document` as an .xlsx file with `created` and `author` in its properties; the same input gives the same bytes.
///
/// # Errors
///
/// When the document has more rows or columns than a worksheet.
pub fn workbook(document: &Document, created: Date, author: &str) -> Result<Vec<u8>, XlsxError> {
    write(document, created, author).map_err(|source| XlsxError { document: document.id.clone(), source })
}

fn write(document: &Document, created: Date, author: &str) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let sheets = sheets::split(document);
    let mut canvases = Vec::new();
    let mut drawn = Drawn::default();
    for sheet in &sheets {
        let first_table = drawn.tables.len();
        let mut canvas = draw(document, sheet, canvases.len(), &mut drawn)?;
        let places: Vec<Place> = drawn.tables[first_table..].iter().map(|(_, place)| place.clone()).collect();
        page::set_up(&mut canvas, document, &places)?;
        canvases.push(canvas);
    }
    for (sheet, row, wanted) in &drawn.charts {
        let canvas = &mut canvases[*sheet];
        let width = canvas.grid.pixels(canvas.grid.all());
        let found = drawn.tables.iter().find_map(|(table, place)| Some((chart::source(wanted, table)?, place)));
        if let Some((source, place)) = found {
            chart::insert(&mut canvas.sheet, *row, width, wanted, &source, place)?;
        }
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document, created, author)?);
    canvases.into_iter().for_each(|canvas| workbook.push_worksheet(canvas.sheet));
    workbook.save_to_buffer()
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

/// What has been written and where, for the charts: they are put in last, when every table has its place.
#[derive(Default)]
struct Drawn<'a> {
    tables: Vec<(&'a Table, Place)>,
    /// Worksheet, row, chart.
    charts: Vec<(usize, u32, &'a Chart)>,
}

/// Writes one worksheet: draft mark, title, then its blocks.
fn draw<'a>(
    document: &Document,
    sheet: &'a Sheet,
    index: usize,
    drawn: &mut Drawn<'a>,
) -> Result<Canvas, rust_xlsxwriter::XlsxError> {
    let width = page::width(document.orientation);
    let mut canvas = Canvas::new(&sheet.name, grid(sheet, width))?;
    if let Some(missing) = &document.draft {
        canvas.line("ฉบับร่าง", Style::draft())?;
        missing.iter().try_for_each(|missing| canvas.line(&format!("– {missing}"), Style::text(Align::Left)))?;
        canvas.gap(GAP)?;
    }
    document.title.iter().try_for_each(|line| canvas.line(line, Style::title()))?;
    for block in &sheet.blocks {
        canvas.gap(GAP)?;
        match block.as_ref() {
            Block::Heading(text) => canvas.line(text, Style::heading())?,
            Block::Paragraph(text) => canvas.line(text, Style::text(Align::Left))?,
            Block::Fields(fields) => words::draw_fields(&mut canvas, fields, f64::from(width) * 0.75)?,
            Block::Formula(fraction) => words::draw_fraction(&mut canvas, fraction)?,
            Block::Signatures(signatures) => words::draw_signatures(&mut canvas, signatures)?,
            Block::Chart(chart) => {
                drawn.charts.push((index, canvas.next_row(), chart));
                canvas.gap(chart::HEIGHT)?;
            }
            Block::Table(table) => {
                if table.show_caption {
                    canvas.line(&table.caption, Style::heading())?;
                }
                let place = table::draw(&mut canvas, table, &table::widths(table, width, Ruler::shared()))?;
                drawn.tables.extend(place.map(|place| (table, place)));
            }
        }
    }
    Ok(canvas)
}

/// The columns of a worksheet: those of its table, or cut to suit all of its small blocks.
fn grid(sheet: &Sheet, width: u32) -> Grid {
    let ruler = Ruler::shared();
    let blocks = || sheet.blocks.iter().map(|block| block.as_ref());
    let large = sheets::tables(blocks()).find(|table| !table.columns.is_empty() && !table::is_small(table));
    if let Some(table) = large {
        return Grid::of_table(&table::widths(table, width, ruler));
    }
    let cuts = blocks().flat_map(|block| match block {
        Block::Table(table) => table::cuts(&table::widths(table, width, ruler)),
        Block::Fields(fields) => words::field_cuts(fields, f64::from(width) * 0.75, ruler),
        Block::Formula(_) => words::fraction_cuts(),
        Block::Signatures(signatures) => words::signature_cuts(signatures.len()),
        Block::Heading(_) | Block::Paragraph(_) | Block::Chart(_) => Vec::new(),
    });
    Grid::of_cuts(width, cuts)
}
