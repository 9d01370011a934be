//! `init`: what a new workspace holds, and that its next steps can be followed as they are told.

use std::fs;

use crate::support::program::{Program, files, tree};

#[test]
fn a_new_workspace_holds_the_plan_and_where_things_are_put() {
    let program = Program::empty();
    let said = program.on("2564-10-04", &["--format", "json", "init"]).ends(0).json();
    assert_eq!((said["month"].as_str(), said["kept"].as_array().map(Vec::len)), (Some("2564-10"), Some(0)));
    let held: Vec<String> = files(&program.root).into_keys().map(|path| path.display().to_string()).collect();
    assert_eq!(held, ["fonts/อ่านก่อน.txt", "inputs/plan.toml"], "no template shadows the program's own");
    assert!(program.inputs().join("2564-10").is_dir() && program.root.join("outputs").is_dir());
    // Nothing that was made is taken for a report or for a font.
    let checked = program.on("2564-10-04", &["--format", "json", "check", "2564-10"]).json();
    let about: Vec<&str> =
        checked["findings"].as_array().expect("a list").iter().filter_map(|one| one["file"].as_str()).collect();
    assert_eq!(about, Vec::<&str>::new());
}

#[test]
fn the_next_steps_can_be_followed() {
    let program = Program::empty();
    let said = program.on("2565-03-08", &["--format", "json", "init"]).ends(0).json();
    let commands: Vec<&str> =
        said["next"].as_array().expect("steps").iter().filter_map(|step| step["command"].as_str()).collect();
    let words = |command: &str| -> Vec<String> {
        let rest = command.rsplit_once("\" ").expect("the workspace's name has spaces").1;
        rest.split(' ').map(str::to_owned).collect()
    };
    let told: Vec<String> = commands.iter().map(|command| words(command).join(" ")).collect();
    assert_eq!(told, ["targets", "forms 2565-03", "check 2565-03"]);
    for command in &commands[..2] {
        let words = words(command);
        program.run(&words.iter().map(String::as_str).collect::<Vec<_>>()).ends(0);
    }
    assert_eq!(files(&program.output("forms/2565-03")).len(), 9);
    assert!(program.output("targets/targets-round-1.pdf").is_file());
}

#[test]
fn in_another_year_no_step_names_a_month_of_the_plan() {
    let said = Program::empty().on("2569-11-25", &["--format", "json", "init"]).ends(0).json();
    let steps = said["next"].as_array().expect("steps");
    assert!(steps.iter().filter_map(|step| step["command"].as_str()).all(|command| !command.contains("256")), "{steps:?}");
    assert!(steps[0]["why"].as_str().is_some_and(|why| why.contains("[year]")), "{steps:?}");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let program = Program::sample();
    let before = tree(&program.inputs());
    let said = program.run(&["--lang", "en", "init"]).ends(0).out;
    let month = program.inputs().join("2565-03");
    assert!(said.contains("There already, not written over") && said.contains("plan.toml"), "{said}");
    fs::remove_dir(&month).expect("the month after the last one was made, and is empty");
    let after = tree(&program.inputs());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let plan = std::path::Path::new("plan.toml");
    assert_eq!(before[plan], after[plan]);
    let thai = program.run(&["init"]).ends(0).out;
    assert!(thai.contains("มีอยู่แล้ว ไม่ได้เขียนทับ") && thai.contains("ขั้นต่อไป"), "{thai}");
}

#[test]
fn templates_come_along_only_where_they_are_asked_for() {
    let program = Program::empty();
    program.run(&["init", "--templates"]).ends(0);
    let listed = program.run(&["--format", "json", "templates", "list"]).ends(0).json();
    let all = listed["templates"].as_array().expect("a list");
    assert!(all.len() == 22 && all.iter().all(|one| one["standing"] == "same"), "{listed}");
}
