//! Builds the tree as the parser asks for it.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

use super::{ATTRIBUTES, Content, Dom, Id, Node};

/// A tree in the making.
pub(super) struct Sink(RefCell<Dom>);

impl Default for Sink {
    fn default() -> Self {
        let mut dom = Dom { nodes: Vec::new() };
        dom.add(Content::Other);
        Self(RefCell::new(dom))
    }
}

/// Where a node goes.
#[derive(Clone, Copy)]
enum Place {
    /// As the last in this node.
    EndOf(Id),
    /// Directly before this node.
    Before(Id),
}

impl Dom {
    fn add(&mut self, content: Content) -> Id {
        let id = Id::try_from(self.nodes.len()).expect("a page has fewer nodes than bytes");
        self.nodes.push(Node { content, parent: None, before: None, after: None, first: None, last: None });
        id
    }

    fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    fn detach(&mut self, id: Id) {
        let node = self.node_mut(id);
        let (parent, before, after) = (node.parent.take(), node.before.take(), node.after.take());
        self.link(parent, before, after);
        self.link_back(parent, after, before);
    }

    /// Makes `after` what follows `before`, or what `parent` begins with.
    fn link(&mut self, parent: Option<Id>, before: Option<Id>, after: Option<Id>) {
        match (before, parent) {
            (Some(before), _) => self.node_mut(before).after = after,
            (None, Some(parent)) => self.node_mut(parent).first = after,
            (None, None) => {}
        }
    }

    /// Makes `before` what precedes `after`, or what `parent` ends with.
    fn link_back(&mut self, parent: Option<Id>, after: Option<Id>, before: Option<Id>) {
        match (after, parent) {
            (Some(after), _) => self.node_mut(after).before = before,
            (None, Some(parent)) => self.node_mut(parent).last = before,
            (None, None) => {}
        }
    }

    /// The parent of a place and the nodes on both sides of it; `None` beside a node that lies nowhere.
    fn around(&self, place: Place) -> Option<(Id, Option<Id>, Option<Id>)> {
        match place {
            Place::EndOf(parent) => Some((parent, self.node(parent).last, None)),
            Place::Before(after) => {
                let node = self.node(after);
                Some((node.parent?, node.before, Some(after)))
            }
        }
    }

    fn insert(&mut self, place: Place, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = child {
            self.detach(id);
        }
        let Some((parent, before, after)) = self.around(place) else { return };
        let id = match child {
            NodeOrText::AppendNode(id) if matches!(self.node(id).content, Content::Other) => return,
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                if let Some(before) = before
                    && let Content::Text(begun) = &mut self.node_mut(before).content
                {
                    begun.push_tendril(&text);
                    return;
                }
                self.add(Content::Text(text))
            }
        };
        let node = self.node_mut(id);
        (node.parent, node.before, node.after) = (Some(parent), before, after);
        self.link(Some(parent), before, Some(id));
        self.link_back(Some(parent), after, Some(id));
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        self.0.into_inner()
    }

    fn get_document(&self) -> Id {
        0
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |dom| match &dom.node(*target).content {
            Content::Element { name, .. } => name,
            Content::Text(_) | Content::Other => unreachable!("the parser asks elements alone for their names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let kept = attributes.into_iter().filter(|attribute| ATTRIBUTES.contains(&attribute.name.local.as_ref()));
        let attributes = kept.map(|attribute| (attribute.name.local, attribute.value)).collect();
        self.0.borrow_mut().add(Content::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.0.borrow_mut().add(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.0.borrow_mut().add(Content::Other)
    }

    /// A template's content lies in the template itself: no page is made of it here.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.0.borrow_mut().insert(Place::EndOf(*parent), child);
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        self.0.borrow_mut().insert(Place::Before(*sibling), child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let mut dom = self.0.borrow_mut();
        let lies_somewhere = dom.node(*element).parent.is_some();
        dom.insert(if lies_somewhere { Place::Before(*element) } else { Place::EndOf(*before) }, child);
    }

    fn remove_from_parent(&self, target: &Id) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut dom = self.0.borrow_mut();
        while let Some(child) = dom.node(*node).first {
            dom.insert(Place::EndOf(*new_parent), NodeOrText::AppendNode(child));
        }
    }

    /// Only `html` and `body` are given attributes late, and nobody asks for theirs.
    fn add_attrs_if_missing(&self, _: &Id, _: Vec<Attribute>) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn parse_error(&self, _: Cow<'static, str>) {}
}
