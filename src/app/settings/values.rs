//! What stands in the form: a text for each field, by its name in the plan, and the rows of each list in order.
//!
//! A row is known by where it stood in the plan, so that its comments go with it; a new one by nothing.

use std::collections::BTreeMap;

use super::keys::{List, Part, part, plain};

/// What is typed, by name: `districts[2].registered`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

/// After a row's name: where it stood in the plan.
const ROW: &str = "row";
/// After a list's name: that the form has the list, even without rows.
const LIST: &str = "list";
/// More rows than any province needs; the rest is not taken.
pub const MOST_ROWS: usize = 300;

/// What is done with the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Remove,
    Up,
    Down,
}

impl Values {
    /// What a form sent; names that no setting has are passed over.
    pub fn of(sent: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut values = Self::default();
        for (name, typed) in sent {
            let is_mark = [ROW, LIST].iter().any(|mark| {
                let list = name.strip_suffix(mark).and_then(|rest| rest.strip_suffix('.'));
                list.is_some_and(|list| matches!(part(&plain(list)), Some(Part::List(_))))
            });
            if is_mark || matches!(part(&plain(&name)), Some(Part::Field(_))) {
                values.set(&name, &typed);
            }
        }
        values
    }

    /// What is typed at a name; `None` where the form has no such field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Everything, by name, as the form sends it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, typed)| (name.as_str(), typed.as_str()))
    }

    /// Types something.
    pub fn set(&mut self, name: &str, typed: &str) {
        self.0.insert(name.to_owned(), typed.replace("\r\n", "\n"));
    }

    /// Begins a list.
    pub(super) fn begin_list(&mut self, list: &str) {
        self.set(&format!("{list}.{LIST}"), "");
    }

    /// Begins a row of a list, which stood so in the plan.
    pub(super) fn begin_row(&mut self, list: &str, row: usize, origin: Option<usize>) {
        self.set(&format!("{list}[{row}].{ROW}"), &origin.map(|origin| origin.to_string()).unwrap_or_default());
    }

    /// Where each row of a list stood in the plan; `None` where the form does not have the list.
    pub fn rows(&self, list: &str) -> Option<Vec<Option<usize>>> {
        self.get(&format!("{list}.{LIST}"))?;
        let origins = (0..MOST_ROWS).map_while(|row| self.get(&format!("{list}[{row}].{ROW}")));
        Some(origins.map(|origin| origin.parse().ok()).collect())
    }

    /// Whether a field, a row or a list of this name is on the form.
    pub fn has(&self, name: &str) -> bool {
        [String::new(), format!(".{ROW}"), format!(".{LIST}")].iter().any(|mark| self.0.contains_key(&format!("{name}{mark}")))
    }

    /// Adds a blank row at the end of a list; its name, or `None` where there is no such list or it is full.
    pub fn add(&mut self, name: &str) -> Option<String> {
        let Some(Part::List(list)) = part(&plain(name)) else { return None };
        let row = self.rows(name)?.len();
        let added = format!("{name}[{row}]");
        (row < MOST_ROWS).then(|| {
            self.begin_row(name, row, None);
            self.blank(&added, list);
            added
        })
    }

    /// The blank fields of a row, and as many rows within as there must be.
    fn blank(&mut self, row: &str, list: &List) {
        for part in list.parts {
            match part {
                Part::Field(field) => self.set(&format!("{row}.{}", field.key), ""),
                Part::List(inner) => {
                    let name = format!("{row}.{}", inner.key);
                    self.begin_list(&name);
                    (0..inner.fixed.unwrap_or_default()).for_each(|_| _ = self.add(&name));
                }
            }
        }
    }

    /// Removes a row.
    pub fn remove(&mut self, row: &str) -> Option<String> {
        self.rearrange(row, Move::Remove)
    }

    /// Moves a row towards the beginning.
    pub fn up(&mut self, row: &str) -> Option<String> {
        self.rearrange(row, Move::Up)
    }

    /// Moves a row towards the end.
    pub fn down(&mut self, row: &str) -> Option<String> {
        self.rearrange(row, Move::Down)
    }

    /// The name of the row, or of its list, that is looked at afterwards.
    fn rearrange(&mut self, name: &str, how: Move) -> Option<String> {
        let (list, row) = name.strip_suffix(']')?.rsplit_once('[')?;
        let row: usize = row.parse().ok()?;
        let mut rows = self.take(list, self.rows(list)?.len());
        if row >= rows.len() {
            self.put(list, rows);
            return None;
        }
        let now = match how {
            Move::Remove => {
                rows.remove(row);
                row.min(rows.len().saturating_sub(1))
            }
            Move::Up => row.saturating_sub(1),
            Move::Down => (row + 1).min(rows.len() - 1),
        };
        if how != Move::Remove {
            rows.swap(row, now);
        }
        let left = rows.len();
        self.put(list, rows);
        Some(if left == 0 { list.to_owned() } else { format!("{list}[{now}]") })
    }

    /// Takes the rows of a list out of the form.
    fn take(&mut self, list: &str, count: usize) -> Vec<BTreeMap<String, String>> {
        let mut rows = vec![BTreeMap::new(); count];
        let all = std::mem::take(&mut self.0);
        for (name, typed) in all {
            let place = name.strip_prefix(list).and_then(|rest| rest.strip_prefix('[')?.split_once(']'));
            let place = place.and_then(|(row, rest)| Some((row.parse::<usize>().ok()?, rest.to_owned())));
            match place {
                Some((row, rest)) => _ = rows.get_mut(row).map(|row| row.insert(rest, typed)),
                None => _ = self.0.insert(name, typed),
            }
        }
        rows
    }

    fn put(&mut self, list: &str, rows: Vec<BTreeMap<String, String>>) {
        for (row, fields) in rows.into_iter().enumerate() {
            self.0.extend(fields.into_iter().map(|(rest, typed)| (format!("{list}[{row}]{rest}"), typed)));
        }
    }
}
