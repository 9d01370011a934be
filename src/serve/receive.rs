//! Receiving: files are dropped, read and judged, and only then taken into `inputs/`.

mod card;
mod parcel;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{DefaultBodyLimit, Form, Multipart, Path, Query, State};
use axum::http::header::{self, HeaderMap};
use axum::routing::{get, post};
use axum::{Extension, Router};
use serde_json::json;
use tokio::sync::Semaphore;

use super::answer::{Answer, Refused, failed, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::files::to_keep;
use super::finding::{self, pages};
use crate::app::AppError;
use crate::app::dropped::{Dropped, Judge, Whose, working};
use crate::app::take::{Took, Wanted, take};
use crate::app::tray::{Item, Tray};
use crate::lang::{Count, Lang, Said, said};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use card::Shown;

/// Files on a page.
const SHOWN: usize = 25;
/// Bytes of one parcel of dropped files, however many.
const PARCEL: usize = 2 << 30;
/// Parcels that are taken in at once, each of which holds one file in memory.
const AT_ONCE: usize = 3;

/// What the screen remembers while the desk is open: only time is saved by it.
struct Memory {
    /// Whose the files of the tray are that were judged.
    whose: Mutex<BTreeMap<String, Whose>>,
    room: Semaphore,
}

impl Memory {
    fn others(&self) -> Vec<Whose> {
        self.whose.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn note(&self, judged: &[Dropped]) {
        let mut whose = self.whose.lock().unwrap_or_else(PoisonError::into_inner);
        whose.extend(judged.iter().filter_map(|dropped| Some((dropped.item.slot.id.clone(), dropped.whose()?))));
    }

    fn forget(&self, tray: &Tray) {
        let slots = tray.slots().unwrap_or_default();
        let mut whose = self.whose.lock().unwrap_or_else(PoisonError::into_inner);
        whose.retain(|id, _| slots.iter().any(|slot| slot.id == *id));
    }
}

pub(super) fn routes() -> Router<Arc<Desk>> {
    let memory = Memory { whose: Mutex::default(), room: Semaphore::new(AT_ONCE) };
    Router::new()
        .route("/receive", get(receive))
        .route("/receive/drop", post(dropped).layer(DefaultBodyLimit::max(PARCEL)))
        .route("/receive/take", post(taken))
        .route("/receive/discard", post(discarded))
        .route("/receive/{id}", get(one))
        .route("/receive/{id}/returned.xlsx", get(returned))
        .layer(Extension(Arc::new(memory)))
}

/// The months that are being worked on: the one asked for, else as things stand.
fn in_hand(desk: &Desk, plan: &Plan, query: &finding::Query) -> Vec<Month> {
    let asked = query.month().filter(|month| month.fiscal_year() == plan.fiscal_year());
    asked.map_or_else(|| working(&desk.workspace, plan, desk.today()), |month| vec![month])
}

/// Files of the tray, judged.
fn judged(desk: &Desk, memory: &Memory, plan: &Plan, months: Vec<Month>, items: Vec<Item>) -> Result<Vec<Dropped>, AppError> {
    let (tray, runtime) = (Tray::of(&desk.workspace, plan), desk.runtime());
    let judge = Judge::open(&desk.workspace, plan, &runtime, months)?;
    memory.forget(&tray);
    let items: Vec<(Item, Option<Month>)> = items.into_iter().map(|item| (item, None)).collect();
    let judged = judge.judge(&tray, &items, &memory.others())?;
    memory.note(&judged);
    Ok(judged)
}

async fn receive(
    State(desk): State<Arc<Desk>>,
    Extension(memory): Extension<Arc<Memory>>,
    asking: Asking,
    Query(query): Query<finding::Query>,
) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let (tray, months) = (Tray::of(&desk.workspace, &plan), in_hand(desk, &plan, &query));
        let slots = tray.slots()?;
        let last = slots.len().div_ceil(SHOWN).max(1);
        let page = query.page().min(last);
        let items = slots.iter().skip((page - 1) * SHOWN).take(SHOWN).filter_map(|slot| tray.item(slot)).collect();
        let names: Vec<String> = months.iter().map(|month| Said(month, lang).to_string()).collect();
        let judged = judged(desk, &memory, &plan, months, items)?;
        let sheets = judged.iter().flat_map(|dropped| &dropped.findings);
        let sheets = sheets.filter_map(|finding| finding.place.sheet.as_deref().map(str::to_owned)).collect();
        let fine: Vec<&str> =
            judged.iter().filter(|dropped| dropped.is_fine()).map(|dropped| dropped.item.slot.id.as_str()).collect();
        let shown = Shown { plan: &plan, today: desk.today(), lang, filter: query.filter() };
        let cards = card::cards(desk, &shown, &judged)?;
        Ok::<_, Refused>(json!({
            "in_hand": names.join(", "),
            "asked": query.choices(&plan, &sheets, lang),
            "pages": pages(&query, "/receive", page, slots.len(), SHOWN),
            "fine": fine, "cards": cards, "held": slots.len(), "here": query.at("", page),
            "file_mib": plan.limits.file_mib,
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Receive, "receive.html.tera", &context))
}

/// Files are sent: to a page that is shown anew, or to a script that wants to know of these alone.
async fn dropped(
    State(desk): State<Arc<Desk>>,
    Extension(memory): Extension<Arc<Memory>>,
    asking: Asking,
    Query(query): Query<finding::Query>,
    headers: HeaderMap,
    parcel: Multipart,
) -> Answer {
    let _room = memory.room.acquire().await.map_err(|_| failed())?;
    let opened = parcel::open(&desk, parcel).await?;
    let told = opened.told();
    let wants_cards = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"text/x-cards");
    if !wants_cards {
        return Ok(desk.see(&query.at("/receive", 1), Some(told)));
    }
    let lang = asking.lang;
    let items: Vec<Item> = opened.items.into_iter().chain(opened.again).take(SHOWN).collect();
    let known = Arc::clone(&memory);
    let cards = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let months = in_hand(desk, &plan, &query);
        let judged = judged(desk, &known, &plan, months, items)?;
        let shown = Shown { plan: &plan, today: desk.today(), lang, filter: query.filter() };
        let cards = card::cards(desk, &shown, &judged)?;
        Ok::<_, Refused>(json!({
            "cards": cards, "asked": query.choices(&plan, &BTreeSet::new(), lang), "here": query.at("", 1),
        }))
    });
    let mut context = cards.await?;
    context["told"] = json!(lang.pick(&told[0], &told[1]));
    Ok(desk.page(&asking, Screen::Receive, "cards.html.tera", &context))
}

