//! The level: every threshold of both rubrics hit, missed by one and passed by one.

use otop_report::aggregate::{Figure, Figures, Totals};
use otop_report::score::{Condition, Scorecard, score};
use rust_decimal::Decimal;

use super::year::{JUDGED, Judged};
use crate::support::case::{month, plan};

/// A province with `remaining` operators to bring online, and what it has done.
pub fn totals(name: &str, activities: i64, channels: usize, operators: i64, remaining: u32) -> Totals {
    let plan = plan();
    let month = month(name);
    let figure = |value: i64| Figure { value, ..Figure::default() };
    let mut province = Figures { registered: remaining + 163, online_before: 163, ..Figures::default() };
    province.targets = plan.province_targets();
    // Neither the month's nor the year's activities are scored, nor the round's operators.
    (province.activities.month, province.activities.round, province.activities.year) =
        (figure(0), figure(activities), figure(99));
    (province.operators.month, province.operators.round, province.operators.year) = (figure(0), figure(9), figure(operators));
    let round = plan.round_of(month).expect("a round");
    let channels = plan.channels.iter().take(channels).map(|channel| (channel.name.clone(), figure(1))).collect();
    Totals { month, round, districts: Vec::new(), province, channels, activities: Vec::new(), operators: Vec::new() }
}

/// The score of a province with 820 operators remaining: 5 % are 41, 4 % 33 (32.8), 3 % 25 (24.6), 2 % 17 (16.4), 1 % 9 (8.2).
fn scored(round: u8, activities: i64, channels: usize, operators: i64) -> Scorecard {
    let month = if round == 1 { "2565-02" } else { "2565-08" };
    score(&plan(), &totals(month, activities, channels, operators, 820))
}

/// Holds a round's rubric to its levels: activities, channels, operators, and the level they reach.
#[track_caller]
fn levels(round: u8, cases: &[(i64, usize, i64, u8)]) {
    for (activities, channels, operators, level) in cases.iter().copied() {
        assert_eq!(scored(round, activities, channels, operators).level, level, "{activities}, {channels}, {operators}");
    }
}

#[test]
fn the_levels_of_round_1() {
    levels(
        1,
        &[
            (9, 4, 42, 5),
            (8, 3, 41, 5),
            (7, 3, 41, 3), // one activity less
            (8, 2, 41, 4), // one channel less
            (8, 3, 40, 4), // one operator less: 4.878 %
            (8, 2, 33, 4),
            (7, 2, 33, 3),
            (8, 1, 33, 3),
            (8, 2, 32, 3),
            (7, 1, 25, 3),
            (6, 1, 25, 2),
            (7, 0, 25, 1),
            (7, 1, 24, 2),
            (6, 1, 17, 2),
            (5, 1, 17, 1),
            (6, 0, 17, 1),
            (6, 1, 16, 1),
            (0, 0, 0, 1),
        ],
    );
}

#[test]
fn the_levels_of_round_2() {
    levels(
        2,
        &[
            (9, 3, 41, 5),
            (8, 3, 41, 4), // eight are enough in round 1 alone
            (9, 2, 41, 4),
            (9, 3, 40, 4),
            (8, 2, 33, 4),
            (7, 2, 33, 3),
            (8, 1, 33, 3),
            (8, 2, 32, 3),
            (7, 1, 25, 3),
            (6, 1, 25, 2),
            (7, 1, 24, 2),
            (6, 1, 17, 2),
            (5, 1, 17, 1),
            (6, 1, 16, 1),
        ],
    );
}

#[test]
fn names_and_weighted_scores_go_with_the_levels() {
    let cases = [(8, 3, 41), (8, 2, 33), (7, 1, 25), (6, 1, 17), (5, 1, 9)];
    let scores = cases.map(|(activities, channels, operators)| scored(1, activities, channels, operators));
    assert_eq!(scores.each_ref().map(|score| score.name.as_str()), ["ดีมาก", "ดี", "ปานกลาง", "พัฒนา", "ปรับปรุง"]);
    assert_eq!(
        scores.each_ref().map(|score| score.weighted_score.normalize().to_string()),
        ["0.25", "0.2", "0.15", "0.1", "0.05"]
    );
    let next = |score: &Scorecard| (score.next_name.clone(), score.next_percent.map(|percent| percent.to_string()));
    let of = |name: &str, percent: &str| (Some(name.to_owned()), Some(percent.to_owned()));
    assert_eq!(scores.each_ref().map(next), [(None, None), of("ดีมาก", "5"), of("ดี", "4"), of("ปานกลาง", "3"), of("พัฒนา", "2")]);
}

