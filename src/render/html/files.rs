//! Files: links to them, the documents of the folder, and where the rows of each workbook went.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use crate::pipeline::OutputFile;
use crate::validate::{Fate, FileAccount, Workbook};

/// A document of the folder.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    /// `form-1-activities`; a reminder's without its geocode.
    id: &'a str,
    /// Whom a reminder is for; blank otherwise.
    district: &'a str,
    pdf: Option<String>,
    xlsx: Option<String>,
}

/// Where the rows of a file went: `read` = `counted` + `rejected` + `recognised`.
#[derive(Debug, Serialize)]
pub(super) struct Account<'a> {
    file: &'a str,
    link: String,
    district: &'a str,
    /// `used`, `set-aside` or `rejected`.
    fate: &'static str,
    read: i64,
    counted: i64,
    rejected: i64,
    recognised: i64,
}

/// The order in which a clerk wants them; what is not named here follows by name.
const ORDER: [&str; 11] = [
    "packet-monthly",
    "letter-monthly",
    "form-1-activities",
    "form-2-online",
    "scorecard",
    "letter-reminder",
    "packet-assignment",
    "letter-assignment",
    "kpi-8",
    "targets-round-1",
    "targets-round-2",
];

const REMINDER: &str = "letter-reminder";

/// The documents of the folder, each with the links to its PDF and its workbook.
pub(super) fn documents<'a>(report: &Report<'a>) -> Vec<Document<'a>> {
    let mut stems: BTreeMap<(usize, &'a str), [Option<String>; 2]> = BTreeMap::new();
    for file in report.files.iter().filter(|file| !file.path.contains('/')) {
        let Some((stem, extension)) = file.path.rsplit_once('.') else { continue };
        let at = ["pdf", "xlsx"].iter().position(|known| *known == extension);
        let rank =
            ORDER.iter().position(|id| stem == *id || (*id == REMINDER && stem.starts_with(REMINDER))).unwrap_or(ORDER.len());
        if let Some(at) = at {
            stems.entry((rank, stem)).or_default()[at] = Some(encoded(&file.path));
        }
    }
    let document = |((_, stem), [pdf, xlsx]): ((usize, &'a str), [Option<String>; 2])| {
        let geocode = stem.strip_prefix(REMINDER).map(|rest| rest.trim_start_matches('-'));
        let district = report.plan.districts.iter().find(|district| Some(&*district.geocode) == geocode);
        Document {
            id: if geocode.is_some() { REMINDER } else { stem },
            district: district.map_or("", |district| &district.name),
            pdf,
            xlsx,
        }
    };
    stems.into_iter().map(document).collect()
}

/// The accounts of the compiled month's files, and those of earlier months.
pub(super) fn accounts<'a>(report: &Report<'a>) -> (Vec<Account<'a>>, Vec<Account<'a>>) {
    let (own, earlier): (Vec<&'a Workbook>, Vec<&'a Workbook>) =
        report.run.validated.workbooks.iter().partition(|workbook| workbook.month.is_none_or(|month| month == report.run.month));
    let account = |workbook: &'a Workbook| {
        let FileAccount { read, counted, rejected, recognised, .. } = workbook.account();
        let fate = match workbook.fate {
            Fate::Used => "used",
            Fate::SetAside => "set-aside",
            Fate::Rejected => "rejected",
        };
        let district = workbook.district.and_then(|index| report.plan.districts.get(index));
        Account {
            file: &workbook.file,
            link: input_link(&workbook.file),
            district: district.map_or("", |district| &district.name),
            fate,
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
pub(super) fn return_link(files: &[OutputFile], geocode: &str) -> Option<String> {
    let path = format!("returns/{geocode}.xlsx");
    files.iter().any(|file| file.path == path).then(|| encoded(&path))
}

/// A relative path with `/` as a link: every byte but RFC 3986's unreserved ones and `/` is percent-encoded.
fn encoded(path: &str) -> String {
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
