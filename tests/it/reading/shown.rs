//! A cell is what it shows: formulas with and without results, errors and pictures under any type.

use otop_report::submission::raw::{RawValue, RawWorkbook};

use super::zipped::{cell, cells, number, ods, record, text, wide, workbook, xlsx, zip};

fn missing() -> RawValue {
    RawValue::FormulaWithoutValue
}

fn error(name: &str) -> RawValue {
    RawValue::Error(name.into())
}

/// The values of the first row of the first sheet, in order.
fn values(book: &RawWorkbook) -> Vec<RawValue> {
    cells(&book.sheets[0]).into_iter().map(|(_, _, value)| value).collect()
}

/// An .xlsx with these cells in its first row, and more in its workbook part.
fn row(properties: &str, cells: &str) -> Vec<u8> {
    xlsx(properties, "", &[&format!("<sheetData><row>{cells}</row></sheetData>")])
}

#[test]
fn a_zero_that_nobody_calculated_is_no_result() {
    let cells = "<c><f>50000+10000</f><v>0</v></c><c t='n'><f>A1-A1</f><v>0.0</v></c><c><f>1+1</f><v>2</v></c><c><v>0</v></c>\
        <c t='str'><f>\"\"</f><v></v></c><c t='str'><f>\"ก\"</f><v>ก</v></c><c t='b'><f>1=2</f><v>0</v></c>";
    let rest = [number(2), number(0), text("ก"), RawValue::Bool(false)];
    let asked = row("<calcPr calcId='124519' fullCalcOnLoad='1'/>", cells);
    assert_eq!(values(&workbook(&asked)), [&[missing(), missing()][..], &rest].concat());
    // Excel and LibreOffice calculate before they save, and ask for nothing.
    for calculated in ["", "<calcPr calcId='191029'/>", "<calcPr fullCalcOnLoad='0'/>", "<calcPr forceFullCalc='1'/>"] {
        assert_eq!(values(&workbook(&row(calculated, cells))), [&[number(0), number(0)][..], &rest].concat(), "{calculated}");
    }
}

#[test]
fn the_same_in_xlsb() {
    let relations = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='sheet.bin'/></Relationships>";
    let bundle = [&[0; 8][..], &wide("r1"), &wide("ปก")].concat();
    let formula = |column, value: f64| cell(0x0009, column, 0, &[&value.to_le_bytes()[..], &[0; 10]].concat());
    let value_error = || cell(0x0003, 4, 0, &[0x0F]);
    let sheet = [
        record(0x0000, &[0; 17]),
        formula(0, 0.0),
        formula(1, 7.0),
        cell(0x0005, 2, 0, &0_f64.to_le_bytes()),
        cell(0x0008, 3, 0, &wide("=DISPIMG(\"ID_1\",1)")),
        record(0x0032, &1_u32.to_le_bytes()),
        value_error(),
        cell(0x0003, 5, 0, &[0x0F]),
    ]
    .concat();
    let read = |flags: u16, more: &[(&str, &[u8])]| {
        let calculation = record(0x009D, &[&[0; 24][..], &flags.to_le_bytes()].concat());
        let book = [calculation, record(0x009C, &bundle)].concat();
        let parts: [(&str, &[u8]); 3] =
            [("xl/workbook.bin", &book), ("xl/_rels/workbook.bin.rels", relations.as_bytes()), ("xl/sheet.bin", &sheet)];
        values(&workbook(&zip(&[more, &parts].concat())))
    };
    let rest = [number(7), number(0), RawValue::Picture, RawValue::Picture, error("#VALUE!")];
    assert_eq!(read(1, &[]), [&[missing()][..], &rest].concat());
    assert_eq!(read(0, &[]), [&[number(0)][..], &rest].concat());
}

/// An .xlsx whose only cell has the rich value 1 or 2 of a workbook that has a picture and an error.
fn rich(number: u32) -> RawWorkbook {
    let relation =
        |id: &str, kind: &str, target: &str| format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>");
    let relations = [
        relation("r", "worksheet", "sheet.xml"),
        relation("m", "sheetMetadata", "metadata.xml"),
        relation("v", "rdRichValue", "richData/rdrichvalue.xml"),
        relation("s", "rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
    ];
    let metadata = "<metadata xmlns='m' xmlns:xlrd='r'><futureMetadata name='XLRICHVALUE'>\
        <bk><extLst><ext><xlrd:rvb i='1'/></ext></extLst></bk><bk><extLst><ext><xlrd:rvb i='0'/></ext></extLst></bk></futureMetadata>\
        <cellMetadata><bk><rc t='2' v='0'/></bk></cellMetadata>\
        <valueMetadata><bk><rc t='1' v='0'/></bk><bk><rc t='1' v='1'/></bk></valueMetadata></metadata>";
    let sheet = format!("<worksheet><sheetData><row><c t='e' vm='{number}'><v>#VALUE!</v></c></row></sheetData></worksheet>");
    workbook(&zip(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='S' id='r'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{}</Relationships>", relations.concat()).as_bytes()),
        ("xl/sheet.xml", sheet.as_bytes()),
        ("xl/metadata.xml", metadata.as_bytes()),
        ("xl/richData/rdrichvalue.xml", b"<rvData><rv s='1'><v>8</v></rv><rv s='0'><v>0</v><v>5</v></rv></rvData>"),
        ("xl/richData/rdrichvaluestructure.xml", b"<rvStructures><s t='_localImage'/><s t='_error'/></rvStructures>"),
    ]))
}

