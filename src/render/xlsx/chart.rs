//! Achieved against target as a native chart that reads the figures from cells.

use rust_xlsxwriter::{
    Chart as Bars, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLayout,
    ChartLegendPosition, ChartLine, ChartSolidFill, XlsxError,
};

use super::canvas::Canvas;
use super::position::TablePosition;
use super::style::{FONT, INTEGER, TEXT_SIZE, TITLE_SIZE};
use crate::documents::document::{Chart, Row, RowKind, Table};

/// Above and below the bars, in points: the title; the marks of the axis, what they count, and the legend.
const ABOVE: f64 = 42.0;
const BELOW: f64 = 84.0;

/// Height of a group of bars, in points: of one bar, and of what parts it from the next group.
const BAR: f64 = 11.0;
const PARTING: f64 = 6.0;

/// The least height of a group, in points, by which a page holds thirty-two; and that to which one is made lower for the
/// chart to stand on one page with its table.
const LOWEST: f64 = 14.0;
const LOWERED: f64 = 19.0;

/// Left on the chart's page, in points: for places to sign, and for a heading that repeats.
const BESIDE: f64 = 140.0;

/// Parts of the chart's width: what names may take, a margin left of them, and room for the figure behind the longest bar.
const NAMES: f64 = 0.45;
const MARGIN: f64 = 0.02;
const FIGURE: f64 = 0.06;

/// No row is higher than this, in points; the chart stands on as many as it needs.
const ROW: f64 = 400.0;

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
    let size = Size::of(chart, table, canvas);
    let mut bars = Bars::new_bar();
    for (index, (series, labels, values)) in series.into_iter().enumerate() {
        let mut label = ChartDataLabel::new();
        label
            .show_value()
            .set_position(ChartDataLabelPosition::OutsideEnd)
            .set_num_format(INTEGER)
            .set_font(&font(size.figures, false));
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
    dress(&mut bars, chart, table, &size);
    bars.set_width(size.width).set_height((size.height / 0.75) as u32 - 8).set_alt_text(&chart.title);
    let row = canvas.next_row();
    canvas.sheet.insert_chart_with_offset(row, 0, &bars, 4, 4)?;
    let rows = (size.height / ROW).ceil().max(1.0);
    for index in 0..rows as u32 {
        if index > 0 {
            canvas.keep_with_next();
        }
        canvas.gap(size.height / rows)?;
    }
    Ok(())
}

/// How large a chart is and what is in it.
struct Size {
    /// In pixels.
    width: u32,
    /// Of its rows, in points.
    height: f64,
    /// Of all groups of bars, in points.
    groups: f64,
    /// The part of its width that names take.
    names: f64,
    /// Type sizes of names and figures, in points.
    name: f64,
    figures: f64,
}

impl Size {
    /// As high as the groups of `table` need, at most a page of `canvas`; lower if it then stands below what is there.
    fn of(chart: &Chart, table: &Table, canvas: &Canvas) -> Self {
        let labels = chart.labels(table);
        let (count, bars) = (labels.len().max(1) as f64, chart.series.len().max(1) as f64);
        let page = canvas.page - ABOVE - BELOW - BESIDE;
        let below = (page - canvas.heights().iter().sum::<f64>()) / count;
        let group = (bars * BAR + PARTING).min(page / count).max(LOWEST);
        let group = if below >= LOWERED { group.min(below) } else { group };
        // Digits and letters fill less than two thirds of a line of their size.
        let (name, figures) = ((group / 1.34).floor().min(TEXT_SIZE), (group / (bars + 0.6) * 1.4).floor().clamp(9.0, 12.0));
        let width = canvas.grid.pixels(canvas.grid.all()).saturating_sub(8);
        let widest = labels.iter().map(|label| canvas.ruler.cell(label, name, false)).fold(0.0, f64::max) / 0.75;
        let names = (widest / f64::from(width.max(1))).min(NAMES);
        Self { width, height: group * count + ABOVE + BELOW, groups: group * count, names, name, figures }
    }
}

/// Title, axes and legend, in the government's font and Thai numerals. The first row of the table is on top.
fn dress(bars: &mut Bars, chart: &Chart, table: &Table, size: &Size) {
    bars.title().set_name(chart.title.as_str()).set_font(&font(TITLE_SIZE, true));
    bars.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(TEXT_SIZE, false));
    let plot = ChartLayout::new()
        .set_offset(MARGIN + size.names, ABOVE / size.height)
        .set_dimensions(1.0 - 2.0 * MARGIN - size.names - FIGURE, size.groups / size.height);
    bars.plot_area().set_layout(&plot);
    bars.y_axis().set_font(&font(size.name, false)).set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_interval(1);
    let most = chart.series.iter().flat_map(|series| chart.values(table, series)).max().unwrap_or(0).max(1);
    let step = step(most);
    bars.x_axis()
        .set_name(chart.unit.as_str())
        .set_name_font(&font(TEXT_SIZE, false))
        .set_font(&font(TEXT_SIZE, false))
        .set_num_format(INTEGER)
        .set_min(0)
        .set_max((most / step).saturating_add(1).saturating_mul(step) as f64)
        .set_major_unit(step as f64)
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
