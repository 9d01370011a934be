use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::thai::{digits::to_arabic, text::loose_key};

const YEAR: FiscalYear = FiscalYear(2565);

/// Every day of the Buddhist years 2500 to 2600.
fn century() -> impl Iterator<Item = Date> {
    date(1957, 1, 1).series(1.day()).take_while(|day| *day <= date(2057, 12, 31))
}

#[test]
fn every_day_there_and_back_in_every_spelling() {
    for day in century() {
        let year = FiscalYear::of(day);
        let (d, m, be, ce) = (day.day(), day.month(), day.year() + 543, day.year());
        let (long, short) = (MONTHS[m as usize - 1], MONTHS_SHORT[m as usize - 1]);
        let undotted = short.replace('.', "");
        let mut spellings = vec![
            day_long(day),
            format!("{d}/{m:02}/{be}"),
            format!("{d:02}-{m:02}-{be}"),
            format!("{d}.{m}.{ce}"),
            format!("{be}-{m:02}-{d:02}"),
            format!("{be}/{m}/{d}"),
            format!("{day}"),
            format!("{day}T00:00:00"),
            format!("{d}/{m}/{be} 0:00"),
            format!("{d} {long} พ.ศ. {be}"),
            format!("วันที่ {d} เดือน {long} พ.ศ.{be}"),
            format!("{d} {undotted} {be}"),
            format!("{d}{short}{be}"),
            to_thai(&format!("{d:02}/{m:02}/{be}")),
        ];
        if be < 2600 {
            let yy = be % 100;
            spellings.extend([
                day_short(day),
                format!("{d} {undotted}{yy:02}"),
                format!("{d}/{m}/{yy:02}"),
                format!("วันอังคารที่ {d} {short}{yy:02}"),
            ]);
        }
        if ce >= 2000 {
            spellings.push(format!("{d}-{m}-{:02}", ce % 100));
        }
        for text in &spellings {
            assert_eq!(parse_day(text, year), Ok(day), "{text}");
        }
        assert_eq!(parse_command_day(&format!("{be}-{m:02}-{d:02}")), Ok(day));
        assert_eq!(parse_command_day(&day.to_string()), Ok(day));
    }
}

#[test]
fn every_month_there_and_back_in_every_spelling() {
    let mut month = Month::new(2500, 1).unwrap();
    while month.year_be() <= 2600 {
        let (be, ce, number) = (month.year_be(), month.year_be() - 543, month.number());
        for text in [
            month.to_string(),
            month.thai(),
            format!("{ce}-{number:02}"),
            format!("{be}/{number}"),
            format!("{number:02}/{be}"),
            format!("{} {be}", month.short_name()),
            format!("{} พ.ศ. {be}", month.short_name()),
            format!("เดือน{} พ.ศ.{}", month.name(), to_thai(&be.to_string())),
            format!("ประจำเดือน {} {be}", month.name()),
            format!("ประจําเดือน{} {be}", month.name()),
        ] {
            assert_eq!(text.parse(), Ok(month), "{text}");
            assert_eq!(Month::parse(&text, YEAR), Some(month), "{text}");
        }
        if be < 2600 {
            assert_eq!(month.thai_short().parse(), Ok(month));
            assert_eq!(Month::parse(&month.thai_short(), month.fiscal_year()), Some(month));
        }
        assert_eq!(Month::parse(month.name(), month.fiscal_year()), Some(month));
        assert_eq!((month.next().previous(), Month::of(month.first_day()), Month::of(month.last_day())), (month, month, month));
        assert_eq!(month.last_day().tomorrow().unwrap(), month.next().first_day());
        assert!(month < month.next() && month.contains(month.last_day()) && !month.contains(month.next().first_day()));
        month = month.next();
    }
}

