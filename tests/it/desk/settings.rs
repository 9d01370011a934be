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
fn changed(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let diff = similar::TextDiff::from_lines(old, new);
    let of = |tag: similar::ChangeTag| -> Vec<String> {
        let changes = diff.iter_all_changes().filter(|change| change.tag() == tag);
        changes.map(|change| change.value().trim_end().to_owned()).collect()
    };
    (of(similar::ChangeTag::Delete), of(similar::ChangeTag::Insert))
}
