//! The parts of an Office package that say where the others are and what the cells refer to.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::Event;

use super::package::Package;
use super::sheet::CELLS;
use super::xml::{Xml, attribute, flag, number};
use super::{ReadTrouble, Size, number as numbers};

/// One relationship: the last word of its type, and the path of the part it leads to.
pub(super) struct Relation {
    /// `worksheet`, `sharedStrings`, …
    pub(super) kind: String,
    /// From the package's root, without a leading slash.
    pub(super) target: String,
}

/// The path of the workbook part, or `None` where the package holds no workbook (a letter, slides).
pub(super) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, ReadTrouble> {
    let relations = relations(package, "")?;
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    match main {
        Some(main) if package.has(&main) => {
            let foreign = main.starts_with("word/") || main.starts_with("ppt/") || main.starts_with("visio/");
            Ok((!foreign).then_some(main))
        }
        _ => Ok(["xl/workbook.xml", "xl/workbook.bin"].into_iter().find(|usual| package.has(usual)).map(str::to_owned)),
    }
}

/// The relationships of a part (`""` for the package), by their identifiers. None where a part has
/// none; links that lead outside are left out.
pub(super) fn relations(package: &mut Package<'_>, part: &str) -> Result<BTreeMap<String, Relation>, ReadTrouble> {
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let inside = |told: Told| {
        let Told { id, kind, target, external } = told;
        (!external).then(|| (id, Relation { kind, target: resolve(folder, &target) }))
    };
    Ok(all_relations(package, part)?.into_iter().filter_map(inside).collect())
}

/// Bytes of an address that anybody follows.
const ADDRESS: usize = 2_000;

/// The addresses outside that a part's links lead to, by their identifiers.
pub(super) fn addresses(package: &mut Package<'_>, part: &str) -> Result<BTreeMap<String, String>, ReadTrouble> {
    let links = all_relations(package, part)?
        .into_iter()
        .filter(|told| told.external && told.kind == "hyperlink" && told.target.len() <= ADDRESS);
    Ok(links.map(|told| (told.id, told.target)).collect())
}

/// A relationship as its part tells it.
struct Told {
    id: String,
    kind: String,
    target: String,
    external: bool,
}

fn all_relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Told>, ReadTrouble> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(source) = package.part(&path)? else { return Ok(Vec::new()) };
    let mut xml = Xml::office(source);
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let external = attribute(&start, "TargetMode").is_some_and(|mode| mode == "External");
                let (id, kind, target) = (attribute(&start, "Id"), attribute(&start, "Type"), attribute(&start, "Target"));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Told { id, kind, target, external });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The part of a given kind that belongs to the workbook.
pub(super) fn related<'r>(relations: &'r BTreeMap<String, Relation>, kind: &str) -> Option<&'r str> {
    relations.values().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
}

/// A relative target as a path from the package's root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let (base, relative) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target.as_str()),
    };
    let mut path: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in relative.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The table of shared strings, in order; empty where the workbook has none.
pub(super) fn shared_strings(package: &mut Package<'_>, path: &str) -> Result<Vec<String>, ReadTrouble> {
    let Some(source) = package.part(path)? else { return Ok(Vec::new()) };
    let mut xml = Xml::office(source);
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                strings.push(rich_text(&mut xml)?);
                if strings.len() as u64 > CELLS {
                    return Err(ReadTrouble::TooLarge { what: Size::Cells, limit: CELLS });
                }
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of the `si` or `is` element just entered: its runs, without their phonetic readings.
/// Outer blanks stand only where the run says that they are to be kept.
pub(super) fn rich_text<R: BufRead>(xml: &mut Xml<R>) -> Result<String, ReadTrouble> {
    let outer = xml.depth();
    let mut text = String::new();
    loop {
        let depth = xml.depth();
        let kept = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => Some(attribute(&start, "space").is_some_and(|space| space == "preserve")),
                "r" => continue,
                _ => None,
            },
            Event::End(_) if depth == outer => return Ok(unescape(text)),
            Event::Eof => return Ok(unescape(text)),
            _ => continue,
        };
        match kept {
            Some(true) => text += &xml.all_text()?,
            Some(false) => text += xml.all_text()?.trim_matches([' ', '\t', '\n', '\r']),
            None => xml.skip()?,
        }
    }
}

