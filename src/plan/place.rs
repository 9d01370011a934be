//! Where something stands in the plan: its key, its line, and what a person calls it.

use std::collections::BTreeMap;
use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lang::{Count, Lang, Said, Say, say};

/// A place in the plan; ordered by line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanPlace {
    /// Line, from 1; where there is no such key, that of the part it belongs to.
    pub line: usize,
    /// Dotted key for programs, items counted from 0: `districts[2].registered`; blank where the file is not TOML.
    pub key: String,
    steps: Vec<Step>,
}

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// Keys with points between them.
    Key(String),
    /// An item of a list: which list, the item's number from 1, its name.
    Item(List, u64, String),
}

/// What the items of a list are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Rounds,
    Districts,
    Coordinators,
    Rubrics,
    Levels,
    Channels,
    /// Lists that have no word but their key.
    Others,
}

impl List {
    /// The list at a key without its numbers.
    fn at(key: &str) -> Self {
        match key {
            "year.rounds" => Self::Rounds,
            "districts" => Self::Districts,
            "kpi.coordinators" => Self::Coordinators,
            "rubrics" => Self::Rubrics,
            "rubrics.levels" => Self::Levels,
            "channels" => Self::Channels,
            _ => Self::Others,
        }
    }
}

impl Say for List {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Rounds => lang.pick("รอบการประเมินที่", "round"),
            Self::Districts => lang.pick("อำเภอที่", "district"),
            Self::Coordinators => lang.pick("ผู้ประสานงานคนที่", "coordinator"),
            Self::Rubrics => lang.pick("เกณฑ์ของรอบที่", "rubric of round"),
            Self::Levels | Self::Others => lang.pick("ข้อที่", "item"),
            Self::Channels => lang.pick("ช่องทางที่", "channel"),
        })
    }
}

impl Say for Step {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => out.write_str(key),
            Self::Item(list, number, name) => {
                say!(lang, out, "{list} {number}", "{list} {number}", list, number = Count(*number))?;
                if name.is_empty() { Ok(()) } else { write!(out, " ({name})") }
            }
        }
    }
}

impl Say for PlanPlace {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        say!(lang, out, "บรรทัด {line}", "line {line}", line = Count::of(self.line))?;
        self.steps.iter().try_for_each(|step| write!(out, "{}{}", lang.pick(" ", ", "), Said(step, lang)))
    }
}

/// A key without the numbers of its items: `districts[2].name` → `districts.name`.
pub(super) fn plain(key: &str) -> String {
    key.split('.').map(|part| part.split('[').next().unwrap_or_default()).collect::<Vec<_>>().join(".")
}

/// Calls `see` with every key of the plan and what stands there, and with every item of a list.
pub(super) fn walk<'t>(tree: &'t DeTable<'t>, see: &mut impl FnMut(&str, usize, &'t Spanned<DeValue<'t>>)) {
    walk_table("", tree, see);
}

fn walk_table<'t>(parent: &str, table: &'t DeTable<'t>, see: &mut impl FnMut(&str, usize, &'t Spanned<DeValue<'t>>)) {
    for (name, value) in table.iter() {
        let key = if parent.is_empty() { name.get_ref().to_string() } else { format!("{parent}.{}", name.get_ref()) };
        walk_value(&key, name.span().start, value, see);
    }
}

fn walk_value<'t>(
    key: &str,
    offset: usize,
    value: &'t Spanned<DeValue<'t>>,
    see: &mut impl FnMut(&str, usize, &'t Spanned<DeValue<'t>>),
) {
    see(key, offset, value);
    match value.get_ref() {
        DeValue::Table(table) => walk_table(key, table, see),
        DeValue::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk_value(&format!("{key}[{i}]"), item.span().start, item, see);
            }
        }
        _ => {}
    }
}

/// The place of every key of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Places {
    lines: BTreeMap<String, usize>,
    names: BTreeMap<String, String>,
}

impl Places {
    pub fn of(text: &str, tree: &DeTable<'_>) -> Self {
        let lines = Lines::of(text);
        let mut places = Self::default();
        walk(tree, &mut |key, offset, value| {
            places.lines.insert(key.to_owned(), lines.at(offset));
            if let (Some(item), Some(name)) = (key.strip_suffix("].name"), value.get_ref().as_str()) {
                places.names.insert(format!("{item}]"), shown(name));
            }
        });
        places
    }

    /// The place of a key, there or not.
    pub fn place(&self, key: &str) -> PlanPlace {
        let mut known = key;
        let line = loop {
            match (self.lines.get(known), known.rfind(['.', '['])) {
                (Some(line), _) => break *line,
                (None, Some(parent)) => known = &known[..parent],
                (None, None) => break 1,
            }
        };
        PlanPlace { line, key: key.to_owned(), steps: self.steps(key) }
    }

    fn steps(&self, key: &str) -> Vec<Step> {
        let mut steps = Vec::new();
        let (mut so_far, mut keys) = (String::new(), Vec::new());
        for part in key.split('.') {
            let (name, items) = part.split_once('[').unwrap_or((part, ""));
            so_far += if so_far.is_empty() { "" } else { "." };
            so_far += name;
            keys.push(name);
            for number in items.split(['[', ']']).filter_map(|number| number.parse::<u64>().ok()) {
                let list = List::at(&plain(&so_far));
                so_far += &format!("[{number}]");
                let words = std::mem::take(&mut keys);
                if list == List::Others && !words.is_empty() {
                    steps.push(Step::Key(words.join(".")));
                }
                steps.push(Step::Item(list, number.saturating_add(1), self.names.get(&so_far).cloned().unwrap_or_default()));
            }
        }
        if !keys.is_empty() {
            steps.push(Step::Key(keys.join(".")));
        }
        steps
    }
}

/// The place of a line.
pub(super) fn line_place(line: usize) -> PlanPlace {
    PlanPlace { line, key: String::new(), steps: Vec::new() }
}

/// Where the lines of a text begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// A line, by its number from 1.
    pub fn text<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let start = self.0.get(line - 1).copied().unwrap_or(text.len());
        &text[start..self.0.get(line).copied().unwrap_or(text.len())]
    }

    /// The line of an offset, from 1.
    pub fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}

/// What stands in the plan as a sentence can show it: one line, not long, nothing that steers a terminal.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default().trim_end();
    let plain: String = line.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() > MOST || line.len() < text.trim().len() { plain + "…" } else { plain }
}
