//! A workspace with the sample year, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value as Json;
use sha2::{Digest, Sha512};

/// The month that every test works on; it is clean.
pub const MONTH: &str = "2565-02";

/// A workspace of its own, gone afterwards.
pub struct Program {
    pub root: PathBuf,
    _folder: tempfile::TempDir,
}

/// What a run said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Its JSON.
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {} {}", self.out, self.err))
    }

    /// Fails the test unless the run ended so.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }
}

impl Program {
    /// The sample year.
    pub fn sample() -> Self {
        let program = Self::empty();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"), &program.root.join("inputs"));
        program
    }

    /// The sample year with 2565-01 and 2565-02 sealed, in this order; sealed once, copied for each test.
    pub fn sealed() -> Self {
        static SEALED: OnceLock<PathBuf> = OnceLock::new();
        let sealed = SEALED.get_or_init(|| {
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sealed");
            _ = fs::remove_dir_all(&place);
            let program = Self::sample();
            program.run(&["archive", "add", "2565-01"]).ends(0);
            program.run(&["archive", "add", MONTH]).ends(0);
            copy(&program.root, &place);
            place
        });
        let program = Self::empty();
        copy(sealed, &program.root);
        program
    }

    /// Nothing yet.
    pub fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("โฟลเดอร์ งาน ").tempdir().expect("a temporary folder");
        Self { root: folder.path().join("workspace"), _folder: folder }
    }

    /// The program in this workspace, some days after the deadline.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
        command.arg("--workspace").arg(&self.root).args(words);
        if !words.contains(&"--today") {
            command.args(["--today", "2565-03-10"]);
        }
        command
    }

    /// The program on another day.
    pub fn on(&self, today: &str, words: &[&str]) -> Said {
        self.run(&[&["--today", today], words].concat())
    }

    pub fn run(&self, words: &[&str]) -> Said {
        Said::of(&self.command(words).output().expect("the program starts"))
    }

    /// The faults that `archive verify` names, as `code bag path`.
    pub fn faults(&self, code: i32) -> Vec<String> {
        let verified = self.run(&["--format", "json", "archive", "verify"]).ends(code).json();
        let faults = verified["faults"].as_array().expect("a list");
        let words =
            |fault: &Json| ["code", "bag", "path"].iter().filter_map(|key| fault[key].as_str()).collect::<Vec<_>>().join(" ");
        faults.iter().map(words).collect()
    }

    pub fn inputs(&self) -> PathBuf {
        self.root.join("inputs")
    }

    pub fn output(&self, path: &str) -> PathBuf {
        self.root.join("outputs").join(path)
    }

    /// A file of the outputs as JSON.
    pub fn json(&self, path: &str) -> Json {
        serde_json::from_slice(&fs::read(self.output(path)).expect(path)).expect("JSON")
    }

    pub fn archive(&self) -> PathBuf {
        self.root.join("outputs/archive")
    }

    pub fn bag(&self, name: &str) -> PathBuf {
        self.archive().join(MONTH).join(name)
    }

    /// Makes the month another one, still clean: someone has dropped a report a second time.
    pub fn change(&self) {
        let month = self.inputs().join(MONTH);
        fs::copy(month.join("ปง.xlsx"), month.join("ปง (สำเนา).xlsx")).expect("the sample has it");
    }
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn sha512(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of a label of a bag.
pub fn info(bag: &Path, label: &str) -> Option<String> {
    let text = read(&bag.join("bag-info.txt"));
    text.lines().find_map(|line| Some(line.strip_prefix(label)?.strip_prefix(": ")?.to_owned()))
}

/// Copies a folder, entries in the order of their names.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let mut entries: Vec<_> = from.read_dir().expect("a folder").map(|entry| entry.expect("an entry")).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &place) } else { _ = fs::copy(entry.path(), place).expect("copied") }
    }
}

/// Every file and folder below, with the digest of its content and its time of change.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let state = |entry: &walkdir::DirEntry| {
        let found = entry.path().symlink_metadata().expect("it is there");
        let content =
            if found.is_file() { sha512(&fs::read(entry.path()).expect("readable")) } else { format!("{:?}", found.file_type()) };
        format!("{content} {:?}", found.modified().ok())
    };
    entries.map(|entry| (entry.path().strip_prefix(folder).expect("below").to_owned(), state(&entry))).collect()
}

/// Every file below by its path, with its bytes.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let file = |entry: walkdir::DirEntry| {
        (entry.path().strip_prefix(folder).expect("below").to_owned(), fs::read(entry.path()).expect("readable"))
    };
    entries.filter(|entry| entry.file_type().is_file()).map(file).collect()
}
