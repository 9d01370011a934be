//! `explain`: the lines add up to the figure that `data.json` has, percent and level are those of the score, and what does
//! not count is named with its reason.

use std::collections::BTreeMap;

use jiff::civil::date;
use otop_report::columns::{Form, listing};
use otop_report::district::DistrictId;
use otop_report::explain::{Explanation, FigureName, Measured, Needed, Period, Quantity, Rounding, Subject, Why, asked, explain};
use otop_report::form::{Content, Entry};
use otop_report::lang::{Lang, Said};
use otop_report::month::CompiledMonth;
use otop_report::plan::Plan;
use otop_report::record::data_json;
use otop_report::score::Condition;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::year::{JUDGED, Judged};
use crate::support::case::{
    ACTIVITIES, Case, ENTRY, LISTINGS, book, cover, cover_sheet, good_activity, good_listing, month, operator_name, plan, sheet,
};

/// Every subject with its part of a `data.json`.
fn subjects(data: &Json) -> Vec<(Subject, &Json)> {
    let districts = data["districts"].as_array().expect("a list").iter().enumerate();
    let districts = districts.map(|(i, district)| (Subject::District(DistrictId::at(i)), district));
    std::iter::once((Subject::Province, &data["province"])).chain(districts).collect()
}

/// What `data.json` says of a figure.
fn recorded(of: &Json, figure: FigureName) -> Decimal {
    let span = |period: Period| match period {
        Period::Month => "month",
        Period::Round => "round",
        Period::Year => "year",
    };
    let value = match figure {
        FigureName::Of(Quantity::Activities, period) => &of["activities"][span(period)],
        FigureName::Of(Quantity::Operators, period) => &of["operators"][span(period)],
        FigureName::Of(Quantity::SalesActivities, period) => &of["sales"][format!("activities_{}", span(period))],
        FigureName::Of(Quantity::SalesOnline, period) => &of["sales"][format!("online_{}", span(period))],
        FigureName::Channels => &of["channels"],
        FigureName::Percent => &of["percent"],
        FigureName::Level => &of["level"],
    };
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).parse().expect("a number")
}

/// Holds every figure of a month to `data.json`, and to what it says itself.
fn hold(plan: &Plan, run: &CompiledMonth) {
    let data: Json = serde_json::from_slice(&data_json(plan, run)).expect("JSON");
    for (subject, of) in subjects(&data) {
        for figure in subject.figures() {
            let told = explain(plan, run, subject, figure);
            let name = format!("{} {subject:?} {figure}", run.month);
            assert_eq!(told.value, recorded(of, figure), "{name}");
            adds_up(&told, &name);
            if let FigureName::Of(_, period) = figure {
                let [part] = &told.parts[..] else { panic!("{name}: one list") };
                assert_eq!(part.value, told.value, "{name}");
                assert!(part.lines.iter().map(|line| &line.place).eq(&told.cells), "{name}: each cell has its line");
                assert_eq!(part.months.iter().map(|(month, _)| *month).collect::<Vec<_>>(), period.months(run), "{name}");
            }
        }
    }
}

/// The running total is a running total and ends at the sum; the months and the districts add up to it.
fn adds_up(told: &Explanation, name: &str) {
    for part in &told.parts {
        let mut sum = Decimal::ZERO;
        for line in &part.lines {
            sum += line.amount;
            assert_eq!(line.total, sum, "{name}: {}", line.place);
        }
        assert_eq!(part.value, sum, "{name}");
        assert_eq!(part.months.iter().map(|(_, value)| value).sum::<Decimal>(), sum, "{name}");
        assert_eq!(part.districts.iter().map(|(_, value)| value).sum::<Decimal>(), sum, "{name}");
        let in_order = |of: fn(&otop_report::explain::Line) -> (DistrictId, otop_report::thai::calendar::Month)| {
            part.lines.iter().map(of).is_sorted()
        };
        assert!(part.figure == FigureName::Channels || in_order(|line| (line.district, line.month)), "{name}");
    }
}

#[test]
fn every_figure_of_the_second_year_is_the_sum_of_its_lines() {
    for name in JUDGED {
        hold(&Judged::once().case.plan, Judged::once().run(name));
    }
}

#[test]
fn every_figure_of_the_sample_year_is_the_sum_of_its_lines() {
    let case = Case::sample();
    for name in ["2564-10", "2564-12", "2565-02"] {
        hold(&case.plan, &case.compile(name));
    }
}

fn province(month: &str, figure: FigureName) -> Explanation {
    explain(&Judged::once().case.plan, Judged::once().run(month), Subject::Province, figure)
}

