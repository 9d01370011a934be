//! Errors that are met outside of the archive, as they come about.

use std::fs;

use otop_report::app::months::compile_month;
use otop_report::app::{AppError, Runtime, archive, targets};
use otop_report::lang::{Lang, Said, foreign_words};
use otop_report::workspace::Workspace;

use crate::support::program::{MONTH, Program};

/// Fails the test unless an error is said in both languages; names of the machine are no part of it. Gives the English.
#[track_caller]
fn in_both(program: &Program, error: &AppError) -> String {
    let said = |lang| Said(error, lang).to_string().replace(&*program.root.to_string_lossy(), "");
    assert_eq!(foreign_words(&said(Lang::Th), Lang::Th), [] as [&str; 0], "{}", said(Lang::Th));
    assert_eq!(foreign_words(&said(Lang::En), Lang::En), [] as [&str; 0], "{}", said(Lang::En));
    assert_eq!(error.to_string(), Said(error, Lang::Th).to_string(), "an error displays in Thai");
    said(Lang::En)
}

#[test]
fn what_the_workspace_does_not_allow_is_told() {
    let program = Program::sample();
    let workspace = Workspace::new(&program.root);
    let plan = workspace.plan().expect("sound");
    let compile = |month: &str| {
        let month = month.parse().expect("a month");
        let error = compile_month(&workspace, &plan, &Runtime::IN_PROCESS, month).expect_err("it cannot be compiled");
        in_both(&program, &error)
    };
    assert!(compile("2566-02").contains("February 2566 lies in no round"));
    fs::create_dir(program.root.join("fonts")).expect("made");
    fs::write(program.root.join("fonts/x.ttf"), "no font").expect("written");
    assert!(compile(MONTH).contains("fonts/x.ttf is no font"));
    fs::remove_dir_all(program.root.join("fonts")).expect("removed");
    fs::remove_dir_all(program.inputs()).expect("removed");
    assert!(compile(MONTH).contains("cannot read inputs: there is no such file or folder"));
    let none: AppError = workspace.plan().expect_err("there is none").into();
    assert!(in_both(&program, &none).contains("otop-report init"));
}

#[test]
fn what_templates_and_plan_say_wrongly_is_told() {
    let program = Program::sample();
    let workspace = Workspace::new(&program.root);
    let mut plan = workspace.plan().expect("sound");
    let print = |file: &str, text: &str| {
        fs::create_dir_all(program.root.join("templates")).expect("made");
        fs::write(program.root.join("templates").join(file), text).expect("written");
        let today = jiff::civil::date(2022, 3, 10);
        let error = targets::targets(&workspace, &plan, &Runtime::IN_PROCESS, today, Lang::En).expect_err("a mistake");
        fs::remove_dir_all(program.root.join("templates")).expect("removed");
        in_both(&program, &error)
    };
    assert!(print("targets.toml", "title = [\n").contains("templates/targets.toml, line "));
    assert!(print("targets.toml", "title = 5\n").contains("line 1: \"title\" must be a text"));
    assert!(
        print("targets.toml", "\ntitle = [\"{{ provinc }}\"]\n").contains("line 2: \"title\" has a wrong name or expression")
    );
    assert!(print("document.typ", "#nonsense()\n").contains("templates/document.typ, line 1: a mistake"));
    assert!(print("report.html.tera", "{{ 1 +").contains("templates/report.html.tera, line 1"));
    for (folder, why) in [("../x", "a folder below outputs"), ("targets", "write over that folder")] {
        plan.archive.folder = folder.to_owned();
        assert!(in_both(&program, &archive(&workspace, &plan).expect_err("refused")).contains(why));
    }
    plan.letters.garuda = "garuda.bmp".to_owned();
    let picture: AppError = workspace.garuda(&plan).expect_err("no picture").into();
    assert!(in_both(&program, &picture).contains("must be a png, jpg or svg"));
}
