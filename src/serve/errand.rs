//! The page that follows an errand, with script or without.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::answer::{Answer, Refused, failed};
use super::desk::errands::{End, Errand, Told};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};

/// What an errand may be at, in the order in which that comes.
const STAGES: [(&str, &str, &str); 6] = [
    ("reading", "อ่านแฟ้ม", "reading"),
    ("printing", "จัดหน้าเอกสาร", "making the documents"),
    ("waiting", "รอโปรแกรมอื่นที่กำลังเขียนอยู่", "waiting for another run that is writing"),
    ("proving", "จัดทำซ้ำจากชุดเพื่อพิสูจน์", "compiling the bag again as a proof"),
    ("verifying", "ตรวจชุดเก็บถาวร", "verifying bags"),
    ("writing", "บันทึกลงดิสก์", "writing"),
];

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/errand/{number}", get(follow))
        .route("/errand/{number}/events", get(events))
        .route("/changes", get(changes))
}

/// Orders `work` and leads to the page that follows it.
pub(super) fn order(
    desk: &Arc<Desk>,
    key: &str,
    title: [&str; 2],
    see: &str,
    work: impl FnOnce(&Desk, &Errand) -> Result<End, Refused> + Send + 'static,
) -> Response {
    let (at, see) = (Arc::clone(desk), see.to_owned());
    let again = see.clone();
    let refused = move |refused: Refused| End { see: see.clone(), said: refused.said, failed: true };
    let number = desk.errands.begin(
        key,
        title.map(str::to_owned),
        move |errand| work(&at, errand).unwrap_or_else(refused),
        move || End { see: again, said: failed().said, failed: true },
    );
    desk.see(&format!("/errand/{number}"), None)
}

async fn follow(State(desk): State<Arc<Desk>>, asking: Asking, Path(number): Path<u64>) -> Answer {
    let errand = desk.errands.get(number).ok_or_else(Refused::nothing)?;
    let told = errand.now();
    if let Some(end) = told.end.as_ref().filter(|end| !end.failed) {
        return Ok(desk.see(&end.see, Some(end.said.clone())));
    }
    let title = asking.lang.pick(&errand.title[0], &errand.title[1]);
    let failure = told.end.as_ref().map(|end| asking.lang.pick(&end.said[0], &end.said[1]));
    let see = told.end.as_ref().map(|end| &end.see);
    let stages = STAGES.map(|(name, th, en)| (name, asking.lang.pick(th, en)));
    let context = json!({ "stages": stages, "title": title, "number": number, "told": told, "failure": failure, "see": see });
    Ok(desk.page(&asking, Screen::Other, "errand.html.tera", &context))
}

async fn events(State(desk): State<Arc<Desk>>, Path(number): Path<u64>) -> Answer {
    let errand = desk.errands.get(number).ok_or_else(Refused::nothing)?;
    let event = |told: Told| Ok::<_, Infallible>(Event::default().data(serde_json::to_string(&told).expect("keys are texts")));
    Ok(Sse::new(WatchStream::new(errand.listen()).map(event)).keep_alive(KeepAlive::default()).into_response())
}

/// How often something has changed in `inputs/`, now and each time that something does.
async fn changes(State(desk): State<Arc<Desk>>) -> Response {
    let event = |count: u64| Ok::<_, Infallible>(Event::default().data(count.to_string()));
    Sse::new(WatchStream::new(desk.watch.listen()).map(event)).keep_alive(KeepAlive::default()).into_response()
}
