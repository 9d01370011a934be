//! รับเข้า: into `inputs/`, never over what is not kept.

use std::fs;

use otop_report::app::take::{NotTaken, Took, Wanted};
use otop_report::app::tray::Item;
use otop_report::lang::{Lang, Said};

use crate::support::case::{Case, book, sheet};
use crate::support::desk::{WORKING, report, revision};

fn file(took: &Took) -> (&str, Vec<(String, String)>) {
    match took {
        Took::Taken { file, aside, .. } => (file, aside.clone()),
        other => panic!("{other:?}"),
    }
}

fn wanted(item: &Item) -> Wanted {
    Wanted { id: item.slot.id.clone(), month: None, replace: false }
}

#[test]
fn a_file_goes_into_the_folder_of_its_month() {
    let case = Case::new();
    let bytes = case.form(0, WORKING, &report("ก"));
    let item = case.drop_file("เมือง.xlsx", &bytes);
    assert_eq!(file(&case.taken(&item)), ("2565-02/เมือง.xlsx", vec![]));
    assert_eq!(fs::read(case.path("2565-02/เมือง.xlsx")).expect("there"), bytes);
    assert_eq!((case.month_files(), case.in_tray().len()), (vec!["เมือง.xlsx".to_owned()], 0));

    // Another page presses it once more.
    assert!(matches!(case.taken(&item), Took::Not { why: NotTaken::Gone, .. }));
    let copy = case.drop_file("สำเนา.xlsx", &bytes);
    assert!(matches!(case.taken(&copy), Took::There { file, .. } if file == "2565-02/เมือง.xlsx"));
    assert_eq!((case.month_files(), case.in_tray().len()), (vec!["เมือง.xlsx".to_owned()], 0));
}

#[test]
fn what_a_file_replaces_is_kept_and_read_by_nobody() {
    let case = Case::new();
    case.submit_nil(WORKING);
    case.submit(WORKING, 0, "เมืองพะเยา", &report("ก"));
    let before = fs::read(case.path("2565-02/เมืองพะเยา.xlsx")).expect("there");
    for (kept, reporter) in [("เมืองพะเยา.xlsx", "ข"), ("เมืองพะเยา (2).xlsx", "ค")] {
        let took = case.taken(&case.drop_file("เมืองพะเยา.xlsx", &case.form(0, WORKING, &report(reporter))));
        let aside = ("2565-02/เมืองพะเยา.xlsx".to_owned(), format!("2565-02/.replaced/{kept}"));
        assert_eq!(file(&took), ("2565-02/เมืองพะเยา.xlsx", vec![aside]));
        assert!(Said(&took, Lang::Th).to_string().contains(kept), "it is said");
    }
    assert_eq!(fs::read(case.path("2565-02/.replaced/เมืองพะเยา.xlsx")).expect("kept"), before);
    let compiled = case.compile(WORKING);
    assert_eq!(compiled.validated.workbooks.len(), case.plan.districts.len(), "what was replaced is not read");
    assert!(!compiled.is_draft(), "{:?}", compiled.own_findings().collect::<Vec<_>>());
}

#[test]
fn of_two_that_say_the_same_revision_a_person_chooses() {
    let case = Case::new();
    case.submit(WORKING, 0, "เมือง", &report("ก"));
    let item = case.drop_file("ส่งใหม่.xlsx", &case.form(0, WORKING, &report("ข")));
    let took = case.taken(&item);
    assert!(matches!(&took, Took::Not { why: NotTaken::Rivals(files), .. } if files == &["2565-02/เมือง.xlsx"]), "{took:?}");
    assert_eq!((case.month_files(), case.in_tray().len()), (vec!["เมือง.xlsx".to_owned()], 1), "all is as it was");
    let took = case.take(&Wanted { replace: true, ..wanted(&item) });
    let aside = ("2565-02/เมือง.xlsx".to_owned(), "2565-02/.replaced/เมือง.xlsx".to_owned());
    assert_eq!(file(&took), ("2565-02/ส่งใหม่.xlsx", vec![aside]));
    assert_eq!(case.month_files(), [".replaced/เมือง.xlsx", "ส่งใหม่.xlsx"]);
}

