//! A paragraph: its place, its lines, its words.

use super::place::{BODY, twips};
use super::text::NON_BREAK_HYPHEN;
use super::xml::{Element, element, valued};

/// Red, for what must not be overlooked.
pub(super) const RED: &str = "C00000";

/// A paragraph, its lengths in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// Where it stands, if not in the run of the text.
    pub frame: Option<Frame>,
    /// Whether it stays on a page with the next.
    pub stays: bool,
    /// Whether it begins a page.
    pub begins_page: bool,
    /// A border round it and those like it, at this distance (above and below, at the sides).
    pub border: Option<(f64, f64)>,
    /// Stops of tabulators from the left margin.
    pub tabs: Vec<(f64, Stop)>,
    /// Space before it and after it.
    pub space: (f64, f64),
    /// From one line to the next; 0 for as far as the letter's are.
    pub pitch: f64,
    /// Its margins from those of the text.
    pub inset: (f64, f64),
    /// Where its first line begins, from its left margin.
    pub first: f64,
    /// How its lines are aligned.
    pub align: Align,
    /// Whether it is the letter's heading.
    pub heading: bool,
    /// Whether it is the letter's closing.
    pub closing: bool,
    /// Its runs of words, as XML.
    pub runs: Vec<Element>,
}

/// How lines are aligned.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

impl Align {
    /// As the format calls it; `None` for what needs no word.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Left => None,
            Self::Centre => Some("center"),
            Self::Right => Some("right"),
        }
    }
}

/// What a tabulator does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// Text begins there.
    Left,
    /// Text ends there.
    Right,
}

/// A frame on the page: consecutive paragraphs with the same one stand in it together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// Width; 0 for the text's.
    pub width: f64,
    /// Its left edge from the paper's; `None` for centred on the page.
    pub left: Option<f64>,
    /// Its top edge from the paper's; `None` at the bottom margin.
    pub top: Option<f64>,
}

/// Words in one face.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub face: Face,
    /// XML of what it holds: words, tabulators, line ends, a drawing, a field.
    pub content: Vec<Element>,
}

/// Size in points, and looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub colour: Option<&'static str>,
    /// Added after every character.
    pub spacing: f64,
}

impl Default for Face {
    fn default() -> Self {
        Self { size: BODY, bold: false, italic: false, colour: None, spacing: 0.0 }
    }
}

impl Run {
    /// Text; its line ends stay line ends, its tabulators tabulators, its hyphens that hold a line together such hyphens.
    pub fn new(text: &str, face: Face) -> Self {
        let mut content = Vec::new();
        for (i, line) in text.split('\n').enumerate() {
            content.extend((i > 0).then(|| element("w:br")));
            for (i, words) in line.split('\t').enumerate() {
                content.extend((i > 0).then(|| element("w:tab")));
                for (i, words) in words.split(NON_BREAK_HYPHEN).enumerate() {
                    content.extend((i > 0).then(|| element("w:noBreakHyphen")));
                    if !words.is_empty() {
                        content.push(element("w:t").with("xml:space", "preserve").saying(words));
                    }
                }
            }
        }
        Self { face, content }
    }

    /// The run as XML.
    pub fn element(self) -> Element {
        element("w:r").holding(self.face.element()).holding_all(self.content)
    }
}

impl Face {
    /// The properties of a run, in the order of the schema. Every run counts as complex script: Word then takes typeface and
    /// size for Thai, digits and spaces included, from where Thai has them.
    fn element(self) -> Element {
        let mut properties = element("w:rPr");
        if self.bold {
            properties = properties.holding_all([element("w:b"), element("w:bCs")]);
        }
        if self.italic {
            properties = properties.holding_all([element("w:i"), element("w:iCs")]);
        }
        properties = properties.holding_all(self.colour.map(|colour| valued("w:color", colour)));
        // Rounded down: a line that is a little shorter ends where it should, one that is longer may not.
        let spacing = (self.spacing * 20.0).floor() as i64;
        if spacing != 0 {
            properties = properties.holding(valued("w:spacing", spacing));
        }
        if self.size != BODY {
            let half_points = (self.size * 2.0).round() as i64;
            properties = properties.holding_all([valued("w:sz", half_points), valued("w:szCs", half_points)]);
        }
        properties.holding(element("w:cs"))
    }
}

impl Paragraph {
    /// Words in the face of running text.
    pub fn of(text: &str) -> Self {
        Self::in_face(text, Face::default())
    }

    /// Words in this face.
    pub fn in_face(text: &str, face: Face) -> Self {
        Self { runs: vec![Run::new(text, face).element()], ..Self::default() }
    }

    /// The paragraph as XML, its properties in the order of the schema; `pitch` is that of the letter.
    pub fn element(self, pitch: f64) -> Element {
        let mut properties = element("w:pPr");
        let mut put = |element: Option<Element>| properties = properties.clone().holding_all(element);
        put(self.stays.then(|| element("w:keepNext")));
        put(self.stays.then(|| element("w:keepLines")).filter(|_| self.first == 0.0));
        put(self.begins_page.then(|| element("w:pageBreakBefore")));
        put(self.frame.as_ref().map(Frame::element));
        put(self.border.map(border));
        put((!self.tabs.is_empty()).then(|| element("w:tabs").holding_all(self.tabs.iter().map(tab))));
        put(Some(self.spacing(pitch)));
        put(self.indents());
        put(self.align.name().map(|name| valued("w:jc", name)));
        put(self.heading.then(|| valued("w:outlineLvl", 0)));
        element("w:p").holding(properties).holding_all(self.runs)
    }

    fn spacing(&self, pitch: f64) -> Element {
        let pitch = if self.pitch == 0.0 { pitch } else { self.pitch };
        let spacing = element("w:spacing").with("w:before", twips(self.space.0)).with("w:after", twips(self.space.1));
        spacing.with("w:line", twips(pitch)).with("w:lineRule", "exact")
    }

    fn indents(&self) -> Option<Element> {
        let (left, right, first) = (twips(self.inset.0), twips(self.inset.1), twips(self.first));
        if (left, right, first) == (0, 0, 0) {
            return None;
        }
        let indents = element("w:ind").with("w:left", left).with("w:right", right);
        Some(if first < 0 { indents.with("w:hanging", -first) } else { indents.with("w:firstLine", first) })
    }
}

impl Frame {
    fn element(&self) -> Element {
        let mut frame = element("w:framePr");
        if self.width > 0.0 {
            frame = frame.with("w:w", twips(self.width));
        }
        frame = frame.with("w:wrap", "around").with("w:vAnchor", if self.top.is_some() { "page" } else { "margin" });
        frame = frame.with("w:hAnchor", "page");
        frame = match self.left {
            Some(left) => frame.with("w:x", twips(left)),
            None => frame.with("w:xAlign", "center"),
        };
        match self.top {
            Some(top) => frame.with("w:y", twips(top)),
            None => frame.with("w:yAlign", "bottom"),
        }
    }
}

fn tab((at, stop): &(f64, Stop)) -> Element {
    let kind = match stop {
        Stop::Left => "left",
        Stop::Right => "right",
    };
    valued("w:tab", kind).with("w:pos", twips(*at))
}

fn border((above, beside): (f64, f64)) -> Element {
    let side = |name, space: f64| valued(name, "single").with("w:sz", 6).with("w:space", space.round()).with("w:color", RED);
    element("w:pBdr").holding_all([
        side("w:top", above),
        side("w:left", beside),
        side("w:bottom", above),
        side("w:right", beside),
    ])
}
