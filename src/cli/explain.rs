//! `explain`: how a figure came about.

mod aligned;
mod told;

use std::collections::BTreeSet;

use super::steps::Step;
use super::usage::UsageError;
use super::{CliError, Outcome, Session, asked};
use crate::app::explain::explain_figure;
use crate::explain::{Explanation, FigureName, Why, subject};
use crate::finding::Severity;
use crate::lang::{Lang, Said};
use crate::plan::Plan;
use crate::record::ExplainRecord;
use crate::thai::calendar::Month;

pub(super) fn run(session: &Session<'_>, what: &[String]) -> Result<Outcome, CliError> {
    if let [word] = what {
        let is_figure = word.parse::<FigureName>().is_ok();
        let missing = if is_figure {
            ("อำเภอ", "DISTRICT")
        } else {
            ("ตัวเลข เช่น operators-year", "FIGURE, such as operators-year")
        };
        return Err(UsageError::missing("explain", session.lang().pick(missing.0, missing.1)).into());
    }
    let plan = session.plan()?;
    let (month, district, figure) = parts(&plan, what)?;
    let explained = explain_figure(&session.workspace, &plan, &session.runtime()?, month, &district, figure)?;
    let (explanation, origins, lang) = (&explained.explanation, &explained.origins, session.lang());
    let record = || serde_json::to_value(ExplainRecord::of(&plan, explanation, origins, lang)).expect("keys are texts");
    session.print(record, || told::told(&plan, explanation, origins, lang).into(), &next(explanation))?;
    Ok(Outcome::Clean)
}

/// How to correct the figure: first a look at each month that lost something by more than a note.
fn next(explanation: &Explanation) -> Vec<Step> {
    let is_fault = |why: &Why| matches!(why, Why::Finding(finding) if finding.severity() < Severity::Note);
    let faulty = explanation.left_out.iter().filter(|out| out.why.iter().any(is_fault));
    let months: BTreeSet<Month> = faulty.filter_map(|out| out.month).collect();
    let check = |month: Month| {
        Step::command(
            format!("check {month}"),
            format!("ดูวิธีแก้รายการของเดือน{} ที่ไม่ได้นับ", Said(&month, Lang::Th)),
            format!("see how to correct what was left out in {}", Said(&month, Lang::En)),
        )
    };
    let compile = Step::command(
        format!("compile {}", explanation.month),
        "หากตัวเลขไม่ถูกต้อง ให้อำเภอแก้ในแฟ้ม วางในโฟลเดอร์ของเดือนนั้น แล้วจัดทำใหม่",
        "if it is wrong, let the district mend its file, put it into that month's folder and compile anew",
    );
    months.into_iter().map(check).chain([compile]).collect()
}

/// The month, the district and the figure of what was typed: the figure is the last word, and the words before it that name a
/// month together are the month.
fn parts<'a>(plan: &Plan, what: &'a [String]) -> Result<(Option<Month>, String, &'a str), CliError> {
    let (figure, before) = what.split_last().expect("the command line takes a word at least");
    let named = |words: usize| asked::named_month(plan, &before[..words].join(" ")).map(|month| (words, month));
    let month = (1..before.len()).rev().find_map(named);
    let (words, month) = month.map_or((0, None), |(words, month)| (words, Some(month)));
    if month.is_none() && before.len() > 1 && subject(plan, &before.join(" ")).is_err() {
        return Err(CliError::NotAMonth(before[..before.len() - 1].join(" ")));
    }
    Ok((month, before[words..].join(" "), figure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::PHAYAO_2565;

    #[test]
    fn a_month_may_be_two_words() {
        let plan = Plan::parse(PHAYAO_2565).expect("a plan");
        let parts = |what: &[&str]| {
            let what: Vec<String> = what.iter().map(ToString::to_string).collect();
            parts(&plan, &what).map(|(month, district, figure)| (month, district, figure.to_owned())).ok()
        };
        let whole = |month| Some((month, "จุน".to_owned(), "level".to_owned()));
        assert_eq!(parts(&["จุน", "level"]), whole(None));
        assert_eq!(parts(&["ก.พ.", "จุน", "level"]), whole(Month::new(2565, 2)));
        assert_eq!(parts(&["ก.พ.", "2565", "จุน", "level"]), whole(Month::new(2565, 2)));
        assert_eq!(parts(&["ก.พพ.", "จุน", "level"]), None);
        assert_eq!(parts(&["อำเภอ", "จุน", "level"]), Some((None, "อำเภอ จุน".to_owned(), "level".to_owned())));
        assert_eq!(parts(&["จังหวัด", "พะเยา", "level"]), Some((None, "จังหวัด พะเยา".to_owned(), "level".to_owned())));
    }
}
