//! What kind of result a formula of an .xls can have, by its last operation ([MS-XLS] 2.2.2).

use super::ReadTrouble;
use super::binary::Fields;

/// The kind of a formula's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Surely a text that is not empty, or nearly so.
    Text,
    /// An empty text, or anything else: the formula holds one.
    PerhapsNothing,
    /// A number, or not to be told.
    Other,
}

/// Functions that give a text: FIXED, REPT, MID, TEXT, CHAR, LOWER, UPPER, PROPER, LEFT, RIGHT, TRIM,
/// REPLACE, SUBSTITUTE, CONCATENATE, BAHTTEXT.
const TEXT_FUNCTIONS: [u16; 15] = [14, 30, 31, 48, 111, 112, 113, 114, 115, 116, 118, 119, 120, 336, 368];

/// The kind of result of the formula with these operations, in reverse Polish order. Of a formula
/// that is not understood nothing is said.
pub(super) fn outcome_of(operations: &[u8], wide: bool) -> Outcome {
    walk(operations, wide).unwrap_or(Outcome::Other)
}

fn walk(operations: &[u8], wide: bool) -> Result<Outcome, ReadTrouble> {
    let mut fields = Fields(operations);
    let (mut last_is_text, mut empty_text) = (false, false);
    while !fields.0.is_empty() {
        let operation = fields.u8()?;
        // Operands come in three classes, of reference, value and array.
        let operation = if operation & 0x40 != 0 { (operation | 0x20) & 0x3F } else { operation & 0x3F };
        match operation {
            // Parentheses and attributes of the formula, such as its spaces, change nothing.
            0x15 => {}
            0x19 => attribute(&mut fields)?,
            // A text.
            0x17 => {
                let length = usize::from(fields.u8()?);
                let width = if wide && fields.u8()? & 1 != 0 { 2 } else { 1 };
                fields.take(length * width)?;
                (last_is_text, empty_text) = (length > 0, empty_text || length == 0);
            }
            // Joining.
            0x08 => last_is_text = true,
            // A function with as many arguments as it wants, or as it is given.
            0x21 => last_is_text = TEXT_FUNCTIONS.contains(&fields.u16()?),
            0x22 => {
                fields.u8()?;
                last_is_text = TEXT_FUNCTIONS.contains(&(fields.u16()? & 0x7FFF));
            }
            operand => {
                fields.take(operand_length(operand, wide))?;
                last_is_text = false;
            }
        }
    }
    Ok(match (last_is_text, empty_text) {
        (true, _) => Outcome::Text,
        (false, true) => Outcome::PerhapsNothing,
        (false, false) => Outcome::Other,
    })
}

/// Takes an attribute; that of CHOOSE has a table of jumps.
fn attribute(fields: &mut Fields<'_>) -> Result<(), ReadTrouble> {
    let (kind, data) = (fields.u8()?, fields.u16()?);
    if kind & 4 != 0 {
        fields.take((usize::from(data) + 1) * 2)?;
    }
    Ok(())
}

/// Bytes behind an operand or operator.
fn operand_length(operand: u8, wide: bool) -> usize {
    match (operand, wide) {
        (0x1C | 0x1D, _) => 1,
        (0x1E | 0x29, _) => 2,
        (0x1F, _) => 8,
        (0x20, _) => 7,
        (0x26..=0x28, _) => 6,
        (0x01 | 0x02, _) => 4,
        (0x23, true) => 4,
        (0x24 | 0x2A | 0x2C, true) => 4,
        (0x25 | 0x2B | 0x2D, true) => 8,
        (0x39 | 0x3A | 0x3C, true) => 6,
        (0x3B | 0x3D, true) => 10,
        (0x23, false) => 14,
        (0x24 | 0x2A | 0x2C, false) => 3,
        (0x25 | 0x2B | 0x2D, false) => 6,
        (0x39, false) => 24,
        (0x3A | 0x3C, false) => 17,
        (0x3B | 0x3D, false) => 20,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_by_the_last_operation() {
        let kind = |operations: &[u8]| outcome_of(operations, true);
        // "ก"&"ข", then in parentheses with a space before.
        let joined = [0x17, 1, 1, 0x01, 0x0E, 0x17, 1, 1, 0x02, 0x0E, 0x08];
        assert_eq!(kind(&joined), Outcome::Text);
        assert_eq!(kind(&[&joined[..], &[0x19, 0x40, 0, 1, 0x15]].concat()), Outcome::Text);
        // A1-A1, 50000+10000, SUM(A1:B2) by its attribute.
        assert_eq!(kind(&[0x44, 0, 0, 0, 0xC0, 0x44, 0, 0, 0, 0xC0, 0x04]), Outcome::Other);
        assert_eq!(kind(&[0x1E, 0x50, 0xC3, 0x1E, 0x10, 0x27, 0x03]), Outcome::Other);
        assert_eq!(kind(&[0x25, 0, 0, 1, 0, 0, 0xC0, 1, 0xC0, 0x19, 0x10, 0, 0]), Outcome::Other);
        // IF(A1="","",A1), and LEFT(A1).
        let branch = [
            0x44, 0, 0, 0, 0xC0, 0x17, 0, 0, 0x0B, 0x19, 2, 7, 0, 0x17, 0, 0, 0x19, 8, 13, 0, 0x24, 0, 0, 0, 0xC0, 0x19, 8, 3, 0,
            0x42, 3, 1, 0,
        ];
        assert_eq!(kind(&branch), Outcome::PerhapsNothing);
        assert_eq!(kind(&[0x44, 0, 0, 0, 0xC0, 0x42, 1, 115, 0]), Outcome::Text);
        // Cut off, or of an unknown program.
        assert_eq!(kind(&[0x1F, 0]), Outcome::Other);
    }
}