#[test]
fn a_newer_revision_stands_beside_the_older() {
    let case = Case::new();
    case.submit(WORKING, 0, "เมือง", &report("ก"));
    let took = case.taken(&case.drop_file("แก้ไข.xlsx", &case.form(0, WORKING, &revision(1, "ก"))));
    assert_eq!(file(&took), ("2565-02/แก้ไข.xlsx", vec![]));
    assert_eq!(case.month_files(), ["เมือง.xlsx", "แก้ไข.xlsx"]);
}

#[test]
fn several_of_one_press_see_each_other() {
    let case = Case::new();
    let one = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &report("ก")));
    let two = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &revision(1, "ข")));
    let three = case.drop_file("แบบรายงาน.xlsx", &case.form(1, WORKING, &report("ค")));
    let all = [&one, &two, &three].map(wanted);
    let took = otop_report::app::take::take(&case.workspace(), &case.plan, &otop_report::app::Runtime::IN_PROCESS, &all);
    let took = took.expect("outputs can be written");
    assert_eq!(file(&took[1]).1.len(), 1, "the second replaces the first of its name");
    assert_eq!(case.month_files(), [".replaced/เมือง.xlsx", "เมือง.xlsx", "แบบรายงาน.xlsx"]);
}

#[test]
fn a_file_that_does_not_say_its_month_waits_for_a_person() {
    let case = Case::new();
    let cover = sheet("ปก", &["อำเภอ|เมืองพะเยา", "ประจำเดือน|", "ผู้รายงาน|ก", "วันที่รายงาน|3 มี.ค. 2565"]);
    let forms = [crate::support::case::activities(&[crate::support::case::ENTRY]), crate::support::case::listings()];
    let item = case.drop_file("เมือง.xlsx", &book([cover].into_iter().chain(forms).collect()));
    assert!(matches!(case.taken(&item), Took::Not { why: NotTaken::NeedsMonth, .. }));
    let month = Some(crate::support::case::month(WORKING));
    assert_eq!(file(&case.take(&Wanted { month, ..wanted(&item) })).0, "2565-02/เมือง.xlsx");
}

#[test]
fn what_cannot_be_written_stays_in_the_tray() {
    let case = Case::new();
    // A file lies where the month's folder would be.
    case.write(WORKING, b"");
    let item = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &report("ก")));
    let took = case.taken(&item);
    assert!(matches!(took, Took::Not { why: NotTaken::Unwritten(_), .. }), "{took:?}");
    assert!(Said(&took, Lang::Th).to_string().contains("ยังอยู่ในถาด"), "{}", Said(&took, Lang::Th));
    assert_eq!(case.in_tray(), ["เมือง.xlsx"]);
}

#[test]
fn what_was_changed_in_the_tray_is_not_taken() {
    let case = Case::new();
    let item = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &report("ก")));
    let other = case.form(0, WORKING, &report("ข"));
    fs::write(case.tray().source(&item).location, other).expect("written");
    assert!(matches!(case.taken(&item), Took::Not { why: NotTaken::Changed, .. }));
    assert!(case.month_files().is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_months_folder_is_not_followed() {
    let case = Case::new();
    let elsewhere = case.root().join("elsewhere");
    fs::create_dir(&elsewhere).expect("made");
    std::os::unix::fs::symlink(&elsewhere, case.path(WORKING)).expect("linked");
    let item = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &report("ก")));
    assert!(matches!(case.taken(&item), Took::Not { why: NotTaken::Unwritten(_), .. }));
    assert_eq!(fs::read_dir(elsewhere).expect("a folder").count(), 0);
}

#[test]
fn two_desks_that_take_the_same_file_take_turns() {
    let case = Case::new();
    let item = case.drop_file("เมือง.xlsx", &case.form(0, WORKING, &report("ก")));
    let took: Vec<Took> = std::thread::scope(|scope| {
        let both: Vec<_> = (0..4).map(|_| scope.spawn(|| case.taken(&item))).collect();
        both.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    assert_eq!(took.iter().filter(|took| matches!(took, Took::Taken { .. })).count(), 1, "{took:?}");
    let others = took.iter().filter(|took| matches!(took, Took::There { .. } | Took::Not { why: NotTaken::Gone, .. }));
    assert_eq!(others.count(), 3, "{took:?}");
    assert_eq!((case.month_files(), case.in_tray().len()), (vec!["เมือง.xlsx".to_owned()], 0));
}
