//! Inputs are only read, whatever they are called and whatever lies among them.

use std::fs;

use serde_json::Value as Json;

use crate::support::program::{MONTH, Program, read, tree};

fn received(program: &Program, list: &str) -> Vec<(String, String)> {
    let all: Json = serde_json::from_str(&read(&program.bag("r1/data/received.json"))).expect("JSON");
    let text = |file: &Json, key: &str| file[key].as_str().unwrap_or_default().to_owned();
    let second = if list == "received" { "stored" } else { "why" };
    all[list].as_array().expect("a list").iter().map(|file| (text(file, "path"), text(file, second))).collect()
}

#[test]
fn no_command_writes_to_the_inputs() {
    let program = Program::sample();
    let before = tree(&program.inputs());
    let commands: [&[&str]; 10] = [
        &["check", MONTH],
        &["compile", MONTH],
        &["forms"],
        &["targets"],
        &["explain", MONTH, "จังหวัด", "level"],
        &["archive", "add", MONTH],
        &["archive", "list"],
        &["archive", "verify"],
        &["archive", "export"],
        &["archive", "add", MONTH],
    ];
    for words in commands {
        program.run(words).ends(0);
        assert_eq!(tree(&program.inputs()), before, "{words:?}");
    }
}

#[test]
fn odd_names_are_read_sealed_and_compiled_again() {
    let program = Program::sample();
    let month = program.inputs().join("2565-02");
    let long = format!("{}.xlsx", "ก".repeat(83));
    assert!(long.len() <= 255 && long.len() > 250);
    let names =
        [("ปง.xlsx", "งานของ ปง ✅ 👩‍🌾 (ฉบับจริง).xlsx"), ("ภูซาง.xlsx", long.as_str()), ("แม่ใจ.xlsx", "แม่ใจ;'\"$(x)&#%25.xlsx")];
    let folder = month.join("ส่งทาง LINE 📱").join("ซ้อน ซ้อน");
    fs::create_dir_all(&folder).expect("made");
    for (from, to) in names {
        fs::rename(month.join(from), folder.join(to)).unwrap_or_else(|error| panic!("{to}: {error}"));
    }
    let before = tree(&program.inputs());
    program.run(&["compile", MONTH]).ends(0);
    program.run(&["archive", "add", MONTH]).ends(0);
    let stored = received(&program, "received");
    for (_, name) in names {
        assert!(stored.iter().any(|(path, _)| path.ends_with(name)), "{name}");
    }
    assert_eq!(program.faults(0), Vec::<String>::new());
    assert_eq!(tree(&program.inputs()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_go_there_and_back() {
    use std::os::unix::ffi::OsStrExt;
    let program = Program::sample();
    let month = program.inputs().join("2565-02");
    // ปง in Windows-874, as an old machine's archive unpacks it; twice, so that both look alike.
    for (i, (from, raw)) in
        [("ปง.xlsx", b"\xBB\xA7.xlsx".as_slice()), ("แม่ใจ.xlsx", b"\xBB\xA8.xlsx".as_slice())].into_iter().enumerate()
    {
        fs::rename(month.join(from), month.join(std::ffi::OsStr::from_bytes(raw))).unwrap_or_else(|error| panic!("{i}: {error}"));
    }
    program.run(&["archive", "add", MONTH]).ends(0);
    let list: Json = serde_json::from_str(&read(&program.bag("r1/data/received.json"))).expect("JSON");
    let raw: Vec<_> =
        list["received"].as_array().expect("a list").iter().filter_map(|file| file["path_bytes"].as_str()).collect();
    assert_eq!(raw.len(), 2, "{raw:?}");
    assert!(raw.iter().all(|path| path.ends_with("bba72e786c7378") || path.ends_with("bba82e786c7378")), "{raw:?}");
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_named_and_not_stored() {
    let program = Program::sample();
    let month = program.inputs().join("2565-02");
    std::os::unix::fs::symlink("/etc/hostname", month.join("ลิงก์.xlsx")).expect("linked");
    std::os::unix::fs::symlink("ปง.xlsx", month.join("ปง อีกชื่อ.xlsx")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(month.join("ท่อ.xlsx")).status().expect("mkfifo is there");
    assert!(made.success());
    fs::write(month.join("~$ปง.xlsx"), "lock").expect("written");
    fs::write(month.join("รูป.xlsx"), b"\x89PNG\r\n\x1a\n").expect("written");
    let before = tree(&program.inputs());
    let add = program.run(&["archive", "add", MONTH, "--accept-draft", "มีแฟ้มแปลกปลอม"]).ends(0);
    assert!(add.out.contains("data/received.json"), "{}", add.out);
    let missing: Vec<String> = received(&program, "not_stored").into_iter().map(|(path, _)| path).collect();
    assert_eq!(missing, ["2565-02/ท่อ.xlsx", "2565-02/ปง อีกชื่อ.xlsx", "2565-02/ลิงก์.xlsx"]);
    assert!(
        received(&program, "received").iter().any(|(path, stored)| path == "2565-02/รูป.xlsx" && stored.ends_with(".xlsx")),
        "bytes, whatever they are"
    );
    assert_eq!(program.faults(0), Vec::<String>::new());
    assert_eq!(tree(&program.inputs()), before);
}

#[test]
fn what_lies_in_a_wrong_place_is_sealed_with_the_month() {
    let program = Program::sample();
    let inputs = program.inputs();
    let (wrong, sheets) = (inputs.join("2565-02 แก้ไข"), inputs.join("ผิดที่"));
    fs::create_dir_all(&wrong).and_then(|()| fs::create_dir_all(&sheets)).expect("made");
    fs::copy(inputs.join("2565-02/จุน.xlsx"), wrong.join("x.xlsx")).expect("copied");
    let tables = [
        ("ปก", "อำเภอ,แม่ใจ\nประจำเดือน,กุมภาพันธ์ 2565\nผู้รายงาน,นางสาวสมมุติ ตัวอย่าง\n"),
        ("แบบ ๑", "ที่,วันที่จัด,ชื่อกิจกรรม,จำนวนผู้ประกอบการที่เข้าร่วม\n๑,๑๒ ก.พ. ๖๕,ตลาดนัด,๕\n"),
        ("แบบ ๒", "ที่,ชื่อกลุ่ม/ผู้ประกอบการ,ช่องทางออนไลน์,วันที่เข้าร่วม\n๑,กลุ่มตัวอย่าง,Facebook,๑๒ ก.พ. ๖๕\n"),
    ];
    for (name, text) in tables {
        fs::write(sheets.join(name).with_extension("csv"), text).expect("written");
    }
    fs::write(inputs.join("หนังสือ.pdf"), "%PDF").expect("written");
    fs::write(inputs.join("เสีย.xlsx"), b"PK\x03\x04").expect("written");
    program.run(&["archive", "add", MONTH]).ends(0);
    let stored = received(&program, "received");
    let strays: Vec<&str> =
        stored.iter().filter(|(_, place)| place.starts_with("received/strays/")).map(|(path, _)| path.as_str()).collect();
    assert_eq!(strays, ["2565-02 แก้ไข/x.xlsx", "ผิดที่/ปก.csv", "ผิดที่/แบบ ๑.csv", "ผิดที่/แบบ ๒.csv", "เสีย.xlsx"]);
    let findings: Json = serde_json::from_str(&read(&program.bag("r1/data/documents/findings.json"))).expect("JSON");
    let told: Vec<_> =
        findings.as_array().expect("a list").iter().filter(|finding| finding["code"] == "misplaced-file").collect();
    let told: Vec<_> = told.iter().map(|finding| (finding["file"].as_str(), finding["district"].as_str())).collect();
    let expected = [("2565-02 แก้ไข/x.xlsx", Some("5602")), ("ผิดที่", Some("5607")), ("หนังสือ.pdf", None), ("เสีย.xlsx", None)];
    assert_eq!(told, expected.map(|(file, district)| (Some(file), district)));
    fs::remove_dir_all(&wrong).expect("removed");
    assert_eq!(program.faults(0), Vec::<String>::new(), "the month replays from its bag alone");
}
