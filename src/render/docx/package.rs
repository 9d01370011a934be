//! The parts of the file and how they are put together: always the same ones in the same order, none with a time of its own.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use jiff::civil::Date;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, System, ZipWriter};

use super::header::{self, Pages};
use super::picture::Picture;
use super::place::{BODY, CM, PAPER, Standing, twips};
use super::xml::{Element, NAMESPACES, RELATIONSHIPS, element, rooted, valued};

/// The typeface of official letters.
const FONT: &str = "TH SarabunPSK";

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the file's properties say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Properties<'a> {
    pub title: &'a str,
    pub author: &'a str,
    pub created: Date,
    pub is_draft: bool,
}

/// Packs a letter: `body` is what its text part holds, `headers` its three heads.
pub(super) fn pack(
    body: Vec<Element>,
    headers: [Element; 3],
    pictures: &[Picture],
    standing: &Standing,
    properties: Properties<'_>,
) -> ZipResult<Vec<u8>> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), content_types(pictures).file()),
        ("_rels/.rels".to_owned(), package_relationships().file()),
        ("docProps/core.xml".to_owned(), core(properties).file()),
        ("docProps/app.xml".to_owned(), application().file()),
        ("word/document.xml".to_owned(), document(body, standing).file()),
        ("word/_rels/document.xml.rels".to_owned(), document_relationships(pictures).file()),
        ("word/styles.xml".to_owned(), styles().file()),
        ("word/settings.xml".to_owned(), settings().file()),
        ("word/fontTable.xml".to_owned(), fonts().file()),
    ];
    parts.extend(Pages::ALL.into_iter().zip(headers).map(|(pages, head)| (format!("word/{}", header::file(pages)), head.file())));
    parts.extend(pictures.iter().map(|picture| (format!("word/{}", picture.file()), picture.bytes.clone())));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).system(System::Unix);
    for (name, bytes) in parts {
        zip.start_file(name, options.unix_permissions(0o644))?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "png" => "image/png",
        "svg" => "image/svg+xml",
        _ => "image/jpeg",
    }
}

/// The text part: the body, then the section's page.
fn document(body: Vec<Element>, standing: &Standing) -> Element {
    rooted("w:document").holding(element("w:body").holding_all(body).holding(section(standing)))
}

fn section(standing: &Standing) -> Element {
    let margin = &standing.margin;
    let size = element("w:pgSz").with("w:w", twips(PAPER.0 * CM)).with("w:h", twips(PAPER.1 * CM));
    let margins = element("w:pgMar")
        .with("w:top", twips(margin.top))
        .with("w:right", twips(margin.right))
        .with("w:bottom", twips(margin.bottom))
        .with("w:left", twips(margin.left))
        .with("w:header", twips(header::top()))
        .with("w:footer", twips(CM / 2.0))
        .with("w:gutter", 0);
    let numbers = element("w:pgNumType").with("w:fmt", "thaiNumbers");
    element("w:sectPr").holding_all(header::references()).holding_all([size, margins, numbers, element("w:titlePg")])
}

