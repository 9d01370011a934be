//! The plan: its figures, and every way in which it can be wrong.

mod faults;
mod figures;
mod forgotten;
mod keys;
mod said;
mod saved;
mod syntax;

use otop_report::lang::{Lang, Said};
use otop_report::plan::{PHAYAO_2565, Plan, PlanFault};

/// The shipped plan with one thing changed, at its first occurrence.
fn changed(right: &str, wrong: &str) -> String {
    let text = PHAYAO_2565.replacen(right, wrong, 1);
    assert_ne!(text, PHAYAO_2565, "{right} stands in the plan");
    text
}

/// What is wrong with a plan.
fn faults(text: &str) -> Vec<PlanFault> {
    Plan::parse(text).map_or_else(|error| error.faults, |_| Vec::new())
}

fn thai(faults: &[PlanFault]) -> Vec<String> {
    faults.iter().map(|fault| Said(fault, Lang::Th).to_string()).collect()
}

/// The line of a text, from 1.
fn line(text: &str, number: usize) -> &str {
    text.lines().nth(number - 1).unwrap_or_default()
}

/// The line on which something first stands, from 1.
fn line_of(text: &str, what: &str) -> usize {
    text[..text.find(what).expect("it stands there")].matches('\n').count() + 1
}
