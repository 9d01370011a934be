//! Web archives (MHT): HTML pages in a mail envelope, as Excel saves "a single file web page".

use mailparse::{MailParseError, ParsedMail, parse_mail};

use super::sheet::Budget;
use super::{ReadLimits, ReadTrouble, SHEETS, Size, html, text};
use crate::submission::raw::RawWorkbook;

/// Whether a text, given the lower case of its head, is a mail envelope.
pub(super) fn is_mht(head: &str) -> bool {
    head.starts_with("mime-version:") || (head.contains("content-type: multipart/") && !head.starts_with(','))
}

/// Reads the tables of every HTML page inside. Pages of an Excel workbook are named after its tabs.
pub(super) fn read(bytes: &[u8], stem: &str, limits: &ReadLimits) -> Result<RawWorkbook, ReadTrouble> {
    let within_limit = |count| match count {
        ..=SHEETS => Ok(()),
        _ => Err(ReadTrouble::TooLarge { what: Size::Sheets, limit: SHEETS as u64 }),
    };
    // Each part takes some 400 bytes; there are no more of them than lines that begin like a boundary.
    within_limit(bytes.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"--")).count())?;
    let envelope = parse_mail(bytes.trim_ascii_start())?;
    let mut budget = Budget::new(limits);
    let (mut sheets, mut tabs) = (Vec::new(), Vec::new());
    for part in envelope.parts().filter(|part| is_page(part)) {
        let page = part.get_body_raw()?;
        let Some(page) = text::decode(&page) else { continue };
        if tabs.is_empty() {
            tabs = html::tab_names(&page);
        }
        sheets.extend(html::tables(&page, "", &mut budget)?);
        within_limit(sheets.len())?;
    }
    html::name_sheets(&mut sheets, &tabs, stem);
    if sheets.is_empty() { Err(ReadTrouble::NotASpreadsheet) } else { Ok(RawWorkbook { sheets, ..RawWorkbook::default() }) }
}

fn is_page(part: &ParsedMail<'_>) -> bool {
    ["text/html", "application/xhtml"].iter().any(|kind| part.ctype.mimetype.starts_with(kind))
}

impl From<MailParseError> for ReadTrouble {
    fn from(error: MailParseError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::raw::RawValue;

    #[test]
    fn pages_become_sheets() {
        let mht = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"x y\"\r\n\r\n--x y\r\nContent-Type: text/html\r\n\r\n\
            <x:Name>ปก</x:Name><x:Name>แบบ</x:Name>\r\n--x y\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <table><tr><td>=E0=B8=81</table>\r\n--x y\r\nContent-Type: image/png\r\n\r\nxx\r\n--x y\r\nContent-Type: text/html\r\n\r\n<table><tr><td>2</table>\r\n--x y--\r\n";
        assert!(is_mht(&mht.to_lowercase()));
        let workbook = read(mht.as_bytes(), "ก", &ReadLimits::default()).unwrap();
        let sheets: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), &sheet.rows[0].cells[0].1)).collect();
        assert_eq!(sheets, [("ปก", &RawValue::Text("ก".into())), ("แบบ", &RawValue::Text("2".into()))]);
    }

    #[test]
    fn a_page_in_base64_and_an_envelope_cut_short() {
        let mht = |page: &str| {
            format!(
                "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/related; boundary=b\n\n\
                 --b\nContent-Type: TEXT/HTML\nContent-Transfer-Encoding: Base64\n\n{page}"
            )
        };
        let read = |page: &str| read(mht(page).as_bytes(), "ก", &ReadLimits::default());
        let cell = |page: &str| read(page).unwrap().sheets[0].rows[0].cells[0].1.clone();
        assert_eq!(cell("PHRhYmxl\nPjx0cj48dGQ+4LiB"), RawValue::Text("ก".into()));
        assert_eq!(cell("PHRhYmxlPjx0cj48dGQ+MQ==\n--b--\n--a--\n"), RawValue::Text("1".into()));
        assert!(matches!(read("PHRhYmxlPjx0cj48dGQ+M"), Err(ReadTrouble::Unreadable(_))));
    }
}
