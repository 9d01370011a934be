//! Heading rows: one to three rows whose cells, alone or joined downwards, mean the columns of a form.

use std::collections::{BTreeMap, BTreeSet};

use super::super::raw::{RawRow, RawSheet, RawValue};
use super::super::values::{is_figure, words};
use super::merges::Merges;
use super::qualifiers::{Qualifier, qualifier};
use crate::columns::{CoverField, Form, ValueKind, activity, listing};

/// Rows a heading may take.
const TALLEST: usize = 3;
/// Characters of the longest text that is looked at: a heading takes a line or three.
const LONGEST: usize = 300;
/// Different texts looked at in one workbook; a sheet that holds more without a figure is no report.
const TEXTS: usize = 60_000;

/// A heading found.
#[derive(Debug)]
pub(super) struct Heading {
    /// Whose.
    pub form: Form,
    /// Its first sheet row.
    pub first_row: u32,
    /// Its last.
    pub last_row: u32,
    /// The sheet column of each of the form's columns.
    pub columns: Vec<Option<u32>>,
    /// Form columns whose heading stands more than once, with the second place.
    pub twice: Vec<(usize, u32)>,
    /// Form columns of figures for which no one column of the sheet is surely the month's, with the first place.
    pub unclear: Vec<(usize, u32)>,
}

impl Heading {
    /// Whether every required column of the form was found.
    pub fn is_whole(&self) -> bool {
        self.form.columns().iter().zip(&self.columns).all(|(column, at)| !column.required || at.is_some())
    }
}

/// What texts mean as headings, remembered: a workbook repeats most of its texts.
#[derive(Default)]
pub(super) struct Meanings(BTreeMap<String, [Option<(usize, usize)>; 2]>);

impl Meanings {
    /// The column of `form` that a text means, and how surely.
    fn of(&mut self, form: Form, text: &str) -> Option<(usize, usize)> {
        if let Some(known) = self.0.get(text) {
            return known[form as usize];
        }
        if self.0.len() >= TEXTS {
            return None;
        }
        let meaning = Form::ALL.map(|form| form.column_of(text));
        self.0.insert(text.to_owned(), meaning);
        meaning[form as usize]
    }

    fn is_heading(&mut self, text: &str) -> bool {
        Form::ALL.into_iter().any(|form| self.of(form, text).is_some())
    }
}

/// A text of a row that may be part of a heading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    text: String,
    /// Whether it stands over several columns.
    group: bool,
}

/// The texts of a row by column.
type Line = BTreeMap<u32, Piece>;

/// Every heading of the sheet, from the top.
pub(super) fn find(sheet: &RawSheet, merges: &Merges<'_>, meanings: &mut Meanings) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut at = 0;
    while at < sheet.rows.len() {
        match best_at(sheet, merges, meanings, at) {
            Some((heading, height)) => {
                headings.push(heading);
                at += height;
            }
            None => at += 1,
        }
    }
    headings
}

/// What stands over each column of a heading, from the top, each text once.
pub(super) fn texts(sheet: &RawSheet, merges: &Merges<'_>, heading: &Heading) -> BTreeMap<u32, String> {
    let from = sheet.rows.partition_point(|row| row.number < heading.first_row);
    let to = sheet.rows.partition_point(|row| row.number <= heading.last_row);
    let mut texts: BTreeMap<u32, String> = BTreeMap::new();
    for (column, piece) in sheet.rows[from..to].iter().filter_map(|row| line(merges, row)).flatten() {
        let over = texts.entry(column).or_default();
        if !over.is_empty() && *over != piece.text {
            over.push(' ');
            over.push_str(&piece.text);
        } else {
            *over = piece.text;
        }
    }
    texts
}

/// A row's texts by column, a merged cell's under each column it covers; `None` for a row that cannot be part of a heading.
fn line(merges: &Merges<'_>, row: &RawRow) -> Option<Line> {
    if row.cells.iter().any(|(_, value)| is_figure(value)) {
        return None;
    }
    let mut line = Line::new();
    for (column, value) in &row.cells {
        let RawValue::Text(text) = value else { continue };
        if text.chars().nth(LONGEST).is_some() {
            continue;
        }
        let last = merges.at(row.number, *column).map_or(*column, |span| span.last_col.min(column + 30));
        let piece = Piece { text: words(value), group: last > *column };
        line.extend((*column..=last).map(|covered| (covered, piece.clone())));
    }
    Some(line)
}

