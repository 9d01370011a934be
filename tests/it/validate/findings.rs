//! Each finding is found at its cell, and nothing else is reported.

use std::collections::BTreeSet;

use jiff::civil::date;
use otop_report::columns::{CoverField, Form, activity, listing};
use otop_report::finding::{Code, Lang, Severity};
use otop_report::form::{At, Content, Entry};
use rust_decimal::Decimal;

use crate::support::case::{Case, good, good_activity, good_listing, month, named, operator_name};

/// A fault planted in an otherwise good report of เมืองพะเยา, and where it must be found.
struct Fault {
    code: Code,
    at: Option<At>,
    plant: fn(&mut Content),
}

fn activity_cell(column: usize) -> Option<At> {
    Some(At::Row { form: Form::Activities, row: 0, column })
}

fn listing_cell(row: usize, column: usize) -> Option<At> {
    Some(At::Row { form: Form::Listings, row, column })
}

fn set(content: &mut Content, form: Form, column: usize, entry: impl Into<Entry>) {
    content.rows.get_mut(&form).expect("the good report has both")[0][column] = entry.into();
}

fn number(value: i64) -> Entry {
    Entry::Number(Decimal::from(value))
}

#[rustfmt::skip]
fn faults() -> Vec<Fault> {
    use Form::{Activities as A, Listings as L};
    vec![
        Fault { code: Code::CellBlank, at: activity_cell(activity::NAME), plant: |c| set(c, A, activity::NAME, Entry::Blank) },
        Fault { code: Code::CellBlank, at: activity_cell(activity::PARTICIPANTS), plant: |c| set(c, A, activity::PARTICIPANTS, "-") },
        Fault { code: Code::CellBlank, at: listing_cell(0, listing::DATE), plant: |c| set(c, L, listing::DATE, Entry::Blank) },
        Fault { code: Code::NotANumber, at: activity_cell(activity::SALES), plant: |c| set(c, A, activity::SALES, "หนึ่งพันบาท") },
        Fault { code: Code::Negative, at: activity_cell(activity::SALES), plant: |c| set(c, A, activity::SALES, number(-5)) },
        Fault { code: Code::NotWhole, at: activity_cell(activity::PARTICIPANTS), plant: |c| set(c, A, activity::PARTICIPANTS, Entry::Number(Decimal::new(55, 1))) },
        Fault { code: Code::NumberTooLarge, at: activity_cell(activity::PARTICIPANTS), plant: |c| set(c, A, activity::PARTICIPANTS, number(5_000_000)) },
        Fault { code: Code::ErrorValue, at: listing_cell(0, listing::SALES), plant: |c| set(c, L, listing::SALES, "#REF!") },
        Fault { code: Code::BudgetNotZero, at: activity_cell(activity::BUDGET), plant: |c| set(c, A, activity::BUDGET, "๕,๐๐๐ บาท") },
        Fault { code: Code::NotADate, at: activity_cell(activity::DATE), plant: |c| set(c, A, activity::DATE, "วันเสาร์ต้นเดือน") },
        Fault { code: Code::YearUnclear, at: listing_cell(0, listing::DATE), plant: |c| set(c, L, listing::DATE, "15 ก.พ. 70") },
        Fault { code: Code::DateOutsideRound, at: activity_cell(activity::DATE), plant: |c| set(c, A, activity::DATE, "15 ก.ย. 2564") },
        Fault { code: Code::DateAfterMonth, at: activity_cell(activity::DATE), plant: |c| set(c, A, activity::DATE, "1 มีนาคม 2565") },
        Fault { code: Code::DateAfterMonth, at: listing_cell(0, listing::DATE), plant: |c| set(c, L, listing::DATE, Entry::Day(date(2565, 3, 1))) },
        Fault { code: Code::DateOtherMonth, at: activity_cell(activity::DATE), plant: |c| set(c, A, activity::DATE, "๓๑ ม.ค. ๖๕") },
        Fault { code: Code::DateBeforeYear, at: listing_cell(0, listing::DATE), plant: |c| set(c, L, listing::DATE, "30/09/2564") },
        Fault { code: Code::ParticipantsExceed, at: activity_cell(activity::PARTICIPANTS), plant: |c| set(c, A, activity::PARTICIPANTS, number(300)) },
        Fault { code: Code::SalesNoParticipants, at: activity_cell(activity::SALES), plant: |c| set(c, A, activity::PARTICIPANTS, number(0)) },
        Fault { code: Code::ChannelUnknown, at: listing_cell(0, listing::CHANNEL), plant: |c| set(c, L, listing::CHANNEL, "ฝากเพื่อนขาย") },
        Fault { code: Code::OperatorTypeUnknown, at: listing_cell(0, listing::OPERATOR_TYPE), plant: |c| set(c, L, listing::OPERATOR_TYPE, "สหกรณ์") },
        Fault { code: Code::ProductTypeUnknown, at: listing_cell(0, listing::PRODUCT_TYPE), plant: |c| set(c, L, listing::PRODUCT_TYPE, "อุปกรณ์ไฟฟ้า") },
        Fault { code: Code::NotRegistered, at: listing_cell(0, listing::REGISTRATION), plant: |c| set(c, L, listing::REGISTRATION, "ตย-5601-999") },
        Fault { code: Code::RegisteredElsewhere, at: listing_cell(0, listing::REGISTRATION), plant: |c| set(c, L, listing::REGISTRATION, "ตย-5602-040") },
        Fault { code: Code::OnlineBefore, at: listing_cell(0, listing::REGISTRATION), plant: |c| set(c, L, listing::REGISTRATION, "ตย-5601-001") },
        Fault { code: Code::NumberTwoNames, at: listing_cell(0, listing::NAME), plant: |c| set(c, L, listing::NAME, "ร้านชื่ออื่น") },
        Fault { code: Code::ActivityDuplicate, at: Some(At::Row { form: A, row: 1, column: activity::NAME }),
            plant: |c| c.rows.get_mut(&A).expect("there").push(good_activity("ตลาดนัด  ตัวอย่าง", 12)) },
        Fault { code: Code::ListingDuplicate, at: listing_cell(1, listing::CHANNEL),
            plant: |c| c.rows.get_mut(&L).expect("there").push(good_listing(41, "เฟสบุ๊ค")) },
        Fault { code: Code::GlyphMissing, at: activity_cell(activity::NOTE), plant: |c| set(c, A, activity::NOTE, "ลูกค้า中国 ♥ Ａ１") },
        Fault { code: Code::GlyphMissing, at: listing_cell(0, listing::PRODUCT), plant: |c| set(c, L, listing::PRODUCT, "ผ้าไทลื้อ ᨲ") },
        Fault { code: Code::GlyphMissing, at: listing_cell(0, listing::CHANNEL), plant: |c| set(c, L, listing::CHANNEL, "อื่น ๆ: ตลาด中") },
        Fault { code: Code::CoverBlank, at: Some(At::Cover(CoverField::Reporter)), plant: |c| { c.cover.insert(CoverField::Reporter, Entry::Blank); } },
        Fault { code: Code::TickUnclear, at: Some(At::Cover(CoverField::Nil)), plant: |c| { c.cover.insert(CoverField::Nil, "บางส่วน".into()); } },
        Fault { code: Code::NilWithRows, at: Some(At::Cover(CoverField::Nil)), plant: |c| { c.cover.insert(CoverField::Nil, "ใช่".into()); } },
        Fault { code: Code::RevisionUnclear, at: Some(At::Cover(CoverField::Revision)), plant: |c| { c.cover.insert(CoverField::Revision, "ล่าสุด".into()); } },
        Fault { code: Code::StampMismatch, at: Some(At::Cover(CoverField::Month)), 
            plant: |c| { c.cover.insert(CoverField::Month, "มีนาคม ๒๕๖๕".into()); set(c, A, activity::DATE, "15/03/2565"); } },
        Fault { code: Code::DistrictUnknown, at: Some(At::Cover(CoverField::District)), plant: |c| { c.cover.insert(CoverField::District, "เมืองอื่น".into()); } },
        Fault { code: Code::ProvinceOther, at: Some(At::Cover(CoverField::Province)), plant: |c| { c.cover.insert(CoverField::Province, "น่าน".into()); } },
        Fault { code: Code::MonthUnknown, at: Some(At::Cover(CoverField::Month)), plant: |c| { c.cover.insert(CoverField::Month, "เดือนนี้".into()); } },
        Fault { code: Code::EmptyReport, at: None, plant: |c| c.rows.clear() },
    ]
}

