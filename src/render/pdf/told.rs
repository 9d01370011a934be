//! What the page of a letter tells once it is set: its measures, and where its lines end.

use serde_json::Value as Json;
use typst::foundations::{Content, Label, Selector};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use super::breaks::is_mark;

/// A letter as its layout knows it.
#[derive(Clone, Debug)]
pub struct LaidLetter {
    /// Its words, with the marks where lines may end: what the layout read.
    pub data: Json,
    /// Where they stand, as `templates/letter.typ` tells it.
    pub standing: Json,
    /// How far below its page's edge the closing begins, in points.
    pub closing: Option<f64>,
    /// At the foot of each page but the last, the first words of the next.
    pub ahead: Vec<String>,
    /// The text of each line in the order in which they were laid, without spaces.
    pub lines: Vec<String>,
}

/// Lines stand at least so far apart.
const APART: Abs = Abs::raw(1.0);

/// What a layout tells of a letter whose words are `data`; `None` where it tells no measures.
pub(super) fn told(laid: &PagedDocument, data: &Json) -> Option<LaidLetter> {
    let standing = values(laid, "standing").into_iter().next()?;
    let ahead = values(laid, "ahead").iter().filter_map(|value| value.as_str()).map(|text| text.replace(is_mark, "")).collect();
    let closing = values(laid, "closing").last().and_then(Json::as_f64);
    let mut lines = Lines::default();
    for page in laid.pages() {
        lines.end();
        lines.read(&page.frame, Point::zero());
    }
    Some(LaidLetter { data: data.clone(), standing, closing, ahead, lines: lines.texts })
}

/// The values with this label, in order.
fn values(laid: &PagedDocument, label: &str) -> Vec<Json> {
    let Ok(label) = Label::construct(label.into()) else { return Vec::new() };
    let told = laid.introspector().query(&Selector::Label(label));
    let value = |content: &Content| serde_json::to_value(&content.to_packed::<MetadataElem>()?.value).ok();
    told.iter().filter_map(value).collect()
}

#[derive(Default)]
struct Lines {
    texts: Vec<String>,
    /// Where the last one stands.
    at: Option<Abs>,
}

impl Lines {
    fn end(&mut self) {
        self.at = None;
    }

    fn read(&mut self, frame: &Frame, origin: Point) {
        for (place, item) in frame.items() {
            let place = origin + *place;
            match item {
                FrameItem::Group(group) => self.read(&group.frame, place),
                FrameItem::Text(run) => {
                    if self.at.is_none_or(|at| (at - place.y).abs() > APART) {
                        self.texts.push(String::new());
                    }
                    self.at = Some(place.y);
                    let said = run.text.chars().filter(|c| !c.is_whitespace());
                    self.texts.last_mut().into_iter().for_each(|text| text.extend(said.clone()));
                }
                _ => {}
            }
        }
    }
}