#[test]
fn the_percent_is_told_as_it_is_divided() {
    // Operators of the year over the 820 that remain.
    for (month, counted, quotient, shown, exact) in [
        ("2565-02", 33, "4.024390", "4.02", false),
        ("2565-03", 41, "5", "5.00", true),
        ("2565-07", 57, "6.951219", "6.95", false),
    ] {
        let told = province(month, FigureName::Percent);
        let fraction = told.fraction.expect("it is one");
        assert_eq!((fraction.counted, fraction.remaining), (counted, 820));
        assert_eq!((fraction.quotient.as_str(), fraction.is_exact), (quotient, exact));
        assert_eq!((fraction.shown.to_string().as_str(), told.value), (shown, fraction.shown));
        assert_eq!(fraction.rounding, if exact { Rounding::Exact } else { Rounding::HalfEven });
        assert_eq!(told.parts[0].value, Decimal::from(counted), "the lines are the numerator's");
        let bases: Vec<[u32; 3]> =
            fraction.bases.iter().map(|base| [base.registered, base.online_before, base.remaining]).collect();
        assert_eq!((bases[0], bases[8]), ([233, 40, 193], [108, 18, 90]));
        assert_eq!(bases.iter().map(|[registered, online, _]| registered - online).sum::<u32>(), fraction.remaining);
    }
}

