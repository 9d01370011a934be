//! Behind a figure: its cells, amounts and names, and what does not count.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::json;

use super::answer::{Answer, Refused, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::month::named;
use crate::app::explain::explain_figure;
use crate::explain::{Measured, Subject};
use crate::lang::Said;
use crate::record::ExplainRecord;

/// How the province is called in addresses.
const PROVINCE: &str = "province";

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/explain/{month}/{whose}/{figure}", get(behind))
}

async fn behind(
    State(desk): State<Arc<Desk>>,
    asking: Asking,
    Path((month, whose, figure)): Path<(String, String, String)>,
) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let month = named(&plan, &month)?;
        let whose = if whose == PROVINCE { "จังหวัด" } else { &whose };
        let explained = explain_figure(&desk.workspace, &plan, &desk.runtime(), Some(month), whose, &figure)?;
        let explanation = &explained.explanation;
        let name = match explanation.subject {
            Subject::Province => lang.pick(format!("จังหวัด{}", plan.province.name), plan.province.name.clone()),
            Subject::District(district) => {
                let name = &plan[district].name;
                lang.pick(format!("อำเภอ{name}"), name.clone())
            }
        };
        Ok::<_, Refused>(json!({
            "whose": name,
            "title": Said(&explanation.title, lang).to_string(),
            "value": Said(&Measured(explanation.figure.unit(), explanation.value), lang).to_string(),
            "month_id": month.to_string(),
            "of": ExplainRecord::of(&plan, explanation, &explained.origins, lang),
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Year, "explain.html.tera", &context))
}
