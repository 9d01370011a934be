//! Achieved against target as a native chart that reads the figures from cells.

use rust_xlsxwriter::{
    Chart as Bars, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, XlsxError,
};

use super::canvas::Canvas;
use super::position::TablePosition;
use super::style::{FONT, INTEGER, TEXT_SIZE, TITLE_SIZE};
use crate::documents::document::{Chart, Row, RowKind, Table};

/// Height of the chart and of its row, in points.
const HEIGHT: f64 = 270.0;

/// Bar fills, one for each series in turn: they differ in print as well.
const FILLS: [u32; 4] = [0xBF_BF_BF, 0x1F_4E_79, 0x7F_9F_C0, 0x59_59_59];

/// Draws `chart` below what is there, as wide as the page, reading the cells of its `table`, which stands at `place`.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, table: &Table, place: &TablePosition) -> Result<(), XlsxError> {
    let is_body = |row: &Row| row.kind == RowKind::Body;
    let body = table.rows.iter().position(is_body).zip(table.rows.iter().rposition(is_body));
    let range = |column| {
        let (first, last) = body?;
        let (top, column_of) = place.cell(first, column)?;
        let (bottom, _) = place.cell(last, column)?;
        Some((place.sheet.as_str(), top, column_of, bottom, column_of))
    };
    let series = chart.series.iter().filter_map(|series| Some((series, range(chart.labels)?, range(series.column)?)));
    let series: Vec<_> = series.collect();
    // Excel opens no chart without a bar.
    if series.is_empty() {
        return Ok(());
    }
    let mut bars = Bars::new_column();
    for (index, (series, labels, values)) in series.into_iter().enumerate() {
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
    dress(&mut bars, chart, table);
    let (width, height) = (canvas.grid.pixels(canvas.grid.all()), (HEIGHT / 0.75) as u32);
    bars.set_width(width.saturating_sub(8)).set_height(height - 8).set_alt_text(&chart.title);
    let row = canvas.next_row();
    canvas.sheet.insert_chart_with_offset(row, 0, &bars, 4, 4)?;
    canvas.gap(HEIGHT)
}

/// Title, axes and legend, in the government's font and Thai numerals.
fn dress(bars: &mut Bars, chart: &Chart, table: &Table) {
    bars.title().set_name(chart.title.as_str()).set_font(&font(TITLE_SIZE, true));
    bars.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(TEXT_SIZE, false));
    bars.x_axis().set_font(&font(TEXT_SIZE, false));
    let most = chart.series.iter().flat_map(|series| chart.values(table, series)).max().unwrap_or(0).max(1);
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
}
