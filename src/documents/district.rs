//! district-<geocode>: แบบสรุปผลการปฏิบัติราชการรายบุคคล, between พัฒนาการจังหวัด and พัฒนาการอำเภอ; and all of them in a packet.

use serde_json::json;

use super::columns::{self, Columns};
use super::document::Align::{Center, Left, Right};
use super::document::{Apart, Block, Cell, Document, Field, Orientation, Packet, Part, Signature, Table};
use super::table::{count, dash, day, money, text, verbatim};
use super::words::{Page, WordsError};
use super::{DocumentContext, cut, draft, status_key};
use crate::aggregate::{CountedOperator, DistrictTotals, MonthRoundYear};
use crate::month::CompiledMonth;
use crate::thai::calendar::Month;
use crate::thai::digits::integer;
use crate::validate::{Activity, Report};

const FILE: &str = "district.toml";

/// The month's sheet of each district.
pub(super) fn documents(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Vec<Document>, WordsError> {
    let sheet = |district| Sheet::of(context, compiled, district).document();
    compiled.totals.districts.iter().map(sheet).collect()
}

/// Every district's sheet, each on pages of its own, and each a file of its own.
pub(super) fn packet(context: &DocumentContext<'_>, compiled: &CompiledMonth, sheets: &[Document]) -> Result<Packet, WordsError> {
    let part = |sheet: &Document| Part::Documents { documents: vec![sheet.on_paper()], label: None };
    let words = context.words.page(FILE, &context.month_values(compiled));
    let mut apart = Vec::with_capacity(sheets.len());
    for (part, (sheet, district)) in sheets.iter().zip(&compiled.totals.districts).enumerate() {
        let title = words.with("district", &district.name).text("apart")?;
        apart.push(Apart { part, id: sheet.id.clone(), title, district: sheet.district.clone() });
    }
    let (id, title) = ("packet-districts".to_owned(), words.text("packet")?);
    Ok(Packet { id, title, district: None, parts: sheets.iter().map(part).collect(), apart })
}

/// A district's sheet, being written.
struct Sheet<'a> {
    context: &'a DocumentContext<'a>,
    compiled: &'a CompiledMonth,
    district: &'a DistrictTotals,
    id: String,
    words: Page<'a>,
}

/// A line of the district's figures.
struct Achieved {
    /// The key of its words.
    what: &'static str,
    /// Of the year and of the round; of baht there are none.
    targets: Option<[u32; 2]>,
    /// In the month, in the round and in the year, both up to the month.
    done: [Cell; 3],
}

/// The district's report of a month.
struct Reported<'a> {
    month: Month,
    report: &'a Report,
}

impl<'a> Sheet<'a> {
    fn of(context: &'a DocumentContext<'a>, compiled: &'a CompiledMonth, district: &'a DistrictTotals) -> Self {
        let mut values = context.month_values(compiled);
        let round = compiled.totals.round;
        values["district"] = json!(district.name);
        values["span"] = json!({ "first": round.first.thai(), "last": round.last.thai() });
        let words = context.words.page(FILE, &values);
        Self { context, compiled, district, id: format!("district-{}", district.geocode), words }
    }

    fn document(&self) -> Result<Document, WordsError> {
        let blocks = vec![
            Block::Fields(self.fields()?),
            Block::Table(self.figures()?),
            Block::Table(self.reports()?),
            Block::Table(self.activities()?),
            Block::Table(self.operators()?),
            Block::Signatures(self.signatures()?),
        ];
        Ok(Document {
            id: self.id.clone(),
            district: Some(self.district.geocode.clone()),
            title: self.words.lines("title")?,
            sheet: self.words.text("sheet")?,
            orientation: Orientation::Portrait,
            draft: draft::reasons_of(self.context, self.compiled, self.district)?,
            blocks,
        })
    }

    fn fields(&self) -> Result<Vec<Field>, WordsError> {
        let field = |key: &str| {
            let value = self.words.text(&format!("fields.{key}_value"))?;
            Ok(Field { label: self.words.text(&format!("fields.{key}"))?, values: vec![vec![value]] })
        };
        ["assessed", "assessor", "round", "month"].into_iter().map(field).collect()
    }

