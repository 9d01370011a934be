//! A new year, and another province.

use otop_report::app::settings::{Base, Remind, Sheet, pasted, write};
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::workspace::Workspace;

use super::{changed, values};
use crate::support::case::Case;

fn open(workspace: &Workspace, base: &str) -> Sheet {
    let base: Base = base.parse().expect("a base");
    otop_report::app::settings::open(workspace, base).expect("it can be read").expect("it is TOML")
}

fn notes(sheet: &Sheet, remind: Remind) -> Vec<&str> {
    sheet.notes.iter().filter(|note| note.remind == remind).map(|note| note.name.as_str()).collect()
}

#[test]
fn the_next_year_is_this_one_twelve_months_later() {
    let case = Case::new();
    let sheet = open(&case.workspace(), "next-year");
    let plan = Plan::parse(&sheet.text).expect("it can be used as it is");
    let rounds: Vec<String> = plan.rounds().iter().flat_map(|round| [round.first, round.last]).map(|m| m.to_string()).collect();
    assert_eq!(rounds, ["2565-10", "2566-03", "2566-04", "2566-09"]);
    assert_eq!(plan.districts.iter().filter(|district| district.issued.is_some()).count(), 0);
    assert_eq!((plan.letters.assignment.number.as_str(), plan.letters.monthly.number.as_str()), ("พย ๐๐๑๙.๒/ว", "พย ๐๐๑๙.๒/"));
    assert!(sheet.text.contains("fiscal_year = 2566              # ปีงบประมาณ พ.ศ. (๑ ตุลาคม ๒๕๖๕ – ๓๐ กันยายน ๒๕๖๖)"));
    let emptied = notes(&sheet, Remind::Emptied);
    assert!(emptied.contains(&"districts[8].issued") && emptied.contains(&"letters.assignment.date"), "{emptied:?}");
    assert!(notes(&sheet, Remind::Check).contains(&"districts[0].online_before"));
    let old = notes(&sheet, Remind::OldYear(Plan::parse(PHAYAO_2565).expect("a plan").fiscal_year()));
    assert_eq!(old, ["kpi.formula_numerator", "letters.slogans"]);
    // Only what a year changes: fourteen values and the comment of the year.
    let (went, _) = changed(PHAYAO_2565, &sheet.text);
    assert!(went.iter().all(|line| !line.trim_start().starts_with('#')), "{went:?}");
    assert_eq!(went.len(), 5 + 9 + 2, "{went:?}");
}

#[test]
fn another_province_keeps_nothing_of_who_was_here() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let workspace = Workspace::new(folder.path());
    let sheet = open(&workspace, "province-57-2569");
    assert_eq!(sheet.digest, "", "there is no plan yet");
    for old in ["อภัสรา", "ณิษฐภัฏฐ์", "กิตติ", "เมืองพะเยา", "ศาลากลางจังหวัดพะเยา", "\"พย "]
    {
        assert!(!sheet.text.contains(old), "{old}");
    }
    assert!(sheet.text.contains("number = \"ชร ๐๐๑๙.๒/ว\""));
    assert!(sheet.text.contains("# registered     ฐานข้อมูล") && sheet.text.contains("# ── ช่องทางออนไลน์"), "comments stay");
    let missing: Vec<&str> = sheet.judged.faults.named.keys().map(String::as_str).collect();
    let wanted =
        ["districts[0].geocode", "districts[0].name", "districts[0].online_before", "districts[0].registered", "signatory.name"];
    assert_eq!(missing, wanted, "{:?}", sheet.judged.faults.others);
    assert!(notes(&sheet, Remind::Emptied).contains(&"districts"));
}

#[test]
fn districts_are_pasted_from_a_spreadsheet() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let workspace = Workspace::new(folder.path());
    let mut sheet = open(&workspace, "province-57-2569");
    let text = "รหัส\tอำเภอ\tทั้งหมด\tออนไลน์\r\n5701\tเมืองเชียงราย\t1,200\t50\r\n๕๗๐๒\tเวียงชัย\t๑๐๐\t๒๐\r\n\r\n5703\tเชียงของ\r\n";
    let (taken, left) = pasted(&mut sheet.values, text);
    assert_eq!((taken, left), (3, vec!["รหัส\tอำเภอ\tทั้งหมด\tออนไลน์".to_owned()]));
    assert_eq!(pasted(&mut sheet.values, "5703\tเชียงของ\t300\t9").0, 1, "the same district again");
    sheet.values.set("signatory.name", "นางสาวตัวอย่าง ทดสอบ");
    let text = write(&sheet.text, &sheet.values).expect("it is TOML");
    let plan = Plan::parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let districts: Vec<_> = plan.districts.iter().map(|d| (d.geocode.as_str(), d.registered, d.online_before)).collect();
    assert_eq!(districts, [("5701", 1200, 50), ("5702", 100, 20), ("5703", 300, 9)]);
    assert_eq!((plan.fiscal_year().to_string(), plan.province.name.as_str()), ("2569".to_owned(), "เชียงราย"));
}

#[test]
fn a_base_is_named_as_it_is_written() {
    for text in ["plan", "next-year", "province-57-2569"] {
        assert_eq!(text.parse::<Base>().map(|base| base.to_string()).as_deref(), Ok(text));
    }
    for text in ["", "province-99-2569", "province-57-1999", "province-57", "../plan"] {
        assert!(text.parse::<Base>().is_err(), "{text}");
    }
    assert_eq!(values(PHAYAO_2565).rows("districts").map(|rows| rows.len()), Some(9));
}
