//! The year: districts by months, and what to do next.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use crate::app::AppError;
use crate::app::standing::{Next, Standing, standing};
use crate::lang::{Lang, Said};
use crate::plan::Plan;
use crate::render::html::{Page, Report};
use crate::workspace::WorkspaceError;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/", get(year)).route("/language", post(language))
}

async fn year(State(desk): State<Arc<Desk>>, asking: Asking) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| match desk.plan() {
        Ok(plan) => {
            let standing = standing(&desk.workspace, &plan, &desk.runtime(), None, desk.today())?;
            Ok(context(&plan, &standing, lang))
        }
        Err(AppError::Workspace(WorkspaceError::NoPlan(_))) => Ok(json!({ "next": "start" })),
        Err(error) => Ok::<_, Refused>(json!({ "next": "plan", "why": Said(&error, lang).to_string() })),
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Year, "year.html.tera", &context))
}

/// What a page of the month has, as report.html has it, and what to do next.
pub(super) fn context(plan: &Plan, standing: &Standing, lang: Lang) -> Json {
    let report = Report { plan, run: &standing.month, files: &standing.published, lang };
    let mut context = serde_json::to_value(Page::of(&report)).expect("keys are texts");
    let (next, count) = match standing.next {
        Next::SendForms(_) => ("forms", 0),
        Next::Receive(_, lacking) => ("receive", lacking),
        Next::Mend(_, errors) => ("mend", errors),
        Next::Make(_) => ("make", 0),
        Next::Seal(_) => ("seal", 0),
    };
    let month = standing.next.month();
    context["next"] = json!(next);
    context["next_count"] = json!(count);
    context["next_month"] = json!(Said(&month, lang).to_string());
    context["next_month_id"] = json!(month.to_string());
    context["is_current"] = json!(standing.is_current);
    context["is_printed"] = json!(!standing.published.is_empty());
    context["sealed"] = json!(standing.sealed.map(|bag| bag.to_string()));
    context
}

#[derive(Deserialize)]
struct Language {
    lang: String,
}

/// The language of the pages from now on; the page that asked is shown again.
async fn language(State(desk): State<Arc<Desk>>, headers: HeaderMap, Form(wanted): Form<Language>) -> Answer {
    let lang = Lang::named(&wanted.lang).ok_or_else(Refused::nothing)?;
    let cookie =
        format!("lang={}; Path={}; SameSite=Strict; HttpOnly; Max-Age=31536000", lang.pick("th", "en"), desk.pass().base());
    let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok()).and_then(|from| from.parse::<Uri>().ok());
    let asked = from.map(|uri| Asking::of(&desk, &headers, &uri).here).filter(|here| here.starts_with('/'));
    let back = format!("{}{}", desk.pass().base(), asked.as_deref().unwrap_or("/"));
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, back), (header::SET_COOKIE, cookie)]).into_response())
}
