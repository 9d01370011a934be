//! What was found in a month's files: filtered, each beside the row that the district sent.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use serde_json::json;

use super::answer::{Answer, Refused, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::files::to_keep;
use super::finding::{self, Item, item, pages};
use crate::app::found::{found, to_return};
use crate::app::gather::{choose_month, of_plan};
use crate::finding::Severity;
use crate::lang::Said;
use crate::thai::calendar::Month;

/// Findings on a page.
const SHOWN: usize = 50;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/findings", get(findings)).route("/findings/{month}/{geocode}/returned.xlsx", get(returned))
}

async fn findings(State(desk): State<Arc<Desk>>, asking: Asking, Query(query): Query<finding::Query>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let month = match query.month() {
            Some(month) => of_plan(&plan, month)?,
            None => choose_month(&desk.workspace, &plan, None)?,
        };
        let (page, filter) = (query.page(), query.filter());
        let found = found(&desk.workspace, &plan, &desk.runtime(), month, &filter, ((page - 1) * SHOWN, SHOWN))?;
        let items: Vec<Item<'_>> =
            (1..).zip(&found.findings).map(|(number, (finding, row))| item(number, finding, row.as_ref(), lang)).collect();
        let count = |severity: Severity| found.compiled.count(severity);
        let faulty = found.compiled.own_findings().filter(|finding| finding.severity() == Severity::Error);
        let mut to_return: Vec<_> = faulty.filter_map(|finding| finding.place.file.as_ref().and(finding.district)).collect();
        to_return.sort_unstable();
        to_return.dedup();
        let district = |id| json!({ "geocode": plan[id].geocode, "name": plan[id].name });
        Ok::<_, Refused>(json!({
            "month": Said(&month, lang).to_string(), "month_id": month.to_string(),
            "asked": query.choices(&plan, &found.sheets, lang),
            "pages": pages(&query, "/findings", page, found.wanted, SHOWN),
            "items": items, "wanted": found.wanted,
            "tally": { "errors": count(Severity::Error), "warnings": count(Severity::Warning), "notes": count(Severity::Note) },
            "to_return": to_return.into_iter().map(district).collect::<Vec<_>>(),
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Findings, "findings.html.tera", &context))
}

async fn returned(State(desk): State<Arc<Desk>>, asking: Asking, Path((month, geocode)): Path<(String, String)>) -> Answer {
    let lang = asking.lang;
    let made = work(&desk, move |desk| {
        let (plan, month) = (desk.plan()?, month.parse::<Month>().map_err(|_| Refused::nothing())?);
        let bytes = to_return(&desk.workspace, &plan, &desk.runtime(), of_plan(&plan, month)?, &geocode, lang)?;
        let district = plan.districts.iter().find(|district| district.geocode == geocode);
        let (bytes, district) = bytes.zip(district).ok_or_else(Refused::nothing)?;
        Ok::<_, Refused>((format!("{month} {} ส่งคืน.xlsx", district.name), bytes))
    });
    let (name, bytes) = made.await?;
    Ok(to_keep(&name, bytes))
}
