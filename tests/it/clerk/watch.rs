//! `--watch` says what a dropped file is.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::program::Program;

/// The program at its watch, ended with the test.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(program: &Program, words: &[&str]) -> Self {
        let mut child = program.command(words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// Waits, however slow the machine, for a line that holds these words; what came before it is passed over.
    fn says(&self, words: &str) {
        let mut said = Vec::new();
        while !said.last().is_some_and(|line: &String| line.contains(words)) {
            let line = self.lines.recv_timeout(Duration::from_secs(120));
            said.push(line.unwrap_or_else(|_| panic!("it never said {words}: {said:#?}")));
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn a_dropped_file_is_named() {
    let program = Program::sample();
    let month = program.inputs().join("2565-02");
    let report = std::fs::read(month.join("ปง.xlsx")).expect("the sample has it");
    std::fs::remove_file(month.join("ปง.xlsx")).expect("removed");
    let watch = Watch::start(&program, &["check", "--watch"]);
    watch.says("หยุดด้วย Ctrl-C");
    std::fs::write(month.join("ส่งใหม่.xlsx"), report).expect("dropped");
    watch.says("รายงานของอำเภอปง ประจำเดือนกุมภาพันธ์ ๒๕๖๕");
    std::fs::write(month.join("รูป.xlsx"), b"\x89PNG\r\n\x1a\n").expect("dropped");
    watch.says("รูป.xlsx");
    watch.says("→");
}

#[test]
fn the_month_is_compiled_anew() {
    let program = Program::sample();
    let month = program.inputs().join("2565-02");
    let aside = program.root.join("aside.xlsx");
    std::fs::rename(month.join("ปง.xlsx"), &aside).expect("moved");
    let watch = Watch::start(&program, &["compile", "2565-02", "--watch"]);
    watch.says("เป็นฉบับร่าง");
    watch.says("หยุดด้วย Ctrl-C");
    std::fs::rename(&aside, month.join("ปง.xlsx")).expect("dropped");
    watch.says("ครบถ้วน พร้อมเสนอลงนาม");
}
