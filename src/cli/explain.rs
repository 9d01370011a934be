//! `explain`: the cells behind a figure.

use serde_json::{Value as Json, json};

use super::terminal::in_line;
use super::{CliError, Outcome, Session, asked};
use crate::app::explain::{Explained, explain_figure};
use crate::explain::Subject;
use crate::finding::Place;
use crate::plan::Plan;
use crate::thai::digits::integer;

pub(super) fn run(session: &Session<'_>, what: &[String]) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let (month, district, figure) = match what {
        [month, district, figure] => {
            (Some(asked::named_month(&plan, month).ok_or_else(|| CliError::NotAMonth(month.clone()))?), district, figure)
        }
        [district, figure] => (None, district, figure),
        _ => return Err(CliError::NotAMonth(what.join(" "))),
    };
    let explained = explain_figure(&session.workspace, &plan, &session.runtime()?, month, district, figure)?;
    session.print(|| json(&explained), || super::lines::Lines::from(lines(&plan, &explained)), &[])?;
    Ok(Outcome::Clean)
}

fn json(explained: &Explained) -> Json {
    let Explained { month, figure, explanation, .. } = explained;
    let cell = |place: &Place| json!({ "file": place.file.as_deref(), "sheet": place.sheet.as_deref(), "cell": place.cell });
    let cells: Vec<Json> = explanation.cells.iter().map(cell).collect();
    json!({ "month": month, "figure": figure.to_string(), "value": explanation.exact, "cells": cells })
}

fn lines(plan: &Plan, explained: &Explained) -> String {
    let Explained { month, subject, figure, explanation } = explained;
    let whose = match subject {
        Subject::Province => format!("จังหวัด{}", plan.province.name),
        Subject::District(i) => format!("อำเภอ{}", plan[*i].name),
    };
    let (month, value, count) = (month.thai(), &explanation.value, integer(explanation.cells.len() as i64));
    let cells: String = explanation.cells.iter().map(|place| format!("  {}\n", in_line(&place.to_string()))).collect();
    format!("{whose} {figure} ประจำเดือน{month} = {value} มาจาก {count} ช่อง\n{cells}")
}
