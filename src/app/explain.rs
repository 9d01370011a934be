//! How a figure came about.

use super::gather::{choose_month, gather};
use super::months::{baseline, compile_gathered};
use super::receive::Intake;
use super::{AppError, Runtime};
use crate::explain::{Explanation, Origins, SealedIn, asked, explain};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// A figure explained.
#[derive(Debug)]
pub struct Explained {
    /// Its value, and how it came about.
    pub explanation: Explanation,
    /// What the workspace knows of where that comes from.
    pub origins: Origins,
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
    let (subject, figure) = asked(plan, month, district, figure)?;
    let month = choose_month(workspace, plan, month)?;
    let gathered = gather(workspace, plan, month)?;
    let intake = Intake::open(runtime, plan)?.without_pictures();
    let baseline = baseline(workspace, plan, month);
    let (compiled, differs) = compile_gathered(workspace, plan, &intake, month, gathered, &baseline)?;
    let sealed = baseline.sealed.into_iter().map(|(of, sealed)| {
        let unchanged = !differs.sealed.contains_key(&of);
        (of, SealedIn { bag: sealed.bag, unchanged })
    });
    let origins = Origins { sealed: sealed.collect() };
    Ok(Explained { explanation: explain(plan, &compiled, subject, figure), origins })
}
