//! The plan on a form.

mod begun;
mod kept;
mod table;
mod written;

use otop_report::app::settings::{Values, read, write};
use otop_report::plan::PHAYAO_2565;

/// The values of a plan.
fn values(text: &str) -> Values {
    read(text).expect("it is TOML")
}

/// The sample plan with some values typed.
fn typed(changes: &[(&str, &str)]) -> String {
    typed_in(PHAYAO_2565, changes)
}

fn typed_in(text: &str, changes: &[(&str, &str)]) -> String {
    let mut values = values(text);
    changes.iter().for_each(|(name, typed)| values.set(name, typed));
    write(text, &values).expect("it is TOML")
}

/// The lines in which two texts differ: those that went, and those that came.
fn changed<'t>(old: &'t str, new: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let diff = similar::TextDiff::from_lines(old, new);
    let (mut went, mut came) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            similar::ChangeTag::Delete => went.push(change.value().trim_end()),
            similar::ChangeTag::Insert => came.push(change.value().trim_end()),
            similar::ChangeTag::Equal => {}
        }
    }
    (went, came)
}
