//! A template of words piece by piece: each text, or list of texts, by its key; what is changed is written back in place.

use std::collections::BTreeMap;

use toml_edit::{Array, Item, Table, Value};

use crate::app::settings::{document, restored, set};

/// A text of a template, or a list of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its key, with points: `returned.title`.
    pub key: String,
    /// Whether it is a list; its texts have blank lines between.
    pub is_list: bool,
    /// The text.
    pub text: String,
    /// What the comment above it says; blank where there is none.
    pub about: String,
}

/// The pieces of a template's text, in its order; `None` where it is no TOML or holds anything but texts.
pub fn pieces(text: &str) -> Option<Vec<Piece>> {
    let template = document(text).ok()?;
    let mut all = Vec::new();
    collect(template.as_table(), "", &mut all)?;
    // What stands above the first is about the whole file.
    all.iter_mut().take(1).for_each(|first: &mut Piece| first.about.clear());
    Some(all)
}

fn collect(table: &Table, prefix: &str, all: &mut Vec<Piece>) -> Option<()> {
    for (key, item) in table {
        let about = table.key(key).map(comment).unwrap_or_default();
        let key = format!("{prefix}{key}");
        match item {
            Item::Value(Value::String(text)) => {
                all.push(Piece { key, is_list: false, text: text.value().clone(), about });
            }
            Item::Value(Value::Array(items)) => {
                let texts: Vec<&str> = items.iter().map(Value::as_str).collect::<Option<_>>()?;
                all.push(Piece { key, is_list: true, text: texts.join("\n\n"), about });
            }
            Item::Table(table) => collect(table, &format!("{key}."), all)?,
            _ => return None,
        }
    }
    Some(())
}

/// The comment above a key.
fn comment(key: &toml_edit::Key) -> String {
    let above = key.leaf_decor().prefix().and_then(toml_edit::RawString::as_str).unwrap_or_default();
    let lines = above.lines().filter_map(|line| line.trim().strip_prefix('#')).map(str::trim);
    lines.collect::<Vec<_>>().join(" ")
}

/// The template's text with what is typed, by key, in the place of its pieces; what is not typed, or was not changed, stays as
/// it is. `None` where the text has no pieces.
pub fn with_typed(text: &str, typed: &BTreeMap<String, String>) -> Option<String> {
    let pieces = pieces(text)?;
    let mut template = document(text).ok()?;
    let mut is_changed = false;
    for piece in pieces {
        let Some(typed) = typed.get(&piece.key).map(|typed| typed.replace("\r\n", "\n")) else { continue };
        if typed == piece.text {
            continue;
        }
        is_changed = true;
        let value: Value = if piece.is_list {
            texts(&typed).iter().map(|text| quoted(text)).collect::<Array>().into()
        } else {
            quoted(typed.trim())
        };
        set(template.as_table_mut(), &piece.key, value);
    }
    Some(if is_changed { restored(text, template.to_string()) } else { text.to_owned() })
}

/// A text on one line, in quotation marks, as templates are written.
fn quoted(text: &str) -> Value {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"").parse().unwrap_or_else(|_| text.into())
}

/// The texts between blank lines.
fn texts(typed: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    for line in typed.lines() {
        let last = texts.len() - 1;
        match (line.trim().is_empty(), texts[last].is_empty()) {
            (true, true) => {}
            (true, false) => texts.push(String::new()),
            (false, true) => texts[last] = line.trim().to_owned(),
            (false, false) => texts[last] = format!("{}\n{}", texts[last], line.trim()),
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}
