//! What stands for the archive elsewhere: the fingerprint on the next month's letter, and a signature over the list.

use std::fs;

use serde_json::Value as Json;

use super::forger::edit;
use crate::support::program::{MONTH, Program, read};

/// The letter of a sealed bag as its text holds it, for programs: what the bag says that it names.
fn named(program: &Program, bag: &str) -> Json {
    let compiled: Json = serde_json::from_str(&read(&program.archive().join(bag).join("data/compiled.json"))).expect("JSON");
    compiled["previous_seal"].clone()
}

fn letter(program: &Program) -> Vec<u8> {
    fs::read(program.root.join("outputs").join(MONTH).join("letter-monthly.pdf")).expect("compiled")
}

fn sealed_letter(program: &Program, bag: &str) -> Vec<u8> {
    fs::read(program.bag(bag).join("data/documents/letter-monthly.pdf")).expect("sealed")
}

#[test]
fn the_letter_that_is_signed_names_the_month_sealed_before() {
    let program = Program::sample();
    program.run(&["compile", MONTH]).ends(0);
    let without = letter(&program);
    let january = program.run(&["--format", "json", "archive", "add", "2565-01"]).ends(0).json()["fingerprint"].clone();
    program.run(&["compile", MONTH]).ends(0);
    let before = letter(&program);
    assert!(before != without, "it names January's");
    program.run(&["archive", "add", MONTH]).ends(0);
    assert_eq!((&named(&program, "2565-01/r1"), &named(&program, "2565-02/r1")["fingerprint"]), (&Json::Null, &january));
    assert!(sealed_letter(&program, "r1") == before, "the letter that was printed for signature is the one that is sealed");
    // Neither its own seal, nor later ones, nor a correction change what it names.
    program.run(&["archive", "add", "2564-12"]).ends(0);
    program.run(&["compile", MONTH]).ends(0);
    assert!(letter(&program) == before);
    assert!(program.run(&["archive", "add", MONTH]).ends(0).out.contains("ไม่มีอะไรเปลี่ยน"));
    program.change();
    program.run(&["archive", "add", MONTH, "--reason", "ส่งซ้ำ"]).ends(0);
    assert_eq!(named(&program, "2565-02/r2")["fingerprint"], january);
    assert_eq!(program.faults(0), Vec::<String>::new());
    let pasted = format!("อ้างอิงชุดเก็บถาวรก่อนหน้า มกราคม ๒๕๖๕ ครั้งที่ ๑ ลายนิ้วมือ {}", january.as_str().expect("printed"));
    let said = program.run(&["archive", "verify", "2565-01", "--expect", &pasted]).ends(0);
    assert!(said.out.contains("ลายนิ้วมือที่จดไว้ตรงกับ 2565-01/r1"), "{}", said.out);
}

#[test]
fn a_plan_may_leave_it_out_and_a_damaged_list_stops_no_month() {
    let program = Program::sample();
    program.run(&["compile", MONTH]).ends(0);
    let without = letter(&program);
    edit(&program.inputs().join("plan.toml"), "seal_on_letters = true ", "seal_on_letters = false");
    program.run(&["archive", "add", "2565-01"]).ends(0);
    program.run(&["compile", MONTH]).ends(0);
    assert!(letter(&program) == without);
    program.run(&["archive", "add", MONTH]).ends(0);
    assert_eq!(named(&program, "2565-02/r1"), Json::Null);
    assert_eq!(program.faults(0), Vec::<String>::new());
    edit(&program.inputs().join("plan.toml"), "seal_on_letters = false", "seal_on_letters = true ");
    edit(&program.archive().join("chain.txt"), "1 2022-", "1 2O22-");
    let said = program.run(&["compile", MONTH]).ends(0);
    assert!(said.err.contains("chain.txt") && said.err.contains("ลายนิ้วมือ"), "{}", said.err);
    assert!(letter(&program) == without);
}

/// Signs the list as its keeper does, with `minisign -Sm chain.txt`.
fn sign(program: &Program, keys: &minisign::KeyPair) {
    let list = fs::File::open(program.archive().join("chain.txt")).expect("there");
    let signature = minisign::sign(Some(&keys.pk), &keys.sk, list, Some("ลงนาม ๑๐ มี.ค. ๖๕"), None).expect("signed");
    fs::write(program.archive().join("chain.txt.minisig"), signature.into_string()).expect("written");
}

