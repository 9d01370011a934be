//! The embedded plan gives the letter's tables, names and days.

use otop_report::district::DistrictId;
use otop_report::plan::{LetterDate, PHAYAO_2565, Plan};
use proptest::prelude::*;

use crate::support::case::{month, plan};

#[test]
fn the_letters_tables_come_out_cell_by_cell() {
    let letter = [
        ("5601", 233, 40, 193, 10, 5, 5),
        ("5602", 75, 11, 64, 3, 2, 1),
        ("5603", 171, 16, 155, 8, 4, 4),
        ("5604", 44, 11, 33, 2, 1, 1),
        ("5605", 101, 23, 78, 4, 2, 2),
        ("5606", 61, 10, 51, 3, 2, 1),
        ("5607", 78, 13, 65, 3, 2, 1),
        ("5608", 112, 21, 91, 5, 3, 2),
        ("5609", 108, 18, 90, 4, 2, 2),
    ];
    let plan = plan();
    for (district, row) in plan.districts.iter().zip(letter) {
        let targets = plan.district_targets(district);
        let computed = (
            district.geocode.as_str(),
            district.registered,
            district.online_before,
            district.remaining(),
            targets.online_year,
            targets.online_rounds[0],
            targets.online_rounds[1],
        );
        assert_eq!(computed, row);
        assert_eq!((targets.activities_year, targets.activities_rounds), (2, [1, 1]));
    }
    let province = plan.province_targets();
    assert_eq!(
        (province.online_year, province.online_rounds, province.activities_year, province.activities_rounds),
        (42, [23, 19], 18, [9, 9])
    );
    assert_eq!(plan.districts.iter().map(otop_report::plan::District::remaining).sum::<u32>(), 820);
}

#[test]
fn districts_go_by_many_names() {
    let plan = plan();
    for name in ["5609", "๕๖๐๙", "ภูกามยาว", "อำเภอภูกามยาว", "อ.ภูกามยาว", "ภูคา", " ภูพานยาว "]
    {
        assert_eq!(plan.district(name).map(DistrictId::index), Some(8), "{name}");
    }
    assert_eq!(plan.district("ภูเก็ต"), None);
}

#[test]
fn the_deadline_passes_weekends_and_holidays() {
    let holiday = PHAYAO_2565.replace("holidays = []", "holidays = [\"2565-03-07\", \"2565-03-08\"]");
    let deadline = |plan: &Plan, name| plan.deadline(month(name)).to_string();
    assert_eq!(deadline(&plan(), "2565-02"), "2022-03-07");
    assert_eq!(deadline(&plan(), "2565-03"), "2022-04-05");
    assert_eq!(deadline(&Plan::parse(&holiday).expect("it stands"), "2565-02"), "2022-03-09");
    let same_day = PHAYAO_2565.replace("weekend = \"next-working-day\"", "weekend = \"same-day\"");
    assert_eq!(deadline(&Plan::parse(&same_day).expect("it stands"), "2565-02"), "2022-03-05");
}

proptest! {
    #[test]
    fn targets_follow_the_rule(remaining in 0_u32..100_000) {
        let targets = plan().targets.targets(remaining);
        // 5 % in twentieths, ties to even, with integers only.
        let (whole, rest) = (remaining / 20, remaining % 20);
        let rounded = whole + u32::from(rest > 10 || (rest == 10 && whole % 2 == 1));
        prop_assert_eq!(targets.online_year, rounded);
        prop_assert_eq!(targets.online_rounds[0], rounded.div_ceil(2));
        prop_assert_eq!(targets.online_rounds[0] + targets.online_rounds[1], rounded);
    }

    #[test]
    fn no_text_makes_the_plan_panic(text in "(?s).{0,400}") {
        _ = Plan::parse(&text);
    }
}

#[test]
fn a_key_is_found_by_its_line() {
    let plan = plan();
    assert_eq!(plan.line("districts[1].registered"), super::line_of(PHAYAO_2565, "registered = 75"));
    assert_eq!(plan.line("targets.percent"), super::line_of(PHAYAO_2565, "[targets]") + 1);
    assert_eq!(plan.line("targets.nothing"), plan.line("targets"), "the part that it would belong to");
    assert_eq!(plan.line("nothing"), 1);
}

#[test]
fn letters_of_a_round_and_of_the_year_follow_the_months_unless_they_are_told() {
    let plan = plan();
    for letter in [&plan.letters.round, &plan.letters.year] {
        assert_eq!((&*letter.number, letter.date, &letter.to), ("พย ๐๐๑๙.๒/", LetterDate::Blank, &plan.letters.monthly.to));
    }
    let numbered =
        PHAYAO_2565.replacen("number = \"พย ๐๐๑๙.๒/\"\ndate = \"\"", "number = \"พย ๐๐๑๙.๒/๑๒๓\"\ndate = \"2565-03-08\"", 1);
    let own = "\n[letters.year]\nnumber = \"พย ๐๐๑๗/\"\ndate = \"today\"\nto = \"ปลัดกระทรวงมหาดไทย\"\n";
    let plan = Plan::parse(&(numbered + own)).expect("it stands");
    assert_eq!(plan.letters.monthly.number, "พย ๐๐๑๙.๒/๑๒๓");
    let letters = plan.letters;
    assert_eq!((&*letters.round.number, letters.round.date), ("พย ๐๐๑๙.๒/", LetterDate::Blank), "that number is the month's");
    assert_eq!(
        (&*letters.year.number, letters.year.date, &*letters.year.to),
        ("พย ๐๐๑๗/", LetterDate::Today, "ปลัดกระทรวงมหาดไทย")
    );
}
