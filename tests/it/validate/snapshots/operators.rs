//! Operators and the registry.

use std::collections::BTreeMap;

use otop_report::columns::Form::{self, Activities, Listings};
use otop_report::columns::{CoverField, listing};
use otop_report::finding::{Code, Finding};
use otop_report::form::{Content, Entry};

use super::{Made, form, set, unregistered};
use crate::support::case::{Case, book, cover, good, good_listing, month as of, operator_name, sheet};

const HEADINGS: &str = "อำเภอ|เลขทะเบียน|ชื่อ|ประเภท|ออนไลน์ ณ ก.ย. ๒๕๖๔";

pub fn cases() -> Vec<Made> {
    vec![
        (Code::NotRegistered, || {
            form(|c| {
                set(c, Listings, listing::REGISTRATION, "5601-999");
                set(c, Listings, listing::NAME, operator_name(42).as_str());
            })
        }),
        (Code::RegisteredElsewhere, || form(|c| set(c, Listings, listing::REGISTRATION, "ตย-5602-040"))),
        (Code::OnlineBefore, || form(|c| set(c, Listings, listing::REGISTRATION, "ตย-5601-001"))),
        (Code::RegistrationUnclear, || form(|c| set(c, Listings, listing::REGISTRATION, "?"))),
        (Code::NumberShared, || unregistered(|c| c.rows = rows(&[("77", "Weavers"), ("77", "Bakery and Sons")]))),
        (Code::OperatorTwoDistricts, || {
            let case = Case::without_registry();
            for district in 0..2 {
                let content = Content { rows: rows(&[("77", "Weavers")]), ..good() };
                case.submit("2565-02", district, &case.plan.districts[district].geocode, &content);
            }
            case.compile("2565-02").validated.findings
        }),
        (Code::NumberTwoNames, || {
            let registry = form(|c| set(c, Listings, listing::NAME, "Bakery"));
            let rows = unregistered(|c| c.rows = rows(&[("77", "The Weavers of Dong"), ("77", "Weavers of Dong")]));
            [registry, rows].concat()
        }),
        (Code::NameTwoNumbers, || unregistered(|c| c.rows = rows(&[("77", "Weavers"), ("78", "Weavers")]))),
        (Code::CountedBefore, counted_before),
        (Code::RegistryMissing, || unregistered(|_| ())),
        (Code::RegistryUnusable, || {
            let without_headings = held_to(&book(vec![sheet("List", &["a|b"])]));
            [b"\x89PNG\r\n\x1a\n".as_slice(), b""].into_iter().flat_map(held_to).chain(without_headings).collect()
        }),
        (Code::RegistryRow, || {
            held_to(&book(vec![sheet(
                "List",
                &[
                    HEADINGS,
                    "จุน|1|One|กลุ่ม|ใช่",
                    "จุน|1|Two|กลุ่ม|",
                    "Elsewhere|2|Three|กลุ่ม|",
                    "จุน||Four|กลุ่ม|",
                    "จุน|1.10056E+12|Five|กลุ่ม|",
                    "จุน|6|Six|กลุ่ม|perhaps",
                ],
            )]))
        }),
        (Code::RegistryMismatch, || {
            let mut case = Case::new();
            case.plan.districts[1].registered += 1;
            case.plan.districts[2].online_before -= 1;
            case.compile("2564-10").validated.findings
        }),
    ]
}

/// Listings by number and name, each on another channel.
fn rows(listings: &[(&str, &str)]) -> BTreeMap<Form, Vec<Vec<Entry>>> {
    let row = |((number, name), channel): (&(&str, &str), &str)| {
        let mut row = good_listing(41, channel);
        row[listing::REGISTRATION] = (*number).into();
        row[listing::NAME] = (*name).into();
        row
    };
    [(Listings, listings.iter().zip(["Facebook", "LINE"]).map(row).collect())].into()
}

/// What is found in a good form under another registry.
fn held_to(registry: &[u8]) -> Vec<Finding> {
    let case = Case::new();
    case.write("registry.xlsx", registry);
    case.submit("2565-02", 0, "case", &good());
    case.compile("2565-02").validated.findings
}

/// An operator on one channel in January, and on another in February.
fn counted_before() -> Vec<Finding> {
    let case = Case::new();
    let mut january = Content { cover: cover(of("2565-01")), ..good() };
    january.rows.remove(&Activities);
    january.cover.insert(CoverField::ReportDate, "3/2/2565".into());
    set(&mut january, Listings, listing::DATE, "10/01/2565");
    case.submit("2565-01", 0, "5601", &january);
    case.submit("2565-02", 0, "5601", &good());
    case.compile("2565-02").validated.findings
}
