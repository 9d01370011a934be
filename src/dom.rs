//! The tree of an HTML page: its elements with the few attributes that are asked for, and its text.

mod sink;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};

use sink::Sink;

/// The attributes that are kept.
const ATTRIBUTES: [&str; 8] = ["class", "colspan", "rowspan", "sdnum", "sdval", "style", "type", "x:num"];

/// A page, or a piece of one.
pub(crate) struct Dom {
    nodes: Vec<Node>,
}

/// A node's place in [`Dom::nodes`].
type Id = u32;

struct Node {
    content: Content,
    parent: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
}

enum Content {
    Element {
        name: QualName,
        attributes: Vec<(LocalName, StrTendril)>,
    },
    Text(StrTendril),
    /// The document itself, or what nobody reads: a comment, a processing instruction.
    Other,
}

impl Dom {
    /// The tree that a browser makes of a whole page.
    pub(crate) fn page(html: &str) -> Self {
        parse_document(Sink::default(), ParseOpts::default()).one(html)
    }

    /// The text of a piece of HTML, its entities resolved.
    pub(crate) fn text_of(html: &str) -> String {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        let piece = parse_fragment(Sink::default(), ParseOpts::default(), body, Vec::new(), false).one(html);
        piece.root().descendants().filter_map(NodeRef::text).collect()
    }

    /// The document, in which everything lies.
    pub(crate) fn root(&self) -> NodeRef<'_> {
        NodeRef { dom: self, id: 0 }
    }

    fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }
}

/// One node of a page.
#[derive(Clone, Copy)]
pub(crate) struct NodeRef<'d> {
    dom: &'d Dom,
    id: Id,
}

impl<'d> NodeRef<'d> {
    /// An element's name in lower case; of anything else, nothing.
    pub(crate) fn name(self) -> &'d str {
        match &self.node().content {
            Content::Element { name, .. } => &name.local,
            Content::Text(_) | Content::Other => "",
        }
    }

    /// An element's attribute, if it is one of [`ATTRIBUTES`].
    pub(crate) fn attribute(self, wanted: &str) -> Option<&'d str> {
        match &self.node().content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| **name == *wanted).map(|(_, value)| &**value)
            }
            Content::Text(_) | Content::Other => None,
        }
    }

    /// What a text says.
    pub(crate) fn text(self) -> Option<&'d str> {
        match &self.node().content {
            Content::Text(text) => Some(text),
            Content::Element { .. } | Content::Other => None,
        }
    }

    /// The node around this one.
    pub(crate) fn parent(self) -> Option<Self> {
        self.at(self.node().parent)
    }

    /// The nodes directly inside, in order.
    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.at(self.node().first), |child| child.at(child.node().after))
    }

    /// This node and all inside it, in the order of the page.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), move |node| node.following(self.id))
    }

    /// The next node in the order of the page, if it lies inside `around`.
    fn following(self, around: Id) -> Option<Self> {
        if let Some(first) = self.at(self.node().first) {
            return Some(first);
        }
        let mut node = self;
        while node.id != around {
            if let Some(after) = node.at(node.node().after) {
                return Some(after);
            }
            node = node.parent()?;
        }
        None
    }

    fn node(self) -> &'d Node {
        self.dom.node(self.id)
    }

    fn at(self, id: Option<Id>) -> Option<Self> {
        id.map(|id| Self { dom: self.dom, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and texts of a node's inside, in brackets.
    fn told(node: NodeRef<'_>) -> String {
        let inside: Vec<_> = node.children().map(told).collect();
        format!("{}[{}]", node.text().unwrap_or(node.name()), inside.join(" "))
    }

    #[test]
    fn what_a_browser_makes_of_it() {
        let page = |html: &str| told(Dom::page(html).root());
        assert_eq!(page("<table>ก<tr><td>1<!-- - -->2</table>"), "[html[head[] body[ก[] table[tbody[tr[td[12[]]]]]]]]");
        assert_eq!(page("<b><p>ก</b>ข"), "[html[head[] body[b[] p[b[ก[]] ข[]]]]]");
        assert_eq!(page("<template><td>ก"), "[html[head[template[td[ก[]]]] body[]]]");
        assert_eq!(Dom::text_of(" ก&amp;<b>ข"), " ก&ข");
    }

    #[test]
    fn descendants_stay_inside() {
        let page = Dom::page("<p><b>ก</b>ข</p><p COLSPAN=2 id=x>ค");
        let texts = |node: NodeRef<'_>| node.descendants().filter_map(NodeRef::text).collect::<String>();
        let [first, second] = page.root().descendants().filter(|node| node.name() == "p").collect::<Vec<_>>()[..] else {
            panic!("two paragraphs")
        };
        assert_eq!((texts(page.root()), texts(first), texts(second)), ("กขค".into(), "กข".into(), "ค".into()));
        assert_eq!((second.attribute("colspan"), second.attribute("id"), first.attribute("colspan")), (Some("2"), None, None));
        assert_eq!(second.parent().map(NodeRef::name), Some("body"));
    }
}
