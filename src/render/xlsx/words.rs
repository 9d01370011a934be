//! What is not a table: `label : value` lines, the formula as a fraction, places to sign.

use rust_xlsxwriter::XlsxError;

use super::canvas::{Canvas, Content, Piece};
use super::grid::ColumnRange;
use super::measure::Ruler;
use super::style::{Style, TEXT_SIZE};
use crate::documents::document::{Align, Field, Fraction, Signature};

/// Room for the colon between label and value, as a share of the page.
const COLON: f64 = 0.02;

/// Where the fraction begins and ends, as shares of the page; its factor stands after it.
const FRACTION: [f64; 4] = [0.0, 0.06, 0.84, 1.0];

/// How many dots make a line to write on.
const MIN_DOTS: usize = 12;
const MAX_DOTS: usize = 48;

/// The edges of a block of fields on a page `page` points wide: label, colon, then the parts of the values.
pub(super) fn field_cuts(fields: &[Field], page: f64, ruler: &Ruler) -> Vec<f64> {
    let width = |text: &String, bold| ruler.cell(text, TEXT_SIZE, bold);
    let label = fields.iter().map(|field| width(&field.label, true)).fold(0.0, f64::max) / page;
    let has_parts = fields.iter().any(|field| field.values.iter().any(|values| values.len() > 1));
    let value = label.clamp(0.1, if has_parts { 0.3 } else { 0.42 }) + COLON;
    let mut parts: Vec<f64> = Vec::new();
    for values in fields.iter().flat_map(|field| &field.values).filter(|values| values.len() > 1) {
        parts.resize(parts.len().max(values.len()), 0.0);
        parts.iter_mut().zip(values).for_each(|(part, text)| *part = part.max(width(text, false)));
    }
    let all: f64 = parts.iter().sum();
    let mut right = 0.0;
    let edges = parts.iter().take(parts.len().saturating_sub(1)).map(|part| {
        right += part;
        value + (1.0 - value) * right / all
    });
    [0.0, value - COLON, value].into_iter().chain(edges).chain([1.0]).collect()
}

/// Writes `label : value` lines, each part of a value in a column of its own where the worksheet's columns allow it.
pub(super) fn draw_fields(canvas: &mut Canvas, fields: &[Field], page: f64) -> Result<(), XlsxError> {
    let cuts = field_cuts(fields, page, canvas.ruler);
    let spans = if canvas.grid.is_free() { canvas.grid.split(&cuts) } else { None };
    let narrow = canvas.grid.split(&[0.0, cuts[2], 1.0]);
    let none = [Vec::new()];
    for field in fields {
        let values = if field.values.is_empty() { &none[..] } else { &field.values };
        for (index, value) in values.iter().enumerate() {
            let label = if index == 0 { field.label.as_str() } else { "" };
            let colon = if label.is_empty() { "" } else { ":" };
            match (&spans, &narrow) {
                (Some(spans), _) => {
                    let mut pieces = vec![
                        Piece { span: spans[0], content: Content::Text(label), style: Style::label().at_top() },
                        Piece { span: spans[1], content: Content::Text(colon), style: Style::text(Align::Center).at_top() },
                    ];
                    for (part, text) in value.iter().enumerate() {
                        let Some(mut span) = spans.get(2 + part).copied() else { break };
                        if part + 1 == value.len() {
                            span.last = canvas.grid.all().last;
                        }
                        pieces.push(Piece { span, content: Content::Text(text), style: Style::text(Align::Left).at_top() });
                    }
                    canvas.row(&pieces)?;
                }
                (None, Some(spans)) => canvas.row(&[
                    Piece { span: spans[0], content: Content::Words(format!("{label} {colon}")), style: Style::label().at_top() },
                    Piece { span: spans[1], content: Content::Words(value.join("  ")), style: Style::text(Align::Left).at_top() },
                ])?,
                (None, None) => canvas.line(&format!("{label} {colon} {}", value.join("  ")), Style::text(Align::Left))?,
            }
        }
    }
    Ok(())
}

/// The edges of a fraction.
pub(super) fn fraction_cuts() -> Vec<f64> {
    FRACTION.to_vec()
}

/// Writes the label, then numerator over denominator with a line between, the factor beside both.
pub(super) fn draw_fraction(canvas: &mut Canvas, fraction: &Fraction) -> Result<(), XlsxError> {
    if !fraction.label.is_empty() {
        canvas.line(&fraction.label, Style::heading())?;
        canvas.keep_with_next();
    }
    let centred = || Style::text(Align::Center);
    let Some(spans) = canvas.grid.split(&FRACTION) else {
        canvas.line(&fraction.numerator, centred().over_line())?;
        canvas.keep_with_next();
        return canvas.line(format!("{} {}", fraction.denominator, fraction.factor).trim_end(), centred());
    };
    let top = canvas.next_row();
    let factor = Piece { span: spans[2], content: Content::Text(&fraction.factor), style: Style::text(Align::Left) };
    canvas.put(top, top + 1, &factor)?;
    canvas.row(&[Piece { span: spans[1], content: Content::Text(&fraction.numerator), style: centred().over_line() }])?;
    canvas.keep_with_next();
    canvas.row(&[Piece { span: spans[1], content: Content::Text(&fraction.denominator), style: centred().at_top() }])
}

/// The edges of `count` signatures side by side.
pub(super) fn signature_cuts(count: usize) -> Vec<f64> {
    (0..=count).map(|index| index as f64 / count.max(1) as f64).collect()
}

/// Writes places to sign side by side. Each is one cell of several lines, since no page break goes through a row.
pub(super) fn draw_signatures(canvas: &mut Canvas, signatures: &[Signature]) -> Result<(), XlsxError> {
    match canvas.grid.split(&signature_cuts(signatures.len())) {
        Some(spans) => {
            let texts: Vec<_> =
                signatures.iter().zip(&spans).map(|(signature, span)| to_sign(canvas, signature, *span)).collect();
            let piece = |(span, text)| Piece { span, content: Content::Words(text), style: Style::text(Align::Center) };
            let pieces: Vec<_> = spans.into_iter().zip(texts).map(piece).collect();
            canvas.row(&pieces)
        }
        None => signatures.iter().try_for_each(|signature| {
            let text = to_sign(canvas, signature, canvas.grid.all());
            canvas.line(&text, Style::text(Align::Center))
        }),
    }
}

/// The lines of a place to sign, with as many dots as the cell's width allows.
fn to_sign(canvas: &Canvas, signature: &Signature, span: ColumnRange) -> String {
    let fits = |dots: &usize| {
        let line = format!("ลงชื่อ {} {}", ".".repeat(*dots), signature.role);
        canvas.ruler.cell(&line, TEXT_SIZE, false) <= canvas.grid.points(span)
    };
    let dots = ".".repeat((MIN_DOTS..=MAX_DOTS).rev().find(fits).unwrap_or(MIN_DOTS));
    let name = if signature.name.trim().is_empty() { &dots } else { &signature.name };
    let position =
        if signature.position.trim().is_empty() { &format!("ตำแหน่ง {dots}") } else { &signature.position };
    format!("\nลงชื่อ {dots} {}\n({name})\n{position}", signature.role)
}
