//! The plan: every setting as a form with its faults beside the field, and where a new year or another province begins.

mod nodes;
mod text;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, both, unwritten, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use crate::app::init::init;
use crate::app::settings::{Base, Differing, Saved, Sheet, Values, differing, fill, left_behind, load, open, pasted, save};
use crate::lang::{Count, Lang, Said, Say, said, say};
use crate::thai::calendar::{FiscalYear, Month};
use crate::thai::provinces::PROVINCES;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/plan", get(show).post(typed))
        .route("/plan/new", get(begin))
        .route("/plan/check", post(check))
        .route("/plan.js", get(script))
        .route("/plan/text", get(text::show).post(text::typed))
}

async fn script() -> Response {
    let script = include_str!("../../templates/desk/plan.js");
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response()
}

/// Which form is asked for.
#[derive(Deserialize)]
struct Wanted {
    base: Option<String>,
}

/// What was sent: the values, and what is to be done with them.
struct Sent {
    base: Base,
    digest: String,
    action: String,
    paste: String,
    agreed: bool,
    values: Values,
}

impl Sent {
    fn of(pairs: Vec<(String, String)>) -> Result<Self, Refused> {
        let field = |name: &str| {
            let found = pairs.iter().rev().find(|(other, _)| other == name);
            found.map(|(_, typed)| typed.clone()).unwrap_or_default()
        };
        Ok(Self {
            base: field("base").parse().map_err(|_| Refused::nothing())?,
            digest: field("digest"),
            // Of two, the one of the button that was pressed comes first only where it stands first in the page.
            action: field("action"),
            paste: field("paste"),
            agreed: field("agreed") == "yes",
            values: Values::of(pairs),
        })
    }
}

/// The form; where there is no plan yet, the question whose it is to be; where it is no TOML, its text.
async fn show(State(desk): State<Arc<Desk>>, asking: Asking, Query(wanted): Query<Wanted>) -> Answer {
    let base = wanted.base.as_deref().unwrap_or("plan").parse::<Base>().map_err(|_| Refused::nothing())?;
    let lang = asking.lang;
    let made = work(&desk, move |desk| {
        if base == Base::Plan && load(&desk.workspace)?.text.is_none() {
            return Ok::<_, Refused>(None);
        }
        let Ok(sheet) = open(&desk.workspace, base)? else { return Ok(Some(None)) };
        let shown = Shown { listed: base == Base::Plan, ..Shown::default() };
        Ok(Some(Some(page_of(desk, &sheet, &shown, lang)?)))
    });
    Ok(match made.await? {
        None => desk.page(&asking, Screen::Plan, "plan-new.html.tera", &chooser(desk.today(), false)),
        Some(None) => desk.see("/plan/text", None),
        Some(Some(context)) => desk.page(&asking, Screen::Plan, "plan.html.tera", &context),
    })
}

/// Whose plan, and for which year.
#[derive(Deserialize)]
struct Begin {
    province: Option<String>,
    year: Option<i16>,
}

/// The question whose plan is to be started, or the way to its form.
async fn begin(State(desk): State<Arc<Desk>>, asking: Asking, Query(begin): Query<Begin>) -> Answer {
    let Begin { province: Some(province), year: Some(year) } = begin else {
        let has_plan = work(&desk, |desk| Ok::<_, Refused>(load(&desk.workspace)?.text.is_some())).await?;
        return Ok(desk.page(&asking, Screen::Plan, "plan-new.html.tera", &chooser(desk.today(), has_plan)));
    };
    let base: Base = format!("province-{province}-{year}").parse().map_err(|_| Refused::nothing())?;
    Ok(desk.see(&format!("/plan?base={base}"), None))
}

fn chooser(today: Date, has_plan: bool) -> Json {
    let year = FiscalYear::of(today).year_be();
    let mut provinces: Vec<(&str, &str)> = PROVINCES.iter().map(|province| (province.geocode, province.name)).collect();
    provinces.sort_by_key(|(_, name)| *name);
    let provinces: Vec<Json> = provinces.into_iter().map(|(code, name)| json!({ "code": code, "name": name })).collect();
    json!({ "provinces": provinces, "years": [year - 1, year, year + 1], "year": year, "has_plan": has_plan })
}

