//! Marked text in parts: what stays on one line, and what gives way where it is too wide for its line.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::{JOIN, OPEN, SOFT, continues, hangs, is_mark, joins, leads};

/// Knows where lines of other scripts may end; in marked Thai the marks decide.
static RULES: LineSegmenterBorrowed<'static> = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// `text` on one line, come what may: a day, a telephone number.
pub fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (i, c) in text.chars().enumerate() {
        if i > 0 && !hangs(c) && c != 'ำ' {
            out.push(JOIN);
        }
        out.push(c);
    }
    out
}

/// The parts of marked text that stay on one line however narrow it is, without the spaces at their ends.
pub fn pieces(marked: &str) -> impl Iterator<Item = &str> {
    spans(marked).flat_map(|span| span.split(SOFT)).map(str::trim_end)
}

/// `text` cut where `marked`, the same with marks, says that a line may end: the parts of each piece, of which it has several
/// where it gives way.
pub(super) fn cut<'t>(text: &'t str, marked: &str, own: impl Fn(usize) -> usize) -> Vec<Vec<&'t str>> {
    let mut cut = Vec::new();
    let mut start = 0;
    for end in RULES.segment_str(marked).filter(|&end| end > 0) {
        let soft = marked[start..end].match_indices(SOFT).map(|(at, _)| start + at);
        let places: Vec<usize> = [start].into_iter().chain(soft).chain([end]).map(&own).collect();
        cut.push(places.windows(2).map(|place| &text[place[0]..place[1]]).collect());
        start = end;
    }
    cut
}

/// The parts of marked text between two places where a line may end. A link counts as one: Typst breaks it its own way.
pub fn spans(marked: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = RULES.segment_str(marked).filter(|&end| end > 0);
    ends.filter_map(move |end| {
        let piece = &marked[start..end];
        let link = piece.contains("://") || piece.starts_with("www.");
        if link && end < marked.len() && !piece.ends_with([' ', OPEN, '\n']) {
            return None;
        }
        start = end;
        Some(piece)
    })
}

/// Marked text in which nothing that stays on one line is wider than `limit`; `width` measures in the unit of `limit`.
///
/// What is wider parts where it may, then after its own punctuation, and where that is not enough, between any two letters.
pub fn fit(marked: &str, limit: f64, width: impl Fn(&str) -> f64) -> String {
    let mut out = String::with_capacity(marked.len());
    for span in spans(marked) {
        for (i, piece) in parted(span, limit, &width).iter().enumerate() {
            if i > 0 && !out.ends_with(OPEN) {
                out.push(OPEN);
            }
            fit_piece(piece, limit, &width, &mut out);
        }
    }
    out
}

/// `span` with its soft places joined, in as many parts as it takes for each to be within `limit`: the last ones stay
/// together as far as they can.
fn parted(span: &str, limit: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in span.rsplit(SOFT) {
        match parts.last_mut() {
            Some(last) if width(&format!("{part}{last}")) <= limit => *last = format!("{part}{JOIN}{last}"),
            _ => parts.push(part.to_owned()),
        }
    }
    parts.reverse();
    parts
}

fn fit_piece(piece: &str, limit: f64, width: impl Fn(&str) -> f64, out: &mut String) {
    if width(piece.trim_end()) <= limit {
        out.push_str(piece);
        return;
    }
    for part in piece.split_inclusive(['/', '-', '.', '_', '?', '&', '=', ',', '@']) {
        if width(part.trim_end()) <= limit {
            out.push_str(part);
        } else {
            spread(part, out);
        }
        out.push(OPEN);
    }
}

/// Appends `piece` with a line end allowed after every cluster.
fn spread(piece: &str, out: &mut String) {
    for (i, c) in piece.chars().filter(|&c| !is_mark(c)).enumerate() {
        if i > 0 && !continues(c) && !joins(c) && !matches!(c, 'ๆ' | 'ฯ' | ' ') && !out.ends_with(leads) {
            out.push(OPEN);
        }
        out.push(c);
    }
}
