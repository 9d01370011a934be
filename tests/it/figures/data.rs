//! The record of a month, `data.json`: every field against what was worked out by hand.

use serde_json::{Value as Json, json};

use super::totals::{JULY, ON_CHANNELS, PROVINCE, REPORTS};
use super::year::{Judged, baht};
use otop_report::district::DistrictId;
use otop_report::explain::{Subject, explain};

/// Geocode, registered, online before, remaining; targets of the year and of rounds 1 and 2 (SPEC §3).
pub const DISTRICTS: [(&str, u32, u32, u32, [u32; 3]); 9] = [
    ("5601", 233, 40, 193, [10, 5, 5]),
    ("5602", 75, 11, 64, [3, 2, 1]),
    ("5603", 171, 16, 155, [8, 4, 4]),
    ("5604", 44, 11, 33, [2, 1, 1]),
    ("5605", 101, 23, 78, [4, 2, 2]),
    ("5606", 61, 10, 51, [3, 2, 1]),
    ("5607", 78, 13, 65, [3, 2, 1]),
    ("5608", 112, 21, 91, [5, 3, 2]),
    ("5609", 108, 18, 90, [4, 2, 2]),
];

fn spans(counts: [i64; 3]) -> Json {
    json!({ "month": counts[0], "round": counts[1], "year": counts[2] })
}

/// Sums as `data.json` writes them: two decimals.
fn sales(at_activities: [&str; 3], online: [&str; 3]) -> Json {
    let [activities, online] = [at_activities, online].map(|sums| sums.map(|sum| format!("{:.2}", baht(sum))));
    json!({
        "activities_month": activities[0], "activities_round": activities[1], "activities_year": activities[2],
        "online_month": online[0], "online_round": online[1], "online_year": online[2],
    })
}

fn expected() -> Json {
    let submissions = ["on-time", "late", "on-time", "nil", "on-time", "on-time", "nil", "missing", "rejected"];
    let district = |i: usize| {
        let (geocode, registered, online_before, remaining, targets) = DISTRICTS[i];
        let (name, activities, participants, operators, at_activities, online) = JULY[i];
        json!({
            "geocode": geocode, "name": name, "submission": submissions[i], "late": REPORTS[i].1,
            "registered": registered, "online_before": online_before, "remaining": remaining,
            "targets": {
                "online_year": targets[0], "online_round": targets[2], "activities_year": 2, "activities_round": 1,
            },
            "activities": spans(activities), "operators": spans(operators), "participants": spans(participants),
            "sales": sales(at_activities, online),
        })
    };
    let (_, activities, participants, operators, at_activities, online) = PROVINCE[8];
    json!({
        "schema": 1,
        "month": "2565-07", "fiscal_year": 2565, "round": 2, "draft": true,
        "province": {
            "name": "พะเยา", "registered": 983, "online_before": 163, "remaining": 820,
            "targets": { "online_year": 42, "online_round": 19, "activities_year": 18, "activities_round": 9 },
            "activities": spans(activities), "operators": spans(operators), "participants": spans(participants),
            "channels": 5, "percent": "6.95", "level": 5, "weighted_score": "0.25",
            "sales": sales(at_activities, online),
        },
        "districts": (0..9).map(district).collect::<Vec<_>>(),
        "channels": ON_CHANNELS.map(|(name, operators)| json!({ "name": name, "operators": operators.iter().sum::<i64>() })),
    })
}

#[test]
fn every_field_of_july() {
    let mut record = Judged::once().record("2565-07");
    let trace = record.as_object_mut().expect("an object").remove("trace").expect("a trace");
    assert_eq!(record, expected());
    assert_eq!(trace.as_object().expect("by subjects").len(), 10, "nine districts and the province");
}

#[test]
fn targets_of_round_1_before_april() {
    let record = Judged::once().record("2565-03");
    assert_eq!((&record["round"], &record["province"]["targets"]["online_round"]), (&json!(1), &json!(23)));
    for (district, (_, _, _, _, targets)) in record["districts"].as_array().expect("nine").iter().zip(DISTRICTS) {
        assert_eq!(district["targets"]["online_round"], targets[1], "{}", district["name"]);
    }
}

#[test]
fn the_trace_names_the_cells_that_explain_names() {
    let run = Judged::once().run("2565-07");
    let record = Judged::once().record("2565-07");
    let subjects =
        (0..9).map(|i| (DISTRICTS[i].0, Subject::District(DistrictId::at(i)))).chain([("province", Subject::Province)]);
    for (name, subject) in subjects {
        let traced = record["trace"][name].as_object().expect("figures");
        assert_eq!(traced.len(), subject.figures().count(), "{name}");
        for figure in subject.figures() {
            let text = |value: &Json| value.as_str().expect("words").to_owned();
            let cells: Vec<String> = traced[&figure.to_string()]
                .as_array()
                .expect("sheets")
                .iter()
                .flat_map(|on| {
                    on["cells"]
                        .as_array()
                        .expect("cells")
                        .iter()
                        .map(|cell| format!("{} {}!{}", text(&on["file"]), text(&on["sheet"]), text(cell)))
                        .collect::<Vec<_>>()
                })
                .collect();
            let explained: Vec<String> =
                explain(&Judged::once().case.plan, run, subject, figure).cells.iter().map(ToString::to_string).collect();
            assert_eq!(cells, explained, "{name} {figure}");
        }
    }
}
