//! A dropped file as its page shows it.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::super::desk::Desk;
use super::super::finding::{Item, item};
use crate::app::AppError;
use crate::app::dropped::{Dropped, Taking, rows_of};
use crate::app::found::Filter;
use crate::app::message::{About, message};
use crate::app::receive::Intake;
use crate::app::tray::Tray;
use crate::finding::{Finding, Severity};
use crate::lang::{Baht, Lang, Revision, Said};
use crate::plan::Plan;

/// Findings of a file that are shown among other files.
const SHOWN: usize = 12;
/// The same on a page of its own.
pub(super) const WHOLE: usize = 100;

/// How files are shown.
pub(super) struct Shown<'a> {
    pub plan: &'a Plan,
    pub today: Date,
    pub lang: Lang,
    pub filter: Filter,
}

/// Files among others: those that have what is looked for, where anything is.
///
/// # Errors
/// Where no reader can be started.
pub(super) fn cards(desk: &Desk, shown: &Shown<'_>, judged: &[Dropped]) -> Result<Vec<Json>, AppError> {
    let runtime = desk.runtime();
    let (tray, intake) = (Tray::of(&desk.workspace, shown.plan), Intake::open(&runtime, shown.plan)?);
    let is_looked_for = |dropped: &&Dropped| {
        shown.filter == Filter::default() || dropped.findings.iter().any(|finding| shown.filter.admits(shown.plan, finding))
    };
    let mut number = 0;
    let card = |dropped: &Dropped| card(shown, &tray, &intake, dropped, (0, SHOWN), &mut number);
    Ok(judged.iter().filter(is_looked_for).map(card).collect())
}

/// One file with a page's part of its findings, and how many there are.
///
/// # Errors
/// As [`cards`].
pub(super) fn whole(desk: &Desk, shown: &Shown<'_>, judged: &[Dropped], page: usize) -> Result<(Vec<Json>, usize), AppError> {
    let runtime = desk.runtime();
    let (tray, intake) = (Tray::of(&desk.workspace, shown.plan), Intake::open(&runtime, shown.plan)?);
    let part = ((page - 1) * WHOLE, WHOLE);
    let cards = judged.iter().map(|dropped| card(shown, &tray, &intake, dropped, part, &mut 0)).collect();
    let wanted = judged.iter().flat_map(|dropped| &dropped.findings).filter(|finding| shown.filter.admits(shown.plan, finding));
    Ok((cards, wanted.count()))
}

fn card(
    shown: &Shown<'_>,
    tray: &Tray,
    intake: &Intake<'_>,
    dropped: &Dropped,
    (from, most): (usize, usize),
    number: &mut usize,
) -> Json {
    let (plan, lang) = (shown.plan, shown.lang);
    let (item_of, workbook) = (&dropped.item, &dropped.workbook);
    let mut wanted: Vec<&Finding> = dropped.findings.iter().filter(|finding| shown.filter.admits(plan, finding)).collect();
    wanted.sort_by_key(|finding| finding.severity());
    let part: Vec<&Finding> = wanted.iter().copied().skip(from).take(most).collect();
    // What cannot be read has no rows.
    let rows = rows_of(intake, &tray.source(item_of), &part).unwrap_or_else(|_| vec![None; part.len()]);
    let items: Vec<Item<'_>> = part
        .iter()
        .zip(&rows)
        .map(|(finding, row)| {
            *number += 1;
            item(*number, finding, row.as_ref(), lang)
        })
        .collect();
    let about = About { file: &item_of.name, district: workbook.district, month: workbook.month, findings: &dropped.findings };
    let can_return = dropped.count(Severity::Error) > 0 && dropped.whose().is_some();
    let district = workbook.district.map(|district| &plan[district]);
    let mut card = json!({
        "id": item_of.slot.id, "name": item_of.name, "from": item_of.from, "order": item_of.slot.order,
        "fine": dropped.is_fine(),
        "district": district.map(|district| &district.name),
        "month": workbook.month.map(|month| Said(&month, lang).to_string()),
        "revision": (workbook.revision > 0).then(|| Said(&Revision(workbook.revision), lang).to_string()),
        "read": workbook.layout.is_some(), "nil": workbook.nil,
        "rows": workbook.counted, "baht": Said(&Baht(workbook.counted_baht), lang).to_string(),
        "tally": {
            "errors": dropped.count(Severity::Error), "warnings": dropped.count(Severity::Warning),
            "notes": dropped.count(Severity::Note),
        },
        "remarks": dropped.remarks.iter().map(|remark| Said(remark, lang).to_string()).collect::<Vec<_>>(),
        "items": items, "left_out": wanted.len().saturating_sub(from + part.len()),
        "message": message(plan, &about, shown.today, lang),
        "returned": can_return,
    });
    taking(&mut card, &dropped.taking, lang);
    card
}

/// What taking it would do.
fn taking(card: &mut Json, taking: &Taking, lang: Lang) {
    match taking {
        Taking::Into(to) => {
            card["state"] = json!("into");
            card["to"] = json!(format!("inputs/{}/{}", to.month, to.name));
            card["rival"] = json!(!to.rivals.is_empty());
        }
        Taking::There(file) => {
            card["state"] = json!("there");
            card["to"] = json!(format!("inputs/{file}"));
        }
        Taking::NeedsMonth => card["state"] = json!("needs-month"),
        Taking::Cannot(why) => {
            card["state"] = json!("cannot");
            card["why"] = json!(Said(why, lang).to_string());
        }
    }
}
