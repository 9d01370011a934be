//! Whose reports they are, of which month, and which of several counts.

use jiff::civil::date;
use otop_report::columns::{COVER_SHEET, CoverField, Form, activity};
use otop_report::finding::Code;
use otop_report::form::{Content, Entry};
use rust_decimal::Decimal;

use super::{Made, form, month, set, sheets};
use crate::support::case::{Case, ENTRY, activities, book, cover, good, listings, month as of, sheet};

pub fn cases() -> Vec<Made> {
    vec![
        (Code::DistrictUnknown, || form(|c| say(c, CoverField::District, "Elsewhere"))),
        (Code::MonthUnknown, || form(|c| say(c, CoverField::Month, "this month"))),
        (Code::MonthOutsideYear, || {
            let old = sheet(COVER_SHEET, &["อำเภอ|เมืองพะเยา", "ประจำเดือน|2560-02", "ผู้รายงาน|x", "วันที่รายงาน|3/3/2565"]);
            let case = Case::without_registry();
            case.write("case.xlsx", &book(vec![old, activities(&[ENTRY]), listings()]));
            // On its own, and so named by where it lies, which is another place each time.
            let mut findings = case.check("case.xlsx").findings;
            findings.iter_mut().for_each(|finding| finding.place.file = finding.place.file.as_ref().map(|_| "case.xlsx".into()));
            findings
        }),
        (Code::MonthNotFolder, || month(|case| submit(case, "case", |c| say(c, CoverField::Month, "2565-01")))),
        (Code::ProvinceOther, || form(|c| say(c, CoverField::Province, "Nan"))),
        (Code::RevisionUnclear, || form(|c| say(c, CoverField::Revision, "latest"))),
        (Code::StampMismatch, || form(|c| say(c, CoverField::Month, "2565-03"))),
        (Code::FileNameMismatch, || month(|case| submit(case, "5602", |_| ()))),
        (Code::DistrictDoubtful, || {
            month(|case| {
                submit(case, "5601", |_| ());
                let cover = ["อำเภอ|เมืองพะเยา", "ประจำเดือน|2565-02", "ผู้รายงาน|x", "วันที่รายงาน|3/3/2565"];
                let other = vec![sheet(COVER_SHEET, &cover), activities(&["1|13/02/2565|Fair|5|70"]), listings()];
                case.write("2565-02/5602.xlsx", &book(other));
            })
        }),
        (Code::CoverTwice, || {
            let cover = |name: &str, month: &str| {
                let month = format!("ประจำเดือน|{month}");
                sheet(name, &["อำเภอ|เมืองพะเยา", &month, "ผู้รายงาน|x", "วันที่รายงาน|3/3/2565"])
            };
            let both = [cover(COVER_SHEET, "2565-02"), cover("Old cover", "2565-01")];
            sheets(both.into_iter().chain([activities(&[ENTRY]), listings()]).collect())
        }),
        (Code::ReportDateImpossible, || form(|c| say(c, CoverField::ReportDate, Entry::Day(date(2020, 1, 31))))),
        (Code::DateTwoDigitYear, || form(|c| set(c, Form::Activities, activity::DATE, Entry::Day(date(1965, 2, 12))))),
        (Code::CoverBlank, || form(|c| say(c, CoverField::Reporter, Entry::Blank))),
        (Code::TickUnclear, || form(|c| say(c, CoverField::Nil, "partly"))),
        (Code::DuplicateSubmission, || {
            month(|case| {
                submit(case, "one", |_| ());
                submit(case, "two", |c| _ = c.rows.remove(&Form::Listings));
            })
        }),
        (Code::Superseded, || {
            month(|case| {
                submit(case, "one", |_| ());
                submit(case, "two", |c| say(c, CoverField::Revision, Entry::Number(Decimal::ONE)));
            })
        }),
        (Code::IdenticalCopy, || {
            month(|case| {
                submit(case, "one", |_| ());
                submit(case, "two", |_| ());
            })
        }),
        (Code::OlderReportUsed, || {
            month(|case| {
                submit(case, "one", |_| ());
                submit(case, "two", |c| {
                    say(c, CoverField::Revision, Entry::Number(Decimal::ONE));
                    c.rows.clear();
                });
            })
        }),
        (Code::MissingSubmission, || {
            let case = Case::new();
            case.submit_nil("2564-10");
            case.remove("2564-10/จุน.xlsx");
            case.compile("2564-10").validated.findings
        }),
        (Code::Late, || month(|case| submit(case, "case", |c| say(c, CoverField::ReportDate, Entry::Day(date(2022, 3, 8)))))),
        (Code::NilReport, || {
            month(|case| {
                let mut content = Content { cover: cover(of("2565-02")), ..Content::default() };
                say(&mut content, CoverField::Nil, "ใช่");
                case.submit("2565-02", 0, "case", &content);
            })
        }),
        (Code::NilWithRows, || form(|c| say(c, CoverField::Nil, "ใช่"))),
        (Code::EmptyReport, || form(|c| c.rows.clear())),
    ]
}

fn say(content: &mut Content, field: CoverField, entry: impl Into<Entry>) {
    content.cover.insert(field, entry.into());
}

/// A good form of the first district with a change, as a file of 2565-02.
fn submit(case: &Case, name: &str, change: fn(&mut Content)) {
    let mut content = good();
    change(&mut content);
    case.submit("2565-02", 0, name, &content);
}
