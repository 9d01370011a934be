//! Whatever is done to a sealed archive is named.

use std::fs;

use super::forger::reseal;
use crate::support::program::{MONTH, Program, copy, read};

#[test]
fn every_file_missing_changed_or_extra_is_named() {
    let program = Program::sealed();
    fs::remove_file(program.bag("r1/data/received/2564-11/003.xlsx")).expect("sealed");
    fs::write(program.bag("r1/data/documents/scorecard.pdf"), "another").expect("sealed");
    fs::write(program.bag("r1/data/note.txt"), "extra").expect("written");
    fs::write(program.bag("r1/readme.txt"), "extra").expect("written");
    fs::write(program.archive().join("2565-02/r1 (สำเนา)"), "stranger").expect("written");
    let expected = [
        "stranger 2565-02/r1 (สำเนา)",
        "changed 2565-02/r1 data/documents/scorecard.pdf",
        "extra 2565-02/r1 data/note.txt",
        "missing 2565-02/r1 data/received/2564-11/003.xlsx",
        "extra 2565-02/r1 readme.txt",
    ];
    assert_eq!(program.faults(1), expected);
    let said = program.run(&["archive", "verify"]).ends(1).out;
    assert!(said.contains("2565-02/r1/data/note.txt: แฟ้มเกินมา") && said.contains("2565-01/r1  ครบถ้วน"), "{said}");
}

#[test]
fn what_a_bag_says_of_itself_is_covered() {
    let program = Program::sealed();
    let path = program.bag("r1/bag-info.txt");
    fs::write(&path, read(&path).replace("OTOP-Level: 5", "OTOP-Level: 4")).expect("written");
    assert_eq!(program.faults(1), ["changed 2565-02/r1 bag-info.txt"]);
    reseal(&program.bag("r1"));
    assert_eq!(program.faults(1), ["bag-replaced 2565-02/r1"], "its own manifests agree; the list does not");
}

#[test]
fn a_bag_taken_out_is_missed_the_newest_as_well() {
    for (taken, month) in [("2565-01/r1", "2565-01"), ("2565-02/r1", "2565-02")] {
        let program = Program::sealed();
        fs::remove_dir_all(program.archive().join(taken)).expect("sealed");
        assert_eq!(program.faults(1), [format!("bag-missing {taken}")]);
        let listed = program.run(&["--format", "json", "archive", "list"]).ends(0).json();
        assert!(listed["bags"].as_array().expect("a list").iter().any(|bag| bag["bag"] == taken && bag["missing"] == true));
        program.run(&["archive", "add", month, "--reason", "ผนึกใหม่"]).ends(0);
        assert!(program.archive().join(month).join("r2").is_dir(), "its number is never given again");
        assert_eq!(program.faults(1), [format!("bag-missing {taken}")]);
    }
}

#[test]
fn the_list_cannot_be_shortened_or_lost_in_silence() {
    let program = Program::sealed();
    let list = program.archive().join("chain.txt");
    let whole = read(&list);
    let without =
        |number: &str| whole.lines().filter(|line| !line.starts_with(number)).map(|line| format!("{line}\n")).collect::<String>();
    fs::write(&list, without("1 ")).expect("written");
    let faults = program.faults(1);
    assert!(faults.contains(&"ledger-broken chain.txt".to_owned()), "{faults:?}");
    program.run(&["archive", "add", "2564-12"]).ends(2);
    fs::remove_file(&list).expect("there");
    assert!(program.faults(1).contains(&"ledger-missing chain.txt".to_owned()));
    program.run(&["archive", "add", "2564-12"]).ends(2);
    fs::write(&list, &whole).expect("written");
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_fingerprint_kept_elsewhere_finds_a_newest_bag_taken_out_with_its_line() {
    let program = Program::sealed();
    let verified = program.run(&["--format", "json", "archive", "verify", "2565-01"]).ends(0).json();
    let fingerprint = verified["fingerprint"].as_str().expect("that of the newest").to_owned();
    program.run(&["archive", "verify", "--expect", &fingerprint]).ends(0);
    program.run(&["archive", "verify", "--expect", "1234"]).ends(2);
    fs::remove_dir_all(program.bag("r1")).expect("sealed");
    let list = program.archive().join("chain.txt");
    let shorter: String = read(&list).lines().filter(|line| !line.starts_with("2 ")).map(|line| format!("{line}\n")).collect();
    fs::write(&list, shorter).expect("written");
    program.run(&["archive", "verify"]).ends(0);
    let said = program.run(&["archive", "verify", "--expect", &fingerprint]).ends(1);
    assert!(said.out.contains("fingerprint-unknown"), "{}", said.out);
}

#[test]
fn a_seal_cut_short_before_it_was_listed_is_listed_by_the_next() {
    let program = Program::sealed();
    let list = program.archive().join("chain.txt");
    let whole = read(&list);
    fs::write(&list, whole.lines().filter(|line| !line.starts_with("2 ")).map(|line| format!("{line}\n")).collect::<String>())
        .expect("written");
    let said = program.run(&["archive", "verify"]).ends(0);
    assert!(said.out.contains("ถูกตัดกลางคัน"), "{}", said.out);
    program.run(&["archive", "add", MONTH]).ends(0);
    assert_eq!(read(&list), whole);
    // A copy of a bag is not one that was cut short.
    copy(&program.bag("r1"), &program.bag("r2"));
    assert_eq!(program.faults(1), ["unlisted 2565-02/r2"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_a_bag_is_never_followed() {
    let program = Program::sealed();
    let plan = program.bag("r1/data/plan.toml");
    fs::remove_file(&plan).expect("sealed");
    std::os::unix::fs::symlink(program.inputs().join("plan.toml"), &plan).expect("linked");
    assert_eq!(program.faults(1), ["not-a-file 2565-02/r1 data/plan.toml", "missing 2565-02/r1 data/plan.toml"]);
}
