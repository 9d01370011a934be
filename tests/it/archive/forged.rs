//! Bags made by someone who knows the format and the list: what remains is that nothing is read or written elsewhere, and
//! that the month is compiled again.

use std::path::Path;

use super::forger::{edit, rechain};
use crate::support::program::{MONTH, Program};

/// A sealed month in which `from` stands as `to` in a file of its payload, everything agreeing.
fn forged(file: &str, from: &str, to: &str) -> Program {
    let program = Program::sealed();
    edit(&program.bag("r1/data").join(file), from, to);
    rechain(&program.archive());
    program
}

#[test]
fn no_path_of_a_bag_leads_out() {
    let escapes = [
        ("received.json", "2564-10/จุน.xlsx", "../../escaped.xlsx"),
        ("received.json", "2564-10/จุน.xlsx", "/tmp/escaped.xlsx"),
        ("received.json", "received/2564-10/001.xlsx", "../../../../../inputs/plan.toml"),
        ("compiled.json", "\"inputs/registry.xlsx\"", "\"inputs/../../escaped.xlsx\""),
        ("compiled.json", "\"inputs/registry.xlsx\"", "\"outputs/escaped.xlsx\""),
    ];
    for (file, from, to) in escapes {
        let program = forged(file, from, to);
        let said = program.run(&["archive", "verify", MONTH]).ends(1);
        assert!(said.out.contains("replay-failed") && said.out.contains("ชี้ออกไปนอก"), "{to}: {}", said.out);
        let escaped = walkdir::WalkDir::new(program.root.parent().expect("a folder")).into_iter().filter_map(Result::ok);
        assert!(!escaped.into_iter().any(|entry| entry.file_name() == "escaped.xlsx"), "{to}");
    }
    assert!(!Path::new("/tmp/escaped.xlsx").exists());
}