/// The best heading that starts in the row at index `at`, with the number of rows it takes.
fn best_at(sheet: &RawSheet, merges: &Merges<'_>, meanings: &mut Meanings, at: usize) -> Option<(Heading, usize)> {
    // A title merged over the whole table is a row of one text: no heading starts there.
    let mut window = vec![line(merges, &sheet.rows[at])?];
    let distinct: BTreeSet<&str> = window[0].values().map(|piece| piece.text.as_str()).collect();
    if distinct.len() < 2 || is_cover_line(&distinct) {
        return None;
    }
    let mut best: Option<((usize, usize), Heading, usize)> = None;
    let first = sheet.rows[at].number;
    for height in 1..=TALLEST {
        if height > window.len() {
            let Some(next) = sheet.rows.get(at + height - 1).and_then(|row| line(merges, row)) else { break };
            window.push(next);
        }
        let last = sheet.rows[at + height - 1].number;
        // The rows of one heading stand next to each other, or a merged cell holds them together.
        let held_together = || {
            (last - first) as usize <= TALLEST
                && window[0].keys().any(|column| merges.at(first, *column).is_some_and(|span| span.last_row >= last))
        };
        if (last - first) as usize != height - 1 && !held_together() {
            break;
        }
        // Three columns, of which two at least say by themselves what they are: cheap to see, and rare in a row of data.
        if window.iter().flat_map(BTreeMap::values).filter(|piece| meanings.is_heading(&piece.text)).count() < 2 {
            continue;
        }
        for form in Form::ALL {
            let mut assigned = assign(form, &window, meanings);
            assigned.twice.retain(|(column, at)| assigned.columns[*column].is_none_or(|kept| !is_one_cell(&window, kept, *at)));
            let matched = assigned.columns.iter().flatten().count();
            let required = form.columns().iter().zip(&assigned.columns).filter(|(column, at)| column.required && at.is_some());
            let score = (required.count(), matched + assigned.unclear.len());
            let better = |other: &(usize, usize)| score > *other || (score == *other && only_divides(&window));
            if is_heading(form, &assigned.columns, matched) && best.as_ref().is_none_or(|(other, _, _)| better(other)) {
                let Assigned { columns, twice, unclear } = assigned;
                best = Some((score, Heading { form, first_row: first, last_row: last, columns, twice, unclear }, height));
            }
        }
    }
    best.map(|(_, heading, height)| (heading, height))
}

/// Whether the last row stands only below cells that reach over several columns: it divides them and is no row of data.
fn only_divides(window: &[Line]) -> bool {
    let [above @ .., last] = window else { return false };
    !above.is_empty() && last.keys().all(|column| above.iter().any(|line| line.get(column).is_some_and(|piece| piece.group)))
}

/// Labels of the cover with their values, just above a heading.
fn is_cover_line(texts: &BTreeSet<&str>) -> bool {
    let label = |text: &&&str| text.split([':', '：']).next().is_some_and(|text| CoverField::of_label(text).is_some());
    let labels = texts.iter().filter(label).count();
    labels >= 2 || (labels == 1 && texts.len() <= 2)
}

/// Three columns, one of which no other table would have.
fn is_heading(form: Form, columns: &[Option<u32>], matched: usize) -> bool {
    let has = |column: usize| columns[column].is_some();
    let own = match form {
        Form::Activities => has(activity::PARTICIPANTS) || has(activity::BUDGET) || (has(activity::NAME) && has(activity::DATE)),
        Form::Listings => has(listing::CHANNEL) || (has(listing::REGISTRATION) && has(listing::NAME) && has(listing::DATE)),
    };
    matched >= 3 && own
}

/// Which sheet column means each form column.
struct Assigned {
    columns: Vec<Option<u32>>,
    twice: Vec<(usize, u32)>,
    unclear: Vec<(usize, u32)>,
}

/// A sheet column that may be a form column: how near it is to the month's own figures, how surely its words mean it.
type Claim = (Qualifier, usize, u32);

fn assign(form: Form, window: &[Line], meanings: &mut Meanings) -> Assigned {
    let mut claims: Vec<Vec<Claim>> = vec![Vec::new(); form.columns().len()];
    let columns: BTreeSet<u32> = window.iter().flat_map(|line| line.keys().copied()).collect();
    for at in columns {
        let pieces: Vec<&Piece> = window.iter().filter_map(|line| line.get(&at)).collect();
        if let Some((column, score)) = meaning(form, &pieces, meanings) {
            let of_figures = matches!(form.columns()[column].kind, ValueKind::Money | ValueKind::Count);
            let near = if of_figures { qualifier(pieces.iter().map(|piece| piece.text.as_str())) } else { Qualifier::None };
            claims[column].push((near, score, at));
        }
    }
    let mut assigned = Assigned { columns: Vec::new(), twice: Vec::new(), unclear: Vec::new() };
    for (column, claims) in claims.iter().enumerate() {
        let best = claims.iter().max_by_key(|(near, score, at)| (*near, *score, std::cmp::Reverse(*at)));
        let Some((near, score, at)) = best.copied() else {
            assigned.columns.push(None);
            continue;
        };
        // What was carried over, aimed at or added up over months is not the month's.
        if near == Qualifier::Other {
            assigned.unclear.push((column, at));
            assigned.columns.push(None);
            continue;
        }
        let rivals = claims.iter().filter(|claim| claim.2 != at && (claim.0, claim.1) == (near, score));
        assigned.twice.extend(rivals.map(|(_, _, at)| (column, *at)));
        assigned.columns.push(Some(at));
    }
    assigned
}

/// The form column that the pieces of a heading in one sheet column mean, from the top. The lowest names it and those above
/// only group; joined, they may spell one name; a group over a mere เดือนนี้ or ผล lends it its own.
fn meaning(form: Form, pieces: &[&Piece], meanings: &mut Meanings) -> Option<(usize, usize)> {
    let [above @ .., lowest] = pieces else { return None };
    let joined = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
    let alone = meanings.of(form, &lowest.text);
    let mut candidates = vec![alone, meanings.of(form, &joined)];
    if let Some(top) = above.first()
        && (!top.group || (alone.is_none() && qualifier([lowest.text.as_str()]) != Qualifier::None))
    {
        candidates.push(meanings.of(form, &top.text));
    }
    candidates.into_iter().flatten().max_by_key(|(_, score)| *score)
}

/// Whether two columns stand under the very same cells, merged over both.
fn is_one_cell(window: &[Line], first: u32, second: u32) -> bool {
    let both = |line: &Line| (line.get(&first).cloned(), line.get(&second).cloned());
    window.iter().map(both).all(|(a, b)| a == b) && window.iter().any(|line| line.get(&first).is_some_and(|piece| piece.group))
}
