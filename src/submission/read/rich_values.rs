//! What stands behind a `#VALUE!` cell that carries a rich value: Excel stores pictures in cells so,
//! for the sake of readers that know none, and its newer errors (#SPILL!) too.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;

use super::ReadTrouble;
use super::package::Package;
use super::xlsx_parts::{Relation, related};
use super::xml::{Xml, attribute, number};

/// The rich values of a workbook that are errors, by the numbers that cells give as `vm`. Every
/// other one is something that Excel shows: a picture, a record.
pub(super) fn errors(package: &mut Package<'_>, relations: &BTreeMap<String, Relation>) -> BTreeSet<u32> {
    // Without its parts, or where they are damaged, a rich value is taken for a picture.
    read_errors(package, relations).unwrap_or_default()
}

/// Whether every rich value of the workbook is an error; .xlsb tells in a part of its own, which is
/// not read, which one a cell has.
pub(super) fn only_errors(package: &mut Package<'_>, relations: &BTreeMap<String, Relation>) -> bool {
    let structures = listed(package, related(relations, "rdRichValueStructure"), "s", |start| attribute(start, "t"));
    structures.is_ok_and(|structures| !structures.is_empty() && structures.iter().all(|kind| kind == "_error"))
}

fn read_errors(package: &mut Package<'_>, relations: &BTreeMap<String, Relation>) -> Result<BTreeSet<u32>, ReadTrouble> {
    let structures = listed(package, related(relations, "rdRichValueStructure"), "s", |start| attribute(start, "t"))?;
    let structures_of_values = listed(package, related(relations, "rdRichValue"), "rv", |start| number(start, "s"))?;
    let metadata = related(relations, "sheetMetadata");
    // A cell's number leads to a record (`rc`), which leads to a rich value (`rvb`).
    let values = listed(package, metadata, "rvb", |start| number(start, "i"))?;
    let records = value_records(package, metadata)?;
    let is_error = |record: &u32| {
        let value = *values.get(*record as usize)?;
        let structure = *structures_of_values.get(value as usize)?;
        Some(structures.get(structure as usize)? == "_error")
    };
    let errors = (1..).zip(&records).filter(|(_, record)| is_error(record) == Some(true));
    Ok(errors.map(|(number, _)| number).collect())
}

/// The path of the picture behind each rich value that is one kept in the file, by the numbers that cells give as `vm`.
/// Without its parts, or where they are damaged, there is none.
pub(super) fn pictures(package: &mut Package<'_>, relations: &BTreeMap<String, Relation>) -> BTreeMap<u32, String> {
    read_pictures(package, relations).unwrap_or_default()
}

fn read_pictures(
    package: &mut Package<'_>,
    relations: &BTreeMap<String, Relation>,
) -> Result<BTreeMap<u32, String>, ReadTrouble> {
    let Some(parts) = related(relations, "richValueRel") else { return Ok(BTreeMap::new()) };
    let identifiers = listed(package, Some(parts), "rel", |start| attribute(start, "id"))?;
    let targets = super::xlsx_parts::relations(package, parts)?;
    let keys = grouped(package, related(relations, "rdRichValueStructure"), "s", "k", Of::Attribute("n"))?;
    let values = grouped(package, related(relations, "rdRichValue"), "rv", "v", Of::Text)?;
    let metadata = related(relations, "sheetMetadata");
    let numbers = listed(package, metadata, "rvb", |start| number(start, "i"))?;
    let records = value_records(package, metadata)?;
    let path = |record: &u32| {
        let (structure, fields) = values.get(*numbers.get(*record as usize)? as usize)?;
        let (_, keys) = keys.get(structure.trim().parse::<usize>().ok()?)?;
        let field = fields.get(keys.iter().position(|key| key == LOCAL_IMAGE)?)?;
        let identifier = identifiers.get(field.trim().parse::<usize>().ok()?)?;
        Some(targets.get(identifier)?.target.clone())
    };
    Ok((1..).zip(&records).filter_map(|(number, record)| Some((number, path(record)?))).collect())
}

/// The key of a rich value that leads to a picture in the file.
const LOCAL_IMAGE: &str = "_rvRel:LocalImageIdentifier";

/// What is taken of an element.
#[derive(Clone, Copy)]
enum Of {
    Attribute(&'static str),
    Text,
}

/// Each element `outer`, in order: its attribute `s`, and what is taken of the elements `inner` in it; nothing where there is
/// no such part.
fn grouped(
    package: &mut Package<'_>,
    path: Option<&str>,
    outer: &str,
    inner: &str,
    of: Of,
) -> Result<Vec<(String, Vec<String>)>, ReadTrouble> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    let Some(source) = path.map(|path| package.part(path)).transpose()?.flatten() else { return Ok(groups) };
    let mut xml = Xml::new(source);
    loop {
        let taken = match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == outer => {
                groups.push((attribute(&start, "s").unwrap_or_default(), Vec::new()));
                continue;
            }
            Event::Start(start) if start.local_name().as_ref() == inner => match of {
                Of::Attribute(name) => Some(attribute(&start, name).unwrap_or_default()),
                Of::Text => None,
            },
            Event::Eof => return Ok(groups),
            _ => continue,
        };
        let taken = match taken {
            Some(taken) => taken,
            None => xml.all_text()?,
        };
        if let Some((_, group)) = groups.last_mut() {
            group.push(taken);
        }
    }
}

/// What `pick` makes of each element of a name, in order; nothing where there is no such part.
fn listed<T: Default>(
    package: &mut Package<'_>,
    path: Option<&str>,
    name: &str,
    pick: impl Fn(&quick_xml::events::BytesStart<'_>) -> Option<T>,
) -> Result<Vec<T>, ReadTrouble> {
    let mut list = Vec::new();
    let Some(source) = path.map(|path| package.part(path)).transpose()?.flatten() else { return Ok(list) };
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == name => list.push(pick(&start).unwrap_or_default()),
            Event::Eof => return Ok(list),
            _ => {}
        }
    }
}

/// For each value that cells refer to, the record behind it.
fn value_records(package: &mut Package<'_>, path: Option<&str>) -> Result<Vec<u32>, ReadTrouble> {
    let mut records = Vec::new();
    let Some(source) = path.map(|path| package.part(path)).transpose()?.flatten() else { return Ok(records) };
    let mut xml = Xml::new(source);
    let mut inside = false;
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "valueMetadata" => inside = true,
                "rc" if inside => records.push(number(&start, "v").unwrap_or_default()),
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "valueMetadata" => inside = false,
            Event::Eof => return Ok(records),
            _ => {}
        }
    }
}
