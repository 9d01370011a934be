//! The pictures of a letter, each at its place on the page.

use super::paragraph::{Face, Run};
use super::place::{GARUDA, Standing, emus};
use super::xml::{Element, NAMESPACES, element};
use crate::documents::document::Letter;
use crate::render::code::Code;

/// A picture.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its name in the file, of which that of its relationship is made.
    pub name: &'static str,
    /// Its file's ending: png, jpg, jpeg or svg, in lower case.
    pub extension: String,
    /// Its file.
    pub bytes: Vec<u8>,
    /// Whether the closing bears it, and not the first paragraph.
    pub with_closing: bool,
    /// What it shows.
    alt: String,
    /// Width and height.
    size: (f64, f64),
    /// Its left edge from the paper's; `None` for the middle of the page.
    left: Option<f64>,
    /// Its top edge from the paper's.
    top: f64,
}

impl Picture {
    /// The Garuda, in the middle of the page.
    pub fn garuda(letter: &Letter, standing: &Standing) -> Option<Self> {
        let garuda = letter.garuda.as_ref()?;
        let (top, height) = GARUDA;
        Some(Self {
            name: "Garuda",
            extension: garuda.extension.to_lowercase(),
            bytes: garuda.bytes.clone(),
            with_closing: false,
            alt: "ตราครุฑ".to_owned(),
            size: (standing.garuda, height),
            left: None,
            top,
        })
    }

    /// The code by which enclosures are checked, right of the closing.
    pub fn code(letter: &Letter, standing: &Standing) -> Option<Self> {
        let (check, place) = (letter.check.as_ref()?, standing.check.as_ref()?);
        Some(Self {
            name: "Code",
            extension: "png".to_owned(),
            bytes: Code::of(&check.digest)?.png()?,
            with_closing: true,
            alt: format!("{} {}", check.alt, check.digest),
            size: (place.size, place.size),
            left: Some(standing.margin.left + place.left),
            top: place.closing + place.top,
        })
    }

    /// Its file below `word/`.
    pub fn file(&self) -> String {
        format!("media/{}.{}", self.name.to_lowercase(), self.extension)
    }

    /// The name of the relationship to it.
    pub fn relationship(&self) -> String {
        format!("rId{}", self.name)
    }

    /// The picture as a run of a paragraph on its page.
    pub fn run(&self) -> Run {
        let size = |name| element(name).with("cx", emus(self.size.0)).with("cy", emus(self.size.1));
        let id = if self.with_closing { 2 } else { 1 };
        let mut blip = element("a:blip").with("r:embed", self.relationship());
        if self.extension == "svg" {
            let vector = element("asvg:svgBlip")
                .with("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main")
                .with("r:embed", self.relationship());
            let extension = element("a:ext").with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").holding(vector);
            blip = blip.holding(element("a:extLst").holding(extension));
        }
        let names = |name| element(name).with("id", id).with("name", self.name).with("descr", &self.alt);
        let shape = element("pic:spPr").holding_all([
            element("a:xfrm").holding_all([element("a:off").with("x", 0).with("y", 0), size("a:ext")]),
            element("a:prstGeom").with("prst", "rect").holding(element("a:avLst")),
        ]);
        let filled = element("pic:blipFill").holding_all([blip, element("a:stretch").holding(element("a:fillRect"))]);
        let named = element("pic:nvPicPr").holding_all([names("pic:cNvPr"), element("pic:cNvPicPr")]);
        let drawn = element("pic:pic").holding_all([named, filled, shape]);
        let uri = NAMESPACES[4].1;
        let graphic = element("a:graphic").holding(element("a:graphicData").with("uri", uri).holding(drawn));
        let from_page = |name, place: Element| element(name).with("relativeFrom", "page").holding(place);
        let offset = |points: f64| element("wp:posOffset").saying(&emus(points).to_string());
        let across = self.left.map_or_else(|| element("wp:align").saying("center"), offset);
        let anchor =
            ["distT", "distB", "distL", "distR"].into_iter().fold(element("wp:anchor"), |anchor, side| anchor.with(side, 0));
        let anchor = anchor
            .with("simplePos", 0)
            .with("relativeHeight", id)
            .with("behindDoc", 1)
            .with("locked", 0)
            .with("layoutInCell", 1)
            .with("allowOverlap", 1)
            .holding_all([
                element("wp:simplePos").with("x", 0).with("y", 0),
                from_page("wp:positionH", across),
                from_page("wp:positionV", offset(self.top)),
                size("wp:extent"),
                element("wp:effectExtent").with("l", 0).with("t", 0).with("r", 0).with("b", 0),
                element("wp:wrapNone"),
                names("wp:docPr"),
                element("wp:cNvGraphicFramePr"),
                graphic,
            ]);
        Run { face: Face::default(), content: vec![element("w:drawing").holding(anchor)] }
    }
}