#[test]
fn the_level_is_told_by_what_it_lacks() {
    for name in JUDGED {
        let (told, score) = (province(name, FigureName::Level), &Judged::once().run(name).score);
        let judgement = told.judgement.as_ref().expect("it is one");
        assert_eq!((judgement.reached, judgement.below_lowest), (score.level, score.below_lowest), "{name}");
        assert_eq!(judgement.levels.iter().map(|level| level.level).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
        // The level is the highest that holds; level 1 holds anyhow.
        let highest = judgement.levels.iter().filter(|level| level.level > 1).find(|level| level.holds());
        assert_eq!(highest.map_or(1, |level| level.level), score.level, "{name}");
        let lacking = judgement.next().map(|next| [next.activities, next.channels, next.operators].map(Needed::missing));
        let scored = [score.activities, score.channels, score.operators].map(Condition::more);
        assert_eq!(lacking.unwrap_or_default(), scored, "{name}");
    }
    // Six activities, one channel and 18 operators: level 2. The next asks for seven and 25 (3 %).
    let judgement = province("2564-12", FigureName::Level).judgement.expect("it is one");
    let next = judgement.next().expect("there is a higher one");
    assert_eq!((next.level, next.activities, next.channels), (3, Needed { needs: 7, has: 6 }, Needed { needs: 1, has: 1 }));
    assert_eq!((next.operators.needs, next.percent), (25, Decimal::from(3)));
}

#[test]
fn each_channel_shows_who_uses_it() {
    let told = province("2565-07", FigureName::Channels);
    let mut channels: BTreeMap<&str, (usize, Decimal)> = BTreeMap::new();
    for line in &told.parts[0].lines {
        let entry = channels.entry(line.channel.as_deref().expect("a channel")).or_default();
        *entry = (entry.0 + 1, entry.1 + line.amount);
    }
    let counts: Vec<usize> = channels.values().map(|(lines, _)| *lines).collect();
    assert!(channels.values().all(|(_, amount)| *amount == Decimal::ONE), "{channels:?}");
    assert_eq!((channels.len(), counts.iter().sum::<usize>()), (5, 71));
}

/// เมืองพะเยา in two months, with one row for each reason not to count.
fn faulty() -> Case {
    let case = Case::new();
    let mut january = Content { cover: cover(month("2565-01")), ..Content::default() };
    let mut listing_of = good_listing(41, "Facebook");
    listing_of[listing::DATE] = Entry::Day(date(2022, 1, 15));
    january.rows = BTreeMap::from([(Form::Listings, vec![listing_of])]);
    case.submit("2565-01", 0, "เมืองพะเยา", &january);

    let mut spent = good_activity("ใช้งบประมาณ", 13);
    spent[otop_report::columns::activity::BUDGET] = Entry::Number(Decimal::from(500));
    let mut early = good_listing(43, "LINE");
    early[listing::DATE] = Entry::Day(date(2021, 9, 1));
    let february = Content {
        cover: cover(month("2565-02")),
        rows: BTreeMap::from([
            (Form::Activities, vec![good_activity("ตลาดนัด", 12), spent, good_activity("ตลาดนัด", 12)]),
            (
                Form::Listings,
                vec![
                    good_listing(41, "LINE"),     // counted in January
                    good_listing(42, "Facebook"), // counts
                    good_listing(42, "LINE"),     // the same operator on another channel
                    good_listing(42, "Facebook"), // the same once more
                    good_listing(1, "Facebook"),  // online before the year
                    early,
                ],
            ),
        ]),
        ..Content::default()
    };
    case.submit("2565-02", 0, "เมืองพะเยา", &february);
    // An older revision, another district's workbook that is none, and a report that never came.
    let mut newer = february;
    newer.cover.insert(otop_report::columns::CoverField::Revision, "1".into());
    case.submit("2565-02", 0, "เมืองพะเยา แก้ไข", &newer);
    case.write("2565-02/จุน.xlsx", b"\x89PNG\r\n\x1a\nnot a workbook");
    case
}

/// What is left out: cell or file, rows, amount, code.
fn left_out(told: &Explanation) -> Vec<(String, u64, Option<Decimal>, &'static str)> {
    let place = |place: &otop_report::finding::Place| match (place.cell, &place.file) {
        (Some(cell), _) => cell.to_string(),
        (None, Some(file)) => file.to_string(),
        (None, None) => String::new(),
    };
    told.left_out.iter().map(|out| (place(&out.place), out.rows, out.amount, out.why[0].code())).collect()
}

#[test]
fn what_does_not_count_is_named_with_its_reason() {
    let case = faulty();
    let run = case.compile("2565-02");
    hold(&case.plan, &run);
    let told = |district: usize, name: &str| {
        explain(&case.plan, &run, Subject::District(DistrictId::at(district)), name.parse().expect("a figure"))
    };
    let one = Some(Decimal::ONE);
    let file = "2565-02/เมืองพะเยา.xlsx".to_owned();
    let cell = |cell: &str, code| (cell.to_owned(), 1, one, code);

    assert_eq!(
        left_out(&told(0, "activities-month")),
        [
            cell("C6", "budget-not-zero"),
            cell("C7", "duplicate-activity"),
            (file.clone(), 3, Some(Decimal::from(3)), "superseded"),
        ]
    );
    assert_eq!(left_out(&told(0, "sales-activities-month"))[2].2, Some(Decimal::new(450_150, 2)));
    assert_eq!(left_out(&told(0, "sales-activities-month"))[0].2, Some(Decimal::new(150_050, 2)));
    let operators = told(0, "operators-month");
    assert_eq!(operators.value, Decimal::ONE);
    assert_eq!(
        left_out(&operators),
        [
            cell("C5", "counted-before"),
            cell("C7", "counted-in-month"),
            cell("C8", "duplicate-listing"),
            cell("C9", "operator-online-before"),
            cell("C10", "date-before-year"),
            (file, 6, Some(Decimal::from(6)), "superseded"),
        ]
    );
    assert_eq!(operators.left_out[0].name, operator_name(41));
    let Why::Counted { month: counted, at, .. } = &operators.left_out[0].why[0] else { panic!("it is counted") };
    assert_eq!((*counted, at.to_string()), (month("2565-01"), "2565-01/เมืองพะเยา.xlsx แบบ ๒ ออนไลน์!C5".to_owned()));
    // Sales of an operator that is counted already count.
    let codes: Vec<&str> = left_out(&told(0, "sales-online-month")).into_iter().map(|(.., code)| code).collect();
    assert_eq!(codes, ["duplicate-listing", "operator-online-before", "date-before-year", "superseded"]);

    assert_eq!(left_out(&told(1, "operators-month")), [("2565-02/จุน.xlsx".to_owned(), 0, None, "file-not-spreadsheet")]);
    assert_eq!(left_out(&told(2, "operators-month")), [(String::new(), 0, None, "missing-submission")]);
    assert_eq!(told(2, "operators-round").left_out.len(), 5, "one for each month of the round");
}

#[test]
fn what_a_level_lost_is_told_once() {
    let case = faulty();
    let run = case.compile("2565-02");
    let told = explain(&case.plan, &run, Subject::Province, FigureName::Level);
    let whole = left_out(&told).into_iter().filter(|(.., code)| *code == "superseded").collect::<Vec<_>>();
    assert_eq!(whole, [("2565-02/เมืองพะเยา.xlsx".to_owned(), 9, Some(Decimal::from(9)), "superseded")], "both forms together");
    let missing = left_out(&told).into_iter().filter(|(.., code)| *code == "missing-submission").count();
    assert_eq!(missing, 9 * 3 + 8 + 7, "nobody in three months, one in January, two in February");

    // Both forms on one sheet, and an entry above their headings: each form may have lost it.
    let case = Case::without_registry();
    let rows = ["2|13/02/2565|งานวัด|5|70", ACTIVITIES, ENTRY, "", LISTINGS, "1|A1|กลุ่มหนึ่ง|Facebook|15/02/2565|100"];
    case.write("2565-02/จุน.xlsx", &book(vec![cover_sheet(), sheet("แบบ ๑ และ ๒", &rows)]));
    let run = case.compile("2565-02");
    let told = |figure: FigureName| left_out(&explain(&case.plan, &run, Subject::Province, figure));
    let above = |figure| told(figure).into_iter().filter(|(.., code)| *code == "row-above-heading").collect::<Vec<_>>();
    let row = [("C1".to_owned(), 0, None, "row-above-heading")];
    for of_one_form in ["activities-round", "operators-year"] {
        assert_eq!(above(of_one_form.parse().expect("a figure")), row, "{of_one_form}");
    }
    assert_eq!(above(FigureName::Level), row);
}

#[test]
fn every_row_is_counted_or_left_out() {
    let case = faulty();
    let run = case.compile("2565-02");
    for (figure, rows) in [("activities-year", 3 + 3), ("operators-year", 1 + 6 + 6), ("sales-online-year", 1 + 6 + 6)] {
        let told = explain(&case.plan, &run, Subject::Province, figure.parse().expect("a figure"));
        let left: u64 = told.left_out.iter().map(|out| out.rows).sum();
        assert_eq!(told.parts[0].lines.len() as u64 + left, rows, "{figure}");
        assert!(told.left_out.iter().all(|out| !out.why.is_empty()), "{figure}");
    }
}

#[test]
fn a_misspelt_name_gets_the_nearest() {
    let plan = plan();
    let said = |district: &str, figure: &str| {
        let error = asked(&plan, None, district, figure).expect_err("it is none");
        [Lang::Th, Lang::En].map(|lang| Said(&error, lang).to_string())
    };
    for (typed, meant) in
        [("เชียงคาม", "เชียงคำ"), ("อำเภอเชียงม่วม", "เชียงม่วน"), ("จุณ", "จุน"), ("เมืองพเยา", "เมืองพะเยา"), ("จังวัด", "จังหวัด")]
    {
        let [thai, english] = said(typed, "operators-year");
        assert!(thai.starts_with(&format!("ไม่รู้จักอำเภอ \"{typed}\" หมายถึง \"{meant}\" หรือไม่\n")), "{thai}");
        assert!(english.starts_with(&format!("district \"{typed}\" is unknown; is \"{meant}\" meant?\n")), "{english}");
        assert!(thai.contains("ภูกามยาว") && english.contains("ภูกามยาว"), "every district is named");
    }
    for typed in ["5610", "xyz", ""] {
        let [thai, english] = said(typed, "operators-year");
        assert!(thai.starts_with(&format!("ไม่รู้จักอำเภอ \"{typed}\"\n")), "{thai}");
        assert!(!english.contains("meant"), "{english}");
    }
    for (typed, meant) in [
        ("operator-year", "operators-year"),
        ("chanels", "channels"),
        ("Percent", "percent"),
        ("sales_online_year", "sales-online-year"),
    ] {
        let [thai, english] = said("จังหวัด", typed);
        assert!(thai.starts_with(&format!("ไม่รู้จักตัวเลข \"{typed}\" หมายถึง \"{meant}\" หรือไม่\n")), "{thai}");
        assert!(english.contains("\"channels\", \"percent\", \"level\""), "every figure is named: {english}");
    }
    assert!(said("เมืองพะเยา", "level")[0].contains("otop-report explain \"จังหวัด\" \"level\""));
    assert!(said("operators-year", "จุน")[1].contains("otop-report explain \"จุน\" \"operators-year\""));
    for province in ["จังหวัด", "province", "พะเยา", "จังหวัดพะเยา", "56"] {
        assert_eq!(asked(&plan, None, province, "level"), Ok((Subject::Province, FigureName::Level)), "{province}");
    }
}

#[test]
fn a_number_is_said_with_its_unit() {
    let said = |unit, value, lang| Said(&Measured(unit, Decimal::new(value, 2)), lang).to_string();
    use otop_report::explain::Unit::{Activities, Baht, Channels, Level, Operators, Percent};
    let both = |unit, value| [said(unit, value, Lang::Th), said(unit, value, Lang::En)];
    assert_eq!(both(Baht, 123_450), ["๑,๒๓๔.๕๐ บาท", "1,234.50 baht"]);
    assert_eq!(both(Operators, 4_100), ["๔๑ กลุ่ม/ราย", "41 operators"]);
    assert_eq!(both(Activities, 800), ["๘ ครั้ง", "8 activities"]);
    assert_eq!(both(Channels, 400), ["๔ ช่องทาง", "4 channels"]);
    assert_eq!(both(Percent, 499), ["ร้อยละ ๔.๙๙", "4.99 per cent"]);
    assert_eq!(both(Level, 500), ["ระดับ ๕", "level 5"]);
}
