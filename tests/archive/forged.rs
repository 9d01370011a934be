//! Bags made by someone who knows the format and the list: what remains is that nothing is read or written elsewhere, and
//! that the month is compiled again.

use std::fs;
use std::path::Path;

use super::desk::{Desk, MONTH, files, read, sha512};

/// Makes a bag's manifests agree with what it holds now.
pub fn reseal(bag: &Path) {
    let listing = |wanted: &dyn Fn(&Path) -> bool| -> String {
        let held = files(bag);
        let lines = held.iter().filter(|(path, _)| wanted(path));
        lines.map(|(path, bytes)| format!("{}  {}\n", sha512(bytes), path.to_str().expect("ASCII"))).collect()
    };
    fs::write(bag.join("manifest-sha512.txt"), listing(&|path| path.starts_with("data"))).expect("written");
    let tags = listing(&|path| !path.starts_with("data") && path != Path::new("tagmanifest-sha512.txt"));
    fs::write(bag.join("tagmanifest-sha512.txt"), tags).expect("written");
}

/// Makes the list agree as well, with the bag as the only one.
fn relist(desk: &Desk) {
    let info = desk.bag("r1/bag-info.txt");
    let alone =
        read(&info).lines().filter(|line| !line.starts_with("OTOP-Previous")).map(|line| format!("{line}\n")).collect::<String>();
    fs::write(&info, alone).expect("written");
    reseal(&desk.bag("r1"));
    let digest = |name: &str| sha512(&fs::read(desk.bag("r1").join(name)).expect("there"));
    let line = format!("1 2022-03-10 2565-02/r1 {} {}\n", digest("manifest-sha512.txt"), digest("tagmanifest-sha512.txt"));
    fs::write(desk.archive().join("chain.txt"), line).expect("written");
}

/// A sealed month in which `from` stands as `to` in a file of its payload, everything agreeing.
fn forged(file: &str, from: &str, to: &str) -> Desk {
    let desk = Desk::sealed();
    fs::remove_dir_all(desk.archive().join("2565-01")).expect("sealed");
    let path = desk.bag("r1/data").join(file);
    let text = read(&path);
    assert!(text.contains(from), "{file}: {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("written");
    relist(&desk);
    desk
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
        let desk = forged(file, from, to);
        let said = desk.run(&["archive", "verify"]).ends(1);
        assert!(said.out.contains("replay-failed") && said.out.contains("ชี้ออกไปนอก"), "{to}: {}", said.out);
        let escaped = walkdir::WalkDir::new(desk.root.parent().expect("a folder")).into_iter().filter_map(Result::ok);
        assert!(!escaped.into_iter().any(|entry| entry.file_name() == "escaped.xlsx"), "{to}");
    }
    assert!(!Path::new("/tmp/escaped.xlsx").exists());
}

#[test]
fn a_result_that_does_not_follow_from_the_workbooks_is_found() {
    let desk = forged("documents/data.json", "\"level\": 5", "\"level\": 4");
    assert_eq!(desk.faults(1), ["replay-differs 2565-02/r1 data.json"]);
}

#[test]
fn under_another_version_the_figures_are_compared() {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let desk = forged("compiled.json", &version, "\"version\": \"0.0.9\"");
    let said = desk.run(&["archive", "verify"]).ends(0);
    assert!(said.out.contains("ผนึกด้วยโปรแกรมรุ่น 0.0.9") && said.out.contains("data.json"), "{}", said.out);
    let path = desk.bag("r1/data/documents/data.json");
    fs::write(&path, read(&path).replacen("\"level\": 5", "\"level\": 4", 1)).expect("written");
    relist(&desk);
    assert_eq!(desk.faults(1), ["replay-differs 2565-02/r1 province.level"]);
}
