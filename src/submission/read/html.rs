//! HTML tables, as they come out of web systems under an .xls name.

use super::csv::unwrapped;
use super::sheet::{Budget, COLUMNS, ROWS, SheetBuilder};
use super::{ReadLimits, ReadTrouble, SHEETS, Size, number as numbers};
use crate::dom::{Dom, NodeRef};
use crate::submission::raw::{MergedRange, RawSheet, RawValue, RawWorkbook};

/// Tags in one document: the tree takes some 200 bytes for each with its text.
const TAGS: usize = 2_500_000;

/// Elements inside one another, those left open included: building the tree takes the square.
const DEPTH: usize = 5_000;

/// Reads each table of a document as a sheet. A table that only arranges other tables gives its
/// own cells, and the tables inside follow as sheets of their own. A sheet is named after its
/// tab if Excel saved the document, else after its caption, the heading above it, or `stem`.
pub(super) fn read(text: &str, stem: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let mut budget = Budget::new(limits);
    let sheets = tables(text, stem, &mut budget)?;
    if sheets.is_empty() { Err(ReadTrouble::NotASpreadsheet) } else { Ok(RawWorkbook { sheets, ..RawWorkbook::default() }) }
}

/// The sheets of a document, blank tables left out.
pub(super) fn tables(text: &str, stem: &str, budget: &mut Budget) -> Result<Vec<RawSheet>, ReadTrouble> {
    if text.bytes().filter(|byte| *byte == b'<').count() > TAGS {
        return Err(ReadTrouble::TooLarge { what: Size::Cells, limit: TAGS as u64 });
    }
    if nests_deeply(text) {
        return Err(ReadTrouble::Unreadable("HTML nests too deeply".into()));
    }
    let page = Dom::page(text);
    if page.root().descendants().any(asks_for_a_password) {
        return Err(ReadTrouble::NotASpreadsheet);
    }
    let mut sheets: Vec<RawSheet> = Vec::new();
    let mut heading = String::new();
    for element in page.root().descendants() {
        match element.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => heading = shown(element),
            "table" => {
                let above = std::mem::take(&mut heading);
                let name = Some(caption(element)).filter(|name| !name.is_empty()).unwrap_or(above);
                let sheet = table(element, SheetBuilder::new(name, false, budget))?;
                if !sheet.rows.is_empty() {
                    sheets.push(sheet);
                }
                if sheets.len() > SHEETS {
                    return Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 });
                }
            }
            _ => {}
        }
    }
    name_sheets(&mut sheets, &tab_names(text), stem);
    Ok(sheets)
}

/// Whether an element belongs to the page that a system shows before it lets one in.
fn asks_for_a_password(element: NodeRef<'_>) -> bool {
    element.name() == "input" && element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
}

/// Whether more elements stand open at once than any page has. Those whose end tag HTML lets one
/// leave out do not count.
fn nests_deeply(text: &str) -> bool {
    const UNCLOSED: [&str; 22] = [
        "area", "base", "br", "col", "colgroup", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "tbody",
        "td", "tfoot", "th", "thead", "tr", "wbr",
    ];
    let mut depth = 0_usize;
    text.split('<').skip(1).any(|tag| {
        let closes = tag.starts_with('/');
        let end = tag.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(tag.len());
        let name = tag[..end].trim_matches('/').to_ascii_lowercase();
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !UNCLOSED.contains(&name.as_str()) {
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        }
        depth > DEPTH
    })
}

/// The tabs that Excel lists in a comment of the pages it saves.
pub(super) fn tab_names(text: &str) -> Vec<String> {
    let named = text.split("<x:Name>").skip(1).filter_map(|rest| rest.split_once("</x:Name>"));
    named.map(|(name, _)| Dom::text_of(name)).collect()
}

/// Names the sheets after the tabs where there are as many, and those without a name after `stem`.
pub(super) fn name_sheets(sheets: &mut [RawSheet], tabs: &[String], stem: &str) {
    if tabs.len() == sheets.len() {
        sheets.iter_mut().zip(tabs).for_each(|(sheet, tab)| sheet.name.clone_from(tab));
    }
    for (index, sheet) in sheets.iter_mut().enumerate().filter(|(_, sheet)| sheet.name.is_empty()) {
        sheet.name = if index == 0 { stem.to_owned() } else { format!("{stem} ({})", index + 1) };
    }
}

fn caption(table: NodeRef<'_>) -> String {
    table.children().find(|child| child.name() == "caption").map(shown).unwrap_or_default()
}

/// Lays the cells of one table out in rows and columns, spans included.
fn table(table: NodeRef<'_>, mut sheet: SheetBuilder<'_>) -> Result<RawSheet, ReadTrouble> {
    // For each column, the row from which it is free again.
    let mut taken: Vec<u32> = Vec::new();
    for (row, line) in (0..).zip(own_rows(table)) {
        if hidden(line) {
            sheet.hide_rows(row, row);
        }
        let mut column = 0_usize;
        for cell in line.children().filter(|cell| matches!(cell.name(), "td" | "th")) {
            while taken.get(column).is_some_and(|free| *free > row) {
                column += 1;
            }
            let span =
                |name, limit| cell.attribute(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1_u32).clamp(1, limit);
            let (across, down) = (span("colspan", 1_000), span("rowspan", ROWS));
            let Some(first_col) = u32::try_from(column).ok().filter(|column| *column < COLUMNS) else { break };
            let last = column + across as usize;
            taken.resize(taken.len().max(last), 0);
            taken[column..last].fill(row.saturating_add(down));
            if let Some(value) = value(cell) {
                let (last_row, last_col) = (row.saturating_add(down - 1), first_col + across - 1);
                sheet.merge(MergedRange { first_row: row, first_col, last_row, last_col });
                sheet.put(row, first_col, value)?;
            }
            column = last;
        }
    }
    Ok(sheet.finish())
}

