//! What goes out before anything comes in: a month's forms, and the targets.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;

use super::answer::{Answer, Refused, work};
use super::desk::errands::End;
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::errand::order;
use super::files::to_keep;
use super::month::named;
use super::zipped::zipped;
use crate::app::forms::{forms, month_of_forms};
use crate::app::standing::published;
use crate::app::targets::targets;
use crate::lang::{Lang, Said};

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/forms", get(show))
        .route("/forms/{month}/make", post(make))
        .route("/forms/{month}/zip", get(zip))
        .route("/targets/make", post(make_targets))
        .route("/targets/zip", get(targets_zip))
}

#[derive(Deserialize)]
struct Wanted {
    month: Option<String>,
}

async fn show(State(desk): State<Arc<Desk>>, asking: Asking, Query(wanted): Query<Wanted>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let asked = wanted.month.map(|month| named(&plan, &month)).transpose()?;
        let month = month_of_forms(&desk.workspace, &plan, asked)?;
        let outputs = desk.workspace.outputs();
        let folder = outputs.join("forms").join(month.to_string());
        let of_district = |district: &crate::plan::District| {
            let file = format!("{}.xlsx", district.geocode);
            let is_there = folder.join(&file).is_file();
            json!({ "name": district.name, "file": is_there.then(|| format!("forms/{month}/{file}")) })
        };
        let of_year = plan.fiscal_year().months();
        let months = of_year.iter().map(|month| json!({ "id": month.to_string(), "name": Said(month, lang).to_string() }));
        let targets = published(&plan, &outputs.join("targets"));
        Ok::<_, Refused>(json!({
            "month_id": month.to_string(),
            "month": Said(&month, lang).to_string(),
            "months": months.collect::<Vec<_>>(),
            "is_made": folder.is_dir(),
            "forms": plan.districts.iter().map(of_district).collect::<Vec<_>>(),
            "targets": targets.iter().map(|(path, _)| path).collect::<Vec<_>>(),
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Forms, "forms.html.tera", &context))
}

async fn make(State(desk): State<Arc<Desk>>, Path(month): Path<String>) -> Answer {
    let (plan, month) = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let month = named(&plan, &month)?;
        Ok::<_, Refused>((plan, month))
    })
    .await?;
    let see = format!("/forms?month={month}");
    let title = ["ออกแบบฟอร์ม", "Making the forms"];
    let back = see.clone();
    Ok(order(&desk, &format!("forms {month}"), title, &see, move |desk, errand| {
        let (month, written) = forms(&desk.workspace, &plan, &desk.telling(errand), Some(month))?;
        let name = |lang| Said(&month, lang).to_string();
        let count = written.files.len();
        let said = [
            format!("ออกแบบฟอร์มเดือน{} แล้ว {} แฟ้ม", name(Lang::Th), crate::thai::digits::to_thai(&count.to_string())),
            format!("{count} forms of {} were made", name(Lang::En)),
        ];
        Ok(End { see: back, said, failed: false })
    }))
}

async fn zip(State(desk): State<Arc<Desk>>, Path(month): Path<String>) -> Answer {
    work(&desk, move |desk| {
        let month = named(&desk.plan()?, &month)?;
        let bytes = zipped(&desk.workspace.outputs().join("forms").join(month.to_string()))?;
        Ok::<_, Refused>(to_keep(&format!("forms-{month}.zip"), bytes))
    })
    .await
}

async fn make_targets(State(desk): State<Arc<Desk>>, asking: Asking) -> Answer {
    let plan = work(&desk, Desk::plan).await?;
    let lang = asking.lang;
    let title = ["จัดทำเป้าหมายและหนังสือแจ้งอำเภอ", "Making the targets and the letter of assignment"];
    Ok(order(&desk, "targets", title, "/forms", move |desk, errand| {
        let written = targets(&desk.workspace, &plan, &desk.telling(errand), desk.today(), lang)?;
        let count = written.files.len();
        let said =
            [format!("จัดทำแล้ว {} แฟ้ม", crate::thai::digits::to_thai(&count.to_string())), format!("{count} files were made")];
        Ok(End { see: "/forms".to_owned(), said, failed: false })
    }))
}

async fn targets_zip(State(desk): State<Arc<Desk>>) -> Answer {
    work(&desk, |desk| Ok::<_, Refused>(to_keep("targets.zip", zipped(&desk.workspace.outputs().join("targets"))?))).await
}
