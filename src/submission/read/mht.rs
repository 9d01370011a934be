//! Web archives (MHT): HTML pages in a mail envelope, as Excel saves "a single file web page".

use super::sheet::Budget;
use super::{Limits, ReadTrouble, html, text};
use crate::submission::raw::RawWorkbook;

/// Parts inside parts.
const DEPTH: u32 = 4;

/// Whether a text, given the lower case of its head, is a mail envelope.
pub(super) fn is_mht(head: &str) -> bool {
    head.starts_with("mime-version:") || (head.contains("content-type: multipart/") && !head.starts_with(','))
}

/// Reads the tables of every HTML page inside. Pages of an Excel workbook are named after its tabs.
pub(super) fn read(bytes: &[u8], stem: &str, limits: &Limits) -> Result<RawWorkbook, ReadTrouble> {
    let mut pages = Vec::new();
    collect_pages(bytes, DEPTH, &mut pages);
    let mut budget = Budget::new(limits);
    let (mut sheets, mut tabs) = (Vec::new(), Vec::new());
    for page in &pages {
        let Some(page) = text::decode(page) else { continue };
        if tabs.is_empty() {
            tabs = html::tab_names(&page);
        }
        sheets.extend(html::tables(&page, "", &mut budget)?);
    }
    html::name_sheets(&mut sheets, &tabs, stem);
    if sheets.is_empty() { Err(ReadTrouble::NotASpreadsheet) } else { Ok(RawWorkbook { sheets, ..RawWorkbook::default() }) }
}

/// Adds the decoded HTML pages of an envelope, in order.
fn collect_pages(bytes: &[u8], depth: u32, pages: &mut Vec<Vec<u8>>) {
    let (headers, body) = split_headers(bytes);
    let kind = header(&headers, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let Some(boundary) = boundary(&kind) else { return };
        if depth > 0 {
            split_parts(body, &boundary).into_iter().for_each(|part| collect_pages(part, depth - 1, pages));
        }
    } else if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
        let encoding = header(&headers, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        pages.push(match encoding.trim() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        });
    }
}

/// The headers as unfolded text, and what follows the first blank line.
fn split_headers(bytes: &[u8]) -> (String, &[u8]) {
    let end = |blank: &[u8]| bytes.windows(blank.len()).position(|piece| piece == blank).map(|at| (at, at + blank.len()));
    let crlf = end(b"\r\n\r\n");
    let (head, body) = match (crlf, end(b"\n\n")) {
        (Some(crlf), Some(lf)) => crlf.min(lf),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => (bytes.len(), bytes.len()),
    };
    let headers = String::from_utf8_lossy(&bytes[..head]).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    (headers, &bytes[body..])
}

fn header(headers: &str, name: &str) -> Option<String> {
    headers.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn boundary(kind: &str) -> Option<String> {
    let at = kind.to_ascii_lowercase().find("boundary=")?;
    let value = &kind[at + "boundary=".len()..];
    let boundary = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', ' ']).next()?,
    };
    (!boundary.is_empty()).then(|| boundary.to_owned())
}

/// The parts between the lines `--boundary`.
fn split_parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}");
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            if let Some(start) = start {
                parts.push(&body[start..at]);
            }
            start = (!line[mark.len()..].starts_with(b"--")).then_some(at + line.len());
        }
        at += line.len();
    }
    // An envelope cut short still has its last part.
    parts.extend(start.map(|start| &body[start..]));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        rest = match rest {
            [] => return plain,
            [b'=', b'\r', b'\n', rest @ ..] | [b'=', b'\n', rest @ ..] => rest,
            [b'=', high, low, after @ ..] => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    plain.push(high * 16 + low);
                    after
                }
                _ => {
                    plain.push(b'=');
                    &rest[1..]
                }
            },
            [byte, rest @ ..] => {
                plain.push(*byte);
                rest
            }
        };
    }
}

/// The bytes behind base64, what is no part of it left out.
pub(super) fn base64(body: &[u8]) -> Vec<u8> {
    let value = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sixes: Vec<u8> = body.iter().filter_map(value).collect();
    let mut plain = Vec::with_capacity(sixes.len() / 4 * 3 + 3);
    for four in sixes.chunks(4) {
        let bits = four.iter().fold(0_u32, |bits, six| bits << 6 | u32::from(*six)) << (6 * (4 - four.len()));
        plain.extend(&bits.to_be_bytes()[1..four.len()]);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::raw::RawValue;

    #[test]
    fn encodings() {
        assert_eq!(base64(b"4LiB\r\n4LiC4Lg="), b"\xE0\xB8\x81\xE0\xB8\x82\xE0\xB8");
        assert_eq!(quoted_printable(b"=E0=B8=81=\r\n=3D=zz"), "ก==zz".as_bytes());
    }

    #[test]
    fn pages_become_sheets() {
        let mht = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"x y\"\r\n\r\n--x y\r\nContent-Type: text/html\r\n\r\n\
            <x:Name>ปก</x:Name><x:Name>แบบ</x:Name>\r\n--x y\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <table><tr><td>=E0=B8=81</table>\r\n--x y\r\nContent-Type: image/png\r\n\r\nxx\r\n--x y\r\nContent-Type: text/html\r\n\r\n<table><tr><td>2</table>\r\n--x y--\r\n";
        assert!(is_mht(&mht.to_lowercase()));
        let workbook = read(mht.as_bytes(), "ก", &Limits::default()).unwrap();
        let sheets: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), &sheet.rows[0].cells[0].1)).collect();
        assert_eq!(sheets, [("ปก", &RawValue::Text("ก".into())), ("แบบ", &RawValue::Text("2".into()))]);
    }
}
