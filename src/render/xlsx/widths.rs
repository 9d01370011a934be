//! How wide the columns of a table are, by what stands in them.

use super::figures;
use super::grid::share_out;
use super::measure::{MARGIN, Ruler};
use super::style::{INDENT, TEXT_SIZE};
use super::table::{cells, heads};
use crate::documents::document::{RowKind, Table, Value};

/// Pixels to the point.
const PIXELS: f64 = 1.0 / 0.75;

/// Of so many rows, spread over the table, the words are measured: the columns of a longer list suit the others as well.
const MEASURED: usize = 400;

/// What one word may claim of the page: the program's own in a heading, a name of the plan, a clerk's own in a cell and in a
/// heading.
const HEADING_WORD: f64 = 1.0 / 4.0;
const NAME: f64 = 1.0 / 5.0;
const CLERKS_WORD: f64 = 1.0 / 8.0;
const CLERKS_HEADING: f64 = 1.0 / 12.0;

/// The page that a table is laid out for, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// What its columns share out.
    pub(super) width: u32,
    /// What they may grow to before the page scaled to them is no longer legible.
    pub(super) widest: u32,
}

impl Page {
    /// Its width in points.
    pub(super) fn points(self) -> f64 {
        f64::from(self.width) / PIXELS
    }
}

/// What the cells of one column ask for, in pixels.
#[derive(Clone, Default)]
struct Claim {
    /// No less: figures would turn into `###`.
    figures: f64,
    /// No less, so that no word is broken, as long as the page is legible.
    words: f64,
    /// For every cell on one line.
    line: f64,
    /// How much there is to read in all of them.
    text: f64,
}

/// A cell's lines as they stand in its text, by their widths in pixels.
struct Words {
    column: usize,
    lines: Vec<f64>,
}

impl Words {
    /// How many lines they become in a cell `width` pixels wide.
    fn wrapped(&self, width: f64) -> f64 {
        let width = (width - (MARGIN + INDENT) * PIXELS).max(1.0);
        self.lines.iter().map(|line| (line / width).ceil().max(1.0)).sum()
    }
}

/// The width of each column in pixels. A column is never narrower than its figures or, as long as the page stays legible,
/// than its longest word. One that needs less than its share leaves the rest to those whose words run over.
pub(super) fn of(table: &Table, page: Page, ruler: &Ruler) -> Vec<u32> {
    let (claims, rows) = claims(table, page, ruler);
    let least = least(&claims, f64::from(page.widest));
    let shares = shares(table, &claims, f64::from(page.width));
    let columns: Vec<usize> = (0..claims.len()).filter(|&column| claims[column].text > 0.0).collect();
    let shares = shares.map_or_else(|shares| shares, |widths| lowered(widths, &columns, &least, &rows));
    share_out(page.width, &shares, &least)
}

/// The least width of each column; words give way where all together exceed `widest`.
fn least(claims: &[Claim], widest: f64) -> Vec<f64> {
    let figures: f64 = claims.iter().map(|claim| claim.figures).sum();
    let beyond: f64 = claims.iter().map(|claim| (claim.words - claim.figures).max(0.0)).sum();
    let part = if figures + beyond > widest { ((widest - figures) / beyond).max(0.0) } else { 1.0 };
    claims.iter().map(|claim| claim.figures + (claim.words - claim.figures).max(0.0) * part).collect()
}

/// Where words of some columns run over their share, what the cells of the others need, and for those the rest, by how
/// much there is to read in them; else, as an error, the share of each column as the table says.
fn shares(table: &Table, claims: &[Claim], width: f64) -> Result<Vec<f64>, Vec<f64>> {
    let share = |share: f64| if share.is_finite() && share > 0.0 { share } else { 1.0 };
    let all: f64 = table.columns.iter().map(|column| share(column.width)).sum();
    let shares: Vec<f64> = table.columns.iter().map(|column| share(column.width) / all * width).collect();
    let needs: Vec<f64> = claims.iter().map(|claim| claim.line.max(claim.words).max(claim.figures)).collect();
    let mut widths = needs.clone();
    let over: Vec<usize> =
        (0..shares.len()).filter(|&column| widths[column] > shares[column] && claims[column].text > 0.0).collect();
    if over.is_empty() {
        return Err(shares);
    }
    let weight = |column: usize| claims[column].text.sqrt();
    let mut open = over.clone();
    while !open.is_empty() {
        let taken: f64 = (0..widths.len()).filter(|column| !open.contains(column)).map(|column| widths[column]).sum();
        let unit = (width - taken).max(0.0) / open.iter().map(|&column| weight(column)).sum::<f64>();
        open.iter().for_each(|&column| widths[column] = (weight(column) * unit).min(needs[column]));
        let all = open.len();
        open.retain(|&column| widths[column] < needs[column]);
        if open.len() == all {
            break;
        }
    }
    Ok(widths)
}

