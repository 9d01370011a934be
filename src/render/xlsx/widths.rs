//! How wide the columns of a table are, by what stands in them.

use super::figures;
use super::grid::share_out;
use super::layout::{cells, heads};
use super::measure::{MARGIN, Ruler};
use super::style::{INDENT, TEXT_SIZE};
use crate::documents::document::{RowKind, Table, Value};

/// Pixels to the point.
const PIXELS: f64 = 1.0 / 0.75;

/// Of so many rows, spread over the table, the words are measured: the columns of a longer list suit the others as well.
const MEASURED: usize = 400;

/// What one word may claim of the page: the program's own in a heading, a name of the plan, a clerk's own.
const HEADING_WORD: f64 = 1.0 / 4.0;
const NAME: f64 = 1.0 / 5.0;
const CLERKS_WORD: f64 = 1.0 / 8.0;

/// The height in points of a heading with words that stand upright, and what a word of it may claim where it does not.
const UPRIGHT: f64 = 130.0;

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
    /// No less, so that names of the plan stay whole.
    names: f64,
    /// No less, so that no other word is broken.
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

/// The columns of a table.
#[derive(Default)]
pub(super) struct Columns {
    /// The width of each in pixels.
    pub(super) widths: Vec<u32>,
    /// Whether a clerk's own words in the heading are turned upright, there being no room to write them across.
    pub(super) turned: bool,
}

/// The columns of `table` on `page`. None is narrower than its figures or, as long as the page stays legible, than its
/// longest word. One that needs less than its share leaves the rest to those whose words run over. Where the page would not
/// be legible, names of channels are turned, and if that is not enough words of headings and clerks break.
pub(super) fn of(table: &Table, page: Page, ruler: &Ruler) -> Columns {
    let (cells, rows) = claims(table, page, ruler);
    let has_room = |claims: &[Claim]| claims.iter().map(Claim::least).sum::<f64>() <= f64::from(page.widest);
    let across = headed(cells.clone(), table, page, false, ruler);
    let turned = !has_room(&across) && heads(table).iter().any(|head| head.verbatim);
    let claims = if turned { headed(cells, table, page, true, ruler) } else { across };
    let least = least(&claims, f64::from(page.widest));
    let given = given(table, f64::from(page.width));
    let shared = shared(&given, &claims, f64::from(page.width));
    let shares = shared.map_or(given, |widths| lowest(&widths, &claims, &least, &rows));
    Columns { widths: share_out(page.width, &shares, &least), turned }
}

/// The height in points that `text` needs in a heading where it stands upright.
pub(super) fn upright(text: &str, ruler: &Ruler) -> f64 {
    ruler.cell(text, TEXT_SIZE, true).min(UPRIGHT)
}

/// The least width of each column; words give way where all together exceed `widest`, names of the plan last.
fn least(claims: &[Claim], widest: f64) -> Vec<f64> {
    let named: f64 = claims.iter().map(|claim| claim.figures.max(claim.names)).sum();
    let kept = |claim: &Claim| if named <= widest { claim.figures.max(claim.names) } else { claim.figures };
    let room = (widest - claims.iter().map(kept).sum::<f64>()).max(0.0);
    let beyond: f64 = claims.iter().map(|claim| claim.least() - kept(claim)).sum();
    let part = if beyond > room { room / beyond } else { 1.0 };
    claims.iter().map(|claim| kept(claim) + (claim.least() - kept(claim)) * part).collect()
}

/// The share of each column of `width`, as the table says.
fn given(table: &Table, width: f64) -> Vec<f64> {
    let share = |share: f64| if share.is_finite() && share > 0.0 { share } else { 1.0 };
    let all: f64 = table.columns.iter().map(|column| share(column.width)).sum();
    table.columns.iter().map(|column| share(column.width) / all * width).collect()
}

/// Where words of some columns run over their share: what the cells of the others need, and for those the rest, by how
/// much there is to read in them, but no more than they need.
fn shared(given: &[f64], claims: &[Claim], width: f64) -> Option<Vec<f64>> {
    let needs: Vec<f64> = claims.iter().map(|claim| claim.line.max(claim.least())).collect();
    let mut widths = needs.clone();
    let runs_over = |&column: &usize| needs[column] > given[column] && claims[column].text > 0.0;
    let mut open: Vec<usize> = (0..given.len()).filter(runs_over).collect();
    if open.is_empty() {
        return None;
    }
    let weight = |column: usize| claims[column].text.sqrt();
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
    Some(widths)
}