/// Decodes `_x000D_`, by which Office writes characters that XML cannot hold.
pub(super) fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let decoded = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let taken = match decoded {
            Some(c) => {
                plain.push(c);
                7
            }
            None => {
                plain.push_str("_x");
                2
            }
        };
        rest = &rest[at + taken..];
    }
    plain.push_str(rest);
    plain
}

/// For each cell format of the workbook, whether it shows a date.
pub(super) fn date_formats(package: &mut Package<'_>, path: &str) -> Result<Vec<bool>, ReadTrouble> {
    let Some(source) = package.part(path)? else { return Ok(Vec::new()) };
    let mut xml = Xml::office(source);
    let mut custom = BTreeMap::new();
    let mut formats = Vec::new();
    // `dxfs` hold number formats of their own, and `cellStyleXfs` formats that no cell uses.
    let mut list = String::new();
    loop {
        match xml.next()? {
            Event::Start(start) => match (list.as_str(), start.local_name().as_ref()) {
                ("numFmts", "numFmt") => {
                    if let (Some(id), Some(code)) = (number(&start, "numFmtId"), attribute(&start, "formatCode")) {
                        custom.insert(id, numbers::is_date(&code));
                    }
                }
                ("cellXfs", "xf") => {
                    let id = number(&start, "numFmtId").unwrap_or(0);
                    formats.push(custom.get(&id).copied().unwrap_or_else(|| numbers::is_builtin_date(id)));
                }
                (_, name @ ("numFmts" | "cellXfs" | "cellStyleXfs" | "dxfs")) => name.clone_into(&mut list),
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == list => list.clear(),
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The form stamp: custom properties whose name begins with `otop-`. A damaged part has none,
/// since the stamp is only a hint.
pub(super) fn properties(package: &mut Package<'_>) -> BTreeMap<String, String> {
    let mut properties = BTreeMap::new();
    let Ok(Some(source)) = package.part("docProps/custom.xml") else { return properties };
    let mut xml = Xml::new(source);
    loop {
        let name = match xml.next() {
            Ok(Event::Start(start)) if start.local_name().as_ref() == "property" => attribute(&start, "name"),
            Ok(Event::Eof) | Err(_) => return properties,
            _ => None,
        };
        if let Some(name) = name.filter(|name| is_stamp(name)) {
            let Ok(value) = xml.all_text() else { return properties };
            properties.insert(name, value.trim().to_owned());
        }
    }
}

/// Whether a document property belongs to the form stamp.
pub(super) fn is_stamp(name: &str) -> bool {
    name.starts_with("otop-") && name.len() < 100
}

/// A sheet as the workbook part lists it.
pub(super) struct Listed {
    /// The tab's name.
    pub(super) name: String,
    /// Whether the tab is hidden.
    pub(super) hidden: bool,
    /// The identifier of its relationship.
    pub(super) relation: String,
}

/// What an Office workbook part says of the whole.
#[derive(Default)]
pub(super) struct Book {
    /// The sheets in the order of their tabs.
    pub(super) sheets: Vec<Listed>,
    /// Whether it uses the 1904 date system.
    pub(super) date_1904: bool,
    /// Whether whoever opens it must calculate everything first, so that a stored 0 may be a mere
    /// place-holder: libraries that write formulas without calculating them leave it so.
    pub(super) uncalculated: bool,
}

/// What the workbook part of an .xlsx says.
pub(super) fn workbook(package: &mut Package<'_>, main: &str) -> Result<Book, ReadTrouble> {
    let source = package.part(main)?.ok_or_else(|| ReadTrouble::Unreadable("no workbook part".into()))?;
    let mut xml = Xml::office(source);
    let (mut book, mut inside) = (Book::default(), false);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "workbookPr" => book.date_1904 = flag(&start, "date1904"),
                "calcPr" => book.uncalculated = flag(&start, "fullCalcOnLoad"),
                "sheets" => inside = true,
                "sheet" if inside => book.sheets.push(Listed {
                    name: attribute(&start, "name").map(unescape).unwrap_or_default(),
                    hidden: attribute(&start, "state").is_some_and(|state| state != "visible"),
                    relation: attribute(&start, "id").unwrap_or_default(),
                }),
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "sheets" => inside = false,
            Event::Eof => return Ok(book),
            _ => {}
        }
    }
}
