//! The plan as text: for what no field has, and for one that is no TOML.

use std::sync::Arc;

use axum::extract::{Form, Query, State};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::super::answer::{Answer, Refused, both, unwritten, work};
use super::super::desk::pages::Screen;
use super::super::desk::{Asking, Desk};
use super::{Unchanged, Wrote};
use crate::app::settings::{Saved, kept, kept_text, load, read, save};
use crate::lang::{Lang, Said};
use crate::plan::{PHAYAO_2565, Plan};

/// Which text is asked for: that of the plan, or of an old one.
#[derive(Deserialize)]
pub(super) struct Wanted {
    kept: Option<String>,
}

pub(super) async fn show(State(desk): State<Arc<Desk>>, asking: Asking, Query(wanted): Query<Wanted>) -> Answer {
    let lang = asking.lang;
    let context = work(&desk, move |desk| {
        let loaded = load(&desk.workspace)?;
        let old = wanted.kept.as_deref().map(|name| kept_text(&desk.workspace, name)).transpose()?.flatten();
        let is_old = old.is_some();
        let text = old.or(loaded.text).unwrap_or_else(|| PHAYAO_2565.to_owned());
        let mut context = context(&text, &loaded.digest, None, lang);
        let mut names = kept(&desk.workspace)?;
        names.reverse();
        context["kept"] = json!(names);
        context["of"] = json!(wanted.kept.filter(|_| is_old));
        Ok::<_, Refused>(context)
    });
    Ok(desk.page(&asking, Screen::Plan, "plan-text.html.tera", &context.await?))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    digest: String,
    text: String,
    action: String,
}

pub(super) async fn typed(State(desk): State<Arc<Desk>>, asking: Asking, Form(typed): Form<Typed>) -> Answer {
    let lang = asking.lang;
    let done = work(&desk, move |desk| {
        let there = load(&desk.workspace)?;
        // A browser ends lines its own way.
        let text = typed.text.replace("\r\n", "\n");
        let was_crlf = there.text.as_deref().is_some_and(|text| text.contains("\r\n"));
        let text = if was_crlf { text.replace('\n', "\r\n") } else { text };
        if typed.action != "save" {
            return Ok(Err(context(&text, &typed.digest, None, lang)));
        }
        Ok::<_, Refused>(match save(&desk.workspace, &desk.runtime(), desk.today(), &typed.digest, &text) {
            Ok(Saved::Written(kept)) => Ok(both(&Wrote(kept))),
            Ok(Saved::Same) => Ok(both(&Unchanged)),
            Ok(Saved::Faulty) => Err(context(&text, &typed.digest, None, lang)),
            Ok(Saved::Changed) => Err(context(&text, &there.digest, there.text.as_deref(), lang)),
            Err(error) => {
                let mut context = context(&text, &typed.digest, None, lang);
                context["unwritten"] = json!(unwritten(error, lang)?);
                Err(context)
            }
        })
    });
    Ok(match done.await? {
        Ok(said) => desk.see("/plan", Some(said)),
        Err(context) => desk.page(&asking, Screen::Plan, "plan-text.html.tera", &context),
    })
}

/// The page of a text; `there` is what lies on the disk, where that changed meanwhile.
fn context(text: &str, digest: &str, there: Option<&str>, lang: Lang) -> Json {
    let faults = Plan::parse(text).err().map(|error| error.faults).unwrap_or_default();
    let faults: Vec<Json> =
        faults.iter().map(|fault| json!({ "line": fault.line(), "text": Said(fault, lang).to_string() })).collect();
    let is_toml = read(text).is_ok();
    json!({ "text": text, "digest": digest, "faults": faults, "there": there, "is_toml": is_toml, "lines": text.lines().count().clamp(20, 60) })
}