fn content_types(pictures: &[Picture]) -> Element {
    let default = |extension: &str, kind: &str| element("Default").with("Extension", extension).with("ContentType", kind);
    let part = |name: &str, kind: String| element("Override").with("PartName", format!("/{name}")).with("ContentType", kind);
    let of_word = |name: &str, kind: &str| part(&format!("word/{name}"), format!("{WORD}.{kind}+xml"));
    let extensions: BTreeSet<&str> = pictures.iter().map(|picture| picture.extension.as_str()).collect();
    element("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .holding_all([
            default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            default("xml", "application/xml"),
        ])
        .holding_all(extensions.into_iter().map(|extension| default(extension, media_type(extension))))
        .holding_all([
            of_word("document.xml", "document.main"),
            of_word("styles.xml", "styles"),
            of_word("settings.xml", "settings"),
            of_word("fontTable.xml", "fontTable"),
        ])
        .holding_all(Pages::ALL.map(|pages| of_word(&header::file(pages), "header")))
        .holding_all([
            part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
            part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
        ])
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    element("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

fn relationships() -> Element {
    element("Relationships").with("xmlns", format!("{PACKAGE}/relationships"))
}

fn package_relationships() -> Element {
    relationships().holding_all([
        relationship("rIdDocument", &format!("{RELATIONSHIPS}/officeDocument"), "word/document.xml"),
        relationship("rIdCore", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        relationship("rIdApp", &format!("{RELATIONSHIPS}/extended-properties"), "docProps/app.xml"),
    ])
}

fn document_relationships(pictures: &[Picture]) -> Element {
    let to = |id: &str, kind: &str, target: &str| relationship(id, &format!("{RELATIONSHIPS}/{kind}"), target);
    relationships()
        .holding_all([
            to("rIdStyles", "styles", "styles.xml"),
            to("rIdSettings", "settings", "settings.xml"),
            to("rIdFonts", "fontTable", "fontTable.xml"),
        ])
        .holding_all(Pages::ALL.map(|pages| to(&header::relationship(pages), "header", &header::file(pages))))
        .holding_all(pictures.iter().map(|picture| to(&picture.relationship(), "image", &picture.file())))
}

fn core(properties: Properties<'_>) -> Element {
    let created = format!("{}T00:00:00Z", properties.created);
    let at = |name| element(name).with("xsi:type", "dcterms:W3CDTF").saying(&created);
    element("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .holding_all([element("dc:title").saying(properties.title), element("dc:creator").saying(properties.author)])
        .holding_all([at("dcterms:created"), at("dcterms:modified")])
        .holding(element("dc:language").saying("th-TH"))
        .holding_all(properties.is_draft.then(|| element("cp:contentStatus").saying("ฉบับร่าง")))
}

fn application() -> Element {
    element("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .holding(element("Application").saying(concat!("otop-report ", env!("CARGO_PKG_VERSION"))))
}

/// Typeface, size and language of everything that says nothing else.
fn styles() -> Element {
    let half_points = (BODY * 2.0) as i64;
    let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"]
        .into_iter()
        .fold(element("w:rFonts"), |fonts, script| fonts.with(script, FONT));
    let language = valued("w:lang", "en-US").with("w:eastAsia", "en-US").with("w:bidi", "th-TH");
    let run = [fonts, valued("w:kern", 2), valued("w:sz", half_points), valued("w:szCs", half_points), language];
    let paragraph =
        element("w:pPr").holding_all([element("w:widowControl"), element("w:spacing").with("w:before", 0).with("w:after", 0)]);
    let normal = element("w:style").with("w:type", "paragraph").with("w:default", 1).with("w:styleId", "Normal");
    let normal = normal.holding_all([valued("w:name", "Normal"), element("w:qFormat"), paragraph]);
    let defaults = element("w:docDefaults")
        .holding_all([element("w:rPrDefault").holding(element("w:rPr").holding_all(run)), element("w:pPrDefault")]);
    part("w:styles").holding_all([defaults, normal])
}

fn settings() -> Element {
    let mode = element("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", 15);
    part("w:settings").holding_all([
        valued("w:zoom", "fullPage").with("w:percent", 100),
        valued("w:defaultTabStop", 720),
        header::apart(),
        valued("w:characterSpacingControl", "doNotCompress"),
        element("w:compat").holding(mode),
        valued("w:themeFontLang", "en-US").with("w:bidi", "th-TH"),
        valued("w:decimalSymbol", "."),
        valued("w:listSeparator", ","),
    ])
}

/// The typeface, with another of the same drawing where it is not installed.
fn fonts() -> Element {
    let font = element("w:font").with("w:name", FONT).holding_all([
        valued("w:altName", "TH Sarabun New"),
        valued("w:charset", "DE"),
        valued("w:family", "swiss"),
        valued("w:pitch", "variable"),
    ]);
    part("w:fonts").holding(font)
}

/// The root of a part of the format's own words.
fn part(name: &'static str) -> Element {
    element(name).with(NAMESPACES[0].0, NAMESPACES[0].1)
}
