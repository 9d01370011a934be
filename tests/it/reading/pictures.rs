//! Where pictures and links stand on a sheet, whichever program placed them.

use otop_report::submission::read::{PictureTrouble, ReadLimits, picture};

use super::zipped::{ods, workbook, zip};

/// Each picture of the first sheet: row and column of its cell, its part, its bytes.
fn placed(bytes: &[u8]) -> Vec<(Option<(u32, u32)>, String, u64)> {
    workbook(bytes).sheets[0].pictures.iter().map(|picture| (picture.at, picture.part.clone(), picture.size)).collect()
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
}

fn relations(all: &[String]) -> Vec<u8> {
    format!("<Relationships>{}</Relationships>", all.concat()).into_bytes()
}

/// An .xlsx whose only sheet is this, with these parts besides.
fn book(sheet: &str, of_book: &[String], more: &[(&str, &[u8])]) -> Vec<u8> {
    let own = relations(&[&[relation("r", "worksheet", "sheet.xml")], of_book].concat());
    let main: [(&str, &[u8]); 3] = [
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='S' id='r'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", &own),
        ("xl/sheet.xml", sheet.as_bytes()),
    ];
    zip(&[&main, more].concat())
}

#[test]
fn pictures_over_cells_have_the_cell_of_their_corner() {
    let corner = |row: u32| format!("<x:from><x:col>3</x:col><x:colOff>5</x:colOff><x:row>{row}</x:row></x:from>");
    let pic = |id: &str| format!("<x:pic><x:blipFill><a:blip r:embed='{id}'/></x:blipFill></x:pic>");
    let drawing = [
        "<x:wsDr>".to_owned(),
        format!("<x:twoCellAnchor>{}{}</x:twoCellAnchor>", corner(4), pic("a")),
        // A group of two, one of which lies on somebody's disk.
        format!("<x:oneCellAnchor>{}<x:grpSp>{}{}</x:grpSp></x:oneCellAnchor>", corner(6), pic("b"), pic("lost")),
        format!("<x:absoluteAnchor><x:pos x='0' y='0'/>{}</x:absoluteAnchor>", pic("b")),
        // What a newer program draws, and its picture for the others; a shape that a picture fills.
        format!(
            "<x:twoCellAnchor>{}<mc:AlternateContent><mc:Choice><x:sp/></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></x:twoCellAnchor>",
            corner(8),
            pic("a")
        ),
        format!("<x:twoCellAnchor>{}<x:sp><a:blipFill><a:blip r:embed='a'/></a:blipFill></x:sp></x:twoCellAnchor>", corner(9)),
        "</x:wsDr>".to_owned(),
    ];
    let more = |drawing: &str| {
        book(
            "<worksheet><sheetData/><drawing id='d'/></worksheet>",
            &[],
            &[
                ("xl/_rels/sheet.xml.rels", &relations(&[relation("d", "drawing", "drawings/drawing1.xml")])),
                ("xl/drawings/drawing1.xml", drawing.as_bytes()),
                (
                    "xl/drawings/_rels/drawing1.xml.rels",
                    &relations(&[relation("a", "image", "../media/image1.png"), relation("b", "image", "/xl/media/image2.jpeg")]),
                ),
                ("xl/media/image1.png", b"one"),
                ("xl/media/image2.jpeg", b"three"),
            ],
        )
    };
    let (one, two) = (("xl/media/image1.png".to_owned(), 3), ("xl/media/image2.jpeg".to_owned(), 5));
    let expected = [
        (Some((4, 3)), one.0.clone(), one.1),
        (Some((6, 3)), two.0.clone(), two.1),
        (Some((6, 3)), String::new(), 0),
        (None, two.0, two.1),
    ];
    let whole = more(&drawing.concat());
    assert_eq!(placed(&whole), expected);
    assert_eq!(placed(&more(&drawing[..3].concat())), expected[..3], "up to the damage");

    let limits = ReadLimits::default();
    assert_eq!(picture(&whole, "xl/media/image2.jpeg", 5, &limits).as_deref(), Ok(b"three".as_slice()));
    assert_eq!(picture(&whole, "xl/media/image2.jpeg", 4, &limits), Err(PictureTrouble::TooLarge(4)));
    assert_eq!(picture(&whole, "xl/media/image9.png", 5, &limits), Err(PictureTrouble::Elsewhere));
    assert_eq!(picture(b"no zip", "a", 5, &limits), Err(PictureTrouble::Elsewhere));
}