/// The rows of a table, not those of tables inside it.
fn own_rows<'t>(table: NodeRef<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    table.children().flat_map(|child| match child.name() {
        "tr" => vec![child],
        "thead" | "tbody" | "tfoot" => child.children().filter(|row| row.name() == "tr").collect(),
        _ => Vec::new(),
    })
}

fn hidden(row: NodeRef<'_>) -> bool {
    row.attribute("style").is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("display:none"))
}

/// The value of a cell: the number that Excel (`x:num`) or LibreOffice (`sdval`) keeps beside the
/// text, a day where LibreOffice tells a date's format with it, or the text.
fn value(cell: NodeRef<'_>) -> Option<RawValue> {
    if cell.descendants().any(|inner| inner.name() == "table") {
        return None;
    }
    let shown = unwrapped(&shown(cell));
    // A failed formula keeps the number 0 beside its error.
    if numbers::is_error(&shown) {
        return Some(RawValue::Error(shown));
    }
    let format = cell.attribute("sdnum").and_then(|format| format.splitn(3, ';').nth(2)).unwrap_or_default();
    let stored = cell.attribute("x:num").or_else(|| cell.attribute("sdval")).and_then(|stored| stored.trim().parse().ok());
    match stored.map(|stored| numbers::dated(stored, numbers::is_date(format), false)) {
        Some(RawValue::Number(number)) if format == "BOOLEAN" => Some(RawValue::Bool(!number.is_zero())),
        Some(value @ (RawValue::Number(_) | RawValue::Day(_))) => Some(value),
        _ => Some(shown).filter(|text| !text.is_empty()).map(RawValue::Text),
    }
}

/// The text as a browser shows it: white space collapsed, a line for each `br` and paragraph.
fn shown(element: NodeRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match (node.text(), node.name()) {
            (Some(piece), _) if !node.parent().is_some_and(is_code) => push_collapsed(&mut text, piece),
            (None, "br") => push_line(&mut text),
            (None, "p" | "div" | "li") if !text.is_empty() => push_line(&mut text),
            _ => {}
        }
    }
    text.trim_matches([' ', '\n']).to_owned()
}

fn is_code(element: NodeRef<'_>) -> bool {
    matches!(element.name(), "script" | "style")
}

fn push_collapsed(text: &mut String, piece: &str) {
    for c in piece.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                if !text.ends_with([' ', '\n']) {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
}

fn push_line(text: &mut String) {
    let end = text.trim_end_matches(' ').len();
    text.truncate(end);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> RawValue {
        RawValue::Text(text.into())
    }

    #[test]
    fn spans_breaks_and_stored_numbers() {
        let html =
            "<html><body><h2>แบบ ๒ ออนไลน์</h2><table><tr style='DISPLAY: none'><td rowspan=2>ก<br> ข&nbsp;ค<td colspan=2>หัว
            <tr><td x:num='1234.5'>1,234.50<td>  ง  <tr><td><td>จ</table><table><tr><td>&lt;ฉ&gt;</table>";
        let workbook = read(html, "ไฟล์", &ReadLimits::default()).unwrap();
        let [first, second] = &workbook.sheets[..] else { panic!("two tables") };
        assert_eq!((first.name.as_str(), second.name.as_str()), ("แบบ ๒ ออนไลน์", "ไฟล์ (2)"));
        assert_eq!(first.rows[0].cells, [(0, text("ก\nข\u{A0}ค")), (1, text("หัว"))]);
        assert!(first.rows[0].hidden && !first.rows[1].hidden);
        assert_eq!(first.rows[1].cells, [(1, numbers::number(1234.5)), (2, text("ง"))]);
        assert_eq!(first.rows[2].cells, [(1, text("จ"))]);
        assert_eq!(first.merges.len(), 2);
        assert_eq!(second.rows[0].cells, [(0, text("<ฉ>"))]);
    }

    #[test]
    fn a_layout_table_gives_way_to_the_tables_inside() {
        let html = "<table><tr><td>บน</td></tr><tr><td><table><tr><td>ใน</td></tr></table></td></tr></table>";
        let workbook = read(html, "ก", &ReadLimits::default()).unwrap();
        let cells: Vec<_> = workbook.sheets.iter().map(|sheet| sheet.rows[0].cells[0].1.clone()).collect();
        assert_eq!(cells, [text("บน"), text("ใน")]);
        assert_eq!(read("<p>จดหมาย", "ก", &ReadLimits::default()), Err(ReadTrouble::NotASpreadsheet));
    }
}
