//! .ods and flat .fods: one streaming pass in which repeated rows and cells cost nothing while blank.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::package::Package;
use super::sheet::{Budget, COLUMNS, ROWS, SheetBuilder};
use super::xlsx_parts::is_stamp;
use super::xml::{Piece, Xml, attribute, number};
use super::{ReadLimits, ReadTrouble, SHEETS, Size, number as numbers, pictures};
use crate::submission::raw::{MergedRange, RawValue, RawWorkbook};

/// Reads a zipped OpenDocument spreadsheet.
pub(super) fn read(package: &mut Package<'_>, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    if let Some(kind) = package.bytes("mimetype")?
        && !kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
    {
        return Err(ReadTrouble::NotASpreadsheet);
    }
    if is_encrypted(package)? {
        return Err(ReadTrouble::Encrypted);
    }
    let mut workbook = RawWorkbook::default();
    if let Some(meta) = package.part("meta.xml")? {
        // The stamp is only a hint: a damaged part has none.
        let _ = Reading::new(&mut workbook, limits).read(&mut Xml::new(meta));
    }
    let content = package.part("content.xml")?.ok_or(ReadTrouble::NotASpreadsheet)?;
    let spreadsheet = Reading::new(&mut workbook, limits).read(&mut Xml::new(content))?;
    for placed in workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.pictures) {
        *placed = pictures::picture(package, placed.at, std::mem::take(&mut placed.part));
    }
    if spreadsheet { Ok(workbook) } else { Err(ReadTrouble::NotASpreadsheet) }
}

/// Whether the manifest says that the content, or the package as a whole, is encrypted. A password
/// may also protect nothing but the macros.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, ReadTrouble> {
    let Some(manifest) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut xml = Xml::new(manifest);
    let mut entry = String::new();
    loop {
        match xml.next() {
            Ok(Event::Start(start)) => match start.local_name().as_ref() {
                "file-entry" => entry = attribute(&start, "full-path").unwrap_or_default(),
                "encryption-data" if matches!(entry.as_str(), "content.xml" | "encrypted-package") => return Ok(true),
                _ => {}
            },
            // A damaged manifest says nothing; the content will.
            Ok(Event::Eof) | Err(_) => return Ok(false),
            _ => {}
        }
    }
}

/// Reads a flat OpenDocument spreadsheet, one XML file.
pub(super) fn read_flat(text: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let mut workbook = RawWorkbook::default();
    let spreadsheet = Reading::new(&mut workbook, limits).read(&mut Xml::decoded(text.as_bytes()))?;
    if spreadsheet { Ok(workbook) } else { Err(ReadTrouble::NotASpreadsheet) }
}

struct Reading<'w> {
    workbook: &'w mut RawWorkbook,
    budget: Budget,
    hiding_styles: BTreeSet<String>,
}

/// What an element outside of a table asks for, freed from the event.
enum Found {
    Style(String),
    Properties(bool),
    Stamp(String),
    Sheet { name: String, style: String },
    Foreign,
    Spreadsheet,
    Nothing,
}

impl<'w> Reading<'w> {
    fn new(workbook: &'w mut RawWorkbook, limits: &ReadLimits) -> Self {
        Self { workbook, budget: Budget::new(limits), hiding_styles: BTreeSet::new() }
    }

    /// Reads styles, properties and tables in the order of the document. Returns whether it holds
    /// a spreadsheet. Damage ends the reading: the sheet it lies in is told as unreadable.
    fn read<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<bool, ReadTrouble> {
        let (mut style, mut spreadsheet) = (String::new(), false);
        loop {
            let found = match xml.next()? {
                Event::Start(start) => found(&start),
                Event::Eof => return Ok(spreadsheet),
                _ => Found::Nothing,
            };
            match found {
                Found::Style(name) => style = name,
                Found::Properties(shown) if !shown => drop(self.hiding_styles.insert(style.clone())),
                Found::Stamp(name) => {
                    let value = xml.all_text()?;
                    self.workbook.properties.insert(name, value.trim().to_owned());
                }
                Found::Sheet { name, style } => {
                    if self.workbook.sheets.len() >= SHEETS {
                        return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
                    }
                    let hidden = self.hiding_styles.contains(&style);
                    let mut table = TableBuilder::new(SheetBuilder::new(name, hidden, &mut self.budget));
                    match table.read(xml) {
                        Ok(()) => self.workbook.sheets.push(table.sheet.finish()),
                        Err(ReadTrouble::Unreadable(why)) => {
                            // The XML cannot be trusted from here on, so this sheet is the last.
                            self.workbook.sheets.push(table.sheet.unreadable(why));
                            return Ok(true);
                        }
                        Err(trouble) => return Err(trouble),
                    }
                }
                Found::Foreign => xml.skip()?,
                Found::Spreadsheet => spreadsheet = true,
                Found::Properties(_) | Found::Nothing => {}
            }
        }
    }
}

