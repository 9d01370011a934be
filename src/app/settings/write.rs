//! The values of the form written into a plan's text: only what was changed is, and comments, order and spacing stay.

mod lists;
mod typed;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::keys::{Field, List, OPTIONAL_TABLES, Part, SECTIONS};
use super::read::{NotToml, document, find, is_sound, shown};
use super::values::Values;
use typed::typed;

/// The text with the values of a form in it; where nothing was changed, the very same.
///
/// # Errors
/// [`NotToml`] where the text is none.
pub fn write(text: &str, values: &Values) -> Result<String, NotToml> {
    let mut plan = document(text)?;
    let mut writer = Writer { values, changed: false };
    SECTIONS.iter().flat_map(|section| section.parts).for_each(|part| writer.part(plan.as_table_mut(), "", part));
    writer.drop_unsaid(&mut plan);
    if !writer.changed {
        return Ok(text.to_owned());
    }
    Ok(restored(text, plan.to_string()))
}

/// What was edited, its lines ended as those of `text`, of which it was made.
pub(in crate::app) fn restored(text: &str, mut written: String) -> String {
    if !text.ends_with('\n') && !text.is_empty() {
        written.truncate(written.trim_end_matches('\n').len());
    }
    let crlf = text.matches("\r\n").count();
    if crlf * 2 > text.matches('\n').count() { written.replace('\n', "\r\n") } else { written }
}

struct Writer<'v> {
    values: &'v Values,
    changed: bool,
}

