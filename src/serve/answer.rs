//! What handlers give back: a page, a file, a way on, or a sentence that says what is wrong.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use crate::app::AppError;
use crate::lang::{Lang, Said, Say};

/// What a handler gives.
pub(super) type Answer = Result<Response, Refused>;

/// Why a page cannot be shown, in both languages; a page that says so is made of it where it is known who asks.
pub(super) struct Refused {
    pub status: StatusCode,
    pub said: [String; 2],
}

impl Refused {
    /// `what` is wrong, which the one who asks can put right.
    pub fn new(what: &dyn Say) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, said: both(what) }
    }

    /// In these words, Thai and English.
    pub fn saying(said: [&str; 2]) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, said: said.map(str::to_owned) }
    }

    /// There is no such page or file.
    pub fn nothing() -> Self {
        let said = ["ไม่มีหน้านี้ กลับไปที่หน้าแรกของโต๊ะทำงาน", "there is no such page; go back to the first page of the desk"];
        Self { status: StatusCode::NOT_FOUND, said: said.map(str::to_owned) }
    }
}

/// What something says in Thai and in English.
pub(super) fn both(what: &dyn Say) -> [String; 2] {
    [Lang::Th, Lang::En].map(|lang| Said(what, lang).to_string())
}

impl From<AppError> for Refused {
    fn from(error: AppError) -> Self {
        Self::new(&error)
    }
}

/// The page of a refusal is made by [`refusal`], which knows who asks.
impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// What a page says at its top of something that could not be written, so that what was typed stays on the page.
///
/// # Errors
/// Anything else that went wrong.
pub(super) fn unwritten(error: AppError, lang: Lang) -> Result<String, Refused> {
    match error {
        AppError::Output(error) => Ok(Said(&error, lang).to_string()),
        other => Err(other.into()),
    }
}

/// Runs what blocks, on a thread of its own.
///
/// # Errors
/// What it says; or that it failed by a fault of the program's own.
pub(super) async fn work<T: Send + 'static, E: Into<Refused> + Send + 'static>(
    desk: &Arc<Desk>,
    what: impl FnOnce(&Desk) -> Result<T, E> + Send + 'static,
) -> Result<T, Refused> {
    let desk = Arc::clone(desk);
    match tokio::task::spawn_blocking(move || what(&desk)).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(failed()),
    }
}

/// The program failed by a fault of its own; its last words are in the window that it was started from.
pub(super) fn failed() -> Refused {
    let said = [
        "โปรแกรมขัดข้องเพราะข้อบกพร่องของโปรแกรมเอง ผลลัพธ์เดิมยังอยู่ครบ รายละเอียดอยู่ในหน้าต่างที่เริ่มโปรแกรม",
        "the program failed by a fault of its own; earlier results are whole, and the window it was started from says more",
    ];
    Refused { status: StatusCode::INTERNAL_SERVER_ERROR, said: said.map(str::to_owned) }
}

/// A sentence without a page, for who is not let in.
pub(super) fn plain(status: StatusCode, sentence: &str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{sentence}\n")).into_response()
}

/// For every path that no screen has.
pub(super) async fn nothing_there(State(_): State<Arc<Desk>>) -> Answer {
    Err(Refused::nothing())
}

/// What the server itself refused, before any screen was asked.
fn by_status(status: StatusCode) -> Option<Refused> {
    let said = match status {
        StatusCode::PAYLOAD_TOO_LARGE => [
            "สิ่งที่ส่งมาใหญ่เกินกำหนด ยังไม่มีอะไรเปลี่ยน ส่งทีละแฟ้ม",
            "what was sent is too large; nothing has changed. Send one file at a time",
        ],
        status if status.is_client_error() => [
            "คำสั่งมาไม่ครบหรือไม่ถูกรูปแบบ ยังไม่มีอะไรเปลี่ยน กลับไปหน้าเดิมแล้วลองใหม่",
            "what was sent is incomplete or not as it should be; nothing has changed. Go back to the page and try again",
        ],
        _ => return None,
    };
    Some(Refused { status, ..Refused::saying(said) })
}

/// The page of a refusal, where a handler gave one.
pub(super) fn refusal(desk: &Desk, asking: &Asking, response: Response) -> Response {
    let own = response.extensions().get::<Arc<Refused>>().map(Arc::clone);
    let Some(refused) = own.or_else(|| by_status(response.status()).map(Arc::new)) else { return response };
    let sentence = asking.lang.pick(&refused.said[0], &refused.said[1]);
    let page = desk.page(asking, Screen::Other, "refused.html.tera", &serde_json::json!({ "sentence": sentence }));
    (refused.status, page).into_response()
}
