//! The pictures that districts placed in their workbooks: made ready for paper in the workers, on every core.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::receive::Intake;
use crate::district::DistrictId;
use crate::finding::words::PictureFault;
use crate::finding::{Finding, Problem};
use crate::month::Evidence;
use crate::place::Place;
use crate::submission::find::Source;
use crate::submission::layout::PlacedPicture;
use crate::thai::calendar::Month;
use crate::trouble::PictureTrouble;
use crate::validate::{Disposition, Validated, Workbook};

/// Pictures of one workbook.
const MOST: usize = 60;
/// Bytes of all pictures of one workbook, as they lie in it.
const LARGEST: u64 = 60 << 20;

/// The pictures in the workbooks of `month` that are in use, of which `sources` tell where they lie, the first `printed` of
/// them made ready; and what is wrong with them, a note each.
pub(super) fn gather(
    intake: &Intake<'_>,
    sources: &BTreeMap<String, Source>,
    validated: &Validated,
    month: Month,
    printed: u64,
) -> (Vec<Evidence>, Vec<Finding>) {
    let mut notes = Vec::new();
    let mut wanted: Vec<(&Source, DistrictId, &PlacedPicture)> = Vec::new();
    let in_use = |workbook: &&Workbook| workbook.month == Some(month) && workbook.disposition == Disposition::Used;
    let mut workbooks: Vec<_> = validated.workbooks.iter().filter(in_use).collect();
    workbooks.sort_by_key(|workbook| workbook.district);
    for workbook in workbooks {
        let (Some(layout), Some(district)) = (&workbook.layout, workbook.district) else { continue };
        let Some(source) = sources.get(&*workbook.file) else { continue };
        let mut pictures: Vec<&PlacedPicture> = layout.pictures.iter().collect();
        let mut sheets: Vec<Place> = Vec::new();
        pictures.sort_by_cached_key(|picture| order(picture, &mut sheets));
        let fitting = fitting(&pictures);
        if let Some(first) = pictures.get(fitting) {
            let count = (pictures.len() - fitting) as u64;
            let problem = Problem::PicturesLeftOut { count, limit: MOST as u64, mib: LARGEST >> 20 };
            notes.push(Finding::new(problem, first.place.clone()).month(month).district(district));
        }
        wanted.extend(pictures[..fitting].iter().map(|picture| (source, district, *picture)));
    }
    let prepare = |(i, (source, district, placed)): (usize, (&Source, DistrictId, &PlacedPicture))| {
        prepare(intake, source, district, placed, (i as u64) < printed)
    };
    let prepared: Vec<Evidence> = wanted.into_par_iter().enumerate().map(prepare).collect();
    let unreadable = prepared.iter().filter_map(|evidence| {
        let why = PictureFault(evidence.picture.as_ref()?.as_ref().err()?.clone());
        let finding = Finding::new(Problem::PictureUnreadable { why }, evidence.place.clone());
        Some(finding.value(evidence.name.clone()).month(month).district(evidence.district))
    });
    notes.extend(unreadable);
    (prepared, notes)
}

/// Sheet by sheet in their order, entry by entry, cell by cell.
fn order(picture: &PlacedPicture, sheets: &mut Vec<Place>) -> (usize, Option<u32>, Option<(u32, u32)>) {
    let sheet = Place { cell: None, ..picture.place.clone() };
    let at = sheets.iter().position(|known| *known == sheet).unwrap_or_else(|| {
        sheets.push(sheet);
        sheets.len() - 1
    });
    (at, picture.entry, picture.place.cell.map(|cell| (cell.row, cell.column)))
}

/// How many of the pictures are within the limits.
fn fitting(pictures: &[&PlacedPicture]) -> usize {
    let mut room = LARGEST;
    let fits = |picture: &&&PlacedPicture| {
        let left = room.checked_sub(picture.size);
        room = left.unwrap_or_default();
        left.is_some()
    };
    pictures.iter().take(MOST).take_while(fits).count()
}

fn prepare(intake: &Intake<'_>, source: &Source, district: DistrictId, placed: &PlacedPicture, is_printed: bool) -> Evidence {
    let PlacedPicture { place, entry, part, size } = placed.clone();
    let ready = || if part.is_empty() { Err(PictureTrouble::Elsewhere) } else { intake.picture(source, &part) };
    let picture = is_printed.then(ready);
    let name = part.rsplit('/').next().unwrap_or_default().to_owned();
    Evidence { district, place, entry, name, size, picture }
}
