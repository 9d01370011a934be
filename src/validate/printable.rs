//! Words that paper cannot show as they stand: no typeface has a character of them, and its code point is printed.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

use super::{Activity, Context, Listing, Workbook, in_row};
use crate::columns::{Form, activity, listing};
use crate::district::DistrictId;
use crate::finding::{Finding, Place, Problem};
use crate::submission::layout::{FormTable, Part};
use crate::thai::calendar::Month;
use crate::thai::text::loose_key;

/// Characters that a finding names; the cell shows the others.
const NAMED: usize = 5;

/// Looks at every cell whose words are printed: those of each activity, those of each operator's first listing, and each
/// channel where an operator first uses it.
pub(super) fn check(
    context: &Context<'_>,
    workbooks: &[Workbook],
    activities: &[Activity],
    listings: &[Listing],
) -> Vec<Finding> {
    let mut printed = Printed { context, tables: tables(workbooks), findings: Vec::new() };
    for row in activities {
        printed.activity(row);
    }
    let (mut operators, mut numbered, mut channels) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for row in listings {
        let cells = [(listing::NAME, &row.name), (listing::OPERATOR_TYPE, &row.operator_type), (listing::PRODUCT, &row.product)];
        if operators.insert(&row.operator) {
            cells.into_iter().for_each(|(column, text)| printed.cell(row.into(), column, text));
        }
        if !row.registration.is_empty() && numbered.insert(&row.operator) {
            printed.cell(row.into(), listing::REGISTRATION, &row.registration);
        }
        // Few channels lack a character; only they need be told apart.
        if !(context.lacking)(&row.channel).is_empty() && channels.insert((&row.operator, loose_key(&row.channel))) {
            printed.cell(row.into(), listing::CHANNEL, &row.channel);
        }
    }
    printed.findings
}

/// The tables of the workbooks in use, by file and form.
type Tables<'a> = BTreeMap<(&'a str, Form), &'a FormTable>;

fn tables(workbooks: &[Workbook]) -> Tables<'_> {
    let mut found = Tables::new();
    for workbook in workbooks {
        let tables = workbook.layout.iter().flat_map(|layout| &layout.tables);
        found.extend(tables.map(|(form, table)| ((&*workbook.file, *form), table)));
    }
    found
}

/// Whose row it is, of which month, and where.
#[derive(Clone, Copy)]
struct At<'a> {
    form: Form,
    district: DistrictId,
    month: Month,
    place: &'a Place,
}

impl<'a> From<&'a Listing> for At<'a> {
    fn from(row: &'a Listing) -> Self {
        Self { form: Form::Listings, district: row.district, month: row.month, place: &row.at }
    }
}

struct Printed<'a> {
    context: &'a Context<'a>,
    tables: Tables<'a>,
    findings: Vec<Finding>,
}

impl Printed<'_> {
    fn activity(&mut self, row: &Activity) {
        let at = At { form: Form::Activities, district: row.district, month: row.month, place: &row.at };
        let cells = [
            (activity::DATE, &row.span),
            (activity::NAME, &row.name),
            (activity::PLACE, &row.venue),
            (activity::SUBDISTRICT, &row.subdistrict),
            (activity::SUPPORTER, &row.supporter),
            (activity::EVIDENCE, &row.evidence),
            (activity::NOTE, &row.note),
        ];
        cells.into_iter().for_each(|(column, text)| self.cell(at, column, text));
    }

    fn cell(&mut self, at: At<'_>, column: usize, text: &str) {
        let lacking = (self.context.lacking)(text);
        if lacking.is_empty() {
            return;
        }
        let table = at.place.file.as_deref().and_then(|file| self.tables.get(&(file, at.form)));
        // The row stands in the block whose column of names holds its name.
        let part = table.zip(at.place.cell).and_then(|(table, name)| {
            let here =
                |part: &&Part| part.sheet.sheet == at.place.sheet && part.columns[at.form.name_column()] == Some(name.column);
            Some((table.parts.iter().find(here)?.columns[column]?, name.row))
        });
        let place = part.map_or_else(|| at.place.clone(), |(at_column, row)| at.place.at(row, at_column));
        let named = |name: fn(char) -> String| {
            let more = if lacking.len() > NAMED { " …" } else { "" };
            lacking.iter().take(NAMED).map(|c| name(*c)).collect::<Vec<_>>().join(", ") + more
        };
        let problem = Problem::GlyphMissing { characters: named(character), printed: named(code_point) };
        self.findings.push(in_row(at.district, at.month, problem, place).value(text));
    }
}

/// `♥ (U+2665)`; a mark on a dotted circle.
fn character(c: char) -> String {
    let carrier = if is_combining_mark(c) { "◌" } else { "" };
    format!("{carrier}{c} (U+{:04X})", u32::from(c))
}

fn code_point(c: char) -> String {
    format!("[U+{:04X}]", u32::from(c))
}
