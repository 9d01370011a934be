//! Little-endian fields of binary records; beyond the end there is nothing, never a panic.

use super::ReadTrouble;

/// The fields of one record, taken from the front.
#[derive(Clone, Copy)]
pub(super) struct Fields<'b>(pub(super) &'b [u8]);

impl<'b> Fields<'b> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], ReadTrouble> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(short)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadTrouble> {
        self.take(N)?.try_into().map_err(|_| short())
    }

    /// The next byte.
    pub(super) fn u8(&mut self) -> Result<u8, ReadTrouble> {
        self.array().map(u8::from_le_bytes)
    }

    /// The next two bytes.
    pub(super) fn u16(&mut self) -> Result<u16, ReadTrouble> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next four bytes.
    pub(super) fn u32(&mut self) -> Result<u32, ReadTrouble> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next eight bytes as a floating-point number.
    pub(super) fn f64(&mut self) -> Result<f64, ReadTrouble> {
        self.array().map(f64::from_le_bytes)
    }

    /// A number in the four bytes of an `RkNumber`: an integer or the head of a float, perhaps in
    /// hundredths.
    pub(super) fn rk(&mut self) -> Result<f64, ReadTrouble> {
        let rk = self.u32()?;
        let value = if rk & 2 == 0 { f64::from_bits(u64::from(rk & !3) << 32) } else { f64::from(rk.cast_signed() >> 2) };
        Ok(if rk & 1 == 0 { value } else { value / 100.0 })
    }

    /// UTF-16 text behind its length in four bytes.
    pub(super) fn wide_text(&mut self) -> Result<String, ReadTrouble> {
        let length = self.u32()?;
        // Text that is absent has a length of all ones.
        if length == u32::MAX {
            return Ok(String::new());
        }
        let bytes = usize::try_from(length).ok().and_then(|length| length.checked_mul(2)).ok_or_else(short)?;
        Ok(encoding_rs::UTF_16LE.decode_without_bom_handling(self.take(bytes)?).0.into_owned())
    }
}

/// The name of an error code in a cell, the same in .xls and .xlsb.
pub(super) fn error_name(code: u8) -> String {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        other => return format!("#ERROR {other}"),
    }
    .to_owned()
}

fn short() -> ReadTrouble {
    ReadTrouble::Unreadable("a record ends too early".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rk_numbers() {
        let rk = |bits: u32| Fields(&bits.to_le_bytes()).rk().unwrap();
        assert_eq!((rk(0x3FF0_0000), rk(0x3FF0_0001), rk((1_234 << 2) | 2), rk((1_234 << 2) | 3)), (1.0, 0.01, 1_234.0, 12.34));
        assert_eq!(rk(!1), -1.0);
    }

    #[test]
    fn text_beyond_the_end() {
        assert!(Fields(&[0xFE, 0xFF, 0xFF, 0xFF, 1]).wide_text().is_err());
        assert_eq!(Fields(&[1, 0, 0, 0, 0x01, 0x0E]).wide_text().unwrap(), "ก");
    }
}
