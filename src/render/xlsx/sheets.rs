//! Which part of a document stands on which worksheet, and under what name.
//!
//! A worksheet holds one table: its columns are the worksheet's columns, so that every figure has a cell of its own that a
//! clerk can sort, copy and add up, and its heading is the one that repeats on each printed page. A second table with
//! other columns would have to be merged over the first one's, so it starts a worksheet of its own, under the document's
//! title. Only small tables of words (a rubric, the evidence) share one: nobody computes with them.

use super::measure::Ruler;
use super::table::is_small;
use crate::documents::document::{Block, Document, Table};
use crate::thai::digits;

/// A worksheet to be.
pub(super) struct Sheet<'a> {
    pub(super) name: String,
    pub(super) blocks: Vec<&'a Block>,
}

/// Excel's limit for a worksheet's name, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// Splits `document` into worksheets; always at least one. The first has the document's sheet name, the others the
/// caption of their table.
pub(super) fn split(document: &Document) -> Vec<Sheet<'_>> {
    let mut parts: Vec<Vec<&Block>> = Vec::new();
    let mut part: Vec<&Block> = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block
            && !may_share(&part, table)
        {
            let introduction = part.split_off(introduction(&part));
            parts.push(std::mem::replace(&mut part, introduction));
        }
        part.push(block);
    }
    parts.push(part);
    let mut used: Vec<String> = Vec::new();
    let mut sheets = Vec::new();
    for (index, blocks) in parts.into_iter().enumerate() {
        let wanted = if index == 0 { &document.sheet } else { caption(&blocks).unwrap_or(&document.sheet) };
        let name = distinct_name(wanted, &used);
        used.push(name.to_lowercase());
        sheets.push(Sheet { name, blocks });
    }
    sheets
}

/// The tables among `blocks`.
pub(super) fn tables<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> impl Iterator<Item = &'b Table> {
    blocks.into_iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
}

/// Whether `table` may stand on one worksheet with `part`.
fn may_share(part: &[&Block], table: &Table) -> bool {
    let mut others = tables(part.iter().copied()).peekable();
    others.peek().is_none() || (is_small(table) && others.all(is_small))
}

/// Where the heading that introduces what follows `part` begins: it moves on with it.
fn introduction(part: &[&Block]) -> usize {
    let words = |block: &&&Block| matches!(block, Block::Heading(_) | Block::Paragraph(_));
    let start = part.len() - part.iter().rev().take_while(words).count();
    part[start..].iter().position(|block| matches!(block, Block::Heading(_))).map_or(part.len(), |heading| start + heading)
}

/// What the worksheet of `blocks` is about: its table's own name for it or caption, or its first heading.
fn caption<'b>(blocks: &[&'b Block]) -> Option<&'b str> {
    let caption = tables(blocks.iter().copied()).flat_map(|table| [table.sheet.as_str(), table.caption.as_str()]);
    let heading = blocks.iter().filter_map(|block| if let Block::Heading(text) = block { Some(text.as_str()) } else { None });
    caption.chain(heading).find(|text| !text.trim().is_empty())
}

/// `wanted` as a worksheet's name: short enough, without the characters Excel refuses, and not in `used` (lower case).
fn distinct_name(wanted: &str, used: &[String]) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
    let clean: String = wanted.chars().map(allowed).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = Some(clean.trim_matches(['\'', ' '])).filter(|name| !name.is_empty()).unwrap_or("แผ่นงาน");
    let numbered = |number: usize| {
        let suffix = if number == 1 { String::new() } else { digits::to_thai(&format!(" ({number})")) };
        let room = LONGEST_NAME - suffix.chars().count();
        let name = Some(Ruler::shared().shorten(clean, room)).filter(|name| !name.is_empty());
        name.map_or_else(|| clean.chars().take(room / 2).collect(), str::to_owned) + &suffix
    };
    (1..).map(numbered).find(|name| !used.contains(&name.to_lowercase())).expect("the numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_distinct() {
        assert_eq!(distinct_name("แบบ ๑: ก/ข [ค]", &[]), "แบบ ๑ ก ข ค");
        assert_eq!(distinct_name(" '' ", &[]), "แผ่นงาน");
        assert_eq!(distinct_name("ผล", &["ผล".into(), "ผล (๒)".into()]), "ผล (๓)");
        for name in ["ผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์ประจำปีงบประมาณ ๒๕๖๕", &"𝒳".repeat(40), &"x".repeat(60)]
        {
            let name = distinct_name(name, &[]);
            assert!(!name.is_empty() && name.encode_utf16().count() <= 31, "{name}");
        }
    }
}