fn found(start: &BytesStart<'_>) -> Found {
    match start.local_name().as_ref() {
        "style" => Found::Style(attribute(start, "name").unwrap_or_default()),
        "table-properties" => Found::Properties(attribute(start, "display").as_deref() != Some("false")),
        "user-defined" => attribute(start, "name").filter(|name| is_stamp(name)).map_or(Found::Nothing, Found::Stamp),
        "table" => {
            let name = attribute(start, "name").unwrap_or_default();
            // What LibreOffice remembers of another file it links to is no sheet of this one.
            if name.starts_with("'file:") {
                return Found::Foreign;
            }
            Found::Sheet { name, style: attribute(start, "style-name").unwrap_or_default() }
        }
        "dde-links" => Found::Foreign,
        "spreadsheet" => Found::Spreadsheet,
        _ => Found::Nothing,
    }
}

/// One `table:table` in the making.
struct TableBuilder<'b> {
    sheet: SheetBuilder<'b>,
    columns: u32,
    row: u32,
}

impl<'b> TableBuilder<'b> {
    fn new(sheet: SheetBuilder<'b>) -> Self {
        Self { sheet, columns: 0, row: 0 }
    }

    /// Reads to the end of the `table:table` just entered, groups and header rows included.
    fn read<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), ReadTrouble> {
        let outer = xml.depth();
        loop {
            let depth = xml.depth();
            let element = match xml.next()? {
                Event::Start(start) => Element::of(&start),
                Event::End(_) if depth == outer => return Ok(()),
                Event::Eof => return Ok(()),
                _ => continue,
            };
            match element {
                Element::Column { repeated, hidden } => {
                    let next = self.columns.saturating_add(repeated);
                    if hidden && next > 0 {
                        self.sheet.hide_columns(self.columns, next - 1);
                    }
                    self.columns = next;
                }
                Element::Row { repeated, hidden } => {
                    if hidden {
                        self.sheet.hide_rows(self.row, self.row.saturating_add(repeated - 1));
                    }
                    self.read_row(xml, repeated)?;
                    self.row = self.row.saturating_add(repeated);
                }
                Element::Group => {}
                Element::Other => xml.skip()?,
            }
        }
    }

    /// Reads the row just entered and puts it as often as it is repeated.
    fn read_row<R: BufRead>(&mut self, xml: &mut Xml<R>, repeated: u32) -> Result<(), ReadTrouble> {
        let outer = xml.depth();
        let mut column = 0_u32;
        // Values with the columns they stand in, first and last.
        let mut cells: Vec<(u32, u32, RawValue)> = Vec::new();
        loop {
            let depth = xml.depth();
            let cell = match xml.next()? {
                Event::Start(start) => Cell::of(&start),
                Event::End(_) if depth == outer => break,
                Event::Eof => break,
                _ => continue,
            };
            let mut shown = Vec::new();
            let value = cell.read(xml, &mut shown)?;
            shown.into_iter().for_each(|part| self.sheet.place(self.row, column, part));
            let next = column.saturating_add(cell.repeated);
            if let Some(value) = value {
                let (down, right) = cell.spanned;
                let (last_row, last_col) = (self.row.saturating_add(down - 1), column.saturating_add(right - 1));
                self.sheet.merge(MergedRange { first_row: self.row, first_col: column, last_row, last_col });
                cells.push((column, next - 1, value));
            }
            column = next;
        }
        if cells.is_empty() {
            return Ok(());
        }
        for row in self.row..self.row.saturating_add(repeated) {
            for (first, last, value) in &cells {
                for column in *first..=*last {
                    self.sheet.put(row, column, value.clone())?;
                }
            }
        }
        Ok(())
    }
}

enum Element {
    Column { repeated: u32, hidden: bool },
    Row { repeated: u32, hidden: bool },
    Group,
    Other,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let hidden = || attribute(start, "visibility").is_some_and(|visibility| visibility != "visible");
        let repeated = |name, limit| number(start, name).unwrap_or(1).clamp(1, limit);
        match start.local_name().as_ref() {
            "table-column" => Self::Column { repeated: repeated("number-columns-repeated", COLUMNS), hidden: hidden() },
            "table-row" => Self::Row { repeated: repeated("number-rows-repeated", ROWS), hidden: hidden() },
            "table-row-group"
            | "table-rows"
            | "table-header-rows"
            | "table-column-group"
            | "table-columns"
            | "table-header-columns" => Self::Group,
            _ => Self::Other,
        }
    }
}

/// The attributes of a cell.
#[derive(Default)]
struct Cell {
    covered: bool,
    foreign: bool,
    repeated: u32,
    spanned: (u32, u32),
    kind: Option<String>,
    extended_kind: Option<String>,
    value: Option<String>,
    formula: Option<String>,
}

