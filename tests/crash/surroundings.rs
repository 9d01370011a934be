//! What is closed, full, gone, a pipe, or written to steer a terminal: the program ends with a code and a sentence.

use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::program::{MONTH, Program, Said};

/// Ends within a minute, or fails the test.
#[track_caller]
fn said(command: &mut Command) -> Said {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let patience = Instant::now() + Duration::from_secs(60);
    while child.try_wait().expect("asked").is_none() {
        if Instant::now() > patience {
            child.kill().expect("killed");
            panic!("it hangs: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Said::of(&child.wait_with_output().expect("it ended"))
}

#[track_caller]
fn in_thai(said: &Said) {
    let is_thai = said.err.chars().any(|c| ('ก'..='๛').contains(&c));
    assert!(is_thai && !said.err.contains("panicked"), "{}", said.err);
}

/// The program as a shell starts it with `redirection`.
fn redirected(program: &Program, words: &str, redirection: &str) -> Command {
    let mut shell = Command::new("sh");
    let line = format!("exec \"$0\" --workspace \"$1\" --today 2565-03-10 {words} {redirection}");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_otop-report")]).arg(&program.root);
    shell
}

#[test]
fn nobody_reads_and_the_code_stays() {
    let program = Program::sample();
    for words in
        ["check", "explain 2565-02 จุน operators-year", "completions bash", "--help", "targets", "archive list --format json"]
    {
        for redirection in [">&-", "2>&-", ">&- 2>&- <&-"] {
            said(&mut redirected(&program, words, redirection)).ends(0);
        }
        let mut command = redirected(&program, words, "");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let end = child.wait_with_output().expect("it ends");
        assert_eq!(end.status.code(), Some(0), "{words}");
        assert!(!String::from_utf8_lossy(&end.stderr).contains("panicked"), "{words}");
    }
    fs::remove_file(program.inputs().join("2565-02/ปง.xlsx")).expect("there");
    said(&mut redirected(&program, "check", ">&-")).ends(1);
    said(&mut redirected(&program, "nothing", "2>&-")).ends(2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    let program = Program::sample();
    for words in ["check", "compile", "forms --format json", "completions zsh", "--help", "--version"] {
        let full = said(&mut redirected(&program, words, ">/dev/full")).ends(2);
        assert!(full.err.contains("พิมพ์ผลออกมาไม่ได้: ดิสก์เต็ม"), "{words}: {}", full.err);
        said(&mut redirected(&program, words, ">/dev/full 2>/dev/full")).ends(2);
        // What is said beside the result is no result.
        said(&mut redirected(&program, words, "2>/dev/full")).ends(0);
    }
    assert!(program.root.join("outputs").join(MONTH).join("data.json").is_file(), "what was written stays");
}

/// A workspace in which something else lies in the place of a file.
fn instead(path: &str, put: impl Fn(&Path)) -> Program {
    let program = Program::sample();
    let plan = fs::read_to_string(program.inputs().join("plan.toml")).expect("there");
    fs::write(program.inputs().join("plan.toml"), plan.replacen("garuda = \"\"", "garuda = \"ครุฑ.png\"", 1)).expect("written");
    fs::write(program.inputs().join("ครุฑ.png"), include_bytes!("../pictures/kpi-8-1.png")).expect("written");
    let place = program.root.join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    _ = fs::remove_file(&place);
    put(&place);
    program
}

fn pipe(place: &Path) {
    let made = Command::new("mkfifo").arg(place).status().expect("mkfifo is there");
    assert!(made.success());
}

fn folder(place: &Path) {
    fs::create_dir(place).expect("made");
}

fn socket(place: &Path) {
    // Its name may be longer than a socket's may be.
    let short = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::net::UnixListener::bind(short.path().join("s")).expect("bound");
    fs::rename(short.path().join("s"), place).expect("moved");
}

fn link_out(place: &Path) {
    symlink("/etc/passwd", place).expect("linked");
}

#[test]
fn what_is_no_file_is_never_opened() {
    for put in [pipe, folder, socket, link_out] {
        for path in ["inputs/plan.toml", "templates/common.toml", "fonts/ก.ttf", "inputs/ครุฑ.png"] {
            let said = said(&mut instead(path, put).command(&["targets"])).ends(2);
            assert!(said.err.contains(path.rsplit('/').next().expect("a name")), "{}", said.err);
            in_thai(&said);
        }
        let program = instead("inputs/registry.xlsx", put);
        let check = said(&mut program.command(&["check", "2564-10"])).ends(0);
        assert!(check.out.contains("registry.xlsx: ใช้ทะเบียนผู้ประกอบการไม่ได้"), "{}", check.out);
        in_thai(&said(&mut program.command(&["archive", "add", "2564-10"])).ends(2));
    }
    for put in [pipe, folder] {
        in_thai(&said(&mut instead("outputs/.lock", put).command(&["targets"])).ends(2));
    }
}

#[test]
fn a_plan_is_read_whatever_editor_saved_it() {
    let program = Program::sample();
    let place = program.inputs().join("plan.toml");
    let plan = fs::read_to_string(&place).expect("there");
    let before = program.run(&["check"]).ends(0);
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(plan.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows = encoding_rs::WINDOWS_874.encode(&plan).0.into_owned();
    for bytes in [utf16, windows, format!("\u{FEFF}{plan}").into_bytes()] {
        fs::write(&place, bytes).expect("written");
        assert_eq!(program.run(&["check"]).ends(0).out, before.out);
    }
    fs::write(&place, b"PK\x03\x04\0\0").expect("written");
    in_thai(&program.run(&["check"]).ends(2));
    File::create(&place).and_then(|file| file.set_len(1 << 30)).expect("a file of holes");
    assert!(program.run(&["check"]).ends(2).err.contains("ใหญ่เกิน ๔ MiB"));
}

#[test]
fn words_cannot_steer_the_terminal() {
    let program = Program::sample();
    let month = program.inputs().join(MONTH);
    let name = "\u{1B}]0;x\u{7}\u{202E}\nตรวจพบ ไม่มี\u{9B}2J.xlsx";
    fs::write(month.join(name), "").expect("written");
    fs::write(program.inputs().join("plan.toml"), {
        let plan = fs::read_to_string(program.inputs().join("plan.toml")).expect("there");
        plan.replacen("name = \"นายกิตติ ทาใจ\"", "name = \"\\u001B[31mนาย\\nกิตติ\"", 1)
    })
    .expect("written");
    let steers = |text: &str| text.contains(['\u{1B}', '\u{7}', '\u{9B}', '\u{202E}']);
    for words in
        [vec!["check"], vec!["compile", MONTH], vec!["check", "\u{1B}[2J"], vec!["\u{1B}[2J"], vec!["--format", "json", "check"]]
    {
        let said = program.run(&words);
        assert!(!steers(&said.out) && !steers(&said.err), "{words:?}: {:?} {:?}", said.out, said.err);
    }
    let check = program.run(&["check"]).ends(1);
    assert!(check.out.contains("␛]0;x␇�↵ตรวจพบ ไม่มี�2J.xlsx"), "{}", check.out);
    assert_eq!(check.out.lines().filter(|line| line.starts_with("ตรวจพบ")).count(), 1, "no line is forged");
    assert!(check.err.contains("␛[31mนาย↵กิตติ"), "{}", check.err);
    let json = program.run(&["--format", "json", "check"]).ends(1).json();
    let files: Vec<&str> =
        json["findings"].as_array().expect("a list").iter().filter_map(|finding| finding["file"].as_str()).collect();
    assert!(files.iter().any(|file| file.ends_with(name)), "JSON says it as it is: {files:?}");
}

#[test]
fn odd_places_and_words() {
    let program = Program::sample();
    let gone = program.root.join("gone");
    fs::create_dir(&gone).expect("made");
    let mut command = Command::new("sh");
    command.args(["-c", "rmdir ../gone; exec \"$0\" check", env!("CARGO_BIN_EXE_otop-report")]).current_dir(&gone);
    in_thai(&said(&mut command).ends(2));
    said(program.command(&["check"]).env_clear()).ends(0);
    let file = program.inputs().join("plan.toml");
    for words in [vec!["check"], vec!["init"], vec!["compile"], vec!["archive", "verify"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
        in_thai(&said(command.arg("--workspace").arg(&file).args(words)).ends(2));
    }
    // A name of bytes that are no UTF-8, as a file, a folder and a word.
    let raw = std::ffi::OsStr::from_bytes(b"\xBB\xA7.xlsx");
    fs::copy(program.inputs().join("2565-02/ปง.xlsx"), program.root.join(raw)).expect("copied");
    assert!(said(program.command(&["check"]).arg(program.root.join(raw))).ends(0).out.contains("อ่าน ๑ แฟ้ม"));
    said(program.command(&["compile"]).arg(raw)).ends(2);
    for words in [vec!["init"], vec!["forms", MONTH], vec!["targets"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
        said(command.args(["--format", "json", "--workspace"]).arg(program.root.join(raw).with_extension("")).args(words))
            .ends(0);
    }
}
