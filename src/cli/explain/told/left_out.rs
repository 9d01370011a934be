//! What does not count, and why: what was found first, then operators that are counted elsewhere.

use super::super::aligned::Side::{Left, Right};
use super::super::aligned::aligned;
use super::{Teller, place};
use crate::cli::terminal::in_line;
use crate::explain::{LeftOut, Measured, Why};
use crate::finding::Place;

impl Teller<'_> {
    /// What was found; nothing where nothing was.
    pub(super) fn left_out(&self) -> Vec<String> {
        let found: Vec<&LeftOut> = self.explanation.left_out.iter().filter(|out| counted_at(out).is_none()).collect();
        if found.is_empty() {
            return vec![self.words("ไม่มีรายการใดถูกตัดออก", "nothing was found that does not count")];
        }
        let rows: Vec<Vec<String>> = found.iter().map(|out| self.row(out)).collect();
        let count = self.count(found.len() as i64);
        let mut lines = vec![self.lang.pick(format!("ไม่ได้นับ {count} รายการ"), format!("left out: {count}"))];
        for (out, row) in found.iter().zip(aligned(&[Left, Right, Left], &rows)) {
            lines.push(row);
            lines.extend(out.why.iter().map(|why| format!("      → {} [{}]", in_line(&self.said(why)), why.code())));
        }
        lines
    }

    fn row(&self, out: &LeftOut) -> Vec<String> {
        let amount = match (out.amount, out.rows) {
            (_, 0) => String::new(),
            (None, _) => "?".to_owned(),
            (Some(value), _) => Measured(self.explanation.figure.unit_left_out(), value).number(self.lang),
        };
        let rows = self.count(i64::try_from(out.rows).unwrap_or(i64::MAX));
        let name = match (out.place.cell, out.rows) {
            (None, 1..) => self.lang.pick(format!("ทั้งแฟ้ม {rows} แถว"), format!("the whole file, rows: {rows}")),
            _ => in_line(&out.name),
        };
        let place = match (&out.place.file, out.district, out.month) {
            (None, Some(district), Some(month)) => format!("{} {}", self.district(district), self.said(&month)),
            _ => place(&out.place),
        };
        vec![place, amount, name]
    }

    /// Listings whose operator is counted at another one, each with that one; nothing where there are none.
    pub(super) fn counted_once(&self) -> Vec<String> {
        let counted = self.explanation.left_out.iter().filter_map(|out| Some((out, counted_at(out)?)));
        let at = self.words("นับที่", "counted at");
        let rows: Vec<Vec<String>> = counted
            .map(|(out, counted)| vec![place(&out.place), format!("{at} {}", place(counted)), in_line(&out.name)])
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let count = self.count(rows.len() as i64);
        let title = self.lang.pick(
            format!("นับรายนั้นไปแล้ว จึงไม่นับซ้ำ (ปีหนึ่งนับครั้งเดียว) {count} รายการ"),
            format!("operators counted already (once a year): {count}"),
        );
        std::iter::once(title).chain(aligned(&[Left, Left, Left], &rows)).collect()
    }
}

/// Where an operator is counted instead.
fn counted_at(out: &LeftOut) -> Option<&Place> {
    out.why.iter().find_map(Why::counted_at)
}
