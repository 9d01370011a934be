//! Achieved against target as a native chart that reads the figures from cells.

use rust_xlsxwriter::{
    Chart as Bars, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, Worksheet, XlsxError,
};

use super::style::{FONT, INTEGER, TEXT_SIZE, TITLE_SIZE};
use super::table::{Place, cells};
use crate::documents::document::{Align, Cell, Chart, Column, HeadCell, Row, RowKind, Table, Value};

/// Height of the chart and of its row, in points.
pub(super) const HEIGHT: f64 = 270.0;

/// Bar fills, one for each series in turn: they differ in print as well.
const FILLS: [u32; 4] = [0xBF_BF_BF, 0x1F_4E_79, 0x7F_9F_C0, 0x59_59_59];

/// Where a table holds a chart's figures: rows `first..=last`, the labels' column, the column of each series.
#[derive(Debug, PartialEq)]
pub(super) struct Source {
    first: usize,
    last: usize,
    labels: usize,
    series: Vec<usize>,
}

/// Finds the figures of `chart` in `table`: its labels below each other, and beside them a column for each series, by
/// preference the one whose heading names it.
pub(super) fn source(chart: &Chart, table: &Table) -> Option<Source> {
    let last_offset = chart.labels.len().checked_sub(1)?;
    let columns = table.columns.len();
    let value = |row: usize, column: usize| {
        cells(table.rows.get(row)?, columns).find_map(|(first, _, cell)| (first == column).then_some(&cell.value))
    };
    let holds = |row: usize, column: usize, wanted: &Value| match (value(row, column), wanted) {
        (Some(Value::Text(found) | Value::Verbatim(found)), Value::Text(wanted)) => found == wanted,
        (found, wanted) => found == Some(wanted),
    };
    let runs = |first: usize, column: usize, wanted: &mut dyn Iterator<Item = Value>| {
        (first..).zip(wanted).all(|(row, wanted)| holds(row, column, &wanted))
    };
    let labelled = |first: usize, column: usize| runs(first, column, &mut chart.labels.iter().cloned().map(Value::Text));
    let (first, labels) = (0..table.rows.len())
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .find(|(row, column)| labelled(*row, *column))?;
    let names = column_names(table);
    let series = chart.series.iter().map(|series| {
        let holding = |column: &usize| {
            series.values.len() == chart.labels.len()
                && runs(first, *column, &mut series.values.iter().copied().map(Value::Integer))
        };
        let found: Vec<usize> = (0..columns).filter(holding).collect();
        found.iter().find(|column| names[**column].contains(&series.name)).or(found.first()).copied()
    });
    Some(Source { first, last: first + last_offset, labels, series: series.collect::<Option<_>>()? })
}

/// The heading words above each column, roughly: a heading of several columns names the first of them.
fn column_names(table: &Table) -> Vec<String> {
    let mut names = vec![String::new(); table.columns.len()];
    for row in &table.heading {
        let mut column = 0;
        for cell in row {
            if let Some(name) = names.get_mut(column) {
                name.push_str(&cell.text);
            }
            column = usize::saturating_add(column, cell.colspan.max(1));
        }
    }
    names
}

/// A table of the figures of `chart`, where no table of the document holds them.
pub(super) fn data_table(chart: &Chart) -> Table {
    let head = |text: &str| HeadCell { text: text.to_owned(), verbatim: false, colspan: 1, rowspan: 1 };
    let cell = |value| Cell { value, formula: None, colspan: 1, align: None };
    let figure = |values: &[i64], row: usize| values.get(row).map_or(Value::Empty, |value| Value::Integer(*value));
    let row = |(index, label): (usize, &String)| Row {
        kind: RowKind::Body,
        cells: std::iter::once(cell(Value::Text(label.clone())))
            .chain(chart.series.iter().map(|series| cell(figure(&series.values, index))))
            .collect(),
    };
    Table {
        caption: chart.title.clone(),
        show_caption: false,
        columns: std::iter::once(Column { width: 2.0, align: Align::Left })
            .chain(chart.series.iter().map(|_| Column { width: 1.0, align: Align::Right }))
            .collect(),
        heading: vec![std::iter::once(head("")).chain(chart.series.iter().map(|series| head(&series.name))).collect()],
        rows: chart.labels.iter().enumerate().map(row).collect(),
        when_empty: String::new(),
        cut: None,
    }
}

