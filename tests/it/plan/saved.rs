//! The plan as a clerk's editor saves it, and a picture that is not where the plan says.

use encoding_rs::WINDOWS_874;
use otop_report::lang::{Lang, Said};
use otop_report::plan::PHAYAO_2565;
use otop_report::workspace::WorkspaceError;

use super::changed;
use crate::support::case::Case;

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn whatever_notepad_saves_is_read() {
    let case = Case::new();
    // What the shipped plan has beside Thai and Windows-874 has not: the lines drawn in its comments.
    let plain: String = PHAYAO_2565.lines().map(|line| line.split('#').next().unwrap_or_default().to_owned() + "\r\n").collect();
    let ansi = WINDOWS_874.encode(&plain);
    assert!(!ansi.2, "every character of it is in Windows-874");
    let saved = [
        ("UTF-8 with a mark", format!("\u{FEFF}{PHAYAO_2565}").into_bytes()),
        ("CRLF", PHAYAO_2565.replace('\n', "\r\n").into_bytes()),
        ("UTF-16 LE", utf16(PHAYAO_2565, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(PHAYAO_2565, u16::to_be_bytes)),
        ("ANSI", ansi.0.into_owned()),
    ];
    for (name, bytes) in saved {
        case.write("plan.toml", &bytes);
        let plan = case.workspace().plan().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(plan.districts[8].name, "ภูกามยาว", "{name}");
        assert_eq!(plan.warnings()[0].line(), 131, "{name}");
    }
}

#[test]
fn a_fault_is_on_the_line_that_notepad_shows() {
    let case = Case::new();
    let wrong = changed("registered = 75", "registred = 75");
    for text in [wrong.clone(), wrong.replace('\n', "\r\n")] {
        case.write("plan.toml", &utf16(&text, u16::to_le_bytes));
        let error = case.workspace().plan().expect_err("registred is not known").to_string();
        assert!(error.contains("บรรทัด ๕๖ อำเภอที่ ๒ (จุน) registred: ไม่รู้จัก registred หมายถึง registered หรือไม่"), "{error}");
    }
}

#[test]
fn a_file_that_is_no_text_is_told_by_name() {
    let case = Case::new();
    let unmarked = utf16(PHAYAO_2565, u16::to_le_bytes).split_off(2);
    for bytes in [b"PK\x03\x04\0\0".to_vec(), unmarked] {
        case.write("plan.toml", &bytes);
        let error = case.workspace().plan().expect_err("no text");
        assert!(matches!(error, WorkspaceError::NotText(_)), "{error}");
        let told = error.to_string();
        assert!(told.contains("inputs/plan.toml") && told.contains("Notepad"), "{told}");
    }
}

#[test]
fn a_picture_that_is_not_there_is_told_before_any_letter_is_made() {
    let mut case = Case::new();
    let text = changed("garuda = \"\"", "garuda = \"ครุฑ.png\"");
    case.write("plan.toml", text.as_bytes());
    case.plan = case.workspace().plan().expect("it stands");
    let told = || {
        case.workspace().plan_warnings(&case.plan).iter().map(|warning| Said(warning, Lang::Th).to_string()).collect::<Vec<_>>()
    };
    let missing = told();
    assert_eq!(missing.len(), 2, "{missing:#?}");
    assert_eq!(
        missing[1],
        "บรรทัด ๒๐๘ letters.garuda: ไม่มีแฟ้มภาพ ครุฑ.png ในโฟลเดอร์ inputs จึงจัดทำหนังสือไม่ได้ วางแฟ้มไว้ที่นั่น หรือเว้นว่าง \"\""
    );
    case.write("ครุฑ.png", b"a picture");
    assert_eq!(told().len(), 1);
    // What is there and cannot be used is not said to be missing.
    case.remove("ครุฑ.png");
    std::fs::create_dir(case.workspace().inputs().join("ครุฑ.png")).expect("made");
    assert_eq!(told().len(), 1);
    assert!(matches!(case.workspace().garuda(&case.plan), Err(WorkspaceError::NotAFile(_))));
}