impl Cell {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut cell = Self { repeated: 1, spanned: (1, 1), ..Self::default() };
        match start.local_name().as_ref() {
            "table-cell" => {}
            "covered-table-cell" => cell.covered = true,
            _ => cell.foreign = true,
        }
        for found in start.attributes().with_checks(false).flatten() {
            let count = || found.value.trim().parse::<u32>().unwrap_or(1).max(1);
            let text = || found.normalized_value(quick_xml::XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned).ok();
            match found.key.as_ref() {
                "table:number-columns-repeated" => cell.repeated = count().min(COLUMNS),
                "table:number-columns-spanned" => cell.spanned.1 = count(),
                "table:number-rows-spanned" => cell.spanned.0 = count(),
                "table:formula" => cell.formula = text(),
                "office:value-type" => cell.kind = text(),
                "calcext:value-type" => cell.extended_kind = text(),
                "office:value" | "office:date-value" | "office:time-value" | "office:boolean-value" | "office:string-value" => {
                    cell.value = text();
                }
                _ => {}
            }
        }
        cell
    }

    /// Reads the element just entered, and the paths of the pictures bound to it; `None` where the cell is blank, covered or
    /// none at all.
    fn read<R: BufRead>(&self, xml: &mut Xml<R>, pictures: &mut Vec<String>) -> Result<Option<RawValue>, ReadTrouble> {
        if self.covered || self.foreign {
            xml.skip()?;
            return Ok(None);
        }
        let (shown, paragraphs) = shown_text(xml, pictures)?;
        if self.formula.as_deref().is_some_and(numbers::shows_picture) {
            return Ok(Some(RawValue::Picture));
        }
        // Old programs store an error as a number or a text, and show it all the same.
        if self.extended_kind.as_deref() == Some("error") || numbers::is_error(&shown) {
            return Ok(Some(RawValue::Error(if shown.is_empty() { "#VALUE!".into() } else { shown })));
        }
        let stored = self.value.as_deref();
        let value = match self.kind.as_deref() {
            Some("float" | "percentage" | "currency") => {
                stored.and_then(|stored| stored.trim().parse().ok()).map(numbers::number)
            }
            Some("date") => stored.and_then(numbers::iso_day).map(RawValue::Day),
            Some("boolean") => stored.map(|stored| RawValue::Bool(stored.trim() == "true")),
            Some("string") => Some(RawValue::Text(stored.map_or_else(|| shown.clone(), str::to_owned))),
            _ => None,
        };
        // Who calculated a formula also wrote what it shows, an empty paragraph for an empty text.
        let untold = value.as_ref().is_none_or(|value| matches!(value, RawValue::Number(number) if number.is_zero()));
        if self.formula.is_some() && paragraphs == 0 && untold {
            return Ok(Some(RawValue::FormulaWithoutValue));
        }
        Ok(Some(value.unwrap_or(RawValue::Text(shown))).filter(|value| !matches!(value, RawValue::Text(text) if text.is_empty())))
    }
}

/// The text of the cell just entered, and how many paragraphs it has: a line each, without comments
/// and drawings. The paths of its pictures go to `pictures`.
fn shown_text<R: BufRead>(xml: &mut Xml<R>, pictures: &mut Vec<String>) -> Result<(String, u32), ReadTrouble> {
    let outer = xml.depth();
    let (mut text, mut paragraphs) = (String::new(), 0);
    loop {
        let depth = xml.depth();
        let paragraph = match xml.next()? {
            Event::Start(start) => start.local_name().as_ref() == "p",
            Event::End(_) if depth == outer => return Ok((text, paragraphs)),
            Event::Eof => return Ok((text, paragraphs)),
            _ => continue,
        };
        if !paragraph {
            pictures_inside(xml, pictures)?;
            continue;
        }
        if paragraphs > 0 {
            text.push('\n');
        }
        paragraphs += 1;
        xml.text(&mut text, |start| match start.local_name().as_ref() {
            "s" => Piece::Insert(" ".repeat(number(start, "c").unwrap_or(1).min(1_000) as usize)),
            "tab" => Piece::Insert("\t".into()),
            "line-break" => Piece::Insert("\n".into()),
            "annotation" | "note" | "frame" | "ruby-text" => Piece::Skip,
            _ => Piece::Keep,
        })?;
    }
}

/// Passes over the rest of the element just entered, which is no paragraph: the paths of the pictures in it. What shows a
/// chart or a formula is none.
fn pictures_inside<R: BufRead>(xml: &mut Xml<R>, pictures: &mut Vec<String>) -> Result<(), ReadTrouble> {
    let outer = xml.depth();
    while xml.depth() >= outer {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "image" => {
                let path = attribute(&start, "href").map(|path| path.trim_start_matches("./").to_owned());
                pictures.extend(path.filter(|path| path.starts_with("Pictures/")));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}
