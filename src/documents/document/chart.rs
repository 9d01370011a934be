//! A chart of the table that carries it: it names columns and holds no figure of its own, so the two never disagree.

use super::{Cell, Row, RowKind, Table, Value};

/// A bar chart of achieved against target below its table, one group of bars for each body row.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its caption and alternative text.
    pub title: String,
    /// The table's column that names the groups: the districts.
    pub labels: usize,
    /// Bars of each group.
    pub series: Vec<Series>,
    /// What the value axis counts: กลุ่ม/ราย.
    pub unit: String,
}

/// One colour of bars.
#[derive(Clone, Debug)]
pub struct Series {
    /// In the legend: เป้าหมาย.
    pub name: String,
    /// The table's column of counts.
    pub column: usize,
}

impl Chart {
    /// The name of each group, from `table`, which carries the chart.
    pub fn labels(&self, table: &Table) -> Vec<String> {
        cells(table, self.labels).map(|cell| cell.map(|cell| cell.value.shown()).unwrap_or_default()).collect()
    }

    /// The bar of `series` in each group, in the order of [`Self::labels`]; 0 where the cell is no count.
    pub fn values(&self, table: &Table, series: &Series) -> Vec<i64> {
        let count = |cell: Option<&Cell>| if let Some(Value::Integer(count)) = cell.map(|cell| &cell.value) { *count } else { 0 };
        cells(table, series.column).map(count).collect()
    }
}

/// The cell of `column` in each body row that is printed.
fn cells(table: &Table, column: usize) -> impl Iterator<Item = Option<&Cell>> {
    table.printed_rows().filter(|row| row.kind == RowKind::Body).map(move |row| cell(row, column))
}

/// The cell of `row` that begins at `column`.
fn cell(row: &Row, column: usize) -> Option<&Cell> {
    let mut next = 0_usize;
    row.cells.iter().find(|cell| {
        let first = next;
        next = first.saturating_add(cell.colspan.max(1));
        first == column
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Align, Cut};
    use super::*;
    use crate::documents::table::{body, column, count, text, total};

    #[test]
    fn a_chart_draws_the_body_rows_that_are_printed() {
        let row = |name: &str, figure: i64| body(vec![count(1), text(name), count(figure)]);
        let mut table = Table {
            caption: String::new(),
            show_caption: false,
            columns: (0..3).map(|_| column(1.0, Align::Left)).collect(),
            heading: Vec::new(),
            rows: vec![row("จุน", 3), row("ปง", 4), total(vec![text("รวม").over(2), count(7)])],
            ..Table::default()
        };
        let series = |column| Series { name: "ผลงาน".into(), column };
        let chart = Chart { title: String::new(), labels: 1, series: vec![series(2)], unit: String::new() };
        assert_eq!(chart.labels(&table), ["จุน", "ปง"]);
        assert_eq!([chart.values(&table, &series(2)), chart.values(&table, &series(9))], [[3, 4], [0, 0]]);
        table.cut = Some(Cut { rows: 1, words: String::new() });
        assert_eq!((chart.labels(&table), chart.values(&table, &series(2))), (vec!["จุน".into()], vec![3]));
    }
}
