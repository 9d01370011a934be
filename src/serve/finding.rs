//! A finding as the desk's pages show it: its words, and the row as the district sent it with the wrong cell marked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::app::found::Filter;
use crate::finding::{Finding, Severity};
use crate::lang::{Lang, Said};
use crate::place::column_letters;
use crate::plan::{District, Plan};
use crate::submission::layout::{CellAsSent, RowAsSent};
use crate::thai::calendar::Month;

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Item<'a> {
    /// Its place on the page, from 1: what makes the names of its parts its own.
    number: usize,
    severity: Severity,
    code: &'static str,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    value: Option<&'a str>,
    message: String,
    hint: String,
    row: Option<Row<'a>>,
}

/// The row in which it stands.
#[derive(Debug, Serialize)]
struct Row<'a> {
    /// From 1, as a spreadsheet counts.
    number: u32,
    has_headings: bool,
    cells: Vec<Cell<'a>>,
    left_out: usize,
}

#[derive(Debug, Serialize)]
struct Cell<'a> {
    letters: String,
    heading: &'a str,
    text: &'a str,
    wrong: bool,
}

/// A finding in a language, as the `number`th of its page.
pub(super) fn item<'a>(number: usize, finding: &'a Finding, sent: Option<&'a RowAsSent>, lang: Lang) -> Item<'a> {
    let place = &finding.place;
    Item {
        number,
        severity: finding.severity(),
        code: finding.code().name(),
        file: place.file.as_deref(),
        sheet: place.sheet.as_deref(),
        cell: place.cell.map(|cell| cell.to_string()),
        value: finding.value.as_deref().filter(|value| !value.is_empty()),
        message: finding.message(lang),
        hint: finding.hint(lang),
        row: sent.map(|sent| Row::of(sent, place.cell.map(|cell| cell.column))),
    }
}

impl<'a> Row<'a> {
    fn of(sent: &'a RowAsSent, wrong: Option<u32>) -> Self {
        let cell = |cell: &'a CellAsSent| Cell {
            letters: column_letters(cell.column),
            heading: &cell.heading,
            text: &cell.text,
            wrong: Some(cell.column) == wrong,
        };
        Self {
            number: sent.row + 1,
            has_headings: sent.cells.iter().any(|cell| !cell.heading.is_empty()),
            cells: sent.cells.iter().map(cell).collect(),
            left_out: sent.left_out,
        }
    }
}

/// What a page of findings is asked for in its address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    month: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    sheet: String,
    #[serde(default)]
    page: String,
}

impl Query {
    /// The month, where it names one.
    pub fn month(&self) -> Option<Month> {
        self.month.parse().ok()
    }

    /// The page, from 1.
    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    /// Which findings are wanted.
    pub fn filter(&self) -> Filter {
        let severity = match self.severity.as_str() {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            _ => None,
        };
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        // Those of no district are asked for by a dash, since a blank asks for all.
        let district = given(&self.district).map(|geocode| if geocode == "-" { String::new() } else { geocode });
        Filter { district, severity, sheet: given(&self.sheet) }
    }

    /// The same for a template: what was asked for, and what may be.
    pub fn choices(&self, plan: &Plan, sheets: &BTreeSet<String>, lang: Lang) -> Json {
        let district = |district: &District| json!({ "geocode": district.geocode, "name": district.name });
        let month = |month: Month| json!({ "id": month.to_string(), "name": Said(&month, lang).to_string() });
        json!({
            "month": self.month, "district": self.district, "severity": self.severity, "sheet": self.sheet,
            "districts": plan.districts.iter().map(district).collect::<Vec<_>>(),
            "months": plan.fiscal_year().months().map(month),
            "sheets": sheets,
        })
    }

    /// The address of another page of the same, below `path`.
    pub fn at(&self, path: &str, page: usize) -> String {
        let mut address = format!("{path}?page={page}");
        let pairs = [("month", &self.month), ("district", &self.district), ("severity", &self.severity), ("sheet", &self.sheet)];
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.push_str(&format!("&{name}="));
            for byte in value.bytes() {
                if byte.is_ascii_alphanumeric() || byte == b'-' {
                    address.push(char::from(byte));
                } else {
                    address.push_str(&format!("%{byte:02X}"));
                }
            }
        }
        address
    }
}

/// Where among several pages one is: its number, how many there are, and the addresses of its neighbours.
pub(super) fn pages(query: &Query, path: &str, page: usize, all: usize, of_a_page: usize) -> Json {
    let pages = all.div_ceil(of_a_page).max(1);
    json!({
        "page": page, "pages": pages,
        "before": (page > 1).then(|| query.at(path, page - 1)),
        "after": (page < pages).then(|| query.at(path, page + 1)),
    })
}
