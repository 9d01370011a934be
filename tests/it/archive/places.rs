//! The archive's folder comes from the plan, and stays where nothing overwrites it.

use std::fs;

use crate::support::program::{MONTH, Program, read};

fn with_folder(folder: &str) -> Program {
    let program = Program::sample();
    let plan = program.inputs().join("plan.toml");
    fs::write(&plan, read(&plan).replacen("folder = \"archive\"", &format!("folder = '{folder}'"), 1)).expect("written");
    program
}

#[test]
fn a_folder_of_the_plans_choice() {
    let program = with_folder("คลัง/เก็บถาวร");
    program.run(&["archive", "add", MONTH]).ends(0);
    assert!(program.root.join("outputs/คลัง/เก็บถาวร/2565-02/r1/bagit.txt").is_file());
    program.run(&["archive", "verify"]).ends(0);
}

#[test]
fn never_outside_of_outputs_nor_where_others_write() {
    for folder in ["../outside", "/tmp/outside", "C:/outside", ".", "", "2565-02", "ก.พ. 2565/x", "targets", "Forms", ".new-x"]
    {
        let program = with_folder(folder);
        let said = program.run(&["archive", "add", MONTH]).ends(2);
        assert!(said.err.contains("archive.folder"), "{folder}: {}", said.err);
        assert!(!program.root.join("outside").exists() && !program.root.join("outputs/2565-02").exists(), "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_outputs_is_refused() {
    let program = Program::sample();
    let outside = program.root.parent().expect("a folder").join("outside");
    fs::create_dir_all(&outside).and_then(|()| fs::create_dir_all(program.root.join("outputs"))).expect("made");
    std::os::unix::fs::symlink(&outside, program.archive()).expect("linked");
    program.run(&["archive", "add", MONTH]).ends(2);
    assert_eq!(outside.read_dir().expect("a folder").count(), 0);
}

#[test]
fn compile_never_touches_the_archive() {
    let program = Program::sealed();
    let before = crate::support::program::tree(&program.archive());
    program.change();
    program.run(&["compile", MONTH]).ends(0);
    program.run(&["targets"]).ends(0);
    assert_eq!(crate::support::program::tree(&program.archive()), before);
}
