//! Rows of the form as tables of the plan. A comment stays where it is, unless it stands above a row that moves: what stands
//! above the first row is about them all.

use toml_edit::{Array, ArrayOfTables, Decor, InlineTable, Item, RawString, Table, Value};

use super::super::keys::List;

/// A list that has no rows yet.
pub(super) fn begun(list: &List) -> Item {
    if list.inline {
        let mut rows = Array::new();
        rows.set_trailing("\n");
        rows.set_trailing_comma(true);
        Item::Value(rows.into())
    } else {
        Item::ArrayOfTables(ArrayOfTables::new())
    }
}

/// Puts the rows of a list in the order of where they stood, blank ones where a row is new; whether that changed anything.
pub(super) fn arrange(list: &mut Item, origins: &[Option<usize>]) -> bool {
    let is_same = |count: usize| origins.iter().copied().eq((0..count).map(Some));
    match list {
        Item::ArrayOfTables(tables) if !is_same(tables.len()) => arrange_tables(tables, origins),
        Item::Value(Value::Array(items)) if !is_same(items.len()) => {
            let mut old: Vec<Option<Value>> = items.iter().cloned().map(Some).collect();
            let row =
                |origin: &Option<usize>| origin.and_then(|origin| old.get_mut(origin)?.take()).filter(Value::is_inline_table);
            let rows = origins.iter().map(row).map(|row| row.unwrap_or_else(|| InlineTable::new().into())).collect();
            refill(items, rows);
        }
        _ => return false,
    }
    true
}

fn arrange_tables(tables: &mut ArrayOfTables, origins: &[Option<usize>]) {
    let mut old: Vec<Option<Table>> = std::mem::take(tables).into_iter().map(Some).collect();
    let heads: Vec<(String, String)> = old.iter().flatten().map(|table| around(table.decor())).collect();
    let mut places: Vec<isize> = old.iter().flatten().filter_map(Table::position).collect();
    places.sort_unstable();
    let above_all = heads.first().map_or("\n", |(above, _)| above.as_str());
    for (slot, origin) in origins.iter().enumerate() {
        let taken = origin.and_then(|origin| old.get_mut(origin)?.take().map(|table| (origin, table)));
        let own = taken.as_ref().filter(|(origin, _)| *origin > 0).map_or("\n", |(origin, _)| heads[*origin].0.as_str());
        let above = if slot == 0 { format!("{above_all}{}", own.trim_start_matches(['\n', ' '])) } else { own.to_owned() };
        let mut table = taken.map(|(_, table)| table).unwrap_or_default();
        *table.decor_mut() = Decor::new(above, heads.get(slot).map_or("", |(_, beside)| beside.as_str()));
        place(&mut table, places.get(slot).or(places.last()).copied());
        tables.push(table);
    }
}

/// Where a table and all within it stand in the document.
fn place(table: &mut Table, position: Option<isize>) {
    table.set_position(position);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => place(inner, position),
            Item::ArrayOfTables(rows) => rows.iter_mut().for_each(|row| place(row, position)),
            _ => {}
        }
    }
}

/// Puts values into a list, in the way in which the old ones stood there; a text that was there stays as it was written.
pub(super) fn refill(items: &mut Array, values: Vec<Value>) {
    let places: Vec<(String, String)> = items.iter().map(|item| around(item.decor())).collect();
    let is_spread = places.is_empty() && items.trailing().as_str().is_some_and(|trailing| trailing.contains('\n'));
    let usual = places.last().and_then(|(before, _)| before.rfind('\n').map(|line| before[line..].to_owned()));
    let usual = usual.unwrap_or_else(|| if is_spread { "\n  ".to_owned() } else { " ".to_owned() });
    let closing = places.last().map(|(_, after)| after.clone()).unwrap_or_default();
    let last = values.len().saturating_sub(1);
    let old: Vec<Value> = items.iter().filter(|item| item.is_str()).cloned().collect();
    items.clear();
    for (slot, mut value) in values.into_iter().enumerate() {
        let first = if slot == 0 && !usual.contains('\n') { "" } else { usual.as_str() };
        let before = places.get(slot).map_or(first, |(before, _)| before.as_str());
        let after = places.get(slot).filter(|_| slot + 1 < places.len()).map_or("", |(_, after)| after.as_str());
        if let Some(same) = value.as_str().and_then(|text| old.iter().find(|old| old.as_str() == Some(text))) {
            value = same.clone();
        }
        *value.decor_mut() = Decor::new(before, if slot == last { closing.as_str() } else { after });
        items.push_formatted(value);
    }
}

/// What stands before and after.
fn around(decor: &Decor) -> (String, String) {
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    (text(decor.prefix()), text(decor.suffix()))
}
