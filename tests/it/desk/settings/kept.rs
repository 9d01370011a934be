//! The plan on the disk: faults beside their fields, the old plan kept, nothing written over.

use std::fs;

use jiff::civil::date;
use otop_report::app::Runtime;
use otop_report::app::gather::gather;
use otop_report::app::settings::{Base, Saved, Sheet, differing, fill, kept, load, open, save};
use otop_report::lang::Lang;
use otop_report::plan::PHAYAO_2565;

use crate::support::case::{Case, month};

fn form(case: &Case) -> Sheet {
    open(&case.workspace(), Base::Plan).expect("it can be read").expect("it is TOML")
}

/// The form after something was typed in it.
fn with(case: &Case, sheet: &Sheet, typed: &[(&str, &str)]) -> Sheet {
    let mut values = sheet.values.clone();
    typed.iter().for_each(|(name, typed)| values.set(name, typed));
    fill(&case.workspace(), sheet.base, &sheet.digest, values).expect("it can be read").expect("it is TOML")
}

fn put(case: &Case, sheet: &Sheet) -> Saved {
    save(&case.workspace(), &Runtime::IN_PROCESS, date(2022, 3, 5), &sheet.digest, &sheet.text).expect("it can be written")
}

fn plan(case: &Case) -> String {
    fs::read_to_string(case.path("plan.toml")).expect("the plan")
}

#[test]
fn what_is_saved_is_the_plan_and_the_old_one_is_kept() {
    let case = Case::new();
    let first = form(&case);
    assert!(first.judged.is_sound() && !first.is_stale);
    assert_eq!(put(&case, &first), Saved::Same);
    assert_eq!(kept(&case.workspace()).expect("a list"), [""; 0], "nothing was written");
    let second = with(&case, &first, &[("office.telephone", "๐ ๕๔๔๔ ๙๕๕๕")]);
    assert_eq!(put(&case, &second), Saved::Written(Some("inputs/.plans/2565-03-05-001.toml".to_owned())));
    assert_eq!(plan(&case), second.text);
    assert_eq!(fs::read_to_string(case.path(".plans/2565-03-05-001.toml")).expect("kept"), PHAYAO_2565);
    // No month takes it for something that was dropped in a wrong place.
    let gathered = gather(&case.workspace(), &case.plan, month("2564-10")).expect("gathered");
    assert_eq!(gathered.strays, []);
    let left = case.path("").read_dir().expect("a folder").filter_map(Result::ok).map(|entry| entry.file_name());
    assert_eq!(left.filter(|name| name.to_string_lossy().starts_with(".new")).count(), 0);
}

#[test]
fn fifty_old_plans_are_kept() {
    let case = Case::new();
    for number in 0..53 {
        let sheet = with(&case, &form(&case), &[("office.telephone", &format!("โทร {number}"))]);
        assert!(matches!(put(&case, &sheet), Saved::Written(Some(_))));
    }
    let names = kept(&case.workspace()).expect("a list");
    assert_eq!((names.len(), names[0].as_str(), names[49].as_str()), (50, "2565-03-05-004.toml", "2565-03-05-053.toml"));
}

#[test]
fn a_plan_with_faults_is_not_written_and_each_is_told_beside_its_field() {
    let case = Case::new();
    let sheet = with(
        &case,
        &form(&case),
        &[
            ("districts[3].name", ""),
            ("districts[1].aliases", "เชียงคำ"),
            ("rubrics[0].levels[1].percent", "9"),
            ("deadline.holidays", "เมื่อวาน"),
        ],
    );
    let beside: Vec<&str> = sheet.judged.faults.named.keys().map(String::as_str).collect();
    assert_eq!(beside, ["deadline.holidays", "districts[2].name", "districts[3].name", "rubrics[0].levels[1]"]);
    assert_eq!((sheet.judged.faults.others.len(), sheet.judged.is_sound()), (0, false));
    assert!(sheet.judged.faults.at("districts[2].name")[0].message(Lang::Th).contains("ซ้ำ"));
    assert_eq!(put(&case, &sheet), Saved::Faulty);
    assert_eq!(plan(&case), PHAYAO_2565);
}

