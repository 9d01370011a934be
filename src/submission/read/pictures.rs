//! Where pictures and links stand on a sheet of an .xlsx, and the bytes of one; none is looked into here.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use quick_xml::events::Event;

use super::package::Package;
use super::sheet::PICTURES;
use super::xlsx_parts::{Relation, addresses, related, relations};
use super::xml::{Xml, attribute};
use super::{PictureTrouble, ReadLimits, ReadTrouble, rich_values};
use crate::submission::raw::{RawPicture, RawSheet};

/// What a sheet's own part says of pictures and links.
#[derive(Default)]
pub(super) struct Marks {
    /// The identifier of its drawing.
    pub(super) drawing: Option<String>,
    /// Cells that are links, each with the identifier of its address.
    links: Vec<((u32, u32), String)>,
    /// Cells that show a picture.
    in_cells: Vec<((u32, u32), Shown)>,
}

impl Marks {
    /// A cell that is a link, with the identifier of its address.
    pub(super) fn link(&mut self, link: Option<((u32, u32), String)>) {
        self.links.extend(link.filter(|_| self.links.len() < PICTURES));
    }

    /// A cell that shows a picture, with the number of its rich value and its formula.
    pub(super) fn show(&mut self, at: (u32, u32), rich_value: Option<u32>, formula: Option<String>) {
        if self.in_cells.len() < PICTURES {
            self.in_cells.push((at, Shown { rich_value, formula: formula.unwrap_or_default() }));
        }
    }
}

/// What leads from a cell to the picture that it shows.
struct Shown {
    /// The number of its rich value: Excel.
    rich_value: Option<u32>,
    /// Its formula, which names the picture: WPS.
    formula: String,
}

/// The pictures of a workbook; what its cells refer to is read when the first one does.
pub(super) struct Placed<'r> {
    relations: &'r BTreeMap<String, Relation>,
    rich_values: Option<BTreeMap<u32, String>>,
    named: Option<BTreeMap<String, String>>,
}

impl<'r> Placed<'r> {
    /// Of a workbook with these relationships.
    pub(super) fn new(relations: &'r BTreeMap<String, Relation>) -> Self {
        Self { relations, rich_values: None, named: None }
    }

    /// Adds to a sheet read from `part` what `marks` lead to. A damaged drawing has the pictures up to the damage: the
    /// figures beside it are whole.
    pub(super) fn add(&mut self, package: &mut Package<'_>, part: &str, marks: Marks, sheet: &mut RawSheet) {
        if !marks.links.is_empty() {
            let addresses = addresses(package, part).unwrap_or_default();
            let link = |((row, column), id)| Some((row, column, addresses.get(&id)?.clone()));
            sheet.links = marks.links.into_iter().filter_map(link).collect();
        }
        for (at, shown) in marks.in_cells {
            let part = self.behind(package, &shown).unwrap_or_default();
            sheet.pictures.push(picture(package, Some(at), part));
        }
        if let Some(id) = marks.drawing {
            let own = relations(package, part).unwrap_or_default();
            if let Some(drawing) = own.get(&id).filter(|relation| relation.kind == "drawing") {
                let parts = relations(package, &drawing.target).unwrap_or_default();
                let mut floating = Vec::new();
                if let Ok(Some(source)) = package.part(&drawing.target) {
                    // What was found ahead of the damage is kept.
                    let _ = read_drawing(source, &mut floating);
                }
                for (at, id) in floating {
                    let part = parts.get(&id).map(|relation| relation.target.clone()).unwrap_or_default();
                    sheet.pictures.push(picture(package, at, part));
                }
            }
        }
    }
}

impl Placed<'_> {
    /// The path of the picture that a cell shows.
    fn behind(&mut self, package: &mut Package<'_>, shown: &Shown) -> Option<String> {
        let relations = self.relations;
        if let Some(number) = shown.rich_value {
            return self.rich_values.get_or_insert_with(|| rich_values::pictures(package, relations)).get(&number).cloned();
        }
        let name = shown.formula.split('"').nth(1)?;
        self.named.get_or_insert_with(|| named(package, relations).unwrap_or_default()).get(name).cloned()
    }
}

