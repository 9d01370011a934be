//! Same input, same bytes: across folders, time zones, threads and file times.

use std::path::Path;
use std::process::Command;

use crate::month::{bytes, copy};

#[test]
fn two_compiles_in_different_places_give_the_same_bytes() {
    let compile = |environment: &[(&str, &str)]| {
        let folder = tempfile::Builder::new().prefix("โฟลเดอร์ งาน").tempdir().expect("a temporary folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"), &folder.path().join("inputs"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
        command
            .arg("--workspace")
            .arg(folder.path())
            .args(["--today", "2565-03-10", "compile"])
            .envs(environment.iter().copied());
        assert!(command.status().expect("it starts").success());
        bytes(&folder.path().join("outputs/2565-02"))
    };
    let first = compile(&[("TZ", "UTC"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]);
    let second = compile(&[("TZ", "Asia/Bangkok"), ("LANG", "th_TH.UTF-8"), ("RAYON_NUM_THREADS", "4")]);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, content) in &first {
        assert!(second[path] == *content, "{} differs", path.display());
    }
}