#[test]
fn what_is_odd_is_told_beside_its_field() {
    let case = Case::new();
    let sheet = with(&case, &form(&case), &[("office.group", ""), ("letters.garuda", "no.png")]);
    assert!(sheet.judged.is_sound());
    let beside: Vec<&str> = sheet.judged.warnings.named.keys().map(String::as_str).collect();
    assert_eq!(beside, ["kpi.coordinators[0].telephone", "letters.garuda", "office.group"]);
}

#[test]
fn a_key_that_no_field_has_is_told_above_and_stays() {
    let case = Case::new();
    case.write("plan.toml", PHAYAO_2565.replace("[deadline]", "[deadline]\nhour = 9").as_bytes());
    let sheet = with(&case, &form(&case), &[("deadline.day", "7")]);
    assert_eq!((sheet.judged.faults.others.len(), sheet.judged.faults.named.len()), (1, 0));
    assert!(sheet.text.contains("[deadline]\nhour = 9\nday = 7  "));
}

#[test]
fn nothing_is_written_over_a_plan_that_changed_meanwhile() {
    let case = Case::new();
    let (mine, theirs) = (form(&case), form(&case));
    assert!(matches!(put(&case, &with(&case, &theirs, &[("office.group", "กลุ่มอื่น")])), Saved::Written(_)));
    let typed = with(&case, &mine, &[("office.telephone", "๑๑๑")]);
    assert!(typed.is_stale);
    let stale = save(&case.workspace(), &Runtime::IN_PROCESS, date(2022, 3, 5), &mine.digest, &typed.text).expect("no fault");
    assert_eq!(stale, Saved::Changed);
    assert!(plan(&case).contains("กลุ่มอื่น"));
    let both = differing(&case.workspace(), &typed.values).expect("it can be read");
    let names: Vec<(&str, &str)> = both.iter().map(|both| (both.name.as_str(), both.there.as_str())).collect();
    assert_eq!(names, [("office.group", "กลุ่มอื่น"), ("office.telephone", "โทร./โทรสาร ๐ ๕๕๔๔ ๕๕๔๔")]);
    // Whoever wants it all the same writes it knowing the plan that is there, which is then kept.
    let digest = load(&case.workspace()).expect("a plan").digest;
    assert!(matches!(
        save(&case.workspace(), &Runtime::IN_PROCESS, date(2022, 3, 5), &digest, &typed.text).expect("written"),
        Saved::Written(Some(_))
    ));
    assert_eq!(kept(&case.workspace()).expect("a list").len(), 2);
}

#[test]
fn whatever_editor_saved_it_it_is_written_as_utf_8() {
    let case = Case::new();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(PHAYAO_2565.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let with_mark = [b"\xEF\xBB\xBF", PHAYAO_2565.as_bytes()].concat();
    for bytes in [utf16, with_mark] {
        case.write("plan.toml", &bytes);
        let sheet = with(&case, &form(&case), &[("office.group", "กลุ่มอื่น")]);
        assert!(matches!(put(&case, &sheet), Saved::Written(_)));
        assert_eq!(plan(&case), PHAYAO_2565.replacen("group = \"กลุ่มงานส่งเสริมการพัฒนาชุมชน\"", "group = \"กลุ่มอื่น\"", 1));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_plan_stays() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::new();
    let sheet = with(&case, &form(&case), &[("office.group", "กลุ่มอื่น")]);
    let inputs = case.path("");
    fs::set_permissions(&inputs, fs::Permissions::from_mode(0o555)).expect("read only");
    let is_all_powerful = fs::write(inputs.join(".try"), "").is_ok();
    let said = save(&case.workspace(), &Runtime::IN_PROCESS, date(2022, 3, 5), &sheet.digest, &sheet.text);
    fs::set_permissions(&inputs, fs::Permissions::from_mode(0o755)).expect("writable");
    if !is_all_powerful {
        assert!(said.is_err());
        assert_eq!(plan(&case), PHAYAO_2565);
    }
}
