//! The reports of a round and of the year: month by month as the months stand now, the level and how it was reached.

use std::io::Cursor;
use std::sync::OnceLock;

use calamine::{Reader, Xlsx};
use otop_report::course::course;
use otop_report::output::OutputFile;

use super::cells::{Files, assert_row, words};
use super::totals::PROVINCE;
use super::year::{JUDGED, Judged};
use crate::support::case::month;
use crate::support::paper;

/// The files of March, with which round 1 ends.
fn march() -> Files<'static> {
    static MARCH: OnceLock<Vec<OutputFile>> = OnceLock::new();
    let year = Judged::once();
    Files(MARCH.get_or_init(|| year.published(year.run("2565-03"))))
}

/// Those of September, with which round 2 and the year end.
fn september() -> Files<'static> {
    static SEPTEMBER: OnceLock<Vec<OutputFile>> = OnceLock::new();
    let year = Judged::once();
    Files(SEPTEMBER.get_or_init(|| year.published(&year.case.compile("2565-09"))))
}

fn names(files: &Files<'_>) -> Vec<String> {
    let ended = |name: &str| name.contains("round-") && !name.starts_with("targets") || name.contains("year");
    files.0.iter().map(|file| file.path.clone()).filter(|name| ended(name)).collect()
}

#[test]
fn each_month_stands_as_if_it_were_compiled_now() {
    let year = Judged::once();
    let course = course(&year.case.plan, &year.run("2565-07").validated, month("2565-07"));
    assert_eq!(course.len(), 10, "October to July");
    for name in JUDGED {
        let (own, run) = (course.iter().find(|own| own.totals.month == month(name)).expect("a month"), year.run(name));
        let told = |totals: &otop_report::aggregate::Totals| {
            let province = &totals.province;
            let counts = [&province.activities, &province.operators, &province.participants]
                .map(|of| [of.month.value, of.round.value, of.year.value]);
            let baht =
                [&province.sales_activities, &province.sales_online].map(|of| [of.month.value, of.round.value, of.year.value]);
            (counts, baht, totals.channels.len(), totals.operators.len(), totals.activities.len())
        };
        assert_eq!(told(&own.totals), told(&run.totals), "{name}");
        assert_eq!((own.score.level, own.score.percent), (run.score.level, run.score.percent), "{name}");
    }
}

#[test]
fn only_what_ends_is_reported() {
    assert_eq!(names(&Files(Judged::july())), [""; 0]);
    let of = |id: &str| {
        let papers = ["letter-", "packet-", ""].map(|kind| format!("{kind}{id}.pdf"));
        [papers.as_slice(), &[format!("letter-{id}.docx")]].concat()
    };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(names(&march()), sorted([of("round-1"), vec!["round-1.xlsx".into()]].concat()));
    let september = names(&september());
    assert_eq!(september, sorted([of("round-2"), of("year"), vec!["round-2.xlsx".into(), "year.xlsx".into()]].concat()));
}

#[test]
fn the_course_of_round_1_reaches_its_level_step_by_step() {
    // Activities in the month and in the round, operators in the month and in the year, percent, channels, baht, level.
    let levels = [
        ("2564-10", "0.00", 0, "1 ปรับปรุง"),
        ("2564-12", "2.07", 1, "2 พัฒนา"),
        ("2565-01", "3.05", 1, "3 ปานกลาง"),
        ("2565-02", "4.02", 2, "4 ดี"),
        ("2565-03", "5.00", 3, "5 ดีมาก"),
    ];
    let rows = march().sheet("round-1", "ผลการดำเนินงานเดือนต่อเดือน");
    for (name, percent, channels, level) in levels {
        let (_, activities, _, operators, at_activities, online) = *PROVINCE.iter().find(|line| line.0 == name).expect("judged");
        let title = month(name).thai();
        let found = rows.iter().find(|row| words(&row[0]) == title).unwrap_or_else(|| panic!("{title}"));
        let level = if name == "2564-10" { "1 ปรับปรุง (ต่ำกว่าเกณฑ์)" } else { level };
        let expected = format!(
            "{title}|{}|{}|{}|{}|820|{percent}|{channels}|{}|{}|{level}",
            activities[0], activities[1], operators[0], operators[2], at_activities[0], online[0]
        );
        assert_row(found, &expected);
    }
    let total = rows.iter().find(|row| words(&row[0]) == "รวมทั้งสิ้น").expect("a total");
    assert_row(total, "รวมทั้งสิ้น|9||41|||||11,557.76|2,302.21|");
}

#[test]
fn districts_by_months_add_up_by_live_formulas() {
    let bytes = march().bytes("round-1.xlsx").to_vec();
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = "ผู้ประกอบการที่เข้าร่วมช่องทาง";
    let rows = march().sheet("round-1", sheet);
    let at = rows.iter().position(|row| words(&row[1]) == "เมืองพะเยา").expect("a district");
    // October to March, then the sum, the round's target, and percent.
    assert_row(&rows[at], "1|เมืองพะเยา|0|0|5|0|5|0|10|5|200.00");
    assert_row(&rows[at + 9], "รวมทั้งสิ้น||0|0|17|8|8|8|41|23|178.26");
    let formulas = book.worksheet_formula(sheet).expect("formulas");
    let formula = |row: usize, column: usize| formulas.get_value((row as u32, column as u32)).cloned().unwrap_or_default();
    let row = at + 1;
    assert_eq!(formula(at, 8), format!("SUM(C{row}:H{row})"));
    assert_eq!(formula(at + 9, 8), format!("SUM(I{row}:I{})", row + 8));
    assert_eq!(formula(at + 9, 2), format!("SUM(C{row}:C{})", row + 8));
    assert!(formula(at, 10).contains("ROUND"), "percent: {}", formula(at, 10));
}

#[test]
fn reports_are_told_by_district_and_month() {
    let rows = september().sheet("year", "การส่งรายงานรายอำเภอ");
    let of = |name: &str| rows.iter().find(|row| words(&row[1]) == name).unwrap_or_else(|| panic!("{name}"));
    let status: Vec<String> = of("จุน")[2..14].iter().map(words).collect();
    assert_eq!(status.join(" "), "ทัน ยังไม่ส่ง ทัน ยังไม่ส่ง ยังไม่ส่ง ทัน ทัน ยังไม่ส่ง ยังไม่ส่ง ช้า ยังไม่ส่ง ยังไม่ส่ง");
    assert_row(&of("จุน")[14..], "4|1|7|0");
    assert_row(&of("แม่ใจ")[14..], "3|1|8|1");
}

#[test]
fn the_year_tells_both_rounds_and_its_letter_covers_it() {
    let text = paper::text(september().bytes("packet-year.pdf"));
    for said in [
        "เรียนอธิบดีกรมการพัฒนาชุมชน",
        "รอบการประเมินที่๑อยู่ในระดับ๕ดีมากและรอบการประเมินที่๒อยู่ในระดับ๕ดีมาก",
        "กิจกรรมที่ไม่ใช้งบประมาณในรอบการประเมินที่๑(ครั้ง)๙๘๑",
        "ประจำปีงบประมาณพ.ศ.๒๕๖๕",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let letter = paper::text(march().bytes("letter-round-1.pdf"));
    assert!(letter.contains("ที่พย๐๐๑๙.๒/") && letter.contains("เมษายน๒๕๖๕") && letter.contains("ร้อยละ๕.๐๐"), "{letter}");
}
