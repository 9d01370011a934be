//! What was found in a month's files: filtered, each beside the row that the district sent.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::files::to_keep;
use super::finding::{self, Item, item, pages};
use crate::app::found::{found, to_return};
use crate::app::gather::{choose_month, of_plan};
use crate::app::message::{About, message};
use crate::district::DistrictId;
use crate::finding::Severity;
use crate::lang::{Lang, Said};
use crate::month::CompiledMonth;
use crate::plan::{District, Plan};
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
        let letters = letters(&plan, &found.compiled, desk.today(), lang);
        Ok::<_, Refused>(json!({
            "month": Said(&month, lang).to_string(), "month_id": month.to_string(),
            "asked": query.choices(&plan, &found.sheets, lang),
            "pages": pages(&query, "/findings", page, found.wanted, SHOWN),
            "items": items, "wanted": found.wanted,
            "tally": { "errors": count(Severity::Error), "warnings": count(Severity::Warning), "notes": count(Severity::Note) },
            "letters": letters,
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Findings, "findings.html.tera", &context))
}

/// What goes back to each district whose report has errors: the message beside its workbook.
fn letters(plan: &Plan, compiled: &CompiledMonth, today: Date, lang: Lang) -> Vec<Json> {
    let of = |file: &str| {
        compiled.own_findings().filter(|finding| finding.place.file.as_deref() == Some(file)).cloned().collect::<Vec<_>>()
    };
    let is_faulty = |file: &str| of(file).iter().any(|finding| finding.severity() == Severity::Error);
    let letter = |(id, district): (DistrictId, &District)| {
        let workbook = compiled.returned(id, is_faulty)?;
        let findings = of(&workbook.file);
        let file = workbook.file.rsplit('/').next().unwrap_or_default();
        let about = About { file, district: Some(id), month: Some(compiled.month), findings: &findings };
        Some(json!({ "geocode": district.geocode, "name": district.name, "text": message(plan, &about, today, lang) }))
    };
    plan.ids().filter_map(letter).collect()
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
