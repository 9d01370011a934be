//! Fingerprints that were noted elsewhere: in a register, or printed on a letter, and typed or pasted along with the words
//! around them.

use super::ArchiveError;
use super::fault::{Fault, Wrong};
use super::ledger::Ledger;
use super::note::Note;
use super::refusal::Refusal;
use crate::thai::digits::to_arabic;

/// Digits of a fingerprint as it is printed.
const PRINTED: usize = 32;

/// Digits of a whole SHA-512.
const WHOLE: usize = 128;

/// Fewer digits than this say nothing.
const LEAST: usize = 16;

/// Looks for every fingerprint in `noted`: one that no bag has is a fault, one that is known a note.
///
/// # Errors
/// Where there is none in it.
pub(super) fn expect(ledger: &Ledger, noted: &str, faults: &mut Vec<Fault>, notes: &mut Vec<Note>) -> Result<(), ArchiveError> {
    let expected = fingerprints(noted);
    if expected.is_empty() {
        return Err(Refusal::NoFingerprint { noted: noted.to_owned(), least: LEAST }.into());
    }
    for digits in expected {
        match ledger.entries.iter().find(|entry| entry.seal.tagmanifest.starts_with(&digits)) {
            Some(entry) => notes.push(Note::FingerprintKnown(entry.bag)),
            None => faults.push(Fault::new(Wrong::FingerprintUnknown)),
        }
    }
    Ok(())
}

/// The fingerprints in a text, in lower case without spaces: hexadecimal digits, Thai ones too, in groups with spaces or
/// hyphens between. Of a longer run, as where a number stands before it, the end.
fn fingerprints(noted: &str) -> Vec<String> {
    let is_joint =
        |c: char| c.is_whitespace() || ('\u{2010}'..='\u{2015}').contains(&c) || "-_\u{AD}\u{200B}\u{FEFF}".contains(c);
    let mut found = Vec::new();
    let mut run = String::new();
    let mut word = String::new();
    for c in to_arabic(noted).chars().flat_map(char::to_lowercase).chain(['\0']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if word.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            run.push_str(&word);
        } else {
            found.push(std::mem::take(&mut run));
        }
        word.clear();
        if !is_joint(c) {
            found.push(std::mem::take(&mut run));
        }
    }
    found.retain(|digits| digits.len() >= LEAST);
    for digits in found.iter_mut().filter(|digits| digits.len() > PRINTED && digits.len() != WHOLE) {
        digits.drain(..digits.len() - PRINTED);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "94a1e86567adb3d8d30f01f1bb60b0dd";

    #[test]
    fn as_printed_typed_or_pasted() {
        let written = [
            "94a1 e865 67ad b3d8 d30f 01f1 bb60 b0dd",
            "94A1-E865-67AD-B3D8-D30F-01F1-BB60-B0DD",
            "๙๔a๑ e๘๖๕ ๖๗ad b๓d๘ d๓๐f ๐๑f๑ bb๖๐ b๐dd",
            "94a1 e865\u{a0}67ad–b3d8\nd30f  01f1 bb60 b0dd",
            "อ้างอิงชุดเก็บถาวรก่อนหน้า มกราคม ๒๕๖๕ ครั้งที่ ๑ ลายนิ้วมือ 94a1 e865 67ad b3d8 d30f 01f1 bb60 b0dd",
            "2565-01/r1 94a1 e865 67ad b3d8 d30f 01f1 bb60 b0dd (ตรวจแล้ว)",
            "ครั้งที่ ๑ 94a1 e865 67ad b3d8 d30f 01f1 bb60 b0dd",
            "\"fingerprint\":\"94a1 e865 67ad b3d8 d30f 01f1 bb60 b0dd\"",
        ];
        for text in written {
            assert_eq!(fingerprints(text), [PLAIN], "{text}");
        }
        let two = format!("{PLAIN}, 0000 1111 2222 3333");
        assert_eq!(fingerprints(&two), [PLAIN, "0000111122223333"]);
        assert_eq!(fingerprints(&"ab".repeat(64)), ["ab".repeat(64)], "a whole digest");
        for text in ["", "1234", "94a1 e865 67ad b3d", "ลายนิ้วมือ ๒๕๖๕-๐๑", "zz94a1e86567adb3d8d30f01f1bb60b0dd"]
        {
            assert_eq!(fingerprints(text), Vec::<String>::new(), "{text}");
        }
    }
}
