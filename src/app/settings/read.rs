//! A plan's text as the values of the form. What is of a wrong kind stands there as it is written.

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::keys::{Field, Kind, List, Part, SECTIONS};
use super::values::Values;

/// That a text is no TOML, so that no form can be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotToml;

/// The values in a plan's text.
///
/// # Errors
/// [`NotToml`].
pub fn read(text: &str) -> Result<Values, NotToml> {
    Ok(read_document(&document(text)?))
}

/// A text ready to be edited; lines end with `\n` alone.
pub(in crate::app) fn document(text: &str) -> Result<DocumentMut, NotToml> {
    text.replace("\r\n", "\n").parse().map_err(|_| NotToml)
}

fn read_document(plan: &DocumentMut) -> Values {
    let mut values = Values::default();
    let top: &Table = plan.as_table();
    SECTIONS.iter().flat_map(|section| section.parts).for_each(|part| read_part(Some(top), "", part, &mut values));
    values
}

fn read_part(table: Option<&dyn TableLike>, prefix: &str, part: &Part, values: &mut Values) {
    match part {
        Part::Field(field) => {
            let item = table.and_then(|table| find(table, field.key));
            values.set(&format!("{prefix}{}", field.key), &shown(field, item));
        }
        Part::List(list) => read_list(table, &format!("{prefix}{}", list.key), list, values),
    }
}

fn read_list(table: Option<&dyn TableLike>, name: &str, list: &List, values: &mut Values) {
    values.begin_list(name);
    let rows: Vec<Option<&dyn TableLike>> = match table.and_then(|table| find(table, list.key)) {
        Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| Some(table as &dyn TableLike)).collect(),
        Some(Item::Value(Value::Array(items))) => {
            items.iter().map(|item| item.as_inline_table().map(|table| table as &dyn TableLike)).collect()
        }
        _ => Vec::new(),
    };
    for (i, row) in rows.into_iter().enumerate() {
        values.begin_row(name, i, Some(i));
        list.parts.iter().for_each(|part| read_part(row, &format!("{name}[{i}]."), part, values));
    }
}

/// What stands at a dotted key.
pub(super) fn find<'a>(table: &'a dyn TableLike, key: &str) -> Option<&'a Item> {
    match key.split_once('.') {
        Some((first, rest)) => find(table.get(first)?.as_table_like()?, rest),
        None => table.get(key),
    }
}

/// What the form shows of what stands in the plan.
pub(super) fn shown(field: &Field, item: Option<&Item>) -> String {
    let Some(item) = item.filter(|item| !item.is_none()) else {
        let is_chosen = matches!(field.kind, Kind::YesNo | Kind::Choice(_));
        return if is_chosen { field.usual.to_owned() } else { String::new() };
    };
    match (field.kind, item) {
        (Kind::LinesOrNone, Item::Value(Value::Array(items))) if items.is_empty() => "-".to_owned(),
        (Kind::Issued, Item::Value(Value::Array(items))) => joined(items, ", "),
        (kind, Item::Value(Value::Array(items))) if kind.has_lines() => joined(items, "\n"),
        (_, Item::Value(value)) => scalar(value),
        (_, other) => other.to_string().trim().to_owned(),
    }
}

fn joined(items: &Array, between: &str) -> String {
    items.iter().map(scalar).collect::<Vec<_>>().join(between)
}

/// A text as it is; anything else as it is written.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Integer(number) => number.value().to_string(),
        other => {
            let mut bare = other.clone();
            bare.decor_mut().clear();
            bare.to_string().trim().to_owned()
        }
    }
}

/// Whether what stands there is written as its kind is.
pub(super) fn is_sound(kind: Kind, item: &Item) -> bool {
    let all = |test: fn(&Value) -> bool| item.as_array().is_some_and(|items| items.iter().all(test));
    match kind {
        Kind::Whole => item.is_integer(),
        Kind::Decimal => item.is_str() || item.is_integer() || item.is_float(),
        Kind::YesNo => item.is_bool(),
        Kind::Lines | Kind::LinesOrNone | Kind::Days => all(Value::is_str),
        Kind::Issued => all(Value::is_integer),
        Kind::Text | Kind::Long | Kind::Month | Kind::Digits(_) | Kind::Choice(_) | Kind::LetterDate | Kind::Picture => {
            item.is_str()
        }
    }
}
