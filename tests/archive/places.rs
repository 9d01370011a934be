//! The archive's folder comes from the plan, and stays where nothing overwrites it.

use std::fs;

use super::desk::{Desk, MONTH, read};

fn with_folder(folder: &str) -> Desk {
    let desk = Desk::sample();
    let plan = desk.inputs().join("plan.toml");
    fs::write(&plan, read(&plan).replacen("folder = \"archive\"", &format!("folder = '{folder}'"), 1)).expect("written");
    desk
}

#[test]
fn a_folder_of_the_plans_choice() {
    let desk = with_folder("คลัง/เก็บถาวร");
    desk.run(&["archive", "add", MONTH]).ends(0);
    assert!(desk.root.join("outputs/คลัง/เก็บถาวร/2565-02/r1/bagit.txt").is_file());
    desk.run(&["archive", "verify"]).ends(0);
}

#[test]
fn never_outside_of_outputs_nor_where_others_write() {
    for folder in ["../outside", "/tmp/outside", "C:/outside", ".", "", "2565-02", "ก.พ. 2565/x", "targets", "Forms", ".new-x"]
    {
        let desk = with_folder(folder);
        let said = desk.run(&["archive", "add", MONTH]).ends(2);
        assert!(said.err.contains("archive.folder"), "{folder}: {}", said.err);
        assert!(!desk.root.join("outside").exists() && !desk.root.join("outputs/2565-02").exists(), "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_outputs_is_refused() {
    let desk = Desk::sample();
    let outside = desk.root.parent().expect("a folder").join("outside");
    fs::create_dir_all(&outside).and_then(|()| fs::create_dir_all(desk.root.join("outputs"))).expect("made");
    std::os::unix::fs::symlink(&outside, desk.archive()).expect("linked");
    desk.run(&["archive", "add", MONTH]).ends(2);
    assert_eq!(outside.read_dir().expect("a folder").count(), 0);
}

#[test]
fn compile_never_touches_the_archive() {
    let desk = Desk::sealed();
    let before = super::desk::tree(&desk.archive());
    desk.change();
    desk.run(&["compile", MONTH]).ends(0);
    desk.run(&["targets"]).ends(0);
    assert_eq!(super::desk::tree(&desk.archive()), before);
}
