//! What is wrong with a plan, each beside the field that it is about.

use std::collections::BTreeMap;

use super::values::Values;
use crate::plan::{Plan, PlanFault, PlanWarning};
use crate::workspace::Workspace;

/// Sentences, each beside what it is about.
#[derive(Clone, Debug)]
pub struct Beside<T> {
    /// By the name of a field, a row or a list.
    pub named: BTreeMap<String, Vec<T>>,
    /// What no field is about: a key that is not known, a line that cannot be read.
    pub others: Vec<T>,
}

impl<T> Beside<T> {
    fn of(said: Vec<T>, key: impl Fn(&T) -> String, values: &Values) -> Self {
        let mut beside = Self { named: BTreeMap::new(), others: Vec::new() };
        for one in said {
            match home(&key(&one), values) {
                Some(name) => beside.named.entry(name).or_default().push(one),
                None => beside.others.push(one),
            }
        }
        beside
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.others.len() + self.named.values().map(Vec::len).sum::<usize>()
    }

    /// What is said beside a name.
    pub fn at(&self, name: &str) -> &[T] {
        self.named.get(name).map_or(&[], Vec::as_slice)
    }
}

/// What is wrong with a plan, and what is odd in one that can be used.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Why it cannot be used.
    pub faults: Beside<PlanFault>,
    /// What was probably forgotten; nothing is said of it while there are faults.
    pub warnings: Beside<PlanWarning>,
}

impl Judged {
    /// Whether it can be used.
    pub fn is_sound(&self) -> bool {
        self.faults.count() == 0
    }
}

/// Judges a plan's text, as it stands on a form.
pub fn judge(workspace: &Workspace, text: &str, values: &Values) -> Judged {
    let (faults, warnings) = match Plan::parse(text) {
        Ok(plan) => (Vec::new(), workspace.plan_warnings(&plan)),
        Err(error) => (error.faults, Vec::new()),
    };
    Judged {
        faults: Beside::of(faults, |fault| fault.key().to_owned(), values),
        warnings: Beside::of(warnings, |warning| warning.key().to_owned(), values),
    }
}

/// The field, row or list nearest to a key.
fn home(key: &str, values: &Values) -> Option<String> {
    let mut key = key;
    while !values.has(key) {
        let end = if key.ends_with(']') { key.rfind('[') } else { key.rfind('.') };
        key = &key[..end?];
    }
    Some(key.to_owned())
}
