//! evidence: ภาคผนวก หลักฐานการดำเนินงาน, the pictures and links that districts put into their workbooks: pictures on paper,
//! all of it as a list in the workbook.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{self, Columns};
use super::document::Align::{Center, Left, Right};
use super::document::{Album, AlbumPicture, Block, Document, Orientation, Table};
use super::table::{count, dash, text, verbatim};
use super::words::{Page, WordsError};
use super::{DocumentContext, draft};
use crate::columns::{Form, activity};
use crate::district::DistrictId;
use crate::finding::words::{PictureFault, Said};
use crate::finding::{Lang, Place};
use crate::month::{CompiledMonth, Evidence};
use crate::submission::raw::RawValue;
use crate::thai::calendar::day_long;
use crate::thai::digits::integer;
use crate::validate::{Activity, Listing};

const ID: &str = "evidence";
const FILE: &str = "evidence.toml";

/// The annex.
pub(super) struct Annex {
    /// Its pages.
    pub paper: Document,
    /// Its workbook.
    pub list: Document,
}

/// The month's annex; `None` where no district placed a picture that can be printed.
pub(super) fn annex(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Option<Annex>, WordsError> {
    if !compiled.pictures.iter().any(|picture| matches!(picture.picture, Some(Ok(_)))) {
        return Ok(None);
    }
    let words = context.words.page(FILE, &context.month_values(compiled));
    let draft = draft::reasons(context, compiled)?;
    let document = |orientation, blocks| {
        Ok::<_, WordsError>(Document {
            id: ID.to_owned(),
            district: None,
            title: words.lines("title")?,
            sheet: words.text("sheet")?,
            orientation,
            draft: draft.clone(),
            blocks,
        })
    };
    let entries = entries(compiled, &words)?;
    let list = vec![Block::Table(list(context, &words, &entries)?)];
    Ok(Some(Annex {
        paper: document(Orientation::Portrait, pages(context, &words, &entries)?)?,
        list: document(Orientation::Landscape, list)?,
    }))
}

/// What a district has evidence of.
struct Entry<'a> {
    district: DistrictId,
    title: &'a str,
    details: String,
    links: Vec<(Place, String)>,
    pictures: Vec<&'a Evidence>,
}

/// The row of an entry: file, sheet, row.
type RowKey<'a> = (Option<&'a str>, Option<&'a str>, Option<u32>);

fn row_of(place: &Place, row: Option<u32>) -> RowKey<'_> {
    (place.file.as_deref(), place.sheet.as_deref(), row)
}

/// Every entry with evidence, district by district: its activities, its listings, then the pictures of neither.
fn entries<'a>(compiled: &'a CompiledMonth, words: &Page<'_>) -> Result<Vec<Entry<'a>>, WordsError> {
    let mut pictures: BTreeMap<RowKey<'a>, Vec<&'a Evidence>> = BTreeMap::new();
    for picture in &compiled.pictures {
        pictures.entry(row_of(&picture.place, picture.entry)).or_default().push(picture);
    }
    let links = links(compiled);
    let mut entries = Vec::new();
    for district in &compiled.totals.districts {
        let own = |of: DistrictId, place: &Place| of == district.id && place.file.is_some();
        for row in compiled.totals.activities.iter().filter(|row| own(row.district, &row.at)) {
            let key = row_of(&row.at, row.at.cell.map(|cell| cell.row));
            let (pictures, links) = (pictures.remove(&key).unwrap_or_default(), links.get(&key).cloned().unwrap_or_default());
            if !pictures.is_empty() || !links.is_empty() {
                entries.push(Entry {
                    district: district.id,
                    title: &row.name,
                    details: of_activity(row, words)?,
                    links,
                    pictures,
                });
            }
        }
        let of_month = |row: &&Listing| row.month == compiled.month && own(row.district, &row.at);
        for row in compiled.validated.listings.iter().filter(of_month) {
            let key = row_of(&row.at, row.at.cell.map(|cell| cell.row));
            if let Some(pictures) = pictures.remove(&key) {
                let details = format!("{} {}", words.text("channel")?, row.channel);
                entries.push(Entry { district: district.id, title: &row.name, details, links: Vec::new(), pictures });
            }
        }
        let rest: Vec<RowKey<'a>> =
            pictures.iter().filter(|(_, pictures)| pictures[0].district == district.id).map(|(key, _)| *key).collect();
        let pictures: Vec<&Evidence> = rest.iter().filter_map(|key| pictures.remove(key)).flatten().collect();
        if !pictures.is_empty() {
            entries.push(Entry { district: district.id, title: "", details: String::new(), links: Vec::new(), pictures });
        }
    }
    Ok(entries)
}

/// When and where.
fn of_activity(row: &Activity, words: &Page<'_>) -> Result<String, WordsError> {
    let date = if row.span.is_empty() { day_long(row.date) } else { row.span.clone() };
    let mut details = format!("{} {date}", words.text("date")?);
    if !row.venue.is_empty() {
        details += &format!(" {} {}", words.text("venue")?, row.venue);
    }
    Ok(details)
}