/// What happened to what was typed.
#[derive(Default)]
struct Shown {
    /// It was not saved, though that was asked for.
    refused: bool,
    /// What is wrong is listed at the top as well.
    listed: bool,
    /// The plan on the disk changed meanwhile: in what they differ.
    differing: Vec<Differing>,
    is_stale: bool,
    /// Why the disk did not take it.
    unwritten: Option<String>,
    /// It was not agreed to what a new year does.
    unagreed: bool,
    /// What came of pasting.
    pasted: Option<String>,
    /// A row that was just added or moved.
    row: Option<String>,
}

async fn typed(State(desk): State<Arc<Desk>>, asking: Asking, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let (sent, lang) = (Sent::of(pairs)?, asking.lang);
    match work(&desk, move |desk| answer(desk, sent, lang)).await? {
        Done::Page(context) => Ok(desk.page(&asking, Screen::Plan, "plan.html.tera", &context)),
        Done::Saved(path, said) => Ok(desk.see(path, Some(said))),
        Done::Text => Ok(desk.see("/plan/text", None)),
    }
}

enum Done {
    Page(Json),
    Saved(&'static str, [String; 2]),
    Text,
}

fn answer(desk: &Desk, mut sent: Sent, lang: Lang) -> Result<Done, Refused> {
    let mut shown = Shown { listed: matches!(sent.action.as_str(), "save" | "check"), ..Shown::default() };
    rows(&mut sent, &mut shown, lang);
    let Ok(sheet) = fill(&desk.workspace, sent.base, &sent.digest, sent.values)? else { return Ok(Done::Text) };
    shown.is_stale = sheet.is_stale;
    if sheet.is_stale {
        shown.differing = differing(&desk.workspace, &sheet.values)?;
    }
    if sent.action == "save" && !sheet.is_stale {
        shown.unagreed = !sent.agreed && !left_behind(&desk.workspace, &sheet.text).is_empty() && sheet.base != Base::Plan;
        shown.refused = shown.unagreed || !sheet.judged.is_sound();
        if !shown.refused {
            match save(&desk.workspace, &desk.runtime(), desk.today(), &sheet.digest, &sheet.text) {
                Err(error) => shown.unwritten = Some(unwritten(error, lang)?),
                Ok(Saved::Written(kept)) => {
                    if kept.is_none() || sheet.base != Base::Plan {
                        init(&desk.workspace, &desk.runtime(), desk.today(), false)?;
                    }
                    let path = if kept.is_some() { "/plan" } else { "/" };
                    return Ok(Done::Saved(path, both(&Wrote(kept))));
                }
                Ok(Saved::Same) => return Ok(Done::Saved("/plan", both(&Unchanged))),
                Ok(Saved::Faulty) => shown.refused = true,
                // Between reading it and writing: the next page shows both.
                Ok(Saved::Changed) => shown.is_stale = true,
            }
        }
    }
    Ok(Done::Page(page_of(desk, &sheet, &shown, lang)?))
}

/// What a button does with the rows of a list.
fn rows(sent: &mut Sent, shown: &mut Shown, lang: Lang) {
    let values = &mut sent.values;
    shown.row = match sent.action.split_once(':') {
        Some(("add", list)) => values.add(list),
        Some(("remove", row)) => values.remove(row),
        Some(("up", row)) => values.up(row),
        Some(("down", row)) => values.down(row),
        _ => None,
    };
    if sent.action == "paste" {
        let (taken, left) = pasted(values, &sent.paste);
        let count = (Count::of(taken), Count::of(left.len()));
        let mut told = said!(lang, "วางแล้ว {taken} อำเภอ", "districts taken: {taken}", taken = count.0);
        if let Some(first) = left.first() {
            let first: String = first.chars().take(60).collect();
            told += &said!(
                lang,
                " ไม่ได้ใช้ {left} บรรทัด เช่น “{first}” เพราะไม่ได้ขึ้นต้นด้วยรหัสอำเภอ ๔ หลักแล้วคั่นด้วยแท็บ",
                "; lines left out: {left}, such as “{first}”: a line begins with the district's four digits and has tabs between",
                left = count.1,
                first
            );
        }
        shown.pasted = Some(told);
        shown.row = Some("districts".to_owned());
    }
}

/// What is wrong with what is typed so far, by field, for the script of the page.
async fn check(
    State(desk): State<Arc<Desk>>,
    asking: Asking,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let (sent, lang) = (Sent::of(pairs)?, asking.lang);
    let told = work(&desk, move |desk| {
        let sheet = fill(&desk.workspace, sent.base, &sent.digest, sent.values)?;
        Ok::<_, Refused>(sheet.map(|sheet| nodes::told(&sheet, lang)).ok())
    });
    let told = serde_json::to_string(&told.await?).expect("keys are texts");
    Ok(([(header::CONTENT_TYPE, "application/json")], told).into_response())
}

/// Everything that the page shows.
fn page_of(desk: &Desk, sheet: &Sheet, shown: &Shown, lang: Lang) -> Result<Json, Refused> {
    let built = nodes::build(sheet, lang);
    let months = if sheet.base == Base::Plan { Vec::new() } else { left_behind(&desk.workspace, &sheet.text) };
    let label = |one: &Differing| json!({ "label": nodes::label(&sheet.values, &one.name, lang), "there": one.there, "typed": one.typed, "name": one.name });
    Ok(json!({
        "base_plan": sheet.base.to_string(),
        "is_new": sheet.base != Base::Plan,
        "is_first": sheet.digest.is_empty(),
        "digest": sheet.digest,
        "nodes": built.nodes,
        "contents": built.contents,
        "summary": built.summary,
        "others": sheet.judged.faults.others.iter().map(|fault| Said(fault, lang).to_string()).collect::<Vec<_>>(),
        "fault_count": sheet.judged.faults.count(),
        "note_count": sheet.notes.len(),
        "refused": shown.refused,
        "listed": shown.listed,
        "unagreed": shown.unagreed,
        "unwritten": shown.unwritten,
        "is_stale": shown.is_stale,
        "differing": shown.differing.iter().map(label).collect::<Vec<_>>(),
        "pasted": shown.pasted,
        "row": shown.row,
        "left_behind": months.iter().map(|month| Said(month, lang).to_string()).collect::<Vec<_>>(),
        "left_behind_years": years(&months),
        "unsaved": shown.refused || shown.unwritten.is_some() || shown.is_stale || shown.row.is_some() || sheet.base != Base::Plan,
    }))
}

/// The fiscal years of months.
fn years(months: &[Month]) -> Vec<String> {
    let mut years: Vec<FiscalYear> = months.iter().map(|month| month.fiscal_year()).collect();
    years.dedup();
    years.into_iter().map(|year| year.to_string()).collect()
}

/// That the plan was written, and where the old one is.
struct Wrote(Option<String>);

impl Say for Wrote {
    fn say(&self, lang: Lang, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Some(kept) => say!(lang, out, "บันทึกแผนแล้ว แผนเดิมเก็บไว้ที่ {kept}", "the plan is saved; the old one is kept as {kept}"),
            None => out.write_str(
                lang.pick("ตั้งแผนแล้ว มีโฟลเดอร์ของเดือนแรกให้วางแฟ้มแล้ว", "the plan is there, and so is the folder of the first month"),
            ),
        }
    }
}

/// That nothing was changed.
struct Unchanged;

impl Say for Unchanged {
    fn say(&self, lang: Lang, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(lang.pick("ไม่มีอะไรเปลี่ยน จึงไม่ได้เขียนแฟ้มใหม่", "nothing was changed, so nothing was written"))
    }
}
