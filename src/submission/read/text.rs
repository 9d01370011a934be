//! The characters of a text file: UTF-8, UTF-16 with its mark, or Windows-874.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_874};

/// The text behind the bytes, its byte order mark dropped; `None` where they are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return plausible(text);
    }
    let head = &bytes[..bytes.len().min(400)];
    let zeros = |from| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 8 > head.len();
    match (zeros(0), zeros(1)) {
        (false, true) => plausible(UTF_16LE.decode_without_bom_handling(bytes).0),
        (true, false) => plausible(UTF_16BE.decode_without_bom_handling(bytes).0),
        (true, true) => None,
        (false, false) => plausible(decode_unmarked(bytes)),
    }
}

/// UTF-8 if it is, even with a few bytes damaged; else what the file says of itself; else
/// Windows-874.
fn decode_unmarked(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    let Cow::Owned(damaged) = &text else { return text };
    let thai = damaged.chars().filter(|c| ('\u{E00}'..='\u{E7F}').contains(c)).count();
    let lost = damaged.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if thai > 10 * lost {
        return text;
    }
    declared(bytes).unwrap_or(WINDOWS_874).decode_without_bom_handling(bytes).0
}

/// The encoding that an HTML `charset=` or an XML `encoding=` near the head names.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4_096)].to_ascii_lowercase();
    let after = |label: &[u8]| head.windows(label.len()).position(|piece| piece == label).map(|at| &head[at + label.len()..]);
    let named = after(b"charset=").or_else(|| after(b"encoding="))?;
    let name: Vec<u8> = named
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label(&name).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

/// The text, unless it is full of what no text holds: control characters, undecodable bytes.
fn plausible(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let allowed = ['\t', '\n', '\r', '\u{C}', '\u{1A}'];
    let odd = |c: &char| *c == char::REPLACEMENT_CHARACTER || (c.is_ascii_control() && !allowed.contains(c));
    let sample = text.chars().take(100_000);
    let (odds, all) = (sample.clone().filter(odd).count(), sample.count());
    (!text.contains('\0') && odds <= 1 + all / 50).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_thai_offices() {
        let thai = "ที่,ชื่อกลุ่ม\n๑,กลุ่มทอผ้า\n";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(thai.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (windows, _, _) = WINDOWS_874.encode(thai);
        for bytes in [thai.as_bytes(), &utf16, &windows, format!("\u{FEFF}{thai}").as_bytes()] {
            assert_eq!(decode(bytes).as_deref(), Some(thai));
        }
        let cut = &thai.as_bytes()[..thai.len() - 2];
        assert!(decode(cut).unwrap().starts_with("ที่,ชื่อ"));
        let html = WINDOWS_874.encode("<meta charset=\"tis-620\"><td>ไทย").0;
        assert!(decode(&html).unwrap().ends_with("ไทย"));
    }

    #[test]
    fn binary_is_no_text() {
        assert_eq!(decode(b"\x00\x01\x02\x03binary"), None);
        assert_eq!(decode(&(0..=255).cycle().take(4_000).collect::<Vec<u8>>()), None);
    }
}
