//! Files of the workspace as they are sent: documents to be looked at, workbooks to be kept, and none that can do anything here.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use tokio::sync::mpsc::channel;
use tokio_stream::wrappers::ReceiverStream;

use super::answer::{Answer, Refused, work};
use super::desk::Desk;
use crate::files::{below, spelt_out};

/// Bytes that are sent at once.
const PIECE: usize = 64 << 10;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/outputs/{*path}", get(output)).route("/inputs/{*path}", get(input))
}

/// Whether a file is to be kept rather than looked at.
#[derive(Deserialize)]
struct Wanted {
    keep: Option<String>,
}

async fn output(State(desk): State<Arc<Desk>>, Path(path): Path<String>, Query(wanted): Query<Wanted>) -> Answer {
    let keep = wanted.keep.is_some();
    work(&desk, move |desk| send_below(&desk.workspace.outputs(), &path, keep)).await
}

/// What districts sent is never shown by the browser itself.
async fn input(State(desk): State<Arc<Desk>>, Path(path): Path<String>) -> Answer {
    work(&desk, move |desk| send_below(&desk.workspace.inputs(), &path, true)).await
}

/// The file at `path` below `folder`; hidden ones are nobody's to ask for, links are not followed out.
fn send_below(folder: &FilePath, path: &str, keep: bool) -> Answer {
    let place = below(folder, path).filter(|_| !path.split('/').any(|part| part.starts_with('.')));
    let place = place.ok_or_else(Refused::nothing)?;
    let is_inside = || Some(place.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?));
    if is_inside() != Some(true) || !place.is_file() {
        return Err(Refused::nothing());
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = Kind::of(name).filter(|_| !keep);
    Ok(with_headers(name, kind, opened(place)?))
}

/// Bytes made here, to be kept under `name`.
pub(super) fn to_keep(name: &str, bytes: Vec<u8>) -> Response {
    with_headers(name, None, Body::from(bytes))
}

/// Bytes made here, to be looked at, as what `name` says they are.
pub(super) fn to_see(name: &str, bytes: Vec<u8>) -> Response {
    with_headers(name, Kind::of(name), Body::from(bytes))
}

/// What the browser may show by itself.
#[derive(Clone, Copy)]
enum Kind {
    Pdf,
    Page,
    Record,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name.rsplit('.').next()? {
            "pdf" => Self::Pdf,
            "html" => Self::Page,
            "json" => Self::Record,
            _ => return None,
        })
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Page => "text/html; charset=utf-8",
            Self::Record => "application/json",
        }
    }

    /// The page runs nothing and sends nothing; a viewer of PDFs brings looks of its own.
    fn policy(self) -> &'static str {
        match self {
            Self::Pdf => "frame-ancestors 'self'",
            Self::Page => {
                "sandbox allow-same-origin allow-downloads allow-popups allow-top-navigation-by-user-activation; \
                 default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
            }
            Self::Record => "sandbox; default-src 'none'; frame-ancestors 'none'",
        }
    }
}

fn with_headers(name: &str, kind: Option<Kind>, body: Body) -> Response {
    let how = if kind.is_some() { "inline" } else { "attachment" };
    let encoded: String = name
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let disposition = HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{encoded}"));
    let media_type = kind.map_or("application/octet-stream", Kind::media_type);
    let policy = kind.map_or("sandbox; default-src 'none'", Kind::policy);
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CONTENT_DISPOSITION, disposition.expect("percent-encoded names are ASCII"));
    response
}

/// A file, read as it is sent.
fn opened(place: PathBuf) -> Result<Body, Refused> {
    let mut file = File::open(spelt_out(&place)).map_err(|_| Refused::nothing())?;
    let (sender, pieces) = channel::<io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece).map(|read| Bytes::from(piece).slice(..read));
            let ends = !read.as_ref().is_ok_and(|piece| !piece.is_empty());
            // Whoever asked has gone away.
            if matches!(&read, Ok(piece) if piece.is_empty()) || sender.blocking_send(read).is_err() || ends {
                return;
            }
        }
    });
    Ok(Body::from_stream(ReceiverStream::new(pieces)))
}