/// The links of each activity: those in its evidence, then those that its cells lead to.
fn links(compiled: &CompiledMonth) -> BTreeMap<RowKey<'_>, Vec<(Place, String)>> {
    let mut links: BTreeMap<RowKey<'_>, Vec<(Place, String)>> = BTreeMap::new();
    let mut add = |key, place: &Place, address: &str| {
        let known: &mut Vec<(Place, String)> = links.entry(key).or_default();
        if !known.iter().any(|(_, other)| other == address) {
            known.push((place.clone(), address.to_owned()));
        }
    };
    for workbook in &compiled.validated.workbooks {
        let Some(layout) = &workbook.layout else { continue };
        let table = layout.tables.get(&Form::Activities);
        for (record, table) in table.into_iter().flat_map(|table| table.records.iter().map(move |record| (record, table))) {
            let place = table.place(record, activity::EVIDENCE);
            let sheet = &table.parts[record.part].sheet;
            if let Some(Some(RawValue::Text(text))) = record.cells.get(activity::EVIDENCE) {
                let addresses = text.split([' ', '\n', '\t', '\r', ',', ';']).filter(|piece| is_address(piece));
                addresses.for_each(|address| add(row_of(sheet, Some(record.row)), &place, address));
            }
        }
        for link in layout.links.iter().filter(|link| is_address(&link.address)) {
            add(row_of(&link.place, link.place.cell.map(|cell| cell.row)), &link.place, &link.address);
        }
    }
    links
}

/// Whether a word is an address on the web.
fn is_address(word: &str) -> bool {
    let start = word.get(..8).unwrap_or_default().to_ascii_lowercase();
    start.starts_with("http://") || start == "https://"
}

fn pages(context: &DocumentContext<'_>, words: &Page<'_>, entries: &[Entry<'_>]) -> Result<Vec<Block>, WordsError> {
    let mut blocks = Vec::new();
    let mut district = None;
    for entry in entries {
        let album = album(context, words, entry)?;
        if album.pictures.is_empty() && album.links.is_empty() {
            continue;
        }
        if district != Some(entry.district) {
            district = Some(entry.district);
            let name = &context.plan[entry.district].name;
            blocks.push(Block::Heading(words.with("district", name).text("whose")?));
        }
        blocks.push(Block::Album(album));
    }
    let beyond = entries.iter().flat_map(|entry| &entry.pictures).filter(|picture| picture.picture.is_none()).count();
    if beyond > 0 {
        let more = context.words.page("common.toml", &()).with("count", &integer(beyond as i64)).text("more")?;
        blocks.push(Block::Paragraph(more.replace("{แฟ้ม}", &format!("{ID}.xlsx"))));
    }
    Ok(blocks)
}

fn album(context: &DocumentContext<'_>, words: &Page<'_>, entry: &Entry<'_>) -> Result<Album, WordsError> {
    let title = if entry.title.is_empty() { words.text("other")? } else { entry.title.to_owned() };
    let district = words.with("district", &context.plan[entry.district].name).text("whose")?;
    let ready = entry.pictures.iter().filter_map(|picture| Some((*picture, picture.picture.as_ref()?.as_ref().ok()?)));
    let mut pictures = Vec::new();
    for (number, (placed, picture)) in (1_i64..).zip(ready) {
        let number = words.with("number", &integer(number)).text("picture")?;
        // A picture of no entry is known by its sheet.
        let what = if entry.title.is_empty() { placed.place.sheet.as_deref().unwrap_or_default() } else { entry.title };
        let caption = format!("{number} {what}");
        let alt = format!("{caption} {district}");
        pictures.push(AlbumPicture { jpeg: Arc::from(picture.jpeg.as_slice()), caption, alt });
    }
    let links = entry.links.iter().map(|(_, address)| address.clone()).collect();
    Ok(Album { title, details: entry.details.clone(), links, pictures })
}

/// A line of the list.
struct Line<'a> {
    entry: &'a Entry<'a>,
    place: &'a Place,
    evidence: &'a str,
    size: Option<u64>,
    outcome: String,
}

fn list(context: &DocumentContext<'_>, words: &Page<'_>, entries: &[Entry<'_>]) -> Result<Table, WordsError> {
    let (link, printed) = (words.text("list.link")?, words.text("list.printed")?);
    let (beyond, unreadable) = (words.text("list.beyond")?, words.text("list.unreadable")?);
    let outcome = |picture: &Evidence| match &picture.picture {
        None => beyond.clone(),
        Some(Ok(_)) => printed.clone(),
        Some(Err(trouble)) => format!("{unreadable}{}", Said(&PictureFault(trouble.clone()), Lang::Th)),
    };
    let mut rows = Vec::new();
    for entry in entries {
        rows.extend(entry.links.iter().map(|(place, address)| Line {
            entry,
            place,
            evidence: address,
            size: None,
            outcome: link.clone(),
        }));
        rows.extend(entry.pictures.iter().map(|picture| Line {
            entry,
            place: &picture.place,
            evidence: &picture.name,
            size: Some(picture.size),
            outcome: outcome(picture),
        }));
    }
    type Column<'a> = columns::Column<'a, Line<'a>>;
    let other = words.text("other")?;
    let list =
        vec![
            Column::number(0.6),
            Column::district(1.5, |row| text(&*context.plan[row.entry.district].name)),
            Column::new("entry", 3.4, Left, move |row| {
                if row.entry.title.is_empty() { text(other.clone()) } else { verbatim(row.entry.title) }
            }),
            Column::new("place", 2.4, Left, |row| verbatim(&cell_of(row.place))),
            Column::new("evidence", 3.4, Left, |row| verbatim(row.evidence)),
            Column::new("size", 1.0, Right, |row| row.size.map_or_else(dash, |size| count(kilobytes(size)))),
            Column::new("outcome", 2.2, Center, |row| text(row.outcome.clone())),
        ];
    Columns::new(words, "list.", list).filled("list.caption", &rows)
}

/// Sheet and cell, without the file.
fn cell_of(place: &Place) -> String {
    Place { file: None, ..place.clone() }.to_string().trim().to_owned()
}

/// A size in thousands of bytes, at least one.
fn kilobytes(bytes: u64) -> i64 {
    i64::try_from(bytes.div_ceil(1_000)).unwrap_or(i64::MAX)
}
