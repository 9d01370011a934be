//! The wording of letters: tried out, kept, and given back.

use std::fs;

use jiff::civil::date;
use otop_report::app::templates::Standing;
use otop_report::app::wording::{Kept, LETTERS, pieces, print, save, with_typed, wording, wordings};
use otop_report::app::{AppError, Runtime};
use otop_report::templates::Templates;

use crate::support::case::Case;
use crate::support::paper;

const MONTHLY: &str = "letter-monthly.toml";

fn keep(case: &Case, from: &str, text: &str) -> Result<Kept, AppError> {
    save(&case.workspace(), &Runtime::IN_PROCESS, date(2022, 3, 5), MONTHLY, from, text)
}

fn printed(case: &Case, name: &str, text: &str) -> Result<String, AppError> {
    print(&case.workspace(), &case.plan, &Runtime::IN_PROCESS, date(2022, 3, 5), name, text).map(|pdf| paper::text(&pdf))
}

#[test]
fn every_letter_prints_before_any_report_is_in() {
    let case = Case::new();
    let all = wordings(&case.workspace()).expect("they can be read");
    assert_eq!(all.iter().map(|wording| wording.listed.name.as_str()).collect::<Vec<_>>(), LETTERS);
    for wording in all {
        let name = wording.listed.name;
        let marked = wording.text.replacen("subject = \"", "subject = \"ทดลองถ้อยคำ ", 1);
        assert_ne!(marked, wording.text, "{name}");
        let text = printed(&case, &name, &marked).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.replace(['\n', ' '], "").contains("ทดลองถ้อยคำ"), "{name}: {text}");
    }
    assert!(!case.root().join("templates").exists(), "nothing is written by looking");
}

#[test]
fn a_mistake_is_told_with_its_line_and_is_not_put_into_use() {
    let case = Case::new();
    let shipped = wording(&case.workspace(), MONTHLY).expect("it can be read");
    for (right, wrong) in [("{{ month }}\"\nsubject", "{{ mont }}\"\nsubject"), ("closing = \"", "closing = ")] {
        let text = shipped.text.replacen(right, wrong, 1);
        let Err(AppError::Words(error)) = printed(&case, MONTHLY, &text) else { panic!("it was printed") };
        assert_eq!(error.file, MONTHLY);
        assert!(error.line > 1, "{error}");
    }
    let broken = shipped.text.replacen("closing = \"", "closing = ", 1);
    assert!(matches!(keep(&case, &shipped.digest(), &broken), Err(AppError::Words(_))));
    assert!(!case.root().join("templates").join(MONTHLY).exists());
    // One that lies there broken can still be mended here.
    fs::create_dir_all(case.root().join("templates")).expect("a folder");
    fs::write(case.root().join("templates").join(MONTHLY), &broken).expect("written");
    assert!(printed(&case, MONTHLY, &broken).is_err());
    assert!(printed(&case, MONTHLY, &shipped.text).is_ok());
    let there = wording(&case.workspace(), MONTHLY).expect("it can be read");
    assert_eq!(keep(&case, &there.digest(), &shipped.text.replacen("โปรดทราบ", "ทราบ", 1)).expect("kept"), Kept::Written);
}

#[test]
fn a_wording_is_kept_with_its_origin_and_given_back() {
    let case = Case::new();
    let folder = case.root().join("templates");
    let shipped = wording(&case.workspace(), MONTHLY).expect("it can be read");
    assert_eq!(keep(&case, &shipped.digest(), &shipped.text).expect("no fault"), Kept::Same);
    let own = shipped.text.replacen("ขอแสดงความนับถือ", "ขอแสดงความนับถืออย่างสูง", 1);
    assert_eq!(keep(&case, &shipped.digest(), &own).expect("kept"), Kept::Written);
    let now = wording(&case.workspace(), MONTHLY).expect("it can be read");
    assert_eq!((now.text.as_str(), now.is_own, now.listed.standing), (own.as_str(), true, Standing::Changed));
    assert!(fs::read_to_string(folder.join(".copied.toml")).expect("recorded").contains(MONTHLY));
    // Another tab still has the shipped one before it.
    assert_eq!(keep(&case, &shipped.digest(), "closing = \"ก\"").expect("no fault"), Kept::Changed);
    assert_eq!(keep(&case, &now.digest(), &shipped.text).expect("given back"), Kept::Shipped);
    assert!(!folder.join(MONTHLY).exists());
    let old = fs::read_to_string(folder.join(".old/letter-monthly-2565-03-05-001.toml")).expect("the old one is kept");
    assert_eq!(old, own);
    assert_eq!(wording(&case.workspace(), MONTHLY).expect("it can be read").listed.standing, Standing::Shipped);
}

#[test]
fn nothing_but_letters_is_worded_here() {
    let case = Case::new();
    for name in ["common.toml", "../inputs/plan.toml", "letter.typ", ""] {
        assert!(wording(&case.workspace(), name).is_err(), "{name}");
        assert!(save(&case.workspace(), &Runtime::IN_PROCESS, date(2022, 3, 5), name, "", "x = 1").is_err(), "{name}");
    }
}

#[test]
fn every_letter_is_changed_piece_by_piece_and_the_rest_stays() {
    for name in LETTERS {
        let text = Templates::shipped(name).expect("shipped");
        let all = pieces(text).expect("pieces");
        let same = all.iter().map(|piece| (piece.key.clone(), piece.text.replace('\n', "\r\n"))).collect();
        assert_eq!(with_typed(text, &same).as_deref(), Some(text), "{name}");
        for piece in all.iter().filter(|piece| !piece.text.is_empty()) {
            let typed = [(piece.key.clone(), format!("{} \"ใหม่\"", piece.text))].into();
            let new = with_typed(text, &typed).expect("pieces");
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            let differing = lines(text).iter().zip(lines(&new)).filter(|(old, new)| *old != new).count();
            assert_eq!((differing, lines(&new).len()), (1, lines(text).len()), "{name} {}: {new}", piece.key);
            let back = pieces(&new).expect("pieces").into_iter().find(|other| other.key == piece.key).expect("the piece");
            assert_eq!(back.text, format!("{} \"ใหม่\"", piece.text));
        }
    }
    let monthly = pieces(Templates::shipped(MONTHLY).expect("shipped")).expect("pieces");
    assert_eq!(monthly[0].about, "", "what stands above the first is about the whole");
    assert!(monthly.iter().any(|piece| piece.key == "references" && piece.about.starts_with("อ้างถึงหนังสือ")));
    let paragraphs = [("paragraphs".to_owned(), "หนึ่ง\nสอง\n\n\n สาม \n".to_owned())].into();
    let new = with_typed(Templates::shipped(MONTHLY).expect("shipped"), &paragraphs).expect("pieces");
    assert!(new.contains("paragraphs = [\n  \"หนึ่ง\\nสอง\",\n  \"สาม\",\n]\n"), "{new}");
    assert_eq!(pieces("a = 1"), None);
    assert_eq!(pieces("a = \""), None);
}
