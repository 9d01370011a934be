//! A figure explained, for people.

mod how;
mod left_out;
mod lines;

use crate::cli::terminal::in_line;
use crate::district::DistrictId;
use crate::explain::{Explanation, Measured, Origins, Subject};
use crate::finding::Place;
use crate::lang::{Count, Lang, Said, Say};
use crate::plan::Plan;
use crate::thai::digits::to_thai;

/// The value, how it came about, every line, and what was left out.
pub(super) fn told(plan: &Plan, explanation: &Explanation, origins: &Origins, lang: Lang) -> String {
    let teller = Teller { plan, explanation, origins, lang };
    let mut out = vec![teller.heading()];
    let mut section = |lines: Vec<String>| {
        if !lines.is_empty() {
            out.push(String::new());
            out.extend(lines);
        }
    };
    section(explanation.judgement.as_ref().map(|judgement| teller.judgement(judgement)).unwrap_or_default());
    for lines in explanation.fraction.as_ref().map(|fraction| teller.fraction(fraction)).unwrap_or_default() {
        section(lines);
    }
    for part in &explanation.parts {
        teller.part(part).into_iter().for_each(&mut section);
    }
    section(teller.left_out());
    section(teller.counted_once());
    out.join("\n") + "\n"
}

/// What is told, and in which language.
struct Teller<'a> {
    plan: &'a Plan,
    explanation: &'a Explanation,
    origins: &'a Origins,
    lang: Lang,
}

impl Teller<'_> {
    fn said(&self, what: &dyn Say) -> String {
        Said(what, self.lang).to_string()
    }

    fn count(&self, count: impl Into<i64>) -> String {
        self.said(&Count(u64::try_from(count.into()).unwrap_or(0)))
    }

    fn words(&self, th: &str, en: &str) -> String {
        self.lang.pick(th, en).to_owned()
    }

    /// A number as this language writes it.
    fn digits(&self, number: &str) -> String {
        self.lang.digits(&to_thai(number))
    }

    /// A district by name, where it stands alone.
    fn district(&self, district: DistrictId) -> String {
        let name = &self.plan[district].name;
        self.lang.pick(format!("อำเภอ{name}"), format!("district {name}"))
    }

    fn heading(&self) -> String {
        let Explanation { subject, figure, title, value, judgement, .. } = self.explanation;
        let whose = match subject {
            Subject::District(district) => self.district(*district),
            Subject::Province => {
                let name = &self.plan.province.name;
                self.lang.pick(format!("จังหวัด{name}"), format!("province {name}"))
            }
        };
        let level =
            judgement.as_ref().and_then(|judgement| judgement.levels.iter().find(|level| level.level == judgement.reached));
        let name = level.map(|level| format!(" {}", in_line(&level.name))).unwrap_or_default();
        let value = self.said(&Measured(figure.unit(), *value));
        format!("{whose} {figure}: {} = {value}{name}", self.said(title))
    }
}

/// A place on one line.
fn place(place: &Place) -> String {
    in_line(&place.to_string())
}
