//! The commands of the archive.

use std::fs;

use super::in_both_languages;
use crate::support::program::{MONTH, Program};

#[test]
fn a_sealed_archive_is_told_in_both_languages() {
    let program = Program::sealed();
    let fingerprint = program.run(&["--format", "json", "archive", "verify", MONTH]).ends(0).json()["fingerprint"].clone();
    let fingerprint = fingerprint.as_str().expect("of the newest bag");
    in_both_languages(&program, 0, &["archive", "list"], &[]);
    let [thai, english] = in_both_languages(&program, 0, &["archive", "verify", "--expect", fingerprint], &[fingerprint]);
    assert!(thai.out.contains("ลายนิ้วมือที่จดไว้ตรงกับ") && english.out.contains("is that of 2565-02/r1"), "{}", english.out);
    in_both_languages(&program, 0, &["archive", "export"], &[]);
    let said = program.run(&["--lang", "en", "--format", "json", "archive", "verify", "--expect", fingerprint]).ends(0).json();
    assert_eq!(said["notes"][0], "the fingerprint that was noted is that of 2565-02/r1");
}

#[test]
fn the_language_asked_for_is_not_what_is_sealed() {
    let program = Program::sealed();
    let again = program.run(&["--lang", "en", "--format", "json", "archive", "add", MONTH]).ends(0).json();
    assert_eq!(again["unchanged"], "2565-02/r1");
    program.run(&["--lang", "en", "archive", "verify"]).ends(0);
}

#[test]
fn what_was_tampered_with_is_told_in_both_languages() {
    let program = Program::sealed();
    fs::write(program.bag("r1").join("data/note.txt"), "x").expect("written");
    fs::write(program.archive().join("stray.txt"), "x").expect("written");
    fs::remove_file(program.archive().join("2565-01/r1/data/plan.toml")).expect("removed");
    let head = |text: &str| text.rsplit_once('\n').map_or("", |(_, last)| last).to_owned();
    let newest = program.run(&["archive", "verify"]).ends(1).out;
    let newest = newest.lines().find_map(|line| line.rsplit_once("ชุดล่าสุด ")).expect("the newest bag's").1.to_owned();
    let [_, english] = in_both_languages(&program, 1, &["archive", "verify"], &[&newest]);
    assert!(
        english.out.contains("2565-02/r1/data/note.txt: the file was added: no manifest lists it [extra]"),
        "{}",
        english.out
    );
    assert!(english.out.contains("2565-01/r1  not what was sealed") && head(&english.out).is_empty(), "{}", english.out);
    in_both_languages(&program, 1, &["archive", "export"], &[]);
    let said = program.run(&["--lang", "en", "--format", "json", "archive", "verify"]).ends(1).json();
    assert_eq!(said["faults"][0]["message"], "it is no bag: somebody put it here");
}

#[test]
#[cfg(unix)]
fn the_name_of_a_file_forges_no_line() {
    let program = Program::sealed();
    fs::write(program.archive().join("x\nตรวจแล้ว ๑ ชุด ครบถ้วนและต่อเนื่องกัน"), "x").expect("written");
    let said = program.run(&["archive", "verify"]).ends(1).out;
    assert!(said.lines().all(|line| !line.starts_with("ตรวจแล้ว")), "{said}");
    assert!(said.contains("x↵ตรวจแล้ว"), "{said}");
}
