//! The wording of letters, with the letter beside it as it will be printed.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, both, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::files::to_see;
use crate::app::AppError;
use crate::app::wording::{Kept, Wording, print, save, wording, wordings};
use crate::lang::{Count, Lang, Said, Say, say};
use crate::templates::{Templates, purpose};

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/letters", get(all))
        .route("/letters/{name}", get(show).post(typed))
        .route("/letters/{name}/pdf", get(in_use))
        .route("/letters/draft/{digest}", get(draft))
}

/// The template of a letter as an address names it.
fn file(name: &str) -> String {
    format!("{name}.toml")
}

async fn all(State(desk): State<Arc<Desk>>, asking: Asking) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| Ok::<_, Refused>(json!({ "letters": letters(desk, lang)? })));
    Ok(desk.page(&asking, Screen::Letters, "letters.html.tera", &context.await?))
}

/// Links to all letters, and how each stands to the shipped one.
fn letters(desk: &Desk, lang: Lang) -> Result<Vec<Json>, AppError> {
    let link = |wording: &Wording| {
        let name = &wording.listed.name;
        json!({ "name": name.trim_end_matches(".toml"), "title": purpose(name, lang), "is_own": wording.is_own })
    };
    Ok(wordings(&desk.workspace)?.iter().map(link).collect())
}

async fn show(State(desk): State<Arc<Desk>>, asking: Asking, Path(name): Path<String>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let wording = wording(&desk.workspace, &file(&name))?;
        let text = wording.text.clone();
        page(desk, &wording, &text, &wording.digest(), false, lang)
    });
    Ok(desk.page(&asking, Screen::Letters, "letter.html.tera", &context.await?))
}

#[derive(Deserialize)]
struct Typed {
    digest: String,
    text: String,
    action: String,
}

async fn typed(State(desk): State<Arc<Desk>>, asking: Asking, Path(name): Path<String>, Form(typed): Form<Typed>) -> Answer {
    let lang = asking.lang;
    let path = format!("/letters/{name}");
    let done = work(&desk, move |desk| {
        let name = file(&name);
        let old = wording(&desk.workspace, &name)?;
        // A browser ends lines its own way.
        let text = typed.text.replace("\r\n", "\n");
        let text = match typed.action.as_str() {
            "shipped" => old.shipped.to_owned(),
            _ if old.text.contains("\r\n") => text.replace('\n', "\r\n"),
            _ => text,
        };
        // What does not print is not put into use: it would stop the month.
        let is_sound = try_out(desk, &name, &text).is_ok();
        if !matches!(typed.action.as_str(), "save" | "shipped") || !is_sound {
            return Ok(Err(page(desk, &old, &text, &typed.digest, typed.action == "save", lang)?));
        }
        Ok::<_, Refused>(match save(&desk.workspace, &desk.runtime(), desk.today(), &name, &typed.digest, &text)? {
            Kept::Changed => Err(page(desk, &old, &text, &old.digest(), true, lang)?),
            kept => Ok(both(&kept)),
        })
    });
    Ok(match done.await? {
        Ok(said) => desk.see(&path, Some(said)),
        Err(context) => desk.page(&asking, Screen::Letters, "letter.html.tera", &context),
    })
}

/// The letter in the words of a text, printed.
fn try_out(desk: &Desk, name: &str, text: &str) -> Result<Vec<u8>, AppError> {
    print(&desk.workspace, &desk.plan()?, &desk.runtime(), desk.today(), name, text)
}

/// The page of a letter with a text that is typed; `from` is the digest of the wording that it was made from.
fn page(desk: &Desk, wording: &Wording, text: &str, from: &str, refused: bool, lang: Lang) -> Result<Json, Refused> {
    let name = &wording.listed.name;
    let printed = try_out(desk, name, text);
    let (draft, fault) = match printed {
        Ok(pdf) => (Some(desk.drafts.keep(pdf)), None),
        Err(error) => (None, Some(told(&error, name, lang))),
    };
    let is_stale = from != wording.digest() || refused && fault.is_none();
    Ok(json!({
        "letters": letters(desk, lang)?,
        "name": name.trim_end_matches(".toml"),
        "title": purpose(name, lang),
        "standing": Said(&wording.listed, lang).to_string(),
        "is_own": wording.is_own,
        "text": text,
        "shipped": Templates::shipped(name),
        "digest": wording.digest(),
        "lines": text.lines().map(|line| 1 + line.chars().count() / 70).sum::<usize>().clamp(14, 44),
        "draft": draft,
        "fault": fault,
        "refused": refused,
        "there": is_stale.then_some(&wording.text),
        "changed": text != wording.text,
    }))
}

/// What is wrong with a text, with its line.
fn told(error: &AppError, name: &str, lang: Lang) -> String {
    match error {
        AppError::Words(error) if error.file == *name => {
            format!("{} {}: {}", lang.pick("บรรทัด", "line"), Said(&Count::of(error.line), lang), Said(&error.fault, lang))
        }
        other => Said(other, lang).to_string(),
    }
}

/// The letter in the words in use.
async fn in_use(State(desk): State<Arc<Desk>>, Path(name): Path<String>) -> Answer {
    let pdf = work(&desk, move |desk| {
        let wording = wording(&desk.workspace, &file(&name))?;
        try_out(desk, &wording.listed.name, &wording.text)
    });
    Ok(to_see("letter.pdf", pdf.await?))
}

/// A letter in words that are tried out.
async fn draft(State(desk): State<Arc<Desk>>, Path(digest): Path<String>) -> Answer {
    Ok(to_see("letter.pdf", desk.drafts.get(&digest).ok_or_else(Refused::nothing)?))
}

/// What was done with a wording.
impl Say for Kept {
    fn say(&self, lang: Lang, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Written => say!(
                lang,
                out,
                "บันทึกถ้อยคำแล้ว ใช้ตั้งแต่การจัดทำครั้งต่อไป ถ้อยคำเดิมของจังหวัดเก็บไว้ใน {kept}",
                "the wording is saved and used from the next run on; the office's old one is kept in {kept}",
                kept = "templates/.old".to_owned()
            ),
            Self::Shipped => out.write_str(lang.pick("กลับไปใช้ถ้อยคำของโปรแกรมแล้ว", "the program's own wording is in use again")),
            Self::Same => {
                out.write_str(lang.pick("ไม่มีอะไรเปลี่ยน จึงไม่ได้เขียนแฟ้มใหม่", "nothing was changed, so nothing was written"))
            }
            Self::Changed => {
                out.write_str(lang.pick("ถ้อยคำถูกแก้จากที่อื่น จึงยังไม่ได้บันทึก", "the wording was changed elsewhere; nothing was saved"))
            }
        }
    }
}
