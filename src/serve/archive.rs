//! The archive: sealed, signed, verified, listed and handed on.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::{Answer, Refused, work};
use super::desk::errands::End;
use super::desk::pages::Screen;
use super::desk::{Asking, Desk};
use super::errand::order;
use super::month::named;
use super::upload::Sent;
use crate::app::AppError;
use crate::app::keep::{add_signed, export, list};
use crate::app::seal::{Order, Sealing, seal};
use crate::app::standing::standing;
use crate::app::verify::{VerifiedArchive, verify};
use crate::archive::bag::Sealed;
use crate::finding::Severity;
use crate::lang::{Count, Lang, Said, said};
use crate::plan::Plan;

/// Bytes of the scans of one letter.
const SCANS: u64 = 200 << 20;
/// Bytes of a form's other fields.
const FIELDS: usize = 1 << 20;

pub(super) fn routes() -> Router<Arc<Desk>> {
    let limit = DefaultBodyLimit::max(SCANS as usize + FIELDS);
    Router::new()
        .route("/archive", get(show))
        .route("/archive/seal", post(seal_month))
        .route("/archive/signed", post(signed).layer(limit))
        .route("/archive/verify", post(verify_all))
        .route("/archive/export", post(hand_on))
}

#[derive(Deserialize)]
struct Wanted {
    month: Option<String>,
}

async fn show(State(desk): State<Arc<Desk>>, asking: Asking, Query(wanted): Query<Wanted>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let asked = wanted.month.map(|month| named(&plan, &month)).transpose()?;
        let standing = standing(&desk.workspace, &plan, &desk.runtime(), asked, desk.today())?;
        let rows = list(&desk.workspace, &plan, desk.today())?;
        let month = &standing.month;
        let months = plan.fiscal_year().months();
        let months = months.iter().map(|month| json!({ "id": month.to_string(), "name": Said(month, lang).to_string() }));
        let row = |row: &crate::archive::list::Row| {
            let day = |day: Option<jiff::civil::Date>| day.map(|day| Said(&day, lang).to_string());
            json!({ "of": row, "month": Said(&row.month, lang).to_string(), "sealed": day(row.sealed), "keep_until": day(row.keep_until) })
        };
        Ok::<_, Refused>(json!({
            "month_id": month.month.to_string(),
            "month": Said(&month.month, lang).to_string(),
            "months": months.collect::<Vec<_>>(),
            "is_draft": month.is_draft(),
            "errors": month.count(Severity::Error),
            "sealed": standing.sealed.map(|bag| bag.to_string()),
            "rows": rows.iter().map(row).collect::<Vec<_>>(),
            "retention_years": plan.archive.retention_years,
            "verified": desk.verified.of(()).map(|[th, en]| lang.pick(th, en)),
        }))
    });
    let context = context.await?;
    Ok(desk.page(&asking, Screen::Archive, "archive.html.tera", &context))
}

/// What is sealed, and on whose word.
#[derive(Deserialize)]
struct Seal {
    month: String,
    #[serde(default)]
    accept_draft: String,
    #[serde(default)]
    reason: String,
}

async fn seal_month(State(desk): State<Arc<Desk>>, Form(asked): Form<Seal>) -> Answer {
    let (plan, month) = work(&desk, {
        let month = asked.month.clone();
        move |desk| {
            let plan = desk.plan()?;
            let month = named(&plan, &month)?;
            Ok::<_, Refused>((plan, month))
        }
    })
    .await?;
    let see = format!("/archive?month={month}");
    let back = see.clone();
    Ok(order(&desk, &format!("seal {month}"), ["ผนึกเก็บถาวร", "Sealing"], &see, move |desk, errand| {
        let words = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let (accept_draft, reason) = (words(&asked.accept_draft), words(&asked.reason));
        let order = Order { month, today: desk.today(), accept_draft: accept_draft.as_deref(), reason: reason.as_deref() };
        let sealing = seal(&desk.workspace, &plan, &desk.telling(errand), &order)?;
        let is_draft = matches!(sealing, Sealing::Draft(_));
        Ok(End { see: back, said: [Lang::Th, Lang::En].map(|lang| told(&sealing, lang)), failed: is_draft })
    }))
}

