//! What stands at the head of every page: its number from the second on, the marks of a draft and of secrecy.

use super::paragraph::{Align, Face, Frame, Paragraph, RED, Run};
use super::place::{
    BODY, BORDER, CM, COPY_MARK, DRAFT, DRAFT_INSET, MARK, PAGE_NUMBER, PAPER, SECRECY, Standing, highest, line, line_top,
};
use super::words::Words;
use super::xml::{Element, element, rooted, valued};
use crate::thai::digits::integer;

/// Which pages a header is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pages {
    /// The first, which has no number.
    First,
    /// The second, and every even one.
    Even,
    /// The third, and every odd one.
    Odd,
}

impl Pages {
    /// In the order of the parts.
    pub const ALL: [Self; 3] = [Self::First, Self::Even, Self::Odd];

    /// As the format calls them.
    pub fn kind(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Even => "even",
            Self::Odd => "default",
        }
    }

    /// The number of the first page that it heads.
    fn number(self) -> i64 {
        match self {
            Self::First => 1,
            Self::Even => 2,
            Self::Odd => 3,
        }
    }
}

/// How far the head's line lies below the paper's edge.
pub(super) fn top() -> f64 {
    line_top(PAGE_NUMBER, BODY, line(BODY))
}

/// The head of these pages.
pub(super) fn header(pages: Pages, words: &Words, standing: &Standing) -> Element {
    let mut paragraphs = Vec::new();
    if words.draft.is_some() {
        paragraphs.push(draft_box(standing));
    }
    if !words.secrecy.is_empty() {
        paragraphs.extend([SECRECY.0, PAPER.1 * CM - SECRECY.1 - MARK].map(|top| secrecy(&words.secrecy, top, standing)));
    }
    paragraphs.extend(words.copy.as_ref().map(|copy| copy_mark(&copy.mark, standing)));
    let mut number = number(pages, standing);
    if words.draft.is_some() {
        number.runs.push(Run { face: Face::default(), content: vec![watermark(pages)] }.element());
    }
    paragraphs.push(number);
    rooted("w:hdr").holding_all(paragraphs.into_iter().map(|paragraph| paragraph.element(line(BODY))))
}

/// "- ๒ -" in the middle of the page, not of the text.
fn number(pages: Pages, standing: &Standing) -> Paragraph {
    let (left, right) = (standing.margin.left, standing.margin.right);
    let inset = ((right - left).max(0.0), (left - right).max(0.0));
    let mut paragraph = Paragraph { inset, align: Align::Centre, ..Paragraph::default() };
    if pages != Pages::First {
        let face = Face::default();
        paragraph.runs =
            [Run::new("- ", face).element(), page_number(pages.number(), face), Run::new(" -", face).element()].to_vec();
    }
    paragraph
}

/// The number of the page in Thai digits. Word counts; LibreOffice, which has no Thai digits for it and does not know what is
/// required here, shows that of the first such page, and few letters have a fourth.
fn page_number(shown: i64, face: Face) -> Element {
    let part = |kind: &str| element("w:fldChar").with("w:fldCharType", kind);
    let code = element("w:instrText").with("xml:space", "preserve").saying(" PAGE \\* ThaiArabic ");
    let words = element("w:t").saying(&integer(shown));
    let counted = vec![part("begin"), code, part("separate"), words.clone(), part("end")];
    let run = |content| Run { face, content }.element();
    element("mc:AlternateContent").holding_all([
        element("mc:Choice").with("Requires", "w15").holding(run(counted)),
        element("mc:Fallback").holding(run(vec![words])),
    ])
}

/// ฉบับร่าง at the left, boxed.
fn draft_box(standing: &Standing) -> Paragraph {
    let face = Face { bold: true, colour: Some(RED), ..Face::default() };
    let (beside, above) = DRAFT_INSET;
    let top = Some(line_top(DRAFT + above, BODY, line(BODY)) - BORDER);
    let frame = Frame { width: standing.mark + 3.0 * beside, left: Some(standing.margin.left), top };
    Paragraph { frame: Some(frame), border: Some((0.0, beside)), ..Paragraph::in_face("ฉบับร่าง", face) }
}

