//! memo: the บันทึกข้อความ that puts the month's report before the chief for signature, with a summary of five lines.

use serde_json::{Value as Json, json};

use super::document::Memo;
use super::words::WordsError;
use super::{DocumentContext, draft, letters};
use crate::month::CompiledMonth;
use crate::thai::digits::{integer, to_thai};
use crate::validate::Status;

const FILE: &str = "memo.toml";

/// The month's memo and its title.
pub(super) fn document(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<(Memo, String), WordsError> {
    let plan = context.plan;
    let mut values = context.month_values(compiled);
    values["reports"] = reports(compiled);
    let words = context.words.page(FILE, &values);
    let owner = &plan.kpi.owner;
    let memo = Memo {
        id: "memo".to_owned(),
        draft: draft::reasons(context, compiled)?,
        secrecy: to_thai(&plan.letters.secrecy),
        garuda: context.garuda.clone(),
        office: to_thai(&[&*plan.office.name, &plan.office.group].join(" ")),
        telephone: to_thai(&plan.office.telephone),
        number: letters::number(&plan.letters.monthly.number),
        date: letters::dated(context, plan.letters.monthly.date, compiled.totals.month.next()),
        subject: words.text("subject")?,
        to: words.text("to")?,
        paragraphs: vec![words.text("before")?, words.text("facts")?],
        summary: words.lines("summary")?,
        closing: vec![words.text("proposal")?, words.text("closing")?],
        signatory: owner.name.clone(),
        position: to_thai(&owner.position),
    };
    Ok((memo, words.text("title")?))
}

/// How many districts reported, and how.
fn reports(compiled: &CompiledMonth) -> Json {
    let districts = &compiled.totals.districts;
    let all = districts.len();
    let received = districts.iter().filter(|district| district.status.is_usable()).count();
    let on_time = |status: Status, late: bool| matches!(status, Status::OnTime | Status::Nil) && !late;
    let punctual = districts.iter().filter(|district| on_time(district.status, district.late)).count();
    let lacking = all - received;
    let shown = |count: usize| integer(count as i64);
    let lacking = if lacking == 0 { Json::Null } else { Json::from(shown(lacking)) };
    json!({ "all": shown(all), "received": shown(received), "on_time": shown(punctual), "lacking": lacking })
}
