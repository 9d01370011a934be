//! The menu of who starts the program without a word.

use std::io::Write;
use std::process::Stdio;

use crate::support::program::{MONTH, Program, Said};

/// Runs the menu with what a person types.
fn menu(program: &Program, words: &[&str], typed: &str) -> Said {
    let mut command = program.command(&[words, &["menu"]].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(typed.as_bytes()).expect("it reads");
    Said::of(&child.wait_with_output().expect("it ends"))
}

#[test]
fn a_month_by_numbers() {
    let program = Program::sample();
    // Each command is asked for its month, runs, and waits for Enter.
    let said = menu(&program, &[], "๑\n2565-02\n\n2\nก.พ. 2565\n\n๓\n\n\nเก็บถาวร\n2565-02\n\n\n๐\n").ends(0);
    assert!(said.out.contains("รายงานประจำเดือนกุมภาพันธ์ ๒๕๖๕") && said.out.contains("ออกแบบฟอร์ม"), "{}", said.out);
    assert_eq!(said.out.matches("กด Enter เพื่อไปต่อ").count(), 4, "{}", said.out);
    assert!(program.output(MONTH).join("report.html").is_file());
    assert!(program.output("forms/2565-03").is_dir());
    assert!(program.bag("r1").is_dir());
}

#[test]
fn what_fails_is_said_and_the_menu_stays() {
    let program = Program::sample();
    let said = menu(&program, &[], "7\n2\n2570-02\n\n4\n\n").ends(0);
    assert!(said.out.contains("ไม่มีข้อนี้") && !said.err.is_empty(), "{}\n{}", said.out, said.err);
    assert_eq!(said.out.matches("พิมพ์เลขแล้วกด Enter").count(), 4, "{}", said.out);
    assert_eq!(said.out.matches("กด Enter เพื่อไปต่อ").count(), 1, "a month that was not named is not archived");
}

#[test]
fn a_new_folder_is_offered() {
    let program = Program::empty();
    let typed = format!("\"{0}\"\n\n{0}\nใช่\n\n0\n", program.root.display());
    let said = menu(&program, &[], &typed).ends(0);
    assert_eq!(said.out.matches("ยังไม่มี inputs/plan.toml").count(), 2, "{}", said.out);
    assert!(program.inputs().join("plan.toml").is_file());
    assert!(said.out.contains(&format!("โฟลเดอร์งาน: {}", program.root.display())), "{}", said.out);
}

#[test]
fn in_english_there_is_no_thai() {
    let said = menu(&Program::sample(), &["--lang", "en"], "9\n4\n\n5\n/nowhere\n\n\n").ends(0);
    let thai = said.out.chars().filter(|c| ('\u{E00}'..='\u{E7F}').contains(c)).count();
    // The folder of the test alone has a Thai name.
    let folder = "โฟลเดอร์งาน".chars().count();
    assert_eq!(thai, said.out.matches("โฟลเดอร์ งาน").count() * folder, "{}", said.out);
    assert!(said.out.contains("Type a number") && said.out.contains("Make a new workspace there?"), "{}", said.out);
}

#[test]
fn a_reason_may_begin_like_an_option_and_the_plan_names_the_language() {
    let program = Program::sample();
    let plan = program.inputs().join("plan.toml");
    let text = std::fs::read_to_string(&plan).expect("a plan");
    std::fs::write(&plan, format!("language = \"en\"\n{text}")).expect("written");
    let said = menu(&program, &[], "4\n2565-02\n\n\n0\n").ends(0);
    assert!(said.out.contains("fingerprint") && !said.out.contains("--lang"), "{}", said.out);
    program.change();
    let said = menu(&program, &[], "4\n2565-02\n-แก้ยอด\n\n0\n").ends(0);
    assert_eq!(said.err, "", "the reason is no option");
    assert!(program.bag("r2").is_dir(), "{}", said.out);
}
