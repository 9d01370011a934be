//! The cells behind a figure.

use super::asked::Asked;
use super::gather::choose_month;
use super::months::compile_month;
use super::{AppError, Runtime};
use crate::explain::{Explanation, FigureName, Subject, explain};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// A figure explained.
#[derive(Debug)]
pub struct Explained {
    /// The month.
    pub month: Month,
    /// Whose figure.
    pub subject: Subject,
    /// Which.
    pub figure: FigureName,
    /// Its value and cells.
    pub explanation: Explanation,
}

/// Explains a figure of `month`, or of the latest that has reports. `district` is a district's name or geocode, or the
/// province; `figure` a figure's name.
///
/// # Errors
/// Where there is no such district or figure, or the month cannot be compiled.
pub fn explain_figure(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Option<Month>,
    district: &str,
    figure: &str,
) -> Result<Explained, AppError> {
    let subject = subject(plan, district)?;
    let figure: FigureName = figure.parse().map_err(Asked::Explain)?;
    if !subject.figures().any(|own| own == figure) {
        return Err(Asked::Explain(format!("{figure} เป็นตัวเลขของจังหวัด ใช้ จังหวัด แทนชื่ออำเภอ")).into());
    }
    let month = choose_month(workspace, plan, month)?;
    let compiled = compile_month(workspace, plan, runtime, month)?;
    Ok(Explained { month, subject, figure, explanation: explain(&compiled, subject, figure) })
}

fn subject(plan: &Plan, name: &str) -> Result<Subject, AppError> {
    let province =
        ["จังหวัด".to_owned(), plan.province.name.clone(), format!("จังหวัด{}", plan.province.name), plan.province.geocode.clone()];
    if let Some(district) = plan.district(name) {
        return Ok(Subject::District(district));
    }
    if province.iter().any(|known| known == name.trim()) {
        return Ok(Subject::Province);
    }
    Err(Asked::Explain(format!("ไม่รู้จักอำเภอ \"{name}\"")).into())
}
