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

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/desk.css", get(looks)).route("/desk.js", get(script))
}

async fn looks() -> Response {
    let shared = SHIPPED.iter().find(|(name, _)| *name == PAGE).map_or("", |(_, page)| page);
    let shared = shared.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(looks, _)| looks);
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], format!("{shared}\n{LOOKS}")).into_response()
}

async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}