/// The paths of the pictures that formulas of WPS name.
fn named(package: &mut Package<'_>, of_workbook: &BTreeMap<String, Relation>) -> Result<BTreeMap<String, String>, ReadTrouble> {
    let mut found = BTreeMap::new();
    let Some(path) = related(of_workbook, "cellImage") else { return Ok(found) };
    let parts = relations(package, path)?;
    let Some(source) = package.part(path)? else { return Ok(found) };
    let mut xml = Xml::new(source);
    let mut name = String::new();
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "cNvPr" => name = attribute(&start, "name").unwrap_or_default(),
                "blip" if found.len() < PICTURES => {
                    let part = attribute(&start, "embed").and_then(|id| parts.get(&id));
                    found.extend(part.map(|part| (std::mem::take(&mut name), part.target.clone())));
                }
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The picture at `part` with its size; one that is not in the package has no part.
pub(super) fn picture(package: &mut Package<'_>, at: Option<(u32, u32)>, part: String) -> RawPicture {
    match package.size(&part) {
        Some(size) => RawPicture { at, part, size },
        None => RawPicture { at, part: String::new(), size: 0 },
    }
}

/// A picture over the cells: where its top left corner lies, and the identifier of its part, blank where it is linked.
type Floating = (Option<(u32, u32)>, String);

/// The pictures of a drawing in their order, those in groups too. Of alternative contents the fallback is left out: it shows
/// again what newer programs draw.
fn read_drawing(source: impl BufRead, found: &mut Vec<Floating>) -> Result<(), ReadTrouble> {
    let mut xml = Xml::new(source);
    let (mut row, mut column) = (None, None);
    let mut open = false;
    loop {
        let step = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "oneCellAnchor" | "twoCellAnchor" | "absoluteAnchor" => {
                    (row, column) = (None, None);
                    Step::On
                }
                "from" => Step::Corner,
                "Fallback" => Step::Skip,
                "pic" => {
                    open = true;
                    Step::On
                }
                "blip" if open && found.len() < PICTURES => {
                    open = false;
                    found.push((row.zip(column), attribute(&start, "embed").unwrap_or_default()));
                    Step::On
                }
                _ => Step::On,
            },
            Event::End(end) if end.local_name().as_ref() == "pic" => {
                open = false;
                Step::On
            }
            Event::Eof => return Ok(()),
            _ => Step::On,
        };
        match step {
            Step::On => {}
            Step::Skip => xml.skip()?,
            Step::Corner => (row, column) = corner(&mut xml)?,
        }
    }
}

enum Step {
    On,
    Skip,
    Corner,
}

/// The row and column told in the `from` element just entered.
fn corner<R: BufRead>(xml: &mut Xml<R>) -> Result<(Option<u32>, Option<u32>), ReadTrouble> {
    let outer = xml.depth();
    let (mut row, mut column) = (None, None);
    loop {
        let depth = xml.depth();
        let place = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => &mut row,
                "col" => &mut column,
                _ => continue,
            },
            Event::End(_) if depth == outer => return Ok((row, column)),
            Event::Eof => return Ok((row, column)),
            _ => continue,
        };
        *place = xml.all_text()?.trim().parse().ok();
    }
}

/// The bytes of the picture at `part` of a zip container, at most `most`.
pub(super) fn bytes(zip: &[u8], part: &str, most: u64, limits: &ReadLimits) -> Result<Vec<u8>, PictureTrouble> {
    let damaged = |_: ReadTrouble| PictureTrouble::Damaged;
    let mut package = Package::open(zip, limits).map_err(damaged)?;
    let source = package.part(part).map_err(damaged)?.ok_or(PictureTrouble::Elsewhere)?;
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes).map_err(|_| PictureTrouble::Damaged)?;
    if bytes.len() as u64 > most { Err(PictureTrouble::TooLarge(most)) } else { Ok(bytes) }
}
