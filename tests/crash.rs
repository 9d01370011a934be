//! Outputs and bags appear whole or not at all. `.ci/crash` does the same with more kills, a full disk and a read-only one.

#[path = "it/support/program.rs"]
#[expect(dead_code, reason = "the archive's tests use the rest")]
mod program;
#[cfg(unix)]
#[path = "crash/desk.rs"]
mod desk;
#[cfg(unix)]
#[path = "crash/surroundings.rs"]
mod surroundings;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use program::{MONTH, Program, Said, files};

type State = BTreeMap<PathBuf, Vec<u8>>;

fn outputs(program: &Program) -> State {
    files(&program.root.join("outputs").join(MONTH))
}

/// A compile that says nothing.
fn start(program: &Program) -> Command {
    let mut command = program.command(&["compile", MONTH]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Two workspaces with one `outputs/`, and the two states that their inputs give.
fn two_states() -> ([Program; 2], [State; 2]) {
    let programs = [Program::sample(), Program::sample()];
    fs::remove_file(programs[1].inputs().join("2565-02/ปง.xlsx")).expect("the sample has it");
    let states = [(0, 0), (1, 1)].map(|(program, code)| {
        programs[program].run(&["compile", MONTH]).ends(code);
        outputs(&programs[program])
    });
    assert_ne!(states[0].len(), states[1].len(), "the second has a reminder more");
    fs::remove_dir_all(programs[1].root.join("outputs")).expect("there");
    #[cfg(unix)]
    std::os::unix::fs::symlink(programs[0].root.join("outputs"), programs[1].root.join("outputs")).expect("linked");
    (programs, states)
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_the_outputs_are_one_state_or_the_other() {
    let (programs, states) = two_states();
    let usual = std::time::Instant::now();
    programs[0].run(&["compile", MONTH]).ends(0);
    let usual = usual.elapsed();
    for i in 0..16_u32 {
        let mut child = start(&programs[usize::from(i % 2 == 0)]).spawn().expect("the program starts");
        std::thread::sleep(usual * (i * 7 % 16) / 14);
        _ = child.kill();
        child.wait().expect("it ends");
        assert!(states.contains(&outputs(&programs[0])), "kill {i}");
    }
    programs[1].run(&["compile", MONTH]).ends(1);
    assert!(outputs(&programs[0]) == states[1]);
    let left =
        programs[0].root.join("outputs").read_dir().expect("a folder").filter_map(Result::ok).map(|entry| entry.file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, [".lock", MONTH, "known.json"], "what was cut short is cleared away without help");
}

#[cfg(unix)]
#[test]
fn two_at_once_wait_for_each_other() {
    let (programs, states) = two_states();
    for _ in 0..3 {
        let running = [0, 1].map(|program| start(&programs[program]).spawn().expect("the program starts"));
        let codes = running.map(|mut child| child.wait().expect("it ends").code());
        assert_eq!(codes, [Some(0), Some(1)]);
        assert!(states.contains(&outputs(&programs[0])));
    }
    // While another has the turn, it says so and waits.
    let lock = fs::File::options().write(true).open(programs[0].root.join("outputs/.lock")).expect("there");
    lock.lock().expect("locked");
    let before = outputs(&programs[0]);
    let mut child = start(&programs[0]).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut said = BufReader::new(child.stderr.take().expect("piped")).lines().map_while(Result::ok);
    assert!(said.any(|line| line.contains("รอให้เสร็จก่อน")), "it ended without waiting");
    assert!(outputs(&programs[0]) == before && child.try_wait().expect("asked").is_none(), "it waits");
    lock.unlock().expect("unlocked");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_the_old_outputs_stay() {
    let program = Program::sample();
    program.run(&["compile", MONTH]).ends(0);
    let before = outputs(&program);
    // A file size of no bytes stands for the disk that takes nothing more; it holds for root as well.
    let binary = env!("CARGO_BIN_EXE_otop-report");
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" --workspace \"$1\" --today 2565-03-10 compile 2565-02", binary])
        .arg(&program.root);
    let said = Said::of(&shell.output().expect("sh is there")).ends(2);
    assert!(said.err.contains("ผลลัพธ์เดิมยังอยู่ครบ"), "{}", said.err);
    assert!(outputs(&program) == before);
    program.run(&["archive", "add", MONTH]).ends(0);
    assert!(outputs(&program) == before);
}
