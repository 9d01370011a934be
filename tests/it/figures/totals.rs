//! What counts, added up: month, round and year of every quantity, for every district and the province.

use otop_report::aggregate::{Figures, MonthRoundYear};
use otop_report::validate::Status;
use rust_decimal::Decimal;

use super::year::{JUDGED, Judged, YEAR, baht, event, operator};
use crate::support::case::month;

/// Month, round, year.
pub type Counts = [i64; 3];
pub type Sums = [&'static str; 3];

/// Whose, activities, participants, operators, baht at activities, baht online.
pub type Line = (&'static str, Counts, Counts, Counts, Sums, Sums);

/// 2565-07, in round 2, worked out by hand.
pub const JULY: [Line; 9] = [
    ("เมืองพะเยา", [2, 3, 4], [51, 71, 101], [2, 3, 13], ["2300.20", "3100.20", "4100.45"], ["502", "547", "1954"]),
    ("จุน", [1, 2, 3], [1, 6, 18], [1, 2, 7], ["10", "160", "172"], ["60.60", "75.60", "276.59"]),
    ("เชียงคำ", [0, 1, 2], [0, 6, 21], [1, 3, 10], ["0", "160.10", "2660.10"], ["11", "43", "133"]),
    ("เชียงม่วน", [0, 1, 2], [0, 4, 12], [0, 1, 2], ["0", "140", "550.50"], ["0", "17", "30"]),
    ("ดอกคำใต้", [3, 4, 5], [9, 12, 21], [0, 1, 4], ["18.77", "148.77", "248.52"], ["3", "21", "52.25"]),
    ("ปง", [0, 1, 2], [0, 9, 15], [0, 1, 6], ["0", "900", "1500"], ["0.60", "1500.60", "1570.57"]),
    ("แม่ใจ", [0, 1, 2], [0, 2, 9], [0, 1, 4], ["0", "20.02", "720.72"], ["0", "19", "59"]),
    ("ภูซาง", [0, 1, 2], [0, 14, 25], [0, 2, 5], ["0", "77", "1311.56"], ["0", "42", "132"]),
    ("ภูกามยาว", [0, 1, 2], [0, 13, 23], [0, 2, 6], ["0", "3131.31", "8131.31"], ["0", "44", "404"]),
];

/// 2565-02, in round 1, where the round is the year.
const FEBRUARY: [Line; 9] = [
    ("เมืองพะเยา", [0, 1, 1], [0, 30, 30], [5, 10, 10], ["0", "1000.25", "1000.25"], ["406", "906", "906"]),
    ("จุน", [0, 1, 1], [0, 12, 12], [0, 2, 2], ["0", "12", "12"], ["0", "101", "101"]),
    ("เชียงคำ", [0, 1, 1], [0, 15, 15], [0, 7, 7], ["0", "2500", "2500"], ["0", "90", "90"]),
    ("เชียงม่วน", [0, 1, 1], [0, 8, 8], [0, 1, 1], ["0", "410.50", "410.50"], ["0", "13", "13"]),
    ("ดอกคำใต้", [0, 1, 1], [0, 9, 9], [0, 1, 1], ["0", "99.75", "99.75"], ["0", "7.25", "7.25"]),
    ("ปง", [0, 1, 1], [0, 6, 6], [3, 5, 5], ["0", "600", "600"], ["29.97", "69.97", "69.97"]),
    ("แม่ใจ", [0, 1, 1], [0, 7, 7], [0, 3, 3], ["0", "700.70", "700.70"], ["0", "40", "40"]),
    ("ภูซาง", [1, 1, 1], [11, 11, 11], [0, 3, 3], ["1234.56", "1234.56", "1234.56"], ["0", "90", "90"]),
    ("ภูกามยาว", [0, 0, 0], [0, 0, 0], [0, 1, 1], ["0", "0", "0"], ["0", "60", "60"]),
];

/// The province by months.
pub const PROVINCE: [Line; 9] = [
    ("2564-10", [5, 5, 5], [74, 74, 74], [0, 0, 0], ["4022.50", "4022.50", "4022.50"], ["0", "0", "0"]),
    ("2564-12", [1, 6, 6], [6, 80, 80], [17, 17, 17], ["600", "4622.50", "4622.50"], ["821.25", "821.25", "821.25"]),
    ("2565-01", [1, 7, 7], [7, 87, 87], [8, 25, 25], ["700.70", "5323.20", "5323.20"], ["120", "941.25", "941.25"]),
    ("2565-02", [1, 8, 8], [11, 98, 98], [8, 33, 33], ["1234.56", "6557.76", "6557.76"], ["435.97", "1377.22", "1377.22"]),
    ("2565-03", [1, 9, 9], [10, 108, 108], [8, 41, 41], ["5000", "11557.76", "11557.76"], ["924.99", "2302.21", "2302.21"]),
    ("2565-04", [5, 5, 14], [38, 38, 146], [6, 6, 47], ["1380.10", "1380.10", "12937.86"], ["127", "127", "2429.21"]),
    ("2565-05", [3, 8, 17], [25, 63, 171], [4, 10, 51], ["997.02", "2377.12", "13934.88"], ["1561", "1688", "3990.21"]),
    ("2565-06", [1, 9, 18], [13, 76, 184], [2, 12, 53], ["3131.31", "5508.43", "17066.19"], ["44", "1732", "4034.21"]),
    ("2565-07", [6, 15, 24], [61, 137, 245], [4, 16, 57], ["2328.97", "7837.40", "19395.16"], ["577.20", "2309.20", "4611.41"]),
];

/// Channels run by 2565-07, and the operators of each district on them.
pub const ON_CHANNELS: [(&str, [i64; 9]); 5] = [
    ("Facebook", [6, 3, 8, 2, 1, 6, 4, 5, 1]),
    ("LINE", [7, 1, 2, 0, 0, 3, 0, 0, 2]),
    ("Shopee", [1, 3, 0, 0, 3, 0, 0, 0, 3]),
    ("TikTok", [2, 0, 0, 0, 3, 0, 0, 0, 0]),
    ("อื่น ๆ: ตลาดพะเยา", [0, 0, 0, 0, 0, 1, 0, 0, 0]),
];

/// What became of each district's report of 2565-07, and whether it was late.
pub const REPORTS: [(Status, bool); 9] = [
    (Status::OnTime, false),
    (Status::Late, true),
    (Status::OnTime, false),
    (Status::Nil, false),
    (Status::OnTime, false),
    (Status::OnTime, false),
    (Status::Nil, true),
    (Status::Missing, false),
    (Status::Rejected, false),
];

/// In which month each operator of a district is counted, by number.
fn counted_in(district: usize, number: usize) -> &'static str {
    let lists = |numbers: &[super::year::OnChannel]| numbers.iter().any(|(numbers, ..)| numbers.contains(&number));
    YEAR.iter().find(|line| line.district == district && lists(line.listings)).map(|line| line.month).expect("it is listed")
}

fn numbers(counted: &MonthRoundYear<i64>) -> Counts {
    [counted.month.value, counted.round.value, counted.year.value]
}

fn sums(counted: &MonthRoundYear<Decimal>) -> [Decimal; 3] {
    [counted.month.value, counted.round.value, counted.year.value]
}

#[track_caller]
fn assert_line(figures: &Figures, line: &Line) {
    let (name, activities, participants, operators, at_activities, online) = *line;
    assert_eq!(numbers(&figures.activities), activities, "{name}: activities");
    assert_eq!(numbers(&figures.participants), participants, "{name}: participants");
    assert_eq!(numbers(&figures.operators), operators, "{name}: operators");
    assert_eq!(sums(&figures.sales_activities), at_activities.map(baht), "{name}: baht at activities");
    assert_eq!(sums(&figures.sales_online), online.map(baht), "{name}: baht online");
}

#[test]
fn no_two_spans_of_july_agree_by_chance() {
    for (name, activities, participants, operators, at_activities, online) in JULY {
        for counts in [activities, participants, operators] {
            assert!(counts[0] < counts[1] && counts[1] < counts[2], "{name}: {counts:?}");
        }
        for sums in [at_activities, online].map(|sums| sums.map(baht)) {
            assert!(sums[0] < sums[1] && sums[1] < sums[2], "{name}: {sums:?}");
        }
    }
}

#[test]
fn districts_in_both_rounds() {
    for (month, lines) in [("2565-02", FEBRUARY), ("2565-07", JULY)] {
        let districts = &Judged::once().run(month).totals.districts;
        assert_eq!(districts.iter().map(|district| district.name.as_str()).collect::<Vec<_>>(), lines.map(|line| line.0));
        districts.iter().zip(&lines).for_each(|(district, line)| assert_line(&district.figures, line));
    }
}

#[test]
fn the_province_in_every_month() {
    assert_eq!(PROVINCE.map(|line| line.0), JUDGED);
    for line in &PROVINCE {
        let totals = &Judged::once().run(line.0).totals;
        assert_line(&totals.province, line);
        assert_eq!((totals.province.registered, totals.province.online_before, totals.province.remaining()), (983, 163, 820));
        let targets = totals.province.targets;
        assert_eq!((targets.online_year, targets.online_rounds), (42, [23, 19]));
        assert_eq!((targets.activities_year, targets.activities_rounds), (18, [9, 9]));
        assert_eq!((totals.month, totals.round.number), (month(line.0), if line.0 < "2565-04" { 1 } else { 2 }));
    }
}

#[test]
fn channels_in_the_plans_order_and_operators_on_each_once() {
    let totals = &Judged::once().run("2565-07").totals;
    assert_eq!(totals.channels.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ON_CHANNELS.map(|(name, _)| name));
    for (district, totals) in totals.districts.iter().enumerate() {
        assert_eq!(
            ON_CHANNELS.map(|(name, _)| totals.figures.on_channel(name)),
            ON_CHANNELS.map(|(_, operators)| operators[district]),
            "{}",
            totals.name
        );
    }
    assert_eq!(ON_CHANNELS.map(|(name, _)| totals.province.on_channel(name)), [36, 15, 10, 5, 1]);
    let run = |month: &str| Judged::once().run(month).totals.channels.len();
    assert_eq!(JUDGED.map(run), [0, 1, 1, 2, 3, 3, 4, 4, 5], "channels run, by months");
}

#[test]
fn reports_of_july() {
    let districts = &Judged::once().run("2565-07").totals.districts;
    assert_eq!(districts.iter().map(|district| (district.status, district.late)).collect::<Vec<_>>(), REPORTS);
    let days: Vec<Option<String>> = districts.iter().map(|district| district.reported_on.map(|day| day.to_string())).collect();
    let [third, late] = ["2022-08-03", "2022-08-09"].map(|day| Some(day.to_owned()));
    let [nil, nil_late, blank] = ["2022-08-01", "2022-08-08", "2022-08-02"].map(|day| Some(day.to_owned()));
    assert_eq!(days, [third.clone(), late, third.clone(), nil, third.clone(), third, nil_late, None, blank]);
}

#[test]
fn the_list_of_activities_is_the_months_own() {
    for month in JUDGED {
        let totals = &Judged::once().run(month).totals;
        let expected: Vec<(usize, String, i64, Decimal)> = YEAR
            .iter()
            .filter(|line| line.month == month)
            .flat_map(|line| {
                let activity = |(i, (participants, sales)): (usize, &(i64, &str))| {
                    (line.district, event(line, i), *participants, baht(sales))
                };
                line.activities.iter().enumerate().map(activity).collect::<Vec<_>>()
            })
            .collect();
        let found: Vec<_> = totals
            .activities
            .iter()
            .map(|activity| (activity.district.index(), activity.name.clone(), i64::from(activity.participants), activity.sales))
            .collect();
        assert_eq!(found, expected, "{month}");
    }
}

#[test]
fn the_list_of_operators_begins_with_the_months_own() {
    let operators = &Judged::once().run("2565-07").totals.operators;
    let found: Vec<(usize, &str)> =
        operators.iter().map(|operator| (operator.district.index(), operator.name.as_str())).collect();
    let july = [(0, operator(0, 12)), (0, operator(0, 13)), (1, operator(1, 7)), (2, operator(2, 10))];
    assert_eq!(found[..4], july.each_ref().map(|(district, name)| (*district, name.as_str())));
    assert_eq!(operators.len(), 57);
    let rest: Vec<(usize, String)> =
        operators[4..].iter().map(|operator| (operator.district.index(), operator.month.to_string())).collect();
    assert!(rest.is_sorted(), "then by district, by month: {rest:?}");
    for line in operators {
        let number = line.name.rsplit('-').next().expect("a name").parse().expect("its number");
        assert_eq!(line.month.to_string(), counted_in(line.district.index(), number), "{}", line.name);
    }
    // The first operator of เมืองพะเยา has five listings on three channels: 100 + 3 + 500 + 1 + 2 baht.
    let first = operators.iter().find(|line| line.name == operator(0, 1)).expect("it is counted");
    assert_eq!(first.channels, ["Facebook", "LINE", "Shopee"]);
    assert_eq!(
        (first.sales, first.registration.as_str(), first.date.to_string().as_str()),
        (606.into(), "ตย-5601-001", "2021-12-01")
    );
    assert_eq!((first.operator_type.as_str(), first.product.as_str()), ("กลุ่ม", "ผลิตภัณฑ์ 1"));
}