/// Steps in which width is moved between columns, as parts of what they share.
const STEPS: [f64; 3] = [0.08, 0.04, 0.02];

/// The widths by which `rows` are lowest, looked for from `widths` and from columns of words by how much is in them.
fn lowest(widths: &[f64], claims: &[Claim], least: &[f64], rows: &[Vec<Words>]) -> Vec<f64> {
    let columns: Vec<usize> = (0..claims.len()).filter(|&column| claims[column].text > 0.0).collect();
    let spare: f64 = columns.iter().map(|&column| (widths[column] - least[column]).max(0.0)).sum();
    let all: f64 = columns.iter().map(|&column| claims[column].text.sqrt()).sum();
    let mut even = widths.to_vec();
    columns.iter().for_each(|&column| even[column] = least[column] + spare * claims[column].text.sqrt() / all);
    let found = [widths.to_vec(), even].map(|widths| lowered(widths, &columns, least, rows));
    let [(given, given_height), (even, even_height)] = found;
    if even_height < given_height { even } else { given }
}

/// The widths after some of one of `columns` was moved to another as long as that lowers the rows, and the height of those.
fn lowered(mut widths: Vec<f64>, columns: &[usize], least: &[f64], rows: &[Vec<Words>]) -> (Vec<f64>, f64) {
    let pool: f64 = columns.iter().map(|&column| widths[column]).sum();
    let mut best = height(rows, &widths);
    for step in STEPS.map(|step| step * pool) {
        let mut is_lower = true;
        while is_lower {
            is_lower = false;
            for (&from, &to) in columns.iter().flat_map(|from| columns.iter().map(move |to| (from, to))) {
                let step = step.min(widths[from] - least[from]);
                if from == to || step <= 0.0 {
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
    (widths, best)
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
    (claims, rows)
}

/// `claims` with those of the heading.
fn headed(mut claims: Vec<Claim>, table: &Table, page: Page, turned: bool, ruler: &Ruler) -> Vec<Claim> {
    for head in heads(table).iter().filter(|head| head.end - head.first == 1) {
        let claim = &mut claims[head.first];
        let line = ruler.cell(head.text, TEXT_SIZE, true);
        if turned && head.verbatim {
            let lines = (line / UPRIGHT).ceil();
            claim.words = claim.words.max(ruler.height("", 0.0, TEXT_SIZE, true) * lines * PIXELS);
            continue;
        }
        let word = ruler.narrowest_cell(head.text, TEXT_SIZE, true) * PIXELS;
        let most = if head.verbatim { UPRIGHT * PIXELS } else { f64::from(page.width) * HEADING_WORD };
        claim.words = claim.words.max(word.min(most));
        // A heading may take two lines where there is room for it.
        claim.line = claim.line.max(claim.words).max(line * PIXELS / 2.0);
    }
    claims
}

impl Claim {
    /// No less, as long as the page is legible.
    fn least(&self) -> f64 {
        self.figures.max(self.names).max(self.words)
    }

    /// Takes `text` into account, a word of which claims at most `most`, and gives the widths of its lines. A name that
    /// needs no more than that is one word, whatever a word list sees in it.
    fn read(&mut self, text: &str, is_name: bool, most: f64, ruler: &Ruler) -> Vec<f64> {
        let width = |text: &str| (ruler.cell(text, TEXT_SIZE, false) + INDENT) * PIXELS;
        let beside = (MARGIN + INDENT) * PIXELS;
        let lines: Vec<f64> = text.split('\n').map(|line| width(line) - beside).collect();
        let line = lines.iter().copied().fold(0.0, f64::max) + beside;
        self.line = self.line.max(line);
        self.text += lines.iter().sum::<f64>();
        // The edges of columns are rounded to pixels.
        if is_name && line <= most {
            self.names = self.names.max(line + 1.0);
        } else if line > self.words && self.words < most {
            let word = || ((ruler.longest_word(text, TEXT_SIZE, false) + INDENT) * PIXELS).min(most);
            self.words = self.words.max(word() + 1.0);
        }
        lines
    }
}
