//! A table as one list: each column once, with its heading, its width, its alignment and how its cells are got.

use rust_decimal::Decimal;

use super::document::Series;
use super::document::{Align, Cell, Formula, HeadCell, Row, Table, Value};
use super::table::{body, cell, column, count, dash, empty, head, percent, text, total, verbatim_head};
use super::words::{Page, WordsError};

/// The columns of a table whose rows are `R`s.
pub(super) struct Columns<'a, R> {
    words: &'a Page<'a>,
    /// Where the words of its headings are: `districts.`, or blank for the top of the file.
    section: &'static str,
    list: Vec<Column<'a, R>>,
}

/// One column. Others name it by the key of its heading, below a group's heading by both: `done.year`.
pub(super) struct Column<'a, R> {
    heading: Heading,
    group: Option<&'static str>,
    width: f64,
    align: Align,
    content: Content<'a, R>,
    total: Total,
}

/// The words above a column.
enum Heading {
    /// At this key of the table's section.
    Key(&'static str),
    /// At this key of the words that tables share.
    Shared(&'static str),
    /// The program's own, which no template has: a month.
    Own(String),
    /// A clerk's own.
    Verbatim(String),
}

/// How the cell of a row is got.
enum Content<'a, R> {
    /// The row's number, from 1.
    Number,
    /// From the row.
    Cell(Box<dyn Fn(&R) -> Cell + 'a>),
    /// The text at a key.
    Word(Box<dyn Fn(&R) -> &'static str + 'a>),
    /// A column as a percentage of another, never rounded up to one of the row's thresholds.
    Percent { part: &'static str, whole: &'static str, held_below: Thresholds<'a, R> },
    /// The columns below a shared heading, added up.
    Across(&'static str),
    /// A column less another.
    Minus { from: &'static str, less: &'static str },
}

/// The percentages that those of a row are never rounded up to; `None` for none.
type Thresholds<'a, R> = Option<Box<dyn Fn(&R) -> Vec<Decimal> + 'a>>;

/// What stands in the total row.
enum Total {
    /// Nothing; on the left, the words that name the row.
    Nothing,
    /// The sum of the column.
    Sum,
    /// The percentage of the two totals, by the rule of [`crate::score::shown_percent`] for these thresholds.
    Percent(Vec<Decimal>),
}

impl<'a, R> Column<'a, R> {
    /// A column under the heading at `key`, its cells got from rows by `of`.
    pub fn new(key: &'static str, width: f64, align: Align, of: impl Fn(&R) -> Cell + 'a) -> Self {
        Self::of(Heading::Key(key), width, align, Content::Cell(Box::new(of)))
    }

    /// The number of the row.
    pub fn number(width: f64) -> Self {
        Self::of(Heading::Shared("number"), width, Align::Center, Content::Number)
    }

    /// The district of the row.
    pub fn district(width: f64, of: impl Fn(&R) -> Cell + 'a) -> Self {
        Self::of(Heading::Shared("district"), width, Align::Left, Content::Cell(Box::new(of)))
    }

    /// Under a clerk's own words.
    pub fn verbatim(heading: String, width: f64, align: Align, of: impl Fn(&R) -> Cell + 'a) -> Self {
        Self::of(Heading::Verbatim(heading), width, align, Content::Cell(Box::new(of)))
    }

    /// The text at the key that `of` gives.
    pub fn word(key: &'static str, width: f64, align: Align, of: impl Fn(&R) -> &'static str + 'a) -> Self {
        Self::of(Heading::Key(key), width, align, Content::Word(Box::new(of)))
    }

    /// The counts of the column `part` as percentages of the column `whole`, both further left; a dash where one has no count.
    pub fn percent(key: &'static str, width: f64, part: &'static str, whole: &'static str) -> Self {
        let percent = Self::of(Heading::Key(key), width, Align::Center, Content::Percent { part, whole, held_below: None });
        Self { total: Total::Percent(Vec::new()), ..percent }
    }

    /// The same as [`Self::percent`], each never rounded up to one of the thresholds of its row, with nothing in the total row.
    pub fn judged_percent(
        key: &'static str,
        width: f64,
        part: &'static str,
        whole: &'static str,
        thresholds: impl Fn(&R) -> Vec<Decimal> + 'a,
    ) -> Self {
        let held_below: Thresholds<'a, R> = Some(Box::new(thresholds));
        Self::of(Heading::Key(key), width, Align::Center, Content::Percent { part, whole, held_below })
    }

    /// The counts of the columns below the heading `group`, which stand further left, added up.
    pub fn across(key: &'static str, width: f64, group: &'static str) -> Self {
        Self::of(Heading::Key(key), width, Align::Center, Content::Across(group))
    }

    /// The counts of the column `from` less those of the column `less`; both stand further left.
    pub fn minus(key: &'static str, width: f64, from: &'static str, less: &'static str) -> Self {
        Self::of(Heading::Key(key), width, Align::Center, Content::Minus { from, less })
    }

    fn of(heading: Heading, width: f64, align: Align, content: Content<'a, R>) -> Self {
        Self { heading, group: None, width, align, content, total: Total::Nothing }
    }

    /// The same under words of the program's own.
    pub fn headed(self, heading: String) -> Self {
        Self { heading: Heading::Own(heading), ..self }
    }

    /// The same below a heading that it shares with its neighbours.
    pub fn under(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    /// The same with its sum in the total row.
    pub fn summed(self) -> Self {
        Self { total: Total::Sum, ..self }
    }

    /// The same with nothing in the total row.
    pub fn without_total(self) -> Self {
        Self { total: Total::Nothing, ..self }
    }

    /// The same with the total's percentage never rounded up to one of `thresholds`.
    pub fn held_below(self, thresholds: Vec<Decimal>) -> Self {
        Self { total: Total::Percent(thresholds), ..self }
    }

    fn is_named(&self, name: &str) -> bool {
        let (Heading::Key(key) | Heading::Shared(key)) = self.heading else { return false };
        self.group.map_or_else(|| name == key, |group| name.split_once('.') == Some((group, key)))
    }
}

impl<'a, R> Columns<'a, R> {
    /// Columns from the left, their headings at keys of `section` in `words`.
    pub fn new(words: &'a Page<'a>, section: &'static str, list: Vec<Column<'a, R>>) -> Self {
        Self { words, section, list }
    }

    /// The table of `rows`, its caption at the key `caption`; below them a total, if there are rows and a column has one.
    pub fn filled(&self, caption: &str, rows: &[R]) -> Result<Table, WordsError> {
        let rows: Vec<Row> = (1_i64..).zip(rows).map(|(number, row)| self.row(number, row)).collect::<Result<_, _>>()?;
        let total = if rows.is_empty() || self.lead() == self.list.len() { None } else { Some(self.total(&rows)?) };
        self.table(caption, rows.into_iter().chain(total).collect())
    }

    /// A series of a chart: the column `name`, under the words of its heading.
    pub fn series(&self, name: &str) -> Result<Series, WordsError> {
        let column = self.position(name);
        Ok(Series { name: self.heading(&self.list[column], 1)?.text, column })
    }

    /// Where the column `name` stands.
    pub fn position(&self, name: &str) -> usize {
        self.list.iter().position(|column| column.is_named(name)).expect("a table names columns of its own")
    }

    fn table(&self, caption: &str, rows: Vec<Row>) -> Result<Table, WordsError> {
        Ok(Table {
            caption: self.words.text(caption)?,
            show_caption: true,
            columns: self.list.iter().map(|entry| column(entry.width, entry.align)).collect(),
            heading: self.headings()?,
            rows,
            ..Table::default()
        })
    }

    /// One row of headings, or two where columns share one.
    fn headings(&self) -> Result<Vec<Vec<HeadCell>>, WordsError> {
        let depth = if self.list.iter().any(|column| column.group.is_some()) { 2 } else { 1 };
        let mut rows = vec![Vec::new(); depth];
        for neighbours in self.list.chunk_by(|left, right| left.group.is_some() && left.group == right.group) {
            let lone = match neighbours[0].group {
                Some(group) => {
                    rows[0].push(head(self.word(group)?, neighbours.len(), 1));
                    1
                }
                None => depth,
            };
            for column in neighbours {
                rows[depth - lone].push(self.heading(column, lone)?);
            }
        }
        Ok(rows)
    }

    fn heading(&self, column: &Column<'_, R>, rowspan: usize) -> Result<HeadCell, WordsError> {
        Ok(match &column.heading {
            Heading::Key(key) => head(self.word(key)?, 1, rowspan),
            Heading::Shared(key) => head(self.words.text(key)?, 1, rowspan),
            Heading::Own(words) => head(words.clone(), 1, rowspan),
            Heading::Verbatim(words) => HeadCell { rowspan, ..verbatim_head(words) },
        })
    }

    fn word(&self, key: &str) -> Result<String, WordsError> {
        self.words.text(&format!("{}{key}", self.section))
    }

    fn row(&self, number: i64, row: &R) -> Result<Row, WordsError> {
        let mut cells = Vec::with_capacity(self.list.len());
        for column in &self.list {
            let cell = match &column.content {
                Content::Number => count(number),
                Content::Cell(of) => of(row),
                Content::Word(of) => text(self.words.text(of(row))?),
                Content::Percent { part, whole, held_below } => {
                    self.percent(&cells, part, whole, &held_below.as_ref().map(|of| of(row)).unwrap_or_default())
                }
                Content::Across(group) => self.across(&cells, group),
                Content::Minus { from, less } => self.minus(&cells, from, less),
            };
            cells.push(cell);
        }
        Ok(body(cells))
    }

    fn total(&self, rows: &[Row]) -> Result<Row, WordsError> {
        let mut cells = Vec::with_capacity(self.list.len());
        for (position, column) in self.list.iter().enumerate() {
            let cell = match (&column.total, &column.content) {
                (Total::Sum, _) => cell(sum(rows.iter().map(|row| &row.cells[position].value))).sum(rows.len()),
                (Total::Percent(thresholds), Content::Percent { part, whole, .. }) => {
                    self.percent(&cells, part, whole, thresholds)
                }
                _ => empty(),
            };
            cells.push(cell);
        }
        self.total_of(cells)
    }

    /// A total row of these cells, named across the columns on the left that have no total.
    fn total_of(&self, mut cells: Vec<Cell>) -> Result<Row, WordsError> {
        let lead = self.lead();
        cells.splice(..lead, [text(self.words.text("total")?).over(lead)]);
        Ok(total(cells))
    }

    /// How many columns on the left have no total.
    fn lead(&self) -> usize {
        self.list.iter().take_while(|column| matches!(column.total, Total::Nothing)).count()
    }

    fn percent(&self, cells: &[Cell], part: &str, whole: &str, thresholds: &[Decimal]) -> Cell {
        let (Some((part, part_count)), Some((whole, whole_count))) = (self.counted(cells, part), self.counted(cells, whole))
        else {
            return dash();
        };
        percent(part_count, whole_count, (part, whole), thresholds)
    }

    fn minus(&self, cells: &[Cell], from: &str, less: &str) -> Cell {
        let (Some((from, minuend)), Some((less, subtrahend))) = (self.counted(cells, from), self.counted(cells, less)) else {
            return dash();
        };
        Cell { formula: Some(Formula::Minus { from, less }), ..count(minuend - subtrahend) }
    }

    fn across(&self, cells: &[Cell], group: &str) -> Cell {
        let of_group = |column: &Column<'_, R>| column.group == Some(group);
        let first = self.list.iter().position(of_group).expect("a table names groups of its own");
        let last = first + self.list[first..].iter().take_while(|column| of_group(column)).count() - 1;
        let formula = Some(Formula::SumColumns { first, last });
        Cell { formula, ..cell(sum(cells[first..=last].iter().map(|cell| &cell.value))) }
    }

    /// Where the column `name` stands, and its count among `cells`, the row so far; `None` where it has none.
    fn counted(&self, cells: &[Cell], name: &str) -> Option<(usize, i64)> {
        let position = self.position(name);
        match cells.get(position).map(|cell| &cell.value) {
            Some(Value::Integer(count)) => Some((position, *count)),
            Some(_) => None,
            None => unreachable!("{name} stands on the left of what is computed from it"),
        }
    }
}

/// The sum of figures of one kind.
fn sum<'v>(figures: impl Iterator<Item = &'v Value>) -> Value {
    figures.fold(Value::Empty, |sum, figure| match (sum, figure) {
        (Value::Integer(sum), Value::Integer(figure)) => Value::Integer(sum + figure),
        (Value::Money(sum), Value::Money(figure)) => Value::Money(sum + figure),
        (Value::Empty, figure) => figure.clone(),
        (sum, _) => sum,
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::templates::Templates;

    /// Name, target, done.
    type District = (&'static str, i64, i64);

    fn columns<'a>(words: &'a Page<'a>) -> Columns<'a, District> {
        let list = vec![
            Column::number(1.0),
            Column::district(2.0, |row: &District| text(row.0)),
            Column::new("target", 1.0, Align::Center, |row: &District| count(row.1)).under("online").summed(),
            Column::new("done", 1.0, Align::Center, |row: &District| count(row.2)).under("online").summed(),
            Column::percent("percent", 1.0, "online.done", "online.target").held_below(vec![Decimal::from(100)]),
            Column::minus("activities", 1.0, "online.target", "online.done").summed(),
        ];
        Columns::new(words, "districts.", list)
    }

    #[test]
    fn columns_under_one_heading_are_added_across() -> Result<(), WordsError> {
        let words = Words::new(&Templates::default())?;
        let words = words.page("scorecard.toml", &());
        let list = vec![
            Column::district(2.0, |row: &District| text(row.0)),
            Column::new("target", 1.0, Align::Center, |row: &District| count(row.1))
                .headed("ม.ค.".into())
                .under("online")
                .summed(),
            Column::new("done", 1.0, Align::Center, |row: &District| count(row.2)).headed("ก.พ.".into()).under("online").summed(),
            Column::across("activities", 1.0, "online").summed(),
            Column::new("target", 1.0, Align::Center, |row: &District| if row.1 == 0 { dash() } else { count(row.1) }),
            Column::judged_percent("percent", 1.0, "activities", "target", |_| vec![Decimal::from(100)]),
        ];
        let table = Columns::new(&words, "districts.", list).filled("districts.percent", &[("จุน", 40_000, -1), ("ปง", 0, 3)])?;
        assert_eq!(
            shown(&table.rows[0]),
            ["จุน", "๔๐,๐๐๐", "-๑", "๓๙,๙๙๙", "๔๐,๐๐๐", "๙๙.๙๙"],
            "held below what it did not reach"
        );
        assert_eq!(table.rows[0].cells[3].formula, Some(Formula::SumColumns { first: 1, last: 2 }));
        assert_eq!(shown(&table.rows[1]), ["ปง", "๐", "๓", "๓", "-", "-"], "of no target there is no percentage");
        assert_eq!(shown(&table.rows[2]), ["รวมทั้งสิ้น", "๔๐,๐๐๐", "๒", "๔๐,๐๐๒", "", ""]);
        Ok(())
    }

    fn shown(row: &Row) -> Vec<String> {
        row.cells.iter().map(|cell| cell.value.shown()).collect()
    }

    #[test]
    fn headings_rows_and_total_come_from_one_list() -> Result<(), WordsError> {
        let words = Words::new(&Templates::default())?;
        let words = words.page("scorecard.toml", &());
        let table = columns(&words).filled("districts.percent", &[("จุน", 20_000, 19_999), ("ปง", 20_000, 20_000)])?;
        let heads = |row: &Vec<HeadCell>| row.iter().map(|cell| (cell.colspan, cell.rowspan)).collect::<Vec<_>>();
        assert_eq!(heads(&table.heading[0]), [(1, 2), (1, 2), (2, 1), (1, 2), (1, 2)]);
        assert_eq!(table.heading[1].iter().map(|cell| &*cell.text).collect::<Vec<_>>(), ["เป้าหมาย", "ผลงาน"]);
        assert_eq!(shown(&table.rows[0]), ["๑", "จุน", "๒๐,๐๐๐", "๑๙,๙๙๙", "๑๐๐.๐๐", "๑"]);
        assert_eq!(table.rows[0].cells[4].formula, Some(Formula::PercentOf { part: 3, whole: 2 }));
        assert_eq!(table.rows[1].cells[5].formula, Some(Formula::Minus { from: 2, less: 3 }));
        let total = &table.rows[2];
        assert_eq!(shown(total), ["รวมทั้งสิ้น", "๔๐,๐๐๐", "๓๙,๙๙๙", "๙๙.๙๙", "๑"]);
        assert_eq!((total.cells[0].colspan, &total.cells[3].formula), (2, &None));
        assert_eq!(total.cells[1].formula, Some(Formula::SumRows { first: 0, last: 1 }));
        assert!(columns(&words).filled("districts.percent", &[])?.rows.is_empty());
        Ok(())
    }
}
