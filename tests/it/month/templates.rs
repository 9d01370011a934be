//! `templates`: what a workspace overrides, and what a later version of the program changed since.

use std::fs;
use std::path::PathBuf;

use otop_report::app::templates::outdated;
use otop_report::finding::Lang;
use otop_report::lang::Said;
use otop_report::templates::{SHIPPED, Templates, purpose};
use otop_report::workspace::Workspace;

use crate::support::program::{Program, files, read};

const LETTER: &str = "letter-monthly.toml";

fn begun() -> Program {
    let program = Program::empty();
    program.run(&["init"]).ends(0);
    program
}

fn own(program: &Program, name: &str) -> PathBuf {
    program.root.join("templates").join(name)
}

/// How a template stands, by `list` and by what it says in English.
fn standing(program: &Program, name: &str) -> (String, String) {
    let listed = program.run(&["--format", "json", "--lang", "en", "templates", "list"]).ends(0).json();
    let all = listed["templates"].as_array().expect("a list");
    let one = all.iter().find(|one| one["name"] == name).expect(name);
    ["standing", "sentence"].map(|key| one[key].as_str().expect("a text").to_owned()).into()
}

/// Changes the template as a clerk would.
fn edit(program: &Program, name: &str) {
    let text = read(&own(program, name)).replacen("title = ", "# ของจังหวัด\r\ntitle = ", 1);
    fs::write(own(program, name), text).expect("written");
}

/// Makes the record say that copies were made of what an earlier version shipped: of this text.
fn copied_of_old(program: &Program, text: &str) {
    use sha2::Digest;
    let digest: String = sha2::Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    let record = format!("[copied]\n\"{LETTER}\" = \"{digest}\"\n");
    fs::write(own(program, ".copied.toml"), record).expect("written");
}

#[test]
fn each_shipped_template_says_what_it_is_for() {
    for (name, _) in SHIPPED {
        assert!(!purpose(name, Lang::Th).is_empty() && purpose(name, Lang::En).is_ascii(), "{name}");
    }
    let program = begun();
    let listed = program.run(&["templates", "list"]).ends(0).out;
    let listed = listed.split("ขั้นต่อไป").next().unwrap_or_default();
    assert_eq!(listed.lines().count(), SHIPPED.len(), "a line each: nothing is overridden\n{listed}");
}

#[test]
fn a_copy_is_told_from_a_changed_one() {
    let program = begun();
    program.run(&["templates", "copy", LETTER]).ends(0);
    assert_eq!(read(&own(&program, LETTER)), Templates::shipped(LETTER).expect("shipped"));
    assert_eq!(standing(&program, LETTER).0, "same");
    assert!(program.run(&["templates", "list"]).ends(0).out.contains("ลบ templates/letter-monthly.toml ได้"));
    assert!(program.run(&["templates", "diff"]).ends(0).out.contains("ไม่มีแม่แบบใดต่าง"));
    edit(&program, LETTER);
    assert_eq!(standing(&program, LETTER).0, "changed");
    let diff = program.run(&["--format", "json", "templates", "diff", LETTER]).ends(0).json();
    let lines = diff["templates"][0]["diff"].as_str().expect("a text");
    assert!(lines.contains("+++ templates/letter-monthly.toml") && lines.contains("\n+# ของจังหวัด\n"), "{lines}");
    assert_eq!(lines.lines().filter(|line| line.starts_with('-')).count(), 1, "only the heading: {lines}");
    assert!(outdated(&Workspace::new(&program.root)).is_empty());
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let program = begun();
    program.run(&["templates", "copy", LETTER]).ends(0);
    edit(&program, LETTER);
    let before = files(&program.root.join("templates"));
    let said = program.run(&["templates", "copy", LETTER, "targets.toml"]).ends(0).out;
    assert!(said.contains("ไม่ได้เขียนทับ") && own(&program, "targets.toml").is_file(), "{said}");
    assert_eq!(files(&program.root.join("templates"))[&PathBuf::from(LETTER)], before[&PathBuf::from(LETTER)]);
    assert_eq!(standing(&program, LETTER).0, "changed", "what it was copied from is remembered");
}

#[test]
fn one_that_the_program_changed_since_is_told() {
    let program = begun();
    program.run(&["templates", "copy", LETTER]).ends(0);
    fs::write(own(&program, LETTER), "subject = \"ของรุ่นก่อน\"\n").expect("written");
    copied_of_old(&program, "subject = \"ของรุ่นก่อน\"\n");
    assert_eq!(standing(&program, LETTER).0, "old-copy", "never changed: it can go");
    fs::write(own(&program, LETTER), "subject = \"ของจังหวัด\"\n").expect("written");
    let (standing, sentence) = standing(&program, LETTER);
    assert_eq!(standing, "outdated");
    assert!(sentence.contains("changed since it was copied"), "{sentence}");
    let told = outdated(&Workspace::new(&program.root));
    let [told] = told.as_slice() else { panic!("one: {told:?}") };
    assert!(Said(told, Lang::Th).to_string().starts_with("แม่แบบ templates/letter-monthly.toml: "));
    assert!(program.run(&["templates", "diff"]).ends(0).out.contains("เปลี่ยนไปหลังจากคัดลอก"));
}

#[test]
fn an_override_without_a_record_is_the_same_or_of_unknown_origin() {
    let program = begun();
    fs::create_dir(program.root.join("templates")).expect("made");
    let windows = Templates::shipped(LETTER).expect("shipped").replace('\n', "\r\n");
    fs::write(own(&program, LETTER), windows).expect("written");
    assert_eq!(standing(&program, LETTER).0, "same", "whatever its editor ends lines with");
    edit(&program, LETTER);
    assert_eq!(standing(&program, LETTER).0, "origin-unknown");
    fs::write(own(&program, ".copied.toml"), "[copied\n").expect("written");
    assert_eq!(standing(&program, LETTER).0, "origin-unknown", "a broken record says nothing");
}

#[test]
fn names_that_no_template_has_are_told_with_the_nearest() {
    let program = begun();
    let error = program.run(&["templates", "copy", "leter-monthly.toml"]).ends(2).err;
    assert!(error.contains("ใกล้ที่สุดคือ letter-monthly.toml"), "{error}");
    assert!(!program.root.join("templates").exists(), "nothing was written");
    program.run(&["templates", "diff", "x"]).ends(2);
    fs::create_dir(program.root.join("templates")).expect("made");
    fs::write(own(&program, "letter_monthly.toml"), "").expect("written");
    let (standing, sentence) = standing(&program, "letter_monthly.toml");
    assert_eq!(standing, "unused");
    assert!(sentence.contains("letter-monthly.toml"), "{sentence}");
}

#[test]
fn a_folder_that_is_no_workspace_gets_no_templates() {
    let program = Program::empty();
    program.run(&["templates", "copy", LETTER]).ends(2);
    assert!(!program.root.exists());
}
