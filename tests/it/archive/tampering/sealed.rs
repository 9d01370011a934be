//! The archive that is tampered with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{BAG, FIRST, SECOND};
use crate::archive::forger::{edit, rechain, tell};
use crate::support::program::{Program, copy, read};

/// An archive of three bags, signed, whose newest fingerprint was noted.
pub struct Sealed {
    pub program: Program,
    pub noted: String,
    pub key: String,
    /// The signature over the first two bags, from before the third was sealed.
    pub earlier: String,
    /// The list signed by someone else.
    pub others: String,
}

impl Sealed {
    /// Two months and a signed scan, sealed and signed.
    pub fn new() -> Self {
        let program = Program::sample();
        let scan = program.root.join("ลงนาม.pdf");
        fs::write(&scan, b"%PDF-1.7 signed").expect("written");
        program.run(&["archive", "add", FIRST]).ends(0);
        program.run(&["archive", "add-signed", FIRST, scan.to_str().expect("UTF-8")]).ends(0);
        let keys = || minisign::KeyPair::generate_unencrypted_keypair().expect("a key");
        let (own, other) = (keys(), keys());
        let list = program.archive().join("chain.txt");
        let sign = |keys: &minisign::KeyPair| {
            let list = fs::File::open(&list).expect("there");
            minisign::sign(Some(&keys.pk), &keys.sk, list, Some("timestamp:1646899200\tfile:chain.txt"), None)
                .expect("signed")
                .into_string()
        };
        let earlier = sign(&own);
        fs::remove_file(program.inputs().join(SECOND).join("ปง.xlsx")).expect("the sample has it");
        let sealed =
            program.run(&["--format", "json", "archive", "add", SECOND, "--accept-draft", "อำเภอปงส่งไม่ทัน"]).ends(0).json();
        fs::write(program.archive().join("chain.txt.minisig"), sign(&own)).expect("written");
        let noted = sealed["fingerprint"].as_str().expect("a fingerprint").to_owned();
        Self { others: sign(&other), program, noted, key: own.pk.to_base64(), earlier }
    }

    /// The same, to be tampered with.
    pub fn copied(&self) -> Self {
        let program = Program::empty();
        copy(&self.program.root, &program.root);
        let [noted, key, earlier, others] = [&self.noted, &self.key, &self.earlier, &self.others].map(Clone::clone);
        Self { program, noted, key, earlier, others }
    }

    pub fn archive(&self) -> PathBuf {
        self.program.archive()
    }

    pub fn list(&self) -> PathBuf {
        self.archive().join("chain.txt")
    }

    pub fn signature(&self) -> PathBuf {
        self.archive().join("chain.txt.minisig")
    }

    /// A file of a bag.
    pub fn file(&self, bag: &str, path: &str) -> PathBuf {
        self.archive().join(bag).join(path)
    }

    /// A file of the newest bag's payload.
    pub fn data(&self, path: &str) -> PathBuf {
        self.file(BAG, "data").join(path)
    }

    /// Changes a file of the newest bag's payload, and its size and digest in `list`.
    pub fn with_digest(&self, path: &str, list: &str, change: impl Fn(&Path)) {
        let told = |path: &Path| {
            use sha2::Digest;
            let bytes = fs::read(path).expect("there");
            let sha256: String = sha2::Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let size = if list == "received.json" { format!("\"bytes\": {},\n      ", bytes.len()) } else { String::new() };
            format!("{size}\"sha256\": \"{sha256}\"")
        };
        let old = told(&self.data(path));
        change(&self.data(path));
        edit(&self.data(list), &old, &told(&self.data(path)));
    }

    /// Gives a label of the newest bag another value, everything agreeing.
    pub fn retold(&self, label: &str, value: Option<&str>) {
        tell(&self.archive().join(BAG), label, value);
        rechain(&self.archive());
    }

    /// Says that another version of the program sealed the newest bag, then does `deed` to its payload.
    pub fn by_another_version(&self, deed: impl Fn(&Self)) {
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        edit(&self.data("compiled.json"), &version, "\"version\": \"0.0.9\"");
        tell(&self.archive().join(BAG), "Bag-Software-Agent", Some("otop-report 0.0.9"));
        deed(self);
        rechain(&self.archive());
    }

    /// Edits the list.
    pub fn relist(&self, lines: impl Fn(Vec<&str>) -> Vec<String>) {
        let text = read(&self.list());
        fs::write(self.list(), lines(text.lines().collect()).iter().map(|line| format!("{line}\n")).collect::<String>())
            .expect("written");
    }

    /// Renames a bag's folder, and its name in the list as well where that is asked for.
    pub fn moved(&self, from: &str, to: &str, listed: bool) {
        let (old, new) = (self.archive().join(from), self.archive().join(to));
        fs::create_dir_all(new.parent().expect("a month")).expect("made");
        fs::rename(old, new).expect("renamed");
        _ = fs::remove_dir(self.archive().join(&from[..7]));
        if listed {
            edit(&self.list(), &format!(" {from} "), &format!(" {to} "));
        }
    }

    /// Puts an archive in place of this one that was sealed on the same days, from other workbooks; the signature stays.
    pub fn seal_anew(&self) {
        let signature = fs::read(self.signature()).expect("there");
        fs::remove_dir_all(self.archive()).expect("sealed");
        fs::remove_file(self.program.inputs().join(FIRST).join("ปง.xlsx")).expect("the sample has it");
        for month in [FIRST, SECOND] {
            self.program.run(&["archive", "add", month, "--accept-draft", "อำเภอปงส่งไม่ทัน"]).ends(0);
        }
        fs::write(self.signature(), signature).expect("written");
    }

    /// The faults that are named, each once; all that is known elsewhere is held against the archive.
    pub fn faults(&self, month: &str) -> BTreeSet<String> {
        let asked = ["--format", "json", "archive", "verify", "--expect", &self.noted, "--public-key", &self.key];
        let month: &[&str] = if month.is_empty() { &[] } else { &[month] };
        let said = self.program.run(&[&asked, month].concat());
        let faults = said.json()["faults"].as_array().expect("a list").clone();
        assert_eq!(said.code, i32::from(!faults.is_empty()), "{}", said.out);
        faults.iter().map(|fault| fault["code"].as_str().expect("a code").to_owned()).collect()
    }
}

/// The lines of the list, owned.
pub fn owned(lines: Vec<&str>) -> Vec<String> {
    lines.into_iter().map(str::to_owned).collect()
}

pub fn swap(a: &Path, b: &Path) {
    let (first, second) = (fs::read(a).expect("there"), fs::read(b).expect("there"));
    fs::write(a, second).and_then(|()| fs::write(b, first)).expect("written");
}

pub fn append(path: &Path, bytes: &[u8]) {
    let whole = [fs::read(path).expect("there"), bytes.to_vec()].concat();
    fs::write(path, whole).expect("written");
}

pub fn pipe(path: &Path) {
    _ = fs::remove_file(path);
    rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).expect("made");
}

/// Moves what lies at `path` away, and leaves a link to it.
pub fn linked(path: &Path) {
    let elsewhere = tempfile::Builder::new().prefix("ที่อื่น").tempdir().expect("a folder").keep().join("moved");
    fs::rename(path, &elsewhere).and_then(|()| std::os::unix::fs::symlink(&elsewhere, path)).expect("linked");
}
