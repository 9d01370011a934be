//! Sealing, correcting, signing, listing, handing on.

use std::fs;

use serde_json::Value as Json;

use crate::archive::forger::{edit, edit_part, rechain, tell};
use crate::support::program::{MONTH, Program, files, info, read, sha512, tree};

#[test]
fn a_clean_month_is_sealed_with_all_it_came_from() {
    let program = Program::sample();
    let sealed = program.run(&["--format", "json", "archive", "add", MONTH]).ends(0).json();
    assert_eq!((&sealed["bag"], &sealed["supersedes"]), (&Json::from("2565-02/r1"), &Json::Null));
    let bag = program.bag("r1");
    let held = files(&bag);
    assert!(held.keys().all(|path| path.to_str().is_some_and(str::is_ascii)), "paths are ASCII");
    let manifest = read(&bag.join("manifest-sha512.txt"));
    assert_eq!(manifest.lines().count(), held.keys().filter(|path| path.starts_with("data")).count());
    for line in manifest.lines() {
        let (digest, path) = line.split_once("  ").expect("digest and path");
        assert_eq!(digest, sha512(&held[std::path::Path::new(path)]), "{path}");
    }
    let list: Json = serde_json::from_str(&read(&bag.join("data/received.json"))).expect("JSON");
    let received = list["received"].as_array().expect("a list");
    assert_eq!(received.len(), 46, "five months of nine districts, and one correction");
    for file in received {
        let stored = bag.join("data").join(file["stored"].as_str().expect("a path"));
        let dropped = program.inputs().join(file["path"].as_str().expect("a path"));
        assert_eq!(fs::read(stored).expect("stored"), fs::read(dropped).expect("dropped"));
    }
    for held in [
        "plan.toml",
        "registry.xlsx",
        "compiled.json",
        "templates/letter.typ",
        "templates/common.toml",
        "fonts/Sarabun-Regular.ttf",
    ] {
        assert!(bag.join("data").join(held).is_file(), "{held}");
    }
    program.run(&["compile", MONTH]).ends(0);
    assert_eq!(
        files(&bag.join("data/documents")),
        files(&program.root.join("outputs").join(MONTH)),
        "the documents are those of compile"
    );
    assert_eq!(info(&bag, "Source-Organization").as_deref(), Some("สำนักงานพัฒนาชุมชนจังหวัดพะเยา"));
    assert_eq!(info(&bag, "Bagging-Date").as_deref(), Some("2022-03-10"));
    assert!(read(&bag.join("bag-info.txt")).contains("OTOP-Title: letter-monthly: หนังสือนำส่งรายงานประจำเดือนกุมภาพันธ์ ๒๕๖๕"));
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_page_from_before_it_spoke_english_still_verifies() {
    let program = Program::sample();
    program.run(&["archive", "add", MONTH]).ends(0);
    // English was asked for, and the page's own words were Thai all the same.
    let compiled = program.bag("r1").join("data/compiled.json");
    edit(&compiled, &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.1.0\"");
    edit(&compiled, "\"lang\": \"th\"", "\"lang\": \"en\"");
    tell(&program.bag("r1"), "Bag-Software-Agent", Some("otop-report 0.1.0"));
    rechain(&program.archive());
    assert_eq!(program.faults(0), Vec::<String>::new());
}

/// Says that 0.1.0 sealed the month.
fn by_an_earlier_version(program: &Program) {
    let compiled = program.bag("r1").join("data/compiled.json");
    edit(&compiled, &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.1.0\"");
    tell(&program.bag("r1"), "Bag-Software-Agent", Some("otop-report 0.1.0"));
}

#[test]
fn a_bag_from_before_letters_could_be_edited_still_verifies() {
    let program = Program::sample();
    program.run(&["archive", "add", MONTH]).ends(0);
    by_an_earlier_version(&program);
    let documents = program.bag("r1").join("data/documents");
    for letter in ["letter-assignment", "letter-monthly"] {
        fs::remove_file(documents.join(format!("{letter}.docx"))).expect("sealed");
        edit(&documents.join("report.html"), &format!("<a class=\"docx\" href=\"{letter}.docx\">DOCX</a>"), "");
    }
    edit(&documents.join("report.html"), concat!("otop-report ", env!("CARGO_PKG_VERSION")), "otop-report 0.1.0");
    rechain(&program.archive());
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_letter_that_another_version_sealed_is_compared_by_its_words() {
    let program = Program::sample();
    program.run(&["archive", "add", MONTH]).ends(0);
    by_an_earlier_version(&program);
    let letter = program.bag("r1").join("data/documents/letter-monthly.docx");
    // Other spacing says the same.
    edit_part(&letter, "word/document.xml", "w:before=", "w:beforeLines=\"0\" w:before=");
    rechain(&program.archive());
    assert_eq!(program.faults(0), Vec::<String>::new());
    edit_part(&letter, "word/document.xml", "๑๖๗,๐๐๐", "๙๖๗,๐๐๐");
    rechain(&program.archive());
    let faults = program.faults(1);
    assert!(faults.iter().any(|fault| fault.contains("replay-differs")), "{faults:?}");
}

#[test]
fn a_bag_from_before_districts_had_sheets_still_verifies() {
    let program = Program::sample();
    program.run(&["archive", "add", MONTH]).ends(0);
    let bag = program.bag("r1");
    let is_new = |name: &str| name.starts_with("district-56") || name.starts_with("packet-districts");
    for (path, _) in files(&bag.join("data/documents")) {
        if is_new(path.to_str().expect("ASCII")) {
            fs::remove_file(bag.join("data/documents").join(path)).expect("it was sealed");
        }
    }
    let told = read(&bag.join("bag-info.txt"));
    let lines = told.lines().filter(|line| !line.strip_prefix("OTOP-Title: ").is_some_and(is_new));
    fs::write(bag.join("bag-info.txt"), lines.map(|line| format!("{line}\n")).collect::<String>()).expect("written");
    rechain(&program.archive());
    assert!(program.faults(1).iter().any(|fault| fault.contains("packet-districts.pdf")), "this version makes them");
    edit(&bag.join("data/compiled.json"), &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.1.0\"");
    tell(&bag, "Bag-Software-Agent", Some("otop-report 0.1.0"));
    rechain(&program.archive());
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_draft_from_before_reminders_were_circulars_still_verifies() {
    let program = Program::sample();
    for name in ["ปง", "แม่ใจ"] {
        fs::remove_file(program.inputs().join(format!("2565-02/{name}.xlsx"))).expect("the sample has it");
    }
    program.run(&["archive", "add", MONTH, "--accept-draft", "อธิบดีสั่งให้ส่งก่อน"]).ends(0);
    // An earlier version wrote to each of the two.
    let bag = program.bag("r1");
    let circular = bag.join("data/documents/letter-reminder.pdf");
    fs::copy(&circular, bag.join("data/documents/letter-reminder-5606.pdf")).expect("copied");
    fs::rename(&circular, bag.join("data/documents/letter-reminder-5607.pdf")).expect("moved");
    edit(&bag.join("data/compiled.json"), &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.1.0\"");
    tell(&bag, "Bag-Software-Agent", Some("otop-report 0.1.0"));
    rechain(&program.archive());
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_correction_supersedes_and_nothing_is_overwritten() {
    let program = Program::sample();
    program.run(&["archive", "add", MONTH]).ends(0);
    let first = tree(&program.bag("r1"));
    let again = program.on("2565-03-11", &["--format", "json", "archive", "add", MONTH]).ends(0).json();
    assert_eq!(again["unchanged"], "2565-02/r1", "another day alone is no other content");
    program.change();
    let refused = program.run(&["archive", "add", MONTH]).ends(2);
    assert!(refused.err.contains("--reason"), "{}", refused.err);
    program.run(&["archive", "add", MONTH, "--reason", "  "]).ends(2);
    assert!(!program.bag("r2").exists());
    program.run(&["archive", "add", MONTH, "--reason", "อำเภอจุน\nขอแก้ยอด"]).ends(0);
    let bag = program.bag("r2");
    assert_eq!(info(&bag, "OTOP-Reason").as_deref(), Some("อำเภอจุน ขอแก้ยอด"));
    assert_eq!(info(&bag, "OTOP-Supersedes").as_deref(), Some("2565-02/r1"));
    let digest = sha512(&fs::read(program.bag("r1").join("manifest-sha512.txt")).expect("there"));
    assert_eq!(info(&bag, "OTOP-Previous-Manifest-SHA512"), Some(digest));
    program.run(&["archive", "add", "2565-01"]).ends(0);
    let january = program.archive().join("2565-01/r1");
    assert_eq!(info(&january, "OTOP-Previous-Bag").as_deref(), Some("2565-02/r2"), "the chain goes across months");
    assert_eq!(tree(&program.bag("r1")), first, "the first revision is untouched");
    let list = program.run(&["--format", "json", "archive", "list"]).ends(0).json();
    let bags: Vec<_> =
        list["bags"].as_array().expect("a list").iter().map(|bag| (bag["bag"].as_str(), bag["superseded_by"].as_str())).collect();
    assert_eq!(bags, [(Some("2565-01/r1"), None), (Some("2565-02/r1"), Some("2565-02/r2")), (Some("2565-02/r2"), None)]);
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_draft_is_sealed_only_on_someones_word() {
    let program = Program::sample();
    fs::remove_file(program.inputs().join("2565-02/ปง.xlsx")).expect("the sample has it");
    let refused = program.run(&["archive", "add", MONTH]).ends(1);
    assert!(refused.out.contains("--accept-draft"), "{}", refused.out);
    assert!(!program.archive().exists(), "nothing was written");
    program.run(&["archive", "add", MONTH, "--accept-draft", "อธิบดีสั่งให้ส่งก่อน"]).ends(0);
    assert_eq!(info(&program.bag("r1"), "OTOP-Draft-Reason").as_deref(), Some("อธิบดีสั่งให้ส่งก่อน"));
    let list = program.run(&["--format", "json", "archive", "list"]).ends(0).json();
    assert_eq!(list["bags"][0]["draft_reason"], "อธิบดีสั่งให้ส่งก่อน");
    assert!(program.bag("r1/data/documents/letter-reminder-5606.pdf").is_file(), "past the deadline by the day of sealing");
    assert_eq!(program.faults(0), Vec::<String>::new());
}

#[test]
fn a_signed_scan_names_what_was_signed() {
    let program = Program::sample();
    let scan = program.root.join("สแกน ลงนาม.pdf");
    fs::write(&scan, b"%PDF-1.7 signed").expect("written");
    let scan = scan.to_str().expect("UTF-8");
    program.run(&["archive", "add-signed", MONTH, scan]).ends(2);
    program.run(&["archive", "add", MONTH]).ends(0);
    let signed = tree(&program.bag("r1"));
    program.run(&["archive", "add-signed", MONTH, scan]).ends(0);
    program.run(&["archive", "add-signed", MONTH, scan, scan]).ends(0);
    let digest = sha512(&fs::read(program.bag("r1/manifest-sha512.txt")).expect("there"));
    for copy in ["r1-signed-1", "r1-signed-2"] {
        assert_eq!(info(&program.bag(copy), "OTOP-Signs-Manifest-SHA512").as_ref(), Some(&digest), "{copy}");
    }
    assert_eq!(fs::read(program.bag("r1-signed-2/data/signed/02.pdf")).expect("stored"), b"%PDF-1.7 signed");
    assert!(read(&program.bag("r1-signed-1/data/signed.json")).contains("สแกน ลงนาม.pdf"));
    assert_eq!(tree(&program.bag("r1")), signed, "what was signed is untouched");
    assert_eq!(program.faults(0), Vec::<String>::new());
    fs::write(program.bag("r1/data/plan.toml"), "x").expect("written");
    program.run(&["archive", "add-signed", MONTH, scan]).ends(2);
    assert!(!program.bag("r1-signed-3").exists(), "nothing is signed that is not what was sealed");
}

#[test]
fn retention_ends_and_nothing_is_deleted() {
    let program = Program::sealed();
    for (today, past) in [("2575-03-10", false), ("2575-03-11", true)] {
        let list = program.on(today, &["--format", "json", "archive", "list"]).ends(0).json();
        assert_eq!(
            (&list["bags"][1]["keep_until"], &list["bags"][1]["past_retention"]),
            (&Json::from("2032-03-10"), &Json::from(past))
        );
    }
    assert!(program.bag("r1").is_dir());
}

#[test]
fn one_zip_the_same_every_time() {
    Program::sample().run(&["archive", "export"]).ends(2);
    let program = Program::sealed();
    program.run(&["archive", "export", "2564-12"]).ends(2);
    program.run(&["archive", "export", MONTH]).ends(0);
    let zip = program.root.join("outputs/archive-2565-02.zip");
    let first = fs::read(&zip).expect("written");
    filetime(&program.bag("r1/bagit.txt"));
    program.run(&["archive", "export", MONTH]).ends(0);
    assert_eq!(fs::read(&zip).expect("written"), first);
    program.run(&["archive", "export", "all"]).ends(0);
    let mut all =
        zip::ZipArchive::new(fs::File::open(program.root.join("outputs/archive-all.zip")).expect("written")).expect("a zip");
    assert_eq!(all.len(), files(&program.archive()).len() - 1, "every file but the lock");
    let mut plan = String::new();
    std::io::Read::read_to_string(&mut all.by_name("2565-02/r1/data/plan.toml").expect("it is in it"), &mut plan).expect("text");
    assert_eq!(plan, read(&program.inputs().join("plan.toml")));
}

/// Gives a file another time of change.
fn filetime(path: &std::path::Path) {
    let file = fs::File::options().append(true).open(path).expect("it is there");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000)).expect("set");
}
