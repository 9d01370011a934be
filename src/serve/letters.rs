//! The wording of letters, with the letter beside it as it will be printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, both, unwritten, work};
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::files::to_see;
use crate::app::AppError;
use crate::app::wording::{Kept, Piece, Wording, pieces, print, save, with_typed, wording, wordings};
use crate::documents::words::{WordsError, WordsFault};
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

/// How the wording is shown: piece by piece, or as the text of its file.
#[derive(Deserialize)]
struct How {
    #[serde(rename = "as")]
    how: Option<String>,
}

async fn show(State(desk): State<Arc<Desk>>, asking: Asking, Path(name): Path<String>, Query(how): Query<How>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let wording = wording(&desk.workspace, &file(&name))?;
        let as_text = how.how.as_deref() == Some("text");
        let tried = Tried { text: wording.text.clone(), typed: None, from: wording.digest(), as_text };
        page(desk, &wording, tried, false, lang)
    });
    Ok(desk.page(&asking, Screen::Letters, "letter.html.tera", &context.await?))
}

/// A wording that is tried out.
struct Tried {
    text: String,
    /// What is typed piece by piece, where it is.
    typed: Option<BTreeMap<String, String>>,
    /// The digest of the wording that it was made from.
    from: String,
    as_text: bool,
}

/// Before the key of a piece, in the name of its field.
const PIECE: &str = "piece.";

impl Tried {
    /// What a page sent, and what is to be done with it.
    fn of(sent: Vec<(String, String)>, old: &Wording) -> (Self, String) {
        let field = |name: &str| sent.iter().find(|(other, _)| other == name).map(|(_, typed)| typed.clone()).unwrap_or_default();
        let (action, from) = (field("action"), field("digest"));
        if action == "shipped" {
            return (Self { text: old.shipped.to_owned(), typed: None, from, as_text: false }, action);
        }
        if sent.iter().any(|(name, _)| name == "text") {
            // A browser ends lines its own way.
            let text = field("text").replace("\r\n", "\n");
            let text = if old.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
            return (Self { text, typed: None, from, as_text: true }, action);
        }
        let pieces = sent.iter().filter_map(|(name, typed)| Some((name.strip_prefix(PIECE)?.to_owned(), typed.clone())));
        let typed: BTreeMap<String, String> = pieces.collect();
        let text = with_typed(&old.text, &typed).unwrap_or_else(|| old.text.clone());
        (Self { text, typed: Some(typed), from, as_text: false }, action)
    }
}