#[test]
fn pictures_in_cells_fill_them() {
    assert_eq!((values(&rich(1)), values(&rich(2))), (vec![RawValue::Picture], vec![error("#VALUE!")]));
    let cells = "<c t='e' vm='1'><v>#VALUE!</v></c><c t='e'><v>#VALUE!</v></c><c t='e' vm='1'><v>#DIV/0!</v></c>\
        <c t='str'><f>_xlfn.DISPIMG(\"ID_1\",1)</f><v>=DISPIMG(\"ID_1\",1)</v></c><c t='inlineStr'><is><t>=DISPIMG(\"ID_1\",1)</t></is></c>\
        <c t='e'><f>_xlfn.IMAGE(\"https://example.com/a.png\")</f><v>#NAME?</v></c><c><f>_xlfn.DISPIMG(\"ID_1\",1)</f></c>";
    let picture = || RawValue::Picture;
    let expected = [picture(), error("#VALUE!"), error("#DIV/0!"), picture(), picture(), picture(), picture()];
    assert_eq!(values(&workbook(&row("", cells))), expected);
    let table = "<table:table><table:table-row><table:table-cell table:formula='of:=DISPIMG(&quot;ID_1&quot;;1)' office:value-type='string' \
        office:string-value='=DISPIMG(&quot;ID_1&quot;,1)'><text:p>=DISPIMG(\"ID_1\",1)</text:p></table:table-cell><table:table-cell \
        table:formula='of:=DISPIMG(&quot;ID_1&quot;;1)' calcext:value-type='error'><text:p>#NAME?</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(values(&workbook(&ods(table))), [picture(), picture()]);
}

#[test]
fn errors_under_any_type() {
    let cells = "<c t='str'><f>1/0</f><v>#DIV/0!</v></c><c t='inlineStr'><is><t> #REF! </t></is></c><c><v>#N/A</v></c><c t='e'><v>#SPILL!</v></c>";
    assert_eq!(values(&workbook(&row("", cells))), [error("#DIV/0!"), error("#REF!"), error("#N/A"), error("#SPILL!")]);
    let cell =
        |attributes: &str, shown: &str| format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>");
    let table = [
        cell("table:formula='of:=1/0' office:value-type='float' office:value='0'", "#DIV/0!"),
        cell("table:formula='of:=1/0' office:value-type='string' office:string-value=''", "#DIV/0!"),
        cell("table:formula='of:=X()' office:value-type='float' office:value='0'", "Err:508"),
        cell("office:value-type='string'", "#REF!"),
        cell(
            "table:formula='of:=1/0' office:value-type='string' office:string-value='' calcext:value-type='error'",
            "ผิดพลาด:502",
        ),
    ]
    .concat();
    let book = workbook(&ods(&format!("<table:table><table:table-row>{table}</table:table-row></table:table>")));
    assert_eq!(values(&book), ["#DIV/0!", "#DIV/0!", "Err:508", "#REF!", "ผิดพลาด:502"].map(error));
}

#[test]
fn results_of_open_document_formulas() {
    let cells = "<table:table-cell table:formula='of:=IF(1;&quot;&quot;;1)'><text:p/></table:table-cell>\
        <table:table-cell table:formula='of:=IF(1;&quot;&quot;;1)' office:value-type='string' office:string-value=''/>\
        <table:table-cell table:formula='of:=1+1'/>\
        <table:table-cell table:formula='of:=1+1' office:value-type='float' office:value='0'/>\
        <table:table-cell table:formula='of:=1-1' office:value-type='float' office:value='0'><text:p>0</text:p></table:table-cell>\
        <table:table-cell table:formula='of:=1+1' office:value-type='float' office:value='2'/>\
        <table:table-cell table:formula='of:=&quot;ป&quot;&amp;&quot;ง&quot;' office:value-type='string' office:string-value='ปง'><text:p>ปง</text:p></table:table-cell>\
        <table:table-cell table:formula='of:=DATE(2022;2;26)' office:value-type='date' office:date-value='2022-02-26'><text:p>๒๖ ก.พ. ๒๕๖๕</text:p></table:table-cell>";
    let book = workbook(&ods(&format!("<table:table><table:table-row>{cells}</table:table-row></table:table>")));
    let day = RawValue::Day(jiff::civil::date(2022, 2, 26));
    assert_eq!(values(&book), [missing(), missing(), number(0), number(2), text("ปง"), day]);
}
