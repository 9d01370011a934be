//! `explain`: how a figure came about.

mod aligned;
mod told;

use super::{CliError, Outcome, Session};
use crate::app::explain::explain_figure;
use crate::record::ExplainRecord;
use crate::thai::calendar::Month;

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
    let explained = explain_figure(&session.workspace, &plan, &session.runtime()?, month, district, figure)?;
    let (explanation, origins, lang) = (&explained.explanation, &explained.origins, session.lang());
    let record = || serde_json::to_value(ExplainRecord::of(&plan, explanation, origins, lang));
    session.print(|| record().expect("keys are texts"), || told::told(&plan, explanation, origins, lang))?;
    Ok(Outcome::Clean)
}