/// One file, with everything that was found in it.
async fn one(
    State(desk): State<Arc<Desk>>,
    Extension(memory): Extension<Arc<Memory>>,
    asking: Asking,
    Path(id): Path<String>,
    Query(query): Query<finding::Query>,
) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let months = in_hand(desk, &plan, &query);
        let item = Tray::of(&desk.workspace, &plan).find(&id)?.ok_or_else(Refused::nothing)?;
        let name = item.name.clone();
        let judged = judged(desk, &memory, &plan, months, vec![item])?;
        let sheets = judged.iter().flat_map(|dropped| &dropped.findings);
        let sheets = sheets.filter_map(|finding| finding.place.sheet.as_deref().map(str::to_owned)).collect();
        let shown = Shown { plan: &plan, today: desk.today(), lang, filter: query.filter() };
        let (cards, wanted) = card::whole(desk, &shown, &judged, query.page())?;
        Ok::<_, Refused>(json!({
            "name": name, "cards": cards, "here": query.at("", 1),
            "asked": query.choices(&plan, &sheets, lang),
            "pages": pages(&query, &format!("/receive/{id}"), query.page(), wanted, card::WHOLE),
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Receive, "dropped.html.tera", &context))
}

/// The workbook that goes back to the district.
async fn returned(
    State(desk): State<Arc<Desk>>,
    Extension(memory): Extension<Arc<Memory>>,
    asking: Asking,
    Path(id): Path<String>,
) -> Answer {
    let lang = asking.lang;
    let made = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let item = Tray::of(&desk.workspace, &plan).find(&id)?.ok_or_else(Refused::nothing)?;
        let months = in_hand(desk, &plan, &finding::Query::default());
        let judged = judged(desk, &memory, &plan, months, vec![item])?;
        let dropped = judged.first().ok_or_else(Refused::nothing)?;
        let bytes = dropped.returned(&plan, lang)?.ok_or_else(Refused::nothing)?;
        let whose = dropped.whose().ok_or_else(Refused::nothing)?;
        Ok::<_, Refused>((format!("{} {} ส่งคืน.xlsx", whose.month, plan[whose.district].name), bytes))
    });
    let (name, bytes) = made.await?;
    Ok(to_keep(&name, bytes))
}

/// What a form of the tray says, name by name.
type Fields = Vec<(String, String)>;

fn values<'a>(form: &'a Fields, name: &str) -> Vec<&'a str> {
    form.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
}

async fn taken(State(desk): State<Arc<Desk>>, Query(query): Query<finding::Query>, Form(form): Form<Fields>) -> Answer {
    let month = values(&form, "into").first().and_then(|month| month.parse().ok());
    let replace = values(&form, "replace").contains(&"yes");
    let wanted: Vec<Wanted> =
        values(&form, "id").into_iter().take(SHOWN).map(|id| Wanted { id: id.to_owned(), month, replace }).collect();
    let took = work(&desk, move |desk| take(&desk.workspace, &desk.plan()?, &desk.runtime(), &wanted)).await?;
    let told = [Lang::Th, Lang::En].map(|lang| told(&took, lang));
    Ok(desk.see(&query.at("/receive", query.page()), Some(told)))
}

/// What became of several files: those that went smoothly are counted, of the others each has its sentence.
fn told(took: &[Took], lang: Lang) -> String {
    let is_plain = |took: &&Took| matches!(took, Took::Taken { aside, .. } if aside.is_empty());
    let plain = took.iter().filter(is_plain).count();
    let count = Count::of(plain);
    let mut lines = Vec::new();
    if took.len() > 1 && plain > 0 {
        lines.push(said!(lang, "รับเข้าแล้ว {count} แฟ้ม", "files taken: {count}", count));
    }
    let others = took.iter().filter(|one| took.len() == 1 || !is_plain(one));
    lines.extend(others.map(|one| Said(one, lang).to_string()));
    lines.join("\n")
}

async fn discarded(State(desk): State<Arc<Desk>>, Query(query): Query<finding::Query>, Form(form): Form<Fields>) -> Answer {
    let ids: Vec<String> = values(&form, "id").into_iter().map(str::to_owned).collect();
    let gone = work(&desk, move |desk| {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Tray::of(&desk.workspace, &desk.plan()?).discard(&ids)
    });
    let gone: Vec<Item> = gone.await?;
    let said = [Lang::Th, Lang::En].map(|lang| match &gone[..] {
        [one] => {
            let name = &one.name;
            said!(lang, "นำ \"{name}\" ออกจากถาดแล้ว", "\"{name}\" was discarded")
        }
        many => {
            let count = Count::of(many.len());
            said!(lang, "นำออกจากถาดแล้ว {count} แฟ้ม", "files discarded: {count}", count)
        }
    });
    Ok(desk.see(&query.at("/receive", query.page()), Some(said)))
}
