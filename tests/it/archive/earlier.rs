//! A month that says what was lost before it is sealed with what it compared with, and compiles again from that.

use std::fs;

use serde_json::Value as Json;

use crate::support::program::{MONTH, Program, files, read};

#[test]
fn a_month_sealed_with_a_loss_compiles_again_from_itself() {
    let program = Program::sample();
    program.run(&["archive", "add", "2564-10"]).ends(0);
    program.run(&["compile", MONTH]).ends(0);
    program.run(&["archive", "add", MONTH]).ends(0);
    assert!(!program.bag("r1/data/earlier.json").exists(), "nothing was found, so nothing was compared with");

    fs::rename(program.inputs().join("2564-10"), program.root.join("ตุลาคม")).expect("the sample has it");
    let said = program.run(&["compile", MONTH]).ends(0).out;
    for line in ["ระดับ ๕ → ๓, กิจกรรม ๘ → ๗", "เดือนตุลาคม ๒๕๖๔ น้อยกว่าที่เคยนับไว้: รายงาน ๙ → ๐", "2564-10/r1: ขาดแฟ้ม 2564-10/"]
    {
        assert!(said.contains(line), "{line} is not in {said}");
    }
    let said = program.run(&["--format", "json", "compile", MONTH]).ends(0).json();
    let codes: Vec<_> = said["earlier"].as_array().expect("a list").iter().map(|told| &told["code"]).collect();
    assert_eq!(codes, ["totals-fell", "earlier-shrank", "earlier-changed-since-seal"]);
    assert!(program.run(&["check", MONTH]).ends(0).out.contains("[earlier-shrank]"));

    program.run(&["archive", "add", MONTH, "--reason", "ตุลาคมหาย"]).ends(0);
    assert_eq!(
        files(&program.bag("r2/data/documents")),
        files(&program.root.join("outputs").join(MONTH)),
        "sealed as it was compiled"
    );
    let rests_on: Json = serde_json::from_str(&read(&program.bag("r2/data/earlier.json"))).expect("JSON");
    assert_eq!(
        (&rests_on["reached"]["level"], &rests_on["sealed"]["2564-10"]["bag"]),
        (&Json::from("5"), &Json::from("2564-10/r1"))
    );
    let again = program.run(&["--format", "json", "archive", "add", MONTH]).ends(0).json();
    assert_eq!(again["unchanged"], "2565-02/r2");
    fs::remove_file(program.root.join("outputs/known.json")).expect("there");
    assert_eq!(program.faults(0), Vec::<String>::new(), "from the bag alone");
}
