//! Months, files and folders as people type them, from wherever they stand, and mistakes.

use std::process::Command;

use crate::support::program::{Program, Said};

/// The program in a folder of the workspace, which it must find by itself.
fn at(program: &Program, folder: &str, words: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
    command.current_dir(program.root.join(folder)).args(words).args(["--today", "2565-03-10"]).env_remove("OTOP_LANG");
    Said::of(&command.output().expect("the program starts"))
}

#[test]
fn months_and_files_in_the_ways_they_are_known_by() {
    let program = Program::sample();
    for words in [
        &["check", "2565-02"][..],
        &["check", "ก.พ."],
        &["check", "ก.พ.", "2565"],
        &["check", "inputs/2565-02"],
        &["check", "inputs/2565-02/"],
        &["check", "กุมภาพันธ์"],
    ] {
        let said = at(&program, ".", words).ends(0);
        assert!(said.out.starts_with("ตรวจรายงานประจำเดือนกุมภาพันธ์ ๒๕๖๕"), "{words:?}: {}", said.out);
    }
    for (folder, file) in [
        (".", "inputs/2565-02/ปง.xlsx"),
        (".", "2565-02/ปง.xlsx"),
        ("inputs", "2565-02/ปง.xlsx"),
        ("inputs/2565-02", "ปง.xlsx"),
        ("outputs", "2565-02/ปง.xlsx"),
    ] {
        std::fs::create_dir_all(program.root.join("outputs")).expect("made");
        let said = at(&program, folder, &["check", file]).ends(0);
        assert!(said.out.contains("อ่าน ๑ แฟ้ม"), "{file} in {folder}: {}", said.out);
    }
}

#[test]
fn what_is_misspelt_gets_the_nearest() {
    let program = Program::sample();
    for (words, meant) in [
        (&["chek"][..], "หมายถึง check หรือไม่"),
        (&["archive", "verfy"], "หมายถึง verify หรือไม่"),
        (&["compile", "--opne"], "หมายถึง --open หรือไม่"),
        (&["check", "2565-02/ปปง.xlsx"], "หมายถึง inputs/2565-02/ปง.xlsx หรือไม่"),
        (&["explain", "เมืองพเยา", "level"], "หมายถึง \"เมืองพะเยา\" หรือไม่"),
        (&["explain", "จังหวัด", "levle"], "หมายถึง \"level\" หรือไม่"),
        (&["compile", "กพพ."], "\"กพพ.\" ไม่ใช่เดือน"),
        (&["--lang", "de", "check"], "เลือกจาก th, en"),
        (&["completions"], "ยังขาด"),
        (&["forms", "--today"], "ต้องตามด้วยค่า"),
        (&["forms", "--today", "9999"], "รับค่า \"9999\" ไม่ได้ ไม่ใช่วันที่ พิมพ์เช่น 2565-02-15 หรือ 2022-02-15"),
        (&["init", "ที่นี่"], "เกินมา"),
        (&[], "ยังไม่ได้ระบุคำสั่ง"),
        (&["help", "comple"], "หมายถึง compile หรือไม่"),
    ] {
        // `--today` of the helper stands after it, and is no value.
        let said = at(&program, ".", words).ends(2);
        assert!(said.err.contains(meant), "{words:?}: {}", said.err);
        assert!(said.out.is_empty(), "{words:?}: {}", said.out);
    }
}

#[test]
fn a_month_of_which_nothing_came_is_not_compiled_by_mistake() {
    let program = Program::sample();
    let said = program.run(&["compile", "2565-05"]).ends(2);
    assert!(said.err.contains("--empty"), "{}", said.err);
    assert!(!program.output("2565-05").exists());
    program.run(&["compile", "2565-05", "--empty"]).ends(1);
    assert!(program.output("2565-05/report.html").exists());
}

#[test]
fn earlier_months_that_lack_reports_are_told() {
    let program = Program::sample();
    std::fs::remove_dir_all(program.inputs().join("2564-11")).expect("removed");
    let said = program.run(&["compile", "2565-02"]);
    assert!(said.out.contains("พ.ย. ๒๕๖๔ ขาด ๙ อำเภอ"), "{}", said.out);
    let json = program.run(&["--format", "json", "compile", "2565-02"]).json();
    assert_eq!(json["lacking"][0]["month"], "2564-11");
}

#[test]
fn programs_are_told_of_errors_in_json() {
    let program = Program::sample();
    for words in
        [&["chek"][..], &["compile", "2570-01"], &["explain", "ที่ไหน", "level"], &["archive", "add-signed", "2565-06", "ไม่มี.pdf"]]
    {
        let said = program.run(&[&["--format", "json"], words].concat()).ends(2);
        let error = &said.json()["error"];
        assert!(error["kind"].is_string() && error["message"].is_string() && error["faults"].is_array(), "{}", said.out);
        assert_eq!(said.err, "", "{words:?}");
    }
}

#[test]
fn notes_are_folded_and_errors_stand_first() {
    let program = Program::sample();
    std::fs::remove_file(program.inputs().join("2565-02/ปง.xlsx")).expect("removed");
    let folded = program.run(&["check", "2565-02"]).ends(1).out;
    let (error, warning) = (folded.find("ข้อผิดพลาด").expect("an error"), folded.find("ข้อสังเกต ").expect("a warning"));
    assert!(error < warning && folded.contains("(ดูด้วย --notes)"), "{folded}");
    let all = program.run(&["check", "2565-02", "--notes"]).ends(1).out;
    assert!(all.lines().count() > folded.lines().count() + 5, "{all}");
}

#[test]
fn the_language_may_stand_in_the_environment_or_in_the_plan() {
    let program = Program::sample();
    let english = |said: Said| said.out.starts_with("The reports of February 2565");
    let mut command = program.command(&["check", "2565-02"]);
    assert!(english(Said::of(&command.env("OTOP_LANG", "en").output().expect("it starts"))));
    let plan = program.inputs().join("plan.toml");
    let text = std::fs::read_to_string(&plan).expect("a plan");
    std::fs::write(&plan, format!("language = \"en\"\n{text}")).expect("written");
    assert!(english(program.run(&["check", "2565-02"]).ends(0)));
    assert!(!english(program.run(&["--lang", "th", "check", "2565-02"]).ends(0)));
    // A mistake elsewhere in the plan is told in the language that it asks for.
    std::fs::write(&plan, format!("language = \"en\"\n{text}").replace("registered = 75", "registered = ๗๕")).expect("written");
    let said = program.run(&["check", "2565-02"]).ends(2);
    assert!(said.err.contains("found registered = ๗๕, which cannot be read"), "{}", said.err);
}
