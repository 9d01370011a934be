//! The documents that are written: the program's own, and what they are built of where a test wants another.

use otop_report::documents::document::{
    Align, Block, Cell, Column, Document, Formula, HeadCell, Orientation, Row, RowKind, Signature, Value,
};

use crate::support::real::Real;

pub use super::unusual::{clerks_words, malformed, percents, three_signatures};

/// A document of the clean month by its name.
pub fn clean(id: &str) -> &'static Document {
    Real::clean().documents.iter().find(|document| document.id == id).expect("it is made every month")
}

/// The same of a month without any report.
pub fn draft(id: &str) -> &'static Document {
    Real::draft().documents.iter().find(|document| document.id == id).expect("it is made every month")
}

pub fn text(text: &str) -> Cell {
    cell(Value::Text(text.into()))
}

pub fn cell(value: Value) -> Cell {
    Cell { value, formula: None, colspan: 1, align: None }
}

pub fn int(count: i64) -> Cell {
    cell(Value::Integer(count))
}

pub fn computed(value: Value, formula: Formula) -> Cell {
    Cell { formula: Some(formula), ..cell(value) }
}

pub fn head(text: &str, colspan: usize, rowspan: usize) -> HeadCell {
    HeadCell { text: text.into(), verbatim: false, colspan, rowspan }
}

pub fn columns(shares: &[(f64, Align)]) -> Vec<Column> {
    shares.iter().map(|(width, align)| Column { width: *width, align: *align }).collect()
}

pub fn body(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Body, cells }
}

pub fn document(id: &str, title: &[&str], sheet: &str, orientation: Orientation, blocks: Vec<Block>) -> Document {
    let title = title.iter().map(std::string::ToString::to_string).collect();
    Document { id: id.into(), district: None, title, sheet: sheet.into(), orientation, draft: None, blocks }
}

pub fn signatures() -> Block {
    let signature =
        |role: &str, name: &str, position: &str| Signature { role: role.into(), name: name.into(), position: position.into() };
    Block::Signatures(vec![signature("ผู้รายงาน", "นายกิตติ ทาใจ", "นักวิชาการพัฒนาชุมชนชำนาญการ"), signature("ผู้ตรวจสอบ", "", "")])
}

/// All of them.
pub fn all() -> Vec<Document> {
    let drafts = Real::draft().documents.iter().filter(|document| document.draft.is_some()).cloned();
    let drafts = drafts.map(|document| Document { id: format!("draft-{}", document.id), ..document });
    let unusual = [three_signatures(), clerks_words(), percents(), malformed()];
    Real::clean().documents.iter().cloned().chain(drafts).chain(unusual).collect()
}
