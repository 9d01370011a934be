//! What to do next, with which every command ends.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::lines::{COMMAND, HEADING, Lines};
use crate::lang::Lang;

/// A next step: what it is for, and the command where it is one of this program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    why: (Cow<'static, str>, Cow<'static, str>),
    arguments: Option<String>,
}

impl Step {
    /// Something that a person does, in Thai and in English.
    pub fn by_hand(th: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { why: (th.into(), en.into()), arguments: None }
    }

    /// A command of this program, `compile 2565-02`, and what it is for.
    pub fn command(arguments: impl Into<String>, th: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { arguments: Some(arguments.into()), ..Self::by_hand(th, en) }
    }

    fn why(&self, lang: Lang) -> &str {
        let (th, en) = &self.why;
        lang.pick(th, en)
    }

    /// The command as it is typed; `options` are those that this one was started with.
    fn typed(&self, options: &str) -> Option<String> {
        self.arguments.as_ref().map(|arguments| format!("otop-report {options}{arguments}"))
    }
}

/// The steps for people.
pub(super) fn lines(steps: &[Step], options: &str, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    if !steps.is_empty() {
        lines.styled(HEADING, lang.pick("ขั้นต่อไป", "Next"));
    }
    for step in steps {
        lines.plain(format!("  • {}", step.why(lang)));
        if let Some(command) = step.typed(options) {
            lines.whole(COMMAND, format!("      {command}"));
        }
    }
    lines
}

/// The same for programs.
pub(super) fn json(steps: &[Step], options: &str, lang: Lang) -> Json {
    steps.iter().map(|step| json!({ "why": step.why(lang), "command": step.typed(options) })).collect()
}