#[test]
fn a_good_report_has_no_finding() {
    let case = Case::new();
    case.submit("2565-02", 0, "good", &good());
    assert_eq!(case.check("2565-02/good.xlsx").findings.iter().map(named).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn each_planted_fault_is_found_at_its_cell_and_nothing_else() {
    let case = Case::new();
    for (i, fault) in faults().into_iter().enumerate() {
        let mut content = good();
        (fault.plant)(&mut content);
        let name = format!("{i}-{}", fault.code.name());
        case.submit("2565-02", 0, &name, &content);
        let validated = case.check(&format!("2565-02/{name}.xlsx"));
        let expected = fault.at.map_or_else(|| fault.code.name().to_owned(), |at| format!("{}@{}", fault.code.name(), at.cell()));
        assert_eq!(validated.findings.iter().map(named).collect::<Vec<_>>(), [expected], "{name}");
        let finding = &validated.findings[0];
        if let Some(at) = fault.at {
            assert_eq!(finding.place.sheet.as_deref(), Some(at.sheet()), "{name}");
        }
        for lang in [Lang::Th, Lang::En] {
            let sentences = [finding.message(lang), finding.hint(lang)];
            assert!(sentences.iter().all(|sentence| !sentence.is_empty() && !sentence.contains(['{', '}'])), "{sentences:?}");
        }
        let account = validated.workbooks[0].account();
        assert_eq!(account.read, account.counted + account.rejected + account.recognised, "{name}: {account:?}");
        // A row in error counts nowhere; its good neighbour does.
        let rows: usize = content.rows.values().map(Vec::len).sum();
        let lost = match (fault.code.severity(), fault.at) {
            (Severity::Error, Some(At::Row { .. })) => 1,
            (Severity::Error, Some(At::Cover(field))) if field != CoverField::Nil => rows,
            _ => 0,
        };
        assert_eq!(account.counted, rows - lost, "{name}");
    }
}

#[test]
fn copies_revisions_and_contradictions_are_sorted_out() {
    let case = Case::new();
    case.submit_nil("2565-02");
    case.submit("2565-02", 0, "เมืองพะเยา", &good());
    let copy = std::fs::read(case.path("2565-02/เมืองพะเยา.xlsx")).expect("there");
    case.write("2565-02/สำเนา/เมืองพะเยา (1).xlsx", &copy);
    let mut second = nil_content();
    second.cover.insert(CoverField::Revision, number(1));
    case.submit("2565-02", 1, "จุน แก้ไข", &second);
    case.submit("2565-02", 2, "เชียงคำ อีกฉบับ", &Content { rows: good().rows, ..nil_content() });
    let run = case.compile("2565-02");
    let of = |code: Code| {
        run.own_findings()
            .filter(|finding| finding.code() == code)
            .filter_map(|finding| finding.place.file.as_deref())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Code::IdenticalCopy), ["2565-02/เมืองพะเยา.xlsx"], "the first by path is kept");
    assert_eq!(of(Code::Superseded), ["2565-02/จุน.xlsx"]);
    assert_eq!(of(Code::DuplicateSubmission).len(), 2, "neither of two different files of one revision is used");
    let status = |i: usize| run.totals.districts[i].status.name();
    assert_eq!((status(0), status(1), status(2), status(3)), ("on-time", "nil", "rejected", "nil"));
    assert!(run.is_draft());
}

fn nil_content() -> Content {
    let mut content = Content { cover: crate::support::case::cover(month("2565-02")), ..Content::default() };
    content.cover.insert(CoverField::Nil, "ใช่".into());
    content
}

#[test]
fn missing_late_and_rejected_districts_are_told() {
    let case = Case::new();
    case.submit_nil("2565-02");
    case.remove("2565-02/ปง.xlsx");
    case.write("2565-02/จุน.xlsx", b"\x89PNG\r\n\x1a\nnot a workbook");
    let mut late = good();
    late.cover.insert(CoverField::ReportDate, "8 มีนาคม 2565".into());
    case.submit("2565-02", 0, "เมืองพะเยา", &late);
    let mut elsewhere = nil_content();
    elsewhere.cover.insert(CoverField::Month, "มกราคม 2565".into());
    case.submit("2565-02", 3, "เชียงม่วน", &elsewhere);
    let run = case.compile("2565-02");
    let status: Vec<&str> = run.totals.districts.iter().map(|district| district.status.name()).collect();
    assert_eq!(status, ["late", "rejected", "nil", "rejected", "nil", "missing", "nil", "nil", "nil"]);
    let codes: BTreeSet<&str> = run.own_findings().map(|finding| finding.code().name()).collect();
    for code in [Code::Late, Code::MissingSubmission, Code::FileNotSpreadsheet, Code::MonthNotFolder, Code::NilReport] {
        assert!(codes.contains(code.name()), "{} in {codes:?}", code.name());
    }
    assert_eq!(run.totals.province.activities.month.value, 1, "the good report counts all the same");
}

#[test]
fn the_deadline_moves_to_monday() {
    let case = Case::new();
    case.submit_nil("2565-02");
    let mut monday = good();
    monday.cover.insert(CoverField::ReportDate, "7 มีนาคม 2565".into());
    case.submit("2565-02", 0, "เมืองพะเยา", &monday);
    assert_eq!(case.compile("2565-02").totals.districts[0].status.name(), "on-time", "5 March 2565 is a Saturday");
}

#[test]
fn an_operator_counts_once_and_its_sales_every_month() {
    let case = Case::new();
    case.submit_nil("2564-10");
    case.submit_nil("2564-11");
    case.submit_nil("2564-12");
    case.submit_nil("2565-01");
    case.submit_nil("2565-02");
    let mut january = good();
    january.cover = crate::support::case::cover(month("2565-01"));
    let rows = january.rows.get_mut(&Form::Listings).expect("there");
    rows[0][listing::DATE] = Entry::Day(date(2022, 1, 10));
    january.rows.remove(&Form::Activities);
    case.submit("2565-01", 0, "เมืองพะเยา", &january);
    let mut february = good();
    // The same operator, now without its number, on another channel.
    let rows = february.rows.get_mut(&Form::Listings).expect("there");
    rows[0][listing::REGISTRATION] = Entry::Blank;
    rows[0][listing::NAME] = format!(" {} ", operator_name(41)).as_str().into();
    rows[0][listing::CHANNEL] = "อื่น ๆ: ตลาดพะเยา".into();
    case.submit("2565-02", 0, "เมืองพะเยา", &february);
    let run = case.compile("2565-02");
    let operators = &run.totals.districts[0].figures.operators;
    assert_eq!((operators.month.value, operators.round.value, operators.year.value), (0, 1, 1));
    let sales = &run.totals.districts[0].figures.sales_online;
    assert_eq!((sales.month.value, sales.year.value), (Decimal::from(100), Decimal::from(200)));
    let channels: Vec<&str> = run.totals.channels.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(channels, ["Facebook", "อื่น ๆ: ตลาดพะเยา"]);
    assert_eq!(run.own_findings().filter(|finding| finding.code() == Code::CountedBefore).count(), 1);
    assert!(!run.is_draft());
}

#[test]
fn without_a_registry_one_warning_says_so() {
    let case = Case::new();
    case.remove("registry.xlsx");
    let mut content = good();
    // A number nobody registered, and the same name under another number.
    let rows = content.rows.get_mut(&Form::Listings).expect("there");
    rows.push(good_listing(41, "LINE"));
    rows[1][listing::REGISTRATION] = "ตย-5601-777".into();
    case.submit("2565-02", 0, "เมืองพะเยา", &content);
    let validated = case.check("2565-02/เมืองพะเยา.xlsx");
    let codes: Vec<&str> = validated.findings.iter().map(|finding| finding.code().name()).collect();
    assert_eq!(codes, ["name-two-numbers", "registry-missing"]);
}
