//! Files: links to them, the documents of the folder, and where the rows of each workbook went.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use crate::output::{About, FileKind};
use crate::validate::{Disposition, FileAccount, Workbook};

/// A document of the folder.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    /// `form-1-activities`; without the geocode of the district that it is for.
    id: &'a str,
    /// The same without what makes it a file copy, and whether it is one.
    original: &'a str,
    copy: bool,
    /// Whom it is for; blank for the province.
    district: &'a str,
    pdf: Option<String>,
    xlsx: Option<String>,
    docx: Option<String>,
}

/// Where the rows of a file went: `read` = `counted` + `rejected` + `recognised`.
#[derive(Debug, Serialize)]
pub(super) struct Account<'a> {
    file: &'a str,
    link: String,
    district: &'a str,
    /// `used`, `set-aside` or `rejected`.
    #[serde(rename = "fate")] // as workspaces that changed the page name it
    disposition: &'static str,
    read: i64,
    counted: i64,
    rejected: i64,
    recognised: i64,
}

/// The order in which a clerk wants them; what is not named here follows by name.
const ORDER: [&str; 24] = [
    "packet-year",
    "letter-year",
    "year",
    "packet-round-1",
    "letter-round-1",
    "round-1",
    "packet-round-2",
    "letter-round-2",
    "round-2",
    "packet-monthly",
    "letter-monthly",
    "memo",
    "form-1-activities",
    "form-2-online",
    "scorecard",
    "evidence",
    "letter-reminder",
    "packet-districts",
    "district",
    "packet-assignment",
    "letter-assignment",
    "kpi-8",
    "targets-round-1",
    "targets-round-2",
];

/// A document's rank, name and district.
type Key<'a> = (usize, &'a str, Option<&'a str>);

/// What a document comes as, in the order of [`Links`].
const EXTENSIONS: [&str; 3] = ["pdf", "xlsx", "docx"];

/// To its PDF, to its workbook and to the letter to be edited.
type Links = [Option<String>; EXTENSIONS.len()];

/// The documents of the folder, each with the links to its files.
pub(super) fn documents<'a>(report: &Report<'a>) -> Vec<Document<'a>> {
    let printed = [FileKind::Document, FileKind::Letter, FileKind::Packet];
    let mut links: BTreeMap<Key<'a>, Links> = BTreeMap::new();
    for (path, about) in report.files.iter().filter(|(_, about)| printed.contains(&about.kind)) {
        let original = original(&about.document);
        let rank = ORDER.iter().position(|id| *id == original).unwrap_or(ORDER.len());
        let link = links.entry((rank, &about.document, about.district.as_deref())).or_default();
        let extension = path.rsplit('.').next().unwrap_or_default();
        if let Some(i) = EXTENSIONS.iter().position(|other| *other == extension) {
            link[i] = Some(encoded(path));
        }
    }
    let name = |geocode: &str| report.plan.districts.iter().find(|district| district.geocode == geocode);
    let document = |((_, id, district), [pdf, xlsx, docx]): (Key<'a>, Links)| Document {
        id,
        original: original(id),
        copy: original(id) != id,
        district: district.and_then(name).map_or("", |district| &district.name),
        pdf,
        xlsx,
        docx,
    };
    links.into_iter().map(document).collect()
}

/// What a document is the file copy of; itself, where it is none.
fn original(document: &str) -> &str {
    document.strip_suffix("-copy").unwrap_or(document)
}

/// The accounts of the compiled month's files, and those of earlier months.
pub(super) fn accounts<'a>(report: &Report<'a>) -> (Vec<Account<'a>>, Vec<Account<'a>>) {
    let (own, earlier): (Vec<&'a Workbook>, Vec<&'a Workbook>) =
        report.run.validated.workbooks.iter().partition(|workbook| workbook.month.is_none_or(|month| month == report.run.month));
    let account = |workbook: &'a Workbook| {
        let FileAccount { read, counted, rejected, recognised, .. } = workbook.account();
        let disposition = match workbook.disposition {
            Disposition::Used => "used",
            Disposition::SetAside => "set-aside",
            Disposition::Rejected => "rejected",
        };
        let district = workbook.district.map(|district| &report.plan[district]);
        Account {
            file: &workbook.file,
            link: input_link(&workbook.file),
            district: district.map_or("", |district| &district.name),
            disposition,
            read: read as i64,
            counted: counted as i64,
            rejected: rejected as i64,
            recognised: recognised as i64,
        }
    };
    (own.into_iter().map(account).collect(), earlier.into_iter().map(account).collect())
}

/// The link from the month's folder to a file that was received.
pub(super) fn input_link(file: &str) -> String {
    format!("../../inputs/{}", encoded(file))
}

/// The link to the workbook that goes back to a district, where there is one.
pub(super) fn return_link(files: &[(String, About)], geocode: &str) -> Option<String> {
    let returned = |about: &About| about.kind == FileKind::Returned && about.district.as_deref() == Some(geocode);
    files.iter().find(|(_, about)| returned(about)).map(|(path, _)| encoded(path))
}

/// A relative path with `/` as a link: every byte but RFC 3986's unreserved ones and `/` is percent-encoded.
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_survive_thai_spaces_and_marks() {
        assert_eq!(
            input_link("2565-02/จุน แก้ไข.xlsx"),
            "../../inputs/2565-02/%E0%B8%88%E0%B8%B8%E0%B8%99%20%E0%B9%81%E0%B8%81%E0%B9%89%E0%B9%84%E0%B8%82.xlsx"
        );
        assert_eq!(encoded("a\"><b?#%.csv"), "a%22%3E%3Cb%3F%23%25.csv");
    }
}