#[test]
fn below_the_lowest_level_is_its_percent_or_its_channels() {
    // Activities, channels, operators, whether it is below level 1.
    for (activities, channels, operators, below) in [
        (0, 1, 9, false), // 1 % of 820 are 8.2
        (0, 1, 8, true),
        (0, 0, 9, true),
        (0, 0, 0, true),
        (9, 0, 41, true),
        (9, 1, 8, true),
        (5, 1, 41, false),
        (6, 1, 17, false), // level 2
        (9, 3, 41, false), // level 5
    ] {
        for round in [1, 2] {
            let score = scored(round, activities, channels, operators);
            assert_eq!(score.below_lowest, below, "{activities}, {channels}, {operators} in round {round}");
        }
    }
}

#[test]
fn exactly_five_activities_are_unnamed() {
    for round in [1, 2] {
        let unnamed = [4, 5, 6].map(|activities| scored(round, activities, 3, 41).unnamed_activities);
        assert_eq!(unnamed, [false, true, false]);
        assert_eq!(scored(round, 5, 3, 41).level, 1);
    }
}

#[test]
fn what_the_next_level_needs() {
    let condition = |achieved, own, next| Condition { achieved, own, next: Some(next) };
    let score = scored(1, 7, 1, 25);
    let conditions = (score.activities, score.channels, score.operators);
    assert_eq!(conditions, (condition(7, 7, 8), condition(1, 1, 2), condition(25, 25, 33)));
    assert_eq!([score.activities, score.channels, score.operators].map(Condition::more), [1, 1, 8]);
    // Level 4 of round 2 with enough channels: nothing more of those is needed.
    let score = scored(2, 8, 5, 40);
    let conditions = (score.activities, score.channels, score.operators);
    assert_eq!(conditions, (condition(8, 8, 9), condition(5, 2, 3), condition(40, 33, 41)));
    assert_eq!([score.activities, score.channels, score.operators].map(Condition::more), [1, 0, 1]);
    let score = scored(1, 12, 5, 60);
    // At the highest level, what holds it.
    let highest = |achieved, own| Condition { achieved, own, next: None };
    assert_eq!((score.activities, score.channels, score.operators), (highest(12, 8), highest(5, 3), highest(60, 41)));
    assert_eq!([score.activities, score.channels, score.operators].map(Condition::beyond), [4, 2, 19]);
    assert_eq!([score.activities, score.channels, score.operators].map(Condition::more), [0, 0, 0]);
}

#[test]
fn a_percent_just_below_a_threshold_neither_reaches_nor_shows_it() {
    // 1249 of 25000 are 4.996 %, 1250 are 5 %.
    for (operators, level, shown) in [(1_249, 4, "4.99"), (1_250, 5, "5.00"), (1_251, 5, "5.00"), (1_256, 5, "5.02")] {
        let score = score(&plan(), &totals("2565-08", 9, 3, operators, 25_000));
        assert_eq!((score.level, score.percent.to_string().as_str()), (level, shown), "{operators}");
    }
    // The same below 4 % and 1 %: 999 of 25000 are 3.996 %, 249 are 0.996 %.
    for (operators, level, below, shown) in
        [(999, 3, false, "3.99"), (1_000, 4, false, "4.00"), (249, 1, true, "0.99"), (250, 1, false, "1.00")]
    {
        let score = score(&plan(), &totals("2565-08", 9, 3, operators, 25_000));
        assert_eq!((score.level, score.below_lowest, score.percent.to_string().as_str()), (level, below, shown), "{operators}");
    }
    // Six per cent begins no level, and is rounded as any number.
    assert_eq!(score(&plan(), &totals("2565-08", 9, 3, 1_499, 25_000)).percent.to_string(), "6.00");
}

#[test]
fn nobody_left_to_bring_online_is_no_division() {
    let score = score(&plan(), &totals("2565-08", 9, 3, 0, 0));
    assert_eq!((score.level, score.percent), (5, Decimal::ZERO), "nobody is needed");
}

#[test]
fn the_second_year_reaches_every_level_in_turn() {
    // The month, its level, below level 1, exactly five activities.
    let expected = [
        ("2564-10", 1, true, true),
        ("2564-12", 2, false, false),
        ("2565-01", 3, false, false),
        ("2565-02", 4, false, false),
        ("2565-03", 5, false, false),
        ("2565-04", 1, false, true),
        ("2565-05", 4, false, false),
        ("2565-06", 5, false, false),
        ("2565-07", 5, false, false),
    ];
    let found = JUDGED.map(|month| {
        let score = &Judged::once().run(month).score;
        (month, score.level, score.below_lowest, score.unnamed_activities)
    });
    assert_eq!(found, expected);
}

#[test]
fn the_readings_beside_the_score() {
    // Operators of the round against the round's target, 23 and 19; operators on three channels or more.
    let found = ["2565-02", "2565-03", "2565-04", "2565-07"].map(|month| {
        let score = &Judged::once().run(month).score;
        (score.percent.to_string(), score.against_target.to_string(), score.on_three_channels)
    });
    let expected = [("4.02", "143.48", 0), ("5.00", "178.26", 1), ("5.73", "31.58", 1), ("6.95", "84.21", 1)];
    assert_eq!(found, expected.map(|(percent, target, three)| (percent.to_owned(), target.to_owned(), three)));
}
