//! Which entry a picture or a link belongs to: the one in whose row it stands, else the nearest above it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Layout, OWN_SHEETS};
use crate::columns::Form;
use crate::finding::Place;
use crate::submission::raw::{RawPicture, RawSheet, RawWorkbook};
use crate::thai::text::loose_key;

/// Pictures of a workbook, and links, that are told of; a note says that most of them are too many.
const MOST: usize = 10_000;

/// A picture on a sheet, not read yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedPicture {
    /// Its cell, or the sheet where it is bound to none.
    pub place: Place,
    /// The row of the entry that it belongs to, from 0; `None` where it belongs to the district.
    pub entry: Option<u32>,
    /// The path of its part in the file; blank where it lies elsewhere.
    pub part: String,
    /// Its bytes, as the file's directory tells.
    pub size: u64,
}

/// A cell that leads to an address outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The cell.
    pub place: Place,
    /// The address.
    pub address: String,
}

impl Layout {
    /// Gives each picture to an entry, or to the district where its sheet has none; what stands on the cover, or above a form's
    /// first entry, is a letterhead.
    pub(super) fn place_pictures(&mut self, file: &Arc<str>, workbook: &RawWorkbook) {
        let own = |sheet: &&RawSheet| OWN_SHEETS.iter().any(|name| loose_key(name) == loose_key(&sheet.name));
        let marked = |sheet: &&RawSheet| !sheet.pictures.is_empty() || !sheet.links.is_empty();
        for sheet in workbook.sheets.iter().filter(marked).filter(|sheet| !own(sheet)) {
            let place = Place::sheet(file, &Arc::from(sheet.name.as_str()));
            let rows = self.entries(&place, Form::ALL.as_slice());
            let is_form = self.is_form(&place);
            let placed = |picture: &RawPicture| {
                let entry = picture.at.and_then(|(row, _)| rows[..rows.partition_point(|entry| *entry <= row)].last().copied());
                let is_letterhead = is_form && entry.is_none() && (rows.is_empty() || picture.at.is_some());
                let at = picture.at.map_or_else(|| place.clone(), |(row, column)| place.at(row, column));
                let placed = PlacedPicture { place: at, entry, part: picture.part.clone(), size: picture.size };
                (!is_letterhead).then_some(placed)
            };
            let activities = self.entries(&place, &[Form::Activities]);
            let in_activity = |(row, ..): &&(u32, u32, String)| activities.binary_search(row).is_ok();
            let links = sheet.links.iter().filter(in_activity);
            let links = links.map(|(row, column, address)| Link { place: place.at(*row, *column), address: address.clone() });
            let (pictures, links): (Vec<_>, Vec<_>) = (sheet.pictures.iter().filter_map(placed).collect(), links.collect());
            self.pictures.extend(pictures.into_iter().take(MOST.saturating_sub(self.pictures.len())));
            self.links.extend(links.into_iter().take(MOST.saturating_sub(self.links.len())));
        }
    }

    /// The rows of a sheet that hold an entry of one of the forms, in order.
    fn entries(&self, sheet: &Place, forms: &[Form]) -> Vec<u32> {
        let tables = forms.iter().filter_map(|form| self.tables.get(form));
        let mut rows: Vec<u32> = tables
            .flat_map(|table| table.records.iter().filter(|record| table.parts[record.part].sheet == *sheet))
            .map(|record| record.row)
            .collect();
        rows.sort_unstable();
        rows
    }

    /// Whether a form or the cover stands on a sheet.
    fn is_form(&self, sheet: &Place) -> bool {
        let cover = self.cover.values().any(|cell| cell.place.sheet == sheet.sheet);
        cover || self.tables.values().flat_map(|table| &table.parts).any(|part| part.sheet == *sheet)
    }
}
