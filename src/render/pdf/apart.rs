//! The pages of one part of a packet as a document of their own: laid once, written twice.

use std::ops::Range;

use typst::foundations::{Label, Selector};
use typst::introspection::{Introspector as _, Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::pdf::AttachElem;
use typst_layout::PagedDocument;

/// Part `part` of `laid` under the title `title`, carrying those of its files that `carries` wants by name; `None` where the
/// layout does not tell its parts.
pub(super) fn apart(laid: &PagedDocument, part: usize, title: &str, carries: impl Fn(&str) -> bool) -> Option<PagedDocument> {
    let mut files = Vec::new();
    laid.pages().iter().for_each(|page| read(&page.frame, &mut files));
    let mut pages = laid.pages().get(pages(laid, part)?)?.to_vec();
    pages.iter_mut().for_each(|page| page.frame = without(&page.frame, &files));
    let tags = files.iter().filter(|file| carries(&file.name)).flat_map(|file| file.tags.clone());
    pages.first_mut()?.frame.prepend_multiple(tags.map(|tag| (Point::zero(), FrameItem::Tag(tag))));
    let mut info = laid.info().clone();
    info.title = Some(title.into());
    Some(PagedDocument::new(pages.into(), info))
}

/// The pages of a part.
fn pages(laid: &PagedDocument, part: usize) -> Option<Range<usize>> {
    let begun = laid.introspector().query(&Selector::Label(Label::construct("part".into()).ok()?));
    let page = |part: usize| Some(laid.introspector().page(begun.get(part)?.location()?)?.get() - 1);
    Some(page(part)?..page(part + 1).unwrap_or(laid.pages().len()))
}

/// A file that travels inside.
struct Carried {
    name: String,
    location: Location,
    /// Where it begins and ends on its page.
    tags: Vec<Tag>,
}

/// Adds the files in `frame`.
fn read(frame: &Frame, files: &mut Vec<Carried>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => read(&group.frame, files),
            FrameItem::Tag(tag) => {
                if let Some(file) = files.iter_mut().find(|file| file.location == tag.location()) {
                    file.tags.push(tag.clone());
                } else if let Tag::Start(content, _) = tag
                    && let Some(file) = content.to_packed::<AttachElem>()
                {
                    let name = file.path.derived.to_string();
                    files.push(Carried { name, location: tag.location(), tags: vec![tag.clone()] });
                }
            }
            _ => {}
        }
    }
}

/// `frame` without `files`.
fn without(frame: &Frame, files: &[Carried]) -> Frame {
    let mut new = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        new.set_baseline(frame.baseline());
    }
    for (at, item) in frame.items() {
        match item {
            FrameItem::Tag(tag) if files.iter().any(|file| file.location == tag.location()) => {}
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = without(&group.frame, files);
                new.push(*at, FrameItem::Group(group));
            }
            item => new.push(*at, item.clone()),
        }
    }
    new
}
