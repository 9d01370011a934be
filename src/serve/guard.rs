//! Who gets in: whoever has the secret of this very run, from this very computer, on a page of the desk itself.
//!
//! The first link bears the secret; the answer to it is a cookie that scripts cannot read, that no other site's page sends
//! along, and that is bound to a path which nobody can guess, since cookies know no ports: another program on this computer,
//! listening on another port, is never sent it. Host and origin are held to this desk's own, against names that were bent to
//! this address and against forms on other sites. Nothing is answered before all of that holds.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::uri::PathAndQuery;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use tokio_stream::StreamExt;

use super::answer::{plain, refusal};
use super::desk::{Asking, Desk};
use crate::lang::Lang;

/// For so long the next part of what is sent may be waited for.
const PART: Duration = Duration::from_secs(20);

/// What `?key=…` says.
fn key_of(uri: &Uri) -> Option<&str> {
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("key="))
}

/// Lets a request through to its screen, or says what it lacks; and guards every answer.
pub(super) async fn admit(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = match locked_out(&desk, &request) {
        Some(refused) => refused,
        None => {
            let asking = Asking::of(&desk, request.headers(), request.uri());
            refusal(&desk, &asking, next.run(inside(&desk, request).map(in_time)).await)
        }
    };
    let headers = response.headers_mut();
    for (name, value) in GUARDED {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn locked_out(desk: &Desk, request: &Request) -> Option<Response> {
    let (pass, headers, lang) = (desk.pass(), request.headers(), desk.lang());
    if !pass.is_host(headers) {
        return Some(plain(StatusCode::MISDIRECTED_REQUEST, lang.pick("ไม่ใช่ที่อยู่ของโต๊ะทำงานนี้", "this is not the desk's address")));
    }
    let is_post = request.method() == Method::POST;
    if !is_post && ![Method::GET, Method::HEAD].contains(request.method()) {
        return Some(plain(StatusCode::METHOD_NOT_ALLOWED, lang.pick("โต๊ะทำงานไม่รับคำสั่งนี้", "the desk does not take this method")));
    }
    let path = request.uri().path();
    let is_inside = path.strip_prefix(pass.base()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if !is_inside {
        return Some(locked(lang));
    }
    if !is_post && key_of(request.uri()).is_some_and(|key| pass.is_key(key)) {
        desk.close_door();
        return Some(pass.let_in(lang));
    }
    if !pass.has_cookie(headers) {
        return Some(locked(lang));
    }
    if is_post && !pass.is_own_page(headers) {
        return Some(plain(
            StatusCode::FORBIDDEN,
            lang.pick("คำสั่งนี้ไม่ได้มาจากหน้าของโต๊ะทำงาน จึงไม่ทำ", "this did not come from a page of the desk, so nothing is done"),
        ));
    }
    None
}

/// The request by its path within the desk.
fn inside(desk: &Desk, mut request: Request) -> Request {
    let path = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let path = path.strip_prefix(desk.pass().base()).unwrap_or(path);
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    *request.uri_mut() = path.parse().unwrap_or_else(|_| Uri::from_static("/"));
    request
}

/// What is sent, given up where it stops on the way.
fn in_time(body: Body) -> Body {
    let parts = body.into_data_stream().timeout(PART);
    Body::from_stream(parts.map(|part| part.map_err(io::Error::other)?.map_err(io::Error::other)))
}

fn locked(lang: Lang) -> Response {
    plain(
        StatusCode::FORBIDDEN,
        lang.pick(
            "เปิดโต๊ะทำงานด้วยลิงก์ที่โปรแกรมแสดงเมื่อเริ่ม หากปิดโปรแกรมไปแล้ว ให้เริ่มใหม่",
            "open the desk by the link that the program showed when it started; if it was ended since, start it again",
        ),
    )
}

/// What every answer says unless its screen says otherwise: nothing from elsewhere, nothing inline, in no other page's frame.
const GUARDED: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];