#[test]
fn a_fiscal_year_runs_from_october_to_september() {
    assert_eq!((YEAR.first_day(), YEAR.last_day()), (date(2021, 10, 1), date(2022, 9, 30)));
    assert_eq!(YEAR.months().map(|month| month.to_string())[..4], ["2564-10", "2564-11", "2564-12", "2565-01"]);
    assert!(century().all(|day| FiscalYear::of(day).contains(day)));
    assert!(!YEAR.contains(date(2021, 9, 30)) && !YEAR.contains(date(2022, 10, 1)));
    assert_eq!((FiscalYear::new(2022), YEAR.to_string(), YEAR.thai()), (None, "2565".to_owned(), "๒๕๖๕".to_owned()));
    let round = Round { number: 2, first: YEAR.months()[6], last: YEAR.months()[11] };
    assert_eq!((round.first_day(), round.last_day()), (date(2022, 4, 1), date(2022, 9, 30)));
    assert_eq!(round.thai(), "รอบการประเมินที่ ๒");
    assert!(round.contains(YEAR.months()[6]) && !round.contains(YEAR.months()[5]));
}

#[test]
fn they_are_written_as_plain_values() {
    let month = Month::new(2565, 2).unwrap();
    assert_eq!(serde_json::to_string(&(month, YEAR)).unwrap(), r#"["2565-02",2565]"#);
    assert_eq!(serde_json::from_str::<(Month, FiscalYear)>(r#"["2565-02",2565]"#).unwrap(), (month, YEAR));
    assert!(serde_json::from_str::<FiscalYear>("2022").is_err() && serde_json::from_str::<Month>(r#""2565-13""#).is_err());
    assert_eq!((month.thai(), month.thai_short()), ("กุมภาพันธ์ ๒๕๖๕".to_owned(), "ก.พ. ๖๕".to_owned()));
    assert_eq!(day_short(date(2022, 2, 5)), "๕ ก.พ. ๖๕");
    assert_eq!((Month::new(2565, 13), Month::new(2022, 2), Month::new(2565, 0)), (None, None, None));
}

#[test]
fn days_as_clerks_write_them() {
    for text in [
        "๑๕ ก.พ. ๖๕",
        "15-2-65",
        "15/2/22",
        "15–2–65",
        "15 02 2565",
        "15 ก.พ. '65",
        "15 กพ 65",
        "15 ก.พ 65",
        "15 ก. พ. 65",
        "15/ก.พ./65",
        "15-Feb-22",
        "15 February 2022",
        "February 15, 2022",
        "Tuesday, 15 February 2022",
        "Tuesday, February 15, 2022".trim_start_matches("Tuesday, "),
        "15 กุมภาพันธุ์ 2565",
        "15 กุมพาพันธ์ 2565",
        "15 กุมภาพัน 2565",
        "15 กุมภา 65",
        "15 กุมภาพันธ์ ปี 2565",
        "15 ก.พ. พ.ศ. 65",
        "15 ก.พ. ค.ศ. 22",
        "วันอังคารที่ 15 ก.พ.65",
        "วันอังคาร 15 ก.พ. 65",
        "เมื่อวันที่ 15 ก.พ. 65",
        "วันที่ ๑๕ เดือน กุมภาพันธ์ พ.ศ.๒๕๖๕",
        "2565 ก.พ. 15",
        "2022-02-15 00:00:00",
        "2022-02-15T09:30:00.000Z",
        "15/02/2565 9:30 น.",
        "15/02/2565 9:30 AM",
        "15 ก.พ. 65 เวลา 09.00 น.",
        "15/02/พ.ศ.2565",
        "\u{200b}15\u{a0}ก.พ.\u{a0}65 ",
        "１５/０２/２５６５",
    ] {
        assert_eq!(parse_day(text, YEAR), Ok(date(2022, 2, 15)), "{text}");
    }
    for (text, month) in
        [("เมศายน", 4), ("พฤกษภาคม", 5), ("พฤศภาคม", 5), ("พฤษภา", 5), ("มิย.", 6), ("กรกฏาคม", 7), ("พฤษจิกายน", 11)]
    {
        assert_eq!(Month::parse(text, YEAR).map(Month::number), Some(month), "{text}");
    }
}

#[test]
fn a_year_is_resolved_or_unclear() {
    assert_eq!(parse_day("1/10/64", YEAR), Ok(date(2021, 10, 1)));
    assert_eq!(parse_day("1/10/21", YEAR), Ok(date(2021, 10, 1)));
    assert_eq!(parse_day("29 ก.พ. 67", FiscalYear(2567)), Ok(date(2024, 2, 29)));
    for text in [
        "1/10/65",
        "15/2/64",
        "15/2/21",
        "15 ก.พ.",
        "15/2",
        "29 ก.พ.",
        "15 ก.พ. ค.ศ. 65",
        "15 ก.พ. พ.ศ. 22",
        "วันที่ 15 เดือนกุมภาพันธ์",
    ] {
        assert_eq!(parse_day(text, YEAR), Err(DayError::UnclearYear), "{text}");
    }
    assert_eq!(Month::parse("ก.พ. 22", YEAR), Month::new(2565, 2));
    assert_eq!(Month::parse("ก.พ. 64", YEAR), None);
    assert_eq!(Month::parse("2022-02-01 00:00:00", YEAR), Month::new(2565, 2));
    assert!("2022-02-01".parse::<Month>().is_err());
    assert!("กุมภาพันธ์".parse::<Month>().is_err());
}

#[test]
fn what_is_no_day_or_month_is_refused() {
    for text in [
        "",
        "-",
        "ไม่มี",
        "15",
        "44607",
        "15.2",
        "2565",
        "ก.พ. 65",
        "กุมภาพันธ์ 2565",
        "30 ก.พ. 2565",
        "29/2/65",
        "29/02/2565",
        "31/04/2565",
        "02/15/2565",
        "15/13/2565",
        "0/2/2565",
        "32/1/2565",
        "15/2/565",
        "15/2/25650",
        "15/2/1800",
        "15/2/2701",
        "17-15 ก.พ. 65",
        "15 ก.พ. 65 - 16 ก.ค. 65",
        "15-17",
        "15 xxx 2565",
        "15/02/2565 99:99",
        "15/02/2565 10:5",
        "-15/02/2565",
        "15022565",
        "10:30",
        "15:02:2565",
        "15 มกนาคม 2565",
        "15/02/2565 ประมาณ",
    ] {
        assert_eq!(parse_day(text, YEAR), Err(DayError::NotADay), "{text}");
    }
    for text in
        ["", "13/2565", "2565-00", "2565-13", "2565", "30/02/2565", "15/02", "xxx 2565", "1800-02", "2701-01", "2", "เดือน"]
    {
        assert_eq!(Month::parse(text, YEAR), None, "{text}");
    }
    for text in [
        "2022-3-05",
        "05-03-2022",
        "2022-02-30",
        "22-02-03",
        "2022-03-05 ",
        "+022-03-05",
        "1899-01-01",
        "2701-01-01",
        "2022-03-+5",
    ] {
        assert!(parse_command_day(text).is_err(), "{text}");
    }
    assert_eq!(parse_command_day("2567-02-29"), Ok(date(2024, 2, 29)));
}

#[test]
fn serials_of_both_date_systems() {
    let day = |serial: i64, date_1904| day_from_serial(Decimal::from(serial), date_1904);
    assert_eq!(day(44607, false), Some(date(2022, 2, 15)));
    assert_eq!(day(43145, true), Some(date(2022, 2, 15)));
    assert_eq!(day_from_serial(Decimal::new(446_079_999, 4), false), Some(date(2022, 2, 15)));
    assert_eq!((day(1, false), day(59, false)), (Some(date(1900, 1, 1)), Some(date(1900, 2, 28))));
    assert_eq!((day(60, false), day(61, false)), (None, Some(date(1900, 3, 1))));
    assert_eq!((day(0, false), day(-1, false), day(2_958_466, false), day(0, true)), (None, None, None, Some(date(1904, 1, 1))));
    // 15 February 2565, which a spreadsheet counts from 1900 as if it were Gregorian.
    let buddhist = i64::from(date(1899, 12, 30).until(date(2565, 2, 15)).unwrap().get_days());
    assert_eq!(day(buddhist, false), Some(date(2022, 2, 15)));
    assert_eq!(from_buddhist(date(2022, 2, 15)), Some(date(2022, 2, 15)));
    assert_eq!((from_buddhist(date(2567, 3, 1)), from_buddhist(date(2568, 2, 29))), (Some(date(2024, 3, 1)), None));
    assert_eq!((from_buddhist(date(9999, 1, 1)), day_from_serial(Decimal::MAX, true)), (None, None));
}

#[test]
fn every_buddhist_date_cell_is_its_day() {
    for day in century() {
        // 29 February of a year such as 2567, which Gregorian reckoning does not have, cannot be a date cell.
        if let Ok(cell) = Date::new(day.year() + 543, day.month(), day.day()) {
            assert_eq!(from_buddhist(cell), Some(day));
        }
    }
}

#[test]
fn month_names_are_known_to_the_parser() {
    for names in [MONTHS, MONTHS_SHORT] {
        for (number, name) in (1..).zip(names) {
            assert_eq!(Month::parse(name, YEAR).map(Month::number), Some(number), "{name} {}", loose_key(name));
        }
    }
}

fn datelike() -> impl Strategy<Value = String> {
    "(วันที่|เดือน|พ\\.ศ\\.|ก\\.พ\\.|กุมภาพันธ์|เวลา|น\\.|T|[0-9๐-๙]{1,4}|[-/:. ]){0,10}"
}

proptest! {
    #[test]
    fn no_text_panics(text in prop_oneof![".*", datelike(), "[ก-๛0-9๐-๙ ./:-]{0,20}"], year: i16, serial: i64, scale in 0..=28u32) {
        for year in [FiscalYear(year), YEAR] {
            let read = parse_day(&text, year);
            prop_assert!(read.is_err() || YEARS.contains(&(read.unwrap().year() + BUDDHIST_ERA)));
            let month = Month::parse(&text, year);
            prop_assert!(month.is_none_or(|month| YEARS.contains(&month.year_be())));
            let _ = (year.first_day(), year.last_day(), year.months());
        }
        prop_assert_eq!(text.parse::<Month>().ok().map(|month| month.to_string().parse()), text.parse::<Month>().ok().map(Ok));
        let _ = (parse_command_day(&text), day_from_serial(Decimal::new(serial, scale), serial % 2 == 0));
        to_arabic(&text);
    }
}

#[test]
fn a_span_of_days_is_its_first() {
    let first = |text: &str| parse_day(text, YEAR);
    for text in [
        "15-17 ก.พ. 65",
        "๑๕ - ๑๗ กุมภาพันธ์ ๒๕๖๕",
        "15 ถึง 17 ก.พ. 2565",
        "วันที่ 15 และ 16 ก.พ. 65",
        "15–17/02/2565",
        "15 ก.พ. - 2 มี.ค. 65",
        "15 ก.พ. 65 ถึง 16 ก.พ. 65",
    ] {
        assert_eq!(first(text), Ok(date(2022, 2, 15)), "{text}");
        assert_eq!(parse_span(text, YEAR), Some(date(2022, 2, 15)), "{text}");
    }
    assert_eq!(first("30 ธ.ค. 64 - 2 ม.ค. 65"), Ok(date(2021, 12, 30)));
    for one in ["15-02-2565", "2565-02-15", "15 ก.พ. 65", "15/02/2565"] {
        assert_eq!((first(one), parse_span(one, YEAR)), (Ok(date(2022, 2, 15)), None), "{one}");
    }
}