/// สำเนาคู่ฉบับ at the right.
fn copy_mark(mark: &str, standing: &Standing) -> Paragraph {
    let face = Face { bold: true, colour: Some(RED), ..Face::default() };
    let frame = Frame {
        width: standing.width() - standing.note.left,
        left: Some(standing.margin.left + standing.note.left),
        top: Some(line_top(COPY_MARK, BODY, line(BODY))),
    };
    Paragraph { frame: Some(frame), align: Align::Right, ..Paragraph::in_face(mark, face) }
}

/// The mark of secrecy with the top edge of its type at `top`; its line begins no higher than the paper does.
fn secrecy(mark: &str, top: f64, standing: &Standing) -> Paragraph {
    let face = Face { size: MARK, bold: true, colour: Some(RED), ..Face::default() };
    let pitch = line(MARK).min(highest(top, MARK));
    let frame = Frame { width: standing.width(), left: None, top: Some(line_top(top, MARK, pitch)) };
    Paragraph { frame: Some(frame), align: Align::Centre, pitch, ..Paragraph::in_face(mark, face) }
}

/// ฉบับร่าง across the page, light enough to read over: a drawing of letters behind the text, as Word's own watermarks are.
fn watermark(pages: Pages) -> Element {
    let style = "position:absolute;width:385pt;height:105pt;rotation:328;z-index:-251658752;\
                 mso-position-horizontal:center;mso-position-horizontal-relative:page;\
                 mso-position-vertical:center;mso-position-vertical-relative:page";
    let path = element("v:textpath")
        .with("style", "font-family:&quot;TH SarabunPSK&quot;;font-size:1pt;font-weight:bold".replace("&quot;", "\""))
        .with("string", "ฉบับร่าง");
    let shape = element("v:shape")
        .with("id", format!("draft{}", pages.number()))
        .with("o:spid", format!("_x0000_s{}", 2048 + pages.number()));
    let shape = shape.with("type", "#_x0000_t136").with("alt", "ฉบับร่าง").with("style", style);
    let shape = shape.with("fillcolor", "#f0f0f0").with("stroked", "f").holding(path);
    element("w:pict").holding_all([shape_type(), shape])
}

/// The kind of shape that letters are drawn along, as the format defines it.
fn shape_type() -> Element {
    let formulas = [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ];
    let formulas = element("v:formulas").holding_all(formulas.map(|formula| element("v:f").with("eqn", formula)));
    let path = element("v:path").with("textpathok", "t").with("o:connecttype", "custom");
    let path = path.with("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800").with("o:connectangles", "270,180,90,0");
    let handle = element("v:h").with("position", "#0,bottomRight").with("xrange", "6629,14971");
    element("v:shapetype")
        .with("id", "_x0000_t136")
        .with("coordsize", "21600,21600")
        .with("o:spt", 136)
        .with("adj", 10800)
        .with("path", "m@7,l@8,m@5,21600l@6,21600e")
        .holding_all([
            formulas,
            path,
            element("v:textpath").with("on", "t").with("fitshape", "t"),
            element("v:handles").holding(handle),
            element("o:lock").with("v:ext", "edit").with("text", "t").with("shapetype", "t"),
        ])
}

/// The references of a section to its headers, by the names of their relationships.
pub(super) fn references() -> impl Iterator<Item = Element> {
    Pages::ALL
        .into_iter()
        .map(|pages| element("w:headerReference").with("w:type", pages.kind()).with("r:id", relationship(pages)))
}

/// The name of the relationship to the header of these pages.
pub(super) fn relationship(pages: Pages) -> String {
    format!("rIdHeader{}", pages.number())
}

/// The file of the header of these pages.
pub(super) fn file(pages: Pages) -> String {
    format!("header{}.xml", pages.number())
}

/// Whether the section tells first and even pages from the others.
pub(super) fn apart() -> Element {
    valued("w:evenAndOddHeaders", "true")
}
