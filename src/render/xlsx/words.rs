//! What is not a table: `label : value` lines, the formula as a fraction, places to sign.

use rust_xlsxwriter::XlsxError;

use super::canvas::{Canvas, Content, Piece};
use super::measure::{MARGIN, Ruler};
use super::style::{Style, TEXT_SIZE};
use crate::documents::document::{Align, Field, Fraction, Signature};

/// Room for the colon between label and value, as a share of the page.
const COLON: f64 = 0.02;

/// Where the fraction begins and ends, as shares of the page; its factor stands after it.
const FRACTION: [f64; 4] = [0.0, 0.06, 0.84, 1.0];

/// A line to write on, where a name is not known yet.
const DOTS: &str = "............................................";

/// The edges of a block of fields on a page `page` points wide: label, colon, then the parts of the values.
pub(super) fn field_cuts(fields: &[Field], page: f64, ruler: &Ruler) -> Vec<f64> {
    let width = |text: &String, bold| ruler.width(text, TEXT_SIZE, bold) * 1.05 + MARGIN;
    let label = fields.iter().map(|field| width(&field.label, true)).fold(0.0, f64::max) / page;
    let value = label.clamp(0.1, 0.3) + COLON;
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
    }
    let centred = || Style::text(Align::Center);
    let Some(spans) = canvas.grid.split(&FRACTION) else {
        canvas.line(&fraction.numerator, centred().underlined())?;
        return canvas.line(&format!("{} {}", fraction.denominator, fraction.factor).trim_end().to_owned(), centred());
    };
    let top = canvas.next_row();
    let factor = Piece { span: spans[2], content: Content::Text(&fraction.factor), style: Style::text(Align::Left) };
    canvas.put(top, top + 1, &factor)?;
    canvas.row(&[Piece { span: spans[1], content: Content::Text(&fraction.numerator), style: centred().underlined() }])?;
    canvas.row(&[Piece { span: spans[1], content: Content::Text(&fraction.denominator), style: centred() }])
}

/// The edges of `count` signatures side by side.
pub(super) fn signature_cuts(count: usize) -> Vec<f64> {
    (0..=count).map(|index| index as f64 / count.max(1) as f64).collect()
}

/// Writes places to sign side by side. Each is one cell of several lines, since no page break goes through a row.
pub(super) fn draw_signatures(canvas: &mut Canvas, signatures: &[Signature]) -> Result<(), XlsxError> {
    let texts = signatures.iter().map(|signature| {
        let or_dots = |text: &str| if text.trim().is_empty() { DOTS.to_owned() } else { text.to_owned() };
        let (name, position) = (or_dots(&signature.name), or_dots(&signature.position));
        Content::Words(format!("\nลงชื่อ {DOTS} {}\n( {name} )\nตำแหน่ง {position}", signature.role))
    });
    match canvas.grid.split(&signature_cuts(signatures.len())) {
        Some(spans) => {
            let style = Style::text(Align::Center);
            let pieces: Vec<_> =
                spans.into_iter().zip(texts).map(|(span, content)| Piece { span, content, style: style.clone() }).collect();
            canvas.row(&pieces)
        }
        None => texts.into_iter().try_for_each(|content| {
            canvas.row(&[Piece { span: canvas.grid.all(), content, style: Style::text(Align::Center) }])
        }),
    }
}
