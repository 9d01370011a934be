//! Where things stand on a letter: what `templates/letter.typ` measured while it set the page (its `standing`), and the
//! distances that are written there and in `base.typ` as numbers. `.ci/letters` holds the two files to each other.

use serde::Deserialize;

/// Type size of running text in points.
pub(super) const BODY: f64 = 16.0;

/// Of the draft's note beside the Garuda, and on a page of its own.
pub(super) const NOTE: f64 = 11.0;
/// As [`NOTE`].
pub(super) const FULL_NOTE: f64 = 14.0;

/// Of slogans.
pub(super) const SLOGAN: f64 = 12.0;

/// Of the line that names the bag sealed before.
pub(super) const SEAL: f64 = 10.0;

/// Of the words below a code, and from one line of them to the next.
pub(super) const CODE: f64 = 10.0;
/// As [`CODE`].
pub(super) const CODE_PITCH: f64 = 11.0;

/// Of who puts initials on a file copy, and from one of their lines to the next.
pub(super) const COPY: f64 = 12.0;
/// As [`COPY`].
pub(super) const COPY_PITCH: f64 = 16.0;

/// Top edge of the mark of a file copy.
pub(super) const COPY_MARK: f64 = 0.6 * CM;

/// Of urgency and secrecy.
pub(super) const MARK: f64 = 32.0;

/// From one line to the next, in sizes of type.
const LINE: f64 = 1.294;

/// How much of a line lies above what letters stand on. LibreOffice sets it so where lines are a fixed distance apart, and
/// Word for the official typeface.
const ABOVE: f64 = 0.8;

/// The same of the box that Typst sets a line in, which is as high as its type.
const BOX_ABOVE: f64 = 0.8;

/// Between the last paragraph and the closing, beyond the distance of lines that are not closed up.
pub(super) const CLOSING_GAP: f64 = 12.0;

/// Points in a centimetre.
pub(super) const CM: f64 = 72.0 / 2.54;

/// A4, in centimetres.
pub(super) const PAPER: (f64, f64) = (21.0, 29.7);

/// What the first line stands on, from the paper's top edge: level with the Garuda's feet.
pub(super) const HEAD: f64 = 4.5 * CM;

/// Top edge and height of the Garuda.
pub(super) const GARUDA: (f64, f64) = (1.5 * CM, 3.0 * CM);

/// Top edge of the page number.
pub(super) const PAGE_NUMBER: f64 = 1.5 * CM;

/// Top edge of the box that says ฉบับร่าง.
pub(super) const DRAFT: f64 = 0.6 * CM;

/// Between the lines of a draft's reasons, beyond the size of type; between them and their frame.
pub(super) const NOTE_LEADING: f64 = 1.0;
/// As [`NOTE_LEADING`].
pub(super) const NOTE_INSET: f64 = 4.0;

/// A border's line. LibreOffice counts it, and the room beside it, as part of a frame.
pub(super) const BORDER: f64 = 0.75;

/// Room in the box that says ฉบับร่าง, on either side and above.
pub(super) const DRAFT_INSET: (f64, f64) = (6.0, 2.0);

/// Top edge of the upper secrecy mark, and bottom edge of the lower one from the paper's.
pub(super) const SECRECY: (f64, f64) = (0.15 * CM, 0.4 * CM);

/// How far the line of the seal lies below the text's bottom edge.
pub(super) const SEAL_DROP: f64 = 14.0;

/// Spared where the name is signed, so that rounded lines do not push the last position to another page.
pub(super) const SPARE: f64 = 1.2;

/// What the layout measured, in points; places count from the left margin.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Standing {
    /// The page's margins.
    pub margin: Sides,
    /// How far lines are closed up to keep the letter on one page; 1 for not at all.
    pub squeeze: f64,
    /// Between blocks, beyond the distance of lines.
    pub between: f64,
    /// The page's centre: the date and the closing begin there.
    pub centre: f64,
    /// How far a paragraph's first line is indented.
    pub indent: f64,
    /// Between a label and what follows it.
    pub gap: f64,
    /// The labels.
    pub labels: Labels,
    /// Width of the widest number of an enclosure.
    pub number: f64,
    /// Where the office's lines begin.
    pub office: f64,
    /// The middle of name and positions.
    pub middle: f64,
    /// Width of the foot.
    pub foot: f64,
    /// Width of the Garuda; 0 for none.
    pub garuda: f64,
    /// Width of the words ฉบับร่าง in their box.
    pub mark: f64,
    /// What is added after every character of running text's size, beyond what the body's have.
    pub spacing: Spacing,
    /// From one line of the slogans to the next.
    pub slogans: f64,
    /// The reasons for a draft that stand beside the Garuda.
    pub note: Note,
    /// The code beside the closing; a layout of an earlier version does not tell it.
    #[serde(default)]
    pub check: Option<CodePlace>,
    /// Who puts initials on a file copy; a layout of an earlier version does not tell it.
    #[serde(default)]
    pub copy: Option<Initials>,
}

/// A code and the words below it: its size with the blank round it, its left edge from the left margin, its top edge and that of
/// the words from the top of the closing, and the width of the words.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct CodePlace {
    pub size: f64,
    pub left: f64,
    pub top: f64,
    pub below: f64,
    pub width: f64,
    /// How far below its page's edge the closing begins.
    #[serde(default)]
    pub closing: f64,
}

/// The lines for initials: where, from the left margin and from the paper's top edge, how wide, and where their second and
/// further columns begin.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Initials {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub stops: Vec<f64>,
}

/// How much further apart characters stand than in the body.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Spacing {
    pub subject: f64,
    pub foot: f64,
}

/// Margins.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Sides {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// What stands before number, subject, addressee and the lists.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Labels {
    pub number: Label,
    pub subject: Label,
    pub to: Label,
    pub references: Label,
    pub enclosures: Label,
}

/// One of them.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Label {
    pub words: String,
    pub width: f64,
}

/// The reasons for a draft beside the Garuda: where, from the left margin and from the paper's top edge, and how many.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Note {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub count: usize,
}

impl Standing {
    /// Width of the text.
    pub fn width(&self) -> f64 {
        PAPER.0 * CM - self.margin.left - self.margin.right
    }

    /// From one line of running text to the next.
    pub fn pitch(&self) -> f64 {
        line(BODY) * self.squeeze
    }

    /// Between the closing and the name, beyond the distance of lines: room to sign in.
    pub fn signature_gap(&self) -> f64 {
        3.0 * line(BODY) + self.between - SPARE
    }

    /// Where what follows a label begins.
    pub fn after(&self, label: &Label) -> f64 {
        label.width + self.gap
    }
}

/// From one line to the next at this size of type.
pub(super) fn line(size: f64) -> f64 {
    size * LINE
}

/// From a line's top edge to what its letters stand on, where lines are `pitch` apart.
pub(super) fn rise(pitch: f64) -> f64 {
    ABOVE * pitch
}

/// The top edge of a line `pitch` high whose letters stand where those of a box of type of this `size` do, which has its own
/// at `top`.
pub(super) fn line_top(top: f64, size: f64, pitch: f64) -> f64 {
    top + BOX_ABOVE * size - rise(pitch)
}

/// The highest line whose letters stand where those of a box of type at `top` do, and that begins on the paper.
pub(super) fn highest(top: f64, size: f64) -> f64 {
    (top + BOX_ABOVE * size) / ABOVE
}

/// Points in twentieths, as a word processor counts.
pub(super) fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// Points in the unit of drawings.
pub(super) fn emus(points: f64) -> i64 {
    (points * 12_700.0).round() as i64
}
