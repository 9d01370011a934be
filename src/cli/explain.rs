//! `explain`: the cells behind a figure.

use serde_json::{Value as Json, json};

use super::terminal::in_line;
use super::{CliError, Outcome, Session};
use crate::explain::{FigureName, Subject, explain};
use crate::finding::Place;
use crate::pipeline::{choose_month, understand};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::thai::digits::integer;

pub(super) fn run(session: &Session<'_>, what: &[String]) -> Result<Outcome, CliError> {
    let plan = session.plan()?;
    let (month, district, figure) = match what {
        [month, district, figure] => (
            Some(month.parse::<Month>().map_err(|_| CliError::Usage(format!("\"{month}\" ไม่ใช่เดือน เช่น 2565-02")))?),
            district,
            figure,
        ),
        [district, figure] => (None, district, figure),
        _ => return Err(CliError::Usage("ต้องระบุ [เดือน] อำเภอ และตัวเลข".to_owned())),
    };
    let subject = subject(&plan, district)?;
    let figure: FigureName = figure.parse().map_err(CliError::Usage)?;
    if !subject.figures().any(|own| own == figure) {
        return Err(CliError::Usage(format!("{figure} เป็นตัวเลขของจังหวัด ใช้ จังหวัด แทนชื่ออำเภอ")));
    }
    let month = choose_month(&session.workspace, &plan, month)?;
    let run = understand(&session.workspace, &plan, &session.desktop(&plan)?, month)?;
    let explanation = explain(&run, subject, figure);
    let whose = match subject {
        Subject::Province => format!("จังหวัด{}", plan.province.name),
        Subject::District(i) => format!("อำเภอ{}", plan.districts[i].name),
    };
    session.print(
        || {
            let cell =
                |place: &Place| json!({ "file": place.file.as_deref(), "sheet": place.sheet.as_deref(), "cell": place.cell });
            let cells: Vec<Json> = explanation.cells.iter().map(cell).collect();
            json!({ "month": month, "figure": figure.to_string(), "value": explanation.exact, "cells": cells })
        },
        || {
            let (month, value, count) = (month.thai(), &explanation.value, integer(explanation.cells.len() as i64));
            let cells: String = explanation.cells.iter().map(|place| format!("  {}\n", in_line(&place.to_string()))).collect();
            format!("{whose} {figure} ประจำเดือน{month} = {value} มาจาก {count} ช่อง\n{cells}")
        },
    )?;
    Ok(Outcome::Clean)
}

fn subject(plan: &Plan, name: &str) -> Result<Subject, CliError> {
    let province =
        ["จังหวัด".to_owned(), plan.province.name.clone(), format!("จังหวัด{}", plan.province.name), plan.province.geocode.clone()];
    if let Some(district) = plan.district(name) {
        return Ok(Subject::District(district));
    }
    if province.iter().any(|known| known == name.trim()) {
        return Ok(Subject::Province);
    }
    Err(CliError::Usage(format!("ไม่รู้จักอำเภอ \"{name}\"")))
}
