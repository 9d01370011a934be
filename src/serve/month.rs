//! The month's report: made, looked at, taken along, and what the last run changed.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, both, work};
use super::desk::errands::{End, Errand};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::errand::order;
use super::files::to_keep;
use super::year::context;
use super::zipped::zipped;
use crate::app::changes::{Before, Changes, How};
use crate::app::compile::{compile, is_empty};
use crate::app::gather::of_plan;
use crate::app::standing::standing;
use crate::lang::{Lang, Said};
use crate::plan::Plan;
use crate::thai::calendar::Month;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/month", get(latest))
        .route("/month/{month}", get(month))
        .route("/month/{month}/make", post(make))
        .route("/month/{month}/zip", get(zip))
}

/// The document that is shown.
#[derive(Deserialize)]
struct Shown {
    show: Option<String>,
}

/// Why the report of an empty month is not made at once.
const NOTHING_RECEIVED: [&str; 2] = [
    "ยังไม่มีรายงานของเดือนนี้ รายงานที่ได้จะเป็นหนังสือเตือนถึงทุกอำเภอ หากต้องการเช่นนั้นใช้ปุ่มที่หน้าของเดือน",
    "nothing was received for this month; its report would be reminders to every district: if that is wanted, the month's page has a button for it",
];

/// A month as it stands in an address, within the plan's year.
///
/// # Errors
/// Where it is none.
pub(super) fn named(plan: &Plan, month: &str) -> Result<Month, Refused> {
    let month = month.parse().map_err(|_| Refused::nothing())?;
    Ok(of_plan(plan, month)?)
}

async fn latest(state: State<Arc<Desk>>, asking: Asking, shown: Query<Shown>) -> Answer {
    show(state, asking, None, shown).await
}

async fn month(state: State<Arc<Desk>>, asking: Asking, Path(month): Path<String>, shown: Query<Shown>) -> Answer {
    show(state, asking, Some(month), shown).await
}

async fn show(State(desk): State<Arc<Desk>>, asking: Asking, month: Option<String>, Query(shown): Query<Shown>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let month = month.map(|month| named(&plan, &month)).transpose()?;
        let standing = standing(&desk.workspace, &plan, &desk.runtime(), month, desk.today())?;
        let month = standing.month.month;
        let mut context = context(&plan, &standing, lang);
        context["is_empty"] = json!(is_empty(&desk.workspace, &plan, month)?);
        context["changes"] = desk.changes.of(month).map(|changes| told(&changes, lang)).unwrap_or_default();
        // Only what was published is shown; the packet, where nothing was asked for.
        let is_there = |path: &str| standing.published.iter().any(|(other, _)| other == path);
        let wanted = shown.show.as_deref().unwrap_or("packet-monthly.pdf");
        context["show"] = json!(Some(wanted).filter(|path| path.ends_with(".pdf") && is_there(path)));
        context["returns"] = json!(standing.published.iter().filter(|(path, _)| path.starts_with("returns/")).count());
        Ok::<_, Refused>(context)
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Month, "month.html.tera", &context))
}

fn told(changes: &Changes, lang: Lang) -> Json {
    let province = lang.pick("จังหวัด", "Province");
    let figures = changes.figures.iter().map(|change| {
        let whose = if change.whose.is_empty() { province } else { &change.whose };
        json!({ "whose": whose, "name": change.name(lang), "was": change.was, "is": change.is })
    });
    let files = changes.files.iter().map(|(path, how)| {
        let how = match how {
            How::New => lang.pick("ใหม่", "new"),
            How::Gone => lang.pick("ไม่มีแล้ว", "gone"),
            How::Changed => lang.pick("เปลี่ยน", "changed"),
        };
        json!({ "path": path, "how": how })
    });
    json!({ "is_first": changes.is_first, "figures": figures.collect::<Vec<_>>(), "files": files.collect::<Vec<_>>() })
}

/// Whether the report of a month without any submission is wanted.
#[derive(Deserialize)]
struct Order {
    empty: Option<String>,
}

async fn make(State(desk): State<Arc<Desk>>, Path(month): Path<String>, asking: Asking, Form(asked): Form<Order>) -> Answer {
    let (plan, month) = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let month = named(&plan, &month)?;
        let nothing = asked.empty.is_none() && is_empty(&desk.workspace, &plan, month)?;
        if nothing { Err(Refused::saying(NOTHING_RECEIVED)) } else { Ok((plan, month)) }
    })
    .await?;
    let title = [Lang::Th, Lang::En].map(|lang| {
        let month = Said(&month, lang).to_string();
        lang.pick(format!("จัดทำรายงานเดือน{month}"), format!("Making the report of {month}"))
    });
    let lang = asking.lang;
    let see = format!("/month/{month}");
    let title = [title[0].as_str(), title[1].as_str()];
    Ok(order(&desk, &format!("make {month}"), title, &see, move |desk, errand| made(desk, errand, &plan, month, lang)))
}

fn made(desk: &Desk, errand: &Errand, plan: &Plan, month: Month, lang: Lang) -> Result<End, Refused> {
    let before = Before::of(&desk.workspace.outputs().join(month.to_string()));
    let compiled = compile(&desk.workspace, plan, &desk.telling(errand), Some(month), desk.today(), lang)?;
    desk.changes.note(month, before.compare());
    let files = compiled.written.files.len();
    let draft = compiled.month.is_draft();
    let mut said = [
        format!(
            "จัดทำแล้ว {} แฟ้ม{}",
            Lang::Th.digits(&crate::thai::digits::to_thai(&files.to_string())),
            if draft { " เป็นฉบับร่าง" } else { "" }
        ),
        format!("{files} files were made{}", if draft { ", as a draft" } else { "" }),
    ];
    if let Some(why) = &compiled.unnamed_seal {
        said.iter_mut().zip(both(why)).for_each(|(said, why)| *said = format!("{said}\n{why}"));
    }
    Ok(End { see: format!("/month/{month}"), said, failed: false })
}

async fn zip(State(desk): State<Arc<Desk>>, Path(month): Path<String>) -> Answer {
    work(&desk, move |desk| {
        let month = named(&desk.plan()?, &month)?;
        let bytes = zipped(&desk.workspace.outputs().join(month.to_string()))?;
        Ok::<_, Refused>(to_keep(&format!("otop-{month}.zip"), bytes))
    })
    .await
}
