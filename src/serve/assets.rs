//! What pages are dressed in: embedded, so that nothing is asked of anywhere else.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::desk::Desk;
use crate::templates::{PAGE, SHIPPED};

/// The desk's own looks, after those that it shares with the page of the month.
const LOOKS: &str = include_str!("../../templates/desk/desk.css");
/// What makes the pages livelier; they work without it.
const SCRIPT: &str = include_str!("../../templates/desk/desk.js");

/// What sends files one by one, and filters without a new page.
const RECEIVE: &str = include_str!("../../templates/desk/receive.js");
/// A sheet with a tick.
const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="5" y="2" width="22" height="28" rx="3" fill="#0b5a8a"/><path d="M10 17l4 4 8-10" fill="none" stroke="#fff" stroke-width="3"/></svg>"##;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/desk.css", get(looks))
        .route("/desk.js", get(script))
        .route("/receive.js", get(receive))
        .route("/icon.svg", get(icon))
}

async fn looks() -> Response {
    let shared = SHIPPED.iter().find(|(name, _)| *name == PAGE).map_or("", |(_, page)| page);
    let shared = shared.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(looks, _)| looks);
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], format!("{shared}\n{LOOKS}")).into_response()
}

async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}

async fn receive() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], RECEIVE).into_response()
}

async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response()
}
