//! Pages out of templates: the desk's own, and beside them the page of the month, whose parts and looks they share.

use rust_decimal::Decimal;
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use crate::lang::{Baht, Lang, Said};
use crate::render::html;
use crate::templates::{PAGE, SHIPPED};
use crate::thai::digits::integer;

/// What is at hand on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::serve) enum Screen {
    /// Districts and months, and what to do next.
    Year,
    /// What is dropped.
    Receive,
    /// The month's findings.
    Findings,
    /// The month's report.
    Month,
    /// Forms and targets that go out.
    Forms,
    /// The plan.
    Plan,
    /// The letters' wording.
    Letters,
    /// The archive.
    Archive,
    /// None of these.
    Other,
}

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// The desk's templates. No workspace puts another in their place: they stand between a district's words and the browser.
        const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../templates/desk/", $name)))),*];
    };
}

templates! {
    "shell.html.tera",
    "refused.html.tera",
    "year.html.tera",
    "errand.html.tera",
    "month.html.tera",
    "explain.html.tera",
    "forms.html.tera",
    "archive.html.tera",
    "parts.html.tera",
    "receive.html.tera",
    "dropped.html.tera",
    "cards.html.tera",
    "findings.html.tera",
    "plan.html.tera",
    "plan-new.html.tera",
    "plan-text.html.tera",
    "letters.html.tera",
    "letter.html.tera",
}

/// The templates in both languages.
pub(in crate::serve) struct Pages {
    thai: Tera,
    english: Tera,
}

impl Pages {
    /// Every template, parsed.
    pub fn new() -> Self {
        Self { thai: templates_in(Lang::Th), english: templates_in(Lang::En) }
    }

    /// The page of `template`, filled with `context`, in `shell`.
    ///
    /// # Errors
    /// For a mistake in the template, which is the program's own.
    pub fn page(&self, shell: &Shell<'_>, lang: Lang, template: &str, context: &impl Serialize) -> Result<String, tera::Error> {
        let mut context = Context::from_serialize(context)?;
        context.extend(Context::from_serialize(shell)?);
        lang.pick(&self.thai, &self.english).render(template, &context)
    }
}

/// What every page has around it.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Shell<'a> {
    /// What every address begins with.
    pub base: &'a str,
    /// `th` or `en`.
    pub lang: &'static str,
    /// Which screen it is.
    pub screen: Screen,
    /// How often something had changed in `inputs/` before the page was filled.
    pub changes_seen: u64,
    /// What was just done.
    pub notice: Option<String>,
    /// Whose desk it is: the province's name; `None` where there is no plan that can be read.
    pub province: Option<String>,
    /// The program's.
    pub version: &'static str,
}

/// A number of a record in the language's digits: baht with satang, counts without.
fn amount(amount: &str, lang: Lang) -> String {
    match (amount.parse::<i64>(), Decimal::from_str_exact(amount)) {
        (Ok(count), _) => lang.digits(&integer(count)),
        (Err(_), Ok(baht)) => Said(&Baht(baht), lang).to_string(),
        _ => amount.to_owned(),
    }
}

fn templates_in(lang: Lang) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".tera"]);
    html::speak(&mut tera, lang);
    tera.register_filter("link", |path: &str, _: Kwargs, _: &State| html::encoded(path));
    tera.register_filter("amount", move |amount: &str, _: Kwargs, _: &State| self::amount(amount, lang));
    let shared = SHIPPED.iter().filter(|(name, _)| *name == PAGE);
    tera.add_raw_templates(shared.chain(TEMPLATES).copied().collect::<Vec<_>>()).expect("the shipped templates are right");
    tera
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read() {
        _ = Pages::new();
    }

    #[test]
    fn no_template_has_what_the_policy_forbids() {
        for (name, text) in TEMPLATES {
            for inline in
                [" style=", "<style", " onclick", " onchange", " onsubmit", "javascript:", "http://", "https://", "| safe"]
            {
                assert!(!text.contains(inline), "{name}: {inline}");
            }
            let scripts = text.matches("<script").count();
            assert_eq!(scripts, text.matches("<script src=").count(), "{name}: a script of its own");
        }
    }
}