    fn figures(&self) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, Achieved>;
        let target = |row: &Achieved, i: usize| row.targets.map_or_else(dash, |targets| count(targets[i]));
        let list = vec![
            Column::word("what", 3.4, Left, |row| row.what),
            Column::new("year", 1.0, Center, move |row| target(row, 0)).under("target"),
            Column::new("round", 1.0, Center, move |row| target(row, 1)).under("target"),
            Column::new("month", 1.3, Right, |row| row.done[0].clone()).under("done"),
            Column::new("round", 1.3, Right, |row| row.done[1].clone()).under("done"),
            Column::new("year", 1.3, Right, |row| row.done[2].clone()).under("done"),
            Column::percent("round", 1.2, "done.round", "target.round").under("percent").without_total(),
            Column::percent("year", 1.2, "done.year", "target.year").under("percent").without_total(),
        ];
        let figures = &self.district.figures;
        let targets = figures.targets;
        let round = self.compiled.totals.round.number;
        let rows = [
            Achieved {
                what: "figures.activities",
                targets: Some([targets.activities_year, targets.activities_round(round)]),
                done: each(&figures.activities, count),
            },
            Achieved {
                what: "figures.operators",
                targets: Some([targets.online_year, targets.online_round(round)]),
                done: each(&figures.operators, count),
            },
            Achieved { what: "figures.sales_activities", targets: None, done: each(&figures.sales_activities, money) },
            Achieved { what: "figures.sales_online", targets: None, done: each(&figures.sales_online, money) },
        ];
        Ok(Table { whole: true, ..Columns::new(&self.words, "figures.", list).filled("figures.caption", &rows)? })
    }

    /// The reports of the round's months so far.
    fn reports(&self) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, Reported<'a>>;
        let round = self.compiled.totals.round;
        let of_round = self.compiled.validated.reports.iter().filter(|(month, _)| round.contains(**month));
        let own = of_round.filter_map(|(month, reports)| Some((*month, reports.get(self.district.id.index())?)));
        let rows: Vec<Reported<'_>> = own.map(|(month, report)| Reported { month, report }).collect();
        let on_time = rows.iter().filter(|row| row.report.is_on_time()).count();
        let counted = [("on_time", on_time), ("months", rows.len())];
        let words = counted.iter().fold(self.words.clone(), |words, (name, count)| words.with(name, &integer(*count as i64)));
        let list = vec![
            Column::new("month", 2.0, Left, |row| text(row.month.thai())),
            Column::new("due", 1.6, Center, |row| day(self.context.plan.deadline(row.month))),
            Column::new("reported", 1.6, Center, |row| row.report.reported_on.map_or_else(dash, day)),
            Column::word("status", 2.4, Center, |row| status_key(row.report.status, row.report.late)),
        ];
        let table = Columns::new(&words, "reports.", list).filled("reports.caption", &rows)?;
        Ok(Table { whole: true, ..table })
    }

    fn activities(&self) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, &'a Activity>;
        let list = vec![
            Column::number(0.6),
            Column::new("date", 1.5, Center, |row| if row.span.is_empty() { day(row.date) } else { verbatim(&row.span) }),
            Column::new("name", 4.0, Left, |row| verbatim(&row.name)),
            Column::new("venue", 2.2, Left, |row| verbatim(&row.venue)),
            Column::new("participants", 1.6, Center, |row| count(row.participants)).summed(),
            Column::new("sales", 1.5, Right, |row| money(row.sales)).summed(),
        ];
        let round = self.compiled.totals.round;
        let is_own = |row: &&Activity| row.district == self.district.id && round.contains(row.month);
        let rows: Vec<&Activity> = self.compiled.validated.activities.iter().filter(is_own).collect();
        let words = self.words.with("count", &integer(rows.len() as i64));
        let table = Columns::new(&words, "activities.", list).filled("activities.caption", &rows)?;
        cut::cut_share(self.context, &self.id, Table { when_empty: words.text("activities.empty")?, ..table })
    }

    fn operators(&self) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, &'a CountedOperator>;
        let list = vec![
            Column::number(0.6),
            Column::new("registration", 1.7, Center, |row| verbatim(&row.registration)),
            Column::new("name", 3.6, Left, |row| verbatim(&row.name)),
            Column::new("channels", 2.4, Left, |row| verbatim(&row.channels.join(", "))),
            Column::new("counted", 1.2, Center, |row| text(row.month.thai_short())),
            Column::new("sales", 1.7, Right, |row| money(row.sales)).summed(),
        ];
        let round = self.compiled.totals.round;
        let is_own = |row: &&CountedOperator| row.district == self.district.id && round.contains(row.month);
        let mut rows: Vec<&CountedOperator> = self.compiled.totals.operators.iter().filter(is_own).collect();
        // In the order in which they came; the totals have the month's first.
        rows.sort_by_key(|row| row.month);
        let words = self.words.with("count", &integer(rows.len() as i64));
        let table = Columns::new(&words, "operators.", list).filled("operators.caption", &rows)?;
        cut::cut_share(self.context, &self.id, Table { when_empty: words.text("operators.empty")?, ..table })
    }

    /// Places for who is assessed and who assesses; the plan knows the positions, not the people.
    fn signatures(&self) -> Result<Vec<Signature>, WordsError> {
        let signature = |key: &str| {
            let position = self.words.text(&format!("fields.{key}_value"))?;
            Ok(Signature { role: self.words.text(&format!("fields.{key}"))?, name: String::new(), position })
        };
        ["assessed", "assessor"].into_iter().map(signature).collect()
    }
}

/// The month's, the round's and the year's.
fn each<T: Copy>(figure: &MonthRoundYear<T>, cell: impl Fn(T) -> Cell) -> [Cell; 3] {
    [&figure.month, &figure.round, &figure.year].map(|figure| cell(figure.value))
}