#[test]
fn a_signature_vouches_as_far_as_the_list_went() {
    let program = Program::sealed();
    let keys = minisign::KeyPair::generate_unencrypted_keypair().expect("a key");
    sign(&program, &keys);
    let key = keys.pk.to_base64();
    let verify = |words: &[&str]| program.run(&[&["archive", "verify", "2564-12"], words].concat());
    // Sealing goes on beside a signature, and an unsigned seal is said, not blamed.
    assert!(program.run(&["archive", "verify"]).ends(0).out.contains("ไม่รู้กุญแจ"));
    assert!(
        program
            .run(&["archive", "verify", "--public-key", &key])
            .ends(0)
            .out
            .contains("ลายเซ็นรับรองครบทั้ง ๒ ชุด (ลงนาม ๑๐ มี.ค. ๖๕)")
    );
    program.run(&["archive", "add", "2564-12"]).ends(0);
    let said = verify(&["--public-key", &key]).ends(0).out;
    assert!(said.contains("ลายเซ็นรับรองถึง 2565-02/r1 คือ ๒ จาก ๓ ชุด"), "{said}");
    // By the file that minisign writes, and by the plan.
    let file = program.root.join("minisign.pub");
    fs::write(&file, format!("untrusted comment: minisign public key\n{key}\n")).expect("written");
    verify(&["--public-key", file.to_str().expect("UTF-8")]).ends(0);
    let plan = program.inputs().join("plan.toml");
    edit(&plan, "public_key = \"\"", &format!("public_key = \"{key}\""));
    assert!(verify(&[]).ends(0).out.contains("๒ จาก ๓ ชุด"));
    fs::remove_file(program.archive().join("chain.txt.minisig")).expect("there");
    assert!(verify(&[]).ends(1).out.contains("signature-missing"));
    // What is no key is said at once.
    assert!(verify(&["--public-key", "nonsense"]).ends(2).err.contains("ไม่ใช่กุญแจสาธารณะ"));
    edit(&plan, &key, "RWnonsense");
    assert!(verify(&[]).ends(2).err.contains("archive.public_key"));
}

#[test]
fn the_signature_is_handed_on_and_is_no_stranger() {
    let program = Program::sealed();
    sign(&program, &minisign::KeyPair::generate_unencrypted_keypair().expect("a key"));
    assert_eq!(program.faults(0), Vec::<String>::new());
    program.run(&["archive", "export", MONTH]).ends(0);
    let export = program.root.join("outputs/archive-2565-02.zip");
    let mut zip = zip::ZipArchive::new(fs::File::open(&export).expect("written")).expect("a zip");
    assert!(zip.by_name("chain.txt.minisig").is_ok() && zip.by_name("chain.txt").is_ok());
    // On every system the same bytes: each entry of a zip says that Unix made it.
    for path in [export, program.bag("r1/data/documents/scorecard.xlsx"), program.bag("r1/data/documents/kpi-8.xlsx")] {
        let bytes = fs::read(path).expect("there");
        let made_on: Vec<u8> = bytes.windows(6).filter(|at| at.starts_with(b"PK\x01\x02")).map(|at| at[5]).collect();
        assert!(made_on.len() > 8 && made_on.iter().all(|system| *system == zip::System::Unix as u8), "{made_on:?}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_read_or_sealed_through_a_link_out_or_a_pipe() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::symlink;

    let pipe = |path: &std::path::Path| mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("made");
    let program = Program::sample();
    let outside = program.root.parent().expect("a folder").join("outside");
    fs::create_dir_all(&outside).and_then(|()| fs::create_dir_all(program.root.join("templates"))).expect("made");
    let secret = outside.join("secret.txt");
    fs::write(&secret, "ความลับ").expect("written");
    let template = program.root.join("templates/keep-words.txt");
    let refused = |what: &str| {
        for words in [["archive", "add", MONTH].as_slice(), &["compile", MONTH]] {
            let said = program.run(words).ends(2);
            assert!(said.err.contains(what) && said.err.contains("จึงไม่เปิด"), "{words:?}: {}", said.err);
        }
        assert!(!program.bag("r1").exists());
    };
    symlink(&secret, &template).expect("linked");
    refused("templates/keep-words.txt");
    fs::remove_file(&template).expect("there");
    pipe(&template);
    refused("templates/keep-words.txt");
    fs::remove_dir_all(program.root.join("templates")).expect("there");
    fs::create_dir(outside.join("templates"))
        .and_then(|()| fs::rename(&secret, outside.join("templates/secret.txt")))
        .expect("made");
    symlink(outside.join("templates"), program.root.join("templates")).expect("linked");
    refused("templates/secret.txt");
    fs::remove_file(program.root.join("templates")).expect("there");
    // A link to another file of the workspace is the workspace's own.
    fs::create_dir(program.root.join("templates"))
        .and_then(|()| fs::write(program.root.join("words.txt"), "จุน\n"))
        .expect("made");
    symlink(program.root.join("words.txt"), &template).expect("linked");
    program.run(&["archive", "add", "2564-10"]).ends(0);
    // The registry, though it may be read, does not travel.
    let registry = program.inputs().join("registry.xlsx");
    fs::rename(&registry, outside.join("registry.xlsx"))
        .and_then(|()| symlink(outside.join("registry.xlsx"), &registry))
        .expect("linked");
    assert!(program.run(&["archive", "add", MONTH]).ends(2).err.contains("registry.xlsx"));
    fs::remove_file(&registry).and_then(|()| fs::rename(outside.join("registry.xlsx"), &registry)).expect("put back");
    // Pipes where the archive writes.
    for name in ["chain.txt", ".lock"] {
        let path = program.archive().join(name);
        let kept = fs::read(&path).expect("there");
        fs::remove_file(&path).expect("there");
        pipe(&path);
        assert!(program.run(&["archive", "add", MONTH]).ends(2).err.contains(name), "{name}");
        fs::remove_file(&path).and_then(|()| fs::write(&path, kept)).expect("put back");
    }
    program.run(&["archive", "add", MONTH]).ends(0);
}