/// Puts `chart` over row `row` of `sheet`, `width` pixels wide, reading the cells of `source` in the table at `place`.
pub(super) fn insert(
    sheet: &mut Worksheet,
    row: u32,
    width: u32,
    chart: &Chart,
    source: &Source,
    place: &Place,
) -> Result<(), XlsxError> {
    let range = |column| {
        let (top, column_of) = place.cell(source.first, column)?;
        let (bottom, _) = place.cell(source.last, column)?;
        Some((place.sheet.as_str(), top, column_of, bottom, column_of))
    };
    let mut bars = Bars::new_column();
    for (index, series) in chart.series.iter().enumerate() {
        let (Some(labels), Some(values)) = (range(source.labels), source.series.get(index).and_then(|column| range(*column)))
        else {
            continue;
        };
        let mut label = ChartDataLabel::new();
        label
            .show_value()
            .set_position(ChartDataLabelPosition::OutsideEnd)
            .set_num_format(INTEGER)
            .set_font(&font(TEXT_SIZE, false));
        let mut fill = ChartFormat::new();
        fill.set_solid_fill(ChartSolidFill::new().set_color(FILLS[index % FILLS.len()]))
            .set_border(ChartLine::new().set_color(0x40_40_40));
        bars.add_series()
            .set_name(series.name.as_str())
            .set_categories(labels)
            .set_values(values)
            .set_format(&mut fill)
            .set_data_label(&label)
            .set_gap(60)
            .set_overlap(0);
    }
    dress(&mut bars, chart);
    let height = (HEIGHT / 0.75) as u32 - 8;
    bars.set_width(width.saturating_sub(8)).set_height(height).set_alt_text(&chart.title);
    sheet.insert_chart_with_offset(row, 0, &bars, 4, 4)?;
    Ok(())
}

/// Title, axes and legend, in the government's font and Thai numerals.
fn dress(bars: &mut Bars, chart: &Chart) {
    bars.title().set_name(chart.title.as_str()).set_font(&font(TITLE_SIZE, true));
    bars.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(TEXT_SIZE, false));
    bars.x_axis().set_font(&font(TEXT_SIZE, false));
    let most = chart.series.iter().flat_map(|series| &series.values).copied().max().unwrap_or(0).max(1);
    bars.y_axis()
        .set_name(chart.unit.as_str())
        .set_name_font(&font(TEXT_SIZE, false))
        .set_font(&font(TEXT_SIZE, false))
        .set_num_format(INTEGER)
        .set_min(0)
        .set_major_unit(step(most) as f64)
        .set_major_gridlines_line(ChartLine::new().set_color(0xD9_D9_D9));
}

/// The distance of the marks on an axis up to `most`: a round whole number, so that no mark is a fraction.
fn step(most: i64) -> i64 {
    let mut unit: i64 = 1;
    loop {
        for step in [unit, unit.saturating_mul(2), unit.saturating_mul(5)] {
            if most / step < 8 {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

fn font(size: f64, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    if bold {
        font.set_bold()
    } else {
        font.unset_bold()
    };
    font
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_few() {
        assert_eq!([0, 1, 7, 8, 42, 193, 983, i64::MAX].map(step)[..7], [1, 1, 1, 2, 10, 50, 200]);
    }

    #[test]
    fn a_chart_finds_its_figures_in_a_table_or_brings_its_own() {
        let series =
            |name: &str, values: [i64; 2]| crate::documents::document::Series { name: name.into(), values: values.into() };
        let chart = Chart {
            title: "ผล".into(),
            labels: vec!["จุน".into(), "ปง".into()],
            series: vec![series("เป้าหมาย", [3, 3]), series("ผลงาน", [3, 3])],
            unit: "ราย".into(),
        };
        let mut table = data_table(&chart);
        assert_eq!(source(&chart, &table), Some(Source { first: 0, last: 1, labels: 0, series: vec![1, 2] }));
        table.rows.swap(0, 1);
        assert_eq!(source(&chart, &table), None);
    }
}