async fn typed(
    State(desk): State<Arc<Desk>>,
    asking: Asking,
    Path(name): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let lang = asking.lang;
    let path = format!("/letters/{name}");
    let done = work(&desk, move |desk| {
        let name = file(&name);
        let old = wording(&desk.workspace, &name)?;
        let (tried, action) = Tried::of(sent, &old);
        // What does not print is not put into use: it would stop the month.
        let is_sound = try_out(desk, &name, &tried.text).is_ok();
        if !matches!(action.as_str(), "save" | "shipped") || !is_sound {
            return Ok(Err(page(desk, &old, tried, action == "save", lang)?));
        }
        Ok::<_, Refused>(match save(&desk.workspace, &desk.runtime(), desk.today(), &name, &tried.from, &tried.text) {
            Ok(Kept::Changed) => Err(page(desk, &old, tried, true, lang)?),
            Ok(kept) => Ok(both(&kept)),
            Err(error) => {
                let mut context = page(desk, &old, tried, false, lang)?;
                context["unwritten"] = json!(unwritten(error, lang)?);
                Err(context)
            }
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

/// The page of a letter in words that are tried out.
fn page(desk: &Desk, wording: &Wording, tried: Tried, refused: bool, lang: Lang) -> Result<Json, Refused> {
    let name = &wording.listed.name;
    let Tried { text, typed, from, as_text } = tried;
    let (draft, error) = match try_out(desk, name, &text) {
        Ok(pdf) => (Some(desk.drafts.keep(pdf)), None),
        Err(error) => (None, Some(error)),
    };
    let is_stale = from != wording.digest();
    let pieces = if as_text { None } else { pieces(&text) };
    let at = error.as_ref().and_then(|error| faulty_piece(error, name));
    let piece = |piece: &Piece| {
        let typed = typed.as_ref().and_then(|typed| typed.get(&piece.key)).unwrap_or(&piece.text);
        json!({
            "key": piece.key,
            "label": label(&piece.key, lang),
            "about": piece.about,
            "is_list": piece.is_list,
            "text": typed,
            "lines": typed.lines().map(|line| 1 + line.chars().count() / 60).sum::<usize>().clamp(1, 24),
            "fault": error.as_ref().filter(|_| at == Some(piece.key.as_str())).map(|error| told(error, name, false, lang)),
        })
    };
    let is_placed = pieces.iter().flatten().any(|piece| at == Some(piece.key.as_str()));
    Ok(json!({
        "letters": letters(desk, lang)?,
        "name": name.trim_end_matches(".toml"),
        "title": purpose(name, lang),
        "standing": Said(&wording.listed, lang).to_string(),
        "is_own": wording.is_own,
        "pieces": pieces.as_ref().map(|pieces| pieces.iter().map(piece).collect::<Vec<_>>()),
        "text": text,
        "shipped": Templates::shipped(name),
        "digest": wording.digest(),
        "lines": text.lines().map(|line| 1 + line.chars().count() / 70).sum::<usize>().clamp(14, 44),
        "draft": draft,
        "fault": error.as_ref().filter(|_| !is_placed).map(|error| told(error, name, true, lang)),
        "has_fault": error.is_some(),
        "refused": refused,
        "there": is_stale.then_some(&wording.text),
        "changed": text != wording.text,
    }))
}

/// The piece in which a mistake is.
fn faulty_piece<'e>(error: &'e AppError, name: &str) -> Option<&'e str> {
    match error {
        AppError::Words(WordsError { file, fault, .. }) if file == name => match fault {
            WordsFault::NotTexts(key)
            | WordsFault::NotAText(key)
            | WordsFault::Missing(key)
            | WordsFault::Expression { key, .. } => Some(key),
            WordsFault::NotToml(_) => None,
        },
        _ => None,
    }
}

/// What is wrong with a text, with its line where the text is shown as a whole.
fn told(error: &AppError, name: &str, with_line: bool, lang: Lang) -> String {
    match error {
        AppError::Words(error) if error.file == *name && !with_line => Said(&error.fault, lang).to_string(),
        AppError::Words(error) if error.file == *name => {
            format!("{} {}: {}", lang.pick("บรรทัด", "line"), Said(&Count::of(error.line), lang), Said(&error.fault, lang))
        }
        other => Said(other, lang).to_string(),
    }
}

/// What a piece of a letter is called.
fn label(key: &str, lang: Lang) -> String {
    let (th, en) = match key {
        "title" => ("ชื่อเอกสาร", "Title of the file"),
        "subject" => ("เรื่อง", "Subject"),
        "references" => ("อ้างถึง", "References"),
        "enclosures" => ("สิ่งที่ส่งมาด้วย", "Enclosures"),
        "paragraphs" => ("ย่อหน้า", "Paragraphs"),
        "closing" => ("คำลงท้าย", "Closing"),
        "seal" => ("บรรทัดชุดเก็บถาวร", "Line of the archive"),
        "to" | "to_all" => ("เรียน", "To"),
        "before" => ("เรื่องเดิม", "What was before"),
        "facts" => ("ข้อเท็จจริง", "The facts"),
        "summary" => ("สรุป", "Summary"),
        "proposal" => ("ข้อเสนอ", "Proposal"),
        "quantity" => ("จำนวนของสิ่งที่ส่งมาด้วย", "Quantity of an enclosure"),
        "returned.title" => ("แบบรายงานที่ส่งคืน", "The returned report"),
        "returned.quantity" => ("จำนวนของแบบรายงานที่ส่งคืน", "Quantity of the returned report"),
        "returned.twice" => ("เมื่อมีสองแฟ้มที่ต่างกัน", "Where two files differ"),
        "returned.more" => ("เมื่อมีข้อผิดพลาดอื่นอีก", "Where there are more errors"),
        key => return key.to_owned(),
    };
    lang.pick(th, en).to_owned()
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
                "บันทึกถ้อยคำแล้ว ใช้ตั้งแต่การจัดทำครั้งต่อไป ถ้อยคำที่จังหวัดเคยแก้ไว้ (ถ้ามี) เก็บไว้ใน {kept}",
                "the wording is saved and used from the next run on; one that the office had before is kept in {kept}",
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
