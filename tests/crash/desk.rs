//! The desk killed while files are dropped and taken: each lies whole in the tray or in `inputs/`, and none is lost.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::program::{MONTH, Program, files};

/// The desk, and what a browser knows of it.
struct Desk {
    child: Child,
    host: String,
    base: String,
    cookie: String,
}

impl Desk {
    fn open(program: &Program) -> Self {
        let mut child = program
            .command(&["--format", "json", "serve", "--no-open"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let link = lines.find_map(|line| {
            let line = line.expect("it says where it is");
            let at = line.find("http://")?;
            Some(line[at + 7..].trim_end_matches(['"', ',', '}']).to_owned())
        });
        let link = link.expect("a link");
        let (host, rest) = link.split_once('/').expect("a path");
        let (path, key) = rest.split_once("/?key=").expect("a key");
        Self { child, host: host.to_owned(), base: format!("/{path}"), cookie: format!("desk={key}") }
    }

    /// Sends what a page of the desk would; whether it was answered as done.
    fn post(&self, path: &str, kind: &str, body: &[u8]) -> bool {
        let Self { host, base, cookie, .. } = self;
        let head = format!(
            "POST {base}{path} HTTP/1.0\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut answer = Vec::new();
        let sent = TcpStream::connect(host).and_then(|mut stream| {
            stream.write_all(head.as_bytes())?;
            stream.write_all(body)?;
            stream.read_to_end(&mut answer)
        });
        sent.is_ok() && answer.starts_with(b"HTTP/1.0 303")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_desk_that_is_killed_loses_no_file_and_leaves_none_half() {
    let program = Program::sample();
    let month = program.inputs().join(MONTH);
    let all: Vec<Vec<u8>> = files(&month).into_values().collect();
    let whole: BTreeSet<String> = all.iter().map(|bytes| digest(bytes)).collect();
    fs::remove_dir_all(&month).expect("there");
    fs::create_dir(&month).expect("made");
    let tray = program.output(".desk/tray");
    let mut dropped: BTreeSet<String> = BTreeSet::new();
    for round in 0..12_u64 {
        let mut desk = Desk::open(&program);
        let began = Instant::now();
        let patience = Duration::from_millis(30 + round * 67 % 400);
        std::thread::scope(|scope| {
            let desk = &desk;
            let kill = scope.spawn(move || std::thread::sleep(patience.saturating_sub(began.elapsed())));
            let sending = scope.spawn(|| {
                let mut done = BTreeSet::new();
                for (number, bytes) in all.iter().enumerate() {
                    let head =
                        format!("--e\r\nContent-Disposition: form-data; name=\"files\"; filename=\"f{number}.xlsx\"\r\n\r\n");
                    let body = [head.as_bytes(), bytes, b"\r\n--e--\r\n"].concat();
                    if desk.post("/receive/drop", "multipart/form-data; boundary=e", &body) {
                        done.insert(digest(bytes));
                    }
                    desk.post("/receive/take", "application/x-www-form-urlencoded", format!("id={}", digest(bytes)).as_bytes());
                }
                done
            });
            kill.join().expect("it waited");
            _ = std::process::Command::new("kill").args(["-9", &desk.child.id().to_string()]).status();
            dropped.extend(sending.join().expect("it ends"));
        });
        desk.child.wait().expect("it ended");
        let taken = files(&month);
        let visible = |path: &std::path::Path| !path.to_string_lossy().starts_with('.');
        for (path, bytes) in taken.iter().filter(|(path, _)| visible(path)) {
            assert!(whole.contains(&digest(bytes)), "round {round}: {} is no whole file", path.display());
        }
        let mut there: BTreeSet<String> = taken.values().map(|bytes| digest(bytes)).collect();
        for (path, bytes) in files(&tray) {
            let name = path.to_string_lossy().into_owned();
            if let Some(id) = name.strip_suffix(".file").filter(|_| !name.starts_with('.')) {
                assert_eq!(digest(&bytes), id, "round {round}: half in the tray");
                there.insert(id.to_owned());
            }
        }
        let lost: Vec<&String> = dropped.difference(&there).collect();
        assert_eq!(lost, Vec::<&String>::new(), "round {round}: what was said to be there is not");
    }
    assert!(!dropped.is_empty(), "some were dropped before a kill");
}