impl Writer<'_> {
    /// Writes a part of the table whose names begin with `prefix`.
    fn part(&mut self, table: &mut dyn TableLike, prefix: &str, part: &Part) {
        match part {
            Part::Field(field) => self.field(table, prefix, field),
            Part::List(list) => self.list(table, prefix, list),
        }
    }

    fn field(&mut self, table: &mut dyn TableLike, prefix: &str, field: &Field) {
        let Some(text) = self.values.get(&format!("{prefix}{}", field.key)) else { return };
        let old = find(table, field.key).filter(|item| !item.is_none());
        let is_blank = text.trim().is_empty();
        let stays = match old {
            Some(old) => shown(field, Some(old)) == text && is_sound(field.kind, old),
            None if field.optional => is_blank || text == field.usual,
            None => is_blank && (!field.kind.may_be_blank() || self.is_unsaid(field.key)),
        };
        if stays {
            return;
        }
        let blank_stays = field.kind.may_be_blank() && (!field.optional || old.is_some_and(has_comment));
        self.changed = true;
        match typed(field.kind, text) {
            Some(value) => set(table, field.key, value),
            None if blank_stays => set(table, field.key, typed::blank(field.kind)),
            None => remove(table, field.key),
        }
    }

    /// Whether a key belongs to a table that need not be there, and of which nothing is said.
    fn is_unsaid(&self, key: &str) -> bool {
        let Some(table) = OPTIONAL_TABLES.iter().find(|table| is_in(key, table)) else { return false };
        self.values.iter().filter(|(name, _)| is_in(name, table)).all(|(_, typed)| typed.trim().is_empty())
    }

    /// Removes a letter that need not be there, once everything was taken out of it.
    fn drop_unsaid(&mut self, plan: &mut DocumentMut) {
        for table in OPTIONAL_TABLES {
            let Some(found) = find(plan.as_table(), table).and_then(Item::as_table_like) else { continue };
            let says_nothing = |item: &Item| item.as_str().is_some_and(|text| text.trim().is_empty());
            if self.changed && !found.is_empty() && self.is_unsaid(table) && found.iter().all(|(_, item)| says_nothing(item)) {
                remove(plan.as_table_mut(), table);
            }
        }
    }

    fn list(&mut self, table: &mut dyn TableLike, prefix: &str, list: &List) {
        let name = format!("{prefix}{}", list.key);
        let Some(rows) = self.values.rows(&name) else { return };
        let Some(item) = self.rows_of(table, list, rows.len()) else { return };
        self.changed |= lists::arrange(item, &rows);
        let row_prefix = |row: usize| format!("{name}[{row}].");
        match item {
            Item::ArrayOfTables(tables) => {
                for (i, row) in tables.iter_mut().enumerate() {
                    list.parts.iter().for_each(|part| self.part(row, &row_prefix(i), part));
                }
            }
            Item::Value(Value::Array(items)) => {
                for (i, row) in items.iter_mut().enumerate() {
                    if let Some(row) = row.as_inline_table_mut() {
                        let keys = row.len();
                        list.parts.iter().for_each(|part| self.part(row, &row_prefix(i), part));
                        if row.len() != keys {
                            tidy(row);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// The list, made where it is not there and has rows now; `None` where there is none, and need be none.
    fn rows_of<'t>(&mut self, table: &'t mut dyn TableLike, list: &List, count: usize) -> Option<&'t mut Item> {
        let is_list = |item: &Item| item.is_array_of_tables() || item.as_array().is_some_and(|items| !items.is_empty());
        let is_there = find(table, list.key).is_some_and(is_list);
        if !is_there && count == 0 {
            return None;
        }
        let (holder, key) = holder(table, list.key)?;
        if !is_there {
            holder.remove(key);
            holder.insert(key, lists::begun(list));
            self.changed = true;
        } else if count == 0 {
            holder.remove(key);
            holder.insert(key, toml_edit::value(toml_edit::Array::new()));
            self.changed = true;
            return None;
        }
        holder.get_mut(key)
    }
}

/// Whether a key or name lies in a table.
fn is_in(key: &str, table: &str) -> bool {
    key == table || key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
}

/// The table that holds a dotted key, made where it is not there, and the key's last part.
fn holder<'t, 'k>(table: &'t mut dyn TableLike, key: &'k str) -> Option<(&'t mut dyn TableLike, &'k str)> {
    let Some((first, rest)) = key.split_once('.') else { return Some((table, key)) };
    if table.get(first).is_none_or(|item| !item.is_table_like()) {
        let mut made = Table::new();
        made.set_implicit(true);
        table.remove(first);
        table.insert(first, Item::Table(made));
    }
    holder(table.get_mut(first)?.as_table_like_mut()?, rest)
}

/// Puts a value at a dotted key; what stands around the old one stays around it.
pub(in crate::app) fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    let Some((table, key)) = holder(table, key) else { return };
    match table.get_mut(key) {
        Some(Item::Value(Value::Array(old))) if value.is_array() => {
            lists::refill(old, value.as_array().into_iter().flatten().cloned().collect());
        }
        Some(item) => {
            let decor = item.as_value().map(Value::decor).cloned().unwrap_or_default();
            *value.decor_mut() = decor;
            *item = Item::Value(value);
        }
        None => _ = table.insert(key, Item::Value(value)),
    }
}

fn remove(table: &mut dyn TableLike, key: &str) {
    match key.split_once('.') {
        Some((first, rest)) => {
            if let Some(table) = table.get_mut(first).and_then(Item::as_table_like_mut) {
                remove(table, rest);
            }
        }
        None => _ = table.remove(key),
    }
}

/// Whether a comment stands on the line of a value.
fn has_comment(item: &Item) -> bool {
    let suffix = item.as_value().and_then(|value| value.decor().suffix());
    suffix.and_then(toml_edit::RawString::as_str).is_some_and(|suffix| suffix.contains('#'))
}

/// A space before the closing brace, and none before commas, where the table was written with spaces.
fn tidy(table: &mut InlineTable) {
    let last = table.len().saturating_sub(1);
    for (i, (_, value)) in table.iter_mut().enumerate() {
        let suffix = value.decor().suffix().and_then(toml_edit::RawString::as_str).unwrap_or_default();
        if suffix.trim().is_empty() && !suffix.contains('\n') {
            let prefix = value.decor().prefix().cloned().unwrap_or_else(|| " ".into());
            *value.decor_mut() = toml_edit::Decor::new(prefix, if i == last { " " } else { "" });
        }
    }
}
