//! Columns that stand below each other on a terminal, where a Thai mark has no column of its own.

use unicode_width::UnicodeWidthStr;

/// At which side of its column a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A text longer than so many columns stands out of its column, so that it does not push all others away.
const WIDEST: usize = 80;

/// Lines of a table, two spaces before and between the columns. What lacks a cell is short; nothing is left at a line's end.
pub(super) fn aligned(sides: &[Side], rows: &[Vec<String>]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
        cells.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(sides.iter().zip(&widths)).map(|(cell, (side, width))| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if *side == Side::Left { format!("  {cell}{space}") } else { format!("  {space}{cell}") }
        });
        cells.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_no_column_and_numbers_end_together() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["น้ำพริก", "๑", "ก"]), row(["abcdef", "๑,๒๓๔", ""]), row(["", "-", "ข"])];
        // น้ำพริก are seven letters, three of them marks that stand above others; sara am is a letter.
        assert_eq!(
            aligned(&[Side::Left, Side::Right, Side::Left], &rows),
            ["  น้ำพริก       ๑  ก", "  abcdef  ๑,๒๓๔", "              -  ข"]
        );
        let long = "ย".repeat(WIDEST + 1);
        let rows = [vec![long.clone(), "๑".to_owned()], vec!["ก".to_owned(), "๒".to_owned()]];
        assert_eq!(aligned(&[Side::Left, Side::Right], &rows), [format!("  {long}  ๑"), "  ก  ๒".to_owned()]);
    }
}
