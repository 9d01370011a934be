//! From an empty folder to a sealed month, by nothing but the steps that the program prints.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::program::{Said, copy};

/// The commands among the next steps, as they are typed.
fn commands(said: &Said) -> Vec<String> {
    let steps = said.out.lines().skip_while(|line| *line != "ขั้นต่อไป");
    steps.filter_map(|line| line.trim().strip_prefix("otop-report ")).map(str::to_owned).collect()
}

/// The folder below `inputs` that a step says the answers go to.
fn folder(said: &Said) -> Option<String> {
    let word = said.out.split_whitespace().rfind(|word| word.contains("inputs/25"))?;
    Some(word.to_owned())
}

#[test]
fn by_nothing_but_the_printed_steps() {
    let home = tempfile::tempdir().expect("an empty folder");
    let run = |words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
        command.current_dir(home.path()).args(words.split(' ')).args(["--today", "2564-11-03"]);
        Said::of(&command.output().expect("the program starts"))
    };
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    let (mut steps, mut done) = (VecDeque::from(["init".to_owned()]), Vec::new());
    let mut answers_in = None;
    while let Some(step) = steps.pop_front() {
        if done.contains(&step) {
            continue;
        }
        if step.starts_with("check") && !done.iter().any(|step: &String| step.starts_with("check")) {
            // The one thing that the program cannot do: the districts answer.
            let place: &String = answers_in.as_ref().expect("a step says where answers go");
            copy(&sample.join("2564-10"), &home.path().join(place));
            fs::copy(sample.join("registry.xlsx"), home.path().join("inputs/registry.xlsx")).expect("the register");
        }
        let said = run(&step).ends(0);
        answers_in = folder(&said).or(answers_in);
        steps.extend(commands(&said));
        let sealed = done.iter().any(|step| step.starts_with("archive add"));
        done.push(step);
        if sealed && done.last().is_some_and(|step| step.starts_with("archive verify")) {
            assert!(said.out.contains("ครบถ้วน"), "{}", said.out);
            assert!(home.path().join("outputs/archive/2564-10/r1/data").is_dir());
            return;
        }
        assert!(done.len() < 30, "the steps lead round in circles: {done:?}");
    }
    panic!("the steps ended before a month was sealed: {done:?}");
}

#[test]
fn the_steps_name_the_folder_that_was_asked_for() {
    let home = tempfile::tempdir().expect("a folder");
    let place = home.path().join("งาน ๒");
    let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
    let said = Said::of(&command.arg("--workspace").arg(&place).arg("init").output().expect("it starts")).ends(0);
    for command in commands(&said) {
        assert!(command.starts_with(&format!("--workspace \"{}\" ", place.display())), "{command}");
    }
}
