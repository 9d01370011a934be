//! Every command and mistake is said in one language at a time.

use otop_report::lang::{Lang, foreign_words};

use crate::support::program::{Program, Said, read};

/// What is given to the program, so that it may stand in either language: the plan, names of files, the forms' own words.
fn given(program: &Program) -> String {
    let files = walkdir::WalkDir::new(&program.root).into_iter().filter_map(Result::ok);
    let names: Vec<String> = files.map(|entry| entry.path().display().to_string()).collect();
    let forms =
        ["แบบ ๑ กิจกรรม", "แบบ ๒ ออนไลน์", "ปก จังหวัด ก.พ. มี.ค. จุน", "น้ำพริก ร้าน กลุ่ม ตัวอย่างที่ ตลาด กาด", "channels percent level"];
    read(&program.inputs().join("plan.toml")) + &names.join("\n") + &forms.join("\n")
}

/// The words of what was said that belong to the other language.
fn strangers(said: &Said, lang: Lang, given: &str) -> Vec<String> {
    // A line of `explain` at a cell ends with what the district wrote there.
    let own = |line: &&str| !line.contains(".xlsx แบบ");
    let lines = said.out.lines().chain(said.err.lines()).filter(own);
    let text: String = lines.map(|line| without_fingerprint(line) + "\n").collect();
    let words = foreign_words(&text, lang).into_iter().filter(|word| !given.contains(word));
    words.map(str::to_owned).collect()
}

/// A line without the groups of a fingerprint, some of which may happen to be digits only.
fn without_fingerprint(line: &str) -> String {
    let is_group = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let groups = line.split_whitespace().filter(is_group).count();
    let words = line.split_inclusive(' ').filter(|word| groups < 8 || !is_group(&word.trim()));
    words.collect()
}

const COMMANDS: &[&[&str]] = &[
    &["help"],
    &["help", "init"],
    &["help", "forms"],
    &["help", "check"],
    &["help", "compile"],
    &["help", "explain"],
    &["help", "targets"],
    &["help", "templates", "copy"],
    &["help", "archive"],
    &["help", "archive", "add"],
    &["help", "archive", "verify"],
    &["check", "--help"],
    &["chek"],
    &["check", "--wach"],
    &["check", "2565-02/ปปง.xlsx"],
    &["compile", "2565-13"],
    &["compile", "2570-01"],
    &["compile", "2565-05"],
    &["completions", "zhs"],
    &["init"],
    &["forms"],
    &["targets"],
    &["check", "2565-02"],
    &["check", "2565-02", "--notes"],
    &["compile", "2565-02"],
    &["explain", "2565-02", "จังหวัด", "level"],
    &["explain", "2565-02", "จุน", "sales-online-year"],
    &["explain", "จูน", "level"],
    &["archive", "list"],
    &["archive", "add", "2565-03"],
    &["archive", "add", "2565-02"],
    &["archive", "list"],
    &["archive", "verify"],
    &["archive", "verify", "--expect", "0"],
    &["archive", "add-signed", "2565-02", "ไม่มี.pdf"],
    &["archive", "export"],
    &["templates", "list"],
    &["templates", "copy", "letter-monthly.toml"],
    &["templates", "diff"],
    &["templates", "diff", "lettr.toml"],
];

#[test]
fn one_language_at_a_time() {
    for (name, lang) in [("th", Lang::Th), ("en", Lang::En)] {
        let program = Program::sample();
        let mut wrong = Vec::new();
        for words in COMMANDS {
            let said = program.run(&[&["--lang", name], *words].concat());
            let strangers = strangers(&said, lang, &(given(&program) + &words.join(" ")));
            if !strangers.is_empty() {
                wrong.push(format!("{words:?}: {strangers:?}"));
            }
        }
        assert!(wrong.is_empty(), "in {name}:\n{}", wrong.join("\n"));
    }
}
