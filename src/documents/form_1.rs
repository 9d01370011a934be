//! form-1-activities: แบบรายงานสรุปผล เกณฑ์ข้อที่ ๑, the districts' activities, then every activity of the month.

use super::columns::{self, Columns};
use super::document::Align::{Center, Left, Right};
use super::document::{Block, Cell, Document, Orientation, Signature, Table};
use super::table::{count, day, money, text, verbatim};
use super::words::{Page, WordsError};
use super::{DocumentContext, cut, draft, status_key};
use crate::aggregate::DistrictTotals;
use crate::month::CompiledMonth;
use crate::validate::Activity;

const ID: &str = "form-1-activities";
const FILE: &str = "form-1-activities.toml";

/// The month's form 1.
pub(super) fn document(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Document, WordsError> {
    let words = context.words.page(FILE, &context.month_values(compiled));
    let blocks = vec![
        Block::Table(
            district_columns(&words, compiled.totals.round.number).filled("districts.caption", &compiled.totals.districts)?,
        ),
        Block::Table(activities(context, &words, &compiled.totals.activities)?),
        Block::Signatures(signatures(&words)?),
    ];
    form(&words, draft::reasons(context, compiled)?, blocks)
}

/// Places for ผู้รายงาน and ผู้ตรวจสอบ.
pub(super) fn signatures(words: &Page<'_>) -> Result<Vec<Signature>, WordsError> {
    let signature = |key: &str| Ok(Signature { role: words.text(key)?, name: String::new(), position: String::new() });
    ["signature.reporter", "signature.checker"].into_iter().map(signature).collect()
}

fn form(words: &Page<'_>, draft: Option<Vec<String>>, blocks: Vec<Block>) -> Result<Document, WordsError> {
    Ok(Document {
        id: ID.to_owned(),
        district: None,
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Landscape,
        draft,
        blocks,
    })
}

fn district_columns<'a>(words: &'a Page<'a>, round: u8) -> Columns<'a, DistrictTotals> {
    type Column<'a> = columns::Column<'a, DistrictTotals>;
    let list = vec![
        Column::number(0.6),
        Column::district(1.7, |row| text(&*row.name)),
        Column::new("target_year", 0.9, Center, |row| count(row.figures.targets.activities_year)).under("target").summed(),
        Column::new("target_round", 1.3, Center, move |row| count(row.figures.targets.activities_round(round)))
            .under("target")
            .summed(),
        Column::new("month", 0.9, Center, |row| count(row.figures.activities.month.value)).under("done").summed(),
        Column::new("round", 0.9, Center, |row| count(row.figures.activities.round.value)).under("done").summed(),
        Column::new("year", 1.0, Center, |row| count(row.figures.activities.year.value)).under("done").summed(),
        Column::percent("percent", 1.2, "done.year", "target.target_year"),
        Column::new("participants", 1.6, Center, |row| count(row.figures.participants.month.value)).summed(),
        Column::new("month", 1.4, Right, |row| money(row.figures.sales_activities.month.value)).under("sales").summed(),
        Column::new("year", 1.4, Right, |row| money(row.figures.sales_activities.year.value)).under("sales").summed(),
        Column::word("status", 2.0, Center, |row| status_key(row.status, row.late)),
    ];
    Columns::new(words, "districts.", list)
}

fn activity_columns<'a>(context: &'a DocumentContext<'_>, words: &'a Page<'a>) -> Columns<'a, Activity> {
    type Column<'a> = columns::Column<'a, Activity>;
    let list = vec![
        Column::number(0.6),
        Column::district(1.5, |row| text(&*context.plan[row.district].name)),
        Column::new("date", 1.4, Center, |row| if row.span.is_empty() { day(row.date) } else { verbatim(&row.span) }),
        Column::new("name", 3.2, Left, |row| verbatim(&row.name)),
        Column::new("venue", 2.2, Left, |row| verbatim(&row.venue)),
        Column::new("subdistrict", 1.2, Left, |row| verbatim(&row.subdistrict)),
        Column::new("supporter", 1.9, Left, |row| verbatim(&row.supporter)),
        Column::new("participants", 1.5, Center, |row| count(row.participants)).summed(),
        Column::new("sales", 1.5, Right, |row| money(row.sales)).summed(),
        Column::new("note", 2.2, Left, note),
    ];
    Columns::new(words, "activities.", list)
}

/// The evidence, and below it the note.
fn note(activity: &Activity) -> Cell {
    let lines = [&*activity.evidence, &*activity.note].into_iter().filter(|text| !text.is_empty());
    verbatim(&lines.collect::<Vec<_>>().join("\n"))
}

fn activities(context: &DocumentContext<'_>, words: &Page<'_>, activities: &[Activity]) -> Result<Table, WordsError> {
    let table = activity_columns(context, words).filled("activities.caption", activities)?;
    cut::cut(context, ID, Table { when_empty: words.text("activities.empty")?, ..table })
}
