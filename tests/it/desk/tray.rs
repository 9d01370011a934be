//! The tray: nothing that is dropped is lost, and nothing of it leads anywhere.

use std::fs;

use encoding_rs::WINDOWS_874;
use otop_report::app::tray::refused::Why;

use crate::support::case::Case;
use crate::support::desk::{report, zip};

/// Any bytes that are no zip.
const PLAIN: &[u8] = b"a,b\n";

#[test]
fn what_is_dropped_lies_there_until_it_is_discarded() {
    let case = Case::without_registry();
    let form = case.form(0, "2565-02", &report("ก"));
    let item = case.drop_file("ส่งจังหวัด/เมือง.xlsx", &form);
    let other = case.drop_file("จุน.csv", PLAIN);
    assert_eq!(case.in_tray(), ["เมือง.xlsx", "จุน.csv"], "in the order in which they were dropped, by another tray as well");
    assert_eq!(case.tray().bytes(&item).expect("read"), form);
    assert!(case.month_files().is_empty(), "nothing is in inputs");

    let again = case.added("ชื่ออื่น.xlsx", &form);
    assert_eq!((again.items.len(), again.again), (0, vec![item.clone()]), "the same bytes lie there once");

    assert_eq!(case.tray().discard(&[&other.slot.id, "0", &other.slot.id]).expect("discarded"), [other]);
    assert_eq!(case.in_tray(), ["เมือง.xlsx"]);
}

#[test]
fn a_run_that_was_killed_leaves_whole_files_only() {
    let case = Case::without_registry();
    let item = case.drop_file("เมือง.csv", PLAIN);
    let folder = case.tray().folder().to_owned();
    // Bytes whose note never came, and a file that was not finished.
    fs::write(folder.join(format!("{}.file", "0".repeat(64))), "x").expect("written");
    fs::write(folder.join(".new-1.file"), "half").expect("written");
    assert_eq!(case.in_tray(), ["เมือง.csv"]);
    let other = case.drop_file("จุน.csv", b"c,d\n");
    case.tray().discard(&[&other.slot.id]).expect("discarded");
    let left = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(left, 3, "the lock, and of one file its bytes and its note");
    // A compile puts outputs/ right; the tray is none of its business.
    drop(otop_report::output::WriteLock::take(&case.workspace().outputs(), || ()).expect("it can be written"));
    assert_eq!(case.tray().find(&item.slot.id).expect("listed"), Some(item));
}

#[test]
fn a_folder_comes_without_what_programs_leave_in_it() {
    let case = Case::without_registry();
    let passed = ["ส่ง/~$จุน.xlsx", "ส่ง/.DS_Store", "__MACOSX/._จุน.xlsx"].map(|path| case.added(path, PLAIN).passed_over);
    assert_eq!(passed, [1, 1, 1]);
    assert_eq!(case.in_tray(), [] as [&str; 0]);
}

#[test]
fn the_tray_is_bounded() {
    let mut case = Case::without_registry();
    (case.plan.limits.file_mib, case.plan.limits.files) = (1, 2);
    let why = |name: &str, bytes: &[u8]| case.added(name, bytes).refused.first().map(|refused| refused.why);
    assert_eq!(why("ใหญ่.xlsx", &vec![b'a'; (1 << 20) + 1]), Some(Why::TooLarge(1)));
    assert_eq!((why("ก.csv", b"1,2"), why("ข.csv", b"3,4"), why("ค.csv", b"5,6")), (None, None, Some(Why::TooMany(2))));
}

#[test]
fn a_zip_of_workbooks_is_opened() {
    let case = Case::without_registry();
    let (one, two) = (case.form(0, "2565-02", &report("ก")), case.form(1, "2565-02", &report("ข")));
    let thai = WINDOWS_874.encode("จุน.xlsx").0;
    let packed = zip(&[
        ("ส่ง/เมือง.xlsx".as_bytes(), &one),
        (&thai, &two),
        (b"../../../outside.csv", PLAIN),
        (b"__MACOSX/._a.xlsx", PLAIN),
        (b"inner.zip", &zip(&[(b"a.csv", PLAIN)])),
    ]);
    let added = case.added("ก.พ..zip", &packed);
    let names: Vec<_> = added.items.iter().map(|item| (item.name.as_str(), item.from.as_deref())).collect();
    let from = Some("ก.พ..zip");
    assert_eq!(names, [("เมือง.xlsx", from), ("จุน.xlsx", from), ("outside.csv", from)]);
    assert_eq!(added.passed_over, 1);
    let refused: Vec<_> = added.refused.iter().map(|refused| (refused.name.as_str(), refused.why)).collect();
    assert_eq!(refused, [("inner.zip", Why::Nested)]);
    assert!(!case.root().join("outside.csv").exists() && !case.root().join("outputs/outside.csv").exists());

    // A workbook is a zip as well, and is none of these.
    assert_eq!(case.added("อื่น.zip", &case.form(2, "2565-02", &report("ค"))).items.len(), 1);
}

#[test]
fn a_zip_is_bounded_like_a_workbook() {
    let mut case = Case::without_registry();
    (case.plan.limits.inflated_mib, case.plan.limits.files) = (8, 3);
    let why = |bytes: &[u8]| {
        let added = case.added("ก.zip", bytes);
        assert!(added.items.is_empty(), "nothing is taken of it");
        added.refused.first().map(|refused| refused.why)
    };
    let noise: Vec<u8> = (0_u32..2_400_000).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    assert_eq!(why(&zip(&[(b"bomb.csv", &vec![b'a'; 6 << 20])])), Some(Why::Inflates(8)), "a thousand times what it takes");
    assert_eq!(why(&zip(&[(b"large.csv", &noise)])), Some(Why::Inflates(8)));
    let four: Vec<(&[u8], &[u8])> = [b"a.csv", b"b.csv", b"c.csv", b"d.csv"].map(|name| (&name[..], PLAIN)).to_vec();
    assert_eq!(why(&zip(&four)), Some(Why::Entries(3)));
    assert_eq!(why(&zip(&[])), Some(Why::Hollow));
    let mut damaged = zip(&[(b"a.csv", &noise[..1 << 16])]);
    damaged.truncate(1 << 15);
    assert_eq!(why(&damaged), Some(Why::Damaged));
}