#[test]
fn pictures_in_cells_are_found_by_rich_value_and_by_name() {
    let cells = "<c r='C2' t='e' vm='2'><v>#VALUE!</v></c><c r='D2' t='str'><f>_xlfn.DISPIMG(\"ID_7\",1)</f><v>=DISPIMG(\"ID_7\",1)</v></c>\
        <c r='E2' t='e' vm='1'><v>#VALUE!</v></c><c r='F2' t='e'><f>_xlfn.IMAGE(\"https://example.com/a.png\")</f><v>#NAME?</v></c>";
    let of_book = [
        relation("m", "sheetMetadata", "metadata.xml"),
        relation("v", "rdRichValue", "richData/rdrichvalue.xml"),
        relation("s", "rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
        relation("i", "richValueRel", "richData/richValueRel.xml"),
        relation("w", "cellImage", "cellimages.xml"),
    ];
    let bytes = book(
        &format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"),
        &of_book,
        &[
            (
                "xl/metadata.xml",
                b"<metadata><futureMetadata><bk><x:rvb i='1'/></bk><bk><x:rvb i='0'/></bk></futureMetadata>\
                <valueMetadata><bk><rc t='1' v='0'/></bk><bk><rc t='1' v='1'/></bk></valueMetadata></metadata>",
            ),
            ("xl/richData/rdrichvalue.xml", b"<rvData><rv s='0'><v>0</v><v>5</v></rv><rv s='1'><v>9</v></rv></rvData>"),
            (
                "xl/richData/rdrichvaluestructure.xml",
                b"<rvStructures><s t='_localImage'><k n='_rvRel:LocalImageIdentifier' t='i'/><k n='CalcOrigin' t='i'/></s>\
                <s t='_webimage'><k n='WebImageIdentifier'/></s></rvStructures>",
            ),
            ("xl/richData/richValueRel.xml", b"<richValueRels><rel r:id='p'/></richValueRels>"),
            ("xl/richData/_rels/richValueRel.xml.rels", &relations(&[relation("p", "image", "../media/image1.png")])),
            (
                "xl/cellimages.xml",
                b"<e:cellImages><e:cellImage><x:pic><x:nvPicPr><x:cNvPr id='2' name='ID_7'/></x:nvPicPr><a:blip r:embed='q'/></x:pic></e:cellImage></e:cellImages>",
            ),
            ("xl/_rels/cellimages.xml.rels", &relations(&[relation("q", "image", "media/image2.png")])),
            ("xl/media/image1.png", b"one"),
            ("xl/media/image2.png", b"two"),
        ],
    );
    let part = |name: &str| format!("xl/media/{name}");
    let expected = [
        (Some((1, 2)), part("image1.png"), 3),
        (Some((1, 3)), part("image2.png"), 3),
        // On the web: there, but not in the file.
        (Some((1, 4)), String::new(), 0),
        (Some((1, 5)), String::new(), 0),
    ];
    assert_eq!(placed(&bytes), expected);
}

#[test]
fn links_of_cells_lead_outside_only() {
    let sheet = "<worksheet><sheetData/><hyperlinks><hyperlink ref='B3:B4' id='a'/><hyperlink ref='B5' location='S!A1'/>\
        <hyperlink ref='B6' id='in'/></hyperlinks></worksheet>";
    let away = "<Relationship Id='a' Type='http://x/hyperlink' Target='https://example.com/?a=1&amp;b=2' TargetMode='External'/>";
    let own = relations(&[away.to_owned(), relation("in", "hyperlink", "#S!A1")]);
    let book = workbook(&book(sheet, &[], &[("xl/_rels/sheet.xml.rels", &own)]));
    assert_eq!(book.sheets[0].links, [(2, 1, "https://example.com/?a=1&b=2".to_owned())]);
}

#[test]
fn pictures_of_open_document_cells() {
    let frame = |path: &str| format!("<draw:frame><draw:image xlink:href='{path}'><text:p/></draw:image></draw:frame>");
    let table = format!(
        "<table:table><table:table-row><table:table-cell/><table:table-cell>{}<text:p>ก</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated='3'><table:table-cell>{}{}</table:table-cell></table:table-row></table:table>",
        frame("Pictures/1.png"),
        format_args!("<draw:g>{}</draw:g>", frame("./Pictures/2.png")),
        frame("./ObjectReplacements/Object 1")
    );
    let book = workbook(&ods(&table));
    assert_eq!(book.sheets[0].rows.len(), 1, "the text beside a picture is read");
    // Nothing of them is in the file.
    let nowhere = |row, column| (Some((row, column)), String::new(), 0);
    assert_eq!(placed(&ods(&table)), [nowhere(0, 1), nowhere(1, 0)]);
}