/// Steps in which width is moved between columns, as parts of what they share.
const STEPS: [f64; 3] = [0.08, 0.04, 0.02];

/// The widths by which `rows` are lowest: from those of `columns` some is moved to another of them as long as that lowers
/// the rows.
fn lowered(mut widths: Vec<f64>, columns: &[usize], least: &[f64], rows: &[Vec<Words>]) -> Vec<f64> {
    let pool: f64 = columns.iter().map(|&column| widths[column]).sum();
    let mut best = height(rows, &widths);
    for step in STEPS.map(|step| step * pool) {
        let mut is_lower = true;
        while is_lower {
            is_lower = false;
            for (&from, &to) in columns.iter().flat_map(|from| columns.iter().map(move |to| (from, to))) {
                if from == to || widths[from] - step < least[from] {
                    continue;
                }
                widths[from] -= step;
                widths[to] += step;
                let height = height(rows, &widths);
                if height < best {
                    (best, is_lower) = (height, true);
                } else {
                    widths[from] += step;
                    widths[to] -= step;
                }
            }
        }
    }
    widths
}

/// The height of `rows` in lines.
fn height(rows: &[Vec<Words>], widths: &[f64]) -> f64 {
    rows.iter().map(|row| row.iter().map(|words| words.wrapped(widths[words.column])).fold(1.0, f64::max)).sum()
}

/// What each column asks for, and the words of the rows that were measured.
fn claims(table: &Table, page: Page, ruler: &Ruler) -> (Vec<Claim>, Vec<Vec<Words>>) {
    let columns = table.columns.len();
    let mut claims = vec![Claim::default(); columns];
    let mut rows = Vec::new();
    let every = table.rows.len().div_ceil(MEASURED).max(1);
    for (index, row) in table.rows.iter().enumerate() {
        let is_total = row.kind == RowKind::Total;
        let mut words = Vec::new();
        for (first, _, cell) in cells(row, columns).filter(|(first, end, _)| end - first == 1) {
            let claim = &mut claims[first];
            let (text, is_name, most) = match &cell.value {
                Value::Text(text) => (text, !text.contains([' ', '\n']), NAME),
                Value::Verbatim(text) => (text, false, CLERKS_WORD),
                figure => {
                    let printed =
                        figures::printed(figure).map_or(0.0, |figure| ruler.cell(&figure, TEXT_SIZE, is_total) + INDENT);
                    claim.figures = claim.figures.max(printed * PIXELS);
                    continue;
                }
            };
            if index % every == 0 && !text.is_empty() {
                let lines = claim.read(text, is_name, f64::from(page.width) * most, ruler);
                words.push(Words { column: first, lines });
            }
        }
        if !words.is_empty() {
            rows.push(words);
        }
    }
    for head in heads(table).iter().filter(|head| head.end - head.first == 1) {
        let word = ruler.narrowest_cell(head.text, TEXT_SIZE, true) * PIXELS;
        let most = if head.verbatim { CLERKS_HEADING } else { HEADING_WORD };
        let claim = &mut claims[head.first];
        claim.words = claim.words.max(word.min(f64::from(page.width) * most));
        // A heading may take two lines where there is room for it.
        claim.line = claim.line.max(claim.words).max(ruler.cell(head.text, TEXT_SIZE, true) * PIXELS / 2.0);
    }
    (claims, rows)
}

impl Claim {
    /// Takes `text` into account, a word of which claims at most `most`, and gives the widths of its lines. A name that
    /// needs no more than that is one word, whatever a word list sees in it.
    fn read(&mut self, text: &str, is_name: bool, most: f64, ruler: &Ruler) -> Vec<f64> {
        let width = |text: &str| (ruler.cell(text, TEXT_SIZE, false) + INDENT) * PIXELS;
        let beside = (MARGIN + INDENT) * PIXELS;
        let lines: Vec<f64> = text.split('\n').map(|line| width(line) - beside).collect();
        let line = lines.iter().copied().fold(0.0, f64::max) + beside;
        self.line = self.line.max(line);
        self.text += lines.iter().sum::<f64>();
        if line > self.words && self.words < most {
            let is_whole = is_name && line <= most;
            let word = || ((ruler.longest_word(text, TEXT_SIZE, false) + INDENT) * PIXELS).min(most);
            self.words = self.words.max(if is_whole { line } else { word() });
        }
        lines
    }
}