fn told(sealing: &Sealing, lang: Lang) -> String {
    match sealing {
        Sealing::Sealed(sealed) => new_bag(sealed, lang),
        Sealing::Unchanged(bag) => {
            said!(lang, "ไม่มีอะไรเปลี่ยนจากชุด {bag} จึงไม่ผนึกซ้ำ", "nothing differs from {bag}, so nothing was sealed")
        }
        Sealing::Draft(errors) => {
            let errors = Count::of(*errors);
            said!(
                lang,
                "ยังเป็นฉบับร่าง มีข้อผิดพลาด {errors} แห่ง จึงยังไม่ผนึก\nแก้ให้ครบก่อน หรือหากจำเป็นต้องเก็บฉบับร่าง ให้เขียนเหตุผล",
                "it is a draft with {errors} errors, so it was not sealed\nmend them first; if a draft must be kept, say why",
                errors
            )
        }
    }
}

fn new_bag(sealed: &Sealed, lang: Lang) -> String {
    let (bag, fingerprint) = (sealed.bag, sealed.seal.fingerprint());
    said!(
        lang,
        "ผนึกชุด {bag} แล้ว ลายนิ้วมือ {fingerprint}\nจดลายนิ้วมือไว้ในสมุดทะเบียน ใช้ตรวจได้ว่าชุดนี้ไม่ถูกเปลี่ยน",
        "{bag} is sealed, fingerprint {fingerprint}\nnote the fingerprint in the register: by it can be checked that the bag was not exchanged"
    )
}

async fn signed(State(desk): State<Arc<Desk>>, form: Multipart) -> Answer {
    let sent = Sent::of(form, SCANS).await?;
    let said = work(&desk, move |desk| {
        let plan = desk.plan()?;
        let month = named(&plan, sent.field("month").unwrap_or_default())?;
        if sent.files.is_empty() {
            return Err(Refused::saying(["ยังไม่ได้เลือกแฟ้มสแกน เลือกแล้วส่งใหม่", "no scan was chosen; choose one and send it again"]));
        }
        let sealed = add_signed(&desk.workspace, &plan, &desk.runtime(), month, &sent.files, desk.today())?;
        Ok(([Lang::Th, Lang::En].map(|lang| new_bag(&sealed, lang)), month))
    })
    .await?;
    Ok(desk.see(&format!("/archive?month={}", said.1), Some(said.0)))
}

/// Of the archive, what is looked into.
#[derive(Deserialize)]
struct Look {
    #[serde(default)]
    month: String,
    #[serde(default)]
    expected: String,
}

async fn verify_all(State(desk): State<Arc<Desk>>, Form(asked): Form<Look>) -> Answer {
    let plan = work(&desk, Desk::plan).await?;
    let month = if asked.month.is_empty() { None } else { Some(named(&plan, &asked.month)?) };
    let title = ["ตรวจชุดเก็บถาวร", "Verifying the archive"];
    Ok(order(&desk, "verify", title, "/archive#verified", move |desk, errand| {
        let expected = Some(asked.expected.trim()).filter(|expected| !expected.is_empty());
        let found = verify(&desk.workspace, &plan, &desk.telling(errand), month, expected, None)?;
        desk.verified.note((), [Lang::Th, Lang::En].map(|lang| verdict(&found, lang)));
        let said = if found.has_faults() {
            ["พบสิ่งที่ไม่ตรงกับที่ผนึกไว้ ดูรายละเอียดข้างล่าง", "something is not as it was sealed; see below"]
        } else {
            ["ทุกชุดที่ตรวจยังเป็นอย่างที่ผนึกไว้", "every bag that was looked into is as it was sealed"]
        };
        Ok(End { see: "/archive#verified".to_owned(), said: said.map(str::to_owned), failed: false })
    }))
}

fn verdict(found: &VerifiedArchive, lang: Lang) -> Json {
    let bags =
        found.verified.bags.iter().map(|checked| json!({ "bag": checked.bag.to_string(), "whole": found.is_whole(checked.bag) }));
    let faults = found.faults(lang);
    let faults = faults.iter().map(|fault| json!({ "bag": fault.bag, "path": fault.path, "message": fault.message }));
    json!({
        "has_faults": found.has_faults(),
        "bags": bags.collect::<Vec<_>>(),
        "faults": faults.collect::<Vec<_>>(),
        "head": found.verified.head,
    })
}

async fn hand_on(State(desk): State<Arc<Desk>>, Form(asked): Form<Wanted>) -> Answer {
    let exported = work(&desk, move |desk| {
        let plan: Plan = desk.plan()?;
        let month = asked.month.filter(|month| !month.is_empty()).map(|month| named(&plan, &month)).transpose()?;
        let exported = export(&desk.workspace, &plan, &desk.runtime(), month).map_err(|error: AppError| Refused::from(error))?;
        Ok::<_, Refused>(exported.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
    })
    .await?;
    Ok(desk.see(&format!("/outputs/{exported}?keep=1"), None))
}
