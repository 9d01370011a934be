//! Earlier months that are not what they were.

use otop_report::app::Runtime;
use otop_report::app::gather::gather;
use otop_report::app::months::compile_gathered;
use otop_report::app::receive::Intake;
use otop_report::finding::{Code, Finding};
use serde_json::{Value, json};

use super::Made;
use crate::support::case::{Case, good, month};

pub fn cases() -> Vec<Made> {
    vec![
        (Code::TotalsFell, || compared_with(&json!({ "reached": { "level": "3", "operators": "1209" }, "known": known() }))),
        (Code::EarlierShrank, || compared_with(&json!({ "known": known() }))),
        (Code::EarlierChangedSinceSeal, || {
            let gone = ["a", "b", "c", "d"].map(|name| (format!("2564-10/{name}.xlsx"), json!(format!("{name}{name}"))));
            let files: Value = gone.into_iter().collect();
            compared_with(&json!({ "sealed": {
                "2564-10": { "bag": "2564-10/r1", "files": files, "districts": known()["2564-10"] },
                "2564-11": { "bag": "2565-01/r2", "files": {}, "districts": { "5601": { "reports": "1" } } },
            } }))
        }),
    ]
}

fn known() -> Value {
    let counted = json!({ "reports": "1", "activities": "2", "participants": "10", "sales-activities": "3001.5" });
    json!({ "2564-10": { "5601": counted, "5602": counted } })
}

/// What February says where earlier months are known to have been this.
fn compared_with(baseline: &Value) -> Vec<Finding> {
    let case = Case::new();
    case.submit("2565-02", 0, "5601", &good());
    let (workspace, of) = (case.workspace(), month("2565-02"));
    let intake = Intake::open(&Runtime::IN_PROCESS, &case.plan).expect("it needs no process");
    let gathered = gather(&workspace, &case.plan, of).expect("inputs can be listed");
    let baseline = serde_json::from_value(baseline.clone()).expect("a baseline");
    compile_gathered(&workspace, &case.plan, &intake, of, gathered, &baseline).expect("it runs").0.validated.findings
}
